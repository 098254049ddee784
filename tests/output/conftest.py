from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from docparse.records import (
    Address,
    Barcode,
    Check,
    DateField,
    DocumentResult,
    ErrorItem,
    Field,
    IDDocument,
    Images,
    Mrz,
    Source,
    TextField,
)

BOX = [(20.0, 30.0), (120.0, 30.0), (120.0, 50.0), (20.0, 50.0)]


def _text(value: str, **more: object) -> TextField:
    given = {"value": value, "text": value, "confidence": 0.9, "source": "front", "polygon_px": BOX}
    return TextField(**(given | more))


@pytest.fixture
def make_result() -> Callable[..., DocumentResult]:
    """A result with a little of everything in it; keywords replace parts of its ID document."""

    def make(**fields: object) -> DocumentResult:
        address = Address(lines=["12 SAMPLE ST", "ANYTOWN PA 17101"], city="ANYTOWN")
        given = {
            "family_name": _text("ÉXAMPLE"),
            "given_names": _text("[bold]ROBIN[/x] \x1b[31mLEE", confidence=0.3, polygon_px=None),
            "date_of_birth": DateField(
                value=dt.date(1985, 4, 15), text="15 APR 1985", confidence=0.7, source="mrz", page=1
            ),
            "date_of_expiry": DateField(
                value=dt.date(2031, 4, 15), text="2031", confidence=1, source="pdf417", polygon_px=BOX
            ),
            "address": Field(value=address, text="12 SAMPLE ST", confidence=0.8, source="front"),
            "organ_donor": Field(value=True, text="DONOR", confidence=0.8, source="front"),
            "images": Images(portrait_page=0, portrait_px=[(200, 40), (280, 40), (280, 150), (200, 150)]),
            "barcode": Barcode(aamva_version=8, polygon_px=BOX, page=0),
            "mrz": Mrz(format="TD3", lines=["A", "B"], checks={"composite": True, "document_number": False}),
            "checks": [
                Check(name="front_vs_mrz.date_of_birth", status="failed", detail="[/they] differ"),
                Check(name="dates.in_order", status="passed"),
            ],
        }
        return DocumentResult(
            source=Source(path="[/in]/a.jpg", pages=2),
            kind="id_document",
            status="partial",
            errors=[ErrorItem(code="id.fields_missing", message="[/not] found", stage="id_document")],
            warnings=[ErrorItem(code="barcode.truncated", message="cut off", stage="id_document")],
            id_document=IDDocument(**(given | fields)),
            timings_ms={"total": 12.3},
        )

    return make


@pytest.fixture
def failed_result() -> DocumentResult:
    error = ErrorItem(code="page.empty", message="the file is empty", stage="pages")
    return DocumentResult(source=Source(path="a.jpg"), status="failed", errors=[error])
