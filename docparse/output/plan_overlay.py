"""A floor plan as read, drawn over its page: rooms by type with their areas, walls, openings, a legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageDraw
from shapely.geometry import Polygon

from docparse.output import plan_colours as colours
from docparse.output.lettering import Lettering
from docparse.output.plan_labels import place_labels
from docparse.output.plan_legend import draw_legend
from docparse.output.plan_wording import feet_inches, heading, metric_length

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from docparse.output.plan_colours import Colour
    from docparse.output.plan_labels import Box
    from docparse.records import FloorPlan, Opening
    from docparse.records.field import Polygon as Corners

    Pixels = NDArray[np.uint8]
    Points = NDArray[np.float64]

MIN_SIDE = 1500
MAX_SIDE = 3000
# How much of the page's own print remains to be seen.
_PRINT = 0.42
# An outline of less than so much of the largest one's area is no building; what is thinner than twice this
# share of the outline's diagonal is a spur.
_LEAST_BUILDING, _SPUR = 0.1, 0.004
_SHIFT = 4  # bits after the point in cv2's coordinates


@dataclass(frozen=True)
class Frame:
    """Where the page stands in the picture.

    Attributes:
        factor: Picture pixels for a page pixel.
        margin: White round the page, picture pixels.
        width: Of the picture.
        height: Of the picture without the legend.
    """

    factor: float
    margin: int
    width: int
    height: int

    @property
    def unit(self) -> float:
        """A thousandth of the picture's longer side: what strokes and type are measured in."""
        return max(self.width, self.height) / 1000

    def points(self, polygon: Corners) -> Points:
        """A polygon in page pixels as (N, 2) in picture pixels."""
        return np.asarray(polygon, np.float64).reshape(-1, 2) * self.factor + self.margin


def draw_plan(pixels: Pixels, plans: Sequence[FloorPlan], *, lettering: Lettering | None = None) -> Pixels:
    """Draw what was read of a page's plans over the page.

    Args:
        pixels: (H, W, 3) uint8 RGB, the page the plans' polygons lie on; left as it is.
        plans: The plans of this page. Without a scale, rooms have no areas and the legend says why.
        lettering: The faces to use; the system's by default.

    Returns:
        (H', W', 3) uint8 RGB. Pages are enlarged or reduced so that the longer side has 1500 to 3000 pixels,
        margins not counted; a legend stands below.
    """
    lettering = lettering or Lettering()
    frame = _frame(pixels)
    canvas = _paper(pixels, frame)
    for plan in plans:
        _draw_rooms(canvas, plan, frame)
        _draw_structure(canvas, plan, frame)
    picture = Image.fromarray(canvas)
    draw = ImageDraw.Draw(picture)
    taken: list[Box] = []
    for number, plan in enumerate(plans, 1):
        if plan.scale.metres_per_pixel is not None:
            taken += _draw_extent(picture, plan, frame, lettering)
        if len(plans) > 1:
            taken += _draw_heading(draw, plan, number, frame, lettering)
    place_labels(draw, plans, frame, lettering, taken)
    legend = draw_legend(plans, frame.width, frame.unit, lettering)
    return np.vstack([np.asarray(picture), np.asarray(legend)])


def _frame(pixels: Pixels) -> Frame:
    height, width = pixels.shape[:2]
    longest = max(height, width, 1)
    factor = min(max(1.0, MIN_SIDE / longest), MAX_SIDE / longest)
    wide, tall = max(1, round(width * factor)), max(1, round(height * factor))
    # The legend below a tall strip needs room, too.
    margin = round(0.035 * max(wide, tall))
    return Frame(factor, margin, max(wide + 2 * margin, MIN_SIDE // 2), tall + 2 * margin)


def _paper(pixels: Pixels, frame: Frame) -> Pixels:
    """The page, pale, on white."""
    size = (
        max(1, round(pixels.shape[1] * frame.factor)),
        max(1, round(pixels.shape[0] * frame.factor)),
    )
    how = cv2.INTER_CUBIC if frame.factor > 1 else cv2.INTER_AREA
    page = cv2.resize(np.ascontiguousarray(pixels), size, interpolation=how)
    # Grey: a plan's own colours would mix with those of the rooms.
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    pale = cv2.addWeighted(grey, _PRINT, np.full_like(grey, 255), 1 - _PRINT, 0)
    canvas = np.full((frame.height, frame.width, 3), 255, np.uint8)
    top = left = frame.margin
    canvas[top : top + size[1], left : left + size[0]] = pale[..., None]
    return canvas


def _draw_rooms(canvas: Pixels, plan: FloorPlan, frame: Frame) -> None:
    stroke = max(1, round(1.3 * frame.unit))
    for room in plan.rooms:
        rings = [frame.points(ring) for ring in (room.polygon_px, *room.holes_px)]
        colour = colours.ROOMS[room.type]
        fill(canvas, rings, colour, colours.OPACITY)
        _outline(canvas, rings, colours.darker(colour), stroke)


def _draw_structure(canvas: Pixels, plan: FloorPlan, frame: Frame) -> None:
    """Walls, and over them the openings."""
    stroke = max(1, round(0.9 * frame.unit))
    for wall in plan.walls:
        fill(canvas, [frame.points(ring) for ring in (wall.polygon_px, *wall.holes_px)], colours.WALL, 0.94)
    kinds = (
        (plan.windows, colours.WINDOW_FILL, colours.WINDOW),
        ([door for door in plan.doors if door.leaf is False], colours.DOOR_FILL, colours.PASSAGE),
        ([door for door in plan.doors if door.leaf is not False], colours.DOOR_FILL, colours.DOOR),
    )
    for openings, inner, outer in kinds:
        for opening in openings:
            _draw_opening(canvas, opening, frame, (inner, outer), stroke)


def _draw_opening(
    canvas: Pixels, opening: Opening, frame: Frame, pair: tuple[Colour, Colour], stroke: int
) -> None:
    points = frame.points(opening.polygon_px)
    if len(points) < 3:
        return
    fill(canvas, [points], pair[0], 1.0)
    _outline(canvas, [points], pair[1], stroke)
    # A line along the wall, from jamb to jamb.
    (x, y), (wide, tall), turn = cv2.minAreaRect(points.astype(np.float32))
    angle = math.radians(turn if wide >= tall else turn + 90)
    reach = np.array([math.cos(angle), math.sin(angle)]) * max(wide, tall) / 2
    middle = np.array([x, y])
    _outline(canvas, [np.array([middle - reach, middle + reach])], pair[1], stroke, closed=False)


def fill(canvas: Pixels, rings: Sequence[Points], colour: Colour, opacity: float) -> None:
    """Fill a polygon with smooth edges.

    Args:
        canvas: (H, W, 3) uint8 RGB, drawn on.
        rings: Its outline and holes, each (N, 2).
        colour: The colour.
        opacity: 0 to 1.
    """
    rings = [ring for ring in rings if len(ring) >= 3]
    if not rings:
        return
    every = np.concatenate(rings)
    low = np.maximum(np.floor(every.min(axis=0)).astype(int) - 1, 0)
    high = np.minimum(np.ceil(every.max(axis=0)).astype(int) + 2, canvas.shape[1::-1])
    if (high <= low).any():
        return
    part = canvas[low[1] : high[1], low[0] : high[0]]
    mask = np.zeros(part.shape[:2], np.uint8)
    cv2.fillPoly(mask, [_fixed(ring - low) for ring in rings], (255,), cv2.LINE_AA, _SHIFT)
    share = mask[..., None].astype(np.float32) * (opacity / 255)
    part[...] = np.rint(part * (1 - share) + np.array(colour, np.float32) * share).astype(np.uint8)


def _outline(
    canvas: Pixels, rings: Iterable[Points], colour: Colour, width: int, *, closed: bool = True
) -> None:
    cv2.polylines(canvas, [_fixed(ring) for ring in rings], closed, colour, width, cv2.LINE_AA, _SHIFT)


def _fixed(points: Points) -> NDArray[np.int32]:
    return np.rint(points * (1 << _SHIFT)).astype(np.int32)


def main_outline(rings: Sequence[Points]) -> list[Points]:
    """The buildings among a plan's outlines: small pieces, and spurs at the large ones, left out."""
    shapes = [Polygon(ring).buffer(0) for ring in rings if len(ring) >= 3]
    most = max((shape.area for shape in shapes), default=0.0)
    kept: list[Points] = []
    for shape in shapes:
        if shape.area < _LEAST_BUILDING * most or shape.is_empty:
            continue
        left, top, right, bottom = shape.bounds
        spur = _SPUR * math.hypot(right - left, bottom - top)
        whole = shape.buffer(-spur, join_style="mitre").buffer(spur, join_style="mitre")
        parts = getattr(whole, "geoms", [whole])
        kept += [np.asarray(part.exterior.coords[:-1], np.float64) for part in parts if not part.is_empty]
    return kept


def main_direction(rings: Iterable[Points]) -> float:
    """The direction of most of an outline's length, radians in (-pi/4, pi/4]: how far a plan is turned."""
    sine = cosine = 0.0
    for ring in rings:
        edges = np.roll(ring, -1, axis=0) - ring
        angles = 4 * np.arctan2(edges[:, 1], edges[:, 0])
        lengths = np.hypot(edges[:, 0], edges[:, 1])
        sine += float((lengths * np.sin(angles)).sum())
        cosine += float((lengths * np.cos(angles)).sum())
    return math.atan2(sine, cosine) / 4


def _draw_extent(picture: Image.Image, plan: FloorPlan, frame: Frame, lettering: Lettering) -> Iterator[Box]:
    """Overall width above the plan and overall depth on its left, along its own directions; their boxes."""
    outline = main_outline([frame.points(ring) for ring in plan.outline_px])
    per_pixel = plan.scale.metres_per_pixel
    if not outline or per_pixel is None:
        return
    angle = main_direction(outline)
    axes = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    own = np.concatenate(outline) @ axes.T
    every = np.concatenate([*outline, *(frame.points(room.polygon_px) for room in plan.rooms)]) @ axes.T
    low, high, edge = own.min(axis=0), own.max(axis=0), every.min(axis=0)
    away = 15 * frame.unit
    for along in (0, 1):
        ends = np.empty((2, 2))
        ends[:, along] = low[along], high[along]
        ends[:, 1 - along] = edge[1 - along] - away
        length = float(high[along] - low[along]) / frame.factor * per_pixel
        text = f"{metric_length(length)}  ({feet_inches(length)})"
        yield _draw_dimension(picture, ends @ axes, text, frame, lettering)


def _draw_dimension(picture: Image.Image, ends: Points, text: str, frame: Frame, lettering: Lettering) -> Box:
    """A line with strokes at its ends and the length written over its middle; the writing's box."""
    along = ends[1] - ends[0]
    length = max(float(np.hypot(*along)), 1.0)
    along = along / length
    across = np.array([-along[1], along[0]]) * 5 * frame.unit
    stroke = max(1, round(0.9 * frame.unit))
    lines = [ends, *(np.array([end - across, end + across]) for end in ends)]
    draw = ImageDraw.Draw(picture)
    for line in lines:
        draw.line([(float(x), float(y)) for x, y in line], fill=colours.INK, width=stroke)
    size = max(9, round(min(11 * frame.unit, 0.06 * length)))
    font = lettering.font(size)
    text = lettering.shown(text)
    strip = Image.new("L", (math.ceil(font.getlength(text)) + size, round(1.5 * size)))
    ImageDraw.Draw(strip).text((strip.width / 2, strip.height / 2), text, font=font, fill=255, anchor="mm")
    # Read from the left, or from below for the one on the left.
    angle = math.degrees(math.atan2(along[1], along[0]))
    turn = -angle if angle <= 45 else 180 - angle
    for colour, layer in ((colours.PAPER, Image.new("L", strip.size, 255)), (colours.INK, strip)):
        turned = layer.rotate(turn, expand=True, resample=Image.Resampling.BICUBIC)
        left, top = (round(float(v)) for v in ends.mean(axis=0) - np.array(turned.size) / 2)
        picture.paste(colour, (left, top), turned)
    return left, top, left + turned.width, top + turned.height


def _draw_heading(
    draw: ImageDraw.ImageDraw, plan: FloorPlan, number: int, frame: Frame, lettering: Lettering
) -> Iterator[Box]:
    """The storey's name on a dark ground below its plan, where there are several; its box."""
    own = plan.outline_px or [room.polygon_px for room in plan.rooms]
    rings = [frame.points(ring) for ring in own if ring]
    if not rings:
        return
    every = np.concatenate(rings)
    size = round(12 * frame.unit)
    x = float(every[:, 0].min() + every[:, 0].max()) / 2
    y = min(float(every[:, 1].max()) + 1.6 * size, frame.height - 1.2 * size)
    text = lettering.shown(heading(plan, number))
    half = lettering.width(text, size, bold=True) / 2 + 0.8 * size
    box = (x - half, y - 0.9 * size, x + half, y + 0.9 * size)
    draw.rounded_rectangle(box, 0.9 * size, colours.INK)
    draw.text((x, y), text, font=lettering.font(size, bold=True), fill=colours.PAPER, anchor="mm")
    yield box
