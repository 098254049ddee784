from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.blueprint.labels import parse_ratio


@pytest.mark.parametrize(
    ("text", "ratio", "paper"),
    [
        ("1:100", 100, None),
        ("1/100", 100, None),
        ("1 : 50 @ A3", 50, "A3"),
        ("Scale 1:1250", 1250, None),
        ("Scale 1:50 at A1", 50, "A1"),
        ("échelle 1/100", 100, None),
        ("échelle 1/100é soit 1cm pour 1m", 100, None),
        ("Maßstab 1:75", 75, None),
        ("SCALE 1/4\" = 1'-0\"", 48, None),
        ("SCALE: 1/4\" =1'-0\"", 48, None),
        ("1/8\"=1'", 96, None),
        ("3/16\" = 1'-0\"", 64, None),
        ("1 1/2\" = 1'-0\"", 8, None),
        ("1\" = 10'", 120, None),
        ("1cm = 1m", 100, None),
        ("1 cm : 50 cm", 50, None),
    ],
)  # fmt: skip
def test_reads_ratios(text, ratio, paper):
    found = parse_ratio(text)
    assert found.ratio == pytest.approx(ratio)
    assert found.paper == paper


@pytest.mark.parametrize(
    "text",
    [
        "4/A1.7",
        "1/29/2015 8:29:44 PM",
        "2' - 4 7/8\"",
        '1/2"',
        "NOT TO SCALE",
        "11:30",
        "1:1",
        "21/100",
        "1:99",
        "12.11.2014",
        "R+1",
    ],
)
def test_no_ratio(text):
    assert parse_ratio(text) is None


@given(
    st.sampled_from([(1, 16), (3, 32), (1, 8), (3, 16), (1, 4), (3, 8), (1, 2), (3, 4)]),
    st.sampled_from(['{}/{}" = 1\'-0"', "{}/{}\"=1'", 'SCALE: {}/{}" = 1\' 0"', "{}/{} in = 1 ft"]),
)
def test_inches_to_the_foot_come_back(fraction, form):
    top, bottom = fraction
    assert parse_ratio(form.format(top, bottom)).ratio == pytest.approx(12 * bottom / top)


@given(
    st.integers(10, 4999),
    st.sampled_from(["Scale 1:{}", "échelle 1/{}", "Schaal 1:{}", "ESCALA 1/{}", "Scala 1 : {}"]),
)
def test_worded_ratios_come_back(ratio, form):
    assert parse_ratio(form.format(ratio)).ratio == ratio
