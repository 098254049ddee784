"""Fictional identity documents drawn with exact regions: fronts, backs, passport pages, and scenes of them."""
