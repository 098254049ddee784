"""Pure functions on points and polygons: no files, no models, no pictures."""
