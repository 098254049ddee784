"""The upright frame and the places of parts of a line."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.identity.front.layout import FrameLine, median_height, same_row, skew_degrees, to_frame
from docparse.text import TextLine
from docparse.text.line import Word

Framer = Callable[..., list[FrameLine]]
CardMaker = Callable[..., list[TextLine]]


@given(turn=st.floats(-40, 40))
def test_skew_is_the_angle_the_card_is_turned_by(card: CardMaker, turn: float) -> None:
    lines = card([("HOLLOWAY", 300, 100), ("MARGUERITE", 300, 130), ("1420 ALDER", 300, 160)], turn=turn)
    assert skew_degrees(lines) == pytest.approx(turn, abs=1e-6)


@given(turn=st.floats(-30, 30))
def test_turned_lines_come_upright_with_their_sizes(card: CardMaker, turn: float) -> None:
    prints = [("HOLLOWAY", 300, 100, 120, 20), ("MARGUERITE", 300, 130, 150, 24)]
    framed = to_frame(card(prints, turn=turn))
    sizes = [(line.box[2] - line.box[0], line.height) for line in framed]
    assert np.allclose(sizes, [(120, 20), (150, 24)])
    assert framed[1].box[0] == pytest.approx(framed[0].box[0])


def test_a_short_line_does_not_sway_the_skew(card: CardMaker) -> None:
    lines = card([("HOLLOWAY MARGUERITE", 300, 100), ("1420 ALDER CREEK RD", 300, 130)])
    tilted = card([("DONOR", 10, 10)], turn=20)
    assert skew_degrees([*tilted, *lines]) == 0.0


def test_no_lines_have_no_skew_and_no_frame() -> None:
    assert skew_degrees([]) == 0.0
    assert to_frame([]) == []
    assert median_height([]) == 1.0


def test_lines_across_the_writing_are_left_out(card: CardMaker) -> None:
    upward = np.array([[50, 300], [50, 100], [70, 100], [70, 300]], dtype=np.float64)
    lines = [*card([("HOLLOWAY", 300, 100), ("MARGUERITE", 300, 130)]), TextLine("UP THE EDGE", upward, 0.9)]
    framed = to_frame(lines)
    assert [line.source.text for line in framed] == ["HOLLOWAY", "MARGUERITE"]
    assert [line.index for line in framed] == [0, 1]


def test_a_part_of_a_line_has_its_share_of_the_polygon(frame: Framer) -> None:
    (line,) = frame([("ABCDEFGHIJ", 100, 50, 200, 20)])
    assert line.part_box(2, 5) == pytest.approx((140, 50, 200, 70))
    assert np.allclose(line.part_polygon(2, 5), [(140, 52.4), (200, 52.4), (200, 67.6), (140, 67.6)])


def test_word_boxes_place_the_parts_of_a_line() -> None:
    def box(left: float, right: float) -> Any:
        return np.array([(left, 0), (right, 0), (right, 20), (left, 20)], dtype=np.float64)

    words = (Word("SEX", box(0, 30), 0.9), Word("F", box(180, 200), 0.9))
    (line,) = to_frame([TextLine("SEX F", box(0, 200), 0.9, words)])
    assert line.part_box(4, 5) == pytest.approx((180, 0, 200, 20))
    assert line.part_box(0, 3) == pytest.approx((0, 0, 30, 20))


def test_a_line_of_no_length_has_finite_parts() -> None:
    point = TextLine("SAMPLE", np.zeros((4, 2)), 0.9)
    line = FrameLine(point, (0.0, 0.0, 0.0, 0.0), 0)
    assert np.isfinite(line.part_polygon(1, 3)).all()
    assert all(math.isfinite(value) for value in line.part_box(1, 3))


def test_rows() -> None:
    assert same_row((0, 0, 50, 20), (60, 5, 90, 25))
    assert not same_row((0, 0, 50, 20), (60, 15, 90, 35))
    assert same_row((0, 0, 50, 40), (60, 15, 90, 25))  # a small print beside a large one
