"""Models of ideas that explainers speak of: small formulas, computed here and drawn at build time. None of them is fitted to anything."""
