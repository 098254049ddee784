"""What the caller says about the scale: a ratio, a pixel's size, or the length between two points."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

from docparse.blueprint.carriers import Measured, Point
from docparse.blueprint.scale.facts import PageFacts
from docparse.errors import UsageError

FORMS = (
    "1:100",
    '1/4" = 1\'-0"',
    "0.0085 m/px",
    "85 px/m",
    "x1,y1 x2,y2 = 4.20 m",
)
_INCH_M, _FOOT_M = 0.0254, 0.3048
_UNITS_M = {"mm": 0.001, "cm": 0.01, "m": 1.0, "in": _INCH_M, "ft": _FOOT_M}

_NUMBER = r"\d+(?:\.\d+)?|\.\d+"
_RATIO = re.compile(rf"1\s*[:/]\s*({_NUMBER})")
_PER_PIXEL = re.compile(rf"({_NUMBER})\s*(mm|cm|m|in|ft)\s*/\s*px")
_PIXELS_PER = re.compile(rf"({_NUMBER})\s*px\s*/\s*(mm|cm|m|in|ft)")
_METRIC_LENGTH = re.compile(rf"({_NUMBER})\s*(mm|cm|m)")
_POINT = rf"\(?\s*({_NUMBER})\s*,\s*({_NUMBER})\s*\)?"
_TWO_POINTS = re.compile(rf"{_POINT}\s+{_POINT}")
_FEET = rf"(?P<feet>{_NUMBER})\s*(?:'|ft|feet|foot)"
_WHOLE, _PART = r"(?P<whole>\d+(?:\.\d+)?)(?!\s*/|\d)", r"(?P<over>\d+)\s*/\s*(?P<under>\d+)"
_INCHES = rf"(?:{_WHOLE})?\s*-?\s*(?:{_PART})?\s*(?:\"|inches|inch|in)"
_IMPERIAL = re.compile(rf"(?:{_FEET})?\s*-?\s*(?:{_INCHES})?")
# What one pixel of a plan can be at all, metres.
_LEAST_M_PER_PX, _MOST_M_PER_PX = 1e-5, 100.0


@dataclass(frozen=True)
class GivenScale:
    """The scale as the caller gave it; exactly one of the first three is set.

    Attributes:
        ratio: 100 for 1:100.
        metres_per_pixel: Metres in a page pixel.
        points: Two points in page pixels whose distance is ``length_m``.
        length_m: Metres between the two points.
        text: As given.
    """

    ratio: float | None = None
    metres_per_pixel: float | None = None
    points: tuple[Point, Point] | None = None
    length_m: float | None = None
    text: str = ""


def parse_scale(text: str) -> GivenScale:
    """Read a scale a caller gives.

    Args:
        text: ``1:100``, ``1/100``, ``1/4" = 1'-0"``, ``1 cm = 1 m``, ``0.0085 m/px``, ``85 px/m``, or two
            points in page pixels and their distance: ``x1,y1 x2,y2 = 4.20 m``.

    Raises:
        UsageError: ``usage.scale`` for anything else, with the forms it may have.
    """
    plain = _plain(text)
    given = _ratio(plain, text) or _pixel_size(plain, text) or _equation(plain, text)
    if given is None or not _plausible(given):
        raise UsageError("usage.scale", "the scale cannot be read; write it as one of: " + "; ".join(FORMS))
    return given


def from_given(given: GivenScale, page: PageFacts) -> tuple[Measured | None, str]:
    """The evidence in what the caller gave, and a sentence on why there is none.

    A ratio alone says nothing of pixels; it needs the page's dpi, the file's or the caller's.
    """
    if given.metres_per_pixel is not None:
        return Measured("given", given.metres_per_pixel, 0.002, given.text), ""
    if given.points is not None and given.length_m is not None:
        distance = math.dist(*given.points)
        # A point is set by hand to about a pixel at each end.
        spread = max(0.003, math.sqrt(2.0) / distance)
        return Measured("two_points", given.length_m / distance, spread, given.text, given.points), ""
    paper = page.assumed_m_per_pixel
    if given.ratio is None or paper is None:
        return None, "The ratio given needs the page's dpi, which neither the file nor the caller tells."
    return Measured("given", given.ratio * paper, 0.003, given.text), ""


def _plain(text: str) -> str:
    """Lower case, one kind of quotes and dashes, a point for the decimals of a number."""
    plain = text.strip().lower()
    for these, mark in (("″”“", '"'), ("′’‘`", "'"), ("–—−", "-"), ("∶", ":")):
        for one in these:
            plain = plain.replace(one, mark)
    return plain.replace("''", '"')


def _ratio(plain: str, text: str) -> GivenScale | None:
    found = _RATIO.fullmatch(plain)
    return GivenScale(ratio=float(found[1]), text=text.strip()) if found else None


def _pixel_size(plain: str, text: str) -> GivenScale | None:
    dotted = re.sub(r"(\d),(\d)", r"\1.\2", plain)
    if found := _PER_PIXEL.fullmatch(dotted):
        return GivenScale(metres_per_pixel=float(found[1]) * _UNITS_M[found[2]], text=text.strip())
    if (found := _PIXELS_PER.fullmatch(dotted)) and float(found[1]) > 0:
        return GivenScale(metres_per_pixel=_UNITS_M[found[2]] / float(found[1]), text=text.strip())
    return None


def _equation(plain: str, text: str) -> GivenScale | None:
    left, equals, right = (part.strip() for part in plain.partition("="))
    length = parse_length(right) if equals else None
    if length is None:
        return None
    if found := _TWO_POINTS.fullmatch(left):
        x1, y1, x2, y2 = (float(found[index]) for index in range(1, 5))
        return GivenScale(points=((x1, y1), (x2, y2)), length_m=length, text=text.strip())
    drawn = parse_length(left)
    return GivenScale(ratio=length / drawn, text=text.strip()) if drawn else None


def parse_length(text: str) -> float | None:
    """Metres in ``4.20 m``, ``420 cm``, ``1'-0"``, ``3/4"`` or ``12 ft``; None for anything else or for 0."""
    plain = _plain(text)
    if found := _METRIC_LENGTH.fullmatch(re.sub(r"(\d),(\d)", r"\1.\2", plain)):
        return float(found[1]) * _UNITS_M[found[2]] or None
    imperial = _IMPERIAL.fullmatch(plain) if plain else None
    if imperial is None or int(imperial["under"] or 1) == 0:
        return None
    inches = Fraction(imperial["whole"] or 0)
    if imperial["over"]:
        inches += Fraction(int(imperial["over"]), int(imperial["under"]))
    return float(imperial["feet"] or 0) * _FOOT_M + float(inches) * _INCH_M or None


def _plausible(given: GivenScale) -> bool:
    if given.metres_per_pixel is not None:
        return _LEAST_M_PER_PX <= given.metres_per_pixel <= _MOST_M_PER_PX
    if given.points is not None and given.length_m is not None:
        distance = math.dist(*given.points)
        return distance > 0 and _LEAST_M_PER_PX <= given.length_m / distance <= _MOST_M_PER_PX
    return given.ratio is not None and 0.5 <= given.ratio <= 100_000
