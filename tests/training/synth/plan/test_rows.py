"""Wardrobe doors side by side, and doors on bevelled corners."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from docparse.training.synth.plan.draft import Cell
from docparse.training.synth.plan.graph import Edge, WallSpec
from docparse.training.synth.plan.lobby import bevel_corners
from docparse.training.synth.plan.openings import row_of_doors
from docparse.training.synth.plan.plane import sides
from docparse.training.synth.plan.procedural import random_layout

EDGE = Edge((0.0, 0.0), (5.0, 0.0), 0, 1)
SPEC = WallSpec(0.1, exterior=False)


@pytest.mark.parametrize("seed", range(12))
def test_a_row_fills_its_front_with_doors_that_do_not_overlap(seed: int):
    row = row_of_doors(EDGE, (0.4, 4.0), SPEC, 1, np.random.default_rng(seed))
    if not row:
        return
    assert len(row) >= 2
    assert row[0][0][0] == pytest.approx(0.4)
    assert row[-1][0][1] == pytest.approx(4.0)
    assert all(before[0][1] < after[0][0] for before, after in pairwise(row))
    assert len({round(end - start, 6) for (start, end), _ in row}) == 1
    assert all(door.cupboard and door.kind == "door" for _, door in row)


def test_rows_are_common_on_wide_fronts_and_unknown_on_narrow_ones():
    wide = [row_of_doors(EDGE, (0.4, 4.0), SPEC, 1, np.random.default_rng(seed)) for seed in range(200)]
    assert 60 < sum(map(bool, wide)) < 120
    assert not any(row_of_doors(EDGE, (0.4, 1.2), SPEC, 1, np.random.default_rng(seed)) for seed in range(50))


def test_a_bevelled_corner_goes_to_the_hall_beside_it():
    def area(cell: Cell) -> float:
        return sum(a[0] * b[1] - b[0] * a[1] for a, b in sides(cell.ring)) / 2

    for seed in range(40):
        hall = Cell([(0.0, 0.0), (6.0, 0.0), (6.0, 1.2), (0.0, 1.2)], "hall")
        room = Cell([(0.0, 1.2), (6.0, 1.2), (6.0, 5.0), (0.0, 5.0)])
        bevel_corners([hall, room], np.random.default_rng(seed))
        assert area(hall) + area(room) == pytest.approx(6.0 * 5.0, abs=1e-4)
        if room.bevels:
            askew = [math.dist(a, b) for a, b in sides(room.ring) if a[0] != b[0] and a[1] != b[1]]
            assert len(askew) == 1
            assert 1.0 < askew[0] < 1.6
            return
    pytest.fail("no corner was ever bevelled")


def test_doors_hang_on_bevels():
    askew = 0
    for seed in range(40):
        for opening in random_layout(np.random.default_rng(seed)).openings:
            dx, dy = np.abs(np.subtract(opening.end, opening.start))
            askew += opening.kind == "door" and not opening.exterior and abs(dx - dy) < 1e-6
    assert askew >= 3
