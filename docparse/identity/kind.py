"""The ID document kind: reads a card's sides or a passport page and joins what its sources say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from docparse.errors import LimitError
from docparse.identity.page import read_page
from docparse.identity.reconcile import KEY_FIELDS, reconcile
from docparse.identity.side import KNOWN_ENOUGH, SideReading
from docparse.identity.sides import Sides, sort_sides
from docparse.kind import Extraction, Guess, PageView, ReadOptions
from docparse.records import Check, ErrorItem, Field, IDDocument, Images, Quality


class IDDocumentKind:
    """Driver's licences, ID cards, passports, visas, residence permits."""

    name = "id_document"
    alias = "id"

    def guess(self, views: Sequence[PageView], options: ReadOptions) -> Guess:
        """Read the pages and say how like an ID document they look; ``extract`` uses what was read."""
        best = 0.0
        for view in views:
            best = max(best, *(side.evidence for side in _sides_of(view, options.as_of)))
            if best >= KNOWN_ENOUGH:
                break
        if best >= KNOWN_ENOUGH:
            return Guess(best, "barcode, machine-readable zone or a card's labels and dates")
        return Guess(
            best, "no AAMVA barcode, no machine-readable zone, and too few of a card's labels and dates"
        )

    def extract(self, views: Sequence[PageView], options: ReadOptions) -> Extraction:
        """Read every page as a side of one document; pages that show another one are left out, with a reason.

        Raises:
            EngineError: When no page's text could be read.
        """
        all_sides, errors = _read_sides(views, options.as_of)
        sorted_sides = sort_sides(all_sides)
        sides = [all_sides[index] for index in sorted_sides.own]
        readings = [reading for side in sides for reading in side.readings]
        fields, compared = reconcile(readings)
        checks = [check for reading in readings for check in reading.checks] + compared
        checks += _date_checks(fields) + _side_checks(sorted_sides)
        errors += _foreign_errors(sorted_sides, all_sides) + _missing_keys(fields)
        record = IDDocument(
            **fields,
            mrz=next((reading.mrz for reading in readings if reading.mrz), None),
            barcode=next((reading.barcode for reading in readings if reading.barcode), None),
            checks=checks,
            images=_images(sides),
            quality=_quality(views[0], all_sides[0]) if views else None,
        )
        warnings = [warning for side in all_sides for warning in side.warnings]
        warnings += _difference_warnings(compared) + _silent_warnings(sorted_sides, all_sides)
        timings: dict[str, float] = {}
        for side in all_sides:
            for stage, spent in side.timings_ms.items():
                timings[stage] = round(timings.get(stage, 0.0) + spent, 1)
        models = sorted({model for view in views for model in view.region_models})
        return Extraction(
            record=record,
            errors=errors,
            warnings=warnings,
            models={"regions": "+".join(models)} if models else {},
            timings_ms=timings,
        )


def _read_sides(views: Sequence[PageView], as_of: dt.date) -> tuple[list[SideReading], list[ErrorItem]]:
    """Every page's sides; when the time is up, those read so far and the reason why there are no more."""
    sides: list[SideReading] = []
    for view in views:
        try:
            sides += _sides_of(view, as_of)
        except LimitError as error:
            if not sides:
                raise
            message = f"{error.message}; pages from {view.page.index} on were not read"
            item = ErrorItem(code=error.code, message=message, stage="id_document", page=view.page.index)
            return sides, [item]
    return sides, []


def _sides_of(view: PageView, as_of: dt.date) -> list[SideReading]:
    """What one page gives, read once and kept with the page; at least one side."""
    key = f"id_document@{as_of.isoformat()}"
    if key not in view.memo:
        view.memo[key] = read_page(view, as_of)
    found: list[SideReading] = view.memo[key]
    return found


def _missing_keys(fields: Mapping[str, Field[Any]]) -> list[ErrorItem]:
    """An error when fields every ID document has were not found: the record is partial."""
    missing = [name for name in KEY_FIELDS if name not in fields]
    if not missing:
        return []
    message = f"not found: {', '.join(missing)}; a sharper, straighter or larger picture may help"
    return [ErrorItem(code="id.fields_missing", message=message, stage="id_document")]


def _foreign_errors(sorted_sides: Sides, sides: Sequence[SideReading]) -> list[ErrorItem]:
    """An error for each side left out because it shows somebody else's document."""
    errors = []
    for index, differing in sorted_sides.foreign.items():
        side, names = sides[index], ", ".join(differing)
        if side.is_back:
            code = "id.sides_differ"
            message = f"front and back differ in {names}; the back was left out: are they of one card?"
        else:
            code = "id.several_documents"
            message = f"another document is there ({names} differ) and was left out; send it by itself"
        errors.append(ErrorItem(code=code, message=message, stage="id_document", page=side.page))
    return errors


def _side_checks(sides: Sides) -> list[Check]:
    return [
        Check(name=f"sides.{name}", status="failed", detail=f"page {index} differs from the document's")
        for index, differing in sides.foreign.items()
        for name in differing
    ]


def _difference_warnings(checks: Sequence[Check]) -> list[ErrorItem]:
    """One warning that names the key fields in which the document's sources differ."""
    failed = {check.name.rsplit(".", 1)[1] for check in checks if check.status == "failed"}
    names = [name for name in KEY_FIELDS if name in failed]
    if not names:
        return []
    message = f"the sources differ in {', '.join(names)}; see checks before relying on them"
    return [ErrorItem(code="id.sources_differ", message=message, stage="id_document")]


def _silent_warnings(sorted_sides: Sides, sides: Sequence[SideReading]) -> list[ErrorItem]:
    """A warning for each of several pages that nothing was read from."""
    if len(sides) < 2:
        return []
    message = "nothing of an ID document was read from this page"
    return [
        ErrorItem(code="id.page_unread", message=message, stage="id_document", page=sides[index].page)
        for index in sorted_sides.silent
    ]


def _date_checks(fields: Mapping[str, Field[Any]]) -> list[Check]:
    """Birth before issue before expiry."""
    dates = [
        fields[name].value for name in ("date_of_birth", "date_of_issue", "date_of_expiry") if name in fields
    ]
    name = "dates.in_order"
    if len(dates) < 2:
        return [Check(name=name, status="not_performed", detail="fewer than two dates")]
    in_order = all(earlier < later for earlier, later in pairwise(dates))
    detail = (
        "birth, issue and expiry follow each other"
        if in_order
        else "birth, issue and expiry are out of order"
    )
    return [Check(name=name, status="passed" if in_order else "failed", detail=detail)]


def _images(sides: Sequence[SideReading]) -> Images:
    """Portrait and signature, each from the first page that has one."""
    portrait = next((side.images for side in sides if side.images.portrait_px), Images())
    signature = next((side.images for side in sides if side.images.signature_px), Images())
    return Images(
        portrait_page=portrait.portrait_page,
        portrait_px=portrait.portrait_px,
        signature_page=signature.signature_page,
        signature_px=signature.signature_px,
    )


def _quality(view: PageView, side: SideReading) -> Quality:
    from docparse.pages.quality import measure  # noqa: PLC0415 - cv2 is loaded on first use

    pixels = view.page.pixels
    measured = measure(pixels)
    return Quality(
        sharpness=measured.sharpness,
        glare=measured.glare,
        resolution_px=measured.resolution_px,
        cut_off=_cut_edges(side, pixels.shape[1], pixels.shape[0]),
    )


def _cut_edges(side: SideReading, width: int, height: int) -> list[Any]:
    """Edges of the picture that a field's print touches: the card may go on behind them."""
    touched = set()
    for reading in side.readings:
        for value in reading.fields.values():
            for x, y in value.polygon_px or ():
                touched |= {edge for edge, near in (("left", x < 1), ("top", y < 1)) if near}
                touched |= {
                    edge for edge, near in (("right", x > width - 1), ("bottom", y > height - 1)) if near
                }
    return [edge for edge in ("top", "right", "bottom", "left") if edge in touched]
