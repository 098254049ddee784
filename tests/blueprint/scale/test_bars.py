"""Scale bars."""

import cv2
import numpy as np
import pytest

from docparse.blueprint.scale import Ink
from docparse.blueprint.scale.bars import from_bars
from docparse.text.line import TextLine, Word

from .drawn import paper

PX_PER_M = 60
PLACES = {0: 100, 1: 160, 2: 220, 5: 400}


def box_at(x, y, width=12, height=16):
    return np.array([[x - width / 2, y - height / 2], [x + width / 2, y - height / 2],
                     [x + width / 2, y + height / 2], [x - width / 2, y + height / 2]])  # fmt: skip


def drawn_bar():
    canvas = paper()
    cv2.line(canvas, (100, 520), (400, 520), 1, 1)
    for x in PLACES.values():
        cv2.line(canvas, (x, 514), (x, 520), 1, 1)
    return Ink.scaled(canvas > 0)


def separate(last="5 m"):
    lines = [TextLine(str(value), box_at(x, 500), 1.0) for value, x in PLACES.items() if value != 5]
    return [*lines, TextLine(last, box_at(408, 500, 30), 1.0)]


def test_numbers_in_lines_of_their_own():
    (item,) = from_bars(separate(), drawn_bar())
    assert item.source == "scale_bar"
    assert item.metres_per_pixel == pytest.approx(1 / PX_PER_M, rel=0.03)
    assert item.text == "0 1 2 5 m"


def test_words_of_one_line():
    words = tuple(Word(str(value), box_at(x, 500), 1.0) for value, x in PLACES.items())
    line = TextLine("0 1 2 5 m", box_at(250, 500, 320), 1.0, (*words, Word("m", box_at(420, 500), 1.0)))
    (item,) = from_bars([line], drawn_bar())
    assert item.metres_per_pixel == pytest.approx(1 / PX_PER_M, rel=0.02)


def test_feet():
    (item,) = from_bars(separate("5 ft"), drawn_bar())
    assert item.metres_per_pixel == pytest.approx(0.3048 / PX_PER_M, rel=0.03)


@pytest.mark.parametrize(
    ("lines", "ink"),
    [
        (separate("5"), drawn_bar()),
        (separate(), Ink.scaled(paper() > 0)),
        (separate()[1:], drawn_bar()),
        ([TextLine("0 1 2 5 m", box_at(250, 500, 320), 1.0)], drawn_bar()),
        ([TextLine("0", box_at(100, 500), 1.0), *separate()[2:3], TextLine("3 m", box_at(900, 500, 30), 1.0)],
         drawn_bar()),
        ([], drawn_bar()),
    ],
    ids=["no unit", "no line", "no zero", "no places", "not even", "no text"],
)  # fmt: skip
def test_what_is_no_bar(lines, ink):
    assert from_bars(lines, ink) == []
