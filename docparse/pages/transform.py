"""Turning, flattening and enlarging pixels, each with the way points go along.

Pixels are (H, W, 3) or (H, W) uint8. Points are (N, 2) in page pixels: x from 0 at the picture's left edge to
W at its right, y from 0 to H downwards, so that the centre of the first pixel is (0.5, 0.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from docparse.errors import UsageError
from docparse.geometry.quad import box_corners, by_centres, homography, map_points

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from docparse.geometry.quad import Matrix
    from docparse.pages.page import Pixels, Points

__all__ = ["enlarge", "map_points", "rectify", "rotate_points", "rotate_quarter", "rotated_back"]

# OpenCV addresses the source pixels of a warp with signed 16-bit numbers.
_MAX_SIDE = 32_000


def rotate_quarter(pixels: Pixels, quarter_turns: int) -> Pixels:
    """Turn a picture clockwise by quarters; no pixel is changed.

    Args:
        pixels: The picture.
        quarter_turns: How many quarters clockwise; negative ones go the other way.
    """
    return np.ascontiguousarray(np.rot90(pixels, k=-quarter_turns))


def rotate_points(points: ArrayLike, quarter_turns: int, size: tuple[float, float]) -> Points:
    """Where points of a picture are after :func:`rotate_quarter`.

    To go back, turn by ``-quarter_turns`` with the size of the turned picture.

    Args:
        points: (N, 2) points in the picture before turning.
        quarter_turns: How many quarters clockwise.
        size: (width, height) of the picture before turning.
    """
    xy = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    x, y = xy[:, 0], xy[:, 1]
    width, height = size
    turned = {
        0: (x, y),
        1: (height - y, x),
        2: (width - x, height - y),
        3: (y, width - x),
    }
    return np.column_stack(turned[quarter_turns % 4])


def rotated_back(quarter_turns: int, size: tuple[float, float]) -> Matrix:
    """The 3 x 3 mapping of points after :func:`rotate_quarter` to the picture before.

    Args:
        quarter_turns: How many quarters clockwise the picture was turned.
        size: (width, height) of the picture before turning.
    """
    width, height = size if quarter_turns % 2 == 0 else size[::-1]
    # Three points tell where the origin and both axes of the turned picture lie in the one before.
    origin, right, down = rotate_points([(0, 0), (1, 0), (0, 1)], -quarter_turns, (width, height))
    back = np.eye(3)
    back[:2] = np.column_stack([right - origin, down - origin, origin])
    return back


def rectify(pixels: Pixels, corners: ArrayLike, size: tuple[int, int]) -> tuple[Pixels, Matrix]:
    """Cut a four-cornered part out of a picture and lay it flat.

    Args:
        pixels: The picture.
        corners: (4, 2) corners of the part, clockwise from what shall be the top left.
        size: (width, height) of the flat picture in pixels.

    Returns:
        The flat picture, and the 3 x 3 mapping of points in the picture to points in the flat one
        (:func:`map_points`); its inverse leads back. What lies outside the picture is filled with its edge.

    Raises:
        UsageError: ``usage.corners`` when the corners do not span a four-cornered shape, or a side of the
            flat picture is not within 1 to 32,000 pixels.
    """
    import cv2  # noqa: PLC0415 - loaded when first needed

    width, height = size
    if not (1 <= width <= _MAX_SIDE and 1 <= height <= _MAX_SIDE):
        raise UsageError("usage.corners", f"the flat picture's sides must be 1 to {_MAX_SIDE} pixels")
    try:
        mapping = homography(corners, box_corners(0, 0, width, height))
    except ValueError as error:
        raise UsageError("usage.corners", f"the corners span no four-cornered shape: {error}") from error
    flat = cv2.warpPerspective(
        pixels, by_centres(mapping), (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(flat, dtype=np.uint8), mapping


def enlarge(pixels: Pixels, factor: float) -> Pixels:
    """Scale a picture, by cubic interpolation upwards and by areas downwards.

    Points go along by multiplication with the factor, to within half a pixel of the picture's far edges.

    Args:
        pixels: The picture.
        factor: How many times as wide and as high; above 0.

    Raises:
        UsageError: ``usage.factor`` when the factor is not above zero or the picture would become too large.
    """
    import cv2  # noqa: PLC0415

    height, width = pixels.shape[:2]
    if not np.isfinite(factor) or factor <= 0 or factor * max(width, height) > _MAX_SIDE:
        raise UsageError(
            "usage.factor", f"the factor must be above 0 and leave sides within {_MAX_SIDE} pixels"
        )
    target = (max(1, round(width * factor)), max(1, round(height * factor)))
    if target == (width, height):
        return pixels.copy()
    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(pixels, target, interpolation=how), dtype=np.uint8)
