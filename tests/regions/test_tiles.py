from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.regions.decode import Found
from docparse.regions.tiles import Window, blend, even_tile, lay, merge, windows

strides = st.integers(1, 40).map(lambda n: n * 32)


@given(width=strides, height=strides, tile=st.integers(2, 20).map(lambda n: n * 32), part=st.integers(2, 8))
def test_windows_cover_the_canvas_and_overlap(width: int, height: int, tile: int, part: int):
    overlap = tile // part
    places = windows((width, height), (tile, tile), overlap, 32)
    seen = np.zeros((height // 32, width // 32), int)
    for at in places:
        assert (at.right - at.left, at.bottom - at.top) == (min(tile, width), min(tile, height))
        assert at.left % 32 == at.top % 32 == 0
        seen[at.top // 32 : at.bottom // 32, at.left // 32 : at.right // 32] += 1
    assert seen.min() > 0
    lefts = sorted({at.left for at in places})
    least = min(overlap, tile - 32)
    assert all(a + tile - b >= least for a, b in pairwise(lefts))


@given(width=strides, height=strides, tile=st.integers(4, 20).map(lambda n: n * 32), part=st.integers(3, 8))
def test_even_windows_show_no_more_than_windows_of_a_set_size(width: int, height: int, tile: int, part: int):
    overlap = tile // part
    size = even_tile((width, height), (tile, tile), overlap, 32)
    even, fixed = (windows((width, height), each, overlap, 32) for each in (size, (tile, tile)))
    assert all(side % 32 == 0 and side <= 1.25 * tile for side in size)
    shown = [sum((at.right - at.left) * (at.bottom - at.top) for at in places) for places in (even, fixed)]
    assert shown[0] <= shown[1]
    covered = np.zeros((height // 32, width // 32), bool)
    for at in even:
        covered[at.top // 32 : at.bottom // 32, at.left // 32 : at.right // 32] = True
    assert covered.all()


def test_a_page_just_larger_than_a_window_is_seen_in_one():
    size = even_tile((1152, 1600), (1024, 1024), 256, 32)
    assert size[0] == 1152
    assert len(windows((1152, 1600), size, 256, 32)) == 2


def cut(whole: np.ndarray, places: list[Window], cell: int) -> list[np.ndarray]:
    return [
        whole[..., at.top // cell : at.bottom // cell, at.left // cell : at.right // cell] for at in places
    ]


def test_blending_what_agrees_changes_nothing():
    whole = np.random.default_rng(0).normal(size=(3, 40, 60)).astype(np.float32)
    places = windows((480, 320), (128, 128), 32, 32)
    assert np.allclose(blend(cut(whole, places, 8), places, (480, 320)), whole, atol=1e-6)


def test_blending_goes_over_from_one_to_the_other():
    places = [Window(0, 0, 128, 64), Window(64, 0, 192, 64)]
    parts = [np.zeros((1, 8, 16), np.float32), np.ones((1, 8, 16), np.float32)]
    row = blend(parts, places, (192, 64))[0, 3]
    assert row[:8].tolist() == [0] * 8
    assert row[16:].tolist() == [1] * 8
    assert (np.diff(row) >= 0).all()


def test_maps_are_taken_where_the_window_sees_most():
    whole = np.random.default_rng(0).integers(0, 9, (96, 160)).astype(np.uint8)
    places = windows((160, 96), (64, 64), 16, 32)
    parts = cut(whole, places, 1)
    assert np.array_equal(lay(parts, places, (160, 96)), whole)
    wrong = [part.copy() for part in parts]
    for part in wrong:
        part[:, -1] = 99  # the rim, of which nothing is taken but at the canvas's own
    assert (lay(wrong, places, (160, 96))[:, :-1] != 99).all()


def found(*boxes: list[float], label: int = 0, score: float = 0.5) -> Found:
    shapes = tuple(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32) for x0, y0, x1, y1 in boxes)
    count = len(boxes)
    return Found(
        np.full(count, label), np.full(count, score, np.float32), np.array(boxes, np.float32), shapes
    )


LEFT, RIGHT = Window(0, 0, 100, 100), Window(80, 0, 180, 100)


def test_halves_of_one_thing_become_one():
    merged = merge([found([50, 20, 100, 40], score=0.6), found([80, 20, 130, 41], score=0.9)], [LEFT, RIGHT])
    assert merged.scores.tolist() == pytest.approx([0.9])
    assert merged.boxes.tolist() == [[50, 20, 130, 41]]
    assert merged.outlines is not None
    low, high = merged.outlines[0].min(axis=0), merged.outlines[0].max(axis=0)
    assert np.abs([*low, *high] - np.array([50, 20, 130, 41])).max() <= 1


def test_a_thing_that_both_windows_show_is_one():
    assert len(merge([found([82, 20, 98, 40]), found([82, 21, 98, 40])], [LEFT, RIGHT]).scores) == 1


@pytest.mark.parametrize(
    "other",
    [
        found([80, 60, 130, 80]),  # elsewhere
        found([80, 20, 130, 40], label=1),  # of another class
        found([101, 20, 130, 40]),  # beyond what the first shows
    ],
)
def test_two_things_stay_two(other: Found):
    assert len(merge([found([50, 20, 100, 40]), other], [LEFT, RIGHT]).scores) == 2


def test_things_of_one_window_are_never_joined():
    part = found([10, 10, 50, 50], [11, 10, 50, 50])
    assert len(merge([part, part.select([])], [LEFT, RIGHT]).scores) == 2


def test_nothing_in_any_window():
    nothing = found([0, 0, 1, 1]).select([])
    assert len(merge([nothing, nothing], [LEFT, RIGHT]).scores) == 0
