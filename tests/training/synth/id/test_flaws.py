"""Scanning moves the regions along with the picture and keeps to the agreed sizes."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.training.synth.id.carriers import Document, Region, box_polygon
from docparse.training.synth.id.flaws import SIZES, scanned

MARK = box_polygon(400, 250, 520, 330)


def marked() -> Document:
    """A white card with one black rectangle, which is its one region."""
    image = np.full((567, 900, 3), 255, np.uint8)
    image[250:330, 400:520] = 0
    return Document(image, "front", (Region("name", MARK, "X"),), 33.0, {})


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_region_still_lies_on_its_ink(seed: int) -> None:
    document = scanned(np.random.default_rng(seed), marked())
    assert SIZES[0] <= max(document.image.shape[:2]) <= SIZES[1]
    (region,) = document.regions
    grey = document.image.astype(np.float32).mean(axis=2)
    low, high = region.polygon.min(axis=0), region.polygon.max(axis=0)
    inside = grey[int(low[1]) + 4 : int(high[1]) - 4, int(low[0]) + 4 : int(high[0]) - 4]
    around = grey[int(low[1]) - 14 : int(low[1]) - 7, int(low[0]) : int(high[0])]
    assert np.median(inside) < np.median(around)


def test_a_seed_flaws_the_same_way_and_another_differently() -> None:
    first, second, third = (scanned(np.random.default_rng(k), marked()) for k in (5, 5, 6))
    assert np.array_equal(first.image, second.image)
    assert np.array_equal(first.regions[0].polygon, second.regions[0].polygon)
    assert not np.array_equal(first.regions[0].polygon, third.regions[0].polygon)
