"""Dates, sex, height, weight and colours in folded text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.identity.front import lexicon
from docparse.identity.front.fold import fold
from docparse.identity.front.values import (
    DateOrder,
    find_dates,
    find_height,
    find_sex,
    find_weight,
    find_word,
)

AS_OF = dt.date(2025, 6, 1)
ENGLISH = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
FRENCH = ["JAN", "FÉV", "MARS", "AVR", "MAI", "JUIN", "JUIL", "AOÛT", "SEPT", "OCT", "NOV", "DÉC"]
SPANISH = ["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"]
LONG = [
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
]

# Format name -> (order in which an all-digit date is read, how to print it).
FORMATS = {
    "MM/DD/YYYY": ("MDY", lambda d: f"{d:%m/%d/%Y}"),
    "MM-DD-YYYY": ("MDY", lambda d: f"{d:%m-%d-%Y}"),
    "MM.DD.YYYY": ("MDY", lambda d: f"{d:%m.%d.%Y}"),
    "M/D/YYYY": ("MDY", lambda d: f"{d.month}/{d.day}/{d.year}"),
    "DD/MM/YYYY": ("DMY", lambda d: f"{d:%d/%m/%Y}"),
    "DD.MM.YYYY": ("DMY", lambda d: f"{d:%d.%m.%Y}"),
    "DD MM YYYY": ("DMY", lambda d: f"{d:%d %m %Y}"),
    "MM DD YYYY": ("MDY", lambda d: f"{d:%m %d %Y}"),
    "YYYY/MM/DD": ("YMD", lambda d: f"{d:%Y/%m/%d}"),
    "YYYY-MM-DD": ("YMD", lambda d: f"{d:%Y-%m-%d}"),
    "YYYY MM DD": ("YMD", lambda d: f"{d:%Y %m %d}"),
    "DD MMM YYYY": ("MDY", lambda d: f"{d:%d} {ENGLISH[d.month - 1]} {d:%Y}"),
    "DD-MMM-YYYY": ("MDY", lambda d: f"{d:%d}-{ENGLISH[d.month - 1]}-{d:%Y}"),
    "DDMMMYYYY": ("MDY", lambda d: f"{d:%d}{ENGLISH[d.month - 1]}{d:%Y}"),
    "YYYY-MMM-DD": ("YMD", lambda d: f"{d:%Y}-{ENGLISH[d.month - 1]}-{d:%d}"),
    "MMM DD YYYY": ("MDY", lambda d: f"{ENGLISH[d.month - 1]} {d:%d} {d:%Y}"),
    "MMMM D, YYYY": ("MDY", lambda d: f"{LONG[d.month - 1]} {d.day}, {d.year}"),
    "DD MMM / MMM YYYY": (
        "DMY",
        lambda d: f"{d:%d} {ENGLISH[d.month - 1]} / {FRENCH[d.month - 1]} {d:%Y}",
    ),
    "DD mois YYYY": ("DMY", lambda d: f"{d:%d} {FRENCH[d.month - 1]} {d:%Y}"),
    "DD mes YYYY": ("DMY", lambda d: f"{d:%d} {SPANISH[d.month - 1]} {d:%Y}"),
}
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2060, 12, 31))


def dates_in(text: str, order: DateOrder = "MDY") -> list[dt.date]:
    return [match.readings[0] for match in find_dates(fold(text), order=order, as_of=AS_OF)]


@pytest.mark.parametrize("name", FORMATS)
@given(day=DATES)
def test_every_date_is_read_back_in_every_print_format(name: str, day: dt.date) -> None:
    order, print_date = FORMATS[name]
    printed = print_date(day)
    matches = find_dates(fold(printed), order=order, as_of=AS_OF)  # type: ignore[arg-type]
    assert [match.readings[0] for match in matches] == [day]
    assert (matches[0].start, matches[0].end) == (0, len(printed))
    assert not matches[0].two_digit_year


@given(day=DATES, before=st.sampled_from(["", "DOB ", "EXP. "]), after=st.sampled_from(["", " M", " SEX F"]))
def test_the_offsets_of_a_date_are_those_of_its_characters(day: dt.date, before: str, after: str) -> None:
    printed = f"{day:%m/%d/%Y}"
    (match,) = find_dates(before + printed + after, order="MDY", as_of=AS_OF)
    assert (before + printed + after)[match.start : match.end] == printed


def test_the_letters_of_a_label_before_a_colon_are_no_month() -> None:
    assert dates_in("DOB: 01/01/2000") == [dt.date(2000, 1, 1)]


@given(day=st.dates(dt.date(1956, 1, 1), dt.date(2055, 12, 31)))
def test_two_digit_years_offer_the_printed_year(day: dt.date) -> None:
    (match,) = find_dates(f"{day:%m-%d-%y}", order="MDY", as_of=AS_OF)
    assert match.two_digit_year
    assert day in match.readings
    assert all(reading.year <= AS_OF.year + 30 for reading in match.readings)


def test_a_two_digit_year_offers_both_centuries_the_later_first() -> None:
    (match,) = find_dates("03-14-39", order="MDY", as_of=AS_OF)
    assert match.readings == (dt.date(2039, 3, 14), dt.date(1939, 3, 14))


def test_a_two_digit_year_too_far_ahead_is_in_the_last_century_only() -> None:
    (match,) = find_dates("03-14-87", order="MDY", as_of=AS_OF)
    assert match.readings == (dt.date(1987, 3, 14),)


@pytest.mark.parametrize(
    ("order", "readings"),
    [
        ("MDY", (dt.date(1990, 3, 4), dt.date(1990, 4, 3))),
        ("DMY", (dt.date(1990, 4, 3), dt.date(1990, 3, 4))),
    ],
)
def test_an_open_order_gives_both_readings(order: DateOrder, readings: tuple[dt.date, ...]) -> None:
    (match,) = find_dates("03/04/1990", order=order, as_of=AS_OF)
    assert match.readings == readings


def test_a_day_over_twelve_settles_the_order() -> None:
    assert dates_in("25/12/2029", "MDY") == dates_in("12/25/2029", "DMY") == [dt.date(2029, 12, 25)]


@pytest.mark.parametrize(
    "text",
    [
        "O3/14/I987",
        pytest.param("03/14/l987"),
        "03/14/19B7",
        "03|14|1987",
        "03: 14: 1987",
        "03 /14/ 1987",
    ],
)
def test_digits_and_separators_as_engines_misread_them(text: str) -> None:
    assert dates_in(text) == [dt.date(1987, 3, 14)]


@pytest.mark.parametrize(
    "text", ["", "13/32/1990", "02/30/2001", "1234567", "12/34", "31 FEB 2001", "99999999", "1-2"]
)
def test_no_date_where_there_is_none(text: str) -> None:
    assert dates_in(text) == []


def test_two_dates_run_together_are_both_read() -> None:
    assert dates_in("03/14/198702/27/2025") == [dt.date(1987, 3, 14), dt.date(2025, 2, 27)]


def test_a_label_number_run_into_a_date() -> None:
    (match,) = find_dates("4B03/14/2029", order="MDY", as_of=AS_OF)
    assert match.readings[0] == dt.date(2029, 3, 14)


def test_a_print_without_separators_is_compact() -> None:
    (match,) = find_dates("03141987", order="MDY", as_of=AS_OF)
    assert match.compact
    assert match.readings[0] == dt.date(1987, 3, 14)


def test_an_ordinary_eight_digit_number_is_no_date() -> None:
    assert dates_in("48213976") == []


@given(st.text(alphabet=st.sampled_from("0123456789/-. OIlSBZJANFEBMRDC'\u00e9\u2028"), max_size=60))
def test_matches_stand_in_order_without_overlap(text: str) -> None:
    matches = find_dates(fold(text), order="MDY", as_of=AS_OF)
    edges = [edge for match in matches for edge in (match.start, match.end)]
    assert edges == sorted(edges)
    assert all(0 <= match.start < match.end <= len(text) and match.readings for match in matches)


# --- height ------------------------------------------------------------------------------------------------

FEET_FORMATS = [
    "{f}'-{i:02d}\"",
    "{f}'{i:02d}\"",
    "{f}-{i:02d}",
    "{f}' {i}\"",
    "{f}'{i}\"",
    "{f} FT {i} IN",
    "{f}FT{i:02d}IN",
]


@pytest.mark.parametrize("form", FEET_FORMATS)
@given(feet=st.integers(3, 7), inches=st.integers(0, 11))
def test_feet_and_inches_are_read_back_in_every_print_format(form: str, feet: int, inches: int) -> None:
    printed = form.format(f=feet, i=inches)
    match = find_height(printed)
    assert match is not None
    assert match.value == f"{12 * feet + inches} in"
    assert match.start == 0


@given(st.integers(100, 249))
def test_centimetres_and_metres(size: int) -> None:
    for printed in (
        f"{size} CM",
        f"{size}CM",
        f"{size // 100}.{size % 100:02d} M",
        f"{size // 100},{size % 100:02d}M",
    ):
        match = find_height(printed)
        assert match is not None
        assert match.value == f"{size} cm"


@given(st.integers(4, 7), st.integers(0, 11))
def test_height_run_together_counts_only_behind_its_label(feet: int, inches: int) -> None:
    printed = f"{feet}{inches:02d}"
    match = find_height(printed, bare=True)
    assert match is not None
    assert match.value == f"{12 * feet + inches} in"
    assert find_height(printed) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "185 LB",
        "1420 ALDER",
        "03/14/1987",
        "APT 5",
        "2-03",
        "5-12",
        "5'-19\"",
    ],
)
def test_no_height_where_there_is_none(text: str) -> None:
    assert find_height(text) is None


def test_inches_alone() -> None:
    match = find_height("67 IN")
    assert match is not None
    assert match.value == "67 in"


# --- weight, sex, colours ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("185 LB", "185 lb"),
        ("185LBS", "185 lb"),
        ("185 IB", "185 lb"),
        ("84 KG", "84 kg"),
        ("084 KGS", "84 kg"),
    ],
)
def test_weight_with_a_unit(text: str, value: str) -> None:
    match = find_weight(text)
    assert match is not None
    assert match.value == value


def test_weight_without_a_unit_counts_only_behind_its_label() -> None:
    assert find_weight("190") is None
    match = find_weight("190", bare=True)
    assert match is not None
    assert match.value == "190 lb"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("F", "F"),
        ("M", "M"),
        ("X", "X"),
        ("FEMALE", "F"),
        ("MALE", "M"),
        ("F/F", "F"),
        ("M/M", "M"),
        ("- F", "F"),
    ],
)
def test_sex(text: str, value: str) -> None:
    match = find_sex(text)
    assert match is not None
    assert match.value == value


@pytest.mark.parametrize("text", ["", "MARY", "FT", "HFM", "EXP"])
def test_no_sex_inside_words(text: str) -> None:
    assert find_sex(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("BROWN", "BRO"), ("BRN", "BRO"), ("GREEN", "GRN"), ("HAZ", "HAZ")]
)
def test_eye_colours(text: str, value: str) -> None:
    match = find_word(text, lexicon.meanings("eye_colors"))
    assert match is not None
    assert match.value == value


def test_a_colour_inside_a_longer_word_counts_only_when_glued() -> None:
    meanings = lexicon.meanings("eye_colors")
    assert find_word("BLUHAIR", meanings) is None
    match = find_word("BLUHAIR", meanings, glued=True)
    assert match is not None
    assert (match.value, match.end) == ("BLU", 3)


@given(st.text(max_size=40), st.booleans())
def test_finders_stay_inside_any_text(text: str, bare: bool) -> None:
    folded = fold(text)
    found = [
        find_sex(folded),
        find_height(folded, bare=bare),
        find_weight(folded, bare=bare),
        find_word(folded, lexicon.meanings("hair_colors"), glued=bare),
    ]
    assert all(match is None or 0 <= match.start < match.end <= len(text) for match in found)
