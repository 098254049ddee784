"""Flights of stairs in stairwells and halls: straight, turned around a corner, or spiral."""

from __future__ import annotations

import shapely
from numpy.random import Generator
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import Polygon

from docparse.training.synth.plan.layout import Opening, Point, Room, Stairs, opening_polygon
from docparse.training.synth.plan.plane import across, extent, moved, towards

_LANDING = 0.8


def flights(rooms: tuple[Room, ...], openings: tuple[Opening, ...], rng: Generator) -> tuple[Stairs, ...]:
    """Stairs for every stairwell, and now and then a spiral stair in a large room.

    Args:
        rooms: The rooms, wall face to wall face.
        openings: All openings; stairs leave a landing at doors.
        rng: Source of all choices.

    Returns:
        Flights; a stair around a corner is two of them.
    """
    doors = shapely.union_all([opening_polygon(opening) for opening in openings if opening.kind != "window"])
    found: list[Stairs] = []
    for room in rooms:
        if room.type == "stairs":
            found += _in_stairwell(room.polygon, doors, rng)
        elif room.type in ("living", "hall") and room.polygon.area > 14 and rng.random() < 0.06:
            found += _spiral(room.polygon, doors, rng)
    return tuple(found)


def _in_stairwell(well: Polygon, doors: shapely.Geometry, rng: Generator) -> list[Stairs]:
    frame = shapely.minimum_rotated_rectangle(well)
    ring = [(float(x), float(y)) for x, y in frame.exterior.coords[:-1]]
    along = max(
        (towards(a, b) for a, b in ((ring[0], ring[1]), (ring[1], ring[2]))),
        key=lambda d: extent(ring, d).size,
    )
    side = across(along)
    reach, wide = extent(ring, along), extent(ring, side)
    entry = doors.intersection(well.buffer(0.02))
    if not entry.is_empty:
        middle = (reach.low + reach.high) / 2
        door = entry.centroid
        if door.x * along[0] + door.y * along[1] > middle:
            along = (-along[0], -along[1])
            reach = extent(ring, along)
    landing = min(_LANDING, reach.size * 0.3) if rng.random() < 0.7 else 0.0
    turned = wide.size > 1.45
    flights_found = []
    if turned:
        # Up on one side, back on the other, with a half landing at the far end.
        half = wide.low + wide.size / 2
        stop = reach.high - min(0.5 * wide.size, 0.9)
        for low, high, climb in ((wide.low, half, along), (half, wide.high, (-along[0], -along[1]))):
            shape = _block(along, side, (reach.low + landing, stop), (low, high))
            flights_found.append((shape, climb))
    else:
        flights_found.append(
            (_block(along, side, (reach.low + landing, reach.high), (wide.low, wide.high)), along)
        )
    return [
        Stairs(shape, climb)
        for whole, climb in flights_found
        for shape in [whole.intersection(well)]
        if isinstance(shape, Polygon) and shape.area > 0.5
    ]


def _block(along: Point, side: Point, reach: tuple[float, float], wide: tuple[float, float]) -> Polygon:
    corners = ((reach[0], wide[0]), (reach[1], wide[0]), (reach[1], wide[1]), (reach[0], wide[1]))
    return Polygon([moved((along[0] * a, along[1] * a), side, s) for a, s in corners])


def _spiral(room: Polygon, doors: shapely.Geometry, rng: Generator) -> list[Stairs]:
    radius = float(rng.uniform(0.7, 1.0))
    core = room.buffer(-radius - 0.05)
    if core.is_empty:
        return []
    ring = core.exterior if isinstance(core, Polygon) else shapely.get_parts(core)[0].exterior
    place = ring.interpolate(float(rng.uniform(0, 1)), normalized=True)
    shape = ShapelyPoint(place).buffer(radius, quad_segs=8)
    if shape.distance(doors) < _LANDING:
        return []
    return [Stairs(shape, (1.0, 0.0), style="spiral")]
