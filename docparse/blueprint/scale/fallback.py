"""What is left when nothing states a length: the areas printed in rooms, and usual doors."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from docparse.blueprint.carriers import Measured, PlanShape, RoomShape
from docparse.blueprint.scale.tables import single_door_m

_DOORS = 0.12
_LEAST_DOORS = 2
_AREAS = 0.02


def from_doors(plans: Sequence[PlanShape]) -> list[Measured]:
    """What the doors say if their usual width is that of a single internal door; to 12 % at best."""
    doors = (door for plan in plans for door in plan.openings if door.kind == "door")
    widths = np.array([door.width for door in doors if door.leaf is not False])
    widths = widths[widths > 0]
    if len(widths) < _LEAST_DOORS:
        return []
    usual, least, most = single_door_m()
    middle = float(np.median(widths))
    # Double doors, and gaps that were taken for doors, are not what is usual.
    near = widths[(widths >= middle * least / usual) & (widths <= middle * most / usual)]
    return [Measured("door_width", usual / float(np.median(near)), _DOORS)]


def from_areas(plans: Sequence[PlanShape]) -> list[Measured]:
    """What the areas printed in rooms say, indoors. Areas computed with this scale cannot check them."""
    found = (_of_room(room) for plan in plans for room in plan.rooms if room.kind != "outdoor")
    return [item for item in found if item is not None]


def _of_room(room: RoomShape) -> Measured | None:
    areas = [label.area for label in room.labels if label.area is not None]
    named = [label for label in room.labels if label.name is not None or label.area is not None]
    if not areas or len(areas) < len(named) or room.polygon.area <= 0:
        return None
    total = sum(area.m2 for area in areas)
    if total <= 0:
        return None
    step = math.sqrt(sum(area.step_m2**2 for area in areas) / 12) / total
    traced = room.polygon.length / room.polygon.area
    spread = math.hypot(_AREAS, step / 2, traced / 2)
    text = " + ".join(area.text for area in areas)
    place = room.labels[0].polygon_px if len(room.labels) == 1 else ()
    return Measured("printed_area", math.sqrt(total / room.polygon.area), spread, text, place)
