"""The four-cornered shape behind an outline whose corners are round, covered, or cut off."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from docparse.geometry.lines import Line, distances, fit_line, line_through, meet
from docparse.geometry.quad import polygon_area

Points = NDArray[np.float64]

# Shares of the outline's own size (the square root of its area).
_ROUGHNESS = 0.01
_REACH = 0.05
# A side's ends are left to the corners: those of a card are round.
_ENDS = 0.08
_SAMPLES = 400
# Spikes narrower than this many pixels, in an outline drawn at that size, are left out at first.
_DRAWN, _SPIKE = 240, 17


def fit_quad(outline: ArrayLike) -> Points | None:
    """Four corners whose sides follow the straight stretches of an outline.

    The corners are where the sides would meet: rounded corners become sharp, a corner under a finger or
    beyond the picture's edge comes back as long as both its sides can be seen.

    Args:
        outline: (N, 2) a closed outline, in either direction.

    Returns:
        (4, 2) corners, clockwise with y down, starting anywhere; None for an outline that has no area, or
        whose sides do not close to four convex corners.
    """
    points = np.asarray(outline, np.float64).reshape(-1, 2)
    size = float(np.sqrt(polygon_area(points))) if len(points) > 2 else 0.0
    if size == 0:
        return None
    corners = enclosing_quad(_without_spikes(points), tolerance=_ROUGHNESS * size)
    if corners is None:
        return None
    samples = _resample(points)
    return quad_of_lines([_side(samples, *ends, _REACH * size) for ends in _sides(corners)])


def enclosing_quad(outline: ArrayLike, tolerance: float = 0.0) -> Points | None:
    """Four corners round a convex outline, by dropping one short side after the other.

    Whatever side goes, its two neighbours are drawn out until they meet; the side that adds the least area
    goes first.

    Args:
        outline: (N, 2) points; their convex hull counts.
        tolerance: The hull is simplified by so much beforehand.

    Returns:
        (4, 2) corners, clockwise with y down; None where four sides cannot close.
    """
    hull = cv2.convexHull(np.asarray(outline, np.float32).reshape(-1, 1, 2))
    if tolerance > 0:
        hull = cv2.approxPolyDP(hull, tolerance, True)
    corners = hull.reshape(-1, 2).astype(np.float64)
    if len(corners) < 4 or polygon_area(corners) == 0:
        return None
    if _signed_area(corners) < 0:
        corners = corners[::-1]
    while len(corners) > 4:
        dropped = _drop_side(corners)
        if dropped is None:
            return None
        corners = dropped
    return corners


def quad_of_lines(sides: list[Line]) -> Points | None:
    """The corners between four sides, each the meeting point of the side before and the side itself.

    Returns:
        (4, 2) corners, or None when neighbours do not meet or the shape is not convex and clockwise.
    """
    try:
        corners = np.array([meet(sides[number - 1], sides[number]) for number in range(4)])
    except ValueError:
        return None
    return corners if is_convex(corners) else None


def is_convex(corners: ArrayLike) -> bool:
    """Whether (4, 2) corners are convex and clockwise, with y down."""
    xy = np.asarray(corners, np.float64).reshape(4, 2)
    if not np.isfinite(xy).all():
        return False
    along = np.roll(xy, -1, axis=0) - xy
    after = np.roll(along, -1, axis=0)
    return bool((along[:, 0] * after[:, 1] - along[:, 1] * after[:, 0] > 0).all())


def long_side_first(corners: ArrayLike) -> Points:
    """Clockwise corners, rolled so that the first two span the upper one of the longer pair of sides.

    Args:
        corners: (4, 2), clockwise with y down.
    """
    xy = np.asarray(corners, np.float64).reshape(4, 2)
    lengths = np.linalg.norm(np.roll(xy, -1, axis=0) - xy, axis=1)
    first = 0 if lengths[0] + lengths[2] >= lengths[1] + lengths[3] else 1
    heights = (xy + np.roll(xy, -1, axis=0))[:, 1]
    upper = first if heights[first] <= heights[(first + 2) % 4] else first + 2
    return np.roll(xy, -upper, axis=0)


def _signed_area(corners: Points) -> float:
    """Positive for clockwise corners, with y down."""
    x, y = (corners - corners.mean(axis=0)).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _drop_side(corners: Points) -> Points | None:
    """One side less: the one whose neighbours meet beyond it at the least extra area."""
    start, end = corners, np.roll(corners, -1, axis=0)
    before = start - np.roll(corners, 1, axis=0)
    after = end - np.roll(corners, -2, axis=0)
    across = end - start
    turn = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    # How far the neighbours go, as shares of their own lengths; where negative, they part and never meet.
    closing = turn != 0
    divisor = np.where(closing, turn, 1.0)
    far = (across[:, 0] * after[:, 1] - across[:, 1] * after[:, 0]) / divisor
    back = (across[:, 0] * before[:, 1] - across[:, 1] * before[:, 0]) / divisor
    tips = start + far[:, None] * before
    area = np.abs(across[:, 0] * (tips - start)[:, 1] - across[:, 1] * (tips - start)[:, 0]) / 2
    area[~(closing & (far >= 0) & (back >= 0))] = np.inf
    side = int(np.argmin(area))
    if not np.isfinite(area[side]):
        return None
    following = (side + 1) % len(corners)
    merged = corners.copy()
    merged[side] = tips[side]
    return np.delete(merged, following, axis=0)


def _without_spikes(points: Points) -> Points:
    """The outline without what sticks out of it and is narrow, by drawing and opening it."""
    low = points.min(axis=0)
    scale = _DRAWN / float(np.ptp(points, axis=0).max())
    drawn = np.rint((points - low) * scale).astype(np.int32) + _SPIKE
    mask = np.zeros((_DRAWN + 2 * _SPIKE, _DRAWN + 2 * _SPIKE), np.uint8)
    cv2.fillPoly(mask, [drawn], 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_SPIKE, _SPIKE))
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel), np.uint8)
    left, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not left:
        return points
    largest = max(left, key=cv2.contourArea).reshape(-1, 2)
    return np.asarray((largest - _SPIKE) / scale + low, np.float64)


def _sides(corners: Points) -> list[tuple[Points, Points]]:
    return [(corners[number], corners[(number + 1) % 4]) for number in range(4)]


def _side(samples: Points, start: Points, end: Points, reach: float) -> Line:
    """The line along which the outline runs between two corners."""
    line = line_through(start, end)
    along = (samples - start) @ (end - start) / float((end - start) @ (end - start))
    own = (along > _ENDS) & (along < 1 - _ENDS) & (np.abs(distances(line, samples)) < reach)
    return fit_line(samples[own], line, reach)


def _resample(points: Points) -> Points:
    """Points at even steps along a closed outline."""
    closed = np.vstack([points, points[:1]])
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    steps = np.linspace(0, lengths[-1], _SAMPLES, endpoint=False)
    return np.column_stack([np.interp(steps, lengths, closed[:, axis]) for axis in (0, 1)])
