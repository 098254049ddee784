"""The sheet being drawn on: picture and class mask, and the strokes that mark them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image, ImageDraw
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.fonts import load_font

Colour = tuple[int, int, int]
Array = NDArray[Any]
Painter = Callable[["Canvas", tuple[float, float, float, float]], None]

CLASSES = (
    "outside",
    "floor",
    "wall",
    "door",
    "window",
    "stairs",
    "title_block",
    "north_arrow",
    "scale_bar",
)
OUTSIDE, FLOOR, WALL, DOOR, WINDOW, STAIRS, TITLE_BLOCK, NORTH_ARROW, SCALE_BAR = range(len(CLASSES))

_SHIFT = 4
_ONE = 1 << _SHIFT
# How far cv2's fills reach beyond a polygon's edges, drawing pixels: hard ones, and anti-aliased ones.
_MARK_SPREAD = 0.49
FILL_SPREAD = 0.65


def fixed(points: ArrayLike) -> NDArray[np.int32]:
    """Points in the fixed-point form cv2 draws with sub-pixel accuracy.

    Pixel centres carry whole numbers in cv2 and halves here, hence the shift by half a pixel.
    """
    return np.round((np.asarray(points, float) - 0.5) * _ONE).astype(np.int32)


def rings(shape: BaseGeometry) -> list[Array]:
    """Every outline of a polygon or a collection of polygons, holes included, as (N, 2) arrays."""
    if isinstance(shape, Polygon):
        polygons: Iterable[Polygon] = [] if shape.is_empty else [shape]
    elif isinstance(shape, MultiPolygon):
        polygons = shape.geoms
    else:
        polygons = [part for part in getattr(shape, "geoms", ()) if isinstance(part, Polygon)]
    return [np.asarray(ring.coords)[:, :2] for poly in polygons for ring in (poly.exterior, *poly.interiors)]


class Canvas:
    """Picture and mask of one page.

    Args:
        width: Of the drawing, pixels.
        height: Of the drawing, pixels.
        paper: Colour it starts with.
        unit: Drawing pixels in one pixel of the page handed out; line widths are counted in those.

    Attributes:
        image: (H, W, 3) uint8, RGB.
        mask: (H, W) uint8 class ids.
        paper: Colour of the empty sheet.
        unit: As given.
    """

    def __init__(self, width: int, height: int, paper: Colour, unit: float) -> None:
        self.image: Array = np.empty((height, width, 3), np.uint8)
        self.image[:] = paper
        self.mask: Array = np.zeros((height, width), np.uint8)
        self.paper = paper
        self.unit = unit

    def pen(self, width: float) -> int:
        """A line width in page pixels as whole drawing pixels, at least one."""
        return max(1, round(width * self.unit))

    def fill(self, shape: BaseGeometry | ArrayLike, colour: Colour) -> None:
        """Fill a polygon, holes left free."""
        if outlines := self._rings(shape):
            cv2.fillPoly(self.image, outlines, colour, cv2.LINE_AA, _SHIFT)

    def mark(self, shape: BaseGeometry | ArrayLike, label: int, thinnest: float = np.inf) -> None:
        """Give a polygon a class in the mask; ``thinnest`` as for :func:`trimmed`."""
        if isinstance(shape, BaseGeometry):
            shape = trimmed(shape, _MARK_SPREAD, thinnest)
        if outlines := self._rings(shape):
            cv2.fillPoly(self.mask, outlines, label, cv2.LINE_8, _SHIFT)

    def outline(self, shape: BaseGeometry | ArrayLike, colour: Colour, width: float = 1.0) -> None:
        """Stroke the edges of a polygon; ``width`` in page pixels."""
        if outlines := self._rings(shape):
            cv2.polylines(self.image, outlines, True, colour, self.pen(width), cv2.LINE_AA, _SHIFT)

    def line(self, points: ArrayLike, colour: Colour, width: float = 1.0) -> None:
        """Stroke an open path of (N, 2) points; ``width`` in page pixels."""
        cv2.polylines(self.image, [fixed(points)], False, colour, self.pen(width), cv2.LINE_AA, _SHIFT)

    def lines(self, paths: Sequence[ArrayLike], colour: Colour, width: float = 1.0) -> None:
        """Stroke many open paths with one call."""
        if len(paths):
            every = [fixed(path) for path in paths]
            cv2.polylines(self.image, every, False, colour, self.pen(width), cv2.LINE_AA, _SHIFT)

    def dashed(
        self, points: ArrayLike, colour: Colour, width: float = 1.0, dash: float = 5.0, gap: float = 4.0
    ) -> None:
        """Stroke an open path in dashes; all lengths in page pixels."""
        self.lines(dashes(points, dash * self.unit, gap * self.unit), colour, width)

    def clipped(self, shape: BaseGeometry, painter: Painter) -> None:
        """Let a painter loose on the canvas and keep only what falls within a polygon."""
        box = self._pixel_box(shape)
        if box is None:
            return
        x0, y0, x1, y1 = box
        stencil = np.zeros((y1 - y0, x1 - x0), np.uint8)
        moved = [fixed(ring - (x0, y0)) for ring in rings(shape)]
        cv2.fillPoly(stencil, moved, 255, cv2.LINE_8, _SHIFT)
        part = Canvas.__new__(Canvas)
        part.image, part.mask = self.image[y0:y1, x0:x1].copy(), stencil
        part.paper, part.unit = self.paper, self.unit
        painter(part, (x0, y0, x1, y1))
        cv2.copyTo(part.image, stencil, self.image[y0:y1, x0:x1])

    def blend(self, alpha: Array, corner: tuple[float, float], colour: Colour) -> None:
        """Lay a colour on through a (H, W) uint8 stencil whose top left corner is given."""
        x, y = round(corner[0]), round(corner[1])
        height, width = self.mask.shape
        x0, y0, x1, y1 = max(0, x), max(0, y), min(width, x + alpha.shape[1]), min(height, y + alpha.shape[0])
        if x0 >= x1 or y0 >= y1:
            return
        weight = alpha[y0 - y : y1 - y, x0 - x : x1 - x, None].astype(np.uint16)
        area = self.image[y0:y1, x0:x1]
        mixed = area * (255 - weight) + np.array(colour, np.uint16) * weight
        area[:] = (mixed + 127) // 255

    def text(
        self,
        words: str,
        centre: tuple[float, float],
        font: Path,
        size: float,
        colour: Colour,
        *,
        turn: int = 0,
    ) -> tuple[float, float, float, float]:
        """Print one line of text about its centre.

        Args:
            words: The text.
            centre: Drawing pixels.
            font: Font file.
            size: Em size in page pixels.
            colour: Of the ink.
            turn: Quarter turns, counter-clockwise.

        Returns:
            The box covered, drawing pixels: x0, y0, x1, y1.
        """
        alpha = glyphs(words, font, max(4, round(size * self.unit)))
        alpha = np.rot90(alpha, turn)
        x, y = centre[0] - alpha.shape[1] / 2, centre[1] - alpha.shape[0] / 2
        self.blend(alpha, (x, y), colour)
        return (x, y, x + alpha.shape[1], y + alpha.shape[0])

    def _rings(self, shape: BaseGeometry | ArrayLike) -> list[NDArray[np.int32]]:
        if isinstance(shape, BaseGeometry):
            return [fixed(ring) for ring in rings(shape)]
        return [fixed(shape)]

    def _pixel_box(self, shape: BaseGeometry) -> tuple[int, int, int, int] | None:
        if shape.is_empty:
            return None
        height, width = self.mask.shape
        low_x, low_y, high_x, high_y = shape.bounds
        x0, y0 = max(0, int(low_x) - 1), max(0, int(low_y) - 1)
        x1, y1 = min(width, int(high_x) + 2), min(height, int(high_y) + 2)
        return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def trimmed(shape: BaseGeometry, spread: float, thinnest: float = np.inf) -> BaseGeometry:
    """A polygon less what filling it would spread beyond its edges.

    Args:
        shape: A polygon or a collection, drawing pixels.
        spread: How far a fill reaches beyond, drawing pixels.
        thinnest: Width of its thinnest part, which must not be lost, drawing pixels.

    Returns:
        The smaller shape; the same one when nothing would be left.
    """
    inner = shape.buffer(-min(spread, thinnest / 4), join_style="mitre")
    return shape if inner.is_empty else inner


def glyphs(words: str, font: Path, size: int) -> Array:
    """One line of text as a (H, W) uint8 stencil, cropped to the line's own height."""
    face = load_font(font, size)
    left, top, right, bottom = face.getbbox(words)
    picture = Image.new("L", (max(1, int(right - left)), max(1, int(bottom - top))))
    ImageDraw.Draw(picture).text((-left, -top), words, font=face, fill=255)
    return np.asarray(picture)


def dashes(points: ArrayLike, dash: float, gap: float) -> list[Array]:
    """Cut an open path into dashes.

    Args:
        points: (N, 2) path.
        dash: Length of a stroke, in the unit of the path.
        gap: Length between strokes.

    Returns:
        The strokes as (M, 2) arrays.
    """
    path = np.asarray(points, float)
    steps = np.hypot(*np.diff(path, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    starts = np.arange(0.0, along[-1], dash + gap)
    strokes = []
    for start in starts:
        stop = min(start + dash, along[-1])
        inner = along[(along > start) & (along < stop)]
        at = np.concatenate([[start], inner, [stop]])
        strokes.append(np.stack([np.interp(at, along, path[:, 0]), np.interp(at, along, path[:, 1])], axis=1))
    return strokes


def arc(
    centre: tuple[float, float], radius: float, start: float, sweep: float, radius_y: float | None = None
) -> Array:
    """Points on an arc; angles in radians, clockwise on the page."""
    count = max(4, int(abs(sweep) * 10))
    angle = start + np.linspace(0.0, sweep, count)
    tall = radius if radius_y is None else radius_y
    return np.stack([centre[0] + radius * np.cos(angle), centre[1] + tall * np.sin(angle)], axis=1)
