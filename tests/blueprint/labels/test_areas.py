from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.blueprint.labels import parse_area
from docparse.blueprint.labels.areas import SQUARE_FOOT_M2, find_area


@pytest.mark.parametrize(
    ("text", "m2", "step"),
    [
        ("11,30 m²", 11.3, 0.01),
        ("11.30m2", 11.3, 0.01),
        ("11,30 rn²", 11.3, 0.01),
        ("2.1dm²", 2.1, 0.01),
        ("88 sf", 88 * SQUARE_FOOT_M2, SQUARE_FOOT_M2),
        ("128 SQ FT", 128 * SQUARE_FOOT_M2, SQUARE_FOOT_M2),
        ("128 sq.ft.", 128 * SQUARE_FOOT_M2, SQUARE_FOOT_M2),
        ("1,098 sq ft", 1098 * SQUARE_FOOT_M2, SQUARE_FOOT_M2),
        ("128 ft²", 128 * SQUARE_FOOT_M2, SQUARE_FOOT_M2),
        ("62 Sq. metres", 62, 1),
        ("45,2 qm", 45.2, 0.1),
        ("45,2 mq", 45.2, 0.1),
        ("1 098 m²", 1098, 1),
        ("1098 sq. ft / 101.99 sq. m", 101.99, 0.01),
        ("581 SQ.FT (54 SQ.M)", 581 * SQUARE_FOOT_M2, SQUARE_FOOT_M2),
    ],
)
def test_reads_areas(text, m2, step):
    area = parse_area(text)
    assert area.m2 == pytest.approx(m2)
    assert area.step_m2 == pytest.approx(step)


@pytest.mark.parametrize(
    ("text", "m2"),
    [("780 qft| 72 46 sq m", 72.46), ("233 ≤qh| 21.65 sqm", 21.65), ("775 SQ FT / 7199 SQ M", 71.99)],
)
def test_second_unit_mends_the_first(text, m2):
    assert find_area(text).area.m2 == pytest.approx(m2)


@pytest.mark.parametrize(
    "text",
    ["11,30", "11.30 m", "3 mm", "sq ft", "m²", "CHAMBRE 2", "12 months", "0 m²", "Pente du toit : 45%"],
)
def test_no_area(text):
    assert parse_area(text) is None


def test_text_is_as_printed():
    assert find_area("TOTAL : 62 Sq. Metres").area.text == "62 Sq. Metres"


@given(
    hundredths=st.integers(50, 99_999),
    unit=st.sampled_from(
        ["m²", " m²", "m2", " m2", " sq m", " sq. m", " SQ.M", "sqm", " sq metres", " square metres"]
    ),
    comma=st.booleans(),
)
def test_square_metres_come_back(hundredths, unit, comma):
    number = f"{hundredths / 100:.2f}"
    area = parse_area((number.replace(".", ",") if comma else number) + unit)
    assert area.m2 == pytest.approx(hundredths / 100)


@given(
    feet=st.integers(5, 9999),
    unit=st.sampled_from([" sq ft", " SQ.FT", " sq. ft.", "sf", " SF", " sqft", " ft²"]),
    grouped=st.booleans(),
)
def test_square_feet_come_back(feet, unit, grouped):
    area = parse_area((f"{feet:,}" if grouped else str(feet)) + unit)
    assert area.m2 == pytest.approx(feet * SQUARE_FOOT_M2)


@given(st.text(max_size=40))
def test_any_text_is_read_or_not(text):
    area = parse_area(text)
    assert area is None or area.m2 > 0
