"""一窗 Yichuang: the open software of the government service centre."""
