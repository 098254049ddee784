"""Openings as deep as their wall: a frame stands back from the faces, and the room ends at the face."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.walls import Walls
from docparse.geometry.raster import sampled

Corners = NDArray[np.float64]

# Beyond the jambs, so many pixels from them and so many thicknesses, the wall shows how deep it is.
_BESIDE, _BESIDE_THICK = 3.0, (0.0, 0.25, 0.5)
# Of the opening's own depth there, so much is wall. So many new depths on, what is added is wall at one jamb
# at least: at a passage's end only its sides are.
_OWN, _GOES_ON = 0.6, 0.8
# A face lies no farther from the opening than so many thick walls' thicknesses; both together make it no
# deeper than so many.
_FARTHEST, _DEEPEST = 0.8, 1.5
# At both jambs a face is as far but for so many pixels, or a share of a thick wall's thickness.
_SAME, _SAME_THICK = 3.0, 0.2
# Of what is between frame and face, so much is wall at most.
_FREE = 0.15


def to_faces(corners: Corners, walls: Walls) -> Corners:
    """An opening, made as deep as the wall at both its jambs where it is shallower.

    Args:
        corners: (4, 2); the first and last lie on one jamb, the two between on the other.
        walls: The walls.

    Returns:
        (4, 2) the same where the wall does not tell.
    """
    width = float(np.linalg.norm(corners[1] - corners[0]))
    depth = float(np.linalg.norm(corners[3] - corners[0]))
    thick = max(walls.thick, 2.0)
    if width < 1 or depth < 1:
        return corners
    along, across = (corners[1] - corners[0]) / width, (corners[3] - corners[0]) / depth
    reach = int(_FARTHEST * thick)
    places = np.arange(-reach, int(depth) + reach + 1) + 0.5
    inside = (places > 0) & (places < depth)
    ways = ((corners[0], -along), (corners[1], along))
    found = [_faces(walls, corner + places[:, None] * across, way, inside) for corner, way in ways]
    sides = [side for side in found if side is not None]
    if len(sides) < 2:
        return corners
    before, behind = (_agreed(far, reach, thick) for far in zip(*sides, strict=True))
    if not max(before, behind) or before + behind + depth > _DEEPEST * thick:
        return corners
    beyond = _GOES_ON * (before + depth + behind)
    steps = np.linspace(0.1, 0.9, 16)[:, None] * width * along
    for corner, by, way in ((corners[0], before, -across), (corners[3], behind, across)):
        beside = corner + way * by / 2 + np.array([[-beyond], [width + beyond]]) * along
        between = corner + steps + way * (np.arange(by) + 0.5)[:, None, None]
        if by and (not sampled(walls.mask, beside).any() or sampled(walls.mask, between).mean() > _FREE):
            return corners
    return np.asarray(corners + np.array([-before, -before, behind, behind])[:, None] * across)


def _faces(walls: Walls, points: Corners, way: Corners, inside: NDArray[np.bool_]) -> tuple[int, int] | None:
    """How far beyond an opening's depth the wall goes on before and behind it, pixels, beside a jamb."""
    offsets = _BESIDE + np.array(_BESIDE_THICK) * walls.thickness
    found = []
    for column in sampled(walls.mask, points[:, None] + offsets[:, None] * way).T:
        if column[inside].mean() < _OWN:
            continue
        first, last = np.flatnonzero(inside)[[0, -1]]
        before, behind = column[:first][::-1], column[last + 1 :]
        found.append([_run(before), _run(behind)])
    if not found:
        return None
    # Farther on where another wall runs on from the corner.
    before, behind = np.max(found, axis=0).tolist()
    return before, behind


def _agreed(far: Sequence[int], reach: int, thick: float) -> int:
    """How far the face is, where both jambs tell the same: at a corner another wall runs on, out of reach."""
    alike = max(far) - min(far) <= max(_SAME, _SAME_THICK * thick)
    return min(far) if alike and max(far) < reach else 0


def _run(column: NDArray[np.bool_]) -> int:
    """How many are set before the first that is not."""
    return len(column) if column.all() else int(column.argmin())
