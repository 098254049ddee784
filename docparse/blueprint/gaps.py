"""Gaps between the ends of walls, by the walls alone: what the model did not see as a door may be one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from shapely.geometry import Polygon

from docparse.blueprint.drawing import Mask
from docparse.blueprint.walls import Walls
from docparse.geometry.raster import fill, runs

Corners = NDArray[np.float64]
Rows = list[tuple[int, int, int]]

# Widths of gaps in wall thicknesses, the widest in thick walls' too; and depths: at least in thin walls'
# thicknesses, at most in usual or thick walls'.
_LEAST_WIDE, _MOST_WIDE, _MOST_WIDE_THICK = 0.8, 16.0, 6.0
_LEAST_DEEP, MOST_DEEP, _MOST_DEEP_THICK = 0.5, 2.2, 1.3
# A direction this near to the page's own, in radians, is the page's own.
_LEAST_TURN = 0.01
# What lies between two gaps of one wall is no wall when it is no longer than this many thicknesses.
_MOST_BRIDGED = 2.5
# Jambs of one gap lie on a line within this many pixels, or this share of the wall's thickness.
JAMB, JAMB_THICK = 2.0, 0.3
# A bay's front that is so many times as thick as thin walls may be as thin as these.
_THINNER = 1.5
# Of a gap's two mouths, at least so much must be open: an alcove has one mouth only.
_OPEN = 0.7


def drawn_gaps(walls: Walls) -> list[Corners]:
    """Gaps in walls: between wall ends, at the mouth of a bay, and across a short piece between two gaps.

    Args:
        walls: The walls.

    Returns:
        (4, 2) corners of each; the first and last lie on one jamb, the two between on the other. Most are no
        openings: what is drawn in and around them must tell.
    """
    usual = _Usual(max(walls.thickness, 2.0), walls.thin, walls.thick, gap_widths(walls))
    return _all_ways(walls.mask, walls.turns, usual)


def gap_widths(walls: Walls) -> tuple[float, float]:
    """Pixels that a gap is wide at least and at most."""
    thickness = max(walls.thickness, 2.0)
    return _LEAST_WIDE * thickness, max(_MOST_WIDE * thickness, _MOST_WIDE_THICK * walls.thick)


def _all_ways(mask: Mask, turns: Sequence[float], usual: _Usual) -> list[Corners]:
    found: list[Corners] = []
    for turn in turns:
        if abs(turn) < _LEAST_TURN:
            found += _both_ways(mask, usual)
            continue
        straight, back = turned(mask, turn)
        found += [corners @ back[:, :2].T + back[:, 2] for corners in _both_ways(straight, usual)]
    return found


def mended(walls: Walls, widest: float) -> Walls:
    """The walls with gaps filled that are too narrow to walk through: slips of the pen, and of the model.

    Args:
        walls: The walls.
        widest: The widest gap that is filled, pixels.
    """
    usual = _Usual(max(walls.thickness, 2.0), walls.thin, walls.thick, (1.0, widest), mouths=False)
    gaps = [Polygon(corners) for corners in _all_ways(walls.mask, walls.turns, usual)]
    return replace(walls, mask=walls.mask | fill(gaps, (walls.mask.shape[0], walls.mask.shape[1])))


class _Usual(NamedTuple):
    """How thick walls are (the middle, thin and thick ones), how wide gaps; whether mouths are wanted."""

    thickness: float
    thin: float
    thick: float
    widths: tuple[float, float]
    mouths: bool = True


def turned(mask: Mask, turn: float, share: float = 0.5) -> tuple[Mask, Corners]:
    """The mask with walls of a direction laid straight, and the (2, 3) way back.

    Args:
        mask: (H, W).
        turn: The direction, radians.
        share: A pixel is True by so much of one that is; by less than half of one, thin lines stay whole.
    """
    height, width = mask.shape
    cosine, sine = np.cos(turn), np.sin(turn)
    size = int(np.ceil(width * abs(cosine) + height * abs(sine)))
    tall = int(np.ceil(width * abs(sine) + height * abs(cosine)))
    rotation = np.array([[cosine, sine], [-sine, cosine]])
    middle = np.array([size, tall]) / 2 - rotation @ (width / 2, height / 2)
    # cv2 counts from pixel centres, corners from theirs.
    by_centres = np.column_stack([rotation, middle + rotation @ (0.5, 0.5) - 0.5])
    flat = cv2.warpAffine(mask.astype(np.uint8) * 255, by_centres, (size, tall), flags=cv2.INTER_LINEAR)
    return flat > 255 * share, np.column_stack([rotation.T, -rotation.T @ middle])


def _both_ways(mask: Mask, usual: _Usual) -> list[Corners]:
    across = _across(mask, usual)
    down = _across(np.ascontiguousarray(mask.T), usual)
    return across + [np.ascontiguousarray(corners[:, ::-1]) for corners in down]


def _across(mask: Mask, usual: _Usual) -> list[Corners]:
    """Gaps in walls that run along the rows, with those across a short piece of wall between two of them."""
    groups = _row_groups(mask, usual)
    found = [corners for group in groups for corners in _gaps(group, mask, usual)]
    return found + _bridged(found, usual.thickness) if usual.mouths else found


def _row_groups(mask: Mask, usual: _Usual) -> Iterator[Rows]:
    """Runs of free pixels between walls, in groups of neighbouring rows with common ends: row, start, end."""
    tolerance = max(JAMB, JAMB_THICK * usual.thickness)
    least, most = usual.widths
    growing: list[Rows] = []
    for row, ends in _free_spans(mask, least, most):
        spans = [(row, start, end) for start, end in ends]
        kept = []
        for group in growing:
            _, start, end = group[-1]
            same = [s for s in spans if abs(s[1] - start) <= tolerance and abs(s[2] - end) <= tolerance]
            if same and group[-1][0] == row - 1:
                group.append(same[0])
                spans.remove(same[0])
                kept.append(group)
            else:
                yield group
        growing = kept + [[span] for span in spans]
    yield from growing


def _free_spans(mask: Mask, least: float, most: float) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Starts and ends of free runs of some length between two walls, for every row that has any."""
    flat = np.pad(mask, ((0, 0), (1, 1))).view(np.int8).ravel()
    width = mask.shape[1] + 2
    edges = np.flatnonzero(np.diff(flat)) + 1
    # Edges come in pairs, into a wall and out of it; between pairs of one row it is free.
    start, end = edges[1:-1:2], edges[2::2]
    wide = (start // width == end // width) & (end - start >= least) & (end - start <= most)
    rows, start, end = start[wide] // width, start[wide] % width - 1, end[wide] % width - 1
    cuts = np.flatnonzero(np.diff(rows)) + 1
    for part in np.split(np.arange(len(rows)), cuts):
        if len(part):
            pairs = zip(start[part].tolist(), end[part].tolist(), strict=True)
            yield int(rows[part[0]]), list(pairs)


def _gaps(group: Rows, mask: Mask, usual: _Usual) -> list[Corners]:
    """The gap that a group of rows makes, if it is a wall deep and open on both sides, or the bay's mouth."""
    thickness, thin = usual.thickness, usual.thin
    top, bottom = group[0][0], group[-1][0] + 1
    if bottom - top < max(2.0, _LEAST_DEEP * thin):
        return []
    left = float(np.median([start for _, start, _ in group]))
    right = float(np.median([end for _, _, end in group]))
    open_above, open_below = (_is_open(mask, row, left, right) for row in (top - 3, bottom + 2))
    if bottom - top <= max(MOST_DEEP * thickness, _MOST_DEEP_THICK * usual.thick):
        return [_box(left, top, right, bottom)] if open_above and open_below else []
    mouths: list[Corners] = []
    if not usual.mouths:
        return mouths
    if open_above:
        mouths += [_box(left, top, right, top + deep) for deep in _fronts(mask, group[0], usual)]
    if open_below:
        mouths += [_box(left, bottom - deep, right, bottom) for deep in _fronts(mask, group[-1], usual)]
    return mouths


def _is_open(mask: Mask, row: int, left: float, right: float) -> bool:
    return 0 <= row < len(mask) and bool(mask[row, int(left) : int(right)].mean() <= 1 - _OPEN)


def _fronts(mask: Mask, span: tuple[int, int, int], usual: _Usual) -> list[float]:
    """How thick a bay's front may be: as the thinner of the walls at its sides, or as thin walls are."""
    row, start, end = span
    walls = runs(mask[row])
    sides = [int(b - a) for a, b in walls if b == start or a == end]
    deep = float(np.clip(min(sides, default=usual.thickness), 2.0, usual.thickness))
    return [deep] if deep <= _THINNER * usual.thin else [deep, usual.thin]


def _bridged(gaps: Sequence[Corners], thickness: float) -> list[Corners]:
    """Gaps that are two of one wall with an arrow or a mark between them."""
    boxes = sorted(((*g[0], *g[2]) for g in gaps), key=lambda box: box[0])
    found = []
    for number, (left, top, right, bottom) in enumerate(boxes):
        for start, high, end, low in boxes[number + 1 :]:
            if start > right + _MOST_BRIDGED * thickness:
                break
            shared = min(bottom, low) - max(top, high)
            if start > right and shared >= 0.5 * max(bottom - top, low - high):
                found.append(_box(left, max(top, high), end, min(bottom, low)))
    return found


def _box(left: float, top: float, right: float, bottom: float) -> Corners:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)
