"""Country codes as documents carry them: ISO 3166-1 and the further codes of ICAO Doc 9303-3, section 5."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Country:
    """A country or other issuer.

    Attributes:
        code: The three-letter code docparse reports, ISO 3166-1 alpha-3 where there is one.
        alpha2: ISO 3166-1 alpha-2, or None for codes of ICAO's own.
        name: English short name.
        printed: Further names found on documents, upper case.
    """

    code: str
    alpha2: str | None
    name: str
    printed: tuple[str, ...] = ()


@cache
def _table() -> dict[str, Any]:
    source = resources.files("docparse.identity") / "tables" / "countries.json"
    loaded: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return loaded


@cache
def countries() -> dict[str, Country]:
    """All countries and issuers by the code a zone carries (``D`` and ``DEU`` are both keys)."""
    table = _table()
    found = {
        row["alpha3"]: Country(row["alpha3"], row["alpha2"], row["name"], tuple(row["printed"]))
        for row in table["countries"]
    }
    for row in table["codes"]:
        own = Country(row["value"], None, row["name"])
        found[row["code"]] = found.get(row["value"], own)
    return found


@cache
def _by_alpha2() -> dict[str, Country]:
    return {c.alpha2: c for c in countries().values() if c.alpha2}


def find_country(code: str) -> Country | None:
    """The country of a code as printed: alpha-3, alpha-2, or ICAO's own; fillers and case do not matter."""
    plain = code.strip().strip("<").upper()
    return countries().get(plain) or _by_alpha2().get(plain)


def country_code(code: str) -> str | None:
    """The alpha-3 code for a code as printed (``D`` gives ``DEU``, ``SI`` gives ``SVN``), or None."""
    country = find_country(code)
    return country.code if country else None


@cache
def zone_codes() -> frozenset[str]:
    """Codes that may stand in a machine-readable zone, filled to three characters with ``<``."""
    return frozenset(code.ljust(3, "<") for code in countries())


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for country in countries().values():
        for name in (country.name, *country.printed):
            names.setdefault(_plain(name), country.code)
    return names


def country_of_name(name: str) -> str | None:
    """The alpha-3 code of a country named as on a document; accents, case and punctuation do not matter."""
    return _by_name().get(_plain(name))


def _plain(name: str) -> str:
    split = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " for c in split if not unicodedata.combining(c))
    return " ".join(kept.split())
