"""From the lines of a zone to its values; pure, nothing is repaired here (see ``repair``)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from docparse.errors import KindError
from docparse.identity.countries import country_code
from docparse.identity.mrz.alphabet import CHARACTERS, FILLER, check_holds
from docparse.identity.mrz.dates import birth_date, expiry_date
from docparse.identity.mrz.layouts import Layout, Part, candidates, checks_of
from docparse.identity.mrz.names import Names, split_names, words
from docparse.records.field import Sex
from docparse.records.id_document import DocumentType, MrzFormat

Span = tuple[int, int, int]
"""(line, start, end) of a value in the zone."""


@dataclass(frozen=True)
class ParsedMrz:
    """What a zone says.

    Attributes:
        format: Its layout.
        lines: The lines, as given.
        document_code: The first two characters, without fillers.
        document_type: What kind of document the code means.
        issuing_country: Alpha-3 code; the code as printed where it is unknown.
        document_number: Without fillers at its end.
        family_name: Primary identifier.
        given_names: Secondary identifier.
        names_truncated: Whether the names fill their field, so that something may be cut off.
        date_of_birth: None where a part is unknown or impossible.
        sex: ``M``, ``F``, ``X`` for unspecified; None when another character stands there.
        date_of_expiry: None where unknown, impossible, or not in the layout.
        nationality: Alpha-3 code, or None where the layout has none.
        personal_number: Optional data without outer fillers; empty for none.
        checks: Name of each check digit to whether it holds.
        texts: Value name to the characters as they stand in the zone.
        spans: Value name to where they stand.
    """

    format: MrzFormat
    lines: tuple[str, ...]
    document_code: str
    document_type: DocumentType
    issuing_country: str
    document_number: str
    family_name: str
    given_names: str
    names_truncated: bool
    date_of_birth: dt.date | None
    sex: Sex | None
    date_of_expiry: dt.date | None
    nationality: str | None
    personal_number: str
    checks: dict[str, bool]
    texts: dict[str, str]
    spans: dict[str, tuple[Span, ...]]

    @property
    def valid(self) -> bool:
        """Whether every check digit holds."""
        return all(self.checks.values())


def parse_mrz(lines: Sequence[str], *, as_of: dt.date) -> ParsedMrz:
    """Parse two lines of 44 or 36 characters, or three of 30.

    Args:
        lines: The lines, upper case, fillers as ``<``, nothing else.
        as_of: The day that two-digit years are judged from.

    Raises:
        KindError: ``kind.mrz_layout`` when number or length of the lines, or a character, fits no layout.
    """
    return parse_as(find_layout(lines), lines, as_of=as_of)


def find_layout(lines: Sequence[str]) -> Layout:
    """The layout of clean lines; where two share a shape, the one whose check digits hold.

    Raises:
        KindError: ``kind.mrz_layout``.
    """
    shapes = {(2, 44), (2, 36), (3, 30)}
    widths = {len(line) for line in lines}
    if len(widths) != 1 or (len(lines), next(iter(widths))) not in shapes:
        raise KindError("kind.mrz_layout", "the lines have the shape of no machine-readable zone")
    if any(c not in CHARACTERS for line in lines for c in line):
        raise KindError("kind.mrz_layout", "the lines hold characters no machine-readable zone has")
    found = candidates(len(lines), widths.pop(), lines[0])
    return max(found, key=lambda layout: sum(run_checks(layout, lines).values()) / len(layout.checks))


def run_checks(layout: Layout, lines: Sequence[str]) -> dict[str, bool]:
    """Every check digit of the layout: name to whether it holds (ICAO Doc 9303-3, section 4.9)."""
    held = list(lines)
    found = {}
    for rule in checks_of(layout, held):
        text = "".join(held[line][i] for line, i in rule.covers)
        found[rule.name] = check_holds(text, held[rule.digit[0]][rule.digit[1]])
    return found


def parse_as(layout: Layout, lines: Sequence[str], *, as_of: dt.date) -> ParsedMrz:
    """Parse lines that are known to have this layout."""
    held = list(lines)
    texts: dict[str, str] = {}
    spans: dict[str, tuple[Span, ...]] = {}

    def take(name: str, part: Part | None) -> str:
        if part is None:
            return ""
        texts[name], spans[name] = part.of(held), ((part.line, part.start, part.end),)
        return texts[name]

    code = take("document_type", layout.part("document_code"))
    issuer = take("issuing_country", layout.part("issuing_country"))
    nationality = take("nationality", layout.part("nationality"))
    birth = take("date_of_birth", layout.part("date_of_birth"))
    expiry = take("date_of_expiry", layout.part("date_of_expiry"))
    sex = take("sex", layout.part("sex"))
    number, overflow = _number(layout, held)
    texts["document_number"] = "".join(held[line][a:b] for line, a, b in number)
    spans["document_number"] = number
    names = _names(layout, held, texts, spans)
    personal = _optional(layout, held, overflow, texts, spans)
    checks = run_checks(layout, held)
    # The filler may be a lost check digit and not the mark of a long number: nothing is added on a guess.
    sure = number if checks["document_number"] else number[:1]
    value = "".join(held[line][a:b] for line, a, b in sure)
    born = birth_date(birth, as_of)
    return ParsedMrz(
        format=layout.format,
        lines=tuple(held),
        document_code=code.rstrip(FILLER),
        document_type=document_type(code, issuer, layout.format),
        issuing_country=country_code(issuer) or issuer.strip(FILLER),
        document_number=value.strip(FILLER),
        family_name=names.family,
        given_names=names.given,
        names_truncated=names.truncated,
        date_of_birth=born,
        sex=_sex(sex),
        date_of_expiry=expiry_date(expiry, as_of, born),
        nationality=(country_code(nationality) or nationality.strip(FILLER) or None) if nationality else None,
        personal_number=personal,
        checks=checks,
        texts=texts,
        spans=spans,
    )


def _sex(text: str) -> Sex | None:
    if text == "M":
        return "M"
    if text == "F":
        return "F"
    return "X" if text in (FILLER, "X") else None


def _number(layout: Layout, lines: list[str]) -> tuple[tuple[Span, ...], int]:
    """Where the document number stands, and how much of the optional data belongs to it."""
    if layout.format == "FRENCH_ID":
        return ((1, 0, 12),), 0
    part, optional = layout.part("document_number"), layout.part("optional_1")
    assert part is not None
    spans: tuple[Span, ...] = ((part.line, part.start, part.end),)
    rule = checks_of(layout, lines)[0]
    if optional is None or rule is layout.checks[0]:
        return spans, 0
    end = rule.digit[1]
    return (*spans, (optional.line, optional.start, end)), end + 1 - optional.start


def _names(
    layout: Layout, lines: list[str], texts: dict[str, str], spans: dict[str, tuple[Span, ...]]
) -> Names:
    field = layout.part("names")
    if field is not None:
        names = split_names(field.of(lines))
        for key, (a, b) in (("family_name", names.family_span), ("given_names", names.given_span)):
            texts[key] = field.of(lines)[a:b]
            spans[key] = ((field.line, field.start + a, field.start + b),)
        return names
    family, given = layout.part("family_name"), layout.part("given_names")
    assert family is not None and given is not None  # noqa: PT018 - the French card
    for part in (family, given):
        text = part.of(lines).rstrip(FILLER)
        texts[part.name] = text
        spans[part.name] = ((part.line, part.start, part.start + len(text)),)
    full = family.of(lines)[-1] != FILLER or given.of(lines)[-1] != FILLER
    return Names(words(family.of(lines)), words(given.of(lines)), full, (0, 25), (0, 14))


def _optional(
    layout: Layout, lines: list[str], overflow: int, texts: dict[str, str], spans: dict[str, tuple[Span, ...]]
) -> str:
    """Optional data: TD3's personal number, else the first that is not empty."""
    for name in ("personal_number", "optional_1", "optional_2"):
        part = layout.part(name)
        if part is None:
            continue
        start = part.start + (overflow if name == "optional_1" else 0)
        text = lines[part.line][start : part.end]
        if text.strip(FILLER):
            texts["personal_number"], spans["personal_number"] = text, ((part.line, start, part.end),)
            return words(text)
    return ""


@cache
def _code_rules() -> list[dict[str, Any]]:
    source = resources.files("docparse.identity.mrz") / "document_codes.json"
    rules: list[dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))["rules"]
    return rules


def document_type(code: str, issuer: str, fmt: str) -> DocumentType:
    """What the two characters of the document code mean."""
    for rule in _code_rules():
        if not re.fullmatch(rule["code"], code):
            continue
        if fmt in rule.get("formats", [fmt]) and issuer in rule.get("issuers", [issuer]):
            kind: DocumentType = rule["type"]
            return kind
    return "unknown"
