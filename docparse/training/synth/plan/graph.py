"""Rooms as faces that share edges: what lies on either side of each wall, and walls joined into runs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from docparse.training.synth.plan.layout import Point, Wall

OUTSIDE = -1
# Corners closer than this (metres) are one corner.
NEAR = 1e-4
# Metres: how far beyond a corner the next one may matter.
_NEARBY = 1.5
# Sine of the bend up to which a wall counts as going straight on, and up to which as going on in a curve.
_STRAIGHT = 0.01
_CURVE = math.sin(math.radians(35))


@dataclass(frozen=True, eq=False)
class Edge:
    """A straight piece between two corners, a face or the outside on either side; compared by identity.

    Attributes:
        start: Metres.
        end: Metres.
        face: Index of the face on its right hand, as seen on a page whose y runs down.
        other: Index of the face beyond it, or ``OUTSIDE``.
    """

    start: Point
    end: Point
    face: int
    other: int

    @cached_property
    def length(self) -> float:
        """Metres."""
        return math.dist(self.start, self.end)

    @cached_property
    def direction(self) -> Point:
        """Unit vector from start to end."""
        length = self.length
        return ((self.end[0] - self.start[0]) / length, (self.end[1] - self.start[1]) / length)

    def at(self, distance: float) -> Point:
        """The point so many metres from the start."""
        ux, uy = self.direction
        return (self.start[0] + ux * distance, self.start[1] + uy * distance)


@dataclass(frozen=True)
class WallSpec:
    """What kind of wall stands on an edge.

    Attributes:
        thickness: Metres.
        exterior: Whether it stands between inside and outside.
    """

    thickness: float
    exterior: bool


def key(point: Point) -> tuple[int, int]:
    """A corner's identity, whatever rounding did to it."""
    return (round(point[0] / NEAR), round(point[1] / NEAR))


def signed_area(ring: Sequence[Point]) -> float:
    """Shoelace area, square metres: positive when the inside is on the right hand on a page (y down)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def edges_of(rings: Sequence[Sequence[Point]]) -> list[Edge]:
    """The edges between faces.

    Args:
        rings: One ring of corners per face, first corner not repeated; faces that touch share corners
            (see ``noded``). Any orientation.

    Returns:
        Each edge once, in the order of the rings.
    """
    sides: dict[tuple[tuple[int, int], tuple[int, int]], list[tuple[int, Point, Point]]] = defaultdict(list)
    for face, any_ring in enumerate(rings):
        ring = any_ring if signed_area(any_ring) > 0 else any_ring[::-1]
        for start, end in zip(ring, [*ring[1:], ring[0]], strict=True):
            ends = sorted((key(start), key(end)))
            if ends[0] != ends[1]:
                sides[ends[0], ends[1]].append((face, start, end))
    edges = []
    for found in sides.values():
        face, start, end = found[0]
        other = found[1][0] if len(found) > 1 else OUTSIDE
        if other != face:
            edges.append(Edge(start, end, face, other))
    return edges


def noded(rings: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """Rings in which a corner of one face that lies on the side of another is a corner of both."""
    corners = list({key(point): point for ring in rings for point in ring}.values())
    return [
        [
            point
            for start, end in zip(ring, [*ring[1:], ring[0]], strict=True)
            for point in _stops(start, end, corners)
        ]
        for ring in rings
    ]


def _stops(start: Point, end: Point, corners: list[Point]) -> list[Point]:
    """The start of a side and the corners on it, in order; without the end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length < NEAR:
        return []
    low_x, high_x = min(start[0], end[0]) - NEAR, max(start[0], end[0]) + NEAR
    low_y, high_y = min(start[1], end[1]) - NEAR, max(start[1], end[1]) + NEAR
    stops = []
    for corner in corners:
        x, y = corner
        if not (low_x <= x <= high_x and low_y <= y <= high_y):
            continue
        px, py = x - start[0], y - start[1]
        along = (px * dx + py * dy) / length
        if NEAR < along < length - NEAR and abs(px * dy - py * dx) / length < NEAR:
            stops.append((along, corner))
    return [start, *(corner for _, corner in sorted(stops))]


def joined_walls(specs: Mapping[Edge, WallSpec]) -> tuple[Wall, ...]:
    """Walls of edges: edges that go on straight, or around a curve, in equal thickness become one wall.

    Args:
        specs: Edges that carry a wall, and which.

    Returns:
        Walls whose paths have no needless corners.
    """
    arms: dict[tuple[int, int], list[Edge]] = defaultdict(list)
    for edge in specs:
        arms[key(edge.start)].append(edge)
        arms[key(edge.end)].append(edge)
    left = dict.fromkeys(specs)
    walls = []
    while left:
        edge, _ = left.popitem()
        forward = _walk(edge, edge.end, arms, specs, left)
        backward = _walk(edge, edge.start, arms, specs, left)
        path = [*reversed(backward), edge.start, edge.end, *forward]
        walls.append(Wall(_straightened(path), specs[edge].thickness, specs[edge].exterior))
    return tuple(walls)


def _walk(
    edge: Edge,
    tip: Point,
    arms: Mapping[tuple[int, int], list[Edge]],
    specs: Mapping[Edge, WallSpec],
    left: dict[Edge, None],
) -> list[Point]:
    """Corners reached by going on from a tip for as long as one wall goes on; takes edges out of ``left``."""
    path: list[Point] = []
    spec = specs[edge]
    while True:
        here = arms[key(tip)]
        limit = _CURVE if len(here) == 2 else _STRAIGHT
        onward = [e for e in here if e in left and specs[e] == spec and _bend(edge, e, tip) < limit]
        if not onward:
            return path
        edge = min(onward, key=lambda e: _bend(edge, e, tip))
        del left[edge]
        tip = edge.end if key(edge.start) == key(tip) else edge.start
        path.append(tip)


def _bend(edge: Edge, onward: Edge, tip: Point) -> float:
    """Sine of the angle by which one edge turns off from another at their corner; 2 when it turns back."""
    ux, uy = edge.direction if key(edge.end) == key(tip) else (-edge.direction[0], -edge.direction[1])
    vx, vy = (
        onward.direction if key(onward.start) == key(tip) else (-onward.direction[0], -onward.direction[1])
    )
    return abs(ux * vy - uy * vx) if ux * vx + uy * vy > 0 else 2.0


def _straightened(path: Sequence[Point]) -> tuple[Point, ...]:
    kept = [path[0]]
    for here, following in pairwise(path[1:]):
        before = kept[-1]
        ax, ay = here[0] - before[0], here[1] - before[1]
        bx, by = following[0] - here[0], following[1] - here[1]
        if abs(ax * by - ay * bx) > NEAR * math.hypot(ax, ay):
            kept.append(here)
    return (*kept, path[-1])


def line_of(edge: Edge) -> tuple[int, int]:
    """Identity of the straight line an edge lies on, to a centimetre: walls in one line share a thickness."""
    ux, uy = edge.direction
    if ux < -1e-6 or (abs(ux) <= 1e-6 and uy < 0):
        ux, uy = -ux, -uy
    offset = edge.start[1] * ux - edge.start[0] * uy
    return (round(math.atan2(uy, ux) * 200), round(offset * 100))


class Corners:
    """Which walls meet in which corner: how much of an edge is free for openings.

    Args:
        specs: Edges that carry a wall, and which.
    """

    def __init__(self, specs: Mapping[Edge, WallSpec]) -> None:
        self._specs = specs
        self._arms: dict[tuple[int, int], list[Edge]] = defaultdict(list)
        for edge in specs:
            self._arms[key(edge.start)].append(edge)
            self._arms[key(edge.end)].append(edge)

    def clear(self, edge: Edge) -> tuple[float, float]:
        """The part of an edge that no other wall's body touches, metres from its start (may be empty)."""
        return self._taken(edge, edge.start), edge.length - self._taken(edge, edge.end)

    def _taken(self, edge: Edge, tip: Point) -> float:
        taken = 0.0
        half = self._specs[edge].thickness / 2
        ux, uy = edge.direction if key(edge.start) == key(tip) else (-edge.direction[0], -edge.direction[1])
        for arm in self._arms[key(tip)]:
            if arm is edge:
                continue
            vx, vy = arm.direction if key(arm.start) == key(tip) else (-arm.direction[0], -arm.direction[1])
            sine, cosine = abs(ux * vy - uy * vx), ux * vx + uy * vy
            if sine < _STRAIGHT and cosine < 0:
                if arm.length < _NEARBY:
                    # The wall goes on for a little: what is taken at its next corner may reach back here.
                    onward = arm.end if key(arm.start) == key(tip) else arm.start
                    taken = max(taken, self._taken(arm, onward) - arm.length)
                continue
            # Where the other wall's face crosses this wall's: on the inside of the bend, or, beside a thinner
            # wall that goes nearly straight on, on the outside of it.
            taken = max(taken, abs(self._specs[arm].thickness / 2 + half * cosine) / max(sine, _STRAIGHT))
        return taken
