"""A page as the sides of documents that lie on it, with and without region models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from docparse.geometry.quad import map_points, order_corners
from docparse.identity.page import read_page
from docparse.identity.side import SideReading
from docparse.kind import PageView
from docparse.pages import Page
from docparse.pages.transform import rectify, rotate_quarter
from docparse.regions import Regions
from docparse.text import TextLine, TextReader

Pixels = NDArray[np.uint8]

AS_OF = dt.date(2025, 6, 1)
WIDTH, HEIGHT = 856, 540
PRINTS = [
    ("VERMONT", 40, 20, 260, 44),
    ("DRIVER LICENSE", 560, 26, 260, 34),
    ("4d DLN 48213976", 330, 90, 170, 20),
    ("1 HOLLOWAY", 330, 130, 110, 20),
    ("2 JANE ANNE", 330, 155, 120, 20),
    ("3 DOB 03/14/1987", 330, 240, 180, 20),
    ("4b EXP 03/14/2029", 600, 270, 190, 20),
]
SEX_BOX = (500.0, 300.0, 520.0, 324.0)
PORTRAIT_BOX = (40.0, 135.0, 260.0, 450.0)


def corners_of(box: Sequence[float]) -> NDArray[np.float64]:
    left, top, right, bottom = box
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], dtype=np.float64)


def card() -> Pixels:
    """A pale card with a dark square in its upper left corner, by which it is seen how it lies."""
    page = np.full((HEIGHT, WIDTH, 3), 225, np.uint8)
    page[:60, :60] = 0
    return page


def quarters_turned(pixels: Pixels) -> int | None:
    """How far clockwise a card that fills the picture is turned; None where there is no such card."""
    height, width = pixels.shape[:2]
    at = [(20, 20), (20, width - 20), (height - 20, width - 20), (height - 20, 20)]
    dark = [int(pixels[y, x].max()) < 60 for y, x in at]
    return dark.index(True) if sum(dark) == 1 else None


class CardReader:
    """A text engine that knows the card when it fills the picture: upright well, on its head badly."""

    name = "card"
    version = "card@1"

    def __init__(self) -> None:
        self.calls = 0

    def read(self, pixels: Pixels) -> list[TextLine]:
        self.calls += 1
        turns = quarters_turned(pixels)
        if turns not in (0, 2):
            return []
        height, width = pixels.shape[:2]
        scale = np.array([width / WIDTH, height / HEIGHT])
        upright = [(text, corners_of((x, y, x + w, y + h)) * scale) for text, x, y, w, h in PRINTS]
        if turns == 0:
            return [TextLine(text, corners, 0.97) for text, corners in upright]
        size = np.array([width, height])
        return [TextLine(text[::-1], np.roll(size - corners, 2, axis=0), 0.5) for text, corners in upright]

    def recognise(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        return [("F", 0.9) for _ in crops]


class FieldModel:
    """A field model that knows the card when it fills the picture upright or on its head."""

    version = "id-fields@00000000"

    def find_all(self, pages: Sequence[Pixels]) -> list[Regions]:
        return [self.find(page) for page in pages]

    def find(self, pixels: Pixels) -> Regions:
        classes = ("portrait", "sex", "name", "date_of_birth")
        if quarters_turned(pixels) not in (0, 2):
            return Regions.none(classes)
        boxes = np.array([PORTRAIT_BOX, SEX_BOX, (330, 130, 450, 175), (400, 240, 510, 260)], np.float32)
        scale = np.array([pixels.shape[1] / WIDTH, pixels.shape[0] / HEIGHT] * 2, np.float32)
        scores = np.array([0.95, 0.9, 0.85, 0.8], np.float32)
        outlines = tuple(corners_of(box).astype(np.float32) for box in boxes * scale)
        return Regions(classes, np.arange(4), scores, boxes * scale, outlines)


class CardModel:
    """A card model that sees documents with the given corners, on pages of a given size."""

    version = "card@00000000"
    classes = ("front", "back", "passport_page")
    task = "segment"

    def __init__(
        self, *corners: NDArray[np.float64], on: tuple[int, int] = (WIDTH, HEIGHT), sure: float = 0.9
    ) -> None:
        self.corners, self.on, self.sure = corners, on, sure

    def find(self, pixels: Pixels, **options: Any) -> Regions:
        count = len(self.corners)
        shown = np.array(pixels.shape[1::-1]) / self.on
        outlines = tuple((corners * shown).astype(np.float32) for corners in self.corners)
        boxes = [(*corners.min(axis=0), *corners.max(axis=0)) for corners in outlines]
        return Regions(
            self.classes,
            np.zeros(count, np.int64),
            np.full(count, self.sure, np.float32),
            np.asarray(boxes, np.float32).reshape(-1, 4),
            outlines,
        )

    def find_all(self, pages: Sequence[Pixels], **options: Any) -> list[Regions]:
        return [self.find(page) for page in pages]


def view_of(pixels: Pixels, reader: TextReader, **models: Any) -> PageView:
    named = {name.replace("_", "-"): model for name, model in models.items()}
    segmenters = named.__getitem__ if models else None
    return PageView(Page(pixels, index=1, image_share=1.0), reader, segmenters=segmenters)


def values_of(side: SideReading) -> dict[str, Any]:
    return {name: field.value for reading in side.readings for name, field in reading.fields.items()}


def test_a_barcode_that_fills_the_page_is_read_without_the_text_engine(
    barcode_card: bytes, crashing_reader: TextReader
) -> None:
    pixels = cv2.cvtColor(
        cv2.imdecode(np.frombuffer(barcode_card, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB
    )
    (side,) = read_page(view_of(np.asarray(pixels, np.uint8), crashing_reader), AS_OF)
    assert side.machine_readable
    assert side.evidence == 1.0
    assert "date_of_birth" in values_of(side)


def test_without_models_the_page_is_the_document() -> None:
    (side,) = read_page(view_of(card(), CardReader()), AS_OF)
    assert values_of(side)["family_name"] == "HOLLOWAY"
    assert "sex" not in values_of(side)
    assert set(side.timings_ms) == {"barcode", "regions", "mrz", "fields"}


@pytest.mark.parametrize(("quarters", "readings"), [(0, 1), (1, 2), (2, 2), (3, 1)])
def test_a_sideways_card_is_not_read_sideways(quarters: int, readings: int) -> None:
    reader = CardReader()
    view = view_of(rotate_quarter(card(), quarters), reader, card=CardModel(), id_fields=FieldModel())
    (side,) = read_page(view, AS_OF)
    assert values_of(side)["document_number"] == "48213976"
    assert reader.calls == readings  # once more where it stood on its head
    assert view.region_models == {"card@00000000", "id-fields@00000000"}


def test_print_the_engine_missed_is_read_where_the_field_model_sees_it() -> None:
    (side,) = read_page(view_of(card(), CardReader(), card=CardModel(), id_fields=FieldModel()), AS_OF)
    assert values_of(side)["sex"] == "F"
    assert side.images.portrait_px == [tuple(point) for point in corners_of(PORTRAIT_BOX)]


def in_a_scene(corners: NDArray[np.float64]) -> Pixels:
    """The card laid into a dark picture with these corners."""
    scene = np.full((900, 1200, 3), 90, np.uint8)
    _, to_card = rectify(scene, corners, (WIDTH, HEIGHT))
    warped = cv2.warpPerspective(card(), np.linalg.inv(to_card), (1200, 900), borderValue=(90, 90, 90))
    return np.asarray(warped, np.uint8)


def test_a_card_in_a_photo_is_laid_flat_and_its_fields_lie_on_the_photo() -> None:
    corners = np.array([(300.0, 200.0), (820.0, 260.0), (780.0, 620.0), (260.0, 520.0)])
    view = view_of(
        in_a_scene(corners), CardReader(), card=CardModel(corners, on=(1200, 900)), id_fields=FieldModel()
    )
    (side,) = read_page(view, AS_OF)
    assert values_of(side)["family_name"] == "HOLLOWAY"
    assert side.page == 1
    _, to_card = rectify(view.page.pixels, corners, (WIDTH, HEIGHT))
    number = next(reading.fields["document_number"] for reading in side.readings)
    on_card = map_points(number.polygon_px, to_card)
    assert 330 < on_card[:, 0].min() < on_card[:, 0].max() < 505
    assert 88 < on_card[:, 1].min() < on_card[:, 1].max() < 112
    assert side.images.portrait_px is not None
    assert np.allclose(map_points(side.images.portrait_px, to_card), corners_of(PORTRAIT_BOX), atol=3.0)


def test_a_card_on_its_head_in_a_photo_is_read() -> None:
    upright = np.array([(300.0, 200.0), (820.0, 260.0), (780.0, 620.0), (260.0, 520.0)])
    photo = in_a_scene(np.roll(upright, 2, axis=0))
    seen = order_corners(upright)
    view = view_of(photo, CardReader(), card=CardModel(seen, on=(1200, 900)), id_fields=FieldModel())
    (side,) = read_page(view, AS_OF)
    assert values_of(side)["given_names"] == "JANE ANNE"


class BlindReader(CardReader):
    """A text engine that sees nothing."""

    def read(self, pixels: Pixels) -> list[TextLine]:
        return []

    def recognise(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        return [("", 0.0) for _ in crops]


def test_a_page_that_is_the_document_is_not_read_twice() -> None:
    whole = corners_of((0, 0, WIDTH, HEIGHT))
    fields = FieldModel()
    looks = []
    seen = fields.find
    fields.find = lambda pixels: looks.append(pixels.shape) or seen(pixels)  # type: ignore[method-assign,func-returns-value]
    view = view_of(card(), BlindReader(), card=CardModel(whole), id_fields=fields)
    (side,) = read_page(view, AS_OF)
    assert side.readings == []
    assert len(looks) == 2  # as it lies, and on its side


def test_a_find_that_holds_nothing_does_not_cost_the_page() -> None:
    corner = corners_of((10, 10, 200, 130))
    view = view_of(card(), CardReader(), card=CardModel(corner), id_fields=FieldModel())
    (side,) = read_page(view, AS_OF)
    assert values_of(side)["family_name"] == "HOLLOWAY"


class HalfReader(CardReader):
    """A text engine that misses what a cut does not show, and reads the photo it was made from."""

    def read(self, pixels: Pixels) -> list[TextLine]:
        width, height = pixels.shape[1::-1]
        if (width, height) != (1200, 900):
            return super().read(pixels)[:4]
        scale = np.array([width / WIDTH, height / HEIGHT])
        return [TextLine(text, corners_of((x, y, x + w, y + h)) * scale, 0.9) for text, x, y, w, h in PRINTS]


@pytest.mark.parametrize(("sure", "born"), [(0.9, False), (0.4, True)])
def test_a_document_that_may_be_cut_askew_does_not_cost_what_the_page_holds(sure: float, born: bool) -> None:
    corners = np.array([(300.0, 200.0), (820.0, 260.0), (780.0, 620.0), (260.0, 520.0)])
    model = CardModel(corners, on=(1200, 900), sure=sure)
    (side,) = read_page(view_of(in_a_scene(corners), HalfReader(), card=model, id_fields=FieldModel()), AS_OF)
    assert ("date_of_birth" in values_of(side)) is born
