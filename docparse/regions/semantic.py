"""From a semantic network's logits to a class for every page pixel.

Logits are known on a coarse grid of cells and lie bilinearly between them. Drawing all classes at the page's
resolution would cost as much as the network. In most squares between four cells one class is the best in all
of it; in the others only those classes are drawn that can win there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.regions.letterbox import Letterbox

Floats = NDArray[np.float32]
Labels = NDArray[np.uint8]

# So many pixels are drawn together: numpy's own cost for a call is small then, and caches are large enough.
_AT_ONCE = 1 << 17
# Of a canvas pixel, the largest share of a side that is worked out as one.
_FINER = 0.75


def labels_on_page(
    logits: Floats, box: Letterbox, *, confidence: bool = False
) -> tuple[Labels, Floats | None]:
    """The best class of every page pixel.

    A page that was shrunk to a fraction for the network is worked out at a size between the two and enlarged:
    finer steps than that are not in the network's answer.

    Args:
        logits: (C, h, w) float32 over the whole canvas, at any whole number of canvas pixels for a cell.
        box: Where the page lies on the canvas.
        confidence: Whether to work out the winning class's probability, which takes longer.

    Returns:
        (H, W) uint8 classes in page pixels, and (H, W) float32 probabilities or None.
    """
    step = int(_FINER / max(box.gain))
    if step > 1:
        size = (math.ceil(box.page[0] / step), math.ceil(box.page[1] / step))
        labels, sure = _drawn(logits, replace(box, page=size), confidence=confidence)
        return _enlarged(labels, box), None if sure is None else _enlarged(sure, box)
    return _drawn(logits, box, confidence=confidence)


def labels_against(
    logits: Floats, box: Letterbox, ground: int, *, confidence: bool = False
) -> tuple[Labels, Floats | None]:
    """Like :func:`labels_on_page`, but one class has to be likelier than all the others together.

    Where it is not, the best of the others is taken. What is surely some document, front or back, is then not
    given to the table between them.

    Args:
        logits: (C, h, w) float32, as for :func:`labels_on_page`, C at least 2.
        box: Where the page lies on the canvas.
        ground: The class that stands against the others.
        confidence: Whether to work out how likely the side is that won.

    Returns:
        (H, W) uint8 classes in page pixels, and (H, W) float32 probabilities or None.
    """
    others = np.delete(logits, ground, axis=0)
    most = others.max(axis=0)
    together = most + np.log(np.exp(others - most).sum(axis=0))
    sides = np.stack([logits[ground], together]).astype(np.float32)
    side, sure = labels_on_page(sides, box, confidence=confidence)
    best, _ = labels_on_page(others, box)
    names = np.delete(np.arange(len(logits), dtype=np.uint8), ground)
    return np.where(side == 0, np.uint8(ground), names[best]), sure


def _enlarged(values: NDArray[Any], box: Letterbox) -> NDArray[Any]:
    return np.asarray(cv2.resize(values, box.page, interpolation=cv2.INTER_NEAREST), values.dtype)


def _drawn(logits: Floats, box: Letterbox, *, confidence: bool) -> tuple[Labels, Floats | None]:
    """The best class of every page pixel, each worked out for itself."""
    width, height = box.page
    down = _Axis.of(height, box.gain[1], box.offset[1], box.canvas[1], logits.shape[1])
    across = _Axis.of(width, box.gain[0], box.offset[0], box.canvas[0], logits.shape[2])
    return _weighed(logits, down, across) if confidence else (_chosen(logits, down, across), None)


def _chosen(logits: Floats, down: _Axis, across: _Axis) -> Labels:
    """(H, W) the best classes alone."""
    best_of, _ = _winner(logits, np.arange(len(logits)))
    corners = [best_of[ys][:, xs] for ys in down.ends for xs in across.ends]
    labels = corners[0].repeat(across.lengths, axis=1).repeat(down.lengths, axis=0)
    # A class that is best in all corners of a square is best in all of it.
    contested = np.any([corner != corners[0] for corner in corners[1:]], axis=0)
    rows, columns = np.nonzero(contested & (down.lengths > 0)[:, None] & (across.lengths > 0))
    values = np.stack([logits[:, ys, xs] for ys in down.ends[:, rows] for xs in across.ends[:, columns]])
    rivals = _rivals(values)
    for together in _alike(rivals, max(1, _AT_ONCE // (down.longest * across.longest))):
        able = np.flatnonzero(rivals[:, together[0]])
        ys, xs = down.pixels[rows[together]], across.pixels[columns[together]]
        drawn = _between(values[:, able[:, None], together], down.share[ys], across.share[xs])
        labels[ys[:, :, None], xs[:, None, :]], _ = _winner(drawn, able)
    return np.asarray(labels)


def _weighed(logits: Floats, down: _Axis, across: _Axis) -> tuple[Labels, Floats]:
    """(H, W) the best classes, and how likely each is: all are worked out everywhere, row of cells by row."""
    height, width = len(down.share), len(across.share)
    labels, sure = np.empty((height, width), np.uint8), np.empty((height, width), np.float32)
    before, after = across.ends.repeat(across.lengths, axis=1)
    everything = np.arange(len(logits))
    most = max(1, _AT_ONCE // (down.longest * len(logits)))
    ends = np.cumsum(down.lengths)
    for cells, start, end in zip(down.ends.T, ends - down.lengths, ends, strict=True):
        share = down.share[start:end]
        in_rows = np.column_stack([1 - share, share])
        for left in range(0, width if end > start else 0, most):
            here = np.s_[start:end, left : left + most]
            behind, ahead = (logits[:, cells[:, None], xs[left : left + most]] for xs in (before, after))
            drawn = np.asarray(in_rows @ (behind + (ahead - behind) * across.share[here[1]]))
            labels[here], best = _winner(drawn, everything)
            drawn -= best
            sure[here] = 1 / np.exp(drawn, out=drawn).sum(axis=0)
    return labels, sure


def _rivals(values: Floats) -> NDArray[np.bool_]:
    """(C, N) which classes can win somewhere in a square.

    The class whose lowest corner is the highest is nowhere below that; a class is nowhere above its highest
    corner.

    Args:
        values: (4, C, N) logits at the corners of N squares.
    """
    # What is no number loses nothing here.
    return np.asarray(~(values.max(axis=0) < values.min(axis=0).max(axis=0)))


def _alike(rivals: NDArray[np.bool_], most: int) -> Iterator[NDArray[np.int64]]:
    """Numbers of squares that have the same rivals, so many at most."""
    codes = np.packbits(rivals, axis=0)
    order = np.lexsort(codes)
    changes = np.any(codes[:, order[1:]] != codes[:, order[:-1]], axis=0)
    for group in np.split(order, np.flatnonzero(changes) + 1):
        for start in range(0, len(group), most):
            yield group[start : start + most]


def _between(values: Floats, down: Floats, across: Floats) -> Floats:
    """(C, N, h, w) logits within squares.

    Args:
        values: (4, C, N) logits at their corners.
        down: (N, h) how far rows lie from the upper corners to the lower.
        across: (N, w) how far columns lie from the left corners to the right.
    """
    left, right = values[::2, ..., None], values[1::2, ..., None]
    upper, lower = left + (right - left) * across
    drawn = (lower - upper)[:, :, None, :] * down[:, :, None]
    drawn += upper[:, :, None, :]
    return np.asarray(drawn)


def labels_from_map(classes: NDArray[np.integer], box: Letterbox) -> Labels:
    """The page's share of a map in which the network has already chosen.

    Args:
        classes: (h, w) class indices over the whole canvas.
        box: Where the page lies on the canvas.
    """
    canvas = np.asarray(classes, np.uint8)
    if canvas.shape != box.canvas[::-1]:
        canvas = np.asarray(cv2.resize(canvas, box.canvas, interpolation=cv2.INTER_NEAREST), np.uint8)
    left, top = box.offset
    content = canvas[top : top + box.content[1], left : left + box.content[0]]
    if box.content == box.page:
        return np.ascontiguousarray(content)
    return np.asarray(cv2.resize(content, box.page, interpolation=cv2.INTER_NEAREST), np.uint8)


def _winner(drawn: Floats, rivals: NDArray[np.integer]) -> tuple[Labels, Floats]:
    """The best class and its logit at every place; rivals are in growing order."""
    shape = drawn.shape[1:]
    # cv2 takes tables.
    tables = drawn.reshape(len(drawn), -1, shape[-1])
    best = tables[0]
    labels = np.full(best.shape, rivals[0], np.uint8)
    for rival, logits in zip(rivals[1:], tables[1:], strict=True):
        # 255 where it wins; its number is larger than all before it.
        wins = cv2.compare(logits, best, cv2.CMP_GT)
        labels = cv2.max(labels, wins & np.uint8(rival))
        best = cv2.max(best, logits)
    return labels.reshape(shape), best.reshape(shape)


@dataclass(frozen=True)
class _Axis:
    """One axis of the page: the steps from each cell to the next, and the pixels within them.

    Before the first cell and beyond the last, logits stay as they are there.

    Attributes:
        ends: (2, steps) the cells that the steps lie between, before and after; the same one at both rims.
        lengths: (steps,) how many pixels there are in each step.
        pixels: (steps, longest) which; in shorter steps the last stands several times.
        share: (pixels,) how far each is from the cell before it to the next, 0 to 1.
    """

    ends: NDArray[np.int64]
    lengths: NDArray[np.int64]
    pixels: NDArray[np.int64]
    share: Floats

    @property
    def longest(self) -> int:
        """The most pixels that a step has."""
        return int(self.pixels.shape[1])

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, length: int, gain: float, offset: int, canvas: int, cells: int) -> _Axis:
        """The axis of a page of ``length`` pixels; pages of one size come one after another."""
        place = (np.arange(0.5, length) * gain + offset) * (cells / canvas) + 0.5
        place = np.minimum(np.maximum(place, 0), cells)
        step = place.astype(np.int64)
        lengths = np.bincount(step, minlength=cells + 1)
        after = np.cumsum(lengths)[:, None]
        pixels = np.minimum(after - lengths[:, None] + np.arange(lengths.max()), after - 1)
        number = np.arange(cells + 1)
        ends = np.stack([np.maximum(number - 1, 0), np.minimum(number, cells - 1)])
        return cls(ends, lengths, pixels, (place - step).astype(np.float32))
