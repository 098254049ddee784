"""Flows groups of values into panes: rows side by side or one below another, as large as they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from docparse.training.synth.id.carriers import Region, box_polygon
from docparse.training.synth.id.cell import Cell, Setting, print_cell
from docparse.training.synth.id.people import chance
from docparse.training.synth.id.sheet import Box, Sheet
from docparse.training.synth.id.values import Item
from docparse.training.synth.id.wording import Placement

SMALLEST = 11.0
_SHRINK = 0.93  # from one size tried to the next
_SQUEEZES = (0.9, 0.8, 0.72)
_PACKINGS = (0, 1, 3)


@dataclass(frozen=True)
class Group:
    """Values that stand together.

    Attributes:
        items: In their order.
        per_row: Most of them side by side.
        flexible: Whether more may stand side by side where room is short.
        placement: Where their labels go, when not where the card's others do.
    """

    items: tuple[Item, ...]
    per_row: int
    flexible: bool = False
    placement: Placement | None = None


@dataclass(frozen=True)
class Flow:
    """Settings of one card's flow.

    Attributes:
        panes: Where text may go, in the order it fills them.
        obstacles: Boxes text keeps clear of.
        row_gap: Space between rows in sizes.
        group_gap: Space between groups in sizes.
        column_gap: Space between cells in sizes.
        spread: Whether cells of a row stand in even columns rather than packed.
        largest: Size of ordinary values to begin with, pixels per em.
    """

    panes: tuple[Box, ...]
    obstacles: tuple[Box, ...]
    row_gap: float
    group_gap: float
    column_gap: float
    spread: bool
    largest: float


@dataclass(frozen=True)
class _Spot:
    """A cell and where its top-left goes; ``group`` numbers the groups, ``pane`` the panes."""

    cell: Cell
    x: float
    y: float
    group: int
    pane: int


def print_groups(
    sheet: Sheet, rng: np.random.Generator, groups: Sequence[Group], flow: Flow, setting: Setting
) -> float:
    """Print the groups at the largest size at which they fit, packing them closer before shrinking them.

    Groups are left out from the end when they do not fit even at the smallest size.

    Returns:
        The size of ordinary values, in pixels per em.
    """
    kept = list(groups)
    while kept:
        size = flow.largest
        while size >= SMALLEST:
            attempt = _Attempt(flow, setting, size)
            spots = next(
                (found for more in _PACKINGS if (found := attempt.arrange(_packed(kept, more)))), None
            )
            if spots is not None:
                for spot in _loosened(rng, spots, flow):
                    print_cell(sheet, spot.cell, spot.x, spot.y)
                return size
            size *= _SHRINK
        kept.pop()
    return SMALLEST


def _packed(groups: Sequence[Group], more: int) -> list[Group]:
    """Groups with more values side by side where they allow it."""
    return [replace(group, per_row=group.per_row + more) if group.flexible else group for group in groups]


@dataclass(frozen=True)
class _Attempt:
    """Arranging groups at one size."""

    flow: Flow
    setting: Setting
    size: float

    def arrange(self, groups: Sequence[Group]) -> list[_Spot] | None:
        """Places for all cells, or None when the panes do not hold them."""
        panes = self.flow.panes
        spots: list[_Spot] = []
        pane, y = 0, panes[0].y0
        for number, group in enumerate(groups):
            placed = self._place(group, number, pane, y)
            while placed is None:
                pane += 1
                if pane == len(panes):
                    return None
                placed = self._place(group, number, pane, panes[pane].y0)
            spots += placed
            y = max(spot.y + spot.cell.height for spot in placed) + self.flow.group_gap * self.size
        return spots

    def _place(self, group: Group, number: int, pane: int, y: float) -> list[_Spot] | None:
        """A group's rows from a height downwards, or None when they reach below the pane."""
        setting = self.setting.placed(group.placement)
        spots: list[_Spot] = []
        waiting = list(group.items)
        while waiting:
            # The first cell's height tells which obstacles the row meets; its other cells are about as tall.
            probe = setting.cell(waiting[0], self.size)
            left, right = _free_span(self.flow.panes[pane], y, y + probe.height, self.flow.obstacles)
            row = self._row(waiting[: group.per_row], right - left, setting)
            height = max((cell.height for cell in row), default=np.inf)
            if y + height > self.flow.panes[pane].y1:
                return None
            starts = self._starts(row, left, right, group.per_row)
            spots += [_Spot(cell, x, y, number, pane) for cell, x in zip(row, starts, strict=True)]
            del waiting[: len(row)]
            y += height + self.flow.row_gap * self.size
        return spots

    def _row(self, items: Sequence[Item], width: float, setting: Setting) -> list[Cell]:
        """As many cells as fit side by side; a lone one may be squeezed. Empty when not even one fits."""
        row: list[Cell] = []
        used = 0.0
        for item in items:
            cell = setting.cell(item, self.size)
            if used + cell.width > width:
                break
            row.append(cell)
            used += cell.width + self.flow.column_gap * self.size
        if row:
            return row
        squeezed = (setting.cell(items[0], self.size, squeeze) for squeeze in _SQUEEZES)
        return [cell for cell in squeezed if cell.width <= width][:1]

    def _starts(self, row: Sequence[Cell], left: float, right: float, per_row: int) -> list[float]:
        """Left ends of a row's cells: even columns where they fit, else one after another."""
        step = (right - left) / max(len(row), min(per_row, 4))
        if self.flow.spread and all(cell.width + 0.3 * self.size <= step for cell in row):
            return [left + step * k for k in range(len(row))]
        steps = [cell.width + self.flow.column_gap * self.size for cell in row]
        return [left + sum(steps[:k]) for k in range(len(row))]


def _free_span(pane: Box, top: float, bottom: float, obstacles: Sequence[Box]) -> tuple[float, float]:
    """The widest stretch of a pane free of obstacles between two heights."""
    left, right = pane.x0, pane.x1
    for box in obstacles:
        if not box.meets(Box(left, top, right, bottom)):
            continue
        if box.x0 - left >= right - box.x1:
            right = box.x0
        else:
            left = box.x1
    return left, right


def _loosened(rng: np.random.Generator, spots: Sequence[_Spot], flow: Flow) -> list[_Spot]:
    """Share a pane's spare height out between its groups, now and then, where no obstacle is in the way."""
    out: list[_Spot] = []
    for number, pane in enumerate(flow.panes):
        mine = [spot for spot in spots if spot.pane == number]
        if not mine:
            continue
        spare = pane.y1 - max(spot.y + spot.cell.height for spot in mine)
        first, last = mine[0].group, mine[-1].group
        free = not any(box.meets(pane) for box in flow.obstacles)
        step = spare * float(rng.uniform(0.3, 1)) / (last - first + 1) if free and chance(rng, 0.7) else 0.0
        out += [replace(spot, y=spot.y + step * (spot.group - first)) for spot in mine]
    return out


def join_names(sheet: Sheet) -> None:
    """Make one name region of two parts that stand one below another, a label's height apart at most."""
    names = [region for region in sheet.regions if region.label == "name"]
    if len(names) != 2:
        return
    upper, lower = sorted(names, key=lambda region: float(region.polygon[0, 1]))
    (left, _), (right, bottom) = upper.polygon[0], upper.polygon[2]
    (other_left, top), (other_right, _) = lower.polygon[0], lower.polygon[2]
    line = min(bottom - upper.polygon[0, 1], lower.polygon[2, 1] - top)
    if left < other_right and other_left < right and top - bottom <= 1.2 * line:
        corners = np.concatenate([upper.polygon, lower.polygon])
        whole = box_polygon(*corners.min(axis=0), *corners.max(axis=0))
        sheet.regions = [region for region in sheet.regions if region.label != "name"]
        sheet.regions.append(Region("name", whole, f"{upper.text}\n{lower.text}"))
