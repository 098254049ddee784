"""Postal addresses as printed: the city line is the anchor, the street lines stand above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docparse.identity import jurisdictions
from docparse.identity.front import lexicon

# A small date that an engine ran into the line does no harm.
_TAIL = r"(?:\s+[0-9/\-]{6,10})?\s*$"
# "CITY, ST 12345-6789", with commas, dots and blanks lost or doubled as engines do.
_US = re.compile(
    r"(?P<city>[A-Z][A-Z .'\-]{0,39}?)[\s,.\-]{0,4}(?P<region>[A-Z]{2})[\s,.\-]{0,4}"
    r"(?P<zip>[0-9OIL]{5})(?:\s?[-–]?\s?(?P<plus>[0-9OIL]{4}))?" + _TAIL
)
_CANADA = re.compile(
    r"(?P<city>[A-Z][A-Z .'\-]{0,39}?)[\s,.\-(]{0,4}"
    r"(?P<region>[A-Z]{2}|QUEBEC|ONTARIO|ALBERTA)?[\s,.\-)]{0,4}"
    r"(?P<zip>[ABCEGHJ-NPRSTVXY][0-9OIL][A-Z]\s?[0-9OIL][A-Z][0-9OIL])" + _TAIL
)
_CANADA_CITY = re.compile(_CANADA.pattern.replace("QUEBEC|ONTARIO|ALBERTA", "(?!)").replace("[A-Z]{2}|", ""))
_TO_DIGITS = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class CityLine:
    """The last line of a North American address.

    Attributes:
        city: City as printed.
        region: Postal abbreviation, or None when not printed.
        postal_code: ``12345``, ``12345-6789`` or ``A1A 1A1``.
        country: ISO 3166-1 alpha-3.
        known: Whether the region is a known jurisdiction of that country.
        code_start: Offset of the postal code in the line.
    """

    city: str
    region: str | None
    postal_code: str
    country: str
    known: bool
    code_start: int


def find_city_line(folded: str) -> CityLine | None:
    """Read ``CITY ST ZIP`` or ``CITY PR A1A 1A1`` from a folded line; None when it is not one."""
    match = _US.search(folded)
    if match and len(match["city"].strip()) >= 2 and _is_parted(match):
        code = match["zip"].translate(_TO_DIGITS)
        plus = match["plus"].translate(_TO_DIGITS) if match["plus"] else ""
        known = jurisdictions.by_abbreviation(match["region"], "USA") is not None
        city = match["city"].strip(" ,.-")
        return CityLine(
            city, match["region"], f"{code}-{plus}" if plus else code, "USA", known, match.start("zip")
        )
    match = _CANADA.search(folded)
    if match and match["region"] and match.end("city") == match.start("region"):
        match = _CANADA_CITY.search(folded)
    if match and len(match["city"].strip()) >= 2:
        raw = match["zip"].replace(" ", "")
        code = "".join(c.translate(_TO_DIGITS) if i % 2 else c for i, c in enumerate(raw))
        region = match["region"]
        if region and len(region) > 2:
            named = jurisdictions.by_name(region)
            region = named.abbreviation if named else None
        known = bool(region) and jurisdictions.by_abbreviation(region or "", "CAN") is not None
        return CityLine(
            match["city"].strip(" ,.-("), region, f"{code[:3]} {code[3:]}", "CAN", known, match.start("zip")
        )
    return None


def _is_parted(match: re.Match[str]) -> bool:
    """Whether a blank, comma or dot stands before or behind the state: ``VANDE066647620`` is no city line."""
    return match.end("city") < match.start("region") or match.end("region") < match.start("zip")


_STREET_START = re.compile(
    r"^(?:[0-9]+[0-9A-Z\-/]*[\s,.]|[0-9]+[A-Z]|P\.?\s?O\.?\s?B|RR\s?[0-9]|HC\s?[0-9]|[0-9]+-[0-9]+)"
)


def starts_street(folded: str) -> bool:
    """Whether a line begins as a street line does: a house number, a P.O. box, a rural route."""
    return bool(_STREET_START.match(folded))


def is_unit_line(folded: str) -> bool:
    """Whether a line is only an apartment, suite or floor."""
    tokens = re.findall(r"[A-Z]+|#", folded)
    return bool(tokens) and (tokens[0] in lexicon.words("unit_words") or tokens[0] == "#")


def leads_street(folded: str) -> bool:
    """Whether a line begins with a word that leads a street name: ``CALLE LUNA``, ``RUE DE LA PAIX``."""
    tokens = re.findall(r"[A-Z]+", folded)
    return len(tokens) > 1 and tokens[0] in lexicon.words("leading_street_words")


def is_neighbourhood(folded: str) -> bool:
    """Whether a line names an urbanization or the like, as stands above the street in Puerto Rico."""
    first = re.match(r"[A-Z]+", folded)
    return bool(first) and first[0] in lexicon.words("neighbourhood_words")  # type: ignore[index]


def has_street_word(folded: str) -> bool:
    """Whether a line holds a street word behind something else."""
    tokens = re.findall(r"[A-Z]+", folded)
    return any(token in lexicon.words("street_words") for token in tokens)
