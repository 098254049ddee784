"""The carrier of one line of text found on a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Word:
    """One word of a line.

    Attributes:
        text: Its characters.
        polygon_px: (4, 2) corners in page pixels, clockwise from the text's own top left.
        confidence: 0 to 1.
    """

    text: str
    polygon_px: NDArray[np.float64]
    confidence: float


@dataclass(frozen=True, eq=False)
class TextLine:
    """One line of text.

    Attributes:
        text: The characters as read.
        polygon_px: (4, 2) corners in page pixels, clockwise from the text's own top left, so that the first
            edge runs along the writing direction whatever way the page is turned.
        confidence: 0 to 1; 1 for a PDF's own text.
        words: Word boxes where the engine gives them.
    """

    text: str
    polygon_px: NDArray[np.float64]
    confidence: float
    words: tuple[Word, ...] = field(default=())

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Upright bounding box (left, top, right, bottom) in page pixels."""
        x, y = self.polygon_px[:, 0], self.polygon_px[:, 1]
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())
