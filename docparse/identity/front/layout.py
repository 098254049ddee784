"""Text lines of a card in one upright frame, and the boxes of parts of a line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from docparse.identity.front.fold import fold
from docparse.text import TextLine

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in the upright frame, in pixels."""


# No card prints more or longer lines than these; a page of text is not to take long to be told from one.
_MOST_LINES = 400
_LONGEST_LINE = 120
# Share of a line box's height that is margin, at the top and at the bottom.
_MARGIN = 0.12


@dataclass(frozen=True, eq=False)
class FrameLine:
    """A text line and its place in the upright frame.

    Attributes:
        source: The line as the engine gave it, with its polygon in page pixels.
        box: Its box in the frame.
        index: Its position in the list it came in.
    """

    source: TextLine
    box: Box
    index: int

    @cached_property
    def folded(self) -> str:
        """The folded text, character for character."""
        return fold(self.source.text)

    @property
    def height(self) -> float:
        """Height in the frame."""
        return self.box[3] - self.box[1]

    @cached_property
    def _fractions(self) -> list[tuple[float, float]]:
        return _character_fractions(self.source)

    def part_box(self, start: int, end: int) -> Box:
        """Box of the characters ``start`` to ``end`` in the frame."""
        left, right = self._span(start, end)
        width = self.box[2] - self.box[0]
        return (self.box[0] + left * width, self.box[1], self.box[0] + right * width, self.box[3])

    def part_polygon(self, start: int, end: int) -> NDArray[np.float64]:
        """(4, 2) corners of the characters ``start`` to ``end``, in page pixels."""
        left, right = self._span(start, end)
        top_left, top_right, bottom_right, bottom_left = self.source.polygon_px
        corners = [
            top_left + left * (top_right - top_left),
            top_left + right * (top_right - top_left),
            bottom_left + right * (bottom_right - bottom_left),
            bottom_left + left * (bottom_right - bottom_left),
        ]
        # Engines put their boxes around the print with a margin above and below.
        down_left, down_right = corners[3] - corners[0], corners[2] - corners[1]
        return np.stack(
            [
                corners[0] + _MARGIN * down_left,
                corners[1] + _MARGIN * down_right,
                corners[2] - _MARGIN * down_right,
                corners[3] - _MARGIN * down_left,
            ]
        )

    def _span(self, start: int, end: int) -> tuple[float, float]:
        parts = self._fractions[start:end]
        if not parts:
            return 0.0, 1.0
        return parts[0][0], parts[-1][1]


def _character_fractions(line: TextLine) -> list[tuple[float, float]]:
    """Left and right of every character along its line, 0 to 1: from word boxes, else evenly."""
    count = max(1, len(line.text))
    fractions = [(i / count, (i + 1) / count) for i in range(count)]
    origin, along = line.polygon_px[0], line.polygon_px[1] - line.polygon_px[0]
    length = float(along @ along)
    if not length:
        return fractions
    cursor = 0
    for word in line.words:
        start = line.text.find(word.text, cursor)
        if start < 0 or not word.text:
            continue
        ends = (word.polygon_px - origin) @ along / length
        left, right = float(np.clip(ends.min(), 0, 1)), float(np.clip(ends.max(), 0, 1))
        step = (right - left) / len(word.text)
        for i in range(len(word.text)):
            fractions[start + i] = (left + i * step, left + (i + 1) * step)
        cursor = start + len(word.text)
    return fractions


def _direction(line: TextLine) -> NDArray[np.float64]:
    along: NDArray[np.float64] = line.polygon_px[1] - line.polygon_px[0]
    return along


def skew_degrees(lines: Sequence[TextLine]) -> float:
    """How far the writing is turned clockwise, in degrees, -45 to 45: the median over long lines."""
    angles, weights = [], []
    for line in lines:
        along = _direction(line)
        length = float(np.hypot(*along))
        angle = math.degrees(math.atan2(along[1], along[0]))
        if length and abs(angle) <= 45 and len(line.text) > 3:
            angles.append(angle)
            weights.append(length)
    if not angles:
        return 0.0
    order = np.argsort(angles)
    total = np.cumsum(np.asarray(weights)[order])
    return float(np.asarray(angles)[order][int(np.searchsorted(total, total[-1] / 2))])


def to_frame(lines: Sequence[TextLine]) -> list[FrameLine]:
    """Put the lines that run with the card's writing into one upright frame.

    Lines across it (a name up the edge of the portrait, a vertical stamp) are left out.
    """
    turn = math.radians(-skew_degrees(lines))
    matrix = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    framed = []
    for index, line in enumerate(lines[:_MOST_LINES]):
        if len(line.text) > _LONGEST_LINE:
            continue
        along = matrix @ _direction(line)
        if along[0] <= 0 or abs(along[1]) > along[0]:
            continue
        points = line.polygon_px @ matrix.T
        # A slightly turned quad's mean edges bound its text better than its extremes.
        left, right = (points[0, 0] + points[3, 0]) / 2, (points[1, 0] + points[2, 0]) / 2
        top, bottom = (points[0, 1] + points[1, 1]) / 2, (points[2, 1] + points[3, 1]) / 2
        framed.append(FrameLine(line, (float(left), float(top), float(right), float(bottom)), index))
    return framed


def median_height(lines: Sequence[FrameLine]) -> float:
    """Median line height, the unit distances are measured in; 1 when there are no lines."""
    return float(np.median([line.height for line in lines])) if lines else 1.0


def same_row(a: Box, b: Box) -> bool:
    """Whether two boxes share at least half of the less tall one's height."""
    overlap = min(a[3], b[3]) - max(a[1], b[1])
    return overlap > 0.5 * min(a[3] - a[1], b[3] - b[1])
