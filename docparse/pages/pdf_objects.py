"""The drawing of a PDF page: its paths, flattened to straight pieces, and how much of it is a picture."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from docparse.pages.page import VectorPath
from docparse.pages.pdf_space import Affine, PageSpace, affine_scale, apply, compose

if TYPE_CHECKING:
    from docparse.pages.limits import Deadline
    from docparse.pages.page import Points

# A dense architect's sheet has some 200,000 segments; each costs a few microseconds and some memory.
MAX_SEGMENTS = 1_000_000
# Forms (pictures made of drawing) may hold forms; a file can nest them without end.
MAX_DEPTH = 12

_CURVE_STEP_PX = 4.0
_CURVE_STEPS = (2, 32)
_HAIRLINE_PX = 1.0
_CHECK_EVERY = 500


@dataclass(frozen=True)
class Drawing:
    """What a page draws besides text.

    Attributes:
        paths: The visible paths, in painting order; empty when there were too many.
        image_share: Share of the page, 0 to 1, that its largest embedded picture covers.
        complete: Whether all of the drawing was read.
    """

    paths: tuple[VectorPath, ...] = ()
    image_share: float = 0.0
    complete: bool = True


@dataclass
class _Walk:
    space: PageSpace
    deadline: Deadline
    with_paths: bool
    objects: int = 0
    segments: int = 0
    image_share: float = 0.0
    paths: list[VectorPath] = field(default_factory=list)

    def spent(self) -> bool:
        if self.segments > MAX_SEGMENTS:
            return True
        return self.objects % _CHECK_EVERY == 0 and self.deadline.passed()


def drawing_of(page: Any, space: PageSpace, deadline: Deadline, *, with_paths: bool = True) -> Drawing:
    """Read the drawing of an opened PDFium page.

    Args:
        page: The page.
        space: Its coordinates.
        deadline: When to stop.
        with_paths: Whether paths are wanted, or only the share of pictures.
    """
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    walk = _Walk(space, deadline, with_paths)
    for item, to_pixels in _objects(page, space.to_pixels):
        walk.objects += 1
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH and with_paths:
            _add_path(walk, item, to_pixels)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            walk.image_share = max(walk.image_share, _share(space, to_pixels))
        if walk.spent():
            return Drawing(image_share=walk.image_share, complete=False)
    return Drawing(tuple(walk.paths), walk.image_share)


def _objects(page: Any, to_pixels: Affine) -> Iterator[tuple[Any, Affine]]:
    """Every object of the page, those inside forms too, each with the mapping of its own space to pixels."""
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    def of_form(form: Any, outer: Affine, depth: int) -> Iterator[tuple[Any, Affine]]:
        for index in range(pdfium_c.FPDFFormObj_CountObjects(form)):
            yield from one(pdfium_c.FPDFFormObj_GetObject(form, index), outer, depth)

    def one(item: Any, outer: Affine, depth: int) -> Iterator[tuple[Any, Affine]]:
        if not item:
            return
        inner = compose(_matrix_of(item), outer)
        if pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_FORM:
            if depth < MAX_DEPTH:
                yield from of_form(item, inner, depth + 1)
            return
        yield item, inner

    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        yield from one(pdfium_c.FPDFPage_GetObject(page, index), to_pixels, 0)


def _matrix_of(item: Any) -> Affine:
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _share(space: PageSpace, to_pixels: Affine) -> float:
    # A picture fills the unit square of its own space (ISO 32000-1, 8.9.5.1).
    corners = apply(to_pixels, [[0, 0], [1, 0], [1, 1], [0, 1]])
    size = (space.width, space.height)
    inside = np.clip(corners, 0.0, size)
    across, down = np.ptp(inside, axis=0)
    share = float(across * down) / (space.width * space.height)
    return min(1.0, share) if np.isfinite(share) else 0.0


def _add_path(walk: _Walk, item: Any, to_pixels: Affine) -> None:
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    if not pdfium_c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    filled = fill.value != pdfium_c.FPDF_FILLMODE_NONE
    if not filled and not stroke.value:
        return
    stroke_px = 0.0
    if stroke.value:
        pdfium_c.FPDFPageObj_GetStrokeWidth(item, ctypes.byref(width))
        # Width 0 is the thinnest line the device can draw (ISO 32000-1, 8.4.3.2).
        stroke_px = width.value * affine_scale(to_pixels) or _HAIRLINE_PX
    for points, closed in _outlines(walk, item, to_pixels):
        if _is_visible(points, walk.space):
            walk.paths.append(VectorPath(points, closed, filled, stroke_px))


def _is_visible(points: Points, space: PageSpace) -> bool:
    if not np.isfinite(points).all():
        return False
    low, high = points.min(axis=0), points.max(axis=0)
    return bool((high >= 0).all() and low[0] <= space.width and low[1] <= space.height)


def _outlines(walk: _Walk, item: Any, to_pixels: Affine) -> Iterator[tuple[Points, bool]]:
    """The pieces of a path between two moves of the pen, in pixels, curves flattened."""
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    kinds, points, closes = _segments(walk, item)
    if not kinds:
        return
    pixels = apply(to_pixels, points)
    starts = [index for index, kind in enumerate(kinds) if kind == pdfium_c.FPDF_SEGMENT_MOVETO]
    for first, end in zip([0, *starts[1:]] if starts else [0], [*starts[1:], len(kinds)], strict=True):
        if end - first < 2:
            continue
        bends = any(kind == pdfium_c.FPDF_SEGMENT_BEZIERTO for kind in kinds[first:end])
        outline = _flatten(pixels[first:end], kinds[first:end]) if bends else pixels[first:end].copy()
        closed = closes[end - 1]
        if closed and len(outline) > 2 and np.allclose(outline[0], outline[-1], atol=1e-6):
            outline = outline[:-1]
        yield outline, closed


def _segments(walk: _Walk, item: Any) -> tuple[list[int], list[tuple[float, float]], list[bool]]:
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    kinds, points, closes = [], [], []
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    count = pdfium_c.FPDFPath_CountSegments(item)
    for index in range(min(count, MAX_SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, x_at, y_at):
            continue
        kinds.append(pdfium_c.FPDFPathSegment_GetType(segment))
        points.append((x.value, y.value))
        closes.append(bool(pdfium_c.FPDFPathSegment_GetClose(segment)))
    walk.segments += max(count, 0)
    return kinds, points, closes


def _flatten(points: Points, kinds: list[int]) -> Points:
    """Replace each Bezier piece (three points: two controls and an end) by short straight ones."""
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    pieces = [points[:1]]
    at = 1
    while at < len(points):
        if kinds[at] == pdfium_c.FPDF_SEGMENT_BEZIERTO and at + 2 < len(points):
            pieces.append(_curve(points[at - 1 : at + 3]))
            at += 3
        else:
            pieces.append(points[at : at + 1])
            at += 1
    return np.concatenate(pieces)


def _curve(controls: Points) -> Points:
    length = float(np.linalg.norm(np.diff(controls, axis=0), axis=1).sum())
    low, high = _CURVE_STEPS
    steps = int(np.clip(length / _CURVE_STEP_PX, low, high)) if np.isfinite(length) else low
    t = np.linspace(0.0, 1.0, steps + 1)[1:, np.newaxis]
    s = 1.0 - t
    a, b, c, d = controls
    return np.asarray(s**3 * a + 3 * s**2 * t * b + 3 * s * t**2 * c + t**3 * d)
