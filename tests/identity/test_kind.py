"""The ID document kind: pages in, one record with checks out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from docparse.errors import LimitError
from docparse.identity.kind import IDDocumentKind
from docparse.identity.side import KNOWN_ENOUGH
from docparse.kind import PageView, ReadOptions
from docparse.pages import Page
from docparse.records import IDDocument
from docparse.text import TextLine, TextReader

Pixels = NDArray[np.uint8]

OPTIONS = ReadOptions(as_of=dt.date(2025, 6, 1))
CARD = {
    "VERMONT": (40, 20, 260, 44),
    "DRIVER LICENSE": (560, 26, 260, 34),
    "4d DLN 48213976": (330, 90, 170, 20),
    "1 HOLLOWAY": (330, 130, 110, 20),
    "2 JANE ANNE": (330, 155, 120, 20),
    "3 DOB 03/14/1987": (330, 240, 180, 20),
    "4a ISS 02/27/2025": (330, 270, 190, 20),
    "4b EXP 03/14/2029": (600, 270, 190, 20),
}


class CardReader:
    """A text engine that reads one card on every page, and counts how often."""

    name = "card"
    version = "card@1"

    def __init__(self, prints: dict[str, tuple[float, ...]], *, fail_after: int | None = None) -> None:
        self.prints, self.fail_after, self.calls = prints, fail_after, 0

    def read(self, pixels: Pixels) -> list[TextLine]:
        self.calls += 1
        if self.fail_after is not None and self.calls > self.fail_after:
            raise LimitError("limit.seconds", "the time is up")
        return [TextLine(text, _box(*place), 0.97) for text, place in self.prints.items()]

    def recognise(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        return [("", 0.0) for _ in crops]


def _box(left: float, top: float, width: float, height: float) -> NDArray[np.float64]:
    corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    return np.array(corners, dtype=np.float64)


def view(reader: TextReader, index: int = 0) -> PageView:
    return PageView(Page(np.full((540, 860, 3), 225, np.uint8), index=index, image_share=1.0), reader)


def without(*starts: str, **changed: Any) -> dict[str, tuple[float, ...]]:
    return {text: place for text, place in CARD.items() if not text.startswith(starts)}


def test_a_card_is_an_id_document() -> None:
    guess = IDDocumentKind().guess([view(CardReader(CARD))], OPTIONS)
    assert guess.confidence >= KNOWN_ENOUGH
    assert "HOLLOWAY" not in guess.reason


def test_a_blank_page_is_none_and_says_why(silent_reader: TextReader) -> None:
    guess = IDDocumentKind().guess([view(silent_reader)], OPTIONS)
    assert guess.confidence == 0.0
    assert guess.reason


def test_no_pages_are_no_document() -> None:
    assert IDDocumentKind().guess([], OPTIONS).confidence == 0.0


def test_what_the_guess_read_is_not_read_again() -> None:
    reader = CardReader(CARD)
    kind, page = IDDocumentKind(), view(reader)
    kind.guess([page], OPTIONS)
    kind.extract([page], OPTIONS)
    assert reader.calls == 1


def test_a_card_becomes_a_whole_record() -> None:
    found = IDDocumentKind().extract([view(CardReader(CARD))], OPTIONS)
    record = found.record
    assert isinstance(record, IDDocument)
    assert found.errors == []
    assert record.family_name is not None
    assert record.family_name.value == "HOLLOWAY"
    assert record.date_of_birth is not None
    assert record.date_of_birth.value == dt.date(1987, 3, 14)
    assert [(check.name, check.status) for check in record.checks] == [("dates.in_order", "passed")]
    assert record.quality is not None
    assert record.quality.resolution_px == 860
    assert set(found.timings_ms) == {"barcode", "regions", "mrz", "fields"}


@pytest.mark.parametrize(
    ("missing", "name"),
    [
        ("4d", "document_number"),
        ("1 ", "family_name"),
        ("2 ", "given_names"),
        ("3 ", "date_of_birth"),
        ("4b", "date_of_expiry"),
    ],
)
def test_a_missing_key_field_is_an_error_that_names_it(missing: str, name: str) -> None:
    found = IDDocumentKind().extract([view(CardReader(without(missing)))], OPTIONS)
    (error,) = found.errors
    assert error.code == "id.fields_missing"
    assert name in error.message
    assert not any(value in error.message for value in ("HOLLOWAY", "JANE", "48213976"))


def test_one_date_is_not_enough_for_the_order_of_dates() -> None:
    found = IDDocumentKind().extract([view(CardReader(without("4a", "4b")))], OPTIONS)
    (check,) = [check for check in found.record.checks if check.name == "dates.in_order"]
    assert check.status == "not_performed"


def test_two_pages_of_one_source_are_joined() -> None:
    pages = [view(CardReader(without("4b"))), view(CardReader(without("4d")), 1)]
    record = IDDocumentKind().extract(pages, OPTIONS).record
    assert record.document_number.page == 0
    assert record.date_of_expiry.page == 1


def test_when_the_time_is_up_the_pages_read_so_far_count() -> None:
    reader = CardReader(CARD, fail_after=1)
    found = IDDocumentKind().extract([view(reader), view(reader, 1)], OPTIONS)
    assert found.record.family_name.value == "HOLLOWAY"
    assert [(error.code, error.page) for error in found.errors] == [("limit.seconds", 1)]


def test_when_the_time_is_up_before_the_first_page_the_limit_is_the_error() -> None:
    with pytest.raises(LimitError):
        IDDocumentKind().extract([view(CardReader(CARD, fail_after=0))], OPTIONS)


def test_print_on_the_edge_of_the_picture_is_cut_off() -> None:
    prints = {**CARD, "4b EXP 03/14/2029": (670, 270, 190, 20)}
    quality = IDDocumentKind().extract([view(CardReader(prints))], OPTIONS).record.quality
    assert quality.cut_off == ["right"]
    assert IDDocumentKind().extract([view(CardReader(CARD))], OPTIONS).record.quality.cut_off == []


def test_nonsense_from_an_engine_gives_a_partial_record_and_no_crash(nonsense_reader: TextReader) -> None:
    found = IDDocumentKind().extract([view(nonsense_reader)], OPTIONS)
    assert [error.code for error in found.errors] == ["id.fields_missing"]
