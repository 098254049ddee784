"""One page as the sides of ID documents that lie on it: usually one, on a copied sheet both of a card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docparse.errors import DocparseError
from docparse.geometry.quad import bounds
from docparse.identity.reading import SourceReading
from docparse.identity.side import KNOWN_ENOUGH, SideReading, read_side, timed
from docparse.identity.surface import Surface, find_cards_on
from docparse.records import ErrorItem

if TYPE_CHECKING:
    from docparse.kind import PageView

# A barcode that covers more of the picture than this leaves no room for a card's front beside it.
_BACK_SHARE = 0.15
# A document less sure than this may have been cut out askew: what the page gives whole may be better.
_SURE = 0.5


def read_page(view: PageView, as_of: dt.date) -> list[SideReading]:
    """Read every side of a document on a page; at least one, which may hold nothing.

    Raises:
        EngineError: When an engine failed.
    """
    timings: dict[str, float] = {}
    with timed(timings, "barcode"):
        barcodes, warnings = _read_barcodes(view)
    is_back = view.side == "back"
    if barcodes and (is_back or _fills(barcodes[0], view)):
        # The rest of a back repeats the barcode or is small print.
        whole = SideReading(
            [barcodes[0]], warnings, timings_ms=timings, page=view.page.index, is_back=is_back
        )
        return [whole]
    with timed(timings, "regions"):
        cards = find_cards_on(view)
    sides = _read_surfaces(cards, barcodes, as_of, is_back=is_back)
    page_was_read = any(card.to_page is None for card in cards)
    askew = len(cards) == 1 and cards[0].sure < _SURE
    if not page_was_read and (askew or not any(side.evidence >= KNOWN_ENOUGH for side in sides)):
        whole = read_side(Surface.of_page(view), as_of, next(iter(barcodes), None), is_back=is_back)
        if not sides or whole.evidence >= max(side.evidence for side in sides):
            sides = [whole]
    sides[0].warnings[:0] = warnings
    for stage, spent in timings.items():
        sides[0].timings_ms[stage] = sides[0].timings_ms.get(stage, 0.0) + spent
    return sides


def _read_surfaces(
    cards: Sequence[Surface], barcodes: Sequence[SourceReading], as_of: dt.date, *, is_back: bool
) -> list[SideReading]:
    """The cards that gave something, each with the barcode on it; one on none of them goes to the first.

    Where none gave anything, the first with nothing in it.
    """
    left = list(barcodes)
    sides = []
    for card in cards:
        own = next((barcode for barcode in left if _lies_on(barcode, card)), None)
        left = [barcode for barcode in left if barcode is not own]
        sides.append(read_side(card, as_of, own, is_back=is_back))
    sides = [side for side in sides if side.readings] or sides[:1]
    if left and sides and not sides[0].machine_readable:
        sides[0].readings.insert(0, left[0])
    return sides


def _lies_on(barcode: SourceReading, card: Surface) -> bool:
    place = barcode.barcode.polygon_px if barcode.barcode else None
    if not place:
        return False
    import numpy as np  # noqa: PLC0415

    left, top, right, bottom = bounds(card.from_page(np.mean(place, axis=0)))
    height, width = card.pixels.shape[:2]
    return left >= 0 and right <= width and top >= 0 and bottom <= height


def _read_barcodes(view: PageView) -> tuple[list[SourceReading], list[ErrorItem]]:
    """What the page's AAMVA barcodes say, and warnings about one that cannot be read."""
    from docparse.identity import aamva  # noqa: PLC0415 - engines and tables load when a page is read
    from docparse.identity.barcode import scan_barcodes  # noqa: PLC0415

    page = view.page
    scan = scan_barcodes(page.pixels, thorough=view.side == "back")
    problem: DocparseError | None = None
    readings, warnings = [], []
    for barcode in scan.readings:
        try:
            document = aamva.parse(barcode.data)
        except DocparseError as error:
            problem = error if barcode.format.endswith("PDF417") else problem
            continue
        readings.append(aamva.read_aamva(document, barcode.polygon_px.tolist(), page.index))
        warnings += [
            _item(code, "the barcode's data is not in order", page.index) for code in document.warnings
        ]
    if readings:
        return readings, warnings
    if problem:
        return [], [_item(problem.code, problem.message, page.index)]
    if scan.unread is not None:
        message = "a PDF417 barcode is there but could not be read; take a sharper picture of it"
        return [], [_item("barcode.unreadable", message, page.index)]
    return [], []


def _fills(reading: SourceReading, view: PageView) -> bool:
    if reading.barcode is None or not reading.barcode.polygon_px:
        return False
    left, top, right, bottom = bounds(reading.barcode.polygon_px)
    return (right - left) * (bottom - top) > _BACK_SHARE * view.page.width * view.page.height


def _item(code: str, message: str, page: int) -> ErrorItem:
    return ErrorItem(code=code, message=message, stage="id_document", page=page)
