"""Masonry beyond the walls themselves: chimney breasts, piers, filled corners, party walls."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.layout import Opening, opening_polygon
from docparse.training.synth.plan.placed import Shapes, polygonal

_BREASTED = {"living", "bedroom", "dining", "kitchen", "office", "other"}
# Grid that overlays are rounded to, drawing pixels: it makes them proof against slivers.
_GRID_PX = 1e-2
# Shortest side of a house that a party wall stands on, metres.
_PARTY = 1.5


def with_masonry(shapes: Shapes, rate: float, rng: np.random.Generator) -> Shapes:
    """Chimney breasts, piers and filled corners added to the walls, as old houses have them.

    Rooms give way to them; doors keep free ground before them.

    Args:
        shapes: A placed layout.
        rate: Chance for a room to have some.
        rng: Source of chance.
    """
    kept_free = shapely.union_all([_approach(each) for each in shapes.layout.openings])
    outer, inner = [shapes.outer], [shapes.inner]
    rooms = []
    for room in shapes.layout.rooms:
        polygon = room.polygon
        if not room.railed and room.type in _BREASTED and rng.random() < rate:
            for _ in range(int(rng.integers(1, 4))):
                block = _block(polygon, shapes.scale, rng)
                if block is None or block.intersects(kept_free):
                    continue
                rest = shapely.difference(polygon, block, grid_size=_GRID_PX)
                if rest.geom_type != "Polygon" or rest.area < 0.75 * room.polygon.area:
                    continue
                nearer_outside = block.distance(shapes.outer) <= block.distance(shapes.inner)
                (outer if nearer_outside else inner).append(polygonal(block.intersection(room.polygon)))
                polygon = rest
        rooms.append(replace(room, polygon=polygon))
    return replace(
        shapes,
        layout=replace(shapes.layout, rooms=tuple(rooms)),
        outer=polygonal(shapely.union_all(outer, grid_size=_GRID_PX)),
        inner=polygonal(shapely.union_all(inner, grid_size=_GRID_PX)),
    )


def with_party_walls(shapes: Shapes, rate: float, rng: np.random.Generator) -> Shapes:
    """Blind sides of the house thickened outwards, as where the neighbours' walls are drawn with its own.

    Args:
        shapes: A placed layout.
        rate: Chance for a side to be thickened, where no opening and no balcony is in the way.
        rng: Source of chance.
    """
    indoors = [room.polygon for room in shapes.layout.rooms if not room.railed]
    body = shapely.union_all([shapes.outer, shapes.inner, *shapes.openings, *indoors], grid_size=_GRID_PX)
    kept_free = shapely.union_all(
        [
            *(_approach(opening) for opening in shapes.layout.openings if opening.exterior),
            *(room.polygon for room in shapes.layout.rooms if room.railed),
        ]
    )
    blocks: list[BaseGeometry] = []
    for part in polygonal(body).geoms:
        corners = np.asarray(shapely.geometry.polygon.orient(part).exterior.coords)
        for start, end in pairwise(corners):
            length = float(np.hypot(*(end - start)))
            if length < _PARTY * shapes.scale or rng.random() >= rate:
                continue
            along = (end - start) / length
            # Seen along a ring that runs counter-clockwise, outside is on the right.
            outward = np.array([along[1], -along[0]])
            tip = outward * float(rng.uniform(0.1, 0.6)) * shapes.scale
            foot = -outward * 0.02 * shapes.scale
            first, last = np.sort(rng.uniform(0, length, 2)) if rng.random() < 0.3 else (0.0, length)
            a, b = start + along * first, start + along * last
            block = Polygon([a + foot, b + foot, b + tip, a + tip])
            if not block.intersects(kept_free):
                blocks.append(polygonal(shapely.difference(block, body, grid_size=_GRID_PX)))
    return replace(shapes, outer=polygonal(shapely.union_all([shapes.outer, *blocks], grid_size=_GRID_PX)))


def _block(room: Polygon, scale: float, rng: np.random.Generator) -> Polygon | None:
    """A rectangle standing against one of the room's sides, or a filled corner."""
    corners = np.asarray(room.exterior.coords)[:-1]
    index = int(rng.integers(len(corners)))
    start, end = corners[index], corners[(index + 1) % len(corners)]
    length = float(np.hypot(*(end - start)))
    if length < 0.8 * scale:
        return None
    along = (end - start) / length
    inward = np.array([-along[1], along[0]])
    if not shapely.Point((start + end) / 2 + inward * 0.1 * scale).within(room):
        inward = -inward
    kind = rng.random()
    if kind < 0.15:
        leg = rng.uniform(0.3, 0.7) * scale
        return Polygon([start, start + along * leg, start + inward * leg])
    if kind < 0.5:
        width, at = rng.uniform(0.2, 0.7) * scale, 0.0
    else:
        width = min(rng.uniform(0.8, 1.9) * scale, 0.8 * length)
        at = rng.uniform(0.3, 0.7) * (length - width)
    depth = rng.uniform(0.15, 0.6) * scale
    foot = start + along * at - inward * 0.02 * scale
    tip = inward * depth
    return Polygon([foot, foot + along * width, foot + along * width + tip, foot + tip])


def _approach(opening: Opening) -> BaseGeometry:
    """Ground that must stay free before an opening."""
    width = float(np.hypot(opening.end[0] - opening.start[0], opening.end[1] - opening.start[1]))
    reach = 0.1 * width if opening.kind == "window" else 1.0 * width
    return opening_polygon(opening).buffer(reach, join_style="mitre")
