"""What is drawn as the walls round about are is wall too, though the region model missed it.

On most pages only walls are drawn with the walls' pen. Where that is so, a strip of solid ink as thick as the
thin walls, which starts at a wall, is one.
"""

from __future__ import annotations

import cv2
import numpy as np

from docparse.blueprint.drawing import Mask
from docparse.geometry.strips import ellipse, grown, straight, thicknesses

# Ink is as thick as thin walls from and to these shares of their thickness; to so many pixels more, for edges
# are soft.
_AS_THICK, _SOFT = (0.75, 1.5), 2
_LEAST_PEN = 3
# Beside a wall, what is thinner than this share of a thin one is its rim.
_RIM = 0.5
# Straight strokes are so many thin walls' thicknesses long: those of letters are shorter.
_STROKE = 8
# The pen is the walls' own where most of what it draws is known as wall, and other lines are thinner by so
# much.
_KNOWN, _FINER = 0.55, 1.5
# A strip that joins two walls is so long, in thin walls' thicknesses, and one that ends free.
_LEAST_LONG, _LEAST_FREE = 1.5, 2.5
# A strip meets a wall within so many pixels, and joins two if it does at both its ends. No more than such a
# share of a long one lies along a wall.
_MEETS, _ALONG = 3, 0.5
# No more of a strip is seen as door or window than this.
_OPENING = 0.3
# So much of a strip that ends free runs along or across the page, as leaves ajar do not, or at least the
# second share of one that is longer than letters and bevelled.
_STRAIGHT, _UPRIGHT = 0.8, 0.5


def drawn_alike(dark: Mask, walls: Mask, openings: Mask, thin: float) -> Mask:
    """Strips drawn as thin walls are, which start at walls.

    Args:
        dark: (H, W) True on ink as dark as walls are.
        walls: (H, W) True on the walls known.
        openings: (H, W) True where doors and windows are seen, which may be drawn with that pen.
        thin: Thickness of the thin ones, pixels.

    Returns:
        (H, W) True on what is wall besides; all False where the walls' pen draws much else, too.
    """
    none = np.zeros_like(walls)
    slim = _as_thick(dark, thin)
    # Along walls a pixel or two of their ink may be left out, and tie strips together.
    least = max(_LEAST_PEN, round(_RIM * thin))
    free = (slim & ~walls).astype(np.uint8)
    beside = np.asarray(cv2.morphologyEx(free, cv2.MORPH_OPEN, ellipse(least)) > 0)
    if not beside.any():
        return none
    strokes = straight(slim, max(round(_STROKE * thin), 1))
    _, numbers, stats, _ = cv2.connectedComponentsWithStats(beside.astype(np.uint8), connectivity=8)
    near = grown(walls, _MEETS)
    touching = np.setdiff1d(numbers[near], [0])
    upright = straight(slim, max(round(_LEAST_FREE * thin), 1))
    found = np.zeros_like(walls)
    for number in touching.tolist():
        left, top, width, height, area = (int(value) for value in stats[number])
        if area < _LEAST_LONG * thin**2:
            continue
        here = slice(top, top + height), slice(left, left + width)
        strip = numbers[here] == number
        if np.count_nonzero(strip & openings[here]) > _OPENING * area:
            continue
        if _is_wall(strip, near[here], upright[here], thin):
            found[here] |= strip
    known, new = np.count_nonzero(strokes & walls), np.count_nonzero(found)
    foreign = np.count_nonzero(strokes & beside & ~np.isin(numbers, touching))
    if not new or known < _KNOWN * (known + foreign + new):
        return none
    lines = thicknesses(dark & ~near & ~found)[0]
    # Where it meets a thick wall, and at its corners, a pixel or two were left out.
    return grown(found, 2) & dark & ~walls if thin >= _FINER * lines else none


def _is_wall(strip: Mask, near: Mask, upright: Mask, thin: float) -> bool:
    """Whether a strip joins two walls, or goes out from one along or across the page, bevels and all."""
    area, meeting = np.count_nonzero(strip), strip & near
    if area >= _LEAST_FREE * thin**2 and np.count_nonzero(meeting) > _ALONG * area:
        return False
    if _joins(strip, meeting):
        return True
    along = strip & upright
    if area < _LEAST_FREE * thin**2 or np.count_nonzero(along) < _UPRIGHT * area:
        return False
    if np.ptp(np.argwhere(strip), axis=0).max() >= _STROKE * thin:
        along |= _sloped(strip, round(_LEAST_FREE * thin))
    return bool(np.count_nonzero(along) >= _STRAIGHT * area)


def _sloped(strip: Mask, long: int) -> Mask:
    """What of a strip runs at half a quarter to the page for so many pixels across it."""
    kernel, ink = np.eye(max(long, 1), dtype=np.uint8), strip.astype(np.uint8)
    down, up = (cv2.morphologyEx(ink, cv2.MORPH_OPEN, way) for way in (kernel, kernel[::-1]))
    return np.asarray(cv2.max(down, up) > 0)


def _joins(strip: Mask, meeting: Mask) -> bool:
    """Whether a strip meets walls at both its ends."""
    points = np.argwhere(strip).astype(np.float64)
    spread = points - points.mean(axis=0)
    along = np.linalg.eigh(spread.T @ spread)[1][:, 1]
    places, met = spread @ along, meeting[strip]
    ends = places.min() + _MEETS, places.max() - _MEETS
    return bool(met[places <= ends[0]].any() and met[places >= ends[1]].any())


def _as_thick(dark: Mask, thin: float) -> Mask:
    """Ink as thick as thin walls."""
    ink = dark.astype(np.uint8)
    least, most = max(_LEAST_PEN, round(_AS_THICK[0] * thin)), round(_AS_THICK[1] * thin) + _SOFT
    pen = cv2.morphologyEx(ink, cv2.MORPH_OPEN, ellipse(least))
    bulk = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, ellipse(most)), np.ones((3, 3), np.uint8))
    return np.asarray((pen > 0) & (bulk == 0))
