"""Small marks in and around a plan: entrance arrows, section marks, roof outlines, watermarks."""

from __future__ import annotations

import cv2
import numpy as np
import shapely
from shapely.geometry import Point as Spot

from docparse.training.synth.plan.canvas import Array, Colour, arc, glyphs
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.frame import Frame, upright
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.style import grey, pick, tint
from docparse.training.synth.plan.words import COMPANIES, MARKS


def draw_marks(desk: Desk, shapes: Shapes) -> None:
    """Draw what a storey carries besides its parts; none of it has a class of its own."""
    _, style, rng = desk
    if rng.random() < (0.6 if style.look == "agent" else 0.25):
        _draw_entrance(desk, shapes)
    if rng.random() < 0.3:
        _draw_letters(desk, shapes)
    if style.look in {"architect", "survey", "working"}:
        if rng.random() < 0.3:
            draw_cut(desk, shapes)
        if rng.random() < 0.3:
            _draw_roof(desk, shapes)
    if rng.random() < 0.12:
        _draw_shaft(desk, shapes)


def _draw_entrance(desk: Desk, shapes: Shapes) -> None:
    """An arrow before one outer door, with or without a word."""
    canvas, style, rng = desk
    doors = [each for each in shapes.layout.openings if each.kind == "door" and each.exterior]
    if not doors:
        return
    door = doors[int(rng.integers(len(doors)))]
    start, end = np.asarray(door.start), np.asarray(door.end)
    along = (end - start) / np.hypot(*(end - start))
    out = np.array([along[1], -along[0]])
    middle, reach = (start + end) / 2, door.thickness / 2
    inside = shapely.union_all([room.polygon for room in shapes.layout.rooms])
    if inside.contains(Spot(middle + out * (reach + 0.3 * shapes.scale))):
        out = -out
    gap = float(rng.uniform(0.05, 0.6)) * shapes.scale
    size = float(rng.uniform(4, 9)) * canvas.unit
    colour = style.ink if rng.random() < 0.75 else grey(rng, 100, 180)
    # Frame: the tip at the origin, y pointing away from the house.
    frame = Frame(canvas, middle + out * (reach + gap), along, out, colour, style.thin)
    _entrance_arrow(
        frame, size, pick(rng, {"block": 0.5, "triangle": 0.25, "line": 0.25}), rng.random() < 0.5
    )
    if rng.random() < 0.55:
        word = str(rng.choice(["IN", "In", "Entrance", "ENTRANCE", "Entry", "EXIT"]))
        at = middle + out * (reach + gap + 2.6 * size)
        canvas.text(word, (at[0], at[1]), style.label.font, style.label.size * 0.8, style.label.colour)


def _entrance_arrow(frame: Frame, size: float, kind: str, filled: bool) -> None:
    fill = frame.colour if filled else frame.canvas.paper
    if kind == "block":
        frame.closed(
            np.array([(0, 0), (1, 1), (0.5, 1), (0.5, 2), (-0.5, 2), (-0.5, 1), (-1, 1)]) * size, fill
        )
    elif kind == "triangle":
        frame.closed([(0, 0), (0.7 * size, 1.2 * size), (-0.7 * size, 1.2 * size)], fill)
    else:
        frame.line([(0, 0), (0, 2 * size)])
        frame.line([(-0.5 * size, 0.7 * size), (0, 0), (0.5 * size, 0.7 * size)])


def _draw_letters(desk: Desk, shapes: Shapes) -> None:
    """Single letters and short words: boiler, tank, fireplace; boxed, circled or bare."""
    canvas, style, rng = desk
    for room in shapes.layout.rooms:
        if room.railed or rng.random() > 0.15:
            continue
        x0, y0, x1, y1 = room.polygon.bounds
        at = (float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1)))
        size = float(rng.uniform(5, 9))
        reach = size * canvas.unit * 0.6
        if not room.polygon.buffer(-reach).contains(Spot(at)):
            continue
        word = MARKS[int(rng.integers(len(MARKS)))]
        kind = rng.random()
        frame = upright(canvas, at, 0.0, style.ink, style.thin)
        if kind < 0.35 and len(word) < 3:
            frame.rect(-reach, -reach, reach, reach)
        elif kind < 0.5 and len(word) < 3:
            frame.ellipse(0, 0, reach, reach)
        canvas.text(word, at, style.label.font, size, style.ink)


def draw_cut(desk: Desk, shapes: Shapes) -> None:
    """A cut through the storey, or only its ends: a circle with a triangle, or a heavy stroke."""
    canvas, style, rng = desk
    bounds = np.array(shapes.bounds)
    axis = int(rng.integers(2))
    out = float(rng.uniform(10, 60)) * canvas.unit
    ends = np.full((2, 2), rng.uniform(bounds[axis], bounds[axis + 2]))
    ends[:, 1 - axis] = bounds[1 - axis] - out, bounds[3 - axis] + out
    along = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
    aside = np.array([along[1], -along[0]]) * float(rng.choice([-1, 1]))
    reach = pick(rng, {"through": 0.5, "stubs": 0.5})
    if reach == "through" and rng.random() < 0.6:
        canvas.line(ends, style.ink, style.thin * 0.7)
    elif reach == "through":
        canvas.dashed(ends, style.ink, style.thin * 0.7, 16.0, 3.0)
    size = float(rng.uniform(5, 10)) * canvas.unit
    heavy = rng.random() < 0.4
    for end, inwards in zip(ends, (along, -along), strict=True):
        stub = np.stack([end, end + inwards * out * 0.6])
        canvas.line(stub, style.ink, style.thin * (4.0 if heavy else 1.2))
        if heavy and rng.random() < 0.6:
            canvas.line(np.stack([end, end + aside * size]), style.ink, style.thin * 4.0)
            continue
        canvas.fill(np.array([end + aside * size * 1.6, end + along * size, end - along * size]), style.ink)
        circle = arc((end[0], end[1]), size, 0.0, 2 * np.pi)
        canvas.fill(circle, canvas.paper)
        canvas.outline(circle, style.ink, style.thin)
        canvas.line([(end[0] - size, end[1]), (end[0] + size, end[1])], style.ink, style.thin * 0.7)
        for text, level in ((str(int(rng.integers(1, 9))), -0.45), (f"A{int(rng.integers(1, 9))}", 0.45)):
            at = (end[0], end[1] + level * size)
            canvas.text(text, at, style.label.font, 0.7 * size / canvas.unit, style.ink)


def _draw_roof(desk: Desk, shapes: Shapes) -> None:
    """The eaves, dashed around the outer walls."""
    canvas, style, rng = desk
    over = float(rng.uniform(0.3, 0.9)) * shapes.scale
    covered = shapely.union_all([shapes.outer, *(room.polygon for room in shapes.layout.rooms)])
    eaves = covered.buffer(over, join_style="mitre")
    for part in shapely.get_parts(eaves):
        canvas.dashed(np.asarray(part.exterior.coords), style.faint, style.thin, 7.0, 4.0)


def _draw_shaft(desk: Desk, shapes: Shapes) -> None:
    """A small crossed box in a corner of a room: a flue or a duct."""
    canvas, style, rng = desk
    room = shapes.layout.rooms[int(rng.integers(len(shapes.layout.rooms)))]
    corner = np.asarray(room.polygon.exterior.coords)[0]
    size = float(rng.uniform(0.15, 0.3)) * shapes.scale
    frame = upright(canvas, corner + size * 0.9, 0.0, style.ink, style.thin)
    frame.rect(-size, -size, size, size, canvas.paper)
    frame.line([(-size, -size), (size, size)])
    frame.line([(size, -size), (-size, size)])


def draw_watermark(desk: Desk) -> None:
    """A pale word or emblem over the page, once or tiled."""
    canvas, style, rng = desk
    height, width = canvas.mask.shape
    strength = float(rng.uniform(0.05, 0.3))
    colour: Colour = grey(rng, 90, 200) if rng.random() < 0.7 else tint(rng, 80, 220)
    word = COMPANIES[int(rng.integers(len(COMPANIES)))]
    size = round(width * float(rng.uniform(0.05, 0.16)))
    stamp = glyphs(word, style.label.font, size)
    if rng.random() < 0.25:
        stamp = _emblem(round(0.6 * width), rng)
    stamp = _spun(stamp, float(rng.choice([0.0, 30.0, 45.0, -30.0])))
    stamp = (stamp * strength).astype(np.uint8)
    tiled = rng.random() < 0.25
    spots = rng.random((int(rng.integers(4, 12)) if tiled else 1, 2))
    for x, y in spots if tiled else spots * 0.4 + 0.3:
        canvas.blend(stamp, (x * width - stamp.shape[1] / 2, y * height - stamp.shape[0] / 2), colour)


def _emblem(size: int, rng: np.random.Generator) -> Array:
    """Broad rings and bars, as in a monogram."""
    stencil = np.zeros((size, size), np.uint8)
    thick = round(size * float(rng.uniform(0.06, 0.14)))
    centre = (size // 2, size // 2)
    for _ in range(int(rng.integers(1, 4))):
        cv2.circle(stencil, centre, int(size * rng.uniform(0.15, 0.42)), 255, thick, cv2.LINE_AA)
    for _ in range(int(rng.integers(0, 4))):
        ends = rng.integers(size // 6, size * 5 // 6, (2, 2))
        cv2.line(stencil, tuple(map(int, ends[0])), tuple(map(int, ends[1])), 255, thick, cv2.LINE_AA)
    return stencil


def _spun(stencil: Array, degrees: float) -> Array:
    """A stencil turned about its centre, whole."""
    if not degrees:
        return stencil
    height, width = stencil.shape
    turn = np.radians(abs(degrees))
    wide = round(width * np.cos(turn) + height * np.sin(turn))
    tall = round(width * np.sin(turn) + height * np.cos(turn))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix[:, 2] += ((wide - width) / 2, (tall - height) / 2)
    turned: Array = cv2.warpAffine(stencil, matrix, (wide, tall))
    return turned
