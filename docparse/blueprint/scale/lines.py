"""The dimension line a text belongs to, and the two places on it that the length is measured between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.carriers import Point
from docparse.blueprint.scale.marks import Mark, find_marks, line_reach
from docparse.blueprint.scale.strips import Mask, Strip, cut_strip, reading_direction, run_at
from docparse.geometry.raster import runs

# How far a line lies from the middle of its text, in text heights.
_REACH = 1.9
# Text stands on its line when read; lines above it usually belong to the next text.
_ABOVE_COSTS = 1.5
_COVERED = 0.8
# Inked share of a row beside a text, within so many text heights, from which on a line is looked for there.
_LOCAL = 0.55
_BESIDE = 1.4
# How far from the text a line that it interrupts ends, in text heights.
_MARGIN = 0.6
_LEAST_HEIGHT = 4.0
_MOST_SPANS = 3
# A line thicker than this share of the text's height is a wall.
_THICK = 0.2


@dataclass(frozen=True)
class Span:
    """A measured stretch of a dimension line.

    Attributes:
        start: One end, on the mask.
        end: The other.
        marked: Whether both ends carry a mark made for measuring, not just a crossing line.
    """

    start: Point
    end: Point
    marked: bool

    @property
    def length(self) -> float:
        """Pixels of the mask."""
        return float(np.hypot(self.end[0] - self.start[0], self.end[1] - self.start[1]))


@dataclass(frozen=True)
class _Line:
    """A line straightened: ``clean`` and ``hidden`` are shifted so that it runs along ``row``.

    Attributes:
        clean: (R, L) ink without texts.
        hidden: (L,) where texts hide the line.
        row: The line's row after the shift.
        drift: (L,) rows by which each column was shifted.
        start: First column of the run round the text's middle.
        end: One past its last.
        cost: How far it lies from the text.
    """

    clean: Mask
    hidden: Mask
    row: int
    drift: NDArray[np.int64]
    start: int
    end: int
    cost: float


def find_spans(corners: NDArray[np.float64], ink: Mask, text: Mask) -> list[Span]:
    """What a text's dimension line may measure, likeliest first; nothing where no line ends on both sides.

    Of each line near by, the stretch between measuring marks and that between the nearest marks of any kind.

    Args:
        corners: (4, 2) of the text on the mask, clockwise from its own top left.
        ink: (H, W) True on dark lines.
        text: (H, W) True on every text of the page.
    """
    along, length, height = reading_direction(corners)
    if height < _LEAST_HEIGHT:
        return []
    middle = corners.mean(axis=0)
    half = round((_REACH + 2.0) * height)
    strip = cut_strip(ink, text, (float(middle[0]), float(middle[1])), along, half)
    lines = sorted(_lines(strip, length, height), key=lambda one: one.cost)
    spans = [span for line in lines for span in _spans(strip, line, height) if span.length >= 2]
    return sorted(spans, key=lambda span: not span.marked)[:_MOST_SPANS]


def _lines(strip: Strip, length: float, height: float) -> Iterator[_Line]:
    """Thin lines that pass by the middle of the strip, each once."""
    clean = strip.ink & ~strip.text
    centre_row, column = strip.middle
    gap = max(2, round(0.15 * height))
    for row in _rows_near(clean, strip, length, height):
        drift = follow(clean, row, column, round(height))
        straight, hidden = _shifted(clean, drift), _shifted(strip.text, drift)
        inked = np.asarray(straight[row - 1 : row + 2].any(axis=0))
        unknown = np.asarray(hidden[row - 1 : row + 2].any(axis=0))
        unknown[_own(strip, row, length, height)] = True
        start, end = run_at(inked | unknown, column, gap)
        if _is_line(inked[start:end], unknown[start:end], column - start, height) and _is_thin(
            straight, row, (start, end), height
        ):
            away = row - centre_row
            cost = float(away) if away >= 0 else -_ABOVE_COSTS * away
            yield _Line(straight, unknown, row, drift, start, end, cost)


def _rows_near(clean: Mask, strip: Strip, length: float, height: float) -> list[int]:
    """Rows in which a line passes by the text or comes up to it from both sides."""
    centre_row, column = strip.middle
    reach, wide = round(_REACH * height), round(length / 2 + _BESIDE * height)
    near = slice(max(0, column - wide), column + wide + 1)
    window = cv2.dilate(clean[:, near].astype(np.uint8), np.ones((3, 1), np.uint8)) > 0
    hidden = strip.text.copy()
    for row in range(len(hidden)):
        hidden[row, _own(strip, row, length, height)] = True
    free = ~hidden[:, near]
    share = (window & free).sum(axis=1) / np.maximum(free.sum(axis=1), 1)
    share[: centre_row - reach] = share[centre_row + reach + 1 :] = 0.0
    direct = (clean[:, near] & free).sum(axis=1)
    good = np.asarray(share >= _LOCAL)
    return [int(first + np.argmax(direct[first:last])) for first, last in runs(good)]


def _own(strip: Strip, row: int, length: float, height: float) -> slice:
    """Columns in which the text interrupts a line it stands in: its own width and a margin."""
    if abs(row - strip.middle[0]) > height / 2:
        return slice(0, 0)
    half = round(length / 2 + _MARGIN * height)
    return slice(max(0, strip.middle[1] - half), strip.middle[1] + half + 1)


def follow(clean: Mask, row: int, column: int, block: int) -> NDArray[np.int64]:
    """How far a line that passes a place strays from its row, for every column.

    Lines of a scan are never quite straight. The line is followed block by block, one row up or down at most
    from each to the next; where there is no ink to follow, it goes on as it was.

    Args:
        clean: (R, L) ink without texts.
        row: The line's row at ``column``.
        column: Where to begin.
        block: Columns a step.

    Returns:
        (L,) rows, positive downwards.
    """
    height, width = clean.shape
    block = max(4, block // 2)
    drift = np.zeros(width, np.int64)
    for step in (-1, 1):
        now, at = 0, column
        while 0 <= at < width:
            start, end = (at, min(at + block, width)) if step > 0 else (max(at - block, 0) + 1, at + 1)
            low, high = max(row + now - 1, 0), min(row + now + 2, height)
            counts = clean[low:high, start:end].sum(axis=1)
            here = row + now - low
            best = int(np.argmax(counts)) if high > low else here
            if high > low and 0 <= here < len(counts) and counts[best] > counts[here] + block // 4:
                now += best - here
            drift[start:end] = now
            at += step * block
    return drift


def _shifted(mask: Mask, drift: NDArray[np.int64]) -> Mask:
    if not drift.any():
        return mask
    rows = np.arange(mask.shape[0])[:, None] + drift[None, :]
    inside = (rows >= 0) & (rows < mask.shape[0])
    return np.asarray(np.take_along_axis(mask, np.clip(rows, 0, mask.shape[0] - 1), axis=0) & inside)


def _is_line(inked: Mask, hidden: Mask, column: int, height: float) -> bool:
    """Whether a run is ink wherever no text hides it, and shows on both sides of the text's middle."""
    free = ~hidden
    if free.sum() < 0.5 * height:
        return False
    seen = inked & free
    return bool(seen.sum() >= _COVERED * free.sum() and seen[:column].sum() >= 3 and seen[column:].sum() >= 3)


def _is_thin(clean: Mask, row: int, columns: tuple[int, int], height: float) -> bool:
    most = max(3, round(_THICK * height))
    return all(line_reach(clean, row, step, columns, most) <= most for step in (-1, 1))


def _spans(strip: Strip, line: _Line, height: float) -> Iterator[Span]:
    """The stretch between measuring marks that enclose the text's middle, and between marks of any kind."""
    marks = find_marks(line.clean, line.row, (line.start, line.end), height)
    ticks = _enclosing([mark for mark in marks if mark.kind != "cross"], strip.middle[1])
    nearest = _enclosing(marks, strip.middle[1])
    for ends in dict.fromkeys((ticks, nearest)):
        if ends is not None:
            start, end = (strip.point(line.row + float(line.drift[round(mark.at)]), mark.at) for mark in ends)
            yield Span(start, end, marked=ends == ticks)


def _enclosing(marks: list[Mark], column: int) -> tuple[Mark, Mark] | None:
    before = [mark for mark in marks if mark.at < column - 1]
    after = [mark for mark in marks if mark.at > column + 1]
    return (before[-1], after[0]) if before and after else None
