"""Which pages are sides of one document, and which show somebody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docparse.identity.reconcile import KEY_FIELDS, agree, reconcile
from docparse.identity.side import SideReading
from docparse.records import Field

# One key field may be misread; from this many on, and half of all compared, two sides are two people's.
_CONFLICTS = 2


@dataclass(frozen=True)
class Sides:
    """The pages of one input, sorted.

    Attributes:
        own: Indices of the pages of the document.
        foreign: Index of each page that is not of it, to the key fields that differ.
        silent: Indices of pages nothing was read from.
    """

    own: tuple[int, ...]
    foreign: Mapping[int, tuple[str, ...]]
    silent: tuple[int, ...]


def sort_sides(sides: Sequence[SideReading]) -> Sides:
    """Tell the pages of one document from another's.

    The document is that of the first page with at least two key fields; pages with fewer to compare
    are taken to belong to it.
    """
    keys = [_keys(side) for side in sides]
    first = next((i for i, found in enumerate(keys) if len(found) >= _CONFLICTS), None)
    foreign: dict[int, tuple[str, ...]] = {}
    if first is not None:
        for index, found in enumerate(keys):
            differing = _conflicts(keys[first], found)
            compared = len(keys[first].keys() & found.keys())
            if len(differing) >= _CONFLICTS and 2 * len(differing) >= compared:
                foreign[index] = differing
    silent = tuple(i for i, side in enumerate(sides) if not side.readings)
    own = tuple(i for i in range(len(sides)) if i not in foreign)
    return Sides(own, foreign, silent)


def _keys(side: SideReading) -> dict[str, Field[Any]]:
    fields, _ = reconcile(side.readings)
    return {name: fields[name] for name in KEY_FIELDS if name in fields}


def _conflicts(a: Mapping[str, Field[Any]], b: Mapping[str, Field[Any]]) -> tuple[str, ...]:
    return tuple(
        name
        for name in KEY_FIELDS
        if name in a and name in b and not agree(name, a[name].value, b[name].value)
    )
