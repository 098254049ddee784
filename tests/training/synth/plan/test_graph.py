"""Faces that touch share edges; edges that go on in one line become one wall."""

from __future__ import annotations

import itertools

import pytest

from docparse.training.synth.plan.graph import (
    OUTSIDE,
    Corners,
    WallSpec,
    edges_of,
    joined_walls,
    noded,
)

# One wide face above two narrow ones: their common corner lies on the wide one's side.
WIDE = [(0.0, 0.0), (6.0, 0.0), (6.0, 2.0), (0.0, 2.0)]
LEFT = [(0.0, 2.0), (3.0, 2.0), (3.0, 5.0), (0.0, 5.0)]
RIGHT = [(3.0, 2.0), (6.0, 2.0), (6.0, 5.0), (3.0, 5.0)]


def test_corners_on_a_neighbours_side_become_its_corners() -> None:
    rings = noded([WIDE, LEFT, RIGHT])
    assert (3.0, 2.0) in rings[0]
    pairs = {frozenset((edge.face, edge.other)) for edge in edges_of(rings)}
    assert pairs == {
        frozenset(pair) for pair in ((0, 1), (0, 2), (1, 2), (0, OUTSIDE), (1, OUTSIDE), (2, OUTSIDE))
    }


@pytest.mark.parametrize("ring", [WIDE, WIDE[::-1]])
def test_the_face_is_on_the_right_hand_of_its_edges(ring: list[tuple[float, float]]) -> None:
    for edge in edges_of([ring]):
        (ux, uy), (x, y) = edge.direction, edge.at(edge.length / 2)
        # Right hand on a page whose y runs down.
        inside = (x - uy * 0.1, y + ux * 0.1)
        assert 0 < inside[0] < 6
        assert 0 < inside[1] < 2


def test_edges_in_one_line_become_one_wall_and_thickness_parts_them() -> None:
    edges = edges_of(noded([WIDE, LEFT, RIGHT]))
    outer = {edge: WallSpec(0.3, exterior=True) for edge in edges if edge.other == OUTSIDE}
    inner = {edge: WallSpec(0.1, exterior=False) for edge in edges if edge.other != OUTSIDE}
    walls = joined_walls({**outer, **inner})
    lengths = sorted(round(sum(_lengths(wall.path)), 6) for wall in walls)
    assert lengths == [3, 5, 5, 6, 6, 6]
    assert sum(wall.exterior for wall in walls) == 4


def _lengths(path: tuple[tuple[float, float], ...]) -> list[float]:
    return [((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in itertools.pairwise(path)]


def test_clear_leaves_room_for_the_walls_that_cross() -> None:
    edges = edges_of(noded([WIDE, LEFT, RIGHT]))
    specs = {edge: WallSpec(0.4 if edge.other == OUTSIDE else 0.1, edge.other == OUTSIDE) for edge in edges}
    between = next(edge for edge in edges if {edge.face, edge.other} == {1, 2})
    low, high = Corners(specs).clear(between)
    assert sorted((low, between.length - high)) == pytest.approx([0.05, 0.2])
