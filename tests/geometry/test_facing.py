from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.geometry.facing import facing


def box(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float, float, float]]:
    return [
        (left, top, right, top), (right, top, right, bottom), (right, bottom, left, bottom),
        (left, bottom, left, top),
    ]  # fmt: skip


def turned(segments: np.ndarray, angle: float) -> np.ndarray:
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return (segments.reshape(-1, 2) @ turn.T).reshape(-1, 4)


def test_a_walls_two_faces_make_one_strip():
    found = facing(np.array([(0, 0, 100, 0), (0, 8, 100, 8)], float), 1, 20)
    assert len(found) == 1
    assert found.apart[0] == pytest.approx(8)
    assert found.long[0] == pytest.approx(100)


def test_lines_face_each_other_only_where_both_are():
    found = facing(np.array([(0, 0, 60, 0), (40, 8, 100, 8)], float), 1, 20)
    assert found.long.tolist() == pytest.approx([20])
    assert sorted(found.corners[0][:, 0].tolist()) == pytest.approx([40, 40, 60, 60])


def test_a_line_between_hides_those_beyond_it_where_it_is():
    found = facing(np.array([(0, 0, 100, 0), (30, 5, 60, 5), (0, 10, 100, 10)], float), 1, 20)
    spans = sorted(
        (round(apart, 3), round(long, 3)) for apart, long in zip(found.apart, found.long, strict=True)
    )
    assert spans == [(5, 30), (5, 30), (10, 30), (10, 40)]


def test_pieces_of_one_line_are_one():
    found = facing(np.array([(0, 0, 50, 0), (50, 0, 100, 0), (100, 8, 0, 8), (20, 8, 70, 8)], float), 1, 20)
    assert found.long.tolist() == pytest.approx([100])


def test_nearer_or_farther_lines_do_not_face_each_other():
    lines = np.array([(0, 0, 100, 0), (0, 0.5, 100, 0.5), (0, 40, 100, 40)], float)
    assert len(facing(lines, 1, 20)) == 0


def test_a_hatching_lies_side_by_side_and_a_wall_does_not():
    hatching = np.array([(0, 6 * n, 100, 6 * n) for n in range(8)], float)
    wall = np.array([(0, 200, 100, 200), (0, 206, 100, 206)], float)
    found = facing(np.vstack([hatching, wall]), 1, 20)
    rows = {
        round(float(corners[0, 1])): int(many)
        for corners, many in zip(found.corners, found.rows, strict=True)
    }
    assert rows[200] == 1
    assert {many for place, many in rows.items() if place < 100} == {7}


def test_nothing_faces_nothing():
    found = facing(np.zeros((0, 4)), 1, 20)
    assert len(found) == 0
    assert found.corners.shape == (0, 4, 2)


@given(st.floats(20, 200), st.floats(3, 15), st.floats(-3.1, 3.1), st.floats(-500, 500), st.floats(-500, 500))
def test_a_box_of_any_place_and_turn_is_found_whole(
    long: float, thick: float, angle: float, x: float, y: float
):
    segments = turned(np.array(box(0, 0, long, thick), float), angle) + np.array([x, y, x, y])
    found = facing(segments, 1, 18)
    main = found.chosen(found.long > found.apart)
    assert len(main) == 1
    assert main.apart[0] == pytest.approx(thick, rel=0.02, abs=0.1)
    assert main.long[0] == pytest.approx(long, rel=0.02, abs=0.2)
