"""Walls filled with a pale tone are made dark, and nothing else is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from docparse.blueprint.drawing import classed, laid_straight
from docparse.blueprint.pale import with_dark_walls
from docparse.regions import segmenter


def plan(tone: int) -> tuple[np.ndarray, np.ndarray]:
    """A page with a wall, a line of the same tone, and black print; and where the wall is."""
    pixels = np.full((300, 500, 3), 255, np.uint8)
    cv2.rectangle(pixels, (50, 100), (449, 119), (tone,) * 3, cv2.FILLED)
    cv2.line(pixels, (50, 200), (449, 200), (tone,) * 3, 1)
    cv2.putText(pixels, "HALL", (200, 270), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    walls = np.zeros(pixels.shape[:2], np.bool_)
    walls[102:118, 50:450] = True
    return pixels, walls


def darkened(pixels: np.ndarray, walls: np.ndarray) -> np.ndarray | None:
    return with_dark_walls(pixels, cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), walls)


@pytest.mark.parametrize("tone", [110, 160, 205])
def test_pale_walls_become_dark_and_pale_lines_stay(tone: int):
    pixels, walls = plan(tone)
    found = darkened(pixels, walls)
    assert found is not None
    assert found[100:120, 50:450].max() < 60
    elsewhere = np.ones(walls.shape, np.bool_)
    elsewhere[98:122] = False
    assert np.array_equal(found[elsewhere], pixels[elsewhere])


@pytest.mark.parametrize("tone", [180, 190, 205])
def test_a_floor_of_nearly_the_walls_tone_is_no_wall(tone: int):
    # It was painted over, and its room was gone.
    pixels, walls = plan(190)
    pixels[120:122, 50:450], pixels[122:190, 50:450] = 0, tone
    found = darkened(pixels, walls)
    assert found is not None
    assert found[135:180, 70:430].min() >= 180
    assert found[102:112, 70:430].max() < 60


def test_dark_walls_are_left_as_they_are():
    assert darkened(*plan(60)) is None


def test_hatched_and_hollow_walls_are_of_no_one_tone():
    pixels, walls = plan(160)
    pixels[102:118, 50:450:4] = 0
    pixels[102:118, 51:450:4] = 255
    assert darkened(pixels, walls) is None
    pixels[102:118, 50:450] = 255
    assert darkened(pixels, walls) is None


def test_a_page_without_walls_is_left_as_it_is():
    pixels, walls = plan(160)
    assert darkened(pixels, np.zeros_like(walls)) is None


def test_rooms_between_pale_walls_are_closed():
    """Of walls as pale as this the model saw little, and their faces were taken for windows."""
    pixels = np.full((900, 1300, 3), 255, np.uint8)
    cv2.rectangle(pixels, (150, 150), (1150, 750), (195,) * 3, 24)
    cv2.line(pixels, (650, 150), (650, 750), (195,) * 3, 24)
    for name, at in (("BEDROOM", (270, 450)), ("KITCHEN", (780, 450))):
        cv2.putText(pixels, name, at, cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    drawing = classed(laid_straight(pixels), segmenter("plan"))
    across = drawing.grey.shape[0] * 3 // 5
    row = drawing.classes.mask("wall")[across]
    starts = np.flatnonzero(np.diff(row.astype(np.int8)) == 1)
    assert len(starts) == 3
    assert drawing.grey[across, starts + 6].max() < 60
