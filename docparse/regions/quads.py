"""The four straight sides that a map of likelihoods and the picture's own lines agree on.

A network sees a document in patches: surely where a portrait is, faintly where a plain field lies. The
picture has straight lines where the document's sides are, and elsewhere, too. So every four lines that close
to a document's shape are weighed by what the picture shows along them and by what the map says inside,
outside and across them. Whatever a side is asked is answered from running sums along its line, so that tens
of thousands of shapes cost little more than one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.regions.regions import Pixels

Floats = NDArray[np.float32]
Points = NDArray[np.float64]
Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]

# Corners may lie beyond the picture by so much of its diagonal.
_BEYOND = 0.25
# Sine of the sharpest angle between two sides that meet: a card tilted by 45 degrees near the lens.
_LEAST_TURN = 0.4
_LEAST_SIDE = 16.0
# A side of a card against the one across it, and one pair of sides against the other.
_MOST_TAPER = 2.2
_MOST_OBLONG = 2.6
# A step of so many grey levels in a pixel is as good as any.
_STEP = 6.0
# Steps are looked for on the line and so far beside it; the map is compared so far on both sides.
_BESIDE = (-1.0, 0.0, 1.0)
_ACROSS = (5.0, 12.0)
# A difference of so many logits is as good as any.
_MOST_CONTRAST = 4.0
# A side's ends are left out: cards have round corners.
_ENDS = 0.05
# What a side outside the picture is taken to show.
_UNSEEN = 0.35
# Logits beyond these say no more.
LEAST_LOGIT, MOST_LOGIT = -6.0, 4.0
_LEAST_SUPPORT = 0.12
# How much the kinds of evidence weigh: edges along the sides; along the weakest; the map's step across them;
# the share of all that is likely which lies inside; how likely the inside is. The choice is not delicate: of
# random weights most do within 2 of 100 pictures as well.
_WEIGHTS = np.array([0.2, 0.2, 0.2, 0.28, 0.12])
_MOST_SHAPES = 400_000
# Shapes are nearly the same whose corners lie within this share of their size, on the average.
_SAME_SHAPE = 0.06
# So many of the best are compared with each other.
_MOST_COMPARED = 3000


@dataclass(frozen=True)
class Quad:
    """A document's shape.

    Attributes:
        corners: (4, 2) px, clockwise with y down.
        score: How well all evidence agrees, 0 to 1.
        inside: Mean likelihood inside, 0 to 1.
    """

    corners: Points
    score: float
    inside: float


def best_quads(likely: Floats, picture: Pixels, lines: NDArray[np.float64], most: int) -> list[Quad]:
    """The four-sided shapes among some lines for which there is most to say, best first.

    Args:
        likely: (H, W) float32, how likely each pixel is a document's.
        picture: (H, W, 3) uint8 RGB, the same pixels.
        lines: (N, 3) where sides may be.
        most: So many at most, none of them nearly the same as a better one.
    """
    if len(lines) < 4:
        return []
    profiles = _Profiles(likely, picture, np.vstack([lines, -lines]))
    sides = profiles.sides()
    return profiles.best(sides, _closed(sides, profiles.count), most)


def log_odds(likely: Floats) -> Floats:
    """Logits of probabilities, as far as they say something."""
    bounded = np.clip(likely, 1e-4, 1 - 1e-4)
    return np.asarray(np.clip(np.log(bounded / (1 - bounded)), LEAST_LOGIT, MOST_LOGIT), np.float32)


@dataclass(frozen=True)
class _Sides:
    """Stretches of lines between two others: all (M,), of the line before, the line itself and the next."""

    before: Indices
    line: Indices
    after: Indices
    support: Numbers
    contrast: Numbers
    inside: Numbers


class _Profiles:
    """What lies along every line, as running sums over steps of a pixel.

    Lines are directed: what lies to the right of the way is inside.
    """

    def __init__(self, likely: Floats, picture: Pixels, lines: NDArray[np.float64]) -> None:
        self.likely, self.picture, self.lines = likely, picture, lines
        height, width = likely.shape
        self.count = len(lines)
        self.reach = (0.5 + _BEYOND) * float(np.hypot(width, height))
        self.normal = lines[:, :2]
        self.along = np.column_stack([-lines[:, 1], lines[:, 0]])
        centre = np.array([width, height]) / 2
        self.foot = centre - (self.normal @ centre + lines[:, 2])[:, None] * self.normal
        steps = np.arange(-self.reach, self.reach + 1)
        self.places = self.foot[:, None] + steps[:, None] * self.along[:, None]

    @cached_property
    def turns(self) -> Numbers:
        """(N, N) sine of the angle from one line to another, positive clockwise."""
        x, y = self.along.T
        return np.asarray(np.outer(x, y) - np.outer(y, x))

    @cached_property
    def meets(self) -> Numbers:
        """(N, N) how far along one line another crosses it; NaN where they hardly do."""
        across = self.foot @ self.normal.T + self.lines[:, 2]
        steep = np.where(np.abs(self.turns) < _LEAST_TURN, np.nan, self.turns)
        return np.asarray(-across / steep)

    def sides(self) -> _Sides:
        """Every stretch of a line from one that can come before it to one that can come after."""
        inner = np.abs(self.meets) < self.reach
        joins = (self.turns > _LEAST_TURN) & inner & inner.T
        before, line, after = np.nonzero(joins[:, :, None] & joins[None, :, :])
        long = self.meets[line, after] - self.meets[line, before] > _LEAST_SIDE
        before, line, after = before[long], line[long], after[long]
        start, end = self.meets[line, before], self.meets[line, after]
        trim = _ENDS * (end - start)
        first, last = self._steps(start + trim), self._steps(end - trim)
        support = self._support(line, first, last)
        contrast = self._contrast(line, first, last)
        inside = self._inside(line, self._steps(start), self._steps(end))
        good = (support > _LEAST_SUPPORT) & (contrast > 0)
        return _Sides(before[good], line[good], after[good], support[good], contrast[good], inside[good])

    def best(self, sides: _Sides, shapes: Indices, most: int) -> list[Quad]:
        """The best of some shapes.

        Args:
            sides: The stretches.
            shapes: (K, 4) numbers of four that close.
            most: So many at most.
        """
        corners = self._corners(sides, shapes)
        fair = _is_oblong(corners)
        shapes, corners = shapes[fair], corners[fair]
        mass = sides.inside[shapes].sum(axis=1)
        inside = np.clip(mass / np.maximum(_areas(corners), 1), 0, 1)
        share = np.clip(mass / max(float(self.likely.sum()), 1.0), 0, 1)
        support = sides.support[shapes]
        evidence = np.column_stack(
            [
                support.mean(axis=1),
                support.min(axis=1, initial=1.0),
                sides.contrast[shapes].mean(axis=1),
                share,
                np.sqrt(inside),
            ]
        )
        score = evidence @ _WEIGHTS
        return [Quad(corners[k], float(score[k]), float(inside[k])) for k in _distinct(corners, score, most)]

    def _corners(self, sides: _Sides, shapes: Indices) -> Points:
        """(K, 4, 2) where each side begins."""
        line, before = sides.line[shapes], sides.before[shapes]
        way = self.meets[line, before][..., None]
        return np.asarray(self.foot[line] + way * self.along[line])

    def _steps(self, way: Numbers) -> Indices:
        steps = self.places.shape[1]
        return np.clip(np.rint(way + self.reach).astype(np.int64), 0, steps - 1)

    def _sampled(self, values: Floats, offset: float, border: int) -> NDArray[np.float64]:
        """(N, steps) or (N, steps, C) values of an (H, W) or (H, W, C) array so far outside the lines."""
        at = self.places + offset * self.normal[:, None] - 0.5
        return np.asarray(
            cv2.remap(
                values,
                at[..., 0].astype(np.float32),
                at[..., 1].astype(np.float32),
                cv2.INTER_LINEAR,
                borderMode=border,
            ),
            np.float64,
        )

    def _support(self, line: Indices, first: Indices, last: Indices) -> Numbers:
        """How much of each stretch has a step across it, and always the same way."""
        height, width = self.likely.shape
        x, y = self.places[..., 0], self.places[..., 1]
        shown = (x >= 1) & (y >= 1) & (x <= width - 1) & (y <= height - 1)
        seen = _between(shown.astype(np.float64), line, first, last)
        best = np.zeros(len(line))
        for offset in _BESIDE:
            step = self._step(offset) * shown
            sized, signed = (_between(v, line, first, last) for v in (np.abs(step), step))
            best = np.maximum(best, (sized + np.abs(signed)) / 2)
        whole = np.maximum(last - first, 1)
        return np.asarray((best + _UNSEEN * np.maximum(whole - seen, 0)) / whole)

    def _step(self, offset: float) -> Numbers:
        """(N, steps) the picture's step across the lines, -1 to 1, of the channel that has most."""
        best = np.zeros(self.places.shape[:2])
        for slopes in self._slopes:
            right, down = np.moveaxis(self._sampled(slopes, offset, cv2.BORDER_REPLICATE), -1, 0)
            across = right * self.normal[:, None, 0] + down * self.normal[:, None, 1]
            step = np.clip(across / _STEP, -1, 1) * np.abs(across) / (np.hypot(right, down) + 1e-3)
            best = np.where(np.abs(step) > np.abs(best), step, best)
        return best

    @cached_property
    def _slopes(self) -> list[Floats]:
        """(H, W, 2) to the right and down, of each channel, in grey levels a pixel."""
        smooth = cv2.GaussianBlur(self.picture.astype(np.float32), (0, 0), 1.0)
        ways = (1, 0), (0, 1)
        return [
            np.dstack([cv2.Sobel(channel, cv2.CV_32F, *way, scale=1 / 8) for way in ways])
            for channel in cv2.split(smooth)
        ]

    def _contrast(self, line: Indices, first: Indices, last: Indices) -> Numbers:
        """Mean difference of the map's logits from inside to outside, of the largest that counts."""
        logits = log_odds(self.likely) - LEAST_LOGIT  # beyond the picture there is no document: 0
        inner, outer = (
            np.mean([self._sampled(logits, side * far, cv2.BORDER_CONSTANT) for far in _ACROSS], axis=0)
            for side in (-1, 1)
        )
        step = np.clip((inner - outer) / _MOST_CONTRAST, -1, 1)
        return np.asarray(_between(step, line, first, last) / np.maximum(last - first, 1))

    def _inside(self, line: Indices, first: Indices, last: Indices) -> Numbers:
        """What each stretch adds to the sum of the likelihoods inside (Green's theorem)."""
        height, width = self.likely.shape
        to_left = np.pad(np.cumsum(self.likely, axis=1), ((1, 1), (1, 0))).astype(np.float32)
        to_left = np.concatenate([to_left, to_left[:, -1:]], axis=1)
        at = self.places.copy()
        at[..., 0] = np.clip(at[..., 0], 0, width)
        at[..., 1] = np.clip(at[..., 1] + 0.5, 0, height + 1)
        sums = cv2.remap(
            to_left, at[..., 0].astype(np.float32), at[..., 1].astype(np.float32), cv2.INTER_LINEAR
        )
        return _between(sums * self.along[:, None, 1], line, first, last)


def _between(values: NDArray[np.float64], line: Indices, first: Indices, last: Indices) -> Numbers:
    """Sums of (N, steps) values over stretches of their rows."""
    sums = np.cumsum(values, axis=1)
    return np.asarray(sums[line, last] - sums[line, first], np.float64)


def _closed(sides: _Sides, count: int) -> Indices:
    """(K, 4) numbers of stretches that close: each begins at the line before it, which ends at this one."""
    number = np.full((count, count, count), -1, np.int32)
    number[sides.before, sides.line, sides.after] = np.arange(len(sides.line))
    # Two stretches that face each other: the first from line a over b to c, the second from c over d to a.
    # Each shape is found once, from its lowest line.
    lowest = (sides.before < sides.after) & (sides.before < sides.line)
    one = np.flatnonzero(lowest)
    two = np.flatnonzero((sides.after < sides.before) & (sides.after < sides.line))
    key_one = sides.before[one] * count + sides.after[one]
    key_two = sides.after[two] * count + sides.before[two]
    order = np.argsort(key_two, kind="stable")
    two, key_two = two[order], key_two[order]
    low, high = np.searchsorted(key_two, key_one, "left"), np.searchsorted(key_two, key_one, "right")
    each = high - low
    if each.sum() > _MOST_SHAPES:
        strong = np.argsort(-(sides.support[one] + sides.contrast[one]))
        keep = strong[np.cumsum(each[strong]) <= _MOST_SHAPES]
        one, low, each = one[keep], low[keep], each[keep]
    first = np.repeat(one, each)
    within = np.arange(len(first)) - np.repeat(np.cumsum(each) - each, each)
    third = two[np.repeat(low, each) + within]
    a, b, c, d = sides.before[first], sides.line[first], sides.after[first], sides.line[third]
    second, fourth = number[b, c, d], number[d, a, b]
    closed = (second >= 0) & (fourth >= 0)
    return np.asarray(np.column_stack([first, second, third, fourth])[closed], np.int64)


def _is_oblong(corners: Points) -> NDArray[np.bool_]:
    """Which of (K, 4, 2) corners may be a card's, seen askew."""
    lengths = np.linalg.norm(np.roll(corners, -1, axis=1) - corners, axis=2)
    across = np.stack([lengths[:, :2], lengths[:, 2:]])
    pairs = across.sum(axis=0)
    tapers = (across.max(axis=0) <= _MOST_TAPER * across.min(axis=0)).all(axis=1)
    return np.asarray(tapers & (pairs.max(axis=1) <= _MOST_OBLONG * pairs.min(axis=1)))


def _distinct(corners: Points, score: Numbers, most: int) -> list[int]:
    """The best of (K, 4, 2) corners, without those nearly the same as a better one."""
    left = np.argsort(-score, kind="stable")[:_MOST_COMPARED]
    chosen: list[int] = []
    while len(left) and len(chosen) < most:
        best = int(left[0])
        chosen.append(best)
        near = _SAME_SHAPE * float(np.sqrt(_areas(corners[best : best + 1])[0]))
        turned = np.stack([np.roll(corners[best], turn, axis=0) for turn in range(4)])
        apart = np.linalg.norm(corners[left][:, None] - turned, axis=-1).mean(axis=-1).min(axis=-1)
        left = left[apart > near]
    return chosen


def _areas(corners: Points) -> Numbers:
    """Of (K, 4, 2) corners."""
    x, y = corners[..., 0], corners[..., 1]
    return np.asarray((x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1) / 2)
