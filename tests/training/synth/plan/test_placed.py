"""Layouts put on the sheet."""

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docparse.training.synth.plan.layout import Layout, full_walls, wall_area
from docparse.training.synth.plan.masonry import with_masonry, with_party_walls
from docparse.training.synth.plan.placed import Placement, place, with_thickness

fixed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)


@fixed
@given(scale=st.floats(10, 200), turn=st.floats(-180, 180))
def test_placing_keeps_areas_widths_and_directions(flat: Layout, scale: float, turn: float):
    shapes = place(flat, Placement(scale, turn, (7.0, -3.0)))
    walls = shapes.outer.area + shapes.inner.area
    assert walls == pytest.approx(wall_area(flat).area * scale**2, rel=1e-3)
    for gap, opening in zip(shapes.openings, flat.openings, strict=True):
        width = np.hypot(opening.end[0] - opening.start[0], opening.end[1] - opening.start[1])
        assert gap.area == pytest.approx(width * opening.thickness * scale**2, rel=1e-6)
    assert np.hypot(*shapes.layout.stairs[0].direction) == pytest.approx(1)


def test_walls_end_at_the_jambs_and_outer_ones_hold_the_outer_openings(flat: Layout):
    shapes = place(flat, Placement(100))
    for gap, opening in zip(shapes.openings, flat.openings, strict=True):
        assert gap.intersection(shapely.union(shapes.outer, shapes.inner)).area < 1
        nearest = shapes.outer if opening.exterior else shapes.inner
        assert gap.buffer(1).intersects(nearest)
    assert shapes.inner.intersection(shapes.outer).area < 1


@fixed
@given(outer=st.floats(0.6, 2.5), inner=st.floats(0.6, 2.5))
def test_rooms_reach_the_faces_of_walls_of_any_thickness(flat: Layout, outer: float, inner: float):
    changed = with_thickness(flat, outer, inner)
    bodies = full_walls(changed)
    living, bedroom = (changed.rooms[index].polygon for index in (0, 1))
    assert living.intersection(bodies).area < 1e-3
    assert living.distance(bedroom) == pytest.approx(0.12 * inner, abs=1e-4)
    assert living.bounds[0] == pytest.approx(0.15 * outer, abs=1e-4)
    assert changed.openings[0].thickness == pytest.approx(0.3 * outer)


def test_masonry_takes_from_rooms_what_it_gives_to_walls_and_keeps_doors_free(flat: Layout):
    shapes = place(flat, Placement(100))
    grown = 0
    for seed in range(12):
        changed = with_masonry(shapes, 1.0, np.random.default_rng(seed))
        rooms = [room.polygon.area for room in shapes.layout.rooms]
        rest = [room.polygon.area for room in changed.layout.rooms]
        added = changed.outer.area + changed.inner.area - shapes.outer.area - shapes.inner.area
        assert added == pytest.approx(sum(rooms) - sum(rest), abs=30)
        assert rest[2] == pytest.approx(rooms[2])
        walls = shapely.union(changed.outer, changed.inner)
        assert all(gap.intersection(walls).area < 1 for gap in changed.openings)
        grown += added > 100
    assert grown > 6


def test_without_a_rate_there_is_no_masonry(flat: Layout):
    shapes = place(flat, Placement(100))
    changed = with_masonry(shapes, 0.0, np.random.default_rng(1))
    assert changed.outer.area + changed.inner.area == pytest.approx(shapes.outer.area + shapes.inner.area)


def test_party_walls_grow_outwards_and_leave_openings_free(flat: Layout):
    shapes = place(flat, Placement(100))
    indoors = shapely.union_all([room.polygon for room in shapes.layout.rooms])
    grown = []
    for seed in range(10):
        changed = with_party_walls(shapes, 1.0, np.random.default_rng(seed))
        added = changed.outer.difference(shapes.outer.buffer(0.1))
        assert added.intersection(indoors).area < 1
        assert all(gap.intersection(added.buffer(-0.1)).area < 1 for gap in changed.openings)
        assert added.intersection(shapes.layout.rooms[2].polygon).area < 1
        grown.append(added.intersects(shapely.box(-500, 100, -1, 400)))
    assert sum(grown) >= 8
