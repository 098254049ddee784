"""Whole faces: hand-made cards read from text lines to fields."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docparse.identity.front import read_face
from docparse.records import Address, IDDocument
from docparse.text import TextLine

Reader = Callable[..., dict[str, Any]]
Prints = list[tuple[Any, ...]]

NUMBERED = {
    "document_type": "driver_license",
    "issuing_country": "USA",
    "issuing_jurisdiction": "US-VT",
    "document_number": "48213976",
    "family_name": "HOLLOWAY",
    "given_names": "MARGUERITE ANNE",
    "date_of_birth": dt.date(1987, 3, 14),
    "date_of_issue": dt.date(2025, 2, 27),
    "date_of_expiry": dt.date(2029, 3, 14),
    "sex": "F",
    "address": Address(
        lines=["1420 ALDER CREEK RD", "MONTPELIER, VT 05602-1188"],
        city="MONTPELIER",
        region="VT",
        postal_code="05602-1188",
        country="USA",
    ),
    "height": "66 in",
    "weight": "138 lb",
    "eye_color": "GRN",
    "hair_color": "BRO",
    "vehicle_class": "D",
    "endorsements": "NONE",
    "restrictions": "B",
    "document_discriminator": "0412873950VT227",
    "organ_donor": True,
}
WORDED = {
    "document_type": "id_card",
    "issuing_jurisdiction": "US-OR",
    "document_number": "7704512",
    "family_name": "TRELAWNEY",
    "given_names": "JASPER QUINN",
    "date_of_birth": dt.date(1990, 7, 21),
    "date_of_issue": dt.date(2021, 8, 2),
    "date_of_expiry": dt.date(2029, 7, 21),
    "sex": "M",
    "height": "73 in",
    "weight": "190 lb",
    "eye_color": "BLU",
}


def test_a_numbered_card(read: Reader, numbered: Prints) -> None:
    assert read(numbered) == NUMBERED


def test_a_worded_card(read: Reader, worded: Prints) -> None:
    found = read(worded)
    assert {name: found.get(name) for name in WORDED} == WORDED
    assert found["address"].lines == ["77 HARBOR LN APT 4", "SALEM, OR 97301"]


@pytest.mark.parametrize("turn", [-5.0, 5.0, 12.0])
def test_a_skewed_card_reads_the_same(read: Reader, numbered: Prints, worded: Prints, turn: float) -> None:
    assert read(numbered, turn=turn) == read(numbered)
    assert read(worded, turn=turn) == read(worded)


@pytest.mark.parametrize("scale", [0.25, 4.0])
def test_a_card_reads_the_same_at_any_size(
    read: Reader, numbered: Prints, worded: Prints, scale: float
) -> None:
    assert read(numbered, scale=scale) == read(numbered)
    assert read(worded, scale=scale) == read(worded)


def test_the_order_of_the_lines_does_not_matter(read: Reader, numbered: Prints, worded: Prints) -> None:
    assert read(numbered[::-1]) == read(numbered)
    assert read(worded[::-1]) == read(worded)


def test_places_turn_with_the_card(face: Callable[..., Any], numbered: Prints) -> None:
    angle = math.radians(5)
    matrix = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    straight, skewed = face(numbered).to_reading(0).fields, face(numbered, turn=5).to_reading(0).fields
    assert straight.keys() == skewed.keys()
    for name, field in straight.items():
        assert np.allclose(np.array(field.polygon_px) @ matrix, skewed[name].polygon_px, atol=0.3), name


def test_a_value_has_its_own_place_on_the_line(face: Callable[..., Any]) -> None:
    field = (
        face([("VERMONT", 40, 20, 260, 44), ("DOB 03/14/1987", 100, 100, 280, 20)])
        .to_reading(2)
        .fields["date_of_birth"]
    )
    assert field.page == 2
    assert field.text == "03/14/1987"
    assert np.allclose(field.polygon_px, [(180, 102.4), (380, 102.4), (380, 117.6), (180, 117.6)])


def test_confidence_falls_with_the_engines(face: Callable[..., Any], numbered: Prints) -> None:
    sure = face(numbered, confidence=0.98).to_reading(0).fields
    unsure = face(numbered, confidence=0.5).to_reading(0).fields
    assert all(unsure[name].confidence < sure[name].confidence for name in sure)


def test_labels_above_their_values(read: Reader) -> None:
    pairs = [
        ("LICENSE NO", "48213976", 330, 90),
        ("LAST NAME", "HOLLOWAY", 330, 140),
        ("FIRST NAME", "JANE ANNE", 330, 190),
        ("DATE OF BIRTH", "03/14/1987", 330, 240),
        ("EXPIRES", "03/14/2029", 600, 240),
        ("ISSUED", "02/27/2025", 330, 290),
        ("SEX", "F", 600, 290),
    ]
    prints: Prints = [("VERMONT", 40, 20, 260, 44)]
    for label, value, left, top in pairs:
        prints += [(label, left, top, 8 * len(label), 14), (value, left, top + 16)]
    _assert_same(read(prints))


def test_labels_in_a_left_column_far_from_their_values(read: Reader) -> None:
    pairs = [
        ("LICENSE NO", "48213976"),
        ("SURNAME", "HOLLOWAY"),
        ("GIVEN NAMES", "JANE ANNE"),
        ("DATE OF BIRTH", "03/14/1987"),
        ("ISSUED", "02/27/2025"),
        ("EXPIRES", "03/14/2029"),
        ("SEX", "F"),
    ]
    prints: Prints = [("VERMONT", 40, 20, 260, 44)]
    for row, (label, value) in enumerate(pairs):
        prints += [(label, 330, 90 + 30 * row), (value, 530, 90 + 30 * row)]
    _assert_same(read(prints))


def test_labels_run_into_their_values(read: Reader) -> None:
    prints: Prints = [
        ("VERMONT", 40, 20, 260, 44),
        ("4dDLN48213976", 330, 90),
        ("1HOLLOWAY", 330, 130),
        ("2JANE ANNE", 330, 155),
        ("3DOB03/14/1987", 330, 240),
        ("4aISS02/27/2025", 330, 270),
        ("4bEXP03/14/2029", 600, 240),
        ("15SEXF", 330, 300),
    ]
    _assert_same(read(prints))


def _assert_same(found: dict[str, Any]) -> None:
    assert (found["family_name"], found["given_names"]) == ("HOLLOWAY", "JANE ANNE")
    assert found["document_number"] == "48213976"
    assert found["date_of_birth"] == dt.date(1987, 3, 14)
    assert found["date_of_issue"] == dt.date(2025, 2, 27)
    assert found["date_of_expiry"] == dt.date(2029, 3, 14)
    assert found["sex"] == "F"


def dated(read: Reader, state: str, *lines: str) -> list[dt.date | None]:
    found = read([(state, 40, 20, 260, 44), *((text, 330, 90 + 35 * i) for i, text in enumerate(lines))])
    return [found.get(name) for name in ("date_of_birth", "date_of_issue", "date_of_expiry")]


@pytest.mark.parametrize(
    ("state", "lines"),
    [
        ("VERMONT", ("DOB 02/03/1991", "ISS 11/12/2023", "EXP 02/03/2028")),
        ("VERMONT", ("DOB 02-03-91", "ISS 11-12-23", "EXP 02-03-28")),
        pytest.param("VERMONT", ("DOB 03-FEB-1991", "ISS 12-NOV-2023", "EXP 03-FEB-2028")),
        ("VERMONT", ("DOB FEB 3, 1991", "ISSUED NOV 12, 2023", "EXPIRES FEB 3, 2028")),
        ("ONTARIO", ("3 DOB/DDN 1991/02/03", "4a ISS/DEL 2023/11/12", "4b EXP/EXP 2028/02/03")),
        ("ALBERTA", ("DOB 1991-FEB-03", "ISSUED 2023-NOV-12", "EXPIRES 2028-FEB-03")),
        ("PUERTO RICO", ("3 FECHA NAC 02/03/1991", "4a EXP. 11/12/2023", "4b VENCE 02/03/2028")),
        (
            "NEW ZEALAND",
            ("DATE OF BIRTH 03-02-1991", "DATE OF ISSUE 12-11-2023", "DATE OF EXPIRY 03-02-2028"),
        ),
        (
            "PASSPORT",
            ("Date of birth 03 FEB 1991", "Date of issue 12 NOV 2023", "Date of expiry 03 FEB 2028"),
        ),
    ],
)
def test_dates_in_the_issuers_print(read: Reader, state: str, lines: tuple[str, ...]) -> None:
    assert dated(read, state, *lines) == [dt.date(1991, 2, 3), dt.date(2023, 11, 12), dt.date(2028, 2, 3)]


@pytest.mark.parametrize("year", [1939, 1926])
def test_two_digit_birth_years_of_the_old(read: Reader, year: int) -> None:
    found = dated(read, "VERMONT", f"DOB 03-14-{year % 100:02d}", "ISS 03-01-24", "EXP 03-14-28")
    assert found == [dt.date(year, 3, 14), dt.date(2024, 3, 1), dt.date(2028, 3, 14)]


def test_a_ghost_date_beside_labelled_ones(read: Reader) -> None:
    found = dated(read, "VERMONT", "DOB 03/14/1987", "EXP 03/14/2029", "03141987")
    assert found == [dt.date(1987, 3, 14), None, dt.date(2029, 3, 14)]


@pytest.mark.parametrize("revision", ["REV 07/15/2019", "Rev. 01/01/2020", "REVISED 07-15-2019"])
def test_a_revision_date_is_no_issue_date(read: Reader, revision: str) -> None:
    found = dated(read, "VERMONT", "DOB 03/14/1987", "EXP 03/14/2029", revision)
    assert found == [dt.date(1987, 3, 14), None, dt.date(2029, 3, 14)]


def test_unreadable_labels_leave_chronology_alone_to_decide(read: Reader) -> None:
    found = dated(read, "VERMONT", "xq 03/14/1987", "zz 02/27/2025", "ww 03/14/2029")
    assert found == [dt.date(1987, 3, 14), dt.date(2025, 2, 27), dt.date(2029, 3, 14)]


def test_under_21_until_is_no_date_of_the_card(read: Reader) -> None:
    found = dated(
        read, "VERMONT", "UNDER 21 UNTIL 05/05/2026", "DOB 05/05/2005", "ISS 05/06/2024", "EXP 05/05/2028"
    )
    assert found == [dt.date(2005, 5, 5), dt.date(2024, 5, 6), dt.date(2028, 5, 5)]


def test_expires_in_words_with_nov(read: Reader) -> None:
    assert dated(read, "VERMONT", "DOB 11/17/1987", "EXPIRES NOV 17 2029")[2] == dt.date(2029, 11, 17)


def test_a_bilingual_passport_page(read: Reader) -> None:
    rows = [
        ("Surname / Ingoa whānau", "HARAWIRA"),
        ("Given names / Ingoa", "TAMA REI"),
        ("Nationality / Iwi", "NEW ZEALAND"),
        ("Date of birth / Rā whānau", "12 FEB 1991"),
        ("Sex / Ira", "M"),
        ("Date of expiry / Rā mutunga", "03 MAR 2030"),
    ]
    prints: Prints = [("NEW ZEALAND", 40, 20, 400, 40), ("PASSPORT", 40, 70, 200, 30)]
    for row, (label, value) in enumerate(rows):
        prints += [(label, 330, 120 + 45 * row, 7.5 * len(label), 14), (value, 330, 136 + 45 * row)]
    found = read(prints)
    assert (found["family_name"], found["given_names"]) == ("HARAWIRA", "TAMA REI")
    assert (found["date_of_birth"], found["date_of_expiry"]) == (dt.date(1991, 2, 12), dt.date(2030, 3, 3))
    assert (found["sex"], found["nationality"], found["issuing_country"]) == ("M", "NZL", "NZL")
    assert found["document_type"] == "passport"


def test_a_european_licence(read: Reader) -> None:
    rows = [
        "1. HOLLOWAY",
        "2. JANE ANNE",
        "3. 14.03.1987 LEEDS",
        "4a. 01.02.2020 4c. DVLA",
        "4b. 31.01.2030",
        "5. HOLLO803147JA9AB",
        "8. 4 ELM ST, LEEDS, LS1 4DY",
    ]
    prints = [
        ("DRIVING LICENCE", 300, 20, 300, 40),
        *((text, 330, 90 + 35 * i) for i, text in enumerate(rows)),
    ]
    found = read(prints)
    assert (found["family_name"], found["given_names"]) == ("HOLLOWAY", "JANE ANNE")
    assert found["date_of_birth"] == dt.date(1987, 3, 14)
    assert (found["date_of_issue"], found["date_of_expiry"]) == (dt.date(2020, 2, 1), dt.date(2030, 1, 31))
    assert found["document_number"] == "HOLLO803147JA9AB"


def test_no_lines_no_fields(as_of: dt.date) -> None:
    face = read_face([], as_of=as_of)
    assert face.found == {}
    assert face.jurisdiction is None
    assert face.to_reading(0).fields == {}


def test_an_address_printed_twice(read: Reader) -> None:
    address = [("4 ELM ST", 330, 180), ("MONTPELIER, VT 05602", 330, 202)]
    again = [("4 ELM ST", 330, 380), ("MONTPELIER, VT 05602", 330, 402)]
    names = [("HOLLOWAY", 330, 136), ("JANE", 330, 158)]
    found = read([("VERMONT", 40, 20, 260, 44), *names, *address, *again])
    assert (found["family_name"], found["given_names"]) == ("HOLLOWAY", "JANE")
    assert found["address"].lines == ["4 ELM ST", "MONTPELIER, VT 05602"]


def test_lines_without_height_or_width(read: Reader) -> None:
    prints = [(text, 100, 100, 100, 0) for text in ("VERMONT", "DOB 03/14/1987")]
    assert read(prints)["date_of_birth"] == dt.date(1987, 3, 14)
    assert read([("VERMONT", 100, 100, 0, 0)]) == {}


# --- any lines ---------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "VERMONT",
        "DRIVER LICENSE",
        "4d DLN",
        "48213976",
        "1",
        "2",
        "8",
        "1,2",
        "HOLLOWAY",
        "JANE",
        "Jane Holloway",
        "DOB",
        "03/14/1987",
        "03-14-39",
        "EXP",
        "ISS",
        "12 FEB 1991",
        "SEX",
        "F",
        "HGT",
        "5-06",
        "EYES",
        "BRO",
        "APT 4",
        "4 ELM ST",
        "MONTPELIER, VT 05602",
        "H2X 1Y4",
        "NAME",
        "Nom / Surname",
        ",",
        "/",
        "JR",
        "DE LA",
        "DD",
        "REV",
        "PASSPORT",
        "USA",
    ]
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=5).map(" ".join),
    st.lists(WORDS, max_size=3).map("".join),
    st.text(max_size=40),
    st.text(alphabet=st.sampled_from("0123456789/-., 'ABDEFLMNOPSX"), max_size=40),
)
EDGE = st.one_of(st.floats(-50, 1500), st.sampled_from([0.0, 100.0, -1e6, 1e7]))
SIZE = st.one_of(st.floats(0, 600), st.sampled_from([20.0, 1e6]))
LINES = st.lists(st.tuples(TEXTS, EDGE, EDGE, SIZE, SIZE), max_size=10)


@settings(deadline=None, max_examples=60)
@given(prints=LINES, turn=st.sampled_from([0.0, 7.0, 90.0, 180.0]))
@example(prints=[("", 0.0, 0.0, 0.0, 0.0)], turn=0.0)
@example(prints=[("DOB 03/14/1987" * 40, 0.0, 0.0, 100.0, 20.0)], turn=0.0)
def test_any_lines_give_a_valid_record(face: Callable[..., Any], prints: Prints, turn: float) -> None:
    fields = face(prints, turn=turn).to_reading(0).fields
    IDDocument(**fields)  # types and ranges hold
    for field in fields.values():
        assert field.source == "front"
        assert field.polygon_px is None or np.isfinite(np.array(field.polygon_px)).all()


@settings(deadline=None, max_examples=60)
@given(prints=LINES)
def test_places_lie_inside_the_print(
    face: Callable[..., Any], card: Callable[..., list[TextLine]], prints: Prints
) -> None:
    fields = face(prints).to_reading(0).fields
    points = [line.polygon_px for line in card(prints)]
    for field in fields.values():
        low, high = np.min(np.concatenate(points), axis=0), np.max(np.concatenate(points), axis=0)
        corners = np.array(field.polygon_px)
        slack = 0.1 + 1e-6 * np.abs(np.concatenate(points)).max()
        assert (corners >= low - slack).all()
        assert (corners <= high + slack).all()


@pytest.mark.parametrize(
    ("line", "donor"),
    [
        ("DONOR", True),
        ("ORGAN DONOR", True),
        ("ORGAN DONOR Y", True),
        ("ORGAN DONOR NO", False),
        ("DONOR N", False),
        ("NOT A DONOR", None),
        ("7 DONOR ST", None),
    ],
)
def test_only_a_line_that_says_donor_makes_a_donor(
    face: Callable[..., Any], line: str, donor: bool | None
) -> None:
    found = face([("VERMONT", 40, 20, 260, 44), (line, 100, 300, 120, 20)]).found.get("organ_donor")
    assert (found.value if found else None) is donor
