"""Outlines set straight: what is straight becomes exactly so, what is not stays, the area holds."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import Point, Polygon, box

from docparse.geometry.raster import fill, trace
from docparse.geometry.square import square_up


def _traced(polygon: Polygon, size: int = 400) -> Polygon:
    return max(trace(fill(polygon, (size, size))), key=lambda part: part.area)


def _rectilinear(widths: list[int], heights: list[int]) -> Polygon:
    """A skyline: columns of different heights side by side."""
    left, columns = 40, []
    for width, height in zip(widths, heights, strict=True):
        columns.append(box(left, 350 - height, left + width, 350))
        left += width
    return shapely.union_all(columns)


@st.composite
def _skylines(draw: st.DrawFn) -> Polygon:
    count = draw(st.integers(1, 5))
    widths = draw(st.lists(st.integers(25, 60), min_size=count, max_size=count))
    heights = draw(st.lists(st.integers(5, 30), min_size=count, max_size=count))
    return _rectilinear(widths, [10 * height for height in heights])


def test_a_rectangle_is_left_as_it_is():
    assert square_up(box(10, 20, 90, 70), (0.0,)).equals(box(10, 20, 90, 70))


@given(_skylines())
@settings(max_examples=60, deadline=None)
def test_rectilinear_outlines_come_back_corner_for_corner(shape: Polygon):
    cleaned = square_up(_traced(shape), (0.0,), 2.0)
    assert cleaned.is_valid
    assert cleaned.symmetric_difference(shape).area < 1e-6
    assert len(cleaned.exterior.coords) == len(shapely.simplify(shape, 0.0).exterior.coords)


@given(_skylines(), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_noise_of_a_pixel_vanishes_and_the_area_holds(shape: Polygon, seed: int):
    mask = fill(shape, (400, 400))
    rng = np.random.default_rng(seed)
    rim = mask & ~np.roll(mask, 1, axis=0)
    noisy = max(trace(mask & ~(rim & (rng.random(mask.shape) < 0.3))), key=lambda part: part.area)
    cleaned = square_up(noisy, (0.0,), 2.0)
    assert cleaned.is_valid
    assert abs(cleaned.area / noisy.area - 1) <= 0.005
    assert len(cleaned.exterior.coords) < 40


@given(_skylines(), st.floats(-0.7, 0.7))
@settings(max_examples=40, deadline=None)
def test_turned_plans_are_cleaned_along_their_own_directions(shape: Polygon, turn: float):
    turned = affinity.rotate(shape, turn, origin=(200, 200), use_radians=True)
    traced = _traced(turned)
    cleaned = square_up(traced, (turn,), 2.0)
    assert cleaned.is_valid
    assert abs(cleaned.area / traced.area - 1) <= 0.005


def test_a_diagonal_stays_one_edge():
    shape = Polygon([(50, 50), (300, 50), (300, 250), (150, 250), (50, 150)])
    cleaned = square_up(_traced(shape), (0.0,), 2.0)
    assert cleaned.symmetric_difference(shape).area < 0.01 * shape.area
    assert len(cleaned.exterior.coords) <= 8


def test_a_round_room_keeps_its_area_and_shape():
    disc = _traced(Point(200, 200).buffer(120, quad_segs=64))
    cleaned = square_up(disc, (0.0,), 2.0)
    assert cleaned.is_valid
    assert abs(cleaned.area / disc.area - 1) <= 0.005
    assert cleaned.symmetric_difference(disc).area < 0.03 * disc.area


def test_a_chimney_breast_deeper_than_the_tolerance_stays():
    room = box(50, 50, 300, 250).difference(box(140, 50, 200, 62))
    cleaned = square_up(_traced(room), (0.0,), 2.0)
    assert cleaned.symmetric_difference(room).area < 1e-6


@pytest.mark.parametrize("step", [3, 4, 5, 6, 9])
def test_a_step_deeper_than_the_tolerance_stays(step: int):
    shape = Polygon([(50, 50), (150, 50), (150, 50 + step), (250, 50 + step), (250, 200), (50, 200)])
    assert square_up(_traced(shape), (0.0,), 2.5).symmetric_difference(shape).area < 1e-6


@pytest.mark.parametrize("step", [1, 2])
def test_a_step_up_to_the_tolerance_vanishes(step: int):
    shape = Polygon([(50, 50), (150, 50), (150, 50 + step), (250, 50 + step), (250, 200), (50, 200)])
    assert len(square_up(_traced(shape), (0.0,), 2.5).exterior.coords) == 5


def test_holes_are_kept():
    room = box(50, 50, 300, 250).difference(box(140, 140, 160, 165))
    cleaned = square_up(_traced(room), (0.0,), 2.0)
    assert len(cleaned.interiors) == 1
    assert cleaned.area == pytest.approx(room.area)


def test_cleaning_twice_changes_nothing_more():
    once = square_up(_traced(affinity.rotate(box(80, 80, 300, 260), 0.4)), (math.radians(0.4),), 2.0)
    assert square_up(once, (math.radians(0.4),), 2.0).symmetric_difference(once).area < 0.5
