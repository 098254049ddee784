"""A lobby where rooms meet: carved out of their corners, with a passage to the outer wall at times.

Corners of rooms beside a hall may be bevelled, too: where it ends, doors hang askew.
"""

from __future__ import annotations

import math
from collections import Counter

import shapely
from numpy.random import Generator
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import Polygon

from docparse.training.synth.plan.draft import Cell
from docparse.training.synth.plan.graph import OUTSIDE, edges_of, key, noded
from docparse.training.synth.plan.joints import union
from docparse.training.synth.plan.layout import Point
from docparse.training.synth.plan.plane import across, extent, moved, righted, sides, towards

# Metres: half the width that must remain of a room somewhere, and the longest passage.
_REMAINS, _LONGEST = 0.75, 6.0
# Share of halls beside which corners are bevelled, how many at most, and a bevel's legs in metres.
_BEVELLED, _MOST_BEVELS, _LEGS = 0.4, 3, (0.72, 1.1)
# A corner whose sides' directions have a cosine up to this is about square.
_SQUARE = 0.1
# Metres; on a grid, spikes that rounding would leave collapse.
_GRID = 1e-6


def carve_lobby(cells: list[Cell], rng: Generator) -> None:
    """Carve a lobby, if there is no hall yet and rooms meet inside the building; in place.

    Args:
        cells: Gets one more cell, of type ``hall``, when a lobby fits.
        rng: Source of all choices.
    """
    if not 3 <= len(cells) <= 10 or any(cell.type == "hall" for cell in cells) or rng.random() < 0.25:
        return
    rings = noded([cell.ring for cell in cells])
    outer = {key(p) for edge in edges_of(rings) if edge.other == OUTSIDE for p in (edge.start, edge.end)}
    meeting = Counter(key(corner) for ring in rings for corner in ring)
    corners = {key(corner): corner for ring in rings for corner in ring}
    inner = [corners[k] for k, count in meeting.items() if count >= 3 and k not in outer]
    if not inner:
        return
    whole = union([Polygon(ring) for ring in rings])
    centre = inner[int(rng.integers(len(inner)))]
    longest = max((side for cell in cells for side in sides(cell.ring)), key=lambda side: math.dist(*side))
    along = towards(*longest)
    lobby = _shape(centre, along, rng)
    if rng.random() < 0.65:
        lobby = lobby.union(_passage(centre, along, whole, rng))
    lobby = shapely.intersection(lobby, whole, grid_size=_GRID)
    rest = [shapely.difference(Polygon(cell.ring), lobby, grid_size=_GRID) for cell in cells]
    if not all(_sound(shape) for shape in (lobby, *rest)):
        return
    if any(shape.buffer(-_REMAINS).is_empty for shape in rest):
        return
    for cell, shape in zip(cells, rest, strict=True):
        cell.ring = _ring(shape)
    cells.append(Cell(_ring(lobby), "hall"))


def bevel_corners(cells: list[Cell], rng: Generator) -> None:
    """Give corners of rooms to the hall that passes them, with a place for a door on the bevel; in place.

    Args:
        cells: Those that lose a corner remember its bevel.
        rng: Source of all choices.
    """
    for hall in [cell for cell in cells if cell.type == "hall"]:
        if rng.random() >= _BEVELLED:
            continue
        corners = [(cell, k) for cell in cells if not cell.type for k in range(len(cell.ring))]
        done = 0
        for number in rng.permutation(len(corners)):
            cell, index = corners[number]
            done += not cell.bevels and _bevel(cell, index, hall, float(rng.uniform(*_LEGS)))
            if done == _MOST_BEVELS:
                break


def _bevel(cell: Cell, index: int, hall: Cell, leg: float) -> bool:
    """Give the triangle at a cell's corner to the hall, if one of its sides lies on it."""
    ring = cell.ring
    here, before, after = ring[index], ring[index - 1], ring[(index + 1) % len(ring)]
    if min(math.dist(here, before), math.dist(here, after)) < leg + 0.3:
        return False
    back, out = towards(here, before), towards(here, after)
    if abs(back[0] * out[0] + back[1] * out[1]) > _SQUARE or back[1] * out[0] - back[0] * out[1] < 0:
        return False
    first, last = moved(here, out, leg), moved(here, back, leg)
    triangle, whole = Polygon([here, first, last]), Polygon(hall.ring)
    if shapely.intersection(triangle.exterior, whole.exterior.buffer(_GRID)).length < 0.6 * leg:
        return False
    wider = shapely.union(whole, triangle, grid_size=_GRID)
    rest = shapely.difference(Polygon(ring), triangle, grid_size=_GRID)
    if not (_sound(wider) and _sound(rest)) or rest.buffer(-_REMAINS).is_empty:
        return False
    hall.ring, cell.ring = _ring(wider), _ring(rest)
    cell.bevels.append(((first[0] + last[0]) / 2, (first[1] + last[1]) / 2))
    return True


def _sound(shape: shapely.Geometry) -> bool:
    return isinstance(shape, Polygon) and not shape.is_empty and not shape.interiors


def _ring(shape: Polygon) -> list[Point]:
    return righted([(float(x), float(y)) for x, y in shape.exterior.coords[:-1]])


def _block(centre: Point, along: Point, reach: tuple[float, float], wide: tuple[float, float]) -> Polygon:
    side = across(along)
    corners = ((reach[0], wide[0]), (reach[1], wide[0]), (reach[1], wide[1]), (reach[0], wide[1]))
    return Polygon([moved(moved(centre, along, a), side, s) for a, s in corners])


def _shape(centre: Point, along: Point, rng: Generator) -> Polygon:
    """A rectangle around a point, at times with bevelled corners, or round."""
    style = rng.random()
    if style < 0.06:
        return ShapelyPoint(centre).buffer(float(rng.uniform(0.9, 1.6)), quad_segs=int(rng.integers(3, 7)))
    wide, deep = float(rng.uniform(1.1, 3.4)), float(rng.uniform(1.0, 1.7))
    low, near = -wide * float(rng.uniform(0.25, 0.75)), -deep * float(rng.uniform(0.25, 0.75))
    if rng.random() < 0.5:
        along = across(along)
    block = _block(centre, along, (low, low + wide), (near, near + deep))
    if style < 0.2:
        bevel = float(rng.uniform(0.3, 0.45)) * deep
        return block.buffer(-bevel, join_style="mitre").buffer(bevel, join_style="bevel")
    return block


def _passage(centre: Point, along: Point, whole: Polygon, rng: Generator) -> Polygon:
    """A passage from a point towards the outer wall in one of four directions; a stub when that is far."""
    direction = [along, across(along)][int(rng.integers(2))]
    if rng.random() < 0.5:
        direction = (-direction[0], -direction[1])
    reach = extent([(float(x), float(y)) for x, y in whole.exterior.coords], direction)
    ahead = reach.high - (centre[0] * direction[0] + centre[1] * direction[1])
    length = ahead + 0.5 if ahead < _LONGEST else float(rng.uniform(1.0, 3.0))
    half = float(rng.uniform(0.48, 0.75))
    shift = float(rng.uniform(-0.3, 0.3))
    return _block(centre, direction, (-0.4, length), (shift - half, shift + half))
