"""The holder's address: the city line is the anchor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., dict[str, Any]]

STATE = ("VERMONT", 40, 20, 260, 44)
NAMES = [("HOLLOWAY", 330, 136), ("JANE", 330, 158)]
NUMBERS = [("3 DOB 03/14/1987", 330, 300), ("4b EXP 03/14/2029", 600, 300)]
CITY = "MONTPELIER, VT 05602"


def lines_of(read: Reader, *prints: Any) -> list[str] | None:
    address = read([STATE, *prints]).get("address")
    return address.lines if address else None


def test_street_and_city(read: Reader) -> None:
    address = read(
        [STATE, *NAMES, ("1420 Alder Creek Rd", 330, 180), ("Montpelier, VT 05602-1188", 330, 202)]
    )["address"]
    assert address.lines == ["1420 ALDER CREEK RD", "MONTPELIER, VT 05602-1188"]
    assert (address.city, address.region, address.postal_code) == ("MONTPELIER", "VT", "05602-1188")
    assert address.country == "USA"


def test_a_unit_on_its_own_line(read: Reader) -> None:
    found = lines_of(read, *NAMES, ("1420 ALDER CREEK RD", 330, 180), ("APT 4B", 330, 202), (CITY, 330, 224))
    assert found == ["1420 ALDER CREEK RD", "APT 4B", CITY]


@pytest.mark.parametrize(
    "street",
    ["4 COUNTY LINE RD", "PO BOX 12", "RR 2 BOX 9", "12-34 ELM ST", "8123 MAIN STREET", "81234 MAIN STREET"],
)
def test_streets_on_a_card_without_numbers_stay_as_printed(read: Reader, street: str) -> None:
    assert lines_of(read, *NAMES, (street, 330, 180), (CITY, 330, 202)) == [street, CITY]


def test_house_numbers_starting_with_8_on_a_numbered_card_stay_in_line_with_the_city(read: Reader) -> None:
    found = lines_of(read, *NAMES, *NUMBERS, ("8123 MAIN STREET", 330, 180), (CITY, 330, 202))
    assert found == ["8123 MAIN STREET", CITY]


def test_field_number_8_run_into_the_house_number_stands_left_of_the_city_line(read: Reader) -> None:
    found = lines_of(read, *NAMES, *NUMBERS, ("81234 MAIN STREET", 330, 180), (CITY, 341, 202))
    assert found == ["1234 MAIN STREET", CITY]


def test_no_house_number_has_six_digits(read: Reader) -> None:
    found = lines_of(read, *NAMES, *NUMBERS, ("812345 MAIN STREET", 330, 180), (CITY, 330, 202))
    assert found == ["12345 MAIN STREET", CITY]


def test_field_number_8_before_the_street(read: Reader) -> None:
    found = lines_of(read, *NAMES, *NUMBERS, ("8 1420 ALDER CREEK RD", 330, 180), (CITY, 348, 202))
    assert found == ["1420 ALDER CREEK RD", CITY]


def test_the_place_of_a_cut_street_leaves_the_field_number_out(face: Callable[..., Any]) -> None:
    prints = [STATE, *NAMES, *NUMBERS, ("81234 MAIN STREET", 330, 180, 170, 20), (CITY, 341, 202, 200, 20)]
    address = face(prints).found["address"]
    assert address.spans[0].text == "1234 MAIN STREET"


def test_puerto_rico_urbanization_stands_above_the_street(read: Reader) -> None:
    prints = [("PUERTO RICO", 40, 20, 260, 44), ("RIVERA SOTO", 330, 131), ("MARISOL", 330, 153)]
    lines = [("URB JARDINES DEL SOL", 330, 180), ("12 CALLE LUNA", 330, 202), ("PONCE, PR 00716", 330, 224)]
    found = read([*prints, *lines])
    assert found["address"].lines == ["URB JARDINES DEL SOL", "12 CALLE LUNA", "PONCE, PR 00716"]
    assert (found["family_name"], found["given_names"]) == ("RIVERA SOTO", "MARISOL")


def test_puerto_rico_house_number_1_on_a_numbered_card(read: Reader) -> None:
    prints = [
        ("PUERTO RICO", 40, 20, 260, 44),
        ("1 RIVERA SOTO", 330, 120),
        ("2 MARISOL", 330, 145),
        ("1 CALLE LUNA", 345, 180),
        ("PONCE, PR 00716", 345, 202),
        *NUMBERS,
    ]
    found = read(prints)
    assert found["address"].lines == ["1 CALLE LUNA", "PONCE, PR 00716"]
    assert found["family_name"] == "RIVERA SOTO"


def test_quebec(read: Reader) -> None:
    prints = [
        ("QUÉBEC", 40, 20, 200, 44),
        ("12 RUE DES LILAS", 330, 180),
        ("MONTRÉAL (QUÉBEC) H2X 1Y4", 330, 202),
    ]
    address = read(prints)["address"]
    assert address.lines == ["12 RUE DES LILAS", "MONTRÉAL (QUÉBEC) H2X 1Y4"]
    assert (address.region, address.postal_code, address.country) == ("QC", "H2X 1Y4", "CAN")


def test_a_zero_read_as_the_letter_o_is_a_zero_in_the_lines_too(read: Reader) -> None:
    prints = [("ONTARIO", 40, 20, 200, 44), ("12 LILAC CRES", 330, 180), ("TORONTO, ON M5V 2TO", 330, 202)]
    assert read(prints)["address"].lines == ["12 LILAC CRES", "TORONTO, ON M5V 2T0"]


def test_names_above_are_no_part_of_the_address(read: Reader) -> None:
    assert lines_of(read, *NAMES, ("4 ELM ST", 330, 180), (CITY, 330, 202)) == ["4 ELM ST", CITY]


def test_an_address_below_its_label_without_a_city_line(read: Reader) -> None:
    found = lines_of(
        read, ("ADDRESS", 330, 150, 90, 14), ("1420 ALDER CREEK RD", 330, 166), ("LONDON", 330, 188)
    )
    assert found == ["1420 ALDER CREEK RD", "LONDON"]


def test_a_street_alone(read: Reader) -> None:
    assert lines_of(read, ("1420 ALDER CREEK RD", 330, 166)) == ["1420 ALDER CREEK RD"]


def test_no_address(read: Reader) -> None:
    assert lines_of(read, *NAMES) is None
