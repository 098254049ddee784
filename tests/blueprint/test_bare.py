"""Nameless passages are joined to the room from which they are open."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from docparse.blueprint.bare import needless_gaps
from docparse.blueprint.carriers import Area, Label
from docparse.blueprint.openings import Gap
from docparse.blueprint.walls import find_walls
from tests.blueprint.drawn import two_rooms

BARE = Gap(np.array([[400.0, 180], [400, 260], [410, 260], [410, 180]]), 0.6, 0.0)
DOOR = Gap(np.array([[500.0, 380], [580, 380], [580, 400], [500, 400]]), 0.9, 0.0)


def numbers() -> np.ndarray:
    """The large room 1, and what is left of the other, room 2."""
    found = np.zeros((500, 800), np.int32)
    found[120:380, 120:400] = 1
    found[300:380, 410:600] = found[120:300, 410:440] = 2
    return found


def label(at: tuple[float, float], kind: str | None = None, area: Area | None = None) -> Label:
    return Label("ROOM", kind, at, (at,), area=area)


def needless(*labels: Label, line: tuple[tuple[int, int], tuple[int, int]] | None = None) -> list[Gap]:
    drawing = two_rooms()
    if line is not None:
        cv2.line(drawing.grey, *line, 0, 1)
    return needless_gaps(drawing, find_walls(drawing), numbers(), [DOOR, BARE], labels)


LIVING = label((200, 200))


def test_a_bare_opening_before_a_nameless_passage_is_none():
    assert needless(LIVING) == [BARE]


@pytest.mark.parametrize(
    "named",
    [label((500, 340)), label((500, 340), "closet", Area(2.0, 0.1, "2.0 m2"))],
    ids=["named", "a closet with a size"],
)
def test_a_space_with_a_name_of_its_own_keeps_it(named: Label):
    assert needless(LIVING, named) == []


def test_the_name_of_a_cupboard_in_it_is_not_the_passages():
    assert needless(LIVING, label((500, 340), "closet")) == [BARE]


def test_a_line_from_jamb_to_jamb_shuts_it_and_one_through_it_does_not():
    assert needless(LIVING, line=((405, 180), (405, 260))) == []
    assert needless(LIVING, line=((350, 220), (450, 220))) == [BARE]


def test_a_space_with_no_other_door_is_a_cupboard():
    drawing = two_rooms()
    assert needless_gaps(drawing, find_walls(drawing), numbers(), [BARE], [LIVING]) == []


def niche(*labels: Label, basin: bool) -> list[Gap]:
    """What is needless where no door leads on from room 2, which is small."""
    drawing, rooms = two_rooms(), np.where(numbers() == 1, 1, 0).astype(np.int32)
    rooms[180:260, 410:470] = 2
    if basin:
        cv2.circle(drawing.grey, (440, 220), 15, 0, 2)
    return needless_gaps(drawing, find_walls(drawing), rooms, [BARE], labels)


def test_a_niche_with_a_basin_is_the_rooms_and_an_empty_cupboard_is_not():
    assert niche(LIVING, basin=True) == [BARE]
    assert niche(LIVING, basin=False) == []


def test_a_cupboard_with_a_name_is_no_niche():
    assert niche(LIVING, label((440, 220), "closet"), basin=True) == []
