"""What covers the floors: fills and textures of rooms, railings of balconies, marks on the floor."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import LineString

from docparse.training.synth.plan.canvas import FLOOR, Colour
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.layout import Room
from docparse.training.synth.plan.patterns import PatternKind, pattern
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.style import Style

_KINDS = ("bedroom", "living", "kitchen", "dining", "bathroom", "toilet", "hall", "closet", "terrace")
_WET = {"bathroom", "toilet", "kitchen", "laundry"}
_DRY = {"living", "bedroom", "dining", "office", "hall"}
# Directions of boards, degrees.
_BOARDS_TURN = (0.0, 90.0, 0.0, 90.0, 45.0)
# Metres: how far the floor reaches beneath the walls, so that no seam of outside stays between the two.
_OVERLAP = 0.03


def draw_floors(desk: Desk, shapes: Shapes) -> None:
    """Fill the rooms of one storey and mark them as floor."""
    canvas, style, rng = desk
    for room in shapes.layout.rooms:
        canvas.mark(room.polygon.buffer(_OVERLAP * shapes.scale, join_style="mitre"), FLOOR)
        colour = _colour(room, style, rng)
        if colour is not None:
            canvas.fill(room.polygon, colour)
        texture = _texture(room, style)
        if texture is not None:
            spacing = shapes.scale * float(rng.uniform(0.12, 0.45))
            ink = tuple(max(0, (colour or style.paper)[0] - int(rng.integers(20, 110))) for _ in range(3))
            angle = _BOARDS_TURN[int(rng.integers(len(_BOARDS_TURN)))]
            painter = pattern(texture, spacing, (ink[0], ink[1], ink[2]), style.thin * 0.7, rng, angle=angle)
            canvas.clipped(room.polygon, painter)
        if room.railed:
            _draw_railing(desk, room, shapes)


def _colour(room: Room, style: Style, rng: np.random.Generator) -> Colour | None:
    if style.floors == "none":
        return style.deck if room.railed else None
    if style.floors == "tint":
        return style.palette[0] if not room.railed or len(room.type) % 2 else style.palette[1]
    if style.floors == "random":
        return style.palette[int(rng.integers(len(style.palette)))]
    index = _KINDS.index(room.type) if room.type in _KINDS else len(_KINDS) - 1
    return style.palette[index % len(style.palette)]


def _texture(room: Room, style: Style) -> PatternKind | None:
    if room.railed:
        return style.terrace
    if room.type in _WET:
        return style.tiled
    return style.boarded if room.type in _DRY else None


def _draw_railing(desk: Desk, room: Room, shapes: Shapes) -> None:
    """One or two thin lines along the sides of a balcony that no wall guards."""
    canvas, style, rng = desk
    walls = shapely.union_all([shapes.outer, shapes.inner]).buffer(0.1 * shapes.scale)
    edge = room.polygon.exterior
    free = edge.difference(walls)
    kind = rng.random()
    for part in shapely.get_parts(free):
        if not isinstance(part, LineString) or part.length < 0.2 * shapes.scale:
            continue
        if kind < 0.2:
            canvas.dashed(np.asarray(part.coords), style.ink, style.thin)
            continue
        canvas.line(np.asarray(part.coords), style.ink, style.thin)
        if kind > 0.6:
            inner = part.parallel_offset(float(rng.uniform(0.05, 0.12)) * shapes.scale, "right")
            for line in shapely.get_parts(inner):
                if isinstance(line, LineString) and len(line.coords) > 1:
                    canvas.line(np.asarray(line.coords), style.ink, style.thin)


def draw_floor_marks(desk: Desk, shapes: Shapes) -> None:
    """Dashed lines of reduced headroom, rooflights and beams across rooms; they are floor in the mask."""
    canvas, style, rng = desk
    for room in shapes.layout.rooms:
        if room.railed or rng.random() >= style.headroom:
            continue
        x0, y0, x1, y1 = room.polygon.bounds
        if rng.random() < 0.3:
            size = 0.25 * min(x1 - x0, y1 - y0)
            centre = np.asarray(room.polygon.representative_point().coords[0])
            square = centre + size * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)])
            canvas.dashed(square, style.faint, style.thin)
            if rng.random() < 0.4:
                canvas.lines([square[[0, 2]], square[[1, 3]]], style.faint, style.thin)
            continue
        share = float(rng.uniform(0.12, 0.4))
        if rng.random() < 0.5:
            line = LineString([(x0 + share * (x1 - x0), y0), (x0 + share * (x1 - x0), y1)])
        else:
            line = LineString([(x0, y0 + share * (y1 - y0)), (x1, y0 + share * (y1 - y0))])
        for part in shapely.get_parts(line.intersection(room.polygon)):
            if isinstance(part, LineString):
                canvas.dashed(np.asarray(part.coords), style.ink, style.thin, 4.0, 3.0)
