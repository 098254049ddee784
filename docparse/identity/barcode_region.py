"""Where a page looks like a stacked barcode (PDF417), whether or not it can be read.

A stacked barcode is a solid block in which nearly all edges run one way and dark and light alternate quickly
across them. Both are measured by the structure tensor (the averaged products of the image's gradients), so
the block may lie at any angle. Text, guilloches and portraits have edges in many directions or few of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]

LONGEST_SIDE = 1200
"""Pixels that the page is scaled down to."""
BLOCK = 8
"""Pixels of a block's side; gradients are averaged over blocks."""
MIN_ENERGY = 250.0
"""Mean squared gradient (grey levels per pixel) of a block that may be part of a barcode."""
MIN_BLOCK_COHERENCE = 0.15
MIN_COHERENCE = 0.3
"""1 where all edges run one way, 0 where they run all ways."""
MIN_AREA = 0.015
"""Share of the page."""
MIN_FILL = 0.55
"""Share of its bounding rectangle that the block fills."""
ASPECTS = (0.7, 16.0)
"""Length across the bars ÷ length along them."""
MIN_CHANGES = 24
"""Changes between darker and lighter along a line across the bars: a PDF417 row has 16 in its start and stop
patterns and 8 in each of three or more codewords."""
MIN_DENSITY = 0.06
"""Changes for each pixel of such a line."""
_LINES = (-0.25, -0.1, 0.1, 0.25)
_MIN_STEP = 6.0


@cache
def opencv() -> Any:
    """OpenCV, imported when first needed: it is heavy, and importing docparse must not load it."""
    import cv2  # noqa: PLC0415

    return cv2


@dataclass(frozen=True)
class BarcodeRegion:
    """A place that looks like a stacked barcode.

    Attributes:
        polygon_px: Its corners in page pixels, (4, 2).
        angle: Degrees by which its rows are turned, clockwise as seen, -90 to 90.
        length: Pixels along a row.
        height: Pixels across the rows.
    """

    polygon_px: NDArray[np.float64]
    angle: float
    length: float
    height: float

    @property
    def center(self) -> tuple[float, float]:
        """Middle of the region, x and y in page pixels."""
        x, y = self.polygon_px.mean(axis=0)
        return float(x), float(y)


def looks_like_pdf417(pixels: NDArray[np.uint8]) -> BarcodeRegion | None:
    """The largest region that looks like a PDF417 symbol, or None. Costs a few milliseconds.

    Args:
        pixels: (H, W, 3) RGB or (H, W) grey, uint8.
    """
    cv2 = opencv()

    if min(pixels.shape[:2]) < 3 * BLOCK:
        return None
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) if pixels.ndim == 3 else pixels
    shrink = min(1.0, LONGEST_SIDE / max(grey.shape))
    if shrink < 1.0:
        grey = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    if min(grey.shape) < 3 * BLOCK:
        return None
    tensor = _tensor(grey)
    labels, count = _blocks(tensor)
    found = [_region(labels == label, tensor, grey) for label in range(1, count)]
    regions = [region for region in found if region is not None]
    if not regions:
        return None
    best = max(regions, key=lambda region: region.length * region.height)
    return BarcodeRegion(best.polygon_px / shrink, best.angle, best.length / shrink, best.height / shrink)


def _tensor(grey: NDArray[np.uint8]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Averages of gx², gy² and gx·gy over blocks, each smoothed over its neighbours."""
    cv2 = opencv()

    size = (max(2, grey.shape[1] // BLOCK), max(2, grey.shape[0] // BLOCK))

    def average(product: Any) -> FloatArray:
        blocks: FloatArray = cv2.blur(cv2.resize(product, size, interpolation=cv2.INTER_AREA), (3, 3))
        return blocks

    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=3, scale=0.25)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=3, scale=0.25)
    return average(across * across), average(down * down), average(across * down)


def _blocks(tensor: tuple[FloatArray, FloatArray, FloatArray]) -> tuple[NDArray[np.int32], int]:
    """Connected blocks that are lively and run one way: labels from 1, and one more than the last label."""
    cv2 = opencv()

    xx, yy, xy = tensor
    energy = xx + yy
    coherence = np.sqrt((xx - yy) ** 2 + 4 * xy**2) / (energy + 1e-3)
    mask = ((coherence > MIN_BLOCK_COHERENCE) & (energy > MIN_ENERGY)).astype(np.uint8)
    kernel = np.ones((5, 5), np.uint8)  # opening as wide as closing, so that text beside does not hang on
    mask = cv2.morphologyEx(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel), cv2.MORPH_OPEN, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    for label in range(1, count):
        if stats[label, cv2.CC_STAT_AREA] < max(25, MIN_AREA * mask.size):
            labels[labels == label] = 0
    return labels, count


def _region(
    mask: NDArray[np.bool_], tensor: tuple[FloatArray, FloatArray, FloatArray], grey: NDArray[np.uint8]
) -> BarcodeRegion | None:
    """The region of some blocks, in pixels of ``grey``, if it has a barcode's shape and stripes."""
    area = int(mask.sum())
    if not area:
        return None
    xx, yy, xy = (float(part[mask].mean()) for part in tensor)
    if np.hypot(xx - yy, 2 * xy) < MIN_COHERENCE * (xx + yy):
        return None
    turn = 0.5 * np.arctan2(2 * xy, xx - yy)
    row = np.array([np.cos(turn), np.sin(turn)])
    side = np.array([-row[1], row[0]])
    step = np.array([grey.shape[1] / mask.shape[1], grey.shape[0] / mask.shape[0]])
    ys, xs = np.nonzero(mask)
    corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    points = (np.stack([xs, ys], axis=1)[:, None, :] + corners).reshape(-1, 2) * step
    along, over = points @ row, points @ side
    length, height = float(np.ptp(along)), float(np.ptp(over))
    if not ASPECTS[0] <= length / height <= ASPECTS[1] or area * step.prod() < MIN_FILL * length * height:
        return None
    middle = row * (along.min() + length / 2) + side * (over.min() + height / 2)
    changes = np.median([_changes(grey, middle + side * height * at, row, length) for at in _LINES])
    if changes < MIN_CHANGES or changes < MIN_DENSITY * length:
        return None
    half_row, half_side = row * length / 2, side * height / 2
    polygon = np.array(
        [middle - half_row - half_side, middle + half_row - half_side, middle + half_row + half_side,
         middle - half_row + half_side]
    )  # fmt: skip
    return BarcodeRegion(polygon, float(np.degrees(turn)), length, height)


def _changes(
    grey: NDArray[np.uint8], middle: NDArray[np.float64], row: NDArray[np.float64], length: float
) -> int:
    """How often brightness turns from rising to falling or back along a line."""
    at = middle + np.arange(-length / 2, length / 2)[:, None] * row
    xs = np.clip(at[:, 0].astype(int), 0, grey.shape[1] - 1)
    ys = np.clip(at[:, 1].astype(int), 0, grey.shape[0] - 1)
    steps = np.diff(grey[ys, xs].astype(np.float32))
    rising = steps[np.abs(steps) > _MIN_STEP] > 0
    return int(np.count_nonzero(rising[1:] != rising[:-1]))
