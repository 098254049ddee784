"""The carrier of one page: its pixels and everything the file said about them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Points = NDArray[np.float64]


# A page of which a picture covers this share is a scan.
_MOSTLY_PICTURE = 0.5


@dataclass(frozen=True)
class LayerText:
    """A run of text from a born-digital page's own text layer.

    Attributes:
        text: The characters.
        polygon_px: (4, 2) corners in page pixels, clockwise from the text's own top left.
    """

    text: str
    polygon_px: Points


@dataclass(frozen=True)
class VectorPath:
    """A drawn path of a born-digital page, flattened to straight pieces.

    Attributes:
        points_px: (N, 2) vertices in page pixels.
        closed: Whether the last vertex joins the first.
        filled: Whether the path is filled.
        stroke_width_px: Line width in page pixels, 0 for a path that is not stroked.
    """

    points_px: Points
    closed: bool
    filled: bool
    stroke_width_px: float


@dataclass(frozen=True)
class Page:
    """One page: pixels, resolution and the file's own text and paths.

    Attributes:
        pixels: (height, width, 3) uint8, RGB, upright by the file's orientation tag. Treat as read-only.
        index: Page number in its file, from 0.
        dpi: Dots per inch, or None when the file does not tell.
        size_pt: (width, height) in points of 1/72 inch, or None for a picture with no dpi.
        text_layer: The page's own text; empty for scans and pictures.
        vector_paths: The page's own drawing; empty for scans and pictures.
        image_share: Share of the page, 0 to 1, covered by its largest embedded picture; 1 for a picture file.
            A page with a high share is a scan, whatever little text its text layer holds.
    """

    pixels: Pixels
    index: int = 0
    dpi: float | None = None
    size_pt: tuple[float, float] | None = None
    text_layer: tuple[LayerText, ...] = field(default=())
    vector_paths: tuple[VectorPath, ...] = field(default=())
    image_share: float = 0.0

    @property
    def width(self) -> int:
        """Width in pixels."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.pixels.shape[0])

    @property
    def is_scan(self) -> bool:
        """Whether the page is mostly a picture: its text layer is then a footer, or somebody else's OCR."""
        return self.image_share >= _MOSTLY_PICTURE

    def with_pixels(self, pixels: Pixels) -> Page:
        """The same page with other pixels; text layer and paths, which no longer fit, are dropped."""
        return replace(self, pixels=pixels, text_layer=(), vector_paths=())
