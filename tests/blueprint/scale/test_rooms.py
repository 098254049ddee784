"""Room dimensions, usual doors and printed areas."""

import math

import pytest
from hypothesis import given, strategies
from shapely import affinity
from shapely.geometry import box

from docparse.blueprint.carriers import Area, RoomShape
from docparse.blueprint.scale.axes import main_angle
from docparse.blueprint.scale.fallback import from_areas, from_doors
from docparse.blueprint.scale.rooms import from_rooms

from .drawn import door, label, length, plan_of, room

TRUTH = 0.02


def sized(name, first, second, **options):
    return label(name, dimensions=(length(first), length(second)), **options)


def evidence_of(*rooms):
    return from_rooms([plan_of(rooms, (-100, -100, 2000, 2000))])


def test_the_pair_may_be_printed_in_either_order():
    for pair in ((4.0, 3.0), (3.0, 4.0)):
        (item,) = evidence_of(room(0, 0, 200, 150, sized("Bedroom", *pair)))
        assert item.source == "room_dimensions"
        assert item.metres_per_pixel == pytest.approx(TRUTH)
        assert item.relative_uncertainty < 0.03


def test_a_room_whose_sides_disagree_is_weak():
    items = evidence_of(room(0, 0, 200, 150, sized("Bedroom", 4.4, 3.0)))
    assert len(items) == 2
    assert all(item.relative_uncertainty > 0.05 for item in items)


def test_a_room_with_a_second_name_is_weak():
    (first, _) = evidence_of(room(0, 0, 200, 150, sized("Kitchen", 4.4, 3.0), label("Dining")))
    assert first.relative_uncertainty >= 0.1


def test_of_two_pairs_in_one_space_only_what_fits_along_and_across_the_print_counts():
    (item,) = evidence_of(room(0, 0, 200, 150, sized("Kitchen", 4, 3), sized("Dining", 2, 3.5)))
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=1e-3)
    assert item.relative_uncertainty >= 0.02


def test_a_room_traced_together_with_a_passage_is_measured_along_and_across_its_print():
    # The label stands in the middle of the upper part; whole and without its alcoves it is much longer.
    passage = box(0, 0, 200, 150).union(box(60, 150, 160, 420))
    (item,) = evidence_of(RoomShape(passage, (sized("Bedroom", 4.0, 3.0, at=(30, 75)),)))
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=1e-3)


def test_an_alcove_is_not_measured():
    alcove = box(0, 0, 200, 150).union(box(20, 150, 70, 185))
    (item,) = evidence_of(RoomShape(alcove, (sized("Bedroom", 4.0, 3.0),)))
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=0.01)


def test_a_bay_that_is_measured():
    bay = box(0, 0, 200, 150).union(box(20, 150, 70, 185))
    (item,) = evidence_of(RoomShape(bay, (sized("Bedroom", 4.0, 3.7),)))
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=0.01)


def test_a_turned_plan():
    turned = affinity.rotate(box(0, 0, 200, 150), 20, origin=(0, 0))
    (item,) = evidence_of(RoomShape(turned, (sized("Bedroom", 4.0, 3.0),)))
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=1e-3)


@given(strategies.floats(-44, 44))
def test_the_main_direction_of_a_turned_shape(degrees):
    shape = affinity.rotate(box(0, 0, 300, 100), degrees, origin=(0, 0))
    apart = (math.degrees(main_angle([shape])) - degrees + 45) % 90 - 45
    assert apart == pytest.approx(0, abs=0.01)


def test_usual_doors():
    doors = [door(width) for width in (72, 74, 70, 72, 150)]
    (item,) = from_doors([plan_of([room(0, 0, 100, 100)], (0, 0, 100, 100), openings=doors)])
    assert item.metres_per_pixel == pytest.approx(0.01, rel=0.05)
    assert item.relative_uncertainty == pytest.approx(0.12)
    assert from_doors([plan_of([room(0, 0, 100, 100)], (0, 0, 100, 100), openings=doors[:1])]) == []


def test_printed_areas_are_summed_in_one_space():
    area = Area(6.0, 0.01, "6.00 m2")
    space = room(0, 0, 200, 150, label("Kitchen", area=area), label("Living", area=area))
    half = room(300, 0, 500, 150, label("Kitchen", area=area), label("Living"))
    items = from_areas([plan_of([space, half], (0, 0, 500, 150))])
    assert [item.metres_per_pixel for item in items] == pytest.approx([TRUTH])
