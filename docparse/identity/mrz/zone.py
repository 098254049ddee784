"""Finds the lines of a zone among the text lines of a page, whatever way the page is turned."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from docparse.identity.mrz.alphabet import FILLER
from docparse.identity.mrz.normalise import to_alphabet
from docparse.identity.mrz.rows import Row, alike, offsets, parallel, stacked, stacks, upright_quad

if TYPE_CHECKING:
    from docparse.text import TextLine

MIN_SEED = 8
LONG = 24
MIN_SIDE, MAX_SIDE = 3.0, 20_000.0
# Engines trained on many scripts give fillers as their look-alikes.
_FILLERS = "<＜‹〈く«≪《"
_ZONE_CHARACTER = re.compile(f"[A-Z0-9{_FILLERS}]")
_DATES = re.compile(r"\d{6}[\dA-Z][MFX<K][\dOIBSZ]{6}\d")
# Fillers read upside down.
_TURNED = re.compile(r">{3,}|(>.*){5}")
_BEFORE_BLANKS = re.compile(r"\s+")


def is_seed(text: str) -> bool:
    """Whether a line reads like one of a zone by itself: fillers, or its pattern of dates."""
    plain = _BEFORE_BLANKS.sub("", text)
    if len(plain) < MIN_SEED:
        return False
    fillers = sum(plain.count(c) for c in _FILLERS)
    if fillers < 2 and len(plain) < LONG:
        return False
    share = len(_ZONE_CHARACTER.findall(plain)) / len(plain)
    if fillers >= 2:
        return share > 0.8
    return (share > 0.95 and bool(_DATES.search(plain))) or (fillers == 1 and share > 0.97)


def is_turned_seed(text: str) -> bool:
    """Whether a line reads like one of a zone that stands on its head."""
    return len(text) >= MIN_SEED and _TURNED.search(text) is not None and FILLER * 2 not in text


def find_rows(lines: Sequence[TextLine]) -> list[list[Row]]:
    """Stacks of lines that may be a zone, the likeliest first; empty for nearly every page without one.

    Args:
        lines: The page's text lines.

    Returns:
        Stacks, each from the zone's own top to its bottom; rows of a page turned upside down have no text.
    """
    seeds = [line for line in lines if is_seed(line.text) and _has_size(line)]
    turned = [line for line in lines if is_turned_seed(line.text) and _has_size(line)]
    if not seeds and not turned:
        return []
    upside_down = len(turned) > len(seeds)
    rows = [_row(line, flip=upside_down) for line in (turned if upside_down else seeds)]
    others = [
        _row(line, flip=upside_down) for line in lines if len(line.text.strip()) >= 2 and _has_size(line)
    ]
    rows = _with_fragments(rows, others)
    return _with_companions(rows, others)


def _has_size(line: TextLine) -> bool:
    quad = np.asarray(line.polygon_px, np.float64)
    if quad.shape != (4, 2) or not np.isfinite(quad).all():
        return False
    sides = np.linalg.norm(quad - np.roll(quad, -1, axis=0), axis=1)
    return bool(sides.min() >= MIN_SIDE and sides.max() <= MAX_SIDE)


def _row(line: TextLine, *, flip: bool) -> Row:
    row = Row(line.text, upright_quad(line.polygon_px, len(line.text)), line.confidence)
    return row.flipped() if flip else row


def _same_line(a: Row, b: Row) -> bool:
    along, across = offsets(a, b)
    gap = abs(along) - (a.length + b.length) / 2
    return (
        parallel(a, b)
        and abs(across) < 0.45 * a.height
        and -a.height < gap < max(9 * a.height, 0.4 * a.length)
    )


def _with_fragments(seeds: list[Row], others: list[Row]) -> list[Row]:
    """A line found in pieces becomes one; what lies between the pieces is fillers."""
    left = sorted(seeds, key=lambda row: -row.length)
    joined = []
    while left:
        row = left.pop(0)
        for other in [*left, *others]:
            if _inside(row, other) or not _same_line(row, other) or not _may_be_fragment(other):
                continue
            row = _join(row, other)
        left = [other for other in left if not _inside(row, other)]
        joined.append(row)
    return joined


def _may_be_fragment(row: Row) -> bool:
    plain = _BEFORE_BLANKS.sub("", row.text)
    return not plain or len(_ZONE_CHARACTER.findall(plain)) / len(plain) > 0.8


def _inside(row: Row, other: Row) -> bool:
    along, across = offsets(row, other)
    return (
        abs(across) < 0.45 * row.height and abs(along) + other.length / 2 < row.length / 2 + 0.3 * row.height
    )


def _join(a: Row, b: Row) -> Row:
    along, _ = offsets(a, b)
    first, last = (a, b) if along >= 0 else (b, a)
    quad = np.stack([first.quad[0], last.quad[1], last.quad[2], first.quad[3]])
    if not a.text or not b.text:
        return Row("", quad, min(a.confidence, b.confidence))
    pitch = (a.length + b.length) / max(1, len(a.text) + len(b.text))
    gap = abs(along) - (a.length + b.length) / 2
    between = FILLER * max(0, round(gap / pitch - 0.3))
    return Row(first.text + between + last.text, quad, min(a.confidence, b.confidence))


def _with_companions(rows: list[Row], others: list[Row]) -> list[list[Row]]:
    """Stack the rows; lines in step with them belong to the zone even where they read as something else."""
    for other in others:
        if any(_inside(row, other) or _inside(other, row) for row in rows):
            continue
        if any((stacked(row, other) or stacked(other, row)) and alike(row, other) for row in rows):
            rows = [*rows, other]
    return stacks(rows)


def windows(stack: Sequence[Row]) -> list[list[Row]]:
    """Two or three neighbouring rows of a stack that may be a whole zone, the likeliest first."""
    if len(stack) < 2:
        return []
    found = [list(stack[i : i + n]) for n in (3, 2) for i in range(len(stack) - n + 1)]

    def strange(rows: list[Row]) -> float:
        wanted = (30,) if len(rows) == 3 else (44, 36)
        lengths = [len(to_alphabet(row.text)) or None for row in rows]
        off = min(sum(abs(n - w) for n in lengths if n is not None) / len(rows) for w in wanted)
        uneven = sum(not alike(a, b) for a, b in itertools.pairwise(rows))
        return off + 8 * uneven + 3 * (len(stack) - len(rows))

    return sorted(found, key=strange)[:4]


def bare(row: Row) -> Row:
    """The row without its text, so that only a reading of its own counts."""
    return replace(row, text="", confidence=0.0)
