"""Dates of six characters: the century, and unknown parts (ICAO Doc 9303-3, section 4.8)."""

from __future__ import annotations

import datetime as dt

EXPIRY_YEARS_BACK = 30
# A document does not outlive its holder by much: with a later day the century is one too late.
OLDEST_HOLDER = 115


def _on(year: int, text: str) -> dt.date | None:
    try:
        return dt.date(year, int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None


def _is_known(text: str) -> bool:
    return len(text) == 6 and text.isascii() and text.isdigit()


def birth_date(text: str, as_of: dt.date) -> dt.date | None:
    """The latest day with these digits that is not after ``as_of``; None for unknown or impossible parts."""
    if not _is_known(text):
        return None
    year = as_of.year - as_of.year % 100 + int(text[:2])
    for candidate in (year, year - 100):
        day = _on(candidate, text) if candidate > 0 else None
        if day is not None and day <= as_of:
            return day
    return None


def expiry_date(text: str, as_of: dt.date, born: dt.date | None = None) -> dt.date | None:
    """The day with these digits in the hundred years that begin 30 years before ``as_of``, or None.

    A day on which the holder would be older than anyone is taken a century earlier.
    """
    if not _is_known(text):
        return None
    first = as_of.year - EXPIRY_YEARS_BACK
    year = first - first % 100 + int(text[:2])
    if year < first:
        year += 100
    if born is not None and year - born.year > OLDEST_HOLDER:
        year -= 100
    return _on(year, text) if 0 < year <= dt.MAXYEAR else None


def looks_like_date(text: str) -> bool:
    """Whether month and day, where known, can be a month and a day."""
    month, day = text[2:4], text[4:6]
    month_ok = month == "<<" or (month.isdigit() and 1 <= int(month) <= 12)
    return month_ok and (day == "<<" or (day.isdigit() and 1 <= int(day) <= 31))
