"""The strip below a drawn floor plan: areas by standard, scale and how it was found, key to the colours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from docparse.output import plan_colours as colours
from docparse.output.plan_wording import (
    checks_text,
    evidence_text,
    heading,
    imperial_area,
    metric_area,
    scale_text,
    totals,
)

if TYPE_CHECKING:
    from docparse.output.lettering import Lettering
    from docparse.output.plan_colours import Colour
    from docparse.records import FloorPlan, RoomType

_TYPE = 10.5  # type size in thousandths of the picture's longer side
_SMALLEST = 11  # pixels
_COLUMN = 27.0  # least width of a column in type sizes
_LEADING = 1.55


@dataclass(frozen=True)
class _Line:
    """A line of the legend: words on the left, figures in two columns on the right, or a whole sentence."""

    text: str
    metric: str = ""
    imperial: str = ""
    bold: bool = False
    colour: Colour = colours.INK
    swatch: Colour | None = None


def draw_legend(plans: Sequence[FloorPlan], width: int, unit: float, lettering: Lettering) -> Image.Image:
    """Draw the strip.

    Args:
        plans: The plans of the page.
        width: Of the strip, pixels.
        unit: A thousandth of the picture's longer side.
        lettering: The faces.
    """
    size = max(_SMALLEST, round(_TYPE * unit))
    pad = 2 * size
    count = max(1, min(int((width - pad) / (_COLUMN * size)), 4))
    column = (width - pad) / count - pad
    blocks = [_plan_lines(plan, number, column, size, lettering) for number, plan in enumerate(plans, 1)]
    blocks.append(_key_lines(plans))
    if not plans:
        blocks = [[_Line("No floor plan was found on this page", bold=True)]]
    rows = [blocks[start : start + count] for start in range(0, len(blocks), count)]
    leading = _LEADING * size
    heights = [max(len(block) for block in row) * leading + pad for row in rows]
    strip = Image.new("RGB", (width, math.ceil(sum(heights) + pad)), colours.PAPER)
    draw = ImageDraw.Draw(strip)
    draw.line([(pad, 0), (width - pad, 0)], fill=colours.RULE, width=max(2, round(unit)))
    top = float(pad)
    for row, height in zip(rows, heights, strict=True):
        for number, block in enumerate(row):
            left = pad + number * (column + pad)
            for k, line in enumerate(block):
                _draw_line(draw, line, (left, top + (k + 0.5) * leading, column), size, lettering)
        top += height
    return strip


def _plan_lines(plan: FloorPlan, number: int, column: float, size: int, lettering: Lettering) -> list[_Line]:
    lines = [_Line(heading(plan, number), bold=True)]
    lines += [_Line(name, metric_area(m2), imperial_area(m2)) for name, m2 in totals(plan)]
    if plan.printed_total is not None:
        m2 = plan.printed_total.m2
        lines.append(_Line("Printed total", metric_area(m2), imperial_area(m2), colour=colours.QUIET))
    if not plan.rooms:
        lines.append(_Line("No closed room was found", colour=colours.WARNING))
    lines += _scale_lines(plan, column, size, lettering)
    checks = checks_text(plan)
    if checks:
        failed = any(check.status == "failed" for check in plan.checks)
        lines.append(_Line(checks, colour=colours.WARNING if failed else colours.GOOD))
    return lines


def _scale_lines(plan: FloorPlan, column: float, size: int, lettering: Lettering) -> list[_Line]:
    scale = plan.scale
    if scale.metres_per_pixel is None:
        sentence = f"Scale not known: no areas. {scale.detail}".strip()
        return [_Line(part, colour=colours.WARNING) for part in _wrapped(sentence, column, size, lettering)]
    sure = colours.GOOD if scale.confidence >= 0.9 else colours.WARNING
    lines = [
        *(_Line(part) for part in _wrapped(f"Scale {scale_text(scale)}", column, size, lettering)),
        _Line(f"Scale is {scale.confidence:.0%} sure", colour=sure),
    ]
    evidence = evidence_text(scale)
    if evidence:
        lines += [
            _Line(part, colour=colours.QUIET)
            for part in _wrapped(f"Found by: {evidence}", column, size, lettering)
        ]
    return lines


def _key_lines(plans: Sequence[FloorPlan]) -> list[_Line]:
    """Every room type on the page with its colour, count and area; doors and windows."""
    areas: dict[RoomType, list[float | None]] = {}
    for plan in plans:
        for room in plan.rooms:
            areas.setdefault(room.type, []).append(room.area_m2)
    lines = [_Line("Rooms by type", bold=True)] if areas else []
    for kind in colours.ROOMS:
        if kind not in areas:
            continue
        known = [area for area in areas[kind] if area is not None]
        total = sum(known) if len(known) == len(areas[kind]) else None
        text = kind.capitalize() + (f" ({len(areas[kind])})" if len(areas[kind]) > 1 else "")
        lines.append(_Line(text, metric_area(total), imperial_area(total), swatch=colours.ROOMS[kind]))
    doors = [door for plan in plans for door in plan.doors]
    bare = sum(door.leaf is False for door in doors)
    counts = (
        ("Doors", len(doors) - bare, colours.DOOR),
        ("Open passages", bare, colours.PASSAGE),
        ("Windows", sum(len(plan.windows) for plan in plans), colours.WINDOW),
    )
    lines += [_Line(f"{name} ({count})", swatch=colour) for name, count, colour in counts if count]
    return lines


def _wrapped(text: str, column: float, size: int, lettering: Lettering) -> list[str]:
    """A sentence in lines no wider than a column."""
    lines: list[str] = []
    for word in lettering.shown(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and lettering.width(longer, size) <= column:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _draw_line(
    draw: ImageDraw.ImageDraw, line: _Line, place: tuple[float, float, float], size: int, lettering: Lettering
) -> None:
    left, middle, column = place
    start = left
    if line.swatch is not None:
        half = 0.42 * size
        box = (left, middle - half, left + 1.5 * size, middle + half)
        draw.rounded_rectangle(box, 0.2 * size, fill=line.swatch, outline=colours.darker(line.swatch))
        start += 2.1 * size
    big = round(1.15 * size) if line.bold else size
    font = lettering.font(big, bold=line.bold)
    text = lettering.shown(line.text)
    room = column - (start - left) - (13.5 * size if line.metric else 0)
    text = _cut(text, room, big, lettering, bold=line.bold)
    draw.text((start, middle), text, font=font, fill=line.colour, anchor="lm")
    figures = lettering.font(size)
    right = left + column
    metric, imperial = lettering.shown(line.metric), lettering.shown(line.imperial)
    draw.text((right - 6.8 * size, middle), metric, font=figures, fill=line.colour, anchor="rm")
    draw.text((right, middle), imperial, font=figures, fill=colours.QUIET, anchor="rm")


def _cut(text: str, room: float, size: int, lettering: Lettering, *, bold: bool) -> str:
    """The text, or as much of it as there is room for."""
    if lettering.width(text, size, bold=bold) <= room:
        return text
    while text and lettering.width(text + "...", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + "..."
