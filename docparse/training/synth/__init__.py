"""Rendered training pages with exact truth, the same for the same seed; torch is not needed."""
