"""Which label stands in which room, and which storey's name, total and title to which plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiPoint
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry.base import BaseGeometry

from docparse.blueprint.carriers import Label, LevelName, PlanShape, Total
from docparse.blueprint.drawing import Drawing
from docparse.geometry.quad import map_points

# A place on the drawing: column and row.
Cell = tuple[int, int]

# A label whose centre lies in no room belongs to the one that covers this much of its box.
_LEAST_INSIDE = 0.3


def with_labels(plan: PlanShape, labels: Sequence[Label]) -> PlanShape:
    """The plan, each label given to the room it stands in.

    Ground that only the model takes for a terrace is left out: no line goes round it, no word stands in it.
    """
    owners: dict[int, list[Label]] = {}
    for label in labels:
        owner = _room_of(label, plan)
        if owner is not None:
            owners.setdefault(owner, []).append(label)
    rooms = [
        replace(
            room, labels=tuple(sorted(owners.get(number, []), key=lambda label: (label.at[1], label.at[0])))
        )
        for number, room in enumerate(plan.rooms)
    ]
    return replace(plan, rooms=tuple(room for room in rooms if room.labels or not room.loose))


def standing(
    drawing: Drawing, numbers: NDArray[np.int32], labels: Sequence[Label]
) -> dict[int, list[tuple[Label, Cell]]]:
    """The labels whose centres lie in each of (H, W) numbered rooms of a drawing, and where."""
    if not labels:
        return {}
    at = map_points(np.array([label.at for label in labels], np.float64), np.linalg.inv(drawing.to_page))
    found: dict[int, list[tuple[Label, Cell]]] = {}
    for label, (column, row) in zip(labels, np.floor(at).astype(int).tolist(), strict=True):
        if 0 <= row < numbers.shape[0] and 0 <= column < numbers.shape[1] and numbers[row, column]:
            found.setdefault(int(numbers[row, column]), []).append((label, (column, row)))
    return found


def _room_of(label: Label, plan: PlanShape) -> int | None:
    """The room the label's centre lies in, else the one that most of its box covers."""
    at = ShapelyPoint(label.at)
    for number, room in enumerate(plan.rooms):
        if room.polygon.contains(at):
            return number
    box = MultiPoint(label.polygon_px).convex_hull
    shares = [(room.polygon.intersection(box).area, number) for number, room in enumerate(plan.rooms)]
    best = max(shares, default=(0.0, -1))
    if box.area > 0 and best[0] > _LEAST_INSIDE * box.area:
        return best[1]
    return None


def level_of(plan: PlanShape, plans: Sequence[PlanShape], levels: Sequence[LevelName]) -> LevelName | None:
    """The storey's name that stands nearest to the plan and to no other plan nearer."""
    own = [name for name in levels if min(plans, key=lambda other: _distance(other.outline, name.at)) is plan]
    return min(own, key=lambda name: _distance(plan.outline, name.at), default=None)


def total_of(plans: Sequence[PlanShape], totals: Sequence[Total]) -> Total | None:
    """The total printed for the plan of a page with one; of several plans it is not known whose it is."""
    if len(plans) != 1:
        return None
    overall = [total for total in totals if total.level is None] or list(totals)
    return max(overall, key=lambda total: total.area.m2, default=None)


def _distance(shape: BaseGeometry, at: tuple[float, float]) -> float:
    return float(shape.distance(ShapelyPoint(at)))
