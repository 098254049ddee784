"""Room dimensions: the length and width printed in a room against the room as traced."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.blueprint.carriers import Label, Length, Measured, PlanShape, RoomShape
from docparse.blueprint.scale.axes import main_angle

# Two ratios that lie this near to each other confirm each other.
_AGREE = 0.03
_STRONG, _WEAK, _OPEN_PLAN = 0.015, 0.06, 0.10
# Alcoves and bays narrower than this share of the room's shorter side are not what an agent measures.
_ALCOVE = 0.45
_TRACED_PX = 1.0


def from_rooms(plans: Sequence[PlanShape]) -> list[Measured]:
    """What every room's printed dimensions say.

    The pair may be printed in either order, so the longer stands for the longer side. A room whose two sides
    say the same is strong evidence, else each side is weak evidence by itself.
    """
    evidence: list[Measured] = []
    for plan in plans:
        angle = main_angle([room.polygon for room in plan.rooms])
        for room in plan.rooms:
            label = _sole_dimensions(room)
            if label is not None and label.dimensions is not None:
                evidence += _of_room(room, label, label.dimensions, angle)
    return evidence


def _sole_dimensions(room: RoomShape) -> Label | None:
    """The one label with dimensions; none where several say different things of one traced space."""
    labels = [label for label in room.labels if label.dimensions is not None]
    return labels[0] if len(labels) == 1 else None


def _of_room(
    room: RoomShape, label: Label, dimensions: tuple[Length, Length], angle: float
) -> Iterator[Measured]:
    short, long = sorted(dimensions, key=lambda length: length.metres)
    if short.metres <= 0:
        return
    pairs = [(long.metres / across, short.metres / down) for down, across in _extents(room.polygon, angle)]
    if not pairs:
        return
    by_long, by_short = min(pairs, key=lambda pair: abs(math.log(pair[0] / pair[1])))
    own = math.hypot(_share(long, by_long), _share(short, by_short)) / 2
    alone = len(room.labels) == 1
    if alone and abs(math.log(by_long / by_short)) <= _AGREE:
        yield _evidence(label, math.sqrt(by_long * by_short), math.hypot(_STRONG, own))
        return
    spread = math.hypot(_WEAK if alone else _OPEN_PLAN, own)
    # As traced in full: a part was only chosen to see whether both sides agree.
    for value in pairs[0]:
        yield _evidence(label, value, spread)


def _extents(polygon: Polygon, angle: float) -> Iterator[tuple[float, float]]:
    """(shorter, longer) side along the plan's axes: of the whole room, and of it without its alcoves."""
    straight = affinity.rotate(polygon, -math.degrees(angle), origin=(0, 0))
    sides = _sides(straight)
    if sides[0] <= 0:
        return
    yield sides
    depth = _ALCOVE * sides[0] / 2
    # On turned shapes GEOS divides by nothing on its way to a sound result.
    with np.errstate(invalid="ignore", divide="ignore"):
        core = straight.buffer(-depth, join_style="mitre").buffer(depth, join_style="mitre")
    without = _sides(core) if not core.is_empty else sides
    if without[0] > 0 and without != sides:
        yield without


def _sides(shape: BaseGeometry) -> tuple[float, float]:
    left, top, right, bottom = shape.bounds
    short, long = sorted((float(right - left), float(bottom - top)))
    return short, long


def _share(length: Length, metres_per_pixel: float) -> float:
    step = length.step_m / math.sqrt(12) / length.metres
    return math.hypot(step, _TRACED_PX * metres_per_pixel / length.metres)


def _evidence(label: Label, metres_per_pixel: float, uncertainty: float) -> Measured:
    lengths = label.dimensions or ()
    text = " x ".join(length.text for length in lengths)
    return Measured("room_dimensions", metres_per_pixel, uncertainty, text, label.polygon_px)
