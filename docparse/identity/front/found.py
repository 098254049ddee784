"""A value found on the printed face, before it becomes a field of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import numpy as np

from docparse.identity.front.layout import FrameLine
from docparse.identity.front.pieces import Piece
from docparse.records import Field, Polygon

ValueT = TypeVar("ValueT")
OtherT = TypeVar("OtherT")


@dataclass(frozen=True)
class Span:
    """Characters of one line.

    Attributes:
        line: The line.
        start: Offset of the first character.
        end: Offset behind the last.
    """

    line: FrameLine
    start: int
    end: int

    @classmethod
    def of(cls, piece: Piece) -> Span:
        """The span of a piece."""
        return cls(piece.line, piece.start, piece.end)

    def overlaps(self, other: Span) -> bool:
        """Whether both have a character in common."""
        return self.line is other.line and self.start < other.end and other.start < self.end

    @property
    def text(self) -> str:
        """The characters as read."""
        return self.line.source.text[self.start : self.end]

    @property
    def confidence(self) -> float:
        """What the text engine gave its line."""
        return self.line.source.confidence


@dataclass(frozen=True)
class Found(Generic[ValueT]):
    """A value, where it stands and how well its place and label support it.

    Attributes:
        value: The normalised value.
        spans: Where it stands, in reading order.
        support: 0 to 1: how sure the layout makes it that this value belongs to this field.
    """

    value: ValueT
    spans: tuple[Span, ...]
    support: float

    @property
    def text(self) -> str:
        """The characters as read, lines joined by a blank."""
        return " ".join(span.text for span in self.spans)

    def with_value(self, value: OtherT) -> Found[OtherT]:
        """The same place with another value."""
        return replace(self, value=value)  # type: ignore[return-value, arg-type]


def polygon_of(spans: Sequence[Span]) -> Polygon:
    """Corners, in page pixels, of the parallelogram along the writing that holds all spans."""
    corners = [span.line.part_polygon(span.start, span.end) for span in spans]
    if len(corners) == 1:
        quad = corners[0]
    else:
        along = np.sum([c[1] - c[0] for c in corners], axis=0)
        along = along / max(1e-9, float(np.hypot(*along)))
        across = np.array([-along[1], along[0]])
        points = np.concatenate(corners)
        u, v = points @ along, points @ across
        quad = np.stack(
            [
                a * along + b * across
                for a, b in ((u.min(), v.min()), (u.max(), v.min()), (u.max(), v.max()), (u.min(), v.max()))
            ]
        )
    return [(round(float(x), 1), round(float(y), 1)) for x, y in quad]


def to_field(found: Found[Any], page: int) -> Field[Any]:
    """The record's field: confidence is the engine's, lowered by how weak the layout's support is."""
    engine = min(span.confidence for span in found.spans) if found.spans else 0.5
    confidence = round(min(0.99, engine * (0.5 + 0.5 * found.support)), 3)
    return Field[Any](
        value=found.value,
        text=found.text,
        confidence=max(0.0, confidence),
        source="front",
        page=page,
        polygon_px=polygon_of(found.spans) if found.spans else None,
    )
