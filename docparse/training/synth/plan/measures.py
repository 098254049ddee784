"""Scale bars and structural grids."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from docparse.training.synth.plan.canvas import SCALE_BAR, arc
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.style import pick


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
    """Structural axes: dash-dotted lines across the plan that end in lettered and numbered bubbles."""
    canvas, style, rng = desk
    x0, y0, x1, y1 = shapely.total_bounds([shapes.outer])
    out = float(rng.uniform(25, 60)) * canvas.unit
    radius = float(rng.uniform(5, 9)) * canvas.unit
    for vertical in (True, False):
        low, high = (x0, x1) if vertical else (y0, y1)
        count = int(rng.integers(2, 6))
        for index, at in enumerate(np.linspace(low, high, count)):
            name = str(index + 1) if vertical else chr(ord("A") + index)
            start, end = (
                ((at, y0 - out), (at, y1 + out * 0.4)) if vertical else ((x0 - out, at), (x1 + out * 0.4, at))
            )
            canvas.dashed(np.array([start, end]), style.faint, style.thin * 0.7, 10.0, 3.0)
            bubble = arc(start, radius, 0.0, 2 * np.pi)
            canvas.fill(bubble, canvas.paper)
            canvas.outline(bubble, style.ink, style.thin)
            canvas.text(name, start, style.label.font, radius / canvas.unit, style.ink)
