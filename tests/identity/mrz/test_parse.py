from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.errors import DocparseError, KindError
from docparse.identity.countries import country_code
from docparse.identity.mrz import parse_mrz
from docparse.identity.mrz.alphabet import CHARACTERS, check_digit, check_holds
from docparse.identity.mrz.build import build_french_id, build_td1, build_td3
from docparse.identity.mrz.dates import birth_date, expiry_date
from docparse.identity.mrz.names import split_names

AS_OF = dt.date(2026, 6, 1)
PERSON = {
    "family_name": "Voss",
    "given_names": "Ida",
    "issuing_country": "D",
    "nationality": "D",
    "date_of_birth": "870309",
    "sex": "X",
    "date_of_expiry": "311102",
}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_built_zone_parses_to_what_it_was_built_from(data, any_zone):
    lines, values = data.draw(any_zone)
    parsed = parse_mrz(lines, as_of=AS_OF)
    assert parsed.valid
    assert parsed.document_number == values["document_number"]
    assert parsed.date_of_birth.strftime("%y%m%d") == values["date_of_birth"].strftime("%y%m%d")
    assert parsed.date_of_expiry.strftime("%y%m%d") == values["date_of_expiry"].strftime("%y%m%d")
    assert parsed.nationality == country_code(values["nationality"])
    assert parsed.issuing_country == country_code(values["issuing_country"])
    assert parsed.sex == values["sex"]
    assert parsed.family_name == values["family_name"]
    if not parsed.names_truncated:
        assert parsed.given_names == values["given_names"]
    assert parsed.personal_number == values["personal_number"]
    for name, spans in parsed.spans.items():
        assert "".join(lines[row][a:b] for row, a, b in spans).startswith(parsed.texts[name])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(CHARACTERS + "?a ", max_size=46), max_size=4))
def test_random_text_raises_nothing_but_known_errors(lines):
    try:
        parse_mrz(lines, as_of=AS_OF)
    except DocparseError as error:
        assert error.code == "kind.mrz_layout"


@settings(max_examples=60, deadline=None)
@given(shape=st.sampled_from([(2, 44), (2, 36), (3, 30)]), data=st.data())
def test_any_characters_of_the_right_shape_parse(shape, data):
    rows, width = shape
    line = st.text(CHARACTERS, min_size=width, max_size=width)
    assert parse_mrz([data.draw(line) for _ in range(rows)], as_of=AS_OF).lines


def test_errors_say_nothing_of_the_document():
    with pytest.raises(KindError) as caught:
        parse_mrz(["SECRETNAME"], as_of=AS_OF)
    assert "SECRET" not in caught.value.message


@pytest.mark.parametrize(
    ("text", "digit"), [("L898902C3", "6"), ("740812", "2"), ("<<<<<<", "0"), ("AB2134<<<", "5")]
)
def test_check_digits_of_doc_9303(text, digit):
    assert check_digit(text) == digit
    assert check_holds(text, digit)


def test_a_filler_is_the_check_digit_of_an_empty_field_only():
    assert check_holds("<<<<", "<")
    assert not check_holds("12<<", "<")
    assert not check_holds("1?<<", "1")


def test_numbers_longer_than_nine_run_on():
    parsed = parse_mrz(build_td1(**PERSON, document_number="D23145890734", optional_2="ABC"), as_of=AS_OF)
    assert parsed.document_number == "D23145890734"
    assert parsed.valid
    assert parsed.personal_number == "ABC"
    assert parsed.spans["document_number"] == ((0, 5, 14), (0, 15, 18))


def test_the_belgian_way_counts_the_filler():
    first = "IDBEL000123456<789" + check_digit("000123456<789") + "<" * 11
    second = "8512017F3111046BEL" + "<" * 11
    lines = [
        first,
        second + check_digit(first[5:] + second[:7] + second[8:15] + second[18:]),
        "VOSS<<IDA".ljust(30, "<"),
    ]
    parsed = parse_mrz(lines, as_of=AS_OF)
    assert parsed.valid
    assert parsed.document_number == "000123456789"


def test_a_lost_check_digit_adds_nothing_to_the_number():
    lines = build_td1(**PERSON, document_number="D23145890", optional_1="ABC")
    lines[0] = lines[0][:14] + "<" + lines[0][15:]
    parsed = parse_mrz(lines, as_of=AS_OF)
    assert parsed.document_number == "D23145890"
    assert not parsed.checks["document_number"]


def test_french_card():
    lines = build_french_id(
        family_name="Voss", given_names="Ida", date_of_birth="870309", sex="F", issued="0501",
        department="75A", serial="00012", office="075012",
    )  # fmt: skip
    parsed = parse_mrz(lines, as_of=AS_OF)
    assert parsed.format == "FRENCH_ID"
    assert parsed.valid
    assert (parsed.family_name, parsed.given_names) == ("VOSS", "IDA")
    assert parsed.document_number == "050175A00012"
    assert parsed.date_of_expiry is None


@pytest.mark.parametrize(
    ("code", "issuer", "kind"),
    [
        ("P", "UTO", "passport"), ("PD", "UTO", "passport"), ("VA", "UTO", "visa"),
    ],
)  # fmt: skip
def test_document_types_of_passport_shape(code, issuer, kind):
    lines = build_td3(**PERSON | {"issuing_country": issuer}, document_number="1", document_code=code)
    assert parse_mrz(lines, as_of=AS_OF).document_type == kind


@pytest.mark.parametrize(
    ("code", "issuer", "kind"),
    [
        ("I", "UTO", "id_card"), ("ID", "UTO", "id_card"), ("IR", "UTO", "residence_permit"),
        ("AC", "UTO", "id_card"), ("IP", "USA", "passport_card"), ("C1", "USA", "residence_permit"),
        ("P", "UTO", "passport_card"),
    ],
)  # fmt: skip
def test_document_types_of_card_shape(code, issuer, kind):
    lines = build_td1(**PERSON | {"issuing_country": issuer}, document_number="1", document_code=code)
    assert parse_mrz(lines, as_of=AS_OF).document_type == kind


def test_germany_is_deu_and_its_text_is_kept():
    parsed = parse_mrz(build_td3(**PERSON, document_number="C01X0006H"), as_of=AS_OF)
    assert (parsed.issuing_country, parsed.nationality) == ("DEU", "DEU")
    assert parsed.texts["nationality"] == "D<<"
    assert parsed.sex == "X"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("870309", dt.date(1987, 3, 9)), ("260601", dt.date(2026, 6, 1)), ("260602", dt.date(1926, 6, 2)),
        ("000229", dt.date(2000, 2, 29)), ("870<<<", None), ("<<<<<<", None), ("871309", None),
        ("000230", None),
    ],
)  # fmt: skip
def test_nobody_is_born_in_the_future(text, day):
    assert birth_date(text, AS_OF) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("311102", dt.date(2031, 11, 2)),
        ("960101", dt.date(1996, 1, 1)),
        ("950101", dt.date(2095, 1, 1)),
        ("9501<<", None),
    ],
)
def test_expiry_lies_within_reason(text, day):
    assert expiry_date(text, AS_OF) == day


def test_expiry_does_not_outlive_the_holder():
    assert expiry_date("941101", AS_OF, dt.date(1949, 10, 4)) == dt.date(1994, 11, 1)


@given(st.text("AB<", max_size=39), st.dates())
def test_names_and_dates_take_anything(text, day):
    names = split_names(text)
    assert "<" not in names.family + names.given
    birth_date(text[:6], day)
    expiry_date(text[:6], day, day)


def test_names_without_a_given_name_and_without_a_family_name():
    assert split_names("VOSS<<<<<").family == "VOSS"
    assert split_names("<<IDA<<<<").given == "IDA"
    assert split_names("VOSS<<IDA<MARI").truncated
