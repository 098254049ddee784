"""Which way up a page stands, by its lines."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.text import TextLine
from docparse.text.standing import confidence, on_side, perhaps_on_head, surer


def _line(text: str, sure: float = 0.99, *, tall: bool = False) -> TextLine:
    width, height = (10, 90) if tall else (90, 10)
    return TextLine(text, np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64), sure)


def test_words_on_end_tell_of_a_page_on_its_side():
    assert on_side([_line("KITCHEN", tall=True)] * 4 + [_line("HALL")] * 2)
    assert not on_side([_line("KITCHEN", tall=True)] * 2)
    assert not on_side([_line("KITCHEN", tall=True)] * 4 + [_line("HALL")] * 4)


def test_figures_do_not_tell_for_dimensions_run_both_ways():
    rooms = [_line("CHAMBRE 1", tall=True)] * 4
    assert on_side([*rooms, *[_line("11.88")] * 20])
    assert not on_side([_line("CHAMBRE 1")] * 4 + [_line("11.88 m2", tall=True)] * 20)


def test_words_read_badly_may_stand_on_their_head():
    assert perhaps_on_head([_line("NEHOLIK", 0.7)] * 5)
    assert not perhaps_on_head([_line("KITCHEN", 0.95)] * 5)
    assert not perhaps_on_head([_line("NEHOLIK", 0.7)] * 4)
    assert not perhaps_on_head([])


def test_the_surer_reading_is_clearly_surer():
    assert surer([_line("KITCHEN", 0.95)], [_line("NEHOLIK", 0.7)])
    assert not surer([_line("KITCHEN", 0.72)], [_line("NEHOLIK", 0.7)])
    assert surer([_line("KITCHEN", 0.95)], [])


def test_confidence_is_of_characters():
    assert confidence([_line("ABCDEFGHI", 1.0), _line("X", 0.0)]) == pytest.approx(0.9)
