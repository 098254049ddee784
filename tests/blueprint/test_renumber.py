"""Rooms cut at gaps and joined through them, without splitting the page anew."""

from __future__ import annotations

import numpy as np

from docparse.blueprint.openings import Gap
from docparse.blueprint.renumber import renumbered


def gap(left: float, top: float, right: float, bottom: float) -> Gap:
    """An opening in an upright wall: its jambs are above and below."""
    return Gap(np.array([[left, top], [left, bottom], [right, bottom], [right, top]]), 0.5, 0.0)


# Two rooms of unequal size; a wall of ten pixels between them.
ROOMS = np.zeros((100, 300), np.int32)
ROOMS[10:90, 10:100], ROOMS[10:90, 110:290] = 1, 2
BETWEEN, ACROSS, NICK = gap(100, 40, 110, 60), gap(230, 10, 236, 90), gap(200, 10, 206, 60)


def test_the_larger_part_of_a_room_that_is_cut_keeps_its_number():
    cut = renumbered(ROOMS, [ACROSS], [])
    assert cut[50, 120] == 2
    assert cut[50, 280] == 3
    assert cut[50, 233] == 0
    assert np.array_equal(cut == 1, ROOMS == 1)


def test_a_gap_that_one_gets_round_cuts_nothing():
    assert set(np.unique(renumbered(ROOMS, [NICK], []))) == {0, 1, 2}


def test_rooms_between_which_a_gap_is_opened_are_one_with_it():
    joined = renumbered(ROOMS, [], [BETWEEN])
    assert set(np.unique(joined)) == {0, joined[50, 50]}
    assert joined[50, 50] == joined[50, 105] == joined[50, 200]
    assert joined[20, 105] == 0


def test_nothing_to_do_leaves_all_as_it_is():
    assert renumbered(ROOMS, [], []) is ROOMS


def test_what_it_is_given_stays_as_it_was():
    before = ROOMS.copy()
    renumbered(ROOMS, [ACROSS], [BETWEEN])
    assert np.array_equal(before, ROOMS)
