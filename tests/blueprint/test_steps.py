"""From classes to shapes, step by step, on a plan drawn by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from docparse.blueprint.assign import with_labels
from docparse.blueprint.carriers import Area, Label, PageText, Total
from docparse.blueprint.gaps import mended
from docparse.blueprint.openings import find_gaps, usual_door
from docparse.blueprint.record import plan_record
from docparse.blueprint.rooms import split_rooms
from docparse.blueprint.trace import trace_plans
from docparse.blueprint.walls import find_walls
from docparse.geometry.raster import fill
from docparse.records import Scale
from docparse.records.floor_plan import ScaleSource
from tests.blueprint.drawn import CLASSES, LEFT, RIGHT, two_rooms


def _plans(drawing):
    walls = find_walls(drawing)
    gaps = find_gaps(drawing, walls).gaps
    walls = mended(walls, 0.55 * usual_door(gaps, walls))
    return trace_plans(drawing, walls, split_rooms(drawing, walls, gaps), gaps)


def _boxes(plan):
    return sorted(tuple(round(side) for side in room.polygon.bounds) for room in plan.rooms)


def test_a_walls_faces_are_the_inks_and_not_the_models():
    drawing = two_rooms()
    fuzzy = drawing.classes.labels.copy()
    wall = fuzzy == CLASSES.index("wall")
    fuzzy[np.roll(wall, 2, axis=0) & (fuzzy == CLASSES.index("floor"))] = CLASSES.index("wall")
    object.__setattr__(drawing.classes, "labels", fuzzy)
    assert np.array_equal(find_walls(drawing).mask, drawing.grey == 0)


def test_doors_and_windows_lie_between_their_jambs():
    drawing = two_rooms()
    found = {
        (gap.kind, *(int(v) for v in gap.corners.min(axis=0)), *(int(v) for v in gap.corners.max(axis=0)))
        for gap in find_gaps(drawing, find_walls(drawing)).gaps
    }
    assert found == {
        ("door", 400, 180, 410, 260),
        ("door", 500, 380, 580, 400),
        ("window", 200, 100, 300, 120),
    }


def test_a_door_the_model_missed_is_found_by_its_leafs_arc():
    drawn = two_rooms(door_seen=False, arc=True)
    (door,) = [gap for gap in find_gaps(drawn, find_walls(drawn)).gaps if gap.swings is not None]
    assert door.kind == "door"
    assert door.swings[0] > 410


def test_rooms_run_from_wall_face_to_wall_face():
    (plan,) = _plans(two_rooms())
    assert _boxes(plan) == [LEFT, RIGHT]


def test_a_gap_nobody_could_walk_through_is_closed():
    (plan,) = _plans(two_rooms(leak=20))
    assert len(plan.rooms) == 2


def test_rooms_walls_and_openings_do_not_overlap_and_make_up_the_plan():
    (plan,) = _plans(two_rooms(arc=True))
    parts = [room.polygon for room in plan.rooms] + [opening.polygon for opening in plan.openings]
    parts.append(plan.walls)
    assert all(part.is_valid for part in parts)
    assert sum(part.area for part in parts) == pytest.approx(plan.outline.area, rel=1e-6)
    assert shapely.union_all(parts).symmetric_difference(plan.outline).area < 1e-6 * plan.outline.area


def test_the_record_tells_areas_names_and_what_doors_join():
    (plan,) = _plans(two_rooms(arc=True))
    label = Label("KITCHEN", "kitchen", (200.0, 200.0), ((180, 190), (220, 190), (220, 210), (180, 210)))
    plan = with_labels(plan, [label])
    scale = Scale(metres_per_pixel=0.01, source="given", confidence=1.0, relative_uncertainty=0.01)
    record = plan_record(plan, [plan], PageText(), scale, page=0, standard="gia")
    kitchen, other = record.rooms
    assert (kitchen.name, kitchen.type) == ("KITCHEN", "kitchen")
    assert kitchen.area_m2 == pytest.approx(2.8 * 2.6)
    assert kitchen.area_sqft == pytest.approx(2.8 * 2.6 * 10.7639104, abs=0.05)
    assert other.area_m2 == pytest.approx(2.7 * 2.6, rel=0.005)  # the leaf's line stands in it
    assert record.areas.gross_internal_m2 == pytest.approx(5.6 * 2.6, rel=0.01)
    assert record.areas.gross_external_m2 == pytest.approx(6.0 * 3.0, rel=0.01)
    joined = {door.connects for door in record.doors}
    assert (kitchen.id, other.id) in joined or (other.id, kitchen.id) in joined
    assert any(set(door.connects) == {other.id, None} for door in record.doors)
    assert {door.swings_into for door in record.doors} == {other.id, None}
    assert record.windows[0].width_m == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("source", "m2", "status"),
    [("given", 7.4, "passed"), ("given", 9.0, "failed"), ("printed_area", 7.4, "not_performed"),
     ("printed_area", 9.0, "failed")],
)  # fmt: skip
def test_an_area_that_set_the_scale_does_not_check_it(source: ScaleSource, m2: float, status: str):
    (plan,) = _plans(two_rooms(arc=True))
    box_px = ((180, 190), (220, 190), (220, 210), (180, 210))
    label = Label("KITCHEN", "kitchen", (200.0, 200.0), box_px, area=Area(m2, 0.1, str(m2)))
    scale = Scale(metres_per_pixel=0.01, source=source, confidence=0.5, relative_uncertainty=0.01)
    record = plan_record(with_labels(plan, [label]), [plan], PageText(), scale, page=0, standard="gia")
    assert [check.status for check in record.checks] == [status]


@pytest.mark.parametrize(("source", "status"), [("given", "passed"), ("printed_area", "not_performed")])
def test_nor_does_the_total(source: ScaleSource, status: str):
    (plan,) = _plans(two_rooms(arc=True))
    scale = Scale(metres_per_pixel=0.01, source=source, confidence=0.5, relative_uncertainty=0.01)
    total = Total(Area(14.5, 0.1, "14.5 m2"), "gross_internal", (0.0, 0.0))
    record = plan_record(plan, [plan], PageText(totals=(total,)), scale, page=0, standard="gia")
    assert [(check.name, check.status) for check in record.checks] == [("total_area", status)]


def test_without_a_scale_metric_values_are_null_and_pixels_remain():
    (plan,) = _plans(two_rooms())
    record = plan_record(plan, [plan], PageText(), Scale(detail="nothing tells"), page=0, standard="gia")
    assert record.scale.metres_per_pixel is None
    assert all(room.area_m2 is None and len(room.polygon_px) == 4 for room in record.rooms)
    assert record.areas.gross_internal_m2 is None
    assert all(door.width_m is None for door in record.doors)


def test_walls_alone_enclose_nothing():
    drawing = two_rooms()
    labels = np.where(drawing.classes.labels == CLASSES.index("floor"), 0, drawing.classes.labels)
    object.__setattr__(drawing.classes, "labels", labels.astype(np.uint8))
    assert _plans(drawing) == []


def test_a_page_without_walls_has_no_plan():
    drawing = two_rooms()
    object.__setattr__(drawing.classes, "labels", np.zeros_like(drawing.classes.labels))
    assert _plans(drawing) == []
    assert not fill(box(0, 0, 1, 1), (2, 2)).all()
