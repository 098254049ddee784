"""Outlines are cut into cells that cover them once."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon

from docparse.training.synth.plan.graph import signed_area
from docparse.training.synth.plan.lobby import carve_lobby
from docparse.training.synth.plan.outlines import random_outline
from docparse.training.synth.plan.partition import divide


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(min_value=0, max_value=2**32 - 1),
    count=st.integers(min_value=1, max_value=16),
    area=st.floats(min_value=20, max_value=250),
)
def test_cells_cover_the_outline_once(seed: int, count: int, area: float) -> None:
    rng = np.random.default_rng(seed)
    outline = random_outline(area, rng)
    assert signed_area(outline) == pytest.approx(area)
    cells = divide(outline, count, rng)
    carve_lobby(cells, rng)
    shapes = [Polygon(cell.ring) for cell in cells]
    assert all(shape.is_valid for shape in shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(area, rel=1e-4)
    assert shapely.union_all(shapes, grid_size=1e-6).area == pytest.approx(area, rel=1e-4)
    assert min(signed_area(cell.ring) for cell in cells) > 0


def test_a_single_room_is_the_outline() -> None:
    outline = random_outline(30.0, np.random.default_rng(1))
    assert [cell.ring for cell in divide(outline, 1, np.random.default_rng(2))] == [outline]
