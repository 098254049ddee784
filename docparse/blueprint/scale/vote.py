"""Settling the scale: the evidence votes, the largest group that agrees wins, and the others are named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.carriers import Measured
from docparse.blueprint.scale.tables import single_door_m, standard_ratios, worth
from docparse.records.floor_plan import Scale, ScaleEvidence, ScaleSource

Floats = NDArray[np.float64]

# Items within this many standard deviations agree, and within this share in any case.
_SIGMAS = 3.0
_LEAST_WINDOW = 0.02
# A source's votes count for less the more there are of them: never more than this in all, six votes of items
# that are good to 1 %.
_CAP = 6.0 / 0.01**2
_LEAST_UNCERTAINTY = 0.002
_TOLD = ("given", "two_points")
_ONE_WORD = (*_TOLD, "page_ratio", "printed_ratio", "scale_bar")
_STRONG = 0.025
_WEAK = ("door_width", "printed_area")
# By what factor, as a logarithm, doors may be unusual; and how sure a scale can be by which they are so.
_UNUSUAL, _DENIED = math.log(1.6), 0.45
# Figures by which doors would be unusual by such a factor were misread, unless two of them say the same and
# are not off by as much as a decimal point that was lost: then it was no doors that were measured.
_IMPOSSIBLE, _LOST_POINT = math.log(2.2), math.log(7.0)
_FIGURES, _SAME = ("room_dimensions", "dimension", "printed_area"), 0.05


@dataclass(frozen=True)
class _Votes:
    """The evidence as arrays (N,), in an order that does not depend on the order it came in."""

    items: tuple[Measured, ...]
    logs: Floats
    sigmas: Floats
    windows: Floats
    weights: Floats
    sources: NDArray[np.str_]

    @classmethod
    def of(cls, evidence: Sequence[Measured]) -> _Votes:
        items = tuple(
            sorted(evidence, key=lambda item: (item.metres_per_pixel, item.relative_uncertainty, item.source))
        )
        sigmas = np.array([max(item.relative_uncertainty, 1e-4) for item in items])
        spreads = np.maximum(sigmas, [worth(item.source).spread for item in items])
        return cls(
            items=items,
            logs=np.log([item.metres_per_pixel for item in items]),
            sigmas=sigmas,
            windows=np.maximum(_SIGMAS * sigmas, _LEAST_WINDOW),
            weights=1.0 / spreads**2,
            sources=np.array([item.source for item in items]),
        )

    def support(self, centre: float, among: NDArray[np.bool_]) -> float:
        """Weight of those that agree with a place, each source saturating."""
        away = np.abs(self.logs - centre) / self.windows
        votes = np.where(among & (away < 1.0), self.weights * (1.0 - np.minimum(away, 1.0) ** 2) ** 2, 0.0)
        total = 0.0
        for source in np.unique(self.sources):
            # A ratio that stands under every plan and in the title block is said once.
            told = votes[self.sources == source]
            own = float(told.max() if source in _ONE_WORD else told.sum())
            total += own * _CAP / (own + _CAP)
        return total


def settle(
    evidence: Sequence[Measured], *, paper_m_per_pixel: float | None = None, remarks: Sequence[str] = ()
) -> Scale:
    """The scale that most of the evidence agrees on.

    Every item votes on ``log(metres_per_pixel)`` with 1 / uncertainty^2; a source's votes saturate, so that
    forty dimension strings do not drown all else while many that agree still beat one printed ratio. What the
    caller gave is not outvoted, but what contradicts it is said.

    Args:
        evidence: In any order; items that are not positive and finite are left out.
        paper_m_per_pixel: Metres of paper in a pixel, where known: then the drawing's ratio is told.
        remarks: Sentences to add to the result's ``detail``.
    """
    votes = _Votes.of([item for item in evidence if _sound(item)])
    if not votes.items:
        said = " ".join([*remarks, "Nothing on the page tells how large the plan is."])
        return Scale(detail=said.strip())
    used = _agreeing(votes, _mode(votes, _possible(votes)))
    centre, uncertainty = _estimate(votes, used)
    refined = _agreeing(votes, centre)
    if refined.any():
        used = refined
        centre, uncertainty = _estimate(votes, used)
    rival, rivals = _rival(votes, used)
    strength = votes.support(centre, used)
    confidence = _belief(votes, used) * strength / (strength + rival)
    denial = _doors(votes, used, centre)
    confidence = min(confidence, _DENIED) if denial else confidence
    metres = math.exp(centre)
    return Scale(
        metres_per_pixel=metres,
        ratio=drawn_ratio(metres, uncertainty, paper_m_per_pixel),
        source=_strongest(votes, used),
        confidence=round(min(1.0, confidence), 4),
        relative_uncertainty=uncertainty,
        evidence=_told(evidence, votes, used),
        detail=" ".join(
            [*remarks, _sentence(votes, used, uncertainty), *_contradictions(votes, rivals, centre), *denial]
        ),
    )


def drawn_ratio(metres_per_pixel: float, uncertainty: float, paper_m_per_pixel: float | None) -> float | None:
    """The drawing's ratio, 100 for 1:100, or None where the paper's size is not known.

    A usual ratio within two standard deviations is told in its place; the scale itself is not changed by it.
    """
    if paper_m_per_pixel is None:
        return None
    ratio = metres_per_pixel / paper_m_per_pixel
    usual = min(standard_ratios(), key=lambda one: abs(math.log(one / ratio)))
    near = abs(math.log(usual / ratio)) <= max(2 * uncertainty, 0.005)
    return usual if near else round(ratio, 2)


def mode_of(values: Floats, weights: Floats, window: float) -> float:
    """The value with the most weight round it.

    Args:
        values: (N,), N at least 1.
        weights: (N,).
        window: Values farther apart than this do not support each other.
    """
    away = np.abs(values[:, None] - values[None, :]) / window
    support = (np.maximum(1.0 - away**2, 0.0) ** 2 * weights[None, :]).sum(axis=1)
    return float(values[int(np.argmax(support))])


def weighted_median(values: Floats, weights: Floats) -> float:
    """The middle of (N,) values by their weight; between two values where the middle falls between them."""
    order = np.argsort(values, kind="stable")
    sorted_values, share = values[order], np.cumsum(weights[order]) / weights.sum()
    low = int(np.searchsorted(share, 0.5 - 1e-9))
    high = int(np.searchsorted(share, 0.5 + 1e-9))
    return float((sorted_values[low] + sorted_values[min(high, len(values) - 1)]) / 2)


def _sound(item: Measured) -> bool:
    return (
        math.isfinite(item.metres_per_pixel) and item.metres_per_pixel > 0 and item.relative_uncertainty > 0
    )


def _mode(votes: _Votes, among: NDArray[np.bool_]) -> float:
    told = [index for index, source in enumerate(votes.sources) if source in _TOLD]
    candidates = [index for index in told if among[index]] or list(np.flatnonzero(among))
    places = [float(votes.logs[index]) for index in candidates]
    return max(places, key=lambda place: votes.support(place, among))


def _possible(votes: _Votes) -> NDArray[np.bool_]:
    """(N,) what may be true, as far as doors tell, which are of about one width everywhere."""
    doors = votes.logs[votes.sources == "door_width"]
    if not len(doors):
        return np.ones(len(votes.items), bool)
    away = np.abs(votes.logs - float(np.median(doors)))
    unlikely = (away > _IMPOSSIBLE) & np.isin(votes.sources, _FIGURES)
    texts = np.array([item.text for item in votes.items])
    # An area that is ten times too large tells a scale by its root.
    lost = np.where(votes.sources == "printed_area", _LOST_POINT / 2, _LOST_POINT)
    borne_out = [len(set(texts[unlikely & (np.abs(votes.logs - log) <= _SAME)])) > 1 for log in votes.logs]
    return np.asarray(~unlikely | (np.array(borne_out) & (away < lost)))


def _agreeing(votes: _Votes, centre: float) -> NDArray[np.bool_]:
    return np.asarray(np.abs(votes.logs - centre) <= votes.windows)


def _estimate(votes: _Votes, used: NDArray[np.bool_]) -> tuple[float, float]:
    """(log of metres per pixel, relative standard deviation) by the used: each source by itself, then all."""
    told = used & np.isin(votes.sources, _TOLD)
    group = told if told.any() else used
    means, variances = [], []
    for source in np.unique(votes.sources[group]):
        own = group & (votes.sources == source)
        weights = 1.0 / votes.sigmas[own] ** 2
        mean = _middle(votes.logs[own], weights)
        variance = 1.0 / weights.sum()
        if own.sum() > 2:
            # What they scatter, by the median so that a last stray one does not count.
            scatter = 1.4826 * float(np.median(np.abs(votes.logs[own] - mean)))
            variance = max(variance, scatter**2 / own.sum())
        means.append(mean)
        variances.append(variance + worth(str(source)).bias ** 2)
    precision = 1.0 / np.array(variances)
    centre = float(np.sum(precision * means) / precision.sum())
    surprise = float(np.sum(precision * (np.array(means) - centre) ** 2)) / max(len(means) - 1, 1)
    sigma = math.sqrt(max(1.0, surprise) / float(precision.sum()))
    return centre, max(sigma, _LEAST_UNCERTAINTY)


def _middle(logs: Floats, weights: Floats) -> float:
    return weighted_median(logs, weights) if len(logs) > 2 else float(np.average(logs, weights=weights))


def _rival(votes: _Votes, used: NDArray[np.bool_]) -> tuple[float, NDArray[np.bool_]]:
    """Weight of the strongest group that says something else, and who is in it.

    One stray string among many is no contradiction; a printed ratio that nobody agrees with is.
    """
    nobody = np.zeros(len(votes.items), bool)
    heard = np.isin(votes.sources, np.unique(votes.sources[used])) & np.isin(votes.sources, _ONE_WORD)
    others = ~used & ~heard
    best, group = 0.0, nobody
    for index in np.flatnonzero(others):
        near = others & _agreeing(votes, float(votes.logs[index]))
        if near.sum() < 2 and not np.isin(votes.sources[near], _ONE_WORD).any():
            continue
        weight = votes.support(float(votes.logs[index]), others)
        if weight > best:
            best, group = weight, near
    return best, group


def _doors(votes: _Votes, used: NDArray[np.bool_], centre: float) -> list[str]:
    """What speaks against a scale by which nobody fits through the doors, or all doors are gates.

    However surely a ratio is printed, sheets are often printed at half their size. What the caller gave
    stands.
    """
    if np.isin(votes.sources[used], _TOLD).any():
        return []
    logs = votes.logs[~used & (votes.sources == "door_width")]
    wide = [single_door_m()[0] * math.exp(centre - log) for log in logs if abs(log - centre) > _UNUSUAL]
    return [f"Doors would be {width:.2f} m wide." for width in wide]


def _belief(votes: _Votes, used: NDArray[np.bool_]) -> float:
    """0 to 1 by the kinds used and how many of each, as if kinds were right or wrong independently."""
    doubt = 1.0
    for source in np.unique(votes.sources[used]):
        value = worth(str(source))
        count = float(np.minimum(1.0, value.spread / votes.sigmas[used & (votes.sources == source)]).sum())
        doubt *= 1.0 - min(value.most, 1.0 - (1.0 - value.alone) ** count)
    return min(0.99, 1.0 - doubt)


def _strongest(votes: _Votes, used: NDArray[np.bool_]) -> ScaleSource:
    good = used & (votes.sigmas <= _STRONG)
    chosen = np.flatnonzero(good if good.any() else used)
    return min((votes.items[index].source for index in chosen), key=lambda source: worth(source).rank)


def _told(evidence: Sequence[Measured], votes: _Votes, used: NDArray[np.bool_]) -> list[ScaleEvidence]:
    took_part = {id(item) for item, was in zip(votes.items, used, strict=True) if was}
    return [
        ScaleEvidence(
            source=item.source,
            text=item.text,
            metres_per_pixel=item.metres_per_pixel,
            relative_uncertainty=item.relative_uncertainty,
            used=id(item) in took_part,
            polygon_px=list(item.polygon_px) if len(item.polygon_px) > 2 else None,
        )
        for item in evidence
        if _sound(item)
    ]


def _sentence(votes: _Votes, used: NDArray[np.bool_], uncertainty: float) -> str:
    kinds = sorted({str(source) for source in votes.sources[used]}, key=lambda source: worth(source).rank)
    named = ", ".join(kind.replace("_", " ") for kind in kinds)
    said = (
        f"{int(used.sum())} of {len(votes.items)} pieces of evidence agree ({named}), to {uncertainty:.1%}."
    )
    if "printed_area" in kinds and set(kinds) <= set(_WEAK):
        return said + " The scale rests on printed areas, so computed areas do not check them."
    return said + " Only weak evidence was found." if set(kinds) <= set(_WEAK) else said


def _contradictions(votes: _Votes, rivals: NDArray[np.bool_], centre: float) -> list[str]:
    if not rivals.any():
        return []
    kinds = sorted({str(source).replace("_", " ") for source in votes.sources[rivals]})
    off = math.expm1(float(np.median(votes.logs[rivals])) - centre)
    return [f"Contradicted by {', '.join(kinds)}: {off:+.1%}."]
