"""Thickness, neighbourhood and straight runs of masks."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from docparse.geometry.strips import disc, ellipse, grown, straight, thicknesses


def bars(*spans: tuple[int, int]) -> np.ndarray:
    """Level bars 400 pixels long, each from one row to another."""
    mask = np.zeros((300, 500), np.bool_)
    for top, bottom in spans:
        mask[top:bottom, 50:450] = True
    return mask


@pytest.mark.parametrize("thick", [6, 20, 41])
def test_a_bar_is_as_thick_as_it_is(thick: int):
    assert thicknesses(bars((100, 100 + thick)))[0] == pytest.approx(thick, abs=1.5)


def test_shares_are_of_the_length():
    mask = bars((20, 26), (60, 66), (100, 106), (200, 240))
    assert thicknesses(mask, (0.2, 0.9)) == pytest.approx([6, 40], abs=1.5)


def test_of_nothing_nothing_is_thick():
    assert thicknesses(bars(), (0.2, 0.5)) == [0.0, 0.0]


def test_a_mask_grows_by_pixels_all_round():
    mask = np.zeros((21, 21), np.bool_)
    mask[10, 10] = True
    rows, columns = np.nonzero(grown(mask, 3))
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (7, 13, 7, 13)
    assert not grown(mask, 3)[7, 7]
    assert disc(2).shape == ellipse(4).shape == ellipse(5).shape == (5, 5)


def test_straight_runs_are_kept_along_and_across_the_page():
    mask = bars((100, 102))
    mask[20:280, 250:252] = True
    mask[200:204, 100:104] = True
    kept = straight(mask, 50)
    assert kept[100:102, 50:450].all()
    assert kept[20:280, 250:252].all()
    assert not kept[200:204, 100:104].any()


def test_closing_fills_what_is_nearer_together():
    mask = bars((100, 102), (110, 112), (160, 162))
    closed = straight(mask, 11, cv2.MORPH_CLOSE)
    assert closed[102:110, 60:440].all()
    assert not closed[112:160].any()
