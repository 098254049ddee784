"""Regions of a page: the carriers, and the segmenters that make them.

``segmenter("plan").map(pixels)`` gives a class for every pixel, ``segmenter("card").find(pixels)`` the
single things. Importing this package loads no engine; the first page does.
"""

from docparse.regions.regions import Regions, SemanticMap
from docparse.regions.segmenter import Segmenter, installed_segmenter, segmenter

__all__ = ["Regions", "Segmenter", "SemanticMap", "installed_segmenter", "segmenter"]
