"""Walls of a born-digital sheet by the pen that draws them.

On construction drawings outlines of what is cut are wide lines; hatching, dimensions and what is seen below
the cut are narrow ones (ISO 128-23:1999, table 1; now in ISO 128-2:2020). A wall's two faces are lines of
such a pen that face each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import shapely
from numpy.typing import NDArray

from docparse.blueprint.drawing import Mask
from docparse.geometry.facing import Floats, Strips, facing
from docparse.geometry.strips import grown

if TYPE_CHECKING:
    from docparse.kind import PageView
    from docparse.pages import Page
    from docparse.pages.page import VectorPath

# Rows and columns of a page.
Part = tuple[slice, slice]
_WHOLE: Part = (slice(None), slice(None))

_MEMO = "floor_plan.drawn_walls"
# Millimetres on paper: faces of one wall lie so far apart at most, and differ by so much at least.
_MOST_APART, _LEAST_APART = 10.0, 0.13
# Faces run side by side at least so many thicknesses where they tell how walls are drawn; where they are
# known to be walls' less is enough.
_TELLING, _LEAST_LONG = 2.0, 0.9
# Side by side there are no more walls than this: what is, is hatched, or a stair.
_MOST_ROWS = 3
# The walls' pen is so much heavier than that which draws the finest share of the page, draws so much of it,
# and of its lines so many face each other.
_FINEST, _HEAVIER, _LEAST_DRAWN, _LEAST_FACING = 0.3, 1.4, 0.01, 0.5
# Another pen draws walls too when it is so heavy beside the first, and so much of it is as far apart.
_AS_HEAVY, _ALSO_FACING = 0.5, 0.4
# Other walls are so thick beside the usual.
_THINNEST, _THICKEST = 0.4, 3.2
# A heavier pen that is as wide as walls are thick and draws more than this share beside them draws solid
# walls; and so does whatever makes more solid ink, darker than that grey and so thick, than there is between
# faces. A pen with more pieces draws hatching.
_MOST_BESIDE, _MOST_PIECES = 0.2, 50_000
_DARK, _CORE = 110, 0.5
# Shapes of grey between that and this are walls as well where they have so many corners, arrow heads have
# fewer, go on from some, and are no thinner, leaves are, and no thicker than so many of the usual. Lines may
# run over them: so much is of that tone, or as good as.
_PALE, _CORNERS, _SLIGHT, _STOUT = 200, 4, 0.75, 6.5
_EVEN, _MOSTLY = 12, 0.6
# Thicknesses that differ by less than this share are about the same.
_ABOUT = 0.12
# Where walls meet or end a hole is left, no thicker than the thicker one of them, give or take a share of it
# and pixels, and no more than so many thicknesses long.
_HOLE, _HOLE_MORE, _HOLE_LONG = 1.15, 2.0, 4.0
_SUBPIXEL, _FAR_OFF = 3, 1e6
# Walls of one building are no farther apart than so many thicknesses; a building on its own has such a share
# of the largest one's walls. That is found on every so manyth pixel.
_TOGETHER, _BESIDE, _COARSE = 8.0, 0.08, 8
# Pixels by which lines of a frame stick out, and the share of a text's box that its letters fill. A frame is
# so many times as deep as most texts of the page are high, at most, and no more than so many times as long.
_FRAME, _LETTERS = 1.0, 0.6
_FRAME_DEEP, _FRAME_LONG = 1.6, 3.5
# The paper round walls, as a share of the longer side of what they take up.
_RIM = 0.05
# A page of paper is lighter than this grey.
_LIGHT = 100


@dataclass(frozen=True, eq=False)
class _Pen:
    """What one line weight draws.

    Attributes:
        width: Pixels.
        segments: (N, 4) straight pieces.
        length: Of all of them together, pixels.
    """

    width: float
    segments: Floats
    length: float

    def facing(self, page: Page) -> Strips:
        """Strips that tell what it draws."""
        found = facing(self.segments, _pixels(page, _LEAST_APART), _pixels(page, _MOST_APART))
        return found.chosen((found.long >= _TELLING * found.apart) & (found.rows <= _MOST_ROWS))

    def share(self, strips: Strips) -> float:
        """How much of its lines face each other."""
        return 2 * float(strips.long.sum()) / max(self.length, 1e-6)


@dataclass(frozen=True, eq=False)
class DrawnWalls:
    """What the walls' pens draw in outline.

    Attributes:
        mask: (H, W) True on walls, up to the middle of the lines that draw their faces.
        pen: How wide the heaviest of these lines is, page pixels.
        heavier: (H, W) True on what yet heavier pens draw, match lines, section marks, frames, and on frames
            round room numbers.
    """

    mask: Mask
    pen: float
    heavier: Mask

    def part(self) -> Part:
        """Rows and columns in which there are walls, with paper round them."""
        left, top, width, height = cv2.boundingRect(self.mask.view(np.uint8))
        rim = round(_RIM * max(width, height))
        return (
            slice(max(top - rim, 0), top + height + rim),
            slice(max(left - rim, 0), left + width + rim),
        )

    def filled(self, pixels: NDArray[np.uint8], part: Part = _WHOLE) -> NDArray[np.uint8]:
        """The page's (H, W, 3) uint8 RGB pixels, or part of them, with walls of solid ink.

        Walls go up to the middle of their lines. What these lines and those of heavier pens cover beyond is
        left blank.
        """
        light = np.median(pixels[::_COARSE, ::_COARSE]) > _LIGHT
        ink, paper = (0, 255) if light else (255, 0)
        mask, shown = self.mask[part], pixels[part].copy()
        shown[self.heavier[part] | grown(mask, math.ceil(self.pen / 2))] = paper
        shown[mask] = ink
        return shown


def walls_of(view: PageView) -> DrawnWalls | None:
    """:func:`drawn_walls` of a page, found once."""
    if _MEMO not in view.memo:
        view.memo[_MEMO] = drawn_walls(view.page)
    found: DrawnWalls | None = view.memo[_MEMO]
    return found


def drawn_walls(page: Page) -> DrawnWalls | None:
    """The walls of a page by their pens; None where nothing tells these.

    Scans, pictures and files that have one pen for all have none; nor have files whose walls are filled.
    """
    if page.is_scan or not page.vector_paths or not page.dpi:
        return None
    known = _pens(page.vector_paths)
    pens, usual = _wall_pens(known, page)
    if not pens:
        return None
    heavier = known[: known.index(pens[0])]
    beside = _MOST_BESIDE * sum(pen.length for pen in pens)
    if any(pen.width >= _THINNEST * usual and pen.length > beside for pen in heavier):
        return None
    texts = np.array([run.polygon_px for run in page.text_layer if run.text.strip()]).reshape(-1, 4, 2)
    segments = np.vstack([pen.segments for pen in pens])
    least = max(_pixels(page, _LEAST_APART), _THINNEST * usual)
    framing = _framing(segments, texts, least, usual)
    frames, segments = segments[framing], segments[~framing]
    strips = facing(segments, least, _THICKEST * usual)
    strips = strips.chosen((strips.long >= _LEAST_LONG * strips.apart) & (strips.rows <= _MOST_ROWS))
    strips = strips.chosen(~_written_in(strips, texts))
    if not len(strips):
        return None
    shape = (page.height, page.width)
    mask = _on_page(strips, segments, texts.mean(axis=1), shape)
    _add_toned(mask, page, usual)
    mask = _of_buildings(mask, usual)
    if _solid_elsewhere(page.pixels, mask, usual):
        return None
    lines = np.zeros(shape, np.uint8)
    for segments, width in (*((pen.segments, pen.width) for pen in heavier), (frames, pens[0].width)):
        _draw(lines, segments, math.ceil(width) + 1)
    return DrawnWalls(mask, pens[0].width, lines > 0)


def _pixels(page: Page, millimetres: float) -> float:
    return millimetres * (page.dpi or 0.0) / 25.4


def _pens(paths: Sequence[VectorPath]) -> list[_Pen]:
    """The page's pens, the heaviest first."""
    drawn: dict[float, list[Floats]] = {}
    for path in paths:
        if path.stroke_width_px > 0:
            points = np.vstack([path.points_px, path.points_px[:1]]) if path.closed else path.points_px
            pieces = np.hstack([points[:-1], points[1:]])
            drawn.setdefault(round(path.stroke_width_px, 2), []).append(pieces)
    pens = []
    for width, parts in sorted(drawn.items(), reverse=True):
        segments = np.vstack(parts)
        length = float(np.linalg.norm(segments[:, 2:] - segments[:, :2], axis=1).sum())
        pens.append(_Pen(width, segments, length))
    return pens


def _wall_pens(pens: Sequence[_Pen], page: Page) -> tuple[list[_Pen], float]:
    """The pens that draw walls, and how thick most of these are, pixels; none where none does."""
    total = sum(pen.length for pen in pens)
    drawn = np.cumsum([pen.length for pen in pens[::-1]])
    if not total:
        return [], 0.0
    fine = pens[::-1][int(np.searchsorted(drawn, _FINEST * total))].width
    heavy = [pen for pen in pens if pen.width >= _HEAVIER * fine and pen.length >= _LEAST_DRAWN * total]
    heavy = [pen for pen in heavy if len(pen.segments) <= _MOST_PIECES]
    strips = [pen.facing(page) for pen in heavy]
    first = next((n for n, pen in enumerate(heavy) if pen.share(strips[n]) >= _LEAST_FACING), None)
    if first is None:
        return [], 0.0
    thickness = _commonest(strips[first])
    chosen = []
    for pen, found in zip(heavy[first:], strips[first:], strict=True):
        alike = found.chosen((found.apart >= _THINNEST * thickness) & (found.apart <= _THICKEST * thickness))
        if pen.width >= _AS_HEAVY * heavy[first].width and pen.share(alike) >= _ALSO_FACING:
            chosen.append(pen)
    return chosen, thickness


def _commonest(strips: Strips) -> float:
    """How far apart most of the length of some strips is."""
    order = np.argsort(strips.apart)
    apart, long = strips.apart[order], np.concatenate([[0.0], np.cumsum(strips.long[order])])
    low, high = (np.searchsorted(apart, apart * factor) for factor in (1 - _ABOUT, 1 + _ABOUT))
    return float(apart[int((long[high] - long[low]).argmax())])


def _letter_height(texts: Floats) -> float:
    """How high most of (N, 4, 2) texts are, pixels; 0 where there are none."""
    sides = np.linalg.norm(texts - np.roll(texts, -1, axis=1), axis=2)
    return float(np.median(sides.min(axis=1))) if len(texts) else 0.0


def _framing(segments: Floats, texts: Floats, least: float, usual: float) -> Mask:
    """(N,) True for those of (N, 4) segments that are frames of room numbers.

    These are about as narrow as walls, and stand between walls as others do.
    """
    strips = facing(segments, least, max(_THICKEST * usual, _FRAME_DEEP * _letter_height(texts)))
    hugged = (strips.apart <= _THICKEST * usual) | (strips.long <= _FRAME_LONG * strips.apart)
    return _lies_in(segments, strips.chosen(hugged & _written_in(strips, texts)))


def _written_in(strips: Strips, texts: Floats) -> Mask:
    """(N,) True for strips in which one of (M, 4, 2) texts fits: frames of room numbers."""
    middles = texts.mean(axis=1, keepdims=True)
    # Of its box, letters fill the middle.
    letters = shapely.polygons(middles + _LETTERS * (texts - middles))
    written = np.zeros(len(strips), np.bool_)
    _, which = shapely.STRtree(shapely.polygons(strips.corners)).query(letters, predicate="within")
    written[which] = True
    return written


def _lies_in(segments: Floats, frames: Strips) -> Mask:
    """(N,) True for those of (N, 4) segments that lie wholly in a frame."""
    ends = segments.reshape(-1, 2, 2)
    framing = np.zeros(len(ends), np.bool_)
    for corners in frames.corners:
        first = corners[0]
        sides = corners[1] - first, corners[3] - first
        lengths = [float(np.linalg.norm(side)) for side in sides]
        along, across = ((ends - first) @ side / long for side, long in zip(sides, lengths, strict=True))
        inside = (along > -_FRAME) & (along < lengths[0] + _FRAME)
        inside &= (across > -_FRAME) & (across < lengths[1] + _FRAME)
        framing |= inside.all(axis=1)
    return framing


def _on_page(strips: Strips, segments: Floats, texts: Floats, shape: tuple[int, int]) -> Mask:
    """(H, W) True on walls; only the part of a large sheet in which some are drawn is worked on."""
    mask = np.zeros(shape, np.bool_)
    points = strips.corners.reshape(-1, 2)
    left, top = np.clip(np.floor(points.min(axis=0)).astype(int) - 2, 0, (shape[1], shape[0])).tolist()
    right, bottom = np.clip(np.ceil(points.max(axis=0)).astype(int) + 2, 0, (shape[1], shape[0])).tolist()
    if right <= left or bottom <= top:
        return mask
    moved = replace(strips, corners=strips.corners - (left, top))
    within = texts[((texts >= (left, top)) & (texts < (right, bottom))).all(axis=1)]
    size = (bottom - top, right - left)
    part = _filled(moved, segments - (left, top, left, top), within - (left, top), size)
    mask[top:bottom, left:right] = part
    return mask


def _filled(strips: Strips, segments: Floats, texts: Floats, shape: tuple[int, int]) -> Mask:
    """The strips as pixels, with what is left open where walls meet and end, and no text stands."""
    mask, thick = np.zeros(shape, np.uint8), np.zeros(shape, np.uint16)
    across = strips.corners[:, 3] - strips.corners[:, 0]
    # cv2 fills what its edges touch: half a pixel more than there is.
    inset = across / np.maximum(2 * strips.apart[:, None], 1.0)
    boxes = strips.corners + np.stack([inset, inset, -inset, -inset], axis=1)
    for corners, apart in zip(_fixed(boxes), strips.apart, strict=True):
        cv2.fillPoly(mask, [corners], 1, cv2.LINE_8, _SUBPIXEL)
        cv2.fillPoly(thick, [corners], round(float(apart)), cv2.LINE_8, _SUBPIXEL)
    lined = mask.copy()
    _draw(lined, segments, 1)
    _, numbers, stats, _ = cv2.connectedComponentsWithStats(1 - lined, connectivity=4)
    long = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    near = cv2.dilate(thick, np.ones((5, 5), np.uint8))
    columns, rows = texts.astype(int).T
    # Neither what is drawn nor what is written in is a hole.
    long[[0, *numbers[rows, columns]]] = max(shape)
    for number in np.flatnonzero(long <= _HOLE_LONG * strips.apart.max()):
        left, top, width, height = stats[number, :4].tolist()
        here = (slice(top, top + height), slice(left, left + width))
        own = numbers[here] == number
        beside = float(near[here][own].max())
        hole = cv2.distanceTransform(np.pad(own, 1).astype(np.uint8), cv2.DIST_L2, 3)
        if long[number] <= _HOLE_LONG * beside and 2 * hole.max() <= _HOLE * beside + _HOLE_MORE:
            mask[here][own] = 1
    # Holes are filled up to the lines round them.
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)) > 0)


def _add_toned(mask: Mask, page: Page, usual: float) -> None:
    """Set an (H, W) mask of walls where shapes of a tone between paper and ink go on from these.

    What stands already, or is cut in another material, is filled with grey between finer lines.
    """
    shapes = [path.points_px for path in page.vector_paths if path.filled and len(path.points_px) >= _CORNERS]
    filled = np.zeros(mask.shape, np.uint8)
    for points in shapes:
        _fill_toned(filled, points, page.pixels)
    if not filled.any():
        return
    slight, stout = (np.ones((max(round(factor * usual), 1),) * 2, np.uint8) for factor in (_SLIGHT, _STOUT))
    wide = cv2.morphologyEx(filled, cv2.MORPH_OPEN, stout)
    filled[cv2.dilate(wide, slight) > 0] = 0
    toned = cv2.morphologyEx(filled, cv2.MORPH_OPEN, slight) > 0
    _, numbers = cv2.connectedComponents((toned | mask).view(np.uint8), connectivity=8)
    mask |= toned & np.isin(numbers, np.unique(numbers[mask]))


def _fill_toned(filled: NDArray[np.uint8], points: Floats, pixels: NDArray[np.uint8]) -> None:
    """Set what a shape with (N, 2) corners covers where that is of one tone on the page, a middle one."""
    height, width = filled.shape
    left, top = np.clip(np.floor(points.min(axis=0)).astype(int), 0, (width, height)).tolist()
    right, bottom = np.clip(np.ceil(points.max(axis=0)).astype(int), 0, (width, height)).tolist()
    if right <= left or bottom <= top:
        return
    part = (slice(top, bottom), slice(left, right))
    covered = np.zeros((bottom - top, right - left), np.uint8)
    cv2.fillPoly(covered, [_fixed(points - (left, top))], 1, cv2.LINE_8, _SUBPIXEL)
    tones = cv2.cvtColor(pixels[part], cv2.COLOR_RGB2GRAY)[covered > 0]
    tone = np.median(tones) if len(tones) else 255.0
    if _DARK < tone < _PALE and np.mean(np.abs(tones - tone) < _EVEN) > _MOSTLY:
        filled[part] |= covered


def _of_buildings(mask: Mask, thickness: float) -> Mask:
    """The walls without what is small beside the largest building and far from it: bar scales, legends."""
    size = (-(-mask.shape[1] // _COARSE), -(-mask.shape[0] // _COARSE))
    coarse = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    around = grown(coarse > 0, math.ceil(_TOGETHER * thickness / _COARSE))
    _, numbers = cv2.connectedComponents(around.astype(np.uint8))
    amounts = np.bincount(numbers.ravel(), weights=coarse.ravel())
    amounts[0] = 0.0
    kept = (amounts >= _BESIDE * amounts.max())[numbers].astype(np.uint8)
    full = cv2.resize(kept, mask.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.asarray(mask & (full > 0))


def _solid_elsewhere(pixels: NDArray[np.uint8], mask: Mask, thickness: float) -> bool:
    """Whether there is more solid ink as thick as walls beside some walls than there would be of these."""
    core = np.ones((max(3, round(_CORE * thickness)),) * 2, np.uint8)
    dark = ((cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) < _DARK) & ~mask).view(np.uint8)
    solid, walls = (np.count_nonzero(cv2.erode(part, core)) for part in (dark, mask.view(np.uint8)))
    return bool(solid > walls)


def _draw(mask: NDArray[np.uint8], segments: Floats, thick: int) -> None:
    cv2.polylines(mask, list(_fixed(segments.reshape(-1, 2, 2))), False, 1, thick, cv2.LINE_8, _SUBPIXEL)


def _fixed(points: Floats) -> NDArray[np.int32]:
    """Points as cv2 takes them, which counts from pixel centres."""
    on_paper = np.clip(points, -_FAR_OFF, _FAR_OFF)
    fixed: NDArray[np.int32] = np.round((on_paper - 0.5) * 2**_SUBPIXEL).astype(np.int32)
    return fixed
