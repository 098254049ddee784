"""A line of print cut into labels and the values they announce."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docparse.identity.front import lexicon, values
from docparse.identity.front.address import leads_street, starts_street
from docparse.identity.front.layout import Box, FrameLine
from docparse.identity.front.values import DateOrder

DATE_FIELDS = ("date_of_birth", "date_of_issue", "date_of_expiry")
NAME_FIELDS = ("family_name", "given_names", "middle_name", "full_name")
AAMVA, EU, NONE = "AAMVA", "EU", ""

# At least this many labels with their own field numbers make a card one that prints field numbers.
_NUMBERED_LABELS = 2

_TEXT_FIELDS = (*NAME_FIELDS, "address", "nationality", "place_of_birth", "name_suffix", "other")

_NUMBER = re.compile(r"[A-Z0-9](?:[A-Z0-9*]|[ ./](?=[A-Z]?[0-9*])|\s?-\s?(?=[A-Z0-9]))*")
_DISCRIMINATOR = re.compile(r"[A-Z0-9][A-Z0-9 /\-.]*")
# Between a label and itself in another language.
_SLASH = re.compile(r"\s*/\s*(?=[A-Z])")
_CODES = re.compile(
    r"(?:NONE|AUCUNE|AUCUN|N/A|[A-Z0-9]{1,4}(?:\s?[,/&-]\s?[A-Z0-9]{1,3}(?![A-Z]))*)(?![A-Z])"
)


@dataclass(frozen=True, eq=False)
class Label:
    """A label in a line.

    Attributes:
        field: Field it announces.
        quality: 0 to 1.
        line: The line it stands in.
        start: Offset of its first character.
        end: Offset behind it.
        wordless: Whether it is a bare field number.
        numbered: Whether the field's own number stands before its words.
    """

    field: str
    quality: float
    line: FrameLine
    start: int
    end: int
    wordless: bool = False
    numbered: bool = False

    @property
    def box(self) -> Box:
        """Box in the frame."""
        return self.line.part_box(self.start, self.end)


@dataclass(frozen=True, eq=False)
class Piece:
    """Text of a line that is no label.

    Attributes:
        line: The line it stands in.
        start: Offset of its first character.
        end: Offset behind its last.
        label: The label right before it, or None.
    """

    line: FrameLine
    start: int
    end: int
    label: Label | None = None

    @property
    def text(self) -> str:
        """The characters as read."""
        return self.line.source.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """The characters folded."""
        return self.line.folded[self.start : self.end]

    @property
    def box(self) -> Box:
        """Box in the frame."""
        return self.line.part_box(self.start, self.end)


@dataclass(frozen=True)
class Cut:
    """All labels and pieces of a card.

    Attributes:
        labels: Labels, line by line.
        pieces: The text that is no label.
        numbered: Whether the card prints field numbers, so that a bare 1, 2 or 8 is a label too.
    """

    labels: tuple[Label, ...]
    pieces: tuple[Piece, ...]
    numbered: bool = False

    def lonely_labels(self) -> list[Label]:
        """Labels with no value behind them in their line."""
        served = {(p.label.line.index, p.label.start) for p in self.pieces if p.label}
        return [label for label in self.labels if (label.line.index, label.start) not in served]


def value_end(field: str, folded: str, start: int, order: DateOrder, as_of: dt.date) -> int | None:
    """Offset behind the value of that field's type that begins at ``start``; None when none begins there."""
    rest = folded[start:]
    if field in DATE_FIELDS:
        dates = values.find_dates(rest, order=order, as_of=as_of)
        return start + dates[0].end if dates and dates[0].start <= 2 else None
    match: values.ValueMatch | None = None
    if field == "sex":
        match = values.find_sex(rest) or _sex_run_into_label(rest)
    elif field == "height":
        match = values.find_height(rest, bare=True)
    elif field == "weight":
        match = values.find_weight(rest, bare=True)
    elif field in ("eye_color", "hair_color"):
        match = values.find_word(rest, lexicon.meanings(f"{field}s"))
    if match:
        return start + match.end if match.start <= 2 else None
    return patterned_end(field, folded, start)


def _sex_run_into_label(rest: str) -> values.ValueMatch | None:
    """``M`` in ``MHT 5-05``: the mark with the next label run into it."""
    if rest[:1] in ("M", "F", "X") and any(m.exact and not m.weak for m in lexicon.match_words(rest, 1)):
        return values.ValueMatch(0, 1, rest[0])
    return None


def patterned_end(field: str, folded: str, start: int) -> int | None:
    """Like :func:`value_end`, for the fields that are codes or numbers: those a pattern alone tells."""
    if field in ("document_number", "personal_number"):
        match = _NUMBER.match(folded, start)
        digits = sum(char.isdigit() for char in match[0]) if match else 0
        return match.end() if match and digits >= 3 and len(match[0]) >= 4 else None
    if field == "document_discriminator":
        match = _DISCRIMINATOR.match(folded, start)
        return match.end() if match and len(match[0]) >= 5 and any(c.isdigit() for c in match[0]) else None
    if field in ("vehicle_class", "endorsements", "restrictions"):
        match = _CODES.match(folded, start)
        return match.end() if match else None
    return None


def cut_lines(lines: Sequence[FrameLine], *, scheme: str, order: DateOrder, as_of: dt.date) -> Cut:
    """Cut every line into labels and pieces.

    Args:
        lines: Lines in the frame.
        scheme: Which bare field numbers count: ``AAMVA`` or ``EU``.
        order: Order of all-digit dates.
        as_of: Day that two-digit years are judged from.
    """
    plain = _cut(lines, NONE, order, as_of)
    if scheme == AAMVA and sum(label.numbered for label in plain.labels) < _NUMBERED_LABELS:
        return plain
    return _cut(lines, scheme, order, as_of)


def _cut(lines: Sequence[FrameLine], scheme: str, order: DateOrder, as_of: dt.date) -> Cut:
    labels: list[Label] = []
    pieces: list[Piece] = []
    for line in lines:
        cutter = _Cutter(line, scheme, order, as_of)
        cutter.run()
        labels += cutter.labels
        pieces += cutter.pieces
    return Cut(tuple(labels), tuple(pieces), numbered=scheme != NONE)


class _Cutter:
    """Walks one line from left to right."""

    def __init__(self, line: FrameLine, scheme: str, order: DateOrder, as_of: dt.date) -> None:
        self.line, self.folded = line, line.folded
        self.scheme, self.order, self.as_of = scheme, order, as_of
        self.labels: list[Label] = []
        self.pieces: list[Piece] = []
        self._open = 0  # where the piece being collected begins
        self._label: Label | None = None

    def run(self) -> None:
        position = 0
        while position < len(self.folded):
            label = self._label_at(position)
            if label is None:
                position += 1
                continue
            self._flush(position)
            self.labels.append(label)
            self._label, self._open = label, label.end
            position = label.end
            end = self._value_end(label.field, label.end)
            if end is not None and label.field not in _TEXT_FIELDS and not self._words_at(label.end):
                self._flush(end)
                self._label, position = None, end
        self._flush(len(self.folded))

    def _flush(self, end: int) -> None:
        start = self._open
        while start < end and self.folded[start] in " .,:;|_":
            start += 1
        while end > start and self.folded[end - 1] in " .,:;|_":
            end -= 1
        if end > start:
            self.pieces.append(Piece(self.line, start, end, self._label))
        self._open = max(end, self._open)
        self._label = None

    def _value_end(self, field: str, start: int) -> int | None:
        end = value_end(field, self.folded, start, self.order, self.as_of)
        if end is None or field != "document_number":
            return end
        # Engines run a date, or the next label, into a number they stand close to.
        dates = values.find_dates(self.folded, order=self.order, as_of=self.as_of)
        stops = [date.start for date in dates if start + 4 <= date.start < end]
        stops += [p for p in range(start + 4, end) if self._number_stops(p)]
        return min([*stops, end])

    def _number_stops(self, position: int) -> bool:
        """Whether a label begins inside what could all be a number: ``A123-456 4aISS``, ``30003809DOB``."""
        before, here = self.folded[position - 1], self.folded[position]
        if not (before == " " or (before.isdigit() and here.isalpha())):
            return False
        labels = [
            m for m in lexicon.match_words(self.folded, position) if m.field in DATE_FIELDS and not m.weak
        ]
        dates = (value_end(m.field, self.folded, m.end, self.order, self.as_of) for m in labels)
        return any(m.exact for m in labels) or any(end is not None for end in dates)

    def _label_at(self, position: int) -> Label | None:
        folded = self.folded
        if not folded[position].isalnum():
            return None
        fresh = position == self._open or not folded[position - 1].isalnum()
        if not fresh:
            return None
        found = list(lexicon.match_words(folded, position))
        if position == 0 or (self.labels and position == self._open) or folded[position - 1] == " ":
            bare = lexicon.match_bare(folded, position, self.scheme)
            street = looks_like_street(folded) and starts_street(folded)
            found += [m for m in bare if m.field == "address" or not street]
            found = [m for m in found if position == 0 or not m.wordless or m.field not in _TEXT_FIELDS]
        for match in found:
            longer = self._with_translation(match)
            if self._accepts(longer, position):
                return self._label_of(longer, position, match.numbered)
            tail = self._translated_tail(match, position)
            if tail is not None:
                return self._label_of(replace(match, end=tail), position, match.numbered)
        return None

    def _label_of(self, match: lexicon.LabelMatch, position: int, numbered: bool) -> Label:
        return Label(match.field, match.quality, self.line, position, match.end, match.wordless, numbered)

    def _with_translation(self, match: lexicon.LabelMatch) -> lexicon.LabelMatch:
        """The label together with its second language: ``Nom / Surname``, ``SEX/SEXE``."""
        while not match.wordless and (slash := _SLASH.match(self.folded, match.end)):
            found = lexicon.match_words(self.folded, slash.end())
            same = [other for other in found if other.exact and other.field == match.field]
            if not same:
                return match
            match = replace(same[0], quality=match.quality, weak=match.weak and same[0].weak)
        return match

    def _translated_tail(self, match: lexicon.LabelMatch, position: int) -> int | None:
        """Where a label ends whose second language the lexicon lacks: at the next label, or with the line."""
        opened = self.folded[self._open : position].strip(" .,:;|")
        worded = match.exact and not match.wordless and not match.weak
        if opened or not worded or not _SLASH.match(self.folded, match.end):
            return None
        for end in range(match.end + 2, len(self.folded)):
            if self.folded[end - 1] == " " and self._words_at(end):
                return end
        return len(self.folded)

    def _accepts(self, match: lexicon.LabelMatch, position: int) -> bool:
        rest = self.folded[match.end :]
        glued = self.folded[match.end - 1].isalnum()
        marked = self.folded[: match.end].rstrip()[-1:] in (":", ".", "#")
        opened = bool(self.folded[self._open : position].strip(" .,:;|"))
        if match.weak and not marked and (opened or not self._announces_number(match)):
            return False
        if not rest.strip() or self._label_follows(match, glued):
            # A label alone, or in a row of labels: its value stands beside or below.
            return not opened and (match.wordless or match.exact)
        if _SLASH.match(rest):
            return False
        if match.field in _TEXT_FIELDS:
            return not opened and self._accepts_text(match, position, rest, glued)
        return self._accepts_typed(match, position, rest, glued)

    def _accepts_typed(self, match: lexicon.LabelMatch, position: int, rest: str, glued: bool) -> bool:
        if self._value_end(match.field, match.end) is None:
            return False
        coded = match.field in ("vehicle_class", "restrictions", "endorsements")
        words = self.folded[position : match.end].lstrip("0123456789 .,-")
        short = match.field == "document_number" and len(words) <= 2  # NO in NOV 17 2015
        return not (glued and (coded or short) and rest[0].isalpha() and not rest.startswith("NONE"))

    def _announces_number(self, match: lexicon.LabelMatch) -> bool:
        """Whether a weak label such as ``DL`` has a document number right behind it."""
        end = self._value_end(match.field, match.end) if match.field == "document_number" else None
        return end is not None and sum(c.isdigit() for c in self.folded[match.end : end]) >= 5

    def _label_follows(self, match: lexicon.LabelMatch, glued: bool) -> bool:
        return not glued and match.exact and not match.wordless and self._words_at(match.end)

    def _words_at(self, position: int) -> bool:
        return any(match.exact and not match.weak for match in lexicon.match_words(self.folded, position))

    def _accepts_text(self, match: lexicon.LabelMatch, position: int, rest: str, glued: bool) -> bool:
        if match.wordless:
            return match.field == "address" or not (looks_like_street(rest) or leads_street(rest))
        if starts_street(self.folded[self._open :]):
            return False  # "4 COUNTY LINE RD" is a street
        if glued and rest[0].isalpha():
            printed = self.folded[position : match.end]
            return position == 0 and printed in ("LN", "FN") and rest[0:3].isalpha()
        return match.exact


def looks_like_street(folded: str) -> bool:
    """Whether the text ends in or holds a street word (``DRIVE``, ``RUE`` …) behind something else."""
    tokens = re.findall(r"[A-Z]+", folded)
    return any(token in lexicon.words("street_words") for token in tokens[1:])
