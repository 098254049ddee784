"""Masks to outlines and back."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from docparse.geometry.raster import fill, sampled, trace


@given(arrays.arrays(np.bool_, st.tuples(st.integers(1, 14), st.integers(1, 14))))
@settings(max_examples=150, deadline=None)
def test_tracing_and_filling_are_each_others_inverse(mask: np.ndarray):
    polygons = trace(mask)
    assert all(polygon.is_valid for polygon in polygons)
    assert sum(polygon.area for polygon in polygons) == np.count_nonzero(mask)
    assert np.array_equal(fill(polygons, mask.shape), mask)


def test_pixels_that_touch_at_a_corner_are_two_parts():
    assert len(trace(np.eye(2, dtype=np.bool_))) == 2


def test_a_hole_is_a_hole():
    mask = np.ones((5, 5), np.bool_)
    mask[2, 2] = False
    (polygon,) = trace(mask)
    assert len(polygon.interiors) == 1
    assert polygon.area == 24


def test_a_mask_is_sampled_at_points_and_empty_beyond():
    mask = np.zeros((4, 6), np.bool_)
    mask[1, 5] = True
    points = np.array([[[5.0, 1.0], [5.9, 1.9]], [[4.9, 1.5], [6.0, 1.5]], [[-0.1, 1.0], [5.5, -1.0]]])
    assert sampled(mask, points).tolist() == [[True, True], [False, False], [False, False]]
