"""What the field model says of fields that no label led to: where a value stands, not what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docparse.geometry.quad import bounds
from docparse.identity.front.layout import Box
from docparse.identity.front.pieces import Cut, Label, Piece, value_end
from docparse.identity.front.values import DateOrder

HINTED_FIELDS = ("date_of_birth", "date_of_issue", "date_of_expiry", "sex", "document_number")
"""Fields whose values have a shape of their own, by which a wrong hint is known."""

# A hint is worth less than a printed label, however sure the model is.
_QUALITY = 0.6
# Share of a piece's box that must lie in a region.
_INSIDE = 0.5


@dataclass(frozen=True)
class Hint:
    """A place where a field's value is thought to stand.

    Attributes:
        field: The record's field.
        box: In the pixels of the text lines.
        score: 0 to 1.
    """

    field: str
    box: Box
    score: float


def with_hints(cut: Cut, hints: Sequence[Hint], *, order: DateOrder, as_of: dt.date) -> Cut:
    """The cut with pieces that no label announces announced by the hint they stand in.

    Args:
        cut: The card's labels and pieces.
        hints: Only those of fields still to be found.
        order: Order of all-digit dates.
        as_of: Day that two-digit years are judged from.
    """
    pieces = tuple(_announced(piece, hints, order, as_of) for piece in cut.pieces)
    return replace(cut, pieces=pieces)


def _announced(piece: Piece, hints: Sequence[Hint], order: DateOrder, as_of: dt.date) -> Piece:
    if piece.label is not None:
        return piece
    box = bounds(piece.line.part_polygon(piece.start, piece.end))
    fitting = [
        hint
        for hint in hints
        if _share_inside(box, hint.box) >= _INSIDE
        and value_end(hint.field, piece.folded, 0, order, as_of) is not None
    ]
    if not fitting:
        return piece
    hint = max(fitting, key=lambda each: each.score)
    label = Label(hint.field, _QUALITY * hint.score, piece.line, piece.start, piece.start, wordless=True)
    return replace(piece, label=label)


def _share_inside(box: Box, region: Box) -> float:
    width = min(box[2], region[2]) - max(box[0], region[0])
    height = min(box[3], region[3]) - max(box[1], region[1])
    area = max(1e-9, (box[2] - box[0]) * (box[3] - box[1]))
    return max(0.0, width) * max(0.0, height) / area
