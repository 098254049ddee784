"""Pairs of lengths: ``13'9" x 12'9"``, ``4.19 x 3.89m``, one or both on a line.

Where both units are printed they are the same two lengths twice: a reading that both agree on is preferred to
any other, which mends most of what engines damage in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from docparse.blueprint.carriers import Length
from docparse.blueprint.labels.clean import figures
from docparse.blueprint.labels.lengths import BareUnit, Hint, Reading, System, readings, unit_of

# No room is narrower or longer; what is, was misread.
SHORTEST_M = 0.3
LONGEST_M = 60.0
# A room this many times as long as wide has more often lost a point: 3.4m x 48m.
_LONG_FOR_ITS_WIDTH = 8.0
_LONG_COST = 3

# A pair's cost is that of both its lengths; see lengths.py.
_BELIEVED_ALONE = 2
# Two units say the same if they differ by no more than they were rounded by, and this: agents round down,
# up, or twice.
_SLACK_M = 0.02
_SLACK_SHARE = 0.004

_BY = re.compile(r"(?<=[\d'\"m)\]tns.])\s*(?:x|\bby\b)\s*(?=[\d(\[{.])")
_REMARKS = re.compile(
    r"\b(?:max(?:imum)?|min(?:imum)?|approx(?:imately)?|into (?:bay|recess|alcove|wardrobes?)|"
    r"to (?:bay|recess)|overall|narrowing to.*|reducing to.*|wide|long|deep)\b\.?"
)
_SIDE_LETTERS = re.compile(r"(?<=[\d'\"m])\s*\(?[lw]\)?(?=\s*(?:x|$))")
_JOINTS = re.compile(r"[\s(){}\[\]/|,;-]+")
_NO_FIGURE = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True)
class Pair:
    """One way to read a printed pair; ``cost`` and ``system`` as in :class:`lengths.Reading`."""

    lengths: tuple[Length, Length]
    cost: int
    system: System


def parse_dimensions(text: str, *, bare: BareUnit | None = None) -> tuple[Length, Length] | None:
    """Read a text that is a pair of lengths, or the same pair in two units, and nothing else.

    Returns:
        The two lengths in the order printed, or None: when the text is something else, or when a side would
        be under 0.3 m or over 60 m.
    """
    return best_pair(read_pairs(text, bare=bare))


def read_pairs(text: str, *, bare: BareUnit | None = None) -> tuple[tuple[Pair, ...], ...]:
    """For every pair printed in a text, the ways to read it; empty when the text is something else."""
    s = _SIDE_LETTERS.sub("", _REMARKS.sub("", figures(text)))
    if _NO_FIGURE.search(re.sub(r"metres?|meters?|inches|feet|foot", "", s)):
        return ()
    sides = [side.strip() for side in _BY.split(s)]
    if len(sides) == 2:
        pair = _pairs_of(sides[0], sides[1], bare)
        return (pair,) if pair else _interleaved(sides[0], sides[1], bare)
    if len(sides) == 3:
        return _two_in_a_row(sides, bare)
    return ()


def best_pair(printed: Sequence[tuple[Pair, ...]]) -> tuple[Length, Length] | None:
    """The pair that a label's printed pairs say together.

    Args:
        printed: For each printed pair the ways to read it, in the order printed.

    Returns:
        Of two that agree the one with the finer step; else the first plain one, metric before imperial.
    """
    agreeing = [
        (a.cost + b.cost, min((a, b), key=lambda pair: pair.lengths[0].step_m + pair.lengths[1].step_m))
        for first, second in combinations(printed, 2)
        for a, b in product(first, second)
        if a.system != b.system and agree(a.lengths, b.lengths)
    ]
    if agreeing:
        return min(agreeing, key=lambda item: item[0])[1].lengths
    plain = [pair for pairs in printed for pair in pairs if pair.cost <= _BELIEVED_ALONE]
    if not plain:
        return None
    return min(plain, key=lambda pair: (pair.cost, pair.system == "imperial")).lengths


def agree(a: tuple[Length, Length], b: tuple[Length, Length]) -> bool:
    """Whether two pairs are the same lengths in other units."""
    return all(
        abs(p.metres - q.metres) <= (p.step_m + q.step_m) / 2 + _SLACK_M + _SLACK_SHARE * p.metres
        for p, q in zip(a, b, strict=True)
    )


def _pairs_of(left: str, right: str, bare: BareUnit | None) -> tuple[Pair, ...]:
    left_unit, right_unit = unit_of(left), unit_of(right)
    first = readings(left, hint=_lent(left_unit, right_unit), bare=bare)
    second = readings(right, hint=_lent(right_unit, left_unit), bare=bare)
    return tuple(_plausible(first, second))


def _lent(own: Hint | None, other: Hint | None) -> Hint | None:
    return other if own is None else None


def _plausible(first: Sequence[Reading], second: Sequence[Reading]) -> Iterator[Pair]:
    for a, b in product(first, second):
        inside = all(SHORTEST_M <= reading.length.metres <= LONGEST_M for reading in (a, b))
        if a.system == b.system and inside:
            short, long = sorted((a.length.metres, b.length.metres))
            penalty = _LONG_COST if long > _LONG_FOR_ITS_WIDTH * short else 0
            yield Pair((a.length, b.length), a.cost + b.cost + penalty, a.system)


def _interleaved(left: str, right: str, bare: BareUnit | None) -> tuple[tuple[Pair, ...], ...]:
    """``13'9 (4.19m) x 12'9 (3.89m)``: each side says itself twice."""
    options = []
    for (a, b), (c, d) in product(_cuts(left), _cuts(right)):
        first, second = _pairs_of(a, c, bare), _pairs_of(b, d, bare)
        if first and second:
            options.append((first, second))
    return min(options, key=_cheapest) if options else ()


def _two_in_a_row(sides: Sequence[str], bare: BareUnit | None) -> tuple[tuple[Pair, ...], ...]:
    """``13'9" x 12'9" (4.19 x 3.89m)``: the middle part ends one pair and begins the next."""
    options = []
    for end, begin in _cuts(sides[1]):
        first, second = _pairs_of(sides[0], end, bare), _pairs_of(begin, sides[2], bare)
        if first and second:
            options.append((first, second))
    return min(options, key=_cheapest) if options else ()


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    for joint in _JOINTS.finditer(text):
        left, right = text[: joint.start()], text[joint.end() :]
        if left and right:
            yield left, right


def _cheapest(printed: tuple[tuple[Pair, ...], ...]) -> int:
    return sum(min(pair.cost for pair in pairs) for pairs in printed)
