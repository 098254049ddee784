from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.geometry.quad import polygon_area
from docparse.regions.masks import mask_of, outline, outlines


@given(left=st.integers(0, 20), top=st.integers(0, 20), width=st.integers(1, 20), height=st.integers(1, 20))
def test_outlines_run_along_the_edges_of_pixels(left: int, top: int, width: int, height: int):
    mask = np.zeros((40, 40), np.uint8)
    mask[top : top + height, left : left + width] = 1
    points = outline(mask)
    assert points is not None
    assert points.min(axis=0).tolist() == [left, top]
    assert points.max(axis=0).tolist() == [left + width, top + height]
    assert polygon_area(points) == width * height
    turn = cv2.contourArea(points, oriented=True)
    assert turn > 0, "clockwise, y down"


def test_only_the_largest_piece_counts():
    mask = np.zeros((30, 30), np.uint8)
    mask[2:4, 2:4] = 1
    mask[10:20, 10:20] = 1
    points = outline(mask)
    assert points is not None
    assert polygon_area(points) == 100


def test_an_empty_mask_has_none():
    assert outline(np.zeros((5, 5), np.uint8)) is None


@pytest.mark.parametrize("seed", range(6))
def test_a_mask_drawn_in_its_box_alone_is_the_whole_one_cut(seed: int):
    rng = np.random.default_rng(seed)
    prototypes = rng.normal(size=(32, 40, 56)).astype(np.float32)
    weights = rng.normal(size=32).astype(np.float32)
    canvas = (224, 160)
    low = rng.uniform(-5, 120, 2)
    box = np.concatenate([low, low + rng.uniform(3, 110, 2)]).astype(np.float32)
    whole = cv2.resize(np.tensordot(weights, prototypes, 1), canvas, interpolation=cv2.INTER_LINEAR) > 0
    x, y = np.meshgrid(np.arange(224), np.arange(160))
    whole &= (x >= box[0]) & (x < box[2]) & (y >= box[1]) & (y < box[3])
    found = mask_of(prototypes, weights, box, canvas)
    assert found is not None
    part, left, top = found
    drawn = np.zeros((160, 224), bool)
    drawn[top : top + part.shape[0], left : left + part.shape[1]] = part > 0
    assert np.array_equal(drawn, whole)


def test_boxes_without_a_pixel():
    prototypes = np.ones((1, 8, 8), np.float32)
    boxes = np.array([[3.2, 3.2, 3.9, 3.9], [-9, 0, -1, 9], [9, 9, 5, 5], [0, 0, 2, 2]], np.float32)
    found = outlines(prototypes, np.ones((4, 1), np.float32), boxes, (32, 32))
    assert [shape is None for shape in found] == [True, True, True, False]
