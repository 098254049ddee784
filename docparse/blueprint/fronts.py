"""Gaps along the fronts of cupboards: posts are too small for walls there, and doors hang side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.drawing import Mask
from docparse.blueprint.gaps import drawn_gaps, gap_widths
from docparse.blueprint.walls import Walls
from docparse.geometry.raster import runs

Corners = NDArray[np.float64]
Span = tuple[int, int]

# A front's line is this many thin walls' thicknesses long at least, and so many deep at most; in pixels at
# least.
_LONG, _LEAST_LONG = 3.0, 24
_DEEP, _LEAST_DEEP = 1.0, 8
# Beside the line, so many pixels from it, feet are looked for; they ink so much of the way and are no longer
# than so many thin walls' thicknesses.
_BESIDE, _FOOT, _MOST_LONG = 4, 0.6, 2.0
# A front of posts is so much of a thin wall's thickness.
_SLIM = 0.6
# Marks so near each other are one. A line with more marks than this is hatched, or text.
_NEAR, _MOST_MARKS = 2, 12
# A door reaches over so many stretches between marks, and is so many thin walls' thicknesses wide at least.
_STRETCHES, _LEAST_WIDE = 3, 2.0


def post_gaps(walls: Walls) -> list[Corners]:
    """Gaps between walls and posts, and between posts.

    Args:
        walls: The walls.

    Returns:
        (4, 2) corners of each; the first and last lie on one jamb, the two between on the other. Most of the
        walls' own are among them.
    """
    if not walls.posts.any():
        return []
    return drawn_gaps(replace(walls, mask=walls.mask | walls.posts, thin=_SLIM * walls.thin))


def line_gaps(walls: Walls) -> list[Corners]:
    """Stretches of thin lines along and across the page, between what stands on them or touches them.

    Args:
        walls: The walls.

    Returns:
        (4, 2) corners as of :func:`post_gaps`, as deep as the line.
    """
    solid = walls.mask | walls.posts
    down = _along(np.ascontiguousarray(walls.ink.T), np.ascontiguousarray(solid.T), walls)
    return [*_along(walls.ink, solid, walls), *(np.ascontiguousarray(c[:, ::-1]) for c in down)]


def _along(ink: Mask, solid: Mask, walls: Walls) -> Iterator[Corners]:
    """Stretches of lines that run along the rows."""
    thin, (_, widest) = max(walls.thin, 2.0), gap_widths(walls)
    drawn = ink | solid
    for left, top, right, bottom in _lines(ink & ~solid, thin):
        marks = [(left - 1, left), (right, right + 1)]
        for rows in ((top - 1 - _BESIDE, top - 1), (bottom + 1, bottom + 1 + _BESIDE)):
            marks += _feet(drawn[max(rows[0], 0) : max(rows[1], 0), left:right], left, _MOST_LONG * thin)
        marks = _merged(marks)
        if len(marks) > _MOST_MARKS:
            continue
        for start, end in _stretches(marks):
            if _LEAST_WIDE * thin <= end - start <= widest:
                corners = [(start, top), (end, top), (end, bottom), (start, bottom)]
                yield np.array(corners, np.float64)


def _lines(free: Mask, thin: float) -> list[list[int]]:
    """Left, top, right and bottom of thin lines along the rows."""
    kernel = np.ones((1, max(_LEAST_LONG, round(_LONG * thin))), np.uint8)
    long = cv2.morphologyEx(free.astype(np.uint8), cv2.MORPH_OPEN, kernel)
    # Nearly all is empty: outlines are found sooner than pixels are numbered.
    outlines, _ = cv2.findContours(long, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = np.array([cv2.boundingRect(outline) for outline in outlines], int).reshape(-1, 4)
    slim = boxes[boxes[:, 3] <= max(_DEEP * thin, _LEAST_DEEP)]
    slim[:, 2:] += slim[:, :2]
    found: list[list[int]] = slim.tolist()
    return found


def _feet(band: Mask, left: int, longest: float) -> list[Span]:
    """Where something stands on a line, by a (H, W) strip beside it."""
    if not band.size:
        return []
    inked = runs(band.mean(axis=0) >= _FOOT)
    return [(left + int(start), left + int(end)) for start, end in inked if end - start <= longest]


def _merged(marks: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1] + _NEAR:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _stretches(marks: Sequence[Span]) -> Iterator[Span]:
    """From mark to mark, and over a mark or two between."""
    free = [(before[1], after[0]) for before, after in pairwise(marks)]
    for first, (start, _) in enumerate(free):
        for _, end in free[first : first + _STRETCHES]:
            yield start, end
