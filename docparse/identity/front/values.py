"""Values with a shape of their own: dates, sex, height, weight, colours. Pure functions on folded text.

Folded text is upper case without accents, one character for each printed one (see :mod:`.fold`), so that a
match's offsets are offsets in the text as read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

DateOrder = Literal["MDY", "DMY", "YMD"]

_MONTHS = {
    "JAN": 1, "ENE": 1, "FEB": 2, "FEV": 2, "FE": 2, "MAR": 3, "MR": 3, "APR": 4, "AVR": 4, "AL": 4, "ABR": 4,
    "MAY": 5, "MAI": 5, "MA": 5, "JUN": 6, "JN": 6, "JUIN": 6, "JUL": 7, "JL": 7, "JUIL": 7, "AUG": 8, "AU":
    8, "AOU": 8, "AOUT": 8, "AGO": 8, "SEP": 9, "SE": 9, "SEPT": 9, "OCT": 10, "OC": 10, "OKT": 10, "NOV": 11,
    "NO": 11, "DEC": 12, "DE": 12, "DIC": 12, "DEZ": 12,
}  # fmt: skip

# Digits as text engines misread them inside a date.
_DIGIT = "[0-9OQILSBZ]"
_TO_DIGIT = str.maketrans("OQILSBZ", "0011582")
_SEP = r"[/\-.:\\|]"

_NUMERIC = re.compile(
    # Two digits may follow others without a gap: engines run a label's number or a second date into them.
    rf"(?P<a>[0-9]{_DIGIT}|(?<![A-Z]){_DIGIT}{{2}}|(?<![0-9A-Z]){_DIGIT})\s?(?P<s>{_SEP})\s?(?P<b>{_DIGIT}{{1,2}})\s?{_SEP}\s?"
    rf"(?P<c>(?:19|20|I9|L9|2O|Z0){_DIGIT}{{2}}|{_DIGIT}{{2}}(?![0-9]))"
)
_YEAR_FIRST = re.compile(
    rf"(?<![0-9])(?P<c>(?:19|20){_DIGIT}{{2}})\s?(?P<s>{_SEP})\s?(?P<a>{_DIGIT}{{1,2}})\s?{_SEP}\s?"
    rf"(?P<b>{_DIGIT}{{2}})(?![0-9])"
)
_SPACED = re.compile(r"(?<![0-9])(?P<a>\d{2})\s(?P<b>\d{2})\s(?P<c>(?:19|20)\d{2})(?![0-9])")
_YEAR_SPACED = re.compile(r"(?<![0-9])(?P<c>(?:19|20)\d{2})\s(?P<a>\d{2})\s(?P<b>\d{2})(?![0-9])")
_YEAR_WORD = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)\d{2})\s?[-/. ]\s?(?P<m>[A-Z]{3})\s?[-/. ]\s?(?P<d>\d{1,2})(?![0-9])"
)
_WORDED = re.compile(
    r"(?<![0-9])(?P<d>\d{1,2})\s?[-/. ]?\s?(?P<m>[A-Z0]{2,4})\.?(?:\s?/\s?(?P<m2>[A-Z]{2,5})\.?)?"
    r"\s?[-/., ]?\s?(?P<y>(?:19|20)\d{2}|\d{2})(?![0-9])"
)
_WORD_FIRST = re.compile(
    r"(?<![A-Z])(?P<m>[A-Z0]{3})[A-Z]{0,6}\.?\s?[-/. ]?\s?(?P<d>\d{1,2})\s?[-/., ]\s?"
    r"(?P<y>(?:19|20)\d{2})(?![0-9])"
)
_COMPACT = re.compile(r"(?<![0-9A-Z])(?P<x>\d{8})(?![0-9A-Z])")


@dataclass(frozen=True)
class DateMatch:
    """A date found in a line.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last.
        readings: Every date it can mean, the likeliest first; of two centuries, the later one first.
        two_digit_year: Whether the century was not printed.
        compact: Whether it was printed without separators, as ghost prints are.
    """

    start: int
    end: int
    readings: tuple[dt.date, ...]
    two_digit_year: bool = False
    compact: bool = False


def find_dates(folded: str, *, order: DateOrder = "MDY", as_of: dt.date) -> list[DateMatch]:
    """Every date in the text, in order of place, none overlapping.

    Args:
        folded: Folded text.
        order: Which order an all-digit date is read in when more than one is possible.
        as_of: Two-digit years are taken at most 30 years after this day.
    """
    found: list[DateMatch] = []
    for match in _all_dates(folded, order, as_of):
        if all(match.end <= other.start or match.start >= other.end for other in found):
            found.append(match)
    return sorted(found, key=lambda match: match.start)


def _all_dates(folded: str, order: DateOrder, as_of: dt.date) -> Iterator[DateMatch]:
    for pattern in (_YEAR_FIRST, _NUMERIC, _YEAR_SPACED, _SPACED):
        for match in pattern.finditer(folded):
            a, b, c = (match[group].translate(_TO_DIGIT) for group in "abc")
            day_order: DateOrder = "YMD" if pattern in (_YEAR_FIRST, _YEAR_SPACED) else order
            readings = tuple(
                day for year in _years(c, as_of) for day in _readings(int(a), int(b), year, day_order)
            )
            if readings:
                yield DateMatch(match.start(), match.end(), readings, two_digit_year=len(c) == 2)
    for pattern in (_YEAR_WORD, _WORDED, _WORD_FIRST):
        for match in pattern.finditer(folded):
            name = match["m"].replace("0", "O")
            month = _MONTHS.get(name) or _MONTHS.get(name[:3])
            if pattern is _WORDED and not month and match["m2"]:
                month = _MONTHS.get(match["m2"]) or _MONTHS.get(match["m2"][:3])
            days = (
                [_date(year, month, int(match["d"])) for year in _years(match["y"], as_of)] if month else []
            )
            readings = tuple(day for day in days if day)
            if readings:
                yield DateMatch(match.start(), match.end(), readings, two_digit_year=len(match["y"]) == 2)
    for match in _COMPACT.finditer(folded):
        digits = match["x"]
        readings = _readings(int(digits[:2]), int(digits[2:4]), int(digits[4:]), order)
        if readings and 1900 <= readings[0].year <= as_of.year + 30:
            yield DateMatch(match.start(), match.end(), readings, compact=True)


def _readings(a: int, b: int, year: int, order: DateOrder) -> tuple[dt.date, ...]:
    month_first, day_first = _date(year, a, b), _date(year, b, a)
    ordered = (day_first, month_first) if order == "DMY" else (month_first, day_first)
    if order == "YMD":  # after the year, the day never stands before the month
        ordered = (month_first, None)
    return tuple(dict.fromkeys(day for day in ordered if day))


def _years(digits: str, as_of: dt.date) -> tuple[int, ...]:
    """The years that print can mean: two digits are this century or the last."""
    if len(digits) == 4:
        return (int(digits.translate(_TO_DIGIT)),)
    year = 2000 + int(digits.translate(_TO_DIGIT))
    return (year, year - 100) if year <= as_of.year + 30 else (year - 100,)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_SEX = re.compile(r"(?<![A-Z])(?:(?P<f>FEMALE|FEMININ|F/F|F)|(?P<m>MALE|MASCULIN|M/M|M)|(?P<x>X))(?![A-Z])")

_FEET = re.compile(
    r"(?<![0-9])(?P<ft>[3-8])\s?(?:FT\.?|'|`|\*|°)?\s?[-.'°]?\s?(?P<in>1[01O]|0[0-9O]|[0-9])\s?(?:IN\.?|\"|''|'|°)?(?![0-9/])"
)
_FEET_MARK = re.compile(r"['`*°\-]|FT")
_INCHES = re.compile(r"(?<![0-9])(?P<n>[3-9][0-9])\s?(?:INCHES|IN|\")(?![A-Z])")
_CM = re.compile(r"(?<![0-9])(?P<n>1[0-9]{2}|2[0-4][0-9])\s?CM(?![A-Z])")
_METRES = re.compile(r"(?<![0-9])(?P<m>[12])[.,](?P<cm>[0-9]{2})\s?M(?![A-Z])")
_THREE = re.compile(r"(?<![0-9])(?P<ft>[4-7])(?P<in>0[0-9]|1[01])(?![0-9])")

_WEIGHT = re.compile(r"(?<![0-9])(?P<n>[0-9]{2,3})\s?(?P<u>LBS?|IBS?|KGS?)?(?![0-9A-Z/\-'])")


@dataclass(frozen=True)
class ValueMatch:
    """A value found in a line: where, and what it means."""

    start: int
    end: int
    value: str


def find_sex(folded: str, start: int = 0) -> ValueMatch | None:
    """First mark of sex at or after ``start``: value ``M``, ``F`` or ``X``."""
    match = _SEX.search(folded, start)
    if not match:
        return None
    value = "F" if match["f"] else "M" if match["m"] else "X"
    return ValueMatch(match.start(), match.end(), value)


def find_height(folded: str, start: int = 0, *, bare: bool = False) -> ValueMatch | None:
    """First height at or after ``start``: value ``69 in`` or ``170 cm``.

    Args:
        folded: Folded text.
        start: Offset to begin at.
        bare: Also take ``507`` (feet and inches run together), as stands behind a height label.
    """
    for pattern in (_CM, _INCHES):
        if match := pattern.search(folded, start):
            unit = "cm" if pattern is _CM else "in"
            return ValueMatch(match.start(), match.end(), f"{int(match['n'])} {unit}")
    if match := _METRES.search(folded, start):
        return ValueMatch(match.start(), match.end(), f"{int(match['m']) * 100 + int(match['cm'])} cm")
    for match in _FEET.finditer(folded, start):
        if _FEET_MARK.search(match[0]):
            inches = int(match["ft"]) * 12 + int(match["in"].replace("O", "0"))
            return ValueMatch(match.start(), match.end(), f"{inches} in")
    if bare and (match := _THREE.search(folded, start)):
        return ValueMatch(match.start(), match.end(), f"{int(match['ft']) * 12 + int(match['in'])} in")
    return None


def find_weight(folded: str, start: int = 0, *, bare: bool = False) -> ValueMatch | None:
    """First weight at or after ``start``: ``185 lb`` or ``84 kg``; without a unit only when ``bare``."""
    for match in _WEIGHT.finditer(folded, start):
        if match["u"] or bare:
            unit = "kg" if (match["u"] or "").startswith("KG") else "lb"
            return ValueMatch(match.start(), match.end(), f"{int(match['n'])} {unit}")
    return None


def find_word(
    folded: str, meanings: dict[str, str], start: int = 0, *, glued: bool = False
) -> ValueMatch | None:
    """First whole word at or after ``start`` that the table knows.

    Args:
        folded: Folded text.
        meanings: Printed word to value.
        start: Offset to begin at.
        glued: The word may begin right behind other letters, as after a label the engine ran it into.
    """
    best: ValueMatch | None = None
    for match in re.finditer(r"[A-Z]+(?:/[A-Z]+)?", folded[start:]):
        if match[0] in meanings:
            return ValueMatch(start + match.start(), start + match.end(), meanings[match[0]])
        if glued and best is None:
            for word, value in meanings.items():
                if len(word) >= 3 and match[0].startswith(word):
                    best = ValueMatch(start + match.start(), start + match.start() + len(word), value)
    return best
