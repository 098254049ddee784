"""A value made from one or more elements, before it becomes a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class Found(Generic[ValueT]):
    """A value and what it was made from.

    Attributes:
        value: The normalised value.
        text: The raw text of the elements.
        elements: Ids of the elements it was made from.
        certainty: 1, or less where a quirk had to be guessed.
    """

    value: ValueT
    text: str
    elements: tuple[str, ...]
    certainty: float = 1.0
