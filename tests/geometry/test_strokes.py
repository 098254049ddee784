"""Lines on which a picture's strokes lie."""

from __future__ import annotations

import cv2
import numpy as np

from docparse.geometry.strokes import straight_lines


def test_strokes_of_one_line_are_one_and_those_with_most_come_first():
    picture = np.full((300, 400), 255, np.uint8)
    # One edge in three pieces, together longer than the one below it.
    for left in (20, 150, 280):
        cv2.rectangle(picture, (left, 0), (left + 100, 60), 0, -1)
    cv2.rectangle(picture, (40, 200), (240, 299), 0, -1)
    lines = straight_lines(picture, 20)
    first, second = (line / line[1] for line in lines[:2])
    assert np.abs(first - [0, 1, -61]).max() < 0.6
    assert np.abs(second - [0, 1, -200]).max() < 0.6
    assert len(straight_lines(picture, 3)) == 3


def test_a_blank_picture_has_no_lines():
    assert straight_lines(np.full((50, 60), 200, np.uint8), 5).shape == (0, 3)
