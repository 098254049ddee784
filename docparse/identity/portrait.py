"""Where the portrait and the signature are, told from texture and text alone.

A portrait is a block of large light and dark areas with no print in it, taller than wide, on the left or
right third of a card. This is a heuristic; it needs no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import cv2
import numpy as np

from docparse.identity.front.fold import fold
from docparse.records import Polygon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from docparse.text import TextLine

_WORK_WIDTH = 160
# Portraits on ID-1 cards and passport pages: width over height, and height over the card's height.
_ASPECTS = (0.72, 0.8, 0.88)
_HEIGHTS = (0.42, 0.5, 0.58, 0.66)
_MIN_SCORE = 9.0
_HEADING_SHARE = 0.1


def find_portrait(pixels: NDArray[np.uint8], lines: Sequence[TextLine]) -> Polygon | None:
    """The portrait's corners in page pixels, or None.

    Args:
        pixels: (H, W, 3) RGB of the page.
        lines: Its text lines; a portrait has none across it.
    """
    # A strip is not a card, and enlarging one to the working width would take its height along.
    scale = min(1.0, _WORK_WIDTH / pixels.shape[1])
    if max(pixels.shape[:2]) > 8 * min(pixels.shape[:2]):
        return None
    small = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    height, width = small.shape[:2]
    if height < 24:
        return None
    contrast = _blob_contrast(small)
    text = _text_mask(lines, (height, width), scale)
    sums = np.asarray(cv2.integral(contrast), np.float64)
    print_sums = np.asarray(cv2.integral(text), np.float64)
    best: tuple[float, tuple[int, int, int, int]] | None = None
    for share in _HEIGHTS:
        for aspect in _ASPECTS:
            h = int(share * height)
            w = int(h * aspect)
            if w >= width * 0.5:
                continue
            found = _best_place(sums, print_sums, w, h)
            if found and (best is None or found[0] > best[0]):
                best = found
    if best is None or best[0] < _MIN_SCORE:
        return None
    left, top, w, h = (value / scale for value in best[1])
    corners = [(left, top), (left + w, top), (left + w, top + h), (left, top + h)]
    return [(round(x, 1), round(y, 1)) for x, y in corners]


def _blob_contrast(small: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How far each place, blurred to the size of hair or a cheek, is from its wider surroundings."""
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    fine = cv2.GaussianBlur(lab, (0, 0), 2.5)
    wide = cv2.GaussianBlur(lab, (0, 0), 14)
    difference: NDArray[np.float32] = np.abs(fine - wide).sum(axis=2)
    return difference


def _text_mask(lines: Sequence[TextLine], shape: tuple[int, int], scale: float) -> NDArray[np.float32]:
    mask = np.zeros(shape, np.float32)
    for line in lines:
        left, top, right, bottom = (round(value * scale) for value in line.box)
        if right - left >= bottom - top:  # writing up the edge of a portrait does not count
            mask[max(0, top) : bottom, max(0, left) : right] = 1.0
    return mask


def _best_place(
    sums: NDArray[np.float64], text: NDArray[np.float64], w: int, h: int
) -> tuple[float, tuple[int, int, int, int]] | None:
    """The best left, top of a w x h block: much contrast, no print."""
    area = float(w * h)
    content = _spread_content(sums, w, h)
    printed = _block_sums(text, w, h) / area
    score = content * (1.0 - 4.0 * np.minimum(printed, 0.25))
    # A larger block with the same density of contrast is the whole portrait, not a part of it.
    score = score * (area / 2500.0) ** 0.25
    if not score.size:
        return None
    # The heading stands above the portrait on every layout of the AAMVA and ICAO card designs.
    score[: int(_HEADING_SHARE * (sums.shape[0] - 1))] *= 0.6
    top, left = np.unravel_index(int(np.argmax(score)), score.shape)
    return float(score[top, left]), (int(left), int(top), w, h)


def _spread_content(sums: NDArray[np.float64], w: int, h: int) -> NDArray[np.float64]:
    """Mean contrast of each w x h block, as far as it is spread over the block's six parts.

    The edge of a heading or a seal in one corner is no portrait: hair, face and shoulders fill all of it.
    """
    rows, columns = 3, 2
    part_h, part_w = h // rows, w // columns
    parts = _block_sums(sums, part_w, part_h) / float(part_w * part_h)
    height, width = sums.shape[0] - h, sums.shape[1] - w
    offsets = [(row * part_h, column * part_w) for row in range(rows) for column in range(columns)]
    stack = np.sort(np.stack([parts[y : y + height, x : x + width] for y, x in offsets]), axis=0)
    spread: NDArray[np.float64] = stack[:3].mean(axis=0) * 0.7 + stack.mean(axis=0) * 0.3
    return spread


def _block_sums(integral: NDArray[np.float64], w: int, h: int) -> NDArray[np.float64]:
    sums: NDArray[np.float64] = integral[h:, w:] - integral[:-h, w:] - integral[h:, :-w] + integral[:-h, :-w]
    return sums


def find_signature(lines: Sequence[TextLine], names: Sequence[str]) -> Polygon | None:
    """The line that reads most like the holder's name in handwriting: both cases, letters of the name.

    Args:
        lines: The page's text lines.
        names: Family and given names as read.
    """
    wanted = {letter for name in names for letter in fold(name) if letter.isalpha()}
    best: tuple[float, TextLine] | None = None
    for line in lines:
        text = line.text
        both_cases = any(c.islower() for c in text) and any(c.isupper() for c in text)
        if not both_cases or len(text) < 4 or any(c.isdigit() for c in text) or not wanted:
            continue
        letters = [c for c in fold(text) if c.isalpha()]
        shared = sum(c in wanted for c in letters) / max(1, len(letters))
        if shared >= 0.6 and (best is None or shared * (1.2 - line.confidence) > best[0]):
            best = (shared * (1.2 - line.confidence), line)
    if best is None:
        return None
    return [(round(float(x), 1), round(float(y), 1)) for x, y in best[1].polygon_px]
