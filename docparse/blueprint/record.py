"""From shapes and scale to the record: lengths in metres, names, areas, and what was printed against it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.blueprint.areas import SQFT_PER_M2, Shape, measure, type_of
from docparse.blueprint.assign import level_of, total_of
from docparse.blueprint.carriers import Length, OpeningShape, PageText, PlanShape, RoomShape, Total
from docparse.records import (
    Areas,
    Check,
    FloorPlan,
    Opening,
    PrintedTotal,
    Room,
    RoomType,
    Scale,
    Standard,
    Wall,
)

# Printed and computed areas agree within this share.
_AGREE = 0.05
# An unnamed room smaller than this, in square metres, is a cupboard.
_CUPBOARD_M2 = 2.0
# Outdoor space without a name: from this size on a terrace, else a balcony.
_TERRACE_M2 = 12.0


def plan_record(
    plan: PlanShape,
    plans: Sequence[PlanShape],
    text: PageText,
    scale: Scale,
    *,
    page: int,
    standard: Standard,
) -> FloorPlan:
    """The record of one plan.

    Args:
        plan: Its shapes, labelled.
        plans: All plans of the page, it among them.
        text: What is printed on the page.
        scale: Its scale.
        page: The page's index.
        standard: Which area is its headline.
    """
    size = scale.metres_per_pixel
    order = _reading_order(plan.rooms)
    ids = {number: f"r{place}" for place, number in enumerate(order, 1)}
    types = [room_type(room, room.polygon.area * size**2 if size else None) for room in plan.rooms]
    rooms = [_room(ids[number], plan.rooms[number], types[number], scale) for number in order]
    level = level_of(plan, plans, text.levels)
    total = total_of(plans, text.totals)
    areas = (
        measure(plan, size, scale.relative_uncertainty or 0.0, standard, types)
        if size is not None
        else Areas(standard=standard)
    )
    printed = _printed(total) if total else None
    return FloorPlan(
        page=page,
        title=text.titles[0] if len(plans) == 1 and text.titles else None,
        level=level.level if level else None,
        outline_px=[_ring(part) for part in _polygons(plan.outline)],
        scale=scale,
        rooms=rooms,
        walls=_walls(plan, size),
        doors=_openings(plan, "door", "d", ids, size),
        windows=_openings(plan, "window", "n", ids, size),
        areas=areas,
        printed_total=printed,
        checks=[*_room_checks(rooms, scale), *_total_checks(areas, printed, scale)],
    )


def _printed(total: Total) -> PrintedTotal:
    return PrintedTotal.model_validate(
        {"m2": round(total.area.m2, 2), "text": total.area.text, "measures": total.measures}
    )


def _ring(polygon: Polygon) -> list[tuple[float, float]]:
    """A polygon's outer corners, the last not repeated, to a hundredth of a pixel."""
    return _points(polygon.exterior.coords)


def _points(coordinates: object) -> list[tuple[float, float]]:
    return [(round(float(x), 2), round(float(y), 2)) for x, y in np.asarray(coordinates)[:-1]]


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area > 0]


def _reading_order(rooms: Sequence[RoomShape]) -> list[int]:
    """Rooms from the top left, those at about one height from left to right."""
    if not rooms:
        return []
    height = max(room.polygon.bounds[3] for room in rooms) - min(room.polygon.bounds[1] for room in rooms)
    band = max(height / 8, 1.0)
    return sorted(
        range(len(rooms)),
        key=lambda n: (round(rooms[n].polygon.bounds[1] / band), rooms[n].polygon.bounds[0]),
    )


def _room(name_id: str, shape: RoomShape, kind: RoomType, scale: Scale) -> Room:
    size = scale.metres_per_pixel
    labels = [label.name for label in shape.labels if label.name]
    areas = [label.area.m2 for label in shape.labels if label.area]
    dimensions = [label.dimensions for label in shape.labels if label.dimensions]
    polygon = shape.polygon
    area = polygon.area * size**2 if size else None
    perimeter = polygon.exterior.length * size if size else None
    doubt = None
    if area is not None and size:
        edges = polygon.length * size
        doubt = Shape(area, edges).uncertainty(size, scale.relative_uncertainty or 0.0)
    return Room(
        id=name_id,
        name=" / ".join(dict.fromkeys(labels)) or None,
        type=kind,
        polygon_px=_ring(polygon),
        holes_px=[_points(hole.coords) for hole in polygon.interiors],
        area_m2=_rounded(area, 3),
        area_sqft=_rounded(area * SQFT_PER_M2 if area is not None else None, 1),
        perimeter_m=_rounded(perimeter, 2),
        area_uncertainty_m2=_rounded(doubt, 3),
        printed_area_m2=_rounded(sum(areas), 2) if areas else None,
        printed_dimensions_m=_pair(dimensions[0]) if len(dimensions) == 1 else None,
        labels=labels,
        confidence=round(min(1.0, shape.confidence * (1.0 if labels else 0.8)), 3),
    )


def _pair(dimensions: tuple[Length, Length]) -> tuple[float, float]:
    first, second = dimensions
    return round(first.metres, 3), round(second.metres, 3)


def room_type(shape: RoomShape, area_m2: float | None) -> RoomType:
    """What a room is for: by its labels, else by where it lies and how large it is."""
    kind = type_of(shape)
    if kind == "terrace" and area_m2 is not None and area_m2 < _TERRACE_M2 and not shape.labels:
        return "balcony"
    if kind == "other" and area_m2 is not None and area_m2 < _CUPBOARD_M2 and not shape.labels:
        return "closet"
    return kind


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)


def _walls(plan: PlanShape, size: float | None) -> list[Wall]:
    return [
        Wall(
            id=f"w{number}",
            polygon_px=_ring(part),
            holes_px=[_points(hole.coords) for hole in part.interiors],
            thickness_m=_rounded(_thickness(part) * size if size else None, 3),
        )
        for number, part in enumerate(_polygons(plan.walls), 1)
    ]


def _thickness(wall: Polygon) -> float:
    """Mean thickness of a run of wall: a strip of area A and outline L is about 2 A / L thick."""
    return float(2 * wall.area / max(wall.length, 1e-9))


def _openings(
    plan: PlanShape, kind: str, prefix: str, ids: dict[int, str], size: float | None
) -> list[Opening]:
    found: list[Opening] = []
    for opening in plan.openings:
        if opening.kind != kind:
            continue
        swings = _room_at(plan, opening.swings, ids) if opening.swings else None
        found.append(
            Opening(
                id=f"{prefix}{len(found) + 1}",
                polygon_px=_ring(opening.polygon),
                width_m=_rounded(opening.width * size if size else None, 3),
                connects=_connected(plan, opening, ids),
                swings_into=swings,
                leaf=opening.leaf,
                confidence=opening.confidence,
            )
        )
    return found


def _connected(plan: PlanShape, opening: OpeningShape, ids: dict[int, str]) -> tuple[str | None, str | None]:
    """The rooms on both sides of an opening."""
    start, end = np.array(opening.start), np.array(opening.end)
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    across = np.array([-along[1], along[0]])
    reach = opening.thickness / 2 + max(1.5, 0.35 * opening.thickness)
    middle = (start + end) / 2
    first, second = (_room_at(plan, tuple(middle + way * reach * across), ids) for way in (-1, 1))
    return first, second


def _room_at(plan: PlanShape, point: tuple[float, ...], ids: dict[int, str]) -> str | None:
    place = ShapelyPoint(point)
    return next((ids[number] for number, room in enumerate(plan.rooms) if room.polygon.contains(place)), None)


def _room_checks(rooms: Sequence[Room], scale: Scale) -> list[Check]:
    return [
        _compared(f"room_area.{room.id}", room.printed_area_m2, room.area_m2, scale)
        for room in rooms
        if room.printed_area_m2 is not None
    ]


def _total_checks(areas: Areas, printed: PrintedTotal | None, scale: Scale) -> list[Check]:
    if printed is None:
        return []
    computed = {
        "living": areas.living_m2,
        "rooms": areas.rooms_m2,
        "gross_external": areas.gross_external_m2,
    }.get(printed.measures, areas.gross_internal_m2)
    return [_compared("total_area", printed.m2, computed, scale)]


def _compared(name: str, printed: float, computed: float | None, scale: Scale) -> Check:
    """Printed against computed; what agrees proves nothing where the scale was taken from printed areas."""
    if computed is None:
        return Check(name=name, status="not_performed", detail="no scale")
    detail = f"printed {printed:.2f}, computed {computed:.2f}"
    if not printed or abs(computed / printed - 1) > _AGREE:
        return Check(name=name, status="failed", detail=detail)
    if scale.source == "printed_area":
        detail += "; the scale was taken from printed areas"
        return Check(name=name, status="not_performed", detail=detail)
    return Check(name=name, status="passed", detail=detail)
