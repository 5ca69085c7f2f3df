"""Scores 绩效评估: flat rows of what counts, kept from facts; the method in force; scores, and why; everything as open data."""
