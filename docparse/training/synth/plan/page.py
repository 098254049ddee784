"""One training page: layouts put on a sheet, drawn by the habits of a random draughtsman, and digitised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.blank import draw_blank
from docparse.training.synth.plan.canvas import CLASSES, DOOR, FLOOR, WINDOW, Array, Canvas
from docparse.training.synth.plan.doors import draw_door
from docparse.training.synth.plan.flights import draw_stairs
from docparse.training.synth.plan.floors import draw_floor_marks, draw_floors
from docparse.training.synth.plan.furniture import draw_fixtures
from docparse.training.synth.plan.labels import Label, draw_labels
from docparse.training.synth.plan.layout import Layout, Opening
from docparse.training.synth.plan.marks import draw_marks, draw_watermark
from docparse.training.synth.plan.measures import draw_chains, draw_grid, draw_measuring_arrows
from docparse.training.synth.plan.scan import Scan, digitise, random_scan
from docparse.training.synth.plan.placed import Placement, Shapes, place, with_masonry, with_thickness
from docparse.training.synth.plan.sheet import SheetTruth, draw_sheet
from docparse.training.synth.plan.space import Space
from docparse.training.synth.plan.style import Style, random_style
from docparse.training.synth.plan.surroundings import draw_surroundings
from docparse.training.synth.plan.walls import draw_walls
from docparse.training.synth.plan.windows import draw_window

# Long side of the drawing, wanted, and drawing pixels in one pixel of the page, at least and at most.
_DRAWN = 1400
_UNITS = (1.25, 2.0)
# A passage without a leaf is a door up to this width, metres; wider, two rooms are one space.
BARE_DOOR_WIDTH = 1.8
_WATERMARKED = 0.1
# Habits count line widths and type sizes in pixels of a page this long.
_NOMINAL = 640


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


@dataclass(frozen=True)
class Drawn:
    """What drawing one storey settled.

    Attributes:
        regions: Region of each opening, drawing pixels.
        kinds: How each opening was drawn.
        labels: What was printed in each room.
    """

    regions: list[Polygon]
    kinds: list[str]
    labels: tuple[Label | None, ...]


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
    scan = random_scan(rng)
    width, height = _page_size(rng, layouts, size)
    unit = float(np.clip(_DRAWN / size, *_UNITS))
    canvas = Canvas(round(width * unit), round(height * unit), style.paper, unit * size / _NOMINAL)
    space = Space(canvas.image.shape[1], canvas.image.shape[0])
    plans = _arranged(rng, layouts, space, style)
    if not plans:
        draw_blank(canvas, style, rng)
    drawn = [_draw_plan(canvas, plan, space, style, rng) for plan in plans]
    sheet = draw_sheet(canvas, plans, space, style, rng)
    if rng.random() < _WATERMARKED:
        draw_watermark(canvas, style, rng)
    matrix = _skew(scan.turn, canvas)
    image, mask = _skewed(canvas, matrix, scan)
    picture = digitise(image, (width, height), scan, rng)
    rows, columns = ((np.arange(count) + 0.5) * unit for count in (height, width))
    small = mask[np.ix_(rows.astype(int), columns.astype(int))]
    truth = {
        "size": [width, height],
        "classes": list(CLASSES),
        "style": {"look": style.look, "walls": style.outer.kind, "scan": scan.kind},
        "printed_scale": sheet.scale_text,
        "printed_total": sheet.total_text,
        "plans": [
            _plan_truth(plan, each, _to_page(matrix, unit), unit, sheet, index)
            for index, (plan, each) in enumerate(zip(plans, drawn, strict=True))
        ],
    }
    return PlanPage(picture, small, truth)


def _page_size(rng: np.random.Generator, layouts: Sequence[Layout], size: int) -> tuple[int, int]:
    """Width and height: most pages are upright, the rest follow what stands on them."""
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


def _arranged(
    rng: np.random.Generator, layouts: Sequence[Layout], space: Space, style: Style
) -> list[Shapes]:
    """Put the storeys side by side or one above the other, all at one scale."""
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
    share = float(rng.uniform(0.66, 1.03) if rng.random() < 0.9 else rng.uniform(1.0, 1.6)) * roomy
    scale = fit * share
    slack = page - whole * scale
    corner = slack * rng.uniform(0.2, 0.8, 2) if share < 1 else slack * rng.random(2)
    thick = float(np.exp(rng.normal(0.12, 0.28))), float(np.exp(rng.normal(0.0, 0.2)))
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
        plans.append(with_masonry(shapes, style.breasts, rng))
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


def _draw_plan(canvas: Canvas, plan: Shapes, space: Space, style: Style, rng: np.random.Generator) -> Drawn:
    """Draw one storey from the floor up."""
    draw_surroundings(canvas, plan, style, rng)
    draw_floors(canvas, plan, style, rng)
    gap = style.palette[0] if style.floors != "none" and rng.random() < 0.3 else canvas.paper
    for polygon in plan.openings:
        canvas.fill(polygon, gap)
    for stairs in plan.layout.stairs:
        draw_stairs(canvas, stairs, style, plan.scale, rng)
    draw_fixtures(canvas, plan.layout.fixtures, style, rng)
    draw_floor_marks(canvas, plan, style, rng)
    draw_walls(canvas, plan, style, rng)
    regions, kinds = _draw_openings(canvas, plan, style, rng)
    if style.look in {"architect", "survey"} and rng.random() < 0.2:
        draw_grid(canvas, plan, style, rng)
    if style.arrows:
        draw_measuring_arrows(canvas, plan, style, rng)
    reach = draw_chains(canvas, plan, style, rng)
    x0, y0, x1, y1 = plan.bounds
    space.taken.append((x0 - reach, y0 - reach, x1 + reach, y1 + reach))
    labels = draw_labels(canvas, plan, space, style, rng)
    draw_marks(canvas, plan, style, rng)
    return Drawn(regions, kinds, labels)


def opening_class(opening: Opening, scale: float) -> int:
    """The class id of an opening; ``scale`` in its units per metre."""
    if opening.kind == "window":
        return WINDOW
    width = np.hypot(opening.end[0] - opening.start[0], opening.end[1] - opening.start[1]) / scale
    return FLOOR if opening.kind == "bare" and width > BARE_DOOR_WIDTH else DOOR


def _draw_openings(
    canvas: Canvas, plan: Shapes, style: Style, rng: np.random.Generator
) -> tuple[list[Polygon], list[str]]:
    """Draw and mark doors and windows; what each region is, and how it was drawn."""
    inside = shapely.union_all([room.polygon for room in plan.layout.rooms if not room.railed])
    shapely.prepare(inside)
    regions, kinds = [], []
    for opening, gap in zip(plan.layout.openings, plan.openings, strict=True):
        region, kind = gap, style.window.kind
        if opening.kind == "window":
            # What of a deep opening the frame leaves free belongs to the room.
            canvas.mark(gap, FLOOR)
            region = draw_window(
                canvas, opening, outward(opening, inside, plan.scale), style, plan.scale, rng
            )
        else:
            kind = draw_door(canvas, opening, style, plan.scale, rng)
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


def _to_page(matrix: Array, unit: float) -> list[float]:
    """Drawing pixels to page pixels, in shapely's order."""
    (a, b, x), (d, e, y) = matrix / unit
    return [a, b, d, e, x, y]


def _plan_truth(
    plan: Shapes,
    drawn: Drawn,
    to_page: list[float],
    unit: float,
    sheet: SheetTruth,
    index: int,
) -> dict[str, Any]:
    def polygon(shape: BaseGeometry) -> list[list[list[float]]]:
        moved = affinity.affine_transform(shape, to_page)
        parts = [part for part in shapely.get_parts(moved) if part.geom_type == "Polygon"]
        every = [ring for part in parts for ring in (part.exterior, *part.interiors)]
        return [np.round(np.asarray(ring.coords)[:-1], 2).tolist() for ring in every]

    openings = []
    for opening, shape, kind in zip(plan.layout.openings, drawn.regions, drawn.kinds, strict=True):
        label = opening_class(opening, plan.scale)
        openings.append(
            {
                "kind": opening.kind,
                "class": CLASSES[label],
                "drawn": kind,
                "exterior": opening.exterior,
                "polygon_px": polygon(shape)[0],
            }
        )
    rooms = []
    for room, label_printed in zip(plan.layout.rooms, drawn.labels, strict=True):
        outlines = polygon(room.polygon)
        rooms.append(
            {
                "type": room.type,
                "railed": room.railed,
                "polygon_px": outlines[0] if outlines else [],
                "holes_px": outlines[1:],
                "area_m2": round(room.polygon.area / plan.scale**2, 3),
                "labels": list(label_printed.lines) if label_printed else [],
                "printed_area": label_printed.area_text if label_printed else None,
                "printed_dimensions": list(label_printed.dimension_texts) if label_printed else [],
            }
        )
    return {
        "name": sheet.floor_names[index] if index < len(sheet.floor_names) else None,
        "metres_per_pixel": unit / plan.scale,
        "walls_px": {"outer": polygon(plan.outer), "inner": polygon(plan.inner)},
        "openings": openings,
        "rooms": rooms,
        "stairs_px": [polygon(stairs.polygon)[0] for stairs in plan.layout.stairs],
    }
