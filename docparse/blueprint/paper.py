"""Drawings on dark paper, made as others are: dark ink on white paper."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

# Paper darker than this is dark; ink differs from it by so much.
_DARK, _CONTRAST = 128, 32
# Lines are told from areas in a picture of this longer side, in which they are thinner than this.
_SIDE, _THICK = 640, 31


def on_white(pixels: Pixels) -> Pixels:
    """A page of (H, W, 3) uint8 RGB with its paper white, where that is dark.

    A blueprint in the old sense, light lines on blue, is inverted. Where the lines are darker still than the
    paper (a picture with a see-through ground, saved without one), the page is lightened.
    """
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    paper = int(np.median(grey))
    if paper >= _DARK:
        return pixels
    if _has_light_lines(np.asarray(grey, np.uint8), paper):
        return np.asarray(255 - pixels, np.uint8)
    return np.asarray(cv2.convertScaleAbs(pixels, alpha=255 / max(paper, 1)), np.uint8)


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
