"""Cases 办件: the projection that lists need, and the one way anything happens to a case."""
