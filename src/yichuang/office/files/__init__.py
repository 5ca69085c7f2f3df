"""Files: what was uploaded, kept by digest, never executable."""
