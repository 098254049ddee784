from __future__ import annotations

import datetime as dt

import pytest

from docparse.errors import UsageError
from docparse.identity.mrz.build import (
    build_french_id,
    build_mrv,
    build_td1,
    build_td2,
    build_td3,
    name_field,
    transliterate,
)

PERSON = {
    "family_name": "Eriksson",
    "given_names": "Anna Maria",
    "issuing_country": "UTO",
    "nationality": "UTO",
    "date_of_birth": dt.date(1974, 8, 12),
    "sex": "F",
    "date_of_expiry": dt.date(2012, 4, 15),
}


def test_td3_is_the_example_of_doc_9303_part_4():
    assert build_td3(**PERSON, document_number="L898902C3", personal_number="ZE184226B") == [
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ]


def test_td1_is_the_example_of_doc_9303_part_5():
    assert build_td1(**PERSON, document_number="D23145890") == [
        "I<UTOD231458907<<<<<<<<<<<<<<<",
        "7408122F1204159UTO<<<<<<<<<<<6",
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ]


def test_td2_is_the_example_of_doc_9303_part_6():
    assert build_td2(**PERSON, document_number="D23145890") == [
        "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
        "D231458907UTO7408122F1204159<<<<<<<6",
    ]


def test_a_long_number_runs_on_into_the_optional_data():
    lines = build_td1(**PERSON, document_number="D23145890734")
    assert lines[0] == "I<UTOD23145890<7349<<<<<<<<<<<"


@pytest.mark.parametrize(("size", "width"), [("A", 44), ("B", 36)])
def test_visas_have_no_composite(size, width):
    lines = build_mrv(**PERSON, document_number="L8988901C", size=size)
    assert [len(line) for line in lines] == [width, width]
    assert lines[1][28:] == "<" * (width - 28)


def test_french_card():
    lines = build_french_id(
        family_name="Martin", given_names="Zoé", date_of_birth="850101", sex="F", issued="0501",
        department="75A", serial="00012",
    )  # fmt: skip
    assert [len(line) for line in lines] == [36, 36]
    assert lines[0].startswith("IDFRAMARTIN<")


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Müller", "MUELLER"),
        ("O'Neill", "ONEILL"),
        ("Smith-Jones", "SMITH<JONES"),
        ("Łęcka", "LECKA"),
        ("Ægir", "AEGIR"),
    ],
)
def test_transliteration(printed, plain):
    assert transliterate(printed) == plain


def test_long_names_keep_something_of_the_given_names():
    field = name_field("A" * 60, "Berta", 39)
    assert len(field) == 39
    assert field.endswith("<<BERTA")


def test_values_that_do_not_fit_are_errors():
    with pytest.raises(UsageError) as caught:
        build_td3(**PERSON, document_number="1234567890")
    assert caught.value.code == "usage.mrz_value"
    with pytest.raises(UsageError):
        build_td3(**PERSON | {"date_of_birth": "1974-8"}, document_number="1")
