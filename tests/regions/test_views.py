from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.regions import Regions, SemanticMap
from docparse.regions.views import instances, outlines_of, panoptic

CLASSES = ("outside", "floor", "wall", "door", "window", "stairs")
DOOR, WINDOW, STAIRS = 3, 4, 5


def blank(height: int = 200, width: int = 300) -> np.ndarray:
    return np.zeros((height, width), np.uint8)


def names(labels: np.ndarray) -> list[str]:
    return sorted(instances(SemanticMap(CLASSES, labels)).names)


def test_pieces_that_do_not_touch_are_things_of_their_own():
    labels = blank()
    labels[40:46, 50:90] = DOOR
    labels[60:66, 50:90] = DOOR
    labels[100:130, 20:60] = STAIRS
    found = instances(SemanticMap(CLASSES, labels))
    assert sorted(found.names) == ["door", "door", "stairs"]
    assert found.of("stairs").boxes.tolist() == [[20, 100, 60, 130]]
    assert found.of("stairs").polygons[0].min(axis=0).tolist() == [20, 100]
    assert found.scores.tolist() == [1, 1, 1]


def test_doors_that_meet_at_a_corner_are_two():
    labels = blank()
    labels[40:46, 50:90] = DOOR
    labels[40:90, 84:90] = DOOR
    found = instances(SemanticMap(CLASSES, labels))
    assert len(found) == 2
    sizes = sorted((found.boxes[:, 2:] - found.boxes[:, :2]).tolist())
    assert sizes[0][0] == pytest.approx(6, abs=2)
    assert sizes[1][1] == pytest.approx(6, abs=2)


def test_three_that_meet_are_three():
    labels = blank()
    labels[100:104, 150:250] = WINDOW
    labels[104:150, 198:202] = WINDOW
    assert names(labels) == ["window"] * 3


def test_stairs_round_a_corner_are_one():
    labels = blank()
    labels[40:60, 50:120] = STAIRS
    labels[40:120, 100:120] = STAIRS
    assert names(labels) == ["stairs"]


@pytest.mark.parametrize("angle", [0, 17, 45, 80])
def test_a_straight_door_is_not_cut(angle: float):
    y, x = np.mgrid[:200, :300]
    turned = np.deg2rad(angle)
    along = (x - 150) * np.cos(turned) + (y - 100) * np.sin(turned)
    across = (y - 100) * np.cos(turned) - (x - 150) * np.sin(turned)
    labels = blank()
    labels[(abs(along) < 40) & (abs(across) < 3)] = DOOR
    assert names(labels) == ["door"]


def test_specks_are_no_things():
    labels = blank(600, 600)
    labels[10:13, 10:13] = DOOR
    assert names(labels) == []
    assert len(instances(SemanticMap(CLASSES, labels), least_area=4)) == 1


def test_a_things_score_is_its_own_confidence():
    labels = blank()
    labels[40:46, 50:90] = DOOR
    labels[80:86, 50:90] = DOOR
    sure = np.full(labels.shape, 0.5, np.float32)
    sure[80:86] = 0.9
    found = instances(SemanticMap(CLASSES, labels, sure))
    assert found.scores.tolist() == pytest.approx([0.9, 0.5])
    assert found.boxes[0, 1] == 80


def test_the_panoptic_view_has_every_pixel_once():
    labels = blank()
    labels[20:180, 20:280] = 2
    labels[30:170, 30:270] = 1
    labels[20:30, 60:90] = DOOR
    labels[20:30, 120:160] = WINDOW
    labels[150:151, 271:272] = WINDOW  # a speck
    page = SemanticMap(CLASSES, labels)
    view = panoptic(page, instances(page))
    assert [part.name for part in view.segments] == ["door", "window", "outside", "floor", "wall"]
    assert [part.thing for part in view.segments] == [True, True, False, False, False]
    for part in view.segments:
        assert np.count_nonzero(view.numbers == part.number) == part.area
        own = labels[view.numbers == part.number]
        assert (own == CLASSES.index(part.name)).all()
    assert np.count_nonzero(view.numbers == 0) == 1, "the speck"


def test_of_two_things_on_one_pixel_the_better_has_it():
    square = np.array([[10, 10], [50, 10], [50, 50], [10, 50]], np.float32)
    things = Regions(
        CLASSES,
        np.array([STAIRS, DOOR]),
        np.array([0.9, 0.4], np.float32),
        np.array([[10, 10, 50, 50], [30, 10, 70, 50]], np.float32),
        (square, square + np.array([20, 0], np.float32)),
    )
    view = panoptic(SemanticMap(CLASSES, blank()), things)
    areas = {part.name: part.area for part in view.segments}
    assert areas["stairs"] == 1600
    assert areas["door"] == 800
    assert areas["outside"] == 200 * 300 - 2400


@given(left=st.integers(0, 30), top=st.integers(0, 30), width=st.integers(4, 30), height=st.integers(4, 30))
def test_outlines_and_holes(left: int, top: int, width: int, height: int):
    mask = np.zeros((64, 64), bool)
    mask[top : top + height, left : left + width] = True
    mask[top + 1 : top + height - 1, left + 1 : left + width - 1] = False
    outer, holes = outlines_of(mask)
    assert len(outer) == len(holes) == 1
    assert outer[0].min(axis=0).tolist() == [left, top]
    assert outer[0].max(axis=0).tolist() == [left + width, top + height]
    assert holes[0].min(axis=0).tolist() == [left + 1, top + 1]
    assert holes[0].max(axis=0).tolist() == [left + width - 1, top + height - 1]


def test_no_outlines_of_nothing():
    assert outlines_of(np.zeros((5, 5), bool)) == ([], [])
