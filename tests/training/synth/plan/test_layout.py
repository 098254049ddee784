"""Walls become bodies with full corners; openings are cut out of them exactly."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import Polygon, box

from docparse.training.synth.plan.layout import (
    Layout,
    Opening,
    Room,
    Wall,
    footprint,
    full_walls,
    opening_polygon,
    wall_area,
)


def _layout(*walls: Wall, openings: tuple[Opening, ...] = (), rooms: tuple[Room, ...] = ()) -> Layout:
    return Layout(walls, openings, rooms)


def test_a_right_corner_of_unequal_walls_is_full_and_has_no_spur() -> None:
    walls = (Wall(((0, 0), (4, 0)), 0.4, True), Wall(((4, 0), (4, 3)), 0.2, True))
    expected = box(0, -0.2, 4.1, 0.2).union(box(3.9, -0.2, 4.1, 3))
    assert full_walls(_layout(*walls)).symmetric_difference(expected).area == pytest.approx(0, abs=1e-9)


def test_a_path_with_corners_equals_the_same_walls_apart() -> None:
    points = ((0.0, 0.0), (3.0, 0.5), (4.0, 3.0), (1.0, 4.0))
    whole = full_walls(_layout(Wall(points, 0.3, True)))
    pieces = [Wall((a, b), 0.3, True) for a, b in itertools.pairwise(points)]
    assert whole.symmetric_difference(full_walls(_layout(*pieces))).area == pytest.approx(0, abs=1e-9)


def test_a_wall_that_ends_on_another_is_flush_with_it() -> None:
    walls = (Wall(((0, 0), (4, 0)), 0.4, True), Wall(((2, 0), (2, 3)), 0.1, False))
    assert full_walls(_layout(*walls)).area == pytest.approx(4 * 0.4 + 2.8 * 0.1)


@given(
    turn=st.floats(min_value=0.6, max_value=2 * math.pi - 0.6),
    first=st.floats(min_value=0.05, max_value=0.6),
    second=st.floats(min_value=0.05, max_value=0.6),
)
def test_corners_are_full_at_any_angle(turn: float, first: float, second: float) -> None:
    end = (5 * math.cos(turn), 5 * math.sin(turn))
    body = full_walls(_layout(Wall(((5, 0), (0, 0)), first, True), Wall(((0, 0), end), second, True)))
    assert isinstance(body, Polygon)
    assert body.is_valid
    assert not body.interiors
    # The joint itself is covered as far as the thinner wall is thick.
    assert body.buffer(1e-9).covers(ShapelyPoint(0, 0).buffer(min(first, second) / 2 * 0.99))


def test_openings_are_cut_through_the_whole_wall_and_nothing_else() -> None:
    wall = Wall(((0, 0), (4, 3)), 0.3, True)
    gap = Opening("door", (0.8, 0.6), (1.6, 1.2), 0.3, True)
    layout = _layout(wall, openings=(gap,))
    shape = opening_polygon(gap)
    assert shape.area == pytest.approx(0.3)
    assert wall_area(layout).area == pytest.approx(5 * 0.3 - 0.3, abs=1e-5)
    assert wall_area(layout).intersection(shape).area == pytest.approx(0, abs=1e-9)
    assert len(wall_area(layout).geoms) == 2


def test_the_footprint_holds_rooms_and_walls_but_no_balcony() -> None:
    outer = ((0, 0), (4, 0), (4, 3), (0, 3), (0, 0))
    room = Room(box(0.1, 0.1, 3.9, 2.9), "living")
    balcony = Room(box(4.1, 0, 5, 3), "balcony", railed=True)
    layout = _layout(Wall(outer, 0.2, True), rooms=(room, balcony))
    assert footprint(layout).area == pytest.approx(4.2 * 3.2, abs=1e-4)


def test_no_walls_cover_nothing() -> None:
    assert wall_area(_layout()).is_empty
