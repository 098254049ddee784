from __future__ import annotations

import numpy as np

from docparse.pages import LayerText, Page
from docparse.text.layer import lines_of_layer


def square(at: float) -> np.ndarray:
    return np.array([[at, at], [at + 9, at], [at + 9, at + 9], [at, at + 9]])


def page(*texts: str) -> Page:
    runs = tuple(LayerText(text, square(10.0 * number)) for number, text in enumerate(texts))
    return Page(np.zeros((100, 100, 3), np.uint8), text_layer=runs)


def test_runs_become_sure_lines_in_their_order() -> None:
    lines = lines_of_layer(page("FIRST", "second line"))
    assert [line.text for line in lines] == ["FIRST", "second line"]
    assert [line.confidence for line in lines] == [1.0, 1.0]
    assert (lines[1].polygon_px == square(10.0)).all()


def test_blank_runs_are_left_out() -> None:
    assert [line.text for line in lines_of_layer(page(" ", "X", "", "\t\n"))] == ["X"]


def test_a_scan_has_no_lines() -> None:
    assert lines_of_layer(page()) == []
