"""Walls filled with a pale tone, drawn over as dark as most draw them."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.geometry.strips import thicknesses

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
_NEAR = 6
# Half of slim walls' thickness, as a share of usual ones'; half of that of what is too wide for a wall, as a
# share of thick ones'; and so much of all walls' length is thinner than these.
_SLIM, _WIDE, _THICK = 0.2, 0.75, 0.85


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
    usual, thick = thicknesses(walls, (0.5, _THICK))
    off = min(_EVEN, _NEAR + 2 * round(high - low))
    filled = np.asarray(cv2.inRange(grey, (round(tone) - off,), (round(tone) + off,)), np.uint8)
    # Lines that are as pale are furniture, and what is wider than walls is floor.
    slim = max(_EDGE, int(_SLIM * usual))
    wide = max(slim + 1, round(_WIDE * thick))
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
