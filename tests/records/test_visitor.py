"""The minimal record for a visitor desk, and ages."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.records import Barcode, DateField, Field, IDDocument, Images, Mrz, TextField

DAY = dt.date(2026, 6, 1)
BOX = [(1.0, 2.0), (30.0, 2.0), (30.0, 12.0), (1.0, 12.0)]


def text(value: str) -> TextField:
    return TextField(value=value, text=f"read {value}", confidence=0.9, source="front")


def date(value: dt.date) -> DateField:
    return DateField(value=value, text="read date", confidence=0.9, source="front")


def holder(born: dt.date = dt.date(1990, 5, 31), **more: object) -> IDDocument:
    secret = {
        name: text(f"SECRET {name}")
        for name, field in IDDocument.model_fields.items()
        if field.annotation == TextField | None
    }
    given = {
        **secret,
        "family_name": text("EXAMPLE"),
        "given_names": text("ROBIN LEE"),
        "document_number": text("T123-4567"),
        "date_of_birth": date(born),
        "date_of_expiry": date(dt.date(2026, 6, 1)),
        "address": Field(
            value={"lines": ["SECRET STREET"]}, text="SECRET STREET", confidence=0.9, source="front"
        ),
        "mrz": Mrz(format="TD3", lines=["SECRET"], checks={}),
        "barcode": Barcode(elements={"DAQ": "SECRET"}),
        "images": Images(portrait_page=1, portrait_px=BOX, signature_page=0, signature_px=BOX),
    }
    return IDDocument(**(given | more))


def test_a_desk_gets_this_and_nothing_else():
    record = json.loads(holder().visitor(on=DAY).model_dump_json())
    assert record == {
        "family_name": "EXAMPLE",
        "given_names": "ROBIN LEE",
        "date_of_birth": "1990-05-31",
        "age": 36,
        "number_last_four": "4567",
        "portrait_page": 1,
        "portrait_px": [list(point) for point in BOX],
    }


def test_nothing_else_leaks():
    whole = holder().visitor(on=DAY).model_dump_json() + repr(holder().visitor(on=DAY))
    assert "SECRET" not in whole
    assert "T123" not in whole
    assert "read" not in whole


def test_age_alone():
    record = holder().visitor(on=DAY, age_only=True)
    assert record.date_of_birth is None
    assert record.age == 36
    assert "1990" not in record.model_dump_json()


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ((1990, 6, 1), (2026, 6, 1), 36),
        ((1990, 6, 2), (2026, 6, 1), 35),
        ((1996, 2, 29), (2014, 2, 28), 17),
        ((1996, 2, 29), (2014, 3, 1), 18),
        ((1996, 2, 29), (2016, 2, 29), 20),
        ((2026, 6, 1), (2026, 6, 1), 0),
        ((2026, 6, 2), (2026, 6, 1), None),
    ],
)
def test_ages(born: tuple, day: tuple, age: int | None):
    document = holder(dt.date(*born))
    assert document.age_on(dt.date(*day)) == age
    assert document.visitor(on=dt.date(*day)).age == age


@given(born=st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 1)), days=st.integers(0, 45_000))
def test_nobody_gets_younger(born: dt.date, days: int):
    document = IDDocument(date_of_birth=date(born))
    day = born + dt.timedelta(days)
    age, next_age = document.age_on(day), document.age_on(day + dt.timedelta(1))
    assert age is not None
    assert next_age is not None
    assert 0 <= age <= next_age <= age + 1


@pytest.mark.parametrize(
    ("number", "last"),
    [("T1234567", "4567"), ("12-34 5-6", "3456"), ("12345", "2345"), ("1234", None), ("A", None)],
)
def test_last_four_are_never_all_of_it(number: str, last: str | None):
    assert holder(document_number=text(number)).visitor(on=DAY).number_last_four == last


def test_expiry():
    document = holder()
    assert document.expired_on(dt.date(2026, 6, 1)) is False, "the last day is valid"
    assert document.expired_on(dt.date(2026, 6, 2)) is True
    assert IDDocument().expired_on(DAY) is None


def test_an_empty_document():
    record = IDDocument().visitor()
    assert set(record.model_dump().values()) == {None}


def test_today_is_the_day_by_default():
    born = dt.date.today() - dt.timedelta(days=3)
    assert holder(born).visitor().age == 0
