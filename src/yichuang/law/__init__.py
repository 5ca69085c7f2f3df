"""The law decides: what is true by law. Pure, typed, no framework, no I/O, never asks the time."""
