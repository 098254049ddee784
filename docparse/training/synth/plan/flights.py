"""Drawing stairs."""

from __future__ import annotations

import numpy as np

from docparse.training.synth.plan.canvas import STAIRS, Array, Canvas
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.layout import Stairs


def draw_stairs(desk: Desk, stairs: Stairs, scale: float) -> None:
    """Draw one flight: treads, and an arrow, a cut line or handrails as habits go.

    Args:
        desk: The page being drawn.
        stairs: In drawing pixels.
        scale: Drawing pixels per metre.
    """
    canvas, style, rng = desk
    climb = np.asarray(stairs.direction, float)
    climb = climb / max(float(np.hypot(*climb)), 1e-9)
    side = np.array([-climb[1], climb[0]])
    corners = np.asarray(stairs.polygon.exterior.coords)
    low, high = float((corners @ climb).min()), float((corners @ climb).max())
    left, right = float((corners @ side).min()), float((corners @ side).max())

    def at(along: float, across: float) -> Array:
        point: Array = climb * along + side * across
        return point

    tread = float(rng.uniform(0.2, 0.32)) * scale

    def paint(part: Canvas, box: tuple[float, float, float, float]) -> None:
        corner = np.array(box[:2])
        paths = [
            np.stack([at(level, left), at(level, right)]) - corner for level in np.arange(low, high, tread)
        ]
        part.lines(paths, style.ink, style.thin)

    canvas.clipped(stairs.polygon, paint)
    canvas.outline(stairs.polygon, style.ink, style.thin)
    canvas.mark(stairs.polygon, STAIRS)
    middle = (left + right) / 2
    if rng.random() < 0.55:
        head = 0.12 * scale
        canvas.line([at(low + tread / 2, middle), at(high - tread / 2, middle)], style.ink, style.thin)
        tip = high - tread / 2
        barbs = [at(tip - head, middle - head * 0.6), at(tip, middle), at(tip - head, middle + head * 0.6)]
        if rng.random() < 0.5:
            canvas.fill(np.array(barbs), style.ink)
        else:
            canvas.line(barbs, style.ink, style.thin)
    if rng.random() < 0.25:
        cut = low + float(rng.uniform(0.4, 0.8)) * (high - low)
        lean = 0.25 * (right - left)
        path = [
            at(cut - lean, left), at(cut, middle - lean / 4), at(cut + lean / 2, middle),
            at(cut - lean / 2, middle + lean / 5), at(cut + lean, right),
        ]  # fmt: skip
        canvas.line(path, style.ink, style.thin)
    if rng.random() < 0.3:
        rail = 0.06 * scale
        for across in (left + rail, right - rail):
            canvas.line([at(low, across), at(high, across)], style.ink, style.thin)
    if rng.random() < 0.35:
        word = str(rng.choice(["UP", "Up", "DN", "Dn", "Down", "UP"]))
        canvas.text(word, tuple(at(low - tread * 0.8, middle)), style.label.font, 7.0, style.ink)
