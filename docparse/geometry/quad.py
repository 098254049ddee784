"""Four-cornered shapes and the plane mappings between them.

Points are (N, 2) float arrays in page pixels: origin at the top-left corner of the picture, x right, y down.
A picture of W x H pixels spans x from 0 to W and y from 0 to H, so its corners are whole numbers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]
Matrix = NDArray[np.float64]


def box_corners(left: float, top: float, right: float, bottom: float) -> Points:
    """The (4, 2) corners of an upright box, clockwise from the top left."""
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float64)


def bounds(points: ArrayLike) -> tuple[float, float, float, float]:
    """The upright box (left, top, right, bottom) round (N, 2) points."""
    xy = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    left, top = xy.min(axis=0)
    right, bottom = xy.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def polygon_area(points: ArrayLike) -> float:
    """Area of a simple (N, 2) polygon in square units, by the shoelace formula; never negative."""
    xy = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    xy = xy - xy.mean(axis=0)  # keeps the products small, so that little precision is lost
    x, y = xy[:, 0], xy[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2.0)


def order_corners(points: ArrayLike) -> Points:
    """Four corners of a convex shape in any order, as (4, 2) clockwise from the one nearest the top left."""
    xy = np.asarray(points, dtype=np.float64).reshape(4, 2)
    centre = xy.mean(axis=0)
    # With y down, growing angles run clockwise on the page.
    turn = np.arctan2(xy[:, 1] - centre[1], xy[:, 0] - centre[0])
    clockwise = xy[np.argsort(turn, kind="stable")]
    return np.roll(clockwise, -int(np.argmin(clockwise.sum(axis=1))), axis=0)


def quad_size(corners: ArrayLike) -> tuple[float, float]:
    """(width, height) of a four-cornered shape: the longer of each pair of opposite edges.

    Args:
        corners: (4, 2), clockwise from the top left.
    """
    xy = np.asarray(corners, dtype=np.float64).reshape(4, 2)
    top, right, bottom, left = np.linalg.norm(np.roll(xy, -1, axis=0) - xy, axis=1)
    return float(max(top, bottom)), float(max(left, right))


def homography(source: ArrayLike, target: ArrayLike) -> Matrix:
    """The 3 x 3 plane mapping that takes four source corners to four target corners.

    Args:
        source: (4, 2) corners, no three on a line.
        target: (4, 2) corners in the same order, no three on a line.

    Raises:
        ValueError: When three corners of either shape lie on one line, so that no such mapping exists.
    """
    start = np.asarray(source, dtype=np.float64).reshape(4, 2)
    end = np.asarray(target, dtype=np.float64).reshape(4, 2)
    if _is_flat(start) or _is_flat(end):
        raise ValueError("three corners lie on one line")
    # From the middle of the shape, which no such mapping takes to infinity as it may the origin.
    middle = start.mean(axis=0)
    rows = []
    for (x, y), (u, v) in zip(start - middle, end, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    solution = np.linalg.solve(np.array(rows), end.reshape(8))
    to_middle = np.array([[1, 0, -middle[0]], [0, 1, -middle[1]], [0, 0, 1]])
    return np.asarray(np.append(solution, 1.0).reshape(3, 3) @ to_middle)


def by_centres(matrix: ArrayLike) -> Matrix:
    """A 3 x 3 mapping for OpenCV, which counts from the centre of the first pixel, not from its corner."""
    half = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
    return np.asarray(np.linalg.inv(half) @ np.asarray(matrix, np.float64) @ half)


def map_points(points: ArrayLike, matrix: ArrayLike) -> Points:
    """Take (N, 2) points through a 3 x 3 plane mapping.

    To go back, pass ``numpy.linalg.inv(matrix)``.
    """
    xy = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    mapped = np.column_stack([xy, np.ones(len(xy))]) @ np.asarray(matrix, dtype=np.float64).T
    return np.asarray(mapped[:, :2] / mapped[:, 2:], dtype=np.float64)


def _is_flat(corners: Points) -> bool:
    size = float(np.ptp(corners, axis=0).max())
    if not np.isfinite(corners).all() or size == 0:
        return True
    for skipped in range(4):
        a, b, c = np.delete(corners, skipped, axis=0)
        first, second = b - a, c - a
        if abs(first[0] * second[1] - first[1] * second[0]) < 1e-9 * size * size:
            return True
    return False
