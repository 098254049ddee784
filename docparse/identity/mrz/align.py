"""From the recogniser's time steps to a cost for every character at every position of a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from docparse.identity.mrz.alphabet import CHARACTERS

if TYPE_CHECKING:
    from numpy.typing import NDArray


# Natural-log units are scaled so that 1 means about what 1 means in the table of confusions (1 in 20).
UNIT = 3.0
HIGHEST = 3.0


@dataclass(frozen=True)
class Decoded:
    """A line as the recogniser reads it, free of any layout.

    Attributes:
        text: Best path, repeats and blanks removed.
        costs: (len(text), 37) cost of each of ``CHARACTERS`` at each position, the one read 0.
        confidence: Geometric mean probability of the characters, 0 to 1.
        starts: Time step of each character's peak.
    """

    text: str
    costs: NDArray[np.float32]
    confidence: float
    starts: tuple[int, ...]


def decode(scores: NDArray[np.float32]) -> Decoded:
    """Greedy CTC decoding of one line's (T, 38) log-probabilities."""
    best = scores.argmax(axis=1)
    edges = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(edges[1:], len(best))
    rows, peaks, sure = [], [], []
    for start, end in zip(edges, ends, strict=True):
        if best[start] == 0:
            continue
        piece = scores[start:end, 1:]
        top = piece.max(axis=0)
        rows.append(_costs(top))
        peaks.append(int(start + piece[:, best[start] - 1].argmax()))
        sure.append(float(top.max()))
    text = "".join(CHARACTERS[int(row.argmin())] for row in rows)
    costs = np.stack(rows) if rows else np.zeros((0, len(CHARACTERS)), np.float32)
    return Decoded(text, costs, float(np.exp(np.mean(sure))) if sure else 0.0, tuple(peaks))


def _costs(log_probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    spread = (log_probabilities.max() - log_probabilities) / UNIT
    return np.asarray(np.minimum(spread, HIGHEST), np.float32)


def force(scores: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """Best reading with exactly ``width`` characters: (width, 37) costs, the chosen character 0.

    A Viterbi search over (characters so far, blank or which character), so that a filler lost in a run or
    doubled is put right by where the others stand.
    """
    steps, classes = scores.shape
    chars = classes - 1
    blank = np.full(width + 1, -np.inf, np.float32)
    blank[0] = 0.0
    on = np.full((width + 1, chars), -np.inf, np.float32)
    # 0: stay on the character; 1: from a blank; 2 + j: from character j at the position before.
    back = np.zeros((steps, width + 1, chars), np.int8)
    blank_back = np.zeros((steps, width + 1), np.int8)
    for t in range(steps):
        best, second, best_char = _two_best(on)
        came = np.full((width + 1, chars), -np.inf, np.float32)
        came[1:] = best[:-1, None]
        from_char = np.broadcast_to(np.roll(best_char, 1)[:, None], came.shape).copy()
        rows = np.arange(1, width + 1)
        came[rows, best_char[:-1]] = second[:-1]
        second_char = _second_char(on, best_char)
        from_char[rows, best_char[:-1]] = second_char[:-1]
        fresh = np.full((width + 1, 1), -np.inf, np.float32)
        fresh[1:, 0] = blank[:-1]
        stacked = np.stack([on, np.broadcast_to(fresh, on.shape), came])
        which = stacked.argmax(axis=0)
        back[t] = np.where(which == 2, from_char + 2, which)
        blank_back[t] = np.where(blank >= best, -1, best_char)
        blank = np.maximum(blank, best) + scores[t, 0]
        on = stacked.max(axis=0) + scores[t, 1:][None, :]
    return _trace(scores, _Lattice(on, blank, back, blank_back), width)


class _Lattice(NamedTuple):
    """End scores and back pointers of the search."""

    on: NDArray[np.float32]
    blank: NDArray[np.float32]
    back: NDArray[np.int8]
    blank_back: NDArray[np.int8]


def _two_best(on: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.intp]]:
    best_char = on.argmax(axis=1)
    top = np.partition(on, -2, axis=1)[:, -2:]
    return top[:, 1], top[:, 0], best_char


def _second_char(on: NDArray[np.float32], best_char: NDArray[np.intp]) -> NDArray[np.intp]:
    masked = on.copy()
    masked[np.arange(len(on)), best_char] = -np.inf
    return np.asarray(masked.argmax(axis=1))


def _trace(scores: NDArray[np.float32], lattice: _Lattice, width: int) -> NDArray[np.float32]:
    on, blank, back, blank_back = lattice
    costs = np.full((width, scores.shape[1] - 1), HIGHEST, np.float32)
    n = width
    char = -1 if blank[n] >= on[n].max() else int(on[n].argmax())
    frames: list[int] = []
    for t in range(len(scores) - 1, -1, -1):
        if n == 0:
            break
        if char < 0:
            char = int(blank_back[t, n])
            continue
        frames.append(t)
        step = int(back[t, n, char])
        if step != 0 or t == 0:
            top = scores[frames, 1:].max(axis=0)
            costs[n - 1] = _costs(top)
            costs[n - 1] -= costs[n - 1, char]
            frames = []
            n -= 1
            char = -1 if step <= 1 else step - 2
    return np.asarray(np.maximum(costs, 0.0), np.float32)


def merge(readings: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """The mean cost over several readings of one line; the cheapest character of each position is 0 again."""
    mean = np.mean(np.stack(readings), axis=0)
    return np.asarray(mean - mean.min(axis=1, keepdims=True), np.float32)
