"""Walls filled with a pale tone, drawn over as dark as most draw them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

# Walls of this tone or a lighter one are pale, where the quartiles of what is within them lie no farther than
# so much apart: hatching and hollow walls are of no one tone. The paper beside them is lighter by so much.
_PALE, _EVEN, _CONTRAST = 100, 20, 24
# What they become.
_INK = 40
# So many pixels from a wall's edge it is of its own tone, and so many beyond it there is paper.
_EDGE, _BESIDE = 2, 8
# What is as pale as walls is off by as many tones, and more where these are less even.
_NEAR = 10
# What is slimmer than this share of usual walls, or wider than that of thick ones, is none; thick are those
# places that are thicker than this share of all.
_SLIM, _WIDE, _THICK = 0.4, 2.5, 0.9


def with_dark_walls(pixels: Pixels, grey: Pixels, walls: Mask) -> Pixels | None:
    """The page with dark walls, where they are filled with a pale tone; None where they are not.

    Args:
        pixels: (H, W, 3) uint8, the page.
        grey: (H, W) uint8, the same without colour.
        walls: (H, W) True where walls are seen.
    """
    mask = walls.view(np.uint8)
    inside = grey[_shrunk(mask, _EDGE)]
    low, tone, high = np.percentile(inside, (25, 50, 75)) if inside.size else (0.0, 0.0, 0.0)
    if tone < _PALE or high - low > _EVEN:
        return None
    beside = grey[_grown(mask, _BESIDE) & ~_grown(mask, _EDGE)]
    paper = np.percentile(beside, 75) if beside.size else 0.0
    if paper - tone < _CONTRAST:
        return None
    off = min(_EVEN, _NEAR + 2 * round(high - low))
    filled = np.asarray(cv2.inRange(grey, (round(tone) - off,), (round(tone) + off,)), np.uint8)
    # Of pale walls little may be seen, but some of their middles. Lines that are as pale are furniture, and
    # what is wider than walls is floor.
    half = np.quantile(cv2.distanceTransform(filled, cv2.DIST_L2, 5)[walls], (0.5, _THICK))
    slim = max(_EDGE, int(_SLIM * half[0]))
    wide = max(slim + 1, round(_WIDE * half[1]))
    floor = _grown(_shrunk(filled, wide).view(np.uint8), wide + _EDGE)
    solid = _grown(_shrunk(filled, slim).view(np.uint8), slim) & ~floor
    edge = _grown(solid.view(np.uint8), 1) & (grey < (tone + paper) / 2)
    dark = pixels.copy()
    dark[solid | edge] = _INK
    return dark


def _grown(mask: Pixels, by: int) -> Mask:
    return np.asarray(cv2.dilate(mask, np.ones((2 * by + 1, 2 * by + 1), np.uint8)) > 0)


def _shrunk(mask: Pixels, by: int) -> Mask:
    return np.asarray(cv2.erode(mask, np.ones((2 * by + 1, 2 * by + 1), np.uint8)) > 0)
