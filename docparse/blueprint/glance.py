"""A look from afar: is this page a floor plan?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.drawing import PLAN_MODEL
from docparse.blueprint.paper import on_white
from docparse.blueprint.pens import walls_of

if TYPE_CHECKING:
    from docparse.kind import PageView
    from docparse.regions.regions import SemanticMap

_MEMO = "floor_plan.likeness"
# From here on a look from afar has told a plan.
LIKELY = 0.5
# The page's longer side for a look from afar, and for a first look at its colours.
_SIDE, _FIRST_SIDE = 640, 160
# A drawing has few tones: this share of it is within a few levels of one of its two commonest ones.
_LEAST_PLAIN = 0.45
_BAND = 12
# Of a plan, walls cover this much, and floors, enclosed by walls and openings, this much.
_LEAST_WALL, _LEAST_FLOOR = 0.012, 0.05
_SURE_FLOOR = 0.10
# Ink that covers more than this of its rows, from the first to the last in them, is no drawing.
_DENSE = 0.35
# A plan has doors and windows, this much of its walls at least; without any it may as well be a box or a
# frame.
_LEAST_OPENINGS, _SHUT = 0.05, 0.55
# Of an enclosed floor's rim, at least so much is wall or opening.
_LEAST_ENCLOSED = 0.8


def may_be_plan(view: PageView) -> bool:
    """Whether a page looks like a floor plan from afar, or is said to be one, as nobody had to look."""
    return float(view.memo.get(_MEMO, 1.0)) >= LIKELY


def likeness(view: PageView) -> float:
    """How like a floor plan a page is, 0 to 1; looked at once a page."""
    if _MEMO not in view.memo:
        view.memo[_MEMO] = _likeness(view)
    found: float = view.memo[_MEMO]
    return found


def _likeness(view: PageView) -> float:
    walls = walls_of(view)
    pixels = view.page.pixels if walls is None else walls.filled(view.page.pixels, walls.part())
    pixels = _reduced(pixels, _SIDE)
    if not _is_plain(pixels):
        return 0.0
    pixels = on_white(pixels)
    if _is_dense(pixels):
        return 0.0
    model = view.region_model(PLAN_MODEL)
    if model is None:
        return 0.0
    return enclosed_share(model.map(pixels))


def _reduced(pixels: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    factor = side / max(pixels.shape[:2])
    if factor >= 1:
        return pixels
    size = (max(1, round(pixels.shape[1] * factor)), max(1, round(pixels.shape[0] * factor)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _is_plain(pixels: NDArray[np.uint8]) -> bool:
    """Whether most of a page is of one or two tones, as drawings are and photos are not."""
    grey = cv2.cvtColor(_reduced(pixels, _FIRST_SIDE), cv2.COLOR_RGB2GRAY)
    counts = np.bincount(grey.ravel(), minlength=256).astype(float)
    bands = np.convolve(counts, np.ones(_BAND), "same")
    first = int(bands.argmax())
    bands[max(0, first - _BAND) : first + _BAND] = 0
    share = (counts[max(0, first - _BAND // 2) : first + _BAND // 2].sum() + bands.max()) / counts.sum()
    return bool(share >= _LEAST_PLAIN)


def _is_dense(pixels: NDArray[np.uint8]) -> bool:
    """Whether ink covers much of the rows it stands in, as a barcode's does and a drawing's does not."""
    dark = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) < 128
    shares = []
    for row in dark:
        columns = np.flatnonzero(row)
        if columns.size > 1:
            shares.append(columns.size / (columns[-1] - columns[0] + 1))
    return bool(shares) and float(np.median(shares)) > _DENSE


def enclosed_share(page: SemanticMap) -> float:
    """How like a plan a map of classes is: floors with walls all round them."""
    wall = page.mask("wall")
    if wall.mean() < _LEAST_WALL:
        return 0.0
    floor = page.mask("floor", "stairs").astype(np.uint8)
    count, numbers, stats, _ = cv2.connectedComponentsWithStats(floor, connectivity=4)
    bound = page.mask("wall", "door", "window")
    enclosed = 0
    kernel = np.ones((5, 5), np.uint8)
    for number in range(1, count):
        if stats[number, cv2.CC_STAT_AREA] < 0.002 * floor.size:
            continue
        own = (numbers == number).astype(np.uint8)
        rim = (cv2.dilate(own, kernel) > 0) & (own == 0) & (numbers == 0)
        if rim.any() and bound[rim].mean() >= _LEAST_ENCLOSED:
            enclosed += int(stats[number, cv2.CC_STAT_AREA])
    share = enclosed / floor.size
    if share < _LEAST_FLOOR or floor.mean() < wall.mean():
        return min(0.4, 0.4 * share / _LEAST_FLOOR)
    if page.mask("door", "window").mean() < _LEAST_OPENINGS * wall.mean():
        return _SHUT
    return float(np.clip(0.6 + 0.38 * (share - _LEAST_FLOOR) / (_SURE_FLOOR - _LEAST_FLOOR), 0.6, 0.98))
