"""Openings of Raster-to-Vector files: a row tells where and how wide, the rooms beside it tell what it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from numpy.random import Generator

from docparse.training.synth.plan.graph import OUTSIDE, Corners, Edge, WallSpec
from docparse.training.synth.plan.layout import DoorStyle, Opening, OpeningKind, Point
from docparse.training.synth.plan.openings import cupboard_style, opening_on, row_of_doors, wide_style
from docparse.training.synth.plan.r2v_rows import Row

# Metres: how far a row may lie from its wall, what is left beside an opening, the narrowest opening.
_OFF = 0.2
_JAMB = 0.03
_NARROWEST = 0.35
# The file's kinds of leaf that may be the way in from outside.
_LEAVES = (1, 2, 4, 5, 9)
_WIDE = 1.2


@dataclass(frozen=True)
class _Place:
    """Where a row falls: the edge it is in and its jambs, metres from the edge's start."""

    row: Row
    edge: Edge
    span: tuple[float, float]

    @property
    def width(self) -> float:
        return self.span[1] - self.span[0]

    @property
    def centre(self) -> Point:
        return self.edge.at(sum(self.span) / 2)


def read_openings(
    doors: Sequence[Row],
    specs: Mapping[Edge, WallSpec],
    types: Sequence[str | None],
    rows: Sequence[Row],
    rng: Generator,
) -> tuple[Opening, ...]:
    """Openings of a file, each inside one straight piece of wall.

    Args:
        doors: Rows of category ``door``.
        specs: Walls by edge.
        types: Type of each face.
        rows: All rows; ``entrance`` boxes tell which opening is the way in.
        rng: Source of choices the file leaves open.

    Returns:
        Openings; rows that lie on no wall are left out.
    """
    places = _places(doors, specs)
    entrance = _entrance(places, specs, types, rows)
    french = rng.random() < 0.5
    openings = []
    for place in places:
        kind, style = _what(place, types, specs[place.edge], rng, french=french)
        if place is entrance:
            kind, style = "door", "swing" if place.width < _WIDE else "double"
        into = _into(place.edge, types, rng)
        cupboard = place is not entrance and kind == "door" and "closet" in _sides(place.edge, types)
        if cupboard:
            row = row_of_doors(place.edge, place.span, specs[place.edge], into, rng)
            openings += [door for _, door in row]
            if row:
                continue
        start, end = place.span
        nearer_start = start < place.edge.length - end
        openings.append(
            opening_on(
                place.edge,
                place.span,
                specs[place.edge],
                kind,
                style=style,
                hinge_at_start=nearer_start == (rng.random() < 0.8),
                into=into,
                cupboard=cupboard,
            )
        )
    return tuple(openings)


def _places(doors: Sequence[Row], specs: Mapping[Edge, WallSpec]) -> list[_Place]:
    corners = Corners(specs)
    taken: dict[Edge, list[tuple[float, float]]] = {}
    places = []
    for row in doors:
        found = max(
            (_overlap(row, edge) for edge in specs), key=lambda hit: hit[1] - hit[0], default=(0.0, 0.0, None)
        )
        edge = found[2]
        if edge is None:
            continue
        low, high = corners.clear(edge)
        span = (max(found[0], low + _JAMB), min(found[1], high - _JAMB))
        free = all(span[1] < a or span[0] > b for a, b in taken.get(edge, []))
        if span[1] - span[0] >= _NARROWEST and free:
            taken.setdefault(edge, []).append(span)
            places.append(_Place(row, edge, span))
    return places


def _overlap(row: Row, edge: Edge) -> tuple[float, float, Edge | None]:
    """The part of an edge a row covers, metres from its start; nothing when it lies elsewhere or across."""
    ux, uy = edge.direction
    ends = []
    for x, y in ((row.x0, row.y0), (row.x1, row.y1)):
        dx, dy = x - edge.start[0], y - edge.start[1]
        if abs(dx * uy - dy * ux) > _OFF:
            return (0.0, 0.0, None)
        ends.append(dx * ux + dy * uy)
    low, high = max(min(ends), 0.0), min(max(ends), edge.length)
    return (low, high, edge) if high - low > 0 else (0.0, 0.0, None)


def _entrance(
    places: Sequence[_Place],
    specs: Mapping[Edge, WallSpec],
    types: Sequence[str | None],
    rows: Sequence[Row],
) -> _Place | None:
    """The way in: the leaf in an outer wall next to the entrance's box, else into a hall, else any."""
    leaves = [
        p for p in places if p.edge.other == OUTSIDE and specs[p.edge].exterior and p.row.kind in _LEAVES
    ]
    if not leaves:
        return None
    boxes = [((row.x0 + row.x1) / 2, (row.y0 + row.y1) / 2) for row in rows if row.category == "entrance"]

    def badness(place: _Place) -> float:
        away = min((math.dist(place.centre, box) for box in boxes), default=0.0)
        return away + (0.0 if types[place.edge.face] == "hall" else 3.0) + 4.0 * abs(place.width - 0.85)

    return min(leaves, key=badness)


def _what(  # noqa: PLR0911 - one line per case reads best
    place: _Place, types: Sequence[str | None], spec: WallSpec, rng: Generator, *, french: bool
) -> tuple[OpeningKind, DoorStyle | None]:
    """Kind and style of an opening by the file's code, its width and the rooms on both sides."""
    sides = _sides(place.edge, types)
    wide = place.width > _WIDE
    if spec.exterior:
        if "balcony" in sides and (french or (not wide and place.row.kind in _LEAVES)):
            return "door", wide_style(rng) if wide else "swing"
        return "window", None
    if "closet" in sides or place.row.kind == 6:
        return "door", cupboard_style(place.width, rng)
    if place.row.kind in (10, 11) or rng.random() < 0.06:
        return "bare", None
    if place.row.kind == 3 and rng.random() < 0.6:
        return "door", "sliding"
    if wide:
        return ("bare", None) if rng.random() < 0.3 else ("door", wide_style(rng))
    if place.row.kind in (4, 5) and rng.random() < 0.5:
        return "door", "folding" if rng.random() < 0.6 else "sliding"
    return "door", "swing"


def _sides(edge: Edge, types: Sequence[str | None]) -> set[str | None]:
    """Types of what lies on both sides of an edge."""
    return {types[edge.face], None if edge.other == OUTSIDE else types[edge.other]}


def _into(edge: Edge, types: Sequence[str | None], rng: Generator) -> int:
    """The face a leaf opens into: mostly the room, not the hall, the closet or the outside."""
    if edge.other == OUTSIDE:
        return edge.face
    closed = ("hall", "closet", "balcony", "utility")
    first, second = types[edge.face] in closed, types[edge.other] in closed
    if types[edge.face] == "closet" or types[edge.other] == "closet":
        return edge.other if types[edge.face] == "closet" else edge.face
    if first == second:
        return edge.face if rng.random() < 0.5 else edge.other
    inward = edge.other if first else edge.face
    return inward if rng.random() < 0.85 else (edge.face if first else edge.other)
