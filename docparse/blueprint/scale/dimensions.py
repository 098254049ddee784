"""Dimension strings: each printed length against the line it stands at."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

import numpy as np
from numpy.typing import NDArray
from shapely import affinity

from docparse.blueprint.carriers import DimensionText, Measured, PageText, PlanShape
from docparse.blueprint.scale.axes import main_angle
from docparse.blueprint.scale.facts import Ink
from docparse.blueprint.scale.lines import Span, find_spans
from docparse.blueprint.scale.strips import reading_direction, text_mask
from docparse.blueprint.scale.vote import mode_of
from docparse.text.line import TextLine

# Powers of ten a number without a unit may be off by: metres, centimetres or millimetres mistaken.
_POWERS = (0, -1, 1, -2, 2, -3, 3)
_OTHER_UNIT = 0.3
_LEAST_M, _MOST_M = 0.05, 200.0
# Ends are found to about a pixel of the ink mask, both together.
_ENDS_PX = 1.0
_OWN_ERROR = 0.004
# Between lines that merely cross, the stretch is more often the wrong one.
_UNMARKED = 2.5
# Weight of a second stretch against the first, of a third against the second.
_OTHER_SPAN = 0.5
_WINDOW = 0.04
_LAST_LATIN = 0x250
_OVERALL = 0.05
_OVERALL_AGREE = 0.02


@dataclass(frozen=True)
class _Reading:
    """One way to take a dimension string: a stretch of its line, and a power of ten on its number."""

    log: float
    uncertainty: float
    weight: float


def from_dimensions(
    text: PageText, ink: Ink, hints: Sequence[Measured] = (), lines: Sequence[TextLine] = ()
) -> list[Measured]:
    """What every dimension string says whose line is found.

    A string whose line or unit leaves a choice is taken as it agrees with the others.

    Args:
        text: The page's text. Its labels are only kept out of the ink.
        ink: The page's dark lines.
        hints: Other evidence, which helps to tell metres from centimetres where no unit is printed.
        lines: All text of the page, which is kept out of the ink too.
    """
    if not text.dimensions or not ink.mask.any():
        return []
    hidden = text_mask(ink.mask.shape[:2], _polygons(text, lines, ink))
    found: list[tuple[DimensionText, list[_Reading]]] = []
    measured: set[tuple[int, ...]] = set()
    for item in text.dimensions:
        if len(item.polygon_px) != 4 or item.length.metres <= 0:
            continue
        spans = find_spans(ink.from_page(np.asarray(item.polygon_px, np.float64)), ink.mask, hidden)
        # A string that was read twice counts once.
        key = _place(item, spans[0]) if spans else ()
        if spans and key not in measured:
            measured.add(key)
            found.append((item, list(_readings(item, spans, ink))))
    return _agreed(found, hints)


def overall(dimensions: Sequence[DimensionText], plans: Sequence[PlanShape]) -> list[Measured]:
    """The largest printed lengths against the plan's outer size: weak, only where both directions agree."""
    if len(plans) != 1 or plans[0].outline.is_empty:
        return []
    angle = main_angle([plans[0].outline])
    left, top, right, bottom = affinity.rotate(plans[0].outline, -math.degrees(angle), origin=(0, 0)).bounds
    lying = [item for item in dimensions if item.length.given_unit and _lies(item, angle)]
    standing = [item for item in dimensions if item.length.given_unit and _lies(item, angle + math.pi / 2)]
    best: list[Measured] = []
    least = _OVERALL_AGREE
    for wide, deep in product(_largest(lying), _largest(standing)):
        across, down = wide.length.metres / (right - left), deep.length.metres / (bottom - top)
        apart = abs(math.log(across / down))
        if apart < least:
            least = apart
            best = [_evidence(wide, across, _OVERALL), _evidence(deep, down, _OVERALL)]
    return best


def _polygons(text: PageText, lines: Sequence[TextLine], ink: Ink) -> list[NDArray[np.float64]]:
    """Boxes of all texts on the mask."""
    boxes = [item.polygon_px for item in text.dimensions]
    boxes += [label.polygon_px for label in text.labels] + [note.polygon_px for note in text.ratios]
    placed = [np.asarray(box, np.float64) for box in boxes if len(box) == 4]
    # Engines read ticks and dots as signs; only what holds a letter or figure is text.
    placed += [line.polygon_px for line in lines if any(_is_letter(char) for char in line.text)]
    return [ink.from_page(box) for box in placed]


def _is_letter(char: str) -> bool:
    """Whether a character is a figure or a Latin letter."""
    return char.isalnum() and ord(char) < _LAST_LATIN


def _place(item: DimensionText, span: Span) -> tuple[int, ...]:
    ends = sorted((span.start, span.end))
    return (round(1000 * item.length.metres), *(round(value / 4) for end in ends for value in end))


def _readings(item: DimensionText, spans: Sequence[Span], ink: Ink) -> Iterator[_Reading]:
    """The ways to take a string, likeliest first."""
    length = item.length
    for rank, span in enumerate(spans):
        ends = ink.on_page(np.array([span.start, span.end]))
        own = math.log(length.metres / math.dist(ends[0], ends[1]))
        share = math.hypot(_ENDS_PX / span.length, length.step_m / math.sqrt(12) / length.metres, _OWN_ERROR)
        uncertainty = share if span.marked else _UNMARKED * share
        for power in _powers(item):
            weight = _OTHER_SPAN**rank * (_OTHER_UNIT if power else 1.0)
            yield _Reading(own + power * math.log(10), uncertainty, weight)


def _agreed(found: list[tuple[DimensionText, list[_Reading]]], hints: Sequence[Measured]) -> list[Measured]:
    """Each string as it agrees best with the others."""
    if not found:
        return []
    readings = [reading for _, own in found for reading in own]
    logs = [math.log(hint.metres_per_pixel) for hint in hints] + [reading.log for reading in readings]
    weights = [1.0] * len(hints) + [reading.weight for reading in readings]
    mode = mode_of(np.array(logs), np.array(weights), _WINDOW)
    evidence = []
    for item, own in found:
        near = [reading for reading in own if abs(reading.log - mode) <= _WINDOW]
        chosen = min(near, key=partial(_apart, mode)) if near else own[0]
        evidence.append(_evidence(item, math.exp(chosen.log), chosen.uncertainty))
    return evidence


def _apart(mode: float, reading: _Reading) -> float:
    return abs(reading.log - mode)


def _powers(item: DimensionText) -> list[int]:
    """Powers of ten by which a length may be meant otherwise than it was taken."""
    metres = item.length.metres
    if item.length.given_unit:
        return [0]
    return [power for power in _POWERS if power == 0 or _LEAST_M <= metres * 10.0**power <= _MOST_M]


def _lies(item: DimensionText, angle: float) -> bool:
    if len(item.polygon_px) != 4:
        return False
    along, _, _ = reading_direction(np.asarray(item.polygon_px, np.float64))
    return abs(math.sin(math.atan2(along[1], along[0]) - angle)) < math.sin(math.radians(10))


def _largest(items: list[DimensionText]) -> list[DimensionText]:
    return sorted(items, key=lambda item: -item.length.metres)[:2]


def _evidence(item: DimensionText, metres_per_pixel: float, uncertainty: float) -> Measured:
    return Measured("dimension", metres_per_pixel, uncertainty, item.length.text, item.polygon_px)
