"""Reads the rows of a zone anew from the pixels, and weighs that against what the text engine read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from docparse.identity.mrz.align import HIGHEST, Decoded, decode, force, merge
from docparse.identity.mrz.alphabet import CHARACTERS, FILLER
from docparse.identity.mrz.layouts import BY_FORMAT, Layout, Place, allowed_at
from docparse.identity.mrz.line_reader import score_lines
from docparse.identity.mrz.normalise import fit, to_alphabet
from docparse.identity.mrz.repair import Evidence, Repaired, resolve
from docparse.identity.mrz.rows import Row, cut

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Cuts of a line: margins (beside, above) in line heights; the second set for what the first did not settle.
FIRST_CUTS = ((0.4, 0.0), (0.5, -0.08), (0.6, 0.1))
MORE_CUTS = ((0.3, -0.14), (0.8, 0.04), (0.5, 0.18), (0.2, 0.05))
# What the text engine's reading weighs against the line recogniser's.
VOTE = 0.3
# A reading whose length is further off than this is of no use for the layout.
MAX_OFF = 4
MIN_CONFIDENCE = 0.3
MISSING_TAIL, SURE = 3, 0.85


@dataclass(frozen=True)
class RowReading:
    """All readings of one row.

    Attributes:
        row: The row.
        scores: (K, 160, 38) log-probabilities, one per cut.
        decoded: The same decoded.
    """

    row: Row
    scores: NDArray[np.float32]
    decoded: tuple[Decoded, ...]

    @property
    def confidence(self) -> float:
        """Of the surest cut, 0 to 1."""
        return max((d.confidence for d in self.decoded), default=0.0)

    @property
    def text(self) -> str:
        """As the surest cut reads."""
        return max(self.decoded, key=lambda d: d.confidence).text if self.decoded else ""


def read_rows(
    grey: NDArray[np.uint8], rows: Sequence[Row], cuts: Sequence[tuple[float, float]] = FIRST_CUTS
) -> list[RowReading]:
    """Recognise every row in several cuts, in one batch.

    Raises:
        EngineError: ``engine.missing`` or ``engine.failed``.
    """
    crops = [cut(grey, row, beside=beside, above=above) for row in rows for beside, above in cuts]
    scores = score_lines(crops)
    found = []
    for i, row in enumerate(rows):
        own = scores[i * len(cuts) : (i + 1) * len(cuts)]
        found.append(RowReading(row, own, tuple(decode(s) for s in own)))
    return found


def together(first: Sequence[RowReading], second: Sequence[RowReading]) -> list[RowReading]:
    """Readings of the same rows joined."""
    return [
        RowReading(a.row, np.concatenate([a.scores, b.scores]), a.decoded + b.decoded)
        for a, b in zip(first, second, strict=True)
    ]


def layouts_for(readings: Sequence[RowReading]) -> list[Layout]:
    """Layouts whose shape the readings have, the nearest first."""
    names = ("TD1",) if len(readings) == 3 else ("TD3", "MRVA", "TD2", "MRVB", "FRENCH_ID")
    first = readings[0].text

    def off(layout: Layout) -> float:
        lengths = [abs(len(d.text) - layout.width) for r in readings for d in r.decoded]
        visa = layout.format in ("MRVA", "MRVB")
        french = layout.format == "FRENCH_ID"
        unlike = visa != (first[:1] == "V") or (french and "FRA" not in first[1:6])
        return float(np.median(lengths)) + 2.0 * unlike

    near = [(off(BY_FORMAT[n]), i, BY_FORMAT[n]) for i, n in enumerate(names)]
    return [layout for distance, _, layout in sorted(near, key=lambda e: e[:2]) if distance <= MAX_OFF][:3]


def solve_readings(readings: Sequence[RowReading]) -> Repaired | None:
    """The likeliest zone for the readings, or None where they have no zone's shape."""
    best: Repaired | None = None
    for layout in layouts_for(readings):
        found = resolve(layout, evidence(layout, readings))
        if best is None or found.rank < best.rank:
            best = found
        if best.failed == 0:
            break
    return best


def evidence(layout: Layout, readings: Sequence[RowReading]) -> Evidence:
    """Options from the recogniser's costs, with the text engine's reading as one more vote."""
    options: dict[Place, Mapping[str, float]] = {}
    read: dict[Place, str] = {}
    first = ""
    for line, reading in enumerate(readings):
        costs = _with_vote(_costs(reading, layout.width), reading.row.text, layout.width)
        for i, row in enumerate(costs):
            char = CHARACTERS[int(row.argmin())]
            first = first or char
            read[line, i] = char
            options[line, i] = _options(row, allowed_at(layout, (line, i), first), char)
    return Evidence(options, read)


def _options(costs: NDArray[np.float32], allowed: frozenset[str], best: str) -> dict[str, float]:
    found = {c: float(v) for c, v in zip(CHARACTERS, costs, strict=True) if c in allowed and v < HIGHEST}
    return found or {best: HIGHEST}


def _costs(reading: RowReading, width: int) -> NDArray[np.float32]:
    """One cost matrix of the layout's width: cuts that read that many characters, else forced alignments."""
    sure = [d for d in reading.decoded if len(d.text) == width and d.confidence > MIN_CONFIDENCE]
    if sure:
        return merge([d.costs for d in sure])
    surest = max(reading.decoded, key=lambda d: d.confidence)
    if len(surest.text) <= width - MISSING_TAIL and surest.confidence > SURE:
        # The row stops short of its fillers: nothing in it may be stretched over their places.
        return _padded(surest.costs, width)
    ranked = sorted(
        zip(reading.decoded, reading.scores, strict=True),
        key=lambda pair: (abs(len(pair[0].text) - width), -pair[0].confidence),
    )
    return merge([force(scores, width) for _, scores in ranked[:2]])


def _padded(costs: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    tail = np.full((width - len(costs), costs.shape[1]), HIGHEST / 2, np.float32)
    tail[:, CHARACTERS.index(FILLER)] = 0.0
    return np.concatenate([costs, tail])


def _with_vote(costs: NDArray[np.float32], text: str, width: int) -> NDArray[np.float32]:
    """Characters other than the text engine's cost a little more, where it read the right number of them."""
    fitted = fit(to_alphabet(text), width)
    if not fitted or fitted[0].cost > 0:
        return costs
    voted = costs.copy()
    for i, char in enumerate(fitted[0].text):
        k = CHARACTERS.index(char)
        voted[i] += VOTE
        voted[i, k] = min(costs[i, k], HIGHEST - 0.2)
    voted -= voted.min(axis=1, keepdims=True)
    return np.asarray(np.minimum(voted, HIGHEST), np.float32)
