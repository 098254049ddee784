"""The print on a plan: read once, in both directions in which drawings are lettered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.pages.transform import rotate_quarter
from docparse.text.standing import on_end

if TYPE_CHECKING:
    from docparse.blueprint.drawing import Sheet
    from docparse.kind import PageView
    from docparse.text import TextLine

# Text engines reduce what is larger than about this; larger drawings are read in tiles.
_TILE = 2400
_OVERLAP = 240
# So large at most a tile is shown to the engine, and only where there is ink, with paper round it.
_SHOWN, _PAPER = 2000, 24
# Pixels of paper round a line that is read again, as a share of its height.
_RIM = 0.12
# Thin lines of so many pixels are no letter's; they are no thicker than this, and ink is darker than this.
_LONG, _MOST_THICK, _INK = 100, 6, 190
# Words that such a line crosses are read again without it, with so many heights behind them: a number may
# have been taken for part of the line. What comes of it has so many signs more at most and is so sure.
_WORDS = re.compile(r"[^\W\d_][^\d_]{2,}")
_AFTER, _MOST_MORE, _SURE = 1.2, 2, 0.8
# Ink differs from paper by so much.
_CONTRAST = 40
# Lines of two tiles whose boxes share more than this of the smaller are one.
_SAME = 0.5


def read_print(view: PageView, sheet: Sheet) -> list[TextLine]:
    """The page's text lines, in page pixels; turned ones have their first edge along the writing.

    Another thread may trace the page meanwhile.

    Raises:
        EngineError: As the text engine raises it.
        LimitError: ``limit.time``.
    """
    if view.has_own_text:
        return view.lines
    lines: list[TextLine] = []
    for left, top, tile in _tiles(sheet.pixels):
        found = _with_turned(view, tile, _read_ink(view, tile))
        found = _with_crossed(view, tile, found)
        lines = _joined(lines, [_moved(line, left, top) for line in found])
    return [replace(line, polygon_px=sheet.on_page(line.polygon_px), words=()) for line in lines]


def _read_ink(view: PageView, pixels: NDArray[np.uint8]) -> list[TextLine]:
    """The lines of a tile; looking for them takes as long as there is paper to look at."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    paper = int(np.median(grey))
    inked = (grey < paper - _CONTRAST) | (grey > paper + _CONTRAST)
    left, top, width, height = cv2.boundingRect(inked.view(np.uint8))
    if not width:
        return []
    left, top = max(left - _PAPER, 0), max(top - _PAPER, 0)
    part = pixels[top : top + height + 2 * _PAPER, left : left + width + 2 * _PAPER]
    factor = min(1.0, _SHOWN / max(pixels.shape[:2]))
    if factor < 1:
        size = (round(part.shape[1] * factor), round(part.shape[0] * factor))
        shown = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    else:
        shown = np.ascontiguousarray(part)
    back = np.array(part.shape[1::-1]) / shown.shape[1::-1]
    lines = view.read_pixels(shown, aside=True)
    return [replace(line, polygon_px=line.polygon_px * back + (left, top), words=()) for line in lines]


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


def _with_turned(view: PageView, pixels: NDArray[np.uint8], lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, those that stand on end read in both directions and kept as the surer reading."""
    tall = [number for number, line in enumerate(lines) if _is_tall(line)]
    if not tall:
        return list(lines)
    cuts = [_cut(pixels, lines[number]) for number in tall]
    # Turned clockwise, print that runs up the page stands upright; drawings are lettered to be read from
    # the right.
    readings = view.recognise([rotate_quarter(cut, 1) for cut in cuts], aside=True)
    result = list(lines)
    for number, (text, sure) in zip(tall, readings, strict=True):
        line = lines[number]
        if text.strip() and sure >= line.confidence:
            result[number] = replace(
                line, text=text, confidence=sure, polygon_px=np.roll(line.polygon_px, 2, axis=0), words=()
            )
    return result


def _with_crossed(view: PageView, pixels: NDArray[np.uint8], lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines; words that a drawn line crosses are read again without it, and kept where more is read."""
    strokes = _long_strokes(pixels)
    near = [_place(line, _AFTER) for line in lines]
    crossed = [
        number
        for number, (line, here) in enumerate(zip(lines, near, strict=True))
        if _WORDS.fullmatch(line.text.strip()) and not _is_tall(line) and strokes[here].any()
    ]
    if not crossed:
        return list(lines)
    cuts = []
    for number in crossed:
        cut = pixels[near[number]].copy()
        cut[strokes[near[number]]] = np.median(cut.reshape(-1, 3), axis=0)
        cuts.append(cut)
    result = list(lines)
    for number, (text, sure) in zip(crossed, view.recognise(cuts, aside=True), strict=True):
        old, new = lines[number].text.strip(), text.strip()
        more = new[len(old) :].strip()
        if new.startswith(old) and more and len(more) <= _MOST_MORE and sure >= _SURE:
            result[number] = replace(lines[number], text=new, confidence=sure, words=())
    return result


def _long_strokes(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """(H, W) True on thin lines along or across the page that are longer than any letter's."""
    ink = (cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) < _INK).astype(np.uint8)
    thick = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_MOST_THICK, _MOST_THICK), np.uint8))
    thin = cv2.subtract(ink, cv2.dilate(thick, np.ones((3, 3), np.uint8)))
    strokes: NDArray[Any] = np.zeros(thin.shape, np.uint8)
    for kernel, beside in (((1, _LONG), (3, 1)), ((_LONG, 1), (1, 3))):
        found = cv2.morphologyEx(thin, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
        strokes = cv2.max(strokes, cv2.dilate(found, np.ones(beside, np.uint8)))
    return np.asarray(strokes > 0)


def _is_tall(line: TextLine) -> bool:
    return on_end(line) and len(line.text.strip()) > 1


def _cut(pixels: NDArray[np.uint8], line: TextLine) -> NDArray[np.uint8]:
    return np.ascontiguousarray(pixels[_place(line)])


def _place(line: TextLine, after: float = 0.0) -> tuple[slice, slice]:
    """Rows and columns of a line of print with some paper round it, and so many heights of it behind."""
    left, top, right, bottom = line.box
    height = min(bottom - top, right - left)
    rim = max(2.0, _RIM * height)
    return (
        slice(max(int(top - rim), 0), int(bottom + rim) + 1),
        slice(max(int(left - rim), 0), int(right + max(rim, after * height)) + 1),
    )


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
