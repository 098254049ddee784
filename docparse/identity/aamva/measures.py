"""Height, weight, sex, colours and flags in AAMVA barcodes (Annex D, tables D.3 and D.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docparse.identity.aamva.elements import present
from docparse.identity.aamva.found import Found
from docparse.records.field import Sex

_SEX: dict[str, Sex] = {
    "1": "M",
    "M": "M",
    "MALE": "M",
    "2": "F",
    "F": "F",
    "FEMALE": "F",
    "9": "X",
    "X": "X",
}
_EYES = {
    "BLK": ("BLK", "BLACK"),
    "BLU": ("BLU", "BLUE", "BL", "BLE"),
    "BRO": ("BRO", "BROWN", "BRN", "BR", "BN", "BRW"),
    "GRY": ("GRY", "GRAY", "GREY", "GR", "GRA"),
    "GRN": ("GRN", "GREEN", "GN", "GRE"),
    "HAZ": ("HAZ", "HAZEL", "HZL", "HZ"),
    "MAR": ("MAR", "MAROON"),
    "PNK": ("PNK", "PINK"),
    "DIC": ("DIC", "DICHROMATIC", "MUL"),
    "UNK": ("UNK", "UNKNOWN", "XXX"),
}
_HAIR = {
    "BAL": ("BAL", "BALD"),
    "BLK": ("BLK", "BLACK", "BK"),
    "BLN": ("BLN", "BLOND", "BLONDE", "BLD", "BLO"),
    "BRO": ("BRO", "BROWN", "BRN", "BR", "BN", "BRW"),
    "GRY": ("GRY", "GRAY", "GREY", "GR", "GRA"),
    "RED": ("RED", "AUBURN", "AUB", "RD"),
    "SDY": ("SDY", "SANDY"),
    "WHI": ("WHI", "WHITE", "WHT"),
    "UNK": ("UNK", "UNKNOWN", "XXX"),
}
# Weight ranges 0 to 9 (table D.4, DCE); the last is open.
_RANGES_LB = "0-70 71-100 101-130 131-160 161-190 191-220 221-250 251-280 281-320 321+"
_RANGES_KG = "0-31 32-45 46-59 60-70 71-86 87-100 101-113 114-127 128-145 146+"

_FEET_INCHES = re.compile(r"([3-8])\s*(?:'|’|-|FT\.?|F|\s)\s*(\d{1,2})\s*(?:\"|”|''|IN\.?|I)?")
_WITH_UNIT = re.compile(r"(\d{1,3})\s*(IN|INCHES|\"|CM|C)\.?")


def read_sex(elements: Mapping[str, str]) -> Found[Sex] | None:
    """DBC: 1 male, 2 female, 9 not specified; letters in version 1."""
    raw = elements.get("DBC", "")
    value = _SEX.get(raw.strip().upper()[:1])
    return Found(value, raw, ("DBC",)) if value else None


def read_eye_color(elements: Mapping[str, str]) -> Found[str] | None:
    """DAY, as its three-letter code."""
    return _color(elements, "DAY", _EYES)


def read_hair_color(elements: Mapping[str, str]) -> Found[str] | None:
    """DAZ, as its three-letter code."""
    return _color(elements, "DAZ", _HAIR)


def _color(elements: Mapping[str, str], name: str, codes: Mapping[str, tuple[str, ...]]) -> Found[str] | None:
    raw = present(elements.get(name))
    if raw is None:
        return None
    wanted = raw.upper().split("/")[0].strip()
    for code, words in codes.items():
        if wanted in words:
            return Found(code, elements[name], (name,))
    return Found(wanted, elements[name], (name,), 0.8)


def read_height(elements: Mapping[str, str]) -> Found[str] | None:
    """DAU (feet and inches ``507`` in version 1, ``067 IN`` or ``170 CM`` later), or DAV (centimetres).

    The value is in the unit of the barcode: ``67 in`` or ``170 cm``.
    """
    raw = elements.get("DAU", "")
    if present(raw) and (read := _height(raw.strip().upper())):
        value, certainty = read
        return Found(value, raw, ("DAU",), certainty)
    metric = re.match(r"\d{2,3}", elements.get("DAV", "").strip())
    if metric and 90 <= int(metric.group()) <= 250:
        return Found(f"{int(metric.group())} cm", elements["DAV"], ("DAV",))
    return None


def _height(raw: str) -> tuple[str, float] | None:
    """The height and how certain, from what is written in DAU."""
    if match := _WITH_UNIT.fullmatch(raw):
        number, metric = int(match.group(1)), match.group(2).startswith("C")
        if not metric and not 24 <= number <= 107 and _is_feet_inches(match.group(1)):
            return _inches(match.group(1)[0], match.group(1)[1:]), 0.9
        return (f"{number} {'cm' if metric else 'in'}", 1.0) if number else None
    if match := _FEET_INCHES.fullmatch(raw):
        return (_inches(*match.groups()), 1.0) if int(match.group(2)) < 12 else None
    return _bare_height(raw) if re.fullmatch(r"\d{1,4}", raw) else None


def _bare_height(digits: str) -> tuple[str, float] | None:
    """A number without a unit: feet and inches, else the unit in which it is a person's height."""
    if _is_feet_inches(digits):
        return _inches(digits[0], digits[1:]), 1.0
    number = int(digits)
    if 36 <= number <= 96:
        return f"{number} in", 0.9
    return (f"{number} cm", 0.8) if 97 <= number <= 250 else None


def _is_feet_inches(digits: str) -> bool:
    return len(digits) == 3 and digits[0] in "345678" and int(digits[1:]) < 12


def _inches(feet: str, inches: str) -> str:
    return f"{int(feet) * 12 + int(inches)} in"


def read_weight(elements: Mapping[str, str], country: str | None) -> Found[str] | None:
    """DAW (pounds), DAX (kilograms), or DCE (range 0 to 9), as ``185 lb``, ``84 kg`` or ``161-190 lb``.

    Args:
        elements: Element id to raw value.
        country: Issuing country, alpha-3: ranges are printed in kilograms outside the United States.
    """
    for name, unit in (("DAW", "lb"), ("DAX", "kg")):
        raw = elements.get(name, "")
        match = re.fullmatch(r"(\d{1,3})\s*(LBS?|KGS?|POUNDS)?\.?", raw.strip().upper())
        if match and int(match.group(1)):
            written = match.group(2) or ""
            unit = "kg" if written.startswith("K") else "lb" if written else unit  # noqa: PLW2901
            return Found(f"{int(match.group(1))} {unit}", raw, (name,))
    raw = elements.get("DCE", "").strip()
    if not re.fullmatch(r"\d", raw):
        return None
    unit, ranges = ("lb", _RANGES_LB) if country in ("USA", None) else ("kg", _RANGES_KG)
    return Found(f"{ranges.split()[int(raw)]} {unit}", raw, ("DCE",))


def read_organ_donor(elements: Mapping[str, str]) -> Found[bool] | None:
    """DDK ``1`` (from version 4 on), or DBH (version 1: ``Y``, ``N``, or 1 and 2)."""
    return _flag(elements, "DDK") or _flag(elements, "DBH")


def read_veteran(elements: Mapping[str, str]) -> Found[bool] | None:
    """DDL ``1``."""
    return _flag(elements, "DDL")


def _flag(elements: Mapping[str, str], name: str) -> Found[bool] | None:
    raw = elements.get(name, "")
    word = raw.strip().upper()
    if word in {"1", "Y", "YES", "T", "TRUE", "DONOR", "VETERAN"}:
        return Found(True, raw, (name,))
    if word in {"0", "2", "N", "NO", "F", "FALSE"}:
        return Found(False, raw, (name,))
    return None
