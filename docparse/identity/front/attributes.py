"""Short values by label or shape: sex, height, weight, colours, class, codes, document discriminator."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docparse.identity.front import lexicon, values
from docparse.identity.front.fold import squeeze
from docparse.identity.front.found import Found, Span
from docparse.identity.front.geometry import below, beside
from docparse.identity.front.layout import Box, FrameLine
from docparse.identity.front.pieces import Cut, Label, Piece, patterned_end
from docparse.identity.front.values import ValueMatch

_Finder = Callable[[str], ValueMatch | None]

_FINDERS: dict[str, _Finder] = {
    "sex": values.find_sex,
    "height": lambda text: values.find_height(text, bare=True),
    "weight": lambda text: values.find_weight(text, bare=True),
    "eye_color": lambda text: values.find_word(text, lexicon.meanings("eye_colors")),
    "hair_color": lambda text: values.find_word(text, lexicon.meanings("hair_colors")),
}
# Shapes sure enough to count without a label.
_UNLABELLED: dict[str, _Finder] = {
    "height": values.find_height,
    "weight": values.find_weight,
    # Codes only: HAZEL and OLIVE are names, too.
    "eye_color": lambda text: values.find_word(text, _eye_codes()),
}
CODED = ("vehicle_class", "endorsements", "restrictions", "document_discriminator")


def _eye_codes() -> dict[str, str]:
    months = ("MAR", "DIC")
    codes = lexicon.meanings("eye_colors").items()
    return {word: value for word, value in codes if len(word) == 3 and word not in months}


def find_attributes(cut: Cut, unit: float) -> dict[str, Found[str]]:
    """Every attribute of the card, by field name."""
    found: dict[str, Found[str]] = {}
    for field, finder in _FINDERS.items():
        best = _best_typed(field, finder, cut, unit)
        if best:
            found[field] = best
    for field in CODED:
        coded = _best_coded(field, cut, unit)
        if coded:
            found[field] = coded
    _without_labels(found, cut)
    return found


def _best_typed(field: str, finder: _Finder, cut: Cut, unit: float) -> Found[str] | None:
    options: list[tuple[float, Found[str]]] = []
    for piece in cut.pieces:
        label = piece.label
        match = finder(piece.folded) if label and label.field == field else None
        if label and match:
            options += [(label.quality, _typed(piece, match, label.quality))]
    for label in cut.lonely_labels():
        if label.field == field:
            options += _typed_near(label, finder, cut, unit)
    return max(options, key=lambda option: option[0])[1] if options else None


def _typed(piece: Piece, match: ValueMatch, support: float) -> Found[str]:
    span = Span(piece.line, piece.start + match.start, piece.start + match.end)
    return Found(match.value, (span,), support)


def _typed_near(label: Label, finder: _Finder, cut: Cut, unit: float) -> Iterator[tuple[float, Found[str]]]:
    for piece in cut.pieces:
        if piece.label is not None:
            continue
        place, match = _place(label.box, piece, finder, unit)
        if match and place > 0:
            yield place * label.quality, _typed(piece, match, place * label.quality)


def _place(label: Box, piece: Piece, finder: _Finder, unit: float) -> tuple[float, ValueMatch | None]:
    """Where a value of the label's type stands in a piece, and how well that place fits the label."""
    best: tuple[float, ValueMatch | None] = (0.0, None)
    for match in _every(finder, piece.folded):
        box = piece.line.part_box(piece.start + match.start, piece.start + match.end)
        place = max(beside(label, box, unit), _under(label, box, unit))
        if place > best[0]:
            best = (place, match)
    return best


def _under(label: Box, value: Box, unit: float) -> float:
    """Like ``below``, but a value in a row of values belongs to the label it starts nearest to."""
    place = below(label, value, unit)
    shift = abs(value[0] - label[0]) / max(1.0, unit)
    return max(0.0, place - 0.12 * shift)


def _every(finder: _Finder, folded: str) -> Iterator[ValueMatch]:
    start = 0
    while start < len(folded):
        match = finder(folded[start:])
        if match is None:
            return
        yield ValueMatch(start + match.start, start + match.end, match.value)
        start += max(1, match.end)


def _best_coded(field: str, cut: Cut, unit: float) -> Found[str] | None:
    options: list[tuple[float, Found[str]]] = []
    for piece in cut.pieces:
        if piece.label and piece.label.field == field:
            span = Span.of(piece)
            options.append((piece.label.quality, Found(_code(span.text), (span,), piece.label.quality)))
    for label in cut.lonely_labels():
        if label.field != field:
            continue
        for piece in cut.pieces:
            if piece.label is not None:
                continue
            end = _code_end(field, piece.line, piece.start, piece.end)
            if end is None:
                continue
            span = Span(piece.line, piece.start, end)
            place = max(beside(label.box, piece.box, unit), below(label.box, piece.box, unit))
            if place > 0:
                options.append(
                    (place * label.quality, Found(_code(span.text), (span,), place * label.quality))
                )
    return max(options, key=lambda option: option[0])[1] if options else None


def _code_end(field: str, line: FrameLine, start: int, end: int) -> int | None:
    found = patterned_end(field, line.folded, start)
    return min(found, end) if found is not None else None


def _code(text: str) -> str:
    return " ".join(text.upper().split())


def _without_labels(found: dict[str, Found[str]], cut: Cut) -> None:
    """Take values whose shape alone is sure: ``5'-09"``, ``185 lb``, and a sex mark in such a value's row."""
    for field, finder in _UNLABELLED.items():
        if field in found:
            continue
        for piece in cut.pieces:
            if piece.label is None and len(piece.folded) < 24 and (match := finder(piece.folded)):
                found[field] = _typed(piece, match, 0.5)
                break
    if "sex" not in found:
        sex = _sex_in_row(cut)
        if sex:
            found["sex"] = sex


def _sex_in_row(cut: Cut) -> Found[str] | None:
    """A lone M, F or X: right before a height, or a piece of its own."""
    for piece in cut.pieces:
        text = piece.folded
        match = values.find_sex(text)
        if match and match.start == 0 and values.find_height(text[match.end :]):
            return _typed(piece, match, 0.7)
        run_in = values.find_sex(text[-1:]) if squeeze(text).endswith(("SEXM", "SEXF", "SEXX")) else None
        if run_in:
            last = len(text) - 1
            return _typed(piece, ValueMatch(last, last + 1, run_in.value), 0.8)
    for piece in cut.pieces:
        match = values.find_sex(piece.folded)
        if piece.label is None and match and piece.folded.strip(" .") in ("M", "F"):
            return _typed(piece, match, 0.4)
    return None
