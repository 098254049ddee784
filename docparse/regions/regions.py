"""The carriers of this room: things with outlines, and a class for every pixel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
Polygon = NDArray[np.float32]


@dataclass(frozen=True)
class Regions:
    """Things found on one page, best score first. Everything is in page pixels.

    Attributes:
        classes: Names of the classes the finder knows.
        labels: (N,) int64 indices into ``classes``.
        scores: (N,) float32, 0 to 1.
        boxes: (N, 4) float32: left, top, right, bottom.
        polygons: N outlines of (M, 2) float32, clockwise; the box's corners where no outline is known.
    """

    classes: tuple[str, ...]
    labels: NDArray[np.int64]
    scores: Floats
    boxes: Floats
    polygons: tuple[Polygon, ...]

    def __len__(self) -> int:
        return len(self.labels)

    @classmethod
    def none(cls, classes: tuple[str, ...]) -> Regions:
        """No region at all."""
        return cls(classes, np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros((0, 4), np.float32), ())

    @property
    def names(self) -> tuple[str, ...]:
        """The class name of every region."""
        return tuple(self.classes[label] for label in self.labels)

    def select(self, which: ArrayLike) -> Regions:
        """Those regions that a boolean mask or a list of indices names, in that order."""
        chosen = np.asarray(which)
        index = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen.astype(np.int64).reshape(-1)
        return Regions(
            self.classes,
            self.labels[index],
            self.scores[index],
            self.boxes[index],
            tuple(self.polygons[i] for i in index),
        )

    def of(self, *names: str) -> Regions:
        """The regions of these classes alone; a name the finder does not know has none."""
        wanted = [number for number, name in enumerate(self.classes) if name in names]
        return self.select(np.isin(self.labels, wanted))


@dataclass(frozen=True)
class SemanticMap:
    """A class for every pixel of a page.

    Attributes:
        classes: Names of the classes.
        labels: (H, W) uint8 indices into ``classes``; H and W are the page's own.
        confidence: (H, W) float32, the winning class's probability, or None where it was not asked for.
    """

    classes: tuple[str, ...]
    labels: NDArray[np.uint8]
    confidence: Floats | None = None

    def mask(self, *names: str) -> NDArray[np.bool_]:
        """(H, W) True where the pixel has one of these classes."""
        import cv2  # noqa: PLC0415 - slow to load, and not everyone who names a region needs it

        table = np.zeros(256, np.uint8)
        table[[number for number, name in enumerate(self.classes) if name in names]] = 1
        return np.asarray(cv2.LUT(self.labels, table)).view(np.bool_)
