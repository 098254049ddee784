from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.identity.mrz import looks_turned, read_mrz, zone_turn
from docparse.identity.mrz.align import decode, force
from docparse.identity.mrz.band import find_bands
from docparse.records import IDDocument
from docparse.text import TextLine

AS_OF = dt.date(2026, 6, 1)
TRUTH = ["P<UTOSAMPLE<VOSS<<IDA<QUIRINE<<<<<<<<<<<<<<<", "X40B7Z0154UTO8703097F311102477QO01<<<<<<<<50"]


class NoReader:
    """A text engine that must not be needed."""

    name = "none"
    version = "none"

    def read(self, pixels):
        raise AssertionError

    def recognise(self, crops):
        return [("", 0.0) for _ in crops]


def text_line(text, left, top, right, bottom, confidence=0.8):
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    return TextLine(text, np.array(corners, np.float64), confidence)


def whole_lines(confidence=1.0, texts=TRUTH):
    return [text_line(text, 10, 100 + 30 * i, 450, 120 + 30 * i, confidence) for i, text in enumerate(texts)]


@pytest.fixture(scope="module")
def page():
    """A small page, letters 7 px high, with a fictional zone at its foot, and where its lines stand."""
    zone = cv2.imread(str(Path(__file__).parent / "data" / "zone.png"), cv2.IMREAD_GRAYSCALE)
    pixels = np.full((234, 360), int(np.median(zone)), np.uint8)
    pixels[-50:] = zone
    ink = np.flatnonzero((zone < 120).sum(axis=1) > 10) + 184
    cut = int(np.argmax(np.diff(ink))) + 1
    tops, bottoms = (ink[0] - 1, ink[cut] - 1), (ink[cut - 1] + 2, ink[-1] + 2)
    boxes = [(16, int(t), 344, int(b)) for t, b in zip(tops, bottoms, strict=True)]
    return np.repeat(pixels[..., None], 3, axis=2), boxes


def test_a_pdfs_own_text_needs_no_pixels():
    reading = read_mrz(np.zeros((1, 1, 3), np.uint8), whole_lines(), NoReader(), page=2, as_of=AS_OF)
    fields = reading.fields
    assert list(reading.mrz.lines) == TRUTH
    assert fields["document_type"].value == "passport"
    assert fields["issuing_country"].value == "UTO"
    assert fields["document_number"].value == "X40B7Z015"
    assert (fields["family_name"].value, fields["given_names"].value) == ("SAMPLE VOSS", "IDA QUIRINE")
    assert fields["date_of_birth"].value == dt.date(1987, 3, 9)
    assert fields["date_of_expiry"].value == dt.date(2031, 11, 2)
    assert fields["sex"].value == "F"
    assert fields["personal_number"].value == "77QO01"
    assert all(f.source == "mrz" and f.page == 2 and f.confidence > 0.9 for f in fields.values())
    assert {c.name for c in reading.checks} >= {
        "mrz.check_digit.document_number",
        "mrz.check_digit.composite",
    }
    assert all(c.status == "passed" for c in reading.checks)
    IDDocument(**reading.fields, mrz=reading.mrz, checks=list(reading.checks))


def test_a_value_stands_where_its_characters_stand():
    reading = read_mrz(np.zeros((1, 1, 3), np.uint8), whole_lines(), NoReader(), page=0, as_of=AS_OF)
    assert reading.fields["document_number"].polygon_px == [(10, 130), (100, 130), (100, 150), (10, 150)]
    assert reading.mrz.polygon_px == [(10, 100), (450, 100), (450, 150), (10, 150)]
    assert zone_turn(reading) == 0


def test_a_failed_check_is_reported_and_trusted_less():
    broken = [TRUTH[0], TRUTH[1][:13] + "871309" + TRUTH[1][19:]]
    blank = np.full((200, 460, 3), 200, np.uint8)
    reading = read_mrz(blank, whole_lines(0.99, broken), NoReader(), page=0, as_of=AS_OF)
    assert reading.mrz.checks["date_of_birth"] is False
    assert "date_of_birth" not in reading.fields
    assert reading.fields["document_number"].confidence > 0.9
    failed = next(c for c in reading.checks if c.name == "mrz.check_digit.date_of_birth")
    assert failed.status == "failed"
    assert "8713" not in failed.detail


def test_small_letters_are_read_anew(page):
    pixels, boxes = page
    lines = [text_line("P<UT0SAMPIE<VDSS<<", *boxes[0]), text_line("X4DB7ZO1S4UT087O3097F3111O24", *boxes[1])]
    reading = read_mrz(pixels, lines, NoReader(), page=0, as_of=AS_OF)
    assert list(reading.mrz.lines) == TRUTH


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_turned_pages(page, quarters):
    pixels, boxes = page
    height, width = pixels.shape[:2]
    turned = np.ascontiguousarray(np.rot90(pixels, quarters))

    def turn(x, y):
        for turns in range(quarters):
            x, y = y, (width if turns % 2 == 0 else height) - x
        return x, y

    lines = []
    for (left, top, right, bottom), text in zip(
        boxes, ("P<UTOSAMPLE<VOSS<<IDA", "X40B7Z0154UTO<<<<"), strict=True
    ):
        xs, ys = zip(turn(left, top), turn(right, bottom), strict=True)
        # Engines turn lying lines so that only those running down read the right way up.
        read = text if quarters == 3 else ">>>>>>>>>>ACIH"
        lines.append(text_line(read, min(xs), min(ys), max(xs), max(ys)))
    assert looks_turned(lines)
    reading = read_mrz(turned, lines, NoReader(), page=0, as_of=AS_OF)
    assert list(reading.mrz.lines) == TRUTH
    assert zone_turn(reading) == {1: 270, 2: 180, 3: 90}[quarters]
    corner = np.array(turn(boxes[0][0], boxes[0][1]))
    assert np.abs(np.array(reading.mrz.polygon_px[0]) - corner).max() < 3


def test_a_row_the_detector_missed_is_found(page):
    pixels, boxes = page
    reading = read_mrz(pixels, [text_line(TRUTH[1], *boxes[1])], NoReader(), page=0, as_of=AS_OF)
    assert list(reading.mrz.lines) == TRUTH


def test_a_zone_the_detector_missed_is_found_where_words_hint_at_it(page):
    pixels, _ = page
    assert find_bands(pixels[..., 0])
    lines = [text_line("PASSPORT", 10, 10, 80, 20, 0.99)]
    reading = read_mrz(pixels, lines, NoReader(), page=0, as_of=AS_OF)
    assert list(reading.mrz.lines) == TRUTH


def test_pages_without_a_zone_cost_nothing():
    lines = [text_line(f"ORDINARY LINE {i} OF TEXT", 10, 20 * i, 300, 20 * i + 14, 0.99) for i in range(100)]
    pixels = np.full((2200, 1700, 3), 255, np.uint8)
    start = time.perf_counter()
    assert read_mrz(pixels, lines, NoReader(), page=0, as_of=AS_OF) is None
    assert time.perf_counter() - start < 0.05


def test_a_hint_without_a_zone_gives_none():
    noise = np.random.default_rng(1).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    lines = [text_line("PASSPORT", 10, 10, 80, 20, 0.99)]
    assert read_mrz(noise, lines, NoReader(), page=0, as_of=AS_OF) is None
    assert read_mrz(np.full_like(noise, 255), [], NoReader(), page=0, as_of=AS_OF) is None


def test_rows_of_fillers_that_are_no_zone_give_none():
    lines = [text_line("<<<<<<<<<<<<<<<", 10, 10 + 20 * i, 300, 24 + 20 * i) for i in range(3)]
    pixels = np.full((100, 320, 3), 255, np.uint8)
    assert read_mrz(pixels, lines, NoReader(), page=0, as_of=AS_OF) is None


def test_forced_alignment_gives_the_width_asked_for():
    rng = np.random.default_rng(3)
    scores = np.log(rng.dirichlet(np.ones(38), 160)).astype(np.float32)
    for width in (30, 36, 44):
        costs = force(scores, width)
        assert costs.shape == (width, 37)
        assert np.all(costs.min(axis=1) == 0)
    assert len(decode(scores).text) == len(decode(scores).costs)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([*TRUTH, "<<<<<<<<<<", ">>>>>>>>>AB"]), st.lists(
    st.floats(-50, 400), min_size=8, max_size=8)), max_size=4))  # fmt: skip
def test_odd_places_never_break_it(found):
    lines = [TextLine(text, np.array(corners).reshape(4, 2), 0.7) for text, corners in found]
    read_mrz(np.full((90, 120, 3), 128, np.uint8), lines, NoReader(), page=0, as_of=AS_OF)
