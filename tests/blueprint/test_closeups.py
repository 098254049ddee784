"""Gaps seen from near."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.blueprint.closeups import CHANNELS, SIDE, SPAN, Lens, other_pens
from docparse.blueprint.walls import find_walls
from tests.blueprint.drawn import two_rooms

_JAMBS = ((SIDE - SPAN) // 2, (SIDE + SPAN) // 2)
_MIDDLE = slice(SIDE // 2 - 1, SIDE // 2 + 1)
# The window of the drawn plan, and the door between its rooms.
_WINDOW = np.array([[200, 100], [300, 100], [300, 120], [200, 120]], float)
_DOOR = np.array([[400, 180], [400, 260], [410, 260], [410, 180]], float)


def _views(*gaps):
    drawing = two_rooms(arc=True)
    views = Lens(drawing, find_walls(drawing)).close_ups(gaps)
    return [dict(zip(CHANNELS, view, strict=True)) for view in views]


@pytest.mark.parametrize("gap", [_WINDOW, _DOOR], ids=["across", "down"])
def test_the_jambs_stand_in_set_places(gap):
    (view,) = _views(gap)
    row = view["wall"][_MIDDLE].mean(axis=0)
    assert row[_JAMBS[0] + 1 : _JAMBS[1] - 1].max() < 10
    assert row[: _JAMBS[0] - 1].min() > 200
    assert row[_JAMBS[1] + 1 :].min() > 200


def test_windows_are_half_as_bright_as_doors():
    window, door = _views(_WINDOW, _DOOR)
    middle = np.s_[_MIDDLE, SIDE // 2]
    assert window["opening"][middle].mean() == pytest.approx(128, abs=8)
    assert door["opening"][middle].mean() == pytest.approx(255, abs=15)


def test_the_gap_itself_is_as_deep_as_its_wall():
    window, _ = _views(_WINDOW, _DOOR)
    rows = np.flatnonzero(window["gap"].any(axis=1))
    assert len(rows) == pytest.approx(20 * SPAN / 100, abs=1)


def test_large_gaps_keep_thin_lines():
    drawing = two_rooms(arc=True)
    wide = np.array([[410, 110], [410, 660], [420, 660], [420, 110]], float)
    (view,) = Lens(drawing, find_walls(drawing)).close_ups([wide])
    assert view[0].shape == (SIDE, SIDE)
    assert 0 < (view[0] < 250).mean() < 1


def test_no_gaps_make_no_views():
    drawing = two_rooms()
    assert Lens(drawing, find_walls(drawing)).close_ups([]).shape == (0, len(CHANNELS), SIDE, SIDE)


def test_other_pens_are_softer_and_bolder_and_change_the_drawing_alone():
    shown = np.full((2, len(CHANNELS), SIDE, SIDE), 255, np.uint8)
    shown[:, 0, :, 30:32] = 0
    soft, bold = other_pens(shown)
    assert np.count_nonzero(bold[0, 0] < 128) == 2 * np.count_nonzero(shown[0, 0] < 128)
    assert 0 < soft[0, 0, 20, 29] < 255
    assert all(np.array_equal(pens[:, 1:], shown[:, 1:]) for pens in (soft, bold))
    assert (shown[:, 0, :, 30:32] == 0).all()
