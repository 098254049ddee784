"""Records as files, tables and pictures: one module for each format."""
