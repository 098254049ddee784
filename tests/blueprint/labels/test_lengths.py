from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.blueprint.labels import parse_length
from docparse.blueprint.labels.lengths import readings, unit_of

INCH, FOOT = 0.0254, 0.3048


@pytest.mark.parametrize(
    ("text", "metres", "step"),
    [
        ("12'-6 1/2\"", 12 * FOOT + 6.5 * INCH, INCH / 2),
        ("12'-6\"", 12 * FOOT + 6 * INCH, INCH),
        ("12'-½\"", 12 * FOOT + 0.5 * INCH, INCH / 2),
        ("2' - 4 7/8\"", 2 * FOOT + 4.875 * INCH, INCH / 8),
        ("12ft 6in", 12 * FOOT + 6 * INCH, INCH),
        ("13’9”", 13 * FOOT + 9 * INCH, INCH),
        ("13'9", 13 * FOOT + 9 * INCH, INCH),
        ("32'", 32 * FOOT, INCH),
        ("15 ft", 15 * FOOT, FOOT),
        ("11\"", 11 * INCH, INCH),
        ("3.67 m", 3.67, 0.01),
        ("3,67m", 3.67, 0.01),
        ("3m67", 3.67, 0.01),
        ("367 cm", 3.67, 0.01),
        ("3 670 mm", 3.67, 0.001),
        ("3670mm", 3.67, 0.001),
        ("(4.19m)", 4.19, 0.01),
    ],
)  # fmt: skip
def test_reads_notation_with_unit(text, metres, step):
    length = parse_length(text)
    assert length.metres == pytest.approx(metres)
    assert length.step_m == pytest.approx(step)
    assert length.given_unit
    assert length.text == text


@pytest.mark.parametrize("text", ["1O'6\"", "lO'6", "IO'6\""])
def test_letters_read_for_digits(text):
    assert parse_length(text).metres == pytest.approx(10 * FOOT + 6 * INCH)


def test_notation_alone_suggests_metres():
    length = parse_length("14,60")
    assert (length.metres, length.given_unit) == (14.6, False)


@pytest.mark.parametrize(
    ("text", "bare", "metres"), [("1 435", "cm", 14.35), ("1435", "cm", 14.35), ("1435", "mm", 1.435)]
)
def test_whole_numbers_take_the_pages_unit(text, bare, metres):
    assert parse_length(text, bare=bare).metres == pytest.approx(metres)
    assert parse_length(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "7'30\"",
        "9' -",
        ".48m",
        '16 R @ 7.5"',
        "A-301",
        "3/4",
        "0'",
        "kitchen",
        "",
        "12-25-2020",
        "0,00",
        "05.1m",
    ],
)
def test_no_length(text):
    assert parse_length(text) is None


def test_lost_mark_for_feet_is_preferred_to_many_inches():
    assert parse_length('139"').metres == pytest.approx(13 * FOOT + 9 * INCH)
    assert parse_length('30"').metres == pytest.approx(30 * INCH)


def test_lost_point_is_not_believed_alone():
    assert parse_length("48m").metres == 48.0
    assert 4.8 in {round(reading.length.metres, 3) for reading in readings("48m")}


@pytest.mark.parametrize(
    ("text", "unit"),
    [("13'9", "ft"), ("12 ft", "ft"), ("4.19", None), ("4.19m", "m"), ("419 cm", "cm"), ("4190mm", "mm")],
)
def test_unit_of(text, unit):
    assert unit_of(text) == unit


@given(
    feet=st.integers(1, 99),
    inches=st.integers(0, 11),
    form=st.sampled_from(
        [
            "{f}'{i}\"",
            "{f}'-{i}\"",
            "{f}' {i}\"",
            "{f}' - {i}\"",
            "{f}’{i}”",
            "{f}ft {i}in",
            "{f}'{i}",
            "{f} feet {i} inches",
        ]
    ),
)
def test_feet_and_inches_come_back(feet, inches, form):
    length = parse_length(form.format(f=feet, i=inches))
    assert length.metres == pytest.approx(feet * FOOT + inches * INCH)


@given(
    feet=st.integers(1, 99),
    inches=st.integers(0, 11),
    top=st.integers(1, 15),
    bottom=st.sampled_from([2, 4, 8, 16]),
)
def test_fractions_come_back(feet, inches, top, bottom):
    top %= bottom
    if top == 0:
        top = 1
    length = parse_length(f"{feet}'-{inches} {top}/{bottom}\"")
    assert length.metres == pytest.approx(feet * FOOT + (inches + top / bottom) * INCH)
    assert length.step_m == pytest.approx(INCH / bottom)


@given(
    millimetres=st.integers(100, 59_999),
    form=st.sampled_from(["{m:.3f}m", "{m:.3f} m", "{mm} mm", "{mm}mm", "{mm:,} mm", "{m:.3f} metres"]),
)
def test_metric_comes_back(millimetres, form):
    text = form.format(m=millimetres / 1000, mm=millimetres)
    assert parse_length(text).metres == pytest.approx(millimetres / 1000)


@given(
    centimetres=st.integers(10, 19_999),
    sign=st.sampled_from([".", ","]),
    unit=st.sampled_from(["", "m", " m"]),
)
def test_decimal_metres_come_back(centimetres, sign, unit):
    length = parse_length(f"{centimetres / 100:.2f}".replace(".", sign) + unit)
    assert length.metres == pytest.approx(centimetres / 100)
    assert length.given_unit == bool(unit)


@given(st.text(max_size=30))
def test_any_text_is_read_or_not(text):
    length = parse_length(text)
    assert length is None or 0 < length.metres <= 200
