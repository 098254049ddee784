"""From a parsed zone to the fields, checks and the raw record of a source reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from docparse.identity.mrz.alphabet import FILLER
from docparse.identity.mrz.layouts import Place
from docparse.identity.mrz.parse import ParsedMrz, Span
from docparse.identity.mrz.rows import Row, piece
from docparse.identity.reading import SourceReading
from docparse.records import Check, DateField, Field, Mrz, MrzRepair, Polygon, SexField, TextField
from docparse.records.id_document import DocumentType

# Value to the check digit that protects it, where the layout has one.
GUARDED = {
    "document_number": "document_number",
    "date_of_birth": "date_of_birth",
    "date_of_expiry": "date_of_expiry",
    "personal_number": "personal_number",
}
_CLASSES: dict[str, Any] = {
    "document_type": Field[DocumentType],
    "date_of_birth": DateField,
    "date_of_expiry": DateField,
    "sex": SexField,
}
CHECKED, CHECKED_COST_OF_REPAIR, FAILED = 0.99, 0.03, 0.4
UNCHECKED_SHARE = 0.97
# Two readings that differ in a character; a check digit sees most errors, but three at once may cancel out.
DOUBT = 0.06


@dataclass(frozen=True)
class Seen:
    """How a zone was read.

    Attributes:
        rows: Its lines' places, top to bottom.
        repairs: What was changed to get there.
        confidence: How surely the characters were read, 0 to 1.
        doubts: Places that two readings gave differently.
    """

    rows: Sequence[Row]
    repairs: Sequence[MrzRepair] = ()
    confidence: float = 1.0
    doubts: frozenset[Place] = frozenset()

    def within(self, places: Iterable[Place], spans: Sequence[Span]) -> int:
        """How many of the places lie in the spans."""
        return sum(row == line and start <= i < end for row, i in places for line, start, end in spans)


def to_reading(parsed: ParsedMrz, seen: Seen, *, page: int) -> SourceReading:
    """The fields of a zone with their places.

    Args:
        parsed: The zone.
        seen: How it was read.
        page: Page index.
    """
    values: dict[str, Any] = {
        "document_type": parsed.document_type,
        "issuing_country": parsed.issuing_country or None,
        "document_number": parsed.document_number or None,
        "family_name": parsed.family_name or None,
        "given_names": parsed.given_names or None,
        "date_of_birth": parsed.date_of_birth,
        "date_of_expiry": parsed.date_of_expiry,
        "sex": parsed.sex,
        "nationality": parsed.nationality,
        "personal_number": parsed.personal_number or None,
    }
    width = len(parsed.lines[0])
    fields = {}
    for name, value in values.items():
        spans = parsed.spans.get(name, ())
        if value is None or not spans:
            continue
        fields[name] = _CLASSES.get(name, TextField)(
            value=value,
            text=parsed.texts[name].rstrip(FILLER) or parsed.texts[name],
            confidence=round(_confidence(name, parsed, spans, seen), 3),
            source="mrz",
            page=page,
            polygon_px=_polygon(spans, seen.rows, width),
        )
    return SourceReading(fields=fields, checks=_checks(parsed), mrz=_mrz(parsed, seen, page))


def _mrz(parsed: ParsedMrz, seen: Seen, page: int) -> Mrz:
    rows = seen.rows
    corners = [rows[0].quad[0], rows[0].quad[1], rows[-1].quad[2], rows[-1].quad[3]]
    return Mrz(
        format=parsed.format,
        lines=list(parsed.lines),
        checks=dict(parsed.checks),
        repairs=list(seen.repairs),
        page=page,
        polygon_px=_points(corners),
    )


def _checks(parsed: ParsedMrz) -> tuple[Check, ...]:
    return tuple(
        Check(
            name=f"mrz.check_digit.{name}",
            status="passed" if held else "failed",
            detail="" if held else "the check digit does not fit the characters read",
        )
        for name, held in parsed.checks.items()
    )


def _confidence(name: str, parsed: ParsedMrz, spans: Sequence[Span], seen: Seen) -> float:
    changed = seen.within([(r.line, r.position) for r in seen.repairs if r.reason == "check_digit"], spans)
    doubt = DOUBT * min(2, seen.within(seen.doubts, spans))
    guard = GUARDED.get(name, "")
    if guard in parsed.checks:
        if not parsed.checks[guard]:
            return min(FAILED, seen.confidence)
        return max(0.6, CHECKED - CHECKED_COST_OF_REPAIR * changed - doubt)
    if name == "document_type" and parsed.document_type == "unknown":
        return 0.3
    base = UNCHECKED_SHARE * seen.confidence
    # Every checked character of the zone was right: the others most likely are too.
    sure = max(base, 0.9) if parsed.valid and seen.confidence > 0.85 else base
    return max(0.1, sure - doubt)


def _polygon(spans: Sequence[Span], rows: Sequence[Row], width: int) -> Polygon:
    """The part of the line; for a value in two parts of one line, all between them."""
    line = spans[0][0]
    start = min(a for row, a, _ in spans if row == line)
    end = max(b for row, _, b in spans if row == line)
    return _points(piece(rows[line], start / width, max(end, start + 1) / width))


def _points(corners: Sequence[Any] | Any) -> Polygon:
    return [(round(float(x), 1), round(float(y), 1)) for x, y in np.asarray(corners)]
