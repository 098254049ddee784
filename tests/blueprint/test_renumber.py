"""Rooms cut at gaps and joined through them, without splitting the page anew."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.blueprint.openings import Gap
from docparse.blueprint.renumber import Rooms
from docparse.blueprint.rooms import Spaces
from docparse.blueprint.walls import Walls


def gap(left: float, top: float, right: float, bottom: float) -> Gap:
    """An opening in an upright wall: its jambs are above and below."""
    return Gap(np.array([[left, top], [left, bottom], [right, bottom], [right, top]]), 0.5, 0.0)


# Two rooms of unequal size; a wall of ten pixels between them.
ROOMS = np.zeros((100, 300), np.int32)
ROOMS[10:90, 10:100], ROOMS[10:90, 110:290] = 1, 2
BETWEEN, ACROSS, NICK = gap(100, 40, 110, 60), gap(230, 10, 236, 90), gap(200, 10, 206, 60)
NONE = np.zeros(ROOMS.shape, np.bool_)
FOOTPRINT = NONE.copy()
FOOTPRINT[:, :] = True
WALLS = Walls(ROOMS == 0, 10.0, 10.0, 10.0, ROOMS == 0, NONE, NONE)


def changed(
    shut: list[Gap], opened: list[Gap], *, floor: np.ndarray | None = None, outdoor: int = 0
) -> Spaces:
    """The two rooms after a change; all of them is floor."""
    few = frozenset({outdoor} - {0})
    rooms = Rooms(Spaces(ROOMS, few, few, FOOTPRINT), WALLS, ROOMS > 0 if floor is None else floor, 12.0)
    rooms.change(shut, opened)
    return rooms.spaces


def test_the_larger_part_of_a_room_that_is_cut_keeps_its_number():
    cut = changed([ACROSS], []).numbers
    assert cut[50, 120] == 2
    assert cut[50, 280] == 3
    assert cut[50, 233] == 0
    assert np.array_equal(cut == 1, ROOMS == 1)


def test_a_gap_that_one_gets_round_cuts_nothing():
    assert set(np.unique(changed([NICK], []).numbers)) == {0, 1, 2}


@pytest.mark.parametrize(("short", "rooms"), [(2, {0, 1, 2, 3}), (8, {0, 1, 2})])
def test_one_gets_round_no_gap_by_a_hairline(short: int, rooms: set[int]):
    nearly = gap(230, 10, 236, 88.5 - short)  # it is shut for one and a half pixels beyond its jambs
    assert set(np.unique(changed([nearly], []).numbers)) == rooms


def test_what_is_cut_off_and_no_floor_is_no_room_and_outside():
    floor = ROOMS > 0
    floor[:, 236:] = False
    spaces = changed([ACROSS], [], floor=floor)
    assert set(np.unique(spaces.numbers)) == {0, 1, 2}
    assert not spaces.footprint[50, 280]
    assert spaces.footprint[50, 233]


def test_a_sliver_that_is_cut_off_is_no_room_and_still_inside():
    spaces = changed([gap(274, 10, 280, 90)], [])
    assert set(np.unique(spaces.numbers)) == {0, 1, 2}
    assert spaces.footprint[50, 285]


def test_both_parts_of_a_terrace_lie_outdoors():
    spaces = changed([ACROSS], [], floor=NONE, outdoor=2)
    assert spaces.outdoor == spaces.loose == {2, 3}


def opened(*outdoor: int) -> Rooms:
    """The two rooms joined through a passage that is free of wall."""
    wall = WALLS.mask.copy()
    wall[38:62, 100:110] = False
    walls = Walls(wall, *[10.0] * 3, wall, NONE, NONE)
    few = frozenset(outdoor)
    rooms = Rooms(Spaces(ROOMS, few, few, FOOTPRINT), walls, ROOMS > 0, 12.0)
    rooms.change([], [BETWEEN])
    return rooms


def test_rooms_between_which_a_gap_is_opened_are_one_with_it():
    joined = opened().spaces.numbers
    assert set(np.unique(joined)) == {0, joined[50, 50]}
    assert joined[50, 50] == joined[50, 105] == joined[50, 200]
    assert joined[20, 105] == 0


@pytest.mark.parametrize(("outdoor", "leaking"), [((), False), ((2,), True), ((1,), True), ((1, 2), False)])
def test_a_porch_that_is_joined_to_a_room_is_split_anew(outdoor: tuple[int, ...], leaking: bool):
    """A farmhouse's front porch became part of the house, which was two metres deeper by it."""
    assert opened(*outdoor).leaking == leaking


def test_a_number_that_is_given_again_is_not_outdoors_for_what_it_was():
    rooms = opened(1, 2)
    assert rooms.spaces.outdoor == rooms.spaces.loose
    assert len(rooms.spaces.outdoor) == 1
    assert rooms.spaces.outdoor <= set(np.unique(rooms.spaces.numbers).tolist())


def test_rooms_with_a_wall_between_them_are_not_joined():
    assert np.array_equal(changed([], [BETWEEN]).numbers, ROOMS)


def test_a_room_at_the_pages_edge_loses_no_half_when_it_is_cut():
    """Walls on three sides, the fourth beyond the page."""
    numbers = np.zeros((100, 200), np.int32)
    numbers[10:90, 10:] = 1
    none = np.zeros(numbers.shape, np.bool_)
    walls = Walls(numbers == 0, 10.0, 10.0, 10.0, numbers == 0, none, none)
    rooms = Rooms(Spaces(numbers, frozenset(), frozenset(), ~none), walls, numbers > 0, 12.0)
    rooms.change([gap(80, 10, 86, 90)], [])
    cut = rooms.spaces
    assert {cut.numbers[50, 40], cut.numbers[50, 150]} == {1, 2}
    assert cut.footprint.all()


def test_a_gap_as_large_as_a_room_leaves_nothing_of_it():
    assert set(np.unique(changed([gap(10, 10, 100, 90)], []).numbers)) == {0, 2}


def test_nothing_is_a_room_where_all_that_is_left_is_slivers():
    rooms = Rooms(Spaces(ROOMS, frozenset(), frozenset(), FOOTPRINT), WALLS, ROOMS > 0, 85.0)
    rooms.change([gap(50, 10, 56, 90)], [])
    assert set(np.unique(rooms.spaces.numbers)) == {0, 2}


def test_nothing_to_do_leaves_all_as_it_is():
    assert changed([], []).numbers is ROOMS


def test_what_it_is_given_stays_as_it_was():
    before, footprint = ROOMS.copy(), FOOTPRINT.copy()
    changed([ACROSS], [BETWEEN])
    assert np.array_equal(before, ROOMS)
    assert np.array_equal(footprint, FOOTPRINT)
