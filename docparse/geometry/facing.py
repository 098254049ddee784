"""Parallel lines that face each other with nothing between: the two faces of a strip drawn in outline."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Strips whose widths differ by less than this share are as wide as each other.
_AS_WIDE = 0.2
# Lines that differ by less than so many radians are parallel, and those so near each other are one.
_PARALLEL = math.radians(0.6)
_SAME = 0.35


@dataclass(frozen=True)
class Strips:
    """What lies between facing lines.

    Attributes:
        corners: (N, 4, 2) of each strip; the first two on one line, the last two on the other.
        apart: (N,) distances of both lines.
        long: (N,) lengths over which they face each other.
        rows: (N,) how many strips as wide as this one lie side by side here.
    """

    corners: Floats
    apart: Floats
    long: Floats
    rows: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.apart)

    def chosen(self, which: NDArray[np.bool_]) -> Strips:
        """Those where ``which`` (N,) is True."""
        return Strips(self.corners[which], self.apart[which], self.long[which], self.rows[which])


def facing(segments: Floats, least: float, most: float) -> Strips:
    """The strips between lines that face each other.

    Args:
        segments: (N, 4) straight pieces x0, y0, x1, y1. Pieces along one line that touch are one.
        least: Lines that are nearer are drawn twice; shorter pieces tell no direction, and shorter strips are
            none.
        most: Lines farther apart do not face each other.
    """
    corners, apart, rows = [], [], []
    for along, lines in _parallel(segments, least):
        across = np.array([-along[1], along[0]])
        pairs = _pairs(lines, least, most)
        depths = _side_by_side(pairs, lines[:, 0])
        for (low, high, start, end), depth in zip(pairs, depths, strict=True):
            near, far = lines[low, 0] * across, lines[high, 0] * across
            corners.append([start * along + near, end * along + near, end * along + far, start * along + far])
            apart.append(lines[high, 0] - lines[low, 0])
            rows.append(depth)
    boxes = np.array(corners, float).reshape(-1, 4, 2)
    long = np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1)
    return Strips(boxes, np.array(apart, float), long, np.array(rows, np.int64))


def _parallel(segments: Floats, least: float) -> Iterator[tuple[Floats, Floats]]:
    """Each direction (2,), and its lines (M, 3): how far across they lie, where they start and end."""
    steps = segments[:, 2:] - segments[:, :2]
    kept = np.hypot(steps[:, 0], steps[:, 1]) > least
    steps, ends = steps[kept], segments[kept].reshape(-1, 2, 2)
    angles = np.mod(np.arctan2(steps[:, 1], steps[:, 0]), math.pi)
    angles = np.where(angles > math.pi - _PARALLEL / 2, angles - math.pi, angles)
    order = np.argsort(angles, kind="stable")
    for first, last in _runs(angles[order], _PARALLEL):
        own = order[first:last]
        angle = float(np.median(angles[own]))
        along = np.array([math.cos(angle), math.sin(angle)])
        yield along, _joined(ends[own] @ along, (ends[own] @ (-along[1], along[0])).mean(axis=1))


def _runs(values: Floats, within: float) -> Iterator[tuple[int, int]]:
    """Start and end of runs of ascending values (N,) that are no farther from their first than so much."""
    first = 0
    while first < len(values):
        last = int(np.searchsorted(values, values[first] + within, "right"))
        yield first, last
        first = last


def _joined(along: Floats, across: Floats) -> Floats:
    """(M, 3) lines of pieces (N, 2) from end to end, at (N,): those on one line that touch are one."""
    low, high = along.min(axis=1), along.max(axis=1)
    order = np.argsort(across, kind="stable")
    lines: list[tuple[float, float, float]] = []
    for first, last in _runs(across[order], _SAME):
        own = order[first:last]
        own = own[np.argsort(low[own], kind="stable")]
        place, start, end = float(across[own].mean()), float(low[own[0]]), float(high[own[0]])
        for piece in own[1:]:
            if low[piece] <= end + _SAME:
                end = max(end, float(high[piece]))
            else:
                lines.append((place, start, end))
                start, end = float(low[piece]), float(high[piece])
        lines.append((place, start, end))
    return np.array(lines).reshape(-1, 3)


def _pairs(lines: Floats, least: float, most: float) -> list[tuple[int, int, float, float]]:
    """Numbers of two lines, the lower first, and from where to where they face each other."""
    places, starts, ends = lines.T
    found = []
    for number, (place, start, end) in enumerate(lines):
        first, last = np.searchsorted(places, (place + least, place + most))
        near = slice(int(first), int(last))
        beside = np.flatnonzero((starts[near] < end - least) & (ends[near] > start + least)) + first
        free = [(float(start), float(end))]
        for other in beside:
            seen = [(max(a, starts[other]), min(b, ends[other])) for a, b in free]
            found += [(number, int(other), float(a), float(b)) for a, b in seen if b - a > least]
            free = [
                (a, b)
                for old, (low, high) in zip(free, seen, strict=True)
                for a, b in ([(old[0], low), (high, old[1])] if high > low else [old])
                if b - a > least
            ]
            if not free:
                break
    return found


def _side_by_side(pairs: list[tuple[int, int, float, float]], places: Floats) -> list[int]:
    """For each pair, how many about as far apart follow each other here, line by line."""
    starting: dict[int, list[int]] = {}
    for number, (low, *_) in enumerate(pairs):
        starting.setdefault(low, []).append(number)
    before, after = [1] * len(pairs), [1] * len(pairs)
    nexts: list[list[int]] = []
    for _low, high, start, end in pairs:
        nexts.append(
            [other for other in starting.get(high, []) if pairs[other][2] < end and pairs[other][3] > start]
        )
    apart = [places[high] - places[low] for low, high, *_ in pairs]
    alike = [
        [other for other in following if abs(apart[other] - apart[number]) <= _AS_WIDE * apart[number]]
        for number, following in enumerate(nexts)
    ]
    # Pairs come in the order of their lower lines.
    for number, following in enumerate(alike):
        for other in following:
            before[other] = max(before[other], before[number] + 1)
    for number in range(len(pairs) - 1, -1, -1):
        after[number] = max([1, *(after[other] + 1 for other in alike[number])])
    return [one + other - 1 for one, other in zip(before, after, strict=True)]
