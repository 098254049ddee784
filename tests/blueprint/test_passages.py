"""Doors with leaves are told from passages that nothing shuts."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from docparse.blueprint.closeups import Lens
from docparse.blueprint.openings import Gap
from docparse.blueprint.passages import with_bareness
from docparse.blueprint.walls import find_walls
from tests.blueprint.drawn import two_rooms

BETWEEN = Gap(np.array([[400.0, 180], [400, 260], [410, 260], [410, 180]]), 0.9, 0.0)
OUTSIDE = Gap(np.array([[500.0, 380], [580, 380], [580, 400], [500, 400]]), 0.9, 0.0)
WINDOW = Gap(np.array([[200.0, 100], [300, 100], [300, 120], [200, 120]]), 0.0, 0.9)


def test_a_door_ajar_has_a_leaf_and_an_empty_gap_has_none():
    drawing = two_rooms()
    # A leaf in bold that stands half open, as wardrobe doors are drawn.
    cv2.line(drawing.grey, (500, 380), (556, 324), 0, 3)
    empty, ajar = with_bareness([BETWEEN, OUTSIDE], Lens(drawing, find_walls(drawing)))
    assert empty.bare is not None
    assert ajar.bare is not None
    assert ajar.bare < 0.5 < empty.bare


def test_leaves_that_were_found_are_not_asked_about_and_windows_have_none():
    class Shut:
        def close_ups(self, gaps: list[np.ndarray]) -> np.ndarray:
            raise AssertionError("nobody need look")

    hung, swung = replace(BETWEEN, hung=True), replace(OUTSIDE, swings=(540.0, 350.0))
    told = with_bareness([hung, swung, WINDOW], Shut())  # type: ignore[arg-type]
    assert [gap.bare for gap in told] == [0.0, 0.0, None]


def test_no_gaps_need_no_network():
    assert with_bareness([], object()) == []  # type: ignore[arg-type]
