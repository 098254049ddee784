"""What is cut out of cells and built on: cupboards, en-suites, stairs, bays, balconies, garages."""

from __future__ import annotations

import math
from collections import Counter

from numpy.random import Generator
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.draft import Cell
from docparse.training.synth.plan.graph import OUTSIDE, Edge, edges_of, key, noded, signed_area
from docparse.training.synth.plan.joints import union
from docparse.training.synth.plan.partition import SPARE
from docparse.training.synth.plan.plane import Ring, across, corner_cut, moved, righted

_Range = tuple[float, float]

_TRIES = 4
# Square metres up to which a bathroom may be just a toilet.
_CLOAKROOM = 2.6


def cut_out(cells: list[Cell], most: int, rng: Generator) -> None:
    """Cut cupboards, en-suites and stairs out of cells that are large enough; in place.

    Args:
        cells: Those cut off are appended.
        most: How many to cut off at most.
        rng: Source of all choices.
    """
    fitted = rng.random() < 0.7
    if rng.random() < 0.22:
        _cut_stairs(cells, rng)
    limit = len(cells) + most
    if len(cells) <= 3 and rng.random() < 0.85:
        largest = max(range(len(cells)), key=lambda k: signed_area(cells[k].ring))
        _cut_from(cells, largest, "bathroom", ((1.1, 2.4), (1.1, 2.2)), rng)
    for index in rng.permutation(len(cells)).tolist():
        cell = cells[index]
        if len(cells) >= limit:
            return
        if cell.type in ("stairs", SPARE, "garage"):
            continue
        area = signed_area(cell.ring)
        if not cell.type and area > 15 and rng.random() < 0.35:
            _cut_from(cells, index, "bathroom", ((1.5, 2.6), (1.3, 2.4)), rng)
        elif not cell.type and area > 10 and rng.random() < 0.2:
            _cut_from(cells, index, "bathroom", ((1.2, 2.1), (0.95, 1.8)), rng)
        chances = (0.45, 0.25) if fitted else (0.08,)
        for chance in chances:
            if area > 6 and rng.random() < chance:
                _cut_from(cells, index, "closet", ((0.7, 2.4), (0.6, 0.85)), rng)
        if cell.type == "hall" and fitted and rng.random() < 0.35:
            _cut_from(cells, index, "closet", ((0.6, 1.1), (0.5, 0.75)), rng)


def _cut_from(
    cells: list[Cell], index: int, name: str, ranges: tuple[_Range, _Range], rng: Generator
) -> bool:
    """Cut a room of a size within the ranges (metres) off any corner of a cell, if one allows it."""
    for _ in range(_TRIES):
        ring = cells[index].ring
        sizes = (float(rng.uniform(*ranges[0])), float(rng.uniform(*ranges[1])))
        if rng.random() < 0.5:
            sizes = sizes[::-1]
        found = corner_cut(ring, int(rng.integers(len(ring))), *sizes)
        if found is not None:
            cells[index].ring = found[1]
            small = name == "bathroom" and sizes[0] * sizes[1] < _CLOAKROOM
            cells.append(Cell(found[0], "toilet" if small and rng.random() < 0.6 else name, parent=index))
            return True
    return False


def _cut_stairs(cells: list[Cell], rng: Generator) -> None:
    """A stairwell in a corner of the largest hall, or else of the largest cell."""
    order = sorted(range(len(cells)), key=lambda k: (cells[k].type != "hall", -signed_area(cells[k].ring)))
    for index in order[:3]:
        if rng.random() < 0.6 and signed_area(cells[index].ring) > 8:
            wide = (1.6, 2.1) if rng.random() < 0.4 else (0.85, 1.1)
            if _cut_from(cells, index, "stairs", ((2.0, 3.6), wide), rng):
                return


def build_on(cells: list[Cell], rng: Generator) -> None:
    """Build bays, balconies, terraces, porches and a garage onto the outline; in place."""
    for cell, ring in zip(cells, noded([cell.ring for cell in cells]), strict=True):
        cell.ring = ring
    edges = [
        edge
        for edge in edges_of([cell.ring for cell in cells])
        if edge.other == OUTSIDE and cells[edge.face].type in ("", "hall", SPARE) and edge.length > 1.7
    ]
    if not edges:
        return
    order = [edges[int(k)] for k in rng.permutation(len(edges))]
    whole = union([Polygon(cell.ring) for cell in cells])
    bays = int(rng.integers(1, 4)) if rng.random() < 0.24 else 0
    outdoors = int(rng.integers(1, 4)) if rng.random() < 0.4 else 0
    garage = len(cells) > 4 and rng.random() < 0.12
    for edge in order:
        if garage and edge.length > 3.4:
            added = _garage(edge, rng)
            garage = not _append(cells, whole, added, "garage", edge)
        elif bays and 2.2 < edge.length < 9 and cells[edge.face].type != "hall":
            whole, built = _bay(cells, whole, edge, rng)
            bays -= built
        elif outdoors:
            added, name = _outdoor(edge, rng)
            outdoors -= _append(cells, whole, added, name, edge)
        else:
            continue
        whole = union([Polygon(cell.ring) for cell in cells])


def set_back(cells: list[Cell], rng: Generator) -> None:
    """Set corners of the outline back a little, as old buildings do, or for recessed balconies; in place."""
    edges = edges_of(noded([cell.ring for cell in cells]))
    outer = {key(point) for edge in edges if edge.other == OUTSIDE for point in (edge.start, edge.end)}
    shared = Counter(key(point) for edge in edges for point in (edge.start, edge.end))
    stepped, recessed = 0.5 * (rng.random() < 0.22), 0.4 * (rng.random() < 0.08)
    for parent, cell in enumerate(list(cells)):
        for index in range(len(cell.ring) - 1, -1, -1):
            corner, chance = key(cell.ring[index]), rng.random()
            if corner not in outer or shared[corner] != 2 or chance > stepped + recessed:
                continue
            balcony = chance > stepped and not cell.type
            deep = (1.0, 1.8) if balcony else (0.15, 0.7)
            sizes = (float(rng.uniform(0.6, 3.0) + balcony), float(rng.uniform(*deep)))
            found = corner_cut(cell.ring, index, *(sizes if rng.random() < 0.5 else sizes[::-1]))
            if found is not None:
                cell.ring = found[1]
                if balcony:
                    cells.append(Cell(found[0], "balcony", parent=parent))


def _append(cells: list[Cell], whole: BaseGeometry, ring: Ring, name: str, edge: Edge) -> bool:
    if not _is_free(ring, whole, edge):
        return False
    cells.append(Cell(righted(ring), name))
    return True


def _is_free(ring: Ring, whole: BaseGeometry, edge: Edge) -> bool:
    """Whether something built onto an edge (its first and last corner on it) stays clear of all else."""
    shape, deep = Polygon(ring), max(_rise(point, edge) for point in ring)
    if not shape.is_valid or shape.intersection(whole).area > 1e-6:
        return False
    far = [point for point in ring if _rise(point, edge) > 0.7 * deep]
    return bool(LineString(far).distance(whole) > 0.6 * deep) if len(far) > 1 else True


def _rise(point: tuple[float, float], edge: Edge) -> float:
    """Distance of a point beyond an edge, outwards, metres."""
    nx, ny = across(edge.direction)
    return -((point[0] - edge.start[0]) * nx + (point[1] - edge.start[1]) * ny)


def _outward(edge: Edge, along: float, rise: float) -> tuple[float, float]:
    return moved(edge.at(along), across(edge.direction), -rise)


def _bay(cells: list[Cell], whole: BaseGeometry, edge: Edge, rng: Generator) -> tuple[BaseGeometry, bool]:
    """Widen a cell by a three-sided, square or bowed bay."""
    wide = min(edge.length - 0.5, rng.uniform(1.7, 3.4))
    low = (edge.length - wide) * (0.5 if rng.random() < 0.6 else rng.uniform(0.25, 0.75))
    deep = rng.uniform(0.45, 1.1)
    style = rng.random()
    if style < 0.7:
        slope = min(deep * rng.uniform(0.45, 1.1), wide * 0.35)
        corners = [(0.0, 0.0), (slope, deep), (wide - slope, deep), (wide, 0.0)]
    elif style < 0.85:
        corners = [(0.0, 0.0), (0.0, deep), (wide, deep), (wide, 0.0)]
    else:
        turns = [math.pi * k / 6 for k in range(7)]
        corners = [(wide / 2 * (1 - math.cos(turn)), deep * math.sin(turn)) for turn in turns]
    ring = [_outward(edge, low + along, rise) for along, rise in corners]
    if not _is_free(ring, whole, edge):
        return whole, False
    cell = cells[edge.face]
    # The edge runs along the ring, so the bay's corners go in right after its start.
    place = next(k for k, corner in enumerate(cell.ring) if math.dist(corner, edge.start) < 1e-6)
    cell.ring[place + 1 : place + 1] = ring
    return whole, True


def _outdoor(edge: Edge, rng: Generator) -> tuple[Ring, str]:
    """A balcony, terrace or porch along part of an edge or all of it."""
    style = rng.random()
    if style < 0.6:
        name, deep = "balcony", rng.uniform(0.7, 1.8)
    elif style < 0.85:
        name, deep = "terrace", rng.uniform(1.8, 4.0)
    else:
        name, deep = "porch", rng.uniform(1.0, 2.2)
    wide = edge.length if rng.random() < 0.4 else edge.length * rng.uniform(0.5, 0.95)
    low = (edge.length - wide) * rng.uniform(0, 1)
    slope = deep * rng.uniform(0.2, 0.7) if rng.random() < 0.12 and wide > 3 * deep else 0.0
    corners = [(0.0, 0.0), (slope, deep), (wide - slope, deep), (wide, 0.0)]
    return [_outward(edge, low + along, rise) for along, rise in corners], name


def _garage(edge: Edge, rng: Generator) -> Ring:
    wide = rng.uniform(5.2, 6.2) if edge.length > 6.5 and rng.random() < 0.4 else rng.uniform(2.9, 3.4)
    deep = rng.uniform(5.0, 6.2)
    if rng.random() < 0.4 and edge.length > 5.2:
        wide, deep = min(deep, edge.length), rng.uniform(2.9, 3.4)
    low = 0.0 if rng.random() < 0.5 else edge.length - wide
    return [_outward(edge, low + along, rise) for along, rise in ((0, 0), (0, deep), (wide, deep), (wide, 0))]
