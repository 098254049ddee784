"""What a gap is, as the network sees it, and gaps behind each other as one where a frame cut it apart."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from docparse.blueprint.closeups import CHANNELS, SIDE, Lens
from docparse.blueprint.openings import Gap, _distinct, _whole, judged, opening_model, possible_gaps
from docparse.blueprint.walls import Walls, find_walls
from tests.blueprint.drawn import two_rooms


def gap(top: float, bottom: float, *, straight: bool) -> Gap:
    box = np.array([[100.0, top], [180, top], [180, bottom], [100, bottom]])
    return Gap(box, 0.8, 0.0, straight=straight)


@pytest.mark.parametrize(
    ("first", "second", "bottom"),
    [(True, True, 116), (False, False, 116), (False, True, 116), (True, False, 108)],
)
def test_a_straight_gap_is_as_deep_as_its_wall(first: bool, second: bool, bottom: float):
    # A line of a tiled floor behind an oxygen room's door made that twice as deep as the wall.
    (one,) = _whole([gap(100, 108, straight=first), gap(110, 116, straight=second)], 8.0)
    assert one.corners[:, 1].tolist() == [100, 100, bottom, bottom]


def _meeting(*, arc: bool, rival: Gap) -> list[Gap]:
    """What is kept of a door in a wall along the page, and of a likelier rival at the wall's end."""
    blank = np.zeros((300, 300), np.bool_)
    ink = np.zeros((300, 300), np.uint8)
    if arc:
        cv2.ellipse(ink, (180, 108), (76, 76), 0, 90, 180, 1, 2)
    walls = Walls(blank, 8.0, 8.0, 8.0, ink > 0, blank, blank)
    door = Gap(np.array([[100.0, 100], [180, 100], [180, 108], [100, 108]]), 0.5, 0.0)
    return _distinct([rival, door], walls)


ACROSS = np.array([[180.0, 20], [180, 104], [188, 104], [188, 20]])


@pytest.mark.parametrize(
    ("arc", "rival", "kept"),
    [
        (True, Gap(ACROSS, 0.9, 0.0), 2),
        (False, Gap(ACROSS, 0.9, 0.0), 1),
        (True, Gap(ACROSS, 0.9, 0.0, hung=True), 1),
        (True, Gap(ACROSS, 0.0, 0.9), 1),
        (True, Gap(ACROSS - (40, 0), 0.9, 0.0), 1),
    ],
)
def test_a_door_whose_arc_is_drawn_may_meet_a_passage_in_a_corner(arc: bool, rival: Gap, kept: int):
    """A hospital's patient room was part of the corridor: a passage ended at its door's jamb."""
    assert len(_meeting(arc=arc, rival=rival)) == kept


@pytest.fixture(scope="module")
def close_ups() -> np.ndarray:
    drawing = two_rooms()
    walls = find_walls(drawing)
    gaps, _ = possible_gaps(drawing, walls, [])
    # Seen from aside and from farther off, some openings are in doubt.
    moved = [corners + by for corners in gaps for by in ((0, 0), (9, 0), (0, 9), (25, 4), (4, 25))]
    return Lens(drawing, walls).close_ups(moved)


def test_what_is_in_doubt_is_as_likely_mirrored(close_ups: np.ndarray):
    found, mirrored = judged(close_ups), judged(close_ups[..., ::-1])
    best = np.minimum(found.max(axis=1), mirrored.max(axis=1))
    still = (best > 0.3) & (best < 0.8)
    assert still.any()
    assert np.allclose(found[still], mirrored[still], atol=0.05)


def test_one_look_is_enough_where_there_is_no_doubt(close_ups: np.ndarray):
    once = opening_model(close_ups.astype(np.float32))
    best = once.max(axis=1)
    sure = (best < 0.1) | (best > 0.9)
    assert sure.any()
    assert np.allclose(judged(close_ups)[sure], once[sure], atol=1e-5)


def test_no_gap_is_like_any_other_whoever_is_asked_about_beside_it(close_ups: np.ndarray):
    alone = np.concatenate([judged(one[None]) for one in close_ups])
    assert np.allclose(judged(close_ups), alone, atol=1e-5)


def test_without_gaps_there_is_nothing_to_judge(monkeypatch: pytest.MonkeyPatch):
    # Batches of none went through the network, twelve for a page.
    monkeypatch.delattr("docparse.blueprint.openings.opening_model")
    assert judged(np.zeros((0, len(CHANNELS), SIDE, SIDE), np.uint8)).shape == (0, 2)
