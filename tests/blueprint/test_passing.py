"""A dimension's line across a passage is no threshold, and where no line runs across there is no window."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.blueprint.passing import is_glazed, is_passed
from docparse.blueprint.walls import Walls

# A corridor between two walls, and the line's row.
LEFT, RIGHT, ROW = slice(140, 150), slice(250, 260), 200
GAP = np.array([[150.0, 196], [250, 196], [250, 204], [150, 204]])


def walls(*lines: tuple[int, int]) -> Walls:
    """The walls, and lines in the row from one column to another."""
    mask = np.zeros((400, 420), np.bool_)
    mask[:, LEFT] = mask[:, RIGHT] = True
    ink = mask.copy()
    for start, end in lines:
        ink[ROW, start:end] = True
    return Walls(mask, 10.0, 10.0, 10.0, ink, mask < 0, mask < 0)


@pytest.mark.parametrize(
    ("lines", "passed"),
    [
        ([(20, 400)], True),
        ([(20, 196), (204, 400)], True),
        ([(150, 250)], False),
        ([(20, 250)], False),
        ([(150, 400)], False),
        ([(130, 270)], False),
        ([], False),
    ],
    ids=["through", "with a number in it", "threshold", "to one side", "to the other", "ends", "nothing"],
)
def test_lines_that_go_on_behind_both_walls(lines: list[tuple[int, int]], passed: bool):
    assert is_passed(GAP, walls(*lines)) is passed
    turned = walls(*lines)
    down = Walls(turned.mask.T, 10.0, 10.0, 10.0, turned.ink.T, turned.posts.T, turned.rim.T)
    assert is_passed(GAP[:, ::-1], down) is passed


def test_a_line_along_a_walls_face_does_not_come_out_of_it():
    mask = np.zeros((400, 420), np.bool_)
    mask[190:210, :150] = mask[190:210, 250:] = True
    ink = mask.copy()
    ink[200, 150:250] = True
    assert not is_passed(GAP, Walls(mask, 20.0, 20.0, 20.0, ink, mask < 0, mask < 0))


def test_at_the_pages_edge_nothing_fails():
    there = walls((0, 420))
    assert not is_passed(GAP - (140, 0), there)
    assert not is_passed(GAP * 0, there)


@pytest.mark.parametrize(
    ("lines", "glazed"),
    [([(150, 250)], True), ([(150, 190), (210, 250)], True), ([(150, 200)], False), ([], False)],
    ids=["a pane", "two with a post", "half a line", "nothing"],
)
def test_glass_is_drawn_from_jamb_to_jamb(lines: list[tuple[int, int]], glazed: bool):
    assert is_glazed(GAP, walls(*lines)) is glazed
    assert not is_glazed(GAP * 0, walls(*lines))


def test_glass_askew_is_seen_and_boards_across_are_not():
    askew = np.array([[150.0, 100], [250, 150], [246, 158], [146, 108]])
    drawn = walls()
    for step in range(100):
        drawn.ink[104 + step // 2, 148 + step] = True
    assert is_glazed(askew, drawn)
    boards = walls()
    boards.ink[:, 150:250:12] = True
    assert not is_glazed(askew, boards)
