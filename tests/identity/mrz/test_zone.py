from __future__ import annotations

import numpy as np
import pytest

from docparse.identity.mrz.rows import Row, piece, stacked, upright_quad
from docparse.identity.mrz.zone import find_rows, is_seed, is_turned_seed, windows
from docparse.text import TextLine

TD3 = ["P<UTOSAMPLE<VOSS<<IDA<QUIRINE<<<<<<<<<<<<<<<", "X40B7Z0154UTO8703097F311102477QO01<<<<<<<<50"]


def line(text, left, top, right, bottom, confidence=0.97):
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    return TextLine(text, np.array(corners, np.float64), confidence)


@pytest.mark.parametrize(
    "text", [*TD3, "I<UTOD231458907<<<<<<<<<<<<<<<", "555123ABC6GBR6502056F0412236IFLND00AMS803085"]
)
def test_lines_of_a_zone(text):
    assert is_seed(text)


@pytest.mark.parametrize(
    "text",
    [
        "DRIVER LICENSE",
        "<<",
        "REPUBLIC OF UTOPIA / RÉPUBLIQUE D'UTOPIE",
        "4d DLN D08954796",
        "5 DD 9001A9691S1421J4",
        "",
    ],
)
def test_lines_of_no_zone(text):
    assert not is_seed(text)
    assert not is_turned_seed(text)


def test_pages_without_a_zone_have_none():
    assert find_rows([line("DRIVER LICENSE", 0, 0, 200, 20), line("1 SAMPLE", 0, 30, 90, 50)]) == []
    assert find_rows([]) == []


def test_two_rows_in_order_whatever_the_order_they_come_in():
    page = [line(TD3[1], 20, 340, 560, 360), line("UTOPIA", 20, 20, 90, 40), line(TD3[0], 20, 310, 560, 330)]
    (stack,) = find_rows(page)
    assert [row.text for row in stack] == TD3
    assert windows(stack)[0] == stack


def test_a_line_in_pieces_is_joined_with_fillers():
    pitch = 540 / 44
    page = [
        line(TD3[0][:29], 20, 310, 20 + 29 * pitch, 330),
        line(TD3[0][39:], 20 + 39 * pitch, 310, 560, 330),
        line(TD3[1], 20, 340, 560, 360),
    ]
    (stack,) = find_rows(page)
    assert [row.text for row in stack] == TD3


def test_a_line_read_as_something_else_belongs_to_the_zone_by_its_place():
    page = [line("Psuto smple", 20, 310, 560, 330, 0.6), line(TD3[1], 20, 340, 560, 360)]
    (stack,) = find_rows(page)
    assert len(stack) == 2
    assert stack[1].text == TD3[1]


def test_a_page_upside_down_gives_rows_without_text_from_the_zones_own_top():
    page = [line(">>>>>>08 1", 20, 40, 560, 60, 0.7), line(">>>>>VOI>>SSOA", 20, 70, 560, 90, 0.7)]
    (stack,) = find_rows(page)
    assert [row.text for row in stack] == ["", ""]
    assert stack[0].centre[1] > stack[1].centre[1]
    assert stack[0].along == pytest.approx([-1, 0])


def test_a_page_on_its_side_runs_downwards():
    page = [line(TD3[0], 340, 20, 360, 560), line(TD3[1], 310, 20, 330, 560)]
    (stack,) = find_rows(page)
    assert [row.text for row in stack] == TD3
    assert stack[0].along == pytest.approx([0, 1])


def test_geometry_of_rows():
    row = Row("AB", np.array([[0, 0], [100, 0], [100, 10], [0, 10]], np.float64), 1.0)
    assert (row.length, row.height) == (100, 10)
    assert stacked(row, row.moved(15))
    assert not stacked(row, row.moved(-15))
    assert not stacked(row, row.moved(60))
    assert piece(row, 0.5, 1.0).tolist() == [[50, 0], [100, 0], [100, 10], [50, 10]]
    assert upright_quad(row.quad, 20).tolist() == row.quad.tolist()
