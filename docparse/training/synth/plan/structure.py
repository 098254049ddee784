"""How thick walls are, and solid masonry that stands into rooms: chimney breasts, piers and columns."""

from __future__ import annotations

import math

import shapely
from numpy.random import Generator
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.draft import Draft
from docparse.training.synth.plan.graph import Edge, WallSpec, line_of
from docparse.training.synth.plan.layout import Wall, opening_polygon
from docparse.training.synth.plan.plane import across, moved

# Metres kept clear between masonry and openings, and between masonry and what is opposite.
_CLEAR, _PASSAGE = 0.12, 0.9
# Metres: width and depth of what stands against walls.
_Range = tuple[float, float]
_BREAST, _PIER = ((0.9, 1.9), (0.25, 0.6)), ((0.2, 0.6), (0.1, 0.5))
_MASONRY = frozenset({"living", "bedroom", "dining", "kitchen", "hall"})


def wall_specs(draft: Draft, rng: Generator) -> dict[Edge, WallSpec]:
    """Walls for a draft's edges: thick outside, thinner inside, thinnest around cupboards.

    Args:
        draft: With its edges and types.
        rng: Source of all choices.

    Returns:
        The wall on each edge that has one; railings are none.
    """
    size = math.sqrt(sum(draft.area(room) for room in draft.rooms()))
    outer = float(rng.uniform(0.14, min(0.55, max(0.28, 0.045 * size))))
    inner = float(rng.uniform(0.06, min(0.2, 0.8 * outer)))
    bearing = float(rng.uniform(inner, outer)) if rng.random() < 0.4 else inner
    partition = float(rng.uniform(0.035, inner)) if rng.random() < 0.6 else inner
    uneven = rng.random() < 0.35
    by_line: dict[tuple[int, int], float] = {}
    specs = {}
    for edge in draft.edges:
        sides = draft.outside(edge.face) + draft.outside(edge.other)
        if sides == 2:
            continue
        if sides == 1:
            factor = float(rng.uniform(0.45, 1.7)) if uneven and rng.random() < 0.35 else 1.0
            specs[edge] = WallSpec(by_line.setdefault(line_of(edge), outer * factor), exterior=True)
            continue
        one, other = draft.cells[edge.face], draft.cells[edge.other]
        if one.room == other.room:
            continue
        if "closet" in (one.type, other.type):
            specs[edge] = WallSpec(partition, exterior=False)
        else:
            thick = bearing if rng.random() < 0.3 else inner
            specs[edge] = WallSpec(by_line.setdefault(line_of(edge), thick), exterior=False)
    return specs


def add_masonry(draft: Draft, rng: Generator) -> list[Wall]:
    """Solid blocks in rooms, each overlapping the wall it stands against; openings stay clear of them."""
    breasts = 0.5 if rng.random() < 0.3 else 0.03
    piers = 0.25 if rng.random() < 0.12 else 0.0
    columns = rng.random() < 0.08
    if breasts < 0.1 and not piers and not columns and rng.random() < 0.5:
        return []
    gaps = shapely.union_all(
        [opening_polygon(opening) for found in draft.openings.values() for _, opening in found]
    )
    blocks: list[Wall] = []
    edges = [edge for edge in draft.specs if edge.length > 1.2]
    for k in rng.permutation(len(edges)):
        edge = edges[int(k)]
        for face in (edge.face, edge.other):
            if draft.outside(face) or draft.cells[face].type not in _MASONRY:
                continue
            chance = rng.random()
            stood = None
            if chance < breasts and edge.length > 2.6 and draft.area(draft.cells[face].room) > 8:
                stood = _stand(draft, edge, face, _BREAST, rng)
            elif breasts <= chance < breasts + piers:
                stood = _stand(draft, edge, face, _PIER, rng)
            if stood is not None and stood[1].distance(gaps) >= _CLEAR:
                blocks.append(stood[0])
    if columns:
        for room in draft.rooms():
            if draft.area(room) > 20 and not draft.outside(draft.rooms()[room][0]):
                _columns(draft, room, gaps, blocks, rng)
    return blocks


def _stand(
    draft: Draft, edge: Edge, face: int, ranges: tuple[_Range, _Range], rng: Generator
) -> tuple[Wall, Polygon] | None:
    """A block somewhere along an edge and what shows of it; None when it does not fit."""
    width, depth = float(rng.uniform(*ranges[0])), float(rng.uniform(*ranges[1]))
    low, high = draft.corners.clear(edge) if draft.corners else (0.0, 0.0)
    slack = high - low - width
    if slack < 0.1:
        return None
    start = low + slack * (0.5 if rng.random() < 0.4 else float(rng.uniform(0, 1)))
    half = draft.specs[edge].thickness / 2
    inward = across(edge.direction) if face == edge.face else across((-edge.direction[0], -edge.direction[1]))
    ends = [moved(edge.at(along), inward, (half + depth) / 2) for along in (start, start + width)]
    block = Wall((ends[0], ends[1]), half + depth, draft.specs[edge].exterior)
    near = [edge.at(start), edge.at(start + width)]
    far = [moved(corner, inward, half + depth) for corner in near]
    shape = Polygon([*near, *far[::-1]])
    reach = Polygon([*near, *[moved(corner, inward, half + depth + _PASSAGE) for corner in near][::-1]])
    room = Polygon(draft.cells[face].ring)
    return (block, shape) if room.buffer(1e-6).covers(reach) else None


def _columns(draft: Draft, room: int, gaps: BaseGeometry, blocks: list[Wall], rng: Generator) -> None:
    side = float(rng.uniform(0.2, 0.5))
    cell = max((draft.cells[k] for k in draft.rooms()[room]), key=lambda c: Polygon(c.ring).area)
    core = Polygon(cell.ring).buffer(-1.1, join_style="mitre")
    if core.is_empty:
        return
    x0, y0, x1, y1 = core.bounds
    for _ in range(int(rng.integers(1, 4))):
        x, y = float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1))
        shape = shapely.box(x - side / 2, y - side / 2, x + side / 2, y + side / 2)
        apart = all(math.dist((x, y), block.path[0]) > 1.5 for block in blocks)
        if core.covers(shape) and apart and shape.distance(gaps) > 0.8:
            blocks.append(Wall(((x - side / 2, y), (x + side / 2, y)), side, exterior=False))
