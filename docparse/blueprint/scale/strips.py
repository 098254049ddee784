"""Strips of ink along a direction: what lies beside a text, seen in the text's own reading direction."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.carriers import Point
from docparse.geometry.raster import runs

Mask = NDArray[np.bool_]

# Texts nearer to an axis of the drawing than this, in degrees, are taken to run along it.
_SNAP = 10.0
# Directions so near an axis run along it.
_UPRIGHT = 1e-6


@dataclass(frozen=True)
class Strip:
    """Ink round a place, turned so that a direction runs along the rows.

    Attributes:
        ink: (2 R + 1, L) True on ink.
        text: Same shape, True where text stands: what is drawn there is not known.
        middle: (row, column) of the place.
        origin: The place, as a point on the mask.
        along: Unit vector of the rows.
    """

    ink: Mask
    text: Mask
    middle: tuple[int, int]
    origin: Point
    along: Point

    def point(self, row: float, column: float) -> Point:
        """Where a row and column (pixel centres) lie on the mask."""
        v, u = row - self.middle[0], column - self.middle[1]
        ax, ay = self.along
        return self.origin[0] + u * ax - v * ay, self.origin[1] + u * ay + v * ax


def cut_strip(ink: Mask, text: Mask, at: Point, along: Point, half: int) -> Strip:
    """Cut a strip that is ``half`` pixels wide on either side of a point and as long as the picture."""
    height, width = ink.shape
    origin = (math.floor(at[0]) + 0.5, math.floor(at[1]) + 0.5)
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]]) - origin
    ends = corners @ along
    left, right = math.floor(float(ends.min())), math.ceil(float(ends.max()))
    u = np.arange(left, right + 1)[None, :]
    v = np.arange(-half, half + 1)[:, None]
    if min(abs(along[0]), abs(along[1])) <= _UPRIGHT:
        steps = (u[0], v[:, 0])
        inked, written = (_cut_upright(mask, steps, origin, along) for mask in (ink, text))
        return Strip(inked, written, (half, -left), origin, along)
    x = np.floor(origin[0] + u * along[0] - v * along[1] + 1e-6).astype(np.int32)
    y = np.floor(origin[1] + u * along[1] + v * along[0] + 1e-6).astype(np.int32)
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    at_index = np.where(inside, y * np.int32(width) + x, 0)
    inked = (ink.ravel()[at_index] & inside).astype(np.uint8)
    # Thin lines fall between the rows and columns of a turned strip; both ends of a length move alike.
    inked = np.asarray(cv2.dilate(inked, np.ones((3, 3), np.uint8)) > 0)
    return Strip(inked, text.ravel()[at_index] & inside, (half, -left), origin, along)


def _cut_upright(
    mask: Mask, steps: tuple[NDArray[np.int64], NDArray[np.int64]], origin: Point, along: Point
) -> Mask:
    """The part of a mask at so many steps along and across a direction, which is that of rows or columns."""
    u, v = steps
    level = abs(along[0]) > abs(along[1])
    sign = 1 if sum(along) > 0 else -1
    rows = math.floor(origin[1]) + sign * (v if level else u)
    columns = math.floor(origin[0]) + sign * (u if level else -v)
    part = np.zeros((len(rows), len(columns)), np.bool_)
    (there, y), (here, x) = _overlap(rows, mask.shape[0]), _overlap(columns, mask.shape[1])
    part[there, here] = mask[y, x]
    return part if level else part.T


def _overlap(places: NDArray[np.int64], size: int) -> tuple[slice, slice]:
    """Of places that follow each other, up or down, which are on a side of so many pixels, and these."""
    on = np.flatnonzero((places >= 0) & (places < size))
    if not len(on):
        return slice(0, 0), slice(0, 0)
    first, last = int(places[on[0]]), int(places[on[-1]])
    step = 1 if last >= first else -1
    end = last + step
    return slice(int(on[0]), int(on[-1]) + 1), slice(first, None if end < 0 else end, step)


def reading_direction(corners: NDArray[np.float64]) -> tuple[Point, float, float]:
    """(unit vector, length, height) of a text's four corners, clockwise from its own top left.

    Directions near an axis are taken to be along it: boxes of short texts are never quite straight.
    """
    run = (corners[1] - corners[0] + corners[2] - corners[3]) / 2
    rise = (corners[3] - corners[0] + corners[2] - corners[1]) / 2
    degrees = math.degrees(math.atan2(run[1], run[0]))
    for step in (90.0, 45.0):
        nearest = step * round(degrees / step)
        if abs(degrees - nearest) < _SNAP:
            degrees = nearest
            break
    angle = math.radians(degrees)
    along = (round(math.cos(angle), 12), round(math.sin(angle), 12))
    return along, float(np.hypot(*run)), float(np.hypot(*rise))


def text_mask(shape: tuple[int, int], polygons: list[NDArray[np.float64]]) -> Mask:
    """(H, W) True on texts; boxes are taken a little in at their ends, where engines add a margin.

    Args:
        shape: (H, W).
        polygons: (4, 2) corners each, clockwise from the text's own top left, on the mask.
    """
    mask = np.zeros(shape, np.uint8)
    for corners in polygons:
        _, length, height = reading_direction(corners)
        inset = min(0.15 * height, 0.2 * length) / max(length, 1e-6)
        start, end = corners[[0, 3]], corners[[1, 2]]
        left, right = start + inset * (end - start), end + inset * (start - end)
        box = np.round(np.array([left[0], right[0], right[1], left[1]]) - 0.5).astype(np.int32)
        cv2.fillConvexPoly(mask, box, (1,))
    return np.asarray(mask > 0)


def run_at(row: Mask, column: int, gap: int) -> tuple[int, int]:
    """(start, end) of what is True round a column, gaps up to ``gap`` bridged; (0, 0) where it is False."""
    holes = runs(~row)
    holes = holes[(holes[:, 1] - holes[:, 0] > gap) | (holes[:, 0] == 0) | (holes[:, 1] == len(row))]
    if ((holes[:, 0] <= column) & (column < holes[:, 1])).any():
        return 0, 0
    before, after = holes[holes[:, 1] <= column], holes[holes[:, 0] > column]
    return int(before[-1, 1]) if len(before) else 0, int(after[0, 0]) if len(after) else len(row)
