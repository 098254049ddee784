"""City lines, street lines, unit lines."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.identity.front.address import (
    find_city_line,
    has_street_word,
    is_neighbourhood,
    is_unit_line,
    starts_street,
)
from docparse.identity.front.fold import fold


@pytest.mark.parametrize(
    ("line", "city", "region", "code"),
    [
        ("MONTPELIER, VT 05602", "MONTPELIER", "VT", "05602"),
        ("MONTPELIER VT 05602-1188", "MONTPELIER", "VT", "05602-1188"),
        ("MONTPELIER VT 05602 1188", "MONTPELIER", "VT", "05602-1188"),
        ("MONTPELIER,VT05602", "MONTPELIER", "VT", "05602"),
        ("NEW YORK NY I0001", "NEW YORK", "NY", "10001"),
        ("ST. GEORGE, UT 8477O", "ST. GEORGE", "UT", "84770"),
        ("WINSTON-SALEM, NC 27101", "WINSTON-SALEM", "NC", "27101"),
        ("WASHINGTON, DC 20001", "WASHINGTON", "DC", "20001"),
        ("PONCE, PR 00716", "PONCE", "PR", "00716"),
    ],
)
def test_us_city_lines(line: str, city: str, region: str, code: str) -> None:
    found = find_city_line(line)
    assert found is not None
    assert (found.city, found.region, found.postal_code, found.country) == (city, region, code, "USA")
    assert found.known


@pytest.mark.parametrize(
    ("line", "city", "region", "code"),
    [
        ("TORONTO, ON M5V 2T0", "TORONTO", "ON", "M5V 2T0"),
        ("TORONTO, ON M5V 2TO", "TORONTO", "ON", "M5V 2T0"),
        ("TORONTO ON M5V2T0", "TORONTO", "ON", "M5V 2T0"),
        ("MONTRÉAL (QUÉBEC) H2X IY4", "MONTREAL", "QC", "H2X 1Y4"),
        ("QUÉBEC QC G1R 2B5", "QUEBEC", "QC", "G1R 2B5"),
        ("ST. JOHN'S NL A1C 5S7", "ST. JOHN'S", "NL", "A1C 5S7"),
    ],
)
def test_canadian_city_lines(line: str, city: str, region: str, code: str) -> None:
    found = find_city_line(fold(line))
    assert found is not None
    assert (found.city, found.region, found.postal_code, found.country) == (city, region, code, "CAN")
    assert found.known


@pytest.mark.parametrize("line", ["MONTREAL H2X 1Y4", "VICTORIA V8W 1A1"])
def test_a_canadian_city_without_its_province_keeps_its_letters(line: str) -> None:
    found = find_city_line(line)
    assert found is not None
    assert (found.city, found.region) == (line.split(maxsplit=1)[0], None)


def test_a_two_letter_code_that_is_no_state_is_not_known() -> None:
    found = find_city_line("SOMEWHERE, ZZ 12345")
    assert found is not None
    assert not found.known


@pytest.mark.parametrize(
    "line", ["", "VANDE066647620", "1420 ALDER CREEK RD", "HOLLOWAY", "DLN 48213976", "VT 05602"]
)
def test_lines_that_are_no_city_lines(line: str) -> None:
    assert find_city_line(line) is None


CITIES = st.sampled_from(["SALEM", "NEW YORK", "ST. PAUL", "O'FALLON", "WILKES-BARRE"])


@given(city=CITIES, region=st.sampled_from(["OR", "NY", "MN", "MO", "PA"]), code=st.integers(1, 99999))
def test_city_lines_are_read_back(city: str, region: str, code: int) -> None:
    for printed in (f"{city}, {region} {code:05d}", f"{city} {region} {code:05d}-0001"):
        found = find_city_line(printed)
        assert found is not None
        assert (found.city, found.region, found.postal_code[:5]) == (city, region, f"{code:05d}")
        assert printed[found.code_start :].startswith(f"{code:05d}")


@given(st.text(max_size=60))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    folded = fold(text)
    found = find_city_line(folded)
    assert found is None or 0 < found.code_start < len(folded)
    assert isinstance(starts_street(folded) or is_unit_line(folded) or is_neighbourhood(folded), bool)


@pytest.mark.parametrize(
    "line",
    [
        "1420 ALDER CREEK RD",
        "4 COUNTY LINE RD",
        "PO BOX 12",
        "P.O. BOX 12",
        "RR 2 BOX 9",
        "12-34 ELM ST",
        "1420A ELM ST",
    ],
)
def test_street_starts(line: str) -> None:
    assert starts_street(line)


@pytest.mark.parametrize("line", ["HOLLOWAY", "", "APT 4", "MONTPELIER, VT 05602", "RRIVERA"])
def test_no_street_starts(line: str) -> None:
    assert not starts_street(line)


def test_units_and_neighbourhoods() -> None:
    assert is_unit_line("APT 4B")
    assert is_unit_line("# 12")
    assert not is_unit_line("HOLLOWAY")
    assert is_neighbourhood("URB. JARDINES DEL SOL")
    assert not is_neighbourhood("12 CALLE LUNA")
    assert has_street_word("12 CALLE LUNA")
    assert not has_street_word("HOLLOWAY JANE")


def test_a_line_of_dashes_takes_no_time() -> None:
    # 50 seconds for 1000 characters before the patterns were bounded
    start = time.perf_counter()
    assert find_city_line("A" + " -" * 4000) is None
    assert find_city_line("CONTENTS " + ". " * 4000 + "12") is None
    assert time.perf_counter() - start < 2
