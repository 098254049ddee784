"""Surfaces, papers and things: the right shape, the same for the same seed, different for another."""

import numpy as np
import pytest

from docparse.training.synth.id.scenery import clutter, drawings, impostors, papers
from docparse.training.synth.id.scenery.noise import cells, grain, octaves, paint, pick, soften, weighed
from docparse.training.synth.id.scenery.patterns import SURFACES

THINGS = [maker for table in (clutter.PAPERS, clutter.CARD_LIKE, clutter.SMALL) for maker, _ in table]


@pytest.mark.parametrize("maker", [maker for maker, _ in SURFACES], ids=lambda maker: maker.__name__)
def test_surfaces(maker):
    first, again, other = (maker(np.random.default_rng(seed), (90, 130)) for seed in (1, 1, 2))
    assert first.shape == (90, 130, 3)
    assert first.dtype == np.uint8
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("maker", THINGS, ids=lambda maker: maker.__name__)
def test_things(maker):
    first, again = maker(np.random.default_rng(4)), maker(np.random.default_rng(4))
    assert first.image.dtype == np.uint8
    assert first.image.shape[2] == 4
    assert first.image[..., 3].max() == 255
    assert min(first.size_mm) > 2
    assert np.array_equal(first.image, again.image)


def test_pages_carry_ink():
    for maker in (papers.text_page, papers.form, drawings.plan_sheet, impostors.bank_card):
        image = maker(np.random.default_rng(6)).image[..., :3]
        assert image.max() > 200 or image.min() < 60
        assert image.std() > 5


def test_octaves_span_nought_to_one_and_are_smooth():
    field = octaves(np.random.default_rng(0), (80, 120), 40, 2)
    assert field.shape == (80, 120)
    assert field.min() == pytest.approx(0, abs=1e-5)
    assert field.max() == pytest.approx(1, abs=1e-5)
    assert np.abs(np.diff(field, axis=1)).max() < 0.2


def test_cells_measure_to_the_nearest_seed():
    distance, number = cells(np.random.default_rng(0), (60, 60), 12)
    assert distance.min() == 0
    assert number.min() >= 1
    assert len(np.unique(number)) > 10


def test_paint_runs_through_its_colours():
    ramp = paint(np.array([[0.0, 0.5, 1.0]], np.float32), [(0, 0, 0), (100, 0, 0), (100, 200, 0)])
    assert ramp.reshape(3, 3) == pytest.approx(np.array([[0, 0, 0], [100, 0, 0], [100, 200, 0]]), abs=2)


def test_soften_at_half_size_is_close_to_a_gaussian():
    field = np.zeros((120, 120), np.float32)
    field[40:80, 40:80] = 1
    wide = soften(field, 9.0)
    assert wide.sum() == pytest.approx(1600, rel=0.02)
    assert wide[60, 60] == pytest.approx(0.95, abs=0.05)


def test_choices_follow_their_weights():
    rng = np.random.default_rng(0)
    drawn = [weighed(rng, (("a", 3.0), ("b", 1.0), ("c", 0.0))) for _ in range(400)]
    assert "c" not in drawn
    assert 0.65 < drawn.count("a") / 400 < 0.85
    assert {pick(rng, "xy") for _ in range(40)} == {"x", "y"}
    assert grain(rng, (4, 4)).min() >= 0
