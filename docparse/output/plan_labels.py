"""Where a room's name and area are written in a picture: inside where they fit, else beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np

from docparse.output import plan_colours as colours
from docparse.output.plan_wording import imperial_area, metric_area

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.ImageDraw import ImageDraw

    from docparse.output.lettering import Lettering
    from docparse.records import FloorPlan, Room
    from docparse.records.field import Polygon

    Points = NDArray[np.float64]

_CELLS = 160  # a room is searched on a grid of so many cells at most along its longer side
_LARGEST, _SMALLEST = 17.0, 7.6  # type sizes in the frame's units
_SMALLEST_PIXELS = 9
_LEADING = 1.22
_SECOND = 0.86  # size of the lines below the name
_AIR = 0.35  # free space round a label as a share of its type size

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Frame(Protocol):
    """What labels need to know of the picture; see :class:`docparse.output.plan_overlay.Frame`."""

    @property
    def width(self) -> int:
        """Of the picture."""

    @property
    def height(self) -> int:
        """Of the picture."""

    @property
    def unit(self) -> float:
        """A thousandth of its longer side."""

    def points(self, polygon: Polygon) -> Points:
        """Page pixels to picture pixels."""


@dataclass(frozen=True)
class Block:
    """Lines of text to be set one below the other, centred.

    Attributes:
        name: Lines in bold.
        rest: Lines below, smaller.
        size: Type size of the name, pixels.
        width: Of the widest line.
        height: Of all lines.
    """

    name: tuple[str, ...]
    rest: tuple[str, ...]
    size: int
    width: float
    height: float

    def box(self, centre: tuple[float, float], air: float = 0.0) -> Box:
        """The rectangle it takes up when centred there."""
        wide, tall = self.width / 2 + air, self.height / 2 + air
        return centre[0] - wide, centre[1] - tall, centre[0] + wide, centre[1] + tall


def place_labels(
    draw: ImageDraw,
    plans: Sequence[FloorPlan],
    frame: Frame,
    lettering: Lettering,
    taken: Sequence[Box] = (),
) -> None:
    """Write every room's name and area: in the room where they fit, else beside it with a line to it.

    Args:
        draw: What is drawn on.
        plans: The plans.
        frame: Where the page stands in the picture.
        lettering: The faces.
        taken: Boxes (left, top, right, bottom) that labels beside their rooms keep off.
    """
    rooms = [room for plan in plans for room in plan.rooms]
    outlines = [frame.points(room.polygon_px) for room in rooms]
    writer = _Writer(draw, frame, lettering, outlines, list(taken))
    for room in [room for room in rooms if not writer.inside(room)]:
        writer.beside(room)


@dataclass(frozen=True)
class _Writer:
    """Writes labels into one picture.

    Attributes:
        draw: What is drawn on.
        frame: Where the page stands in it.
        lettering: The faces.
        outlines: Of all rooms, in picture pixels.
        taken: Boxes written in so far.
    """

    draw: ImageDraw
    frame: Frame
    lettering: Lettering
    outlines: Sequence[Points]
    taken: list[Box]

    def inside(self, room: Room) -> bool:
        """Write a label in its room; whether it fits."""
        found = _inside(room, self.frame, self.lettering)
        if found is None:
            return False
        block, centre = found
        # What the page prints there would show through the letters.
        air = _AIR / 2 * block.size
        self.taken.append(block.box(centre, air))
        self.draw.rounded_rectangle(self.taken[-1], 2 * air, fill=colours.floor(room.type))
        _set(self.draw, block, centre, self.lettering)
        return True

    def beside(self, room: Room) -> None:
        """Write a label on white near its room, where it covers no other label, with a line to it."""
        block = _smallest(room, self.frame, self.lettering)
        points = self.frame.points(room.polygon_px)
        if block is None or not len(points):
            return
        start = _Space(points, []).place_for(1, 1) or tuple(points.mean(axis=0))
        centres = _around(start, block)
        best = centres[int(np.argmin(self._costs(centres, start, block)))]
        centre = float(best[0]), float(best[1])
        air = _AIR * block.size
        box = block.box(centre, air)
        self.taken.append(box)
        stroke, dot = max(1, round(0.9 * self.frame.unit)), 2.2 * self.frame.unit
        self.draw.line([start, _nearest(box, start)], fill=colours.INK, width=stroke)
        self.draw.ellipse((start[0] - dot, start[1] - dot, start[0] + dot, start[1] + dot), fill=colours.INK)
        self.draw.rounded_rectangle(box, air, fill=colours.PAPER, outline=colours.QUIET, width=stroke)
        _set(self.draw, block, centre, self.lettering)

    def _costs(self, centres: Points, start: tuple[float, ...], block: Block) -> Points:
        """How badly places suit: far off, over other rooms, worse over other labels or off the picture."""
        air = _AIR * block.size
        half = np.array([block.width / 2 + air, block.height / 2 + air])
        boxes = np.hstack([centres - half, centres + half])
        whole = np.array([[0.0, 0.0, self.frame.width, self.frame.height]])
        covered = 4 * half.prod() - _shared(boxes, whole)
        if self.taken:
            covered += _shared(boxes, np.array(self.taken))
        over = np.zeros(len(centres))
        for outline in self.outlines:
            near = (centres >= outline.min(axis=0)).all(axis=1) & (centres <= outline.max(axis=0)).all(axis=1)
            for k in np.flatnonzero(near):
                over[k] += _covers(outline, centres[k])
        costs: Points = np.hypot(*(centres - np.array(start)).T) + 12 * block.size * over + 100 * covered
        return costs


def texts_of(room: Room) -> tuple[str, str, str]:
    """Name, square metres and square feet as written in a room; empty where not known.

    A room without a printed name goes by its type, in small letters as it is only what it looks like.
    """
    name = room.name or ("" if room.type == "other" else room.type)
    return name, metric_area(room.area_m2), imperial_area(room.area_m2)


def _layouts(room: Room, lettering: Lettering) -> Iterator[tuple[bool, tuple[str, ...], tuple[str, ...]]]:
    """Ways to write a room's lines, the best first, and whether each leaves nothing out."""
    name, metric, imperial = (lettering.shown(text) for text in texts_of(room))
    names: list[tuple[str, ...]] = [(name,)] if name else [()]
    words = name.split()
    if len(words) > 1:
        halves = min(
            range(1, len(words)),
            key=lambda k: max(len(" ".join(words[:k])), len(" ".join(words[k:]))),
        )
        names.append((" ".join(words[:halves]), " ".join(words[halves:])))
    areas: list[tuple[str, ...]] = [()]
    if metric:
        areas = [(metric, imperial), (f"{metric} / {imperial}",), (metric,)]
    for k, area in enumerate(areas):
        for lines in names:
            if lines or area:
                yield not (metric and k == 2), lines, area


def _block(name: tuple[str, ...], rest: tuple[str, ...], size: int, lettering: Lettering) -> Block:
    small = max(6, round(size * _SECOND))
    widths = [lettering.width(line, size, bold=True) for line in name]
    widths += [lettering.width(line, small) for line in rest]
    return Block(name, rest, size, max(widths), _LEADING * (len(name) * size + len(rest) * small))


def _inside(room: Room, frame: Frame, lettering: Lettering) -> tuple[Block, tuple[float, float]] | None:
    """The largest lettering that fits into a room, and where it stands."""
    layouts = list(_layouts(room, lettering))
    points = frame.points(room.polygon_px)
    if not layouts or len(points) < 3:
        return None
    space = _Space(points, [frame.points(hole) for hole in room.holes_px])
    smallest = max(_SMALLEST_PIXELS, round(_SMALLEST * frame.unit))
    largest = max(smallest, round(min(_LARGEST * frame.unit, 0.13 * math.sqrt(space.area))))
    sizes = sorted({round(largest * 0.9**k) for k in range(12)} | {smallest}, reverse=True)
    sizes = [size for size in sizes if size >= smallest]
    # Whole labels first, a little smaller if need be; then those that leave out the square feet.
    for whole_only in (True, False):
        for size in sizes:
            for whole, name, rest in layouts:
                if whole_only and not whole:
                    continue
                block = _block(name, rest, size, lettering)
                centre = space.place_for(block.width + _AIR * size, block.height + _AIR * size)
                if centre is not None:
                    return block, centre
    return None


class _Space:
    """A room as a grid of cells, asked where a rectangle fits in.

    Args:
        outline: (N, 2) in picture pixels.
        holes: The same for what is not free.
    """

    def __init__(self, outline: Points, holes: Sequence[Points]) -> None:
        self._low = outline.min(axis=0)
        extent = outline.max(axis=0) - self._low
        self._cell = max(float(extent.max()) / _CELLS, 1e-6)
        # A free rim: cv2 takes what lies beyond the grid for part of the room.
        size = np.ceil(extent / self._cell).astype(int) + 3
        self._mask = np.zeros((size[1], size[0]), np.uint8)
        rings = [np.rint((ring - self._low) / self._cell + 1).astype(np.int32) for ring in (outline, *holes)]
        cv2.fillPoly(self._mask, [ring for ring in rings if len(ring) >= 3], (1,))
        self.area = float(self._mask.sum()) * self._cell**2

    def place_for(self, width: float, height: float) -> tuple[float, float] | None:
        """Centre of the place with most air round it for a rectangle of this size, or None."""
        wide, tall = (2 * math.ceil(side / self._cell / 2) + 1 for side in (width, height))
        if wide > self._mask.shape[1] or tall > self._mask.shape[0]:
            return None
        free = cv2.erode(
            self._mask, np.ones((tall, wide), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=(0,)
        )
        if not free.any():
            return None
        slack = cv2.distanceTransform(free, cv2.DIST_L2, 5)
        rows, columns = np.nonzero(slack >= slack.max() - 1.0)
        # Of places alike the one in their middle.
        middle = np.array([columns.mean(), rows.mean()])
        best = int(np.argmin((columns - middle[0]) ** 2 + (rows - middle[1]) ** 2))
        x, y = self._low + (np.array([columns[best], rows[best]]) - 1) * self._cell
        return float(x), float(y)


def _set(draw: ImageDraw, block: Block, centre: tuple[float, float], lettering: Lettering) -> None:
    x, y = centre[0], centre[1] - block.height / 2
    small = max(6, round(block.size * _SECOND))
    for line in block.name:
        font = lettering.font(block.size, bold=True)
        draw.text((x, y + _LEADING * block.size / 2), line, font=font, fill=colours.INK, anchor="mm")
        y += _LEADING * block.size
    for number, line in enumerate(block.rest):
        colour = colours.INK if number == 0 else colours.QUIET
        draw.text((x, y + _LEADING * small / 2), line, font=lettering.font(small), fill=colour, anchor="mm")
        y += _LEADING * small


def _smallest(room: Room, frame: Frame, lettering: Lettering) -> Block | None:
    name, metric, _ = (lettering.shown(text) for text in texts_of(room))
    lines = tuple(line for line in (name,) if line)
    if not lines and not metric:
        return None
    size = max(_SMALLEST_PIXELS, round(_SMALLEST * 1.1 * frame.unit))
    return _block(lines, (metric,) if metric else (), size, lettering)


def _around(start: tuple[float, ...], block: Block) -> Points:
    """Places for a label round a point, (N, 2)."""
    angles = 2 * math.pi * np.arange(24) / 24
    reach = 1.4 * block.size * np.arange(1, 14)[:, None]
    x = start[0] + np.cos(angles) * (reach + block.width / 2)
    y = start[1] + np.sin(angles) * (reach + block.height / 2)
    return np.stack([x.ravel(), y.ravel()], axis=1)


def _shared(boxes: Points, others: Points) -> Points:
    """For each box the area it shares with the others, (N,)."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    total: Points = np.clip(high - low, 0, None).prod(axis=2).sum(axis=1)
    return total


def _covers(ring: Points, point: Points) -> bool:
    place = float(point[0]), float(point[1])
    return len(ring) >= 3 and cv2.pointPolygonTest(ring.astype(np.float32), place, False) >= 0


def _nearest(box: Box, point: tuple[float, ...]) -> tuple[float, float]:
    return min(max(point[0], box[0]), box[2]), min(max(point[1], box[1]), box[3])
