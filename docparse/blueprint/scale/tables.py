"""The knowledge behind the scale: what a source is worth, paper sizes, usual ratios, usual doors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class SourceWorth:
    """What one kind of evidence is worth.

    Attributes:
        rank: 0 for the strongest kind.
        spread: Least relative standard deviation one item is taken to have in a vote.
        bias: Relative standard deviation that all items of the source have together.
        alone: 0 to 1, how far one good item is to be believed.
        most: 0 to 1, how far any number of them is.
    """

    rank: int
    spread: float
    bias: float
    alone: float
    most: float


@cache
def _table() -> dict[str, Any]:
    text = files("docparse.blueprint").joinpath("tables/scale.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


@cache
def worth(source: str) -> SourceWorth:
    """What evidence of that kind is worth.

    Args:
        source: One of :data:`docparse.records.floor_plan.ScaleSource`.
    """
    sources = _table()["sources"]
    return SourceWorth(rank=list(sources).index(source), **sources[source])


@cache
def standard_ratios() -> tuple[float, ...]:
    """Ratios plans are drawn at, metric and imperial, ascending: 100 for 1:100, 48 for 1/4" = 1'-0"."""
    return tuple(float(ratio) for ratio in _table()["standard_ratios"])


def paper_size_m(name: str) -> tuple[float, float] | None:
    """(shorter, longer) side in metres of a paper size (ISO 216, ANSI/ASME Y14.1), or None when not known.

    Args:
        name: ``A3``, ``ANSI D``, ``Letter`` …; case does not matter.
    """
    sizes = _table()["paper_sizes_mm"]
    found = sizes.get(" ".join(name.upper().split()))
    return (found[0] / 1000.0, found[1] / 1000.0) if found else None


def single_door_m() -> tuple[float, float, float]:
    """(usual, least, most) width of a single internal door as it is drawn, jamb to jamb, metres."""
    door = _table()["single_door_m"]
    return float(door["value"]), float(door["least"]), float(door["most"])


def is_screen_dpi(dpi: float) -> bool:
    """Whether a picture's dpi is one that programs write when they know none."""
    return any(abs(dpi - known) < 1.0 for known in _table()["screen_dpi"])
