"""A page as a model wants it: scaled evenly, laid on grey, with a way back to page pixels.

Rounding follows ultralytics, on whose letterboxed pages the models were trained: every side of the scaled
page is rounded for itself, so the two axes differ a little in scale, and an odd pixel of padding goes right
or down.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.regions.regions import Pixels

GREY = 114
# A step that shrinks by more than this, but does not halve, has samples that drift past every other line.
_DRIFT = 1.3


@dataclass(frozen=True)
class Letterbox:
    """Where a page lies on a canvas. All sizes are (width, height) in pixels.

    Attributes:
        page: The page.
        content: The scaled page.
        offset: Left and top of the scaled page on the canvas.
        canvas: The canvas.
    """

    page: tuple[int, int]
    content: tuple[int, int]
    offset: tuple[int, int]
    canvas: tuple[int, int]

    @property
    def gain(self) -> tuple[float, float]:
        """Canvas pixels for a page pixel, across and down."""
        return self.content[0] / self.page[0], self.content[1] / self.page[1]

    def to_page(self, points: NDArray[np.floating]) -> NDArray[np.float32]:
        """Take (..., 2) points on the canvas to the page, and into its bounds."""
        on_page = (points - np.asarray(self.offset)) / np.asarray(self.gain)
        return np.asarray(np.clip(on_page, 0, np.asarray(self.page)), np.float32)

    def apply(self, pixels: Pixels, *, smooth: bool = True) -> Pixels:
        """Draw the page on the canvas.

        Args:
            pixels: (H, W, 3) uint8, the page.
            smooth: Shrink to less than half in several steps, so that no line is lost; else sample bilinearly
                in one, as ultralytics does.
        """
        content = _scaled(pixels, self.content, smooth)
        if self.content == self.canvas:
            return content
        left, top = self.offset
        right, bottom = (whole - part for whole, part in zip(self.canvas, self.content, strict=True))
        rim = (top, bottom - top, left, right - left)
        padded = cv2.copyMakeBorder(content, *rim, cv2.BORDER_CONSTANT, value=(GREY,) * 3)
        return np.asarray(padded, np.uint8)


def _scaled(pixels: Pixels, size: tuple[int, int], smooth: bool) -> Pixels:
    """The page at another size. Bilinear sampling looks at 2 x 2 pixels, so a step may halve, but no more."""
    if smooth and _shrink(pixels, size) > 2:
        while _shrink(pixels, size) > 2:
            half = (pixels.shape[1] + 1) // 2, (pixels.shape[0] + 1) // 2
            pixels = np.asarray(cv2.resize(pixels, half, interpolation=cv2.INTER_LINEAR), np.uint8)
        if _shrink(pixels, size) > _DRIFT:
            pixels = np.asarray(cv2.GaussianBlur(pixels, (3, 3), 0), np.uint8)
    if (pixels.shape[1], pixels.shape[0]) == size:
        return pixels
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _shrink(pixels: Pixels, size: tuple[int, int]) -> float:
    return float(min(pixels.shape[1] / size[0], pixels.shape[0] / size[1]))


def fit(page: tuple[int, int], size: tuple[int, int], *, stride: int | None) -> Letterbox:
    """Scale a page so that it just fits into a size.

    Args:
        page: (width, height) of the page.
        size: (width, height) to fit into.
        stride: The canvas is the scaled page's size, each side raised to a multiple of this; None for a
            canvas of exactly ``size``, as models of a fixed input need.
    """
    ratio = min(size[0] / page[0], size[1] / page[1])
    return at_scale(page, ratio, size if stride is None else None, stride=stride or 1)


def at_scale(
    page: tuple[int, int], scale: float, canvas: tuple[int, int] | None = None, *, stride: int = 32
) -> Letterbox:
    """Scale a page by a factor.

    Args:
        page: (width, height) of the page.
        scale: Canvas pixels for a page pixel.
        canvas: (width, height) that the canvas has at least; None for the smallest that holds the page.
        stride: Sides of the canvas are multiples of this.
    """
    content = max(round(page[0] * scale), 1), max(round(page[1] * scale), 1)
    least = canvas or content
    sides = tuple(math.ceil(max(a, b) / stride) * stride for a, b in zip(content, least, strict=True))
    # The odd pixel goes right and down. A size with .5 is rounded to the even number without the 0.1.
    offset = tuple(round((side - own) / 2 - 0.1) for side, own in zip(sides, content, strict=True))
    return Letterbox(page, content, (offset[0], offset[1]), (sides[0], sides[1]))
