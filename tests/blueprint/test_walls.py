"""Walls to the pixel, and the posts beside them that the model does not see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from docparse.blueprint.drawing import Drawing
from docparse.blueprint.walls import find_walls, with_posts
from docparse.regions.regions import SemanticMap
from tests.blueprint.drawn import CLASSES, two_rooms

POST = (slice(240, 252), slice(240, 252))
# The end of a wall of which the model sees the beginning; near it, ink is wall.
STUB = (slice(120, 180), slice(300, 314))
FREE = (slice(132, 180), slice(300, 314))


def drawing_with(*dark: tuple[slice, slice]) -> Drawing:
    """Two rooms, and solid ink that the model takes for floor."""
    drawing = two_rooms()
    grey = drawing.grey.copy()
    for place in dark:
        grey[place] = 0
    return replace(drawing, grey=grey)


def test_walls_end_where_their_ink_does():
    walls = find_walls(two_rooms())
    assert np.array_equal(walls.mask, two_rooms().classes.mask("wall"))
    assert not walls.posts.any()


@pytest.mark.parametrize(("drawn", "place"), [(POST, POST), (STUB, FREE)], ids=["post", "stub"])
def test_solid_ink_beside_walls_is_a_post_and_no_wall(drawn: tuple[slice, slice], place: tuple[slice, slice]):
    walls = find_walls(drawing_with(drawn))
    # Its corners may be rounded.
    assert walls.posts[place].mean() > 0.8
    assert not walls.mask[place].any()


@pytest.mark.parametrize(
    "place",
    [(slice(240, 243), slice(240, 340)), (slice(150, 330), slice(150, 330))],
    ids=["line", "something large"],
)
def test_what_is_no_post(place: tuple[slice, slice]):
    assert not find_walls(drawing_with(place)).posts.any()


def test_what_holds_a_door_becomes_wall():
    walls = find_walls(drawing_with(POST, STUB))
    beside = (slice(238, 254), slice(236, 242)), np.ones((16, 6), np.bool_)
    held = with_posts(walls, [(beside, beside)]).mask
    assert held[POST].mean() > 0.8
    assert not held[FREE].any()
    assert np.array_equal(with_posts(walls, []).mask, walls.mask)


def test_a_leaf_beside_a_jamb_stays_what_it_is():
    leaf = (slice(132, 220), slice(300, 314))
    walls = find_walls(drawing_with((slice(120, 220), slice(300, 314))))
    assert walls.posts[leaf].mean() > 0.8
    beside = (slice(130, 180), slice(296, 304)), np.ones((50, 8), np.bool_)
    line = (slice(130, 150), slice(200, 304)), np.ones((20, 104), np.bool_)
    assert not with_posts(walls, [(beside, line)]).mask[leaf].any()


def test_a_strip_in_the_line_of_a_door_is_wall():
    strip = (slice(132, 220), slice(300, 314))
    walls = find_walls(drawing_with((slice(120, 220), slice(300, 314))))
    touched = (slice(214, 224), slice(298, 316)), np.ones((10, 18), np.bool_)
    line = (slice(100, 300), slice(298, 316)), np.ones((200, 18), np.bool_)
    assert with_posts(walls, [(touched, line)]).mask[strip].mean() > 0.8


def test_a_page_without_walls():
    drawing = two_rooms()
    nothing = replace(drawing, classes=SemanticMap(CLASSES, np.zeros(drawing.grey.shape, np.uint8)))
    walls = find_walls(nothing)
    assert not walls.mask.any()
    assert not walls.posts.any()
    assert with_posts(walls, []) is walls
