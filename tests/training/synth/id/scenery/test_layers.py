"""Things are laid to the sub-pixel, without darkening or brightening what they cover only in part."""

import numpy as np
import pytest

from docparse.training.synth.id.scenery.camera import Camera
from docparse.training.synth.id.scenery.layers import (
    Light,
    Place,
    Sprite,
    cover,
    face_corners,
    lay,
    opaque,
    rounded_mask,
    warp,
)

DOWN = Camera(np.eye(3), 300.0, 600.0, (100.0, 80.0))


def white(width=200, height=100, radius=0.0):
    return opaque(np.full((height, width, 3), 255, np.uint8), radius)


def test_covered_area_is_exact_whatever_the_shrinking():
    for width in (20, 200, 2000):
        canvas = np.zeros((160, 200, 3), np.uint8)
        sprite = Sprite(white(width, width // 2), (40.3, 20.6))
        lay(canvas, sprite, Place(1.7, -2.2, 0.4), DOWN, None)
        expected = 40.3 * 20.6 * 4
        assert canvas[..., 0].sum() / 255 == pytest.approx(expected, rel=0.01)


def test_an_axis_aligned_thing_ends_where_its_corners_say():
    canvas = np.zeros((160, 200, 3), np.uint8)
    sprite = Sprite(white(), (30.0, 20.0))
    corners = face_corners(sprite, Place(0, 0, 0), DOWN)
    assert corners == pytest.approx(np.array([[70, 60], [130, 60], [130, 100], [70, 100]]))
    lay(canvas, sprite, Place(0, 0, 0), DOWN, None)
    assert canvas[80, 70:130].min() > 250
    assert canvas[80, :69].max() == 0
    assert canvas[80, 131:].max() == 0


def test_transparent_parts_leave_the_table_as_it_was():
    canvas = np.full((160, 200, 3), 77, np.uint8)
    image = white()
    image[..., 3] = 0
    lay(canvas, Sprite(image, (30.0, 20.0)), Place(0, 0, 0.3), DOWN, None)
    assert (canvas == 77).all()


def test_out_of_the_frame_nothing_is_drawn():
    far = np.array([[500, 500], [600, 500], [600, 560], [500, 560.0]])
    assert warp((160, 200), white(), far) is None


def test_shadow_darkens_beside_the_thing_and_keeps_to_its_side():
    canvas = np.full((160, 200, 3), 200, np.uint8)
    sprite = Sprite(white(), (30.0, 20.0), 5.0)
    lay(canvas, sprite, Place(0, 0, 0), DOWN, Light((1.0, 0.0), 2.0, 0.8))
    assert canvas[80, 138, 0] < 150
    assert canvas[80, 55, 0] > 190


def test_thickness_shows_a_side_away_from_the_middle():
    canvas = np.zeros((160, 200, 3), np.uint8)
    sprite = Sprite(white(), (20.0, 20.0), 20.0, (10.0, 200.0, 10.0))
    place = Place(35, 0, 0)
    lay(canvas, sprite, place, DOWN, None)
    left = face_corners(sprite, place, DOWN)[0, 0]
    beside = canvas[80, int(left) - 3]
    assert beside[1] > 150
    assert beside[0] < 60


def test_rounded_mask_misses_only_the_corners():
    mask = rounded_mask(60, 100, 20)
    assert mask[0, 0] == mask[-1, -1] == 0
    assert mask[30].min() == mask[:, 50].min() == 255
    assert np.count_nonzero(mask) == pytest.approx(6000 - (4 - np.pi) * 400, rel=0.01)


def test_cover_fills_the_whole_frame():
    canvas = np.zeros((160, 200, 3), np.uint8)
    cover(canvas, np.full((30, 30, 3), 9, np.uint8), DOWN, 1.0)
    assert (canvas == 9).all()
