"""Rooms with openings more or less, without splitting the page anew: only what these touch is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from docparse.blueprint.bare import rooms_beside
from docparse.blueprint.drawing import Mask
from docparse.blueprint.openings import Gap
from docparse.blueprint.rooms import SEAL, Spaces, courts, indoors, pieces
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
        # With a rim: what reaches the edge of what is looked at would be outside.
        left, top, width, height = cv2.boundingRect((spaces.numbers == room).view(np.uint8))
        here = np.s_[max(top - 1, 0) : top + height + 1, max(left - 1, 0) : left + width + 1]
        own = spaces.numbers[here] == room
        parts = pieces(own, self._walls)
        if room not in spaces.outdoor:
            parts, _ = indoors(parts, self._floor[here], self._wide)
        areas = np.bincount(parts.ravel())[1:]
        if not len(areas):
            return
        found = np.concatenate([[room], int(spaces.numbers.max()) + 1 + np.arange(len(areas) - 1)])
        table = np.zeros(len(areas) + 1, np.int32)
        table[1 + np.argsort(-areas, kind="stable")] = found
        spaces.numbers[here][own] = table[parts[own]]
        footprint = spaces.footprint.copy()
        thickness = max(self._walls.thickness, 2.0)
        footprint[here] &= ~courts(np.ascontiguousarray(own & (spaces.numbers[here] == 0)), thickness)
        new = frozenset(found.tolist())
        self.spaces = replace(
            spaces,
            footprint=footprint,
            outdoor=spaces.outdoor | new if room in spaces.outdoor else spaces.outdoor,
            loose=spaces.loose | new if room in spaces.loose else spaces.loose,
        )

    def _join(self, gap: Gap) -> None:
        """Make the rooms before and behind a gap one, with what lies between."""
        numbers = self.spaces.numbers
        one, other = rooms_beside(gap, numbers)
        if one and other:
            self.leaking |= (one in self.spaces.outdoor) != (other in self.spaces.outdoor)
            numbers[numbers == other] = one
            here, part = gap.patch(numbers.shape, grow=SEAL)
            numbers[here][part & ~self._walls.mask[here]] = one
