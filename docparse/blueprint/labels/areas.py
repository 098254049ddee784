"""Printed areas: ``11,30 m²``, ``88 sf``, ``1098 sq. ft / 101.99 sq. m``, ``62 Sq. metres``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from docparse.blueprint.carriers import Area
from docparse.blueprint.labels.clean import figures

SQUARE_FOOT_M2 = 0.09290304

# Two units say the same if they differ by no more than rounding and this share.
_SLACK_SHARE = 0.006
_LARGEST_M2 = 100_000.0

# The raised 2 and the m of square metres are small: engines take them for many things.
_SQUARE_METRE = (
    r"(?:(?:do?)?(?:m|rn|nn)\s?(?:2|\^2|z\b|\?|'|\"|x\b)|sq\s?[.,]?\s?m(?:etres?|eters?|trs?|ts?)?\b\.?|"
    r"square\s(?:metres?|meters?)|sqrn\b|qm\b|mq\b)"
)
_SQUARE_FOOT = (
    r"(?:s?q\s?[.,]?\s?f(?:ee|oo)?t?\b\.?|s\.?f\b\.?|(?:ft|feet)\s?(?:2|\^2|')|square\s(?:feet|foot)|pi2)"
)
_AREA = re.compile(
    rf"(?P<n>\d[\d .,]*?)\s*(?:(?P<m>{_SQUARE_METRE})|(?P<f>{_SQUARE_FOOT}))",
)
_BETWEEN = re.compile(r"[\s()\[\]/|=:;.,-]*(?:or\b|approx\.?)?[\s()\[\]/|=-]*")


@dataclass(frozen=True)
class AreaReading:
    """One way to read a printed area; ``cost`` counts lost points, ``metric`` tells its unit."""

    area: Area
    cost: int
    metric: bool


@dataclass(frozen=True)
class FoundArea:
    """An area inside a text.

    Attributes:
        area: What the text says, of two units that agree the finer one.
        start: Index in ``figures(text)`` at which it begins.
        end: And ends.
    """

    area: Area
    start: int
    end: int


def parse_area(text: str) -> Area | None:
    """Read a text that is an area, or the same area in two units, and nothing else."""
    found = find_area(text)
    if found is None:
        return None
    s = figures(text)
    rest = s[: found.start] + " " + s[found.end :]
    return found.area if not re.search(r"[\da-z]", rest) else None


def find_area(text: str) -> FoundArea | None:
    """The first area in a text, joined with the same area in another unit right behind it."""
    s = figures(text)
    matches = list(_AREA.finditer(s))
    if not matches:
        return None
    first = matches[0]
    group = [first]
    if len(matches) > 1 and bool(matches[1]["m"]) != bool(first["m"]) and _next_to(s, first, matches[1]):
        group.append(matches[1])
    printed = [tuple(_readings(match)) for match in group]
    start, end = first.start(), group[-1].end()
    as_printed = text.strip() if len(text.strip()) == len(s) else s
    area = _best(printed, as_printed[start:end].strip())
    return FoundArea(area, start, end) if area else None


def _next_to(s: str, first: re.Match[str], second: re.Match[str]) -> bool:
    # Something unread may stand between them, but no other words.
    between = s[first.end() : second.start()]
    return bool(_BETWEEN.fullmatch(between)) or len(between) <= 4


def _best(printed: list[tuple[AreaReading, ...]], text: str) -> Area | None:
    agreeing = [
        (a.cost + b.cost, min((a, b), key=lambda reading: reading.area.step_m2).area)
        for first, second in combinations(printed, 2)
        for a in first
        for b in second
        if _same(a.area, b.area)
    ]
    if agreeing:
        best = min(agreeing, key=lambda item: item[0])[1]
    else:
        plain = [reading for readings in printed for reading in readings if reading.cost <= 1]
        if not plain:
            return None
        best = min(plain, key=lambda reading: (reading.cost, not reading.metric)).area
    return Area(best.m2, best.step_m2, text)


def _same(a: Area, b: Area) -> bool:
    return abs(a.m2 - b.m2) <= (a.step_m2 + b.step_m2) / 2 + _SLACK_SHARE * max(a.m2, b.m2)


def _readings(match: re.Match[str]) -> Iterator[AreaReading]:
    metric = match["m"] is not None
    unit = 1.0 if metric else SQUARE_FOOT_M2
    number = match["n"].strip(" .,")
    if metric and re.match(r"do?|o", match["m"]):
        number += "0"  # 2.1dm²: the last 0 stuck to the unit
    for value, places, cost in _values(number):
        step = 10.0**-places
        if 0 < value * unit <= _LARGEST_M2:
            yield AreaReading(Area(value * unit, step * unit, match.group()), cost, metric)


def _values(number: str) -> Iterator[tuple[float, int, int]]:
    """Ways to read a number, as (value, places after the point, cost).

    Three digits behind a comma or a blank are thousands: areas are not printed in square millimetres.
    """
    if found := re.fullmatch(r"(\d{1,3}(?:[ ,.']\d{3})+)(?:[.,](\d{1,2}))?", number):
        whole = re.sub(r"\D", "", found[1])
        yield float(f"{whole}.{found[2] or 0}"), len(found[2] or ""), 0
    elif found := re.fullmatch(r"(\d+)(?:\s?[.,]\s?(\d{1,2}))?", number):
        places = len(found[2] or "")
        yield float(f"{found[1]}.{found[2] or 0}"), places, 0
        if not places and len(found[1]) >= 3:
            for lost in (1, 2):
                yield int(found[1]) / 10**lost, lost, 2
    elif found := re.fullmatch(r"(\d+) (\d{1,2})", number):
        yield float(f"{found[1]}.{found[2]}"), len(found[2]), 1
