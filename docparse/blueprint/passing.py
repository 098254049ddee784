"""What lines across a gap tell: a window has some, and what runs on through the walls is no threshold."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.walls import Walls
from docparse.geometry.raster import sampled

Corners = NDArray[np.float64]

# A line is inked over so much of its length, within so many pixels on either side.
_INKED, _SLACK = 0.9, 1
# Glass is drawn over so much of its length: posts and sashes may cut it.
_GLAZED = 0.6
# It comes out of a wall within so many thicknesses, and goes on for so much of the gap's width.
_THROUGH, _ON = 2.5, 0.5


def is_passed(corners: Corners, walls: Walls) -> bool:
    """Whether all that is drawn across a gap is a line that goes on behind the walls at both its jambs.

    Args:
        corners: (4, 2); the first and last lie on one jamb, the two between on the other.
        walls: The walls.
    """
    box = _Box.of(corners)
    if box is None:
        return False
    width, along, across, rows = box
    drawn = box.drawn(walls) >= _INKED
    if not drawn.any():
        return False
    reach = np.arange(1, int(_THROUGH * max(walls.thickness, 2.0) + _ON * width) + 1)[:, None]
    ways = [rows[drawn][:, None] - reach * along, rows[drawn][:, None] + (width + reach) * along]
    return all(_goes_on(walls, way, across, round(_ON * width)) for way in ways)


def is_glazed(corners: Corners, walls: Walls) -> bool:
    """Whether a line is drawn from jamb to jamb, as every window has one.

    Args:
        corners: (4, 2); the first and last lie on one jamb, the two between on the other.
        walls: The walls.
    """
    box = _Box.of(corners)
    return box is not None and bool((box.drawn(walls) >= _GLAZED).any())


class _Box(NamedTuple):
    """A gap as steps of a pixel: its width, (2,) steps along and across, and (N, 2) where rows start."""

    width: float
    along: Corners
    across: Corners
    rows: Corners

    @classmethod
    def of(cls, corners: Corners) -> _Box | None:
        """That of (4, 2) corners; None for one without width or depth."""
        along, across = corners[1] - corners[0], corners[3] - corners[0]
        width, depth = float(np.linalg.norm(along)), float(np.linalg.norm(across))
        if width < 1 or depth < 1:
            return None
        along, across = along / width, across / depth
        rows = corners[0] + (np.arange(-1, int(depth) + 2) + 0.5)[:, None] * across
        return cls(width, along, across, rows)

    def drawn(self, walls: Walls) -> Corners:
        """(N,) over how much of each row there is ink, 0 to 1."""
        inside = self.rows[:, None] + np.arange(2, int(self.width) - 1)[:, None] * self.along
        inked = _inked(walls, inside, self.across)
        return inked.mean(axis=1) if inked.shape[1] else np.zeros(len(self.rows))


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
