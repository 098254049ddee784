"""The bodies of walls: centre lines and thicknesses become polygons whose corners are full and sharp."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]

# Ends closer than this (metres) meet in one joint.
_NEAR = 1e-3
_GRID = 1e-6
# A corner may stick out at most this many thicknesses: very sharp ones are blunted.
_MITRE_LIMIT = 3.0
# Below this sine two walls count as going straight on.
_STRAIGHT = 0.02


@dataclass
class _Arm:
    """One end of one straight piece, seen from the joint it ends in."""

    node: Point
    ux: float
    uy: float
    length: float
    half: float
    plus: Point = (0.0, 0.0)
    minus: Point = (0.0, 0.0)

    def __post_init__(self) -> None:
        self.plus = self._side(self.half)
        self.minus = self._side(-self.half)

    def _side(self, offset: float) -> Point:
        return (self.node[0] - self.uy * offset, self.node[1] + self.ux * offset)


def wall_bodies(walls: Iterable[tuple[Sequence[Point], float]]) -> BaseGeometry:
    """The union of the bodies of walls.

    Walls that end in one point are mitred, whatever their angles and thicknesses; a wall that ends on
    another's centre line, or in the open, is cut square.

    Args:
        walls: Centre line (two points or more) and thickness of each, metres.

    Returns:
        A polygon, a multipolygon, or an empty geometry.
    """
    joints: dict[tuple[int, int], list[_Arm]] = defaultdict(list)
    pieces: list[tuple[_Arm, _Arm]] = []
    for path, thickness in walls:
        for start, end in pairwise(path):
            arms = _arms(start, end, thickness / 2)
            if arms is None:
                continue
            pieces.append(arms)
            for arm in arms:
                joints[_key(arm.node)].append(arm)
    if not pieces:
        return Polygon()
    fillings = [filling for arms in joints.values() if (filling := _mitre(arms)) is not None]
    quads = np.array([(a.plus, b.minus, b.plus, a.minus) for a, b in pieces])
    shapes = np.concatenate([shapely.polygons(quads), np.array(fillings, dtype=object)])
    broken = ~shapely.is_valid(shapes)
    if broken.any():
        shapes[broken] = shapely.convex_hull(shapes[broken])
    return union(shapes)


def union(shapes: Sequence[BaseGeometry] | NDArray[np.object_]) -> BaseGeometry:
    """The union of shapes; where rounding confuses the exact method, on a grid of a micrometre."""
    try:
        return shapely.union_all(shapes)
    except shapely.errors.GEOSException:
        return shapely.union_all(shapes, grid_size=_GRID)


def _key(point: Point) -> tuple[int, int]:
    return (round(point[0] / _NEAR), round(point[1] / _NEAR))


def _arms(start: Point, end: Point, half: float) -> tuple[_Arm, _Arm] | None:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length < _NEAR:
        return None
    ux, uy = dx / length, dy / length
    return _Arm(start, ux, uy, length, half), _Arm(end, -ux, -uy, length, half)


def _mitre(arms: list[_Arm]) -> Polygon | None:
    """Move the side corners of arms that meet; the polygon between them when quads alone leave a gap."""
    if len(arms) == 1:
        return None
    arms.sort(key=lambda arm: math.atan2(arm.uy, arm.ux))
    outline: list[Point] = []
    for arm, following in zip(arms, arms[1:] + arms[:1], strict=True):
        corner = _corner(arm, following)
        if corner is None:
            outline += [arm.plus, following.minus]
        else:
            arm.plus = following.minus = corner
            outline.append(corner)
    return Polygon(outline) if len(outline) > 2 else None


def _corner(arm: _Arm, following: _Arm) -> Point | None:
    """Where the facing sides of two neighbouring arms meet, or None when they had better stay square."""
    sine = arm.ux * following.uy - arm.uy * following.ux
    if abs(sine) < _STRAIGHT:
        return None
    ox, oy = following.minus[0] - arm.plus[0], following.minus[1] - arm.plus[1]
    along = (ox * following.uy - oy * following.ux) / sine
    along_following = (ox * arm.uy - oy * arm.ux) / sine
    reach = _MITRE_LIMIT * 2 * max(arm.half, following.half)
    if min(along, along_following) < -reach or along > arm.length or along_following > following.length:
        return None
    return (arm.plus[0] + along * arm.ux, arm.plus[1] + along * arm.uy)
