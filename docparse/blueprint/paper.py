"""Drawings on dark or coloured paper, or in faint ink, made as others are: dark ink on white paper."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

# Paper darker than this is dark; ink differs from it by so much.
_DARK, _CONTRAST = 128, 24
# Where the darkest pixels, this share of all, are lighter than that, ink is faint.
_DARKEST, _FAINT = 0.0005, 112
# Lines are told from areas in a picture of this longer side, in which they are thinner than this.
_SIDE, _THICK = 640, 31
# Ground is dim between these tones; below them are ink and masonry. Pages with less of it than this share are
# left as they are; of others all ground becomes as light as the last.
_SOLID, _DIM, _LEAST, _LIGHT = 80, 180, 0.08, 250
# Walls are thicker than lines, which are thinner than this; so much of a page is in dark ones, at least.
_SLIM, _WALLED = 5, 0.005
# What is left of a colour in its own complement, at least.
_FAINTEST = 16


def on_white(pixels: Pixels) -> Pixels:
    """A page of (H, W, 3) uint8 RGB with white paper and black ink, where these are not so.

    A blueprint in the old sense, light lines on blue, is inverted. Where the lines are darker still than the
    paper (a picture with a see-through ground, saved without one), the page is lightened. Floors filled with
    a dark colour and paper in shadow are lightened, too.
    """
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    ink, paper = _tones(grey)
    inverted = paper < _DARK and _has_light_lines(grey, paper)
    if inverted:
        # What was blue is yellow now, and says nothing.
        pixels = np.asarray(cv2.cvtColor(255 - grey, cv2.COLOR_GRAY2RGB), np.uint8)
        ink, paper = _tones(255 - grey)
    if (inverted or paper < _DARK or ink > _FAINT) and paper - ink >= _CONTRAST:
        steps = np.clip((np.arange(256) - ink) * (255 / (paper - ink)), 0, 255)
        pixels = np.asarray(cv2.LUT(pixels, np.rint(steps).astype(np.uint8)), np.uint8)
    return _lightened(pixels)


def _lightened(pixels: Pixels) -> Pixels:
    """The page with ground as good as white where it is dim, whatever its colour."""
    small = _small(pixels)
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    tone = _ground(grey, _THICK)
    # Walls as pale as that would be taken for ground where they are thick, and lost beside it.
    dark_walls = (_ground(grey, _SLIM) < _SOLID) & (tone >= _SOLID)
    if np.mean((tone >= _SOLID) & (tone < _DIM)) < _LEAST or dark_walls.mean() < _WALLED:
        return pixels
    kept = (tone < _SOLID) | (tone >= _LIGHT)
    out = np.empty_like(pixels)
    for channel in range(3):
        ground = np.maximum(_ground(small[..., channel], _THICK), _FAINTEST)
        gains = np.where(kept, 1.0, _LIGHT / ground).astype(np.float32)
        everywhere = cv2.resize(gains, (pixels.shape[1], pixels.shape[0]))
        out[..., channel] = cv2.multiply(pixels[..., channel], everywhere, dtype=cv2.CV_8U)
    return out


def _small(pixels: Pixels) -> Pixels:
    """A picture in which lines are told from areas."""
    by = min(1.0, _SIDE / max(pixels.shape))
    size = max(round(pixels.shape[1] * by), 1), max(round(pixels.shape[0] * by), 1)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _ground(tones: Pixels, size: int) -> Pixels:
    """What (H, W) is drawn on: of what is darker than that, nothing is left that is thinner than so much."""
    return np.asarray(cv2.morphologyEx(tones, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8)), np.uint8)


def _tones(grey: Pixels) -> tuple[int, int]:
    """The darkest tone that there is something of, and the middle one: ink and paper."""
    below = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256]), dtype=np.float64)
    ink, paper = np.searchsorted(below, np.array([_DARKEST, 0.5]) * grey.size)
    return int(ink), int(paper)


def _has_light_lines(grey: Pixels, paper: int) -> bool:
    """Whether more is drawn in lighter lines than the paper than in darker ones."""
    small = _small(grey).astype(np.int16) - paper
    return _drawn(small > _CONTRAST) > _drawn(small < -_CONTRAST)


def _drawn(inked: NDArray[np.bool_]) -> int:
    """Pixels of what is no thicker than lines."""
    mask = inked.view(np.uint8)
    areas = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((_THICK, _THICK), np.uint8))
    return int(np.count_nonzero(cv2.subtract(mask, areas)))
