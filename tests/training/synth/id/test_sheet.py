"""Text masks and boxes agree with the ink that lands on the sheet."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from docparse.training.synth.fonts import font_files
from docparse.training.synth.id.sheet import Box, Sheet, TextStyle, union


def white() -> Sheet:
    return Sheet(np.full((200, 600, 3), 255, np.uint8))


@settings(max_examples=25, deadline=None)
@given(
    st.text("ABCXYZ0189/-", min_size=1, max_size=10),
    st.floats(12, 60),
    st.floats(0.7, 1.2),
    st.sampled_from(["left", "middle", "right"]),
)
def test_the_box_returned_is_where_the_ink_is(text: str, size: float, stretch: float, anchor: str) -> None:
    sheet = white()
    style = TextStyle(font_files("sans")[0], size, (0, 0, 0), stretch)
    box = sheet.text(text, 300, 120, style, anchor=anchor)
    # A sheet's edge may cut through the blank between two characters.
    assume(box.x0 >= 0 and box.x1 <= 600)
    rows, columns = np.nonzero(sheet.pixels[..., 0] < 190)
    seen = Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert np.allclose(seen, box, atol=2)


def test_vertical_text_is_the_line_turned() -> None:
    style = TextStyle(font_files("sans")[0], 30, (0, 0, 0))
    flat, turned = white().text("D123", 20, 60, style), white().vertical_text("D123", 20, 20, style)
    assert (turned.width, turned.height) == (flat.height, flat.width)


def test_what_sticks_out_is_cut() -> None:
    sheet = white()
    sheet.text("WIDE", 560, 20, TextStyle(font_files("sans")[0], 60, (0, 0, 0)))
    sheet.lay(np.zeros((8, 8, 3), np.uint8), Box(-30, -30, 20, 20))
    assert sheet.pixels[:20, :20].max() == 0
    sheet.record("name", Box(-5, 10, 40, 30), "X")
    assert np.array_equal(sheet.regions[0].polygon[0], (0, 10))


def test_free_places_avoid_what_is_taken() -> None:
    sheet, rng = white(), np.random.default_rng(0)
    sheet.taken.append(Box(0, 0, 600, 100))
    places = [sheet.free_place(rng, 30, 30) for _ in range(12)]
    kept = [place for place in places if place is not None]
    assert len(kept) >= 3
    assert all(place.y0 >= 100 for place in kept)
    assert not any(a.meets(b) for k, a in enumerate(kept) for b in kept[k + 1 :])
    sheet.taken.append(Box(0, 0, 600, 200))
    assert sheet.free_place(rng, 30, 30) is None


@pytest.mark.parametrize("opacity", [0.25, 1.0])
def test_ink_blends_by_its_opacity(opacity: float) -> None:
    sheet = white()
    sheet.stamp(np.full((4, 4), 255, np.uint8), 10, 10, (0, 0, 0), opacity)
    assert abs(int(sheet.pixels[11, 11, 0]) - 255 * (1 - opacity)) <= 1


def test_union_holds_all() -> None:
    assert union([Box(0, 5, 2, 6), Box(1, 1, 9, 2)]) == Box(0, 1, 9, 6)
