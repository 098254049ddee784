"""The element ids of AAMVA barcodes (DL/ID Card Design Standard, Annex D, tables D.3 and D.4)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILLERS = frozenset({"NONE", "N/A", "NA", "UNAVL", "UNAVAIL", "UNAVAILABLE", "NULL", "NOT AVAILABLE"})
"""What stands for "no data" in a mandatory element (Annex D.12.3: ``NONE``, ``unavl``), and its relatives."""


@dataclass(frozen=True)
class Element:
    """One data element.

    Attributes:
        id: Three letters, e.g. ``DAQ``.
        name: What it holds.
        value_start: Pattern the start of its value fits, or None; tells an id from the same letters in a
            name.
    """

    id: str
    name: str
    value_start: re.Pattern[str] | None = None


@cache
def known_elements() -> dict[str, Element]:
    """Element id to element, for all editions of the standard."""
    text = files("docparse.identity").joinpath("tables/aamva_elements.json").read_text(encoding="utf-8")
    rows = json.loads(text)["elements"]
    return {
        row["id"]: Element(
            row["id"], row["name"], re.compile(row["value_start"]) if "value_start" in row else None
        )
        for row in rows
    }


def present(value: str | None) -> str | None:
    """The value without padding, or None when it is empty or only says that there is none."""
    if value is None:
        return None
    plain = " ".join(value.split())
    if plain.upper() in FILLERS or not plain.strip("-–—*. "):
        return None
    return plain
