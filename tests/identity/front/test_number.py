"""The document number: labels, the issuer's formats, what stands out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., dict[str, Any]]

DATES = [("3 DOB 03/14/1987", 330, 240), ("4b EXP 03/14/2029", 600, 240)]


def number_of(read: Reader, state: str, *prints: Any, **options: Any) -> str | None:
    placed = [one if isinstance(one, tuple) else (one, 330, 90 + 30 * i) for i, one in enumerate(prints)]
    value: str | None = read([(state, 40, 20, 260, 44), *placed, *DATES], **options).get("document_number")
    return value


@pytest.mark.parametrize(
    ("state", "line", "value"),
    [
        ("CALIFORNIA", "DL Y1234562", "Y1234562"),
        ("OHIO", "LICENSE NO RT 123456", "RT 123456"),
        ("WISCONSIN", "DLN H123-4567-8901-23", "H123-4567-8901-23"),
        ("PENNSYLVANIA", "DLN: 12 345 678", "12 345 678"),
        ("FLORIDA", "4d DLN F123-456-78-901-2", "F123-456-78-901-2"),
        ("WASHINGTON", "4d LIC# WDLABCD456DG", "WDLABCD456DG"),
        ("NEW YORK", "ID 123 456 789", "123 456 789"),
        ("QUEBEC", "NO H1234 567890 12", "H1234 567890 12"),
        ("VERMONT", "4d 48213976", "48213976"),
    ],
)
def test_an_announced_number_stays_as_printed(read: Reader, state: str, line: str, value: str) -> None:
    assert number_of(read, state, line) == value


def test_nothing_is_cut_from_an_announced_number_with_blanks_round_its_hyphens(read: Reader) -> None:
    assert number_of(read, "ONTARIO", "4d NUMBER T1234 - 56789 - 10203") == "T1234 - 56789 - 10203"


@pytest.mark.parametrize("value", ["X99 888 77", "AB12345678901", "00048213976"])
def test_nothing_is_cut_from_an_announced_number_that_fits_no_format(read: Reader, value: str) -> None:
    assert number_of(read, "PENNSYLVANIA", f"DLN {value}") == value


@pytest.mark.parametrize(
    ("state", "line", "value"),
    [
        ("CALIFORNIA", "DL 11234562", "I1234562"),
        ("VERMONT", "DL 482I3976", "48213976"),
        ("FLORIDA", "DLN 5123-456-78-901-2", "S123-456-78-901-2"),
    ],
)
def test_a_look_alike_is_swapped_where_the_issuers_format_then_holds(
    read: Reader, state: str, line: str, value: str
) -> None:
    assert number_of(read, state, line) == value


@pytest.mark.parametrize(
    ("state", "line", "value"),
    [
        ("CALIFORNIA", "DL 112345627", "112345627"),  # a digit too many: no swap helps
        ("CALIFORNIA", "DL I1234562", "I1234562"),  # fits as it is
        ("PENNSYLVANIA", "DLN 11234562", "11234562"),  # fits as it is
        ("WEST VIRGINIA", "DLN O123456", "O123456"),
    ],
)
def test_no_repair_of_1_to_i_where_the_format_does_not_ask_for_it(
    read: Reader, state: str, line: str, value: str
) -> None:
    assert number_of(read, state, line) == value


def test_no_repair_without_a_known_issuer(read: Reader) -> None:
    assert number_of(read, "SOMEWHERE", "DLN 482I3976") == "482I3976"


def test_an_unsure_line_may_have_several_look_alikes_swapped(read: Reader) -> None:
    assert number_of(read, "VERMONT", "DLN 4B2I3976", confidence=0.7) == "48213976"
    assert number_of(read, "VERMONT", "DLN 4B2I3976", confidence=0.98) == "4B2I3976"


def test_the_rest_of_a_misread_label_is_dropped_from_an_unannounced_number(read: Reader) -> None:
    assert number_of(read, "CALIFORNIA", "0L.Y1234562") == "Y1234562"


def test_the_number_below_its_label(read: Reader) -> None:
    prints = [("LICENSE NO", 330, 90, 110, 14), ("48213976", 330, 108), ("99887766", 700, 400)]
    assert number_of(read, "VERMONT", *prints) == "48213976"


def test_the_number_far_right_of_its_label_in_a_column(read: Reader) -> None:
    assert number_of(read, "VERMONT", ("LICENSE NO", 330, 90), ("48213976", 540, 90)) == "48213976"


def test_an_unlabelled_number_is_chosen_by_the_issuers_format(read: Reader) -> None:
    assert number_of(read, "CALIFORNIA", "Y1234562", "5551234567890") == "Y1234562"


def test_dates_and_addresses_are_no_numbers(read: Reader) -> None:
    prints = [("1420 ALDER CREEK RD", 330, 180), ("MONTPELIER, VT 05602-1188", 330, 202)]
    assert number_of(read, "VERMONT", *prints) is None


def test_a_label_without_a_number_announces_nothing(read: Reader) -> None:
    assert number_of(read, "VERMONT", "LICENSE NO", ("DRIVER LICENSE", 330, 112)) is None


def test_a_number_has_digits(read: Reader) -> None:
    prints = [
        ("PASSPORT", 40, 70, 200, 30),
        ("Passport No. / No de passeport", 600, 120, 250, 14),
        ("AB123456", 600, 136),
    ]
    assert number_of(read, "CANADA", *prints) == "AB123456"


def test_the_discriminator_is_not_the_number(read: Reader) -> None:
    assert number_of(read, "VERMONT", "4d DLN 48213976", "5 DD 0412873950VT227") == "48213976"
