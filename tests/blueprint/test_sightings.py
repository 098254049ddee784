"""Openings that the model sees between walls."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.blueprint.sightings import seen_gaps
from docparse.blueprint.walls import Walls

THICK = 12


def _walls(mask: np.ndarray) -> Walls:
    return Walls(mask, float(THICK), float(THICK), float(THICK), mask, mask < 0, mask < 0)


def _page() -> tuple[np.ndarray, np.ndarray]:
    """A wall across the page with a gap of 60 px, and what the model sees of it: not to the jambs."""
    mask, seen = np.zeros((200, 400), np.bool_), np.zeros((200, 400), np.bool_)
    mask[100 : 100 + THICK, 20:380] = True
    mask[100 : 100 + THICK, 150:210] = False
    seen[102:110, 160:200] = True
    return mask, seen


@pytest.mark.parametrize("down", [False, True])
def test_what_is_seen_between_two_walls_reaches_from_jamb_to_jamb(down: bool):
    mask, seen = _page()
    found = seen_gaps(seen.T if down else seen, _walls(np.ascontiguousarray(mask.T) if down else mask))
    (gap,) = found
    low, high = gap.min(axis=0)[int(down)], gap.max(axis=0)[int(down)]
    assert (low, high) == (150, 210)


@pytest.mark.parametrize("down", [False, True])
def test_an_opening_seen_along_the_edge_of_the_page_is_none(down: bool):
    mask, seen = _page()
    seen[:] = False
    seen[40:140, 0] = True
    walls = _walls(np.ascontiguousarray(mask.T) if down else mask)
    assert seen_gaps(seen.T if down else seen, walls) == []
