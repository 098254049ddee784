"""Draws a storey on a sheet: walls, openings, fixtures, names, dimension chains, north arrow."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shapely import affinity
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from samples.plans.fixtures import strokes
from samples.plans.model import Opening, Point, Room, Storey
from samples.plans.sheet import Lettering, Sheet, arc

_THIN, _LIGHT = 0.13, 0.18


@dataclass(frozen=True)
class Placing:
    """Where and how large a storey stands on its paper.

    Attributes:
        ratio: 50 for 1:50.
        at: Where the storey's outer top-left corner stands, millimetres.
    """

    ratio: float
    at: Point

    @property
    def mm_per_metre(self) -> float:
        """Millimetres of paper for a metre of building."""
        return 1000.0 / self.ratio

    def point(self, point: Sequence[float]) -> Point:
        """A place in metres as one on the paper."""
        return self.at[0] + point[0] * self.mm_per_metre, self.at[1] + point[1] * self.mm_per_metre

    def shape(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in metres as one on the paper."""
        k = self.mm_per_metre
        return affinity.affine_transform(shape, [k, 0, 0, k, self.at[0], self.at[1]])


def draw_structure(sheet: Sheet, storey: Storey, placing: Placing, *, wall_grey: int = 0) -> None:
    """Walls, openings, balconies and fixtures."""
    for room in storey.rooms:
        if room.outdoor:
            outline = [placing.point(corner) for corner in (*room.corners, room.corners[0])]
            sheet.line(outline, 0.35)
    for fixture in storey.fixtures:
        for stroke in strokes(fixture):
            sheet.line([placing.point(point) for point in stroke], _THIN, grey=90)
    sheet.fill(placing.shape(storey.walls), wall_grey)
    if wall_grey:
        for part in getattr(storey.walls, "geoms", [storey.walls]):
            for ring in (part.exterior, *part.interiors):
                sheet.line([placing.point(point) for point in ring.coords], 0.2)
    for opening in storey.openings:
        (_draw_door if opening.kind == "door" else _draw_window)(sheet, opening, placing)


def _draw_window(sheet: Sheet, opening: Opening, placing: Placing) -> None:
    left, top, right, bottom = opening.place
    sheet.fill(placing.shape(box(*opening.place)), 255)
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    sheet.line([placing.point(corner) for corner in corners], _LIGHT)
    for share in (0.4, 0.6):
        if opening.across:
            y = top + share * (bottom - top)
            ends = [(left, y), (right, y)]
        else:
            x = left + share * (right - left)
            ends = [(x, top), (x, bottom)]
        sheet.line([placing.point(end) for end in ends], _THIN)


def _draw_door(sheet: Sheet, opening: Opening, placing: Placing) -> None:
    """The leaf stands open at a right angle, an arc shows its way."""
    left, top, right, bottom = opening.place
    along = right - left if opening.across else bottom - top
    if opening.across:
        jamb = (right if opening.hinge else left, bottom if opening.side > 0 else top)
        start = 180.0 if opening.hinge else 0.0
        end = 90.0 if opening.side > 0 else (270.0 if opening.hinge else -90.0)
    else:
        jamb = (right if opening.side > 0 else left, bottom if opening.hinge else top)
        start = 270.0 if opening.hinge else 90.0
        end = (360.0 if opening.hinge else 0.0) if opening.side > 0 else 180.0
    way = arc(jamb, along, start, end)
    sheet.line([placing.point(point) for point in way], _THIN)
    leaf = 0.04
    turn = math.radians(end)
    tip = (jamb[0] + along * math.cos(turn), jamb[1] + along * math.sin(turn))
    aside = math.radians(start)
    shift = (leaf * math.cos(aside), leaf * math.sin(aside))
    outline = [jamb, tip, (tip[0] + shift[0], tip[1] + shift[1]), (jamb[0] + shift[0], jamb[1] + shift[1])]
    sheet.fill(placing.shape(Polygon(outline)), 255)
    sheet.line([placing.point(point) for point in (*outline, outline[0])], _LIGHT)


def draw_labels(
    sheet: Sheet, storey: Storey, placing: Placing, lines_of: Callable[[Room], list[str]], size: float
) -> None:
    """Every room's lines, the name in bold, centred where its label stands."""
    for room in storey.rooms:
        left, top, right, bottom = room.bounds
        middle = placing.point(room.label_at or ((left + right) / 2, (top + bottom) / 2))
        lines = lines_of(room)
        room_width = (right - left) * placing.mm_per_metre
        # Narrow rooms are lettered smaller, as draughtsmen do.
        longest = max(len(line) for line in lines)
        type_size = max(1.5, min(size, 1.6 * room_width / longest))
        leading = type_size * 1.4
        for k, line in enumerate(lines):
            y = middle[1] + (k - (len(lines) - 1) / 2) * leading
            face = "bold" if k == 0 else "sans"
            sheet.text((middle[0], y), line, Lettering(type_size, face))


def draw_chain(
    sheet: Sheet,
    placing: Placing,
    stops: Sequence[float],
    offset: float,
    write: Callable[[float], str],
    *,
    upright: bool = False,
    edge: float = 0.0,
) -> None:
    """A chain of dimensions above a storey, or upright on its left.

    Args:
        sheet: What is drawn on.
        placing: Of the storey.
        stops: Places in metres between which lengths are written.
        offset: Distance of the line from the storey's edge, millimetres.
        write: Length in metres to what is printed.
        upright: Whether the chain runs down the left side.
        edge: Place of the storey's edge, metres.
    """

    def at(stop: float, away: float) -> Point:
        point = placing.point((edge, stop) if upright else (stop, edge))
        return (point[0] - away, point[1]) if upright else (point[0], point[1] - away)

    sheet.line([at(stops[0], offset), at(stops[-1], offset)], _THIN)
    for stop in stops:
        sheet.line([at(stop, offset - 3.0), at(stop, offset + 1.2)], _THIN)
        x, y = at(stop, offset)
        sheet.line([(x - 0.9, y + 0.9), (x + 0.9, y - 0.9)], 0.3)
    for start, end in pairwise(stops):
        text = write(end - start)
        room = abs(end - start) * placing.mm_per_metre
        size = min(2.4, 1.5 * room / max(len(text), 1))
        if size < 1.4:
            continue  # no room for it: the chain is left without, as on paper
        middle = at((start + end) / 2, offset + 2.0)
        sheet.text(middle, text, Lettering(size, upright=upright))


def draw_north(sheet: Sheet, at: Point, radius: float) -> None:
    """A circle with an arrow pointing up, and an N."""
    x, y = at
    sheet.line(arc(at, radius, 0, 360, 48), _LIGHT)
    half = radius * 0.38
    arrow = [
        (x, y - radius),
        (x + half, y + radius * 0.75),
        (x, y + radius * 0.4),
        (x - half, y + radius * 0.75),
    ]
    sheet.line([*arrow, arrow[0]], _LIGHT)
    sheet.fill(Polygon([arrow[0], arrow[2], arrow[3]]))
    sheet.text((x, y - radius - 3.0), "N", Lettering(3.4, "bold"))
