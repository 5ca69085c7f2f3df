"""Analysis of handling: spells kept as facts come in, questions over them, their history in files, and any past moment."""
