"""What stands around the plans: titles, areas, small print, north arrow, scale bar, title block."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from shapely.geometry import box

from docparse.training.synth.plan.canvas import TITLE_BLOCK, Array, Colour, glyphs
from docparse.training.synth.plan.compass import draw_compass
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.measures import draw_scale_bar
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.space import Box, Space
from docparse.training.synth.plan.style import Style, grey, tint
from docparse.training.synth.plan.words import COMPANIES, FLOORS, SCALES, SMALL_PRINT, TITLE_FIELDS, TOTALS

_SQUARE_FEET = 10.7639104
_RATIOS = (50, 75, 100, 125, 150, 200, 250)
_IMPERIAL = ('1/4" = 1\'-0"', '1/8" = 1\'-0"', '3/16" = 1\'-0"')


@dataclass(frozen=True)
class SheetTruth:
    """What was printed around the plans.

    Attributes:
        scale_text: The printed scale, or None.
        total_text: The printed total area, or None.
        floor_names: The name printed for each plan, or None.
    """

    scale_text: str | None
    total_text: str | None
    floor_names: tuple[str | None, ...]


def draw_sheet(desk: Desk, plans: list[Shapes], space: Space) -> SheetTruth:
    """Fill what the plans leave free of a page.

    Args:
        desk: The page being drawn.
        plans: The storeys; their boxes are already taken in ``space``.
        space: What is free.
    """
    canvas, style, rng = desk
    scale_text = _scale_text(style, rng)
    if style.look in {"architect", "survey", "working"} and rng.random() < 0.55:
        _title_block(desk, space, scale_text)
        scale_shown = True
    else:
        scale_shown = False
    names = tuple(_floor_name(desk, plan, space) for plan in plans)
    total = _total(desk, plans, space)
    if rng.random() < (0.9 if style.look == "agent" else 0.6):
        for _ in range(2 if rng.random() < 0.04 else 1):
            _north(desk, space)
    if plans and rng.random() < (0.05 if style.look == "agent" else 0.35):
        length = 6 * plans[0].scale
        spot = space.anywhere(length + 30 * canvas.unit, 24 * canvas.unit, rng)
        if spot is not None:
            draw_scale_bar(desk, (spot[0] + 10 * canvas.unit, spot[1] + 10 * canvas.unit), plans[0].scale)
    if rng.random() < 0.65:
        _small_print(desk, space)
    if rng.random() < 0.25:
        _logo(desk, space)
    if not scale_shown and rng.random() < (0.1 if style.look == "agent" else 0.6):
        scale_shown = _block(desk, [scale_text], style.label.size, space) is not None
    return SheetTruth(scale_text if scale_shown else None, total, names)


def _scale_text(style: Style, rng: np.random.Generator) -> str:
    ratio, imperial = int(rng.choice(_RATIOS)), str(rng.choice(_IMPERIAL))
    return SCALES[style.label.language].format(ratio=ratio, imperial=imperial)


def _case(text: str, style: Style) -> str:
    return text.upper() if style.label.case == "upper" else text


def _paragraph(lines: list[str], size: float, style: Style, unit: float, align: float = 0.5) -> Array:
    """A block of text as a stencil; ``align`` 0 left, 0.5 centred, 1 right."""
    stamps = [glyphs(line, style.label.font, max(4, round(size * unit))) for line in lines]
    step = round(size * unit * 0.45)
    wide = max(stamp.shape[1] for stamp in stamps)
    tall = sum(stamp.shape[0] for stamp in stamps) + step * (len(stamps) - 1)
    stencil = np.zeros((tall, wide), np.uint8)
    top = 0
    for stamp in stamps:
        left = round((wide - stamp.shape[1]) * align)
        stencil[top : top + stamp.shape[0], left : left + stamp.shape[1]] = stamp
        top += stamp.shape[0] + step
    return stencil


def _block(
    desk: Desk,
    lines: list[str],
    size: float,
    space: Space,
    *,
    spots: list[tuple[float, float]] | None = None,
    colour: Colour | None = None,
) -> Box | None:
    """Print a block where it fits: at the spots given, then anywhere."""
    canvas, style, rng = desk
    stencil = _paragraph(lines, size, style, canvas.unit, float(rng.choice([0.0, 0.5, 0.5])))
    pad = 2 * canvas.unit
    wide, tall = stencil.shape[1] + 2 * pad, stencil.shape[0] + 2 * pad
    area = space.place(wide, tall, spots or []) or space.anywhere(wide, tall, rng)
    if area is not None:
        canvas.blend(stencil, (area[0] + pad, area[1] + pad), colour or style.label.colour)
    return area


def _floor_name(desk: Desk, plan: Shapes, space: Space) -> str | None:
    canvas, style, rng = desk
    if rng.random() < 0.2:
        return None
    names = FLOORS[style.label.language]
    name = _case(names[int(rng.integers(len(names)))], style)
    size = style.label.size * float(rng.uniform(1.0, 1.6))
    x0, y0, x1, y1 = plan.bounds
    gap = float(rng.uniform(4, 22)) * canvas.unit
    wide = len(name) * size * canvas.unit * 0.5
    spots = [(x + dx, y1 + gap) for x, dx in (((x0 + x1) / 2, -wide / 2), (x0, 0.0))]
    if rng.random() < 0.3:
        spots.insert(0, ((x0 + x1 - wide) / 2, y0 - gap - 1.5 * size * canvas.unit))
    return name if _block(desk, [name], size, space, spots=spots) is not None else None


def _total(desk: Desk, plans: list[Shapes], space: Space) -> str | None:
    canvas, style, rng = desk
    if not plans or rng.random() < 0.2:
        return None
    area = sum(
        room.polygon.area / plan.scale**2 for plan in plans for room in plan.layout.rooms if not room.railed
    )
    forms = TOTALS[style.label.language]
    text = forms[int(rng.integers(len(forms)))].format(
        m2=f"{area:.{int(rng.integers(0, 3))}f}", ft2=f"{area * _SQUARE_FEET:.0f}"
    )
    lines = text.split("|")
    size = style.label.size * float(rng.uniform(0.9, 1.4))
    wide = max(len(line) for line in lines) * size * canvas.unit * 0.5
    spots = [
        ((space.width - wide) / 2, float(rng.uniform(2, 25)) * canvas.unit),
        ((space.width - wide) / 2, space.height - float(rng.uniform(15, 45)) * canvas.unit),
        (5 * canvas.unit, 5 * canvas.unit),
    ]
    order = [spots[int(index)] for index in rng.permutation(3)]
    return text.replace("|", " ") if _block(desk, lines, size, space, spots=order) is not None else None


def _north(desk: Desk, space: Space) -> None:
    canvas, _, rng = desk
    radius = float(rng.uniform(10, 30)) * canvas.unit
    if rng.random() < 0.07:
        # Now and then the arrow stands inside the plan.
        spot = rng.random(2) * (space.width - 2 * radius, space.height - 2 * radius) + radius
        draw_compass(desk, (float(spot[0]), float(spot[1])), radius)
        return
    area = space.anywhere(2 * radius, 2 * radius, rng)
    if area is not None:
        draw_compass(desk, (area[0] + radius, area[1] + radius), radius)


def _small_print(desk: Desk, space: Space) -> None:
    canvas, style, rng = desk
    sentences = SMALL_PRINT[style.label.language]
    chosen = [sentences[int(index)] for index in rng.permutation(len(sentences))[: int(rng.integers(1, 5))]]
    size = float(rng.uniform(4.0, 7.5))
    colour = grey(rng, 60, 150) if rng.random() < 0.5 else style.label.colour
    tall = (1.5 * size * len(chosen) + 6) * canvas.unit
    wide = max(len(line) for line in chosen) * size * canvas.unit * 0.5
    _block(desk, chosen, size, space, spots=[((space.width - wide) / 2, space.height - tall)], colour=colour)


def _logo(desk: Desk, space: Space) -> None:
    """A company's name on a coloured ground or beside a mark."""
    canvas, style, rng = desk
    size = float(rng.uniform(8, 18))
    stencil = _paragraph([COMPANIES[int(rng.integers(len(COMPANIES)))]], size, style, canvas.unit)
    pad = round(size * canvas.unit * 0.5)
    wide, tall = stencil.shape[1] + 2 * pad + stencil.shape[0], stencil.shape[0] + 2 * pad
    area = space.anywhere(wide, tall, rng)
    if area is None:
        return
    colour = tint(rng, 0, 200)
    x0, y0, x1, y1 = area
    if rng.random() < 0.5:
        canvas.fill(box(x0, y0, x1, y1), colour)
        canvas.blend(stencil, (x0 + pad, y0 + pad), (255, 255, 255))
        return
    middle, half = (x0 + tall / 2, (y0 + y1) / 2), tall * 0.35
    mark = np.array(middle) + half * np.array([(-1, 1), (-1, -0.2), (0, -1), (1, -0.2), (1, 1)])
    canvas.fill(mark, colour)
    canvas.blend(stencil, (x0 + tall, y0 + pad), colour)


def _title_block(desk: Desk, space: Space, scale_text: str) -> None:
    """A strip on the right, a strip at the bottom or a box in the corner, ruled into cells."""
    canvas, style, rng = desk
    unit = canvas.unit
    margin = float(rng.uniform(3, 12)) * unit
    shape = int(rng.integers(3))
    width, height = space.width, space.height
    if shape == 0:
        area = (
            width - margin - width * float(rng.uniform(0.12, 0.2)),
            margin,
            width - margin,
            height - margin,
        )
    elif shape == 1:
        area = (
            margin,
            height - margin - height * float(rng.uniform(0.07, 0.14)),
            width - margin,
            height - margin,
        )
    else:
        across, down = width * float(rng.uniform(0.25, 0.4)), height * float(rng.uniform(0.1, 0.2))
        area = (width - margin - across, height - margin - down, width - margin, height - margin)
    if not space.free(area):
        return
    space.taken.append(area)
    if rng.random() < 0.7:
        border = box(margin, margin, width - margin, height - margin)
        canvas.outline(border, style.ink, float(rng.uniform(0.7, 2.0)))
    canvas.outline(box(*area), style.ink, float(rng.uniform(0.7, 2.0)))
    canvas.mark(box(*area), TITLE_BLOCK)
    fields = list(TITLE_FIELDS[style.label.language])
    upright = area[3] - area[1] > area[2] - area[0]
    cells = _cells(area, len(fields), upright, rng)
    size = float(rng.uniform(4.5, 6.5))
    for name, cell in zip(fields, cells, strict=True):
        canvas.outline(box(*cell), style.ink, style.thin)
        value = scale_text if name == fields[5] else _value(name, style, rng)
        for text, level in ((name, 0.25), (value, 0.65)):
            if len(text) * size * unit * 0.55 < cell[2] - cell[0]:
                at = ((cell[0] + cell[2]) / 2, cell[1] + level * (cell[3] - cell[1]))
                canvas.text(text, at, style.label.font, size, style.ink)


def _cells(area: Box, count: int, upright: bool, rng: np.random.Generator) -> list[Box]:
    """The area ruled into unequal cells: one column, or two rows."""
    x0, y0, x1, y1 = area
    if upright:
        cuts = y0 + (y1 - y0) * np.concatenate([[0], np.cumsum(rng.dirichlet(np.full(count, 6.0)))])
        return [(x0, float(top), x1, float(low)) for top, low in pairwise(cuts)]
    cells: list[Box] = []
    middle = y0 + (y1 - y0) * float(rng.uniform(0.35, 0.65))
    for share, (top, low) in ((count // 2, (y0, middle)), (count - count // 2, (middle, y1))):
        cuts = x0 + (x1 - x0) * np.concatenate([[0], np.cumsum(rng.dirichlet(np.full(share, 6.0)))])
        cells += [(float(left), top, float(right), low) for left, right in pairwise(cuts)]
    return cells


def _value(name: str, style: Style, rng: np.random.Generator) -> str:
    """Something a cell may hold: a date, a number or a name."""
    kind = len(name) % 3
    if kind == 0:
        return (
            f"{int(rng.integers(1, 29)):02d}.{int(rng.integers(1, 13)):02d}.20{int(rng.integers(0, 27)):02d}"
        )
    if kind == 1:
        return f"A-{int(rng.integers(1, 400)):03d}"
    names = (*COMPANIES, *FLOORS[style.label.language])
    return names[int(rng.integers(len(names)))]
