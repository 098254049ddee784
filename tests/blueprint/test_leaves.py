"""Leaves as they are drawn: which gap they shut, and what they say for it."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from docparse.blueprint.leaves import Leaf, find_leaves, with_leaves, without_leaves
from docparse.blueprint.walls import Walls, find_walls
from tests.blueprint.drawn import CLASSES, two_rooms

# The door between the rooms, and a gap elsewhere.
DOOR = np.array([[400, 180], [400, 260], [410, 260], [410, 180]], float)
ELSEWHERE = np.array([[200, 100], [300, 100], [300, 120], [200, 120]], float)


def drawn(*, leaf: bool = True, arc: bool = True) -> Walls:
    """The two rooms with a door that opens to the right, its hinge above."""
    drawing = two_rooms()
    if arc:
        cv2.ellipse(drawing.grey, (410, 182), (76, 76), 0, 0, 90, 0, 1)
    if leaf:
        cv2.line(drawing.grey, (410, 182), (486, 182), 0, 1)
    return find_walls(drawing)


def test_a_leaf_tells_the_gap_that_it_shuts():
    walls = drawn()
    assert len(find_leaves(walls)) == 1
    (leaf,) = find_leaves(walls)
    assert leaf.hinge == pytest.approx((410, 182), abs=8)
    low, high = leaf.gap.min(axis=0), leaf.gap.max(axis=0)
    assert (low[1], high[1]) == pytest.approx((180, 260), abs=3)
    assert low[0] < 410 + 3
    assert high[0] < 420


def test_a_leaf_at_a_bevelled_corner_tells_its_gap_though_no_wall_runs_so():
    drawing = two_rooms()
    # The right room's upper right corner is cut off by two pieces of wall with a door between them.
    labels, wall = drawing.classes.labels, np.zeros_like(drawing.grey)
    for start, end in (((560, 120), (588, 148)), ((650, 210), (680, 240))):
        cv2.line(wall, start, end, 1, 10)
    drawing.grey[wall > 0], labels[wall > 0] = 0, CLASSES.index("wall")
    hinge, tip = np.array([588, 156]), np.array([534, 210])
    cv2.line(drawing.grey, hinge.tolist(), tip.tolist(), 0, 2)
    cv2.ellipse(drawing.grey, hinge.tolist(), (76, 76), 45, 0, 90, 0, 2)
    (leaf,) = find_leaves(find_walls(drawing))
    assert leaf.hinge == pytest.approx(hinge, abs=8)
    assert leaf.shut_to == pytest.approx((54, 54), abs=6)
    ends = (leaf.gap[[0, 1]] + leaf.gap[[3, 2]]) / 2
    assert np.linalg.norm(ends[1] - ends[0]) == pytest.approx(np.hypot(62, 62) - 10, abs=8)


@pytest.mark.parametrize(("leaf", "arc"), [(True, False), (False, True), (False, False)])
def test_a_line_or_an_arc_alone_is_none(leaf: bool, arc: bool):
    assert find_leaves(drawn(leaf=leaf, arc=arc)) == []


def test_the_gap_under_a_leaf_is_a_likely_door_and_hardly_a_window():
    chances = np.array([[0.2, 0.3], [0.2, 0.3]])
    found, hung = with_leaves([DOOR, ELSEWHERE], chances, find_leaves(drawn()))
    assert hung.tolist() == [True, False]
    assert found[0] == pytest.approx((1 - 0.8 * 0.4, 0.3 * 0.4))
    assert found[1] == pytest.approx(chances[1])


def test_of_one_arc_with_two_lines_the_likelier_gap_counts():
    (shut,) = find_leaves(drawn())
    # The same arc, its lines taken the other way round.
    other = Leaf(ELSEWHERE, shut.hinge, shut.shut_to, shut.open_to)
    gaps = [shut.gap, other.gap]
    found, _ = with_leaves(gaps, np.array([[0.3, 0.1], [0.1, 0.1]]), [shut, other])
    assert found[0, 0] == pytest.approx(1 - 0.7 * 0.4)
    assert found[1, 0] == pytest.approx(0.1)


def test_a_leaf_without_walls_at_both_ends_is_furnitures():
    drawing = two_rooms()
    cv2.ellipse(drawing.grey, (200, 200), (76, 76), 0, 0, 90, 0, 1)
    cv2.line(drawing.grey, (200, 200), (276, 200), 0, 1)
    assert find_leaves(find_walls(drawing)) == []


def test_without_leaves_or_gaps_nothing_changes():
    chances = np.array([[0.2, 0.3]])
    found, hung = with_leaves([DOOR], chances, [])
    assert found is chances
    assert not hung.any()
    assert len(with_leaves([], np.zeros((0, 2)), find_leaves(drawn()))[0]) == 0


def test_a_leaf_seen_as_wall_is_none_and_walls_stay():
    walls = drawn()
    leaf = (slice(180, 185), slice(410, 486))
    seen = replace(walls, mask=walls.mask.copy())
    seen.mask[leaf] = True
    left = without_leaves(seen).mask
    # A bit may stay in the corner with the jamb.
    assert left[leaf].mean() < 0.1
    left[leaf] = walls.mask[leaf]
    assert np.array_equal(left, walls.mask)


def test_walls_without_thin_strips_are_left_alone():
    walls = drawn()
    assert without_leaves(walls) is walls
