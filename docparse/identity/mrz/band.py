"""Finds a zone by its looks where the text detector missed it: long, dense, parallel rows of dark strokes."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from docparse.identity.mrz.rows import Row, alike, cut, stacks

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The search runs on a picture this large; a line of a zone is then 5 to 25 px high.
SEARCH_SIDE = 900
MIN_ASPECT, MIN_HEIGHT = 11.0, 7.0
MIN_SHARE = 0.22
"""Shortest line, as a share of the picture's longer side."""
MOST_ROWS = 24
STRIP_HEIGHTS = 4.5


def find_bands(grey: NDArray[np.uint8]) -> list[list[Row]]:
    """Stacks of two or more like rows, each from top to bottom as seen, which may be upside down.

    Args:
        grey: (H, W) page.

    Returns:
        Stacks, the longest first, in page pixels, at most three.
    """
    import cv2  # noqa: PLC0415 - heavy, loaded on first use

    scale = SEARCH_SIDE / max(grey.shape)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how), np.uint8)
    rows: list[Row] = []
    for vertical in (False, True):
        rows += _rows_of(small, vertical=vertical)
    longest = sorted(rows, key=lambda row: -row.length)[:MOST_ROWS]
    found = [
        [Row("", row.quad / scale, 0.0) for row in stack]
        for whole in stacks(longest)
        for stack in _like_runs(whole)
        if len(stack) >= 2
    ]
    return found[:3]


def _like_runs(stack: list[Row]) -> list[list[Row]]:
    """A stack cut where neighbours do not begin and end together."""
    runs = [stack[:1]]
    for above, below in itertools.pairwise(stack):
        if alike(above, below):
            runs[-1].append(below)
        else:
            runs.append([below])
    return runs


def _rows_of(small: NDArray[np.uint8], *, vertical: bool) -> list[Row]:
    import cv2  # noqa: PLC0415

    view = np.ascontiguousarray(np.rot90(small)) if vertical else small
    # Strokes are darker than the paper beside them, in rows with gaps of a letter at most.
    dark = cv2.morphologyEx(view, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (13, 9)))
    level = max(18.0, 2.0 * float(dark.mean()))
    ink = (dark > level).astype(np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 21), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((3, 9), np.uint8))
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    rows = []
    shortest = MIN_SHARE * max(small.shape)
    for contour in contours:
        _, (a, b), _ = box = cv2.minAreaRect(contour)
        if max(a, b) < shortest or max(a, b) < MIN_ASPECT * min(a, b) or min(a, b) < MIN_HEIGHT:
            continue
        quad = _flat_quad(cv2.boxPoints(box))
        if quad is not None:
            rows.append(Row("", _turn_back(quad, small.shape[1]) if vertical else quad, 0.0))
    return rows


def _flat_quad(points: Any) -> NDArray[np.float64] | None:
    """Corners clockwise from the top left of a lying rectangle; None for one steeper than 30 degrees."""
    order = np.asarray(points, np.float64)[np.argsort(points[:, 0])]
    left, right = order[:2], order[2:]
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    quad = np.stack([left[0], right[0], right[1], left[1]])
    edge = quad[1] - quad[0]
    if abs(edge[1]) > 0.58 * abs(edge[0]):
        return None
    # The close and the opening eat a little of the letters' height.
    grow = 0.12 * (quad[3] - quad[0] + quad[2] - quad[1]) / 2
    return np.asarray(quad + np.stack([-grow, -grow, grow, grow]))


def _turn_back(quad: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Corners in the picture that was turned a quarter anticlockwise."""
    return np.stack([width - 1 - quad[:, 1], quad[:, 0]], axis=1)


def neighbours(grey: NDArray[np.uint8], row: Row) -> list[Row]:
    """Rows like this one that the text detector missed, right above and below it, nearest first."""
    import cv2  # noqa: PLC0415

    strip = cut(grey, row, beside=0.0, above=STRIP_HEIGHTS)
    scale = 16.0 / row.height
    flat = cv2.resize(strip, None, fx=min(1.0, scale), fy=scale, interpolation=cv2.INTER_AREA)
    edges = np.abs(cv2.Sobel(flat, cv2.CV_32F, 1, 0)).mean(axis=1)
    profile = cv2.GaussianBlur(edges[:, None], (1, 9), 2.5)[:, 0]
    middle = len(profile) / 2
    own = float(profile[int(middle - 4) : int(middle + 5)].max())
    peaks = [
        i
        for i in range(4, len(profile) - 4)
        if profile[i] == profile[i - 4 : i + 5].max() and profile[i] > 0.45 * own and abs(i - middle) > 13
    ]
    peaks.sort(key=lambda i: abs(i - middle))
    return [row.moved((i + 0.5 - middle) / 16.0 * row.height) for i in peaks[:2]]
