"""Lines that run on through the walls on either side are no thresholds: dimensions are drawn so."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.walls import Walls
from docparse.geometry.raster import sampled

Corners = NDArray[np.float64]

# A line is inked over so much of its length, within so many pixels on either side.
_INKED, _SLACK = 0.9, 1
# It comes out of a wall within so many thicknesses, and goes on for so much of the gap's width.
_THROUGH, _ON = 2.5, 0.5


def is_passed(corners: Corners, walls: Walls) -> bool:
    """Whether all that is drawn across a gap is a line that goes on behind the walls at both its jambs.

    Args:
        corners: (4, 2); the first and last lie on one jamb, the two between on the other.
        walls: The walls.
    """
    along, across = corners[1] - corners[0], corners[3] - corners[0]
    width, depth = float(np.linalg.norm(along)), float(np.linalg.norm(across))
    if width < 1 or depth < 1:
        return False
    along, across = along / width, across / depth
    rows = corners[0] + (np.arange(-1, int(depth) + 2) + 0.5)[:, None] * across
    inside = rows[:, None] + np.arange(2, int(width) - 1)[:, None] * along
    drawn = _inked(walls, inside, across).mean(axis=1) >= _INKED
    if not drawn.any():
        return False
    reach = np.arange(1, int(_THROUGH * max(walls.thickness, 2.0) + _ON * width) + 1)[:, None]
    ways = [rows[drawn][:, None] - reach * along, rows[drawn][:, None] + (width + reach) * along]
    return all(_goes_on(walls, way, across, round(_ON * width)) for way in ways)


def _goes_on(walls: Walls, ways: Corners, across: Corners, long: int) -> bool:
    """Whether on one of (N, S, 2) ways out of a jamb there is wall first, then a line of some length."""
    solid, inked = sampled(walls.mask, ways), _inked(walls, ways, across)
    for wall, ink in zip(solid, inked, strict=True):
        out = np.flatnonzero(wall[:-1] & ~wall[1:]) + 1
        if len(out):
            after = slice(int(out[0]), int(out[0]) + long)
            if len(ink[after]) >= long and not wall[after].any() and ink[after].mean() >= _INKED:
                return True
    return False


def _inked(walls: Walls, points: Corners, across: Corners) -> NDArray[np.bool_]:
    """Whether there is ink at (..., 2) points, or beside them."""
    beside = [sampled(walls.ink, points + step * across) for step in range(-_SLACK, _SLACK + 1)]
    return np.asarray(np.any(beside, axis=0))
