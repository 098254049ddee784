"""Room labels: name, dimensions and area as printed, set where they fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry import Polygon, box

from docparse.training.synth.plan.canvas import Canvas, arc, glyphs
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.layout import Room
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.space import Box, Space
from docparse.training.synth.plan.style import LabelLook
from docparse.training.synth.plan.words import ROOMS

_FEET = 3.280839895
_SQUARE_FEET = 10.7639104
# Smallest em, in page pixels, that is still worth printing.
_SMALLEST = 5.0


@dataclass(frozen=True)
class Label:
    """What was printed for one room.

    Attributes:
        lines: The lines as printed; the name first.
        area_text: The line that gives the area, or None.
        dimension_texts: The lines that give dimensions.
        box: Drawing pixels, x0, y0, x1, y1.
    """

    lines: tuple[str, ...]
    area_text: str | None
    dimension_texts: tuple[str, ...]
    box: Box


def draw_labels(desk: Desk, shapes: Shapes, space: Space) -> tuple[Label | None, ...]:
    """Print the labels of one storey.

    Args:
        desk: The page being drawn.
        shapes: The storey.
        space: What is free of the page, for labels called out.

    Returns:
        One entry for each of the layout's rooms; None where nothing was printed.
    """
    return tuple(_label(desk, room, shapes, space) for room in shapes.layout.rooms)


def _label(desk: Desk, room: Room, shapes: Shapes, space: Space) -> Label | None:
    canvas, style, rng = desk
    look = style.label
    size, scale = look.size, shapes.scale
    if rng.random() < look.skipped:
        return None
    lines, area, dimensions = _words(room.polygon, room.type, scale, look, rng)
    if room.type in {"closet", "hall", "storage", "toilet"} and rng.random() < 0.7:
        lines, area, dimensions = lines[:1], None, ()
    if room.type == "closet" and rng.random() < 0.6:
        return None
    spot = _spot(room.polygon)
    for shrink in (1.0, 0.85, 0.7, 0.55):
        fitted = size * shrink
        if fitted < _SMALLEST and shrink < 1:
            break
        for turn in (0, 1):
            width, height = _extent(lines, look, fitted * canvas.unit)
            wide, tall = (width, height) if turn == 0 else (height, width)
            area_taken = box(spot[0] - wide / 2, spot[1] - tall / 2, spot[0] + wide / 2, spot[1] + tall / 2)
            if area_taken.difference(room.polygon).area < 0.08 * area_taken.area:
                taken = _print(canvas, lines, spot, fitted, look, turn=turn)
                return Label(lines, area, dimensions, taken)
    if style.called_out:
        called = _call_out(desk, lines, spot, shapes.bounds, space)
        return None if called is None else Label(lines, area, dimensions, called)
    if rng.random() < 0.5:
        return None
    # Draughtsmen let a name run over the walls rather than drop it.
    taken = _print(canvas, lines[:1], spot, max(_SMALLEST, size * 0.6), look)
    return Label(lines[:1], None, (), taken)


def _call_out(
    desk: Desk, lines: tuple[str, ...], spot: tuple[float, float], bounds: Box, space: Space
) -> Box | None:
    """Print a label beside the plan, boxed or not, and lead a line from it into the room."""
    canvas, style, rng = desk
    size = style.label.size * float(rng.uniform(0.8, 1.0))
    width, height = _extent(lines, style.label, size * canvas.unit)
    gap = 10 * canvas.unit
    left, right = bounds[0] - gap - width, bounds[2] + gap
    nearer_left = spot[0] - bounds[0] < bounds[2] - spot[0]
    sides = (left, right) if nearer_left else (right, left)
    spots = [(x, spot[1] - height / 2 + dy * height) for x in sides for dy in (0.0, -0.8, 0.8)]
    area = space.place(width, height, spots)
    if area is None:
        return None
    middle = ((area[0] + area[2]) / 2, (area[1] + area[3]) / 2)
    start = (area[2] if middle[0] < spot[0] else area[0], middle[1])
    lift = float(rng.choice([0.0, 0.0, 0.25])) * abs(spot[0] - start[0])
    bend = ((start[0] + spot[0]) / 2, min(start[1], spot[1]) - lift)
    at = np.linspace(0, 1, 16)[:, None]
    curve = (1 - at) ** 2 * start + 2 * at * (1 - at) * bend + at**2 * spot
    canvas.line(curve if lift else np.array([start, spot]), style.faint, style.thin)
    if rng.random() < 0.5:
        canvas.fill(arc(spot, 1.5 * canvas.unit, 0.0, 2 * np.pi), style.ink)
    look = replace(style.label, boxed=style.label.boxed or bool(rng.random() < 0.7))
    return _print(canvas, lines, middle, size, look)


def _spot(polygon: Polygon) -> tuple[float, float]:
    point = shapely.maximum_inscribed_circle(polygon, tolerance=max(1.0, 0.02 * polygon.length))
    x, y = point.coords[0]
    return (float(x), float(y))


def _words(
    polygon: Polygon, kind: str, scale: float, look: LabelLook, rng: np.random.Generator
) -> tuple[tuple[str, ...], str | None, tuple[str, ...]]:
    names = ROOMS.get(kind, ROOMS["other"])[look.language]
    name = names[int(rng.integers(len(names)))]
    name = name.upper() if look.case == "upper" else name.lower() if look.case == "lower" else name
    lines = [name]
    if look.case != "lower" and " " in name and len(name) > 14:
        cut = (
            name.rindex(" ", 0, len(name) * 2 // 3) if " " in name[: len(name) * 2 // 3] else name.index(" ")
        )
        lines = [name[:cut], name[cut + 1 :]]
    x0, y0, x1, y1 = polygon.bounds
    sides = ((x1 - x0) / scale, (y1 - y0) / scale)
    area = polygon.area / scale**2
    area_text: str | None = None
    dimensions: list[str] = []
    for what in look.lines:
        if what == "area":
            area_text = _area(area, look.language, rng)
            lines.append(area_text)
        elif what == "area_ft":
            area_text = f"{area * _SQUARE_FEET:.0f} {'SQ FT' if look.case == 'upper' else 'sq ft'}"
            lines.append(area_text)
        else:
            text = metric(sides, look.language, rng) if what == "metric" else imperial(sides, rng)
            text = f"({text})" if dimensions and rng.random() < 0.6 else text
            dimensions.append(text)
            lines.append(text)
    return tuple(lines), area_text, tuple(dimensions)


def _area(area: float, language: str, rng: np.random.Generator) -> str:
    text = f"{area:.{int(rng.choice([1, 2], p=[0.3, 0.7]))}f}"
    if language not in {"en", "us"} and rng.random() < 0.85:
        text = text.replace(".", ",")
    unit = str(
        rng.choice(["m²", "m²", "m2", "sq m" if language == "en" else "m²", "mq" if language == "it" else ""])
    )
    return f"{text} {unit}".strip()


def metric(sides: tuple[float, float], language: str, rng: np.random.Generator) -> str:
    """Two sides in metres, as printed: ``3.84 x 3.70``, ``3,84m x 3,70m``."""
    places = int(rng.choice([1, 2], p=[0.3, 0.7]))
    unit = str(rng.choice(["", "m", "m"]))
    texts = [f"{side:.{places}f}{unit}" for side in sides]
    if language not in {"en", "us"} and rng.random() < 0.8:
        texts = [text.replace(".", ",") for text in texts]
    return _crossed(texts, rng)


def imperial(sides: tuple[float, float], rng: np.random.Generator) -> str:
    """Two sides in feet and inches, as printed: ``12'7 x 12'2``, ``12' 7" x 12' 2"``."""
    space, mark = str(rng.choice(["", "", " "])), str(rng.choice(["", '"']))
    return _crossed([feet(side, space, mark) for side in sides], rng)


def feet(metres: float, space: str = "", mark: str = '"') -> str:
    """A length in feet and inches."""
    inches = round(metres * _FEET * 12)
    whole, rest = divmod(inches, 12)
    return f"{whole}'{space}{rest}{mark}" if rest else f"{whole}'"


def _crossed(texts: list[str], rng: np.random.Generator) -> str:
    return str(rng.choice([" x ", " x ", " X ", "x", " × "])).join(texts)


def _extent(lines: tuple[str, ...], look: LabelLook, size: float) -> tuple[float, float]:
    """Rough width and height of a label: glyphs are about half an em wide."""
    width = max(len(text) * (0.58 if index == 0 else 0.55 * look.detail) for index, text in enumerate(lines))
    return width * size, size * 1.15 * (1 + (len(lines) - 1) * look.detail)


def _print(
    canvas: Canvas,
    lines: tuple[str, ...],
    spot: tuple[float, float],
    size: float,
    look: LabelLook,
    *,
    turn: int = 0,
) -> Box:
    """Print lines one below the other about a spot, turned a quarter or not."""
    named = lines[0]
    stamps = []
    for text in lines:
        details = text != named
        em = max(4, round(size * (look.detail if details else 1.0) * canvas.unit))
        stamps.append(glyphs(text, look.detail_font if details else look.font, em))
    step = round(size * canvas.unit * 0.32)
    height = sum(stamp.shape[0] for stamp in stamps) + step * (len(stamps) - 1)
    width = max(stamp.shape[1] for stamp in stamps)
    block = np.zeros((height, width), np.uint8)
    top = 0
    for stamp in stamps:
        left = (width - stamp.shape[1]) // 2
        block[top : top + stamp.shape[0], left : left + stamp.shape[1]] = stamp
        top += stamp.shape[0] + step
    block = np.rot90(block, turn)
    x, y = spot[0] - block.shape[1] / 2, spot[1] - block.shape[0] / 2
    taken = (x, y, x + block.shape[1], y + block.shape[0])
    if look.boxed:
        pad = 2 * canvas.unit
        patch = box(taken[0] - pad, taken[1] - pad, taken[2] + pad, taken[3] + pad)
        canvas.fill(patch, canvas.paper)
        canvas.outline(patch, look.colour, 0.6)
    canvas.blend(block, (x, y), look.colour)
    return taken
