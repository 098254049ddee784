"""The four sides on which a map of likelihoods and a picture's lines agree."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings, strategies

from docparse.geometry.lines import line_through
from docparse.regions.quads import LEAST_LOGIT, MOST_LOGIT, best_quads, log_odds

SHAPE = (300, 400)


def lines_of(corners: np.ndarray) -> np.ndarray:
    return np.array([line_through(corners[k], corners[(k + 1) % len(corners)]) for k in range(len(corners))])


def filled(corners: np.ndarray, inside: float, outside: float, shape: tuple[int, int] = SHAPE) -> np.ndarray:
    fine = np.full((shape[0] * 4, shape[1] * 4), outside, np.float32)
    cv2.fillPoly(fine, [np.rint(corners * 4 - 0.5).astype(np.int32)], inside)
    return cv2.resize(fine, shape[::-1], interpolation=cv2.INTER_AREA)


def as_picture(grey: np.ndarray) -> np.ndarray:
    return np.repeat(grey[..., None], 3, axis=2).astype(np.uint8)


def turned_card(middle: tuple[float, float], size: float, turn: float) -> np.ndarray:
    flat = np.array([[-0.5, -0.315], [0.5, -0.315], [0.5, 0.315], [-0.5, 0.315]]) * size
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return flat @ spin.T + middle


def apart(found: np.ndarray, want: np.ndarray) -> float:
    return float(min(np.abs(np.roll(found, k, axis=0) - want).max() for k in range(4)))


@settings(max_examples=40, deadline=None)
@given(
    size=strategies.floats(120, 260),
    turn=strategies.floats(-np.pi, np.pi),
    x=strategies.floats(160, 240),
    y=strategies.floats(130, 170),
)
def test_the_card_is_chosen_among_other_lines_and_its_inside_is_the_maps_mean(
    size: float, turn: float, x: float, y: float
):
    card = turned_card((x, y), size, turn)
    inner = turned_card((x, y), size * 0.7, turn)
    outer = turned_card((x, y), size * 1.5, turn + 0.1)
    likely = filled(card, 0.8, 0.05)
    picture = as_picture(filled(card, 200, 90))
    (quad,) = best_quads(likely, picture, np.vstack([lines_of(outer), lines_of(inner), lines_of(card)]), 1)
    assert apart(quad.corners, card) < 0.01
    assert 0 < quad.score <= 1
    assert quad.inside == pytest.approx(0.8, abs=0.03)


def test_where_the_map_sees_half_the_pictures_edges_tell_the_rest():
    card = turned_card((200, 150), 250, 0.3)
    half = np.array([card[0], (card[0] + card[1]) / 2, (card[2] + card[3]) / 2, card[3]])
    likely = np.maximum(filled(card, 0.2, 0.01), filled(half, 0.95, 0.01))
    picture = as_picture(filled(card, 210, 80))
    (quad,) = best_quads(likely, picture, np.vstack([lines_of(half), lines_of(card)]), 1)
    assert apart(quad.corners, card) < 0.01


def test_a_corner_beyond_the_picture_is_where_its_sides_meet():
    card = turned_card((270, 150), 260, 0.5)
    assert card[:, 0].max() > SHAPE[1] + 20
    likely = filled(card, 0.9, 0.02)
    (quad,) = best_quads(likely, as_picture(filled(card, 210, 80)), lines_of(card), 1)
    assert apart(quad.corners, card) < 0.01


def test_lines_that_do_not_close_are_no_document():
    likely, picture = filled(turned_card((200, 150), 200, 0), 0.9, 0.1), as_picture(np.zeros(SHAPE))
    upright = np.array([[1.0, 0.0, -x] for x in (50, 120, 200, 300)])
    for lines in (np.zeros((0, 3)), upright[:2], upright):
        assert best_quads(likely, picture, lines, 3) == []


@given(strategies.floats(0, 1, width=32))
def test_log_odds_are_bounded_and_keep_what_is_likelier(likely: float):
    odds = log_odds(np.array([likely, min(likely + 0.05, 1.0)], np.float32))
    assert LEAST_LOGIT <= odds[0] <= odds[1] <= MOST_LOGIT
