"""The vote on the scale."""

import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies

from docparse.blueprint.carriers import Measured
from docparse.blueprint.scale.vote import drawn_ratio, settle, weighted_median

TRUTH = 0.00847
noise = strategies.floats(-0.004, 0.004)
far = strategies.floats(math.log(0.05), math.log(20)).filter(lambda log: abs(log) > 0.1)


def string(factor=1.0, uncertainty=0.01, source="dimension", text="4.20"):
    return Measured(source, TRUTH * factor, uncertainty, text)


@given(
    good=strategies.lists(noise, min_size=6, max_size=30),
    bad=strategies.lists(far, max_size=20),
)
@settings(deadline=None)
def test_four_in_ten_stray_strings_do_not_move_it(good, bad):
    bad = bad[: int(len(good) * 2 / 3)]
    evidence = [string(math.exp(log)) for log in (*good, *bad)]
    scale = settle(evidence)
    assert scale.metres_per_pixel == pytest.approx(TRUTH, rel=0.006)
    assert [item.used for item in scale.evidence] == [True] * len(good) + [False] * len(bad)


@given(strategies.data())
@settings(deadline=None)
def test_the_order_does_not_matter(data):
    factors = data.draw(strategies.lists(strategies.floats(0.5, 2.0), min_size=1, max_size=12))
    sources = strategies.sampled_from(["dimension", "room_dimensions", "printed_ratio", "door_width"])
    evidence = [string(factor, source=data.draw(sources)) for factor in factors]
    first, second = settle(evidence), settle(data.draw(strategies.permutations(evidence)))
    assert first.metres_per_pixel == pytest.approx(second.metres_per_pixel, rel=1e-12)
    assert first.confidence == second.confidence
    assert first.source == second.source
    assert first.detail == second.detail


def test_nothing_found():
    scale = settle([])
    assert scale.metres_per_pixel is None
    assert scale.confidence == 0
    assert scale.detail


def test_unsound_evidence_is_left_out():
    odd = [string(0), string(float("nan")), string(-1), string(1, 0)]
    assert settle(odd).metres_per_pixel is None
    assert settle([*odd, string()]).metres_per_pixel == pytest.approx(TRUTH)


def test_many_strings_that_agree_beat_one_printed_ratio():
    ratio = string(2.0, 0.01, "printed_ratio")
    scale = settle([ratio, *[string(1 + 0.001 * step) for step in range(8)]])
    assert scale.metres_per_pixel == pytest.approx(TRUTH, rel=0.01)
    assert "Contradicted by printed ratio: +9" in scale.detail
    without = settle([string(1 + 0.001 * step) for step in range(8)])
    assert scale.confidence < without.confidence


def test_one_stray_string_does_not_beat_the_sheets_own_ratio():
    scale = settle([string(1, 0.003, "page_ratio"), string(1.3), string(0.6)])
    assert scale.metres_per_pixel == pytest.approx(TRUTH)
    assert scale.source == "page_ratio"


def test_forty_strings_do_not_drown_rooms_and_ratio_that_agree():
    strings = [string(1.5 * (1 + 0.01 * (step % 3)), 0.03) for step in range(40)]
    others = [string(1, 0.003, "page_ratio"), string(1, 0.01, "scale_bar")]
    others += [string(1, 0.015, "room_dimensions") for _ in range(10)]
    assert settle([*strings, *others]).metres_per_pixel == pytest.approx(TRUTH, rel=0.01)


def test_what_is_given_is_not_outvoted_but_its_contradiction_is_told():
    scale = settle([string(1.0, 0.002, "given"), *[string(1.5) for _ in range(20)]])
    assert scale.metres_per_pixel == pytest.approx(TRUTH)
    assert scale.source == "given"
    assert "Contradicted by dimension" in scale.detail
    assert scale.confidence < 0.7


def test_more_that_agree_make_it_surer():
    one, many = settle([string()]), settle([string(1 + 0.001 * step) for step in range(-4, 5)])
    assert one.confidence < many.confidence
    assert one.relative_uncertainty > many.relative_uncertainty
    assert settle([string(1, 0.08, "door_width")]).confidence < 0.3


def test_weak_evidence_alone_says_so():
    assert "weak" in settle([string(1, 0.08, "door_width")]).detail
    areas = settle([string(1, 0.02, "printed_area"), string(1.01, 0.02, "printed_area")])
    assert "do not check" in areas.detail


def test_spread_within_a_source_shows_in_the_uncertainty():
    tight = settle([string(1 + 0.0005 * step, 0.01) for step in range(-5, 6)])
    loose = settle([string(1 + 0.005 * step, 0.01) for step in range(-5, 6)])
    assert loose.relative_uncertainty > tight.relative_uncertainty


def test_evidence_is_kept_in_the_order_it_came():
    scale = settle([string(1.0), string(3.0), string(1.001), string(0.999)])
    assert [item.used for item in scale.evidence] == [True, False, True, True]


def test_the_drawings_ratio():
    paper = 0.0254 / 300
    assert drawn_ratio(100.3 * paper, 0.004, paper) == 100
    assert drawn_ratio(48.1 * paper, 0.004, paper) == 48
    assert drawn_ratio(143.3 * paper, 0.002, paper) == pytest.approx(143.3)
    assert drawn_ratio(0.01, 0.002, None) is None
    scale = settle([string(100.3 * paper / TRUTH)], paper_m_per_pixel=paper)
    assert scale.ratio == 100
    assert scale.metres_per_pixel == pytest.approx(100.3 * paper)  # told, not forced


@given(strategies.lists(strategies.floats(-5, 5), min_size=1, max_size=9))
def test_equal_weights_give_the_plain_median(values):
    assert weighted_median(np.array(values), np.ones(len(values))) == pytest.approx(float(np.median(values)))


def test_a_ratio_printed_thrice_is_said_once():
    strings = [string(2.7, 0.03) for _ in range(10)]
    doors = string(2.7, 0.08, "door_width")
    ratio = string(1.0, 0.003, "page_ratio")
    scale = settle([*strings, doors, ratio, ratio, ratio])
    assert scale.metres_per_pixel == pytest.approx(2.7 * TRUTH)
    assert scale.confidence == settle([*strings, doors, ratio]).confidence


def test_a_printed_ratio_by_which_nobody_fits_through_the_doors_is_in_doubt():
    ratio = string(1.0, 0.003, "page_ratio")
    sure = settle([ratio, string(1.1, 0.08, "door_width")])
    doubtful = settle([ratio, string(2.5, 0.08, "door_width")])
    assert sure.confidence > 0.5 > doubtful.confidence
    assert doubtful.metres_per_pixel == pytest.approx(TRUTH)
    assert "Doors would be 0.29 m" in doubtful.detail
    given = settle([string(1.0, 0.003, "given"), string(2.5, 0.08, "door_width")])
    assert "Doors would be" not in given.detail


def test_lengths_by_which_doors_are_gates_were_misread():
    """On a noisy page ``2.6m`` was read as ``26m`` three times, and a flat had 5000 m2."""
    doors = string(1.2, 0.08, "door_width")
    wrong = [string(factor, 0.02, "room_dimensions") for factor in (9.8, 10.0, 10.1)]
    right = string(1.0, 0.02, "room_dimensions")
    scale = settle([*wrong, right, doors])
    assert scale.metres_per_pixel == pytest.approx(TRUTH, rel=0.02)
    assert [item.used for item in scale.evidence] == [False, False, False, True, True]
    assert settle([*wrong, doors]).metres_per_pixel == pytest.approx(1.2 * TRUTH)
    # Without doors, who could tell?
    assert settle(wrong).metres_per_pixel == pytest.approx(10 * TRUTH, rel=0.02)


def test_what_two_rooms_say_is_not_misread_because_furniture_was_taken_for_doors():
    doors = string(4.0, 0.08, "door_width")
    rooms = [string(factor, 0.06, "room_dimensions", f"{factor} x 3") for factor in (1.0, 0.98, 0.6)]
    scale = settle([*rooms, doors])
    assert scale.metres_per_pixel == pytest.approx(TRUTH, rel=0.03)
    assert scale.confidence < 0.5
    one_room_twice = [string(factor, 0.06, "room_dimensions") for factor in (1.0, 0.98)]
    assert settle([*one_room_twice, doors]).metres_per_pixel == pytest.approx(4 * TRUTH)
