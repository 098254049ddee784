"""What lies outside the walls and must not be taken for them: gardens, paths, hedges, cars, neighbours."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.canvas import Array, arc, rings
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.frame import upright
from docparse.training.synth.plan.patterns import PatternKind, pattern
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.style import grey, pick, tint

_TEXTURES: dict[PatternKind, float] = {
    "diamond": 3, "tiles": 3, "diagonal": 2, "brick": 1, "dots": 1, "boards": 1,
}  # fmt: skip
_CALLED = (
    "Garden",
    "COURTYARD",
    "Communal Garden",
    "Jardin",
    "Garten",
    "Drive",
    "Parking",
    "VOID",
    "Street",
    "Patio",
)


def draw_surroundings(desk: Desk, shapes: Shapes) -> None:
    """Draw a few outdoor things around a storey, before the storey itself; none has a class of its own."""
    rng = desk.rng
    house = shapely.union_all([shapes.outer, *(room.polygon for room in shapes.layout.rooms)])
    if rng.random() < 0.16:
        _garden(desk, shapes, house)
    if rng.random() < 0.1:
        _path(desk, shapes, house)
    if rng.random() < 0.07:
        _outdoor_steps(desk, shapes, house)
    if rng.random() < 0.08:
        for _ in range(int(rng.integers(2, 9))):
            _tree(desk, shapes, house)
    if rng.random() < 0.04:
        _car(desk, shapes)
    if rng.random() < 0.06:
        _neighbour(desk, shapes)


def _garden(desk: Desk, shapes: Shapes, house: BaseGeometry) -> None:
    """A plot on one side or all around: outlined, filled or hatched, straight or curved."""
    canvas, style, rng = desk
    x0, y0, x1, y1 = shapes.bounds
    if rng.random() < 0.35:
        pads = rng.uniform(0.3, 3.0, 4) * shapes.scale
        plot: BaseGeometry = box(x0 - pads[0], y0 - pads[1], x1 + pads[2], y1 + pads[3])
    else:
        depth = float(rng.uniform(1, 5)) * shapes.scale
        a, b = np.sort(rng.uniform(-0.1, 1.1, 2))
        side = int(rng.integers(4))
        wide, tall = x1 - x0, y1 - y0
        plot = (
            box(x0 + a * wide, y0 - depth, x0 + b * wide, y0 + 0.5 * tall),
            box(x0 + 0.5 * wide, y0 + a * tall, x1 + depth, y0 + b * tall),
            box(x0 + a * wide, y0 + 0.5 * tall, x0 + b * wide, y1 + depth),
            box(x0 - depth, y0 + a * tall, x0 + 0.5 * wide, y0 + b * tall),
        )[side]
    if rng.random() < 0.2:
        plot = plot.buffer(0.8 * shapes.scale)
    free = plot.difference(house)
    _ground(desk, free, shapes)
    if not free.is_empty and rng.random() < 0.6:
        spot = free.representative_point()
        word = _CALLED[int(rng.integers(len(_CALLED)))]
        canvas.text(word, (spot.x, spot.y), style.label.font, style.label.size, style.label.colour)


def _ground(desk: Desk, plot: BaseGeometry, shapes: Shapes) -> None:
    canvas, style, rng = desk
    kind = pick(rng, {"line": 0.4, "fill": 0.3, "hatch": 0.3})
    if kind == "fill":
        canvas.fill(plot, grey(rng, 150, 235) if rng.random() < 0.6 else tint(rng, 170, 235))
    elif kind == "hatch":
        texture = pick(rng, _TEXTURES)
        spacing = float(rng.uniform(0.15, 0.6)) * shapes.scale
        canvas.clipped(plot, pattern(texture, spacing, grey(rng, 90, 200), style.thin * 0.8, rng))
    if kind == "line" or rng.random() < 0.5:
        for ring in rings(plot):
            if rng.random() < 0.3:
                canvas.dashed(ring, style.ink, style.thin)
            else:
                canvas.line(ring, style.ink, style.thin * float(rng.choice([1.0, 1.0, 1.8])))


def _beside(shapes: Shapes, house: BaseGeometry, reach: float, rng: np.random.Generator) -> Array | None:
    """A point outdoors, not far from the walls."""
    x0, y0, x1, y1 = shapes.bounds
    for _ in range(8):
        point = rng.uniform((x0 - reach * 3, y0 - reach * 3), (x1 + reach * 3, y1 + reach * 3))
        if house.distance(shapely.Point(point)) > reach:
            return np.asarray(point)
    return None


def _path(desk: Desk, shapes: Shapes, house: BaseGeometry) -> None:
    """A narrow strip that runs along or away from the house."""
    rng = desk.rng
    start = _beside(shapes, house, 0.3 * shapes.scale, rng)
    if start is None:
        return
    x0, y0, x1, y1 = shapes.bounds
    far = start + rng.uniform(-1, 1, 2) * ((x1 - x0), (y1 - y0))
    bend = np.array([start[0], far[1]])
    strip = shapely.LineString([start, bend, far]).buffer(
        float(rng.uniform(0.3, 0.8)) * shapes.scale, cap_style="flat"
    )
    _ground(desk, strip.difference(house), shapes)


def _outdoor_steps(desk: Desk, shapes: Shapes, house: BaseGeometry) -> None:
    canvas, style, rng = desk
    start = _beside(shapes, house, 0.8 * shapes.scale, rng)
    if start is None:
        return
    frame = upright(canvas, start, float(rng.choice([0, 90])), style.ink, style.thin)
    wide, tread = float(rng.uniform(0.4, 0.9)) * shapes.scale, 0.25 * shapes.scale
    count = int(rng.integers(3, 10))
    frame.rect(-wide, 0, wide, count * tread, canvas.paper)
    for index in range(1, count):
        frame.line([(-wide, index * tread), (wide, index * tread)])


def _tree(desk: Desk, shapes: Shapes, house: BaseGeometry) -> None:
    canvas, style, rng = desk
    radius = float(rng.uniform(0.3, 1.2)) * shapes.scale
    at = _beside(shapes, house, radius, rng)
    if at is None:
        return
    angle = np.linspace(0, 2 * np.pi, 40)
    wobble = radius * (1 + 0.12 * np.sin(angle * int(rng.integers(5, 14))))
    crown = at + np.stack([np.cos(angle) * wobble, np.sin(angle) * wobble], axis=1)
    if rng.random() < 0.4:
        canvas.fill(
            crown, (int(rng.integers(130, 210)), int(rng.integers(190, 235)), int(rng.integers(120, 190)))
        )
    canvas.outline(crown, style.faint, style.thin)
    canvas.fill(arc((at[0], at[1]), radius * 0.1, 0.0, 2 * np.pi), style.faint)


def _car(desk: Desk, shapes: Shapes) -> None:
    canvas, style, rng = desk
    x0, _, x1, y1 = shapes.bounds
    at = (float(rng.uniform(x0, x1)), y1 + 3 * shapes.scale)
    frame = upright(canvas, at, float(rng.choice([0, 90])), style.faint, style.thin)
    w, d = 0.9 * shapes.scale, 2.1 * shapes.scale
    frame.rect(-w, -d, w, d, radius=0.4 * w)
    frame.rect(-0.8 * w, -0.4 * d, 0.8 * w, -0.15 * d, radius=0.2 * w)
    frame.rect(-0.75 * w, 0.45 * d, 0.75 * w, 0.65 * d, radius=0.2 * w)


def _neighbour(desk: Desk, shapes: Shapes) -> None:
    """The stub of the next house's outline, drawn thin: it is no wall of this storey."""
    canvas, style, rng = desk
    x0, y0, x1, y1 = shapes.bounds
    gap, reach = float(rng.uniform(0.2, 1.0)) * shapes.scale, 2.5 * shapes.scale
    right = rng.random() < 0.5
    left = x1 + gap if right else x0 - gap - reach
    outline = Polygon(box(left, y0 + 0.1 * (y1 - y0), left + reach, y1 - 0.1 * (y1 - y0)))
    canvas.dashed(np.asarray(outline.exterior.coords), style.faint, style.thin, 6.0, 4.0)
