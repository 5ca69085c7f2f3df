"""Issued papers: numbered, digested, laid out as PDF, open to verification by anybody."""
