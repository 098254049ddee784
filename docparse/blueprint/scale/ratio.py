"""The printed ratio and the size of the sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence

from shapely.geometry import Point

from docparse.blueprint.carriers import Measured, PlanShape, RatioNote
from docparse.blueprint.scale.facts import PageFacts
from docparse.blueprint.scale.tables import is_screen_dpi, paper_size_m

_OWN_POINTS = 0.003
_FILE_DPI = 0.01
_CALLER_DPI = 0.03
# A dpi that programs write by habit says next to nothing of the paper.
_SCREEN_DPI = 0.10
# Ratios farther from the plan may belong to a detail, a section or a site plan.
_FARTHER = 3.0
_SAME_SIZE = 0.02
_SAME_SHAPE = 0.03
_OTHER_SHAPE = 0.05


def from_ratios(notes: Sequence[RatioNote], page: PageFacts, plans: Sequence[PlanShape]) -> list[Measured]:
    """What the printed ratios say; nothing where no resolution is known.

    A ratio holds on the paper it was drawn for. A note that names a paper size (``1:100 @ A3``) on a sheet of
    another size is taken to the sheet's own.
    """
    paper = page.assumed_m_per_pixel
    if paper is None or not notes:
        return []
    known = page.paper_m_per_pixel is not None
    nearest = min(_distance(note, plans) for note in notes)
    found = []
    for note in notes:
        spread = _spread(page, known=known)
        if any(other.ratio != note.ratio for other in notes) and _distance(note, plans) > nearest + 1e-6:
            spread *= _FARTHER
        factor, of_paper = _for_paper(note, page, paper)
        found.append(
            Measured(
                source="page_ratio" if page.born_digital and known else "printed_ratio",
                metres_per_pixel=note.ratio * factor * paper,
                relative_uncertainty=math.hypot(spread, of_paper),
                text=note.text,
                polygon_px=note.polygon_px,
            )
        )
    return found


def _spread(page: PageFacts, *, known: bool) -> float:
    if not known:
        return _CALLER_DPI
    if page.born_digital:
        return _OWN_POINTS
    return _SCREEN_DPI if page.dpi is not None and is_screen_dpi(page.dpi) else _FILE_DPI


def _distance(note: RatioNote, plans: Sequence[PlanShape]) -> float:
    at = Point(note.at)
    outlines = [plan.outline for plan in plans if not plan.outline.is_empty]
    return min((float(outline.distance(at)) for outline in outlines), default=0.0)


def _for_paper(note: RatioNote, page: PageFacts, paper: float) -> tuple[float, float]:
    """(factor on the ratio, uncertainty it brings) where the note names another paper size."""
    size = paper_size_m(note.at_paper_size) if note.at_paper_size else None
    if size is None:
        return 1.0, 0.0
    short, long = sorted((page.width * paper, page.height * paper))
    by_long, by_short = size[1] / long, size[0] / short
    if abs(by_long - 1) < _SAME_SIZE and abs(by_short - 1) < _SAME_SIZE:
        return 1.0, 0.0
    factor = math.sqrt(by_long * by_short)
    return factor, 0.005 if abs(by_long / by_short - 1) < _SAME_SHAPE else _OTHER_SHAPE
