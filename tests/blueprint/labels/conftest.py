"""Lines of text at a place on a page, turned as asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from docparse.text import TextLine

MakeLine = Callable[..., TextLine]
Turn = Callable[[Sequence[TextLine], float], list[TextLine]]
HEIGHT = 20.0
ADVANCE = 0.55


@pytest.fixture
def make_line() -> MakeLine:
    """Make a line centred at a place, as wide as its text at a height of 20 pixels."""

    def make(text: str, x: float, y: float, height: float = HEIGHT) -> TextLine:
        half = len(text) * ADVANCE * height / 2
        box = [(x - half, y), (x + half, y), (x + half, y), (x - half, y)]
        rise = [(0, -height / 2), (0, -height / 2), (0, height / 2), (0, height / 2)]
        return TextLine(text, np.array(box, float) + np.array(rise), 0.95)

    return make


@pytest.fixture
def turn() -> Turn:
    """Turn lines about the point (1000, 1000) by an angle in degrees."""

    def turned(lines: Sequence[TextLine], degrees: float) -> list[TextLine]:
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        matrix = np.array([[c, s], [-s, c]])
        return [
            TextLine(line.text, (line.polygon_px - 1000.0) @ matrix + 1000.0, line.confidence)
            for line in lines
        ]

    return turned
