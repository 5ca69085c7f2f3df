"""The portal: what citizens and firms see; find a matter, apply, follow, correct, withdraw, rate."""
