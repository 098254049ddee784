import re

import pytest

from docparse.identity.jurisdictions import all_jurisdictions, by_abbreviation, by_code, by_iin, by_name


def test_the_table_is_whole():
    codes = [item.code for item in all_jurisdictions()]
    assert len(codes) == len(set(codes))
    assert sum(code.startswith("US-") for code in codes) == 50 + 1 + 5
    assert sum(code.startswith("CA-") for code in codes) == 13
    assert sum(code.startswith("MX-") for code in codes) == 2


def test_every_row_is_sound():
    iins = [iin for item in all_jurisdictions() for iin in item.iins]
    assert len(iins) == len(set(iins))
    assert all(re.fullmatch(r"\d{6}", iin) for iin in iins)
    for item in all_jurisdictions():
        assert re.fullmatch(r"(US|CA|MX)(-[A-Z]{2,3})?", item.code)
        assert item.country == {"US": "USA", "CA": "CAN", "MX": "MEX"}[item.code[:2]]
        assert item.code == "US" or item.code.endswith("-" + item.abbreviation)
        assert by_code(item.code) is item
        assert by_abbreviation(item.abbreviation) is item
        assert all(by_iin(iin) is item for iin in item.iins)
        assert all(by_name(name) is item for name in item.names)


@pytest.mark.parametrize(
    ("iin", "code"), [("636025", "US-PA"), ("990876", "CA-AB"), ("604431", "US-PR"), ("636056", "MX-COA")]
)
def test_issuer_numbers(iin, code):
    assert by_iin(iin).code == code


def test_what_is_unknown():
    assert by_iin("000000") is None
    assert by_code("US-XX") is None
    assert by_abbreviation("XX") is None
    assert by_name("Atlantis") is None


def test_older_abbreviations_and_countries():
    assert by_abbreviation("pq").code == "CA-QC"
    assert by_abbreviation("PA", country="USA").code == "US-PA"
    assert by_abbreviation("PA", country="CAN") is None


@pytest.mark.parametrize("name", ["québec", "QUEBEC", "Province de Québec"])
def test_names_as_printed(name):
    assert by_name(name).code == "CA-QC"


def test_date_orders():
    assert by_code("US-PA").barcode_date_order == "mdy"
    assert by_code("CA-ON").barcode_date_order == "ymd"
    assert by_code("US-WY").barcode_date_order == "ymd"
