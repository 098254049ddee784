"""What the drawing modules hand out: a document's picture and the exact regions on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

DocumentKind = Literal["front", "back", "passport_page"]
DOCUMENT_KINDS: tuple[DocumentKind, ...] = ("front", "back", "passport_page")

# Order is the class id in the data set and in the trained model.
FIELD_CLASSES = (
    "portrait",
    "ghost_portrait",
    "signature",
    "barcode",
    "mrz",
    "name",
    "document_number",
    "date_of_birth",
    "date_of_expiry",
    "date_of_issue",
    "sex",
    "address",
    "other_text",
)

Pixels = NDArray[np.uint8]
Polygon = NDArray[np.float32]


@dataclass(frozen=True)
class Region:
    """One region of a document.

    Attributes:
        label: One of :data:`FIELD_CLASSES`.
        polygon: Corners (4, 2) in the document's pixels, clockwise from the region's own top-left.
        text: What is printed there, lines apart by a line feed; None for pictures.
    """

    label: str
    polygon: Polygon
    text: str | None = None


@dataclass(frozen=True)
class Document:
    """A flat document as it left the printer.

    Attributes:
        image: (H, W, 3) RGB, the whole document and nothing around it.
        kind: Which side it is.
        regions: What is on it, exactly.
        corner_radius_px: Radius of its rounded corners; 0 for a page.
        values: The holder's and the document's values as printed, by name.
    """

    image: Pixels
    kind: DocumentKind
    regions: tuple[Region, ...]
    corner_radius_px: float
    values: dict[str, str]


def box_polygon(x0: float, y0: float, x1: float, y1: float) -> Polygon:
    """An upright rectangle's corners, clockwise from its top-left."""
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32)
