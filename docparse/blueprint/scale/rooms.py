"""Room dimensions: the length and width printed in a room against the room as traced, or its arrow heads."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from shapely import affinity, get_parts
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from docparse.blueprint.carriers import Label, Length, Measured, PlanShape, RoomShape
from docparse.blueprint.scale.arrows import Head, find_heads, lengths_at, metres_by
from docparse.blueprint.scale.axes import main_angle
from docparse.blueprint.scale.facts import Ink

# Two ratios that lie this near to each other confirm each other.
_AGREE = 0.03
_ARROWS, _STRONG, _LOCAL, _WEAK, _OPEN_PLAN = 0.01, 0.015, 0.02, 0.06, 0.10
# Alcoves and bays narrower than this share of the room's shorter side are not what an agent measures.
_ALCOVE = 0.45
_TRACED_PX = 1.0


def from_rooms(
    plans: Sequence[PlanShape], ink: Ink | None = None, texts: Sequence[NDArray[np.float64]] = ()
) -> list[Measured]:
    """What every room's printed dimensions say.

    Where arrow heads tell between what they were measured, these are taken at their word. Else the pair may
    be printed in either order, so the longer stands for the longer side. A room whose two sides say the same
    is strong evidence, and so is what is free along and across the print where they do not: a room that was
    traced together with a passage, say. Else each side is weak evidence by itself, of a room with one pair.

    Args:
        plans: The plans, rooms with labels.
        ink: The page's dark lines; without them there are no arrow heads.
        texts: (4, 2) corners of the page's texts, among whose letters no heads are looked for.
    """
    evidence: list[Measured] = []
    sized = any(label.dimensions for plan in plans for room in plan.rooms for label in room.labels)
    heads = find_heads(ink, texts) if ink is not None and sized else []
    for plan in plans:
        angle = main_angle([room.polygon for room in plan.rooms])
        for room in plan.rooms:
            labels = [label for label in room.labels if label.dimensions is not None]
            for label in labels:
                marked = _between_heads(label, heads, ink, room.polygon) if ink is not None else None
                if marked is not None:
                    evidence.append(marked)
                else:
                    evidence += _of_room(room, label, angle, sole=len(labels) == 1)
    return evidence


def _between_heads(label: Label, heads: Sequence[Head], ink: Ink, room: Polygon) -> Measured | None:
    """What one label says of the lengths between the arrow heads about it."""
    pair = lengths_at(label, heads, ink, room)
    if pair is None or label.dimensions is None:
        return None
    ways = metres_by(pair, label.dimensions)
    value = math.sqrt(ways[0] * ways[1])
    own = math.hypot(*(_share(length, value) for length in label.dimensions)) / 2
    return _evidence(label, value, math.hypot(_ARROWS, own))


def _of_room(room: RoomShape, label: Label, angle: float, *, sole: bool) -> Iterator[Measured]:
    """What one label says of the room it stands in; ``sole`` when no other gives this room's dimensions."""
    short, long = sorted(label.dimensions or (), key=lambda length: length.metres)
    if short.metres <= 0:
        return
    whole = _scales(_extents(room.polygon, angle), short, long) if sole else []
    here = _scales(_chords(room.polygon, label, angle), short, long)
    alone = sole and len(room.labels) == 1
    for pairs, base in ((whole if alone else [], _STRONG), (here, _LOCAL)):
        if not pairs:
            continue
        by_long, by_short = min(pairs, key=lambda pair: abs(math.log(pair[0] / pair[1])))
        if abs(math.log(by_long / by_short)) <= _AGREE:
            own = math.hypot(_share(long, by_long), _share(short, by_short)) / 2
            yield _evidence(label, math.sqrt(by_long * by_short), math.hypot(base, own))
            return
    # As traced in full: a part was only chosen to see whether both sides agree.
    for value, length in zip(whole[0] if whole else (), (long, short), strict=False):
        spread = math.hypot(_WEAK if alone else _OPEN_PLAN, _share(length, value) / 2)
        yield _evidence(label, value, spread)


def _scales(extents: Iterator[tuple[float, float]], short: Length, long: Length) -> list[tuple[float, float]]:
    """Metres a pixel by the longer and by the shorter side, for each pair of sides."""
    return [(long.metres / across, short.metres / down) for down, across in extents]


def _chords(polygon: Polygon, label: Label, angle: float) -> Iterator[tuple[float, float]]:
    """(shorter, longer) of what is free along and across the plan's axes through the middle of the print."""
    straight = affinity.rotate(Polygon(polygon.exterior), -math.degrees(angle), origin=(0, 0))
    middle = affinity.rotate(Point(np.mean(label.polygon_px, axis=0)), -math.degrees(angle), origin=(0, 0))
    left, top, right, bottom = straight.bounds
    along = LineString([(left, middle.y), (right, middle.y)])
    across = LineString([(middle.x, top), (middle.x, bottom)])
    short, long = sorted(_free(straight, line, middle) for line in (along, across))
    if short > 0:
        yield short, long


def _free(polygon: Polygon, line: LineString, middle: Point) -> float:
    """Length of that part of a line within a polygon on which a point lies; 0 where it lies on none."""
    parts = get_parts(polygon.intersection(line))
    return max((float(part.length) for part in parts if part.dwithin(middle, 0.5)), default=0.0)


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
