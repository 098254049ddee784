"""Rooms that are not as large as printed, looked at again.

Where most rooms of a drawing are as large as printed, at one scale, one that is far from it was cut or joined
wrongly. What was in doubt there is decided by the print: a gap that was not likely enough, or a line from
wall to wall, may part a room that is too large; a nameless passage, or cupboards without a size of their own,
may belong to one that is too small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.assign import Cell, standing
from docparse.blueprint.bare import rooms_beside, without_cupboards
from docparse.blueprint.carriers import Label
from docparse.blueprint.drawing import Drawing, Mask
from docparse.blueprint.openings import Found, Gap
from docparse.blueprint.parting import falls_apart
from docparse.blueprint.passing import is_glazed
from docparse.blueprint.rooms import SEAL, Numbers
from docparse.blueprint.walls import Walls

# A drawing's scale is known where at least so many rooms have one area printed in each, and this share of
# these agree but for so much.
_LEAST_ROOMS, _MOST, _AGREE = 4, 0.4, 0.05
# A room is not as large as printed when it is off by more than the first, and is when by less than the
# second.
_OFF, _FITS = 0.08, 0.04
# One of which so much is missing may lack its cupboards.
_SHORT = 0.05
# Pixels from a gap to what it ends: its seal and one more.
_BESIDE = (0.0, SEAL[1] + 2.0)


@dataclass(frozen=True)
class Correction:
    """What the print decides.

    Attributes:
        shut: Gaps that are openings after all.
        opened: Openings that are none: what lies before and behind is one room.
    """

    shut: list[Gap] = field(default_factory=list)
    opened: list[Gap] = field(default_factory=list)


@dataclass(frozen=True)
class _Printed:
    """The one area that is printed in a room, square metres, and where."""

    m2: float
    cell: Cell


def second_look(
    drawing: Drawing, walls: Walls, numbers: Numbers, labels: Sequence[Label], found: Found
) -> Correction:
    """Decide by printed areas where rooms were cut or joined wrongly.

    Args:
        drawing: The drawing.
        walls: Its walls.
        numbers: (H, W) the rooms' numbers, 0 where there is none.
        labels: The page's labels.
        found: Openings, and gaps that may be some.
    """
    stand = standing(drawing, numbers, labels)
    printed = _printed(stand)
    pixels = np.bincount(numbers.ravel()).astype(np.float64)
    per_m2 = _pixels_per_m2([float(pixels[room]) / one.m2 for room, one in printed.items()])
    correction = Correction()
    if per_m2 is None:
        return correction
    taken = {room for room, own in stand.items() if without_cupboards([label for label, _ in own])}
    for room, one in printed.items():
        wanted = per_m2 * one.m2
        missing = wanted - float(pixels[room])
        if missing < -_OFF * wanted:
            correction.shut.extend(_cut(numbers == room, one.cell, wanted, walls, found))
        elif missing > _SHORT * wanted:
            # Where little is missing, what is called a cupboard is all that may be meant.
            beside = {
                space: between
                for space, between in _spaces(room, numbers, found.gaps).items()
                if space not in taken and (space in stand or missing > _OFF * wanted)
            }
            spaces = _filling(beside, set(stand), pixels, missing, _FITS * wanted)
            # They are one room's only: two that took one of them would be one.
            taken.update(spaces)
            correction.opened.extend(gap for space in spaces for gap in beside[space])
    return correction


def _printed(stand: Mapping[int, list[tuple[Label, Cell]]]) -> dict[int, _Printed]:
    """Rooms in which one area is printed."""
    areas = {
        room: [_Printed(label.area.m2, cell) for label, cell in own if label.area and label.area.m2 > 0]
        for room, own in stand.items()
    }
    return {room: own[0] for room, own in areas.items() if len(own) == 1}


def _pixels_per_m2(ratios: Sequence[float]) -> float | None:
    """What most rooms say that a square metre is; None where they say nothing in common."""
    if len(ratios) < _LEAST_ROOMS:
        return None
    usual = float(np.median(ratios))
    agree = np.abs(np.array(ratios) / usual - 1) <= _AGREE
    return float(np.median(np.array(ratios)[agree])) if agree.mean() >= _MOST else None


def _cut(room: Mask, cell: Cell, wanted: float, walls: Walls, found: Found) -> list[Gap]:
    """The gaps that leave a room (H, W) about a cell as large as wanted, pixels, if any do.

    The likeliest are shut first, as long as enough is left; one that leaves just enough ends it, and what
    hardly is an opening counts only there.
    """
    left, top, width, height = cv2.boundingRect(room.view(np.uint8))
    corner = np.array([left, top])
    mask = np.ascontiguousarray(room[top : top + height, left : left + width])
    place = (cell[0] - left, cell[1] - top)
    shut: list[Gap] = []
    for number, gap in enumerate((*found.doubtful, *found.unlikely)):
        patch = gap.moved(-corner).patch(mask.shape, grow=SEAL)
        # What hardly is an opening has a line from jamb to jamb, at least.
        doubtful = number < len(found.doubtful)
        if not falls_apart(mask, patch) or not (doubtful or is_glazed(gap.corners, walls)):
            continue
        open_still = mask.copy()
        open_still[patch[0]] &= ~patch[1]
        own = _piece(open_still, place)
        share = np.count_nonzero(own) / wanted
        if abs(share - 1) <= _FITS:
            return [one for one in (*shut, gap) if _borders(one.moved(-corner), own)]
        if share > 1 and doubtful and np.count_nonzero(own) < np.count_nonzero(open_still):
            mask = own
            shut.append(gap)
    return []


def _borders(gap: Gap, mask: Mask) -> bool:
    """Whether a gap ends what a mask holds."""
    here, part = gap.patch(mask.shape, grow=_BESIDE)
    return bool((mask[here] & part).any())


def _piece(mask: Mask, cell: Cell) -> Mask:
    """What hangs together with a cell."""
    _, pieces = cv2.connectedComponents(mask.astype(np.uint8), connectivity=4)
    number = int(pieces[cell[1], cell[0]])
    return np.asarray((pieces == number) & (number > 0))


def _spaces(room: int, numbers: Numbers, gaps: Sequence[Gap]) -> dict[int, list[Gap]]:
    """Spaces that are open to a room, with what lies between: doors without a leaf alone."""
    between: dict[int, list[Gap]] = {}
    for gap in gaps:
        sides = rooms_beside(gap, numbers)
        if room in sides and sides[0] != sides[1]:
            between.setdefault(sides[0] if sides[1] == room else sides[1], []).append(gap)
    return {
        beyond: own
        for beyond, own in between.items()
        if beyond and all(gap.kind == "door" and not gap.has_leaf for gap in own)
    }


def _filling(
    beside: Mapping[int, list[Gap]],
    cupboards: set[int],
    pixels: NDArray[np.float64],
    missing: float,
    within: float,
) -> tuple[int, ...]:
    """The space that a room lacks to be as large as printed, or else the two cupboards, if any are."""
    sizes = {
        beyond: pixels[beyond] + sum(gap.width * gap.depth for gap in own) for beyond, own in beside.items()
    }
    for spaces, count in ((set(sizes), 1), (set(sizes) & cupboards, 2)):
        ways = combinations(sorted(spaces), count)
        off = {way: abs(sum(sizes[space] for space in way) - missing) for way in ways}
        best = min(off, key=lambda way: off[way], default=())
        if best and off[best] <= within:
            return best
    return ()
