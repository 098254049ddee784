"""Drawing doors and passages; the region is the wall's thickness between the jambs, leaf and arc are not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from docparse.training.synth.plan.canvas import Array, Colour, arc
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.frame import Frame
from docparse.training.synth.plan.layout import DoorStyle, Opening
from docparse.training.synth.plan.style import DoorLook, GapKind, pick

# Widths in metres from which another kind of door becomes likely.
_NARROW, _WIDE = 0.5, 1.25


@dataclass(frozen=True)
class _Doorway:
    """An opening as whoever hangs a door in it sees it.

    Attributes:
        frame: Origin on the centre line at the hinge, x to the other jamb, y to the side the door opens to.
        width: Between the jambs, drawing pixels.
        half: Half the wall's thickness, drawing pixels.
        base: How far from the centre line leaves hang, drawing pixels.
        look: How doors are drawn.
        scale: Drawing pixels per metre.
    """

    frame: Frame
    width: float
    half: float
    base: float
    look: DoorLook
    scale: float

    def mirrored(self) -> _Doorway:
        """The same seen from the other jamb."""
        frame = self.frame
        turned = replace(frame, origin=frame.origin + self.width * frame.along, along=-frame.along)
        return replace(self, frame=turned)


def draw_door(desk: Desk, opening: Opening, scale: float) -> str:
    """Draw one door or passage, its gap included.

    Args:
        desk: The page being drawn.
        opening: In drawing pixels.
        scale: Drawing pixels per metre.

    Returns:
        How it was drawn: a door style, or ``bare``.
    """
    rng = desk.rng
    way = _doorway(desk, opening, scale)
    if opening.kind == "bare":
        _draw_passage(way, way.look.gap)
        return "bare"
    kind = opening.style or _kind(way.width / scale, rng)
    _draw_gap(way, way.look.gap)
    if kind in {"swing", "leaf"}:
        _swing(way, way.width, arc_drawn=kind == "swing")
    elif kind == "double":
        _pair(way, rng)
    elif kind == "sliding":
        _sliding(way, rng)
    elif kind == "folding":
        _folding(way, rng)
    else:
        _garage(way, rng)
    return kind


def _doorway(desk: Desk, opening: Opening, scale: float) -> _Doorway:
    start, end = np.asarray(opening.start, float), np.asarray(opening.end, float)
    if not opening.hinge_at_start:
        start, end = end, start
    width = float(np.hypot(*(end - start)))
    along = (end - start) / width
    left = np.array([along[1], -along[0]])
    # Turning the line round swaps its left and its right.
    across = left if opening.swings_left == opening.hinge_at_start else -left
    look = desk.style.cupboard if opening.cupboard else desk.style.door
    half = opening.thickness / 2
    # Leaf and arc hang on the face they swing to, or, now and then, on the centre line.
    base = half if desk.rng.random() < 0.7 else 0.0
    return _Doorway(
        Frame(desk.canvas, start, along, across, look.line, look.width), width, half, base, look, scale
    )


def _kind(width: float, rng: np.random.Generator) -> DoorStyle:
    if width < _NARROW:
        return pick(rng, {"swing": 0.6, "folding": 0.3, "leaf": 0.1})
    if width < _WIDE:
        return pick(rng, {"swing": 0.82, "sliding": 0.05, "folding": 0.04, "leaf": 0.03, "double": 0.06})
    return pick(rng, {"double": 0.55, "folding": 0.2, "sliding": 0.25})


def _draw_passage(way: _Doorway, gap: GapKind) -> None:
    if gap not in {"dashed", "threshold", "single"}:
        return
    frame = way.frame
    for y in (-way.half, way.half):
        frame.canvas.dashed(frame.at([(0, y), (way.width, y)]), frame.colour, frame.width * 0.7)


def _draw_gap(way: _Doorway, gap: GapKind) -> None:
    frame, width, half = way.frame, way.width, way.half
    thin = frame.width * 0.7
    if gap == "jambs":
        frame.line([(0, -half), (0, half)], 1.0)
        frame.line([(width, -half), (width, half)], 1.0)
    elif gap == "single":
        frame.line([(0, half), (width, half)], thin)
    elif gap == "threshold":
        for y in (-half, half):
            frame.line([(0, y), (width, y)], thin)
    elif gap == "dashed":
        for y in (-half, half):
            frame.canvas.dashed(frame.at([(0, y), (width, y)]), frame.colour, thin, 3.0, 3.0)


def _swing(way: _Doorway, width: float, *, arc_drawn: bool = True) -> None:
    """One leaf of a given width, hung at the origin."""
    frame, look = way.frame, way.look
    angle = np.radians(look.angle)
    hinge = np.array([0.0, way.base])
    sweep = arc((0.0, way.base), width, 0.0, angle)
    if look.filled is not None:
        frame.closed(np.concatenate([[hinge], sweep]), look.filled, stroked=False)
    _leaf(way, hinge, hinge + width * np.array([np.cos(angle), np.sin(angle)]))
    if not arc_drawn or look.arc == "none":
        return
    path = frame.at(sweep[[0, -1]] if look.chord else sweep)
    if look.arc == "dashed":
        frame.canvas.dashed(path, frame.colour, look.arc_width, 3.0, 2.5)
    else:
        frame.canvas.line(path, frame.colour, look.arc_width)


def _leaf(way: _Doorway, hinge: Array, tip: Array, thickness: float = 0.045) -> None:
    """A leaf from hinge to tip; ``thickness`` of a slab in metres."""
    frame = way.frame
    if way.look.leaf == "slab":
        along = (tip - hinge) / np.hypot(*(tip - hinge))
        side = np.array([along[1], -along[0]]) * thickness * way.scale
        frame.closed([hinge, tip, tip + side, hinge + side], frame.canvas.paper)
    else:
        frame.line([hinge, tip], frame.width * (2.2 if way.look.leaf == "thick" else 1.0))


def _pair(way: _Doorway, rng: np.random.Generator) -> None:
    """Two leaves that meet, in the middle or not."""
    first = way.width * (0.5 if rng.random() < 0.85 else float(rng.uniform(0.55, 0.72)))
    _swing(way, first)
    _swing(way.mirrored(), way.width - first)


def _sliding(way: _Doorway, rng: np.random.Generator) -> None:
    """Panels that overlap within the wall, or one panel that runs along its face."""
    frame, width, half = way.frame, way.width, way.half
    panel = max(min(half * 0.45, 0.06 * way.scale), 0.6 * frame.canvas.unit)
    fill: Colour = frame.canvas.paper if way.look.leaf != "thick" else frame.colour
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
            rest = frame.at([(width - slid, half), (width, half)])
            frame.canvas.dashed(rest, frame.colour, frame.width * 0.7)
    if rng.random() < 0.2:
        _arrow(way, half + 2.5 * panel)


def _arrow(way: _Doorway, y: float) -> None:
    """Shows which way a sliding door runs."""
    tip, tail, size = 0.25 * way.width, 0.75 * way.width, 0.08 * way.width
    way.frame.line([(tail, y), (tip, y)])
    way.frame.line([(tip + size, y - size / 2), (tip, y), (tip + size, y + size / 2)])


def _folding(way: _Doorway, rng: np.random.Generator) -> None:
    """Leaves folded into a zig-zag: cupboards and garden walls of glass."""
    pairs = max(1, round(way.width / way.scale / float(rng.uniform(0.3, 1.1))))
    reach = way.width / pairs
    closed = float(rng.uniform(0.55, 0.95))
    depth = reach / 2 * float(np.sqrt(1 - closed**2))
    meet = pairs >= 2 and rng.random() < 0.5
    for index in range(pairs):
        from_right = meet and index % 2 == 1
        hinge = index * reach + (reach if from_right else 0.0)
        step = (-1 if from_right else 1) * reach * closed / 2
        fold = np.array([(hinge, way.base), (hinge + step, way.base + depth), (hinge + 2 * step, way.base)])
        _leaf(way, fold[0], fold[1], 0.03)
        _leaf(way, fold[1], fold[2], 0.03)


def _garage(way: _Doorway, rng: np.random.Generator) -> None:
    """An up-and-over door: a panel within the wall, its track dashed on the floor."""
    frame, width, half = way.frame, way.width, way.half
    if rng.random() < 0.7:
        frame.rect(0, -half * 0.3, width, half * 0.3, frame.canvas.paper)
    else:
        frame.line([(0, 0), (width, 0)])
    if rng.random() < 0.6:
        reach = min(2.2 * half + 0.6 * width, width)
        track = frame.at([(0, half), (0, reach), (width, reach), (width, half)])
        frame.canvas.dashed(track, frame.colour, frame.width * 0.7)
