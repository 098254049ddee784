"""Lines cut into labels and the values they announce."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.identity.front.pieces import Cut, looks_like_street

Cutter = Callable[..., Cut]

# Two labels with their own numbers make a card one that prints field numbers.
NUMBERED = ("3 DOB 03/14/1987", "4a ISS 02/27/2025")


def labels_in(cut: Cut) -> list[tuple[str, str]]:
    return [(label.field, label.line.source.text[label.start : label.end].strip()) for label in cut.labels]


def values_in(cut: Cut) -> list[tuple[str | None, str]]:
    return [(piece.label.field if piece.label else None, piece.text) for piece in cut.pieces]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("DOB: 03/14/1987", [("date_of_birth", "03/14/1987")]),
        ("LIC NO. A123-4567-8901", [("document_number", "A123-4567-8901")]),
        ("DLN 48213976 CLASS D", [("document_number", "48213976"), ("vehicle_class", "D")]),
        ("SEX M HGT 5-05 EYES BRO", [("sex", "M"), ("height", "5-05"), ("eye_color", "BRO")]),
        ("EYES BROWN HAIR BLACK", [("eye_color", "BROWN"), ("hair_color", "BLACK")]),
        (
            "9 CLASS D 9a END NONE 12 REST B",
            [("vehicle_class", "D"), ("endorsements", "NONE"), ("restrictions", "B")],
        ),
        ("LASTNAME HOLLOWAY", [("family_name", "HOLLOWAY")]),
        ("ADDRESS 4 ELM ST", [("address", "4 ELM ST")]),
        ("NO 123 456", [("document_number", "123 456")]),
        ("5 DD 0412873950 VT 227/3", [("document_discriminator", "0412873950 VT 227/3")]),
    ],
)
def test_labels_and_values_of_one_line(cut: Cutter, text: str, values: list[tuple[str, str]]) -> None:
    assert values_in(cut(text)) == values


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("15SEXM", "sex", "M"),
        ("4bEXP01/02/2030", "date_of_expiry", "01/02/2030"),
        ("3DOB03/14/1987", "date_of_birth", "03/14/1987"),
        ("1SAMPLE", "family_name", "SAMPLE"),
        ("2JANE Q", "given_names", "JANE Q"),
        ("LNCARDHOLDER", "family_name", "CARDHOLDER"),
        ("FNJANE", "given_names", "JANE"),
        ("4dDLN48213976", "document_number", "48213976"),
        ("16HGT6-04", "height", "6-04"),
    ],
)
def test_a_label_run_into_its_value(cut: Cutter, text: str, field: str, value: str) -> None:
    assert values_in(cut(text)) == [(field, value)]


def test_a_value_run_into_the_next_label(cut: Cutter) -> None:
    assert values_in(cut("SEX MHT 5-05")) == [("sex", "M"), ("height", "5-05")]


def test_expires_nov_17_2015_no_is_no_label(cut: Cutter) -> None:
    assert values_in(cut("EXPIRES NOV 17 2015")) == [("date_of_expiry", "NOV 17 2015")]


def test_puerto_rico_4a_exp_beside_4b_vence(cut: Cutter) -> None:
    found = values_in(cut("4a EXP. 05/06/2020 4b VENCE 05/06/2026"))
    assert found == [("date_of_issue", "05/06/2020"), ("date_of_expiry", "05/06/2026")]


@pytest.mark.parametrize(
    "text",
    [
        "4 COUNTY LINE RD",
        "8123 MAIN STREET",
        "12 HEIGHT OF LAND RD",
        "NAMELESS RD",
        "NORWOOD",
        "NOVAK",
        "SEXTON",
        "HEIGHTS AVE",
        "EXPLORER DR",
        "ISSAC",
        "CLASSEN",
        "ENDICOTT",
        "RESTON, VA 20190",
        "ESTES",
        "ID CARD",
        "NONE",
        "CATHERINE",
        "RESNICK",
        "HAIRSTON",
        "BORNSTEIN",
        "NUMBERS ST",
        "DDAMULIRA",
    ],
)
def test_names_and_streets_that_begin_like_labels_have_none(cut: Cutter, text: str) -> None:
    assert labels_in(cut(text)) == []
    assert values_in(cut(text)) == [(None, text)]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Nom / Surname", "family_name"),
        ("Prénoms / Given names", "given_names"),
        ("SEX/SEXE", "sex"),
        ("Date of birth / Rā whānau", "date_of_birth"),
        ("Date of birth / Date de naissance", "date_of_birth"),
        ("Surname / Ingoa whānau", "family_name"),
        ("Nationality / Nationalité", "nationality"),
    ],
)
def test_a_bilingual_label_is_one_label_without_a_value(cut: Cutter, text: str, field: str) -> None:
    found = cut(text)
    assert labels_in(found) == [(field, text)]
    assert found.pieces == ()
    assert [label.field for label in found.lonely_labels()] == [field]


def test_a_bilingual_label_with_its_value_behind_it(cut: Cutter) -> None:
    assert values_in(cut("SEX/SEXE F")) == [("sex", "F")]
    assert values_in(cut("3 DOB/DDN 1991/02/03", order="YMD")) == [("date_of_birth", "1991/02/03")]


def test_a_row_of_labels_has_no_values(cut: Cutter) -> None:
    found = cut("15 SEX 16 HGT 17 WGT")
    assert [field for field, _ in labels_in(found)] == ["sex", "height", "weight"]
    assert found.pieces == ()
    assert len(found.lonely_labels()) == 3


@pytest.mark.parametrize(
    "text", ["12 345 678", "12-345-678", "H123-4567-8901-23", "WDLABCD456DG", "T1234 56789 10203"]
)
def test_nothing_is_cut_from_an_announced_number(cut: Cutter, text: str) -> None:
    assert values_in(cut(f"4d DLN {text}")) == [("document_number", text)]
    assert values_in(cut(f"LICENSE NO: {text}")) == [("document_number", text)]


def test_nothing_is_cut_from_a_number_with_blanks_round_its_hyphens(cut: Cutter) -> None:
    assert values_in(cut("4d NUMBER T1234 - 56789 - 10203")) == [("document_number", "T1234 - 56789 - 10203")]


# --- field numbers -----------------------------------------------------------------------------------------


def test_bare_numbers_count_on_a_card_that_prints_numbers(cut: Cutter) -> None:
    found = cut(*NUMBERED, "1 VIRGINIA", "2 JANE", "8 4 ELM ST", "4d 482113", "12 B", "16 6-04")
    assert found.numbered
    assert values_in(found)[2:] == [
        ("family_name", "VIRGINIA"),
        ("given_names", "JANE"),
        ("address", "4 ELM ST"),
        ("document_number", "482113"),
        ("restrictions", "B"),
        ("height", "6-04"),
    ]


def test_bare_numbers_do_not_count_on_a_card_without_numbers(cut: Cutter) -> None:
    found = cut("DOB 03/14/1987", "ISS 02/27/2025", "8 ELM ST", "2 JANE ST", "1 HOLLOW CT")
    assert not found.numbered
    assert values_in(found)[2:] == [(None, "8 ELM ST"), (None, "2 JANE ST"), (None, "1 HOLLOW CT")]


@pytest.mark.parametrize(
    "street", ["8123 MAIN ST", "81234 MAIN STREET", "12 ELM ST", "9 ELM ST", "2 JANE ST"]
)
def test_house_numbers_are_no_field_numbers_on_a_numbered_card(cut: Cutter, street: str) -> None:
    assert values_in(cut(*NUMBERED, street))[-1] == (None, street)


@pytest.mark.parametrize("street", ["1 RUE DE LA PAIX", "1 CALLE LUNA", "2 AVENUE DES PINS"])
def test_a_house_number_before_a_street_word_is_no_field_number(cut: Cutter, street: str) -> None:
    assert values_in(cut(*NUMBERED, street))[-1] == (None, street)


def test_european_numbers(cut: Cutter) -> None:
    found = cut(
        "1. HOLLOWAY",
        "2. JANE",
        "3. 14.03.1987 LEEDS",
        "4a. 01.02.2020",
        "4b. 01.02.2030",
        "5. HOLLO803147JA9AB",
        "8. 4 ELM ST, LEEDS",
        scheme="EU",
        order="DMY",
    )
    assert [pair for pair in values_in(found) if pair[0]] == [
        ("family_name", "HOLLOWAY"),
        ("given_names", "JANE"),
        ("date_of_birth", "14.03.1987"),
        ("date_of_issue", "01.02.2020"),
        ("date_of_expiry", "01.02.2030"),
        ("document_number", "HOLLO803147JA9AB"),
        ("address", "4 ELM ST, LEEDS"),
    ]


# --- any text ----------------------------------------------------------------------------------------------

LABELISH = st.text(alphabet=st.sampled_from("0123456789 /:.-#,ABDEFGHILNOPRSTXY'é\u2028ß"), max_size=60)


@given(text=st.one_of(LABELISH, st.text(max_size=60)), scheme=st.sampled_from(["AAMVA", "EU"]))
def test_any_line_is_cut_without_loss_or_overlap(cut: Cutter, text: str, scheme: str) -> None:
    found = cut(text, scheme=scheme)
    spans = sorted([(x.start, x.end) for x in found.labels] + [(x.start, x.end) for x in found.pieces])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(not text[i].isalnum() or not text[i].isascii() for i in range(len(text)) if i not in covered)


def test_streets() -> None:
    assert looks_like_street("12 ALDER CREEK RD")
    assert not looks_like_street("DRIVE")
    assert not looks_like_street("HOLLOWAY")


def test_a_saint_in_a_surname_is_no_street(cut: Cutter) -> None:
    found = cut("4d DLN 123456789", "3 DOB 01/02/1980", "1 ST JOHN")
    assert ("family_name", "ST JOHN") in values_in(found)
