"""From what a text engine read to the MRZ alphabet, and to the length a line must have."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from docparse.identity.mrz.alphabet import CHARACTERS, FILLER

# Lines further from their length than this are no lines of that layout.
MAX_MISSING, MAX_EXTRA = 10, 8


@cache
def knowledge() -> dict[str, Any]:
    """The table of confusions."""
    source = resources.files("docparse.identity.mrz") / "confusions.json"
    loaded: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return loaded


@cache
def confusions() -> dict[str, dict[str, float]]:
    """Character read to the characters it may stand for, each with its cost."""
    found: dict[str, dict[str, float]] = {c: {} for c in CHARACTERS}
    for pair, cost in knowledge()["pairs"].items():
        a, b = pair
        found[a][b] = found[b][a] = float(cost)
    return found


def to_alphabet(text: str) -> str:
    """Upper case, look-alikes of the filler resolved, blanks and everything else dropped."""
    table: dict[str, str] = knowledge()["normalise"]
    resolved = "".join(table.get(c, c) for c in text).upper()
    if not resolved.isascii():
        resolved = unicodedata.normalize("NFKD", resolved)
    return "".join(c for c in resolved if c in _KNOWN)


_KNOWN = frozenset(CHARACTERS)


@dataclass(frozen=True)
class Fitted:
    """A line brought to its length.

    Attributes:
        text: The line, exactly as long as its layout wants.
        read: What was read at each position: one character, or empty for one put in.
        dropped: (position, character) of each character left out.
        cost: How much had to be done to it.
    """

    text: str
    read: tuple[str, ...]
    dropped: tuple[tuple[int, str], ...]
    cost: float


def fit(text: str, width: int) -> list[Fitted]:
    """Ways to bring a line to ``width`` characters, the cheapest first; empty where it is too far off.

    Engines lose or add fillers in long runs far more often than anything else, so a run takes the whole
    difference; the ends of the line take it where something beside the zone was read with it.
    """
    missing = width - len(text)
    if missing == 0:
        return [Fitted(text, tuple(text), (), 0.0)]
    if missing > MAX_MISSING or missing < -MAX_EXTRA or not text:
        return []
    found = _longer(text, missing) if missing > 0 else _shorter(text, -missing)
    unique: dict[str, Fitted] = {}
    for item in sorted(found, key=lambda f: f.cost):
        unique.setdefault(item.text, item)
    return list(unique.values())


def _runs(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(f"{FILLER}+", text)]


def _run_cost(length: int) -> float:
    """Long runs are miscounted readily, a double filler less so, a single one hardly."""
    return 0.2 if length >= 4 else (0.5 if length >= 2 else 1.0)


def _longer(text: str, missing: int) -> list[Fitted]:
    def put(at: int, cost: float) -> Fitted:
        read = (*text[:at], *[""] * missing, *text[at:])
        return Fitted(text[:at] + FILLER * missing + text[at:], read, (), cost)

    found = [put(end, _run_cost(end - start) + 0.05 * missing) for start, end in _runs(text)]
    found.append(put(len(text), 1.2 + 0.3 * missing))
    if missing == 1:
        found.append(put(0, 2.0))
        found += [put(at, 2.5) for at in range(1, len(text))]
    return found


def _shorter(text: str, extra: int) -> list[Fitted]:
    def cut(at: int, cost: float) -> Fitted:
        kept = text[:at] + text[at + extra :]
        dropped = tuple((at, c) for c in text[at : at + extra])
        return Fitted(kept, tuple(kept), dropped, cost)

    found = [
        cut(end - extra, _run_cost(end - start) + 0.05 * extra)
        for start, end in _runs(text)
        if end - start >= extra
    ]
    found += [cut(0, 1.0 + 0.2 * extra), cut(len(text) - extra, 0.9 + 0.2 * extra)]
    if extra == 1:
        found += [cut(at, 2.5) for at in range(1, len(text) - 1)]
    return found
