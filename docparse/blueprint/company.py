"""Openings side by side speak for each other: doors of wardrobes hang in rows, all alike."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

Floats = NDArray[np.float64]

# What is less likely than this speaks for nothing, and nothing speaks for it.
_LEAST = 0.1
# A neighbour counts by so much of its own likelihood.
_SHARE = 0.5
# Neighbours are as wide and as deep as each other but for these shares, or pixels of depth.
_AS_WIDE, _AS_DEEP, _DEEP_PIXELS = 0.15, 0.5, 3.0
# They lie on one line but for this share of their depth, or pixels; along it they overlap by so many pixels
# at most, and between them is so much of their width at most.
_ASIDE, _ASIDE_PIXELS = 0.3, 2.5
_OVERLAP, _APART = 1.5, 0.35
# The cosine of the angle between them is at least this.
_PARALLEL = 0.995


def in_company(corners: Sequence[Floats], likely: Floats) -> Floats:
    """How likely gaps are openings, by themselves and by the likeliest of their neighbours.

    Args:
        corners: (4, 2) of each; the first and last lie on one jamb, the two between on the other.
        likely: (N,) how likely each is by itself.

    Returns:
        (N,) never less than ``likely``.
    """
    able = np.flatnonzero(likely >= _LEAST)
    together = likely.copy()
    if len(able) > 1:
        best = _best_beside(np.stack(list(corners))[able], likely[able])
        together[able] = 1 - (1 - likely[able]) * (1 - _SHARE * best)
    return together


def _best_beside(corners: Floats, likely: Floats) -> Floats:
    """(N,) the likelihood of the likeliest neighbour, 0 where there is none."""
    ends = (corners[:, [0, 1]] + corners[:, [3, 2]]) / 2
    middles, steps = ends.mean(axis=1), ends[:, 1] - ends[:, 0]
    widths = np.maximum(np.linalg.norm(steps, axis=1), 1e-6)
    depths = np.linalg.norm(corners[:, 0] - corners[:, 3], axis=1)
    along = steps / widths[:, None]
    points = shapely.points(middles)
    farthest = (1 + _AS_WIDE + _APART) * widths
    one, other = STRtree(points).query(points, predicate="dwithin", distance=farthest)
    off = middles[other] - middles[one]
    ahead = np.abs(np.einsum("ij,ij->i", off, along[one]))
    aside = np.abs(off[:, 0] * along[one, 1] - off[:, 1] * along[one, 0])
    between = ahead - (widths[one] + widths[other]) / 2
    deep = np.maximum(depths[one], depths[other])
    alike = np.abs(widths[one] - widths[other]) < _AS_WIDE * widths[one]
    alike &= np.abs(depths[one] - depths[other]) < np.maximum(_AS_DEEP * deep, _DEEP_PIXELS)
    alike &= np.abs(np.einsum("ij,ij->i", along[one], along[other])) > _PARALLEL
    alike &= aside < np.maximum(_ASIDE * depths[one], _ASIDE_PIXELS)
    alike &= (between > -_OVERLAP) & (between < _APART * widths[one])
    best = np.zeros(len(corners))
    np.maximum.at(best, one[alike], likely[other[alike]])
    return best
