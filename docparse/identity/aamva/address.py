"""The address in an AAMVA barcode.

Annex D, table D.3: DAG and DAH street, DAI city, DAJ jurisdiction, DAK postal code (eleven characters,
padded). Version 1 (2000) holds a mailing address there and a residence address in DAL to DAP.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from docparse.identity.aamva.elements import present
from docparse.identity.aamva.found import Found
from docparse.identity.jurisdictions import by_abbreviation
from docparse.records.field import Address

_CANADIAN = re.compile(r"([A-Z]\d[A-Z])[ -]?(\d[A-Z]\d)")
_MAILING, _RESIDENCE = ("DAG", "DAH"), ("DAL", "DAM")
_REST = (("DAI", "DAN"), ("DAJ", "DAO"), ("DAK", "DAP"))


def read_address(elements: Mapping[str, str], country: str | None) -> Found[Address] | None:
    """The address; its lines are the street lines, then ``CITY ST ZIP``.

    Args:
        elements: Element id to raw value.
        country: Issuing country, alpha-3, for an address whose region is unknown.
    """
    # Street lines of two addresses are not mixed; the rest often stands in one block only.
    streets_of = _MAILING if any(present(elements.get(name)) for name in _MAILING) else _RESIDENCE
    used = [*streets_of, *(_filled(elements, pair) for pair in _REST)]
    street, more, city, region, postal = (_text(elements, name) for name in used)
    if not any((street, more, city, postal)):
        return None
    issuer = by_abbreviation(region, country) or by_abbreviation(region) if region else None
    home = issuer.country if issuer else country
    code, certainty = read_postal_code(postal, home) if postal else (None, 1.0)
    state = issuer.abbreviation if issuer else region
    last = " ".join(part for part in (city, state, code) if part)
    # Some issuers repeat the city line in the second street line.
    streets = [
        line for line in (street, more) if line and _bare(line) not in (_bare(last), _bare(city or ""))
    ]
    names = tuple(name for name in used if name and present(elements.get(name)))
    value = Address(
        lines=[*streets, last] if last else streets, city=city, region=state, postal_code=code, country=home
    )
    return Found(value, ", ".join(elements[name] for name in names), names, certainty)


def _filled(elements: Mapping[str, str], pair: tuple[str, str]) -> str | None:
    return next((name for name in pair if present(elements.get(name))), None)


def _text(elements: Mapping[str, str], name: str | None) -> str | None:
    text = present(elements.get(name)) if name else None
    return text.strip(" ,") or None if text else None


def _bare(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def read_postal_code(raw: str, country: str | None) -> tuple[str, float]:
    """``12345``, ``12345-6789`` or ``A1A 1A1``, and how certain.

    The field is padded to eleven characters, a ZIP code's unknown last four digits with zeros; anything else
    after the first five is not reported.
    """
    text = raw.strip().upper()
    if match := _CANADIAN.match(text):
        return f"{match.group(1)} {match.group(2)}", 1.0
    if country == "CAN":
        return text, 0.9
    match = re.match(r"(\d{5})[ -]*(.*)", text)
    if match is None:
        return text, 0.8
    zip_code, rest = match.groups()
    digits = re.sub(r"\D", "", rest)
    if len(digits) == 4 and digits != "0000":
        return f"{zip_code}-{digits}", 1.0
    return zip_code, 1.0 if not digits.strip("0") else 0.8
