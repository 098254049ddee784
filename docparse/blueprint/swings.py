"""Door leaves: the quarter circle that a leaf draws, looked for at both jambs and on both sides of a gap."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.drawing import Mask

Corners = NDArray[np.float64]

# A leaf may be narrower than the gap by its frame's two jambs, its hinge as far from the wall's end and face.
_RADII = np.linspace(0.7, 1.18, 25)
# So many radii further in and out, an arc has paper beside it; hatching, lettering and tiles have ink there
# too.
_BESIDE = 5
_HINGES = tuple(product((0.0, 0.05, 0.1), (-0.06, 0.0, 0.06)))
# The ends of the arc lie in the leaf and in the wall, where there is ink anyhow.
_ANGLES = np.radians(np.linspace(12, 78, 34))
# One of so many angles is enough for a first glance: where fewer have ink, at any radius, there is no arc.
_FEW, _LEAST_SEEN = 4, 0.4


@dataclass(frozen=True)
class Swing:
    """The likeliest leaf of a gap.

    Attributes:
        share: Share of the arc that is drawn as a line with paper on both sides, 0 to 1.
        inside: (2,) a point inside the wedge.
    """

    share: float
    inside: Corners


def find_swing(corners: Corners, ink: Mask, walls: Mask) -> Swing:
    """The leaf whose arc is drawn best.

    Args:
        corners: (4, 2) of a gap; the first and last lie on one jamb.
        ink: (H, W) True on ink.
        walls: (H, W) True on walls, whose ink says nothing about leaves.
    """
    lines = ink & ~walls
    best = Swing(0.0, corners.mean(axis=0))
    for face in (0, 1):
        near, far = corners[[0, 3]][face], corners[[1, 2]][face]
        outward = near - corners[[0, 3]][1 - face]
        middle = (near + far) / 2
        single = [_arc(near, far, outward, lines), _arc(far, near, outward, lines)]
        # Two leaves that meet in the middle are as sure as the less sure one.
        double = min(
            _arc(near, middle, outward, lines), _arc(far, middle, outward, lines), key=lambda leaf: leaf.share
        )
        best = max([best, *single, double], key=lambda swing: swing.share)
    return best


def _arc(hinge: Corners, other: Corners, outward: Corners, lines: Mask) -> Swing:
    along = other - hinge
    width, depth = float(np.linalg.norm(along)), float(np.linalg.norm(outward))
    if width < 4 or depth == 0:
        return Swing(0.0, hinge)
    across = outward / depth * width
    turn = np.cos(_ANGLES)[:, None] * along + np.sin(_ANGLES)[:, None] * across
    arcs = _RADII[:, None, None] * turn[None]
    hinges = np.array([hinge + a * along + b * across for a, b in _HINGES])
    few = ink_at(lines, hinges[:, None, None] + arcs[None, :, ::_FEW])
    if few is None or few.any(axis=(0, 1)).mean() < _LEAST_SEEN:
        return Swing(0.0, hinge)
    hit = ink_at(lines, hinges[:, None, None] + arcs[None])
    if hit is None:
        return Swing(0.0, hinge)
    return Swing(float(drawn_shares(hit, _BESIDE).max()), hinge + 0.4 * along + 0.4 * across)


def ink_at(lines: Mask, points: Corners) -> Mask | None:
    """Whether there is ink at (..., 2) points; None where one lies beyond the page."""
    cells = np.floor(points).astype(int)
    if not ((cells >= 0) & (cells < (lines.shape[1], lines.shape[0]))).all():
        return None
    return np.asarray(lines[cells[..., 1], cells[..., 0]])


def drawn_shares(hit: Mask, beside: int) -> Corners:
    """How much of arcs is drawn as a line with paper on both sides.

    Args:
        hit: (C, R, A) whether there is ink, for centres, radii in even steps, and angles.
        beside: Steps from an arc to what must be paper.

    Returns:
        (C, R - 2 * beside) shares, 0 to 1, for the radii that have others on both sides.
    """
    # One radius for the whole arc, give or take a step: scattered ink at many radii is furniture.
    middle = hit[:, beside:-beside]
    arc = hit[:, beside - 1 : -beside - 1] | middle | hit[:, beside + 1 : hit.shape[1] - beside + 1]
    inked = (hit[:, : -2 * beside] | hit[:, 2 * beside :]) & arc
    return np.asarray(arc.mean(axis=2) - inked.mean(axis=2))
