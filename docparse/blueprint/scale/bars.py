"""Scale bars: a row of ascending numbers beside a long thin line or bar."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.carriers import Measured, Point
from docparse.blueprint.scale.facts import Ink
from docparse.blueprint.scale.strips import cut_strip, reading_direction, run_at
from docparse.text.line import TextLine

_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*(mm|cm|m|metres|meters|mètres|ft|feet|')?", re.IGNORECASE)
_METRE, _FOOT = 1.0, 0.3048
_UNITS = {"mm": 0.001, "cm": 0.01, "m": _METRE, "metres": _METRE, "meters": _METRE, "mètres": _METRE}
_FEET = {"ft": _FOOT, "feet": _FOOT, "'": _FOOT}
_UNIT_M = {**_UNITS, **_FEET}
_SPREAD = 0.02
# How well the numbers fit a straight ruler, as a share of its length.
_STRAIGHT = 0.03


@dataclass(frozen=True)
class _Figure:
    value: float
    unit: str | None
    at: Point
    corners: NDArray[np.float64]
    text: str

    @property
    def height(self) -> float:
        """Height of the figure, page pixels."""
        return reading_direction(self.corners)[2]


def from_bars(lines: Sequence[TextLine], ink: Ink) -> list[Measured]:
    """What the page's scale bars say: rows that start at 0, ascend, name a unit and lie along a line.

    Args:
        lines: Text of the page, line by line, with the places of words where the engine gives them.
        ink: The page's dark lines.
    """
    figures = [figure for line in lines for figure in _figures(line)]
    evidence = []
    for zero in figures:
        if zero.value == 0:
            row = _row(zero, figures)
            found = _measured(row, ink) if len(row) > 1 else None
            if found is not None:
                evidence.append(found)
    return evidence


def _figures(line: TextLine) -> list[_Figure]:
    """The numbers of a line, each at its place; nothing where it holds other words."""
    parts = [(word.text, word.polygon_px) for word in line.words] or [(line.text, line.polygon_px)]
    figures: list[_Figure] = []
    for text, corners in parts:
        own = text.strip().lower()
        found = _NUMBER.fullmatch(own)
        if found:
            value = float(found[1].replace(",", "."))
            centre = corners.mean(axis=0)
            figures.append(
                _Figure(value, found[2], (float(centre[0]), float(centre[1])), corners, text.strip())
            )
        elif own in _UNIT_M and figures:
            last = figures[-1]
            figures[-1] = _Figure(last.value, own, last.at, last.corners, last.text + " " + own)
        else:
            return []
    return figures


def _row(zero: _Figure, figures: Sequence[_Figure]) -> list[_Figure]:
    """The numbers to the right of a zero, on its line of writing, as long as they ascend."""
    (ax, ay), _, height = reading_direction(zero.corners)
    row = [(0.0, zero)]
    for figure in figures:
        dx, dy = figure.at[0] - zero.at[0], figure.at[1] - zero.at[1]
        along, across = dx * ax + dy * ay, dy * ax - dx * ay
        if along > 0.3 * height and abs(across) < 0.7 * height:
            row.append((along, figure))
    row.sort(key=lambda pair: pair[0])
    ascending = [zero]
    for (_, before), (_, figure) in pairwise(row):
        if figure.value <= before.value:
            break
        ascending.append(figure)
    return ascending


def _measured(row: list[_Figure], ink: Ink) -> Measured | None:
    unit = next((figure.unit for figure in row if figure.unit), None)
    if unit is None:
        return None
    places = np.array([math.dist(figure.at, row[0].at) for figure in row])
    values = np.array([figure.value for figure in row])
    # The last number drags its unit along, so that its middle is not over its tick.
    named = [figure for figure in row if not figure.unit]
    fitted = slice(0, len(named)) if len(named) > 1 and row[-1].unit else slice(None)
    slope = float((places[fitted] @ values[fitted]) / (values[fitted] @ values[fitted]))
    off = float(np.max(np.abs(places[fitted] - slope * values[fitted])))
    if slope <= 0 or off > max(_STRAIGHT * places[-1], 0.7 * row[0].height) or not _has_line(row, ink):
        return None
    length = float(places[fitted].max())
    spread = math.hypot(_SPREAD, 0.3 * row[0].height / max(length, 1.0))
    corners = np.array([row[0].corners[0], row[-1].corners[1], row[-1].corners[2], row[0].corners[3]])
    return Measured(
        source="scale_bar",
        metres_per_pixel=_UNIT_M[unit] / slope,
        relative_uncertainty=spread,
        text=" ".join(figure.text for figure in row),
        polygon_px=tuple((float(x), float(y)) for x, y in corners),
    )


def _has_line(row: list[_Figure], ink: Ink) -> bool:
    """Whether a line runs beside the numbers, from about the first to about the last."""
    at = ink.from_page(np.array([row[0].at, row[-1].at]))
    corners = ink.from_page(row[0].corners)
    along, _, height = reading_direction(corners)
    middle = at.mean(axis=0)
    length = float(np.hypot(*(at[1] - at[0])))
    nothing = np.zeros_like(ink.mask)
    strip = cut_strip(ink.mask, nothing, (float(middle[0]), float(middle[1])), along, round(3 * height))
    column = strip.middle[1]
    for line in range(1, len(strip.ink) - 1):
        inked = np.asarray(strip.ink[line - 1 : line + 2].any(axis=0))
        start, end = run_at(inked, column, max(2, round(0.2 * height)))
        if 0.8 * length <= end - start <= 1.5 * length + 2 * height:
            return True
    return False
