"""Fingers cover as much of a document as they may, and say how much."""

import numpy as np
import pytest

from docparse.geometry.quad import box_corners
from docparse.training.synth.id.scenery.hands import edge_fingers, palm, skin

CARD = box_corners(120, 120, 380, 284)


@pytest.mark.parametrize("most", [0.15, 0.04])
def test_fingers_hide_no_more_than_allowed_and_report_it(most):
    reported = []
    for seed in range(25):
        canvas = np.full((400, 500, 3), 5, np.uint8)
        canvas[120:284, 120:380] = (0, 0, 255)
        hidden = edge_fingers(np.random.default_rng(seed), canvas, CARD, (230.0, 180.0, 150.0), most)
        assert 0 <= hidden <= most + 1e-9
        # Shadow on pure blue stays pure blue.
        flesh = canvas[120:284, 120:380, :2].max(axis=2) > 20
        assert flesh.mean() == pytest.approx(hidden, abs=0.02)
        reported.append(hidden)
    assert max(reported) > most / 3


def test_a_palm_is_drawn_in_place():
    canvas = np.zeros((400, 500, 3), np.uint8)
    palm(np.random.default_rng(1), canvas, CARD, (230.0, 180.0, 150.0))
    assert (canvas[..., 0] > 60).mean() > 0.05


def test_skins_run_from_light_to_dark():
    brightness = [np.mean(skin(np.random.default_rng(seed))) for seed in range(60)]
    assert max(brightness) > 170
    assert min(brightness) < 90
