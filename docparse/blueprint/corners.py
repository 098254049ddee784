"""Gaps between corners of walls, whichever way these run: slanted doors, fronts of cupboards, round rooms."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.drawing import Mask
from docparse.blueprint.gaps import gap_widths
from docparse.blueprint.walls import Walls

Points = NDArray[np.float64]
Corners = NDArray[np.float64]

# A wall's outline may leave its simplified one by so many pixels, and so many wall thicknesses.
_LEAST_AWAY, _AWAY = 1.5, 0.12
# An outline turns by so many degrees at a corner.
_TURN = 35.0
# A cupboard's front is a leaf deep, half of a thin wall.
_LEAF = 0.5
# Walls are no other kind of wall when the thinner is this much of the thicker.
_AS_THICK = 0.75
# Beyond a gap's ends and faces, so many pixels away, there is wall and none.
_BEYOND = 2.5
# At most so much of a gap and of its mouths is wall; at least so much of one jamb, and of the other.
_MOST_FILLED, _MOST_SHUT = 0.15, 0.3
_WORSE_JAMB, _BETTER_JAMB = 0.3, 0.6
# What turns (x, y) steps a quarter round, away from a wall that lies on their right with y down.
_OUT = np.array([[0.0, 1.0], [-1.0, 0.0]])
_ALONG = np.linspace(0.06, 0.94, 9)
_DEEP = (0.15, 0.5, 0.85)


class _Spans(NamedTuple):
    """Lines from corner to corner: (N, 2) starts, ends and directions, (N,) lengths."""

    start: Points
    end: Points
    along: Points
    width: Points


def corner_gaps(walls: Walls) -> list[Corners]:
    """Strips between two corners of walls with wall at both ends, free within and open on both sides.

    Args:
        walls: The walls.

    Returns:
        (4, 2) corners of each; the first and last lie on one jamb, the two between on the other. Most are no
        openings, and one opening shows as several strips.
    """
    thickness = max(walls.thickness, 2.0)
    spans = _spans(wall_corners(walls.mask, thickness), gap_widths(walls))
    thin = max(walls.thin, 2.0)
    depths = {_LEAF * thin, thickness}
    if thin < _AS_THICK * thickness:
        depths.add(thin)
    if thickness < _AS_THICK * walls.thick:
        depths.add(walls.thick)
    found = []
    for way, depth in product((1.0, -1.0), sorted(depths)):
        across = way * np.column_stack([-spans.along[:, 1], spans.along[:, 0]])
        kept = _is_gap(walls.mask, spans, across, depth)
        start, end, deep = spans.start[kept], spans.end[kept], depth * across[kept]
        found += list(np.stack([start, end, end + deep, start + deep], axis=1))
    return found


def wall_corners(mask: Mask, thickness: float) -> Points:
    """(N, 2) places where a wall's outline turns round the wall, not into a nook."""
    away = max(_LEAST_AWAY, _AWAY * thickness)
    rings, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    found = [np.zeros((0, 2))]
    for ring in rings:
        corners = cv2.approxPolyDP(ring, away, closed=True)[:, 0].astype(np.float64)
        if len(corners) < 3:
            continue
        before, after = corners - np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0) - corners
        turn = np.arctan2(
            before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0], (before * after).sum(axis=1)
        )
        # cv2's outlines run through the centres of a wall's outermost pixels, the wall on their right with y
        # down: a corner of the wall turns left, and its faces lie half a pixel further out.
        out = 0.5 * (_unit(before) + _unit(after)) @ _OUT
        found.append((corners + 0.5 + out)[turn < -np.radians(_TURN)])
    return np.concatenate(found)


def _unit(steps: Points) -> Points:
    """(N, 2) steps of length one."""
    return np.asarray(steps / np.maximum(np.linalg.norm(steps, axis=1, keepdims=True), 1e-9))


def _spans(corners: Points, widths: tuple[float, float]) -> _Spans:
    """All pairs of corners that are a gap's width apart."""
    least, most = widths
    order = np.argsort(corners[:, 0], kind="stable")
    corners = corners[order]
    until = np.searchsorted(corners[:, 0], corners[:, 0] + most, side="right")
    first = np.repeat(np.arange(len(corners)), np.maximum(until - np.arange(len(corners)) - 1, 0))
    steps = [np.arange(start + 1, end) for start, end in enumerate(until.tolist())]
    second = np.concatenate([np.zeros(0, np.int64), *steps])
    start, end = corners[first], corners[second]
    width = np.linalg.norm(end - start, axis=1)
    kept = (width >= least) & (width <= most)
    start, end, width = start[kept], end[kept], width[kept]
    return _Spans(start, end, (end - start) / width[:, None], width)


def _is_gap(mask: Mask, spans: _Spans, across: Points, depth: float) -> Mask:
    """(N,) whether each span with a depth to one side is a gap."""
    line = spans.start[:, None] + spans.along[:, None] * (spans.width[:, None] * _ALONG)[..., None]
    deep = across[:, None] * depth
    filled = np.mean([_at(mask, line + share * deep) for share in _DEEP], axis=(0, 2))
    near = _at(mask, line - _BEYOND * across[:, None]).mean(axis=1)
    far = _at(mask, line + (1 + _BEYOND / depth) * deep).mean(axis=1)
    shares = np.array(_DEEP)[:, None] * deep
    jambs = [
        _at(mask, (end + way * _BEYOND * spans.along)[:, None] + shares).mean(axis=1)
        for end, way in ((spans.start, -1), (spans.end, 1))
    ]
    free = (filled <= _MOST_FILLED) & (near <= _MOST_SHUT) & (far <= _MOST_SHUT)
    held = (np.minimum(*jambs) >= _WORSE_JAMB) & (np.maximum(*jambs) >= _BETTER_JAMB)
    return np.asarray(free & held)


def _at(mask: Mask, places: Points) -> Mask:
    """The mask's values at (..., 2) places; those beyond it take its rim's."""
    columns = np.clip(np.floor(places[..., 0]).astype(int), 0, mask.shape[1] - 1)
    rows = np.clip(np.floor(places[..., 1]).astype(int), 0, mask.shape[0] - 1)
    return np.asarray(mask[rows, columns])
