"""Doors and windows as the wall's part between jambs: the model says about where, the walls exactly where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from shapely.geometry import Polygon

from docparse.blueprint.drawing import Drawing, Mask
from docparse.blueprint.gaps import JAMB, JAMB_THICK, MOST_DEEP, drawn_gaps
from docparse.blueprint.swings import find_swing
from docparse.blueprint.walls import PAGE_TURN, Walls
from docparse.geometry.raster import fill

Corners = NDArray[np.float64]

# Blobs smaller than this, in squares of a wall's thickness and a thin wall's, are noise.
_LEAST_BLOB = 0.35
# A gap reaches no further beyond what the model sees of it than this share of that, or so many thicknesses.
_BEYOND, _BEYOND_THICK = 0.75, 2.5
# Fewer rows than this are no gap but a nick.
_LEAST_ROWS = 2
# Of a gap, at least so much must be seen as an opening; of what is seen, so much must lie in the gap.
_LEAST_SEEN, _LEAST_HELD = 0.2, 0.2
# A gap between wall ends that the model hardly saw: its width in usual doors, and the share seen in and
# around it.
_WIDEST, _LEAST_NEAR = 2.5, 0.2
# Of a leaf's arc, at least so much is drawn where the model saw no door at all.
_LEAST_ARC = 0.7
# Lines of a frame that lie apart by so many wall thicknesses are still one opening's.
_FRAME = 0.8
# A usual door, in wall thicknesses.
_DOOR = 4.0
# Two gaps that share more than this of the smaller are one.
_SAME = 0.15


Patch = tuple[tuple[slice, slice], Mask]


@dataclass(frozen=True, eq=False)
class Gap:
    """An opening in a wall.

    Attributes:
        corners: (4, 2) drawing pixels; the first and last lie on one jamb, the two between on the other.
        door: Share of it that the model sees as door.
        window: Share of it that the model sees as window.
        arc: Share of a leaf's arc that is drawn at it.
        swings: A point in the wedge of its leaf, where an arc is drawn.
    """

    corners: Corners
    door: float
    window: float
    arc: float = 0.0
    swings: tuple[float, float] | None = None

    @property
    def kind(self) -> str:
        """``door`` or ``window``, whichever the model sees more of; a leaf's arc counts as a door seen."""
        return "door" if self.door + self.arc >= self.window else "window"

    @property
    def seen(self) -> float:
        """Share of it that the model sees as an opening."""
        return self.door + self.window

    @property
    def ends(self) -> Corners:
        """(2, 2) the middles of both jambs."""
        return np.array([(self.corners[0] + self.corners[3]) / 2, (self.corners[1] + self.corners[2]) / 2])

    @property
    def width(self) -> float:
        """Clear width along the wall, pixels."""
        start, end = self.ends
        return float(np.linalg.norm(end - start))

    @property
    def slanted(self) -> bool:
        """Whether it runs neither along nor across the page."""
        step = np.abs(self.corners[1] - self.corners[0])
        return bool(step.min() > PAGE_TURN * step.max())

    @property
    def depth(self) -> float:
        """The wall's thickness at the opening, pixels."""
        return float(np.linalg.norm(self.corners[0] - self.corners[3]))

    def mask(self, shape: tuple[int, int], grow: tuple[float, float] = (0.0, 0.0)) -> Mask:
        """(H, W) True inside; ``grow`` moves jambs and faces out by so many pixels."""
        corners = self.corners
        if any(grow):
            along, across = corners[1] - corners[0], corners[3] - corners[0]
            along = along / max(np.linalg.norm(along), 1e-6) * grow[0]
            across = across / max(np.linalg.norm(across), 1e-6) * grow[1]
            corners = corners + np.array([-along - across, along - across, along + across, across - along])
        return fill(Polygon(corners), shape)

    def patch(self, shape: tuple[int, ...], grow: tuple[float, float] = (0.0, 0.0)) -> Patch:
        """What :meth:`mask` has True, as rows and columns of the page and the mask's part there."""
        rim = max(grow) + 1
        low = np.maximum(np.floor(self.corners.min(axis=0) - rim).astype(int), 0)
        high = np.minimum(np.ceil(self.corners.max(axis=0) + rim).astype(int), (shape[1], shape[0]))
        (left, top), (right, bottom) = low.tolist(), np.maximum(high, low).tolist()
        part = replace(self, corners=self.corners - low).mask((bottom - top, right - left), grow)
        return (slice(top, bottom), slice(left, right)), part


def find_gaps(drawing: Drawing, walls: Walls) -> list[Gap]:
    """The doors and windows of a drawing, the surest first."""
    door, window = drawing.classes.mask("door"), drawing.classes.mask("window")
    thickness = max(walls.thickness, 2.0)
    between = drawn_gaps(walls)
    found: list[Gap] = []
    for blob in _blobs(door | window, thickness * walls.thin):
        gap = _best(blob, walls, between)
        if gap is not None:
            found.append(_seen(gap, door, window))
    sure = [_swung(gap, walls) for gap in found if gap.seen >= _LEAST_SEEN]
    usual = usual_door(sure, walls)
    drawn = [Gap(corners, 0.0, 0.0) for corners in between]
    drawn = [_swung(_seen(gap, door, window), walls) for gap in drawn if gap.width <= _WIDEST * usual]
    # What a sure opening explains speaks for no other gap beside it.
    unexplained = door | window
    for gap in sure:
        here, part = gap.patch(door.shape, grow=(thickness / 2, thickness / 2))
        unexplained[here] &= ~part
    likely = [gap for gap in drawn if _looks_like_one(gap, unexplained, walls)]
    ordered = sorted(sure + likely, key=lambda gap: -(gap.seen + gap.arc))
    distinct = _distinct(ordered, drawing.grey.shape)
    return [_seen(gap, door, window) for gap in _whole(distinct, thickness)]


def _whole(gaps: Sequence[Gap], thickness: float) -> list[Gap]:
    """Gaps that lie behind each other between the same jambs as one: a frame's lines cut them apart."""
    whole: list[Gap] = []
    for gap in gaps:
        twins = (number for number, other in enumerate(whole) if _same_jambs(gap, other, thickness))
        place = next(twins, None)
        if place is None:
            whole.append(gap)
            continue
        twin = whole[place]
        corners = _spanning(twin.corners, gap.corners)
        better = max(twin, gap, key=lambda one: one.arc)
        whole[place] = replace(twin, corners=corners, arc=better.arc, swings=better.swings)
    return whole


def _same_jambs(one: Gap, other: Gap, thickness: float) -> bool:
    if one.slanted or other.slanted:
        return False
    axis = int(np.argmax(np.abs(one.corners[1] - one.corners[0])))
    if axis != int(np.argmax(np.abs(other.corners[1] - other.corners[0]))):
        return False
    (low, high), (start, end) = ((gap.corners.min(axis=0), gap.corners.max(axis=0)) for gap in (one, other))
    ends = max(abs(low[axis] - start[axis]), abs(high[axis] - end[axis]))
    apart = max(low[1 - axis], start[1 - axis]) - min(high[1 - axis], end[1 - axis])
    deep = max(high[1 - axis], end[1 - axis]) - min(low[1 - axis], start[1 - axis])
    near = apart <= _FRAME * thickness and deep <= MOST_DEEP * thickness
    return bool(near and ends <= max(2 * JAMB, JAMB_THICK * thickness))


def _spanning(one: Corners, other: Corners) -> Corners:
    """The upright box round both, its first and last corner on one jamb as theirs are."""
    axis = int(np.argmax(np.abs(one[1] - one[0])))
    points = np.vstack([one, other])
    low, high = points.min(axis=0), points.max(axis=0)
    if axis == 0:
        return np.array([low, (high[0], low[1]), high, (low[0], high[1])])
    return np.array([low, (low[0], high[1]), high, (high[0], low[1])])


def usual_door(gaps: Sequence[Gap], walls: Walls) -> float:
    """Median width of the doors among gaps, pixels; a guess by the walls' thickness where there are none."""
    return float(
        np.median([gap.width for gap in gaps if gap.kind == "door"] or [_DOOR * max(walls.thickness, 2.0)])
    )


def _swung(gap: Gap, walls: Walls) -> Gap:
    """The gap with what is drawn of a leaf's arc at it."""
    swing = find_swing(gap.corners, walls.ink, walls.mask)
    x, y = swing.inside
    return replace(gap, arc=swing.share, swings=(float(x), float(y)) if swing.share >= _LEAST_ARC else None)


def _looks_like_one(gap: Gap, seen: Mask, walls: Walls) -> bool:
    """Whether a leaf's arc is drawn at a gap, or the model sees something of an opening in and around it."""
    if gap.arc >= _LEAST_ARC or gap.slanted:
        return gap.arc >= _LEAST_ARC
    here, around = gap.patch(seen.shape, grow=(walls.thickness, walls.thickness))
    return bool(np.count_nonzero(seen[here] & around) >= _LEAST_NEAR * np.count_nonzero(around))


@dataclass(frozen=True)
class _Blob:
    """A connected piece of what the model sees as opening: its pixels, cut out, and where they lie."""

    mask: Mask
    left: int
    top: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        height, width = self.mask.shape
        return self.left, self.top, self.left + width, self.top + height

    @property
    def area(self) -> int:
        return int(np.count_nonzero(self.mask))

    @property
    def centre(self) -> tuple[float, float]:
        rows, columns = np.nonzero(self.mask)
        return float(np.median(columns)) + self.left + 0.5, float(np.median(rows)) + self.top + 0.5


def _blobs(opening: Mask, square: float) -> Iterator[_Blob]:
    """Pieces of the opening classes of some size; pieces that nearly touch are one."""
    size = max(3, round(square**0.5 / 3)) | 1
    joined = cv2.morphologyEx(opening.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    count, numbers, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for number in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[number])
        if area < _LEAST_BLOB * square:
            continue
        here = np.s_[top : top + height, left : left + width]
        yield _Blob(numbers[here] == number, left, top)


def _best(blob: _Blob, walls: Walls, between: Sequence[Corners]) -> Gap | None:
    """The gap in a wall that the blob shows best, whichever way the wall runs."""
    thickness = max(walls.thickness, 2.0)
    candidates = [*_straight(blob, walls.mask, thickness), *_straight_down(blob, walls.mask, thickness)]
    candidates += [corners for corners in between if _meets(corners, blob.box)]
    if not candidates:
        candidates = _slanted(blob, walls.mask, thickness)
    scored = [(score, corners) for corners in candidates if (score := _agreement(corners, blob)) > 0]
    if not scored:
        return None
    return Gap(max(scored, key=lambda pair: pair[0])[1], 0.0, 0.0)


def _meets(corners: Corners, box: tuple[int, int, int, int]) -> bool:
    low, high = corners.min(axis=0), corners.max(axis=0)
    return bool(low[0] < box[2] and high[0] > box[0] and low[1] < box[3] and high[1] > box[1])


def _agreement(corners: Corners, blob: _Blob) -> float:
    """Intersection over union of a gap and a blob; 0 where too little of either is in the other."""
    low = np.floor(np.minimum(corners.min(axis=0), blob.box[:2])).astype(int)
    high = np.ceil(np.maximum(corners.max(axis=0), blob.box[2:])).astype(int)
    width, height = (int(side) for side in high - low)
    canvas = fill(Polygon(corners - low), (height, width))
    own = np.zeros((height, width), np.bool_)
    top, left = blob.top - low[1], blob.left - low[0]
    own[top : top + blob.mask.shape[0], left : left + blob.mask.shape[1]] = blob.mask
    both = int(np.count_nonzero(own & canvas))
    area = max(int(np.count_nonzero(canvas)), 1)
    if both < _LEAST_HELD * blob.area or both < _LEAST_SEEN * area:
        return 0.0
    return float(both / (blob.area + area - both))


def _straight(blob: _Blob, walls: Mask, thickness: float) -> list[Corners]:
    """Gaps in walls that run across the page, where the blob is: rows between two jambs, in groups."""
    left, top, right, bottom = blob.box
    margin = int(max(_BEYOND * (right - left), _BEYOND_THICK * thickness)) + 1
    first, last = max(left - margin, 0), min(right + margin, walls.shape[1])
    middle = int(blob.centre[0])
    spread = round(MOST_DEEP * thickness)
    rows = range(max(top - spread, 0), min(bottom + spread, walls.shape[0]))
    spans: list[tuple[int, int, int]] = []
    for row in rows:
        line = walls[row, first:last]
        at = middle - first
        if line[at]:
            continue
        before, after = np.flatnonzero(line[:at]), np.flatnonzero(line[at:])
        if before.size and after.size:
            spans.append((row, first + int(before[-1]) + 1, first + at + int(after[0])))
    tolerance = max(JAMB, JAMB_THICK * thickness)
    return [
        _rectangle(group, blob, thickness) for group in _groups(spans, tolerance) if len(group) >= _LEAST_ROWS
    ]


def _groups(spans: Sequence[tuple[int, int, int]], tolerance: float) -> list[list[tuple[int, int, int]]]:
    """Neighbouring rows whose ends lie on common jambs."""
    groups: list[list[tuple[int, int, int]]] = []
    for span in spans:
        if groups:
            last = groups[-1][-1]
            middle = np.median(np.array(groups[-1])[:, 1:], axis=0)
            near = abs(span[1] - middle[0]) <= tolerance and abs(span[2] - middle[1]) <= tolerance
            if span[0] - last[0] <= 2 and near:
                groups[-1].append(span)
                continue
        groups.append([span])
    return groups


def _rectangle(group: Sequence[tuple[int, int, int]], blob: _Blob, thickness: float) -> Corners:
    table = np.array(group, np.float64)
    top, bottom = table[0, 0], table[-1, 0] + 1
    left, right = np.median(table[:, 1]), np.median(table[:, 2])
    if bottom - top > MOST_DEEP * thickness:
        # A passage between two walls: the opening is a wall's depth of it, where the model sees it.
        rows = np.flatnonzero(blob.mask.any(axis=1)) + blob.top
        weights = blob.mask.sum(axis=1)[rows - blob.top]
        middle = float(np.clip(np.average(rows, weights=weights) + 0.5, top, bottom))
        top, bottom = max(top, middle - thickness / 2), min(bottom, middle + thickness / 2)
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def _straight_down(blob: _Blob, walls: Mask, thickness: float) -> list[Corners]:
    """The same for walls that run down the page."""
    turned = _Blob(blob.mask.T, blob.top, blob.left)
    left = max(blob.left - round(4 * thickness) - 1, 0)
    right = min(blob.box[2] + round(4 * thickness) + 1, walls.shape[1])
    strip = np.ascontiguousarray(walls[:, left:right].T)
    shifted = replace(turned, top=turned.top - left)
    back = np.array([0.0, left])
    return [(corners + back)[:, ::-1] for corners in _straight(shifted, strip, thickness)]


def _slanted(blob: _Blob, walls: Mask, thickness: float) -> list[Corners]:
    """The blob's own rectangle, where both of its short sides stand at a wall: walls that run askew."""
    rows, columns = np.nonzero(blob.mask)
    points = np.column_stack([columns + blob.left, rows + blob.top]).astype(np.float32) + 0.5
    (x, y), (width, height), angle = cv2.minAreaRect(points)
    if width < height:
        width, height, angle = height, width, angle + 90
    if width < 1.5 * height:
        return []
    turn = np.radians(angle)
    along, across = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    centre = np.array([x, y])
    reach = [_to_wall(walls, centre, way * along, width / 2, thickness) for way in (-1, 1)]
    if None in reach:
        return []
    half = min(height, 1.3 * thickness) / 2 * across
    start, end = centre - along * (reach[0] or 0.0), centre + along * (reach[1] or 0.0)
    return [np.array([start - half, end - half, end + half, start + half])]


def _to_wall(walls: Mask, origin: Corners, way: Corners, least: float, thickness: float) -> float | None:
    """How far from a point the wall is, in a direction; None where there is none about there."""
    steps = np.arange(0.5 * least, least + _BEYOND * 2 * least + thickness)
    places = np.rint(origin + steps[:, None] * way - 0.5).astype(int)
    inside = ((places >= 0) & (places < walls.shape[::-1])).all(axis=1)
    places, steps = places[inside], steps[inside]
    hits = np.flatnonzero(walls[places[:, 1], places[:, 0]])
    return float(steps[hits[0]]) if hits.size else None


def _seen(gap: Gap, door: Mask, window: Mask) -> Gap:
    here, inside = gap.patch(door.shape)
    area = max(int(np.count_nonzero(inside)), 1)
    shares = [float(np.count_nonzero(mask[here] & inside)) / area for mask in (door, window)]
    return replace(gap, door=shares[0], window=shares[1])


def _distinct(gaps: Sequence[Gap], shape: tuple[int, ...]) -> list[Gap]:
    """One gap for each place, the surest first."""
    taken = np.zeros((shape[0], shape[1]), np.bool_)
    kept = []
    for gap in gaps:
        here, part = gap.patch(shape)
        if np.count_nonzero(part & taken[here]) > _SAME * np.count_nonzero(part):
            continue
        taken[here] |= part
        kept.append(gap)
    return kept
