"""Dimension chains, scale bars, grid bubbles and the triangles that show where a room was measured."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import LineString

from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.canvas import SCALE_BAR, Array, Canvas, arc
from docparse.training.synth.plan.labels import feet
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.style import Style, pick


def draw_chains(desk: Desk, shapes: Shapes) -> float:
    """Dimension chains around the outside of a storey.

    Returns:
        How far they reach beyond the outer walls, drawing pixels.
    """
    canvas, style, rng = desk
    if not style.chains:
        return 0.0
    unit = canvas.unit
    step = float(rng.uniform(11, 20)) * unit
    first = float(rng.uniform(8, 22)) * unit
    x0, y0, x1, y1 = shapely.total_bounds([shapes.outer])
    ends = pick(rng, {"tick": 0.6, "arrow": 0.2, "dot": 0.1, "cross": 0.1})
    written = pick(rng, {"m": 0.4, "cm": 0.2, "mm": 0.15, "feet": 0.25})
    reach = 0.0
    for side in range(4):
        if rng.random() < 0.2:
            continue
        levels = int(rng.integers(1, style.chains + 1))
        for level in range(levels):
            offset = first + level * step
            marks = _marks(shapes, side, level, levels, rng)
            if len(marks) < 2:
                continue
            vertical = side in {1, 3}
            line = {0: y0 - offset, 1: x1 + offset, 2: y1 + offset, 3: x0 - offset}[side]
            edge = {0: y0, 1: x1, 2: y1, 3: x0}[side]
            _chain(canvas, marks, line, edge, vertical, shapes.scale, ends, written, style)
            reach = max(reach, offset + 8 * unit)
    return reach


def _marks(shapes: Shapes, side: int, level: int, levels: int, rng: np.random.Generator) -> Array:
    """Where a chain is cut: the whole side on the outermost, corners and openings nearer in."""
    x0, y0, x1, y1 = shapely.total_bounds([shapes.outer])
    along = 1 if side in {1, 3} else 0
    ends = [(x0, x1), (y0, y1)][along]
    if level == levels - 1 and (levels > 1 or rng.random() < 0.5):
        return np.array(ends)
    points = [end for each in shapes.layout.openings if each.exterior for end in (each.start, each.end)]
    if level or not points:
        points = [point for room in shapes.layout.rooms for point in room.polygon.exterior.coords]
    across = 1 - along
    edge = {0: y0, 1: x1, 2: y1, 3: x0}[side]
    depth = 0.35 * ((x1 - x0) if across == 0 else (y1 - y0))
    near = [point[along] for point in points if abs(point[across] - edge) < depth]
    marks = np.unique(np.round(np.array([*ends, *near]), 1))
    marks = marks[(marks >= ends[0] - 1) & (marks <= ends[1] + 1)]
    kept = [float(marks[0])]
    for mark in marks[1:]:
        if mark - kept[-1] > 0.25 * shapes.scale:
            kept.append(float(mark))
    return np.array(kept)


def _chain(desk: Desk, marks: Array, line: float, edge: float, vertical: bool, scale: float, ends: str, written: str) -> None:
    canvas, style, _ = desk
    unit = canvas.unit

    def at(along: float, across: float) -> tuple[float, float]:
        return (across, along) if vertical else (along, across)

    over = 4 * unit
    thin = min(style.thin, 0.8)
    canvas.line([at(marks[0] - over, line), at(marks[-1] + over, line)], style.ink, thin)
    toward = np.sign(edge - line)
    for mark in marks:
        canvas.line(
            [at(mark, line - toward * over), at(mark, line + toward * over * 2)], style.ink, thin * 0.8
        )
        _end(canvas, at(mark, line), vertical, ends, style, thin)
    for low, high in zip(marks[:-1], marks[1:], strict=True):
        length = (high - low) / scale
        text = {
            "m": f"{length:.2f}", "cm": f"{length * 100:.0f}", "mm": f"{length * 1000:.0f}",
            "feet": feet(length, "-", '"'),
        }[written]  # fmt: skip
        if style.label.language not in {"en", "us"}:
            text = text.replace(".", ",")
        size = min(style.label.size * 0.75, 9.0)
        if len(text) * 0.5 * size * unit < (high - low) * 1.1:
            middle = at((low + high) / 2, line - 4.5 * unit)
            canvas.text(text, middle, style.label.detail_font, size, style.ink, 1 if vertical else 0)


def _end(desk: Desk, at: tuple[float, float], vertical: bool, ends: str, thin: float) -> None:
    canvas, style, _ = desk
    size = 2.6 * canvas.unit
    x, y = at
    if ends == "dot":
        canvas.fill(arc(at, size * 0.6, 0.0, 2 * np.pi), style.ink)
    elif ends == "arrow":
        for side in (-1, 1):
            tips = [(x, y), (x + side * size * 1.6, y - size * 0.5), (x + side * size * 1.6, y + size * 0.5)]
            if vertical:
                tips = [
                    (x, y),
                    (x - size * 0.5, y + side * size * 1.6),
                    (x + size * 0.5, y + side * size * 1.6),
                ]
            canvas.fill(np.array(tips), style.ink)
    else:
        canvas.line([(x - size, y + size), (x + size, y - size)], style.ink, thin * 1.6)
        if ends == "cross":
            canvas.line([(x - size, y - size), (x + size, y + size)], style.ink, thin)


def draw_measuring_arrows(desk: Desk, shapes: Shapes) -> None:
    """Small triangles, or arrows with a shaft, on the faces between which each room was measured."""
    canvas, style, rng = desk
    size = float(rng.uniform(1.6, 3.6)) * canvas.unit
    shaft = pick(rng, {"none": 0.6, "line": 0.15, "dotted": 0.15, "stub": 0.1})
    ink = style.ink if rng.random() < 0.7 else style.faint
    for room in shapes.layout.rooms:
        if room.polygon.area < 3 * shapes.scale**2 or rng.random() < 0.15:
            continue
        x0, y0, x1, y1 = room.polygon.bounds
        for vertical in (False, True):
            share = float(rng.uniform(0.15, 0.85))
            if vertical:
                cut = LineString([(x0 + share * (x1 - x0), y0 - 1), (x0 + share * (x1 - x0), y1 + 1)])
            else:
                cut = LineString([(x0 - 1, y0 + share * (y1 - y0)), (x1 + 1, y0 + share * (y1 - y0))])
            pieces = shapely.get_parts(cut.intersection(room.polygon))
            longest = max(pieces, key=lambda piece: piece.length, default=None)
            if longest is None or longest.length < 8 * size:
                continue
            ends = np.asarray(longest.coords)
            _measuring_arrow(canvas, ends[0], ends[-1], size, shaft, ink, style.thin)


def _measuring_arrow(
    canvas: Canvas, start: Array, end: Array, size: float, shaft: str, ink: tuple[int, int, int], thin: float
) -> None:
    along = (end - start) / np.hypot(*(end - start))
    side = np.array([-along[1], along[0]]) * size * 0.7
    for tip, inward in ((start, along), (end, -along)):
        back = tip + inward * size * 1.5
        canvas.fill(np.array([tip, back + side, back - side]), ink)
        if shaft == "stub":
            canvas.line([tip, tip + inward * size * 4], ink, thin)
    if shaft == "line":
        canvas.line([start, end], ink, thin * 0.7)
    elif shaft == "dotted":
        canvas.dashed(np.array([start, end]), ink, thin * 0.7, 1.5, 2.5)


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
            low = bar + (0.0, height)
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
    top, bottom = min(y, text_y - size * canvas.unit), max(y + height, text_y + size * canvas.unit)
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
