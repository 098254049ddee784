"""Places and confidence of found values."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from docparse.identity.front.found import Found, Span, polygon_of, to_field
from docparse.identity.front.layout import FrameLine

Framer = Callable[..., list[FrameLine]]


def test_one_span_has_its_own_corners(frame: Framer) -> None:
    (line,) = frame([("ABCDEFGHIJ", 100, 50, 200, 20)])
    assert polygon_of([Span(line, 5, 10)]) == [(200.0, 52.4), (300.0, 52.4), (300.0, 67.6), (200.0, 67.6)]


@pytest.mark.parametrize("turn", [0.0, 5.0, -20.0])
def test_spans_on_two_lines_share_one_box_along_the_writing(frame: Framer, turn: float) -> None:
    lines = frame([("4 ELM ST", 100, 50, 100, 20), ("MONTPELIER", 120, 75, 200, 20)], turn=turn)
    corners = np.array(polygon_of([Span(line, 0, len(line.folded)) for line in lines]))
    edges = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    assert np.allclose(edges, [220, 40.2, 220, 40.2], atol=0.3)


@pytest.mark.parametrize(("support", "confidence"), [(1.0, 0.97), (0.5, 0.728), (0.0, 0.485)])
def test_confidence_is_the_engines_lowered_by_weak_support(
    frame: Framer, support: float, confidence: float
) -> None:
    (line,) = frame([("HOLLOWAY", 100, 50)])
    field = to_field(Found("HOLLOWAY", (Span(line, 0, 8),), support), 4)
    assert field.confidence == pytest.approx(confidence, abs=0.001)
    assert (field.page, field.source, field.text) == (4, "front", "HOLLOWAY")


def test_a_value_without_a_place_has_no_polygon() -> None:
    assert to_field(Found("US-VT", (), 1.0), 0).polygon_px is None
