"""Flows groups of values into panes: rows side by side or one below another, as large as they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from docparse.training.synth.id.carriers import Region, box_polygon
from docparse.training.synth.id.cell import Cell, make_cell, print_cell
from docparse.training.synth.id.people import chance
from docparse.training.synth.id.sheet import Box, Sheet
from docparse.training.synth.id.typography import Typography
from docparse.training.synth.id.values import Item
from docparse.training.synth.id.wording import Placement, Wording

SMALLEST = 11.0
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
class Spot:
    """A cell and where its top-left goes; ``group`` numbers the groups, ``pane`` the panes."""

    cell: Cell
    x: float
    y: float
    group: int
    pane: int


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
    """

    panes: tuple[Box, ...]
    obstacles: tuple[Box, ...]
    row_gap: float
    group_gap: float
    column_gap: float
    spread: bool


def print_groups(
    sheet: Sheet,
    rng: np.random.Generator,
    groups: Sequence[Group],
    flow: Flow,
    typography: Typography,
    wording: Wording,
    largest: float,
) -> float:
    """Print the groups at the largest size at which they fit, packing them closer before shrinking them.

    Groups are left out from the end when they do not fit even at the smallest size.

    Returns:
        The size of ordinary values, in pixels per em.
    """  # fmt: skip
    kept = list(groups)
    while kept:
        size = largest
        while size >= SMALLEST:
            tries = (_arrange(_packed(kept, more), flow, typography, wording, size) for more in _PACKINGS)
            spots = next((found for found in tries if found is not None), None)
            if spots is not None:
                for spot in _loosened(rng, spots, flow):
                    print_cell(sheet, spot.cell, spot.x, spot.y)
                return size
            size *= 0.93
        kept.pop()
    return SMALLEST


def _packed(groups: Sequence[Group], more: int) -> list[Group]:
    """Groups with more values side by side where they allow it."""
    return [replace(group, per_row=group.per_row + more) if group.flexible else group for group in groups]


def _arrange(
    groups: Sequence[Group], flow: Flow, typography: Typography, wording: Wording, size: float
) -> list[Spot] | None:
    spots: list[Spot] = []
    pane, y = 0, flow.panes[0].y0
    for number, group in enumerate(groups):
        placed = None
        while placed is None:
            placed = _place_group(group, number, pane, y, flow, typography, wording, size)
            if placed is None:
                pane += 1
                if pane == len(flow.panes):
                    return None
                y = flow.panes[pane].y0
        spots += placed
        y = max(spot.y + spot.cell.height for spot in placed) + flow.group_gap * size
    return spots


def _place_group(
    group: Group,
    number: int,
    pane: int,
    y: float,
    flow: Flow,
    typography: Typography,
    wording: Wording,
    size: float,
) -> list[Spot] | None:
    spots: list[Spot] = []
    if group.placement is not None:
        wording = replace(wording, placement=group.placement)
    waiting = list(group.items)
    box = flow.panes[pane]
    while waiting:
        # The first cell's height tells which obstacles a row meets; further cells of a row are about as tall.
        probe = make_cell(waiting[0], size, typography, wording)
        left, right = _free_span(box, y, y + probe.height, flow.obstacles)
        row = _row(waiting, group.per_row, right - left, flow, typography, wording, size)
        if not row:
            return None
        height = max(cell.height for cell in row)
        if y + height > box.y1:
            return None
        spots += [
            Spot(cell, x, y, number, pane)
            for cell, x in zip(row, _across(row, left, right, flow, size, group.per_row), strict=True)
        ]
        del waiting[: len(row)]
        y += height + flow.row_gap * size
    return spots


def _row(
    items: Sequence[Item],
    per_row: int,
    width: float,
    flow: Flow,
    typography: Typography,
    wording: Wording,
    size: float,
) -> list[Cell]:
    """As many cells as fit side by side; a single one may be squeezed. Empty when not even one fits."""
    row: list[Cell] = []
    used = 0.0
    for item in items[:per_row]:
        cell = make_cell(item, size, typography, wording)
        if row and used + cell.width > width:
            break
        if not row and cell.width > width:
            squeezed = (make_cell(item, size, typography, wording, squeeze) for squeeze in _SQUEEZES)
            cell = next((narrow for narrow in squeezed if narrow.width <= width), cell)
            return [cell] if cell.width <= width else []
        row.append(cell)
        used += cell.width + flow.column_gap * size
    return row


def _across(
    row: Sequence[Cell], left: float, right: float, flow: Flow, size: float, per_row: int
) -> list[float]:
    """Left ends of a row's cells: even columns where they fit, else one after another."""
    step = (right - left) / max(len(row), min(per_row, 4))
    if flow.spread and all(cell.width + 0.3 * size <= step for cell in row):
        return [left + step * k for k in range(len(row))]
    ends, x = [], left
    for cell in row:
        ends.append(x)
        x += cell.width + flow.column_gap * size
    return ends


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


def _loosened(rng: np.random.Generator, spots: Sequence[Spot], flow: Flow) -> list[Spot]:
    """Share a pane's spare height out between its groups, now and then, where no obstacle is in the way."""
    out: list[Spot] = []
    for number, pane in enumerate(flow.panes):
        mine = [spot for spot in spots if spot.pane == number]
        if not mine:
            continue
        spare = pane.y1 - max(spot.y + spot.cell.height for spot in mine)
        first, last = mine[0].group, mine[-1].group
        free = not any(box.meets(pane) for box in flow.obstacles)
        step = spare * float(rng.uniform(0.3, 1)) / (last - first + 1) if free and chance(rng, 0.7) else 0.0
        out += [Spot(s.cell, s.x, s.y + step * (s.group - first), s.group, s.pane) for s in mine]
    return out


def join_names(sheet: Sheet) -> None:
    """Make one name region of the name's parts where they stand one below another, a label's height apart at most."""
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
