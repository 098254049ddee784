"""Every layout made up is one that could be built."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon

from docparse.training.synth.plan.layout import (
    Fixture,
    Layout,
    footprint,
    full_walls,
    opening_polygon,
)
from docparse.training.synth.plan.procedural import random_layout

TYPES = {
    "bedroom",
    "living",
    "kitchen",
    "dining",
    "bathroom",
    "toilet",
    "hall",
    "closet",
    "storage",
    "laundry",
    "office",
    "garage",
    "balcony",
    "terrace",
    "porch",
    "stairs",
    "utility",
    "other",
}

any_layout = st.integers(min_value=0, max_value=2**32 - 1).map(
    lambda seed: random_layout(np.random.default_rng(seed))
)


def _body(fixture: Fixture) -> Polygon:
    (w, d), turn = fixture.size, np.radians(fixture.angle)
    along, down = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    centre = np.array(fixture.centre)
    return Polygon(
        [centre + sx * along * w / 2 + sy * down * d / 2 for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    )


@settings(max_examples=60, deadline=None)
@given(any_layout)
def test_a_layout_could_be_built(layout: Layout) -> None:
    _openings_lie_in_walls(layout)
    _rooms_keep_apart(layout)
    _all_rooms_are_reached(layout)
    _areas_add_up(layout)
    _fixtures_stand_in_rooms(layout)


def _openings_lie_in_walls(layout: Layout) -> None:
    walls = full_walls(layout).buffer(1e-6)
    gaps = [opening_polygon(opening) for opening in layout.openings]
    assert all(walls.covers(gap) for gap in gaps)
    assert shapely.union_all(gaps).area == pytest.approx(sum(gap.area for gap in gaps), abs=1e-6)
    assert all(opening.exterior for opening in layout.openings if opening.kind == "window")


def _rooms_keep_apart(layout: Layout) -> None:
    polygons = [room.polygon for room in layout.rooms]
    assert all(polygon.is_valid and polygon.area > 0.2 for polygon in polygons)
    assert {room.type for room in layout.rooms} <= TYPES
    assert shapely.union_all(polygons).area == pytest.approx(sum(p.area for p in polygons), abs=1e-4)
    assert shapely.area(shapely.intersection(polygons, full_walls(layout))).sum() == pytest.approx(
        0, abs=1e-4
    )


def _all_rooms_are_reached(layout: Layout) -> None:
    """Walking through doors and passages from the way in, one gets everywhere inside."""
    rooms = [room.polygon for room in layout.rooms if not room.railed]
    links = []
    for opening in layout.openings:
        if opening.kind != "window":
            gap = opening_polygon(opening).buffer(0.01)
            links.append({k for k, room in enumerate(rooms) if room.intersects(gap)})
    ways_in = [
        link for opening, link in zip(_passages(layout), links, strict=True) if opening.exterior and link
    ]
    assert ways_in
    reached = set(ways_in[0])
    for _ in rooms:
        reached |= set().union(*(link for link in links if link & reached))
    assert reached == set(range(len(rooms)))


def _passages(layout: Layout) -> list:
    return [opening for opening in layout.openings if opening.kind != "window"]


def _areas_add_up(layout: Layout) -> None:
    inside = sum(room.polygon.area for room in layout.rooms if not room.railed)
    whole = footprint(layout).area
    assert inside + full_walls(layout).area == pytest.approx(whole, rel=0.005)
    assert 6 < whole < 900


def _fixtures_stand_in_rooms(layout: Layout) -> None:
    rooms = [room.polygon.buffer(0.01) for room in layout.rooms]
    doors = shapely.union_all([opening_polygon(opening) for opening in _passages(layout)])
    for fixture in layout.fixtures:
        body = _body(fixture)
        assert any(room.covers(body) for room in rooms)
        assert not body.intersects(doors)
    for stairs in layout.stairs:
        assert any(room.covers(stairs.polygon) for room in rooms)
        assert np.hypot(*stairs.direction) == pytest.approx(1)


def test_the_seed_decides() -> None:
    first, again, other = (random_layout(np.random.default_rng(seed)) for seed in (7, 7, 8))
    assert first == again
    assert first != other


@pytest.fixture(scope="module")
def many() -> list[Layout]:
    return [random_layout(np.random.default_rng([20, index])) for index in range(150)]


def test_there_is_variety(many: list[Layout]) -> None:
    counts = [sum(not room.railed for room in layout.rooms) for layout in many]
    assert min(counts) <= 2
    assert 15 <= max(counts) <= 24
    kinds = {room.type for layout in many for room in layout.rooms}
    assert kinds >= {
        "bedroom",
        "living",
        "kitchen",
        "bathroom",
        "toilet",
        "hall",
        "closet",
        "balcony",
        "garage",
    }
    styles = {opening.style for layout in many for opening in layout.openings}
    assert styles >= {"swing", "double", "sliding", "folding", "garage"}
    assert {opening.kind for layout in many for opening in layout.openings} == {"door", "window", "bare"}
    assert any(layout.stairs for layout in many)


def test_outlines_are_not_all_rectangles(many: list[Layout]) -> None:
    slanted = round_ = 0
    for layout in many:
        walls = [np.diff(np.array(wall.path), axis=0) for wall in layout.walls]
        slanted += any((np.abs(step).min(axis=1) > 0.05).any() for step in walls)
        round_ += any(len(step) > 4 for step in walls)
    assert slanted > 20
    assert round_ > 3


def test_outer_walls_are_mostly_the_thicker(many: list[Layout]) -> None:
    thicker = 0
    for layout in many:
        outer = [wall.thickness for wall in layout.walls if wall.exterior]
        inner = [wall.thickness for wall in layout.walls if not wall.exterior]
        thicker += not inner or np.median(outer) > np.median(inner)
    assert thicker > 0.9 * len(many)
