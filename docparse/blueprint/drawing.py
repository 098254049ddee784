"""A plan page made ready: straight, of a size that suits its walls, with a class for every pixel."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.pale import with_dark_walls
from docparse.blueprint.paper import on_white
from docparse.geometry.axes import main_axes
from docparse.geometry.quad import by_centres, map_points
from docparse.geometry.strips import thicknesses
from docparse.pages.transform import rotate_quarter, rotated_back
from docparse.regions.regions import SemanticMap

if TYPE_CHECKING:
    from docparse.geometry.quad import Matrix, Points
    from docparse.regions import Segmenter

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]
# Part of a mask of the whole drawing: its rows and columns, and what it is there.
Patch = tuple[tuple[slice, slice], Mask]

PLAN_MODEL = "plan"
# What buildings are made of; and how much of the page is looked at round them: a share of the longer side of
# what they take up, and so many pixels.
_BUILDING = ("wall", "door", "window", "floor", "stairs")
_RIM, _LEAST_RIM = 0.04, 40
# Thin walls are so thick that this share of all walls' length is thinner.
THIN = 0.2
# Their faces are known well enough at so many pixels. No page is reduced further than so, or for less.
_ENOUGH = 14.0
_MOST_REDUCED, _HARDLY = 0.5, 0.8

_HALF = 127
# So many thicknesses from walls that are known there are none, and nowhere thinner than this share of thin
# known ones.
_FAR, _SLIGHT = 10.0, 0.5

# The longer side of the picture that is worked on: smaller pages are enlarged, so that a wall's face is found
# between pixels. Of more pixels than an A4 sheet has at this longer side no more is learned about its rooms'
# areas; a long strip may have the same number in a longer side.
_LEAST_SIDE = 1600
_MOST_SIDE, _MOST_PIXELS = 16_000, 3200 * 2263
_MOST_ENLARGED = 4.0
# Pens are fine where so much of all ink, which is darker than that, is in lines thinner than this.
_INK, _FINE = 195, 0.15
_PEN = np.ones((2, 2), np.uint8)
# Pages askew by less than this, in degrees, are left as they are: over a room's width it is a pixel or two.
_STRAIGHT = 0.15
# At half a quarter either turn would do, and a page that is drawn so stays as it is.
_MOST_TURN = 44.9
# Of all edges, so many must run along or across the plan's direction for it to tell the page's skew.
_LEAST_SHARE = 0.3


@dataclass(frozen=True)
class Placed:
    """A page or part of one, laid straight, of a size that suits its walls. All its pictures are of one size.

    Attributes:
        grey: (H, W) uint8, dark ink on light paper, whatever the page's own is.
        to_page: 3 x 3 mapping of points here to points on the page.
        factor: Pixels here for one page pixel, along a line.
    """

    grey: Grey
    to_page: Matrix
    factor: float

    def on_page(self, points: Points) -> Points:
        """Points (N, 2) from here, on the page."""
        return map_points(points, self.to_page)


@dataclass(frozen=True)
class Sheet(Placed):
    """A page as its text is read and the region model sees it.

    Attributes:
        pixels: (H, W, 3) uint8 RGB, dark ink on light paper as well.
    """

    pixels: NDArray[np.uint8]

    def turned(self, quarters: int) -> Sheet:
        """The sheet turned clockwise by quarters."""
        height, width = self.grey.shape
        return replace(
            self,
            grey=rotate_quarter(self.grey, quarters),
            pixels=rotate_quarter(self.pixels, quarters),
            to_page=self.to_page @ rotated_back(quarters, (width, height)),
        )


@dataclass(frozen=True)
class Drawing(Placed):
    """What walls and rooms are found on.

    Attributes:
        classes: The region model's class of every pixel.
        model_ms: Time the region model took.
    """

    classes: SemanticMap
    model_ms: float = 0.0

    def with_walls(self, mask: Mask) -> Drawing:
        """The same with walls wherever an (H, W) mask of the page's pixels is True.

        Where walls are known, what looks like some far from these is a bar scale or a frame, and what is
        slight beside these is the outline of something else: a chimney, a worktop.
        """
        to_here = by_centres(np.linalg.inv(self.to_page))
        size = (self.grey.shape[1], self.grey.shape[0])
        wall = cv2.warpPerspective(
            mask.astype(np.uint8) * np.uint8(255), to_here, size, flags=cv2.INTER_LINEAR
        )
        known = np.asarray(wall > _HALF)
        far = cv2.distanceTransform((~known).astype(np.uint8), cv2.DIST_L2, 3)
        thin, usual = thicknesses(known, (THIN, 0.5))
        seen = self.classes.mask("wall")
        kernel = np.ones((max(round(_SLIGHT * thin), 1),) * 2, np.uint8)
        stout = cv2.morphologyEx((seen | known).view(np.uint8), cv2.MORPH_OPEN, kernel) > 0
        labels = self.classes.labels.copy()
        apart = seen & ((far > _FAR * max(usual, 1.0)) | ~stout)
        labels[apart] = self.classes.classes.index("outside")
        labels[known] = self.classes.classes.index("wall")
        return replace(self, classes=SemanticMap(self.classes.classes, labels))

    def buildings(self) -> Drawing:
        """The part in which all buildings are, with paper round them: where dimensions and notes end.

        Where walls are thicker there than their faces need, it is reduced.
        """
        seen = self.classes.mask(*_BUILDING).view(np.uint8)
        left, top, width, height = cv2.boundingRect(seen)
        if not width:
            return self
        rim = round(_RIM * max(width, height)) + _LEAST_RIM
        rows, columns = (
            slice(max(start - rim, 0), start + long + rim) for start, long in ((top, height), (left, width))
        )
        shift = np.array([[1.0, 0.0, columns.start], [0.0, 1.0, rows.start], [0.0, 0.0, 1.0]])
        part = replace(
            self,
            grey=np.ascontiguousarray(self.grey[rows, columns]),
            classes=SemanticMap(
                self.classes.classes, np.ascontiguousarray(self.classes.labels[rows, columns])
            ),
            to_page=self.to_page @ shift,
        )
        (thin,) = thicknesses(part.classes.mask("wall"), (THIN,))
        least = _LEAST_SIDE / max(self.grey.shape)
        return part._reduced(max(_ENOUGH / max(thin, 1.0), _MOST_REDUCED, least))

    def _reduced(self, by: float) -> Drawing:
        """The same with so many pixels for one, unless that would be about as many."""
        return self if by > _HARDLY else self.resized(by)

    def resized(self, by: float) -> Drawing:
        """The same with so many pixels for one, along a line."""
        size = (max(round(self.grey.shape[1] * by), 1), max(round(self.grey.shape[0] * by), 1))
        how = cv2.INTER_AREA if by < 1 else cv2.INTER_CUBIC
        labels = cv2.resize(self.classes.labels, size, interpolation=cv2.INTER_NEAREST)
        back = np.diag([self.grey.shape[1] / size[0], self.grey.shape[0] / size[1], 1.0])
        return replace(
            self,
            grey=np.asarray(cv2.resize(self.grey, size, interpolation=how), np.uint8),
            classes=SemanticMap(self.classes.classes, np.asarray(labels, np.uint8)),
            to_page=self.to_page @ back,
            factor=self.factor * by,
        )


def prepare(pixels: NDArray[np.uint8], model: Segmenter) -> Drawing:
    """A page laid straight, with a class for every pixel; see :func:`laid_straight` and :func:`classed`."""
    return classed(laid_straight(pixels), model)


def laid_straight(pixels: NDArray[np.uint8]) -> Sheet:
    """Straighten and resize a page of (H, W, 3) uint8 RGB pixels."""
    factor = working_factor(pixels.shape[1], pixels.shape[0])
    small = on_white(_resized(pixels, factor))
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    turn = _skew(grey)
    to_page = np.diag([pixels.shape[1] / small.shape[1], pixels.shape[0] / small.shape[0], 1.0])
    if abs(turn) > _STRAIGHT:
        small, back = _turned(small, turn)
        grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
        to_page = to_page @ back
    return Sheet(grey, to_page, factor, small)


def classed(sheet: Sheet, model: Segmenter) -> Drawing:
    """Give every pixel of a sheet a class.

    Walls that are filled with a pale tone are made dark, and all is looked at again.

    Raises:
        EngineError: As the model raises it.
    """
    start = time.perf_counter()
    grey, classes = sheet.grey, _mapped(sheet, model)
    dark = with_dark_walls(sheet.pixels, grey, classes.mask("wall"))
    if dark is not None:
        grey = np.asarray(cv2.cvtColor(dark, cv2.COLOR_RGB2GRAY), np.uint8)
        classes = _mapped(replace(sheet, pixels=dark, grey=grey), model)
    spent = (time.perf_counter() - start) * 1000
    return Drawing(grey, sheet.to_page, sheet.factor, classes, spent)


def _mapped(sheet: Sheet, model: Segmenter) -> SemanticMap:
    # The model looks at about half the size, where the finest lines would fade.
    return model.map(np.asarray(cv2.erode(sheet.pixels, _PEN)) if _is_fine(sheet.grey) else sheet.pixels)


def _is_fine(grey: Grey) -> bool:
    """Whether much of a drawing is in lines of one pixel, as vector files are at screen resolution."""
    ink = (grey < _INK).astype(np.uint8)
    thicker = cv2.morphologyEx(ink, cv2.MORPH_OPEN, _PEN)
    return bool(np.count_nonzero(thicker) < (1 - _FINE) * np.count_nonzero(ink))


def working_factor(width: int, height: int) -> float:
    """How much a page of so many pixels is enlarged (above 1) or reduced to be worked on."""
    longer = max(width, height)
    if longer < _LEAST_SIDE:
        return min(_LEAST_SIDE / longer, _MOST_ENLARGED)
    return min(1.0, _MOST_SIDE / longer, math.sqrt(_MOST_PIXELS / (width * height)))


def _resized(pixels: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    if factor == 1.0:
        return pixels
    size = (max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor)))
    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(pixels, size, interpolation=how), np.uint8)


def _skew(grey: Grey) -> float:
    """Degrees by which the plan is turned, within half a quarter; 0 where nothing tells."""
    angle, share = main_axes(grey)
    degrees = math.degrees(angle)
    return degrees if share > _LEAST_SHARE and abs(degrees) < _MOST_TURN else 0.0


def _turned(pixels: NDArray[np.uint8], degrees: float) -> tuple[NDArray[np.uint8], Matrix]:
    """The picture turned back by an angle on a canvas that holds all of it, and the way back."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (math.ceil(width * cosine + height * sine), math.ceil(width * sine + height * cosine))
    matrix[:, 2] += (size[0] / 2 - width / 2, size[1] / 2 - height / 2)
    turn = np.vstack([matrix, [0.0, 0.0, 1.0]])
    border = tuple(int(np.median(channel)) for channel in cv2.split(pixels))
    flat = cv2.warpAffine(pixels, by_centres(turn)[:2], size, flags=cv2.INTER_CUBIC, borderValue=border)
    return np.asarray(flat, np.uint8), np.linalg.inv(turn)
