from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.geometry.lines import distances, fit_line, line_through, meet

coordinates = st.floats(-1000, 1000)


@given(x0=coordinates, y0=coordinates, x1=coordinates, y1=coordinates)
def test_a_line_holds_its_points(x0: float, y0: float, x1: float, y1: float):
    if np.hypot(x1 - x0, y1 - y0) < 1e-3:
        return
    line = line_through((x0, y0), (x1, y1))
    assert np.hypot(line[0], line[1]) == pytest.approx(1)
    assert np.allclose(distances(line, [(x0, y0), (x1, y1)]), 0, atol=1e-6)


def test_sides():
    rightwards = line_through((0, 0), (10, 0))
    assert distances(rightwards, [(5, -3), (5, 2)]).tolist() == [3, -2], "left of the way is positive, y down"


def test_one_point_has_no_line():
    with pytest.raises(ValueError, match="points"):
        line_through((1, 1), (1, 1))


@given(angle=st.floats(0, 6.28), seed=st.integers(0, 99))
def test_a_line_is_found_among_points_of_others(angle: float, seed: int):
    rng = np.random.default_rng(seed)
    along = np.array([np.cos(angle), np.sin(angle)])
    normal = np.array([along[1], -along[0]])
    steps = rng.uniform(-50, 50, 120)[:, None]
    points = steps * along + rng.normal(0, 0.2, (120, 1)) * normal + 7
    points[:36] += rng.uniform(4, 30, (36, 1)) * normal  # almost a third lies elsewhere, on one side
    start = line_through(points[36:].mean(0) - 50 * along + normal, points[36:].mean(0) + 50 * along - normal)
    line = fit_line(points, start, 6.0)
    assert np.abs(distances(line, 7 + np.outer([-50, 50], along))).max() < 0.3
    assert line[:2] @ start[:2] > 0


def test_too_few_points_leave_the_line_as_it_was():
    start = line_through((0, 0), (10, 0))
    assert np.array_equal(fit_line([(3, 0.5)], start, 2.0), start)
    assert np.array_equal(fit_line([(3, 50), (4, 60)], start, 2.0), start)


def test_meeting():
    assert meet(line_through((0, 0), (1, 0)), line_through((5, 9), (5, 2))) == pytest.approx([5, 0])
    with pytest.raises(ValueError, match="parallel"):
        meet(line_through((0, 0), (1, 0)), line_through((0, 1), (1, 1)))
