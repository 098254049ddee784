"""Traced outlines set straight: edges that run along a plan's directions do so exactly, all else stays.

An outline is cut into chains of its points that run nearly straight. Each chain becomes a line, at the
place where it leaves as much area on its one side as on the other; lines next to each other meet in the
corners.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LinearRing, Polygon

Points = NDArray[np.float64]

# Less and less cleaning, as shares of the tolerance, until the area holds.
_CLEANING = (1.0, 0.6, 0.35, 0.2)
# Edges up to this far off a direction are turned onto it.
_MOST_TURN = math.radians(6.0)
# Edges no longer than this, in tolerances, may be a corner that the pixels cut off: they say little of a
# direction.
_SHORT = 2.5
# Either side of a step is at least so many tolerances long; a shorter one is a notch.
_LEAST_LEVEL = 4.0
# Lines closer to parallel than this meet too far away to make a corner.
_LEAST_CORNER = math.radians(12.0)
# A cleaned outline lies within this many tolerances of its input, and a pixel.
_MOST_MOVE = 2.0


def square_up(
    polygon: Polygon,
    angles: Sequence[float],
    tolerance: float = 2.0,
    most_area_change: float = 0.005,
) -> Polygon:
    """A traced outline with straight edges, those along the plan's directions exactly so.

    Steps up to the tolerance vanish, deeper ones stay. Edges within six degrees of a direction are turned
    onto it unless that would move an end by more than the tolerance; other edges keep their own direction,
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
    # Straight down is exactly that: rounding errors of cosines would show in every corner.
    axes = np.round([(math.cos(a + q), math.sin(a + q)) for a in angles for q in (0.0, math.pi / 2)], 15)
    rings = [shapely.get_coordinates(ring)[:-1] for ring in (polygon.exterior, *polygon.interiors)]
    allowed = most_area_change * polygon.area
    cleaned = [_square_ring(ring, axes, tolerance, allowed) for ring in rings]
    # Each ring holds its bound; together they may not, or may touch: then holes stay as they were, then all
    # does.
    for candidate in (cleaned, [cleaned[0], *rings[1:]], [rings[0], *cleaned[1:]]):
        result = Polygon(candidate[0], candidate[1:])
        if result.is_valid and abs(result.area - polygon.area) <= allowed:
            return result
    return polygon


@dataclass
class _Chain:
    """A run of an outline's points as one line.

    Attributes:
        points: (N, 2) the run, from its first corner to its last.
        along: (2,) unit vector the way it runs.
        offset: The line's distance from the origin along its left normal.
        axis: The number of the direction it was set onto, -1 for none.
    """

    points: Points
    along: Points
    offset: float
    axis: int

    @property
    def normal(self) -> Points:
        return np.array([-self.along[1], self.along[0]])

    @property
    def length(self) -> float:
        return float(abs((self.points[-1] - self.points[0]) @ self.along))

    def foot(self, point: Points) -> Points:
        """The line's point nearest to a point."""
        return np.asarray(point + (self.offset - point @ self.normal) * self.normal)


def _square_ring(ring: Points, axes: Points, tolerance: float, allowed: float) -> Points:
    """A ring's cleaned corners; the ring itself where no cleaning holds its bounds."""
    area = Polygon(ring).area
    outline = LinearRing(ring)
    for share in _CLEANING:
        corners = _corners(_merged(_chains(ring, axes, tolerance * share), axes, tolerance * share))
        if corners is None:
            continue
        cleaned = Polygon(corners)
        moved = shapely.hausdorff_distance(LinearRing(corners), outline)
        if cleaned.is_valid and abs(cleaned.area - area) <= allowed and moved <= _MOST_MOVE * tolerance + 1:
            return corners
    return ring


def _chains(ring: Points, axes: Points, tolerance: float) -> list[_Chain]:
    """The ring cut where it turns, each part with its line."""
    # Cutting starts at a corner for sure: a point farthest from the middle.
    first = int(np.argmax(np.linalg.norm(ring - ring.mean(axis=0), axis=1)))
    points = np.roll(ring, -first, axis=0)
    closed = np.vstack([points, points[:1]])
    far = int(np.argmax(np.linalg.norm(points - points[0], axis=1)))
    kept = [
        0,
        *_turns(closed[: far + 1], 0, tolerance),
        far,
        *_turns(closed[far:], far, tolerance),
        len(points),
    ]
    cuts = sorted(set(kept))
    runs = [closed[start : end + 1] for start, end in pairwise(cuts)]
    return [_chain(part, axes, tolerance) for run in runs for part in _apart(run, axes, tolerance)]


def _apart(points: Points, axes: Points, tolerance: float) -> list[Points]:
    """A run cut at a step between parallel lines: a chord across one strays by half of it only."""
    if len(points) < 4:
        return [points]
    _, along, turn = _heading(points, axes)
    if turn > _MOST_TURN:
        return [points]
    steps = []
    for at in range(1, len(points) - 2):
        parts = points[: at + 1], points[at + 1 :]
        if min(abs((part[-1] - part[0]) @ along) for part in parts) > _LEAST_LEVEL * tolerance:
            before, after = (_offset(part, along) for part in parts)
            steps.append((abs(after - before), at))
    step, at = max(steps, default=(0.0, 0))
    return [points[: at + 1], points[at : at + 2], points[at + 1 :]] if step > tolerance else [points]


def _heading(points: Points, axes: Points) -> tuple[int, Points, float]:
    """The direction nearest to a run's: its number, the way the run goes along it, radians off."""
    step = points[-1] - points[0]
    length = float(np.hypot(*step))
    forward = axes @ (step / length if length else axes[0])
    nearest = int(np.argmax(np.abs(forward)))
    turn = math.acos(min(1.0, abs(float(forward[nearest]))))
    return nearest, axes[nearest] * math.copysign(1.0, float(forward[nearest])), turn


def _turns(points: Points, offset: int, tolerance: float) -> list[int]:
    """Where a run of points turns (Douglas and Peucker 1973): numbers counted from an offset."""
    found, open_runs = [], [(0, len(points) - 1)]
    while open_runs:
        start, end = open_runs.pop()
        if end - start < 2:
            continue
        along = points[end] - points[start]
        length = max(float(np.hypot(*along)), 1e-9)
        inner = points[start + 1 : end] - points[start]
        distances = np.abs(inner[:, 0] * along[1] - inner[:, 1] * along[0]) / length
        worst = int(np.argmax(distances))
        if distances[worst] > tolerance:
            found.append(offset + start + 1 + worst)
            open_runs += [(start, start + 1 + worst), (start + 1 + worst, end)]
    return found


def _chain(points: Points, axes: Points, tolerance: float) -> _Chain:
    axis, along, turn = _heading(points, axes)
    step = points[-1] - points[0]
    length = float(np.hypot(*step))
    if turn > _MOST_TURN or length * math.sin(turn) > 2 * tolerance:
        axis, along = -1, step / length
    return _Chain(points, along, _offset(points, along), axis)


def _offset(points: Points, along: Points) -> float:
    """Where a line along a direction has as much of the run's area on its left as on its right."""
    advance = np.diff(points @ along)
    height = points @ np.array([-along[1], along[0]])
    middle = (height[:-1] + height[1:]) / 2
    total = float(advance.sum())
    if abs(total) < 1e-9:
        return float(middle.mean())
    return float((middle * advance).sum() / total)


def _merged(chains: list[_Chain], axes: Points, tolerance: float) -> list[_Chain]:
    """Neighbours on one line joined; short slanted pieces between lines of the plan's directions dropped."""
    kept = [
        chain
        for number, chain in enumerate(chains)
        if chain.axis >= 0 or chain.length > _SHORT * tolerance or not _cuts_corner(chains, number)
    ]
    changed = True
    while changed and len(kept) > 3:
        changed = False
        for number in range(len(kept)):
            here, after = kept[number], kept[(number + 1) % len(kept)]
            if here.axis < 0 or here.axis != after.axis or float(here.along @ after.along) < 0:
                continue
            if abs(here.offset - after.offset) <= tolerance:
                points = np.vstack([here.points, after.points])
                joined = _Chain(points, here.along, _offset(points, here.along), here.axis)
                rest = [chain for chain in kept if chain is not here and chain is not after]
                place = min(number, len(rest))
                kept = [*rest[:place], joined, *rest[place:]] if number + 1 < len(kept) else [*rest, joined]
                changed = True
                break
    return _stepped(kept, axes)


def _cuts_corner(chains: list[_Chain], number: int) -> bool:
    """Whether a piece lies between two lines of different directions, that meet without it."""
    before, after = chains[number - 1], chains[(number + 1) % len(chains)]
    return before.axis >= 0 and after.axis >= 0 and before.axis != after.axis


def _stepped(chains: list[_Chain], axes: Points) -> list[_Chain]:
    """Lines with a step between those neighbours that are parallel and apart: across, where the two part."""
    result = []
    for number, chain in enumerate(chains):
        result.append(chain)
        after = chains[(number + 1) % len(chains)]
        if chain.axis >= 0 and chain.axis == after.axis and len(chains) > 1:
            across = axes[chain.axis ^ 1]
            middle = (chain.points[-1] + after.points[0]) / 2
            step = float((after.offset - chain.offset) * (chain.normal @ across))
            along = across * math.copysign(1.0, step) if step else across
            ends = np.array([chain.foot(middle), after.foot(middle)])
            result.append(
                _Chain(ends, along, float(middle @ np.array([-along[1], along[0]])), chain.axis ^ 1)
            )
    return result


def _corners(chains: list[_Chain]) -> Points | None:
    """Where neighbouring lines meet; None where fewer than three do."""
    if len(chains) < 3:
        return None
    corners = []
    for number, chain in enumerate(chains):
        before = chains[number - 1]
        cross = float(before.along[0] * chain.along[1] - before.along[1] * chain.along[0])
        if abs(cross) < math.sin(_LEAST_CORNER):
            # Nearly parallel lines: both go on to the point where the outline itself turns.
            corner = chain.points[0]
            corners += [before.foot(corner), chain.foot(corner)]
            continue
        matrix = np.array([before.normal, chain.normal])
        corners.append(np.linalg.solve(matrix, np.array([before.offset, chain.offset])))
    return np.array(corners)
