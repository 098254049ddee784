"""Rooms with openings more or less, without splitting the page anew: only what these touch is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from docparse.blueprint.bare import rooms_beside
from docparse.blueprint.drawing import Mask, Patch
from docparse.blueprint.openings import Gap
from docparse.blueprint.rooms import SEAL, Numbers, Spaces, courts, free_pieces, indoors
from docparse.blueprint.walls import Walls


class Rooms:
    """The spaces of a drawing, to be cut and joined.

    Args:
        spaces: What they are now; they stay so.
        walls: The walls.
        floor: (H, W) True where the model sees floor.
        wide: Pixels; what is narrower is no room.

    Attributes:
        spaces: What they are after all changes.
        leaking: Whether a room was joined to ground outside: only splitting the page tells what is inside.
    """

    def __init__(self, spaces: Spaces, walls: Walls, floor: Mask, wide: float) -> None:
        self._walls, self._floor, self._wide = walls, floor, wide
        self.spaces = spaces
        self.leaking = False

    def change(self, shut: Sequence[Gap], opened: Sequence[Gap]) -> None:
        """Cut rooms where gaps are shut, and join those between which gaps are opened.

        The largest part of a room that is cut keeps its number, the others get new ones; what is no room by
        itself gets none, as when the page is split.

        Args:
            shut: Gaps that become openings.
            opened: Openings that are none.
        """
        if not shut and not opened:
            return
        self.spaces = replace(self.spaces, numbers=self.spaces.numbers.copy())
        numbers = self.spaces.numbers
        cut: set[int] = set()
        for gap in shut:
            here, part = gap.patch(numbers.shape, grow=SEAL)
            cut |= set(numbers[here][part].tolist())
            numbers[here][part] = 0
        for room in cut - {0}:
            self._cut(room)
        for gap in opened:
            self._join(gap)

    def _cut(self, room: int) -> None:
        spaces = self.spaces
        left, top, width, height = cv2.boundingRect((spaces.numbers == room).view(np.uint8))
        if not width:
            return
        here = np.s_[top : top + height, left : left + width]
        own = spaces.numbers[here] == room
        # With a rim: what reaches the edge of what is looked at would be outside.
        parts = free_pieces(np.pad(own, 1), self._walls)
        if room not in spaces.outdoor:
            parts, _ = indoors(parts, np.pad(self._floor[here], 1), self._wide)
        parts = parts[1:-1, 1:-1]
        areas = np.bincount(parts.ravel())[1:]
        order = 1 + np.argsort(-areas, kind="stable")
        order = order[areas[order - 1] >= self._wide**2]
        found = np.concatenate([[room], int(spaces.numbers.max()) + 1 + np.arange(len(order))])[: len(order)]
        table = np.zeros(len(areas) + 1, np.int32)
        table[order] = found
        spaces.numbers[here][own] = table[parts[own]]
        footprint = spaces.footprint.copy()
        thickness = max(self._walls.thickness, 2.0)
        footprint[here] &= ~courts(own & (spaces.numbers[here] == 0), thickness)
        new = frozenset(found.tolist())
        self.spaces = replace(
            spaces,
            footprint=footprint,
            outdoor=spaces.outdoor | new if room in spaces.outdoor else spaces.outdoor,
            loose=spaces.loose | new if room in spaces.loose else spaces.loose,
        )

    def _join(self, gap: Gap) -> None:
        """Make the rooms before and behind a gap one, with what lies between, if that is free of wall."""
        spaces = self.spaces
        numbers = spaces.numbers
        one, other = rooms_beside(gap, numbers)
        here, part = gap.patch(numbers.shape, grow=SEAL)
        part &= ~self._walls.mask[here]
        if not (one and other) or one == other or not _joins(numbers, (one, other), (here, part)):
            return
        numbers[numbers == other] = one
        numbers[here][part] = one
        outside, loose = (
            [number in found for number in (one, other)] for found in (spaces.outdoor, spaces.loose)
        )
        self.leaking |= any(outside) and not all(outside)
        self.spaces = replace(
            spaces,
            outdoor=spaces.outdoor - {other},
            loose=spaces.loose - {other} if all(loose) else spaces.loose - {one, other},
        )


def _joins(numbers: Numbers, rooms: tuple[int, int], patch: Patch) -> bool:
    """Whether two rooms hang together with a patch between them."""
    here, part = patch
    both = np.isin(numbers, rooms)
    both[here] |= part
    _, joined = cv2.connectedComponents(both.view(np.uint8), connectivity=4)
    first, second = (set(np.unique(joined[numbers == room]).tolist()) for room in rooms)
    return bool(first & second)
