"""Rooms end where one measures: at a solid wall's ink, and in the middle of a hollow wall's lines."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from docparse.blueprint.drawing import Drawing
from docparse.blueprint.faces import at_lines
from docparse.blueprint.openings import Gap
from docparse.blueprint.rooms import split_rooms
from docparse.blueprint.walls import find_walls
from docparse.regions.regions import SemanticMap
from tests.blueprint.drawn import CLASSES, two_rooms


def hollow(pen: int) -> Drawing:
    """One room of 300 x 200 and walls of 24 between the middles of their lines."""
    grey = np.full((400, 500), 255, np.uint8)
    labels = np.zeros(grey.shape, np.uint8)
    half = pen // 2
    for left, top, right, bottom in ((76, 76, 424, 324), (100, 100, 400, 300)):
        cv2.rectangle(grey, (left - half, top - half), (right + half - 1, bottom + half - 1), 0, -1)
        cv2.rectangle(grey, (left + half, top + half), (right - half - 1, bottom - half - 1), 255, -1)
    labels[76 - half : 324 + half, 76 - half : 424 + half] = CLASSES.index("wall")
    labels[100 + half : 300 - half, 100 + half : 400 - half] = CLASSES.index("floor")
    return Drawing(grey, np.eye(3), 1.0, SemanticMap(CLASSES, labels))


@pytest.mark.parametrize("pen", [4, 6])
def test_a_room_between_hollow_walls_is_measured_between_the_middles_of_their_lines(pen: int):
    # Measured to the ink's edge, every room of a4's cvc_0 was three per cent small.
    drawing = hollow(pen)
    walls = find_walls(drawing)
    inked = split_rooms(drawing, walls, [])
    spaces = at_lines(inked, walls.rim, [])
    assert np.count_nonzero(inked.numbers == 1) == (300 - pen) * (200 - pen)
    assert np.count_nonzero(spaces.numbers == 1) == pytest.approx(300 * 200, rel=0.005)
    assert np.count_nonzero(spaces.footprint) == pytest.approx(348 * 248, rel=0.005)


def test_solid_walls_are_measured_at_their_ink():
    drawing = two_rooms()
    walls = find_walls(drawing)
    assert not walls.rim.any()
    spaces = split_rooms(drawing, walls, [])
    assert at_lines(spaces, walls.rim, []) is spaces


def test_jambs_stay_where_they_are():
    drawing = hollow(4)
    walls = find_walls(drawing)
    spaces = split_rooms(drawing, walls, [])
    gap = Gap(np.array([[200.0, 78], [260, 78], [260, 98], [200, 98]]), 0.9, 0.0)
    around = at_lines(spaces, walls.rim, [gap]).numbers
    assert not around[98:100, 210:250].any()
    assert at_lines(spaces, walls.rim, []).numbers[100:102, 210:250].all()


def test_rooms_do_not_grow_into_each_other():
    drawing = hollow(4)
    walls = find_walls(drawing)
    numbers = np.zeros(drawing.grey.shape, np.int32)
    numbers[102:298, 102:240], numbers[102:298, 244:398] = 1, 2
    rim = walls.rim.copy()
    rim[102:298, 240:244] = True
    spaces = replace(split_rooms(drawing, walls, []), numbers=numbers)
    grown = at_lines(spaces, rim, []).numbers
    assert (grown[numbers > 0] == numbers[numbers > 0]).all()
    assert set(np.unique(grown)) == {0, 1, 2}
