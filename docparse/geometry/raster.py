"""Masks to polygons and back, on pixel edges.

The pixel in row r and column c covers the square from (c, r) to (c + 1, r + 1), so that a traced polygon's
area is its number of pixels. Pixels that touch only at a corner are not connected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import MultiPolygon, Polygon

Mask = NDArray[np.bool_]
Points = NDArray[np.float64]
Whole = NDArray[np.int64]

# The four pixels round a corner of the pixel grid, as bits of its code.
_NW, _NE, _SW, _SE = 1, 2, 4, 8
# Two pixels that touch there only with their corners.
_FALLING, _RISING = _NW | _SE, _NE | _SW
_BITS = np.array([[_NW, _NE], [_SW, _SE]], np.float32)
_STRAIGHT = (0, _NW | _NE, _SW | _SE, _NW | _SW, _NE | _SE, 15)
_IS_CORNER = np.array([0 if code in _STRAIGHT else 1 for code in range(256)], np.uint8)


@dataclass(frozen=True)
class _Corners:
    """Turns of outlines: one per corner of the pixel grid, two where pixels touch with their corners only.

    Attributes:
        x: (N,) column of the grid's corner.
        y: (N,) row.
        rightward: (N,) whether the outline's horizontal part lies to the right.
        downward: (N,) whether its vertical part lies below.
        below: (N,) whether the pixel below the horizontal part is set (else the one above is).
        left: (N,) whether the pixel left of the vertical part is set.
        label: (N,) the connected part that the outline belongs to.
    """

    x: Whole
    y: Whole
    rightward: Mask
    downward: Mask
    below: Mask
    left: Mask
    label: Whole


def trace(mask: ArrayLike) -> list[Polygon]:
    """The outlines of a mask's connected parts, with their holes, along pixel edges.

    Args:
        mask: (H, W), true where set.

    Returns:
        One valid polygon per 4-connected part, in the order in which rows meet them; area and number of
        pixels are equal. Shells run clockwise with y down, holes the other way; vertices are corners only.
    """
    polygons: dict[int, tuple[Points | None, list[Points]]] = {}
    for label, ring in _rings(mask):
        shell, holes = polygons.get(label, (None, []))
        if _signed_area(ring) > 0:
            shell = ring
        else:
            holes.append(ring)
        polygons[label] = (shell, holes)
    return [Polygon(shell, holes) for _, (shell, holes) in sorted(polygons.items())]


def fill(shapes: Polygon | MultiPolygon | Iterable[Polygon], shape: tuple[int, int]) -> Mask:
    """The pixels whose centres lie in polygons: the inverse of :func:`trace`.

    Args:
        shapes: A polygon or several; where several overlap, their pixels are set all the same. What lies
            beyond the mask is cut off.
        shape: (H, W) of the mask.

    Returns:
        (H, W) bool.
    """
    mask = np.zeros(shape, np.bool_)
    for polygon in _polygons(shapes):
        _fill_one(mask, polygon)
    return mask


def runs(row: ArrayLike) -> Whole:
    """(N, 2) starts and ends (exclusive) of the True runs of a (L,) row."""
    padded = np.concatenate([[0], np.asarray(row).astype(np.int8), [0]])
    return np.asarray(np.flatnonzero(np.diff(padded)).reshape(-1, 2), np.int64)


def _rings(mask: ArrayLike) -> list[tuple[int, Points]]:
    """All outlines of a mask, each with its part's number, the part on the right of its way."""
    corners = _corners(mask)
    following = _following(corners)
    places = np.column_stack([corners.x, corners.y]).astype(np.float64)
    steps = following.tolist()
    taken = bytearray(len(steps))
    rings = []
    for first in range(len(steps)):
        if taken[first]:
            continue
        ring = []
        at = first
        while not taken[at]:
            taken[at] = 1
            ring.append(at)
            at = steps[at]
        rings.append((int(corners.label[first]), places[ring]))
    return rings


def _corners(mask: ArrayLike) -> _Corners:
    padded = np.pad(np.asarray(mask, np.bool_).view(np.uint8), 1)
    code = cv2.filter2D(padded, cv2.CV_8U, _BITS, anchor=(0, 0))[:-1, :-1]
    spots = np.flatnonzero(cv2.LUT(code, _IS_CORNER).view(np.bool_))
    y, x = np.divmod(spots, code.shape[1])
    _, labels = cv2.connectedComponents(padded, connectivity=4)
    at = code[y, x]
    nw, ne, sw, se = (labels[y + dy, x + dx] for dy, dx in ((0, 0), (0, 1), (1, 0), (1, 1)))
    double = (at == _FALLING) | (at == _RISING)
    single = ~double
    # Three pixels of four are connected, so that any of them tells the part.
    plain = _Corners(
        x[single],
        y[single],
        *_arms(at[single]),
        np.maximum.reduce([nw[single], ne[single], sw[single], se[single]]).astype(np.int64),
    )
    first, second = _passes(at[double], nw[double], ne[double], sw[double], se[double])
    turns = [plain]
    for arms, label in (first, second):
        turns.append(_Corners(x[double], y[double], *arms, label.astype(np.int64)))
    return _Corners(
        *(np.concatenate([getattr(turn, name) for turn in turns]) for name in _Corners.__dataclass_fields__)
    )


def _arms(code: NDArray[np.uint8]) -> tuple[Mask, Mask, Mask, Mask]:
    """Of corners with one or three pixels: rightward, downward, below, left as in :class:`_Corners`."""
    nw, ne, sw, se = ((code & bit) > 0 for bit in (_NW, _NE, _SW, _SE))
    rightward, downward = ne != se, sw != se
    below = np.where(rightward, se, sw)
    left = np.where(downward, sw, nw)
    return rightward, downward, below, left


def _passes(
    code: NDArray[np.uint8], nw: Whole, ne: Whole, sw: Whole, se: Whole
) -> tuple[tuple[tuple[Mask, Mask, Mask, Mask], Whole], tuple[tuple[Mask, Mask, Mask, Mask], Whole]]:
    """The two turns where pixels touch with their corners only.

    Two parts: each outline goes round its own pixel. One part with itself: each goes round one empty pixel,
    so that a hole touches an outline instead of the outline touching itself, which would not be a valid ring.
    """
    falling = code == _FALLING
    one, other = np.where(falling, nw, sw), np.where(falling, se, ne)
    # Round the pixels on the falling diagonal, whether set or empty; else round those on the rising one.
    by_falling = falling == (one != other)
    right, wrong = np.ones_like(falling), np.zeros_like(falling)
    # The left turn is round the north-west or the south-west pixel, the right one round the pixel across.
    # Which pixels are set follows from the diagonal.
    first = (wrong, ~by_falling, ~falling, np.where(by_falling, falling, ~falling))
    second = (right, by_falling, falling, np.where(by_falling, ~falling, falling))
    return (first, one), (second, other)


def _following(corners: _Corners) -> Whole:
    """The number of the corner that follows each on its outline."""
    following = np.zeros(len(corners.x), np.int64)
    # In a row, corners pair up as the ends of horizontal edges, from the left; in a column of vertical ones.
    rows = np.lexsort((corners.rightward, corners.x, corners.y)).reshape(-1, 2)
    columns = np.lexsort((corners.downward, corners.y, corners.x)).reshape(-1, 2)
    # Clockwise round the part: to the right above it, down on its right.
    for pairs, forward in ((rows, corners.below), (columns, corners.left)):
        start, end = pairs.T
        ahead = forward[start]
        following[np.where(ahead, start, end)] = np.where(ahead, end, start)
    return following


def _signed_area(ring: Points) -> float:
    """Positive for a ring that runs clockwise, with y down."""
    x, y = (ring - ring[0]).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _polygons(shapes: Polygon | MultiPolygon | Iterable[Polygon]) -> list[Polygon]:
    if isinstance(shapes, Polygon):
        return [shapes]
    if isinstance(shapes, MultiPolygon):
        return list(shapes.geoms)
    return [polygon for shape in shapes for polygon in _polygons(shape)]


def _fill_one(mask: Mask, polygon: Polygon) -> None:
    """Set a polygon's pixels: along a row, every edge crossed turns outside into inside or back."""
    if polygon.is_empty:
        return
    left, top, right, bottom = polygon.bounds
    height, width = mask.shape
    first, last = max(0, int(np.floor(top))), min(height, int(np.ceil(bottom)))
    begin, end = max(0, int(np.floor(left))), min(width, int(np.ceil(right)))
    if first >= last or begin >= end:
        return
    turns = np.zeros((last - first, end - begin + 1), np.uint8)
    for ring in (polygon.exterior, *polygon.interiors):
        rows, across = _crossings(shapely.get_coordinates(ring), first, last)
        columns = np.clip(np.ceil(across - 0.5), begin, end).astype(np.int64) - begin
        np.bitwise_xor.at(turns, (rows - first, columns), np.uint8(1))
    inside = np.bitwise_xor.accumulate(turns, axis=1)[:, :-1].astype(np.bool_)
    mask[first:last, begin:end] |= inside


def _crossings(ring: Points, first: int, last: int) -> tuple[Whole, Points]:
    """Rows from first to last whose middle a closed ring crosses, and where, once per crossing."""
    (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
    # A middle exactly at an edge's end counts for the edge below it alone.
    low = np.clip(np.ceil(np.minimum(y0, y1) - 0.5), first, last).astype(np.int64)
    high = np.clip(np.ceil(np.maximum(y0, y1) - 0.5), first, last).astype(np.int64)
    counts = high - low
    edge = np.repeat(np.arange(len(counts)), counts)
    rows = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts) + low[edge]
    share = (rows + 0.5 - y0[edge]) / (y1 - y0)[edge]
    return rows, x0[edge] + share * (x1 - x0)[edge]


def sampled(mask: Mask, points: Points) -> Mask:
    """What a mask has at points.

    Args:
        mask: (H, W) bool.
        points: (..., 2) x and y.

    Returns:
        (...) bool, False beyond the mask.
    """
    cells = np.floor(points).astype(int)
    x, y = cells[..., 0], cells[..., 1]
    there = (x >= 0) & (y >= 0) & (x < mask.shape[1]) & (y < mask.shape[0])
    return np.asarray(there & mask[np.clip(y, 0, mask.shape[0] - 1), np.clip(x, 0, mask.shape[1] - 1)])
