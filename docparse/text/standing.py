"""Which way up text stands, by how its lines lie and how surely they were read.

Engines read to the right and downwards only, and lines on their head all the same, though never as surely.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docparse.text.line import TextLine

# Lines with so many letters tell. Figures do not: on drawings they run along what they measure.
_LETTERS = 3
# A line whose box is this much taller than wide stands on end; of all that tell so many at least, and such a
# share, where the page lies on its side.
_TALL, _ENOUGH, _MOST = 1.5, 3, 0.5
# Mean confidence of lines that stand on their head is below this; of upright lines, even blurred ones, above.
_UNSURE, _LINES = 0.8, 5
# And turned round, they are read so much more surely.
_SURER = 0.05


def on_side(lines: Sequence[TextLine]) -> bool:
    """Whether most lines of words run up or down."""
    words = [line for line in lines if sum(sign.isalpha() for sign in line.text) >= _LETTERS]
    tall = sum(on_end(line) for line in words)
    return tall >= _ENOUGH and tall > _MOST * len(words)


def on_end(line: TextLine) -> bool:
    """Whether a line runs up or down, by its box."""
    left, top, right, bottom = line.box
    return bottom - top >= _TALL * (right - left)


def perhaps_on_head(lines: Sequence[TextLine]) -> bool:
    """Whether so many lines were read so badly that they may stand on their head."""
    return len(lines) >= _LINES and unsure(lines)


def unsure(lines: Sequence[TextLine]) -> bool:
    """Whether lines were read as badly as lines on their head are."""
    return confidence(lines) < _UNSURE


def surer(lines: Sequence[TextLine], others: Sequence[TextLine]) -> bool:
    """Whether lines were read so much more surely than others that they stand upright, and the others not."""
    return confidence(lines) > confidence(others) + _SURER


def confidence(lines: Sequence[TextLine]) -> float:
    """Mean confidence over characters; 0 for no lines."""
    total = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / total if total else 0.0
