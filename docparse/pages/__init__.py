"""Pages: pixels, resolution, text layer and paths, from image files and PDFs.

Turning and flattening of pixels is in :mod:`docparse.pages.transform`, picture quality in
:mod:`docparse.pages.quality`; neither is loaded here, so that this package stays light to import.
"""

from docparse.pages.limits import Deadline, Limits
from docparse.pages.page import LayerText, Page, VectorPath
from docparse.pages.sniff import media_type_of
from docparse.pages.source import LoadedFile, SourceFile, load_pages, read_source

__all__ = [
    "Deadline",
    "LayerText",
    "Limits",
    "LoadedFile",
    "Page",
    "SourceFile",
    "VectorPath",
    "load_pages",
    "media_type_of",
    "read_source",
]
