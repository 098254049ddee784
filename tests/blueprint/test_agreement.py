"""Rooms that are as large as printed are counted at whatever scale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import MultiPolygon, box

from docparse.blueprint.agreement import Agreement, agreement
from docparse.blueprint.carriers import Area, Label, PlanShape, RoomShape
from docparse.records.floor_plan import RoomType


def label(m2: float | None, kind: RoomType | None = None) -> Label:
    return Label("ROOM", kind, (0.0, 0.0), (), area=None if m2 is None else Area(m2, 0.1, f"{m2} m2"))


def plan(*rooms: tuple[float, list[Label]]) -> PlanShape:
    """Rooms so many pixels wide and 100 deep, their labels in them."""
    shapes = tuple(RoomShape(box(0, 0, wide, 100), labels=tuple(labels)) for wide, labels in rooms)
    return PlanShape(
        rooms=shapes, walls=MultiPolygon(), outline=MultiPolygon(), openings=(), wall_thickness=10.0
    )


def seen(*rooms: tuple[float, list[Label]], elsewhere: tuple[Label, ...] = ()) -> Agreement:
    labels = [one for _, own in rooms for one in own] + list(elsewhere)
    return agreement([plan(*rooms)], labels)


@pytest.mark.parametrize("scale", [1.0, 0.3, 7.0])
def test_rooms_fit_at_the_scale_that_most_of_them_tell(scale):
    rooms = [(100.0 * scale, [label(10)]), (203.0 * scale, [label(20)]), (150.0 * scale, [label(10)])]
    assert seen(*rooms) == Agreement(printed=3, fitting=2, wrong=1, rooms=3)


def test_areas_in_one_room_are_added():
    assert seen((100, [label(10)]), (50, [label(5)]), (300, [label(10), label(20)])).fitting == 4
    assert seen((100, [label(10)]), (50, [label(5)]), (300, [label(10), label(10)])).fitting == 2


def test_an_area_that_stands_in_no_room_fits_none():
    assert seen((100, [label(10)]), elsewhere=(label(5), label(None))) == Agreement(2, 1, 0, 1)


@pytest.mark.parametrize(
    ("wide", "fits", "wrong"), [(104, 1, 0), (107, 0, 0), (93, 0, 0), (110, 0, 1), (300, 0, 1)]
)
def test_a_room_that_is_far_from_its_size_is_wrong(wide: float, fits: int, wrong: int):
    counted = seen((100, [label(10)]), (200, [label(20)]), (wide, [label(10)]))
    assert (counted.fitting - 2, counted.wrong) == (fits, wrong)


@pytest.mark.parametrize(("at", "wrong"), [((50.0, 50.0), 1), ((500.0, 50.0), 0)])
def test_an_area_between_the_walls_and_in_no_room_is_wrong(at: tuple[float, float], wrong: int):
    lost = replace(label(5), at=at)
    shape = replace(plan((100, [label(10)])), outline=MultiPolygon([box(0, 0, 200, 100)]))
    assert agreement([shape], [label(10), lost]) == Agreement(2, 1, wrong, 1)


def test_what_lies_outdoors_does_not_count():
    assert seen((100, [label(10)]), (100, [label(30, "terrace")])) == Agreement(1, 1, 0, 1)


def test_rooms_without_print_tell_nothing():
    assert seen((100, [label(None)]), (50, [])) == Agreement(0, 0, 0, 2)
