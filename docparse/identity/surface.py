"""The flat side of a document as it lies on a page: its pixels, its text, and the way back to the page.

A scan of nothing but a card is its own surface. A card in a photo is cut out and laid flat; a page that lies
on its side or on its head is turned. What is read on a surface has its place on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from docparse.geometry.quad import box_corners, map_points, polygon_area, quad_size
from docparse.records import Polygon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from docparse.geometry.quad import Matrix, Points
    from docparse.identity.reading import SourceReading
    from docparse.kind import PageView
    from docparse.regions import Regions
    from docparse.regions.card import CardRegion
    from docparse.text import TextLine

CARD_MODEL = "card"
FIELD_MODEL = "id-fields"

# Width over height, ISO/IEC 7810: ID-1 cards, and the ID-3 page of a passport.
_ASPECTS = {"front": 85.60 / 53.98, "back": 85.60 / 53.98, "passport_page": 125.0 / 88.0}
# A document whose corners are all this near to the page's own, as a share of the page's diagonal, fills it.
_FILLS = 0.04
# Corners this near to an upright box's, as a share of the longer side, are not worth a resampling.
_STRAIGHT = 0.015
# One that covers less of the page than this is cut out however straight it lies: its print is small.
_MOST = 0.5
# A flat picture is not made larger than this on its longer side, nor smaller than the photo shows it.
_MAX_SIDE = 2400


@dataclass
class Surface:
    """A picture of one side of a document, made from a page.

    Attributes:
        view: The page.
        pixels: (H, W, 3) RGB.
        to_page: 3 x 3 mapping of points on the surface to page pixels; None where the surface is the page.
        kind: ``front``, ``back`` or ``passport_page`` as the card model sees it, else None.
        sure: How likely it is a document and cut out whole, 0 to 1.
    """

    view: PageView
    pixels: NDArray[np.uint8] = field(repr=False)
    to_page: Matrix | None = None
    kind: str | None = None
    sure: float = 1.0

    @classmethod
    def of_page(cls, view: PageView) -> Surface:
        """The whole page as it is."""
        return cls(view, view.page.pixels)

    @cached_property
    def lines(self) -> list[TextLine]:
        """The surface's text lines, read on first use; those of a whole page are shared with other kinds."""
        return self.view.lines if self.to_page is None else self.view.read_pixels(self.pixels)

    @cached_property
    def regions(self) -> Regions | None:
        """What the field model finds on the surface as it stands; None where there is no such model."""
        model = self.view.region_model(FIELD_MODEL)
        return model.find(self.pixels) if model else None

    def turned(self, quarters: int) -> Surface:
        """The surface turned clockwise by quarters."""
        if quarters % 4 == 0:
            return self
        from docparse.pages.transform import rotate_quarter, rotated_back  # noqa: PLC0415

        height, width = self.pixels.shape[:2]
        pixels, back = rotate_quarter(self.pixels, quarters), rotated_back(quarters, (width, height))
        return replace(self, pixels=pixels, to_page=back if self.to_page is None else self.to_page @ back)

    def polygon_on_page(self, polygon: Polygon) -> Polygon:
        """A polygon of the surface, on the page."""
        if self.to_page is None:
            return polygon
        return [(round(float(x), 1), round(float(y), 1)) for x, y in map_points(polygon, self.to_page)]

    def from_page(self, points: ArrayLike) -> Points:
        """Page points (N, 2) as points of the surface."""
        import numpy as np  # noqa: PLC0415

        back = np.eye(3) if self.to_page is None else np.linalg.inv(self.to_page)
        return map_points(points, back)

    def reading_on_page(self, reading: SourceReading) -> SourceReading:
        """A reading of the surface, with its places on the page."""
        if self.to_page is None:
            return reading
        fields = {
            name: value.model_copy(
                update={"polygon_px": value.polygon_px and self.polygon_on_page(value.polygon_px)}
            )
            for name, value in reading.fields.items()
        }
        barcode, mrz = reading.barcode, reading.mrz
        if barcode and barcode.polygon_px:
            barcode = barcode.model_copy(update={"polygon_px": self.polygon_on_page(barcode.polygon_px)})
        if mrz and mrz.polygon_px:
            mrz = mrz.model_copy(update={"polygon_px": self.polygon_on_page(mrz.polygon_px)})
        return replace(reading, fields=fields, barcode=barcode, mrz=mrz)


def find_cards_on(view: PageView) -> list[Surface]:
    """The documents on a page, each laid flat, the largest first; none where there is no card model.

    A document that fills the page, or lies straight on it and is most of it, is the page as it is: laying
    flat what is flat would only blur it.
    """
    model = view.region_model(CARD_MODEL)
    if model is None:
        return []
    from docparse.regions.card import find_cards  # noqa: PLC0415

    cards = sorted(
        find_cards(view.page.pixels, model), key=lambda card: polygon_area(card.corners), reverse=True
    )
    if len(cards) == 1 and _is_flat(cards[0], view):
        return [Surface(view, view.page.pixels, kind=cards[0].kind)]
    return [_laid_flat(card, view) for card in cards]


def _is_flat(card: CardRegion, view: PageView) -> bool:
    import numpy as np  # noqa: PLC0415

    height, width = view.page.pixels.shape[:2]
    page = box_corners(0, 0, width, height)
    if _farthest(card.corners, page) <= _FILLS * float(np.hypot(width, height)):
        return True
    low, high = card.corners.min(axis=0), card.corners.max(axis=0)
    upright = box_corners(*low, *high)
    straight = _farthest(card.corners, upright) <= _STRAIGHT * float((high - low).max())
    return straight and polygon_area(card.corners) >= _MOST * width * height


def _farthest(corners: NDArray[np.float32], box: Points) -> float:
    """The largest distance of a corner of the box from the nearest of the four corners."""
    import numpy as np  # noqa: PLC0415

    return float(np.linalg.norm(box[:, None] - corners[None], axis=2).min(axis=1).max())


def _laid_flat(card: CardRegion, view: PageView) -> Surface:
    import numpy as np  # noqa: PLC0415

    from docparse.pages.transform import rectify  # noqa: PLC0415

    width, height = quad_size(card.corners)
    aspect = _ASPECTS[card.kind]
    longer = min(_MAX_SIDE, max(width, height, aspect * min(width, height)))
    size = (round(longer), round(longer / aspect))
    flat, mapping = rectify(view.page.pixels, card.corners, size if width >= height else size[::-1])
    to_page = np.asarray(np.linalg.inv(mapping), np.float64)
    return Surface(view, flat, to_page, kind=card.kind, sure=card.score)
