"""Dimension chains around a plan, and the triangles that show where its rooms were measured."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from docparse.training.synth.plan.canvas import Array, Colour, arc
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.labels import feet
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.style import pick


@dataclass(frozen=True)
class Line:
    """An upright or level line that a chain runs along.

    Attributes:
        level: Its x when upright, its y when level; drawing pixels.
        vertical: Whether it is upright.
        inward: 1 when the plan lies towards larger coordinates, -1 otherwise.
    """

    level: float
    vertical: bool
    inward: int

    def at(self, along: float, toward: float = 0.0) -> tuple[float, float]:
        """A point on the line, or ``toward`` nearer to the plan."""
        across = self.level + self.inward * toward
        return (across, along) if self.vertical else (along, across)


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
    habit = _Habit(
        ends=pick(rng, {"tick": 0.6, "arrow": 0.2, "dot": 0.1, "cross": 0.1}),
        written=pick(rng, {"m": 0.4, "cm": 0.2, "mm": 0.15, "feet": 0.25}),
        thin=min(style.thin, 0.8),
    )
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
            at = {0: y0 - offset, 1: x1 + offset, 2: y1 + offset, 3: x0 - offset}[side]
            line = Line(level=at, vertical=side in {1, 3}, inward=1 if side in {0, 3} else -1)
            _chain(desk, marks, line, shapes.scale, habit)
            reach = max(reach, offset + 8 * unit)
    return reach


def draw_inner_chains(desk: Desk, shapes: Shapes) -> None:
    """Dimension lines inside rooms, wall face to wall face, with their lengths."""
    rng = desk.rng
    habit = _Habit(
        ends=pick(rng, {"tick": 0.5, "arrow": 0.4, "dot": 0.1}),
        written=pick(rng, {"m": 0.5, "cm": 0.3, "mm": 0.1, "feet": 0.1}),
        thin=min(desk.style.thin, 0.8),
    )
    for room in shapes.layout.rooms:
        if room.railed or room.polygon.area < 2.5 * shapes.scale**2:
            continue
        for vertical in (False, True):
            span = _span(room.polygon, vertical, float(rng.uniform(0.1, 0.9)))
            if span is None or rng.random() < 0.25:
                continue
            x0, y0, x1, y1 = span
            marks, level = (np.array([y0, y1]), x0) if vertical else (np.array([x0, x1]), y0)
            _chain(desk, marks, Line(level, vertical, 1), shapes.scale, habit)


def _span(polygon: Polygon, vertical: bool, share: float) -> tuple[float, float, float, float] | None:
    """The longest straight way across a room at a share of its other extent; its ends."""
    x0, y0, x1, y1 = polygon.bounds
    if vertical:
        x = x0 + share * (x1 - x0)
        cut = LineString([(x, y0 - 1), (x, y1 + 1)])
    else:
        y = y0 + share * (y1 - y0)
        cut = LineString([(x0 - 1, y), (x1 + 1, y)])
    parts = [part for part in shapely.get_parts(cut.intersection(polygon)) if isinstance(part, LineString)]
    longest = max(parts, key=lambda part: part.length, default=None)
    return None if longest is None else longest.bounds


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


@dataclass(frozen=True)
class _Habit:
    """How the chains of a page are drawn.

    Attributes:
        ends: ``tick``, ``arrow``, ``dot`` or ``cross``.
        written: ``m``, ``cm``, ``mm`` or ``feet``.
        thin: Line width, page pixels.
    """

    ends: str
    written: str
    thin: float


def _chain(desk: Desk, marks: Array, line: Line, scale: float, habit: _Habit) -> None:
    """One chain with its lengths."""
    canvas, style, _ = desk
    unit = canvas.unit
    over = 4 * unit
    canvas.line([line.at(marks[0] - over), line.at(marks[-1] + over)], style.ink, habit.thin)
    for mark in marks:
        canvas.line([line.at(mark, -over), line.at(mark, 2 * over)], style.ink, habit.thin * 0.8)
        _end(desk, line.at(mark), line.vertical, habit)
    for low, high in pairwise(marks):
        text = _written((high - low) / scale, habit.written, style.label.language)
        size = min(style.label.size * 0.75, 9.0)
        if len(text) * 0.5 * size * unit < (high - low) * 1.1:
            middle = line.at((low + high) / 2)
            middle = (middle[0] - 4.5 * unit * line.vertical, middle[1] - 4.5 * unit * (not line.vertical))
            turn = int(line.vertical)
            canvas.text(text, middle, style.label.detail_font, size, style.ink, turn=turn)


def _written(length: float, how: str, language: str) -> str:
    """A length in metres as printed."""
    if how == "feet":
        return feet(length, "-", '"')
    text = {"m": f"{length:.2f}", "cm": f"{length * 100:.0f}", "mm": f"{length * 1000:.0f}"}[how]
    return text if language in {"en", "us"} else text.replace(".", ",")


def _end(desk: Desk, at: tuple[float, float], vertical: bool, habit: _Habit) -> None:
    """What marks the end of one length."""
    canvas, style, _ = desk
    size = 2.6 * canvas.unit
    spot = np.array(at)
    if habit.ends == "dot":
        canvas.fill(arc(at, size * 0.6, 0.0, 2 * np.pi), style.ink)
    elif habit.ends == "arrow":
        along, across = np.eye(2)[[1, 0] if vertical else [0, 1]] * size
        for side in (-1, 1):
            back = spot + side * 1.6 * along
            canvas.fill(np.array([spot, back - 0.5 * across, back + 0.5 * across]), style.ink)
    else:
        canvas.line([(at[0] - size, at[1] + size), (at[0] + size, at[1] - size)], style.ink, habit.thin * 1.6)
        if habit.ends == "cross":
            canvas.line([spot - size, spot + size], style.ink, habit.thin)


def draw_measuring_arrows(desk: Desk, shapes: Shapes) -> None:
    """Small triangles, or arrows with a shaft, on the faces between which each room was measured."""
    canvas, style, rng = desk
    size = float(rng.uniform(1.6, 3.6)) * canvas.unit
    shaft = pick(rng, {"none": 0.6, "line": 0.15, "dotted": 0.15, "stub": 0.1})
    ink = style.ink if rng.random() < 0.7 else style.faint
    for room in shapes.layout.rooms:
        if room.polygon.area < 3 * shapes.scale**2 or rng.random() < 0.15:
            continue
        for vertical in (False, True):
            span = _span(room.polygon, vertical, float(rng.uniform(0.15, 0.85)))
            if span is None or span[2] - span[0] + span[3] - span[1] < 8 * size:
                continue
            _measuring_arrow(desk, np.array(span).reshape(2, 2), size, shaft, ink)


def _measuring_arrow(desk: Desk, ends: Array, size: float, shaft: str, ink: Colour) -> None:
    """One pair of triangles, tips on the faces."""
    canvas, thin = desk.canvas, desk.style.thin
    start, end = ends
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
