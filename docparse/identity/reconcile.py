"""Joining what the face, the barcode and the MRZ say: one value a field, and a check for every comparison."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from docparse.identity.mrz.build import transliterate
from docparse.identity.reading import SourceReading
from docparse.records import Address, Check, Field

# Machine-readable sources first: they carry redundancy, print does not. The MRZ spells names without accents
# and cuts long ones, so print goes before it there.
_PRIORITY = ("pdf417", "mrz", "front")
_NAME_PRIORITY = ("pdf417", "front", "mrz")
_NAMES = ("family_name", "given_names", "name_suffix")

# Fields that every source of an ID document should have: a missing one is worth a check that says so.
KEY_FIELDS = ("document_number", "family_name", "given_names", "date_of_birth", "date_of_expiry")

# A name is taken for the beginning of a longer one from this many letters on.
_CUT_SHORT = 8

# What is left of a value's confidence when another source disagrees.
_DISPUTED = 0.5


def reconcile(readings: Sequence[SourceReading]) -> tuple[dict[str, Field[Any]], list[Check]]:
    """Choose one value for each field and say what was compared.

    Agreement raises confidence; disagreement keeps the more trustworthy source's value, halves its
    confidence and leaves a failed check. Nothing is dropped in silence.

    Returns:
        Fields by name, and checks named ``a_vs_b.field``.
    """
    names = list(dict.fromkeys(name for reading in readings for name in reading.fields))
    fields: dict[str, Field[Any]] = {}
    checks: list[Check] = []
    for name in names:
        by_source = _by_source(name, readings)
        outcome = _compare(name, by_source)
        checks += outcome
        fields[name] = _choose(name, by_source, outcome)
    checks += _missing(readings, fields)
    return fields, checks


def _by_source(name: str, readings: Sequence[SourceReading]) -> dict[str, Field[Any]]:
    found: dict[str, Field[Any]] = {}
    for reading in readings:
        value = reading.fields.get(name)
        if value is not None and (
            value.source not in found or value.confidence > found[value.source].confidence
        ):
            found[value.source] = value
    return found


def _compare(name: str, by_source: Mapping[str, Field[Any]]) -> list[Check]:
    checks = []
    for a, b in combinations(sorted(by_source), 2):
        verdict = agree(name, by_source[a].value, by_source[b].value)
        if verdict is None:
            checks.append(Check(name=f"{a}_vs_{b}.{name}", status="not_performed", detail="not comparable"))
        else:
            detail = "same value" if verdict else "the two sources differ"
            checks.append(
                Check(name=f"{a}_vs_{b}.{name}", status="passed" if verdict else "failed", detail=detail)
            )
    return checks


def _choose(name: str, by_source: Mapping[str, Field[Any]], checks: Sequence[Check]) -> Field[Any]:
    order = _NAME_PRIORITY if name in _NAMES else _PRIORITY
    chosen = next(by_source[source] for source in order if source in by_source)
    verdicts = [check.status for check in checks if chosen.source in check.name.split(".")[0].split("_vs_")]
    confidence = chosen.confidence
    if "failed" in verdicts:
        supported = "passed" in verdicts
        confidence *= 0.8 if supported else _DISPUTED
    elif "passed" in verdicts:
        passed = {part for c in checks if c.status == "passed" for part in c.name.split(".")[0].split("_vs_")}
        others = [f.confidence for s, f in by_source.items() if s != chosen.source and s in passed]
        confidence = 1.0 - (1.0 - confidence) * (1.0 - max(others))
    return chosen.model_copy(update={"confidence": round(min(0.999, confidence), 3)})


def _missing(readings: Sequence[SourceReading], fields: Mapping[str, Field[Any]]) -> list[Check]:
    """Key fields that only one of several sources gave."""
    sources = {field.source for reading in readings for field in reading.fields.values()}
    checks = []
    for a, b in combinations(sorted(sources), 2):
        for name in KEY_FIELDS:
            having = {f.source for reading in readings if (f := reading.fields.get(name))}
            if name in fields and len({a, b} & having) == 1:
                lacking = b if a in having else a
                detail = f"not read from {lacking}"
                checks.append(Check(name=f"{a}_vs_{b}.{name}", status="not_performed", detail=detail))
    return checks


# --- comparing values --------------------------------------------------------------------------------------


def agree(name: str, a: Any, b: Any) -> bool | None:
    """Whether two values of a field mean the same; None when they cannot be compared."""
    if isinstance(a, dt.date) or isinstance(b, dt.date) or isinstance(a, bool):
        return bool(a == b)
    if isinstance(a, Address) and isinstance(b, Address):
        return _same_address(a, b)
    compare = _COMPARISONS.get(name, _same_letters)
    return compare(str(a), str(b))


def _letters(text: str) -> str:
    """Letters and digits, upper case, accents dropped."""
    plain = unicodedata.normalize("NFKD", text.upper())
    return "".join(char for char in plain if char.isalnum())


def _same_letters(a: str, b: str) -> bool:
    return _letters(a) == _letters(b)


def _same_name(a: str, b: str) -> bool:
    """Names agree when they are spelt alike, accents dropped or transliterated (ICAO 9303-3, 6.A)."""
    spellings = [(x, y) for x in (a, _icao(a)) for y in (b, _icao(b)) if _letters(x) and _letters(y)]
    return a == b or any(_spelt_alike(x, y) for x, y in spellings)


def _icao(name: str) -> str:
    return transliterate(name).replace("<", " ")


def _spelt_alike(a: str, b: str) -> bool:
    """One is the other cut short (ICAO 9303-3, 4.6; AAMVA truncation) or has initials only."""
    x, y = sorted((_letters(a), _letters(b)), key=len)
    if y.startswith(x) and (len(x) >= _CUT_SHORT or len(x) == len(y)):
        return True
    first, second = a.upper().replace(".", "").split(), b.upper().replace(".", "").split()
    short, long = sorted((first, second), key=len)
    return short[0] == long[0] and all(
        one == other or one == other[:1] or other == one[:1] for one, other in zip(short, long, strict=False)
    )


def _same_codes(a: str, b: str) -> bool:
    """Restrictions, endorsements, classes: the same set of codes; NONE is no code."""
    return _codes(a) == _codes(b)


def _codes(text: str) -> set[str]:
    """Single letters, and whole numbers: ``BF`` is two codes, ``10`` one."""
    return set(re.findall(r"[0-9]+|[A-Z]", text.upper().replace("NONE", "")))


def _within(tolerance_cm: float, units: Mapping[str, float]) -> Callable[[str, str], bool | None]:
    def compare(a: str, b: str) -> bool | None:
        sizes = [_size(text, units) for text in (a, b)]
        if sizes[0] is None or sizes[1] is None:
            return None
        return abs(sizes[0] - sizes[1]) <= tolerance_cm

    return compare


def _size(text: str, units: Mapping[str, float]) -> float | None:
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ([a-z]+)", text)
    return float(match[1]) * units[match[2]] if match and match[2] in units else None


def _same_address(a: Address, b: Address) -> bool | None:
    if a.postal_code and b.postal_code:
        length = min(len(_letters(a.postal_code)), len(_letters(b.postal_code)), 5)
        if _letters(a.postal_code)[:length] != _letters(b.postal_code)[:length]:
            return False
    x, y = _letters("".join(a.lines)), _letters("".join(b.lines))
    if not x or not y:
        return None
    return x == y or SequenceMatcher(None, x, y, autojunk=False).ratio() >= 0.85


_COMPARISONS: dict[str, Callable[[str, str], bool | None]] = {
    "family_name": _same_name,
    "given_names": _same_name,
    "restrictions": _same_codes,
    "endorsements": _same_codes,
    "height": _within(2.6, {"in": 2.54, "cm": 1.0}),
    "weight": _within(1.0, {"lb": 0.4536, "kg": 1.0}),
}
