"""Straight lines in the plane: fitted to points that are not all theirs, and where they meet.

A line is (a, b, c) with a² + b² = 1 and a x + b y + c the signed distance of (x, y) from it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Line = NDArray[np.float64]
Points = NDArray[np.float64]

# Tukey's biweight keeps 95 % of least squares' precision on points that are all the line's own.
_TUKEY = 4.685
_ROUNDS = 8


def line_through(start: ArrayLike, end: ArrayLike) -> Line:
    """The line through two points, its positive side to the left of the way from one to the other (y down).

    Raises:
        ValueError: When the points are one.
    """
    (x0, y0), (x1, y1) = np.asarray(start, np.float64), np.asarray(end, np.float64)
    length = float(np.hypot(x1 - x0, y1 - y0))
    if length == 0:
        raise ValueError("two equal points have no line")
    a, b = (y1 - y0) / length, (x0 - x1) / length
    return np.array([a, b, -(a * x0 + b * y0)])


def distances(line: Line, points: ArrayLike) -> NDArray[np.float64]:
    """Signed distances of (N, 2) points from a line."""
    xy = np.asarray(points, np.float64).reshape(-1, 2)
    return np.asarray(xy @ line[:2] + line[2])


def nearest_line(points: Points, weights: NDArray[np.float64]) -> Line:
    """The line nearest to (N, 2) weighted points by total least squares, whichever side is positive."""
    centre = weights @ points / weights.sum()
    spread = points - centre
    normal = np.linalg.eigh((spread * weights[:, None]).T @ spread)[1][:, 0]
    return np.append(normal, -normal @ centre)


def fit_line(points: ArrayLike, start: Line, scale: float) -> Line:
    """The line nearest to those points that lie near one, by iteratively reweighted total least squares.

    Args:
        points: (N, 2), at least two of them near the line.
        start: A line close to the one looked for.
        scale: How far points of the line may lie from it at first; it shrinks as the line settles.

    Returns:
        The line, with its positive side where that of ``start`` is; ``start`` itself where too few points are
        near it to tell.
    """
    xy = np.asarray(points, np.float64).reshape(-1, 2)
    line, reach = start, scale
    for _ in range(_ROUNDS):
        off = distances(line, xy)
        weights = np.clip(1 - (off / reach) ** 2, 0, None) ** 2
        if np.count_nonzero(weights) < 2:
            return start
        nearest = nearest_line(xy, weights)
        line = nearest if nearest[:2] @ line[:2] >= 0 else -nearest
        near = np.abs(distances(line, xy))[weights > 0]
        reach = float(np.clip(_TUKEY * 1.4826 * np.median(near), scale / 8, reach))
    return line


def meet(one: Line, other: Line) -> Points:
    """The (2,) point where two lines meet.

    Raises:
        ValueError: When they are parallel.
    """
    cross = one[0] * other[1] - one[1] * other[0]
    if abs(cross) < 1e-9:
        raise ValueError("parallel lines do not meet")
    x = (one[1] * other[2] - other[1] * one[2]) / cross
    y = (other[0] * one[2] - one[0] * other[2]) / cross
    return np.array([x, y])
