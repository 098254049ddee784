"""Neighbours that must not overlap."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from docparse.geometry.shared import clip_apart

_BOXES = st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(5, 40), st.integers(5, 40))


@given(st.lists(_BOXES, max_size=8))
@settings(max_examples=80, deadline=None)
def test_no_two_overlap_and_nothing_is_added(corners: list[tuple[int, int, int, int]]):
    shapes = [box(x, y, x + w, y + h) for x, y, w, h in corners]
    clipped = clip_apart(shapes)
    assert len(clipped) == len(shapes)
    kept = [shape for shape in clipped if shape is not None]
    assert all(shape.is_valid for shape in kept)
    for number, shape in enumerate(kept):
        for other in kept[number + 1 :]:
            assert shape.intersection(other).area < 1e-6
    for shape, before in zip(clipped, shapes, strict=True):
        assert shape is None or shape.difference(before.buffer(1e-9)).area < 1e-6


def test_none_give_none():
    assert clip_apart([]) == []
