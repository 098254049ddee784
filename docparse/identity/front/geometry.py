"""Which piece stands beside, below or above which label or piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docparse.identity.front.layout import Box, same_row
from docparse.identity.front.pieces import Cut, Label, Piece


def beside(label: Box, value: Box, unit: float) -> float:
    """How well ``value`` stands right of ``label`` in its row, 0 to 1; ``unit`` is a line height."""
    if not same_row(label, value):
        return 0.0
    gap = value[0] - label[2]
    if gap < -0.7 * unit or gap > 8 * unit:
        return 0.0
    return 0.95 - 0.06 * max(0.0, gap / unit)


def below(label: Box, value: Box, unit: float) -> float:
    """How well ``value`` stands right below ``label``, 0 to 1: left edges in line, or it covers the label."""
    gap = value[1] - label[3]
    if gap < -0.55 * unit or gap > 1.2 * unit or value[1] <= label[1]:
        return 0.0
    shift = abs(value[0] - label[0])
    aligned = shift < 1.6 * unit
    covers = value[0] - 0.5 * unit <= label[0] <= value[2]
    if not (aligned or covers):
        return 0.0
    return 0.9 - 0.15 * max(0.0, gap / unit) - 0.1 * min(2.0, shift / unit)


def same_column(a: Box, b: Box, unit: float) -> bool:
    """Whether two lines begin at about the same place from the left."""
    return abs(a[0] - b[0]) < 1.8 * unit


def next_above(piece: Piece, cut: Cut, unit: float, reach: float = 0.9) -> Piece | None:
    """The piece right above another in its column, or None."""
    box = piece.box
    height = max(unit * 0.6, box[3] - box[1])
    best: Piece | None = None
    for other in cut.pieces:
        other_box = other.box
        if other is piece or other.line is piece.line or not same_column(box, other_box, unit):
            continue
        gap = box[1] - other_box[3]
        near = -0.6 * height <= gap <= reach * height and other_box[1] < box[1]
        if near and (best is None or other_box[3] > best.box[3]):
            best = other
    return best


def _between(upper: Box, middle: Box, lower: Box) -> bool:
    """Whether a box stands below one and above another, not beside either."""
    return upper[3] < (middle[1] + middle[3]) / 2 < lower[1]


def stack_below(piece: Piece, cut: Cut, unit: float, limit: int, reach: float = 0.6) -> list[Piece]:
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
            and -0.5 * height <= p.box[1] - edge[3] <= reach * height
            and p.box[1] > edge[1]
        ]
        if not under:
            break
        nearest = min(under, key=lambda p: p.box[1])
        if any(same_column(edge, box, unit) and _between(edge, box, nearest.box) for box in label_boxes):
            break
        stack.append(nearest)
        edge = nearest.box
    return stack


def lines_under(
    labels: Sequence[Label], cut: Cut, unit: float, fits: Callable[[Piece], bool] = lambda _: True
) -> list[Piece]:
    """For each label with no value in its line, the fitting piece that stands best below or beside it."""
    found = []
    for label in labels:
        scored = [
            (max(below(label.box, piece.box, unit), beside(label.box, piece.box, unit)), piece)
            for piece in cut.pieces
            if piece.label is None and fits(piece)
        ]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if best[1] is not None and best[0] > 0.3:
            found.append(best[1])
    return found
