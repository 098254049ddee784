"""What is a terrace, and what a room, by its name or its tone, where no walls and no line go all round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    proved = {number for number in unproved if toned[spaces.numbers == number].mean() >= _TONED}
    spaces = replace(spaces, loose=spaces.loose - proved)
    if not named:
        return spaces
    thickness = max(walls.thickness, 2.0)
    ground = _set_off(toned, building, thickness) & beyond & ~walls.mask
    return _with_named(spaces, outdoor_pieces(ground, spaces.footprint, thickness), named, drawing)


def _with_named(
    spaces: Spaces, pieces: Iterable[Patch], named: Sequence[tuple[Label, Cell]], drawing: Drawing
) -> Spaces:
    """The spaces and those pieces of ground in which a name stands."""
    numbers, outdoor = spaces.numbers.copy(), set(spaces.outdoor)
    most = _MOST * np.count_nonzero(spaces.footprint)
    for here, piece in pieces:
        size = np.count_nonzero(piece)
        least = [_LEAST * _box_area(label, drawing) for label, cell in named if _holds(here, piece, cell)]
        if least and min(least) <= size <= most:
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
    # Where nothing is named, or could be read, names tell nothing.
    nameless = open_to - set(standing(drawing, spaces.numbers, labels)) if labels else frozenset()
    spaces = replace(spaces, loose=spaces.loose - open_to)
    if not nameless:
        return spaces
    gone = np.isin(spaces.numbers, list(nameless))
    numbers = np.where(gone, np.int32(0), spaces.numbers)
    return replace(spaces, numbers=numbers, footprint=spaces.footprint & ~gone)


def _holds(here: tuple[slice, slice], piece: Mask, cell: Cell) -> bool:
    column, row = cell[0] - here[1].start, cell[1] - here[0].start
    return 0 <= row < piece.shape[0] and 0 <= column < piece.shape[1] and bool(piece[row, column])


def _box_area(label: Label, drawing: Drawing) -> float:
    """The area of a label's lines with what lies between them, in the drawing's pixels."""
    box = MultiPoint(label.polygon_px).convex_hull.area
    return float(box * drawing.factor**2)


def _toned(grey: Grey, building: Mask) -> Mask:
    """What is darker than the paper round the building."""
    paper = int(np.bincount(grey[~building], minlength=256).argmax()) if not building.all() else 255
    return np.asarray(grey <= paper - _TONE)


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
