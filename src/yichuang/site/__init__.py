"""The keys: typed environment, one settings file, urls, and the table of what follows from a fact."""
