"""Arrow heads beside walls, and what lies between them."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings, strategies
from shapely.geometry import box

from docparse.blueprint.carriers import Label
from docparse.blueprint.scale import Ink
from docparse.blueprint.scale.arrows import find_heads, lengths_at, metres_by
from docparse.blueprint.scale.rooms import from_rooms

from .drawn import label, length, plan_of, room

# A room of 400 by 300 pixels between walls ten thick.
LEFT, TOP, RIGHT, BOTTOM = 60, 50, 460, 350
ROOM = box(LEFT, TOP, RIGHT, BOTTOM)
MIDDLE = ((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2)
WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def _walls() -> np.ndarray:
    canvas = np.zeros((400, 520), np.uint8)
    cv2.rectangle(canvas, (LEFT - 10, TOP - 10), (RIGHT + 9, BOTTOM + 9), 1, cv2.FILLED)
    canvas[TOP:BOTTOM, LEFT:RIGHT] = 0
    return canvas


def _head(canvas: np.ndarray, tip: tuple[float, float], way: str, wide: int = 16, long: int = 22) -> None:
    """A solid head with its tip at a place."""
    ahead = np.array(WAYS[way], float)
    beside = np.array([-ahead[1], ahead[0]]) * wide / 2
    base = np.array(tip) - ahead * long
    cv2.fillPoly(canvas, [np.rint([tip, base + beside, base - beside]).astype(np.int32)], 1)


def _marked(row: int = 150, column: int = 180, ways: tuple[str, ...] = tuple(WAYS), **size: int) -> Ink:
    canvas = _walls()
    tips = {"left": (LEFT, row), "right": (RIGHT - 1, row), "up": (column, TOP), "down": (column, BOTTOM - 1)}
    for way in ways:
        _head(canvas, tips[way], way, **size)
    return Ink.scaled(canvas > 0)


def _bedroom(long: float = 4.0, wide: float = 3.0) -> Label:
    return replace(label("Bedroom", dimensions=(length(long), length(wide))), at=MIDDLE)


@given(
    row=strategies.integers(90, 300),
    column=strategies.integers(100, 400),
    wide=strategies.integers(10, 24),
    long=strategies.integers(12, 30),
)
@settings(deadline=None, max_examples=30)
def test_a_room_is_as_large_as_from_head_to_head(row: int, column: int, wide: int, long: int):
    ink = _marked(row, column, wide=wide, long=long)
    found = lengths_at(_bedroom(), find_heads(ink), ink, ROOM)
    assert found == pytest.approx((400, 300), abs=4)


def test_each_head_points_to_its_own_wall():
    heads = {(head.axis, head.way): head for head in find_heads(_marked())}
    assert len(heads) == 4
    assert all(head.firm for head in heads.values())
    assert heads[0, -1].tip == pytest.approx((LEFT, 150.5), abs=2)
    assert heads[1, 1].tip == pytest.approx((180.5, BOTTOM), abs=2)


def test_a_head_before_paper_counts_beside_those_at_walls():
    ink = _marked(ways=("left", "up", "down"))
    canvas = ink.mask.astype(np.uint8)
    _head(canvas, (300, 150), "right")
    open_side = Ink.scaled(canvas > 0)
    assert lengths_at(_bedroom(3.0, 2.4), find_heads(open_side), open_side, ROOM) == pytest.approx(
        (240, 300), abs=4
    )


@pytest.mark.parametrize("missing", list(WAYS))
def test_three_heads_are_no_two_lengths(missing: str):
    ink = _marked(ways=tuple(way for way in WAYS if way != missing))
    assert lengths_at(_bedroom(), find_heads(ink), ink, ROOM) is None


def test_lengths_that_do_not_fit_what_is_printed_are_others():
    ink = _marked()
    heads = find_heads(ink)
    assert lengths_at(_bedroom(4.0, 2.5), heads, ink, ROOM) is None
    assert lengths_at(_bedroom(0.0, 3.0), heads, ink, ROOM) is None
    assert lengths_at(label("Bedroom"), heads, ink, ROOM) is None


def test_letters_are_no_heads():
    canvas = _walls()
    cv2.putText(canvas, "A V M W 4.00 x 3.00", (100, 220), cv2.FONT_HERSHEY_DUPLEX, 1.2, 1, 4)
    ink = Ink.scaled(canvas > 0)
    text = np.array([[95, 185], [450, 185], [450, 230], [95, 230]], float)
    assert find_heads(ink, [text]) == []


@pytest.mark.parametrize(
    "text", [np.zeros((0, 2)), np.full((4, 2), np.nan), np.array([[-1e9, 5], [1e9, 5], [0, 9]])]
)
def test_texts_without_a_place_hide_nothing(text: np.ndarray):
    assert len(find_heads(_marked(), [text])) == 4


def test_heads_of_the_next_rooms_are_not_this_ones():
    ink = _marked()
    heads = find_heads(ink)
    small = box(200, 120, 300, 220)
    assert lengths_at(_bedroom(), heads, ink, ROOM) is not None
    assert lengths_at(_bedroom(), heads, ink, small) is None


def test_a_page_full_of_triangles_has_no_heads():
    tile = np.zeros((30, 30), np.uint8)
    _head(tile, (26, 15), "right", wide=12, long=16)
    assert find_heads(Ink.scaled(np.tile(tile, (10, 10)) > 0))
    assert find_heads(Ink.scaled(np.tile(tile, (50, 50)) > 0)) == []


def test_nothing_is_found_on_an_empty_page_or_a_black_one():
    for fill in (False, True):
        ink = Ink.scaled(np.full((60, 80), fill))
        assert find_heads(ink) == []


def test_metres_by_whichever_way_round_fits():
    assert metres_by((300, 400), (length(4.0), length(3.0))) == pytest.approx((0.01, 0.01))


def test_heads_are_believed_before_the_room_as_traced():
    """A wardrobe is drawn, and its front traced as a wall: the bedroom is measured to the wall behind it."""
    ink = _marked()
    traced = room(LEFT, TOP, RIGHT, BOTTOM - 70, _bedroom())
    (item,) = from_rooms([plan_of([traced], (50, 40, 470, 360))], ink)
    assert item.metres_per_pixel == pytest.approx(0.01, rel=0.01)
    assert item.relative_uncertainty < 0.015
    without = from_rooms([plan_of([traced], (50, 40, 470, 360))])
    assert all(other.relative_uncertainty > 0.015 for other in without)
