"""Drawing walls."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.canvas import WALL, Canvas
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.patterns import pattern
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.style import WallLook

# Drawing pixels: overlays are rounded to this.
_GRID = 1e-2


def draw_walls(desk: Desk, shapes: Shapes) -> None:
    """Draw the walls of one storey and mark them in the mask: the whole body, hollow or not."""
    canvas, style, rng = desk
    if style.outer == style.inner:
        _draw(
            canvas, shapely.union(shapes.outer, shapes.inner, grid_size=_GRID), style.outer, shapes.scale, rng
        )
    else:
        _draw(canvas, shapes.inner, style.inner, shapes.scale, rng)
        _draw(canvas, shapes.outer, style.outer, shapes.scale, rng)
    canvas.mark(shapes.outer, WALL)
    canvas.mark(shapes.inner, WALL)


def _draw(canvas: Canvas, body: BaseGeometry, look: WallLook, scale: float, rng: np.random.Generator) -> None:
    canvas.fill(body, look.fill)
    if look.kind == "hatched":
        painter = pattern(
            look.hatch, look.spacing * canvas.unit, look.line, look.width * 0.7, rng, angle=look.angle
        )
        canvas.clipped(body, painter)
    elif look.kind == "cavity":
        # Thin walls have no cavity: shrinking leaves nothing of them, and they stay filled.
        leaf = body.difference(body.buffer(-0.09 * scale, join_style="mitre"))
        canvas.fill(leaf, look.line)
        return
    if look.kind != "solid":
        # The stroke runs along the inside of the face, so that a wall is no thicker than its region.
        inset = body.buffer(-look.width * canvas.unit / 2, join_style="mitre")
        canvas.outline(inset if not inset.is_empty else body, look.line, look.width)
