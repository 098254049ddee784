from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from docparse.output.overlay import draw_overlay, write_overlay
from docparse.pages import Page
from docparse.records import DocumentResult, IDDocument


def white(width: int, height: int, index: int = 0) -> Page:
    return Page(np.full((height, width, 3), 255, np.uint8), index=index)


@pytest.mark.parametrize(
    ("size", "drawn"),
    [
        ((300, 200), (1100, 733)),
        ((1100, 700), (1100, 700)),
        ((2000, 900), (2000, 900)),
        ((1, 1), (1100, 1100)),
        ((20, 20_000), (32, 32_000)),
        ((20_000, 20), (20_000, 20)),
        ((40_000, 30), (32_000, 24)),
    ],
)
def test_size(make_result: Callable[..., DocumentResult], size: tuple, drawn: tuple):
    canvas = draw_overlay(white(*size), make_result())
    assert canvas.shape == (drawn[1], drawn[0], 3)
    assert canvas.dtype == np.uint8


def test_boxes_stand_where_the_fields_are(make_result: Callable[..., DocumentResult]):
    page = white(1200, 800)
    canvas = draw_overlay(page, make_result(barcode=None))
    for x, y in ((70, 30), (70, 50), (20, 40), (120, 40), (240, 40), (240, 150), (200, 100)):
        assert canvas[y - 2 : y + 3, x - 2 : x + 3].min() < 200, (x, y)
    assert canvas[700:, :].min() == 255
    assert page.pixels.min() == 255, "the page itself stays as it is"


def test_boxes_grow_with_the_page(make_result: Callable[..., DocumentResult]):
    canvas = draw_overlay(white(550, 400), make_result(barcode=None))
    assert canvas.shape[1] == 1100
    assert canvas[98:103, 138:143].min() < 200


def test_only_what_is_on_the_page(make_result: Callable[..., DocumentResult]):
    assert draw_overlay(white(1200, 800, index=5), make_result()).min() == 255


def test_every_source_has_its_colour(make_result: Callable[..., DocumentResult]):
    result = make_result()
    drawn = draw_overlay(white(1200, 800), result).reshape(-1, 3)
    colours = {tuple(colour) for colour in np.unique(drawn, axis=0).tolist()}
    assert len(colours) > 10
    without = draw_overlay(white(1200, 800), result.model_copy(update={"id_document": IDDocument()}))
    assert without.min() == 255


def test_nothing_to_draw(failed_result: DocumentResult):
    assert draw_overlay(white(1200, 800), failed_result).min() == 255


def test_places_at_and_beyond_the_edge(make_result: Callable[..., DocumentResult]):
    name = make_result().id_document.family_name
    for polygon in (
        [(-40.0, -30.0), (2000.0, -30.0), (2000.0, 900.0), (-40.0, 900.0)],
        [(1199.0, 799.0)] * 4,
        [(0.0, 0.0), (5.0, 0.0), (5.0, 5.0), (0.0, 5.0)],
    ):
        moved = name.model_copy(update={"polygon_px": polygon})
        assert draw_overlay(white(1200, 800), make_result(family_name=moved)).shape == (800, 1200, 3)


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_written_as_a_picture(make_result: Callable[..., DocumentResult], tmp_path: Path, suffix: str):
    path = tmp_path / "new" / f"a{suffix}"
    write_overlay(white(300, 200), make_result(), path)
    picture = cv2.imread(str(path))
    assert picture.shape == (733, 1100, 3)


def test_colours_are_not_swapped(failed_result: DocumentResult, tmp_path: Path):
    pixels = np.zeros((700, 1100, 3), np.uint8)
    pixels[..., 0] = 255  # red
    write_overlay(Page(pixels), failed_result, tmp_path / "a.png")
    assert cv2.imread(str(tmp_path / "a.png"))[0, 0].tolist() == [0, 0, 255], "cv2 reads blue first"


def test_a_long_strip_becomes_a_file(failed_result: DocumentResult, tmp_path: Path):
    write_overlay(white(70_000, 10), failed_result, tmp_path / "a.jpg")
    assert (tmp_path / "a.jpg").is_file()
