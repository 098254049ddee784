"""A plan's areas by measurement standard, each with its uncertainty.

Net is the sum of the rooms from wall face to wall face. Gross internal follows the RICS Code of Measuring
Practice, 6th edition (GIA): to the inner face of the perimeter walls, internal walls, columns and chimney
breasts included. Gross external is to the outer face of the perimeter walls. ANSI Z765-2021 measures finished
area to the exterior faces in whole square feet, without garage, porches, balconies and terraces.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from docparse.blueprint.carriers import PlanShape, RoomShape
from docparse.records.floor_plan import Areas, RoomType, Standard, TypeArea

SQFT_PER_M2 = 10.7639104

# A traced edge lies within half a pixel or so of the wall's face; where it is off, it is so all round.
_EDGE_PX = 0.5
# Walls between rooms up to this many median wall thicknesses are closed whatever stands in them.
_INTERNAL = 1.5
# Of a perimeter wall all is reached from its room with a little more than its thickness.
_OUTER, _SAMPLES = 1.15, 200
# Piers and chimney breasts up to this wide, metres, are part of the inside though they stand at its edge.
_BREAST_M = 2.2
# How much of such a piece is drawn as wall, and how far it stays from the outer face, in wall thicknesses.
_SOLID, _FROM_OUTSIDE = 0.6, 0.35
# A sharper corner than 60 degrees is cut off, so that a jagged edge grows no spikes.
_MITRE = 2.0


@dataclass(frozen=True)
class Shape:
    """An area before it is rounded: its shape's area and outline in metres.

    Attributes:
        m2: Square metres.
        perimeter_m: Length of all edges it was traced along.
    """

    m2: float
    perimeter_m: float

    def uncertainty(self, metres_per_pixel: float, relative_uncertainty: float) -> float:
        """One standard deviation, m2: the scale's, twice for an area, and half a pixel all round."""
        edge = self.perimeter_m * _EDGE_PX * metres_per_pixel
        return math.hypot(2 * relative_uncertainty * self.m2, edge)


def measure(
    plan: PlanShape,
    metres_per_pixel: float,
    relative_uncertainty: float = 0.0,
    standard: Standard = "gia",
    types: Sequence[RoomType] | None = None,
) -> Areas:
    """All areas of a plan.

    Args:
        plan: The plan as traced, in pixels.
        metres_per_pixel: Its scale.
        relative_uncertainty: One standard deviation of the scale as a share of it.
        standard: Which area is the headline: ``net`` (rooms), ``gia`` (gross internal), ``ansi`` (finished).
        types: What each room of ``plan.rooms`` is for; by their labels when not given.

    Returns:
        The areas. An area of which the plan shows nothing (no outline, no indoor room) is None.
        ``uncertainty_m2`` is in square metres for all of them, the finished area too.
    """
    kinds = list(types) if types is not None else [type_of(room) for room in plan.rooms]
    rooms = [(room, kind) for room, kind in zip(plan.rooms, kinds, strict=True) if room.kind != "column"]
    living = [room.polygon for room, kind in rooms if _is_living(room, kind)]
    shapes = {
        "rooms_m2": _sum((room.polygon for room, _ in rooms), metres_per_pixel),
        "gross_internal_m2": _of(gross_internal(plan, metres_per_pixel, kinds), metres_per_pixel),
        "gross_external_m2": _of(plan.outline, metres_per_pixel),
        "living_m2": _sum(living, metres_per_pixel),
        "ansi_finished_sqft": _of(ansi_finished(plan, kinds), metres_per_pixel),
    }
    square = {name: shape.m2 if shape else None for name, shape in shapes.items()}
    headline = shapes[{"net": "rooms_m2", "gia": "gross_internal_m2", "ansi": "ansi_finished_sqft"}[standard]]
    finished = shapes["ansi_finished_sqft"]
    whole_feet = round(finished.m2 * SQFT_PER_M2) if finished else None
    sqft = _sqft(headline.m2 if headline else None)
    return Areas(
        rooms_m2=_rounded(square["rooms_m2"]),
        rooms_sqft=_sqft(square["rooms_m2"]),
        gross_internal_m2=_rounded(square["gross_internal_m2"]),
        gross_internal_sqft=_sqft(square["gross_internal_m2"]),
        gross_external_m2=_rounded(square["gross_external_m2"]),
        gross_external_sqft=_sqft(square["gross_external_m2"]),
        ansi_finished_sqft=whole_feet,
        living_m2=_rounded(square["living_m2"]),
        living_sqft=_sqft(square["living_m2"]),
        uncertainty_m2={
            name: round(shape.uncertainty(metres_per_pixel, relative_uncertainty), 3)
            for name, shape in shapes.items()
            if shape
        },
        standard=standard,
        headline_m2=_rounded(headline.m2 if headline else None),
        headline_sqft=float(whole_feet) if standard == "ansi" and whole_feet is not None else sqft,
        by_type=by_type(rooms, metres_per_pixel),
    )


def gross_internal(
    plan: PlanShape, metres_per_pixel: float, types: Sequence[RoomType] | None = None
) -> BaseGeometry:
    """What lies inside the inner face of the perimeter walls, in pixels (RICS GIA).

    The indoor rooms, grown together across internal walls and door openings. Corners are kept square, so that
    a re-entrant corner is not filled; nothing grows into a perimeter wall, beyond which there is no room.
    """
    kinds = types if types is not None else [type_of(room) for room in plan.rooms]
    pairs = list(zip(plan.rooms, kinds, strict=True))
    indoor = [room.polygon for room, kind in pairs if is_indoor(room, kind)]
    outdoor = unary_union([room.polygon for room, kind in pairs if not is_indoor(room, kind)])
    if not indoor:
        return Polygon()
    # A little more than touching, so that no seam is left in the middle of a wall.
    joined = _within(_closed(unary_union(indoor), _INTERNAL * plan.wall_thickness / 2 + 0.01), plan)
    pieces = _within(_closed(joined, _BREAST_M / 2 / metres_per_pixel), plan).difference(joined)
    added = [piece for piece in shapely.get_parts(pieces) if _is_inside(piece, plan)]
    whole = _filled(unary_union([joined, *added]), outdoor)
    return _within(whole, plan).difference(outdoor)


def ansi_finished(plan: PlanShape, types: Sequence[RoomType] | None = None) -> BaseGeometry:
    """What lies inside the exterior faces, without garage, porches, balconies, terraces and their own walls.

    In pixels. A wall between a garage and the house belongs to the house (ANSI Z765-2021).
    """
    kinds = types if types is not None else [type_of(room) for room in plan.rooms]
    out_types = _table()["not_ansi"]
    out: list[Polygon] = []
    kept: list[Polygon] = []
    for room, kind in zip(plan.rooms, kinds, strict=True):
        (out if room.kind == "outdoor" or kind in out_types else kept).append(room.polygon)
    if not out or plan.outline.is_empty:
        return plan.outline
    # Rooms beyond the outline have no walls inside of it.
    within = [room for room in out if plan.outline.intersection(room).area > 0.5 * room.area]
    if not within:
        return plan.outline.difference(unary_union(out))
    reach = _OUTER * _outer_thickness(plan.outline, unary_union([*kept, *within]))
    theirs = _grown(unary_union(within), reach)
    ours = _grown(unary_union(kept), reach) if kept else Polygon()
    return plan.outline.difference(theirs.difference(ours)).difference(unary_union(out))


def _outer_thickness(outline: BaseGeometry, rooms: BaseGeometry) -> float:
    """Median distance, pixels, from the outer face to the nearest room."""
    places = shapely.line_interpolate_point(
        shapely.line_merge(outline.boundary), np.linspace(0.0, 1.0, _SAMPLES), normalized=True
    )
    return float(np.median(shapely.distance(places, rooms)))


def by_type(rooms: Iterable[tuple[RoomShape, RoomType]], metres_per_pixel: float) -> dict[RoomType, TypeArea]:
    """Rooms by their type: area and number of each, the types in the order they are first met."""
    total: dict[RoomType, tuple[float, int]] = {}
    for room, kind in rooms:
        area, count = total.get(kind, (0.0, 0))
        total[kind] = (area + room.polygon.area * metres_per_pixel**2, count + 1)
    return {
        kind: TypeArea(m2=_rounded(area), sqft=_sqft(area), count=count)
        for kind, (area, count) in total.items()
    }


def type_of(room: RoomShape) -> RoomType:
    """What a room is for: by the first of its labels that tells, else by how it was traced.

    A cupboard's name stands in its room's corner, and tells only where it stands alone.
    """
    told = [label.type for label in room.labels if label.type is not None]
    if told:
        return next((kind for kind in told if kind != "closet"), told[0])
    if room.kind == "outdoor":
        return "terrace"
    return "stairs" if room.kind == "stairs" else "other"


def is_indoor(room: RoomShape, kind: RoomType) -> bool:
    """Whether a room counts to the inside. A column does: the inside goes round nothing."""
    return room.kind != "outdoor" and kind not in _table()["outdoor"]


def may_be_outdoors(kind: RoomType) -> bool:
    """Whether there are such rooms without walls all round."""
    return kind in _table()["not_living"]


def _is_living(room: RoomShape, kind: RoomType) -> bool:
    if room.kind == "outdoor" or kind in _table()["not_living"]:
        return False
    return not any(_plain(label.name) in _table()["cellar_words"] for label in room.labels if label.name)


def _is_inside(piece: BaseGeometry, plan: PlanShape) -> bool:
    """Whether a recess in the rooms is a pier or breast: solid, the perimeter wall still outside of it."""
    if piece.area <= 0 or piece.intersection(plan.walls).area < _SOLID * piece.area:
        return False
    if plan.outline.is_empty:
        return True
    return bool(plan.outline.boundary.distance(piece) >= _FROM_OUTSIDE * plan.wall_thickness)


def _closed(shape: BaseGeometry, by: float) -> BaseGeometry:
    """A shape with all gaps narrower than twice ``by`` closed and its corners as they were."""
    return unary_union([shape, _grown(_grown(shape, by), -by)])


def _grown(shape: BaseGeometry, by: float) -> BaseGeometry:
    # In mitred corners GEOS rounds, and divides by nothing, on its way to a sound result.
    with np.errstate(invalid="ignore", divide="ignore"):
        return shape.buffer(by, join_style="mitre", mitre_limit=_MITRE)


def _within(shape: BaseGeometry, plan: PlanShape) -> BaseGeometry:
    return shape if plan.outline.is_empty else shape.intersection(plan.outline)


def _filled(shape: BaseGeometry, outdoor: BaseGeometry) -> BaseGeometry:
    """A shape without its holes: shafts, columns and cores are inside, a courtyard is not."""
    polygons = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
    holes = [Polygon(ring) for polygon in polygons for ring in polygon.interiors]
    return unary_union([*polygons, *(hole for hole in holes if not hole.intersects(outdoor))])


def _sum(polygons: Iterable[BaseGeometry], metres_per_pixel: float) -> Shape | None:
    shapes = [shape for shape in (_of(polygon, metres_per_pixel) for polygon in polygons) if shape]
    if not shapes:
        return None
    return Shape(sum(shape.m2 for shape in shapes), sum(shape.perimeter_m for shape in shapes))


def _of(shape: BaseGeometry, metres_per_pixel: float) -> Shape | None:
    if shape.is_empty or shape.area <= 0:
        return None
    return Shape(float(shape.area) * metres_per_pixel**2, float(shape.length) * metres_per_pixel)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _sqft(m2: float | None) -> float | None:
    return None if m2 is None else round(m2 * SQFT_PER_M2, 2)


@cache
def _table() -> dict[str, list[str]]:
    text = files("docparse.blueprint").joinpath("tables/areas.json").read_text(encoding="utf-8")
    table: dict[str, list[str]] = json.loads(text)
    return table


def _plain(name: str) -> str:
    """Lower case, without accents and figures: ``CAVE 2`` is a cave."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalpha() else " " for char in bare).split())
