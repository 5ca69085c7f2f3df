"""The trail: every fact, chained per case, never changed."""
