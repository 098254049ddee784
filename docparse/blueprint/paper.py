"""Drawings on dark paper or in faint ink, made as others are: dark ink on white paper."""

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


def on_white(pixels: Pixels) -> Pixels:
    """A page of (H, W, 3) uint8 RGB with white paper and black ink, where it has dark paper or faint ink.

    A blueprint in the old sense, light lines on blue, is inverted. Where the lines are darker still than the
    paper (a picture with a see-through ground, saved without one), the page is lightened.
    """
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    ink, paper = _tones(grey)
    if paper < _DARK and _has_light_lines(grey, paper):
        pixels = 255 - pixels
        ink, paper = _tones(255 - grey)
    if (paper >= _DARK and ink <= _FAINT) or paper - ink < _CONTRAST:
        return pixels
    steps = np.clip((np.arange(256) - ink) * (255 / (paper - ink)), 0, 255)
    return np.asarray(cv2.LUT(pixels, np.rint(steps).astype(np.uint8)), np.uint8)


def _tones(grey: Pixels) -> tuple[int, int]:
    """The darkest tone that there is something of, and the middle one: ink and paper."""
    below = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256]), dtype=np.float64)
    ink, paper = np.searchsorted(below, np.array([_DARKEST, 0.5]) * grey.size)
    return int(ink), int(paper)


def _has_light_lines(grey: Pixels, paper: int) -> bool:
    """Whether more is drawn in lighter lines than the paper than in darker ones."""
    by = min(1.0, _SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=by, fy=by, interpolation=cv2.INTER_AREA).astype(np.int16) - paper
    return _drawn(small > _CONTRAST) > _drawn(small < -_CONTRAST)


def _drawn(inked: NDArray[np.bool_]) -> int:
    """Pixels of what is no thicker than lines."""
    mask = inked.view(np.uint8)
    areas = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((_THICK, _THICK), np.uint8))
    return int(np.count_nonzero(cv2.subtract(mask, areas)))
