"""The holder's address on the card: the city line is the anchor, the street lines stand above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docparse.identity.front.address import (
    CityLine,
    find_city_line,
    has_street_word,
    is_neighbourhood,
    is_unit_line,
    starts_street,
)
from docparse.identity.front.found import Found, Span
from docparse.identity.front.geometry import lines_under, next_above, stack_below
from docparse.identity.front.pieces import Cut, Piece
from docparse.records import Address


def find_address(cut: Cut, unit: float) -> tuple[Found[Address] | None, list[Piece]]:
    """The address and the pieces it is made of, top to bottom."""
    cities = [(piece, city) for piece in cut.pieces if (city := find_city_line(piece.folded))]
    labelled = [p for p in cut.pieces if p.label and p.label.field == "address"]
    labelled += lines_under(
        [lab for lab in cut.lonely_labels() if lab.field == "address"], cut, unit, _is_address
    )[:1]
    if cities:
        piece, city = max(cities, key=lambda pair: (pair[1].known, pair[0].box[3] - pair[0].box[1]))
        above = _street_lines(piece, cut, unit, labelled)
        pieces = [*above, piece]
        support = (
            0.95 if any(starts_street(_street_text(p, piece, numbered=cut.numbered)) for p in above) else 0.6
        )
        return _address(pieces, city, support, numbered=cut.numbered), pieces
    if labelled:
        pieces = [labelled[0], *stack_below(labelled[0], cut, unit, limit=3)]
        return _address(pieces, None, 0.7), pieces
    streets = [
        p for p in cut.pieces if p.label is None and starts_street(p.folded) and has_street_word(p.folded)
    ]
    if streets:
        below_it = [p for p in stack_below(streets[0], cut, unit, limit=2) if is_unit_line(p.folded)]
        pieces = [streets[0], *below_it]
        return _address(pieces, None, 0.5), pieces
    return None, []


def _is_address(piece: Piece) -> bool:
    return len(piece.folded) > 4 and any(char.isalpha() for char in piece.folded)


def _street_lines(city: Piece, cut: Cut, unit: float, labelled: Sequence[Piece]) -> list[Piece]:
    """The lines above the city line that belong to the address, top to bottom."""
    lines: list[Piece] = []
    edge = city
    for _ in range(4):
        candidate = next_above(edge, cut, unit)
        if candidate is None or (candidate.label and candidate.label.field != "address"):
            break
        text = _street_text(candidate, city, numbered=cut.numbered)
        streetlike = starts_street(text) or has_street_word(text) or is_unit_line(text)
        if candidate in labelled or streetlike:
            lines.insert(0, candidate)
            edge = candidate
            if candidate in labelled:
                break
            if starts_street(text) and not is_unit_line(text):
                above = next_above(candidate, cut, unit)
                if above and (above.label is None or above in labelled) and is_neighbourhood(above.folded):
                    lines.insert(0, above)
                break
        else:
            break
    return lines


def _street_text(piece: Piece, city: Piece, *, numbered: bool) -> str:
    """The street line without a field number 8 run into it; such lines begin left of the city line."""
    text = piece.folded
    height = city.box[3] - city.box[1]
    outdented = city.box[0] - piece.box[0] > 0.35 * height
    too_long = re.match(r"8[0-9]{5,}\b", text) is not None  # no house number has six digits
    if numbered and piece.label is None and text.startswith("8") and (outdented or too_long):
        return text[1:].lstrip(" .")
    return text


def _address(
    pieces: Sequence[Piece], city: CityLine | None, support: float, *, numbered: bool = False
) -> Found[Address]:
    spans = [Span.of(piece) for piece in pieces]
    if city and len(pieces) > 1:
        first = pieces[0]
        dropped = len(first.folded) - len(_street_text(first, pieces[-1], numbered=numbered))
        spans[0] = Span(first.line, first.start + dropped, first.end)
    lines = [" ".join(span.text.split()).upper() for span in spans]
    if city:
        # The code as it must be: a zero read as the letter O is a zero.
        lines[-1] = f"{spans[-1].text[: city.code_start].strip().upper()} {city.postal_code}"
    value = Address(
        lines=lines,
        city=city.city if city else None,
        region=city.region if city else None,
        postal_code=city.postal_code if city else None,
        country=city.country if city else None,
    )
    return Found(value, tuple(spans), support)
