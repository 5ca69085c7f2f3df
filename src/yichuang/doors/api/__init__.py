"""The typed HTTP API: the same acts and reads as the pages, with the same permissions."""
