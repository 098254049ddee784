"""Doors and windows as the wall's part between jambs: walls tell where one may be, a network what it is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry import Polygon

from docparse.blueprint.closeups import CloseUps, Lens, other_pens
from docparse.blueprint.company import in_company
from docparse.blueprint.corners import corner_gaps
from docparse.blueprint.drawing import Drawing, Mask, Patch
from docparse.blueprint.fronts import line_gaps, post_gaps
from docparse.blueprint.gaps import JAMB, JAMB_THICK, MOST_DEEP, drawn_gaps
from docparse.blueprint.leaves import Leaf, find_leaves, with_leaves
from docparse.blueprint.passing import is_glazed, is_passed
from docparse.blueprint.reveals import to_faces
from docparse.blueprint.sightings import seen_gaps
from docparse.blueprint.swings import find_swing
from docparse.blueprint.walls import PAGE_TURN, Walls
from docparse.geometry.raster import fill
from docparse.regions.small import SmallNetwork

Corners = NDArray[np.float64]

WEIGHTS_FILE = "openings.onnx"
opening_model = SmallNetwork(WEIGHTS_FILE, "the opening model")
# Close-ups that go through the network together: what it makes of them fits into a core's cache.
_BATCH = 64
# What is at least so likely a door, or a window, is one; what is less likely than the other is none.
_LEAST_LIKELY, _LEAST_DOUBTFUL, _LEAST_AT_ALL = 0.35, 0.15, 0.005
# A line that only passes makes nothing of what is at least so likely.
_LIKELY = 0.6
# Between these, a first look leaves room for doubt, and a second.
_DOUBT, _MORE_DOUBT = (0.1, 0.9), (0.2, 0.9)
# Of a leaf's arc, so much must be drawn to tell into which room it opens.
_LEAST_ARC = 0.7
# Lines of a frame that lie apart by so many wall thicknesses are still one opening's.
_FRAME = 0.8
# A usual door, in wall thicknesses.
_DOOR = 4.0
# A straight gap goes before one that is so much likelier.
_STRAIGHT = 0.1
# Depths whose logarithms differ by less are about the same.
_AS_DEEP = 0.25
# Between two openings there is so much wall, in pixels, along and across.
_APART = (3.0, 3.0)
# Of a door whose leaf or arc is drawn, so much of its width may lie in the corner with another.
_CORNER = 0.15


@dataclass(frozen=True, eq=False)
class Gap:
    """An opening in a wall.

    Attributes:
        corners: (4, 2) drawing pixels; the first and last lie on one jamb, the two between on the other.
        door: How likely it is a door, 0 to 1.
        window: How likely it is a window.
        swings: A point in the wedge of its leaf, where an arc is drawn.
        hung: Whether a leaf is drawn that shuts it.
        straight: Whether it runs as the walls do, between walls that are known to the pixel.
        bare: How likely nothing shuts it, 0 to 1; None where that was not asked.
    """

    corners: Corners
    door: float
    window: float
    swings: tuple[float, float] | None = None
    hung: bool = False
    straight: bool = False
    bare: float | None = None

    @property
    def has_leaf(self) -> bool:
        """Whether a leaf, or the arc of one, was found as it is drawn."""
        return self.hung or self.swings is not None

    @property
    def kind(self) -> str:
        """``door`` or ``window``, whichever is likelier."""
        return "door" if self.door >= self.window else "window"

    @property
    def likely(self) -> float:
        """How likely it is an opening."""
        return max(self.door, self.window)

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

    def moved(self, by: NDArray[np.int64]) -> Gap:
        """The same elsewhere."""
        return replace(self, corners=self.corners + by)

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
        part = self.moved(-low).mask((bottom - top, right - left), grow)
        return (slice(top, bottom), slice(left, right)), part


@dataclass(frozen=True, eq=False)
class Found:
    """The openings of a drawing, the likeliest first.

    Attributes:
        gaps: What is an opening.
        doubtful: What may be one, and does not overlap those.
        unlikely: What hardly is one, overlapping as it comes: it counts where all else speaks for it.
    """

    gaps: list[Gap]
    doubtful: list[Gap]
    unlikely: list[Gap] = field(default_factory=list)


def find_gaps(drawing: Drawing, walls: Walls, lens: Lens | None = None) -> Found:
    """The doors and windows of a drawing; ``lens`` where one is at hand.

    Raises:
        EngineError: As the network raises it.
    """
    leaves = find_leaves(walls)
    candidates, straight = possible_gaps(drawing, walls, leaves)
    chances = judged((lens or Lens(drawing, walls)).close_ups(candidates)).astype(np.float64)
    alone = chances.max(axis=1, initial=0.0)
    chances *= (in_company(candidates, alone) / np.maximum(alone, 1e-6))[:, None]
    chances, hung = with_leaves(candidates, chances, leaves)
    gaps = [
        Gap(corners, float(door), float(window), hung=bool(leaf), straight=number < straight)
        for number, (corners, (door, window), leaf) in enumerate(zip(candidates, chances, hung, strict=True))
    ]
    ranks = [gap.likely + _STRAIGHT * gap.straight for gap in gaps]
    order = [int(number) for number in np.argsort(-np.array(ranks), kind="stable")]
    likely = [gaps[number] for number in order if gaps[number].likely >= _LEAST_DOUBTFUL]
    distinct = sorted(_distinct(likely, walls), key=lambda gap: -gap.likely)
    sure = [gap for gap in distinct if gap.likely >= _LEAST_LIKELY]
    whole = [
        _swung(replace(gap, corners=to_faces(gap.corners, walls)), walls)
        for gap in _whole(sure, max(walls.thickness, 2.0))
    ]
    passed = [gap for gap in whole if _is_crossed(gap, walls) or _is_blank(gap, walls)]
    unlikely = [gaps[number] for number in order if _LEAST_AT_ALL <= gaps[number].likely < _LEAST_DOUBTFUL]
    return Found([gap for gap in whole if gap not in passed], [*passed, *distinct[len(sure) :]], unlikely)


def possible_gaps(drawing: Drawing, walls: Walls, leaves: Sequence[Leaf]) -> tuple[list[Corners], int]:
    """All that may be an opening, most of it none, one opening often several times.

    Returns:
        (4, 2) corners of each, and how many of them, the first, run as the walls do
        and between them.
    """
    thickness = max(walls.thickness, 2.0)
    found = drawn_gaps(walls)
    found += _others(seen_gaps(drawing.classes.mask("door", "window"), walls), found, thickness)
    others = [*post_gaps(walls), *line_gaps(walls), *corner_gaps(walls)]
    others = _others(others, found, thickness)
    return [*found, *others, *(leaf.gap for leaf in leaves)], len(found)


def _others(gaps: Sequence[Corners], known: Sequence[Corners], thickness: float) -> list[Corners]:
    """Gaps that are none of the known ones, which lie along the walls' own directions to the pixel."""
    if not gaps or not known:
        return list(gaps)
    (ends, depths), (known_ends, known_depths) = _ends_of(gaps), _ends_of(known)
    near = max(JAMB, JAMB_THICK * thickness)
    tree = STRtree(shapely.points(known_ends.mean(axis=1)))
    which, other = tree.query(shapely.points(ends.mean(axis=1)), predicate="dwithin", distance=near)
    apart = [
        np.linalg.norm(ends[which] - turned[other], axis=-1).max(axis=-1)
        for turned in (known_ends, known_ends[:, ::-1])
    ]
    as_deep = np.abs(np.log(depths[which] / known_depths[other])) < _AS_DEEP
    twins = set(which[(np.minimum(*apart) <= near) & as_deep].tolist())
    return [gap for number, gap in enumerate(gaps) if number not in twins]


def _ends_of(gaps: Sequence[Corners]) -> tuple[Corners, Corners]:
    """(N, 2, 2) the middles of both jambs, and (N,) depths."""
    corners = np.stack(gaps)
    ends = (corners[:, [0, 1]] + corners[:, [3, 2]]) / 2
    return ends, np.maximum(np.linalg.norm(corners[:, 0] - corners[:, 3], axis=-1), 1e-6)


def judged(close_ups: CloseUps) -> NDArray[np.float32]:
    """(N, 2) how likely each of (N, 5, 64, 64) close-ups shows a door, and a window.

    Mirrored, an opening is as much of one, and drawn with a bolder or softer pen: what is in doubt is looked
    at turned about, what then still is in all these ways, and the mean taken.

    Raises:
        EngineError: ``engine.missing`` or ``engine.failed``.
    """
    chances = _looks([close_ups])[0]
    doubtful = _between(chances, *_DOUBT)
    turned = _looks([close_ups[doubtful][..., ::-1, ::-1]])[0]
    chances[doubtful] = (chances[doubtful] + turned) / 2
    doubtful = doubtful[_between(chances[doubtful], *_MORE_DOUBT)]
    seen = close_ups[doubtful]
    others = [seen[..., ::-1, :], seen[..., ::-1]]
    others += [pen[..., ::by, ::across] for pen in other_pens(seen) for by in (1, -1) for across in (1, -1)]
    chances[doubtful] = (2 * chances[doubtful] + _looks(others).sum(axis=0)) / (2 + len(others))
    return np.asarray(chances)


def _between(chances: NDArray[np.float32], low: float, high: float) -> NDArray[np.int64]:
    """Which of (N, 2) have neither likely nor both unlikely."""
    best = chances.max(axis=1, initial=0.0)
    return np.flatnonzero((best > low) & (best < high))


def _looks(views: Sequence[CloseUps]) -> NDArray[np.float32]:
    """(V, N, 2) what the network makes of V views of the same N close-ups."""
    parts = [view[start : start + _BATCH] for view in views for start in range(0, len(view), _BATCH)]
    if not parts:
        return np.zeros((len(views), 0, 2), np.float32)
    # The network runs on one core: several parts are looked at beside each other.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda part: opening_model(part.astype(np.float32)), parts))
    return np.concatenate(found).reshape(len(views), -1, 2)


def _whole(gaps: Sequence[Gap], thickness: float) -> list[Gap]:
    """Gaps that lie behind each other between the same jambs as one: a frame's lines cut them apart.

    A straight one is as deep as its wall: what is none and lies behind it is a line that runs by.
    """
    if not gaps:
        return []
    tree = STRtree([Polygon(gap.corners) for gap in gaps])
    whole: dict[int, Gap] = {}
    for number, gap in enumerate(gaps):
        near = tree.query(Polygon(gap.corners), predicate="dwithin", distance=_FRAME * thickness)
        beside = sorted(int(other) for other in near if int(other) in whole)
        place = next((other for other in beside if _same_jambs(gap, whole[other], thickness)), None)
        if place is None:
            whole[number] = gap
        elif gap.straight or not whole[place].straight:
            twin = whole[place]
            whole[place] = replace(twin, corners=_spanning(twin.corners, gap.corners))
    return list(whole.values())


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
    """A door with the place into which its leaf swings, where its arc is drawn."""
    if gap.kind != "door":
        return gap
    swing = find_swing(gap.corners, walls.ink, walls.mask)
    x, y = swing.inside
    return replace(gap, swings=(float(x), float(y)) if swing.share >= _LEAST_ARC else None)


def _is_crossed(gap: Gap, walls: Walls) -> bool:
    """Whether what may be a door is one by a line alone that only passes there."""
    bare = gap.kind == "door" and gap.likely < _LIKELY and not gap.has_leaf
    return bare and is_passed(gap.corners, walls)


def _is_blank(gap: Gap, walls: Walls) -> bool:
    """Whether what may be a window askew has no glass: between a porch's post and a corner there is none."""
    return gap.kind == "window" and gap.slanted and not is_glazed(gap.corners, walls)


def _distinct(gaps: Sequence[Gap], walls: Walls) -> list[Gap]:
    """One gap for each place, the likeliest first: of two that touch, one is a wrong guess at the other.

    Doors whose leaves are drawn may meet others in a corner; one whose arc is drawn, a likelier passage.
    """
    shape = walls.mask.shape
    taken = np.zeros(shape, np.int32)
    kept: list[Gap] = []
    for gap in gaps:
        here, part = gap.patch(shape)
        touched = taken[here][part]
        if touched.any():
            here, part = gap.patch(shape, grow=(-_CORNER * gap.width, 0.0))
            others = [kept[number - 1] for number in np.unique(touched[touched > 0]).tolist()]
            if taken[here][part].any() or not (gap.hung or _is_beside(gap, others, walls)):
                continue
        around, grown = gap.patch(shape, grow=_APART)
        kept.append(gap)
        taken[around][grown] = len(kept)
    return kept


def _is_beside(gap: Gap, others: Sequence[Gap], walls: Walls) -> bool:
    """Whether a door's arc is drawn beside passages alone."""
    if gap.kind != "door" or gap.likely < _LEAST_LIKELY:
        return False
    if any(other.hung or other.kind != "door" for other in others):
        return False
    return _has_arc(gap, walls) and not any(_has_arc(other, walls) for other in others)


def _has_arc(gap: Gap, walls: Walls) -> bool:
    return find_swing(gap.corners, walls.ink, walls.mask).share >= _LEAST_ARC
