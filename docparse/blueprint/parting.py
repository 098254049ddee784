"""Rooms in which several rooms' labels stand, parted at a gap that was not likely enough by itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from docparse.blueprint.assign import standing
from docparse.blueprint.carriers import Label
from docparse.blueprint.drawing import Drawing, Mask, Patch
from docparse.blueprint.openings import Found, Gap
from docparse.blueprint.rooms import SEAL, Numbers

# Gaps that are shut together.
Shut = tuple[Gap, ...]
Cells = NDArray[np.int64]
Sizes = NDArray[np.float64]

# Rooms that have a door wherever they are.
_CLOSED = frozenset({"bedroom", "bathroom", "toilet", "garage", "laundry", "utility"})
# Where a gap hardly looks like a door, pieces must be as large as printed: twice what areas may be off by.
_MOST_MISFIT = 0.04
# A likelier gap may leave pieces that fit so much worse.
_TRUST = 0.2
# Gaps of one row are so many depths apart at most, and off its line by such a share of it.
_COLUMN, _ASIDE = 3.0, 0.5
# Spaces of more pixels are looked at reduced.
_MOST_PIXELS = 1_000_000
# So many pixels round a gap tell whether shutting it can part anything, and so many of those of a space that
# is looked at reduced at least.
_ROUND, _LEAST_ROUND = 8, 3


def parting_gaps(
    drawing: Drawing, numbers: Numbers, labels: Sequence[Label], found: Found, widest: float
) -> list[Gap]:
    """Gaps that lie between two labels of one room, each with an area or dimensions of its own.

    Whoever draws a plan gives every room its size once: where two sizes stand in one space, there is a door
    between them that was missed, or the space is open and no gap lies between. A bedroom or a bathroom is
    never open: it is parted from the rest even at a gap that hardly looks like a door. Columns in a row part
    a corridor from a hall by all gaps between them together.

    Args:
        drawing: The drawing.
        numbers: (H, W) the rooms' numbers, 0 where there is none.
        labels: The page's labels.
        found: Gaps that may be openings.
        widest: The widest gap, pixels, at which a room that is never open is parted.
    """
    crowded = _crowded(drawing, numbers, labels)
    if not crowded:
        return []
    narrow = [gap for gap in found.unlikely if gap.width <= widest]
    rows = in_rows(found.doubtful)
    wanted = []
    for number, names in crowded.items():
        space = _Space(numbers == number, names)
        wanted += space.parted_at([(gap,) for gap in space.touched(found.doubtful)], lambda _: True)
        wanted += space.parted_at(rows, lambda _: True)
        wanted += space.parted_at([(gap,) for gap in space.touched(narrow)], space.shuts_off)
    return wanted


def in_rows(gaps: Sequence[Gap]) -> list[Shut]:
    """Gaps of one line with no more than a column between each and the next, in groups of two at least."""
    if not gaps:
        return []
    ends, depths = np.stack([gap.ends for gap in gaps]), np.array([gap.depth for gap in gaps])
    groups: list[list[int]] = []
    for number in range(len(gaps)):
        row = _are_next(number, ends, depths)
        beside = [group for group in groups if row[group].any()]
        groups = [group for group in groups if group not in beside]
        groups.append([number, *(other for group in beside for other in group)])
    return [tuple(gaps[number] for number in group) for group in groups if len(group) > 1]


def _are_next(number: int, ends: Sizes, depths: Sizes) -> NDArray[np.bool_]:
    """(N,) which of gaps lie in the line of one of them, with no more than a column between.

    Args:
        number: That one.
        ends: (N, 2, 2) the middles of their jambs.
        depths: (N,) how deep they are.
    """
    start, end = ends[number]
    width = max(float(np.linalg.norm(end - start)), 1e-6)
    along = (end - start) / width
    off = ends - start
    ahead, aside = off @ along, np.abs(off @ np.array([-along[1], along[0]])).max(axis=1)
    between = np.maximum(ahead.min(axis=1) - width, -ahead.max(axis=1))
    deep = np.maximum(depths, depths[number])
    return np.asarray((between > 0) & (between <= _COLUMN * deep) & (aside <= _ASIDE * deep))


class _Names(NamedTuple):
    """Labels of one room.

    Attributes:
        places: (N, 2) the pixels where they stand.
        sizes: (N,) m2 as printed.
        closed: (N,) whether they name rooms that are never open.
    """

    places: Cells
    sizes: Sizes
    closed: NDArray[np.bool_]

    def of(self, which: ArrayLike) -> _Names:
        """Those that a boolean mask names."""
        chosen = np.flatnonzero(which)
        return _Names(self.places[chosen], self.sizes[chosen], self.closed[chosen])


def _crowded(drawing: Drawing, numbers: Numbers, labels: Sequence[Label]) -> dict[int, _Names]:
    """Rooms with several sized labels: their numbers, and those labels."""
    crowded = {}
    for room, own in standing(drawing, numbers, labels).items():
        sized = [(label, cell, size) for label, cell in own if (size := _size(label)) is not None]
        if len(sized) > 1:
            names, cells, sizes = zip(*sized, strict=True)
            closed = np.array([label.type in _CLOSED for label in names])
            crowded[room] = _Names(np.array(cells, np.int64), np.array(sizes, np.float64), closed)
    return crowded


def _size(label: Label) -> float | None:
    """Square metres by what is printed: its area, else the product of its dimensions."""
    if label.area is not None:
        return label.area.m2
    if label.dimensions is not None:
        length, width = label.dimensions
        return length.metres * width.metres
    return None


class _Cut(NamedTuple):
    """What becomes of a space when some gaps are shut.

    Attributes:
        gaps: The gaps.
        mask: What is left open.
        pieces: (N,) the piece of it on which each label stands, 0 for none.
        misfit: How far a piece's share of the area is from its labels', at most, as a part of the latter.
        alone: (N,) labels that stood with others before and stand alone now.
    """

    gaps: Shut
    mask: Mask
    pieces: Cells
    misfit: float
    alone: NDArray[np.bool_]


class _Space:
    """A room with several labels, which is parted step by step.

    Args:
        mask: (H, W) what of the drawing it is.
        names: Its labels.
    """

    def __init__(self, mask: Mask, names: _Names) -> None:
        rows, columns = _box(mask)
        self._corner = np.array([columns.start, rows.start])
        self._mask, self._step = _reduced(mask[rows, columns])
        places = np.minimum((names.places - self._corner) // self._step, np.array(self._mask.shape[::-1]) - 1)
        self._names = names._replace(places=places)
        self._pieces, _ = self._parts(self._mask)

    def touched(self, gaps: Sequence[Gap]) -> list[Gap]:
        """Those gaps in whose box any of it lies; the others need no closer look, and are most of all."""
        if not gaps:
            return []
        corners = (np.stack([gap.corners for gap in gaps]) - self._corner) / self._step
        rim, size = max(SEAL) + 1, np.array(self._mask.shape[::-1])
        (left, top), (right, bottom) = (
            np.clip(edge, 0, size).astype(np.int64).T
            for edge in (np.floor(corners.min(axis=1) - rim), np.ceil(corners.max(axis=1) + rim))
        )
        counts = cv2.integral(self._mask.view(np.uint8))
        open_there = counts[bottom, right] - counts[top, right] - counts[bottom, left] + counts[top, left]
        return [gap for gap, count in zip(gaps, open_there, strict=True) if count]

    def parted_at(self, gaps: Sequence[Shut], good: Callable[[_Cut], bool]) -> list[Gap]:
        """Those gaps that leave fewer labels together, one after another, the best first.

        Args:
            gaps: Gaps that may part it, each alone or with others.
            good: Whether a cut will do.
        """
        chosen: list[Gap] = []
        cuts = self._cuts(gaps, good)
        while cuts:
            best = min(cuts, key=lambda cut: cut.misfit - _TRUST * min(gap.likely for gap in cut.gaps))
            self._mask, self._pieces = best.mask, best.pieces
            chosen += best.gaps
            # What parts nothing before another is shut may do so after.
            cuts = self._cuts([cut.gaps for cut in cuts if cut is not best], good) or self._cuts(gaps, good)
        return chosen

    def shuts_off(self, cut: _Cut) -> bool:
        """Whether a room that is never open stands alone then, and the pieces are as large as printed."""
        return bool((cut.alone & self._names.closed).any()) and cut.misfit <= _MOST_MISFIT

    def _cuts(self, gaps: Sequence[Shut], good: Callable[[_Cut], bool]) -> list[_Cut]:
        if _count(self._pieces) == len(self._pieces):
            return []
        cuts = [cut for cut in map(self._cut, gaps) if cut is not None]
        return [cut for cut in cuts if good(cut)]

    def _cut(self, gaps: Shut) -> _Cut | None:
        """What shutting gaps does; None where no labels are parted."""
        small = [replace(gap, corners=(gap.corners - self._corner) / self._step) for gap in gaps]
        patches = [gap.patch(self._mask.shape, grow=SEAL) for gap in small]
        # No farther than through a column.
        far = max(_LEAST_ROUND, _ROUND // self._step)
        if not all(falls_apart(self._mask, patch, far) for patch in patches):
            return None
        left = self._mask.copy()
        for here, part in patches:
            left[here] &= ~part
        pieces, areas = self._parts(left)
        if _count(pieces) <= _count(self._pieces):
            return None
        parents = self._pieces
        alone = np.array(
            [
                bool(now) and np.count_nonzero(pieces == now) == 1 and np.count_nonzero(parents == before) > 1
                for now, before in zip(pieces, parents, strict=True)
            ]
        )
        return _Cut(gaps, left, pieces, _misfit(parents, pieces, areas, self._names.sizes), alone)

    def _parts(self, mask: Mask) -> tuple[Cells, Sizes]:
        """(N,) the piece each label stands on, 0 for none, and the areas of all pieces in pixels."""
        _, pieces, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=4)
        places = self._names.places
        found = np.asarray(pieces[places[:, 1], places[:, 0]], np.int64)
        return found, np.asarray(stats[:, cv2.CC_STAT_AREA], np.float64)


def falls_apart(mask: Mask, patch: Patch, far: int = _ROUND) -> bool:
    """Whether what is open round a gap falls apart when that is shut: else one gets round it there.

    Args:
        mask: (H, W) True on what is open.
        patch: The gap.
        far: How far round it, pixels.
    """
    here, part = patch
    top, left = (max(each.start - far, 0) for each in here)
    near = mask[top : here[0].stop + far, left : here[1].stop + far].astype(np.uint8)
    rows, columns = here[0].start - top, here[1].start - left
    shut = near[rows : rows + part.shape[0], columns : columns + part.shape[1]]
    if not (shut & part).any():
        return False
    shut[part] = 0
    count, _ = cv2.connectedComponents(near, connectivity=4)
    return bool(count > 2)


def _count(pieces: Cells) -> int:
    return len(set(pieces[pieces > 0].tolist()))


def _misfit(parents: Cells, pieces: Cells, areas: Sizes, sizes: Sizes) -> float:
    """How far a piece's share of its parent is from what is printed, at most, as a part of the latter."""
    worst = 0.0
    for parent in set(parents[parents > 0].tolist()):
        own = parents == parent
        parts = sorted(set(pieces[own & (pieces > 0)].tolist()))
        if len(parts) < 2:
            continue
        drawn = areas[parts]
        printed = np.array([sizes[own & (pieces == part)].sum() for part in parts])
        worst = max(worst, float(np.abs(drawn / drawn.sum() * printed.sum() / printed - 1).max()))
    return worst


def _reduced(mask: Mask) -> tuple[Mask, int]:
    """The mask with one pixel for a square of them, open where all of them are; and their number in a row."""
    step = max(1, math.ceil(math.sqrt(mask.size / _MOST_PIXELS)))
    if step == 1:
        return mask, 1
    missing = [-size % step for size in mask.shape]
    whole = np.pad(mask, ((0, missing[0]), (0, missing[1])))
    squares = whole.reshape(whole.shape[0] // step, step, whole.shape[1] // step, step)
    return np.asarray(squares.all(axis=(1, 3))), step


def _box(mask: Mask) -> tuple[slice, slice]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
