"""Rooms up to where one measures: a drawn face is a line of no width, which the pen spreads to both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from docparse.blueprint.drawing import Mask
from docparse.blueprint.openings import Gap
from docparse.blueprint.rooms import Numbers, Spaces

# Pixels: half of the widest pen, and what round an opening stays as it is, so that its jambs do.
_MOST_HALF = 4
_JAMB = (3.0, 3.0)
_SQUARE = np.ones((3, 3), np.uint8)


def at_lines(spaces: Spaces, rim: Mask, gaps: Sequence[Gap]) -> Spaces:
    """The same spaces, and the outside too, grown into what walls have beyond the middle of their lines.

    Args:
        spaces: Spaces that end at the walls' ink.
        rim: (H, W) True where walls that are drawn as lines lie beyond the middle of these.
        gaps: The openings.
    """
    if not rim.any():
        return spaces
    rim = rim.copy()
    for gap in gaps:
        here, part = gap.patch(rim.shape, grow=_JAMB)
        rim[here] &= ~part
    outside = _grown((~spaces.footprint).astype(np.int32), rim) > 0
    return replace(spaces, numbers=_grown(spaces.numbers, rim), footprint=spaces.footprint & ~outside)


def _grown(numbers: Numbers, rim: Mask) -> Numbers:
    """Numbers spread over the rim, as far as half a pen reaches."""
    # OpenCV spreads 16 bits; more rooms than that have no page.
    grown = numbers.astype(np.uint16)
    free = rim & (grown == 0)
    for _ in range(_MOST_HALF):
        spread = cv2.dilate(grown, _SQUARE)
        taken = free & (spread > 0)
        if not taken.any():
            break
        grown[taken] = spread[taken]
        free &= ~taken
    return grown.astype(np.int32)
