"""Names in AAMVA barcodes.

Annex D, table D.3: DCS family name, DAC first name, DAD middle names, DCT all given names (versions 2 and 3),
DCU suffix. Version 1 (2000): DAA full name ``LAST,FIRST,MIDDLE,SUFFIX``, or its parts DAB, DAC, DAD, DAE.
Issuers part a full name by commas, ``$`` or spaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docparse.identity.aamva.elements import present
from docparse.identity.aamva.found import Found
from docparse.identity.jurisdictions import NameOrder

EMBEDDED_SUFFIXES = frozenset(
    {
        "JR",
        "SR",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "1ST",
        "2ND",
        "3RD",
        "4TH",
        "5TH",
        "6TH",
        "7TH",
        "8TH",
        "9TH",
    }
)
"""Suffixes told from a name wherever they stand last. ``I`` and ``V`` are not: they may be initials."""
_PLACED_SUFFIXES = EMBEDDED_SUFFIXES | {"I", "V", "X", "ESQ", "MD", "PHD", "DDS", "DVM", "DR"}
_PARTICLES = frozenset(
    {
        "AL",
        "BIN",
        "DA",
        "DAL",
        "DE",
        "DEL",
        "DELA",
        "DELLA",
        "DEN",
        "DER",
        "DI",
        "DOS",
        "DU",
        "EL",
        "IBN",
        "LA",
        "LE",
        "LOS",
        "MC",
        "O",
        "SAN",
        "SANTA",
        "ST",
        "TEN",
        "TER",
        "VAN",
        "VON",
    }
)
_PARTS = re.compile(r"[,$@;|]+")


@dataclass(frozen=True)
class Names:
    """The three parts of a name that docparse reports, each None when the barcode has none."""

    family: Found[str] | None = None
    given: Found[str] | None = None
    suffix: Found[str] | None = None


def read_names(elements: Mapping[str, str], order: NameOrder) -> Names:
    """Names from whichever elements hold them.

    Args:
        elements: Element id to raw value.
        order: How the issuer orders a full name without commas.
    """
    whole = _full_name(elements.get("DAA", ""), order)
    family = _first(elements, ("DCS", "DAB")) or whole.family
    given = _given(elements) or whole.given
    suffix = _first(elements, ("DCU", "DAE")) or whole.suffix
    if family and (cut := _split_suffix(family.value)):
        family, suffix = _with_suffix(family, cut, suffix)
    if given and (cut := _split_suffix(given.value)):
        given, suffix = _with_suffix(given, cut, suffix)
    return Names(family, given, suffix)


def clean_name(raw: str) -> str:
    """Upper case, separators as spaces, single spaces, no stray punctuation at the ends; ``PH.D.`` stays."""
    name = " ".join(_PARTS.sub(" ", raw).upper().split()).strip(" ,;*/\\").lstrip(".")
    return name.rstrip(". ") if name.count(".") == 1 else name


def _first(elements: Mapping[str, str], ids: tuple[str, ...]) -> Found[str] | None:
    for name in ids:
        raw = elements.get(name)
        if raw is not None and present(raw) and (value := clean_name(raw)):
            return Found(value, raw, (name,))
    return None


def _given(elements: Mapping[str, str]) -> Found[str] | None:
    """First and middle names; DCT when it says more than they do."""
    first, middle, all_given = (_first(elements, (name,)) for name in ("DAC", "DAD", "DCT"))
    joined = first
    if first and middle and not (" " in first.value and first.value.endswith(" " + middle.value)):
        joined = Found(f"{first.value} {middle.value}", f"{first.text} {middle.text}", ("DAC", "DAD"))
    if all_given and (joined is None or all_given.value.startswith(joined.value + " ")):
        return all_given
    return joined


def _full_name(raw: str, order: NameOrder) -> Names:
    """Part a full name (DAA)."""
    if not present(raw):
        return Names()
    parts = [clean_name(part) for part in _PARTS.split(raw)]
    if len(parts) > 1 and parts[0] and any(parts[1:]):
        return _parted_name(raw, parts)
    tokens = clean_name(raw).split()
    if not tokens:
        return Names()
    suffix = tokens.pop() if len(tokens) > 2 and tokens[-1].strip(".") in EMBEDDED_SUFFIXES else None
    family, given = _cut_tokens(tokens, order)
    # Where nothing marks the end of the family name, a third or fourth word may belong to either part.
    certainty = (0.9 if order == "first_last" else 0.75) * (1.0 if len(tokens) <= 3 else 0.9)
    return Names(
        Found(" ".join(family), raw, ("DAA",), certainty),
        Found(" ".join(given), raw, ("DAA",), certainty) if given else None,
        Found(suffix, raw, ("DAA",), certainty) if suffix else None,
    )


def _parted_name(raw: str, parts: list[str]) -> Names:
    """``LAST,FIRST,MIDDLE,SUFFIX``, the suffix wherever it stands after the family name."""
    given = [part for part in parts[1:] if part and part.replace(".", "") not in _PLACED_SUFFIXES]
    suffix = next((part for part in parts[2:] if part.replace(".", "") in _PLACED_SUFFIXES), None)
    if suffix is None and len(parts) > 2 and parts[1].replace(".", "") in EMBEDDED_SUFFIXES:
        suffix = parts[1]
    if suffix is not None and len(parts) == 3 and suffix in {"I", "V", "X"}:
        given, suffix = [part for part in parts[1:] if part], None  # a middle initial
    return Names(
        Found(parts[0], raw, ("DAA",)),
        Found(" ".join(given), raw, ("DAA",)) if given else None,
        Found(suffix, raw, ("DAA",)) if suffix else None,
    )


def _cut_tokens(tokens: list[str], order: NameOrder) -> tuple[list[str], list[str]]:
    """Family and given words of a name without marks; particles (``VAN DER``) stay with the family name."""
    if len(tokens) == 1:
        return tokens, []
    if order == "first_last":
        start = len(tokens) - 1
        while start > 1 and tokens[start - 1] in _PARTICLES:
            start -= 1
        return tokens[start:], tokens[:start]
    end = 1
    while end < len(tokens) - 1 and tokens[end - 1] in _PARTICLES:
        end += 1
    return tokens[:end], tokens[end:]


def _split_suffix(name: str) -> tuple[str, str] | None:
    head, _, last = name.rpartition(" ")
    return (head.rstrip(" ,"), last) if head and last.strip(".") in EMBEDDED_SUFFIXES else None


def _with_suffix(
    name: Found[str], cut: tuple[str, str], suffix: Found[str] | None
) -> tuple[Found[str], Found[str]]:
    """The name without its suffix; a suffix with an element of its own wins."""
    shorter = Found(cut[0], name.text, name.elements, name.certainty)
    return shorter, suffix or Found(cut[1], name.text, name.elements, min(name.certainty, 0.95))
