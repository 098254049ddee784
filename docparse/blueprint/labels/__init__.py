"""The text of a floor plan: lines go in; labels, dimensions, totals, ratios, storeys and titles come out.

``lengths``, ``dimensions``, ``areas``, ``ratios``, ``names``, ``levels`` and ``totals`` parse one text;
``lines`` says what a line may be, ``group`` which lines belong together, ``headings`` and ``page`` put it
together. Nothing here reads pixels or files, but for the tables of words.
"""

from docparse.blueprint.labels.areas import parse_area
from docparse.blueprint.labels.dimensions import parse_dimensions
from docparse.blueprint.labels.lengths import parse_length
from docparse.blueprint.labels.names import room_type
from docparse.blueprint.labels.page import read_text
from docparse.blueprint.labels.ratios import parse_ratio

__all__ = ["parse_area", "parse_dimensions", "parse_length", "parse_ratio", "read_text", "room_type"]
