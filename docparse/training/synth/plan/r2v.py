"""Layouts read from the vector files of the Raster-to-Vector data set (rows in pixels, without a scale)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely
from numpy.random import Generator
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon

from docparse.training.synth.plan.graph import OUTSIDE, Edge, WallSpec, edges_of, joined_walls, line_of
from docparse.training.synth.plan.layout import Layout, Point, Wall, full_walls
from docparse.training.synth.plan.r2v_icons import icon_fixtures
from docparse.training.synth.plan.r2v_openings import read_openings
from docparse.training.synth.plan.r2v_rows import LayoutReadError, Row, length, parsed, placed
from docparse.training.synth.plan.rooms import RoomPlan, room_polygons

__all__ = ["LayoutReadError", "layout_files", "read_layout"]

# Room boxes of the files, the most telling first: an open room that holds several has the first one's type.
ROOM_TYPES = {
    "balcony": "balcony",
    "living_room": "living",
    "bedroom": "bedroom",
    "kitchen": "kitchen",
    "corridor": "hall",
    "entrance": "hall",
    "bathroom": "bathroom",
    "restroom": "toilet",
    "washing_room": "laundry",
    "stairs": "stairs",
    "closet": "closet",
    "PS": "utility",
}

# Metres: what free wall ends are stretched by to close a gap, and the shortest stub worth keeping.
_STRETCH = 0.15
_STUB = 0.25
# Square metres: a face without type or opening up to this size is a shaft, drawn solid or empty.
_SHAFT = 0.8


def layout_files(folder: Path) -> list[Path]:
    """All vector files below a folder, sorted."""
    return sorted(path for path in Path(folder).rglob("*.txt") if path.is_file())


def read_layout(path: Path, rng: Generator) -> Layout:
    """Read a vector file and give it a scale, wall thicknesses and a position of its own.

    The file fixes the topology; the generator draws what it does not tell: scale (doors 0.7 to 0.9 m wide),
    thicknesses, mirroring, quarter turns, and now and then a stretch.

    Args:
        path: A tab-separated file, rows ``x_min y_min x_max y_max category a b``.
        rng: Source of all choices.

    Returns:
        The layout, metres.

    Raises:
        LayoutReadError: The file is malformed, has no closed rooms, or no plausible size.
    """
    rows = placed(parsed(path), rng)
    rings, stubs = _faces([row for row in rows if row.category == "wall"])
    types = _face_types(rings, rows)
    edges = edges_of(rings)
    railed = {face for face, kind in enumerate(types) if kind == "balcony"}
    specs = _wall_specs(edges, railed, rng, _size(rings))
    openings = read_openings([row for row in rows if row.category == "door"], specs, types, rows, rng)
    inner = min((spec.thickness for spec in specs.values()), default=0.1)
    walls = (*joined_walls(specs), *(Wall(stub, inner, exterior=False) for stub in stubs))
    untyped = [face for face, kind in enumerate(types) if kind is None]
    shafts = _shafts(rings, untyped) if rng.random() < 0.5 else {}
    walls = (*walls, *shafts.values())
    plans = [
        RoomPlan((face,), kind or "other", railed=face in railed)
        for face, kind in enumerate(types)
        if face not in shafts
    ]
    rooms = room_polygons(rings, plans, full_walls(Layout(walls, (), ())))
    if not any(not room.railed for room in rooms):
        raise LayoutReadError("walls leave no room")
    fixtures, stairs = icon_fixtures(rows, rooms, openings)
    return Layout(walls, openings, rooms, fixtures, stairs, name=path.stem)


def _faces(walls: list[Row]) -> tuple[list[list[Point]], list[tuple[Point, Point]]]:
    """Rings of the faces walls enclose, and the stubs of wall that stand free inside them."""
    ends = np.array([((w.x0, w.y0), (w.x1, w.y1)) for w in walls if length(w) > 0.02])
    lines = shapely.linestrings(_stretched(ends))
    net = shapely.union_all(lines)
    collection, _, dangles, _ = shapely.polygonize_full(shapely.get_parts(net))
    faces = [face for face in shapely.get_parts(collection) if face.area > 0.02]
    if not faces:
        raise LayoutReadError("walls enclose nothing")
    if any(face.interiors for face in faces):
        raise LayoutReadError("walls stand apart from each other")
    rings = [[(float(x), float(y)) for x, y in face.exterior.coords[:-1]] for face in faces]
    inside = shapely.union_all(faces).buffer(-0.01)
    stubs = [
        line
        for line in shapely.get_parts(dangles)
        if line.length > _STUB and line.within(inside.buffer(0.02))
    ]
    return rings, [_line(stub) for stub in stubs]


def _line(line: LineString) -> tuple[Point, Point]:
    (x0, y0), (x1, y1) = line.coords[0], line.coords[-1]
    return (float(x0), float(y0)), (float(x1), float(y1))


def _stretched(ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lines whose free ends are stretched a little where that closes a gap; (N, 2, 2) in, the same out."""
    lines = shapely.linestrings(ends)
    out = ends.copy()
    along = (ends[:, 1] - ends[:, 0]) / np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1, keepdims=True)
    tree = shapely.STRtree(lines)
    for side, sign in ((0, -1.0), (1, 1.0)):
        tips = shapely.points(ends[:, side])
        near = tree.query(tips, predicate="dwithin", distance=0.004)
        free = np.bincount(near[0], minlength=len(ends)) < 2
        reached = ends[:, side] + sign * along * _STRETCH
        feelers = shapely.linestrings(np.stack([ends[:, side], reached], axis=1))
        hits = tree.query(feelers, predicate="intersects")
        hit = np.zeros(len(ends), dtype=bool)
        hit[hits[0][hits[0] != hits[1]]] = True
        out[free & hit, side] = reached[free & hit]
    return out


def _face_types(rings: list[list[Point]], rows: list[Row]) -> list[str | None]:
    """The type of each face by the boxes whose centres lie in it, or None."""
    tree = shapely.STRtree([Polygon(ring) for ring in rings])
    found: list[set[str]] = [set() for _ in rings]
    for row in rows:
        if row.category in ROOM_TYPES:
            for face in tree.query(shapely.Point(row.centre), predicate="within"):
                found[face].add(row.category)
    return [next((ROOM_TYPES[name] for name in ROOM_TYPES if name in names), None) for names in found]


def _wall_specs(edges: list[Edge], railed: set[int], rng: Generator, size: float) -> dict[Edge, WallSpec]:
    """Walls for all edges but railings: one outer thickness, thinner inner ones, some of them bearing."""
    # Small dwellings would lose their small rooms to very thick walls.
    outer = rng.uniform(0.18, min(0.5, max(0.25, 0.05 * size)))
    inner = rng.uniform(0.07, min(0.2, outer * 0.7))
    bearing = rng.uniform(inner, outer) if rng.random() < 0.4 else inner
    party = rng.uniform(0.8, 1.6) * outer if rng.random() < 0.3 else outer
    thick: dict[tuple[int, int], bool] = {}
    uneven: dict[tuple[int, int], bool] = {}
    specs = {}
    for edge in edges:
        outside = edge.other == OUTSIDE or edge.other in railed
        if edge.face in railed and outside:
            continue
        if outside or edge.face in railed:
            line = line_of(edge)
            uneven.setdefault(line, bool(rng.random() < 0.3))
            specs[edge] = WallSpec(party if uneven[line] else outer, exterior=True)
        else:
            line = line_of(edge)
            thick.setdefault(line, bool(rng.random() < 0.3))
            specs[edge] = WallSpec(bearing if thick[line] else inner, exterior=False)
    return specs


def _size(rings: list[list[Point]]) -> float:
    corners = np.array([corner for ring in rings for corner in ring])
    return float(np.sqrt(np.prod(np.ptp(corners, axis=0))))


def _shafts(rings: list[list[Point]], faces: list[int]) -> dict[int, Wall]:
    """Small rectangular faces as solid blocks of wall."""
    shafts = {}
    for face in faces:
        shape = Polygon(rings[face])
        if len(rings[face]) != 4 or shape.area > _SHAFT or shape.area < 0.95 * shape.envelope.area:
            continue
        x0, y0, x1, y1 = shape.bounds
        shafts[face] = Wall(((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)), y1 - y0, exterior=False)
    return shafts
