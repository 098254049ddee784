from __future__ import annotations

import pytest

from docparse.identity.countries import (
    countries,
    country_code,
    country_of_name,
    find_country,
    zone_codes,
)


def test_the_table_holds_iso_3166_1_once_each():
    iso = {c.code: c for c in countries().values() if c.alpha2}
    assert len(iso) == 249
    assert len({c.alpha2 for c in iso.values()}) == 249
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in iso)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("D", "DEU"),
        ("D<<", "DEU"),
        ("deu", "DEU"),
        ("SI<", "SVN"),
        ("UTO", "UTO"),
        ("XXC", "XXC"),
        ("GBN", "GBN"),
    ],
)
def test_codes_as_printed(printed, code):
    assert country_code(printed) == code


def test_unknown_codes_are_none():
    assert country_code("UT0") is None
    assert country_code("") is None
    assert find_country("<<<") is None


def test_zone_codes_fill_three_places():
    assert "D<<" in zone_codes()
    assert all(len(code) == 3 for code in zone_codes())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Česká republika", "CZE"),
        ("CESKA REPUBLIKA", "CZE"),
        ("sverige", "SWE"),
        ("UNITED STATES OF AMERICA", "USA"),
    ],
)
def test_names_on_documents(name, code):
    assert country_of_name(name) == code


def test_names_nobody_has_are_none():
    assert country_of_name("Nowhere") is None
