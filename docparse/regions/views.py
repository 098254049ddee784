"""Three views of one page: classes of pixels (semantic), single things (instance), both at once (panoptic).

Things can be counted: doors, windows, stairs, a title block. Stuff cannot: outside, floor, wall.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.regions.masks import outline
from docparse.regions.regions import Polygon, Regions, SemanticMap

Mask = NDArray[np.uint8]

STUFF = ("outside", "floor", "wall")
# Straight and narrow: where two of them touch round a corner, the dent between tells them apart.
STRAIGHT = ("door", "window")

# Things smaller than a square of this share of the page's longer side are noise.
_LEAST_SIDE = 1 / 150
# A straight thing fills so much of its own convex hull.
_LEAST_SOLID = 0.7
_MOST_CUTS = 6


@dataclass(frozen=True)
class Segment:
    """One thing, or one kind of stuff, of a panoptic view.

    Attributes:
        number: Its number in the view's map, from 1.
        name: Its class.
        thing: Whether it is a thing.
        score: 0 to 1, or None where the model gave none.
        area: Its pixels.
    """

    number: int
    name: str
    thing: bool
    score: float | None
    area: int


@dataclass(frozen=True)
class PanopticMap:
    """Every pixel's thing or stuff.

    Attributes:
        segments: What there is, things first.
        numbers: (H, W) int32, the segment's number, 0 for pixels of none.
    """

    segments: tuple[Segment, ...]
    numbers: NDArray[np.int32]


def instances(
    page: SemanticMap, *, stuff: Collection[str] = STUFF, least_area: float | None = None
) -> Regions:
    """The single things of a semantic map, largest score first, then in the map's order.

    Pieces of one class that do not touch are things of their own. Doors and windows that do touch are cut
    apart where they meet.

    Args:
        page: The map.
        stuff: Classes that are no things.
        least_area: Pixels a thing has at least; None for a share of the page.

    Returns:
        The things. A score is the mean confidence of its pixels, 1 where the map has none.
    """
    least = (max(page.labels.shape) * _LEAST_SIDE) ** 2 if least_area is None else least_area
    labels, scores, boxes, polygons = [], [], [], []
    for label, name in enumerate(page.classes):
        if name in stuff:
            continue
        for piece, left, top in _pieces(page.mask(name).astype(np.uint8), least, straight=name in STRAIGHT):
            shape = outline(piece)
            if shape is None:
                continue
            here = np.s_[top : top + piece.shape[0], left : left + piece.shape[1]]
            sure = 1.0 if page.confidence is None else float(page.confidence[here][piece > 0].mean())
            labels.append(label)
            scores.append(sure)
            polygons.append(shape + np.array([left, top], np.float32))
            boxes.append([*polygons[-1].min(axis=0), *polygons[-1].max(axis=0)])
    found = Regions(
        page.classes,
        np.array(labels, np.int64),
        np.array(scores, np.float32),
        np.array(boxes, np.float32).reshape(-1, 4),
        tuple(polygons),
    )
    return found.select(np.argsort(-found.scores, kind="stable"))


def panoptic(page: SemanticMap, things: Regions, *, stuff: Collection[str] = STUFF) -> PanopticMap:
    """Things and stuff in one map; a pixel that two things claim is the better one's.

    Args:
        page: The map that the stuff is taken from.
        things: The things, from :func:`instances` or from a model that finds them.
        stuff: Classes that are no things.
    """
    numbers = painted(things, page.labels.shape)
    free = numbers == 0
    kinds = [name for name in page.classes if name in stuff]
    for number, name in enumerate(kinds, start=len(things) + 1):
        numbers[free & page.mask(name)] = number
    areas = np.bincount(numbers.ravel(), minlength=len(things) + len(kinds) + 1)
    counted = [
        Segment(index + 1, name, True, float(things.scores[index]), int(areas[index + 1]))
        for index, name in enumerate(things.names)
    ]
    spread = [
        Segment(number, name, False, None, int(areas[number]))
        for number, name in enumerate(kinds, start=len(things) + 1)
    ]
    return PanopticMap(tuple(segment for segment in counted + spread if segment.area), numbers)


def painted(things: Regions, shape: tuple[int, ...]) -> NDArray[np.int32]:
    """The number of the thing, counted from 1, that has each pixel; 0 where none is.

    Args:
        things: The things; a pixel that two claim is the better one's.
        shape: (height, width) of the page.
    """
    numbers = np.zeros(shape, np.int32)
    for index in np.argsort(things.scores, kind="stable"):  # the best last, over the others
        _fill(numbers, things.polygons[index], int(index) + 1)
    return numbers


def outlines_of(mask: NDArray[np.bool_]) -> tuple[list[Polygon], list[Polygon]]:
    """The outlines round a mask's pieces, and those of the holes in them, along the edges of its pixels.

    Args:
        mask: (H, W).

    Returns:
        Outer outlines and holes, each (N, 2) float32.
    """
    grown = cv2.copyMakeBorder(mask.astype(np.uint8), 0, 1, 0, 1, cv2.BORDER_CONSTANT, value=0)
    corners = cv2.dilate(grown, np.ones((2, 2), np.uint8), anchor=(1, 1))
    found, tree = cv2.findContours(corners, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outer: list[Polygon] = []
    holes: list[Polygon] = []
    for points, links in zip(found, tree[0] if tree is not None else (), strict=True):
        shape = np.asarray(points.reshape(-1, 2)[::-1], np.float32)
        if len(shape) > 2:
            (outer if links[3] < 0 else holes).append(shape)
    return outer, holes


def _fill(numbers: NDArray[np.int32], polygon: Polygon, number: int) -> None:
    """Set the pixels that a polygon holds; drawn at twice the size, its edges fall between pixels."""
    low = np.floor(polygon.min(axis=0)).astype(int)
    high = np.ceil(polygon.max(axis=0)).astype(int)
    low, high = np.maximum(low, 0), np.minimum(high, numbers.shape[::-1])
    if (high <= low).any():
        return
    width, height = high - low
    drawn = np.zeros((2 * height, 2 * width), np.uint8)
    cv2.fillPoly(drawn, [np.rint((polygon - low) * 2 - 0.5).astype(np.int32)], 1)
    inside = drawn[::2, ::2] & drawn[1::2, 1::2] > 0
    numbers[low[1] : high[1], low[0] : high[0]][inside] = number


def _pieces(mask: Mask, least: float, *, straight: bool) -> list[tuple[Mask, int, int]]:
    """The connected pieces of a mask, each with its left and top; straight ones are cut at their dents."""
    count, numbers, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    pieces: list[tuple[Mask, int, int]] = []
    for number in range(1, count):
        left, top, width, height, area = (int(v) for v in stats[number])
        if area < least:
            continue
        piece = (numbers[top : top + height, left : left + width] == number).astype(np.uint8)
        parts = _cut_at_dents(piece, least) if straight else [(piece, 0, 0)]
        pieces.extend((part, left + x, top + y) for part, x, y in parts)
    return pieces


def _cut_at_dents(piece: Mask, least: float, cuts: int = _MOST_CUTS) -> list[tuple[Mask, int, int]]:
    """A piece that is bent or branches, cut at its deepest dent the shortest way across, and again."""
    if cuts == 0:
        return [(piece, 0, 0)]
    dent = _deepest_dent(piece)
    if dent is None:
        return [(piece, 0, 0)]
    cut = piece.copy()
    cv2.line(cut, *dent, 0, 1, cv2.LINE_4)
    parts = _pieces(cut, least, straight=False)
    if len(parts) < 2:
        return [(piece, 0, 0)]
    return [
        (smaller, x + dx, y + dy)
        for part, x, y in parts
        for smaller, dx, dy in _cut_at_dents(part, least, cuts - 1)
    ]


def _deepest_dent(piece: Mask) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where to cut: from the deepest dent to the nearest pixel of the rim across; None for a solid piece."""
    rims, _ = cv2.findContours(piece, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    rim = max(rims, key=len)
    hull = cv2.convexHull(rim, returnPoints=False)
    if len(rim) < 8 or len(hull) < 4:
        return None
    area = cv2.contourArea(cv2.convexHull(rim))
    if area == 0 or np.count_nonzero(piece) >= _LEAST_SOLID * (area + cv2.arcLength(rim, True) / 2):
        return None
    # The hull's points in the rim's own order; OpenCV 4 and 5 shape these arrays differently.
    dents = cv2.convexityDefects(rim, np.sort(hull.reshape(-1, 1), axis=0)[::-1])
    if dents is None:
        return None
    dents = dents.reshape(-1, 4)
    at = int(dents[np.argmax(dents[:, 3]), 2])
    points = rim.reshape(-1, 2)
    steps = np.abs(np.arange(len(points)) - at)
    apart = np.minimum(steps, len(points) - steps)
    lengths = np.linalg.norm(points - points[at], axis=1)
    # Neighbours on the rim are near without being across: the way there along the rim is no longer.
    lengths[apart < 2 * lengths + 2] = np.inf
    across = int(np.argmin(lengths))
    if not np.isfinite(lengths[across]):
        return None
    (x0, y0), (x1, y1) = points[at].tolist(), points[across].tolist()
    return (x0, y0), (x1, y1)
