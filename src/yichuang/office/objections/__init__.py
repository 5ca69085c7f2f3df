"""Objections to what was made public: brought by anybody, followed by number and code, answered, and what follows for the publication."""
