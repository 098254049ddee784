"""From a PDF page's own coordinates to page pixels.

PDF user space has its origin at the bottom left and y up; the page shows its crop box, which may be turned by
quarters (ISO 32000-1, 8.3.2 and table 30, Rotate). Pixels have y down from the top left of the page as shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from docparse.pages.page import Points

# An affine mapping as PDF writes it, (a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f.
Affine = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class PageSpace:
    """Where a page's user space lies in its pixels.

    Attributes:
        to_pixels: User space to page pixels.
        width: Page width in pixels.
        height: Page height in pixels.
    """

    to_pixels: Affine
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Pixels per unit of user space."""
        return affine_scale(self.to_pixels)


def page_space(page: Any, width: int, height: int) -> PageSpace:
    """The space of an opened PDFium page drawn at this many pixels."""
    return PageSpace(user_to_pixels(page.get_bbox(), page.get_rotation(), width, height), width, height)


def user_to_pixels(box: tuple[float, float, float, float], rotation: int, width: int, height: int) -> Affine:
    """The mapping from user space to pixels.

    Args:
        box: The visible (left, bottom, right, top) in user space.
        rotation: Degrees the page is turned clockwise: 0, 90, 180 or 270.
        width: Pixels across the page as shown, after turning.
        height: Pixels down the page as shown.
    """
    left, bottom, right, top = box
    across, up = max(right - left, 1e-6), max(top - bottom, 1e-6)
    # First to the unit square of the page as shown, x right and y down.
    unit: dict[int, Affine] = {
        0: (1 / across, 0.0, 0.0, -1 / up, -left / across, top / up),
        90: (0.0, 1 / across, 1 / up, 0.0, -bottom / up, -left / across),
        180: (-1 / across, 0.0, 0.0, 1 / up, right / across, -bottom / up),
        270: (0.0, -1 / across, -1 / up, 0.0, top / up, right / across),
    }
    return compose(unit[rotation % 360], (float(width), 0.0, 0.0, float(height), 0.0, 0.0))


def compose(first: Affine, then: Affine) -> Affine:
    """The mapping that does ``first``, and ``then`` the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def apply(mapping: Affine, points: ArrayLike) -> Points:
    """Take (N, 2) points through a mapping."""
    a, b, c, d, e, f = mapping
    xy: NDArray[np.float64] = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    return np.asarray(xy @ np.array([[a, b], [c, d]]) + np.array([e, f]), dtype=np.float64)


def affine_scale(mapping: Affine) -> float:
    """How much a mapping enlarges lengths, on average over directions."""
    a, b, c, d, _, _ = mapping
    return float(abs(a * d - b * c) ** 0.5)
