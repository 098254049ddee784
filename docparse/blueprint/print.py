"""The print on a plan: read once, in both directions in which drawings are lettered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from docparse.pages.transform import rotate_quarter

if TYPE_CHECKING:
    from docparse.blueprint.drawing import Drawing
    from docparse.kind import PageView
    from docparse.text import TextLine

# Text engines reduce what is larger than about this; larger drawings are read in tiles.
_TILE = 2400
_OVERLAP = 240
# A line whose box is this much taller than wide is lettered up or down the page.
_TALL = 1.5
# Pixels of paper round a turned line that is read again, as a share of its height.
_RIM = 0.12
# Lines of two tiles whose boxes share more than this of the smaller are one.
_SAME = 0.5


def read_print(view: PageView, drawing: Drawing) -> list[TextLine]:
    """The page's text lines, in page pixels; turned ones have their first edge along the writing.

    Raises:
        EngineError: As the text engine raises it.
        LimitError: ``limit.time``.
    """
    if view.has_own_text:
        return view.lines
    lines: list[TextLine] = []
    # A page is traced meanwhile. Of a large one that is over long before its text is read.
    aside = _is_one_tile(drawing.pixels)
    for left, top, tile in _tiles(drawing.pixels):
        found = _with_turned(view, tile, view.read_pixels(tile, aside=aside), aside=aside)
        lines = _joined(lines, [_moved(line, left, top) for line in found])
    return [replace(line, polygon_px=drawing.on_page(line.polygon_px), words=()) for line in lines]


def _tiles(pixels: NDArray[np.uint8]) -> Iterator[tuple[int, int, NDArray[np.uint8]]]:
    """The picture, or overlapping parts of it, each with its left and top."""
    if _is_one_tile(pixels):
        yield 0, 0, pixels
        return
    height, width = pixels.shape[:2]
    for top in _starts(height):
        for left in _starts(width):
            part = pixels[top : top + _TILE, left : left + _TILE]
            if part.min() < part.max():
                yield left, top, np.ascontiguousarray(part)


def _is_one_tile(pixels: NDArray[np.uint8]) -> bool:
    return bool(max(pixels.shape[:2]) <= _TILE * 1.5)


def _starts(length: int) -> list[int]:
    if length <= _TILE:
        return [0]
    count = -(-(length - _OVERLAP) // (_TILE - _OVERLAP))
    return [round(number * (length - _TILE) / (count - 1)) for number in range(count)]


def _with_turned(
    view: PageView, pixels: NDArray[np.uint8], lines: Sequence[TextLine], *, aside: bool
) -> list[TextLine]:
    """The lines, those that stand on end read in both directions and kept as the surer reading."""
    tall = [number for number, line in enumerate(lines) if _is_tall(line)]
    if not tall:
        return list(lines)
    cuts = [_cut(pixels, lines[number]) for number in tall]
    # Turned clockwise, print that runs up the page stands upright; drawings are lettered to be read from
    # the right.
    readings = view.recognise([rotate_quarter(cut, 1) for cut in cuts], aside=aside)
    result = list(lines)
    for number, (text, sure) in zip(tall, readings, strict=True):
        line = lines[number]
        if text.strip() and sure >= line.confidence:
            result[number] = replace(
                line, text=text, confidence=sure, polygon_px=np.roll(line.polygon_px, 2, axis=0), words=()
            )
    return result


def _is_tall(line: TextLine) -> bool:
    left, top, right, bottom = line.box
    return bottom - top >= _TALL * (right - left) and len(line.text.strip()) > 1


def _cut(pixels: NDArray[np.uint8], line: TextLine) -> NDArray[np.uint8]:
    left, top, right, bottom = line.box
    rim = max(2.0, _RIM * (right - left))
    rows = slice(max(int(top - rim), 0), int(bottom + rim) + 1)
    columns = slice(max(int(left - rim), 0), int(right + rim) + 1)
    return np.ascontiguousarray(pixels[rows, columns])


def _moved(line: TextLine, left: int, top: int) -> TextLine:
    return replace(line, polygon_px=line.polygon_px + np.array([left, top]), words=())


def _joined(known: Sequence[TextLine], found: Sequence[TextLine]) -> list[TextLine]:
    """The lines of two tiles; of a line that both show, the longer reading."""
    lines = list(known)
    for line in found:
        twins = [other for other in known if _overlap(line, other) > _SAME]
        if any(len(other.text) >= len(line.text) for other in twins):
            continue
        lines = [other for other in lines if all(other is not twin for twin in twins)]
        lines.append(line)
    return lines


def _overlap(one: TextLine, other: TextLine) -> float:
    a, b = one.box, other.box
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
