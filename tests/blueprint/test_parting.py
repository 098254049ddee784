"""Rooms with several sized labels."""

from __future__ import annotations

import numpy as np

from docparse.blueprint.carriers import Area, Label
from docparse.blueprint.openings import Found, Gap
from docparse.blueprint.parting import parting_gaps
from tests.blueprint.drawn import two_rooms

_BETWEEN = Gap(np.array([[400.0, 180], [400, 260], [410, 260], [410, 180]]), 0.3, 0.0)
_ASIDE = Gap(np.array([[150.0, 200], [150, 220], [160, 220], [160, 200]]), 0.4, 0.0)


def _numbers(drawing, *, wall_between=True):
    numbers = np.zeros(drawing.grey.shape, np.int32)
    numbers[120:380, 120:680] = 1
    if wall_between:
        numbers[120:180, 400:410] = numbers[260:380, 400:410] = 0
    return numbers


def _label(x, y, *, sized=True):
    area = Area(12.0, 0.01, "12 m2") if sized else None
    return Label("ROOM", None, (x, y), ((x, y),), area=area)


def test_a_doubtful_door_between_two_sizes_is_one():
    drawing = two_rooms()
    labels = [_label(200, 200), _label(600, 200)]
    assert parting_gaps(drawing, _numbers(drawing), labels, Found([], [_ASIDE, _BETWEEN]), 90) == [_BETWEEN]


def test_a_name_without_a_size_parts_nothing():
    drawing = two_rooms()
    labels = [_label(200, 200), _label(600, 200, sized=False)]
    assert parting_gaps(drawing, _numbers(drawing), labels, Found([], [_BETWEEN]), 90) == []


def test_an_open_plan_stays_whole():
    drawing = two_rooms()
    labels = [_label(200, 200), _label(600, 200)]
    numbers = _numbers(drawing, wall_between=False)
    assert parting_gaps(drawing, numbers, labels, Found([], [_BETWEEN, _ASIDE]), 90) == []


def test_labels_of_different_rooms_ask_for_nothing():
    drawing = two_rooms()
    numbers = _numbers(drawing)
    numbers[:, 410:][numbers[:, 410:] > 0] = 2
    assert (
        parting_gaps(drawing, numbers, [_label(200, 200), _label(600, 200)], Found([], [_BETWEEN]), 90) == []
    )


def test_labels_beyond_the_page_are_no_ones():
    drawing = two_rooms()
    labels = [_label(-50, 200), _label(9000, 200), _label(200, 200)]
    assert parting_gaps(drawing, _numbers(drawing), labels, Found([], [_BETWEEN]), 90) == []
