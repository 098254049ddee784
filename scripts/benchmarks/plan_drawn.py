"""Plans drawn from nothing, with no font file: grids of rooms with doors and windows; pages that are none."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
TEXT = "we thank you for your letter about the rooms on the second floor and the garden"
INK, PAPER = (0, 0, 0), (255, 255, 255)


@dataclass(frozen=True)
class Grid:
    """Rooms of one size in rows and columns, each joined to the next by a door.

    Attributes:
        columns: Rooms in a row.
        rows: Rooms in a column.
        room: Clear width and height of a room, metres.
        wall: Thickness of all walls, metres.
        scale: Pixels in a metre.
        margin: White round the plan, pixels.
    """

    columns: int = 3
    rows: int = 2
    room: tuple[float, float] = (4.0, 3.5)
    wall: float = 0.2
    scale: float = 60.0
    margin: int = 120

    def corner(self, column: int, row: int) -> tuple[int, int]:
        """Clear top-left corner of a room, pixels."""
        x = self.margin + (self.wall + column * (self.room[0] + self.wall)) * self.scale
        y = self.margin + (self.wall + row * (self.room[1] + self.wall)) * self.scale
        return round(x), round(y)

    def far(self, column: int, row: int) -> tuple[int, int]:
        """Clear bottom-right corner of a room, pixels, the last one in it."""
        x, y = self.corner(column, row)
        return x + round(self.room[0] * self.scale) - 1, y + round(self.room[1] * self.scale) - 1


def draw_grid(
    grid: Grid, *, names: bool = False, ratio: str = "", openings: bool = True, begun: bool = False
) -> Pixels:
    """Draw a grid of rooms.

    Args:
        grid: The rooms.
        names: Whether a name stands in each.
        ratio: Printed below the plan.
        openings: Whether doors and windows are drawn.
        begun: Whether only two of the outer walls are drawn: no room is closed.
    """
    left, top = grid.margin, grid.margin
    thick = round(grid.wall * grid.scale)
    last = grid.far(grid.columns - 1, grid.rows - 1)
    right, bottom = last[0] + thick, last[1] + thick
    page = np.full((bottom + 2 * grid.margin, right + grid.margin, 3), 255, np.uint8)
    cv2.rectangle(page, (left, top), (right, bottom), INK, -1)
    for row in range(grid.rows):
        for column in range(grid.columns):
            cv2.rectangle(page, grid.corner(column, row), grid.far(column, row), PAPER, -1)
    if begun:
        # The upper wall and the left one remain.
        page[top + thick :, left + thick :] = 255
        return page
    for row in range(grid.rows):
        for column in range(grid.columns):
            if openings:
                _draw_openings(page, grid, column, row, thick)
            if names:
                x, y = grid.corner(column, row)
                place = x + round(0.15 * grid.scale), y + round(1.9 * grid.scale)
                name = f"Bedroom {row * grid.columns + column + 1}"
                size = grid.scale / 75
                cv2.putText(
                    page,
                    name,
                    place,
                    cv2.FONT_HERSHEY_SIMPLEX,
                    size,
                    INK,
                    max(1, round(2 * size)),
                    cv2.LINE_AA,
                )
    if ratio:
        place = left, bottom + grid.margin
        cv2.putText(page, f"Scale {ratio}", place, cv2.FONT_HERSHEY_SIMPLEX, 1.2, INK, 2, cv2.LINE_AA)
    return page


def _draw_openings(page: Pixels, grid: Grid, column: int, row: int, thick: int) -> None:
    """A door to the next room on the right and below, an entrance, windows in the outer walls."""
    (x0, y0), (x1, y1) = grid.corner(column, row), grid.far(column, row)
    wide = round(0.9 * grid.scale)
    if column + 1 < grid.columns:
        y = (y0 + y1) // 2
        page[y : y + wide, x1 + 1 : x1 + 1 + thick] = 255
        _swing(page, (x1 + 1 + thick, y), wide, (0, 90))
    if row + 1 < grid.rows or (column == 0 and row == grid.rows - 1):
        x = x0 + round(0.3 * grid.scale)
        page[y1 + 1 : y1 + 1 + thick, x : x + wide] = 255
        _swing(page, (x, y1 + 1), wide, (270, 360))
    if row == 0:
        x = (x0 + x1) // 2
        cv2.rectangle(page, (x, y0 - thick), (x + wide, y0 - 1), PAPER, -1)
        cv2.rectangle(page, (x, y0 - thick), (x + wide, y0 - 1), INK, 1)
        cv2.line(page, (x, y0 - thick // 2), (x + wide, y0 - thick // 2), INK, 1)


def _swing(page: Pixels, hinge: tuple[int, int], radius: int, angles: tuple[int, int]) -> None:
    cv2.ellipse(page, hinge, (radius, radius), 0, angles[0], angles[1], INK, 1, cv2.LINE_AA)
    leaf = hinge[0], hinge[1] + (radius if angles[1] == 90 else -radius)
    cv2.line(page, hinge, leaf, INK, 2, cv2.LINE_AA)


def text_page(width: int = 1240, height: int = 1754) -> Pixels:
    """A letter: lines of words, nothing else."""
    page = np.full((height, width, 3), 255, np.uint8)
    words = TEXT.split()
    for number, y in enumerate(range(160, height - 160, 44)):
        line = " ".join(words[(number + k) % len(words)] for k in range(9))
        cv2.putText(page, line, (120, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, INK, 1, cv2.LINE_AA)
    return page


def tiled(page: Pixels, size: tuple[int, int], factor: float) -> Pixels:
    """A sheet of a width and height covered with copies of a page, each enlarged by a factor."""
    wide, tall = (max(1, round(side * factor)) for side in page.shape[1::-1])
    large = cv2.resize(page, (wide, tall), interpolation=cv2.INTER_CUBIC)
    sheet = np.full((size[1], size[0], 3), 255, np.uint8)
    for top in range(0, size[1] - tall + 1, tall):
        for left in range(0, size[0] - wide + 1, wide):
            sheet[top : top + tall, left : left + wide] = large
    return sheet
