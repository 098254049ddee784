"""The straight edge that a picture has beside a line: where brightness or colour steps, all along."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.geometry.lines import Line, fit_line, line_through
from docparse.regions.regions import Pixels

Points = NDArray[np.float64]
Floats = NDArray[np.float32]

_SAMPLES = 96
# Ends of the side that are not looked at: cards have round corners.
_ENDS = 0.07
# Half the width of the step that is looked for, in pixels.
_SIGMA = 1.3
# A step of fewer grey levels for a pixel is nothing.
_LEAST_STEP = 0.5
# Peaks are looked for within so many pixels of the line.
_NEAR = 3
# An edge at the band's rim counts so much less than one on the line.
_PRIOR = 0.25


@dataclass(frozen=True)
class Edge:
    """An edge beside a line.

    Attributes:
        line: The edge.
        support: How much of the side agrees, 0 to 2: about 1 for an edge as sharp as the sharpest beside it,
            all along and always in the same direction.
    """

    line: Line
    support: float


def find_edge(picture: Pixels, start: Points, end: Points, band: float) -> Edge | None:
    """Look for the edge beside a side.

    Args:
        picture: (H, W, 3) uint8.
        start: (2,) where the side begins, in the picture's pixels.
        end: (2,) where it ends.
        band: How far from the side the edge may lie.

    Returns:
        The edge with the most support, or None when too little of the side is in the picture.
    """
    along = end - start
    length = float(np.hypot(*along))
    if length < 8:
        return None
    normal = np.array([along[1], -along[0]]) / length
    shares = np.linspace(_ENDS, 1 - _ENDS, min(_SAMPLES, int(length)))
    reach = int(np.ceil(band)) + _NEAR + 1
    offsets = np.arange(-reach, reach + 1)
    places = (start + shares[:, None] * along)[:, None] + offsets[None, :, None] * normal
    shown = _in_picture(places, picture.shape).all(axis=1)
    if np.count_nonzero(shown) < len(shares) / 4:
        return None
    shares = shares[shown]
    steps = _steps(_strip(picture, places[shown]))
    low, high, support = _best_line(steps, shares, reach, int(band))
    ends = start + low * normal, end + high * normal
    return Edge(line_through(*ends), support)


def _in_picture(places: Points, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    x, y = places[..., 0], places[..., 1]
    return np.asarray((x >= 0) & (y >= 0) & (x <= shape[1]) & (y <= shape[0]))


def _strip(picture: Pixels, places: Points) -> Floats:
    """The picture's values at (K, L, 2) places, as (K, L, 3) float32."""
    at = (places - 0.5).astype(np.float32)  # remap counts from the first pixel's centre
    values = cv2.remap(picture, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(values, np.float32)


def _steps(strip: Floats) -> Floats:
    """How sharply each colour steps across the side; about 1 where as sharply as usual, never more than 2."""
    smooth = cv2.GaussianBlur(strip, (0, 0), sigmaX=_SIGMA, sigmaY=1.0, borderType=cv2.BORDER_REPLICATE)
    slope = np.gradient(smooth, axis=1)
    size = np.linalg.norm(slope, axis=2, keepdims=True)
    usual = float(np.median(size.max(axis=1))) + _LEAST_STEP
    return np.asarray(2 * slope / (size + usual), np.float32)


def _best_line(
    steps: Floats, shares: NDArray[np.float64], reach: int, band: int
) -> tuple[float, float, float]:
    """The line through the strip that most of the steps agree on.

    Every pair of offsets at the side's two ends is a line; its support is the length of the mean step on it.

    Returns:
        Offsets at the side's start and end, and the support.
    """
    ends = np.arange(-band, band + 1)
    track = (1 - shares) * ends[:, None, None] + shares * ends[None, :, None]
    column = np.rint(track).astype(np.int64) + reach
    means = steps[np.arange(len(shares)), column].mean(axis=2)
    support = np.linalg.norm(means, axis=-1)
    far = (np.abs(ends[:, None] + ends) + np.abs(ends[:, None] - ends)) / 2  # at the end that is farther off
    favoured = support * (1 - _PRIOR * (far / max(band, 1)) ** 2)
    low, high = np.unravel_index(int(np.argmax(favoured)), favoured.shape)
    across = steps @ (means[low, high] / max(float(support[low, high]), 1e-6))
    found = _settle(across, shares, reach, float(ends[low]), float(ends[high]))
    return (*found, float(support[low, high]))


def _settle(
    across: Floats, shares: NDArray[np.float64], reach: int, low: float, high: float
) -> tuple[float, float]:
    """Move a line onto the peaks of the steps beside it, to a fraction of a pixel."""
    rows = np.arange(len(shares))
    column = np.rint((1 - shares) * low + shares * high).astype(np.int64) + reach
    near = across[rows[:, None], column[:, None] + np.arange(-_NEAR, _NEAR + 1)]
    peak = near.argmax(axis=1)
    inner = (peak > 0) & (peak < 2 * _NEAR) & (near.max(axis=1) > 0.5 * float(np.median(near.max(axis=1))))
    rows, peak = rows[inner], peak[inner]
    before, at, after = (near[rows, peak + shift] for shift in (-1, 0, 1))
    bend = before - 2 * at + after
    exact = peak + np.where(bend < 0, (before - after) / np.where(bend < 0, 2 * bend, 1), 0)
    length = float(len(shares))
    points = np.column_stack([shares[rows] * length, column[rows] - reach - _NEAR + exact])
    line = fit_line(points, line_through((0, low), (length, high)), _NEAR)
    return -line[2] / line[1], -(line[0] * length + line[2]) / line[1]
