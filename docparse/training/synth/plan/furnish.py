"""Furniture, sanitary ware and kitchens: set against the walls of each room and clear of its doors."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.random import Generator
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.layout import Fixture, Opening, Room
from docparse.training.synth.plan.plane import righted

Range = tuple[float, float]

# Metres: how far a piece stands off its wall, and how far a passage stays clear on both sides of it.
_OFF, _PASSAGE = 0.01, 0.6


@dataclass(frozen=True)
class _Piece:
    """What may stand in a room: ranges of width and depth in metres, chance, whether away from walls."""

    kind: str
    width: Range
    depth: Range
    chance: float = 1.0
    free: bool = False


_BED = (_Piece("bed", (1.35, 1.9), (1.9, 2.1)), _Piece("bed", (0.8, 1.2), (1.9, 2.0), 0.1))
_KITCHEN = (_Piece("counter", (1.6, 4.2), (0.55, 0.65)), _Piece("counter", (1.0, 2.6), (0.55, 0.65), 0.6))
_SETS: dict[str, tuple[_Piece, ...]] = {
    "bedroom": (
        *_BED,
        _Piece("wardrobe", (0.9, 2.4), (0.5, 0.65), 0.5),
        _Piece("desk", (0.9, 1.4), (0.45, 0.65), 0.25),
    ),
    "living": (
        _Piece("sofa", (1.6, 2.5), (0.8, 1.0)),
        _Piece("sofa", (0.8, 1.8), (0.8, 0.95), 0.5),
        _Piece("table", (0.8, 1.3), (0.5, 0.8), 0.6, free=True),
        _Piece("table", (1.3, 2.0), (0.8, 1.0), 0.35, free=True),
    ),
    "dining": (_Piece("table", (1.3, 2.4), (0.8, 1.1), free=True),),
    "kitchen": (
        *_KITCHEN,
        _Piece("fridge", (0.55, 0.9), (0.55, 0.7), 0.7),
        _Piece("counter", (1.4, 2.4), (0.7, 1.0), 0.15, free=True),
        _Piece("table", (0.8, 1.6), (0.7, 0.9), 0.3, free=True),
    ),
    "bathroom": (
        _Piece("bathtub", (1.5, 1.8), (0.68, 0.8), 0.65),
        _Piece("shower", (0.7, 1.2), (0.7, 0.95), 0.45),
        _Piece("toilet", (0.36, 0.42), (0.6, 0.72)),
        _Piece("basin", (0.42, 0.65), (0.35, 0.48)),
        _Piece("basin", (0.42, 0.65), (0.35, 0.48), 0.1),
    ),
    "toilet": (_Piece("toilet", (0.36, 0.42), (0.6, 0.7)), _Piece("basin", (0.32, 0.5), (0.22, 0.4), 0.8)),
    "laundry": (
        _Piece("counter", (1.0, 2.4), (0.55, 0.65), 0.8),
        _Piece("sink", (0.5, 0.8), (0.45, 0.55), 0.4),
    ),
    "utility": (_Piece("counter", (1.0, 2.4), (0.55, 0.65), 0.5),),
    "office": (_Piece("desk", (1.2, 1.8), (0.6, 0.8)), _Piece("wardrobe", (0.9, 2.0), (0.35, 0.5), 0.4)),
    "closet": (_Piece("wardrobe", (0.9, 2.4), (0.4, 0.6), 0.15),),
}


def furnish(rooms: Sequence[Room], openings: Iterable[Opening], rng: Generator) -> tuple[Fixture, ...]:
    """Fixtures for all rooms.

    Args:
        rooms: The rooms, wall face to wall face.
        openings: All openings; room to pass is kept at doors and passages.
        rng: Source of all choices.

    Returns:
        Fixtures, each inside one room and clear of the others; sinks and cookers stand on counters. Rooms too
        small for a piece go without it.
    """
    zones = [_zone(opening) for opening in openings if opening.kind != "window"]
    blocked = shapely.union_all(zones) if zones else Polygon()
    cooks = any(room.type == "kitchen" for room in rooms)
    fixtures: list[Fixture] = []
    lounge = max(
        (room for room in rooms if room.type == "living"), key=lambda r: r.polygon.area, default=None
    )
    for room in rooms:
        pieces = _SETS.get(room.type, ())
        if room is lounge and not cooks:
            pieces = (*_KITCHEN, *pieces)
        if room.type == "living" and room.polygon.area < 30 and not any(r.type == "bedroom" for r in rooms):
            pieces = (*pieces, *_BED[:1])
        if pieces:
            fixtures += _fill(room, pieces, blocked, rng)
    return tuple(fixtures)


def _zone(opening: Opening) -> Polygon:
    """What stays clear on both sides of a door: what its leaf sweeps, or a step."""
    start, end = np.asarray(opening.start), np.asarray(opening.end)
    wide = float(np.hypot(*(end - start)))
    along = (end - start) / wide
    deep = wide if opening.style == "swing" else max(wide / 2, 0.4) if opening.style == "double" else _PASSAGE
    side = np.array([-along[1], along[0]]) * (opening.thickness / 2 + deep)
    return Polygon([start + side, end + side, end - side, start - side])


def _fill(room: Room, pieces: Sequence[_Piece], blocked: BaseGeometry, rng: Generator) -> list[Fixture]:
    floor = room.polygon.buffer(0.004, join_style="mitre")
    shapely.prepare(floor)
    taken = blocked.intersection(room.polygon)
    fixtures: list[Fixture] = []
    for piece in pieces:
        if rng.random() >= piece.chance:
            continue
        size = (float(rng.uniform(*piece.width)), float(rng.uniform(*piece.depth)))
        centres, angles = _anywhere(room.polygon, rng) if piece.free else _by_walls(room.polygon, size, rng)
        if not len(centres):
            continue
        boxes = shapely.polygons(_corners(centres, angles, size))
        fits = shapely.covers(floor, boxes) & ~shapely.intersects(boxes, taken)
        if not fits.any():
            continue
        pick = int(np.argmax(fits))
        fixture = Fixture(
            piece.kind, (float(centres[pick, 0]), float(centres[pick, 1])), size, float(angles[pick]) % 360
        )
        fixtures.append(fixture)
        if piece.kind == "counter" and not piece.free and room.type != "utility":
            fixtures += _on_counter(fixture, sum(f.kind == "sink" for f in fixtures), rng)
        taken = shapely.union(taken, boxes[pick])
    return fixtures


def _by_walls(
    room: Polygon, size: tuple[float, float], rng: Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centres (N, 2) and angles (N,) of a piece with its back to a wall: in corners first, then anywhere."""
    ring = np.array(righted([(float(x), float(y)) for x, y in room.exterior.coords[:-1]]))
    step = np.roll(ring, -1, axis=0) - ring
    length = np.hypot(step[:, 0], step[:, 1])
    long = length > size[0] + 0.02
    ring, step, length = ring[long], step[long], length[long]
    if not len(ring):
        return np.empty((0, 2)), np.empty(0)
    along = step / length[:, None]
    inward = np.stack([-along[:, 1], along[:, 0]], axis=1)
    shares = np.concatenate([np.zeros(len(ring)), np.ones(len(ring)), rng.uniform(0, 1, 2 * len(ring))])
    which = np.tile(np.arange(len(ring)), 4)
    order = rng.permutation(len(which))
    if rng.random() < 0.7:
        order = np.concatenate([order[order < 2 * len(ring)], order[order >= 2 * len(ring)]])
    shares, which = shares[order], which[order]
    start = _OFF + size[0] / 2 + shares * (length[which] - size[0] - 2 * _OFF)
    centres = ring[which] + along[which] * start[:, None] + inward[which] * (size[1] / 2 + _OFF)
    angles: NDArray[np.float64] = np.degrees(np.arctan2(-inward[which, 0], inward[which, 1]))
    return centres, angles


def _anywhere(room: Polygon, rng: Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centres and angles of a piece that stands free: the room's middle first, turned as its longest wall."""
    ring = np.array(room.exterior.coords)
    step = np.diff(ring, axis=0)
    longest = step[int(np.argmax(np.hypot(step[:, 0], step[:, 1])))]
    turn = math.degrees(math.atan2(longest[1], longest[0]))
    middle = np.array(room.representative_point().coords)
    x0, y0, x1, y1 = room.bounds
    centres = np.concatenate([middle, rng.uniform((x0, y0), (x1, y1), (8, 2))])
    angles = np.asarray(turn + 90.0 * rng.integers(0, 4, len(centres)), dtype=np.float64)
    return centres, angles


def _corners(
    centres: NDArray[np.float64], angles: NDArray[np.float64], size: tuple[float, float]
) -> NDArray[np.float64]:
    """Corners (N, 4, 2) of boxes."""
    turn = np.radians(angles)
    along = np.stack([np.cos(turn), np.sin(turn)], axis=1) * size[0] / 2
    down = np.stack([-np.sin(turn), np.cos(turn)], axis=1) * size[1] / 2
    boxes: NDArray[np.float64] = np.stack(
        [centres - along - down, centres + along - down, centres + along + down, centres - along + down],
        axis=1,
    )
    return boxes


def _on_counter(counter: Fixture, sinks: int, rng: Generator) -> list[Fixture]:
    """A sink on the first counter, a cooker on it too if it is long, else on the second."""
    wide, deep = counter.size
    found = []
    wanted = [("sink", (0.5, 0.85))] if not sinks else []
    if wide > 2.0 or sinks:
        wanted.append(("cooker", (0.5, 0.75)))
    turn = math.radians(counter.angle)
    stops = np.linspace(-0.5, 0.5, 2 * len(wanted) + 1)[1::2]
    for (kind, widths), stop in zip(wanted, stops, strict=True):
        width = min(float(rng.uniform(*widths)), wide / (len(wanted) + 0.3))
        shift = float(stop) * wide
        centre = (counter.centre[0] + shift * math.cos(turn), counter.centre[1] + shift * math.sin(turn))
        found.append(Fixture(kind, centre, (width, deep * 0.88), counter.angle))
    return found
