"""The words cards print: labels by field, document types, colours. Data files turned into lookups, once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

# What a text engine makes of a printed letter or digit; used for labels only, never for values.
_LOOKS_LIKE = {
    "O": "O0QD", "0": "0OD", "I": "I1L|!T", "1": "1IL|", "S": "S5$8", "5": "5S", "B": "B8", "8": "8B", "G":
    "G6C",
    "L": "LI1|", "Z": "Z2", "D": "DO0", "T": "T7I", "E": "EF", "C": "CG", "#": "#*", "U": "UV", "V": "VU",
    "X": "XK", "N": "NM", "M": "MN", "R": "RK", "H": "HN",
}  # fmt: skip


@dataclass(frozen=True)
class LabelMatch:
    """A label found in folded text.

    Attributes:
        field: The field it announces (``full_name`` and ``other`` among them).
        end: Offset behind the label and the separators after it.
        quality: 0 to 1: word labels to the letter are 1, bare numbers and likenesses less.
        wordless: Whether it is a bare number.
        exact: Whether the words stand there to the letter.
        weak: Whether the words are too short to announce anything without a colon or a field number.
        numbered: Whether the field's own number stands before the words.
    """

    field: str
    end: int
    quality: float
    wordless: bool = False
    exact: bool = True
    weak: bool = False
    numbered: bool = False


@cache
def _table(name: str) -> Any:
    path = resources.files("docparse.identity") / "tables" / name
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def words(name: str) -> Any:
    """An entry of ``tables/words.json``."""
    return _table("words.json")[name]


@cache
def meanings(name: str) -> dict[str, str]:
    """Printed word to value, for ``eye_colors`` and ``hair_colors``."""
    return {word: value for value, printed in words(name).items() for word in printed}


@cache
def number_formats(jurisdiction: str) -> tuple[re.Pattern[str], ...]:
    """Formats of document numbers of a jurisdiction (ISO 3166-2), over letters and digits only."""
    return tuple(
        re.compile(pattern) for pattern in _table("number_formats.json")["formats"].get(jurisdiction, ())
    )


@cache
def given_name_list() -> frozenset[str]:
    """Common given names, folded."""
    return frozenset(_table("given_names.json")["names"])


_SEPARATORS = re.compile(r"[\s:.=#>*°•;,_-]*")
_PREFIX = r"(?:[0-9]{1,2}\s?[A-DHO5]?[\s.,:)#-]{0,2})?"


def _word_pattern(phrase: str, *, like: bool) -> str:
    parts = []
    for char in phrase:
        if char == " ":
            parts.append(r"[\s.,:/'&-]*")
        elif like and char in _LOOKS_LIKE:
            parts.append("[" + re.escape(_LOOKS_LIKE[char]) + "]")
        else:
            parts.append(re.escape(char))
    return "".join(parts)


@dataclass(frozen=True)
class _Words:
    field: str
    pattern: re.Pattern[str]
    quality: float
    length: int
    exact: bool
    weak: bool


@cache
def _label_words() -> tuple[_Words, ...]:
    entries = []
    for field, entry in _table("labels.json").items():
        if field.startswith("_"):
            continue
        for phrase in [*entry.get("words", ()), *entry.get("not_alone", ())]:
            weak = phrase in entry.get("not_alone", ())
            for like in (False, True):
                if like and (weak or len(phrase) < 3):
                    continue
                pattern = re.compile(_PREFIX + f"(?P<w>{_word_pattern(phrase, like=like)})")
                quality = (0.85 if like else 1.0) * (0.8 if weak else 1.0)
                entries.append(_Words(field, pattern, quality, len(phrase), not like, weak))
    return tuple(sorted(entries, key=lambda e: (-e.length, -e.quality)))


# Field numbers of the AAMVA card design standard (annex B, table B.1) as engines read them, when no word
# follows.
_BARE = {
    # Run into the value: no name and no street begins like that, so these count on every card.
    "": [
        ("full_name", re.compile(r"1\s?(?:[,./&]\s?2[\s.]*|2)(?=[A-Z])")),
        ("document_discriminator", re.compile(r"5\s?(?:DD|[OD0]{2})[\s.:]*(?=[A-Z0-9])")),
        ("family_name", re.compile(r"1(?=[A-Z]{2})")),
        ("given_names", re.compile(r"2(?=[A-Z]{2}|1[A-Z])")),
    ],
    "AAMVA": [
        ("full_name", re.compile(r"1\s?(?:[,./&]\s?2|2(?=[A-Z]))(?![0-9/\-])[\s.,]*")),
        ("date_of_issue", re.compile(r"4\s?A(?![A-Z])[\s.]*")),
        ("date_of_expiry", re.compile(r"4\s?[B6](?![A-Z])[\s.]*")),
        ("document_number", re.compile(r"4\s?[DO](?=[\s.]|[A-Z]?[0-9])[\s.#]*")),
        ("document_discriminator", re.compile(r"5\s?(?:DD|[OD0]{2})[\s.:]*")),
        ("family_name", re.compile(r"1(?:[.\s]\s*|(?=[A-Z])|$)(?=[A-Z]|$)")),
        ("given_names", re.compile(r"2(?:[.\s]\s*|(?=[A-Z]|1[A-Z])|$)(?=[A-Z]|1[A-Z]|$)")),
        ("date_of_birth", re.compile(r"3[.\s]\s*(?=[0-9])")),
        ("address", re.compile(r"8(?:[.\s]\s*|(?=[A-Z])|$)(?=[A-Z0-9#]|$)")),
        ("endorsements", re.compile(r"9\s?A[\s.]+")),
        ("vehicle_class", re.compile(r"9[\s.]+(?=[A-Z])")),
        ("restrictions", re.compile(r"12[\s.]+(?=[A-Z])")),
        ("sex", re.compile(r"15[\s.]*(?=[MFX](?![A-Z]))")),
        ("height", re.compile(r"16[\s.]+(?=[0-9])")),
        ("weight", re.compile(r"17[\s.]+(?=[0-9])")),
        ("eye_color", re.compile(r"18[\s.]+(?=[A-Z])")),
        ("hair_color", re.compile(r"19[\s.]+(?=[A-Z])")),
    ],
    "EU": [
        ("date_of_issue", re.compile(r"4\s?A[\s.]*")),
        ("date_of_expiry", re.compile(r"4\s?[B6](?![A-Z])[\s.]*")),
        ("other", re.compile(r"4\s?C[\s.]*")),
        ("personal_number", re.compile(r"4\s?D[\s.]*")),
        ("family_name", re.compile(r"1[.\s]\s*(?=[A-Z]|$)")),
        ("given_names", re.compile(r"2[.\s]\s*(?=[A-Z]|$)")),
        ("date_of_birth", re.compile(r"3[.\s]\s*(?=[0-9])")),
        ("document_number", re.compile(r"5[.\s]\s*(?=[A-Z0-9])")),
        ("address", re.compile(r"8[.\s]\s*(?=[A-Z0-9])")),
        ("vehicle_class", re.compile(r"9[.\s]\s*(?=[A-Z])")),
    ],
}


@lru_cache(maxsize=8192)
def match_words(folded: str, start: int) -> tuple[LabelMatch, ...]:
    """Labels with words that begin at ``start``, the longest and surest first."""
    found = []
    seen: set[tuple[str, int]] = set()
    for entry in _label_words():
        match = entry.pattern.match(folded, start)
        if not match or (entry.field, match.end()) in seen:
            continue
        seen.add((entry.field, match.end()))
        separators = _SEPARATORS.match(folded, match.end())
        end = separators.end() if separators else match.end()
        printed = folded[start : match.start("w")].strip(" .,:)#-")
        own_number = bool(printed) and printed == _own_number(entry.field)
        quality = min(1.0, entry.quality + (0.2 if printed else 0.0))
        found.append(
            LabelMatch(
                _field_of_date_number(printed, entry.field),
                end,
                quality,
                exact=entry.exact,
                weak=entry.weak and not own_number,
                numbered=own_number,
            )
        )
    return tuple(found)


@cache
def _own_number(field: str) -> str:
    return str(_table("labels.json").get(field, {}).get("number", "")).upper()


def _field_of_date_number(printed: str, field: str) -> str:
    """A date's field number outweighs its word: ``4a EXP`` is an issue date (expedición)."""
    numbered = {"4A": "date_of_issue", "4B": "date_of_expiry"}.get(printed)
    return numbered if numbered and field in ("date_of_issue", "date_of_expiry") else field


def match_bare(folded: str, start: int, scheme: str) -> list[LabelMatch]:
    """Bare field numbers of the scheme (``AAMVA``, ``EU``, or none) that begin at ``start``."""
    return [
        LabelMatch(field, match.end(), 0.7, wordless=True)
        for field, pattern in _BARE[scheme]
        if (match := pattern.match(folded, start))
    ]
