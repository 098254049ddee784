"""The directions in which a plan is drawn: those of its walls, each with the one across it.

Angles are in radians from the x axis towards the y axis (y down: clockwise on the page), modulo a quarter
turn, within [-pi/4, pi/4).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

Segments = NDArray[np.float64]

_QUARTER = math.pi / 2
# Edges shorter than this share of a picture's longer side, or than these pixels, are letters and symbols.
_LEAST_SHARE_OF_SIDE = 0.02
_LEAST_LENGTH = 12.0
# Pixels by which a straight edge's outline steps aside.
_STEPS = 1.0
# The longer side, about, of the picture in which edges are looked for.
_DETECTED_SIDE = 1600
# Bins of the histogram in which directions are looked for, and the spread of one direction in it, in bins.
_BINS, _SPREAD = 360, 2.0
# Edges so near a direction, in radians, are its own; the direction itself is told by ever nearer ones.
_OWN = math.radians(2.0)
_NEARER = (math.radians(1.5), math.radians(0.8), math.radians(0.4))
# Directions beyond these are no plan's.
_MOST_DIRECTIONS = 8


@dataclass(frozen=True)
class Direction:
    """A direction of a plan, and the one across it.

    Attributes:
        angle: Radians in [-pi/4, pi/4), from the x axis towards the y axis.
        share: The share of the length of all edges that runs in either.
    """

    angle: float
    share: float


def main_axes(source: ArrayLike) -> tuple[float, float]:
    """The direction in which most of a plan runs, and the share of its edges that does.

    Args:
        source: As for :func:`directions`.

    Returns:
        (angle, share) as in :class:`Direction`; (0.0, 0.0) where there are no edges.
    """
    found = directions(source)
    return (found[0].angle, found[0].share) if found else (0.0, 0.0)


def directions(source: ArrayLike, least_share: float = 0.05) -> list[Direction]:
    """The directions of a plan, the strongest first.

    Args:
        source: An (H, W) picture of bool (drawn or not) or uint8 (grey), or (N, 4) segments x0, y0, x1, y1 as
            floats.
        least_share: Directions with a smaller share of the edges' length are left out.

    Raises:
        ValueError: When the source is neither.
    """
    found = np.asarray(source)
    segments = edges(found) if found.dtype in (np.bool_, np.uint8) else np.asarray(found, np.float64)
    if segments.ndim != 2 or segments.shape[1] != 4:
        raise ValueError("neither a picture of bool or uint8 nor (N, 4) segments")
    along = segments[:, 2:] - segments[:, :2]
    lengths = np.hypot(along[:, 0], along[:, 1])
    angles = np.mod(np.arctan2(along[:, 1], along[:, 0]), _QUARTER)
    total = float(lengths.sum())
    left = lengths > 0
    result: list[Direction] = []
    while left.any() and len(result) < _MOST_DIRECTIONS:
        angle = _refined(_peak(angles[left], lengths[left]), angles[left], lengths[left])
        own = left & (np.abs(_turn(angles, angle)) <= _OWN)
        share = float(lengths[own].sum()) / total
        if not own.any() or share < least_share:
            break
        result.append(Direction(float(_turn(np.array(angle), 0.0)), share))
        left &= ~own
    return sorted(result, key=lambda direction: -direction.share)


def edges(picture: ArrayLike) -> Segments:
    """The straight edges of a picture that are long enough to be walls rather than letters.

    Args:
        picture: (H, W) bool or uint8.

    Returns:
        (N, 4) x0, y0, x1, y1, in pixels counted from the picture's corner.
    """
    drawn = np.asarray(picture)
    if not drawn.size:
        return np.zeros((0, 4))
    segments = _outlines(drawn) if drawn.dtype == np.bool_ else _detected(drawn)
    lengths = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    return np.asarray(segments[lengths >= max(_LEAST_LENGTH, _LEAST_SHARE_OF_SIDE * max(drawn.shape))])


def _outlines(mask: NDArray[np.bool_]) -> Segments:
    """The edges of a mask's outlines: a mask has no soft edges, which take many times as long to find."""
    rings, _ = cv2.findContours(
        np.ascontiguousarray(mask).view(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE
    )
    corners = [cv2.approxPolyDP(ring, _STEPS, closed=True).reshape(-1, 2) for ring in rings]
    sides = [np.hstack([ring, np.roll(ring, -1, axis=0)]) for ring in corners]
    found = np.concatenate(sides) if sides else np.zeros((0, 4), np.int32)
    # A wall that the page cuts off has no edge there.
    last = np.array(mask.shape[::-1]) - 1
    along = (found[:, :2] == found[:, 2:]) & ((found[:, :2] == 0) | (found[:, :2] == last))
    return np.asarray(found[~along.any(axis=1)].astype(np.float64) + 0.5)


def _detected(grey: NDArray[np.uint8]) -> Segments:
    # The detector costs by the pixel, and half the pixels tell a line's angle as well.
    part = max(1, round(max(grey.shape) / _DETECTED_SIDE))
    small = cv2.resize(grey, None, fx=1 / part, fy=1 / part, interpolation=cv2.INTER_AREA)
    found = cv2.createLineSegmentDetector().detect(np.ascontiguousarray(small))[0]
    if found is None:
        return np.zeros((0, 4))
    # The detector counts from pixel centres.
    return np.asarray((np.asarray(found, np.float64).reshape(-1, 4) + 0.5) * part)


def _peak(angles: NDArray[np.float64], lengths: NDArray[np.float64]) -> float:
    """The middle of the fullest stretch of the histogram of angles, by length."""
    bins = np.minimum((angles / _QUARTER * _BINS).astype(np.int64), _BINS - 1)
    counts = np.bincount(bins, lengths, _BINS)
    reach = np.arange(-6, 7)
    kernel = np.exp(-0.5 * (reach / _SPREAD) ** 2)
    smooth = sum(weight * np.roll(counts, int(step)) for weight, step in zip(kernel, reach, strict=True))
    return (int(np.argmax(smooth)) + 0.5) * _QUARTER / _BINS


def _refined(start: float, angles: NDArray[np.float64], lengths: NDArray[np.float64]) -> float:
    """The mean of the angles near a start, long edges before short ones."""
    angle = start
    for near in _NEARER:
        off = _turn(angles, angle)
        # An edge's ends are off by about the same whatever its length: its angle's weight grows by the
        # square.
        weights = np.where(np.abs(off) <= near, lengths**2, 0.0)
        if weights.sum() > 0:
            angle += float(weights @ off / weights.sum())
    return angle


def _turn(angles: NDArray[np.float64], reference: float) -> NDArray[np.float64]:
    """Angles less a reference, modulo a quarter turn, within [-pi/4, pi/4)."""
    return np.asarray(np.mod(angles - reference + _QUARTER / 2, _QUARTER) - _QUARTER / 2)
