from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from docparse.text import TextLine, Word


@given(arrays(np.float64, (4, 2), elements=st.floats(-1e6, 1e6)))
def test_box_holds_every_corner_and_touches_the_outermost(polygon: np.ndarray) -> None:
    left, top, right, bottom = TextLine("A", polygon, 1.0).box
    assert (polygon >= [left, top]).all()
    assert (polygon <= [right, bottom]).all()
    assert {left, right} <= set(polygon[:, 0])
    assert {top, bottom} <= set(polygon[:, 1])


def test_box_is_made_of_plain_floats() -> None:
    box = TextLine("A", np.array([[1, 2], [9, 2], [9, 5], [1, 5]], dtype=np.float64), 1.0).box
    assert box == (1.0, 2.0, 9.0, 5.0)
    assert all(type(edge) is float for edge in box)


def test_carriers_cannot_be_changed() -> None:
    polygon = np.zeros((4, 2))
    line = TextLine("A", polygon, 1.0, words=(Word("A", polygon, 1.0),))
    with pytest.raises(dataclasses.FrozenInstanceError):
        line.text = "B"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        line.words[0].text = "B"  # type: ignore[misc]
