"""Passages that nobody named, joined to the room from which they are open.

A wall's end or a step in it makes a gap that may be an opening without a leaf. Between two rooms that have
names it is one. Where the small space beyond has none and other doors lead on, it is the corridor's end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.carriers import Label
from docparse.blueprint.drawing import Drawing
from docparse.blueprint.openings import Gap, usual_door
from docparse.blueprint.rooms import Numbers
from docparse.blueprint.walls import Walls
from docparse.geometry.quad import map_points
from docparse.geometry.raster import sampled

# No line that shuts a bare opening has more ink than this; they are looked for from a share of its depth
# before one face to as much behind the other, a tenth of its width from the jambs.
_INKED = 0.2
_ACROSS, _ALONG = np.linspace(-0.2, 1.2, 15), np.linspace(0.1, 0.9, 33)
# A passage is at most so large, in squares of a usual door's width.
_LARGEST = 4.0
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
        Of each passage the least likely of its bare openings, if it has another door.
    """
    largest = _LARGEST * usual_door(gaps, walls) ** 2
    areas = np.bincount(numbers.ravel())
    named = _named(drawing, numbers, labels)
    doors: dict[int, list[tuple[Gap, int]]] = {}
    for gap in gaps:
        if gap.kind != "door":
            continue
        one, other = _beside(gap, numbers)
        if one != other:
            for room, beyond in ((one, other), (other, one)):
                doors.setdefault(room, []).append((gap, beyond))
    needless: list[Gap] = []
    for room, around in doors.items():
        if not room or room in named or areas[room] > largest or len(around) < 2:
            continue
        bare = [gap for gap, beyond in around if beyond and _is_bare(gap, walls)]
        if bare:
            needless.append(min(bare, key=lambda gap: gap.likely))
    return needless


def _named(drawing: Drawing, numbers: Numbers, labels: Sequence[Label]) -> set[int]:
    """Rooms in which a name or a size stands; a cupboard's may stand in a passage before it."""
    at = [label.at for label in labels if label.type != "closet" or label.area or label.dimensions]
    if not at:
        return set()
    points = map_points(np.array(at, np.float64), np.linalg.inv(drawing.to_page))
    return set(_at(numbers, points))


def _beside(gap: Gap, numbers: Numbers) -> tuple[int, int]:
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
    if gap.hung or gap.swings is not None:
        return False
    corner, along, across = gap.corners[0], gap.corners[1] - gap.corners[0], gap.corners[3] - gap.corners[0]
    points = corner + _ACROSS[:, None, None] * across + _ALONG[:, None] * along
    return bool(sampled(walls.ink, points).mean(axis=1).max() <= _INKED)
