"""Where things stand in each kind of zone, as data: fields, alphabets, check digits.

Sources: ICAO Doc 9303 part 4 (TD3), part 5 (TD1), part 6 (TD2), part 7 (MRV-A, MRV-B); the French identity
card of 1988 to 2021 follows its own decree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from docparse.identity.mrz.alphabet import CHARACTERS, DIGITS, FILLER, LETTERS, check_holds
from docparse.records.id_document import MrzFormat

Place = tuple[int, int]
"""(line, position), both from 0."""

ALPHABETS = {
    "letters": frozenset(LETTERS + FILLER),
    "digits": frozenset(DIGITS),
    "date": frozenset(DIGITS + FILLER),
    "sex": frozenset("MFX" + FILLER),
    "check": frozenset(DIGITS + FILLER),
    "any": frozenset(CHARACTERS),
}


@dataclass(frozen=True)
class Part:
    """A field of the zone.

    Attributes:
        name: Its name, shared by all layouts.
        line: Line, from 0.
        start: First position.
        end: Position after the last.
        alphabet: Key of :data:`ALPHABETS`.
    """

    name: str
    line: int
    start: int
    end: int
    alphabet: str

    def places(self) -> list[Place]:
        """Every character's place."""
        return [(self.line, i) for i in range(self.start, self.end)]

    def of(self, lines: list[str]) -> str:
        """The field's characters."""
        return lines[self.line][self.start : self.end]


@dataclass(frozen=True)
class CheckRule:
    """A check digit: where it stands and what it covers, in order."""

    name: str
    digit: Place
    covers: tuple[Place, ...]


@dataclass(frozen=True)
class Layout:
    """One kind of zone.

    Attributes:
        format: Its name in the record.
        rows: Number of lines.
        width: Characters in a line.
        parts: Fields; together they cover every position once.
        checks: Check digits, the composite last.
    """

    format: MrzFormat
    rows: int
    width: int
    parts: tuple[Part, ...]
    checks: tuple[CheckRule, ...]

    def part(self, name: str) -> Part | None:
        """The field of that name, or None where the layout has none."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Part]:
        return {p.name: p for p in self.parts}

    @cached_property
    def alphabets(self) -> dict[Place, frozenset[str]]:
        """What may stand at each place."""
        return {place: ALPHABETS[p.alphabet] for p in self.parts for place in p.places()}


def _span(line: int, start: int, end: int) -> tuple[Place, ...]:
    return tuple((line, i) for i in range(start, end))


def _two_lines(fmt: MrzFormat, width: int, *, optional: str, composite: bool) -> Layout:
    """TD3, TD2, MRV-A and MRV-B: the same places up to position 28 of the second line."""
    end = width - 1 if composite else width
    tail_end = end - 1 if optional == "personal_number" else end
    parts = [
        Part("document_code", 0, 0, 2, "letters"),
        Part("issuing_country", 0, 2, 5, "letters"),
        Part("names", 0, 5, width, "letters"),
        Part("document_number", 1, 0, 9, "any"),
        Part("document_number_check", 1, 9, 10, "check"),
        Part("nationality", 1, 10, 13, "letters"),
        Part("date_of_birth", 1, 13, 19, "date"),
        Part("date_of_birth_check", 1, 19, 20, "check"),
        Part("sex", 1, 20, 21, "sex"),
        Part("date_of_expiry", 1, 21, 27, "date"),
        Part("date_of_expiry_check", 1, 27, 28, "check"),
        Part(optional, 1, 28, tail_end, "any"),
    ]
    checks = [
        CheckRule("document_number", (1, 9), _span(1, 0, 9)),
        CheckRule("date_of_birth", (1, 19), _span(1, 13, 19)),
        CheckRule("date_of_expiry", (1, 27), _span(1, 21, 27)),
    ]
    if tail_end != end:
        parts.append(Part("personal_number_check", 1, tail_end, end, "check"))
        checks.append(CheckRule("personal_number", (1, tail_end), _span(1, 28, tail_end)))
    if composite:
        parts.append(Part("composite_check", 1, end, width, "digits"))
        covers = _span(1, 0, 10) + _span(1, 13, 20) + _span(1, 21, end)
        checks.append(CheckRule("composite", (1, end), covers))
    return Layout(fmt, 2, width, tuple(parts), tuple(checks))


TD3 = _two_lines("TD3", 44, optional="personal_number", composite=True)
TD2 = _two_lines("TD2", 36, optional="optional_1", composite=True)
MRVA = _two_lines("MRVA", 44, optional="optional_1", composite=False)
MRVB = _two_lines("MRVB", 36, optional="optional_1", composite=False)

TD1 = Layout(
    "TD1",
    3,
    30,
    (
        Part("document_code", 0, 0, 2, "letters"),
        Part("issuing_country", 0, 2, 5, "letters"),
        Part("document_number", 0, 5, 14, "any"),
        Part("document_number_check", 0, 14, 15, "check"),
        Part("optional_1", 0, 15, 30, "any"),
        Part("date_of_birth", 1, 0, 6, "date"),
        Part("date_of_birth_check", 1, 6, 7, "check"),
        Part("sex", 1, 7, 8, "sex"),
        Part("date_of_expiry", 1, 8, 14, "date"),
        Part("date_of_expiry_check", 1, 14, 15, "check"),
        Part("nationality", 1, 15, 18, "letters"),
        Part("optional_2", 1, 18, 29, "any"),
        Part("composite_check", 1, 29, 30, "digits"),
        Part("names", 2, 0, 30, "letters"),
    ),
    (
        CheckRule("document_number", (0, 14), _span(0, 5, 14)),
        CheckRule("date_of_birth", (1, 6), _span(1, 0, 6)),
        CheckRule("date_of_expiry", (1, 14), _span(1, 8, 14)),
        CheckRule(
            "composite", (1, 29), _span(0, 5, 30) + _span(1, 0, 7) + _span(1, 8, 15) + _span(1, 18, 29)
        ),
    ),
)

FRENCH_ID = Layout(
    "FRENCH_ID",
    2,
    36,
    (
        Part("document_code", 0, 0, 2, "letters"),
        Part("issuing_country", 0, 2, 5, "letters"),
        Part("family_name", 0, 5, 30, "letters"),
        Part("office", 0, 30, 36, "any"),
        Part("issued", 1, 0, 4, "digits"),
        Part("department", 1, 4, 7, "any"),
        Part("serial", 1, 7, 12, "digits"),
        Part("document_number_check", 1, 12, 13, "digits"),
        Part("given_names", 1, 13, 27, "letters"),
        Part("date_of_birth", 1, 27, 33, "date"),
        Part("date_of_birth_check", 1, 33, 34, "check"),
        Part("sex", 1, 34, 35, "sex"),
        Part("composite_check", 1, 35, 36, "digits"),
    ),
    (
        CheckRule("document_number", (1, 12), _span(1, 0, 12)),
        CheckRule("date_of_birth", (1, 33), _span(1, 27, 33)),
        CheckRule("composite", (1, 35), _span(0, 0, 36) + _span(1, 0, 35)),
    ),
)

# The second character of a document code is a letter or a filler, but US cards of class A and C count theirs.
_COUNTED_CODES = frozenset("AC")


def allowed_at(layout: Layout, place: Place, first: str) -> frozenset[str]:
    """What may stand at a place, given the zone's first character."""
    if place == (0, 1) and first in _COUNTED_CODES:
        return ALPHABETS["letters"] | frozenset("12")
    return layout.alphabets[place]


LAYOUTS = (TD3, TD1, TD2, MRVA, MRVB, FRENCH_ID)
BY_FORMAT: dict[str, Layout] = {layout.format: layout for layout in LAYOUTS}


def checks_of(layout: Layout, lines: list[str]) -> tuple[CheckRule, ...]:
    """The layout's check digits as they apply to these lines.

    A document number longer than nine characters leaves a filler where its check digit would stand and runs
    on into the optional data, check digit last, a filler after it (ICAO Doc 9303-5 and 9303-6, 4.2.2 note j).
    """
    optional = layout.part("optional_1")
    digit = layout.part("document_number_check")
    if layout.format not in ("TD1", "TD2") or optional is None or digit is None or digit.of(lines) != FILLER:
        return layout.checks
    rest = optional.of(lines).split(FILLER)[0]
    if not rest:
        return layout.checks
    last = (optional.line, optional.start + len(rest) - 1)
    head = layout.checks[0]
    tail = _span(optional.line, optional.start, last[1])
    long = CheckRule(head.name, last, head.covers + tail)
    # Belgian cards of 2010 count the filler as one of the characters.
    counted = CheckRule(head.name, last, (*head.covers, head.digit, *tail))
    return (counted if _holds(counted, lines) and not _holds(long, lines) else long, *layout.checks[1:])


def _holds(rule: CheckRule, lines: list[str]) -> bool:
    return check_holds("".join(lines[a][b] for a, b in rule.covers), lines[rule.digit[0]][rule.digit[1]])


def candidates(rows: int, width: int, first: str) -> list[Layout]:
    """Layouts for that many lines of about that width whose first line starts so; the likelier first."""
    if rows == 3:
        return [TD1]
    visa = first[:1] == "V"
    if width >= 40:
        return [MRVA] if visa else [TD3]
    if visa:
        return [MRVB]
    return [FRENCH_ID, TD2] if first[2:5] == "FRA" else [TD2]
