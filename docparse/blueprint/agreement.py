"""How many rooms are as large as printed, whatever the scale: by it readings of a page are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry import Point

from docparse.blueprint.areas import is_indoor, type_of
from docparse.blueprint.carriers import Label, PlanShape

# A room is as large as printed when it is off by less than the first. One that is off by more than the second
# was cut or joined wrongly: no wall is found so badly.
_FITS, _OFF = 0.05, 0.08


@dataclass(frozen=True)
class Agreement:
    """Areas printed indoors.

    Attributes:
        printed: How many there are.
        fitting: How many stand in a room of their size.
        wrong: How many stand in a room that is far from their size, or between the walls and in none.
        rooms: How many rooms there are indoors, with print and without.
    """

    printed: int
    fitting: int
    wrong: int
    rooms: int


def agreement(plans: Sequence[PlanShape], labels: Sequence[Label]) -> Agreement:
    """Compare printed areas with the rooms that they stand in.

    The scale is what most of these rooms say. Areas that stand in one room are added; one that stands in
    none fits none.

    Args:
        plans: The page's plans, their rooms with labels.
        labels: All of the page's labels.
    """
    rooms = [room for plan in plans for room in plan.rooms]
    inside = [is_indoor(room, type_of(room)) for room in rooms]
    areas = [_areas(room.labels) for room in rooms]
    outside = sum(len(own) for own, indoors in zip(areas, inside, strict=True) if not indoors)
    printed = len(_areas(labels)) - outside
    told = [
        (room.polygon.area / sum(own), len(own))
        for room, own, indoors in zip(rooms, areas, inside, strict=True)
        if own and indoors
    ]
    usual = float(np.median([ratio for ratio, _ in told])) if told else 0.0
    fitting = sum(count for ratio, count in told if abs(ratio - usual) <= _FITS * usual)
    wrong = sum(count for ratio, count in told if abs(ratio - usual) > _OFF * usual)
    placed = {label for room in rooms for label in room.labels}
    lost = [Point(label.at) for label in labels if label not in placed and _areas([label])]
    wrong += sum(any(plan.outline.contains(at) for plan in plans) for at in lost)
    return Agreement(printed, fitting, wrong, sum(inside))


def _areas(labels: Sequence[Label]) -> list[float]:
    """Square metres as printed, of those labels that have them."""
    return [label.area.m2 for label in labels if label.area and label.area.m2 > 0]
