"""The text layer of a PDF page as runs: characters that follow each other in one direction on one line."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from docparse.pages.page import LayerText
from docparse.pages.pdf_space import PageSpace, apply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

# More characters than any printed page holds; beyond them the layer is cut.
MAX_CHARACTERS = 200_000

# In ems, the letter height: a wider gap parts two columns, a smaller one two words.
_COLUMN_GAP = 1.5
_BACKWARD_GAP = -1.0
_LINE_STEP = 0.5
# Sine of the smallest angle between two runs.
_TURN = 0.06
# What a line of Latin text fills above and below its baseline, in ems.
_ASCENT, _DESCENT = 0.72, 0.2
# Advance of an average letter, in ems, where no next letter tells.
_ADVANCE = 0.55

# A layer in which more than this share of characters stands for nothing known is worse than none.
_MAX_UNREADABLE = 0.5

_NEWLINES = {0x0A, 0x0D}
_HYPHENS = {0x02, 0xFFFE}  # PDFium's marks for a hyphen at a line's end
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True)
class _Glyphs:
    """The visible characters of a page, in page pixels.

    Attributes:
        text: For each, the spaces before it and itself.
        new_line: (N,) whether PDFium sees a line's end before it.
        boxes: (N, 4, 2) corners of each letter's upright box.
        origins: (N, 2) where each letter stands on its baseline.
        directions: (N, 2) unit vectors along the writing direction.
        sizes: (N,) letter size.
    """

    text: list[str]
    new_line: NDArray[np.bool_]
    boxes: NDArray[np.float64]
    origins: NDArray[np.float64]
    directions: NDArray[np.float64]
    sizes: NDArray[np.float64]


def text_runs(page: Any, space: PageSpace) -> tuple[LayerText, ...] | None:
    """The runs of an opened PDFium page, in the order of its content.

    Returns:
        The runs, none for a page without text; None when most characters have no known meaning, as in files
        whose fonts lack a Unicode table.
    """
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return ()
    try:
        glyphs = _glyphs_of(text_page, space)
    finally:
        text_page.close()
    if glyphs is None:
        return ()
    unreadable = sum(_is_unreadable(text[-1]) for text in glyphs.text)
    if unreadable > _MAX_UNREADABLE * len(glyphs.text):
        return None
    return tuple(_run(glyphs, first, end) for first, end in _slices(glyphs))


def _is_unreadable(character: str) -> bool:
    return character == _REPLACEMENT or 0xE000 <= ord(character) <= 0xF8FF  # the private use area


def _character(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return _REPLACEMENT
    return chr(code)


def _glyphs_of(text_page: Any, space: PageSpace) -> _Glyphs | None:
    text: list[str] = []
    new_line: list[bool] = []
    numbers: list[tuple[float, ...]] = []
    before, broken = "", True
    for code, place in _characters(text_page):
        if code in _NEWLINES:
            before, broken = "", True
            continue
        character = _character(code)
        if place is None or character.isspace():
            before += " " if character.isspace() else ""
            continue
        text.append(before + character)
        new_line.append(broken)
        numbers.append(place)
        before, broken = "", False
    if not numbers:
        return None
    table = np.array(numbers)
    left, bottom, right, top, x, y, along_x, along_y, up_x, up_y = table.T
    corners = np.stack([left, top, right, top, right, bottom, left, bottom], axis=1).reshape(-1, 2)
    linear = (*space.to_pixels[:4], 0.0, 0.0)
    along = apply(linear, np.column_stack([along_x, along_y]))
    lengths = np.linalg.norm(along, axis=1, keepdims=True)
    directions = np.where(lengths > 0, along / np.maximum(lengths, 1e-12), [1.0, 0.0])
    return _Glyphs(
        text=text,
        new_line=np.array(new_line),
        boxes=apply(space.to_pixels, corners).reshape(-1, 4, 2),
        origins=apply(space.to_pixels, np.column_stack([x, y])),
        directions=directions,
        sizes=np.maximum(np.linalg.norm(apply(linear, np.column_stack([up_x, up_y])), axis=1), 1e-6),
    )


def _characters(text_page: Any) -> Iterator[tuple[int, tuple[float, ...] | None]]:
    """Each character's code and its place: box, origin, one em along and one em up; None for no place."""
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    box = tuple(ctypes.byref(value) for value in (left, right, bottom, top))
    origin = (ctypes.byref(x), ctypes.byref(y))
    matrix = pdfium_c.FS_MATRIX()
    matrix_at = ctypes.byref(matrix)
    for index in range(min(max(text_page.count_chars(), 0), MAX_CHARACTERS)):
        code = int(pdfium_c.FPDFText_GetUnicode(text_page, index))
        placed = (
            pdfium_c.FPDFText_IsGenerated(text_page, index) != 1
            and pdfium_c.FPDFText_GetCharBox(text_page, index, *box)
            and pdfium_c.FPDFText_GetCharOrigin(text_page, index, *origin)
            and pdfium_c.FPDFText_GetMatrix(text_page, index, matrix_at)
        )
        if not placed:
            yield code, None
            continue
        size = float(pdfium_c.FPDFText_GetFontSize(text_page, index))
        corners = (left.value, bottom.value, right.value, top.value, x.value, y.value)
        yield code, (*corners, matrix.a * size, matrix.b * size, matrix.c * size, matrix.d * size)


def _slices(glyphs: _Glyphs) -> list[tuple[int, int]]:
    """Where each run starts and ends among the glyphs."""
    previous, following = glyphs.directions[:-1], glyphs.directions[1:]
    turned = np.abs(_cross(previous, following)) > _TURN
    turned |= (previous * following).sum(axis=1) < 0
    step = glyphs.origins[1:] - glyphs.origins[:-1]
    em = np.maximum(glyphs.sizes[:-1], glyphs.sizes[1:])
    off_line = np.abs(_cross(previous, step)) > _LINE_STEP * em
    ends = np.einsum("nij,nj->ni", glyphs.boxes[:-1], previous).max(axis=1)
    starts = np.einsum("nij,nj->ni", glyphs.boxes[1:], previous).min(axis=1)
    gap = starts - ends
    apart = (gap > _COLUMN_GAP * em) | (gap < _BACKWARD_GAP * em)
    breaks = np.flatnonzero(glyphs.new_line[1:] | turned | off_line | apart) + 1
    edges = [0, *breaks.tolist(), len(glyphs.text)]
    return list(pairwise(edges))


def _cross(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])


def _run(glyphs: _Glyphs, first: int, end: int) -> LayerText:
    along = glyphs.directions[first]
    down = np.array([-along[1], along[0]])
    sizes, origins = glyphs.sizes[first:end], glyphs.origins[first:end]
    base = origins @ down
    top, bottom = float((base - _ASCENT * sizes).min()), float((base + _DESCENT * sizes).max())
    if abs(along[0] * along[1]) < 0.02:
        corners = glyphs.boxes[first:end].reshape(-1, 2)
        start, stop = float((corners @ along).min()), float((corners @ along).max())
        top, bottom = min(top, float((corners @ down).min())), max(bottom, float((corners @ down).max()))
    else:  # the upright boxes of slanting letters are too large to go by
        start, stop = float((origins @ along).min()), float((origins @ along + _ADVANCE * sizes).max())
    polygon = [start * along + top * down, stop * along + top * down]
    polygon += [stop * along + bottom * down, start * along + bottom * down]
    return LayerText("".join(glyphs.text[first:end]).strip(), np.array(polygon))
