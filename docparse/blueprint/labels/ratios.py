"""Printed drawing ratios: ``1:100``, ``échelle 1/100``, ``1/4" = 1'-0"``, ``1cm = 1m``, ``1:50 @ A3``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docparse.blueprint.labels.clean import figures
from docparse.blueprint.labels.lengths import parse_length

# Ratios that plans are drawn at; a bare 1/N that is none of them is a fraction or a sheet's number.
_USUAL = {
    10,
    20,
    25,
    30,
    33,
    40,
    48,
    50,
    60,
    64,
    75,
    80,
    96,
    100,
    120,
    125,
    128,
    150,
    192,
    200,
    250,
    300,
    400,
    500,
    750,
    1000,
}
_LARGEST = 5000
_WORD = r"(?:scale|sc\.|echelle|échelle|ech\.|éch\.|massstab|maßstab|m\s?=?|escala|esc\.|scala|schaal)"
_SIMPLE = re.compile(
    r"(?<![\d/.,:'-])(?P<one>1)\s?(?P<sign>[:/])\s?(?P<n>\d{1,2}[ .,]\d{3}|\d{2,4})(?![\d/:.]\d|\d|\s?[\"'])"
)
_PAPER = re.compile(r"(?:@|\bat\b|\bon\b|\bauf\b|\bsur\b|\()\s*(a[0-5])\b")
_PART = r"\d+(?:\s+\d+/\d+|/\d+|\.\d+)?"
_INCHES = re.compile(
    rf"(?P<inch>{_PART})\s*(?:\"|'|in\b\.?)?\s*=\s*(?P<feet>1\s*0?|\d{{1,3}})\s*(?:'|ft|-)\s*-?\s*(?P<rest>\d{{1,2}})?\s*\"?"
)
_METRIC = re.compile(
    r"(?P<a>\d+(?:[.,]\d+)?\s?(?:mm|cm))\s*(?:=|:|pour|per|für|para|por|per|voor|represents)\s*(?P<b>\d+(?:[.,]\d+)?\s?(?:mm|cm|m))\b"
)


@dataclass(frozen=True)
class Ratio:
    """A ratio read from a text.

    Attributes:
        ratio: 100 for 1:100.
        paper: ``A3`` when the text says at which paper size it holds.
    """

    ratio: float
    paper: str | None = None


def parse_ratio(text: str) -> Ratio | None:
    """The drawing ratio that a line of text states, or None."""
    s = figures(text)
    found = _PAPER.search(s)
    paper = found[1].upper() if found else None
    value = _imperial(s)
    if value is None:
        value = _simple(s)
    if value is None:
        value = _metric(s)
    return Ratio(value, paper) if value is not None and 1 < value <= _LARGEST else None


def _simple(s: str) -> float | None:
    found = _SIMPLE.search(s)
    if found is None:
        return None
    value = int(re.sub(r"\D", "", found["n"]))
    worded = re.search(rf"\b{_WORD}[\s:.=-]*$", s[: found.start()]) is not None
    if worded:
        return float(value)
    # Without a word for it: only ratios plans are drawn at, with a slash only where nothing stands before it.
    alone = not s[: found.start()].strip(" (")
    return float(value) if value in _USUAL and (alone or found["sign"] == ":") else None


def _imperial(s: str) -> float | None:
    found = _INCHES.search(s)
    if found is None:
        return None
    inches = sum(_fraction(part) for part in found["inch"].split())
    feet = int(found["feet"].split()[0]) * 12 + int(found["rest"] or 0)
    return feet / inches if inches > 0 else None


def _fraction(text: str) -> float:
    top, _, bottom = text.partition("/")
    return float(top) / float(bottom) if bottom and float(bottom) else float(top)


def _metric(s: str) -> float | None:
    found = _METRIC.search(s)
    if found is None:
        return None
    drawn, real = parse_length(found["a"]), parse_length(found["b"])
    if drawn is None or real is None:
        return None
    return round(real.metres / drawn.metres, 3)
