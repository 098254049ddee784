"""The few picture operations used everywhere here, on (H, W) or (H, W, 3) arrays of uint8."""

from __future__ import annotations

import cv2
import numpy as np

from docparse.training.synth.id.carriers import Pixels

Mask = Pixels


def resized(picture: Pixels, width: float, height: float, method: int = cv2.INTER_AREA) -> Pixels:
    """At another size, one pixel at least."""
    size = max(1, round(width)), max(1, round(height))
    return np.asarray(cv2.resize(picture, size, interpolation=method), np.uint8)


def blurred(picture: Pixels, sigma: float) -> Pixels:
    """Softened by a Gaussian."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def masked(cover: Mask, by: Mask) -> Mask:
    """Coverage of both."""
    return np.asarray(cv2.multiply(cover, by, scale=1 / 255), np.uint8)


def without(cover: Mask, hole: Mask) -> Mask:
    """Coverage of the first and not of the second."""
    return np.asarray(cv2.subtract(cover, hole), np.uint8)


def ink_bounds(cover: Mask, threshold: int = 60) -> tuple[int, int, int, int]:
    """Left, top, width and height of what is covered more than a threshold; all 0 where nothing is."""
    inked = np.asarray(cover > threshold, np.uint8)
    x, y, w, h = cv2.boundingRect(inked)
    return int(x), int(y), int(w), int(h)
