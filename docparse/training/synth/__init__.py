"""Rendered training pages with exact truth, the same for the same seed; needs neither torch nor ultralytics."""
