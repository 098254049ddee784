"""Drawn faces: a person before a backdrop, in the person's colours, no two alike."""

from __future__ import annotations

import numpy as np

from docparse.training.synth.id.painter import HEIGHT, WIDTH
from docparse.training.synth.id.people import random_person
from docparse.training.synth.id.portrait import draw_portrait


def test_portraits_differ_and_hold_a_person() -> None:
    drawn = []
    for seed in range(8):
        rng = np.random.default_rng([4, seed])
        drawn.append(draw_portrait(rng, random_person(rng, foreign=True)))
    for portrait in drawn:
        assert portrait.pixels.shape == (HEIGHT, WIDTH, 3)
        covered = portrait.silhouette > 128
        assert 0.25 < covered.mean() < 0.9
        assert covered[HEIGHT // 2, WIDTH // 2]  # the face
        assert not covered[:8, :8].any()  # backdrop
        assert portrait.pixels[covered].std() > 12  # shaded, not flat
    pairs = [(a, b) for k, a in enumerate(drawn) for b in drawn[k + 1 :]]
    assert min(np.abs(a.pixels.astype(int) - b.pixels).mean() for a, b in pairs) > 8
