"""Layouts without end: outlines, partitions, doors, windows and furniture, all drawn by chance."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.random import Generator
from shapely.geometry import Polygon

from docparse.errors import UsageError
from docparse.training.synth.plan.ascent import flights
from docparse.training.synth.plan.connect import connect
from docparse.training.synth.plan.draft import RAILED, Cell, Draft
from docparse.training.synth.plan.extras import build_on, cut_out, set_back
from docparse.training.synth.plan.facade import add_entrance, add_windows
from docparse.training.synth.plan.furnish import furnish
from docparse.training.synth.plan.graph import Corners, joined_walls
from docparse.training.synth.plan.joints import wall_bodies
from docparse.training.synth.plan.layout import Layout, Opening, Room, opening_polygon
from docparse.training.synth.plan.lobby import bevel_corners, carve_lobby
from docparse.training.synth.plan.outlines import random_outline
from docparse.training.synth.plan.partition import divide
from docparse.training.synth.plan.programme import settle
from docparse.training.synth.plan.rooms import RoomPlan, room_polygons
from docparse.training.synth.plan.structure import add_masonry, wall_specs

_TRIES = 60
_MOST = 20
# Metres: half the width no lived-in room may fall below, and the same for cupboards.
_HALF_WIDTH, _HALF_CUPBOARD = 0.42, 0.15
# Metres: half the width that no part of a cell may fall below, and square metres of it that are let pass.
_HALF_CELL, _SLIVER = 0.35, 0.12


def random_layout(rng: Generator) -> Layout:
    """Make up one storey of a dwelling, of 1 to about 20 rooms.

    Every room inside can be reached through doors or bare openings; windows are in outer walls; a front door
    leads in. The same generator state gives the same layout.

    Args:
        rng: Source of all choices.

    Returns:
        The layout, metres.
    """
    for _ in range(_TRIES):
        layout = _attempt(rng)
        if layout is not None:
            return layout
    raise UsageError("usage.layout", "No layout could be made up; use another seed.")


def _attempt(rng: Generator) -> Layout | None:
    """One layout, or None when chance made rooms that nothing leads to or nobody could stand in."""
    count = _room_count(rng)
    area = count * rng.uniform(7.0, 15.0) + rng.uniform(6.0, 16.0)
    cells = divide(random_outline(area, rng), count, rng)
    carve_lobby(cells, rng)
    bevel_corners(cells, rng)
    set_back(cells, rng)
    cut_out(cells, _MOST - len(cells), rng)
    if not _sound(cells):
        return None
    build_on(cells, rng)
    draft = Draft(cells)
    draft.meet()
    settle(draft, rng)
    _open_plan(draft, rng)
    draft.specs = wall_specs(draft, rng)
    draft.corners = Corners(draft.specs)
    if not add_entrance(draft, rng) or not connect(draft, rng):
        return None
    add_windows(draft, rng)
    openings = tuple(opening for found in draft.openings.values() for _, opening in found)
    walls = (*joined_walls(draft.specs), *add_masonry(draft, rng))
    plans = [
        RoomPlan(tuple(faces), draft.type(room), railed=draft.type(room) in RAILED)
        for room, faces in draft.rooms().items()
    ]
    bodies = wall_bodies((wall.path, wall.thickness) for wall in walls)
    rooms = room_polygons([cell.ring for cell in cells], plans, bodies)
    if len(rooms) != len(plans) or not all(map(_roomy, rooms)) or not _lead_somewhere(openings, rooms):
        return None
    stairs = flights(rooms, openings, rng)
    fixtures = furnish([room for room in rooms if room.type != "stairs"], openings, rng)
    return Layout(walls, openings, rooms, fixtures, stairs, name="procedural")


def _room_count(rng: Generator) -> int:
    """How many rooms to ask for, cupboards and en-suites not counted: mostly what a flat has."""
    if rng.random() < 0.06:
        return int(rng.integers(10, _MOST - 2))
    return int(np.clip(round(float(rng.gamma(3.2, 1.5))), 1, _MOST - 2))


def _open_plan(draft: Draft, rng: Generator) -> None:
    """Now and then kitchen, dining and living room are one."""
    if rng.random() > 0.3:
        return
    for edges in [edges for _, edges in sorted(draft.shared().items())]:
        rooms = {draft.cells[edges[0].face].room, draft.cells[edges[0].other].room}
        types = sorted(draft.type(room) for room in rooms)
        if (
            types in (["kitchen", "living"], ["dining", "living"])
            and max(edge.length for edge in edges) > 1.8
        ):
            lounge = next(room for room in rooms if draft.type(room) == "living")
            if rng.random() < 0.8:
                draft.merge(next(iter(rooms - {lounge})), into=lounge)


def _sound(cells: list[Cell]) -> bool:
    """Whether no cell has a part so thin that the walls on both sides of it would swallow it."""
    shapes = shapely.polygons([shapely.linearrings(cell.ring) for cell in cells])
    half = np.array([_HALF_CUPBOARD if cell.type == "closet" else _HALF_CELL for cell in cells])
    cores = shapely.buffer(shapes, -half, join_style="mitre")
    lost = shapely.area(shapes) - shapely.area(shapely.buffer(cores, half, join_style="mitre"))
    return bool(shapely.is_valid(shapes).all() and (lost < _SLIVER).all())


def _lead_somewhere(openings: tuple[Opening, ...], rooms: tuple[Room, ...]) -> bool:
    """Whether each opening leads through to a room, an inner one to two, and none into another opening."""
    gaps = [opening_polygon(opening) for opening in openings]
    inside = shapely.STRtree([room.polygon for room in rooms if not room.railed])
    touched = inside.query(gaps, predicate="dwithin", distance=0.01)[0]
    wanted = [1 if opening.exterior else 2 for opening in openings]
    apart = shapely.union_all(gaps).area > shapely.area(gaps).sum() - 1e-6
    return bool(apart and (np.bincount(touched, minlength=len(openings)) >= wanted).all())


def _roomy(room: Room) -> bool:
    half = _HALF_CUPBOARD if room.type in ("closet", "utility", "storage") or room.railed else _HALF_WIDTH
    return room.polygon.area > 0.25 and not Polygon(room.polygon.exterior).buffer(-half).is_empty
