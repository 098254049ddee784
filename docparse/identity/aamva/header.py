"""The header of an AAMVA barcode (DL/ID Card Design Standard, Annex D.12.3), read as cards require.

Compliance indicator ``@``, data element separator LF, record separator RS, segment terminator CR, file type
``ANSI `` (``AAMVA`` in the first edition), issuer identification number, version, jurisdiction version (from
version 2 on), number of entries; then ten characters for each subfile: type, offset, length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docparse.identity.jurisdictions import all_jurisdictions, by_iin

CARD_TYPES = ("DL", "ID", "EN")
"""Subfile types of cards: driver's licence, identification card, enhanced licence."""

SEARCH_WINDOW = 96
NEWEST_VERSION = 15
"""Above any version there is (10 in 2020): tells a version from digits that only stand in its place."""
_FILE_TYPE = re.compile(r"(?:ANSI|AAMVA)[ \n]{0,3}(?=\d|$)")
_BARE_DIGITS = re.compile(r"(?<!\d)(\d{12}|\d{10})(?=(?:DL|ID|EN)\d{4})")
_ENTRY = re.compile(r"\s?([A-Z][A-Z0-9])(\d{4})(\d{4})")
_CARET_TERMINATOR = re.compile(r"[^A-Z]M(?:ANSI|AAMVA)")


@dataclass(frozen=True)
class Header:
    """What the header says.

    Attributes:
        issuer_digits: The issuer identification number's digits as they stand, usually six.
        version: AAMVA version, or None.
        jurisdiction_version: Jurisdiction's own version, or None (always None in version 1).
        entries: Number of subfiles it announces, or None.
        subfiles: Type, offset and length of each entry that is there. Offsets are hints: they are often
            wrong.
        end: Index of the first character after the header.
        caret: Whether control characters were turned into the letters of their caret notation (``^M`` to
            ``M``).
        complete: Whether all its parts are there.
    """

    issuer_digits: str
    version: int | None
    jurisdiction_version: int | None
    entries: int | None
    subfiles: tuple[tuple[str, int, int], ...]
    end: int
    caret: bool
    complete: bool


def read_header(text: str) -> Header | None:
    """Find the header near the start of the text; None when there is none."""
    head = text[:SEARCH_WINDOW]
    mark = _FILE_TYPE.search(head)
    if mark:
        start = mark.end()
    else:
        bare = next((m for m in _BARE_DIGITS.finditer(head) if by_iin(m.group(1)[:6])), None)
        if bare is None:
            return None
        start = bare.start()
    digits = re.split(r"\D", text[start:], maxsplit=1)[0]
    issuer, version, own, entries = _numbers(digits)
    end = start + len(digits)
    subfiles = []
    while match := _ENTRY.match(text, end):
        subfiles.append((match.group(1), int(match.group(2)), int(match.group(3))))
        end = match.end()
    return Header(
        issuer_digits=issuer,
        version=version,
        jurisdiction_version=own,
        entries=entries,
        subfiles=tuple(subfiles),
        end=end,
        caret=bool(_CARET_TERMINATOR.search(head)),
        complete=len(digits) >= 10 and bool(subfiles),
    )


def _numbers(digits: str) -> tuple[str, int | None, int | None, int | None]:
    """Split the header's digits: issuer, version, jurisdiction version, number of entries.

    Twelve digits from version 2 on, ten before. One digit fewer: the issuer's number lost one, unless its
    first six digits are an issuer's and a version follows.
    """
    size = len(digits)
    if size >= 12:
        return digits[:6], int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    whole = by_iin(digits[:6]) is not None and 1 <= int(digits[6:8] or 0) <= NEWEST_VERSION
    if size == 11 and not whole:
        return digits[:5], int(digits[5:7]), int(digits[7:9]), int(digits[9:11])
    if size == 11:
        return digits[:6], int(digits[6:8]), int(digits[8:10]), int(digits[10:])
    if size == 10:
        return digits[:6], int(digits[6:8]), None, int(digits[8:10])
    if size == 9 and not whole:
        return digits[:5], int(digits[5:7]), None, int(digits[7:9])
    return digits[:6], int(digits[6:8]) if size >= 8 else None, None, None


def resolve_issuer(digits: str, region: str | None) -> tuple[str | None, bool]:
    """The six-digit issuer number and whether it had to be guessed.

    Args:
        digits: Digits in the header. With five of them, every issuer whose number gives them by losing one
            is a candidate; the address region, or there being only one, decides.
        region: Postal abbreviation in the address (element DAJ), or None.
    """
    if len(digits) == 6:
        return digits, False
    if len(digits) != 5:
        return None, False
    candidates = [
        (iin, item)
        for item in all_jurisdictions()
        for iin in item.iins
        if any(iin[:i] + iin[i + 1 :] == digits for i in range(6))
    ]
    near = [iin for iin, item in candidates if item.abbreviation == region]
    if near:
        return near[0], True
    return (candidates[0][0], True) if len(candidates) == 1 else (None, True)
