"""Folding of printed text: upper case without accents, one character for each, so that offsets stay."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SAME = {
    "’": "'",
    "‘": "'",
    "´": "'",
    "′": "'",
    "”": '"',
    "“": '"',
    "″": '"',
    "–": "-",
    "—": "-",
    "º": "°",
    "：": ":",
}


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    char = _SAME.get(char, char)
    base = unicodedata.normalize("NFKD", char)[:1] or " "
    upper = base.upper()
    return upper if len(upper) == 1 else base


def fold(text: str) -> str:
    """Upper case, accents dropped, quotes and dashes made plain; as long as ``text``."""
    return "".join(_fold_char(char) for char in text)


def squeeze(text: str) -> str:
    """Letters and digits only, folded: what two readings of one print are compared by."""
    return "".join(char for char in fold(text) if char.isascii() and char.isalnum())
