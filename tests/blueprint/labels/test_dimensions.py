from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from docparse.blueprint.labels import parse_dimensions
from docparse.blueprint.labels.dimensions import best_pair, read_pairs

INCH, FOOT = 0.0254, 0.3048


def metres(text: str) -> tuple[float, float] | None:
    found = parse_dimensions(text)
    return None if found is None else (round(found[0].metres, 2), round(found[1].metres, 2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13'9\" x 12'9\"", (4.19, 3.89)),
        ("13'9\"x12'9\"", (4.19, 3.89)),
        ("13'9 x12'9\"", (4.19, 3.89)),
        ("13’9”×12’9”", (4.19, 3.89)),
        ("139\"x129\"", (4.19, 3.89)),
        ("4.19x3.89m", (4.19, 3.89)),
        ("4,19 x 3,89 m", (4.19, 3.89)),
        ("(4.19m x 3.89m)", (4.19, 3.89)),
        ("{13'9 x 12'9)", (4.19, 3.89)),
        ("4.19 by 3.89m", (4.19, 3.89)),
        ("419 x 389 cm", (4.19, 3.89)),
        ("4190 x 3890 mm", (4.19, 3.89)),
        ("11'11\"x9' 9\"", (3.63, 2.97)),
        ("27'9 x 14'", (8.46, 4.27)),
        ("15' x 11'10", (4.57, 3.61)),
        ("13'9\" x 12'9\" (4.19 x 3.89m)", (4.19, 3.89)),
        ("4.19m x 3.89m / 13'9\" x 12'9\"", (4.19, 3.89)),
        ("13'9 (4.19m) x 12'9 (3.89m)", (4.19, 3.89)),
        ("13'9 max x 12'9 into bay", (4.19, 3.89)),
        ("15'5 × 10°10\"", (4.70, 3.30)),
        ("141 × 13'4", (4.29, 4.06)),
        ("13'x41", (3.96, 1.24)),
        ("4.29 × 4.06", (4.29, 4.06)),
    ],
)  # fmt: skip
def test_reads_pairs(text, expected):
    assert metres(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2x12 JOISTS",
        "6X6 POST",
        "158×80",
        "0.2m x 4m",
        "61m x 4m",
        ".48×6.05m",
        "9.9×01.51",
        "A-301",
        "1:100",
        "x",
        "3.4mX48m",
    ],
)
def test_no_pair(text):
    assert parse_dimensions(text) is None


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("4.77 × 2.45m", "158×80", (4.77, 2.45)),
        ("3.4mX48m", "11.1nx15.7n", (3.38, 4.79)),  # a lost point, and an n for ft
        ("3.2X4.6", "10.50 X15.10", (3.20, 4.60)),  # decimals of feet
        ("13'x41", "(3.94m ×1.23m)", (3.94, 1.23)),
        ("7'8×73", "(2.32m x 2.21m)", (2.32, 2.21)),
        ("3.1 m X 3.5 m", "101 8 X 11'4 f", (3.1, 3.5)),
    ],
)
def test_second_unit_mends_the_first(first, second, expected):
    found = best_pair([*read_pairs(first), *read_pairs(second)])
    assert (round(found[0].metres, 2), round(found[1].metres, 2)) == expected


def test_of_two_that_agree_the_finer_step_is_kept():
    found = best_pair([*read_pairs("14'8 x 10'10"), *read_pairs("4.5m x 3.3m")])
    assert found[0].text == "14'8"
    found = best_pair([*read_pairs("14'8 x 10'10"), *read_pairs("4.47m x 3.30m")])
    assert found[0].text == "4.47m"


def test_contradicting_units_leave_the_metric_one():
    found = best_pair([*read_pairs("14'8 x 10'10"), *read_pairs("6.47m x 3.30m")])
    assert found[0].metres == 6.47


_lengths = st.tuples(st.integers(3, 40), st.integers(0, 11))


@given(
    a=_lengths,
    b=_lengths,
    mark=st.sampled_from([("'", '"'), ("’", "”"), ("′", "″"), ("'", ""), ("ft ", "in")]),
    by=st.sampled_from([" x ", "x", " X ", "×", " × ", " by "]),
)
def test_imperial_pairs_come_back(a, b, mark, by):
    expected = [feet * FOOT + inches * INCH for feet, inches in (a, b)]
    assume(max(expected) <= 8 * min(expected))
    text = by.join(f"{feet}{mark[0]}{inches}{mark[1]}" for feet, inches in (a, b))
    assert [length.metres for length in parse_dimensions(text)] == pytest.approx(expected)


@given(
    a=st.integers(100, 1500),
    b=st.integers(100, 1500),
    form=st.sampled_from(
        ["{a:.2f}m x {b:.2f}m", "{a:.2f} x {b:.2f}m", "({a:.2f}m × {b:.2f}m)", "{a:.2f}x{b:.2f}"]
    ),
    comma=st.booleans(),
)
def test_metric_pairs_come_back(a, b, form, comma):
    assume(max(a, b) <= 8 * min(a, b))
    text = form.format(a=a / 100, b=b / 100)
    text = text.replace(".", ",") if comma else text
    assert [length.metres for length in parse_dimensions(text)] == pytest.approx([a / 100, b / 100])


@given(a=st.integers(36, 400), b=st.integers(36, 400))
def test_both_units_on_one_line_come_back(a, b):
    assume(max(a, b) <= 8 * min(a, b))
    imperial = " x ".join(f"{inches // 12}'{inches % 12}\"" for inches in (a, b))
    metric = " x ".join(f"{inches * INCH:.2f}" for inches in (a, b))
    found = parse_dimensions(f"{imperial} ({metric}m)")
    assert [length.metres for length in found] == pytest.approx([a * INCH, b * INCH], abs=0.0051)


@given(st.text(alphabet="0123456789xX×'\" .,()mft-", max_size=24))
def test_pairs_are_plausible(text):
    found = parse_dimensions(text)
    assert found is None or all(0.3 <= length.metres <= 60 for length in found)
