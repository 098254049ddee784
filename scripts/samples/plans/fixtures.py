"""Furniture, equipment and stairs in plan, as thin lines; each in its own box."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from samples.plans.model import Box, Fixture, Point
from samples.plans.sheet import arc

Strokes = Iterator[list[Point]]


def strokes(fixture: Fixture) -> list[list[Point]]:
    """The polylines a fixture is drawn with, in metres."""
    return list(_DRAWN[fixture.kind](fixture.place, fixture.facing))


def _rectangle(place: Box) -> list[Point]:
    left, top, right, bottom = place
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _inset(place: Box, by: float) -> Box:
    return place[0] + by, place[1] + by, place[2] - by, place[3] - by


def _ellipse(place: Box) -> list[Point]:
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    wide, tall = (place[2] - place[0]) / 2, (place[3] - place[1]) / 2
    return [(x + px * wide, y + py * tall) for px, py in arc((0.0, 0.0), 1.0, 0, 360, 32)]


def _part(place: Box, facing: str, start: float, end: float) -> Box:
    """The part of a box between two shares of its depth, seen from its back (0) to its front (1)."""
    left, top, right, bottom = place
    wide, tall = right - left, bottom - top
    if facing == "down":
        return left, top + start * tall, right, top + end * tall
    if facing == "up":
        return left, bottom - end * tall, right, bottom - start * tall
    if facing == "right":
        return left + start * wide, top, left + end * wide, bottom
    return right - end * wide, top, right - start * wide, bottom


def _box(place: Box, _facing: str) -> Strokes:
    yield _rectangle(place)


def _bed(place: Box, facing: str) -> Strokes:
    yield _rectangle(place)
    yield _rectangle(_inset(_part(place, facing, 0.03, 0.24), 0.06))
    yield _rectangle(_part(place, facing, 0.34, 1.0))


def _sofa(place: Box, facing: str) -> Strokes:
    yield _rectangle(place)
    yield _rectangle(_part(place, facing, 0.0, 0.28))


def _bath(place: Box, facing: str) -> Strokes:
    yield _rectangle(place)
    yield _ellipse(_inset(place, 0.08))
    drain = _part(place, facing, 0.12, 0.16)
    x, y = (drain[0] + drain[2]) / 2, (drain[1] + drain[3]) / 2
    yield arc((x, y), 0.025, 0, 360, 12)


def _basin(place: Box, facing: str) -> Strokes:
    yield _rectangle(place)
    yield _ellipse(_inset(_part(place, facing, 0.1, 1.0), 0.05))


def _toilet(place: Box, facing: str) -> Strokes:
    yield _rectangle(_part(place, facing, 0.0, 0.3))
    yield _ellipse(_inset(_part(place, facing, 0.3, 1.0), 0.01))


def _sink(place: Box, _facing: str) -> Strokes:
    left, top, right, bottom = place
    half = (left + right) / 2
    yield _rectangle(place)
    yield _rectangle(_inset((left, top, half, bottom), 0.05))
    yield [(half, top), (half, bottom)]
    for k in range(1, 5):
        x = half + (right - half) * k / 5
        yield [(x, top + 0.06), (x, bottom - 0.06)]


def _hob(place: Box, _facing: str) -> Strokes:
    left, top, right, bottom = place
    yield _rectangle(place)
    for x in (left + (right - left) * 0.28, left + (right - left) * 0.72):
        for y in (top + (bottom - top) * 0.28, top + (bottom - top) * 0.72):
            yield arc((x, y), (right - left) * 0.14, 0, 360, 16)


def _fridge(place: Box, _facing: str) -> Strokes:
    left, top, right, bottom = place
    yield _rectangle(place)
    yield [(left, top), (right, bottom)]


def _washer(place: Box, _facing: str) -> Strokes:
    yield _rectangle(place)
    yield _ellipse(_inset(place, (place[2] - place[0]) * 0.18))


def _stairs(place: Box, _facing: str) -> Strokes:
    """Two flights side by side with a landing on the left, and the line of travel."""
    left, top, right, bottom = place
    landing, half = left + (right - left) * 0.34, (top + bottom) / 2
    yield _rectangle(place)
    yield [(landing, half - 0.03), (right, half - 0.03)]
    yield [(landing, half + 0.03), (right, half + 0.03)]
    for k in range(6):
        x = landing + (right - landing) * k / 6
        yield [(x, top), (x, half - 0.03)]
        yield [(x, half + 0.03), (x, bottom)]
    upper, lower = (top + half) / 2, (half + bottom) / 2
    back = (left + landing) / 2
    yield [(right - 0.05, upper), (back, upper), (back, lower), (right - 0.12, lower)]
    yield [(right - 0.22, lower - 0.06), (right - 0.1, lower), (right - 0.22, lower + 0.06)]


_DRAWN: dict[str, Callable[[Box, str], Strokes]] = {
    "bath": _bath,
    "basin": _basin,
    "bed": _bed,
    "counter": _box,
    "fridge": _fridge,
    "hob": _hob,
    "sink": _sink,
    "sofa": _sofa,
    "stairs": _stairs,
    "table": _box,
    "toilet": _toilet,
    "washer": _washer,
}
