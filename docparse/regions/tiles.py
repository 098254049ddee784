"""Large canvases in windows: where the windows lie, and how what they show is joined again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.regions.decode import Found
from docparse.regions.masks import outline

# Two finds are one thing when, within the strip that both windows show, their boxes agree this much.
_SAME_THING = 0.5
# Windows that need not be of one set size may be so much larger where that saves a row of them.
_LARGER = 1.25


@dataclass(frozen=True)
class Window:
    """A part of a canvas, in its pixels."""

    left: int
    top: int
    right: int
    bottom: int


def windows(canvas: tuple[int, int], tile: tuple[int, int], overlap: int, stride: int) -> list[Window]:
    """Windows of one size that cover a canvas, in reading order.

    Args:
        canvas: (width, height), multiples of ``stride``.
        tile: (width, height) of a window, multiples of ``stride``; a smaller canvas has one smaller window.
        overlap: Pixels that neighbours share at least.
        stride: Every window starts at a multiple of this, so that the cells of all windows lie on one grid.
    """
    across = _starts(canvas[0], tile[0], overlap, stride)
    down = _starts(canvas[1], tile[1], overlap, stride)
    width, height = min(tile[0], canvas[0]), min(tile[1], canvas[1])
    return [Window(left, top, left + width, top + height) for top in down for left in across]


def even_tile(canvas: tuple[int, int], tile: tuple[int, int], overlap: int, stride: int) -> tuple[int, int]:
    """The size at which windows show the least of a canvas twice.

    Args:
        canvas: (width, height), multiples of ``stride``.
        tile: (width, height) that windows have about.
        overlap: Pixels that neighbours share at least.
        stride: What sides are multiples of.
    """
    width, height = (_even(length, side, overlap, stride) for length, side in zip(canvas, tile, strict=True))
    return width, height


def _even(length: int, side: int, overlap: int, stride: int) -> int:
    most = int(_LARGER * side)
    if length <= most:
        return length
    least = max(side // 2, overlap + stride)
    allowed: list[int] = [*range(math.ceil(least / stride) * stride, most + 1, stride)] or [side]
    # By how much is shown in all; of equals, the smallest windows, which need the least memory.
    return min(allowed, key=lambda one: one * len(_starts(length, one, overlap, stride)))


def _starts(length: int, tile: int, overlap: int, stride: int) -> list[int]:
    if length <= tile:
        return [0]
    last = (length - tile) // stride
    farthest = max((tile - overlap) // stride, 1)
    count = math.ceil(last / farthest)
    return [last * number // count * stride for number in range(count + 1)]


def blend(
    parts: Sequence[NDArray[np.float32]], places: Sequence[Window], canvas: tuple[int, int]
) -> NDArray[np.float32]:
    """Join the logits of windows; where windows overlap, each counts the more, the farther its edge is.

    Args:
        parts: (C, h, w) float32 for each window, all of one size.
        places: The windows.
        canvas: (width, height) of the canvas.

    Returns:
        (C, H, W) float32 logits over the canvas, at the windows' own scale of cells.
    """
    if len(parts) == 1:
        return parts[0]
    classes, height, width = parts[0].shape
    cell = (places[0].right - places[0].left) / width
    size = round(canvas[1] / cell), round(canvas[0] / cell)
    corners = [(round(place.top / cell), round(place.left / cell)) for place in places]
    where = [np.s_[top : top + height, left : left + width] for top, left in corners]
    weight = np.outer(_ramp(height), _ramp(width))
    weights = np.zeros(size, np.float32)
    for here in where:
        weights[here] += weight
    total = np.zeros((classes, *size), np.float32)
    for part, here in zip(parts, where, strict=True):
        total[(slice(None), *here)] += part * (weight / weights[here])
    return total


def lay(
    parts: Sequence[NDArray[np.integer]], places: Sequence[Window], canvas: tuple[int, int]
) -> NDArray[np.uint8]:
    """Join windows' class maps: every pixel is taken from the window whose edge is farthest.

    Args:
        parts: (h, w) class indices for each window, one for each canvas pixel.
        places: The windows.
        canvas: (width, height) of the canvas.
    """
    labels = np.zeros((canvas[1], canvas[0]), np.uint8)
    best = np.zeros(labels.shape, np.float32)
    for part, place in zip(parts, places, strict=True):
        weight = np.outer(_ramp(part.shape[0]), _ramp(part.shape[1]))
        here = np.s_[place.top : place.bottom, place.left : place.right]
        wins = weight > best[here]
        labels[here][wins] = part[wins]
        best[here][wins] = weight[wins]
    return labels


def _ramp(length: int) -> NDArray[np.float32]:
    """Distance to the nearer end, 1 at the ends."""
    steps = np.arange(1, length + 1, dtype=np.float32)
    return np.minimum(steps, steps[::-1])


def merge(parts: Sequence[Found], places: Sequence[Window]) -> Found:
    """Join what windows found; a thing that an edge cut in two becomes one again.

    Args:
        parts: What was found in each window, already in canvas pixels.
        places: The windows.

    Returns:
        All finds, best score first.
    """
    if len(parts) == 1:
        return parts[0]
    window = np.repeat(np.arange(len(parts)), [len(part.scores) for part in parts])
    found = Found.join(parts)
    order = np.argsort(-found.scores, kind="stable")
    groups: list[list[int]] = []
    for index in order:
        same = [group for group in groups if _same(found, window, places, int(index), group)]
        joined = [member for group in same for member in group]
        groups = [group for group in groups if group not in same] + [[*joined, int(index)]]
    merged = [_union(found, group) for group in groups]
    whole = Found.join(merged) if merged else found
    return whole.select(np.argsort(-whole.scores, kind="stable"))


def _same(
    found: Found, window: NDArray[np.int64], places: Sequence[Window], one: int, group: Sequence[int]
) -> bool:
    return any(
        window[one] != window[other]
        and found.labels[one] == found.labels[other]
        and _agreement(found.boxes[one], found.boxes[other], places[window[one]], places[window[other]])
        > _SAME_THING
        for other in group
    )


def _agreement(one: NDArray[np.float32], other: NDArray[np.float32], at: Window, beside: Window) -> float:
    """Intersection over union of two boxes within what both windows show."""
    left, top = max(at.left, beside.left), max(at.top, beside.top)
    right, bottom = min(at.right, beside.right), min(at.bottom, beside.bottom)
    low, high = np.array([left, top]), np.array([right, bottom])
    first = np.clip(one.reshape(2, 2), low, high)
    second = np.clip(other.reshape(2, 2), low, high)
    both = np.minimum(first[1], second[1]) - np.maximum(first[0], second[0])
    if (both <= 0).any():
        return 0.0
    areas = np.prod(first[1] - first[0]) + np.prod(second[1] - second[0])
    return float(np.prod(both) / (areas - np.prod(both)))


def _union(found: Found, group: Sequence[int]) -> Found:
    """One find for a group: the best score, the box round all, the outline of the union."""
    if len(group) == 1:
        return found.select(group)
    boxes = found.boxes[list(group)]
    box = np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])
    best = max(group, key=lambda member: found.scores[member])
    outlines = () if found.outlines is None else (_joined([found.outlines[m] for m in group], box),)
    return Found(
        found.labels[[best]],
        found.scores[[best]],
        box[None].astype(np.float32),
        None if found.outlines is None else outlines,
    )


def _joined(outlines: Sequence[NDArray[np.float32]], box: NDArray[np.floating]) -> NDArray[np.float32]:
    """The outline of overlapping outlines' union, by drawing them; whole pixels are exact enough here."""
    origin = np.floor(box[:2]).astype(np.int64)
    width, height = (int(v) for v in np.ceil(box[2:]).astype(np.int64) - origin)
    mask = np.zeros((max(height, 1), max(width, 1)), np.uint8)
    for points in outlines:
        cv2.fillPoly(mask, [np.rint(points - origin - 0.5).astype(np.int32)], 1)
    joined = outline(mask)
    return outlines[0] if joined is None else (joined + origin).astype(np.float32)
