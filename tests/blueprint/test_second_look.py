"""Rooms that are not as large as printed are looked at again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from docparse.blueprint.carriers import Area, Label
from docparse.blueprint.drawing import Drawing
from docparse.blueprint.openings import Found, Gap
from docparse.blueprint.second_look import Correction, second_look
from docparse.blueprint.walls import Walls
from docparse.regions.regions import SemanticMap

# Four rooms of 100 by 100 pixels for 10 m2 each, and below them one of 300 by 100 with its label on the left.
LONG = slice(200, 300), slice(50, 350)
AT = (100.0, 250.0)
WALL_AT = {200: 150, 300: 250}


def numbers(*, walls: tuple[int, ...] = (), split: bool = False) -> np.ndarray:
    """The rooms; the long one may have walls at columns, open in their middle, or be two."""
    found = np.zeros((400, 500), np.int32)
    for room in range(4):
        found[50:150, 110 * room + 10 : 110 * room + 110] = room + 1
    found[LONG] = 5
    for column in walls:
        found[200:230, column : column + 10] = found[270:300, column : column + 10] = 0
    if split:
        found[200:300, walls[0] : walls[0] + 10] = 0
        found[200:300, walls[0] + 10 : 350] = 6
    return found


def gap(column: int, likely: float, **told: bool) -> Gap:
    """Between the ends of such a wall."""
    box = [[column, 230.0], [column, 270], [column + 10, 270], [column + 10, 230]]
    return Gap(np.array(box), likely, 0.0, **told)


def label(at: tuple[float, float], m2: float | None) -> Label:
    return Label("ROOM", None, at, (at,), area=None if m2 is None else Area(m2, 0.1, f"{m2} m2"))


def look(
    rooms: np.ndarray,
    found: Found,
    m2: float | None,
    *others: Label,
    usual: tuple[float, ...] = (10, 10, 10, 10),
    lines: tuple[int, ...] = (),
) -> Correction:
    """What the print decides about the long room."""
    ink = np.zeros(rooms.shape, np.bool_)
    for column in lines:
        ink[225:275, column + 5] = True
    none = np.zeros(rooms.shape, np.bool_)
    walls = Walls(none, 10.0, 10.0, 10.0, ink, none, none)
    grey = np.full(rooms.shape, 255, np.uint8)
    drawing = Drawing(grey, np.eye(3), 1.0, SemanticMap(("outside",), np.zeros_like(grey)))
    labels = [label((110.0 * room + 60, 100.0), size) for room, size in enumerate(usual)]
    return second_look(drawing, walls, rooms, [*labels, label(AT, m2), *others], found)


def test_a_doubtful_gap_parts_a_room_that_is_too_large():
    right, wrong = gap(200, 0.2), gap(300, 0.3)
    found = Found([], [wrong, right])
    assert look(numbers(walls=(200, 300)), found, 15.0) == Correction(shut=[right])
    assert look(numbers(walls=(200, 300)), found, 24.8) == Correction(shut=[wrong])


def test_a_room_as_large_as_printed_is_left_alone():
    assert look(numbers(walls=(200,)), Found([], [gap(200, 0.3)]), 29.0) == Correction()


def test_a_gap_that_leaves_too_little_or_too_much_parts_nothing():
    found = Found([], [gap(200, 0.3)])
    assert look(numbers(walls=(200,)), found, 20.0) == Correction()
    assert look(numbers(walls=(200,)), found, 12.0) == Correction()


def test_what_is_hardly_an_opening_parts_where_a_line_is_drawn_across():
    faint = gap(200, 0.02)
    found = Found([], [], [faint])
    assert look(numbers(walls=(200,)), found, 15.0) == Correction()
    assert look(numbers(walls=(200,)), found, 15.0, lines=(200,)) == Correction(shut=[faint])


def test_a_nameless_passage_belongs_to_a_room_that_is_too_small():
    bare = gap(200, 0.6)
    rooms = numbers(walls=(200,), split=True)
    assert look(rooms, Found([bare], []), 29.5) == Correction(opened=[bare])
    assert look(rooms, Found([bare], []), 22.0) == Correction()
    assert look(rooms, Found([gap(200, 0.6, hung=True)], []), 29.5) == Correction()
    assert look(rooms, Found([bare], []), 29.5, label((280.0, 250.0), None)) == Correction()


def test_a_cupboard_without_a_size_of_its_own_belongs_to_a_room_that_is_too_small_without_it():
    bare, at = gap(280, 0.5), (320.0, 250.0)
    rooms = numbers(walls=(280,), split=True)
    cupboard = Label("PL.", "closet", at, (at,))
    sized = replace(cupboard, area=Area(5.8, 0.1, "5,8 m2"))
    assert look(rooms, Found([bare], []), 29.0, cupboard) == Correction(opened=[bare])
    assert look(rooms, Found([bare], []), 29.0, sized) == Correction()
    assert look(rooms, Found([gap(280, 0.6, hung=True)], []), 29.0, cupboard) == Correction()


def test_two_cupboards_may_belong_to_a_room():
    doors = [gap(100, 0.5), gap(260, 0.4)]
    rooms = numbers()
    rooms[200:300, 100:110] = rooms[200:300, 260:270] = 0
    rooms[200:300, 50:100], rooms[200:300, 270:350] = 6, 7
    places = ((60.0, 250.0), (320.0, 250.0))
    cupboards = [Label("PL.", "closet", at, (at,)) for at in places]
    there = label((180.0, 250.0), 28.5)
    assert set(look(rooms, Found(doors, []), None, *cupboards, there).opened) == set(doors)


def test_one_space_that_fits_is_enough():
    # A cupboard and a slip beside it: with both, the room would fit a little better.
    doors = [gap(100, 0.5), gap(260, 0.4)]
    rooms = numbers()
    rooms[200:300, 100:110] = rooms[200:300, 260:270] = 0
    rooms[200:300, 50:100], rooms[200:300, 270:275], rooms[200:300, 275:350] = 6, 7, 0
    places = ((60.0, 250.0), (272.0, 250.0))
    cupboards = [Label("PL.", "closet", at, (at,)) for at in places]
    there = label((180.0, 250.0), 20.5)
    assert look(rooms, Found(doors, []), None, *cupboards, there).opened == doors[:1]


def test_a_passage_that_two_rooms_lack_is_given_to_one():
    # Both opened to it, they would be one room.
    left, right = gap(150, 0.6), gap(240, 0.6)
    rooms = np.zeros((400, 500), np.int32)
    rooms[:150] = numbers()[:150]
    rooms[200:300, 50:150], rooms[200:300, 160:240], rooms[200:300, 250:350] = 5, 6, 7
    other = label((300.0, 250.0), 18.0)
    assert look(rooms, Found([left, right], []), 18.0, other) == Correction(opened=[left])


@pytest.mark.parametrize(
    "usual", [(10.0, 10.0), (10.0, 14.0, 7.0, 21.0)], ids=["two rooms", "sizes at four scales"]
)
def test_where_print_and_rooms_have_no_scale_in_common_nothing_is_decided(usual: tuple[float, ...]):
    assert look(numbers(walls=(200,)), Found([], [gap(200, 0.3)]), 15.0, usual=usual) == Correction()


def test_without_labels_nothing_is_decided():
    rooms = numbers()
    none = np.zeros(rooms.shape, np.bool_)
    grey = np.full(rooms.shape, 255, np.uint8)
    drawing = Drawing(grey, np.eye(3), 1.0, SemanticMap(("outside",), np.zeros_like(grey)))
    walls = Walls(none, 10.0, 10.0, 10.0, none, none, none)
    assert second_look(drawing, walls, rooms, [], Found([], [])) == Correction()


def test_two_gaps_together_leave_a_room_as_large_as_printed():
    # A corridor was open on one side to another, and on its other to a hall.
    rooms = numbers(walls=(60, 200))
    both = [gap(60, 0.2), gap(200, 0.3)]
    assert look(rooms, Found([], both[::-1]), 13.0).shut == both[::-1]
