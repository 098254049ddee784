"""Drawing walls."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.canvas import FILL_SPREAD, WALL, trimmed
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.patterns import pattern
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.style import WallLook

# Drawing pixels: overlays are rounded to this.
_GRID = 1e-2
# Thickness of each leaf of a cavity wall, metres.
_LEAF = 0.09
# Where hatches are coarser than this, in page pixels, layered walls are insulated.
_INSULATED = 5.0
# Thickness of the boards along the faces of a layered wall, metres.
_BOARD = 0.02


def draw_walls(desk: Desk, shapes: Shapes) -> None:
    """Draw the walls of one storey and mark their whole body, hollow or not.

    Openings are marked as wall with them, so that no seam stays at their jambs once they get their own class.
    """
    style = desk.style
    if style.outer == style.inner:
        _draw(desk, shapely.union(shapes.outer, shapes.inner, grid_size=_GRID), style.outer, shapes)
    else:
        _draw(desk, shapes.inner, style.inner, shapes)
        _draw(desk, shapes.outer, style.outer, shapes)
    whole = shapely.union_all([shapes.outer, shapes.inner, *shapes.openings], grid_size=_GRID)
    desk.canvas.mark(whole, WALL, shapes.thinnest)


def _draw(desk: Desk, body: BaseGeometry, look: WallLook, shapes: Shapes) -> None:
    canvas = desk.canvas
    ink = trimmed(body, FILL_SPREAD, shapes.thinnest)
    canvas.fill(ink, look.line if look.kind == "cavity" else look.fill)
    if look.kind == "hatched":
        spacing, width = look.spacing * canvas.unit, look.width * 0.7
        canvas.clipped(ink, pattern(look.hatch, spacing, look.line, width, desk.rng, angle=look.angle))
    elif look.kind == "cavity":
        # Thin walls have none: shrinking leaves nothing of them, and they stay filled.
        canvas.fill(body.buffer(-_LEAF * shapes.scale, join_style="mitre"), look.fill)
    elif look.kind == "layered":
        board = body.buffer(-max(_BOARD * shapes.scale, 2.0), join_style="mitre")
        if look.spacing > _INSULATED:
            canvas.clipped(board, pattern(look.hatch, look.spacing * canvas.unit, look.line, 0.0, desk.rng))
        canvas.outline(board, look.line, look.width * 0.5)
    elif look.kind == "solid":
        return
    # The stroke runs along the inside of the face, so that a wall is no thicker than its region.
    canvas.outline(trimmed(body, look.width * canvas.unit / 2, shapes.thinnest), look.line, look.width)
