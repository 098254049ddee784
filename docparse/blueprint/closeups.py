"""Gaps seen from near, each turned so that its wall runs across the picture, its jambs in set places.

What the opening model learns from and what it is asked about come from here, both.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.drawing import Drawing
from docparse.blueprint.walls import Walls

Corners = NDArray[np.float64]
CloseUps = NDArray[np.uint8]

# Pixels of a close-up's side, and between the jambs: a leaf as wide as its gap, wide open, is all in it.
SIDE, SPAN = 64, 24
# What a close-up shows, one channel each: the drawing, wall, openings as the region model sees them (windows
# half as bright as doors), floor, and the gap itself.
CHANNELS = ("grey", "wall", "opening", "floor", "gap")
# Beyond the page there is paper.
_PAPER = (255.0, 0.0, 0.0, 0.0)
_SMALLEST = 8
# How much of the darkest of four pixels one that stands for them takes.
_KEPT = 0.8
# Pictures are drawn by where each of their pixels lies on the drawing.
_HOW = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


def other_pens(close_ups: CloseUps) -> tuple[CloseUps, CloseUps]:
    """Close-ups as a softer and as a bolder pen would have drawn them."""
    soft, bold = close_ups.copy(), close_ups.copy()
    for number, picture in enumerate(close_ups[:, CHANNELS.index("grey")]):
        soft[number, CHANNELS.index("grey")] = cv2.blur(picture, (3, 3))
        bold[number, CHANNELS.index("grey")] = cv2.erode(picture, np.ones((3, 3), np.uint8))
    return soft, bold


class Lens:
    """Makes close-ups of one drawing. Its layers are reduced once, for all gaps that are much larger."""

    def __init__(self, drawing: Drawing, walls: Walls) -> None:
        classes = drawing.classes
        opening = 255 * classes.mask("door").astype(np.uint8) + 128 * classes.mask("window").astype(np.uint8)
        layers = [walls.mask * np.uint8(255), opening, classes.mask("floor", "stairs") * np.uint8(255)]
        self._levels = [np.dstack([drawing.grey, *layers])]

    def close_ups(self, gaps: Sequence[Corners]) -> CloseUps:
        """(N, 5, 64, 64) pictures of (4, 2) gaps; the channels are :data:`CHANNELS`."""
        pictures = np.zeros((len(gaps), len(CHANNELS), SIDE, SIDE), np.uint8)
        if not len(gaps):
            return pictures
        corners = np.stack(list(gaps))
        start, end = (corners[:, 0] + corners[:, 3]) / 2, (corners[:, 1] + corners[:, 2]) / 2
        width = np.maximum(np.linalg.norm(end - start, axis=1), 1.0)
        along, scale = (end - start) / width[:, None], width / SPAN
        turn = scale[:, None, None] * np.stack([along, along[:, ::-1] * (-1, 1)], axis=2)
        # cv2 counts from pixel centres, corners from theirs.
        origin = (start + end) / 2 + turn @ np.full(2, 0.5 - SIDE / 2)
        self._draw(pictures[:, : self._levels[0].shape[2]], turn, origin, scale)
        deep = np.linalg.norm(corners[:, 3] - corners[:, 0], axis=1)
        left = (SIDE - SPAN) // 2
        pictures[:, -1, :, left : left + SPAN] = _bands(deep / scale)[:, :, None]
        return pictures

    def _draw(self, pictures: CloseUps, turn: Corners, origin: Corners, scale: Corners) -> None:
        """Draw the layers; (N, 2, 2) is a picture's pixel, (N, 2) where the first is, (N,) how long."""
        levels = np.maximum(np.rint(np.log2(scale)), 0).astype(int)
        for number in np.unique(levels).tolist():
            layers = self._level(number)
            # The reduced picture may be a pixel short of its share.
            shrink = np.array(self._levels[0].shape[1::-1]) / layers.shape[1::-1]
            these = np.flatnonzero(levels == number)
            ways = np.dstack([turn[these] / shrink[:, None], origin[these] / shrink - 0.5])
            for picture, way in zip(these.tolist(), ways, strict=True):
                view = cv2.warpAffine(layers, way, (SIDE, SIDE), flags=_HOW, borderValue=_PAPER)
                pictures[picture] = view.transpose(2, 0, 1)

    def _level(self, number: int) -> NDArray[np.uint8]:
        while len(self._levels) <= number and min(self._levels[-1].shape[:2]) > _SMALLEST:
            last = self._levels[-1]
            size = (-(-last.shape[1] // 2), -(-last.shape[0] // 2))
            half = cv2.resize(last, size, interpolation=cv2.INTER_AREA)
            # A leaf's line is a pixel wide, and would fade away.
            darkest = cv2.erode(last[..., 0], np.ones((2, 2), np.uint8), anchor=(0, 0))
            lines = cv2.resize(darkest, size, interpolation=cv2.INTER_NEAREST)
            half[..., 0] = cv2.addWeighted(half[..., 0], 1 - _KEPT, lines, _KEPT, 0)
            self._levels.append(np.asarray(half, np.uint8))
        return self._levels[min(number, len(self._levels) - 1)]


def _bands(deep: Corners) -> CloseUps:
    """(N, 64) which rows of pictures a wall takes up that is so many of their pixels deep."""
    half = np.maximum(deep / 2, 0.5)[:, None]
    top, bottom = np.rint(SIDE / 2 - half), np.rint(SIDE / 2 + half)
    rows = np.arange(SIDE)
    return np.where((rows >= top) & (rows < np.maximum(bottom, top + 1)), np.uint8(255), np.uint8(0))
