"""The scale of a page from everything on it."""

from dataclasses import replace
from itertools import pairwise

import pytest

from docparse.blueprint.carriers import Area, PageText, RatioNote
from docparse.blueprint.scale import Ink, PageFacts, find_scale, find_scales, parse_scale

from .drawn import chain, dimension_text, door, label, length, paper, plan_of, room

TRUTH = 100 * 0.0254 / 300
PAGE = PageFacts(1600, 1200, dpi=300)


def drawn_page():
    canvas = paper(1600, 1200)
    places = chain(canvas, 200, [500, 750, 1100, 1400], 100)
    pairs = list(pairwise(places))
    texts = tuple(dimension_text(round((b - a) * TRUTH, 2), ((a + b) / 2, 84)) for a, b in pairs)
    return Ink.scaled(canvas > 0), texts


def test_strings_ratio_and_rooms_agree():
    ink, texts = drawn_page()
    dimensions = (length(round(400 * TRUTH, 2)), length(round(300 * TRUTH, 2)))
    plan = plan_of([room(210, 210, 610, 510, label("Bedroom", dimensions=dimensions))], (200, 200, 620, 520))
    text = PageText(dimensions=texts, ratios=(RatioNote(100, "1:100", (300, 900)),))
    scale = find_scale(text, [plan], PAGE, ink)
    assert scale.metres_per_pixel == pytest.approx(TRUTH, rel=0.004)
    assert scale.ratio == 100
    assert scale.source == "printed_ratio"
    assert scale.confidence > 0.95
    assert {item.source for item in scale.evidence} == {"dimension", "printed_ratio", "room_dimensions"}
    assert all(item.used for item in scale.evidence)


def test_a_wrong_ratio_is_outvoted_and_told():
    ink, texts = drawn_page()
    dimensions = (length(round(400 * TRUTH, 2)), length(round(300 * TRUTH, 2)))
    rooms = [room(x, 210, x + 400, 510, label("Bedroom", dimensions=dimensions)) for x in (210, 620, 1030)]
    plan = plan_of(rooms, (200, 200, 1440, 520))
    text = PageText(dimensions=texts, ratios=(RatioNote(50, "1:50", (300, 900)),))
    scale = find_scale(text, [plan], PAGE, ink)
    assert scale.metres_per_pixel == pytest.approx(TRUTH, rel=0.01)
    assert "Contradicted by printed ratio: -50" in scale.detail


def test_what_the_caller_gives_wins():
    ink, texts = drawn_page()
    scale = find_scale(PageText(dimensions=texts), [], PAGE, ink, parse_scale("0.02 m/px"))
    assert scale.metres_per_pixel == pytest.approx(0.02)
    assert scale.source == "given"
    assert "Contradicted by dimension" in scale.detail


def test_a_given_ratio_that_cannot_be_used_is_told():
    scale = find_scale(PageText(), [], PageFacts(1600, 1200), given=parse_scale("1:100"))
    assert scale.metres_per_pixel is None
    assert "dpi" in scale.detail


def test_a_printed_ratio_without_a_resolution_is_told():
    text = PageText(ratios=(RatioNote(100, "1:100", (300, 900)),))
    assert "dpi" in find_scale(text, [], PageFacts(1600, 1200)).detail


def test_printed_areas_count_only_when_nothing_else_does():
    named = label("Bedroom", area=Area(12.0, 0.01, "12.00"))
    rooms = [room(10, 10, 410, 310, named)]
    alone = find_scale(PageText(), [plan_of(rooms, (0, 0, 420, 320))], PageFacts(500, 500))
    assert alone.source == "printed_area"
    assert alone.metres_per_pixel == pytest.approx(0.01)
    assert "do not check" in alone.detail
    measured = room(10, 10, 410, 310, replace(named, dimensions=(length(4.0), length(3.0))))
    scale = find_scale(PageText(), [plan_of([measured], (0, 0, 420, 320))], PageFacts(500, 500))
    assert {item.source for item in scale.evidence} == {"room_dimensions"}


@pytest.mark.parametrize("wide", [60, 80, 110])
def test_printed_areas_tell_more_than_doors(wide: int):
    rooms = [
        room(10, 10, 410, 310, label("Bedroom", area=Area(12.0, 0.01, "12.00"))),
        room(420, 10, 620, 310, label("Kitchen", area=Area(6.0, 0.01, "6.00"))),
    ]
    plan = plan_of(rooms, (0, 0, 630, 320), openings=[door(wide), door(wide)])
    scale = find_scale(PageText(), [plan], PageFacts(700, 500))
    assert scale.metres_per_pixel == pytest.approx(0.01, rel=0.02)
    assert {item.source for item in scale.evidence} == {"printed_area", "door_width"}
    assert "do not check" in scale.detail
    assert scale.confidence < 0.6


def test_areas_in_small_rooms_too_are_what_the_scale_rests_on():
    rooms = [
        room(10, 10, 130, 100, label("Bedroom", area=Area(10.8, 0.1, "10.8"))),
        room(140, 10, 200, 100, label("Kitchen", area=Area(5.4, 0.1, "5.4"))),
    ]
    plan = plan_of(rooms, (0, 0, 210, 110), openings=[door(23), door(23)])
    assert find_scale(PageText(), [plan], PageFacts(300, 200)).source == "printed_area"


def test_areas_without_their_points_do_not_bear_each_other_out():
    rooms = [
        room(10, 10, 410, 310, label("Bedroom", area=Area(120.0, 1.0, "120"))),
        room(420, 10, 620, 310, label("Kitchen", area=Area(60.0, 1.0, "60"))),
    ]
    plan = plan_of(rooms, (0, 0, 630, 320), openings=[door(72), door(72)])
    scale = find_scale(PageText(), [plan], PageFacts(700, 500))
    assert scale.source == "door_width"
    assert scale.metres_per_pixel == pytest.approx(0.01, rel=0.05)


def test_a_misread_area_tells_less_than_doors():
    rooms = [room(10, 10, 410, 310, label("Bedroom", area=Area(1200.0, 0.01, "12.00")))]
    plan = plan_of(rooms, (0, 0, 420, 320), openings=[door(72), door(72)])
    assert find_scale(PageText(), [plan], PageFacts(500, 500)).metres_per_pixel == pytest.approx(
        0.01, rel=0.05
    )


def test_an_empty_page():
    scale = find_scale(PageText(), [], PageFacts(500, 500))
    assert scale.metres_per_pixel is None
    assert scale.evidence == []


def two_plans(second):
    plans = []
    for left, size in ((0, 0.01), (1000, second)):
        rooms = []
        for index in range(6):
            top = 10 + 200 * index
            at = (left + 50.0, top + 50.0)
            sides = (length(300 * size), length(190 * size))
            rooms.append(room(left + 10, top, left + 310, top + 190, label("R", dimensions=sides, at=at)))
        plans.append(plan_of(rooms, (left, 0, left + 320, 1210)))
    return plans


def test_plans_of_a_page_share_a_scale_unless_one_contradicts():
    facts = PageFacts(1600, 1300)
    same = find_scales(PageText(), two_plans(0.01), facts)
    assert same[0] == same[1]
    apart = find_scales(PageText(), two_plans(0.015), facts)
    assert [scale.metres_per_pixel for scale in apart] == pytest.approx([0.01, 0.015], rel=0.005)
    assert find_scales(PageText(), [], facts) == []


def test_a_ratio_that_the_page_denies_is_no_plans_own_scale():
    """A sheet printed at less than its size: one plan's rooms tell, the other has its ratio alone."""
    ratio = RatioNote(50, "1:50", (150, 1250)), RatioNote(50, "1:50", (950, 1250))
    first, second = two_plans(0.01)
    bare = plan_of([], second.outline.bounds)
    facts = PageFacts(1600, 1300, dpi=300, size_pt=(384.0, 312.0), born_digital=True)
    scales = find_scales(PageText(ratios=ratio), [first, bare], facts)
    assert [scale.metres_per_pixel for scale in scales] == pytest.approx([0.01, 0.01], rel=0.005)
