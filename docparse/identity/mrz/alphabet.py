"""The MRZ's characters and its check digit (ICAO Doc 9303-3, sections 4.3 and 4.9)."""

from __future__ import annotations

FILLER = "<"
DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHARACTERS = DIGITS + LETTERS + FILLER

WEIGHTS = (7, 3, 1)
"""Repeating weights of the check digit, left to right."""

VALUES: dict[str, int] = {c: i for i, c in enumerate(DIGITS + LETTERS)} | {FILLER: 0}
"""Value of each character: digits as they are, A = 10 … Z = 35, the filler 0."""


def check_digit(text: str) -> str:
    """The check digit of ``text``: weighted sum modulo 10 (ICAO Doc 9303-3, section 4.9).

    Args:
        text: Characters of the MRZ alphabet only.

    Raises:
        KeyError: A character outside the alphabet.
    """
    return str(sum(VALUES[c] * WEIGHTS[i % 3] for i, c in enumerate(text)) % 10)


def check_holds(text: str, digit: str) -> bool:
    """Whether ``digit`` is the check digit of ``text``; a filler counts as 0 for an empty field.

    ICAO Doc 9303-4, 4.2.2.2 note on optional data: where the field holds fillers only, its check digit may be
    0 or a filler. Characters outside the alphabet never hold.
    """
    if any(c not in VALUES for c in text):
        return False
    expected = check_digit(text)
    if digit == FILLER:
        return expected == "0" and not text.strip(FILLER)
    return digit == expected
