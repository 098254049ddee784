"""Outlines cut into cells: halves of halves, or slices on both sides of a corridor."""

from __future__ import annotations

import math

from numpy.random import Generator

from docparse.training.synth.plan.draft import Cell
from docparse.training.synth.plan.graph import signed_area
from docparse.training.synth.plan.layout import Point
from docparse.training.synth.plan.plane import Ring, across, cut, extent, reflex_corners, sides, towards

# Metres between centre lines: nothing narrower comes out of a cut when it can be helped.
_NARROW = 1.5
_CORRIDOR = (0.95, 1.7)
# What is cut off a corridor's end, to be joined to a neighbour.
SPARE = "spare"


def divide(ring: Ring, count: int, rng: Generator) -> list[Cell]:
    """Cut an outline into cells.

    Args:
        ring: Righted ring.
        count: How many rooms are wanted, corridors not counted; narrow outlines give fewer.
        rng: Source of all choices.

    Returns:
        Cells; those of corridors have the type ``hall``, ends cut off them ``spare``, all others none.
    """
    if count <= 1:
        return [Cell(ring)]
    if 3 < count < 10 and rng.random() < 0.5:
        cells = _along_corridor(ring, count, rng)
        if cells is not None:
            return cells
    first, fraction = _split(count, rng)
    pieces = _best_cut(ring, fraction, rng)
    if pieces is None:
        return [Cell(ring)]
    small, large = sorted(pieces, key=signed_area)
    return divide(small, first, rng) + divide(large, count - first, rng)


def _split(count: int, rng: Generator) -> tuple[int, float]:
    """How many rooms go on the smaller side of a cut, and its part of the area: at times one small room."""
    if rng.random() < 0.4:
        return 1, float(rng.uniform(0.35, 0.8)) / count
    first = int(rng.integers(1, count // 2 + 1)) if count < 6 else count // 2
    return first, min(first / count * float(rng.uniform(0.75, 1.25)), 0.5)


def _best_cut(ring: Ring, fraction: float, rng: Generator) -> tuple[Ring, Ring] | None:
    """The cut, of some tried, that leaves the best shapes at about that fraction of the area."""
    total = signed_area(ring)
    inward = reflex_corners(ring)
    best, lowest = None, math.inf
    for direction in _directions(ring):
        normal = across(direction)
        reach = extent(ring, normal)
        shares = (fraction, 1 - fraction)
        offsets = [reach.low + reach.size * (share * rng.uniform(0.85, 1.15)) for share in shares]
        offsets += [x * normal[0] + y * normal[1] for x, y in inward]
        for k, offset in enumerate(offsets):
            pieces = cut(ring, (normal[0] * offset, normal[1] * offset), direction)
            if pieces is None:
                continue
            smaller = min(signed_area(piece) for piece in pieces) / total
            badness = 3.0 * abs(smaller - min(fraction, 1 - fraction)) + sum(
                _ugliness(p, direction) for p in pieces
            )
            badness += rng.uniform(0, 0.5) - (0.4 if k >= 2 else 0.0)
            if badness < lowest:
                best, lowest = pieces, badness
    return best


def _directions(ring: Ring) -> list[Point]:
    """Directions to cut in: along the longest sides, and square to the longest."""
    longest = sorted(sides(ring), key=lambda side: -math.dist(*side))
    first = towards(*longest[0])
    found = [first, across(first)]
    for side in longest[1:5]:
        if math.dist(*side) < 0.35 * math.dist(*longest[0]):
            break
        candidate = towards(*side)
        if all(abs(candidate[0] * d[0] + candidate[1] * d[1]) < 0.99 for d in found):
            found.append(candidate)
    return found[:4]


def _ugliness(ring: Ring, direction: Point) -> float:
    """0 for a square; grows with slenderness, raggedness, and steeply where a room would be too narrow."""
    a, b = extent(ring, direction).size, extent(ring, across(direction)).size
    slender = max(a, b) / min(a, b)
    ragged = 1 - signed_area(ring) / (a * b)
    narrow = max(0.0, _NARROW - min(a, b))
    return 0.35 * max(0.0, slender - 1.3) + 1.2 * ragged + 4 * narrow


def _along_corridor(ring: Ring, count: int, rng: Generator) -> list[Cell] | None:
    """A corridor along the ring's long way, rooms in slices beside it; None when they do not fit."""
    direction = max(_directions(ring), key=lambda d: extent(ring, d).size / extent(ring, across(d)).size)
    normal = across(direction)
    reach = extent(ring, normal)
    width = rng.uniform(*_CORRIDOR)
    if reach.size < width + 2.2 or extent(ring, direction).size < 3.0:
        return None
    if reach.size < width + 5.2 or rng.random() < 0.12:
        strip, rooms = _edge_strip(ring, direction, width, near=rng.random() < 0.5)
        banks = [rooms] if rooms else []
    else:
        low = _snapped(ring, normal, reach.low + (reach.size - width) * rng.uniform(0.36, 0.64), width)
        strip, banks = _middle_strip(ring, direction, low, width)
    if strip is None or not banks:
        return None
    cells = _shortened(strip, direction, rng)
    whole = sum(signed_area(bank) for bank in banks)
    left = count
    for k, bank in enumerate(banks):
        share = left if k == len(banks) - 1 else round(count * signed_area(bank) / whole)
        share = min(max(share, 1), max(left, 1))
        left -= share
        cells += _slices(bank, share, direction, rng)
    return cells


def _snapped(ring: Ring, normal: Point, low: float, width: float) -> float:
    """Where a strip starts, moved so that an inward corner close to one of its sides lies on that side."""
    for x, y in reflex_corners(ring):
        height = x * normal[0] + y * normal[1]
        for side in (low, low + width):
            if abs(height - side) < 0.9:
                return low + height - side
    return low


def _edge_strip(ring: Ring, direction: Point, width: float, *, near: bool) -> tuple[Ring | None, Ring | None]:
    normal = across(direction)
    reach = extent(ring, normal)
    low = _snapped(ring, normal, reach.low if near else reach.high - width, width)
    offset = max(low, reach.low) + width if near else min(low, reach.high - 0.9)
    pieces = cut(ring, (normal[0] * offset, normal[1] * offset), direction)
    if pieces is None:
        return None, None
    return (pieces[1], pieces[0]) if near else pieces


def _middle_strip(ring: Ring, direction: Point, low: float, width: float) -> tuple[Ring | None, list[Ring]]:
    normal = across(direction)
    first = cut(ring, (normal[0] * low, normal[1] * low), direction)
    if first is None:
        return None, []
    second = cut(first[0], (normal[0] * (low + width), normal[1] * (low + width)), direction)
    if second is None:
        return None, []
    return second[1], [second[0], first[1]]


def _shortened(strip: Ring, direction: Point, rng: Generator) -> list[Cell]:
    """The corridor, one or both ends of it given away by chance."""
    cells = []
    for end in (0, 1):
        if rng.random() < 0.55:
            continue
        reach = extent(strip, direction)
        if reach.size < 4.0:
            break
        share = rng.uniform(0.15, 0.4)
        offset = reach.low + reach.size * (share if end == 0 else 1 - share)
        # The piece on the side of ``across`` lies towards the low end when cutting square to the corridor.
        pieces = cut(strip, (direction[0] * offset, direction[1] * offset), across(direction))
        if pieces is None:
            continue
        spare, strip = pieces if end == 0 else pieces[::-1]
        cells.append(Cell(spare, SPARE))
    return [Cell(strip, "hall"), *cells]


def _slices(bank: Ring, count: int, direction: Point, rng: Generator) -> list[Cell]:
    """Rooms side by side along the corridor; deep ones are cut again into a front and a back."""
    reach, deep = extent(bank, direction), extent(bank, across(direction)).size
    count = min(count, max(1, int(reach.size / 1.3)))
    shares = rng.uniform(0.6, 1.6, size=count)
    if count > 1 and rng.random() < 0.6:
        # Mostly one bathroom or the like stands in each row.
        shares[int(rng.integers(count))] *= 0.5
    stops = reach.low + reach.size * shares.cumsum() / shares.sum()
    inward = [x * direction[0] + y * direction[1] for x, y in reflex_corners(bank)]
    cells, rest = [], bank
    for stop in stops[:-1]:
        nearest = min(inward, key=lambda value: abs(value - stop), default=math.inf)
        offset = nearest if abs(nearest - stop) < 0.8 else float(stop)
        pieces = cut(rest, (direction[0] * offset, direction[1] * offset), across(direction))
        if pieces is None:
            continue
        piece, rest = pieces
        cells.append(piece)
    cells.append(rest)
    out = []
    for piece in cells:
        wide = signed_area(piece) / deep
        if deep > 5.0 and deep > 2.2 * wide and rng.random() < 0.7:
            halves = _best_cut(piece, float(rng.uniform(0.25, 0.45)), rng)
            if halves is not None:
                out += [Cell(half) for half in halves]
                continue
        out.append(Cell(piece))
    return out
