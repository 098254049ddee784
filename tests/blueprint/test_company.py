"""Openings side by side speak for each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.blueprint.company import in_company


def gap(left: float, width: float = 40, top: float = 100, depth: float = 6) -> np.ndarray:
    low = top + depth
    return np.array([(left, top), (left + width, top), (left + width, low), (left, low)], float)


def test_doors_of_a_row_raise_each_other():
    row = [gap(100), gap(144), gap(188)]
    found = in_company(row, np.array([0.3, 0.2, 0.6]))
    assert found == pytest.approx([1 - 0.7 * 0.9, 1 - 0.8 * 0.7, 1 - 0.4 * 0.9])


@pytest.mark.parametrize(
    "other",
    [
        gap(144, width=60),
        gap(144, top=112),
        gap(144, depth=14),
        gap(200),
        gap(110),
        gap(144)[:, ::-1],
    ],
    ids=["wider", "on another line", "deeper", "far", "over it", "across"],
)
def test_what_is_no_neighbour_says_nothing(other: np.ndarray):
    likely = np.array([0.3, 0.6])
    assert in_company([gap(100), other], likely) == pytest.approx(likely)


def test_what_is_hardly_likely_neither_speaks_nor_is_spoken_for():
    likely = np.array([0.05, 0.6])
    assert in_company([gap(100), gap(144)], likely) == pytest.approx(likely)


def test_direction_does_not_matter():
    turned = [gap(100)[[2, 3, 0, 1]], gap(144)]
    assert in_company(turned, np.array([0.3, 0.6]))[0] == pytest.approx(1 - 0.7 * 0.7)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(5, 80), st.floats(0, 1)), max_size=12))
def test_nothing_becomes_less_likely(rows: list[tuple[float, float, float]]):
    likely = np.array([row[2] for row in rows])
    found = in_company([gap(left, width) for left, width, _ in rows], likely)
    assert (found >= likely - 1e-12).all()
    assert (found <= 1).all()
