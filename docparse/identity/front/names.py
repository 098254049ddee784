"""The holder's name: by labels where there are some, else by where such lines stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from docparse.identity import jurisdictions
from docparse.identity.front import lexicon
from docparse.identity.front.address import is_unit_line
from docparse.identity.front.fold import squeeze
from docparse.identity.front.found import Found, Span
from docparse.identity.front.geometry import beside, lines_under, next_above, stack_below
from docparse.identity.front.layout import FrameLine
from docparse.identity.front.pieces import NAME_FIELDS, Cut, Piece

_NAME = re.compile(r"^[A-Z][A-Z0-9 ,.'\-]*$")
_LETTERS_FOR_DIGITS = str.maketrans("0158", "OISB")
# Below this, a line of letters is more likely a blurred label than a name.
_SURE = 0.8
# A card carries two or three signatures: the holder's, and officials'.
_MOST_SIGNATURES = 8
_SUFFIX = re.compile(r"[\s,]+(?P<s>JR|SR|II|III|IV|1ST|2ND|3RD|4TH)\.?$")


@dataclass(frozen=True)
class HolderName:
    """The parts of the holder's name as found."""

    family: Found[str] | None = None
    given: Found[str] | None = None
    suffix: Found[str] | None = None


def find_name(cut: Cut, unit: float, address: Sequence[Piece], signatures: Sequence[str]) -> HolderName:
    """Find the holder's name.

    Args:
        cut: The card's labels and pieces.
        unit: Median line height.
        address: The pieces of the address; unlabelled names stand above it.
        signatures: Handwriting as the engine read it, given name first: weak evidence for the order of names.
    """
    names = _labelled_names(cut, unit, address)
    if "family_name" not in names or "given_names" not in names:
        names = _complete(names, cut, unit, address, signatures)
    return _tidy(names)


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
        if (
            piece.label
            and piece.label.field == "name_suffix"
            and piece.folded in lexicon.words("name_suffixes")
        ):
            names["name_suffix"] = Found(piece.folded, (Span.of(piece),), piece.label.quality)
    for label in cut.lonely_labels():
        if label.field not in NAME_FIELDS:
            continue
        under = lines_under([label], cut, unit, lambda p: p not in address and _is_sure_name(p))
        for piece in under[:1]:
            spans = [Span.of(piece)]
            if label.field == "given_names" and not label.wordless:
                stack = [p for p in stack_below(piece, cut, unit, limit=2) if p not in address]
                more = [p for p in stack if is_name(p.folded) and not _has_own_label(p, cut, unit)]
                spans += [Span.of(p) for p in more]
            _keep_better(
                names, label.field, Found(" ".join(s.text for s in spans), tuple(spans), label.quality)
            )
    return names


def _has_own_label(piece: Piece, cut: Cut, unit: float) -> bool:
    """Whether a label stands in the piece's own row, left of it."""
    return any(beside(label.box, piece.box, unit) > 0 for label in cut.lonely_labels())


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


def _is_sure_name(piece: Piece) -> bool:
    return is_name(piece.folded) and piece.line.source.confidence >= _SURE


def _is_heading(folded: str) -> bool:
    """Whether a line without a label is a heading: a state's name, or the kind of document."""
    text = squeeze(folded)
    documents = (squeeze(word) for group in lexicon.words("document_types").values() for word in group)
    return jurisdictions.by_name(folded) is not None or any(
        len(word) > 6 and word in text for word in documents
    )


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
    lines = _lines_above_address(cut, unit, address, taken) or _signed_lines(cut, address, signatures)
    return {**names, **_unlabelled(lines, signatures)}


def _unlabelled(lines: Sequence[Piece], signatures: Sequence[str]) -> dict[str, Found[str]]:
    """Names from lines without labels, top to bottom."""
    if not lines:
        return {}
    if len(lines) == 1:
        return _split_single(lines[-1], 0.6, signatures)
    upper, lower = lines[-2], lines[-1]
    if "," in upper.text.rstrip(",") and "," not in lower.text:
        return _split_single(upper, 0.5, signatures)
    if _ends_in_comma(upper) or not given_name_first(upper.folded, lower.folded, signatures):
        return {"family_name": _as_found(upper, 0.6), "given_names": _as_found(lower, 0.6)}
    return {"family_name": _as_found(lower, 0.6), "given_names": _as_found(upper, 0.6)}


def _ends_in_comma(piece: Piece) -> bool:
    return piece.line.folded[piece.end : piece.end + 2].strip().startswith(",")


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
    label = next(
        (p.label for p in cut.pieces if p.line is span.line and p.start == span.start and p.label), None
    )
    start = label.start if label else span.start  # a second line may begin under the label
    stack = stack_below(piece, cut, unit, limit=2, reach=1.2) or stack_below(
        Piece(span.line, start, span.end), cut, unit, limit=2, reach=1.2
    )
    under = [p for p in stack if p not in address and is_name(p.folded)]
    if under:
        spans = tuple(Span.of(p) for p in under)
        given_found = Found(" ".join(s.text for s in spans), spans, full.support)
        return {**names, "family_name": full, "given_names": given_found}
    next_to = [
        p for p in cut.pieces if p.label is None and _is_sure_name(p) and beside(piece.box, p.box, unit) > 0
    ]
    if next_to and " " not in full.value.strip():
        return {**names, "family_name": full, "given_names": _as_found(next_to[0], full.support)}
    return {**names, **_split_single(piece, full.support * 0.8)}


def _split_single(piece: Piece, support: float, signatures: Sequence[str] = ()) -> dict[str, Found[str]]:
    """One line with the whole name: ``LAST, FIRST MIDDLE`` or ``FIRST MIDDLE LAST``, a suffix at its end."""
    text = piece.text
    suffix = _SUFFIX.search(piece.folded)
    end = suffix.start() if suffix else len(text)
    comma = text.find(",", 0, end)
    if 0 < comma < end - 1:
        cut_at, family_first = comma, True
    else:
        cut_at, family_first = _family_start(piece.folded[:end], signatures) - 1, False
        if cut_at <= 0:
            return {"family_name": _as_found(piece, support * 0.7)}
    left = Found(text[:cut_at], (Span(piece.line, piece.start, piece.start + cut_at),), support)
    right = Found(
        text[cut_at + 1 : end], (Span(piece.line, piece.start + cut_at + 1, piece.start + end),), support
    )
    family, given = (left, right) if family_first else (right, left)
    names = {"family_name": family, "given_names": given}
    if suffix:
        mark = Span(piece.line, piece.start + suffix.start("s"), piece.start + suffix.end("s"))
        names["name_suffix"] = Found(suffix["s"], (mark,), support)
    return names


def _family_start(folded: str, signatures: Sequence[str]) -> int:
    """Where the family name begins in ``FIRST MIDDLE LAST``: the last word, or where a signature says.

    Particles (DE LA, VAN DER …) belong to the family name. People sign with their first and whole family
    name: where a signature leaves out a middle word and ends in two words of the line, both are family name.
    """
    words = [(match[0], match.start()) for match in re.finditer(r"[^\s]+", folded)]
    first = len(words) - 1
    for signature in signatures:
        signed = [squeeze(word) for word in signature.split() if len(squeeze(word)) > 1]
        count = len(signed) - 1
        ends = ((squeeze(words[-k][0]), signed[-k]) for k in range(1, count + 1))
        if 2 <= count <= len(words) - 2 and all(_like(word, end) > 0.7 for word, end in ends):
            first = min(first, len(words) - count)
    while first > 1 and words[first - 1][0] in lexicon.words("name_particles"):
        first -= 1
    return words[first][1] if first > 0 else 0


def _neighbour(
    names: dict[str, Found[str]], cut: Cut, unit: float, address: Sequence[Piece], taken: set[int]
) -> dict[str, Found[str]]:
    """The other name's line, right above or below the one that has a label."""
    known = "family_name" if "family_name" in names else "given_names"
    missing = "given_names" if known == "family_name" else "family_name"
    span = names[known].spans[0 if missing == "family_name" else -1]
    piece = Piece(span.line, span.start, span.end)
    above = next_above(piece, cut, unit, reach=1.8)
    near = [*([above] if above else []), *stack_below(piece, cut, unit, limit=1, reach=1.2)]
    if missing == "given_names":
        near.reverse()
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
        name = is_name(piece.folded) and not _is_heading(piece.folded)
        if usable and in_column and reach < box[1] < top[1] and upper_case and name:
            lines.append(piece)
    sure = [piece for piece in lines if piece.line.source.confidence >= _SURE]
    return sorted(sure or lines, key=lambda p: p.box[1])[-3:]


def _signed_lines(cut: Cut, address: Sequence[Piece], signatures: Sequence[str]) -> list[Piece]:
    """Lines in capitals made of words of a signature, wherever they stand, top to bottom."""
    signed = [
        squeeze(word) for signature in signatures for word in signature.split() if len(squeeze(word)) > 2
    ]
    lines = []
    for piece in cut.pieces:
        words = [squeeze(word) for word in piece.text.replace(",", " ").split() if len(squeeze(word)) > 2]
        known = [word for word in words if any(_like(word, other) > 0.75 for other in signed)]
        usable = (
            piece.label is None and piece not in address and piece.text.isupper() and is_name(piece.folded)
        )
        if usable and words and 2 * len(known) >= len(words):
            lines.append(piece)
    return sorted(lines, key=lambda p: p.box[1])[:2]


def given_name_first(upper: str, lower: str, signatures: Sequence[str]) -> bool:
    """Whether of two unlabelled name lines the upper one is the given name.

    Most cards print the family name first. Evidence against: a signature that begins with the upper line, a
    common given name above and none below.
    """
    score = -0.4
    for signature in signatures:
        signed = [squeeze(word) for word in signature.split()]
        first, last = signed[0], signed[-1]
        score += 0.5 * (_like(first, _word(upper, 0)) - _like(first, _word(lower, 0)))
        score += 0.5 * (_like(last, _word(lower, -1)) - _like(last, _word(upper, -1)))
    known = lexicon.given_name_list()
    score += 0.7 * (_word(upper, 0) in known) - 0.7 * (_word(lower, 0) in known)
    if len(upper.split()) > 1 and len(lower.split()) == 1:
        score += 0.3
    return score > 0


def _word(text: str, index: int) -> str:
    words = re.findall(r"[A-Z]+", text)
    return words[index] if words else ""


def _like(a: str, b: str) -> float:
    same = sum(x == y for x, y in zip(a, b, strict=False))
    return same / max(1, len(a), len(b))


def _tidy(names: dict[str, Found[str]]) -> HolderName:
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
    return HolderName(tidy.get("family_name"), tidy.get("given_names"), suffix)


def signature_lines(lines: Sequence[FrameLine]) -> list[str]:
    """Lines that look like handwriting: both cases, two words or more, no digits."""
    found = [
        line.source.text
        for line in lines
        if any(c.islower() for c in line.source.text)
        and any(c.isupper() for c in line.source.text)
        and not any(c.isdigit() for c in line.source.text)
        and 1 < len(line.source.text) < 40
    ]
    return found[:_MOST_SIGNATURES]
