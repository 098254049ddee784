"""Marks on a dimension line: ticks, dots, arrow heads and crossing lines that lengths end at."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.scale.strips import Mask
from docparse.geometry.raster import runs

Counts = NDArray[np.int64]

# Columns of a crossing line are inked this far through.
_THROUGH = 0.85
# Slopes (columns for a row) that ticks are drawn at: 45 degrees, some steeper or flatter.
_SLOPES = (1.0, -1.0, 0.7, -0.7, 1.4, -1.4)
_TICK = 0.8
# Ticks reach at least this far to either side of the line, in text heights.
_TICK_HALF = 0.2
# So do lines that cross it or end at it.
_ARM = 0.22
# So many rows beside the line a dot or an arrow head fills at least; less is a line that wobbles.
_BLOB_ROWS = 2
# How far the weight of a mark lies to one side, as a share of its width: an arrow head's at a sixth.
_ONE_SIDED = 0.08


@dataclass(frozen=True)
class Mark:
    """A place on a dimension line.

    Attributes:
        at: Column, pixel centres.
        kind: ``tick`` (a mark made for measuring: oblique stroke, dot, arrow head at a line), ``cross`` (a
            line that crosses or ends there, which may be anything), ``arrow`` (an arrow head without a line).
    """

    at: float
    kind: str


def find_marks(ink: Mask, row: int, columns: tuple[int, int], height: float) -> list[Mark]:
    """The marks on a line, from left to right.

    Args:
        ink: (R, L) strip without its texts, the line along ``row``.
        row: The line's row.
        columns: Its first column and one past its last.
        height: Height of the text beside it, which ticks are drawn in proportion to.
    """
    first, last = max(0, columns[0] - 2), min(ink.shape[1], columns[1] + 2)
    reach = max(4, round(_ARM * height))
    above, below = _side(ink, row, -1, reach, (first, last)), _side(ink, row, 1, reach, (first, last))
    slanted = _slanted(ink, row, height, (first, last))
    active = np.asarray(above.any(axis=0) | below.any(axis=0))
    marks = []
    for left, right in _clusters(active):
        mark = _mark(above[:, left:right], below[:, left:right], slanted[left:right], reach)
        if mark is not None:
            marks.append(replace(mark, at=mark.at + first + left))
    return _joined(marks, height)


def line_reach(ink: Mask, row: int, step: int, columns: tuple[int, int], most: int) -> int:
    """Rows from a line's row to where its own ink ends on one side, 1 for a line one pixel thin."""
    for away in range(1, most + 1):
        at = row + step * away
        if not 0 <= at < ink.shape[0] or ink[at, slice(*columns)].mean() < 0.3:
            return away
    return most + 1


def _side(ink: Mask, row: int, step: int, reach: int, columns: tuple[int, int]) -> Mask:
    """(reach, columns) ink beside the line on one side, nearest row first."""
    away = line_reach(ink, row, step, columns, reach)
    rows = row + step * np.arange(away, away + reach)
    there = (rows >= 0) & (rows < ink.shape[0])
    side = ink[np.clip(rows, 0, ink.shape[0] - 1), columns[0] : columns[1]]
    return np.asarray(side & there[:, None])


def _slanted(ink: Mask, row: int, height: float, columns: tuple[int, int]) -> NDArray[np.float64]:
    """(columns,) share, 0 to 1, to which a short oblique stroke goes through the line at each column."""
    wide = cv2.dilate(ink.astype(np.uint8), np.ones((1, 3), np.uint8)) > 0
    far = round(1.3 * height)
    best = np.zeros(columns[1] - columns[0])
    steps = range(2, max(4, round(_TICK_HALF * height)) + 1)
    for slope in _SLOPES:
        up = np.mean([_shifted(wide, row - k, slope * k, columns) for k in steps], axis=0)
        down = np.mean([_shifted(wide, row + k, -slope * k, columns) for k in steps], axis=0)
        # A line that goes on is a wall or a leaf, no tick.
        goes_on = _shifted(wide, row - far, slope * far, columns) & _shifted(
            wide, row + far, -slope * far, columns
        )
        best = np.maximum(best, np.where(goes_on, 0.0, np.minimum(up, down)))
    return best


def _shifted(ink: Mask, row: int, shift: float, columns: tuple[int, int]) -> Mask:
    if not 0 <= row < ink.shape[0]:
        return np.zeros(columns[1] - columns[0], bool)
    at = np.arange(*columns) + round(shift)
    return np.asarray(ink[row, np.clip(at, 0, ink.shape[1] - 1)] & (at >= 0) & (at < ink.shape[1]))


def _clusters(active: Mask) -> list[tuple[int, int]]:
    """(start, end) of groups of active columns, gaps of one column bridged."""
    joined = active | (np.roll(active, 1) & np.roll(active, -1))
    return [(int(left), int(right)) for left, right in runs(np.asarray(joined, bool))]


def _mark(above: Mask, below: Mask, slanted: NDArray[np.float64], reach: int) -> Mark | None:
    """What a group of columns is, its place counted from the group's start."""
    through = (above.mean(axis=0) >= _THROUGH) | (below.mean(axis=0) >= _THROUGH)
    lines = [(left, right) for left, right in runs(np.asarray(through)) if right - left <= max(4, reach // 2)]
    oblique = slanted >= _TICK
    if lines:
        middle = float(np.mean([(left + right - 1) / 2 for left, right in lines]))
        line_width = sum(int(right - left) for left, right in lines)
        blob = all(side[_BLOB_ROWS - 1].sum() > line_width + 2 for side in (above, below))
        return Mark(middle, "tick" if oblique.any() or blob else "cross") if len(lines) == 1 else None
    if oblique.any() and above.shape[1] <= 5 * reach:
        return Mark(float(np.mean(np.flatnonzero(slanted >= slanted.max() - 1e-9))), "tick")
    return _blob(above, below, reach)


def _blob(above: Mask, below: Mask, reach: int) -> Mark | None:
    """A dot or an arrow head: ink on both sides, touching the line."""
    width = above.shape[1]
    if not 3 <= width <= 5 * reach or _flat(above) or _flat(below):
        return None
    weight = above.sum(axis=0) + below.sum(axis=0)
    middle = (width - 1) / 2
    lean = (float(np.average(np.arange(width), weights=weight)) - middle) / width
    if abs(lean) < _ONE_SIDED:
        return Mark(middle, "tick")
    return Mark(0.0 if lean > 0 else float(width - 1), "arrow")


def _flat(side: Mask) -> bool:
    return bool(side[0].sum() < 3 or side[_BLOB_ROWS - 1].sum() < 2)


def _joined(marks: list[Mark], height: float) -> list[Mark]:
    """Marks that are one: an arrow head at the line it points to, a tick where lines cross."""
    joined: list[Mark] = []
    for mark in marks:
        last = joined[-1] if joined else None
        near = last is not None and mark.at - last.at <= (
            0.7 * height if "arrow" in (mark.kind, last.kind) else 3
        )
        if last is None or not near:
            joined.append(mark)
        elif {mark.kind, last.kind} == {"arrow", "cross"}:
            joined[-1] = Mark(mark.at if mark.kind == "cross" else last.at, "tick")
        elif mark.kind == "tick" and last.kind != "tick":
            joined[-1] = mark
        elif {mark.kind, last.kind} == {"arrow"}:
            # Two heads that meet at one point end two lengths there.
            joined[-1] = Mark((mark.at + last.at) / 2, "tick")
    return joined
