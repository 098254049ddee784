"""Outlines of storeys: rectangles and what builders made of them."""

from __future__ import annotations

import math
from collections.abc import Callable

from numpy.random import Generator

from docparse.training.synth.plan.graph import signed_area
from docparse.training.synth.plan.layout import Point
from docparse.training.synth.plan.plane import Ring, righted


def random_outline(area: float, rng: Generator) -> Ring:
    """An outline of about that area.

    Args:
        area: Square metres.
        rng: Source of all choices.

    Returns:
        A righted ring, metres, the first corner not repeated.
    """
    names = list(_SHAPES)
    weights = [_SHAPES[name][0] for name in names]
    pick = rng.choice(len(names), p=[weight / sum(weights) for weight in weights])
    ring = _SHAPES[names[int(pick)]][1](rng)
    scale = math.sqrt(area / abs(signed_area(ring)))
    return righted([(x * scale, y * scale) for x, y in _turned(ring, rng)])


def _turned(ring: Ring, rng: Generator) -> Ring:
    """Mirrored and turned by quarters; now and then by any angle."""
    if rng.random() < 0.5:
        ring = [(-x, y) for x, y in ring]
    angle = math.pi / 2 * int(rng.integers(4))
    if rng.random() < 0.04:
        angle += rng.uniform(0.1, 0.7)
    cosine, sine = round(math.cos(angle), 12), round(math.sin(angle), 12)
    return [(x * cosine - y * sine, x * sine + y * cosine) for x, y in ring]


def _rectangle(rng: Generator) -> Ring:
    return _box(rng.uniform(1.0, 1.9), 1.0)


def _long(rng: Generator) -> Ring:
    return _box(rng.uniform(1.9, 3.0), 1.0)


def _box(width: float, height: float) -> Ring:
    return [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]


def _ell(rng: Generator) -> Ring:
    w, h = rng.uniform(1.0, 1.8), 1.0
    x, y = rng.uniform(0.35, 0.7) * w, rng.uniform(0.35, 0.7) * h
    return [(0, 0), (w, 0), (w, y), (x, y), (x, h), (0, h)]


def _tee(rng: Generator) -> Ring:
    w, h = rng.uniform(1.1, 1.7), 1.0
    y, x0 = rng.uniform(0.4, 0.6), rng.uniform(0.15, 0.35) * w
    x1 = w - rng.uniform(0.15, 0.35) * w
    return [(0, 0), (w, 0), (w, y), (x1, y), (x1, h), (x0, h), (x0, y), (0, y)]


def _you(rng: Generator) -> Ring:
    w, h = rng.uniform(1.2, 1.8), 1.0
    x0, x1, y = rng.uniform(0.3, 0.4) * w, rng.uniform(0.6, 0.7) * w, rng.uniform(0.45, 0.7)
    return [(0, 0), (w, 0), (w, h), (x1, h), (x1, y), (x0, y), (x0, h), (0, h)]


def _steps(rng: Generator) -> Ring:
    """Two blocks pushed past each other."""
    w, h = rng.uniform(1.1, 1.8), 1.0
    x = rng.uniform(0.35, 0.65) * w
    shift, shift_back = rng.uniform(0.08, 0.4), rng.uniform(-0.25, 0.4)
    return [(0, 0), (x, 0), (x, shift), (w, shift), (w, h + shift_back), (x, h + shift_back), (x, h), (0, h)]


def _notched(rng: Generator) -> Ring:
    """A rectangle with a bite out of a corner, or a light well out of a long side."""
    w, h = rng.uniform(1.1, 1.9), 1.0
    a, b = rng.uniform(0.15, 0.3) * w, rng.uniform(0.12, 0.3) * h
    if rng.random() < 0.5:
        return [(0, 0), (w, 0), (w, h - b), (w - a, h - b), (w - a, h), (0, h)]
    x = rng.uniform(0.3, 0.5) * w
    return [(0, 0), (w, 0), (w, h), (x + a, h), (x + a, h - b), (x, h - b), (x, h), (0, h)]


def _terraced(rng: Generator) -> Ring:
    """The deep plan of a terraced house with a narrower rear wing, sometimes narrower still."""
    w, deep = 1.0, rng.uniform(1.2, 2.0)
    wing, longer = rng.uniform(0.5, 0.7), rng.uniform(0.6, 1.4)
    if rng.random() < 0.3:
        second, farther = wing * rng.uniform(0.6, 0.8), longer * rng.uniform(0.5, 0.8)
        return [
            (0, 0), (w, 0), (w, deep), (wing, deep), (wing, deep + longer), (second, deep + longer),
            (second, deep + longer + farther), (0, deep + longer + farther),
        ]  # fmt: skip
    return [(0, 0), (w, 0), (w, deep), (wing, deep), (wing, deep + longer), (0, deep + longer)]


def _wedge(rng: Generator) -> Ring:
    """One or two slanting sides, as the flats at the corners of old streets have."""
    w = rng.uniform(1.1, 2.0)
    slant = rng.uniform(0.12, 0.45)
    if rng.random() < 0.5:
        return [(0, 0), (w, 0), (w, 1.0), (0, 1.0 - slant)]
    side = rng.uniform(0.1, 0.4)
    return [(0, 0), (w - side, 0), (w, 1.0), (0, 1.0 - slant)]


def _wedge_ell(rng: Generator) -> Ring:
    w, x, y = rng.uniform(1.3, 1.9), rng.uniform(0.4, 0.6), rng.uniform(0.45, 0.6)
    slant = rng.uniform(0.05, 0.3)
    return [(0, 0), (w, 0), (w - slant, y), (x * w, y), (x * w, 1.0), (0, 1.0 + rng.uniform(-0.15, 0.15))]


def _chamfered(rng: Generator) -> Ring:
    w, a, b = rng.uniform(1.0, 1.7), rng.uniform(0.2, 0.45), rng.uniform(0.2, 0.45)
    ring = [(0.0, 0.0), (w, 0.0), (w, 1 - b), (w - a, 1.0), (0.0, 1.0)]
    if rng.random() < 0.3:
        ring = [(0.0, b * 0.8), (a * 0.8, 0.0), *ring[1:]]
    return ring


def _angled_wing(rng: Generator) -> Ring:
    """A wing that leaves the main block at an odd angle."""
    w, reach, wide = rng.uniform(0.8, 1.2), rng.uniform(0.9, 1.4), rng.uniform(0.5, 0.8)
    turn = rng.uniform(0.3, 0.9)
    ux, uy = math.cos(turn), math.sin(turn)
    corner = (w + ux * reach, uy * reach)
    inner = (corner[0] - uy * wide, corner[1] + ux * wide)
    # The wing's far side ends on the block's side, or past its corner on the block's far side.
    ends = [(w, wide / ux), (w, 1.0)] if wide / ux < 0.9 else [(w + (ux - wide) / uy, 1.0)]
    return [(0.0, 0.0), (w, 0.0), corner, inner, *ends, (0.0, 1.0)]


def _round(rng: Generator) -> Ring:
    sides = int(rng.integers(16, 36))
    return [(math.cos(2 * math.pi * k / sides), math.sin(2 * math.pi * k / sides)) for k in range(sides)]


def _many_sided(rng: Generator) -> Ring:
    sides = int(rng.integers(5, 10))
    squash = rng.uniform(0.7, 1.0)
    turns = [2 * math.pi * (k + rng.uniform(-0.15, 0.15)) / sides for k in range(sides)]
    return [(math.cos(turn), squash * math.sin(turn)) for turn in turns]


def _apse(rng: Generator) -> Ring:
    """A rectangle whose one end is round."""
    w, pieces = rng.uniform(0.8, 1.6), int(rng.integers(7, 17))
    bulge = rng.uniform(0.5, 1.0)
    arc = [_polar((w, 0.5), math.pi * (k / pieces - 0.5), 0.5 * bulge, 0.5) for k in range(1, pieces)]
    return [(0.0, 0.0), (w, 0.0), *arc, (w, 1.0), (0.0, 1.0)]


def _tower(rng: Generator) -> Ring:
    """A rectangle with a round tower on one corner."""
    w, radius, pieces = rng.uniform(1.2, 1.8), rng.uniform(0.2, 0.32), int(rng.integers(9, 19))
    arc = [_polar((w, 1.0), math.pi * (-0.5 + 1.5 * k / pieces), radius, radius) for k in range(pieces + 1)]
    return [(0.0, 0.0), (w, 0.0), *arc, (0.0, 1.0)]


def _polar(centre: Point, turn: float, rx: float, ry: float) -> Point:
    return (centre[0] + rx * math.cos(turn), centre[1] + ry * math.sin(turn))


_SHAPES: dict[str, tuple[float, Callable[[Generator], Ring]]] = {
    "rectangle": (0.22, _rectangle),
    "long": (0.08, _long),
    "ell": (0.13, _ell),
    "tee": (0.05, _tee),
    "you": (0.03, _you),
    "steps": (0.1, _steps),
    "notched": (0.08, _notched),
    "terraced": (0.1, _terraced),
    "wedge": (0.07, _wedge),
    "wedge ell": (0.03, _wedge_ell),
    "chamfered": (0.05, _chamfered),
    "angled wing": (0.03, _angled_wing),
    "round": (0.02, _round),
    "many sided": (0.02, _many_sided),
    "apse": (0.03, _apse),
    "tower": (0.03, _tower),
}
