"""One training page: layouts put on a sheet, drawn by the habits of a random draughtsman, and digitised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.arrange import arranged, page_size
from docparse.training.synth.plan.blank import draw_blank
from docparse.training.synth.plan.canvas import CLASSES, FLOOR, OUTSIDE, Array, Canvas
from docparse.training.synth.plan.chains import draw_chains, draw_inner_chains, draw_measuring_arrows
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.doors import draw_door
from docparse.training.synth.plan.flights import draw_stairs
from docparse.training.synth.plan.floors import draw_floor_marks, draw_floors
from docparse.training.synth.plan.furniture import draw_fixtures
from docparse.training.synth.plan.habits import random_style
from docparse.training.synth.plan.labels import draw_labels
from docparse.training.synth.plan.layout import Layout, Opening
from docparse.training.synth.plan.marks import draw_marks, draw_watermark
from docparse.training.synth.plan.measures import draw_grid
from docparse.training.synth.plan.placed import Shapes
from docparse.training.synth.plan.scan import Scan, digitise, random_scan
from docparse.training.synth.plan.sheet import draw_sheet
from docparse.training.synth.plan.space import Space
from docparse.training.synth.plan.style import Style
from docparse.training.synth.plan.surroundings import draw_surroundings
from docparse.training.synth.plan.truth import Drawn, opening_class, plan_truth
from docparse.training.synth.plan.walls import draw_walls
from docparse.training.synth.plan.windows import draw_window
from docparse.training.synth.plan.working import draw_ground, draw_working

# Long side of the drawing, wanted, and drawing pixels in one pixel of the page, at least and at most.
_DRAWN = 1400
_UNITS = (1.25, 2.0)
_WATERMARKED = 0.1
# Share of pages with dimension chains that have some inside rooms as well.
_MEASURED_INSIDE = 0.35
# Share of working drawings that never were on paper.
_BORN_DIGITAL = 0.65
# Habits count line widths and type sizes in pixels of a page this long.
_NOMINAL = 640
# On working drawings, which are large, they are counted in pixels of a page so many times as long.
_FINE = (1.3, 2.8)


@dataclass(frozen=True)
class PlanPage:
    """A page and all that is known about it.

    Attributes:
        image: (H, W, 3) uint8, RGB.
        mask: (H, W) uint8, ids of :data:`~docparse.training.synth.plan.canvas.CLASSES`.
        truth: What can be written as JSON; coordinates in pixels of ``image``.
    """

    image: Array
    mask: Array
    truth: dict[str, Any]


def render_page(
    rng: np.random.Generator, layouts: Sequence[Layout], size: int = 640, style: Style | None = None
) -> PlanPage:
    """Render one page.

    Args:
        rng: Source of all chance; the same generator state gives the same page.
        layouts: Storeys to show; none gives a page without a plan.
        size: Long side of the page, pixels.
        style: Habits; random when None.

    Returns:
        The page.
    """
    style = random_style(rng) if style is None else style
    scan = random_scan(rng, vector=style.look == "working" and rng.random() < _BORN_DIGITAL)
    width, height = page_size(rng, layouts, size, sheet=style.look == "working")
    unit = float(np.clip(_DRAWN / size, *_UNITS))
    nominal = _NOMINAL * (float(rng.uniform(*_FINE)) if style.look == "working" else 1.0)
    canvas = Canvas(round(width * unit), round(height * unit), style.paper, unit * size / nominal)
    desk = Desk(canvas, style, rng)
    space = Space(canvas.image.shape[1], canvas.image.shape[0])
    plans = arranged(rng, layouts, space, style)
    if not plans:
        draw_blank(desk)
    drawn = [_draw_plan(desk, plan, space) for plan in plans]
    sheet = draw_sheet(desk, plans, space)
    if rng.random() < _WATERMARKED:
        draw_watermark(desk)
    matrix = _skew(scan.turn, canvas)
    image, mask = _skewed(canvas, matrix, scan)
    picture = digitise(image, (width, height), scan, rng)
    # The drawing has a whole number of pixels, so its two zooms differ a little.
    zoom = np.array([width, height]) / image.shape[1::-1]
    rows = ((np.arange(height) + 0.5) / zoom[1]).astype(int)
    columns = ((np.arange(width) + 0.5) / zoom[0]).astype(int)
    to_page = matrix * zoom[:, None]
    truth = {
        "size": [width, height],
        "classes": list(CLASSES),
        "style": {"look": style.look, "walls": style.outer.kind, "scan": scan.kind},
        "printed_scale": sheet.scale_text,
        "printed_total": sheet.total_text,
        "plans": [
            plan_truth(plan, each, to_page, name)
            for plan, each, name in zip(plans, drawn, sheet.floor_names, strict=True)
        ],
    }
    return PlanPage(picture, mask[np.ix_(rows, columns)], truth)


def _draw_plan(desk: Desk, plan: Shapes, space: Space) -> Drawn:
    """Draw one storey from the floor up."""
    canvas, style, rng = desk
    draw_surroundings(desk, plan)
    if style.look == "working":
        draw_ground(desk, plan)
    draw_floors(desk, plan)
    gap = style.palette[0] if style.floors != "none" and rng.random() < 0.3 else canvas.paper
    for polygon in plan.openings:
        canvas.fill(polygon, gap)
    for stairs in plan.layout.stairs:
        draw_stairs(desk, stairs, plan.scale)
    draw_fixtures(desk, plan.layout.fixtures)
    draw_floor_marks(desk, plan)
    draw_walls(desk, plan)
    regions, kinds = _draw_openings(desk, plan)
    if style.look in {"architect", "survey"} and rng.random() < 0.2:
        draw_grid(desk, plan)
    if style.arrows:
        draw_measuring_arrows(desk, plan)
    if style.chains and rng.random() < _MEASURED_INSIDE:
        draw_inner_chains(desk, plan)
    reach = draw_chains(desk, plan)
    x0, y0, x1, y1 = plan.bounds
    space.taken.append((x0 - reach, y0 - reach, x1 + reach, y1 + reach))
    labels = draw_labels(desk, plan, space)
    draw_marks(desk, plan)
    if style.look == "working":
        draw_working(desk, plan)
    return Drawn(regions, kinds, labels)


def _draw_openings(desk: Desk, plan: Shapes) -> tuple[list[Polygon], list[str]]:
    """Draw and mark doors and windows; what each region is, and how it was drawn."""
    canvas, style, _ = desk
    inside = shapely.union_all([room.polygon for room in plan.layout.rooms if not room.railed])
    shapely.prepare(inside)
    regions, kinds = [], []
    for opening, gap in zip(plan.layout.openings, plan.openings, strict=True):
        region: Polygon = gap
        kind: str = style.window.kind
        if opening.kind == "window":
            # What of a deep opening a slim frame leaves free belongs to the room, or to the open air.
            canvas.mark(gap, FLOOR if style.window.outermost else OUTSIDE)
            region = draw_window(desk, opening, outward(opening, inside, plan.scale), plan.scale)
        else:
            kind = draw_door(desk, opening, plan.scale)
        canvas.mark(region, opening_class(opening, plan.scale))
        regions.append(region)
        kinds.append(kind)
    return regions, kinds


def outward(opening: Opening, inside: BaseGeometry, scale: float) -> Array:
    """The unit vector across an opening's wall that leads out of the house; either one for an inner wall."""
    start, end = np.asarray(opening.start), np.asarray(opening.end)
    along = (end - start) / np.hypot(*(end - start))
    across = np.array([along[1], -along[0]])
    probe = (start + end) / 2 + across * (opening.thickness / 2 + 0.15 * scale)
    return -across if inside.contains(shapely.Point(probe)) else across


def _skew(degrees: float, canvas: Canvas) -> Array:
    """The (2, 3) matrix that turns the drawing about its centre."""
    height, width = canvas.mask.shape
    matrix: Array = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return matrix


def _skewed(canvas: Canvas, matrix: Array, scan: Scan) -> tuple[Array, Array]:
    if not scan.turn:
        return canvas.image, canvas.mask
    height, width = canvas.mask.shape
    # cv2 counts from pixel centres, the matrix from their corners.
    shifted = matrix.copy()
    shifted[:, 2] += matrix[:, :2] @ (0.5, 0.5) - 0.5
    image = cv2.warpAffine(
        canvas.image, shifted, (width, height), flags=cv2.INTER_LINEAR, borderValue=canvas.paper
    )
    mask = cv2.warpAffine(canvas.mask, shifted, (width, height), flags=cv2.INTER_NEAREST, borderValue=0)
    return image, mask
