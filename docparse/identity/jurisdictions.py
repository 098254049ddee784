"""Who issues driver's licences and ID cards in North America: states, provinces, territories.

The table lies in ``tables/jurisdictions.json``. Codes are ISO 3166-2 (``US-PA``), countries ISO 3166-1
alpha-3, issuer identification numbers (IIN) those that AAMVA assigns (DL/ID Card Design Standard, Annex F).
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

DateOrder = Literal["mdy", "ymd"]
NameOrder = Literal["last_first", "first_last"]


@dataclass(frozen=True)
class Jurisdiction:
    """One issuer of driver's licences.

    Attributes:
        code: ISO 3166-2, e.g. ``US-PA``; ``US`` alone for the federal Department of State.
        abbreviation: Postal abbreviation, e.g. ``PA``.
        name: English name.
        other_names: Other names printed on cards: French, Spanish, ``Commonwealth of …``.
        other_abbreviations: Older or informal abbreviations met in barcodes, e.g. ``PQ``.
        country: ISO 3166-1 alpha-3.
        iins: Issuer identification numbers, six digits each, the registered one first.
        barcode_date_order: How dates stand in its AAMVA barcodes, where more than one reading is possible.
        full_name_order: How its version 1 barcodes order a full name (element DAA) written without commas.
    """

    code: str
    abbreviation: str
    name: str
    country: str
    iins: tuple[str, ...]
    other_names: tuple[str, ...] = ()
    other_abbreviations: tuple[str, ...] = ()
    barcode_date_order: DateOrder = "mdy"
    full_name_order: NameOrder = "last_first"

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the English one first."""
        return (self.name, *self.other_names)


@cache
def all_jurisdictions() -> tuple[Jurisdiction, ...]:
    """Every jurisdiction of the table, in its order."""
    text = files("docparse.identity").joinpath("tables/jurisdictions.json").read_text(encoding="utf-8")
    table = json.loads(text)
    orders: dict[str, DateOrder] = table["default_barcode_date_order"]
    return tuple(_from_row(row, orders) for row in table["jurisdictions"])


def _from_row(row: dict[str, Any], orders: dict[str, DateOrder]) -> Jurisdiction:
    return Jurisdiction(
        code=row["code"],
        abbreviation=row["abbreviation"],
        name=row["name"],
        country=row["country"],
        iins=tuple(row["iins"]),
        other_names=tuple(row.get("other_names", ())),
        other_abbreviations=tuple(row.get("other_abbreviations", ())),
        barcode_date_order=row.get("barcode_date_order", orders[row["country"]]),
        full_name_order=row.get("full_name_order", "last_first"),
    )


@cache
def _iin_index() -> dict[str, Jurisdiction]:
    return {iin: item for item in all_jurisdictions() for iin in item.iins}


@cache
def _code_index() -> dict[str, Jurisdiction]:
    return {item.code: item for item in all_jurisdictions()}


@cache
def _name_index() -> dict[str, Jurisdiction]:
    return {fold_name(name): item for item in all_jurisdictions() for name in item.names}


def by_iin(iin: str) -> Jurisdiction | None:
    """The issuer with this six-digit issuer identification number, or None."""
    return _iin_index().get(iin.strip())


def by_code(code: str) -> Jurisdiction | None:
    """The issuer with this ISO 3166-2 code (``US-PA``), in any case, or None."""
    return _code_index().get(code.strip().upper())


def by_abbreviation(abbreviation: str, country: str | None = None) -> Jurisdiction | None:
    """The issuer with this postal abbreviation, in any case; older abbreviations (``PQ``) count too.

    Args:
        abbreviation: E.g. ``PA``, ``ON``, ``COA``.
        country: ISO 3166-1 alpha-3, to look in one country only.
    """
    wanted = abbreviation.strip().upper()
    older: Jurisdiction | None = None
    for item in all_jurisdictions():
        if country is not None and item.country != country:
            continue
        if item.abbreviation == wanted:
            return item
        if wanted in item.other_abbreviations:
            older = item
    return older


def by_name(name: str) -> Jurisdiction | None:
    """The issuer with this printed name, whatever its case, accents and punctuation, or None."""
    return _name_index().get(fold_name(name))


def fold_name(name: str) -> str:
    """Upper case, without accents and punctuation, single spaces: what names are compared by."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^A-Z0-9]+", " ", letters.replace("'", "").upper()).split())
