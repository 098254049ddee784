"""Reads the machine-readable zone of a page: finds it, reads it anew where needed, repairs it, reports it.

The steps cost more from one to the next and each is taken only when the one before did not settle the matter:
the text engine's own lines; docparse's line recogniser on cuts of those lines; more cuts; the text engine on
enlarged cuts; a search for the zone by its looks where the page's words say there should be one.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from docparse.errors import EngineError
from docparse.identity.mrz.fields import Seen, to_reading
from docparse.identity.mrz.layouts import Place
from docparse.identity.mrz.parse import parse_as
from docparse.identity.mrz.repair import Repaired, repair_mrz
from docparse.identity.mrz.reread import MORE_CUTS, RowReading, read_rows, solve_readings, together
from docparse.identity.mrz.rows import Row, alike, cut, evened
from docparse.identity.mrz.zone import bare, find_rows, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from docparse.identity.reading import SourceReading
    from docparse.text import TextLine, TextReader

log = logging.getLogger(__name__)

# What is no zone at all is not reported: at least this share of check digits, or reading this surely.
MIN_HELD, MIN_READ, MAX_COST = 0.34, 0.8, 10.0
ENLARGED = (48, 64)
# A zone this near to what was read is the zone, though a check digit may fail.
NEAR = 6.0
# Words of documents that carry a zone; where one is read and no zone is, the zone is searched for.
_HINT = re.compile(
    r"PASS?PORT|PASAPORTE|PASZPORT|PASSEPORT|REISEPASS|PASSAPORTO|PASSI?\b|TRAVEL DOC|VISA\b|VISUM|"
    r"NATIONALIT|IDENTITY|IDENTIT[EÉ]|PERSONALAUSWEIS|RESIDENCE PERMIT|S[EÉ]JOUR|PERMANENT RESIDENT|"
    r"CARTE NATIONALE",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Zone:
    """A zone that was read.

    Attributes:
        rows: Its lines' places, top to bottom.
        repaired: Its lines.
        confidence: How surely the characters were read, 0 to 1.
    """

    rows: tuple[Row, ...]
    repaired: Repaired
    confidence: float
    doubts: frozenset[Place] = frozenset()
    """Places where the text engine's reading, repaired by itself, says something else."""

    @property
    def settled(self) -> bool:
        """Whether every check digit holds, without far-fetched changes."""
        return self.repaired.failed == 0 and self.repaired.cost < 3.0


def read_mrz(
    pixels: NDArray[np.uint8],
    lines: Sequence[TextLine],
    reader: TextReader,
    *,
    page: int,
    as_of: dt.date,
) -> SourceReading | None:
    """The zone on a page, or None where there is none.

    The page may lie on its side or stand on its head; places are in the pixels given. A page without anything
    like a zone costs well under a millisecond.

    Args:
        pixels: (H, W, 3) uint8 RGB.
        lines: The page's text lines.
        reader: The text engine, for the last resort.
        page: Page index for the record.
        as_of: The day that two-digit years are judged from.

    Raises:
        EngineError: ``engine.failed`` when the recogniser broke.
    """
    zone = find_zone(pixels, lines, reader)
    if zone is None:
        return None
    parsed = parse_as(zone.repaired.layout, zone.repaired.lines, as_of=as_of)
    seen = Seen(zone.rows, zone.repaired.repairs, zone.confidence, zone.doubts)
    return to_reading(parsed, seen, page=page)


def find_zone(pixels: NDArray[np.uint8], lines: Sequence[TextLine], reader: TextReader) -> Zone | None:
    """Find and read the zone; see :func:`read_mrz`."""
    found = find_rows(lines)
    best: Zone | None = None
    for stack in found[:3]:
        best = _better(best, _read_text(stack))
        if best is not None and _needs_no_look(best):
            return best
    if not found and not _hinted(lines) and not looks_turned(lines):
        return None
    as_text = best
    try:
        best = _look_closer(_grey(pixels), found[:3], best, reader)
    except EngineError as error:
        if best is None:
            raise
        log.warning("MRZ kept as the text engine read it: %s", error.code)
    return _with_doubts(best, as_text) if best is not None and _is_zone(best) else None


def _with_doubts(zone: Zone, as_text: Zone | None) -> Zone:
    if as_text is None or as_text.repaired.layout is not zone.repaired.layout:
        return zone
    pairs = zip(zone.repaired.lines, as_text.repaired.lines, strict=True)
    doubts = {(row, i) for row, (a, b) in enumerate(pairs) for i in range(len(a)) if a[i] != b[i]}
    return replace(zone, doubts=frozenset(doubts))


def _look_closer(
    grey: NDArray[np.uint8], found: Sequence[Sequence[Row]], best: Zone | None, reader: TextReader
) -> Zone | None:
    for stack in found:
        zone = _read_stack(grey, stack, reader)
        if zone is not None and zone.settled:
            # It knows what the text engine read and looked closer, at names above all.
            return zone
        best = _better(best, zone)
    if best is None or best.repaired.failed:
        best = _better(best, _read_bands(grey))
    return best


def zone_turn(reading: SourceReading) -> int:
    """How far the zone's page is turned clockwise: 0, 90, 180 or 270 degrees; 0 without a zone."""
    if reading.mrz is None or not reading.mrz.polygon_px:
        return 0
    (x0, y0), (x1, y1) = reading.mrz.polygon_px[:2]
    angle = np.degrees(np.arctan2(y1 - y0, x1 - x0))
    return int(round(angle / 90.0) % 4) * 90


def looks_turned(lines: Sequence[TextLine]) -> bool:
    """Whether a page's lines read like those of a page on its side or on its head."""
    long = [line for line in lines if len(line.text) >= 5]
    if not long:
        return False
    upright = 0
    for line in long:
        left, top, right, bottom = line.box
        upright += right - left > bottom - top
    unsure = sum(line.confidence < 0.8 for line in long)
    heads = any(re.search(r">{3,}", line.text) for line in long)
    return heads or upright < 0.5 * len(long) or unsure > 0.6 * len(long)


def _hinted(lines: Sequence[TextLine]) -> bool:
    return any(_HINT.search(line.text) for line in lines)


def _grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import cv2  # noqa: PLC0415 - heavy, loaded on first use

    return np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY), np.uint8)


def _better(a: Zone | None, b: Zone | None) -> Zone | None:
    if a is None or b is None:
        return b if a is None else a
    return b if b.repaired.rank < a.repaired.rank else a


def _read_text(stack: Sequence[Row]) -> Zone | None:
    """The zone as the text engine read it."""
    best: Zone | None = None
    for rows in windows(stack):
        if not all(row.text for row in rows):
            continue
        repaired = repair_mrz([row.text for row in rows])
        if repaired is not None:
            sure = min(row.confidence for row in rows)
            best = _better(best, Zone(tuple(rows), repaired, sure))
        if best is not None and best.settled:
            break
    return best


def _needs_no_look(zone: Zone) -> bool:
    """Whether the lines are a PDF's own text, which is never read wrong.

    What an engine read is always looked at once more: names have no check digit, and three confusions in one
    document number can cancel out. That look costs about 10 ms.
    """
    return zone.confidence == 1.0 and zone.repaired.failed == 0 and not zone.repaired.repairs


def _read_stack(grey: NDArray[np.uint8], stack: Sequence[Row], reader: TextReader) -> Zone | None:
    """The zone read anew; rows the text detector missed are looked for where it cannot be whole."""
    best = _read_windows(grey, stack)
    if best is None or best.repaired.rank > NEAR:
        extended = _extended(grey, stack)
        if len(extended) > len(stack):
            best = _better(best, _read_windows(grey, extended))
    if best is None or best.settled:
        return best
    return _better(best, _read_enlarged(grey, best.rows, reader))


def _read_windows(grey: NDArray[np.uint8], stack: Sequence[Row]) -> Zone | None:
    best: Zone | None = None
    for rows in windows(stack):
        uneven = not all(alike(rows[0], row) for row in rows)
        best = _better(best, _read_window(grey, evened(rows) if uneven else rows))
        if uneven and not (best is not None and best.settled):
            best = _better(best, _read_window(grey, rows))
        if best is not None and (best.settled or best.repaired.rank < NEAR):
            break
    return best


def _read_window(grey: NDArray[np.uint8], rows: Sequence[Row]) -> Zone | None:
    readings = read_rows(grey, rows)
    zone = _zone_of(readings)
    if zone is not None and zone.settled:
        return zone
    readings = together(readings, read_rows(grey, rows, MORE_CUTS))
    return _better(zone, _zone_of(readings))


def _zone_of(readings: Sequence[RowReading]) -> Zone | None:
    repaired = solve_readings(readings)
    if repaired is None:
        return None
    return Zone(tuple(r.row for r in readings), repaired, min(r.confidence for r in readings))


def _read_enlarged(grey: NDArray[np.uint8], rows: Sequence[Row], reader: TextReader) -> Zone | None:
    """The last resort: the text engine itself, on enlarged cuts."""
    import cv2  # noqa: PLC0415

    best: Zone | None = None
    for height in ENLARGED:
        crops = []
        for row in rows:
            crop = cut(grey, row, beside=0.5, above=0.08)
            scale = height / crop.shape[0]
            large = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
            crops.append(np.asarray(np.repeat(large[..., None], 3, axis=2), np.uint8))
        try:
            read = reader.recognise(crops)
        except EngineError:
            return best
        repaired = repair_mrz([text for text, _ in read])
        if repaired is not None:
            best = _better(best, Zone(tuple(rows), repaired, min(score for _, score in read)))
    return best


def _extended(grey: NDArray[np.uint8], stack: Sequence[Row]) -> list[Row]:
    """The stack with rows found above, below and between its own."""
    from docparse.identity.mrz.band import neighbours  # noqa: PLC0415

    longest = max(stack, key=lambda row: row.length)
    kept = [row for row in stack if alike(row, longest)]
    if len(kept) >= 3:
        return list(stack)
    for found in [row for own in kept for row in neighbours(grey, own)]:
        if all(abs(_down(row, found)) > 0.6 * row.height for row in kept):
            kept.append(found)
    return sorted(kept, key=lambda row: _down(longest, row))


def _down(a: Row, b: Row) -> float:
    along = a.along
    return float((b.centre - a.centre) @ np.array([-along[1], along[0]]))


def _read_bands(grey: NDArray[np.uint8]) -> Zone | None:
    """A zone found by its looks; whichever way up it reads."""
    from docparse.identity.mrz.band import find_bands  # noqa: PLC0415

    best: Zone | None = None
    for stack in find_bands(grey):
        for rows in (list(stack), [row.flipped() for row in reversed(stack)]):
            for window in windows(rows)[:2]:
                readings = read_rows(grey, [bare(row) for row in window])
                if min(r.confidence for r in readings) < 0.5:
                    continue
                best = _better(best, _zone_of(readings))
                if best is not None and best.settled:
                    return best
    return best


def _is_zone(zone: Zone) -> bool:
    """Whether this is a zone at all and not other text that was forced into the shape of one."""
    checks = zone.repaired.checks
    held = sum(checks.values()) / len(checks)
    code = zone.repaired.lines[0][0]
    fillers = sum(line.count("<<") > 0 for line in zone.repaired.lines)
    if zone.repaired.cost > MAX_COST:
        return False
    return held >= MIN_HELD and (
        held == 1.0 or (fillers >= 1 and code in "PIACVD") or zone.confidence > MIN_READ
    )
