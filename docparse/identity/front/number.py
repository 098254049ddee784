"""The document number: what a label announces, what has the issuer's format, what stands out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from docparse.identity.front import lexicon
from docparse.identity.front.address import find_city_line
from docparse.identity.front.fold import squeeze
from docparse.identity.front.found import Found, Span
from docparse.identity.front.geometry import below, beside
from docparse.identity.front.pieces import Cut, Label, Piece

_TOKEN = re.compile(r"(?<![/A-Z0-9])[A-Z0-9*]+(?:[ \-][A-Z0-9*]+)*(?!/)")
# The engine's confidence below which more than one of its characters may be wrong.
_SURE = 0.93
# What fitting the issuer's format is worth: not, after repair, to the letter.
_FORMAT_BONUS = (0.0, 0.25, 0.4)
_LETTER_FOR = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z", "6": "G"}
_DIGIT_FOR = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}


@dataclass(frozen=True)
class _Candidate:
    span: Span
    value: str
    score: float
    announced: bool = False


def find_number(
    cut: Cut, unit: float, jurisdiction: str | None, taken: Sequence[Span], field: str = "document_number"
) -> Found[str] | None:
    """Choose the document number.

    Args:
        cut: The card's labels and pieces.
        unit: Median line height.
        jurisdiction: ISO 3166-2 of the issuer, for its formats.
        taken: Characters other fields already claim (dates, address, names).
        field: Which label announces it.
    """
    candidates = _labelled(cut, unit, field)
    if field == "document_number":
        candidates += _free(cut, unit, taken)
    if not candidates:
        return None
    formats = lexicon.number_formats(jurisdiction) if jurisdiction else ()
    seen = Counter(squeeze(c.value) for c in candidates)
    best: tuple[float, _Candidate, str] | None = None
    for candidate in candidates:
        value, fits = _fit(candidate, formats)
        repeated = seen[squeeze(candidate.value)] > 1
        score = candidate.score + _FORMAT_BONUS[fits] + (0.15 if repeated else 0.0)
        if best is None or score > best[0]:
            best = (score, candidate, value)
    if best is None or best[0] < 0.45:
        return None
    score, candidate, value = best
    return Found(value, (candidate.span,), min(1.0, score / 1.3))


def _labelled(cut: Cut, unit: float, field: str) -> list[_Candidate]:
    found = [
        _Candidate(Span.of(piece), piece.text, 0.5 + 0.5 * piece.label.quality, not piece.label.wordless)
        for piece in cut.pieces
        if piece.label and piece.label.field == field and any(char.isdigit() for char in piece.text)
    ]
    for label in cut.lonely_labels():
        if label.field == field:
            found += _near(label, cut, unit)
    return found


def _near(label: Label, cut: Cut, unit: float) -> list[_Candidate]:
    found = []
    for piece in cut.pieces:
        if piece.label is not None or sum(c.isdigit() for c in piece.text) < 3 or "/" in piece.text:
            continue
        box = piece.box
        place = max(beside(label.box, box, unit), below(label.box, box, max(unit, box[3] - box[1])))
        if place > 0:
            score = place * (0.5 + 0.5 * label.quality)
            found.append(_Candidate(Span.of(piece), piece.text, score, not label.wordless))
    return found


def _free(cut: Cut, unit: float, taken: Sequence[Span]) -> list[_Candidate]:
    """Unlabelled strings that could be a number: enough digits, no date, no address, no weight."""
    found = []
    for piece in cut.pieces:
        if piece.label is not None or find_city_line(piece.folded):
            continue
        for start, end in _gaps(piece, taken):
            for match in _TOKEN.finditer(piece.line.folded, start, end):
                text = match[0]
                digits = sum(c.isdigit() for c in text)
                letters = sum(c.isalpha() for c in text)
                if digits < 4 or letters > digits + 4 or len(squeeze(text)) < 6 or len(squeeze(text)) > 20:
                    continue
                size = (piece.box[3] - piece.box[1]) / max(1.0, unit)
                score = 0.2 + 0.15 * min(1.6, size) + 0.02 * min(8, digits)
                span = Span(piece.line, match.start(), match.end())
                found.append(_Candidate(span, span.text, score))
    return found


def _gaps(piece: Piece, taken: Sequence[Span]) -> list[tuple[int, int]]:
    """The stretches of a piece nobody else claims."""
    cuts = sorted((s.start, s.end) for s in taken if s.line is piece.line)
    gaps, position = [], piece.start
    for start, end in cuts:
        if start > position:
            gaps.append((position, min(start, piece.end)))
        position = max(position, end)
    if position < piece.end:
        gaps.append((position, piece.end))
    return gaps


def _fit(candidate: _Candidate, formats: Sequence[re.Pattern[str]]) -> tuple[str, int]:
    """The number as printed, and how it fits the issuer's formats: 2 to the letter, 1 after repair, 0 not.

    A repair swaps look-alikes (1 for I, 0 for O) or drops what an engine ran into the number's front: the
    remains of a label. It is made only where the issuer's format then holds.
    """
    plain = " ".join(candidate.value.upper().split()).strip(" .-:")
    if not formats or not plain:
        return plain, 0
    if any(pattern.fullmatch(squeeze(plain)) for pattern in formats):
        return plain, 2
    repairs = _swapped(plain, formats, several=candidate.span.confidence < _SURE)
    if not candidate.announced:
        repairs += _shortened(plain, formats)
    return (repairs[0], 1) if repairs else (plain, 0)


def _swapped(text: str, formats: Sequence[re.Pattern[str]], *, several: bool) -> list[str]:
    """The text with one look-alike swapped, or several, so that a format holds."""
    results = []
    for first in range(len(text)):
        for table in (_LETTER_FOR, _DIGIT_FOR):
            if text[first] not in table:
                continue
            once = text[:first] + table[text[first]] + text[first + 1 :]
            if any(pattern.fullmatch(squeeze(once)) for pattern in formats):
                results.append(once)
    digits = "".join(_DIGIT_FOR.get(c, c) if i else c for i, c in enumerate(text))
    if several and digits != text and any(pattern.fullmatch(squeeze(digits)) for pattern in formats):
        results.append(digits)
    return results


def _is_label_remains(front: str, rest: str) -> bool:
    """Whether what stands before a number can be what is left of its label: letters, hardly a digit.

    Groups of digits, and a single letter before them, are the number's own.
    """
    digits, letters = sum(c.isdigit() for c in front), sum(c.isalpha() for c in front)
    if digits > 2:
        return False
    return rest[0].isalpha() or front[-1] in ":=#" or (front[-1] == " " and not digits and letters >= 2)


def _shortened(text: str, formats: Sequence[re.Pattern[str]]) -> list[str]:
    """The text without up to eight leading characters, where what is left has one of the formats."""
    for drop in range(1, min(9, len(text) - 4)):
        rest = text[drop:].lstrip(" .-:#")
        if not rest:
            break
        if _is_label_remains(text[:drop], rest) and any(p.fullmatch(squeeze(rest)) for p in formats):
            return [rest]
    return []
