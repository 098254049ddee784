"""What finding the scale needs to know of a page besides its text and plans."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docparse.geometry.quad import Matrix, Points, map_points

_INCH_M = 0.0254
_POINTS_PER_INCH = 72.0


@dataclass(frozen=True)
class PageFacts:
    """How large a page is and how that is known.

    Attributes:
        width: Pixels.
        height: Pixels.
        dpi: Dots per inch as the file tells, or as a PDF page was drawn at; None when the file does not tell.
        size_pt: (width, height) of the sheet in points of 1/72 inch, or None.
        born_digital: Whether the page is a PDF's own drawing, so that its points are the sheet's true size.
        assumed_dpi: What the caller says a picture was scanned at, when the file does not tell. None when the
            caller does not say either.
    """

    width: int
    height: int
    dpi: float | None = None
    size_pt: tuple[float, float] | None = None
    born_digital: bool = False
    assumed_dpi: float | None = None

    @property
    def paper_m_per_pixel(self) -> float | None:
        """Metres of paper in a pixel, as far as the file itself tells; None when it does not."""
        if self.size_pt is not None and self.width > 0 and self.size_pt[0] > 0:
            return self.size_pt[0] / _POINTS_PER_INCH * _INCH_M / self.width
        return _INCH_M / self.dpi if self.dpi else None

    @property
    def assumed_m_per_pixel(self) -> float | None:
        """Metres of paper in a pixel, by the file or else by the caller's word."""
        told = self.paper_m_per_pixel
        if told is not None:
            return told
        return _INCH_M / self.assumed_dpi if self.assumed_dpi else None


@dataclass(frozen=True)
class Ink:
    """The dark lines of a page.

    Attributes:
        mask: (H, W) bool, True on ink. It may be smaller or larger than the page, and straightened.
        to_page: 3 x 3 mapping of points on the mask to points on the page.
    """

    mask: NDArray[np.bool_]
    to_page: Matrix

    @classmethod
    def scaled(cls, mask: NDArray[np.bool_], factor: float = 1.0) -> Ink:
        """A mask whose pixels are ``factor`` page pixels wide, not turned."""
        return cls(mask, np.diag([factor, factor, 1.0]))

    def on_page(self, points: Points) -> Points:
        """Points (N, 2) of the mask, on the page."""
        return map_points(points, self.to_page)

    def from_page(self, points: Points) -> Points:
        """Points (N, 2) of the page, on the mask."""
        return map_points(points, np.linalg.inv(self.to_page))
