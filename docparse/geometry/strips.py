"""How thick the strips of a mask are, what is near them, and which of them run straight."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def thicknesses(mask: Mask, shares: Sequence[float] = (0.5,)) -> list[float]:
    """How thick a mask is over its length.

    Args:
        mask: (H, W) bool.
        shares: Of the length so much is thinner than what is returned; the median by default.

    Returns:
        Pixels, for each share; 0 for an empty mask.
    """
    far = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    ridge = far[(far >= cv2.dilate(far, np.ones((3, 3), np.uint8))) & (far > 0)]
    return [float(value) for value in 2 * np.quantile(ridge, shares)] if len(ridge) else [0.0] * len(shares)


def grown(mask: Mask, by: int) -> Mask:
    """The mask and what is within so many pixels of it."""
    return np.asarray(cv2.dilate(mask.astype(np.uint8), disc(by)) > 0)


def disc(radius: int) -> NDArray[np.uint8]:
    """A round kernel."""
    return ellipse(2 * radius + 1)


def ellipse(size: int) -> NDArray[np.uint8]:
    """A round kernel so many pixels across, or one more: an even one would shift what it leaves."""
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size | 1, size | 1)), np.uint8)


def straight(mask: Mask, long: int, how: int = cv2.MORPH_OPEN) -> Mask:
    """What of a mask lies in runs of some length along or across the page.

    Args:
        mask: (H, W) bool.
        long: Pixels; an even number counts as the next.
        how: ``cv2.MORPH_CLOSE`` for the mask with gaps filled that are shorter instead.
    """
    picture, long = mask.astype(np.uint8), long | 1  # as for round kernels
    across, down = (
        cv2.morphologyEx(picture, how, np.ones(size, np.uint8)) for size in ((1, long), (long, 1))
    )
    return np.asarray(cv2.max(across, down) > 0)
