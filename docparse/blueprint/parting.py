"""Rooms in which several rooms' labels stand, parted at a gap that was not likely enough by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.carriers import Label
from docparse.blueprint.drawing import Drawing, Mask
from docparse.blueprint.openings import Gap
from docparse.blueprint.rooms import SEAL, Numbers
from docparse.geometry.quad import map_points

Cells = NDArray[np.int64]


def parting_gaps(
    drawing: Drawing, numbers: Numbers, labels: Sequence[Label], doubtful: Sequence[Gap]
) -> list[Gap]:
    """Gaps that lie between two labels of one room, each with an area or dimensions of its own.

    Whoever draws a plan gives every room its size once: where two sizes stand in one space, there is a door
    between them that was missed, or the space is open and no gap lies between.

    Args:
        drawing: The drawing.
        numbers: (H, W) the rooms' numbers, 0 where there is none.
        labels: The page's labels.
        doubtful: Gaps that may be openings.
    """
    wanted = []
    for number, places in _crowded(drawing, numbers, labels).items():
        rows, columns = _box(numbers == number)
        space = numbers[rows, columns] == number
        corner = np.array([columns.start, rows.start])
        wanted += _parting(space, places - corner, corner, doubtful)
    return wanted


def _crowded(drawing: Drawing, numbers: Numbers, labels: Iterable[Label]) -> dict[int, Cells]:
    """Rooms with several sized labels: their numbers, and the (N, 2) pixels at which the labels stand."""
    sized = [label.at for label in labels if label.area is not None or label.dimensions is not None]
    if len(sized) < 2:
        return {}
    places = map_points(np.array(sized, np.float64), np.linalg.inv(drawing.to_page))
    cells = np.floor(places).astype(np.int64)
    inside = ((cells >= 0) & (cells < numbers.shape[::-1])).all(axis=1)
    cells = cells[inside]
    owners = numbers[cells[:, 1], cells[:, 0]]
    return {
        int(number): cells[owners == number]
        for number in np.unique(owners)
        if number and np.count_nonzero(owners == number) > 1
    }


def _parting(space: Mask, places: Cells, corner: Cells, doubtful: Sequence[Gap]) -> list[Gap]:
    """The likeliest gaps that leave fewer labels together, one after another."""
    chosen = []
    groups = _groups(space, places)
    for gap in sorted(doubtful, key=lambda gap: -gap.likely):
        shut = gap.moved(-corner).mask(space.shape, grow=SEAL)
        if not (shut & space).any():
            continue
        parted = space & ~shut
        now = _groups(parted, places)
        if now > groups:
            space, groups = parted, now
            chosen.append(gap)
    return chosen


def _groups(space: Mask, places: Cells) -> int:
    """Into how many pieces of a space its labels fall; 0 for a label on none does not count."""
    _, pieces = cv2.connectedComponents(space.astype(np.uint8), connectivity=4)
    found = pieces[places[:, 1], places[:, 0]]
    return len(set(found[found > 0].tolist()))


def _box(mask: Mask) -> tuple[slice, slice]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
