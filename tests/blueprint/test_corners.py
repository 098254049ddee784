"""Gaps between corners of walls."""

from __future__ import annotations

import cv2
import numpy as np
from shapely.geometry import Polygon

from docparse.blueprint.corners import corner_gaps, wall_corners
from docparse.blueprint.walls import Walls


def _walls(*shapes, thickness=20.0, thin=20.0, thick=20.0):
    mask = np.zeros((400, 400), np.uint8)
    for shape in shapes:
        cv2.fillPoly(mask, [np.array(shape, np.int32)], 1)
    return Walls(mask > 0, thickness, thin, thick, mask > 0, mask < 0, mask < 0)


def _box(left, top, right, bottom):
    return [(left, top), (right - 1, top), (right - 1, bottom - 1), (left, bottom - 1)]


def _best(gaps, corners):
    wanted = Polygon(corners)
    return max(
        (Polygon(g).intersection(wanted).area / Polygon(g).union(wanted).area for g in gaps), default=0.0
    )


def test_corners_are_the_walls_and_not_its_nooks():
    ell = [(100, 100), (299, 100), (299, 119), (119, 119), (119, 299), (100, 299)]
    corners = {(round(x), round(y)) for x, y in wall_corners(_walls(ell).mask, 20.0)}
    assert len(corners) == 5
    assert not any(abs(x - 119) < 3 and abs(y - 119) < 3 for x, y in corners)


def test_an_empty_page_has_none():
    assert wall_corners(np.zeros((50, 50), np.bool_), 10.0).shape == (0, 2)
    assert corner_gaps(_walls()) == []


def test_the_gap_between_two_ends_of_a_wall():
    gaps = corner_gaps(_walls(_box(20, 100, 150, 120), _box(230, 100, 380, 120)))
    assert _best(gaps, [(150, 100), (230, 100), (230, 120), (150, 120)]) > 0.9


def test_a_slanted_door_between_two_walls():
    one = [(60, 60), (74, 46), (144, 116), (130, 130)]
    other = [(200, 200), (214, 186), (300, 272), (286, 286)]
    gaps = corner_gaps(_walls(one, other))
    assert _best(gaps, [(130, 130), (144, 116), (214, 186), (200, 200)]) > 0.7


def test_the_front_of_a_cupboard_between_its_side_walls():
    back, left, right = _box(100, 100, 300, 120), _box(100, 100, 112, 180), _box(288, 100, 300, 180)
    gaps = corner_gaps(_walls(back, left, right, thickness=12.0, thin=12.0))
    assert _best(gaps, [(112, 174), (288, 174), (288, 180), (112, 180)]) > 0.8


def test_a_wall_closed_by_another_is_no_gap():
    ends = _box(20, 100, 150, 120), _box(230, 100, 380, 120)
    gaps = corner_gaps(_walls(*ends, _box(150, 90, 230, 130)))
    assert _best(gaps, [(150, 100), (230, 100), (230, 120), (150, 120)]) < 0.3
