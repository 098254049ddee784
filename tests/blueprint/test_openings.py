"""Gaps behind each other are one opening where a frame's lines cut it apart."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.blueprint.openings import Gap, _whole


def gap(top: float, bottom: float, *, straight: bool) -> Gap:
    box = np.array([[100.0, top], [180, top], [180, bottom], [100, bottom]])
    return Gap(box, 0.8, 0.0, straight=straight)


@pytest.mark.parametrize(
    ("first", "second", "bottom"),
    [(True, True, 116), (False, False, 116), (False, True, 116), (True, False, 108)],
)
def test_a_straight_gap_is_as_deep_as_its_wall(first: bool, second: bool, bottom: float):
    # A line of a tiled floor behind an oxygen room's door made that twice as deep as the wall.
    (one,) = _whole([gap(100, 108, straight=first), gap(110, 116, straight=second)], 8.0)
    assert one.corners[:, 1].tolist() == [100, 100, bottom, bottom]
