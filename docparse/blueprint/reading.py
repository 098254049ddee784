"""One page, from pixels to records."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from docparse.blueprint.agreement import agreement
from docparse.blueprint.assign import with_labels
from docparse.blueprint.bare import needless_gaps
from docparse.blueprint.carriers import Label, PlanShape
from docparse.blueprint.closeups import Lens
from docparse.blueprint.drawing import PLAN_MODEL, Drawing, Sheet, classed, laid_straight
from docparse.blueprint.faces import at_lines
from docparse.blueprint.gaps import mended
from docparse.blueprint.glance import may_be_plan
from docparse.blueprint.labels import read_text
from docparse.blueprint.leaves import without_leaves
from docparse.blueprint.openings import Found, Gap, find_gaps, opening_model, usual_door
from docparse.blueprint.outdoors import with_ground, without_nameless
from docparse.blueprint.parting import parting_gaps
from docparse.blueprint.passages import passage_model, with_bareness
from docparse.blueprint.pens import walls_of
from docparse.blueprint.print import read_print
from docparse.blueprint.record import plan_record
from docparse.blueprint.renumber import Rooms
from docparse.blueprint.rooms import FLOORS, Spaces, least_wide, split_rooms
from docparse.blueprint.scale import Ink, PageFacts, find_scales, parse_scale
from docparse.blueprint.second_look import second_look
from docparse.blueprint.trace import may_hold_plan, trace_plans
from docparse.blueprint.upright import stood_upright
from docparse.blueprint.walls import Walls, find_walls, with_posts
from docparse.errors import EngineError
from docparse.records import ErrorItem, FloorPlan

if TYPE_CHECKING:
    from docparse.blueprint.pens import DrawnWalls
    from docparse.kind import PageView, ReadOptions
    from docparse.regions import Segmenter

_STAGE = "floor_plan"
# Gaps narrower than this share of a usual door let nobody through.
_PASSABLE = 0.55
# A post so many pixels from a jamb holds the door.
_HELD = 2.0
# So many thicknesses from a jamb, strips of wall still lie in the line of the door.
_IN_LINE = 6.0
# The widest door of one leaf, in usual doors.
_WIDE_DOOR = 1.5
# A page is traced at other sizes, too, where so many areas are printed, for this share of the rooms, this
# share of them fits, and any is far from it; not where so many gaps, which take the time, are none.
_OTHER_SIZES = (1.1, 0.9)
_LEAST_PRINTED, _PRINTED, _FITTING = 4, 0.4, 0.4
_MOST_UNLIKELY = 2000


@dataclass(frozen=True)
class PageReading:
    """What was read from one page.

    Attributes:
        plans: Its plans, in reading order.
        errors: Why what was read is not whole.
        warnings: What is worth knowing besides.
        regions_ms: Time the region model took.
        waited_ms: Time nothing was done but to wait for text, which is read beside.
    """

    plans: tuple[FloorPlan, ...] = ()
    errors: tuple[ErrorItem, ...] = ()
    warnings: tuple[ErrorItem, ...] = ()
    regions_ms: float = 0.0
    waited_ms: float = 0.0


@dataclass(frozen=True)
class Traced:
    """A page's drawing and the shapes found on it.

    Attributes:
        drawing: The page made ready, or what is drawn on of it.
        walls: Its walls.
        found: Its openings.
        spaces: Its rooms as pixels.
    """

    drawing: Drawing
    walls: Walls
    found: Found
    spaces: Spaces

    @cached_property
    def plans(self) -> list[PlanShape]:
        """Its plans, traced when first asked for."""
        measured = at_lines(self.spaces, self.walls.rim, self.found.gaps)
        return trace_plans(self.drawing, self.walls, measured, self.found.gaps)


def read_page(view: PageView, options: ReadOptions) -> PageReading:
    """Read the plans of a page.

    Raises:
        EngineError: ``engine.missing`` when there is no plan model; as text engine and models raise it.
        LimitError: ``limit.time``.
        UsageError: ``usage.scale``.
    """
    model = view.region_model(PLAN_MODEL)
    if model is None:
        message = "floor plans need the region model 'plan': do not switch region models off"
        raise EngineError("engine.missing", message)
    drawn = walls_of(view)
    sheet = laid_straight(drawn.filled(view.page.pixels) if drawn else view.page.pixels)
    with ThreadPoolExecutor(max_workers=1) as beside:
        # Tracing keeps one core busy; reading text takes what is left, and all of it when that is over.
        # What does not look like a plan from afar may have much text, and none of it wanted.
        printed = beside.submit(read_print, view, sheet) if may_be_plan(view) else None
        drawing = _classed(sheet, model, drawn)
        regions_ms = drawing.model_ms
        if not drawing.classes.mask("wall").any():
            return PageReading(regions_ms=regions_ms)
        printed = printed or beside.submit(read_print, view, sheet)
        traced = _traced(drawing.buildings())
        view.region_models |= {opening_model.version, passage_model.version}
        if not may_hold_plan(traced.spaces, traced.walls):
            # Whatever became of its text, a page without a plan needs none.
            printed.cancel()
            return PageReading(regions_ms=regions_ms)
        start = time.perf_counter()
        lines = printed.result()
        upright = stood_upright(view, sheet, lines)
        waited_ms = (time.perf_counter() - start) * 1000
    if upright is not None:
        sheet, lines = upright
        drawing = _classed(sheet, model, drawn)
        regions_ms += drawing.model_ms
        traced = _traced(drawing.buildings())
    text = read_text(lines, (view.page.width, view.page.height))
    traced, plans = _at_best_size(traced, text.labels)
    ink = Ink(drawing.grey < traced.walls.faint, drawing.to_page)
    given = parse_scale(options.scale) if options.scale else None
    scales = find_scales(text, plans, facts_of(view, options), ink, given, lines=lines)
    records = tuple(
        plan_record(plan, plans, text, scale, page=view.page.index, standard=options.standard)
        for plan, scale in zip(plans, scales, strict=True)
    )
    return PageReading(records, *_notes(records, view.page.index), regions_ms, waited_ms)


def _classed(sheet: Sheet, model: Segmenter, drawn: DrawnWalls | None) -> Drawing:
    drawing = classed(sheet, model)
    return drawing.with_walls(drawn.mask) if drawn else drawing


def _traced(drawing: Drawing) -> Traced:
    walls = find_walls(drawing)
    lens = Lens(drawing, walls)
    found = find_gaps(drawing, walls, lens)
    found = replace(found, gaps=with_bareness(found.gaps, lens), doubtful=with_bareness(found.doubtful, lens))
    walls = without_leaves(walls)
    shape, far = walls.mask.shape, _IN_LINE * max(walls.thickness, 2 * walls.thin)
    jambs = ((gap.patch(shape, grow=(_HELD, 0.0)), gap.patch(shape, grow=(far, _HELD))) for gap in found.gaps)
    walls = mended(with_posts(walls, jambs), _PASSABLE * usual_door(found.gaps, walls))
    return Traced(drawing, walls, found, split_rooms(drawing, walls, found.gaps))


def _at_best_size(traced: Traced, labels: Sequence[Label]) -> tuple[Traced, list[PlanShape]]:
    """A page and its plans with labels, traced at the size at which most rooms are as large as printed.

    What is in doubt is decided one way at one size and another way at the next. Without a room's area on most
    rooms, or where none is far from it, it stays at the first.
    """
    best = _labelled(traced, labels)
    seen = agreement(best[1], labels)
    if (
        not seen.wrong
        or seen.printed < max(_LEAST_PRINTED, _PRINTED * seen.rooms)
        or seen.fitting < _FITTING * seen.printed
        or len(traced.found.unlikely) > _MOST_UNLIKELY
    ):
        return best
    # Text has been read: both at once take little longer than one.
    with ThreadPoolExecutor() as pool:
        for other in pool.map(
            lambda by: _labelled(_traced(traced.drawing.resized(by)), labels), _OTHER_SIZES
        ):
            found = agreement(other[1], labels)
            if found.fitting > seen.fitting:
                best, seen = other, found
    return best


def _labelled(traced: Traced, labels: Sequence[Label]) -> tuple[Traced, list[PlanShape]]:
    corrected = parted(traced, labels)
    return corrected, [with_labels(plan, labels) for plan in corrected.plans]


def parted(traced: Traced, labels: Sequence[Label]) -> Traced:
    """The same with rooms parted and joined as their labels ask for.

    Rooms are parted in which several rooms' labels stand, nameless passages joined, and rooms that are not as
    large as printed looked at again.
    """
    drawing, walls, found = traced.drawing, traced.walls, traced.found
    widest = _WIDE_DOOR * usual_door(found.gaps, walls)
    wide = least_wide(found.gaps, walls)
    rooms = Rooms(traced.spaces, walls, drawing.classes.mask(*FLOORS), wide)
    shut = parting_gaps(drawing, rooms.spaces.numbers, labels, found, widest)
    rooms.change(shut, [])
    found = _corrected(found, shut, [])
    opened = needless_gaps(drawing, walls, rooms.spaces.numbers, found.gaps, labels)
    rooms.change([], opened)
    found = _corrected(found, [], opened)
    last = second_look(drawing, walls, rooms.spaces.numbers, labels, found)
    rooms.change(last.shut, last.opened)
    found = _corrected(found, last.shut, last.opened)
    spaces = split_rooms(drawing, walls, found.gaps) if rooms.leaking else rooms.spaces
    spaces = without_nameless(spaces, drawing, labels)
    return replace(traced, found=found, spaces=with_ground(spaces, drawing, walls, labels))


def _corrected(found: Found, shut: Sequence[Gap], opened: Sequence[Gap]) -> Found:
    """The same with more openings and without others."""
    if not shut and not opened:
        return found
    return replace(found, gaps=[gap for gap in (*found.gaps, *shut) if gap not in opened])


def facts_of(view: PageView, options: ReadOptions) -> PageFacts:
    """What page and caller tell of the sheet's size."""
    page = view.page
    born_digital = page.size_pt is not None and not page.is_scan
    return PageFacts(
        width=page.width,
        height=page.height,
        dpi=page.dpi,
        size_pt=page.size_pt,
        born_digital=born_digital,
        assumed_dpi=None if page.dpi else options.dpi,
    )


def _notes(records: Sequence[FloorPlan], page: int) -> tuple[tuple[ErrorItem, ...], tuple[ErrorItem, ...]]:
    """Errors and warnings of a page with plans."""
    errors, warnings = [], []
    if any(plan.scale.metres_per_pixel is None for plan in records):
        message = "no scale was found; pass --scale, such as 1:100, or two points and their distance"
        errors.append(ErrorItem(code="plan.no_scale", message=message, stage=_STAGE, page=page))
    elif any(plan.scale.confidence < 0.5 for plan in records):
        message = "the scale is uncertain; see its evidence, and pass --scale if you know it"
        warnings.append(ErrorItem(code="plan.scale_uncertain", message=message, stage=_STAGE, page=page))
    return tuple(errors), tuple(warnings)
