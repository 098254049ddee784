"""Passages that nobody named, joined to the room from which they are open.

A wall's end or a step in it makes a gap that may be an opening without a leaf. Between two rooms that have
names it is one. Where the small space beyond has none and other doors lead on, it is the corridor's end;
where none does and a basin is drawn in it, it is the room's niche.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.assign import standing
from docparse.blueprint.carriers import Label
from docparse.blueprint.drawing import Drawing
from docparse.blueprint.openings import Gap, usual_door
from docparse.blueprint.rooms import Numbers
from docparse.blueprint.walls import Walls
from docparse.geometry.raster import sampled

# No line that shuts a bare opening has more ink than this; they are looked for from a share of its depth
# before one face to as much behind the other, a tenth of its width from the jambs.
_INKED = 0.2
_ACROSS, _ALONG = np.linspace(-0.2, 1.2, 15), np.linspace(0.1, 0.9, 33)
# A passage is at most so large, in squares of a usual door's width, and a niche, from which no door leads on.
_LARGEST, _NICHE = 4.0, 1.0
# So much of a niche is ink, but for a rim of so many pixels.
_FURNISHED, _RIM = 0.02, 9
# So many pixels from a gap's faces lie the spaces that it joins.
_BEYOND = 4.0


def needless_gaps(
    drawing: Drawing, walls: Walls, numbers: Numbers, gaps: Sequence[Gap], labels: Sequence[Label]
) -> list[Gap]:
    """Bare openings that shut a nameless passage off from a room.

    Args:
        drawing: The drawing.
        walls: Its walls.
        numbers: (H, W) the rooms' numbers, 0 where there is none.
        gaps: The openings.
        labels: The page's labels.

    Returns:
        Of each passage, and of each furnished niche, the least likely of its bare openings.
    """
    door = usual_door(gaps, walls) ** 2
    areas = np.bincount(numbers.ravel())
    sized, any_name = (standing(drawing, numbers, of) for of in (without_cupboards(labels), labels))
    needless: list[Gap] = []
    for room, around in _doors_of(gaps, numbers).items():
        if len(around) > 1:
            nameless = room not in sized and areas[room] <= _LARGEST * door
        else:
            small = room not in any_name and areas[room] <= _NICHE * door
            nameless = small and _is_furnished(room, numbers, walls)
        bare = [gap for gap, beyond in around if beyond and _is_bare(gap, walls)] if nameless else []
        if bare:
            needless.append(min(bare, key=lambda gap: gap.likely))
    return needless


def _doors_of(gaps: Sequence[Gap], numbers: Numbers) -> dict[int, list[tuple[Gap, int]]]:
    """The doors of every room, each with the room behind it, 0 for none."""
    doors: dict[int, list[tuple[Gap, int]]] = {}
    for gap in gaps:
        one, other = rooms_beside(gap, numbers) if gap.kind == "door" else (0, 0)
        if one != other:
            for room, beyond in ((one, other), (other, one)):
                doors.setdefault(room, []).append((gap, beyond))
    doors.pop(0, None)
    return doors


def without_cupboards(labels: Sequence[Label]) -> list[Label]:
    """Labels of rooms: a cupboard's name may stand in a passage before it."""
    return [label for label in labels if label.type != "closet" or label.area or label.dimensions]


def _is_furnished(room: int, numbers: Numbers, walls: Walls) -> bool:
    """Whether something is drawn in a room: a cupboard is left empty, before a basin there is no door."""
    inner = cv2.erode((numbers == room).astype(np.uint8), np.ones((_RIM, _RIM), np.uint8)) > 0
    inked = int(np.count_nonzero(walls.ink & inner))
    return inked > _FURNISHED * int(np.count_nonzero(inner))


def rooms_beside(gap: Gap, numbers: Numbers) -> tuple[int, int]:
    """The rooms before and behind a gap, 0 for none."""
    across = gap.corners[3] - gap.corners[0]
    out = across / 2 + across / max(gap.depth, 1e-6) * _BEYOND
    middle = gap.ends.mean(axis=0)
    found = [*_at(numbers, np.array([middle - out])), *_at(numbers, np.array([middle + out]))]
    return (found[0], found[1]) if len(found) == 2 else (0, 0)


def _at(numbers: Numbers, points: NDArray[np.float64]) -> Iterator[int]:
    for column, row in np.floor(points).astype(int).tolist():
        if 0 <= row < numbers.shape[0] and 0 <= column < numbers.shape[1]:
            yield int(numbers[row, column])


def _is_bare(gap: Gap, walls: Walls) -> bool:
    """Whether no leaf hangs in a gap and no line shuts it; lines may run through."""
    if gap.has_leaf:
        return False
    corner, along, across = gap.corners[0], gap.corners[1] - gap.corners[0], gap.corners[3] - gap.corners[0]
    points = corner + _ACROSS[:, None, None] * across + _ALONG[:, None] * along
    return bool(sampled(walls.ink, points).mean(axis=1).max() <= _INKED)
