"""Dates in AAMVA barcodes.

Version 1 writes CCYYMMDD; from version 2 on (Annex D, table D.3) the United States write MMDDCCYY and Canada
CCYYMMDD. Some issuers keep the other order. As a century never looks like a month, at most one of the two
orders gives a possible date, so what is possible decides and the order that was agreed on only breaks ties.
"""

from __future__ import annotations

import datetime as dt
import re

from docparse.identity.jurisdictions import DateOrder

EARLIEST, LATEST = 1880, 2150
GUESSED_ORDER = 0.6
"""Certainty of a date that only makes sense with day and month swapped."""

_LAYOUTS: dict[str, tuple[slice, slice, slice]] = {
    "mdy": (slice(4, 8), slice(0, 2), slice(2, 4)),
    "ymd": (slice(0, 4), slice(4, 6), slice(6, 8)),
    "dmy": (slice(4, 8), slice(2, 4), slice(0, 2)),
    "ydm": (slice(0, 4), slice(6, 8), slice(4, 6)),
}
_PARTED = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?!\d)")


def read_date(raw: str, order: DateOrder) -> tuple[dt.date, float] | None:
    """The date and how certain its order is.

    Args:
        raw: Eight digits, or three numbers with separators; anything may follow.
        order: The order the standard or the jurisdiction asks for.

    Returns:
        None when it is no date, or an unlikely one (``00000000``, ``99999999``).
    """
    digits = _eight_digits(raw.strip())
    if digits is None:
        return None
    other = "ymd" if order == "mdy" else "mdy"
    for layout, certainty in ((order, 1.0), (other, 0.97), ("dmy", GUESSED_ORDER), ("ydm", GUESSED_ORDER)):
        year, month, day = (int(digits[part]) for part in _LAYOUTS[layout])
        if not EARLIEST <= year <= LATEST:
            continue
        try:
            return dt.date(year, month, day), certainty
        except ValueError:
            continue
    return None


def _eight_digits(raw: str) -> str | None:
    if match := re.match(r"\d{8}(?!\d)", raw):
        return match.group()
    if match := _PARTED.match(raw):
        joined = "".join(part.zfill(2) for part in match.groups())
        return joined if len(joined) == 8 else None
    return None
