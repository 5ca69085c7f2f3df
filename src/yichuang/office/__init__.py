"""The office remembers and acts: rooms of models, acts (all writes) and reads (all queries)."""
