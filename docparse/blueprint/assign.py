"""Which label belongs to which room, and which storey's name, total and title to which plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shapely.geometry import Point as ShapelyPoint
from shapely.geometry.base import BaseGeometry

from docparse.blueprint.carriers import Label, LevelName, PlanShape, RoomShape, Total

# A label may stand over a wall by this many wall thicknesses and still name the room next to it.
_BESIDE = 1.0


def with_labels(plan: PlanShape, labels: Sequence[Label]) -> PlanShape:
    """The plan, each label given to the room it stands in."""
    owners: dict[int, list[Label]] = {}
    for label in labels:
        owner = _room_of(label, plan)
        if owner is not None:
            owners.setdefault(owner, []).append(label)
    rooms = [
        replace(room, labels=tuple(sorted(owners.get(number, []), key=lambda label: (label.at[1], label.at[0]))))
        for number, room in enumerate(plan.rooms)
    ]
    return replace(plan, rooms=tuple(rooms))


def _room_of(label: Label, plan: PlanShape) -> int | None:
    """The room the label's centre lies in, else the one that most of its box covers."""
    at = ShapelyPoint(label.at)
    for number, room in enumerate(plan.rooms):
        if room.polygon.contains(at):
            return number
    from shapely.geometry import MultiPoint  # noqa: PLC0415

    box = MultiPoint(label.polygon_px).convex_hull
    shares = [(room.polygon.intersection(box).area, number) for number, room in enumerate(plan.rooms)]
    best = max(shares, default=(0.0, -1))
    if box.area > 0 and best[0] > 0.3 * box.area:
        return best[1]
    return None


def loose(labels: Sequence[Label], plans: Sequence[PlanShape]) -> list[Label]:
    """Labels that stand in no room."""
    used = {id(label) for plan in plans for room in plan.rooms for label in room.labels}
    return [label for label in labels if id(label) not in used]


def level_of(plan: PlanShape, plans: Sequence[PlanShape], levels: Sequence[LevelName]) -> LevelName | None:
    """The storey's name that stands nearest to the plan and to no other plan nearer."""
    return _nearest(plan, plans, levels)


def total_of(plan: PlanShape, plans: Sequence[PlanShape], totals: Sequence[Total]) -> Total | None:
    """The total printed for the plan: the page's own for a page with one plan, else one beside the plan."""
    if len(plans) == 1:
        overall = [total for total in totals if total.level is None] or list(totals)
        return max(overall, key=lambda total: total.area.m2, default=None)
    return None


def _nearest(
    plan: PlanShape, plans: Sequence[PlanShape], things: Sequence[LevelName]
) -> LevelName | None:
    own = [
        thing
        for thing in things
        if min(plans, key=lambda other: _distance(other.outline, thing.at)) is plan
    ]
    return min(own, key=lambda thing: _distance(plan.outline, thing.at), default=None)


def _distance(shape: BaseGeometry, at: tuple[float, float]) -> float:
    return float(shape.distance(ShapelyPoint(at)))


def rooms_named(plan: PlanShape) -> list[RoomShape]:
    """Rooms with a label that names them."""
    return [room for room in plan.rooms if any(label.name for label in room.labels)]
