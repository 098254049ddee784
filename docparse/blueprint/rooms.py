"""Free space split into rooms: openings shut, hairline gaps closed, outside told from inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.drawing import Drawing, Mask, Patch
from docparse.blueprint.openings import Gap, usual_door
from docparse.blueprint.walls import Walls

Numbers = NDArray[np.int32]

# What the model may see on a floor.
FLOORS = ("floor", "stairs", "door", "window")
# How far a shut opening reaches into its jambs and beyond its faces, pixels.
SEAL = (1.5, 0.0)
# Gaps up to this share of the wall's thickness between two pieces of wall are slips of the pen.
_HAIRLINE = 0.35
# A space of which the model sees at least so much as floor is a room, also where the outside leaks into it.
_INDOORS = 0.5
# Spaces narrower than this share of a usual door are slivers: in a window's frame, say.
_LEAST_DOORS = 0.35
# Walls this many thicknesses from any room are no part of its building: a garden wall, a key's sample.
_REACH = 4.0
# A hole in a building of at least so much, in squares of the wall's thickness, is a court or a shaft.
_LEAST_COURT = 20.0
# Floor that leaks into the outside is a room all the same when so much of its rim is wall, door or window; by
# less than the second, one with a name.
_ENCLOSED, _SURELY = 0.6, 0.86
# Floor outside of all walls (a terrace, a balcony) is a room of its own from this size on.
_LEAST_OUTDOOR = 40.0
# Of what a line goes round outside, at least so much is floor to the model; lines are so many walls thick.
_BOUNDED, _LINE = 0.5, 0.3
# So many wall thicknesses before a door one stands on what it leads to.
_DOORSTEP = 0.5
# Floor narrower than this many wall thicknesses is the model's rim along a wall, no terrace.
_LEAST_WIDE = 2.0


@dataclass(frozen=True)
class Spaces:
    """The spaces of a drawing.

    Attributes:
        numbers: (H, W) int32: 0 on walls, openings and outside, else the room's number, from 1.
        outdoor: Numbers of those that lie outside the walls: terraces, balconies.
        loose: Numbers of those that only a name proves: outdoors, without a line round it, or far open to it.
        footprint: (H, W) True inside the perimeter walls' outer face.
    """

    numbers: Numbers
    outdoor: frozenset[int]
    loose: frozenset[int]
    footprint: Mask


def split_rooms(drawing: Drawing, walls: Walls, gaps: Sequence[Gap]) -> Spaces:
    """Split what is not wall into rooms."""
    shut = walls.mask.copy()
    for gap in gaps:
        here, part = gap.patch(shut.shape, grow=SEAL)
        shut[here] |= part
    thickness = max(walls.thickness, 2.0)
    floor = drawing.classes.mask(*FLOORS)
    numbers, leaked = indoors(free_pieces(~shut, walls), floor, least_wide(gaps, walls))
    numbers, open_to = _recovered(numbers, leaked & floor & ~shut, shut, thickness)
    footprint = _footprint(numbers, shut, thickness)
    outside = leaked & ~footprint & ~shut
    bounded = _bounded(outside & ~walls.ink, floor, thickness, gaps)
    numbers, enclosed = _with_outdoor(numbers, bounded, footprint, thickness)
    # What the model sees beyond the line of a balcony is none of it.
    numbers, loose = _with_outdoor(numbers, outside & floor & ~bounded, footprint, thickness)
    return Spaces(numbers, enclosed | loose, loose | open_to, footprint)


def free_pieces(free: Mask, walls: Walls) -> Numbers:
    """Connected free space, cut where it is no wider than two hairlines; every free pixel is numbered."""
    hairline = max(1, round(_HAIRLINE * max(walls.thickness, 2.0) / 2))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * hairline + 1, 2 * hairline + 1))
    # Pixels beyond the picture are free: a room does not end at its edge, the page does.
    core = cv2.erode(free.astype(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=(1,))
    _, seeds = cv2.connectedComponents(core, connectivity=4)
    return _spread(np.asarray(seeds, np.int32), free)


def _spread(seeds: Numbers, free: Mask) -> Numbers:
    """Every free pixel gets the number of the nearest seed; free pixels without any near get none."""
    if not seeds.any():
        return seeds
    _, nearest = cv2.distanceTransformWithLabels(
        (seeds == 0).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    seen = seeds > 0
    table = np.zeros(int(nearest.max()) + 1, np.int32)
    table[nearest[seen]] = seeds[seen]
    # The others are few, along the walls.
    loose = np.flatnonzero(free & ~seen)
    spread = np.where(free, seeds, 0)
    spread.ravel()[loose] = table[nearest.ravel()[loose]]
    return np.asarray(spread, np.int32)


def least_wide(gaps: Sequence[Gap], walls: Walls) -> float:
    """How wide a space is, in pixels, for it to be a room."""
    return _LEAST_DOORS * usual_door(gaps, walls)


def indoors(pieces: Numbers, floor: Mask, wide: float) -> tuple[Numbers, Mask]:
    """Rooms among pieces of free space, numbered anew, and the free space that is none of them.

    Args:
        pieces: (H, W) their numbers, 0 for none; what reaches the picture's edge is outside.
        floor: (H, W) True where the model sees floor.
        wide: Pixels; what is narrower is no room.
    """
    count = int(pieces.max(initial=0)) + 1
    areas = np.bincount(pieces.ravel(), minlength=count)
    floors = np.bincount(pieces[floor], minlength=count)
    rooms = (areas >= wide**2) & (floors >= _INDOORS * areas)
    rooms &= _widths(pieces, count) >= wide
    rooms[_rim(pieces)] = False
    rooms[0] = False
    table = np.where(rooms, np.cumsum(rooms), 0).astype(np.int32)
    return table[pieces], np.asarray((pieces > 0) & ~rooms[pieces])


def _recovered(numbers: Numbers, floor: Mask, shut: Mask, thickness: float) -> tuple[Numbers, frozenset[int]]:
    """Rooms into which the outside leaks, by what the model sees: floor with walls most of the way round.

    Returns:
        (H, W) the rooms with those, and the numbers of those that are far open.
    """
    numbers, far_open = numbers.copy(), set()
    reach = max(2, round(thickness / 2))
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    for here, piece in _wide_pieces(floor, thickness, reach):
        rim = (cv2.dilate(piece.view(np.uint8), kernel) > 0) & ~piece
        enclosed = shut[here][rim].mean()
        if enclosed >= _ENCLOSED:
            number = int(numbers.max()) + 1
            numbers[here][piece & (numbers[here] == 0)] = number
            if enclosed < _SURELY:
                far_open.add(number)
    return numbers, frozenset(far_open)


def _wide_pieces(floor: Mask, thickness: float, rim: int = 0) -> Iterator[Patch]:
    """Connected floor of some width and size, with so many pixels round it."""
    if not floor.any():
        return
    size = max(3, round(_LEAST_WIDE * thickness)) | 1
    wide = cv2.morphologyEx(floor.view(np.uint8), cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    count, found, stats, _ = cv2.connectedComponentsWithStats(wide, connectivity=4)
    for number in range(1, count):
        left, top, width, height, area = stats[number].tolist()
        if area >= _LEAST_OUTDOOR * thickness**2:
            here = np.s_[max(top - rim, 0) : top + height + rim, max(left - rim, 0) : left + width + rim]
            yield here, np.asarray(found[here] == number)


def _widths(pieces: Numbers, count: int) -> NDArray[np.float64]:
    """Of every piece, the width of the largest disc that fits into it, pixels."""
    free = (pieces > 0).view(np.uint8)
    far = cv2.distanceTransform(free, cv2.DIST_L2, 5)
    # The largest of a piece is a peak: the others, nearly all pixels, need not be looked at.
    peaks = cv2.min(cv2.compare(far, cv2.dilate(far, np.ones((3, 3), np.uint8)), cv2.CMP_GE), free)
    at = np.flatnonzero(peaks.view(np.bool_))
    widest = np.zeros(count)
    # Without any wall, distances are as large as numbers can be.
    np.maximum.at(widest, pieces.ravel()[at], 2 * np.minimum(far.ravel()[at], max(pieces.shape)))
    return widest


def _footprint(numbers: Numbers, shut: Mask, thickness: float) -> Mask:
    """Rooms with the walls and openings round them; courtyards stay out, slivers between lines do not."""
    reach = round(_REACH * thickness)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (2 * reach + 1, 2 * reach + 1))
    near = cv2.dilate((numbers > 0).astype(np.uint8), kernel) > 0
    return ~courts(~((numbers > 0) | (shut & near)), thickness)


def courts(holes: Mask, thickness: float) -> Mask:
    """The holes in a building that are courts, shafts, or all that is outside."""
    _, found, stats, _ = cv2.connectedComponentsWithStats(holes.view(np.uint8), connectivity=4)
    large = stats[:, cv2.CC_STAT_AREA] >= _LEAST_COURT * thickness**2
    large[0] = False
    return np.asarray(large[found])


def _surrounds(here: tuple[slice, slice], piece: Mask, footprint: Mask) -> bool:
    """Whether a piece, in a part of the page, reaches beyond the building on all sides."""
    outer, inner = cv2.boundingRect(piece.view(np.uint8)), cv2.boundingRect(footprint.view(np.uint8))
    left, top = outer[0] + here[1].start, outer[1] + here[0].start
    starts = bool(left < inner[0] and top < inner[1])
    return starts and left + outer[2] > inner[0] + inner[2] and top + outer[3] > inner[1] + inner[3]


def _bounded(free: Mask, floor: Mask, thickness: float, gaps: Sequence[Gap]) -> Mask:
    """Floor outside that a drawn line goes round: all within the line, boards' lines and lettering too.

    What the model sees as floor, and what a door leads to.
    """
    count, found, stats, _ = cv2.connectedComponentsWithStats(free.view(np.uint8), connectivity=4)
    pieces = np.asarray(found, np.int32)
    floors = np.bincount(pieces[floor], minlength=count)
    inside = floors >= _BOUNDED * stats[:, cv2.CC_STAT_AREA]
    inside[_before_doors(pieces, gaps, _DOORSTEP * thickness)] = True
    inside[_rim(pieces)] = False
    inside[0] = False
    reach = max(3, round(_LINE * thickness)) | 1
    joined = cv2.morphologyEx(
        inside[pieces].astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8)
    )
    rings, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(cv2.drawContours(joined, rings, -1, (1,), cv2.FILLED) > 0)


def _before_doors(pieces: Numbers, gaps: Sequence[Gap], step: float) -> list[int]:
    """The pieces that lie a step before a door, on either side."""
    found = []
    for gap in gaps:
        if gap.kind != "door":
            continue
        across = gap.corners[3] - gap.corners[0]
        out = across / 2 + across / max(gap.depth, 1e-6) * step
        for place in (gap.ends.mean(axis=0) - out, gap.ends.mean(axis=0) + out):
            column, row = np.floor(place).astype(int)
            if 0 <= row < pieces.shape[0] and 0 <= column < pieces.shape[1]:
                found.append(int(pieces[row, column]))
    return found


def _rim(pieces: Numbers) -> NDArray[np.int32]:
    """The pieces at the picture's edge."""
    return np.unique(np.concatenate([pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]]))


def _with_outdoor(
    numbers: Numbers, floor: Mask, footprint: Mask, thickness: float
) -> tuple[Numbers, frozenset[int]]:
    """Terraces and balconies, by pieces of floor outside the walls."""
    numbers = numbers.copy()
    outdoor = set()
    for here, piece in outdoor_pieces(floor & (numbers == 0), footprint, thickness):
        number = int(numbers.max()) + 1
        numbers[here][piece] = number
        outdoor.add(number)
    return numbers, frozenset(outdoor)


def outdoor_pieces(ground: Mask, footprint: Mask, thickness: float) -> Iterator[Patch]:
    """Pieces of ground of some width and size that touch the building.

    What goes all round the building is the sheet within its frame, or the plot.
    """
    reach = round(2 * thickness)
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    for here, piece in _wide_pieces(ground, thickness, reach):
        beside = cv2.dilate(footprint[here].astype(np.uint8), kernel) > 0
        if beside[piece].any() and not _surrounds(here, piece, footprint):
            yield here, piece
