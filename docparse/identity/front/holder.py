"""The holder's name and address: by labels where there are some, else by where such lines stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from docparse.identity.front import lexicon
from docparse.identity.front.address import (
    CityLine,
    find_city_line,
    has_street_word,
    is_unit_line,
    starts_street,
)
from docparse.identity.front.fold import squeeze
from docparse.identity.front.found import Found, Span
from docparse.identity.front.geometry import below, beside, same_column
from docparse.identity.front.layout import FrameLine
from docparse.identity.front.pieces import NAME_FIELDS, Cut, Label, Piece
from docparse.records import Address

_NAME = re.compile(r"^[A-Z][A-Z0-9 ,.'\-]*$")
_LETTERS_FOR_DIGITS = str.maketrans("0158", "OISB")


@dataclass(frozen=True)
class Holder:
    """Name and address lines as found."""

    family: Found[str] | None = None
    given: Found[str] | None = None
    suffix: Found[str] | None = None
    address: Found[Address] | None = None


def find_holder(cut: Cut, unit: float, signatures: Sequence[str]) -> Holder:
    """Find name and address.

    Args:
        cut: The card's labels and pieces.
        unit: Median line height.
        signatures: Handwriting as the engine read it, given name first: weak evidence for the order of names.
    """
    address, address_lines = find_address(cut, unit)
    names = _labelled_names(cut, unit, address_lines)
    if "family_name" not in names or "given_names" not in names:
        names = _complete(names, cut, unit, address_lines, signatures)
    return replace(_tidy(names), address=address)


# --- address ---------------------------------------------------------------------------------------------


def find_address(cut: Cut, unit: float) -> tuple[Found[Address] | None, list[Piece]]:
    """The address and the pieces it is made of, top to bottom."""
    cities = [(piece, city) for piece in cut.pieces if (city := find_city_line(piece.folded))]
    labelled = [p for p in cut.pieces if p.label and p.label.field == "address"]
    labelled += lines_under([lab for lab in cut.lonely_labels() if lab.field == "address"], cut, unit)[:1]
    if cities:
        piece, city = max(cities, key=lambda pair: (pair[1].known, pair[0].box[3] - pair[0].box[1]))
        above = _street_lines(piece, cut, unit, labelled)
        pieces = [*above, piece]
        support = 0.95 if any(starts_street(_street_text(p, piece)) for p in above) else 0.6
        return _address(pieces, city, support), pieces
    if labelled:
        pieces = [labelled[0], *_stack_below(labelled[0], cut, unit, limit=3)]
        return _address(pieces, None, 0.7), pieces
    streets = [
        p for p in cut.pieces if p.label is None and starts_street(p.folded) and has_street_word(p.folded)
    ]
    if streets:
        below_it = [p for p in _stack_below(streets[0], cut, unit, limit=2) if is_unit_line(p.folded)]
        pieces = [streets[0], *below_it]
        return _address(pieces, None, 0.5), pieces
    return None, []


def _street_lines(city: Piece, cut: Cut, unit: float, labelled: Sequence[Piece]) -> list[Piece]:
    """The lines above the city line that belong to the address, top to bottom."""
    lines: list[Piece] = []
    edge = city
    for _ in range(4):
        candidate = _next_above(edge, cut, unit)
        if candidate is None or (candidate.label and candidate.label.field != "address"):
            break
        text = _street_text(candidate, city)
        streetlike = starts_street(text) or has_street_word(text) or is_unit_line(text)
        if candidate in labelled or streetlike:
            lines.insert(0, candidate)
            edge = candidate
            if candidate in labelled or (starts_street(text) and not is_unit_line(text)):
                break
        else:
            break
    return lines


def _next_above(piece: Piece, cut: Cut, unit: float) -> Piece | None:
    box = piece.box
    height = max(unit * 0.6, box[3] - box[1])
    best: Piece | None = None
    for other in cut.pieces:
        other_box = other.box
        if other is piece or other.line is piece.line or not same_column(box, other_box, unit):
            continue
        gap = box[1] - other_box[3]
        near = -0.6 * height <= gap <= 0.9 * height and other_box[1] < box[1]
        if near and (best is None or other_box[3] > best.box[3]):
            best = other
    return best


def _stack_below(piece: Piece, cut: Cut, unit: float, limit: int) -> list[Piece]:
    """Unlabelled lines stacked right below a piece in its column, until a label stands there."""
    stack: list[Piece] = []
    edge = piece.box
    label_boxes = [label.box for label in cut.labels]
    while len(stack) < limit:
        height = edge[3] - edge[1]
        under = [
            p
            for p in cut.pieces
            if p.label is None
            and same_column(edge, p.box, unit)
            and -0.5 * height <= p.box[1] - edge[3] <= 0.6 * height
            and p.box[1] > edge[1]
        ]
        if not under:
            break
        nearest = min(under, key=lambda p: p.box[1])
        if any(same_column(edge, lb, unit) and edge[1] < lb[1] < nearest.box[1] for lb in label_boxes):
            break
        stack.append(nearest)
        edge = nearest.box
    return stack


def lines_under(labels: Sequence[Label], cut: Cut, unit: float) -> list[Piece]:
    """For each label with no value in its line, the piece that stands best below or beside it."""
    found = []
    for label in labels:
        scored = [
            (max(below(label.box, p.box, unit), beside(label.box, p.box, unit)), p)
            for p in cut.pieces
            if not p.label
        ]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if best[1] is not None and best[0] > 0.3:
            found.append(best[1])
    return found


def _street_text(piece: Piece, city: Piece) -> str:
    """The street line without a field number 8 run into it; such lines begin left of the city line."""
    text = piece.folded
    if (
        piece.label is None
        and text.startswith("8")
        and city.box[0] - piece.box[0] > 0.35 * (city.box[3] - city.box[1])
    ):
        return text[1:].lstrip(" .")
    return text


def _address(pieces: Sequence[Piece], city: CityLine | None, support: float) -> Found[Address]:
    spans = [Span.of(piece) for piece in pieces]
    if city and len(pieces) > 1:
        first = pieces[0]
        dropped = len(first.folded) - len(_street_text(first, pieces[-1]))
        spans[0] = Span(first.line, first.start + dropped, first.end)
    lines = [" ".join(span.text.split()).upper() for span in spans]
    value = Address(
        lines=lines,
        city=city.city if city else None,
        region=city.region if city else None,
        postal_code=city.postal_code if city else None,
        country=city.country if city else None,
    )
    return Found(value, tuple(spans), support)


# --- names -----------------------------------------------------------------------------------------------


def _labelled_names(cut: Cut, unit: float, address: Sequence[Piece]) -> dict[str, Found[str]]:
    names: dict[str, Found[str]] = {}
    for piece in cut.pieces:
        if (
            piece.label
            and piece.label.field in NAME_FIELDS
            and piece not in address
            and is_name(piece.folded)
        ):
            found = Found(piece.text, (Span.of(piece),), piece.label.quality)
            _keep_better(names, piece.label.field, found)
    for label in cut.lonely_labels():
        if label.field not in NAME_FIELDS:
            continue
        under = [p for p in lines_under([label], cut, unit) if p not in address and is_name(p.folded)]
        for piece in under[:1]:
            spans = [Span.of(piece)]
            if label.field == "given_names" and not label.wordless:
                more = [
                    p
                    for p in _stack_below(piece, cut, unit, limit=2)
                    if p not in address and is_name(p.folded)
                ]
                spans += [Span.of(p) for p in more]
            _keep_better(
                names, label.field, Found(" ".join(s.text for s in spans), tuple(spans), label.quality)
            )
    return names


def _keep_better(names: dict[str, Found[str]], field: str, found: Found[str]) -> None:
    if field not in names or found.support > names[field].support:
        names[field] = found


def is_name(folded: str) -> bool:
    """Whether a line could be a name: letters, hardly a digit, and no word cards print on their own."""
    text = (
        folded.strip().translate(_LETTERS_FOR_DIGITS)
        if sum(c.isdigit() for c in folded) == 1
        else folded.strip()
    )
    letters = sum(char.isalpha() for char in text)
    if letters < 2 or not _NAME.match(text) or sum(char.isdigit() for char in text) > max(1, letters // 4):
        return False
    return squeeze(text) not in _known_words() and not is_unit_line(text)


@cache
def _known_words() -> frozenset[str]:
    groups = [*lexicon.words("document_types").values(), lexicon.words("donor"), lexicon.words("veteran")]
    known = {squeeze(word) for group in groups for word in group} | {
        squeeze(word) for word in lexicon.words("noise") if word not in ("SAMPLE", "SPECIMEN")
    }
    return frozenset(known)


def _complete(
    names: dict[str, Found[str]], cut: Cut, unit: float, address: Sequence[Piece], signatures: Sequence[str]
) -> dict[str, Found[str]]:
    """Fill in what labels did not give, from the lines in the address's column."""
    if "full_name" in names:
        return _from_full(names, cut, unit, address)
    taken = {span.line.index for found in names.values() for span in found.spans}
    if "family_name" in names or "given_names" in names:
        return _neighbour(names, cut, unit, address, taken)
    lines = _lines_above_address(cut, unit, address, taken)
    if not lines:
        return names
    if len(lines) == 1:
        return {**names, **_split_single(lines[0], 0.6)}
    upper, lower = lines[-2], lines[-1]
    first, second = _as_found(upper, 0.6), _as_found(lower, 0.6)
    if "," in upper.text.rstrip(",") and "," not in lower.text:
        return {**names, **_split_single(upper, 0.5)}
    if upper.text.rstrip().endswith(",") or not given_name_first(upper.folded, lower.folded, signatures):
        return {**names, "family_name": first, "given_names": second}
    return {**names, "family_name": second, "given_names": first}


def _as_found(piece: Piece, support: float) -> Found[str]:
    return Found(piece.text, (Span.of(piece),), support)


def _from_full(
    names: dict[str, Found[str]], cut: Cut, unit: float, address: Sequence[Piece]
) -> dict[str, Found[str]]:
    full = names["full_name"]
    span = full.spans[0]
    if "," in full.value.strip(" ,"):
        family, _, given = full.value.partition(",")
        middle = span.start + len(family)
        return {
            **names,
            "family_name": Found(family, (Span(span.line, span.start, middle),), full.support),
            "given_names": Found(given, (Span(span.line, middle + 1, span.end),), full.support),
        }
    piece = Piece(span.line, span.start, span.end)
    under = [p for p in _stack_below(piece, cut, unit, limit=2) if p not in address and is_name(p.folded)]
    if under:
        spans = tuple(Span.of(p) for p in under)
        given_found = Found(" ".join(s.text for s in spans), spans, full.support)
        return {**names, "family_name": full, "given_names": given_found}
    return {**names, **_split_single(piece, full.support * 0.8)}


def _split_single(piece: Piece, support: float) -> dict[str, Found[str]]:
    """One line with the whole name: ``LAST, FIRST MIDDLE`` or ``FIRST MIDDLE LAST``."""
    text = piece.text
    comma = text.find(",")
    if 0 < comma < len(text) - 1:
        cut_at, family_first = comma, True
    else:
        cut_at, family_first = text.rstrip().rfind(" "), False
        if cut_at <= 0:
            return {"family_name": _as_found(piece, support * 0.7)}
    left = Found(text[:cut_at], (Span(piece.line, piece.start, piece.start + cut_at),), support)
    right = Found(text[cut_at + 1 :], (Span(piece.line, piece.start + cut_at + 1, piece.end),), support)
    family, given = (left, right) if family_first else (right, left)
    return {"family_name": family, "given_names": given}


def _neighbour(
    names: dict[str, Found[str]], cut: Cut, unit: float, address: Sequence[Piece], taken: set[int]
) -> dict[str, Found[str]]:
    """The other name's line, right above or below the one that has a label."""
    known = "family_name" if "family_name" in names else "given_names"
    missing = "given_names" if known == "family_name" else "family_name"
    span = names[known].spans[0 if missing == "family_name" else -1]
    piece = Piece(span.line, span.start, span.end)
    if missing == "family_name":
        above = _next_above(piece, cut, unit)
        near = [above] if above else []
    else:
        near = _stack_below(piece, cut, unit, limit=1)
    for candidate in near:
        usable = candidate.label is None and candidate not in address and candidate.line.index not in taken
        if usable and is_name(candidate.folded):
            return {**names, missing: _as_found(candidate, 0.75)}
    found = names[known]
    if known == "given_names" and "," in found.value.strip(" ,"):
        # "2 SAMPLE, CARON LYNN": the whole name behind the second label's number.
        return {**names, **_split_single(piece, found.support)}
    return names


def _lines_above_address(cut: Cut, unit: float, address: Sequence[Piece], taken: set[int]) -> list[Piece]:
    """Up to three lines that could be names, above the address in its column, top to bottom."""
    if not address:
        return []
    top = address[0].box
    reach = top[1] - 4.5 * unit
    lines = []
    for piece in cut.pieces:
        box = piece.box
        in_column = abs(box[0] - top[0]) < 2.5 * unit
        usable = piece.label is None and piece not in address and piece.line.index not in taken
        upper_case = sum(c.isupper() for c in piece.text) > 0.7 * sum(c.isalpha() for c in piece.text)
        if usable and in_column and reach < box[1] < top[1] and upper_case and is_name(piece.folded):
            lines.append(piece)
    return sorted(lines, key=lambda p: p.box[1])[-3:]


def given_name_first(upper: str, lower: str, signatures: Sequence[str]) -> bool:
    """Whether of two unlabelled name lines the upper one is the given name.

    Most cards print the family name first. Evidence against: a signature that begins with the upper line, a
    common given name above and none below.
    """
    score = -0.4
    for signature in signatures:
        start, end = squeeze(signature)[: len(squeeze(upper))], squeeze(signature)[-len(squeeze(upper)) :]
        score += 0.8 * (_like(start, squeeze(upper)) - _like(end, squeeze(upper)))
    known = lexicon.given_name_list()
    score += 0.7 * (_first_word(upper) in known) - 0.7 * (_first_word(lower) in known)
    if len(upper.split()) > 1 and len(lower.split()) == 1:
        score += 0.3
    return score > 0


def _first_word(text: str) -> str:
    words = re.findall(r"[A-Z]+", text)
    return words[0] if words else ""


def _like(a: str, b: str) -> float:
    same = sum(x == y for x, y in zip(a, b, strict=False))
    return same / max(1, len(a), len(b))


_SUFFIX = re.compile(r"[\s,]+(?P<s>JR|SR|II|III|IV|1ST|2ND|3RD|4TH)\.?$")


def _tidy(names: dict[str, Found[str]]) -> Holder:
    """Names as values: upper case, single blanks, no stray digits or commas, suffix taken out."""
    suffix: Found[str] | None = names.get("name_suffix")
    tidy: dict[str, Found[str]] = {}
    for field in ("family_name", "given_names"):
        found = names.get(field)
        if not found:
            continue
        text = " ".join(found.value.upper().translate(_LETTERS_FOR_DIGITS).split()).strip(" ,.-")
        match = _SUFFIX.search(text)
        if match and match.start() > 0:
            text = text[: match.start()].strip(" ,")
            suffix = suffix or found.with_value(match["s"])
        tidy[field] = found.with_value(
            text.replace(",", " ").replace("  ", " ") if field == "given_names" else text
        )
    middle = names.get("middle_name")
    if middle and "given_names" in tidy:
        given = tidy["given_names"]
        joined = f"{given.value} {' '.join(middle.value.upper().split())}"
        tidy["given_names"] = Found(joined, (*given.spans, *middle.spans), given.support)
    return Holder(tidy.get("family_name"), tidy.get("given_names"), suffix)


def signature_lines(lines: Sequence[FrameLine]) -> list[str]:
    """Lines that look like handwriting: both cases, two words or more, no digits."""
    return [
        line.source.text
        for line in lines
        if any(c.islower() for c in line.source.text)
        and any(c.isupper() for c in line.source.text)
        and not any(c.isdigit() for c in line.source.text)
        and 1 < len(line.source.text) < 40
    ]
