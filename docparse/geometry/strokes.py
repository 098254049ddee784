"""The lines on which the straight strokes and edges of a picture lie."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from docparse.geometry.axes import edges
from docparse.geometry.lines import nearest_line

Lines = NDArray[np.float64]
Numbers = NDArray[np.float64]

# Strokes within this angle and so many pixels of a longer one lie on its line.
_SAME_TURN = np.deg2rad(2.0)
_SAME_PLACE = 2.5


def straight_lines(picture: ArrayLike, most: int) -> Lines:
    """The lines that have most strokes on them, by length, first.

    Args:
        picture: (H, W) uint8.
        most: So many at most.

    Returns:
        (N, 3) lines as in :mod:`docparse.geometry.lines`, whichever side is positive.
    """
    segments = edges(picture).reshape(-1, 2, 2)
    lengths = np.linalg.norm(segments[:, 1] - segments[:, 0], axis=1)
    order = np.argsort(-lengths, kind="stable")
    return _merged(segments[order], lengths[order], most)


def _merged(strokes: NDArray[np.float64], lengths: Numbers, most: int) -> Lines:
    """One line for all strokes on it, those with most; the strokes come longest first."""
    turns = np.arctan2(*(strokes[:, 1] - strokes[:, 0]).T[::-1])
    middles = strokes.mean(axis=1)
    free = np.ones(len(strokes), np.bool_)
    groups: list[NDArray[np.int64]] = []
    for lead in range(len(strokes)):
        if not free[lead]:
            continue
        normal = np.array([-np.sin(turns[lead]), np.cos(turns[lead])])
        aligned = np.abs(np.sin(turns - turns[lead])) < _SAME_TURN
        own = free & aligned & (np.abs((middles - middles[lead]) @ normal) < _SAME_PLACE)
        free &= ~own
        groups.append(np.flatnonzero(own))
    groups.sort(key=lambda own: -float(lengths[own].sum()))
    lines = [nearest_line(strokes[own].reshape(-1, 2), np.repeat(lengths[own], 2)) for own in groups[:most]]
    return np.array(lines, np.float64).reshape(-1, 3)
