"""Reads STEP files (ISO 10303-21), as far as building models need it: entities with their arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TOKEN = re.compile(
    r"\s*(?:(?P<ref>\#\d+)|(?P<text>'(?:[^']|'')*')|(?P<number>[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?)"
    r"|(?P<enum>\.\w+\.)|(?P<word>[A-Za-z]\w*)|(?P<mark>[(),$*]))"
)
_INSTANCE = re.compile(r"#(\d+)\s*=\s*([A-Z0-9_]+)\s*(\(.*\))\s*", re.DOTALL)


@dataclass(frozen=True)
class Ref:
    """A reference to another entity."""

    number: int


@dataclass(frozen=True)
class Entity:
    """An entity: its number, type and arguments.

    Arguments are numbers, strings, :class:`Ref`, lists of these, or None for what is left out.
    """

    number: int
    type: str
    args: tuple[Any, ...]


class StepFile:
    """The entities of a file.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self._entities: dict[int, Entity] = {}
        data = path.read_text(encoding="utf-8", errors="replace").partition("DATA;")[2]
        for statement in _statements(data):
            found = _INSTANCE.fullmatch(statement.strip())
            if found:
                number = int(found[1])
                self._entities[number] = Entity(number, found[2], _arguments(found[3]))

    def __getitem__(self, ref: Ref) -> Entity:
        return self._entities[ref.number]

    def of_type(self, *names: str) -> list[Entity]:
        """All entities of these types, in the file's order."""
        return [entity for entity in self._entities.values() if entity.type in names]


def _statements(data: str) -> Iterator[str]:
    """Text between semicolons, those within strings apart."""
    start, quoted = 0, False
    for found in re.finditer(r"['; ]", data):
        if found[0] == "'":
            quoted = not quoted
        elif found[0] == ";" and not quoted:
            yield data[start : found.start()]
            start = found.end()


def _arguments(text: str) -> tuple[Any, ...]:
    """The arguments in a pair of brackets. ``TYPE(value)`` is its value."""
    stack: list[list[Any]] = [[]]
    for found in _TOKEN.finditer(text):
        kind, token = found.lastgroup, found[found.lastgroup or 0]
        if token == "(":
            stack.append([])
        elif token == ")":
            done = stack.pop()
            stack[-1].append(done)
        elif kind == "ref":
            stack[-1].append(Ref(int(token[1:])))
        elif kind == "text":
            stack[-1].append(token[1:-1].replace("''", "'"))
        elif kind == "number":
            stack[-1].append(float(token))
        elif kind == "enum":
            stack[-1].append(token.strip("."))
        elif token in "$*":
            stack[-1].append(None)
    return tuple(stack[0][0])
