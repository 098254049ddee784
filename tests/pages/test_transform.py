from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from docparse.errors import UsageError
from docparse.pages.transform import enlarge, map_points, rectify, rotate_points, rotate_quarter, rotated_back

Pixels = NDArray[np.uint8]


@pytest.mark.parametrize("turns", range(-5, 6))
def test_points_go_along_with_turned_pixels(picture: Pixels, turns: int) -> None:
    marked = np.zeros_like(picture)
    marked[7, 23] = 255
    turned = rotate_quarter(marked, turns)
    (point,) = rotate_points([[23.5, 7.5]], turns, (60, 40))
    assert turned[int(point[1]), int(point[0])].tolist() == [255, 255, 255]


def test_a_turn_is_clockwise(picture: Pixels) -> None:
    assert rotate_quarter(picture, 1)[0, -1].tolist() == picture[0, 0].tolist()
    assert rotate_points([[0, 0]], 1, (60, 40)).tolist() == [[40, 0]]


@given(turns=st.integers(-9, 9), x=st.floats(0, 60), y=st.floats(0, 40))
def test_turning_back(turns: int, x: float, y: float) -> None:
    size = (40, 60) if turns % 2 else (60, 40)
    there = rotate_points([[x, y]], turns, (60, 40))
    assert np.allclose(rotate_points(there, -turns, size), [[x, y]])


@given(turns=st.integers(-9, 9), x=st.floats(0, 60), y=st.floats(0, 40))
def test_the_way_back_as_a_mapping(turns: int, x: float, y: float) -> None:
    there = rotate_points([[x, y]], turns, (60, 40))
    assert np.allclose(map_points(there, rotated_back(turns, (60, 40))), [[x, y]])


def test_rectify_of_the_whole_picture_changes_nothing(picture: Pixels) -> None:
    flat, mapping = rectify(picture, [[0, 0], [60, 0], [60, 40], [0, 40]], (60, 40))
    assert np.array_equal(flat, picture)
    assert np.allclose(mapping, np.eye(3))


def test_rectify_lays_a_part_flat(picture: Pixels) -> None:
    corners = [[16, 12], [44, 12], [44, 28], [16, 28]]
    flat, mapping = rectify(picture, corners, (56, 32))
    assert flat.shape == (32, 56, 3)
    assert flat.min() > 200
    assert np.allclose(map_points(corners, mapping), [[0, 0], [56, 0], [56, 32], [0, 32]])
    assert np.allclose(map_points([[0, 0]], np.linalg.inv(mapping)), [[16, 12]])


def test_rectify_undoes_a_perspective(picture: Pixels) -> None:
    large = enlarge(picture, 5)
    askew = [[40.0, 30.0], [260.0, 10.0], [290.0, 190.0], [10.0, 170.0]]
    photo, mapping = rectify(large, map_points_inverse(askew, large.shape), (300, 200))
    back, _ = rectify(photo, map_points([[0, 0], [300, 0], [300, 200], [0, 200]], mapping), (300, 200))
    assert np.abs(back.astype(int) - large).mean() < 6


def map_points_inverse(corners: list[list[float]], shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Corners such that cutting them out puts the picture's own corners at ``corners``."""
    _, mapping = rectify(np.zeros(shape, np.uint8), corners, (shape[1], shape[0]))
    return map_points([[0, 0], [shape[1], 0], [shape[1], shape[0]], [0, shape[0]]], mapping)


def test_rectify_refuses_what_is_no_quadrilateral(picture: Pixels) -> None:
    for corners in (
        [[0, 0], [10, 10], [20, 20], [5, 0]],
        [[3, 3]] * 4,
        [[0, 0], [np.nan, 0], [9, 9], [0, 9]],
    ):
        with pytest.raises(UsageError) as caught:
            rectify(picture, corners, (10, 10))
        assert caught.value.code == "usage.corners"
    with pytest.raises(UsageError):
        rectify(picture, [[0, 0], [9, 0], [9, 9], [0, 9]], (0, 10))


def test_enlarge(picture: Pixels) -> None:
    assert enlarge(picture, 2.0).shape == (80, 120, 3)
    assert enlarge(picture, 0.5).shape == (20, 30, 3)
    assert enlarge(picture[..., 0], 3).shape == (120, 180)
    same = enlarge(picture, 1)
    assert np.array_equal(same, picture)
    assert same is not picture
    for factor in (0, -1, float("nan"), 1e9):
        with pytest.raises(UsageError):
            enlarge(picture, factor)
