"""From mask prototypes to outlines."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def outlines(
    prototypes: Floats, coefficients: Floats, boxes: Floats, canvas: tuple[int, int]
) -> tuple[Floats | None, ...]:
    """The outline of every find.

    Args:
        prototypes: (k, h, w) float32.
        coefficients: (N, k) float32.
        boxes: (N, 4) float32 in canvas pixels.
        canvas: (width, height) of the network's input.

    Returns:
        For every find the (M, 2) float32 outline of its mask within its box, in canvas pixels, or None for a
        mask without a pixel.
    """
    return tuple(
        _outline_of(prototypes, weights, box, canvas)
        for weights, box in zip(coefficients, boxes, strict=True)
    )


def _outline_of(prototypes: Floats, weights: Floats, box: Floats, canvas: tuple[int, int]) -> Floats | None:
    found = mask_of(prototypes, weights, box, canvas)
    if found is None:
        return None
    mask, left, top = found
    points = outline(mask)
    return None if points is None else points + np.array([left, top], np.float32)


def mask_of(
    prototypes: Floats, weights: Floats, box: Floats, canvas: tuple[int, int]
) -> tuple[NDArray[np.uint8], int, int] | None:
    """A find's mask at canvas resolution, only as large as its box.

    Args:
        prototypes: (k, h, w) float32.
        weights: (k,) the find's coefficients.
        box: (4,) in canvas pixels.
        canvas: (width, height) of the network's input.

    Returns:
        The (H, W) uint8 mask of 0 and 1 with its left and top on the canvas; None for a box without a pixel.
    """
    count, height, width = prototypes.shape
    step_x, step_y = canvas[0] // width, canvas[1] // height
    left, top, right, bottom = _pixels_in(box, canvas)
    if right <= left or bottom <= top:
        return None
    # One more cell on every side: the pixels at the box's edge lie between two cells.
    x0, y0 = max(left // step_x - 1, 0), max(top // step_y - 1, 0)
    x1, y1 = min(-(-right // step_x) + 1, width), min(-(-bottom // step_y) + 1, height)
    cells = (weights @ prototypes[:, y0:y1, x0:x1].reshape(count, -1)).reshape(y1 - y0, x1 - x0)
    size = ((x1 - x0) * step_x, (y1 - y0) * step_y)
    logits = cv2.resize(cells, size, interpolation=cv2.INTER_LINEAR)
    part = logits[top - y0 * step_y : bottom - y0 * step_y, left - x0 * step_x : right - x0 * step_x]
    return (part > 0).astype(np.uint8), left, top


def _pixels_in(box: Floats, canvas: tuple[int, int]) -> tuple[int, int, int, int]:
    """The whole pixels from a box's left and top edge to before its right and bottom edge."""
    left, top, right, bottom = (int(v) for v in np.ceil(box))
    return max(left, 0), max(top, 0), min(right, canvas[0]), min(bottom, canvas[1])


def outline(mask: NDArray[np.uint8]) -> Floats | None:
    """The outline of a mask's largest piece, along the outer edges of its pixels.

    Args:
        mask: (H, W) uint8, 0 outside.

    Returns:
        (M, 2) float32, clockwise, where pixel (0, 0) spans from 0 to 1; None for an empty mask.
    """
    # The corners of pixels form a grid with one more row and column; those that touch the mask outline it.
    grown = cv2.copyMakeBorder(mask, 0, 1, 0, 1, cv2.BORDER_CONSTANT, value=0)
    corners = cv2.dilate(grown, np.ones((2, 2), np.uint8), anchor=(1, 1))
    found, _ = cv2.findContours(corners, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not found:
        return None
    largest = max(found, key=lambda points: (cv2.contourArea(points), len(points)))
    return np.asarray(largest.reshape(-1, 2)[::-1], np.float32)
