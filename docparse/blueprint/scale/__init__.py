"""How large a plan is: everything on the page that tells, weighed against each other.

Sources, the strongest first: what the caller gives (:mod:`.given`), the sheet's size and the printed ratio
(:mod:`.ratio`), dimension strings against their lines (:mod:`.dimensions`), room dimensions against the rooms
(:mod:`.rooms`), scale bars (:mod:`.bars`); where no length is stated, printed areas, and as a last resort
usual doors (:mod:`.fallback`). :mod:`.vote` settles what they agree on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shapely.geometry import MultiPoint

from docparse.blueprint.carriers import Measured, PageText, PlanShape
from docparse.blueprint.scale.facts import Ink, PageFacts
from docparse.blueprint.scale.given import GivenScale, from_given, parse_scale
from docparse.blueprint.scale.vote import settle
from docparse.records.floor_plan import Scale

if TYPE_CHECKING:
    from docparse.text.line import TextLine

__all__ = ["GivenScale", "Ink", "PageFacts", "find_scale", "find_scales", "parse_scale", "settle"]

# With so many measured strings, the largest two against the plan's outline add nothing.
_ENOUGH = 4
# A plan has a scale of its own where its evidence is this sure and this far from the page's.
_OWN_CONFIDENCE = 0.6
_OWN_APART = 0.05


def find_scale(
    text: PageText,
    plans: Sequence[PlanShape],
    page: PageFacts,
    ink: Ink | None = None,
    given: GivenScale | None = None,
    *,
    lines: Sequence[TextLine] = (),
) -> Scale:
    """The scale that all plans of a page share.

    Args:
        text: What the page's text says.
        plans: The plans traced on it.
        page: Its size and resolution.
        ink: Its dark lines; without them dimension strings and scale bars tell nothing.
        given: What the caller gave.
        lines: The page's text line by line: scale bars are looked for in it, and it is kept out of the ink.
    """
    evidence, remarks = _gather(text, plans, page, ink, given, lines=lines)
    return settle(evidence, paper_m_per_pixel=_paper(text, page), remarks=remarks)


def find_scales(
    text: PageText,
    plans: Sequence[PlanShape],
    page: PageFacts,
    ink: Ink | None = None,
    given: GivenScale | None = None,
    *,
    lines: Sequence[TextLine] = (),
) -> list[Scale]:
    """One scale a plan: the page's, but for a plan whose own evidence clearly contradicts it.

    Arguments as for :func:`find_scale`.
    """
    evidence, remarks = _gather(text, plans, page, ink, given, lines=lines)
    paper = _paper(text, page)
    shared = settle(evidence, paper_m_per_pixel=paper, remarks=remarks)
    if len(plans) < 2 or given is not None or shared.metres_per_pixel is None:
        return [shared for _ in plans]
    beside = [(item, _nearest(item, plans)) for item in evidence if item.polygon_px]
    refuted = _refuted(shared)
    scales = []
    for index in range(len(plans)):
        near = [item for item, plan in beside if plan == index and item.metres_per_pixel not in refuted]
        own = settle(near, paper_m_per_pixel=paper, remarks=["By this plan's own evidence."])
        scales.append(own if _contradicts(own, shared) else shared)
    return scales


def _paper(text: PageText, page: PageFacts) -> float | None:
    """Metres of paper in a pixel; by the caller's word only where a printed ratio can bear it out."""
    return page.assumed_m_per_pixel if text.ratios else page.paper_m_per_pixel


def _gather(
    text: PageText,
    plans: Sequence[PlanShape],
    page: PageFacts,
    ink: Ink | None,
    given: GivenScale | None,
    *,
    lines: Sequence[TextLine],
) -> tuple[list[Measured], list[str]]:
    """All evidence, and what has to be said besides."""
    # OpenCV and what draws on it are loaded when a plan is measured, not when a given scale is parsed.
    from docparse.blueprint.scale import bars, dimensions, fallback, ratio, rooms  # noqa: PLC0415

    remarks: list[str] = []
    evidence: list[Measured] = []
    if given is not None:
        told, why_not = from_given(given, page)
        evidence += [told] if told is not None else []
        remarks += [why_not] if why_not else []
    evidence += ratio.from_ratios(text.ratios, page, plans)
    if text.ratios and page.assumed_m_per_pixel is None:
        remarks.append("A ratio is printed, but neither the file nor the caller tells the page's dpi.")
    # What the caller gave is not outvoted: no need to look for arrow heads.
    evidence += rooms.from_rooms(plans, ink if given is None else None, [line.polygon_px for line in lines])
    measured: list[Measured] = []
    if ink is not None:
        evidence += bars.from_bars(lines, ink)
        measured = dimensions.from_dimensions(text, ink, evidence, lines)
    evidence += measured
    if len(measured) < _ENOUGH:
        evidence += dimensions.overall(text.dimensions, plans)
    if not evidence:
        evidence += fallback.from_areas(plans)
    evidence += fallback.from_doors(plans)
    return evidence, remarks


def _refuted(shared: Scale) -> set[float]:
    """What a ratio says that is printed more than once, and the page denies, as it is not of full size."""
    said = [
        item.metres_per_pixel for item in shared.evidence if item.source == "page_ratio" and not item.used
    ]
    return {value for value in said if said.count(value) > 1}


def _nearest(item: Measured, plans: Sequence[PlanShape]) -> int:
    at = MultiPoint(list(item.polygon_px)).centroid
    return min(range(len(plans)), key=lambda index: float(plans[index].outline.distance(at)))


def _contradicts(own: Scale, shared: Scale) -> bool:
    if own.metres_per_pixel is None or shared.metres_per_pixel is None or own.confidence < _OWN_CONFIDENCE:
        return False
    spread = math.hypot(own.relative_uncertainty or 0.0, shared.relative_uncertainty or 0.0)
    apart = abs(math.log(own.metres_per_pixel / shared.metres_per_pixel))
    return apart > max(_OWN_APART, 3 * spread)
