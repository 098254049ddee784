"""Storeys' names and plans' titles: ``First Floor``, ``REZ-DE-CHAUSSEE``, ``PLAN R.D.C.``.

The words are in ``tables/levels.json``. A level is what is printed: American "first floor" is ``first``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from docparse.blueprint.labels.clean import distance, skeleton, words
from docparse.blueprint.labels.tables import load_table

_SIGNS = {"/", "&", "+", "-"}
_MOST_WORDS = 8
# A misread name of a storey is believed only when it is long, without figures, and one letter off.
_SHORTEST_MISREAD = 9
# Plan words that say nothing when they stand alone.
_BARE_PLAN = {"plan", "plans", "layout", "planta", "plano"}


@dataclass(frozen=True)
class Heading:
    """What a line says as a heading of a plan.

    Attributes:
        level: The storey it names, or None.
        title: Whether it is a plan's title.
    """

    level: str | None
    title: bool


def read_heading(text: str) -> Heading:
    """Judge a line as a storey's name or a plan's title.

    A line counts only when nothing else stands in it: "window on 1st floor" is neither.
    """
    tokens = [word for word in words(text) if word not in _SIGNS]
    if not tokens or len(tokens) > _MOST_WORDS:
        return Heading(None, title=False)
    table = _table()
    rest, has_plan = _without_plan_words(tokens, table)
    level, rest = _take_level(rest, table)
    other = [word for word in rest if word not in table.glue and word not in table.title_qualifiers]
    if other:
        return Heading(None, title=False)
    only_level = level is not None and all(word in table.glue for word in rest)
    enough = level is not None or len(tokens) > 1 or tokens[0] not in _BARE_PLAN
    return Heading(level if only_level or has_plan else None, title=has_plan and enough)


def level_of(text: str) -> str | None:
    """The storey named anywhere in a text, such as a total's wording (``Ground floor 51 sq m``)."""
    tokens = [word for word in words(text) if word not in _SIGNS]
    return _take_level(tokens, _table(), alone=False)[0]


@dataclass(frozen=True)
class _Table:
    """Storeys by their names' words, each folded by :func:`_folded`, and the words round them."""

    phrases: dict[tuple[str, ...], str]
    longest: int
    spelled: dict[int, list[tuple[str, str]]]  # by length: long names without blanks, with their storey
    glue: frozenset[str]
    plan_words: frozenset[str]
    title_qualifiers: frozenset[str]


@cache
def _table() -> _Table:
    table: dict[str, Any] = load_table("levels")
    phrases: dict[tuple[str, ...], str] = {}
    for level, names in table["phrases"].items():
        for name in names:
            phrases.setdefault(_phrase(name), level)
    for source in (table["ordinals"], table["with_storey_word"]):
        for level, names in source.items():
            for name, storey in product(names, table["storey_words"]):
                phrases.setdefault((*_phrase(name), *_phrase(storey)), level)
    for level, names in table["ordinals"].items():  # "level 2", "piano primo"
        for name, storey in product(names, table["storey_words"]):
            phrases.setdefault((*_phrase(storey), *_phrase(name)), level)
    spelled: dict[int, list[tuple[str, str]]] = {}
    for phrase, level in phrases.items():
        name = "".join(phrase)
        if len(name) >= _SHORTEST_MISREAD and name.isalpha():
            spelled.setdefault(len(name), []).append((name, level))
    return _Table(
        phrases={tuple(map(_folded, phrase)): level for phrase, level in phrases.items()},
        longest=max(map(len, phrases)),
        spelled=spelled,
        glue=frozenset(table["glue"]),
        plan_words=frozenset(table["plan_words"]),
        title_qualifiers=frozenset(table["title_qualifiers"]),
    )


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if word not in _SIGNS)


def _folded(word: str) -> str:
    """Look-alike letters as one, in words long enough not to become another by it."""
    return skeleton(word) if len(word) >= 4 else word


def _without_plan_words(tokens: list[str], table: _Table) -> tuple[list[str], bool]:
    """Drop "plan" and its like, unless the word is part of a storey's name (Spanish "planta baja")."""
    rest = [word for word in tokens if word not in table.plan_words or word == "planta"]
    return rest, len(rest) < len(tokens)


def _take_level(tokens: list[str], table: _Table, *, alone: bool = True) -> tuple[str | None, list[str]]:
    """The storey named in the words, the longest name first, and the words without its name.

    With ``alone`` the words are all of a line: short names count only there, and misread ones.
    """
    folded = [_folded(word) for word in tokens]
    for size in range(min(table.longest, len(tokens)), 0, -1):
        for at in range(len(tokens) - size + 1):
            level = table.phrases.get(tuple(folded[at : at + size]))
            if level is not None and (alone or size > 1 or len(tokens[at]) >= 5):
                return level, tokens[:at] + tokens[at + size :]
    return _misread(tokens, table) if alone else (None, tokens)


def _misread(tokens: list[str], table: _Table) -> tuple[str | None, list[str]]:
    """A line that is a storey's name but for one letter or its blanks: ``Thind Floor``, ``FIRSTFLOOR``."""
    start = next((i for i, word in enumerate(tokens) if word not in table.glue), len(tokens))
    joined = "".join(tokens[start:])
    if len(joined) >= _SHORTEST_MISREAD - 1 and joined.isalpha():
        size = len(joined)
        for name, level in (
            entry for length in (size, size - 1, size + 1) for entry in table.spelled.get(length, ())
        ):
            if distance(joined, name, 1) is not None:
                return level, []
    return None, tokens
