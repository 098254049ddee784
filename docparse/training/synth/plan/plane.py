"""Plane geometry of rings: cut by a line, cut a corner off, measure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from docparse.training.synth.plan.graph import signed_area
from docparse.training.synth.plan.layout import Point

Ring = list[Point]

_ON_LINE = 1e-6
# Metres that must remain beside what is cut off a corner.
_PASSAGE = 0.85
_SEAM = 0.05


class Extent(NamedTuple):
    """How far something reaches along a direction, metres."""

    low: float
    high: float

    @property
    def size(self) -> float:
        """Metres."""
        return self.high - self.low


def righted(ring: Sequence[Point]) -> Ring:
    """The ring run so that its signed area is positive."""
    return list(ring) if signed_area(ring) > 0 else list(reversed(ring))


def across(direction: Point) -> Point:
    """The direction turned by a right angle, towards the inside of a righted ring run that way."""
    return (-direction[1], direction[0])


def towards(start: Point, end: Point) -> Point:
    """Unit vector."""
    length = math.dist(start, end)
    return ((end[0] - start[0]) / length, (end[1] - start[1]) / length)


def moved(point: Point, direction: Point, distance: float) -> Point:
    """A point moved along a unit vector."""
    return (point[0] + direction[0] * distance, point[1] + direction[1] * distance)


def extent(ring: Sequence[Point], direction: Point) -> Extent:
    """How far a ring reaches along a unit vector."""
    along = [x * direction[0] + y * direction[1] for x, y in ring]
    return Extent(min(along), max(along))


def sides(ring: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Start and end of each side."""
    return list(zip(ring, [*ring[1:], ring[0]], strict=True))


def reflex_corners(ring: Ring) -> list[Point]:
    """Corners of a righted ring that point inwards."""
    found = []
    for before, here, after in zip([ring[-1], *ring[:-1]], ring, [*ring[1:], ring[0]], strict=True):
        ax, ay = here[0] - before[0], here[1] - before[1]
        bx, by = after[0] - here[0], after[1] - here[1]
        if ax * by - ay * bx < -1e-3 * math.hypot(ax, ay) * math.hypot(bx, by):
            found.append(here)
    return found


def distance_to_side(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from a straight piece, metres."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / square if square else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def cut(ring: Ring, point: Point, direction: Point) -> tuple[Ring, Ring] | None:
    """Cut a righted ring in two along a line.

    Args:
        ring: Righted ring, may be non-convex.
        point: A point of the line.
        direction: The line's unit vector.

    Returns:
        The piece on the side of ``across(direction)`` and the other one, both righted and sharing their
        corners on the line; None when the line misses the ring, touches it, or leaves more than two pieces.
    """
    normal = across(direction)
    walked: list[tuple[Point, int]] = []
    for (start, end), (here, there) in zip(sides(ring), sides(_heights(ring, point, normal)), strict=True):
        walked.append((start, _sign(here[0])))
        if _sign(here[0]) * _sign(there[0]) < 0:
            share = here[0] / (here[0] - there[0])
            crossing = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            walked.append((crossing, 0))
    first = next((k for k, (_, sign) in enumerate(walked) if sign), None)
    if first is None:
        return None
    walked = walked[first:] + walked[:first]
    pieces: dict[int, Ring] = {1: [], -1: []}
    crossings = 0
    k = 0
    while k < len(walked):
        corner, sign = walked[k]
        if sign:
            pieces[sign].append(corner)
            k += 1
            continue
        stop = k
        while stop < len(walked) and walked[stop][1] == 0:
            stop += 1
        run = [corner for corner, _ in walked[k:stop]]
        before, after = walked[k - 1][1], walked[stop % len(walked)][1]
        if before == after:
            return None
        crossings += 1
        inside = _inside_of(run, direction)
        pieces[before] += run if inside == before else run[:1]
        pieces[after] += run if inside == after else run[-1:]
        k = stop
    if crossings != 2:
        return None
    return pieces[1], pieces[-1]


def _heights(ring: Ring, point: Point, normal: Point) -> list[Point]:
    return [((x - point[0]) * normal[0] + (y - point[1]) * normal[1], 0.0) for x, y in ring]


def _sign(height: float) -> int:
    return 0 if abs(height) < _ON_LINE else (1 if height > 0 else -1)


def _inside_of(run: Ring, direction: Point) -> int:
    """On which side of the line the inside lies along corners that are on the line; 0 for one corner."""
    if len(run) == 1:
        return 0
    along = (run[-1][0] - run[0][0]) * direction[0] + (run[-1][1] - run[0][1]) * direction[1]
    return 1 if along > 0 else -1


def corner_cut(ring: Ring, index: int, along: float, deep: float) -> tuple[Ring, Ring] | None:
    """Cut a parallelogram out of one corner of a righted ring.

    Args:
        ring: Righted ring.
        index: The corner; it must be about square.
        along: Size along the side that leaves the corner, metres.
        deep: Size along the side that arrives at it, metres.

    Returns:
        What is cut off and what remains, both righted; None when the corner is not square, a side is too
        short, or less than a passage would remain beside what is cut off.
    """
    here, before, after = ring[index], ring[index - 1], ring[(index + 1) % len(ring)]
    if min(math.dist(here, before), math.dist(here, after)) < 0.1:
        return None
    out, back = towards(here, after), towards(here, before)
    square = out[0] * back[1] - out[1] * back[0]
    if square < 0.94 or along > math.dist(here, after) - 0.6 or deep > math.dist(here, before) - 0.6:
        return None
    first, last = moved(here, out, along), moved(here, back, deep)
    inner = moved(first, back, deep)
    others = [side for k, side in enumerate(sides(ring)) if k not in (index, (index - 1) % len(ring))]
    if any(distance_to_side(inner, *side) < _PASSAGE for side in others):
        return None
    for x, y in (corner for corner in ring if corner is not here):
        right, down = _in_frame((x - here[0], y - here[1]), out, back)
        if -_SEAM < right < along + _SEAM and -_SEAM < down < deep + _SEAM:
            return None
    remains = [*ring[:index], last, inner, first, *ring[index + 1 :]]
    return [here, first, inner, last], remains


def _in_frame(offset: Point, out: Point, back: Point) -> Point:
    return (offset[0] * out[0] + offset[1] * out[1], offset[0] * back[0] + offset[1] * back[1])
