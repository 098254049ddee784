"""Rows of Raster-to-Vector files: read, and placed in metres."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from docparse.errors import UsageError
from docparse.training.synth.plan.layout import Point

# Metres: the mean side a dwelling may have.
_SMALLEST, _LARGEST = 3.5, 26.0


@dataclass(frozen=True)
class Row:
    """One row of a file, its corners scaled to metres.

    Attributes:
        x0: Left, for lines the first end.
        y0: Top.
        x1: Right, for lines the second end.
        y1: Bottom.
        category: ``wall``, ``door``, a room type or an icon.
        kind: The file's first code.
        turn: The file's second code.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    category: str
    kind: int
    turn: int

    @property
    def centre(self) -> Point:
        """Metres."""
        return ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)


class LayoutReadError(UsageError, ValueError):
    """A vector file does not hold a layout that can be drawn."""

    def __init__(self, reason: str) -> None:
        super().__init__("usage.layout_file", f"The layout file cannot be used: {reason}.")


def parsed(path: Path) -> list[Row]:
    """The rows of a file, in its pixels.

    Raises:
        LayoutReadError: A row is malformed.
    """
    rows = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        cells = line.split()
        if not cells:
            continue
        try:
            x0, y0, x1, y1 = (float(cell) for cell in cells[:4])
            # Some rows lack the last code, which only orients an icon.
            turn = int(cells[6]) if len(cells) > 6 else 1
            rows.append(Row(x0, y0, x1, y1, cells[4], int(cells[5]), turn))
        except (ValueError, IndexError):
            raise LayoutReadError("a row is not four numbers, a category and two codes") from None
    return rows


def placed(rows: list[Row], rng: Generator) -> list[Row]:
    """Rows in metres, mirrored, turned and stretched by chance.

    Raises:
        LayoutReadError: Nothing tells the scale, or the size is not plausible.
    """
    lengths = [length(row) for row in rows if row.category == "door" and row.kind in (1, 2)]
    if not lengths:
        lengths = [length(row) for row in rows if row.category == "door"]
    door = float(np.median(lengths)) if lengths else 0.0
    if door <= 0:
        raise LayoutReadError("no door tells its scale")
    scale = rng.uniform(0.72, 0.9) / door
    stretch = rng.uniform(0.82, 1.22) if rng.random() < 0.3 else 1.0
    corners: NDArray[np.float64] = np.array([(r.x0, r.y0, r.x1, r.y1) for r in rows]).reshape(-1, 2, 2)
    corners = corners * scale * np.array([stretch**0.5, stretch**-0.5])
    walls = corners[[row.category == "wall" for row in rows]].reshape(-1, 2)
    if len(walls) < 8:
        raise LayoutReadError("too few walls")
    size = float(np.sqrt(np.prod(np.ptp(walls, axis=0))))
    if not _SMALLEST <= size <= _LARGEST:
        raise LayoutReadError("no plausible size")
    corners -= walls.min(axis=0)
    if rng.random() < 0.5:
        corners[..., 0] *= -1
    if rng.random() < 0.5:
        corners = corners[..., ::-1] * np.array([-1.0, 1.0])
    if rng.random() < 0.5:
        corners *= -1
    corners -= corners.reshape(-1, 2).min(axis=0)
    return [_moved(row, ends) for row, ends in zip(rows, corners, strict=True)]


def _moved(row: Row, ends: NDArray[np.float64]) -> Row:
    """A row with new ends (2, 2); boxes get their corners in order again, lines keep their direction."""
    if row.category not in ("wall", "door"):
        ends = np.stack([ends.min(axis=0), ends.max(axis=0)])
    x0, y0, x1, y1 = (float(value) for value in ends.reshape(-1))
    return replace(row, x0=x0, y0=y0, x1=x1, y1=y1)


def length(row: Row) -> float:
    """From end to end."""
    return float(np.hypot(row.x1 - row.x0, row.y1 - row.y0))
