"""Requests for information: brought by anybody with his name, kept as rows, counted for the annual report."""
