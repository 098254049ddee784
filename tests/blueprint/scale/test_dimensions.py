"""Dimension strings against lines drawn for the purpose: 0.01 m a pixel unless said otherwise."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from docparse.blueprint.carriers import Measured, PageText
from docparse.blueprint.scale import Ink, settle
from docparse.blueprint.scale.dimensions import from_dimensions, overall
from docparse.text.line import TextLine

from .drawn import chain, dimension_text, paper, plan_of, room, tick

TRUTH = 0.01


def measured(canvas, *texts, factor=1.0, **more):
    return from_dimensions(PageText(dimensions=texts), Ink.scaled(canvas > 0, factor), **more)


@pytest.mark.parametrize("mark", ["tick", "dot", "cross"])
def test_every_length_of_a_chain_is_measured_between_its_marks(mark):
    canvas = paper()
    chain(canvas, 100, [350, 500, 900], 200, mark=mark)
    texts = [dimension_text(metres, (x, 184)) for metres, x in ((2.5, 225), (1.5, 425), (4.0, 700))]
    evidence = measured(canvas, *texts)
    assert [item.metres_per_pixel for item in evidence] == pytest.approx([TRUTH] * 3, rel=0.01)


def test_ticks_are_surer_than_lines_that_cross():
    marked, crossed = paper(), paper()
    chain(marked, 100, [400], 200)
    chain(crossed, 100, [400], 200, mark="cross")
    text = dimension_text(3.0, (250, 184))
    assert measured(marked, text)[0].relative_uncertainty < measured(crossed, text)[0].relative_uncertainty


def test_arrow_heads_at_extension_lines():
    canvas = paper()
    cv2.line(canvas, (200, 300), (600, 300), 1, 1)
    for x, step in ((200, 1), (600, -1)):
        cv2.line(canvas, (x, 270), (x, 340), 1, 1)
        cv2.fillPoly(canvas, [np.array([[x, 300], [x + 16 * step, 295], [x + 16 * step, 305]])], 1)
    (item,) = measured(canvas, dimension_text(4.0, (400, 284)))
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=0.006)


def test_text_may_stand_in_the_line_or_below_it():
    canvas = paper()
    chain(canvas, 100, [400], 200)
    chain(canvas, 100, [400], 500)
    canvas[190:210, 215:285] = 0
    inside, below = dimension_text(3.0, (250, 200)), dimension_text(3.0, (250, 517))
    evidence = measured(canvas, inside, below)
    assert [item.metres_per_pixel for item in evidence] == pytest.approx([TRUTH] * 2, rel=0.01)


def test_upright_and_oblique_texts():
    canvas = paper()
    cv2.line(canvas, (300, 94), (300, 406), 1, 1)
    for y in (100, 400):
        tick(canvas, 300, y, 90)
    # Reading upwards, the line is on the right of the text.
    (item,) = measured(canvas, dimension_text(3.0, (284, 250), turn=-90))
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=0.01)

    canvas = paper()
    cv2.line(canvas, (200, 200), (500, 500), 1, 1)
    for at in (230, 470):
        cv2.line(canvas, (at - 10, at + 10), (at + 10, at - 10), 1, 1)
    (item,) = measured(canvas, dimension_text(240 * 2**0.5 * TRUTH, (350 + 11, 350 - 11), turn=45))
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=0.02)


def test_a_line_that_is_not_quite_straight_is_followed():
    canvas = paper()
    cv2.line(canvas, (94, 200), (906, 208), 1, 1)
    tick(canvas, 100, 200)
    tick(canvas, 900, 208)
    (item,) = measured(canvas, dimension_text(8.0, (300, 186)))
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=0.006)


def test_walls_and_bare_lines_measure_nothing():
    canvas = paper()
    cv2.rectangle(canvas, (100, 195), (900, 215), 1, -1)
    cv2.line(canvas, (100, 500), (900, 500), 1, 1)
    assert measured(canvas, dimension_text(8.0, (500, 180)), dimension_text(8.0, (500, 484))) == []
    assert measured(paper(), dimension_text(8.0, (500, 484))) == []


def test_a_mask_of_another_size_is_taken_to_the_page():
    canvas = paper()
    chain(canvas, 100, [400], 200)
    (item,) = measured(canvas, dimension_text_doubled(6.0, (500, 368)), factor=2.0)
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=0.01)


def dimension_text_doubled(metres, at):
    text = dimension_text(metres, at)
    x, y = at
    corners = tuple((x + 2 * (a - x), y + 2 * (b - y)) for a, b in text.polygon_px)
    return type(text)(text.length, text.at, corners)


def test_numbers_without_a_unit_are_taken_as_they_agree():
    canvas = paper()
    chain(canvas, 100, [350, 500, 595, 900], 200)
    texts = [
        dimension_text(metres, (x, 184), given_unit=given, width=width)
        for metres, x, given, width in (
            (2.5, 225, True, 60),
            (1.5, 425, False, 60),
            (95.0, 547, False, 30),
            (3050.0, 750, False, 60),
        )
    ]
    values = [item.metres_per_pixel for item in measured(canvas, *texts)]
    assert values == pytest.approx([TRUTH] * 4, rel=0.015)


def test_other_evidence_tells_the_unit_of_a_single_number():
    canvas = paper()
    chain(canvas, 100, [400], 200)
    text = dimension_text(300.0, (250, 184), given_unit=False)
    hint = Measured("printed_ratio", TRUTH, 0.01)
    assert measured(canvas, text, hints=[hint])[0].metres_per_pixel == pytest.approx(TRUTH, rel=0.01)


def test_a_string_read_twice_counts_once():
    canvas = paper()
    chain(canvas, 100, [400], 200)
    assert len(measured(canvas, dimension_text(3.0, (250, 184)), dimension_text(3.0, (252, 185)))) == 1


def test_other_texts_are_kept_out_of_the_ink():
    canvas = paper()
    chain(canvas, 100, [700], 200)
    # A note's letters reach through the line like a mark.
    cv2.line(canvas, (300, 185), (300, 215), 1, 1)
    note = TextLine("note", np.array([[280.0, 180], [320, 180], [320, 220], [280, 220]]), 1.0)
    text = dimension_text(6.0, (500, 184))
    (item,) = measured(canvas, text, lines=[note])
    assert item.metres_per_pixel == pytest.approx(TRUTH, rel=0.01)


def test_wrong_lines_among_right_ones_are_outvoted():
    canvas = paper(1400)
    stops = [300, 480, 700, 850, 1100, 1300]
    places = chain(canvas, 100, stops, 200)
    texts = []
    for index, (left, right) in enumerate(pairwise(places)):
        wrong = 1.4 if index in (1, 4) else 1.0
        texts.append(dimension_text((right - left) * TRUTH * wrong, ((left + right) / 2, 184)))
    scale = settle(measured(canvas, *texts))
    assert scale.metres_per_pixel == pytest.approx(TRUTH, rel=0.005)
    assert sum(item.used for item in scale.evidence) == 4


def test_overall_lengths_count_only_where_both_directions_agree():
    plan = plan_of([room(110, 110, 1090, 590)], (100, 100, 1100, 600))
    wide, deep = dimension_text(10.0, (600, 50)), dimension_text(5.0, (50, 350), turn=-90)
    evidence = overall([wide, deep], [plan])
    assert [item.metres_per_pixel for item in evidence] == pytest.approx([TRUTH] * 2)
    assert overall([wide], [plan]) == []
    assert overall([wide, dimension_text(6.0, (50, 350), turn=-90)], [plan]) == []
    assert overall([wide, deep], [plan, plan]) == []
