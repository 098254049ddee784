"""Rings are cut without losing area."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon

from docparse.training.synth.plan.graph import signed_area
from docparse.training.synth.plan.plane import corner_cut, cut, reflex_corners

ELL = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.0, 2.0), (2.0, 4.0), (0.0, 4.0)]


def test_a_cut_along_a_side_leaves_two_clean_rectangles() -> None:
    pieces = cut(ELL, (2.0, 2.0), (1.0, 0.0))
    assert pieces is not None
    assert sorted(signed_area(piece) for piece in pieces) == pytest.approx([4.0, 8.0])
    assert all(Polygon(piece).is_valid for piece in pieces)


def test_cuts_that_miss_touch_or_make_three_pieces_are_refused() -> None:
    assert cut(ELL, (0.0, 9.0), (1.0, 0.0)) is None
    assert cut(ELL, (0.0, 0.0), (1.0, 0.0)) is None
    you = [(0.0, 0.0), (6.0, 0.0), (6.0, 4.0), (4.0, 4.0), (4.0, 2.0), (2.0, 2.0), (2.0, 4.0), (0.0, 4.0)]
    assert cut(you, (0.0, 3.0), (1.0, 0.0)) is None


@given(
    x=st.floats(min_value=0.1, max_value=1.9),
    y=st.floats(min_value=0.1, max_value=1.9),
    turn=st.floats(min_value=0, max_value=math.pi),
)
def test_pieces_add_up(x: float, y: float, turn: float) -> None:
    pieces = cut(ELL, (x, y), (math.cos(turn), math.sin(turn)))
    if pieces is not None:
        assert min(signed_area(piece) for piece in pieces) > 0
        assert sum(signed_area(piece) for piece in pieces) == pytest.approx(12.0)


def test_reflex_corners() -> None:
    assert reflex_corners(ELL) == [(2.0, 2.0)]


@pytest.mark.parametrize("index", range(4))
def test_a_corner_is_cut_off(index: int) -> None:
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    found = corner_cut(square, index, 1.5, 1.0)
    assert found is not None
    off, rest = found
    assert signed_area(off) == pytest.approx(1.5)
    assert signed_area(rest) == pytest.approx(14.5)
    assert Polygon(rest).is_valid


def test_a_corner_cut_leaves_a_passage() -> None:
    narrow = [(0.0, 0.0), (4.0, 0.0), (4.0, 1.5), (0.0, 1.5)]
    assert corner_cut(narrow, 0, 1.5, 0.85) is None
    assert corner_cut(narrow, 0, 1.5, 0.5) is not None
