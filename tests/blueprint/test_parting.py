"""Rooms with several sized labels."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from docparse.blueprint.carriers import Area, Label
from docparse.blueprint.openings import Found, Gap
from docparse.blueprint.parting import in_rows, parting_gaps
from tests.blueprint.drawn import two_rooms

_BETWEEN = Gap(np.array([[400.0, 180], [400, 260], [410, 260], [410, 180]]), 0.3, 0.0)
_ASIDE = Gap(np.array([[150.0, 200], [150, 220], [160, 220], [160, 200]]), 0.4, 0.0)


def _numbers(drawing, *, wall_between=True):
    numbers = np.zeros(drawing.grey.shape, np.int32)
    numbers[120:380, 120:680] = 1
    if wall_between:
        numbers[120:180, 400:410] = numbers[260:380, 400:410] = 0
    return numbers


def _label(x, y, *, sized=True, m2=12.0, kind=None):
    area = Area(m2, 0.01, f"{m2} m2") if sized else None
    return Label("ROOM", kind, (x, y), ((x, y),), area=area)


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


# Hardly a door: in the middle of the wall between the two rooms, whose areas are as 29 to 28.
_FAINT = Gap(np.array([[400.0, 180], [400, 260], [410, 260], [410, 180]]), 0.02, 0.0)


def _parted(left, right, *, widest=90.0):
    drawing = two_rooms()
    labels = [_label(200, 200, **left), _label(600, 200, **right)]
    return parting_gaps(drawing, _numbers(drawing), labels, Found([], [], [_FAINT]), widest)


def test_a_bedroom_is_parted_at_a_gap_that_hardly_looks_like_a_door():
    assert _parted({"kind": "bedroom"}, {"kind": "living"}) == [_FAINT]


def test_what_may_be_open_stays_open_there():
    assert _parted({"kind": "kitchen"}, {"kind": "living"}) == []


def test_pieces_that_are_not_as_large_as_printed_stay_together_there():
    assert _parted({"kind": "bedroom", "m2": 16.0}, {"kind": "living"}) == []


def test_a_gap_wider_than_a_door_parts_no_bedroom():
    assert _parted({"kind": "bedroom"}, {"kind": "living"}, widest=70.0) == []


def test_of_two_doubtful_gaps_the_one_that_fits_the_print_is_the_door():
    drawing = two_rooms()
    numbers = _numbers(drawing, wall_between=False)
    numbers[120:180, 250:260] = numbers[260:380, 250:260] = 0
    numbers[120:180, 400:410] = numbers[260:380, 400:410] = 0
    elsewhere = Gap(_BETWEEN.corners - np.array([150, 0]), 0.32, 0.0)
    labels = [_label(200, 200, m2=14.0), _label(600, 200, m2=13.5)]
    assert parting_gaps(drawing, numbers, labels, Found([], [elsewhere, _BETWEEN]), 90) == [_BETWEEN]


def test_gaps_that_part_nothing_are_not_tried_on_the_whole_space(monkeypatch):
    # A hospital's sheet took six minutes: thousands of lines, each shut and the whole page looked at anew.
    drawing = two_rooms()
    labels = [_label(200, 200), _label(600, 200)]
    calls = []
    whole = cv2.connectedComponentsWithStats
    monkeypatch.setattr(
        cv2, "connectedComponentsWithStats", lambda *a, **k: calls.append(1) or whole(*a, **k)
    )
    aside = [Gap(_ASIDE.corners + np.array([0, 3 * step]), 0.4, 0.0) for step in range(40)]
    assert parting_gaps(drawing, _numbers(drawing), labels, Found([], [*aside, _BETWEEN]), 90) == [_BETWEEN]
    assert len(calls) < 5


@pytest.mark.parametrize("scale", [1, 5])
def test_large_spaces_are_parted_as_small_ones_are(scale):
    drawing = two_rooms()
    drawing = replace(drawing, to_page=drawing.to_page @ np.diag([1 / scale, 1 / scale, 1]))
    numbers = np.kron(_numbers(drawing), np.ones((scale, scale), np.int32))
    between, aside = (replace(gap, corners=gap.corners * scale) for gap in (_BETWEEN, _ASIDE))
    labels = [_label(200, 200), _label(600, 200)]
    found = Found([], [aside, between])
    assert parting_gaps(drawing, numbers, labels, found, 90 * scale) == [between]


def arcade(*, column: float = 20.0, aside: float = 0.0) -> list[Gap]:
    """Two doubtful gaps between the rooms' labels, a column between."""
    spans = ((120.0, 250 - column / 2, 0.0), (250 + column / 2, 380.0, aside))
    return [
        Gap(np.array([[400 + off, start], [400 + off, end], [420 + off, end], [420 + off, start]]), 0.3, 0.0)
        for start, end, off in spans
    ]


def test_a_row_of_columns_parts_a_room_by_all_gaps_together():
    drawing = two_rooms()
    numbers = _numbers(drawing, wall_between=False)
    numbers[240:260, 400:420] = 0
    labels = [_label(200, 200), _label(600, 200)]
    both = arcade()
    assert set(parting_gaps(drawing, numbers, labels, Found([], [_ASIDE, *both]), 90)) == set(both)


def test_only_gaps_of_one_line_with_a_column_between_are_a_row():
    assert [len(group) for group in in_rows([_ASIDE, *arcade()])] == [2]
    assert in_rows(arcade(column=90.0)) == []
    assert in_rows(arcade(aside=15.0)) == []
    assert in_rows([]) == []
