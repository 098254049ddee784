"""One line of text with what it may be: a name, figures, a length, a heading, a ratio, a total's wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from docparse.blueprint.carriers import Area, Length
from docparse.blueprint.labels.areas import find_area, parse_area
from docparse.blueprint.labels.clean import figures
from docparse.blueprint.labels.dimensions import Pair, best_pair, read_pairs
from docparse.blueprint.labels.lengths import BareUnit, parse_length, unit_of
from docparse.blueprint.labels.levels import Heading, read_heading
from docparse.blueprint.labels.names import RoomName, read_name
from docparse.blueprint.labels.ratios import Ratio, parse_ratio
from docparse.blueprint.labels.totals import total_measures
from docparse.text import TextLine

# Where figures may begin behind a name.
_FIGURE_STARTS = re.compile(r"(?<![.,])[(\[{]?\s?[\dOIl|]")
_HAS_LETTERS = re.compile(r"[^\W\d_]{2}")
# A whole number without a unit: a length on some pages, a room's or door's number on others.
_BARE_NUMBER = re.compile(r"[a-z]{0,2}-?\d{1,5}[a-z]?|\d{1,2} \d{3}", re.IGNORECASE)
_ROOM_NUMBER = re.compile(r"(?:\d{1,2}[A-Z]?-)?[A-Z]{0,2}\d{2,4}[A-Z]?(?:-\d{1,2})?")
_BARE_DECIMAL = re.compile(r"\d{1,3}[.,]\d{1,2}")
_LENGTH_RUN = re.compile(r"(?<=[\"'m])\s+(?=\d+\s*['\"m-])")
_JOINT = re.compile(r"[\s:;,.=-]+$")
# On a page of metres, whole numbers under this are counts, door widths and dust.
_SHORTEST_WHOLE = 100
# Where no number is this large, they are rooms' or doors' numbers: no plan is all under ten metres.
_SHORTEST_OVERALL = 1000
# As centimetres, a longer one would be 30 m: few plans are, so it is millimetres.
_LONGEST_AS_CM = 3000

# Longer lines are prose.
_LONGEST_LINE = 160

_Found = TypeVar("_Found")


@dataclass(frozen=True, eq=False)
class ReadLine:
    """A line and what it says. Of the parts, those that were found are set.

    Attributes:
        line: As it was read.
        name: The words before the figures, or the whole text of a line without figures.
        room: The judgement of these words.
        area: The area it holds.
        pairs: For each printed pair of lengths, the ways to read it.
        lengths: The lengths it consists of.
        heading: A storey's name or a plan's title.
        ratio: A drawing ratio.
        is_total: Whether its words are those of a total area.
    """

    line: TextLine
    name: str = ""
    room: RoomName = field(default_factory=lambda: RoomName(None, known=False))
    area: Area | None = None
    pairs: tuple[tuple[Pair, ...], ...] = ()
    lengths: tuple[Length, ...] = ()
    heading: Heading = field(default_factory=lambda: Heading(None, title=False))
    ratio: Ratio | None = None
    is_total: bool = False

    @property
    def text(self) -> str:
        """Its text without outer blanks."""
        return self.line.text.strip()

    @property
    def has_figures(self) -> bool:
        """Whether it holds an area or a pair of lengths."""
        return self.area is not None or bool(self.pairs)

    @property
    def is_name(self) -> bool:
        """Whether all of it is a room's name, or it begins with one and goes on with figures."""
        return self.room.known

    @property
    def is_number(self) -> bool:
        """Whether it is a number without a unit."""
        return _BARE_NUMBER.fullmatch(self.text) is not None

    @property
    def is_room_number(self) -> bool:
        """Whether it may be the number under a room's name (``102``, ``100A``)."""
        return not self.lengths and _ROOM_NUMBER.fullmatch(self.text) is not None

    @property
    def is_bare_decimal(self) -> bool:
        """Whether it is a decimal number without a unit: metres, or square metres below a room's name."""
        return _BARE_DECIMAL.fullmatch(figures(self.text)) is not None

    @property
    def corners(self) -> NDArray[np.float64]:
        """(4, 2) corners, clockwise from the text's own top left."""
        return self.line.polygon_px


def interpret(lines: Sequence[TextLine]) -> list[ReadLine]:
    """Read every line; the unit of figures without one is settled from all of them together."""
    bare = bare_unit([line.text for line in lines])
    return [_interpret(line, bare) for line in lines if 0 < len(line.text.strip()) <= _LONGEST_LINE]


def bare_unit(texts: Sequence[str]) -> BareUnit | None:
    """The unit of whole numbers without one on this page.

    None where lengths are printed with units or as decimals of metres: then whole numbers are something else.
    Otherwise they are centimetres unless the longest would be too long for a building, then millimetres.
    """
    cleaned = [figures(text) for text in texts if len(text) <= _LONGEST_LINE]
    decimals = sum(_BARE_DECIMAL.fullmatch(s) is not None for s in cleaned)
    with_unit = sum(parse_length(s) is not None for s in cleaned) - decimals
    whole = [int(s.replace(" ", "")) for s in cleaned if re.fullmatch(r"\d{3,5}|\d{1,2} \d{3}", s)]
    whole = sorted(value for value in whole if value >= _SHORTEST_WHOLE)
    if not whole or with_unit > len(whole) or decimals > len(whole) or any(map(_is_imperial, cleaned)):
        return None
    # One number read wrong must not decide it where there are several.
    longest = whole[-2] if len(whole) >= 3 else whole[-1]
    areas = [area.m2 for text in texts if len(text) <= _LONGEST_LINE and (area := parse_area(text))]
    # The longest length of a plan is no shorter than its largest room.
    too_short = bool(areas) and longest / 1000 < 0.5 * max(areas) ** 0.5
    if longest < _SHORTEST_OVERALL:
        return None
    return "mm" if longest > _LONGEST_AS_CM and not too_short else "cm"


def _is_imperial(text: str) -> bool:
    """Whether a text tells that the page is drawn in feet."""
    if (ratio := parse_ratio(text)) is not None and unit_of(text) == "ft":
        return ratio.ratio > 1
    if (area := parse_area(text)) is not None:
        return "m" not in area.text.lower()
    return any(pair.system == "imperial" for pairs in read_pairs(text) for pair in pairs[:1])


def _interpret(line: TextLine, bare: BareUnit | None) -> ReadLine:
    text = line.text.strip()
    if ratio := parse_ratio(text):
        return ReadLine(line, ratio=ratio, heading=read_heading(_before_figures(text)))
    heading = read_heading(text)
    if heading.title:
        return ReadLine(line, name=text, heading=heading)
    if total_measures(text) is not None:
        found = find_area(text)
        return ReadLine(line, name=text, area=found.area if found else None, is_total=True, heading=heading)
    if labelled := _as_figures(line, bare):
        return labelled
    if lengths := _lengths(text, bare):
        return ReadLine(line, lengths=lengths)
    return ReadLine(line, name=text, room=read_name(text), heading=heading)


def _as_figures(line: TextLine, bare: BareUnit | None) -> ReadLine | None:
    """The line as an area or a pair of lengths, with a name before it or none."""
    text = line.text.strip()
    name, area = _split(text, parse_area)
    if area is not None:
        return _with_name(line, name, area=area)
    name, pairs = _split(text, lambda rest: read_pairs(rest, bare=bare) or None)
    return _with_name(line, name, pairs=pairs) if pairs else None


def _with_name(
    line: TextLine, name: str, *, area: Area | None = None, pairs: tuple[tuple[Pair, ...], ...] = ()
) -> ReadLine:
    room = read_name(name, beside_figures=True)
    heading = read_heading(name) if name else Heading(None, title=False)
    return ReadLine(line, name=name, room=room, area=area, pairs=pairs, heading=heading)


def _split(text: str, parse: Callable[[str], _Found | None]) -> tuple[str, _Found | None]:
    """Cut a text into a name and the figures behind it; the shortest name whose rest parses."""
    for start in _FIGURE_STARTS.finditer(text):
        at = start.start()
        name = _JOINT.sub("", text[:at])
        too_few_letters = len(name) > 2 and not _HAS_LETTERS.search(name)
        if name and (name[-1].isdigit() or too_few_letters):
            continue
        found = parse(text[at:])
        if found is not None:
            return (name if any(map(str.isalpha, name)) else ""), found
    return "", None


def _before_figures(text: str) -> str:
    start = re.search(
        r"\b(?:scale|echelle|échelle|massstab|maßstab|escala|scala|schaal)\b|1\s?[:/]|\d", text, re.IGNORECASE
    )
    return text[: start.start()] if start else text


def _lengths(text: str, bare: BareUnit | None) -> tuple[Length, ...]:
    """The lengths that a line consists of: one, or several that were read as one line."""
    s = figures(text)
    counts = re.fullmatch(r"\d+", s) and int(s) < _SHORTEST_WHOLE
    if counts or re.fullmatch(r"\d+\.", s):  # a list's numbers
        return ()
    single = parse_length(text, bare=bare)
    if single is not None:
        return (single,)
    parts = [parse_length(part) for part in _LENGTH_RUN.split(s)]
    known = tuple(part for part in parts if part is not None)
    return known if len(known) == len(parts) > 1 else ()


def pair_of(lines: Sequence[ReadLine]) -> tuple[Length, Length] | None:
    """The dimensions that the lines of one label print, in one unit or two."""
    return best_pair([pairs for line in lines for pairs in line.pairs])
