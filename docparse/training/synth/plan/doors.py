"""Drawing doors and passages; the region is the wall's thickness between the jambs, leaf and arc are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.canvas import Array, Canvas, Colour, arc, dashes
from docparse.training.synth.plan.frame import Frame
from docparse.training.synth.plan.layout import DoorStyle, Opening
from docparse.training.synth.plan.style import DoorLook, Style, pick

# Widths in metres from which another kind of door becomes likely.
_NARROW, _WIDE = 0.5, 1.25


def draw_door(desk: Desk, opening: Opening, scale: float) -> DoorStyle | str:
    """Draw one door or passage, its gap included.

    Args:
        desk: The page being drawn.
        opening: In drawing pixels.
        scale: Drawing pixels per metre.

    Returns:
        How it was drawn: a door style, or ``bare``.
    """
    canvas, style, rng = desk
    frame, width = _frame(canvas, opening, style.door)
    kind = "bare" if opening.kind == "bare" else opening.style or _kind(width / scale, rng)
    half = opening.thickness / 2
    _draw_gap(frame, width, half, style, bare=kind == "bare")
    # Leaf and arc hang on the face they swing to, or, as often, on the centre line.
    base = half if rng.random() < 0.7 else 0.0
    if kind in {"swing", "leaf"}:
        _swing(frame, width, base, style.door, scale, arc_drawn=kind == "swing")
    elif kind == "double":
        _pair(frame, width, base, style.door, scale, rng)
    elif kind == "sliding":
        _sliding(frame, width, half, style.door, scale, rng)
    elif kind == "folding":
        _folding(frame, width, half, base, style.door, scale, rng)
    elif kind == "garage":
        _garage(frame, width, half, rng)
    return kind


def _frame(canvas: Canvas, opening: Opening, look: DoorLook) -> tuple[Frame, float]:
    """A frame whose origin is the hinge, x towards the other jamb, y towards the side it opens to."""
    start, end = np.asarray(opening.start, float), np.asarray(opening.end, float)
    if not opening.hinge_at_start:
        start, end = end, start
    width = float(np.hypot(*(end - start)))
    along = (end - start) / width
    left = np.array([along[1], -along[0]])
    # Turning the line round swaps its left and its right.
    across = left if opening.swings_left == opening.hinge_at_start else -left
    return Frame(canvas, start, along, across, look.line, look.width), width


def _kind(width: float, rng: np.random.Generator) -> DoorStyle:
    if width < _NARROW:
        return pick(rng, {"swing": 0.6, "folding": 0.3, "leaf": 0.1})
    if width < _WIDE:
        return pick(rng, {"swing": 0.82, "sliding": 0.05, "folding": 0.04, "leaf": 0.03, "double": 0.06})
    return pick(rng, {"double": 0.55, "folding": 0.2, "sliding": 0.25})


def _draw_gap(frame: Frame, width: float, half: float, style: Style, *, bare: bool) -> None:
    gap = style.door.gap
    if bare:
        if gap in {"dashed", "threshold", "single"}:
            for y in (-half, half):
                frame.canvas.dashed(frame.at([(0, y), (width, y)]), frame.colour, frame.width * 0.7)
        return
    if gap == "jambs":
        frame.line([(0, -half), (0, half)], 1.0)
        frame.line([(width, -half), (width, half)], 1.0)
    elif gap in {"threshold", "dashed"}:
        for y in (-half, half):
            path = frame.at([(0, y), (width, y)])
            if gap == "dashed":
                frame.canvas.dashed(path, frame.colour, frame.width * 0.7, 3.0, 3.0)
            else:
                frame.canvas.line(path, frame.colour, frame.width * 0.7)
    elif gap == "single":
        frame.line([(0, half), (width, half)], frame.width * 0.7)


def _swing(
    frame: Frame, width: float, base: float, look: DoorLook, scale: float, *, arc_drawn: bool = True
) -> None:
    """One leaf hung at the origin; ``base`` is how far from the centre line it hangs."""
    angle = np.radians(look.angle)
    tip = np.array([width * np.cos(angle), base + width * np.sin(angle)])
    sweep = arc((0.0, base), width, 0.0, angle)
    if look.filled is not None:
        frame.closed(np.concatenate([[(0.0, base)], sweep]), look.filled, stroked=False)
    _leaf(frame, np.array([0.0, base]), tip, look, scale)
    if not arc_drawn or look.arc == "none":
        return
    if look.chord:
        sweep = np.array([sweep[0], sweep[-1]])
    path = frame.at(sweep)
    if look.arc == "dashed":
        frame.canvas.dashed(path, frame.colour, look.arc_width, 3.0, 2.5)
    else:
        frame.canvas.line(path, frame.colour, look.arc_width)


def _leaf(frame: Frame, hinge: Array, tip: Array, look: DoorLook, scale: float) -> None:
    if look.leaf == "slab":
        along = (tip - hinge) / np.hypot(*(tip - hinge))
        side = np.array([along[1], -along[0]]) * 0.045 * scale
        frame.closed([hinge, tip, tip + side, hinge + side], frame.canvas.paper)
    else:
        frame.line([hinge, tip], frame.width * (2.2 if look.leaf == "thick" else 1.0))


def _mirrored(frame: Frame, width: float) -> Frame:
    return replace(frame, origin=frame.origin + width * frame.along, along=-frame.along)


def _pair(
    frame: Frame, width: float, base: float, look: DoorLook, scale: float, rng: np.random.Generator
) -> None:
    """Two leaves that meet, in the middle or not."""
    first = width * (0.5 if rng.random() < 0.85 else float(rng.uniform(0.55, 0.72)))
    _swing(frame, first, base, look, scale)
    _swing(_mirrored(frame, width), width - first, base, look, scale)


def _sliding(
    frame: Frame, width: float, half: float, look: DoorLook, scale: float, rng: np.random.Generator
) -> None:
    """Panels that overlap within the wall, or one panel that runs along its face."""
    panel = max(min(half * 0.45, 0.06 * scale), 0.6 * frame.canvas.unit)
    fill: Colour | None = frame.canvas.paper if look.leaf != "thick" else frame.colour
    if rng.random() < 0.65:
        count = int(rng.integers(2, 4))
        reach = width / count
        for index in range(count):
            y = -panel if index % 2 else 0.0
            frame.rect(max(0.0, index * reach - 0.05 * width), y, (index + 1) * reach, y + panel, fill)
    else:
        slid = float(rng.uniform(0.1, 0.9)) * width
        frame.rect(-slid, half, width - slid, half + panel, fill)
        if rng.random() < 0.5:
            frame.canvas.dashed(
                frame.at([(width - slid, half), (width, half)]), frame.colour, frame.width * 0.7
            )
    if rng.random() < 0.2:
        _arrow(frame, width, half + 2.5 * panel)


def _arrow(frame: Frame, width: float, y: float) -> None:
    """Shows which way a sliding door runs."""
    tip, tail, size = 0.25 * width, 0.75 * width, 0.08 * width
    frame.line([(tail, y), (tip, y)])
    frame.line([(tip + size, y - size / 2), (tip, y), (tip + size, y + size / 2)])


def _folding(
    frame: Frame,
    width: float,
    half: float,
    base: float,
    look: DoorLook,
    scale: float,
    rng: np.random.Generator,
) -> None:
    """Leaves folded into a zig-zag: cupboards and garden walls of glass."""
    pairs = max(1, round(width / scale / float(rng.uniform(0.6, 1.1))))
    reach = width / pairs
    closed = float(rng.uniform(0.55, 0.95))
    depth = reach / 2 * float(np.sqrt(max(1 - closed**2, 0.05)))
    y = base if rng.random() < 0.7 else half
    meet = pairs >= 2 and rng.random() < 0.5
    for index in range(pairs):
        left = index * reach
        right_hung = bool(index % 2) if meet else False
        hinge = left + reach if right_hung else left
        step = (-1 if right_hung else 1) * reach * closed / 2
        points = np.array([(hinge, y), (hinge + step, y + depth), (hinge + 2 * step, y)])
        for a, b in ((0, 1), (1, 2)):
            _leaf(frame, points[a], points[b], look, scale * 0.7)


def _garage(frame: Frame, width: float, half: float, rng: np.random.Generator) -> None:
    """An up-and-over door: a panel within the wall, its track dashed on the floor."""
    if rng.random() < 0.7:
        frame.rect(0, -half * 0.3, width, half * 0.3, frame.canvas.paper)
    else:
        frame.line([(0, 0), (width, 0)])
    if rng.random() < 0.6:
        reach = min(2.2 * half + 0.6 * width, width)
        for path in ([(0, half), (0, reach)], [(width, half), (width, reach)], [(0, reach), (width, reach)]):
            frame.canvas.lines(
                dashes(frame.at(path), 5 * frame.canvas.unit, 4 * frame.canvas.unit),
                frame.colour,
                frame.width * 0.7,
            )
