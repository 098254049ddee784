"""Printed ratios and the sheet they stand on."""

import pytest

from docparse.blueprint.carriers import RatioNote
from docparse.blueprint.scale import PageFacts
from docparse.blueprint.scale.ratio import from_ratios

from .drawn import plan_of, room

A4_300 = {"width": 2480, "height": 3508}
METRES = 100 * 0.0254 / 300


def note(ratio=100, at=(500, 3000), paper=None):
    return RatioNote(ratio, f"1:{ratio}", at, at_paper_size=paper)


def test_a_pdfs_own_points_tell_best():
    page = PageFacts(**A4_300, dpi=300, size_pt=(595.2, 841.92), born_digital=True)
    (item,) = from_ratios([note()], page, [])
    assert item.source == "page_ratio"
    assert item.metres_per_pixel == pytest.approx(METRES, rel=1e-3)
    assert item.relative_uncertainty == pytest.approx(0.003)


@pytest.mark.parametrize(
    ("facts", "uncertainty"),
    [({"dpi": 300}, 0.01), ({"assumed_dpi": 300}, 0.03), ({"dpi": 300, "assumed_dpi": 600}, 0.01)],
)
def test_a_scan_tells_less_and_a_callers_default_least(facts, uncertainty):
    (item,) = from_ratios([note()], PageFacts(**A4_300, **facts), [])
    assert item.source == "printed_ratio"
    assert item.metres_per_pixel == pytest.approx(METRES)
    assert item.relative_uncertainty == pytest.approx(uncertainty)


def test_a_resolution_written_by_habit_says_next_to_nothing():
    (item,) = from_ratios([note()], PageFacts(800, 600, dpi=72), [])
    assert item.relative_uncertainty >= 0.1


def test_without_a_resolution_a_ratio_says_nothing():
    assert from_ratios([note()], PageFacts(800, 600), []) == []


def test_a_ratio_for_another_paper_size_is_taken_to_this_one():
    a4 = PageFacts(**A4_300, dpi=300, size_pt=(595.2, 841.92), born_digital=True)
    (item,) = from_ratios([note(paper="A3")], a4, [])
    assert item.metres_per_pixel == pytest.approx(METRES * 2**0.5, rel=2e-3)
    (item,) = from_ratios([note(paper="A4")], a4, [])
    assert item.metres_per_pixel == pytest.approx(METRES, rel=1e-3)


def test_a_sheet_of_another_shape_makes_it_less_sure():
    letter = PageFacts(2550, 3300, dpi=300, size_pt=(612, 792), born_digital=True)
    (item,) = from_ratios([note(paper="A3")], letter, [])
    assert item.relative_uncertainty > 0.03


def test_of_several_ratios_the_nearest_to_the_plan_is_likelier():
    plan = plan_of([room(210, 210, 790, 790)], (200, 200, 800, 800))
    page = PageFacts(**A4_300, dpi=300)
    near, far = from_ratios([note(100, (500, 850)), note(500, (2000, 3300))], page, [plan])
    assert near.relative_uncertainty < far.relative_uncertainty
