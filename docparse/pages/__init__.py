"""Pages: pixels, resolution, text layer and paths, from image files and PDFs."""

from docparse.pages.page import LayerText, Page, VectorPath

__all__ = ["LayerText", "Page", "VectorPath"]
