"""Pages on dark paper are made dark on white."""

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


@pytest.mark.parametrize("paper", [255, 200, 140])
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
