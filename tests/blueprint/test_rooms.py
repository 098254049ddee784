"""Free space split into rooms."""

from __future__ import annotations

import cv2
import numpy as np

from docparse.blueprint.openings import Gap, find_gaps
from docparse.blueprint.rooms import split_rooms
from docparse.blueprint.walls import find_walls
from tests.blueprint.drawn import CLASSES, two_rooms


def _with_balcony(*, seen: float, thickness: int = 1):
    """Two rooms and a balcony right of them, of which the model sees a share as floor."""
    drawing = two_rooms()
    cv2.rectangle(drawing.grey, (700, 110), (780, 390), 0, thickness)
    cv2.putText(drawing.grey, "BALCONY", (705, 250), cv2.FONT_HERSHEY_SIMPLEX, 0.4, 0, 1)
    labels = drawing.classes.labels
    labels[111 : 111 + round(279 * seen), 701:780] = CLASSES.index("floor")
    return drawing


def _spaces(drawing):
    walls = find_walls(drawing)
    return split_rooms(drawing, walls, find_gaps(drawing, walls).gaps)


def _outdoor(drawing):
    spaces = _spaces(drawing)
    return [int((spaces.numbers == number).sum()) for number in sorted(spaces.outdoor)]


def test_a_balcony_reaches_to_the_line_drawn_round_it():
    (area,) = _outdoor(_with_balcony(seen=0.7))
    assert abs(area - 79 * 279) < 0.03 * 79 * 279


def test_what_the_model_hardly_sees_as_floor_is_no_balcony():
    assert all(area < 0.5 * 79 * 279 for area in _outdoor(_with_balcony(seen=0.3)))


def test_a_door_leads_to_a_balcony_that_the_model_does_not_see():
    drawing = two_rooms()
    cv2.rectangle(drawing.grey, (420, 398), (690, 490), 0, 1)
    door = Gap(np.array([[500, 380], [580, 380], [580, 400], [500, 400]], np.float64), 0.9, 0.0)
    spaces = split_rooms(drawing, find_walls(drawing), [door])
    (number,) = spaces.outdoor
    assert abs(int((spaces.numbers == number).sum()) - 269 * 90) < 0.03 * 269 * 90
    assert not split_rooms(drawing, find_walls(drawing), []).outdoor


def test_a_terrace_without_a_line_round_it_is_loose():
    bounded = _with_balcony(seen=0.7)
    assert _spaces(bounded).outdoor
    assert not _spaces(bounded).loose
    open_ground = two_rooms()
    open_ground.classes.labels[120:380, 701:790] = CLASSES.index("floor")
    spaces = _spaces(open_ground)
    assert len(spaces.outdoor) == 1
    assert spaces.loose == spaces.outdoor


def test_a_sheets_frame_is_no_terrace():
    drawing = two_rooms()
    cv2.rectangle(drawing.grey, (20, 20), (780, 480), 0, 1)
    labels = drawing.classes.labels
    labels[21:480, 21:780][labels[21:480, 21:780] == 0] = CLASSES.index("floor")
    assert not _spaces(drawing).outdoor


def test_rooms_are_numbered_from_one_without_gaps():
    drawing = two_rooms(door_seen=False)
    spaces = split_rooms(drawing, find_walls(drawing), [])
    found = np.unique(spaces.numbers)
    assert found.tolist() == list(range(len(found)))
