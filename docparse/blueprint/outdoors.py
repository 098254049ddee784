"""What is a terrace, and what a room, by its name or its tone, where no walls and no line go all round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from shapely.geometry import MultiPoint

from docparse.blueprint.areas import may_be_outdoors
from docparse.blueprint.assign import Cell, standing
from docparse.blueprint.carriers import Label
from docparse.blueprint.drawing import Drawing, Grey, Mask, Patch
from docparse.blueprint.rooms import Spaces, outdoor_pieces
from docparse.blueprint.walls import Walls
from docparse.geometry.strips import ellipse

# What is darker than paper by so much is none.
_TONE = 10
# Paper that is reached from the page's edge through places so wide, in wall thicknesses and pixels, is no
# ground: between dots and hatching there is less.
_PASSAGE, _LEAST_PASSAGE = 0.4, 5
# Ground is no larger than so many times the building, and so much larger than its label, which may be framed.
_MOST, _LEAST = 1.0, 2.5
# Without a name, so much of what the model takes for it is darker than paper.
_TONED = 0.25
# Tones are looked at through a soft glass of so many pixels.
_SOFT = (5, 5)
# Of the other rooms of a building, more than so many must be named for one to need a name.
_NAMED = 0.3


def with_ground(spaces: Spaces, drawing: Drawing, walls: Walls, labels: Sequence[Label]) -> Spaces:
    """The spaces and, of what is set off from the paper, terraces and balconies that have their name in them.

    What the model takes for ground outside is proved by its tone or hatching, too.

    Args:
        spaces: The drawing's.
        drawing: The drawing.
        walls: Its walls.
        labels: The page's labels.
    """
    names = [label for label in labels if label.type is not None and may_be_outdoors(label.type)]
    # Numbered by one number, the ground without a room tells which names stand there.
    beyond = (spaces.numbers == 0) & ~spaces.footprint
    named = [at for own in standing(drawing, beyond.astype(np.int32), names).values() for at in own]
    unproved = spaces.loose & spaces.outdoor
    if not named and not unproved:
        return spaces
    building = spaces.footprint | walls.mask
    toned = _toned(drawing.grey, building)
    if toned is None:
        return spaces
    # A space of which a cut left nothing has its number still.
    count = max(int(spaces.numbers.max()), *unproved, 0) + 1
    sizes = np.bincount(spaces.numbers.ravel(), minlength=count)
    tones = np.bincount(spaces.numbers[toned], minlength=count)
    proved = {number for number in unproved if tones[number] > _TONED * sizes[number]}
    spaces = replace(spaces, loose=spaces.loose - proved)
    if not named:
        return spaces
    thickness = max(walls.thickness, 2.0)
    ground = _set_off(toned, building, thickness) & beyond & ~walls.mask
    numbers, outdoor = spaces.numbers.copy(), set(spaces.outdoor)
    most = _MOST * np.count_nonzero(spaces.footprint)
    for patch in outdoor_pieces(ground, spaces.footprint, thickness):
        for label, cell in named:
            if not _holds(*patch, cell):
                continue
            here, piece = _tone_of(patch, toned, cell, thickness)
            fits = _LEAST * _box_area(label, drawing) <= np.count_nonzero(piece) <= most
            # Of two names in one piece the first has found it.
            if fits and not numbers[here][piece].any():
                number = int(numbers.max()) + 1
                numbers[here][piece] = number
                outdoor.add(number)
    return replace(spaces, numbers=numbers, outdoor=frozenset(outdoor))


def without_nameless(spaces: Spaces, drawing: Drawing, labels: Sequence[Label]) -> Spaces:
    """The spaces less those between the walls that are far open to the outside, and in which no label stands.

    Args:
        spaces: The drawing's.
        drawing: The drawing.
        labels: The page's labels.
    """
    open_to = spaces.loose - spaces.outdoor
    # A name may reach in with a corner alone.
    corners = [replace(label, at=at) for label in labels for at in (label.at, *label.polygon_px)]
    named = set(standing(drawing, spaces.numbers, corners))
    spaces = replace(spaces, loose=spaces.loose - open_to)
    if not open_to - named:
        return spaces
    _, buildings = cv2.connectedComponents(spaces.footprint.view(np.uint8))
    numbers, footprint = spaces.numbers.copy(), spaces.footprint.copy()
    for number in open_to - named:
        own = spaces.numbers == number
        rooms = set(np.unique(spaces.numbers[np.isin(buildings, buildings[own])]).tolist()) - {0, number}
        # Where few rooms are named, or names could not be read, they tell nothing.
        if len(rooms & named) > _NAMED * len(rooms):
            numbers[own], footprint[own] = 0, False
    return replace(spaces, numbers=numbers, footprint=footprint)


def _tone_of(patch: Patch, toned: Mask, cell: Cell, thickness: float) -> Patch:
    """Of ground that is toned all over about a cell, that alone; paper beside it may be shut in, too."""
    here, piece = patch
    solid = cv2.morphologyEx(
        (toned[here] & piece).view(np.uint8), cv2.MORPH_OPEN, ellipse(max(round(thickness), 3) | 1)
    )
    # Labels stand on paper of their own.
    rings, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    for ring in rings:
        whole = cv2.drawContours(np.zeros_like(solid), [ring], -1, (1,), cv2.FILLED) > 0
        if _holds(here, whole, cell):
            return here, np.asarray(whole & piece)
    return patch


def _holds(here: tuple[slice, slice], piece: Mask, cell: Cell) -> bool:
    column, row = cell[0] - here[1].start, cell[1] - here[0].start
    return 0 <= row < piece.shape[0] and 0 <= column < piece.shape[1] and bool(piece[row, column])


def _box_area(label: Label, drawing: Drawing) -> float:
    """The area of a label's lines with what lies between them, in the drawing's pixels."""
    box = MultiPoint(label.polygon_px).convex_hull.area
    return float(box * drawing.factor**2)


def _toned(grey: Grey, building: Mask) -> Mask | None:
    """What is darker than the paper round the building; None where that is not lit evenly enough to tell."""
    if building.all():
        return None
    # Noise is darker here and there.
    soft = cv2.blur(grey, _SOFT)
    tones = np.cumsum(cv2.calcHist([soft], [0], (~building).view(np.uint8), [256], [0, 256]))
    paper, light = np.searchsorted(tones, np.array([0.5, 0.9]) * tones[-1]).tolist()
    return np.asarray(soft <= paper - _TONE) if light - paper < _TONE else None


def _set_off(toned: Mask, building: Mask, thickness: float) -> Mask:
    """What is not reached from the page's edge through paper."""
    free = (~toned & ~building).astype(np.uint8)
    kernel = ellipse(max(_LEAST_PASSAGE, round(_PASSAGE * thickness)) | 1)
    # Beyond the picture there is paper.
    wide = cv2.erode(free, kernel, borderType=cv2.BORDER_CONSTANT, borderValue=(1,))
    framed = cv2.copyMakeBorder(wide, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(1,))
    _, pieces = cv2.connectedComponents(framed, connectivity=4)
    reached = (pieces == pieces[0, 0])[1:-1, 1:-1].astype(np.uint8)
    return np.asarray(cv2.dilate(reached, kernel) == 0)
