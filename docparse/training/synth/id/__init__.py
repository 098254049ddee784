"""Fictional identity documents drawn with exact regions: fronts, backs, passport pages, scenes."""
