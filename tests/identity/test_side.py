"""One page as a side of an ID document, whichever way it lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from docparse.errors import EngineError
from docparse.identity.side import KNOWN_ENOUGH, SideReading
from docparse.identity.side import read_side as read_surface
from docparse.identity.surface import Surface
from docparse.kind import PageView
from docparse.pages import Page
from docparse.pages.transform import rotate_points, rotate_quarter
from docparse.text import TextLine, TextReader, get_reader

Pixels = NDArray[np.uint8]

AS_OF = dt.date(2025, 6, 1)
WIDTH, HEIGHT = 860, 540
PRINTS = [
    ("VERMONT", 40, 20, 260, 44),
    ("DRIVER LICENSE", 560, 26, 260, 34),
    ("4d DLN 48213976", 330, 90, 170, 20),
    ("1 HOLLOWAY", 330, 130, 110, 20),
    ("2 JANE ANNE", 330, 155, 120, 20),
    ("3 DOB 03/14/1987", 330, 240, 180, 20),
    ("4a ISS 02/27/2025", 330, 270, 190, 20),
    ("4b EXP 03/14/2029", 600, 270, 190, 20),
    ("15 SEX F", 330, 300, 90, 20),
]


def box(left: float, top: float, width: float, height: float) -> NDArray[np.float64]:
    corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    return np.array(corners, dtype=np.float64)


def blank_card() -> Pixels:
    """A pale card with a dark square in its upper left corner, by which the engine sees how it lies."""
    page = np.full((HEIGHT, WIDTH, 3), 225, np.uint8)
    page[:12, :12] = 0
    return page


class TurnAwareReader:
    """A text engine that knows one card: right upright, unsure on its head, lost on its side."""

    name = "turn_aware"
    version = "turn_aware@1"

    def __init__(self, prints: Sequence[tuple[Any, ...]] = PRINTS) -> None:
        self.prints, self.calls = prints, 0

    def read(self, pixels: Pixels) -> list[TextLine]:
        self.calls += 1
        height, width = pixels.shape[:2]
        corners = [pixels[2, 2], pixels[2, width - 3], pixels[height - 3, width - 3], pixels[height - 3, 2]]
        turns = int(np.argmin([int(corner.sum()) for corner in corners]))
        lines = []
        for text, *place in self.prints:
            points = rotate_points(box(*place), turns, (WIDTH, HEIGHT))
            if turns == 0:
                lines.append(TextLine(text, points, 0.97))
            elif turns == 2:  # what engines make of writing on its head, as a line from left to right
                lines.append(TextLine(text[::-1].replace("0", "o"), np.roll(points, 2, axis=0), 0.55))
            else:
                lines.append(TextLine("I" * len(text), _upright(points), 0.6))
        return lines

    def recognise(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        return [("", 0.0) for _ in crops]


def _upright(points: NDArray[np.float64]) -> NDArray[np.float64]:
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return box(left, top, right - left, bottom - top)


def view_of(pixels: Pixels, reader: TextReader, side: str | None = None, index: int = 0) -> PageView:
    return PageView(Page(pixels, index=index, image_share=1.0), reader, side)


def read_side(view: PageView, as_of: dt.date) -> SideReading:
    return read_surface(Surface.of_page(view), as_of)


def values_of(side: SideReading) -> dict[str, Any]:
    return {name: field.value for reading in side.readings for name, field in reading.fields.items()}


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_turned_card_reads_the_same(turns: int) -> None:
    upright = values_of(read_side(view_of(blank_card(), TurnAwareReader()), AS_OF))
    assert upright["family_name"] == "HOLLOWAY"
    assert upright["date_of_expiry"] == dt.date(2029, 3, 14)
    turned = read_side(view_of(rotate_quarter(blank_card(), turns), TurnAwareReader()), AS_OF)
    assert values_of(turned) == upright


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_places_come_back_to_the_pixels_of_the_page(turns: int) -> None:
    side = read_side(view_of(rotate_quarter(blank_card(), turns), TurnAwareReader()), AS_OF)
    (reading,) = side.readings
    start = 2 / len("1 HOLLOWAY")
    wanted = rotate_points(box(330 + start * 110, 132.4, (1 - start) * 110, 15.2), turns, (WIDTH, HEIGHT))
    assert np.allclose(reading.fields["family_name"].polygon_px, wanted, atol=0.11)


def test_an_upright_card_is_read_once() -> None:
    reader = TurnAwareReader()
    read_side(view_of(blank_card(), reader), AS_OF)
    assert reader.calls == 1


def test_the_page_number_is_kept() -> None:
    side = read_side(view_of(blank_card(), TurnAwareReader(), index=3), AS_OF)
    assert {field.page for reading in side.readings for field in reading.fields.values()} == {3}


def test_the_stages_are_timed() -> None:
    side = read_side(view_of(blank_card(), TurnAwareReader()), AS_OF)
    assert set(side.timings_ms) == {"regions", "mrz", "fields"}
    assert all(spent >= 0 for spent in side.timings_ms.values())


def test_evidence_of_a_card_is_enough_and_of_prose_is_not() -> None:
    card = read_side(view_of(blank_card(), TurnAwareReader()), AS_OF)
    assert KNOWN_ENOUGH <= card.evidence < 1
    assert not card.machine_readable
    prose = [("It was a dark night,", 40, 40, 300, 20), ("and nobody was out.", 40, 70, 300, 20)]
    assert read_side(view_of(blank_card(), TurnAwareReader(prose)), AS_OF).evidence < KNOWN_ENOUGH


def test_no_text_is_no_evidence(silent_reader: TextReader) -> None:
    side = read_side(view_of(blank_card(), silent_reader), AS_OF)
    assert side.readings == []
    assert side.evidence == 0.0


def test_a_failing_engine_is_not_hidden() -> None:
    class Broken(TurnAwareReader):
        def read(self, pixels: Pixels) -> list[TextLine]:
            raise EngineError("engine.failed", "the engine broke")

    with pytest.raises(EngineError) as caught:
        read_side(view_of(blank_card(), Broken()), AS_OF)
    assert caught.value.code == "engine.failed"


def test_portrait_and_signature_of_a_turned_card_come_back_to_the_page() -> None:
    page = blank_card()
    left, top, right, bottom = 40, 135, 260, 450
    cv2.rectangle(page, (left, top), (right, bottom), (150, 175, 200), -1)
    cv2.ellipse(page, (150, 235), (70, 85), 0, 0, 360, (50, 35, 28), -1)
    cv2.ellipse(page, (150, 260), (52, 70), 0, 0, 360, (222, 180, 150), -1)
    cv2.ellipse(page, (150, bottom), (105, 95), 0, 180, 360, (60, 40, 90), -1)
    prints = [*PRINTS, ("Jane Holloway", 60, 470, 200, 40)]
    images = read_side(view_of(rotate_quarter(page, 1), TurnAwareReader(prints)), AS_OF).images
    signature = rotate_points(box(60, 470, 200, 40), 1, (WIDTH, HEIGHT))
    assert images.signature_page == images.portrait_page == 0
    assert np.allclose(images.signature_px, signature)
    assert images.portrait_px is not None
    centre = np.mean(images.portrait_px, axis=0)
    assert np.allclose(centre, rotate_points([(150, 292)], 1, (WIDTH, HEIGHT))[0], atol=60)


@pytest.fixture(scope="module")
def engine() -> TextReader:
    """The default text engine."""
    return get_reader()


@pytest.fixture(scope="module")
def sample(samples: Path) -> Pixels:
    """A sample picture of a licence, upright."""
    bgr = cv2.imread(str(samples / "licence_worded_front.jpg"))
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


@pytest.fixture(scope="module")
def upright(sample: Pixels, engine: TextReader) -> SideReading:
    """What the upright sample gives."""
    return read_side(view_of(sample, engine), AS_OF)


@pytest.mark.ocr
@pytest.mark.parametrize("turns", [1, 2])
def test_a_turned_sample_reads_as_the_upright_one(
    sample: Pixels, engine: TextReader, upright: SideReading, turns: int
) -> None:
    turned = read_side(view_of(rotate_quarter(sample, turns), engine), AS_OF)
    names = ("family_name", "given_names", "date_of_birth", "date_of_expiry", "document_number")
    assert {name: values_of(turned).get(name) for name in names} == {
        name: values_of(upright).get(name) for name in names
    }
    height, width = sample.shape[:2]
    for name in names:
        place = rotate_points(upright.readings[-1].fields[name].polygon_px, turns, (width, height))
        found = np.array(turned.readings[-1].fields[name].polygon_px)
        assert np.abs(found.mean(axis=0) - place.mean(axis=0)).max() < 12, name
