"""The printed face of a card: from text lines to fields.

Labels, shapes and places each give evidence; nothing here knows a particular state's layout. What
jurisdictions differ in (names, number formats, order of dates) are tables.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docparse.identity import countries
from docparse.identity.front import lexicon, values
from docparse.identity.front.address import find_city_line
from docparse.identity.front.attributes import find_attributes
from docparse.identity.front.chronology import DateOnCard, assign_dates
from docparse.identity.front.found import Found, Span, to_field
from docparse.identity.front.geometry import below, beside, lines_under
from docparse.identity.front.hints import HINTED_FIELDS, Hint, with_hints
from docparse.identity.front.issuer import find_country, find_document_type, find_issuer
from docparse.identity.front.layout import FrameLine, median_height, to_frame
from docparse.identity.front.names import find_name, signature_lines
from docparse.identity.front.number import find_number
from docparse.identity.front.pieces import DATE_FIELDS, Cut, cut_lines
from docparse.identity.front.residence import find_address
from docparse.identity.front.values import DateOrder
from docparse.identity.jurisdictions import Jurisdiction
from docparse.identity.reading import SourceReading
from docparse.records import Field
from docparse.text import TextLine

_DATE_ORDER: dict[str, DateOrder] = {"USA": "MDY", "CAN": "YMD"}

# Fields that are whatever words stand behind or below their label.
_WORDED = ("nationality", "place_of_birth")


@dataclass(frozen=True)
class FaceReading:
    """What the printed face says.

    Attributes:
        found: Field name to value and place.
        jurisdiction: The issuer, where known.
        lines: The lines in the upright frame.
    """

    found: Mapping[str, Found[Any]] = field(default_factory=dict)
    jurisdiction: Jurisdiction | None = None
    lines: tuple[FrameLine, ...] = ()

    def to_reading(self, page: int) -> SourceReading:
        """As fields of the record."""
        fields: dict[str, Field[Any]] = {name: to_field(found, page) for name, found in self.found.items()}
        return SourceReading(fields=fields)


def read_face(lines: Sequence[TextLine], *, as_of: dt.date, hints: Sequence[Hint] = ()) -> FaceReading:
    """Read the printed face.

    Args:
        lines: The page's text lines.
        as_of: Day that two-digit years are judged from; nothing is issued after it.
        hints: Where the field model sees fields; used for those the print alone does not tell.
    """
    framed = to_frame(lines)
    if not framed:
        return FaceReading()
    issuer = find_issuer(framed)
    jurisdiction = issuer.value if issuer else None
    country = None if jurisdiction else find_country(framed)
    order = _date_order(jurisdiction, framed)
    scheme = "AAMVA" if jurisdiction or not _looks_european(framed) else "EU"
    cut = cut_lines(framed, scheme=scheme, order=order, as_of=as_of)

    found = _holder_fields(cut, framed, jurisdiction, order, as_of)
    left = [hint for hint in hints if hint.field in HINTED_FIELDS and hint.field not in found]
    if left:
        hinted = with_hints(cut, left, order=order, as_of=as_of)
        found |= _added(_holder_fields(hinted, framed, jurisdiction, order, as_of), left, found)
    found.update(_flags(framed))
    if country:
        found["issuing_country"] = country
    if issuer:
        found["issuing_jurisdiction"] = issuer.with_value(issuer.value.code)
        found["issuing_country"] = issuer.with_value(issuer.value.country)
    document_type = find_document_type(framed)
    if document_type:
        found["document_type"] = document_type
    return FaceReading(found, jurisdiction, tuple(framed))


def _added(
    hinted: Mapping[str, Found[Any]], hints: Sequence[Hint], found: Mapping[str, Found[Any]]
) -> dict[str, Found[Any]]:
    """What the hints were asked for and found, but for print that is another field's already."""
    taken = [span for field_name in found for span in found[field_name].spans]
    wanted = {hint.field for hint in hints}
    return {
        name: value
        for name, value in hinted.items()
        if name in wanted and not any(span.overlaps(other) for span in value.spans for other in taken)
    }


def _holder_fields(
    cut: Cut,
    lines: Sequence[FrameLine],
    jurisdiction: Jurisdiction | None,
    order: DateOrder,
    as_of: dt.date,
) -> dict[str, Found[Any]]:
    """What the card says of its holder and its own number and dates."""
    unit = median_height(lines)
    found: dict[str, Found[Any]] = {}
    dates = _dates(cut, unit, order, as_of)
    found.update(assign_dates(dates, as_of, order_known=jurisdiction is not None))
    address, address_pieces = find_address(cut, unit)
    name = find_name(cut, unit, address_pieces, signature_lines(lines))
    parts = {
        "family_name": name.family,
        "given_names": name.given,
        "name_suffix": name.suffix,
        "address": address,
    }
    found.update({field_name: part for field_name, part in parts.items() if part})
    attributes = find_attributes(cut, unit)
    found.update(attributes)
    taken = [date.span for date in dates] + [s for f in found.values() for s in f.spans]
    number = find_number(cut, unit, jurisdiction.code if jurisdiction else None, taken)
    if number:
        found["document_number"] = number
    personal = find_number(cut, unit, None, taken, "personal_number")
    if personal:
        found["personal_number"] = personal
    found.update(_worded(cut, unit))
    return found


def _date_order(jurisdiction: Jurisdiction | None, lines: Sequence[FrameLine]) -> DateOrder:
    """Month first in the United States; elsewhere day first, unless the year leads."""
    if jurisdiction:
        return _DATE_ORDER.get(jurisdiction.country, "MDY")
    american = any(mark in line.folded for line in lines for mark in ("USA", "UNITED STATES", "LICENSE"))
    cities = (find_city_line(line.folded) for line in lines)
    american = american or any(city.country == "USA" and city.known for city in cities if city)
    return "MDY" if american else "DMY"


def _worded(cut: Cut, unit: float) -> dict[str, Found[Any]]:
    found: dict[str, Found[Any]] = {}
    for name in _WORDED:
        behind = [p for p in cut.pieces if p.label and p.label.field == name]
        labels = [label for label in cut.lonely_labels() if label.field == name]
        for piece in [*behind, *lines_under(labels, cut, unit)]:
            text = " ".join(piece.text.upper().split())
            if text and name not in found and not any(c.isdigit() for c in text):
                found[name] = Found(text, (Span.of(piece),), 0.8)
    if "nationality" in found:
        printed = found["nationality"].value
        parts = [printed, *printed.split("/")]
        codes = (countries.country_of_name(part) or countries.country_code(part) for part in parts)
        code = next((code for code in codes if code), None)
        found["nationality"] = found["nationality"].with_value(code or printed)
    return found


def _looks_european(lines: Sequence[FrameLine]) -> bool:
    text = " ".join(line.folded for line in lines)
    marks = (
        "4C",
        "DRIVING LICENCE",
        "PERMIS DE CONDUIRE",
        "FUHRERSCHEIN",
        "RIJBEWIJS",
        "PATENTE",
        "CONDUCAO",
    )
    return "USA" not in text.split() and sum(mark in text for mark in marks) >= 1


def _dates(cut: Cut, unit: float, order: DateOrder, as_of: dt.date) -> list[DateOnCard]:
    """Every date of the card with the claims labels have on it."""
    dates = []
    for piece in cut.pieces:
        for match in values.find_dates(piece.folded, order=order, as_of=as_of):
            span = Span(piece.line, piece.start + match.start, piece.start + match.end)
            date = DateOnCard(span, match.readings, two_digit_year=match.two_digit_year, ghost=match.compact)
            if piece.label and match.start <= 2:
                date.votes[piece.label.field] = piece.label.quality
            elif piece.label:
                date.votes["other"] = 0.5
            dates.append(date)
    for label in cut.lonely_labels():
        if label.field not in (*DATE_FIELDS, "other"):
            continue
        for date in dates:
            box = date.span.line.part_box(date.span.start, date.span.end)
            height = max(unit, box[3] - box[1])
            place = max(beside(label.box, box, unit), below(label.box, box, height)) * label.quality
            if place > date.votes.get(label.field, 0.0):
                date.votes[label.field] = place
    for date in dates:
        date.ghost = date.ghost and not date.votes
    return dates


def _flags(lines: Sequence[FrameLine]) -> dict[str, Found[bool]]:
    """Organ donor and veteran marks: a line that says only that; a missing word says nothing."""
    flags = {}
    for name, group in (("organ_donor", "donor"), ("veteran", "veteran")):
        words = lexicon.words(group)
        for line in lines:
            text = " ".join(line.folded.strip(" .*★♥").split())
            word, _, answer = text.rpartition(" ")
            if text in words or (word in words and answer in ("Y", "YES")):
                flags[name] = Found(True, (Span(line, 0, len(line.folded)),), 0.8)
                break
            if word in words and answer in ("N", "NO"):
                flags[name] = Found(False, (Span(line, 0, len(line.folded)),), 0.8)
                break
    return flags
