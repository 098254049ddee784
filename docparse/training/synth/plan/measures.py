"""Scale bars and structural grids."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from docparse.training.synth.plan.canvas import SCALE_BAR, Colour, arc
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.style import pick

# Axes nearer to each other than this, in metres, are one.
_AXES_APART = 1.2


def draw_scale_bar(desk: Desk, corner: tuple[float, float], scale: float) -> None:
    """A scale bar from its left end, and its region in the mask.

    Args:
        desk: The page being drawn.
        corner: Left end, drawing pixels.
        scale: Drawing pixels per metre.
    """
    canvas, style, rng = desk
    metres = int(rng.choice([2, 3, 4, 5, 10]))
    parts = metres if metres <= 5 else 5
    x, y = corner
    length, height = metres * scale, float(rng.uniform(2.5, 5)) * canvas.unit
    design = pick(rng, {"blocks": 0.5, "ticks": 0.3, "double": 0.2})
    for index in range(parts):
        left, right = x + length * index / parts, x + length * (index + 1) / parts
        if design == "ticks":
            canvas.line(
                [(left, y), (left, y + height), (right, y + height), (right, y)], style.ink, style.thin
            )
            continue
        bar = np.array([(left, y), (right, y), (right, y + height), (left, y + height)])
        if index % 2 == 0:
            canvas.fill(bar, style.ink)
        canvas.outline(bar, style.ink, style.thin)
        if design == "double":
            low = bar + np.array([0.0, height])
            if index % 2:
                canvas.fill(low, style.ink)
            canvas.outline(low, style.ink, style.thin)
    size = min(8.0, style.label.size)
    below = rng.random() < 0.5
    text_y = y + (2.6 * height if below else -1.2 * size * canvas.unit * 0.6)
    marks: Sequence[int] = range(parts + 1) if parts * 2.2 * size * canvas.unit < length else (0, parts)
    for index in marks:
        value = metres * index // parts
        text = f"{value} m" if index == parts else f"{value}"
        canvas.text(text, (x + length * index / parts, text_y), style.label.font, size, style.ink)
    foot = y + height * (2 if design == "double" else 1)
    top, bottom = min(y, text_y - size * canvas.unit), max(foot, text_y + size * canvas.unit)
    pad = size * canvas.unit * 0.6
    region = np.array(
        [(x - pad, top), (x + length + 2 * pad, top), (x + length + 2 * pad, bottom), (x - pad, bottom)]
    )
    canvas.mark(region, SCALE_BAR)


def draw_grid(desk: Desk, shapes: Shapes) -> None:
    """Structural axes: lines through walls and across the whole storey, each with a lettered bubble."""
    canvas, style, rng = desk
    bounds = np.array(shapes.bounds)
    out = float(rng.uniform(15, 60)) * canvas.unit
    radius = float(rng.uniform(5, 11)) * canvas.unit
    ink: Colour = style.ink if rng.random() < 0.6 else style.faint
    kind = pick(rng, {"dashed": 0.7, "solid": 0.3})
    both = rng.random() < 0.25
    for axis in (0, 1):
        for number, at in enumerate(_lines_of_walls(shapes, axis, rng)):
            ends = np.full((2, 2), at)
            ends[:, 1 - axis] = bounds[1 - axis] - out, bounds[3 - axis] + out * (1 if both else 0.4)
            if kind == "solid":
                canvas.line(ends, ink, style.thin * 0.6)
            else:
                canvas.dashed(ends, ink, style.thin * 0.6, 14.0, 4.0)
            name = str(number + 1) if axis else chr(ord("A") + number % 26)
            for end in ends[: 2 if both else 1]:
                bubble = arc((end[0], end[1]), radius, 0.0, 2 * np.pi)
                canvas.fill(bubble, canvas.paper)
                canvas.outline(bubble, style.ink, style.thin)
                canvas.text(name, (end[0], end[1]), style.label.font, radius / canvas.unit, style.ink)


def _lines_of_walls(shapes: Shapes, axis: int, rng: np.random.Generator) -> list[float]:
    """Where walls lie along one axis, some of them left out, none near another."""
    places: list[float] = []
    for wall in shapes.layout.walls:
        start, end = np.asarray(wall.path[0]), np.asarray(wall.path[-1])
        if abs(start[axis] - end[axis]) < 0.1 * abs(start[1 - axis] - end[1 - axis]):
            places.append(float(start[axis]))
    kept: list[float] = []
    for place in sorted(places):
        if (not kept or place - kept[-1] > _AXES_APART * shapes.scale) and rng.random() < 0.8:
            kept.append(place)
    return kept
