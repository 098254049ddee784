"""Gaps between the ends of walls, to the pixel wherever they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies

from docparse.blueprint.gaps import drawn_gaps, gap_widths, mended
from docparse.blueprint.walls import Walls

THICK = 12


def _walls(mask: np.ndarray) -> Walls:
    return Walls(mask, float(THICK), float(THICK), float(THICK), mask, mask < 0, mask < 0)


def _wall_with_gap(left: int, width: int, top: int, *, down: bool) -> np.ndarray:
    mask = np.zeros((400, 500), np.bool_)
    mask[top : top + THICK, 20:480] = True
    mask[top : top + THICK, left : left + width] = False
    return np.ascontiguousarray(mask.T) if down else mask


@settings(max_examples=60, deadline=None)
@given(
    left=strategies.integers(40, 250),
    width=strategies.integers(10, 190),
    top=strategies.integers(10, 370),
    down=strategies.booleans(),
)
def test_a_gap_in_a_wall_is_found_to_the_pixel(left: int, width: int, top: int, down: bool):
    (gap,) = drawn_gaps(_walls(_wall_with_gap(left, width, top, down=down)))
    box = np.array([gap.min(axis=0), gap.max(axis=0)])
    want = np.array([[left, top], [left + width, top + THICK]], np.float64)
    assert box == pytest.approx(want[:, ::-1] if down else want)
    # The first and last corner lie on one jamb.
    assert gap[0][int(down)] == gap[3][int(down)]
    assert gap[1][int(down)] == gap[2][int(down)]


@pytest.mark.parametrize("width", [8, 200])
def test_what_is_too_narrow_or_too_wide_for_an_opening_is_no_gap(width: int):
    least, most = gap_widths(_walls(np.zeros((1, 1), np.bool_)))
    assert not least <= width <= most
    assert drawn_gaps(_walls(_wall_with_gap(100, width, 100, down=False))) == []


def test_a_page_without_walls_has_no_gaps():
    assert drawn_gaps(_walls(np.zeros((40, 50), np.bool_))) == []


def test_slips_of_the_pen_are_mended_and_doors_are_not():
    mask = _wall_with_gap(100, 6, 200, down=False)
    mask[200 : 200 + THICK, 300:380] = False
    whole = mended(_walls(mask), 20.0).mask
    assert whole[200 : 200 + THICK, 20:300].all()
    assert not whole[200 : 200 + THICK, 300:380].any()


def test_the_mouth_of_an_alcove_may_be_as_deep_as_a_thin_wall():
    # The lavatory of an architect's plan was a fifth small: its front was as deep as the house's outer walls.
    mask = np.zeros((400, 500), np.bool_)
    mask[100:300, 188:200] = mask[100:300, 260:272] = mask[88:100, 188:272] = True
    mask[288:300, 60:200] = mask[288:300, 260:420] = True
    walls = Walls(mask, 40.0, 12.0, 40.0, mask, mask < 0, mask < 0)
    mouths = [gap for gap in drawn_gaps(walls) if {gap[:, 0].min(), gap[:, 0].max()} == {200.0, 260.0}]
    depths = {float(np.ptp(gap[:, 1])) for gap in mouths if gap[:, 1].max() == 300}
    assert depths == {12.0, 40.0}
