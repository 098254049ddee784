"""Strips drawn as the known walls are walls; lines, leaves and other pens' work are not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from docparse.blueprint.alike import drawn_alike

THIN, SIDE = 8, 600
MISSED = (slice(300, 300 + THIN), slice(24, 250))


def house() -> np.ndarray:
    """A thick outer wall and two thin ones inside."""
    walls = np.zeros((SIDE, SIDE), np.bool_)
    walls[:24] = walls[-24:] = walls[:, :24] = walls[:, -24:] = True
    walls[24:-24, 250 : 250 + THIN] = True
    walls[200 : 200 + THIN, 258:-24] = True
    return walls


def added(walls: np.ndarray, *ink: tuple[slice, slice], openings: np.ndarray | None = None) -> np.ndarray:
    """What is found besides when there is other ink as well."""
    dark = walls.copy()
    for place in ink:
        dark[place] = True
    seen = np.zeros_like(walls) if openings is None else openings
    return drawn_alike(dark, walls, seen, THIN)


def test_a_strip_from_wall_to_wall_is_one_to_the_pixel():
    expected = np.zeros((SIDE, SIDE), np.bool_)
    expected[MISSED] = True
    assert np.array_equal(added(house(), MISSED), expected)


def test_a_strip_that_ends_free_is_one_if_it_runs_along_the_page():
    assert added(house(), (slice(400, 400 + THIN), slice(24, 140)))[402, 30:136].all()


def test_a_partition_with_a_bevel_that_ends_free_is_one():
    # A corridor's wall on an architect's sheet at 180 dpi, which the region model had missed.
    walls = house()
    dark = walls.astype(np.uint8)
    cv2.polylines(dark, [np.array([[258, 480], [310, 428], [430, 428]])], False, (1,), THIN)
    found = drawn_alike(dark > 0, walls, np.zeros_like(walls), THIN)
    assert found[428, 320:425].all()
    assert found[454, 284]


def test_a_bevel_no_longer_than_letters_is_none():
    walls = house()
    dark = walls.astype(np.uint8)
    cv2.polylines(dark, [np.array([[258, 464], [282, 440], [306, 440]])], False, (1,), THIN)
    assert not drawn_alike(dark > 0, walls, np.zeros_like(walls), THIN).any()


def test_a_leaf_ajar_is_none():
    walls = house()
    dark = walls.astype(np.uint8)
    cv2.line(dark, (262, 400), (330, 468), (1,), THIN)
    assert not drawn_alike(dark > 0, walls, np.zeros_like(walls), THIN).any()


def test_a_wall_askew_between_two_is_one():
    walls = house()
    dark = walls.astype(np.uint8)
    cv2.line(dark, (24, 400), (250, 500), (1,), THIN)
    assert drawn_alike(dark > 0, walls, np.zeros_like(walls), THIN)[450, 130:144].any()


@pytest.mark.parametrize("pen", [2, 4])
def test_thin_lines_are_none(pen: int):
    assert not added(house(), (slice(300, 300 + pen), slice(24, 250))).any()


def test_ink_that_touches_no_wall_is_none():
    assert not added(house(), (slice(300, 300 + THIN), slice(80, 200))).any()


def test_what_is_seen_as_a_window_is_none():
    openings = np.zeros((SIDE, SIDE), np.bool_)
    openings[280:330, 24:250] = True
    assert not added(house(), MISSED, openings=openings).any()


def test_where_that_pen_draws_much_else_nothing_is_told():
    furniture = [(slice(top, top + THIN), slice(40, 220)) for top in range(60, 560, 40) if top != 300]
    assert not added(house(), MISSED, *furniture).any()


def test_where_lines_are_as_thick_as_walls_nothing_is_told():
    lines = [(slice(top, top + 6), slice(300, 330)) for top in range(240, 560, 20)]
    assert not added(house(), MISSED, *lines).any()
