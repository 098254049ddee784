"""Names in the zone: primary and secondary identifier (ICAO Doc 9303-3, section 4.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docparse.identity.mrz.alphabet import FILLER

_SEPARATOR = FILLER * 2


@dataclass(frozen=True)
class Names:
    """Names of a zone.

    Attributes:
        family: Primary identifier, words separated by blanks.
        given: Secondary identifier.
        truncated: Whether the field is full to its last place, so that something may be cut off.
        family_span: (start, end) of the primary identifier in the name field.
        given_span: (start, end) of the secondary identifier.
    """

    family: str
    given: str
    truncated: bool
    family_span: tuple[int, int]
    given_span: tuple[int, int]


def split_names(field: str) -> Names:
    """Split a name field at its first double filler; without one everything is the primary identifier."""
    end = len(field.rstrip(FILLER))
    cut = field.find(_SEPARATOR)
    if cut < 0 or cut >= end:
        return Names(words(field[:end]), "", end == len(field), (0, end), (end, end))
    start = cut + len(field[cut:end]) - len(field[cut:end].lstrip(FILLER))
    return Names(words(field[:cut]), words(field[start:end]), end == len(field), (0, cut), (start, end))


def words(text: str) -> str:
    """Fillers to single blanks."""
    return re.sub(f"{FILLER}+", " ", text).strip()
