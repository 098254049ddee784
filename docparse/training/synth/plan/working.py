"""What working drawings carry beside the house: axes, cuts, notes with leaders, tags, clouds, call-outs."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon, box

from docparse.training.synth.plan.canvas import Array, Colour, arc
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.frame import upright
from docparse.training.synth.plan.marks import draw_cut
from docparse.training.synth.plan.measures import draw_grid
from docparse.training.synth.plan.patterns import PatternKind, pattern
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.style import grey, pick
from docparse.training.synth.plan.words import NOTES

_EARTHS: dict[PatternKind, float] = {"diamond": 2, "diagonal": 3, "brick": 2, "stipple": 2, "boards": 1}


def draw_ground(desk: Desk, shapes: Shapes) -> None:
    """Hatched earth round a storey, or roofs and decks outlined beside it; before the storey itself."""
    canvas, style, rng = desk
    x0, y0, x1, y1 = shapes.bounds
    house = shapely.union_all([shapes.outer, *(room.polygon for room in shapes.layout.rooms)])
    for _ in range(int(rng.choice([0, 1, 2], p=[0.5, 0.35, 0.15]))):
        a, b = np.sort(rng.uniform(-0.15, 1.15, 2))
        deep = float(rng.uniform(0.5, 4.0)) * shapes.scale
        low = rng.random() < 0.5
        if rng.random() < 0.5:
            across = (x0 + a * (x1 - x0), x0 + b * (x1 - x0))
            strip = box(
                across[0], y0 - deep if low else y1 - deep, across[1], y0 + deep if low else y1 + deep
            )
        else:
            down = (y0 + a * (y1 - y0), y0 + b * (y1 - y0))
            strip = box(x0 - deep if low else x1 - deep, down[0], x0 + deep if low else x1 + deep, down[1])
        ground = strip.difference(house)
        what = pick(rng, {"earth": 0.45, "deck": 0.3, "roof": 0.25})
        if what == "roof":
            _roof(desk, strip)
            continue
        texture: PatternKind = pick(rng, _EARTHS) if what == "earth" else "boards"
        ink = grey(rng, 40, 190)
        spacing = float(rng.uniform(0.08, 0.35)) * shapes.scale
        painter = pattern(texture, spacing, ink, style.thin * 0.6, rng, angle=float(rng.choice([0, 90, 45])))
        canvas.clipped(ground, painter)
        if what == "deck" or rng.random() < 0.3:
            canvas.outline(ground, style.ink, style.thin)


def _roof(desk: Desk, area: Polygon) -> None:
    """A lower roof: its outline, and the lines in which its slopes meet."""
    canvas, style, _ = desk
    x0, y0, x1, y1 = area.bounds
    inset = min(x1 - x0, y1 - y0) * 0.3
    inner = np.array([(x0 + inset, y0 + inset), (x1 - inset, y0 + inset), (x1 - inset, y1 - inset)])
    inner = np.vstack([inner, [(x0 + inset, y1 - inset)]])
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    canvas.outline(area, style.ink, style.thin)
    canvas.outline(inner, style.faint, style.thin)
    canvas.lines([np.stack(pair) for pair in zip(corners, inner, strict=True)], style.faint, style.thin)


def draw_working(desk: Desk, shapes: Shapes) -> None:
    """Lay axes, cuts, notes, tags and clouds over a storey; none of them has a class of its own."""
    rng = desk.rng
    if rng.random() < 0.6:
        draw_grid(desk, shapes)
    for _ in range(int(rng.choice([0, 1, 2, 4], p=[0.35, 0.25, 0.2, 0.2]))):
        draw_cut(desk, shapes)
    for _ in range(int(rng.choice([0, 3, 8, 14], p=[0.25, 0.3, 0.3, 0.15]))):
        _note(desk, shapes)
    if rng.random() < 0.5:
        _tags(desk, shapes)
    if rng.random() < 0.2:
        _cloud(desk, shapes)
    if rng.random() < 0.25:
        _call_out(desk, shapes)


def _note(desk: Desk, shapes: Shapes) -> None:
    """Words beside a leader that ends in an arrow or a dot on what they speak of."""
    canvas, style, rng = desk
    x0, y0, x1, y1 = shapes.bounds
    about = rng.uniform((x0, y0), (x1, y1))
    reach = float(rng.uniform(15, 60)) * canvas.unit
    turn = float(rng.uniform(0, 2 * np.pi))
    knee = about + reach * np.array([np.cos(turn), np.sin(turn)])
    side = 1.0 if knee[0] > about[0] else -1.0
    foot = knee + np.array([side * 6 * canvas.unit, 0.0])
    size = float(rng.uniform(4.5, 8.0))
    ink: Colour = style.ink if rng.random() < 0.6 else style.faint
    if rng.random() < 0.8:
        canvas.line([foot, knee, about], ink, style.thin * 0.6)
        _head(desk, about, knee, ink)
    words = str(rng.choice(NOTES))
    middle = (foot[0] + side * len(words) * size * canvas.unit * 0.28, foot[1])
    canvas.text(words, middle, style.label.font, size, ink)


def _head(desk: Desk, tip: Array, tail: Array, ink: Colour) -> None:
    canvas, _, rng = desk
    back = (tail - tip) / max(float(np.linalg.norm(tail - tip)), 1e-6) * 4 * canvas.unit
    wide = np.array([back[1], -back[0]]) * 0.3
    if rng.random() < 0.75:
        canvas.fill(np.array([tip, tip + back + wide, tip + back - wide]), ink)
    else:
        canvas.fill(arc((tip[0], tip[1]), 1.5 * canvas.unit, 0.0, 2 * np.pi), ink)


def _tags(desk: Desk, shapes: Shapes) -> None:
    """Numbers in small boxes, circles or hexagons: one by each opening, or one in each room."""
    canvas, style, rng = desk
    radius = float(rng.uniform(4, 8)) * canvas.unit
    sides = int(rng.choice([4, 6, 24]))
    if rng.random() < 0.6:
        shift = float(rng.uniform(0.3, 0.7)) * shapes.scale
        places = [
            (np.asarray(each.start) + np.asarray(each.end)) / 2 + rng.choice([-1, 1], 2) * shift
            for each in shapes.layout.openings
        ]
    else:
        spots = (room.polygon.representative_point() for room in shapes.layout.rooms)
        places = [np.array([spot.x, spot.y + 12 * canvas.unit]) for spot in spots]
    for number, (x, y) in enumerate(places):
        wide = radius * (2.0 if sides == 4 else 1.0)
        turn = np.pi / sides + np.arange(sides) * 2 * np.pi / sides
        ring = np.stack([x + wide * np.cos(turn), y + radius * np.sin(turn)], axis=1)
        canvas.fill(ring, canvas.paper)
        canvas.outline(ring, style.ink, style.thin * 0.7)
        name = str(100 + number) if sides == 4 else str(number % 9 + 1)
        canvas.text(name, (float(x), float(y)), style.label.font, 0.9 * radius / canvas.unit, style.ink)


def _cloud(desk: Desk, shapes: Shapes) -> None:
    """Scallops round what was changed."""
    canvas, style, rng = desk
    ring = _part_of(shapes, rng).exterior
    step = float(rng.uniform(8, 18)) * canvas.unit
    ink: Colour = style.ink if rng.random() < 0.7 else (200, 30, 30)
    for at in np.arange(0, ring.length - step / 2, step):
        start, end = (np.asarray(ring.interpolate(far).coords[0]) for far in (at, at + step))
        middle, half = (start + end) / 2, float(np.linalg.norm(end - start)) / 2
        turn = float(np.arctan2(*(start - middle)[::-1]))
        canvas.line(arc((middle[0], middle[1]), half, turn, np.pi), ink, style.thin)


def _call_out(desk: Desk, shapes: Shapes) -> None:
    """A dashed box with round corners, and a bubble that names the detail."""
    canvas, style, rng = desk
    area = _part_of(shapes, rng)
    radius = 8 * canvas.unit
    canvas.dashed(np.asarray(area.buffer(radius).exterior.coords), style.ink, style.thin, 8.0, 5.0)
    x0, y0, _, _ = area.bounds
    frame = upright(canvas, (x0 - 3 * radius, y0 - 3 * radius), 0.0, style.ink, style.thin)
    canvas.line(LineString([(x0 - radius, y0 - radius), frame.origin]).coords, style.ink, style.thin)
    frame.ellipse(0, 0, radius, radius, canvas.paper)
    frame.line([(-radius, 0), (radius, 0)])


def _part_of(shapes: Shapes, rng: np.random.Generator) -> Polygon:
    """Any upright box over part of a storey."""
    x0, y0, x1, y1 = shapes.bounds
    (a, b), (c, d) = np.sort(rng.uniform(-0.1, 1.1, (2, 2)), axis=1)
    return box(x0 + a * (x1 - x0), y0 + c * (y1 - y0), x0 + b * (x1 - x0), y0 + d * (y1 - y0))
