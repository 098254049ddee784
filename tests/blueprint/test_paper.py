"""Pages on dark paper are made dark on white, and dim floors light."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from docparse.blueprint.drawing import laid_straight
from docparse.blueprint.paper import on_white


def page(paper: int, ink: int, *, border: int | None = None) -> np.ndarray:
    """A plan's lines on paper, round which a border may be."""
    pixels = np.full((500, 700, 3), paper, np.uint8)
    cv2.rectangle(pixels, (100, 100), (600, 400), (ink, ink, ink), 6)
    cv2.line(pixels, (350, 100), (350, 400), (ink, ink, ink), 6)
    cv2.putText(pixels, "HALL", (150, 250), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (ink, ink, ink), 2)
    if border is not None:
        pixels[:60], pixels[-60:] = border, border
    return pixels


@pytest.mark.parametrize("paper", [255, 200, 185])
def test_light_paper_is_left_as_it_is(paper):
    pixels = page(paper, 0)
    assert on_white(pixels) is pixels


@pytest.mark.parametrize("border", [None, 255])
def test_a_blueprint_is_inverted(border):
    found = on_white(page(60, 240, border=border))
    assert found[250, 450].min() > 180
    assert found[102, 300].max() < 40


@pytest.mark.parametrize(("paper", "border"), [(86, None), (86, 255), (30, None)])
def test_dark_lines_on_dark_paper_are_no_blueprint(paper, border):
    """Pictures whose see-through ground was saved as grey were inverted, and no wall was left."""
    found = on_white(page(paper, 2, border=border))
    assert found[250, 450].min() == 255
    assert found[102, 300].max() < 40


@pytest.mark.parametrize(("paper", "ink"), [(255, 191), (230, 153), (200, 160)])
def test_faint_ink_is_made_black(paper, ink):
    found = on_white(page(paper, ink))
    assert found[250, 450].min() == 255
    assert found[102, 300].max() == 0


@pytest.mark.parametrize("paper", [255, 40])
def test_a_page_without_ink_stays_empty(paper):
    assert np.ptp(on_white(page(paper, paper))) == 0


def test_text_and_model_see_dark_ink_on_white_as_well():
    """Only the grey picture was inverted: no blueprint's walls were found."""
    sheet = laid_straight(page(60, 240))
    assert np.median(sheet.pixels) > 180
    assert np.median(sheet.grey) > 180


def test_a_black_page_stays_without_lines():
    assert on_white(np.zeros((50, 50, 3), np.uint8)).shape == (50, 50, 3)


def filled(colour: tuple[int, int, int]) -> np.ndarray:
    """The plan on white, its floor filled, a block of masonry in a corner."""
    pixels = page(255, 0)
    inside = np.zeros(pixels.shape[:2], np.bool_)
    inside[100:401, 100:601] = True
    pixels[inside & (pixels[..., 0] == 255)] = colour
    pixels[300:400, 500:600] = 20
    return pixels


@pytest.mark.parametrize(
    "colour", [(180, 140, 90), (110, 110, 110), (90, 140, 200)], ids=["wood", "grey", "blue"]
)
def test_floors_filled_with_a_dark_colour_become_light(colour):
    # Of such plans the model saw pieces of floor and no walls.
    pixels = filled(colour)
    found = on_white(pixels)
    assert found[300, 200].min() >= 220
    assert found[102, 300].max() < 40
    assert found[230:260, 150:230].min() < 40, "what is printed on them stays"
    assert found[350, 550].max() < 60, "masonry is none"
    assert np.array_equal(found[:80], pixels[:80])


def test_floors_filled_with_a_light_colour_are_left_as_they_are():
    pixels = filled((240, 220, 190))
    assert on_white(pixels) is pixels


def test_paper_in_shadow_is_as_light_everywhere():
    shadow = np.linspace(0.4, 1.0, 700)[None, :, None]
    found = on_white((page(255, 0) * shadow).astype(np.uint8))
    paper = found[60].astype(int)
    assert paper.min() >= 215
    assert found[102, 120:600].max() < 40


@pytest.mark.parametrize("shape", [(10, 2000), (2000, 3), (1, 1)])
@pytest.mark.parametrize("tone", [255, 40])
def test_strips_of_a_few_pixels_are_no_error(shape: tuple[int, int], tone: int):
    # Reduced to no pixel at all, one such page lost the whole file.
    assert on_white(np.full((*shape, 3), tone, np.uint8)).shape == (*shape, 3)


def test_floors_are_left_as_they_are_where_walls_are_as_pale():
    # Beside a dim floor such walls became as light as it.
    pixels = page(255, 150)
    pixels[110:390, 360:590] = 165
    cv2.putText(pixels, "BATH", (400, 250), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    assert on_white(pixels) is pixels
