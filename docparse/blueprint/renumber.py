"""Rooms with openings more or less, without splitting the page anew: enough to decide what is next."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from docparse.blueprint.bare import rooms_beside
from docparse.blueprint.openings import Gap
from docparse.blueprint.rooms import SEAL, Numbers


def renumbered(numbers: Numbers, shut: Sequence[Gap], opened: Sequence[Gap]) -> Numbers:
    """Cut rooms where gaps are shut, and join those between which gaps are opened.

    Args:
        numbers: (H, W) the rooms' numbers, 0 where there is none.
        shut: Gaps that become openings.
        opened: Openings that are none.

    Returns:
        (H, W) numbers. The largest part of a room that is cut keeps its number, the others get new ones.
    """
    if not shut and not opened:
        return numbers
    numbers = numbers.copy()
    cut: set[int] = set()
    for gap in shut:
        here, part = gap.patch(numbers.shape, grow=SEAL)
        cut |= set(numbers[here][part].tolist())
        numbers[here][part] = 0
    for room in cut - {0}:
        _cut(numbers, room)
    for gap in opened:
        _join(numbers, gap)
    return numbers


def _cut(numbers: Numbers, room: int) -> None:
    """Give the smaller parts of a room numbers of their own."""
    mask = (numbers == room).astype(np.uint8)
    left, top, width, height = cv2.boundingRect(mask)
    here = np.s_[top : top + height, left : left + width]
    count, parts, stats, _ = cv2.connectedComponentsWithStats(mask[here], connectivity=4)
    areas = stats[:, cv2.CC_STAT_AREA]
    for part in range(1, count):
        if part != 1 + int(areas[1:].argmax()):
            numbers[here][parts == part] = int(numbers.max()) + 1


def _join(numbers: Numbers, gap: Gap) -> None:
    """Make the rooms before and behind a gap one, with what lies between."""
    one, other = rooms_beside(gap, numbers)
    if one and other:
        numbers[numbers == other] = one
        here, part = gap.patch(numbers.shape, grow=SEAL)
        numbers[here][part] = one
