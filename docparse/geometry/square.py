"""Traced outlines set straight: edges that run along a plan's directions do so exactly, all else stays.

An outline is cut into chains of its points that run nearly straight. Each chain becomes a line, at the place where
it leaves as much area on its one side as on the other; lines next to each other meet in the corners.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LinearRing, Polygon

Points = NDArray[np.float64]
Place = tuple[float, float]

# Less and less cleaning, as shares of the tolerance, until the area holds.
_CLEANING = (1.0, 0.6, 0.35, 0.2)
# Edges up to this far off a direction are turned onto it; short ones by more, as a pixel's step turns them more.
_MOST_TURN = math.radians(5.0)
_MOST_TURN_SHORT = math.radians(18.0)
_STEP = 1.0
# Lines closer to parallel than this meet too far away to make a corner.
_LEAST_CORNER = math.radians(12.0)
# Chains that bend less than this may be one edge.
_MOST_BEND = math.radians(35.0)
# Edges no longer than this, in tolerances, may be a corner cut off by the pixels.
_SHORT = 2.0
# A cleaned outline lies within this many tolerances of its input, and half a pixel.
_MOST_MOVE = 2.0


def square_up(
    polygon: Polygon,
    angles: Sequence[float],
    tolerance: float = 2.0,
    most_area_change: float = 0.005,
) -> Polygon:
    """A traced outline with straight edges, those along the plan's directions exactly so.

    Steps and notches up to the tolerance vanish, deeper ones stay. Edges within five degrees of a direction are
    turned onto it unless that would move an end by more than the tolerance; other edges keep their own direction,
    and curves are left as short lines.

    Args:
        polygon: A valid polygon in pixels, as traced from a mask or given otherwise.
        angles: Directions in radians from the x axis towards the y axis; each also stands for the one across.
        tolerance: How far an edge may move, in pixels. It is reduced where the area does not hold.
        most_area_change: The most by which the area may change, as a share of it.

    Returns:
        A valid polygon with as many holes; the polygon itself where none cleaner holds.
    """
    if polygon.is_empty or tolerance <= 0:
        return polygon
    axes = [(math.cos(angle), math.sin(angle)) for angle in angles]
    axes = [axis for c, s in axes for axis in ((c, s), (-s, c))]
    rings = [shapely.get_coordinates(ring)[:-1] for ring in (polygon.exterior, *polygon.interiors)]
    allowed = most_area_change * polygon.area
    cleaned = [_square_ring(ring, axes, tolerance, allowed) for ring in rings]
    # Each ring holds its bound; together they may not, or may touch: then holes stay as they were, then all does.
    for candidate in (cleaned, [cleaned[0], *rings[1:]], [rings[0], *cleaned[1:]]):
        result = Polygon(candidate[0], candidate[1:])
        if result.is_valid and abs(result.area - polygon.area) <= allowed:
            return result
    return polygon


@dataclass(frozen=True)
class _Edge:
    """A chain of an outline's points as one line.

    Attributes:
        start: Number of its first point.
        end: Number of its last point, counted on beyond the outline's end.
        along: (x, y) unit vector the way the outline runs.
        offset: Distance of the line from the origin, on the right of its way.
        length: From the chain's first point to its last, along the line.
        axis: The number of the direction it was set onto, or None.
    """

    start: int
    end: int
    along: Place
    offset: float
    length: float
    axis: int | None

    def beside(self, point: Place) -> float:
        """How far right of the line a point lies."""
        return self.along[0] * point[1] - self.along[1] * point[0] - self.offset

    def foot(self, point: Place) -> Place:
        """The line's point nearest to a point."""
        off = self.beside(point)
        # A line along a coordinate must give that coordinate exactly.
        return point[0] + off * self.along[1], point[1] - off * self.along[0]


class _Outline:
    """A ring of points with running sums, from which a chain's line comes without a walk along it."""

    def __init__(self, points: Points, axes: Sequence[Place]) -> None:
        self.count = len(points)
        self.axes = axes
        self.points = np.vstack([points, points, points[:1]])
        self._xy = self.points.tolist()
        (x0, y0), (x1, y1) = self.points[:-1].T, self.points[1:].T
        x, y, dx, dy = (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0
        length = np.hypot(dx, dy)
        terms = (
            x * dx, x * dy, y * dx, y * dy, length, length * x, length * y,
            length * (x * x + dx * dx / 12), length * (x * y + dx * dy / 12), length * (y * y + dy * dy / 12),
        )  # fmt: skip
        self._sums = np.vstack([np.zeros(len(terms)), np.cumsum(np.column_stack(terms), axis=0)]).tolist()

    def place(self, number: int) -> Place:
        """A point of the outline, by a number that may count on beyond its end."""
        x, y = self._xy[number % self.count]
        return x, y

    def edge(self, start: int, end: int, smooth: float) -> _Edge:
        """The line of the chain between two of the outline's points.

        Args:
            start: Number of the first.
            end: Number of the last, above start by at most the outline's count.
            smooth: A chain at least this long tells its direction itself, a shorter one by its ends.
        """
        if start >= self.count:
            start, end = start - self.count, end - self.count
        (x0, y0), (x1, y1) = self._xy[start], self._xy[end]
        dx, dy = x1 - x0, y1 - y0
        chord = math.hypot(dx, dy)
        if chord == 0:
            return _Edge(start, end, (1.0, 0.0), y0, 0.0, None)
        sums = [high - low for high, low in zip(self._sums[end], self._sums[start], strict=True)]
        along = (dx / chord, dy / chord)
        if end - start > 1 and chord >= smooth:
            along = _direction(sums, along)
        axis, along = self._onto_axis(along, chord)
        c, s = along
        advance = c * dx + s * dy
        # Area on either side of the line is the same: places count by how far the outline advances there.
        xdx, xdy, ydx, ydy = sums[:4]
        if advance > chord / 2:
            offset = (c * (c * ydx + s * ydy) - s * (c * xdx + s * xdy)) / advance
        else:
            offset = (c * sums[6] - s * sums[5]) / sums[4]
        if end - start == 1 and axis is None:
            offset = c * y0 - s * x0
        return _Edge(start, end, along, offset, abs(advance), axis)

    def strays(self, edge: _Edge) -> float:
        """How far from its line a chain's points get."""
        chain = self.points[edge.start : edge.end + 1]
        return float(np.abs(chain @ (-edge.along[1], edge.along[0]) - edge.offset).max())

    def _onto_axis(self, along: Place, length: float) -> tuple[int | None, Place]:
        """The direction that a heading is close enough to, with the heading set onto it."""
        for number, (c, s) in enumerate(self.axes):
            forward = along[0] * c + along[1] * s
            turn = abs(along[0] * s - along[1] * c)
            near = math.asin(min(1.0, turn))
            falls = turn * length
            if (near <= _MOST_TURN and falls <= self.most_fall) or (near <= _MOST_TURN_SHORT and falls <= _STEP):
                return number, ((c, s) if forward > 0 else (-c, -s))
        return None, along

    @cached_property
    def most_fall(self) -> float:
        """How far off its direction an edge may end and still be set onto it."""
        return 4.0


def _direction(sums: Sequence[float], chord: Place) -> Place:
    """The heading of a chain by least squares, the way its chord runs."""
    total, sx, sy, sxx, sxy, syy = sums[4:]
    x, y = sx / total, sy / total
    xx, xy, yy = sxx / total - x * x, sxy / total - x * y, syy / total - y * y
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    c, s = math.cos(angle), math.sin(angle)
    return (c, s) if c * chord[0] + s * chord[1] > 0 else (-c, -s)
