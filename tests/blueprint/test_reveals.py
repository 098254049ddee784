"""Openings reach to the faces of their wall."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.blueprint.reveals import to_faces
from docparse.blueprint.walls import Walls

TOP, BOTTOM = 100, 140


def wall(*, left: slice = slice(TOP, BOTTOM), right: slice = slice(TOP, BOTTOM)) -> Walls:
    """A level wall with a gap, its parts between the rows given."""
    mask = np.zeros((300, 500), np.bool_)
    mask[left, :200] = mask[right, 300:] = True
    return Walls(mask, 40.0, 10.0, 40.0, mask, mask < 0, mask < 0)


def box(top: float, bottom: float) -> np.ndarray:
    return np.array([[200.0, top], [300, top], [300, bottom], [200, bottom]])


@pytest.mark.parametrize("frame", [(100, 128), (112, 140), (110, 130), (100, 140)])
def test_a_frame_that_stands_back_is_taken_to_both_faces(frame: tuple[int, int]):
    assert to_faces(box(*frame), wall()) == pytest.approx(box(TOP, BOTTOM))
    # The same up the page, and with the corners the other way about.
    down = Walls(wall().mask.T, 40.0, 10.0, 40.0, wall().ink.T, wall().posts.T, wall().rim.T)
    assert to_faces(box(*frame)[:, ::-1], down) == pytest.approx(box(TOP, BOTTOM)[:, ::-1])
    other = [2, 3, 0, 1]
    assert to_faces(box(*frame)[other], wall()) == pytest.approx(box(TOP, BOTTOM)[other])


def test_a_door_across_a_passage_stays_as_deep_as_it_is():
    mask = np.zeros((300, 500), np.bool_)
    mask[60:180, 190:200] = mask[60:180, 300:310] = True
    passage = Walls(mask, 10.0, 10.0, 40.0, mask, mask < 0, mask < 0)
    assert to_faces(box(115, 125), passage) == pytest.approx(box(115, 125))


def test_a_corner_does_not_tell_where_a_face_is():
    corner = wall(right=slice(TOP, 260))
    assert to_faces(box(110, 130), corner) == pytest.approx(box(TOP, 130))


def test_beside_no_wall_nothing_is_told():
    empty = wall(left=slice(0, 0), right=slice(0, 0))
    assert to_faces(box(110, 130), empty) == pytest.approx(box(110, 130))
    assert to_faces(box(110, 110), wall()) == pytest.approx(box(110, 110))


def test_a_wall_that_runs_on_from_one_jamb_and_a_block_at_the_other_are_no_face():
    # A closet's door on a hospital's sheet was made twice as deep as its wall.
    mask = np.zeros((300, 500), np.bool_)
    mask[100:110, 195:200] = mask[100:250, 180:195] = mask[50:117, 300:400] = True
    closet = Walls(mask, 10.0, 10.0, 10.0, mask, mask < 0, mask < 0)
    assert to_faces(box(100, 110), closet) == pytest.approx(box(100, 110))
