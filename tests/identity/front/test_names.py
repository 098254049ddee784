"""The holder's name: by labels, else by where such lines stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from docparse.identity.front.layout import FrameLine
from docparse.identity.front.names import given_name_first, is_name, signature_lines

Reader = Callable[..., dict[str, Any]]

STATE = ("VERMONT", 40, 20, 260, 44)
KIND = ("DRIVER LICENSE", 560, 26, 300, 34)
ADDRESS = [("4 ELM ST", 330, 180), ("MONTPELIER, VT 05602", 330, 202)]
NUMBERED = [("3 DOB 03/14/1987", 330, 240), ("4b EXP 03/14/2029", 600, 240)]


def names_of(values: dict[str, Any]) -> tuple[Any, Any, Any]:
    return values.get("family_name"), values.get("given_names"), values.get("name_suffix")


def unlabelled(read: Reader, *lines: str, more: tuple[Any, ...] = ()) -> tuple[Any, Any, Any]:
    top = 180 - 22 * len(lines)
    prints = [(text, 330, top + 22 * i) for i, text in enumerate(lines)]
    return names_of(read([STATE, KIND, *prints, *ADDRESS, *more]))


def test_last_name_first_without_any_evidence(read: Reader) -> None:
    assert unlabelled(read, "QUILLA", "DRAMBEK") == ("QUILLA", "DRAMBEK", None)


def test_first_name_first_by_a_common_given_name(read: Reader) -> None:
    assert unlabelled(read, "JANE", "DRAMBEK") == ("DRAMBEK", "JANE", None)
    assert unlabelled(read, "DRAMBEK", "JANE") == ("DRAMBEK", "JANE", None)


def test_first_name_first_by_the_signature(read: Reader) -> None:
    signed = (("Quilla Drambek", 100, 420, 200, 30),)
    assert unlabelled(read, "QUILLA", "DRAMBEK", more=signed) == ("DRAMBEK", "QUILLA", None)


def test_last_name_first_by_the_signature(read: Reader) -> None:
    signed = (("Quilla Jane", 100, 420, 200, 30),)
    assert unlabelled(read, "JANE", "QUILLA", more=signed) == ("JANE", "QUILLA", None)


def test_a_comma_behind_the_upper_line_marks_the_family_name(read: Reader) -> None:
    assert unlabelled(read, "JANE,", "DRAMBEK") == ("JANE", "DRAMBEK", None)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("HOLLOWAY, JANE ANN", ("HOLLOWAY", "JANE ANN", None)),
        ("HOLLOWAY,JANE", ("HOLLOWAY", "JANE", None)),
        ("HOLLOWAY, JASPER Q III", ("HOLLOWAY", "JASPER Q", "III")),
        ("HOLLOWAY JR, JASPER Q", ("HOLLOWAY", "JASPER Q", "JR")),
        ("JASPER Q HOLLOWAY JR", ("HOLLOWAY", "JASPER Q", "JR")),
        ("JASPER HOLLOWAY", ("HOLLOWAY", "JASPER", None)),
        ("MARIA DE LA CRUZ", ("DE LA CRUZ", "MARIA", None)),
        ("PIETER VAN DER BERG", ("VAN DER BERG", "PIETER", None)),
        ("O'NEIL-SMITH, MARY-ANN", ("O'NEIL-SMITH", "MARY-ANN", None)),
    ],
)
def test_a_name_on_one_line(read: Reader, line: str, names: tuple[Any, Any, Any]) -> None:
    assert unlabelled(read, line) == names


def test_a_signature_shows_a_family_name_of_two_words(read: Reader) -> None:
    signed = (("Ana Rivera Soto", 100, 420, 200, 30),)
    assert unlabelled(read, "ANA LUZ RIVERA SOTO", more=signed)[:2] == ("RIVERA SOTO", "ANA LUZ")


def test_a_heading_above_the_name_is_no_name(read: Reader) -> None:
    assert unlabelled(read, "DRIVER LICENSE", "HOLLOWAY", "JANE")[:2] == ("HOLLOWAY", "JANE")
    assert unlabelled(read, "OREGON", "HOLLOWAY", "JANE")[:2] == ("HOLLOWAY", "JANE")


# --- labels ------------------------------------------------------------------------------------------------


def labelled(read: Reader, *lines: str, more: tuple[Any, ...] = ()) -> tuple[Any, Any, Any]:
    prints = [(text, 330, 90 + 30 * i) for i, text in enumerate(lines)]
    return names_of(read([("OREGON", 40, 20, 200, 44), *prints, *NUMBERED, *more]))


def test_a_labelled_surname_may_be_a_states_name(read: Reader) -> None:
    assert labelled(read, "1 VIRGINIA", "2 JANE")[:2] == ("VIRGINIA", "JANE")
    assert labelled(read, "LAST NAME VIRGINIA", "FIRST NAME GEORGIA")[:2] == ("VIRGINIA", "GEORGIA")


def test_a_labelled_surname_that_is_a_states_name_does_not_move_the_issuer(read: Reader) -> None:
    prints = [("OREGON", 40, 20, 200, 44), ("1 VIRGINIA", 330, 90), ("2 JANE", 330, 115), *NUMBERED]
    assert read(prints)["issuing_jurisdiction"] == "US-OR"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("1SAMPLE", "2JANE Q"), ("SAMPLE", "JANE Q", None)),
        (("LNCARDHOLDER", "FNIMA"), ("CARDHOLDER", "IMA", None)),
        (("1 HOLLOWAY JR", "2 JASPER"), ("HOLLOWAY", "JASPER", "JR")),
        (("1 HOLLOWAY", "2 JASPER Q, III"), ("HOLLOWAY", "JASPER Q", "III")),
        (("NAME HOLLOWAY, JANE",), ("HOLLOWAY", "JANE", None)),
        (("NAME: JANE HOLLOWAY",), ("HOLLOWAY", "JANE", None)),
        (("1,2 HOLLOWAY, JANE",), ("HOLLOWAY", "JANE", None)),
        (("1 H0LLOWAY", "2 JANE"), ("HOLLOWAY", "JANE", None)),
        (("FIRST NAME JANE", "MIDDLE NAME ANN", "LAST NAME HOLLOWAY"), ("HOLLOWAY", "JANE ANN", None)),
        (("Surname: Holloway", "Given names: Jane"), ("HOLLOWAY", "JANE", None)),
    ],
)
def test_names_behind_their_labels(read: Reader, lines: tuple[str, ...], names: tuple[Any, Any, Any]) -> None:
    assert labelled(read, *lines) == names


def test_the_name_number_covers_the_line_below(read: Reader) -> None:
    prints = [("1,2 HOLLOWAY", 330, 90), ("JANE ANN", 374, 113)]
    assert names_of(read([STATE, *prints, *NUMBERED]))[:2] == ("HOLLOWAY", "JANE ANN")


def test_the_name_number_covers_the_line_below_it_in_its_own_column(read: Reader) -> None:
    prints = [("1,2 HOLLOWAY", 330, 90), ("JANE ANN", 330, 113)]
    assert names_of(read([STATE, *prints, *NUMBERED]))[:2] == ("HOLLOWAY", "JANE ANN")


def test_a_bilingual_name_label_over_two_lines(read: Reader) -> None:
    prints = [("1,2 NAME/NOM", 330, 90, 110, 14), ("TREMBLAY", 330, 106), ("ELODIE ROSE", 330, 128)]
    assert names_of(read([("ONTARIO", 40, 20, 200, 44), *prints]))[:2] == ("TREMBLAY", "ELODIE ROSE")


def test_a_bilingual_name_label_over_one_line(read: Reader) -> None:
    prints = [("1,2 NAME/NOM", 330, 90, 110, 14), ("TREMBLAY, ELODIE ROSE", 330, 106)]
    assert names_of(read([("ONTARIO", 40, 20, 200, 44), *prints]))[:2] == ("TREMBLAY", "ELODIE ROSE")


def test_given_names_over_two_lines(read: Reader) -> None:
    prints = [
        ("SURNAME", 330, 90, 80, 14),
        ("TREMBLAY", 330, 106),
        ("GIVEN NAMES", 330, 135, 110, 14),
        ("ELODIE", 330, 151),
        ("ROSE", 330, 173),
    ]
    assert names_of(read([STATE, *prints]))[:2] == ("TREMBLAY", "ELODIE ROSE")


def test_only_one_name_has_a_readable_label(read: Reader) -> None:
    prints = [("HOLLOWAY", 330, 90), ("FN JANE ANN", 330, 112)]
    assert names_of(read([STATE, *prints, *NUMBERED]))[:2] == ("HOLLOWAY", "JANE ANN")
    prints = [("LN HOLLOWAY", 330, 90), ("JANE ANN", 360, 112)]
    assert names_of(read([STATE, *prints, *NUMBERED]))[:2] == ("HOLLOWAY", "JANE ANN")


# --- pure functions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["HOLLOWAY", "DE LA CRUZ", "O'NEIL", "MARY-ANN Q.", "H0LLOWAY", "LI", "SAMPLE", "VIRGINIA"]
)
def test_lines_that_could_be_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    ["", "A", "1420 ALDER", "DRIVER LICENSE", "DONOR", "VETERAN", "APT 4", "03/14/1987", "A1234567", "#12"],
)
def test_lines_that_are_no_names(text: str) -> None:
    assert not is_name(text)


def test_given_name_first_weighs_names_and_signatures() -> None:
    assert not given_name_first("QUILLA", "DRAMBEK", [])
    assert given_name_first("JANE", "DRAMBEK", [])
    assert given_name_first("QUILLA", "DRAMBEK", ["Quilla Drambek"])
    assert not given_name_first("DRAMBEK", "QUILLA", ["Quilla Drambek"])


def test_a_signature_without_letters_is_no_evidence_and_no_error() -> None:
    assert not given_name_first("QUILLA", "DRAMBEK", ["- -"])
    assert not given_name_first("", "", ["Чехов Антон"])


def test_handwriting_has_both_cases(frame: Callable[..., list[FrameLine]]) -> None:
    prints = [
        ("Quilla Drambek", 10, 10),
        ("HOLLOWAY", 10, 40),
        ("lower", 10, 70),
        ("Apt 4", 10, 100),
        ("X", 10, 130),
    ]
    assert signature_lines(frame(prints)) == ["Quilla Drambek"]
