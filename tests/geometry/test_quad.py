from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.geometry.quad import (
    bounds,
    box_corners,
    homography,
    map_points,
    order_corners,
    polygon_area,
    quad_size,
)

SKEWED = np.array([[10.0, 5.0], [110.0, 20.0], [100.0, 80.0], [0.0, 70.0]])


@given(order=st.permutations(range(4)))
def test_order_of_corners_does_not_depend_on_their_order(order: list[int]) -> None:
    assert np.array_equal(order_corners(SKEWED[order]), SKEWED)


def test_area_and_size() -> None:
    box = box_corners(2, 3, 12, 8)
    assert polygon_area(box) == pytest.approx(50)
    assert polygon_area(box[::-1] + 1e7) == pytest.approx(50)
    assert quad_size(box) == (10, 5)
    assert bounds(SKEWED) == (0, 5, 110, 80)


@given(
    shift=st.lists(st.floats(-9, 9), min_size=8, max_size=8),
    x=st.floats(0, 100),
    y=st.floats(0, 60),
)
def test_homography_there_and_back(shift: list[float], x: float, y: float) -> None:
    source = box_corners(0, 0, 100, 60)
    target = source + np.reshape(shift, (4, 2))
    matrix = homography(source, target)
    assert np.allclose(map_points(source, matrix), target, atol=1e-6)
    there = map_points([[x, y]], matrix)
    assert np.allclose(map_points(there, np.linalg.inv(matrix)), [[x, y]], atol=1e-6)


def test_flat_shapes_have_no_homography() -> None:
    line = [[0, 0], [1, 1], [2, 2], [5, 0]]
    with pytest.raises(ValueError, match="line"):
        homography(line, SKEWED)
    with pytest.raises(ValueError, match="line"):
        homography(SKEWED, line)


def test_a_shape_whose_mapping_takes_the_origin_to_infinity() -> None:
    source = np.array([[1.0, 1.0], [3.0, 1.0], [3.0, 2.0], [1.0, 3.0]])
    target = map_points(source, [[1, 0, 1], [0, 1, 1], [1, 1, 0]])
    assert map_points(source, homography(source, target)) == pytest.approx(target)
