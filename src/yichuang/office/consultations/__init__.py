"""Consultations: drafts before the public, what was said to them in groups, and what came of it."""
