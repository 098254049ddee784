"""From a semantic network's logits to a class for every page pixel.

Logits are known on a coarse grid of cells and lie bilinearly between them. Drawing all classes at the page's
resolution would cost as much as the network, so the page is worked in blocks, and in each only those classes
are drawn that can win there.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.regions.letterbox import Letterbox

Floats = NDArray[np.float32]
Labels = NDArray[np.uint8]

# Page pixels along a block's side: large enough that numpy's own cost for a call is small, small enough that
# most blocks show one class only.
_BLOCK = 128
_MAX_CELLS = 24
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
    across = _Axis.of(width, box.gain[0], box.offset[0], box.canvas[0], logits.shape[2])
    down = _Axis.of(height, box.gain[1], box.offset[1], box.canvas[1], logits.shape[1])
    labels = np.empty((height, width), np.uint8)
    sure = np.empty((height, width), np.float32) if confidence else None
    everything = np.arange(len(logits))
    winners, _ = _winner(logits, everything)
    rows = [down.weights(*run) for run in down.blocks]
    # Turned once here: a product with a turned table takes twice as long.
    columns = [(x0, x1, table.T.copy()) for x0, x1, table in (across.weights(*run) for run in across.blocks)]
    first, alike = _alone(winners, [row[:2] for row in rows], [column[:2] for column in columns])
    widths = [right - left for left, right in across.blocks]
    for number, (top, bottom) in enumerate(down.blocks):
        labels[top:bottom] = np.repeat(first[number], widths)
        y0, y1, in_rows = rows[number]
        for place in range(len(columns)) if confidence else np.flatnonzero(~alike[number]).tolist():
            (left, right), (x0, x1, in_columns) = across.blocks[place], columns[place]
            cells = logits[:, y0:y1, x0:x1]
            here = np.s_[top:bottom, left:right]
            rivals = everything if confidence else _rivals(cells, winners[y0:y1, x0:x1])
            drawn = np.asarray(in_rows @ (cells[rivals] @ in_columns), np.float32)
            labels[here], best = _winner(drawn, rivals)
            if sure is not None:
                sure[here] = 1 / np.exp(drawn - best).sum(axis=0)
    return labels, sure


def _alone(
    winners: Labels, rows: Sequence[tuple[int, int]], columns: Sequence[tuple[int, int]]
) -> tuple[Labels, NDArray[np.bool_]]:
    """(R, C) a class that wins in each block of cells, and whether it wins in all of it.

    Args:
        winners: (h, w) the class that wins at each cell.
        rows: R first cells of blocks and those after their last.
        columns: C of these.
    """
    # One more cell each way, so that a block may end with the last; pairs are start and end, every other
    # stretch is what lies between blocks.
    padded = cv2.copyMakeBorder(winners, 0, 1, 0, 1, cv2.BORDER_REPLICATE)
    down, across = np.ravel(rows), np.ravel(columns)
    low, high = (
        how.reduceat(how.reduceat(padded, down, axis=0)[::2], across, axis=1)[:, ::2]
        for how in (np.minimum, np.maximum)
    )
    return np.asarray(low, np.uint8), np.asarray(low == high)


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


def _rivals(cells: Floats, best: Labels) -> NDArray[np.integer]:
    """The classes that can win somewhere between these cells, in growing order.

    Some class is always at least as good as the mean of those that win at a cell. What is below that mean at
    every cell is below it everywhere between them, too.

    Args:
        cells: (C, h, w) logits.
        best: (h, w) the class that wins at each cell.
    """
    wins = np.bincount(best.ravel(), minlength=len(cells)) > 0
    wins |= (cells > cells[wins].mean(axis=0)).any(axis=(1, 2))
    return np.flatnonzero(wins)


def _winner(drawn: Floats, rivals: NDArray[np.integer]) -> tuple[Labels, Floats]:
    """The best class and its logit at every pixel of a block; rivals are in growing order."""
    best = drawn[0]
    labels = np.full(best.shape, rivals[0], np.uint8)
    for rival, logits in zip(rivals[1:], drawn[1:], strict=True):
        # 255 where it wins; its number is larger than all before it.
        wins = cv2.compare(logits, best, cv2.CMP_GT)
        labels = cv2.max(labels, wins & np.uint8(rival))
        best = cv2.max(best, logits)
    return labels, best


@dataclass(frozen=True)
class _Axis:
    """One axis of the page: which two cells every pixel lies between, and how far along.

    Attributes:
        cells: How many cells there are.
        first: (length,) the nearer cell to the origin.
        share: (length,) 0 on the first cell, 1 on the next.
        blocks: Start and end of even runs of pixels.
    """

    cells: int
    first: NDArray[np.int64]
    share: Floats
    blocks: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, length: int, gain: float, offset: int, canvas: int, cells: int) -> _Axis:
        """The axis of a page of ``length`` pixels."""
        step = canvas / cells
        place = np.clip(((np.arange(length) + 0.5) * gain + offset) / step - 0.5, 0, cells - 1)
        first = np.minimum(place.astype(np.int64), max(cells - 2, 0))
        block = min(_BLOCK, math.ceil(_MAX_CELLS * step / gain))
        count = math.ceil(length / block)
        ends = [number * length // count for number in range(count + 1)]
        return cls(cells, first, (place - first).astype(np.float32), tuple(itertools.pairwise(ends)))

    def weights(self, start: int, end: int) -> tuple[int, int, Floats]:
        """First and last cell that a run of pixels needs, and the (pixels, cells) share each has in it."""
        first, share = self.first[start:end], self.share[start:end]
        low, high = int(first[0]), min(int(first[-1]) + 2, self.cells)
        table = np.zeros((end - start, high - low), np.float32)
        pixels = np.arange(end - start)
        table[pixels, first - low] = 1 - share
        table[pixels, np.minimum(first + 1, self.cells - 1) - low] += share
        return low, high, table
