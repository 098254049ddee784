"""The directions in which a plan is drawn."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from docparse.geometry.axes import directions, main_axes


def _drawn(degrees: float) -> np.ndarray:
    picture = np.full((600, 800), 255, np.uint8)
    for left, top, right, bottom in ((100, 100, 700, 500), (100, 100, 350, 300), (350, 100, 700, 260)):
        cv2.rectangle(picture, (left, top), (right, bottom), 0, 8)
    matrix = cv2.getRotationMatrix2D((400, 300), -degrees, 1.0)
    return cv2.warpAffine(picture, matrix, (800, 600), borderValue=255)


@pytest.mark.parametrize("degrees", [0.0, 0.4, -1.7, 12.0, -30.0])
def test_a_turned_plan_tells_its_angle(degrees: float):
    angle, share = main_axes(_drawn(degrees))
    assert math.degrees(angle) == pytest.approx(degrees, abs=0.1)
    assert share > 0.9


@pytest.mark.parametrize("degrees", [0.0, 0.4, -1.7, 12.0, -30.0])
def test_so_does_a_mask_of_it(degrees: float):
    angle, share = main_axes(_drawn(degrees) < 128)
    assert math.degrees(angle) == pytest.approx(degrees, abs=0.1)
    assert share > 0.9


def test_an_empty_page_has_none():
    assert main_axes(np.full((200, 200), 255, np.uint8)) == (0.0, 0.0)
    assert main_axes(np.zeros((200, 200), np.bool_)) == (0.0, 0.0)


def test_a_wing_at_an_angle_is_a_direction_of_its_own():
    picture = np.minimum(_drawn(0.0), _drawn(30.0))
    found = [round(math.degrees(direction.angle)) for direction in directions(picture)]
    assert {0, 30} <= set(found)
