"""Where plans stand on a page, and how large."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from docparse.training.synth.plan.canvas import Array
from docparse.training.synth.plan.layout import Layout
from docparse.training.synth.plan.masonry import with_masonry, with_party_walls
from docparse.training.synth.plan.placed import Placement, Shapes, place, with_thickness
from docparse.training.synth.plan.space import Space
from docparse.training.synth.plan.style import Style

# Of working drawings, how many are plotted on a paper size, sides in such a ratio, and how many of them lie.
_PLOTTED, _PAPER, _LYING = 0.8, (0.62, 0.78), 0.85
# Share of a sheet's room that a working drawing takes up, as against other plans.
_SHEET = (0.55, 1.0)


def page_size(
    rng: np.random.Generator, layouts: Sequence[Layout], size: int, *, sheet: bool = False
) -> tuple[int, int]:
    """Width and height of a page: most are upright, the rest follow what stands on them.

    Args:
        rng: Source of chance.
        layouts: What the page shows.
        size: Long side, pixels.
        sheet: Whether it is a sheet of paper as drawings are plotted on, mostly lying.
    """
    if sheet and rng.random() < _PLOTTED:
        short = round(size * float(rng.uniform(*_PAPER)))
        return (size, short) if rng.random() < _LYING else (short, size)
    aspect = float(np.clip(np.exp(rng.normal(np.log(0.78), 0.32)), 0.42, 1.8))
    if len(layouts) == 1 and rng.random() < 0.7:
        x0, y0, x1, y1 = _bounds(layouts[0])
        own = (x1 - x0) / (y1 - y0)
        own = 1 / own if own > 1 and rng.random() < 0.5 else own
        aspect = float(np.clip(own * rng.uniform(0.72, 1.1), 0.42, 1.8))
    width, height = (size * aspect, size) if aspect < 1 else (size, size / aspect)
    return round(width), round(height)


def _bounds(layout: Layout) -> tuple[float, float, float, float]:
    points = np.concatenate([np.asarray(wall.path) for wall in layout.walls])
    rooms = shapely.total_bounds([room.polygon for room in layout.rooms])
    x0, y0 = np.fmin(points.min(0), rooms[:2])
    x1, y1 = np.fmax(points.max(0), rooms[2:])
    return (float(x0) - 0.3, float(y0) - 0.3, float(x1) + 0.3, float(y1) + 0.3)


def arranged(rng: np.random.Generator, layouts: Sequence[Layout], space: Space, style: Style) -> list[Shapes]:
    """Put the storeys side by side or one above the other, all at one scale.

    Args:
        rng: Source of chance.
        layouts: The storeys.
        space: The page.
        style: Habits of the page: room is left for dimension chains, and masonry is added.
    """
    if not layouts:
        return []
    turned = [_turned(rng, layout, space) for layout in layouts]
    boxes = np.array([_bounds(layout) for layout, _ in turned])
    sizes = np.array([_turned_extent(box, turn) for box, (_, turn) in zip(boxes, turned, strict=True)])
    stacked = len(layouts) > 1 and space.height > space.width * rng.uniform(0.8, 1.6)
    axis = 1 if stacked else 0
    gap = 1.05 if len(layouts) == 1 else 1.18
    whole = np.array([sizes[:, 0].max(), sizes[:, 1].max()])
    whole[axis] = sizes[:, axis].sum() * gap
    page = np.array([space.width, space.height])
    fit = float((page / whole).min())
    roomy = 0.85 if style.chains else 1.0
    if style.look == "working":
        roomy *= float(rng.uniform(*_SHEET))
    share = float(rng.uniform(0.66, 1.03) if rng.random() < 0.9 else rng.uniform(1.0, 1.6)) * roomy
    scale = fit * share
    slack = page - whole * scale
    corner = slack * rng.uniform(0.2, 0.8, 2) if share < 1 else slack * rng.random(2)
    usual = -0.1 if style.look == "working" else 0.12
    thick = float(np.exp(rng.normal(usual, 0.28))), float(np.exp(rng.normal(usual - 0.12, 0.2)))
    plans = []
    for (layout, turn), box, extent in zip(turned, boxes, sizes, strict=True):
        centre = corner + extent * scale / 2
        if len(layouts) > 1:
            centre[1 - axis] = page[1 - axis] / 2 + rng.uniform(-0.5, 0.5) * 0.5 * (
                page[1 - axis] - extent[1 - axis] * scale
            )
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        about = Placement(scale, turn).point(middle)
        placement = Placement(scale, turn, (float(centre[0] - about[0]), float(centre[1] - about[1])))
        shapes = place(with_thickness(layout, *thick), placement)
        plans.append(with_party_walls(with_masonry(shapes, style.breasts, rng), style.party, rng))
        corner[axis] += extent[axis] * scale * gap
    return plans


def _turned(rng: np.random.Generator, layout: Layout, space: Space) -> tuple[Layout, float]:
    """How a layout is turned: the way it fills the page, mostly, and rarely askew."""
    x0, y0, x1, y1 = _bounds(layout)
    lying = (x1 - x0) / (y1 - y0) > 1
    page_lying = space.width > space.height
    turn = 90.0 * int(rng.integers(2)) * 2
    if lying != page_lying and rng.random() < 0.75:
        turn += 90.0
    if rng.random() < 0.05:
        turn += float(rng.uniform(-45, 45))
    return layout, turn


def _turned_extent(box: Array, turn: float) -> Array:
    wide, tall = box[2] - box[0], box[3] - box[1]
    cos, sin = abs(np.cos(np.radians(turn))), abs(np.sin(np.radians(turn)))
    return np.array([wide * cos + tall * sin, wide * sin + tall * cos])
