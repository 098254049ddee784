"""Drawing stairs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from docparse.training.synth.plan.canvas import STAIRS, Array, Canvas, arc
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.frame import Frame
from docparse.training.synth.plan.layout import Stairs
from docparse.training.synth.plan.style import pick

# Metres from which a flight is wide enough to turn back beside itself.
_DOGLEG = 1.6


@dataclass(frozen=True)
class _Flight:
    """A flight in its own frame.

    Attributes:
        frame: x up the climb, y across it, from the corner where both are least.
        length: Along x, drawing pixels.
        width: Along y, drawing pixels.
        tread: Depth of one tread, drawing pixels.
        scale: Drawing pixels per metre.
    """

    frame: Frame
    length: float
    width: float
    tread: float
    scale: float


def draw_stairs(desk: Desk, stairs: Stairs, scale: float) -> None:
    """Draw one flight: treads, and an arrow, a cut line or handrails as habits go; mark it.

    Args:
        desk: The page being drawn.
        stairs: In drawing pixels.
        scale: Drawing pixels per metre.
    """
    canvas, style, rng = desk
    if stairs.style == "spiral":
        _spiral(desk, stairs, scale)
    else:
        _straight(desk, stairs, _flight(desk, stairs, scale))
    canvas.outline(stairs.polygon, style.ink, style.thin)
    canvas.mark(stairs.polygon, STAIRS)
    if rng.random() < 0.3:
        word = str(rng.choice(["UP", "Up", "DN", "Dn", "Down"]))
        foot = stairs.polygon.centroid
        reach = 0.45 * np.asarray(stairs.direction) * np.sqrt(stairs.polygon.area)
        canvas.text(word, (foot.x - reach[0], foot.y - reach[1]), style.label.font, 7.0, style.ink)


def _flight(desk: Desk, stairs: Stairs, scale: float) -> _Flight:
    climb = np.asarray(stairs.direction, float)
    climb = climb / max(float(np.hypot(*climb)), 1e-9)
    side = np.array([-climb[1], climb[0]])
    corners = np.asarray(stairs.polygon.exterior.coords) @ np.stack([climb, side], axis=1)
    low, high = corners.min(0), corners.max(0)
    origin = low[0] * climb + low[1] * side
    frame = Frame(desk.canvas, origin, climb, side, desk.style.ink, desk.style.thin)
    length, width = high - low
    return _Flight(frame, float(length), float(width), float(desk.rng.uniform(0.2, 0.32)) * scale, scale)


def _straight(desk: Desk, stairs: Stairs, flight: _Flight) -> None:
    rng = desk.rng
    end = pick(rng, {"none": 0.6, "landing": 0.2, "winders": 0.2})
    rest = min(flight.width, 0.45 * flight.length) if end != "none" else 0.0

    def paint(part: Canvas, box: tuple[float, float, float, float]) -> None:
        # The painter sees only the part of the sheet around the flight.
        frame = replace(flight.frame, canvas=part, origin=flight.frame.origin - box[:2])
        for level in np.arange(0.0, flight.length - rest + 1e-6, flight.tread):
            frame.line([(level, 0), (level, flight.width)])
        if end == "winders":
            _winders(frame, flight, rest)
        if flight.width > _DOGLEG * flight.scale:
            for across in (-0.04, 0.04):
                y = flight.width / 2 + across * flight.scale
                frame.line([(0, y), (flight.length - rest, y)])

    desk.canvas.clipped(stairs.polygon, paint)
    if rng.random() < 0.55:
        _arrow(flight, solid=bool(rng.random() < 0.5))
    if rng.random() < 0.25:
        _cut(flight, float(rng.uniform(0.4, 0.8)))
    if rng.random() < 0.3:
        rail = 0.06 * flight.scale
        for y in (rail, flight.width - rail):
            flight.frame.line([(0, y), (flight.length, y)])


def _winders(frame: Frame, flight: _Flight, rest: float) -> None:
    """Treads that fan out from one corner, where the flight turns."""
    corner = np.array([flight.length - rest, 0.0])
    frame.line([(corner[0], 0), (corner[0], flight.width)])
    for angle in np.linspace(np.pi / 2, 0, 5)[1:-1]:
        frame.line([corner, corner + 2 * rest * np.array([np.cos(angle), np.sin(angle)])])


def _arrow(flight: _Flight, *, solid: bool) -> None:
    """An arrow up the climb."""
    middle, head, tip = flight.width / 2, 0.12 * flight.scale, flight.length - flight.tread / 2
    flight.frame.line([(flight.tread / 2, middle), (tip, middle)])
    barbs = [(tip - head, middle - 0.6 * head), (tip, middle), (tip - head, middle + 0.6 * head)]
    if solid:
        flight.frame.closed(barbs, flight.frame.colour)
    else:
        flight.frame.line(barbs)


def _cut(flight: _Flight, share: float) -> None:
    """The zigzag line where the storey's section cuts the flight."""
    at, width = share * flight.length, flight.width
    lean = 0.25 * width
    path = [
        (at - lean, 0), (at - lean / 8, 0.45 * width), (at + lean / 2, 0.45 * width),
        (at - lean / 2, 0.55 * width), (at + lean / 8, 0.55 * width), (at + lean, width),
    ]  # fmt: skip
    flight.frame.line(path)


def _spiral(desk: Desk, stairs: Stairs, scale: float) -> None:
    """Treads like spokes around a newel, all the way round or most of it."""
    canvas, style, rng = desk
    centre = stairs.polygon.centroid
    x0, y0, x1, y1 = stairs.polygon.bounds
    radius = min(x1 - x0, y1 - y0) / 2
    start, sweep = rng.uniform(0, 2 * np.pi), float(rng.choice([2 * np.pi, 1.7 * np.pi]))
    angles = start + np.linspace(0, sweep, int(rng.integers(11, 20)))
    newel = 0.06 * scale
    spokes: list[Array] = [
        np.array([(centre.x, centre.y)]) + np.outer([newel, radius], [np.cos(angle), np.sin(angle)])
        for angle in angles
    ]
    canvas.lines(spokes, style.ink, style.thin)
    canvas.outline(arc((centre.x, centre.y), newel, 0.0, 2 * np.pi), style.ink, style.thin)
    if rng.random() < 0.5:
        canvas.line(arc((centre.x, centre.y), 0.6 * radius, float(angles[0]), sweep), style.ink, style.thin)
