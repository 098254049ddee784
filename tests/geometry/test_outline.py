from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.geometry.outline import enclosing_quad, fit_quad, is_convex, long_side_first, quad_of_lines
from docparse.geometry.quad import box_corners, homography, map_points

QUAD = np.array([[60.0, 90.0], [420.0, 60.0], [460.0, 300.0], [40.0, 330.0]])


def rounded_card(corners: np.ndarray, radius: float = 0.04) -> np.ndarray:
    """The outline of a card with round corners, seen with its sharp corners at these places."""
    width, height = 1.586, 1.0
    turns = np.linspace(0, np.pi / 2, 9)
    outline = [
        (x + radius * (sx + np.cos(start + turn)), y + radius * (sy + np.sin(start + turn)))
        for x, y, sx, sy, start in (
            (0, 0, 1, 1, np.pi), (width, 0, -1, 1, 1.5 * np.pi),
            (width, height, -1, -1, 0), (0, height, 1, -1, 0.5 * np.pi),
        )
        for turn in turns
    ]  # fmt: skip
    return map_points(outline, homography(box_corners(0, 0, width, height), corners))


def drawn(outline: np.ndarray, size: tuple[int, int] = (400, 520)) -> np.ndarray:
    mask = np.zeros(size, np.uint8)
    cv2.fillPoly(mask, [np.rint((outline - 0.5) * 16).astype(np.int32)], 1, shift=4)
    return mask


def traced(mask: np.ndarray) -> np.ndarray:
    found, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return max(found, key=cv2.contourArea).reshape(-1, 2) + 0.5


def error(found: np.ndarray | None, corners: np.ndarray) -> float:
    """Mean distance of corners as a share of the card's width, whichever corner comes first."""
    assert found is not None
    distance = min(np.linalg.norm(np.roll(found, k, axis=0) - corners, axis=1).mean() for k in range(4))
    return float(distance / np.linalg.norm(corners[1] - corners[0]))


moves = st.lists(st.floats(-35, 35), min_size=8, max_size=8)


@given(move=moves, turn=st.integers(0, 3))
def test_the_sharp_corners_of_a_round_card(move: list[float], turn: int):
    corners = np.roll(QUAD + np.reshape(move, (4, 2)), turn, axis=0)
    assert error(fit_quad(rounded_card(corners)), corners) < 0.003


@given(move=moves, side=st.integers(0, 3), share=st.floats(0.05, 0.95), radius=st.integers(8, 25))
def test_a_finger_over_an_edge(move: list[float], side: int, share: float, radius: int):
    corners = QUAD + np.reshape(move, (4, 2))
    mask = drawn(rounded_card(corners))
    tip = corners[side] * (1 - share) + corners[(side + 1) % 4] * share
    cv2.circle(mask, (int(tip[0]), int(tip[1])), radius, 0, -1)
    assert error(fit_quad(traced(mask)), corners) < 0.012


@given(corner=st.integers(0, 3), radius=st.integers(10, 45))
def test_a_finger_over_a_corner(corner: int, radius: int):
    mask = drawn(rounded_card(QUAD))
    x, y = QUAD[corner].astype(int).tolist()
    cv2.circle(mask, (x, y), radius, 0, -1)
    assert error(fit_quad(traced(mask)), QUAD) < 0.012


def test_a_spike_beside_the_card():
    mask = drawn(rounded_card(QUAD))
    cv2.line(mask, (40, 200), (5, 190), 1, 7)
    assert error(fit_quad(traced(mask)), QUAD) < 0.005


def test_a_corner_beyond_the_picture():
    corners = np.array([[-25.0, 190.0], [290.0, 50.0], [400.0, 250.0], [90.0, 390.0]])
    assert error(fit_quad(traced(drawn(rounded_card(corners)))), corners) < 0.01


@pytest.mark.parametrize("points", [[], [[1, 1]], [[1, 1], [2, 2], [3, 3], [4, 4]], [[0, 0], [9, 0], [0, 9]]])
def test_no_quadrilateral(points: list[list[float]]):
    assert fit_quad(points) is None


def test_dropping_sides_keeps_what_is_inside():
    circle = np.array([[np.cos(t), np.sin(t)] for t in np.linspace(0, 2 * np.pi, 40, endpoint=False)]) * 50
    quad = enclosing_quad(circle)
    assert quad is not None
    assert is_convex(quad)
    for start, end in zip(quad, np.roll(quad, -1, axis=0), strict=True):
        along = end - start
        side = along[0] * (circle - start)[:, 1] - along[1] * (circle - start)[:, 0]
        assert side.min() > -1e-3 * np.linalg.norm(along)


def test_parallel_sides_make_no_corner():
    line = np.array([1.0, 0.0, 0.0])
    assert quad_of_lines([line, line, line, line]) is None


def test_convex():
    assert is_convex(QUAD)
    assert not is_convex(QUAD[::-1])
    assert not is_convex(QUAD[[0, 2, 1, 3]])
    assert not is_convex(np.full((4, 2), np.nan))


@pytest.mark.parametrize("turn", range(4))
def test_the_upper_long_side_comes_first(turn: int):
    lying = box_corners(10, 20, 110, 80)
    assert np.array_equal(long_side_first(np.roll(lying, turn, axis=0)), lying)
    standing = box_corners(0, 0, 60, 100)
    first = long_side_first(np.roll(standing, turn, axis=0))
    assert np.linalg.norm(first[1] - first[0]) == 100
