"""From a detection or instance network's numbers to finds on its canvas.

Two layouts come out of the export: rows of ``left, top, right, bottom, score, class, coefficients…`` from
networks that choose by themselves, and columns of ``x, y, width, height, class scores…, coefficients…`` for
every anchor, from which the best are chosen here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from docparse.errors import EngineError

Floats = NDArray[np.float32]

MAX_FOUND = 300


@dataclass(frozen=True)
class Found:
    """Finds on a canvas, in its pixels.

    Attributes:
        labels: (N,) int64.
        scores: (N,) float32.
        boxes: (N, 4) float32: left, top, right, bottom.
        outlines: N outlines of (M, 2) float32, or None for a network without masks.
    """

    labels: NDArray[np.int64]
    scores: Floats
    boxes: Floats
    outlines: tuple[Floats, ...] | None = None

    def select(self, index: ArrayLike) -> Found:
        """The finds with these indices, in that order."""
        chosen = np.asarray(index, np.int64).reshape(-1)
        outlines = None if self.outlines is None else tuple(self.outlines[i] for i in chosen)
        return Found(self.labels[chosen], self.scores[chosen], self.boxes[chosen], outlines)

    def moved(self, left: float, top: float) -> Found:
        """The same finds on a canvas whose origin lies this far left and up."""
        if not left and not top:
            return self
        shift = np.array([left, top], np.float32)
        outlines = None if self.outlines is None else tuple(points + shift for points in self.outlines)
        return Found(self.labels, self.scores, self.boxes + np.tile(shift, 2), outlines)

    @classmethod
    def join(cls, parts: Sequence[Found]) -> Found:
        """All finds of several parts, in order; there is at least one part."""
        outlines = (
            None
            if parts[0].outlines is None
            else tuple(points for part in parts for points in part.outlines or ())
        )
        return cls(
            np.concatenate([part.labels for part in parts]),
            np.concatenate([part.scores for part in parts]),
            np.concatenate([part.boxes for part in parts]),
            outlines,
        )


def decode(output: Floats, classes: int, threshold: float, overlap: float) -> tuple[Found, Floats]:
    """Read one picture's detections.

    Args:
        output: (300, 6 + k) rows or (4 + classes + k, anchors) columns, float32; k mask coefficients.
        classes: How many classes the network knows.
        threshold: Finds must score more than this, 0 to 1.
        overlap: Of two boxes of one class with a larger intersection over union, the better stays. Networks
            that choose by themselves have done that already.

    Returns:
        The finds, best score first, without outlines; and their (N, k) mask coefficients.

    Raises:
        EngineError: ``regions.output`` when the numbers have neither layout.
    """
    rows, columns = output.shape if output.ndim == 2 else (0, 0)
    if columns > rows >= 4 + classes:
        return _from_columns(output, classes, threshold, overlap)
    if columns >= 6:
        return _from_rows(output, threshold)
    raise EngineError(
        "regions.output", "the model's output is neither detections nor anchors; export it again"
    )


def _from_rows(output: Floats, threshold: float) -> tuple[Found, Floats]:
    rows = output[output[:, 4] > threshold]
    rows = rows[np.argsort(-rows[:, 4], kind="stable")]
    found = Found(
        rows[:, 5].astype(np.int64), np.ascontiguousarray(rows[:, 4]), np.ascontiguousarray(rows[:, :4])
    )
    return found, rows[:, 6:]


def _from_columns(output: Floats, classes: int, threshold: float, overlap: float) -> tuple[Found, Floats]:
    table = output[4 : 4 + classes]
    best = table.max(axis=0)
    (anchors,) = np.nonzero(best > threshold)
    scores = best[anchors]
    labels = table[:, anchors].argmax(axis=0).astype(np.int64)
    centre, size = output[:2, anchors].T, output[2:4, anchors].T
    boxes = np.concatenate([centre - size / 2, centre + size / 2], axis=1)
    kept = _suppress(boxes, scores, labels, overlap)
    return Found(labels[kept], scores[kept], boxes[kept]), output[4 + classes :, anchors[kept]].T


def _suppress(boxes: Floats, scores: Floats, labels: NDArray[np.int64], overlap: float) -> NDArray[np.int64]:
    """Indices of the boxes that no better one of their class covers, best first."""
    if not len(boxes):
        return np.zeros(0, np.int64)
    # Classes are laid far apart, so that boxes of two classes never meet.
    apart = boxes.astype(np.float64) + labels[:, None] * (float(np.abs(boxes).max()) * 2 + 1)
    areas = np.prod(apart[:, 2:] - apart[:, :2], axis=1)
    left = np.argsort(-scores, kind="stable")
    kept: list[int] = []
    while len(left) and len(kept) < MAX_FOUND:
        best, left = left[0], left[1:]
        kept.append(int(best))
        low = np.maximum(apart[left, :2], apart[best, :2])
        high = np.minimum(apart[left, 2:], apart[best, 2:])
        both = np.prod(np.clip(high - low, 0, None), axis=1)
        left = left[both <= overlap * (areas[left] + areas[best] - both)]
    return np.array(kept, np.int64)
