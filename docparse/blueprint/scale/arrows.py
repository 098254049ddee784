"""Arrow heads beside walls: from one to the other that points away from it is what is printed in the room.

Agents mark so between which walls they measured: a bedroom's length goes on to the back of its wardrobe, a
kitchen's ends at no wall at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from shapely.geometry import Polygon

from docparse.blueprint.carriers import Label, Length
from docparse.blueprint.scale.facts import Ink
from docparse.blueprint.scale.strips import text_mask

Mask = NDArray[np.bool_]
Place = NDArray[np.float64]

# Heads are so wide and long, in pixels of the ink, and so much longer than wide.
_LEAST, _MOST = 6, 48
_LONG = (0.5, 3.0)
# Heads grow together with the wall they touch: their tips, up to so many pixels wide, are cut off.
_CUTS = (5, 9, 13)
# Heads so near to each other are one. Of more blobs in one picture there are no heads.
_SAME, _MOST_BLOBS = 4.0, 1500
# From base to tip a head's width falls evenly, but for such a share of the base, about a line as straight; to
# so much of it where it touches a wall, whose ink is wider by so much.
_UNEVEN, _ASIDE = 0.1, 1.5
_TOUCHING, _WALL = 0.7, 0.35
# Before a tip, within a share of the head's width, there mostly is a line or a wall at least as wide as the
# head: of so many of a room's four heads.
_BEFORE, _LEAST_FIRM = 1.0, 2
# Two heads of one length lie so near to its line, pixels and widths of a head.
_OFF, _OFF_WIDE = 3.0, 0.3
# A length ends so far beyond its room as traced at most, as a share of the room's longer side.
_BEYOND = 0.35
# The two lengths of a room agree on the scale within this share, besides what they were rounded by.
_AGREE = 0.025


@dataclass(frozen=True, eq=False)
class Head:
    """An arrow head on the ink.

    Attributes:
        tip: (2,) x and y.
        axis: 0 for one that points along the rows, 1 for one that points along the columns.
        way: -1 for one that points to the left or up, 1 for the others.
        wide: Pixels across its base.
        firm: Whether there is a line or a wall where it points.
    """

    tip: Place
    axis: int
    way: int
    wide: float
    firm: bool


def find_heads(ink: Ink, texts: Sequence[Place] = ()) -> list[Head]:
    """The arrow heads on a page: solid triangles without a shaft that point along the rows or the columns.

    Args:
        ink: Its dark lines.
        texts: (4, 2) corners of its texts, clockwise from their own top left, page pixels: letters have such
            corners, too. What has no such place hides nothing.

    Returns:
        Every head once. Patterns of many blobs, hatching and tiles, have none.
    """
    placed = [ink.from_page(text) for text in texts if len(text) == 4 and np.isfinite(text).all()]
    mask = (ink.mask & ~text_mask(ink.mask.shape[:2], placed)).view(np.uint8)
    heads: dict[tuple[int, ...], Head] = {}
    for cut, shape in product(_CUTS, (cv2.MORPH_RECT, cv2.MORPH_ELLIPSE)):
        body = cv2.morphologyEx(mask, cv2.MORPH_OPEN, cv2.getStructuringElement(shape, (cut, cut)))
        outlines, _ = cv2.findContours(body, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        boxes = [
            box for box in map(cv2.boundingRect, outlines) if min(box[2:]) >= cut and max(box[2:]) <= _MOST
        ]
        for box in boxes if len(boxes) <= _MOST_BLOBS else ():
            for head in _heads(mask.view(np.bool_), box, cut):
                place = np.rint(head.tip / _SAME).astype(int).tolist()
                heads.setdefault((head.axis, head.way, *place), head)
    return list(heads.values())


def lengths_at(label: Label, heads: Sequence[Head], ink: Ink, room: Polygon) -> tuple[float, float] | None:
    """What lies between the heads about a label, along and across, page pixels; None without two pairs.

    The two lengths cross each other and end in the label's room or not far beyond: behind its wardrobes. Of
    several that fit what is printed, those that most walls stand behind, and then the shortest.

    Args:
        label: One with dimensions.
        heads: The page's arrow heads.
        ink: Where they are.
        room: The room it stands in, page pixels.
    """
    if label.dimensions is None or not heads:
        return None
    (at,) = ink.from_page(np.array([label.at], np.float64))
    corners = ink.from_page(np.asarray(room.exterior.coords)[:, :2])
    low, high = corners.min(axis=0), corners.max(axis=0)
    beyond = _BEYOND * (high - low).max()
    near = [head for head in heads if ((low - beyond <= head.tip) & (head.tip <= high + beyond)).all()]
    found = []
    for across, along in product(_pairs(at, near, 0), _pairs(at, near, 1)):
        firm = across.firm + along.firm
        if firm < _LEAST_FIRM or not (across.crosses(along) and along.crosses(across)):
            continue
        lengths = across.on_page(ink), along.on_page(ink)
        if _fit(lengths, label.dimensions):
            found.append((-firm, sum(lengths), lengths))
    return min(found)[-1] if found else None


def metres_by(pair: tuple[float, float], dimensions: tuple[Length, Length]) -> tuple[float, float]:
    """Metres in a pixel by both of a room's lengths, whichever way round they fit better."""
    ways = [
        (first.metres / pair[0], second.metres / pair[1]) for first, second in (dimensions, dimensions[::-1])
    ]
    return min(ways, key=lambda way: abs(math.log(way[0] / way[1])))


def _fit(pair: tuple[float, float], dimensions: tuple[Length, Length]) -> bool:
    if min(length.metres for length in dimensions) <= 0:
        return False
    by_first, by_second = metres_by(pair, dimensions)
    rounded = sum(length.step_m / 2 / length.metres for length in dimensions)
    return abs(math.log(by_first / by_second)) <= _AGREE + rounded


class _Pair(NamedTuple):
    """Two heads that face away from each other: the left or upper one, and the other."""

    start: Head
    end: Head

    @property
    def firm(self) -> int:
        """How many of them point at a line."""
        return self.start.firm + self.end.firm

    def crosses(self, other: _Pair) -> bool:
        """Whether the other's line meets it between its heads."""
        axis = self.start.axis
        return bool(self.start.tip[axis] <= other.start.tip[axis] <= self.end.tip[axis])

    def on_page(self, ink: Ink) -> float:
        """Page pixels between the two."""
        one, other = ink.on_page(np.array([self.start.tip, self.end.tip]))
        return float(np.linalg.norm(other - one))


def _pairs(at: Place, heads: Sequence[Head], axis: int) -> list[_Pair]:
    """Heads of one line that face away from each other, one on either side of a place."""
    starts = [head for head in heads if head.axis == axis and head.way < 0 and head.tip[axis] < at[axis]]
    ends = [head for head in heads if head.axis == axis and head.way > 0 and head.tip[axis] > at[axis]]
    return [
        _Pair(start, end)
        for start, end in product(starts, ends)
        if abs(start.tip[1 - axis] - end.tip[1 - axis]) <= _OFF + _OFF_WIDE * max(start.wide, end.wide)
    ]


def _heads(mask: Mask, box: Sequence[int], cut: int) -> Iterator[Head]:
    """What a blob is of which so many pixels may be cut off, in every way in which it may point."""
    left, top, width, height = box
    rim = max(width, height) + 2 * cut
    for axis in (0, 1):
        for way in (-1, 1):
            # Turned so that what is looked for points to the right, its base at the left.
            page = mask if axis == 0 else mask.T
            start, across, long, wide = (
                (left, top, width, height) if axis == 0 else (top, left, height, width)
            )
            page = page if way > 0 else page[:, ::-1]
            start = start if way > 0 else page.shape[1] - start - long
            rows = slice(max(across - cut // 2, 0), across + wide + cut // 2)
            columns = slice(max(start - cut, 0), start + long + rim)
            found = _pointing_right(page[rows, columns], cut)
            if found is None:
                continue
            along = found.tip + columns.start
            along = along if way > 0 else page.shape[1] - along
            aside = found.middle + rows.start
            tip = np.array([along, aside] if axis == 0 else [aside, along], np.float64)
            yield Head(tip, axis, way, found.wide, found.firm)


class _Triangle(NamedTuple):
    """A triangle that points to the right: its tip's column and row, its base's width; see :class:`Head`."""

    tip: float
    middle: float
    wide: float
    firm: bool


def _pointing_right(part: Mask, cut: int) -> _Triangle | None:
    """The triangle that starts about so many pixels from the left of a part of the page, if it is one."""
    counts = part.sum(axis=0)
    # Behind the base there is paper, at least where it ends.
    paper = np.flatnonzero(counts[: cut + 2] == 0)
    first = int(paper[-1]) + 1 if len(paper) else len(counts)
    if first == len(counts):
        return None
    base = first + int(counts[first : first + max(4, int(counts.max()) // 3)].argmax())
    wide = int(counts[base])
    if not _LEAST <= wide <= _MOST:
        return None
    # As far as it narrows: at the tip there is paper, or a wall.
    ahead = np.append(counts[base:], 0)
    ends = np.flatnonzero((np.diff(ahead) > _WALL * wide) | (ahead[1:] == 0))
    end = base + int(ends[0]) + 1
    columns = np.arange(base, end)
    if not _LONG[0] * wide <= len(columns) <= _LONG[1] * wide or counts[end - 1] > _TOUCHING * wide:
        return None
    slope, offset = np.polyfit(columns + 0.5, counts[columns], 1)
    if slope >= 0:
        return None
    uneven = counts[columns] - (slope * (columns + 0.5) + offset)
    rows = np.arange(part.shape[0])[:, None] + 0.5
    middles = (part[:, columns] * rows).sum(axis=0) / counts[columns]
    middle = float(np.median(middles))
    if np.abs(uneven).mean() > _UNEVEN * wide or np.abs(middles - middle).mean() > _ASIDE:
        return None
    wall = np.flatnonzero(counts[end : end + 2 + round(_BEFORE * wide)] >= wide)
    tip = float(end + wall[0]) if len(wall) else min(-offset / slope, end + 1.0)
    return _Triangle(tip, middle, float(wide), len(wall) > 0)
