from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.regions.letterbox import GREY, at_scale, fit

sides = st.integers(1, 5000)


@given(width=sides, height=sides, size=st.sampled_from([64, 320, 640]))
def test_the_page_fits_and_comes_back(width: int, height: int, size: int):
    box = fit((width, height), (size, size), stride=32)
    assert max(box.content) == size
    assert all(side % 32 == 0 for side in box.canvas)
    assert all(0 <= side - own < 32 for side, own in zip(box.canvas, box.content, strict=True))
    corners = np.array([[0, 0], box.content], float) + box.offset
    assert np.allclose(box.to_page(corners), [[0, 0], [width, height]], atol=1e-3)


@given(width=sides, height=sides)
def test_a_fixed_canvas(width: int, height: int):
    box = fit((width, height), (640, 320), stride=None)
    assert box.canvas == (640, 320)
    low = np.array(box.offset)
    high = np.array(box.canvas) - box.content - box.offset
    assert (low >= 0).all()
    assert ((high - low == 0) | (high - low == 1)).all(), "the odd pixel goes right and down"


@pytest.mark.parametrize(
    ("page", "content", "offset", "canvas"),
    [
        ((600, 420), (640, 448), (0, 0), (640, 448)),
        ((1000, 707), (640, 452), (0, 14), (640, 480)),
        ((333, 1000), (213, 640), (5, 0), (224, 640)),
        ((1, 3000), (1, 640), (15, 0), (32, 640)),
    ],
)
def test_rounding_is_that_of_training(page: tuple, content: tuple, offset: tuple, canvas: tuple):
    box = fit(page, (640, 640), stride=32)
    assert (box.content, box.offset, box.canvas) == (content, offset, canvas)


def test_points_beyond_the_page_are_moved_into_it():
    box = fit((100, 50), (64, 64), stride=None)
    assert box.to_page(np.array([[-5.0, 0.0], [99.0, 64.0]])).tolist() == [[0, 0], [100, 50]]


def test_the_page_lies_on_grey():
    page = np.full((50, 100, 3), 7, np.uint8)
    box = fit((100, 50), (64, 64), stride=None)
    canvas = box.apply(page)
    assert canvas.shape == (64, 64, 3)
    assert (canvas[16:48] == 7).all()
    assert (canvas[:16] == GREY).all()
    assert (canvas[48:] == GREY).all()


def test_a_page_of_the_right_size_is_not_copied():
    page = np.zeros((64, 96, 3), np.uint8)
    assert np.shares_memory(at_scale((96, 64), 1.0).apply(page), page)


@pytest.mark.parametrize("shrink", [2.5, 3.7, 8, 13])
def test_thin_lines_survive_shrinking(shrink: float):
    page = np.full((400, 3000, 3), 255, np.uint8)
    lines = np.arange(60, 2950, 97)
    page[:, lines] = 0
    box = at_scale((3000, 400), 1 / shrink)
    faintest = {}
    for smooth in (True, False):
        row = 255 - box.apply(page, smooth=smooth)[box.canvas[1] // 2, :, 0].astype(int)
        places = (lines * box.gain[0] + box.offset[0]).astype(int)
        faintest[smooth] = min(row[place - 2 : place + 3].max() for place in places)
    assert faintest[True] > 0.3 * 255 / shrink
    assert faintest[False] == 0, "in one step, lines fall between the samples"
