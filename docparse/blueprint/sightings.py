"""Gaps where the region model sees a door or window: between the nearest walls, also where no wall ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.drawing import Mask
from docparse.blueprint.gaps import JAMB, JAMB_THICK, MOST_DEEP
from docparse.blueprint.walls import Walls

Corners = NDArray[np.float64]
_Rows = list[tuple[int, int, int]]

# Pieces smaller than this, in squares of a wall's thickness and a thin wall's, are noise.
_LEAST = 0.35
# A gap reaches no further beyond what is seen of it than this share of that, or so many thicknesses.
_BEYOND, _BEYOND_THICK = 0.75, 2.5
# A piece this oblong whose sides are so far from the page's own directions (sine) is a slanted opening; it is
# no deeper than so many thicknesses.
_OBLONG, _ASKEW, _DEEP = 1.4, 0.1, 1.3
# Fewer rows than this are no gap but a nick; rows further apart are not of one gap.
_LEAST_ROWS, _NEXT = 2, 2


@dataclass(frozen=True)
class _Piece:
    """A connected piece of what is seen as opening: its pixels, cut out, and where they lie."""

    mask: Mask
    left: int
    top: int

    @property
    def right(self) -> int:
        return self.left + int(self.mask.shape[1])

    @property
    def bottom(self) -> int:
        return self.top + int(self.mask.shape[0])


def seen_gaps(opening: Mask, walls: Walls) -> list[Corners]:
    """Strips between walls, along and across the page, where an opening is seen.

    Args:
        opening: (H, W) True where the model sees a door or window.
        walls: The walls.

    Returns:
        (4, 2) corners of each; the first and last lie on one jamb, the two between on the other.
    """
    thickness = max(walls.thickness, 2.0)
    turned = np.ascontiguousarray(walls.mask.T)
    found = []
    for piece in _pieces(opening, thickness * max(walls.thin, 2.0)):
        found += _across(piece, walls.mask, thickness)
        down = _Piece(np.ascontiguousarray(piece.mask.T), piece.top, piece.left)
        found += [np.ascontiguousarray(c[:, ::-1]) for c in _across(down, turned, thickness)]
        found += _slanted(piece, thickness)
    return found


def _pieces(opening: Mask, square: float) -> Iterator[_Piece]:
    """Pieces of some size; those that nearly touch are one."""
    size = max(3, round(square**0.5 / 3)) | 1
    joined = cv2.morphologyEx(opening.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    count, numbers, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for number in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[number])
        if area >= _LEAST * square:
            yield _Piece(numbers[top : top + height, left : left + width] == number, left, top)


def _across(piece: _Piece, walls: Mask, thickness: float) -> list[Corners]:
    """Gaps in walls that run along the rows: rows between the same two jambs, in groups."""
    margin = int(max(_BEYOND * (piece.right - piece.left), _BEYOND_THICK * thickness)) + 1
    first, last = max(piece.left - margin, 0), min(piece.right + margin, walls.shape[1])
    at = int(np.median(np.nonzero(piece.mask)[1])) + piece.left - first
    spread = round(MOST_DEEP * thickness)
    top = max(piece.top - spread, 0)
    band = walls[top : piece.bottom + spread, first:last]
    before, after = band[:, :at][:, ::-1], band[:, at:]
    between = np.flatnonzero(before.any(axis=1) & after.any(axis=1) & ~band[:, at])
    if not len(between):
        return []
    starts = first + at - before[between].argmax(axis=1)
    ends = first + at + after[between].argmax(axis=1)
    rows = list(zip((top + between).tolist(), starts.tolist(), ends.tolist(), strict=True))
    groups = _groups(rows, max(JAMB, JAMB_THICK * thickness))
    return [_strip(group, piece, thickness) for group in groups if len(group) >= _LEAST_ROWS]


def _slanted(piece: _Piece, thickness: float) -> list[Corners]:
    """The piece's own rectangle, where it is oblong and runs askew, as the panes of a bay do."""
    rows, columns = np.nonzero(piece.mask)
    points = np.column_stack([columns + piece.left, rows + piece.top]).astype(np.float32) + 0.5
    (x, y), (width, height), degrees = cv2.minAreaRect(points)
    if width < height:
        width, height, degrees = height, width, degrees + 90
    turn = np.radians(degrees)
    askew = min(abs(np.sin(turn)), abs(np.cos(turn)))
    if width < _OBLONG * height or askew < _ASKEW:
        return []
    along = np.array([np.cos(turn), np.sin(turn)]) * width / 2
    across = np.array([-np.sin(turn), np.cos(turn)]) * min(height, _DEEP * thickness) / 2
    centre = np.array([x, y])
    ends = centre - along, centre + along
    return [np.array([ends[0] - across, ends[1] - across, ends[1] + across, ends[0] + across], np.float64)]


def _groups(rows: Sequence[tuple[int, int, int]], tolerance: float) -> list[_Rows]:
    """Neighbouring rows whose ends lie on common jambs."""
    groups: list[_Rows] = []
    for row in rows:
        last = groups[-1] if groups else []
        if last and row[0] - last[-1][0] <= _NEXT:
            _, start, end = np.median(np.array(last), axis=0)
            if abs(row[1] - start) <= tolerance and abs(row[2] - end) <= tolerance:
                last.append(row)
                continue
        groups.append([row])
    return groups


def _strip(group: _Rows, piece: _Piece, thickness: float) -> Corners:
    table = np.array(group, np.float64)
    top, bottom = table[0, 0], table[-1, 0] + 1
    left, right = np.median(table[:, 1]), np.median(table[:, 2])
    if bottom - top > MOST_DEEP * thickness:
        # A passage between two walls: the opening is a wall's depth of it, where the model sees it.
        weights = piece.mask.sum(axis=1)
        middle = float(
            np.clip(np.average(np.arange(len(weights)), weights=weights) + piece.top + 0.5, top, bottom)
        )
        top, bottom = max(top, middle - thickness / 2), min(bottom, middle + thickness / 2)
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
