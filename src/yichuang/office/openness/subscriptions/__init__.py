"""Searches somebody keeps, so that he finds what is new. What a person reads is his own affair: it is on no chain and goes when he says so."""
