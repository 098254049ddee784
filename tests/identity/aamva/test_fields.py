import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.identity.aamva import parse, read_aamva
from docparse.identity.aamva.elements import present
from docparse.records import IDDocument

WORDS = st.text(alphabet=string.ascii_uppercase, min_size=3, max_size=12).filter(
    lambda word: present(word) is not None and word not in {"VII", "III", "VIII"}
)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


@pytest.fixture(scope="session")
def read(build):
    def read_payload(elements=None, **header):
        return read_aamva(parse(build(elements, **header)))

    return read_payload


def values(reading):
    return {name: field.value for name, field in reading.fields.items()}


def test_a_whole_card(read, card):
    got = values(read())
    address = got.pop("address")
    assert got == {
        "document_type": "driver_license",
        "issuing_country": "USA",
        "issuing_jurisdiction": "US-PA",
        "family_name": "EXAMPLE",
        "given_names": "ROBIN LEE",
        "date_of_birth": dt.date(1985, 4, 15),
        "date_of_issue": dt.date(2023, 4, 15),
        "date_of_expiry": dt.date(2031, 4, 15),
        "sex": "F",
        "height": "67 in",
        "eye_color": "GRN",
        "document_number": "T1234567",
        "vehicle_class": "C",
        "document_discriminator": "0001234567",
    }
    assert address.lines == ["12 SAMPLE ST", "ANYTOWN PA 17101"]
    assert (address.city, address.region, address.postal_code, address.country) == (
        "ANYTOWN",
        "PA",
        "17101",
        "USA",
    )


def test_fields_fit_the_record_and_say_where_they_stand(build):
    corners = [(1, 2), (30, 2), (30, 12), (1, 12)]
    reading = read_aamva(parse(build(subfile={"ZPA": "1"})), corners, page=1)
    record = IDDocument(**reading.fields, barcode=reading.barcode, checks=list(reading.checks))
    assert record.family_name.polygon_px == corners
    assert record.family_name.page == 1
    assert record.family_name.source == "pdf417"
    assert record.family_name.confidence == 0.99
    assert record.given_names.text == "ROBIN LEE"
    assert record.barcode.elements["DAQ"] == "T1234567"
    assert record.barcode.subfiles == {"ZP": {"ZPA": "1"}}
    assert (record.barcode.aamva_version, record.barcode.issuer_id) == (8, "636025")


def test_an_identification_card(read):
    assert values(read(kind="ID"))["document_type"] == "id_card"


@pytest.mark.parametrize("filler", ["NONE", "none", "N/A", "unavl", "", "   ", "----"])
def test_fillers_are_absent(read, card, filler):
    got = values(read({**card, "DAD": filler, "DAQ": filler, "DAY": filler, "DCA": filler}))
    assert got["given_names"] == "ROBIN"
    assert not {"document_number", "eye_color", "vehicle_class"} & got.keys()


@given(family=WORDS, first=WORDS, middle=WORDS, born=DAYS, expiry=DAYS, country=st.sampled_from(["US", "CA"]))
def test_names_and_dates_round_trip(build, family, first, middle, born, expiry, country):
    layout = "%m%d%Y" if country == "US" else "%Y%m%d"
    elements = {
        "DAQ": "1", "DCS": family, "DAC": first, "DAD": middle,
        "DBB": born.strftime(layout).zfill(8), "DBA": expiry.strftime(layout).zfill(8),
    }  # fmt: skip
    iin = "636025" if country == "US" else "636012"
    got = values(read_aamva(parse(build(elements, iin=iin))))
    assert got["family_name"] == family
    assert got["given_names"] == f"{first} {middle}"
    assert got["date_of_birth"] == born
    assert got["date_of_expiry"] == expiry
    assert got["issuing_country"] == ("USA" if country == "US" else "CAN")


def test_version_1(read):
    reading = read(
        {
            "DAA": "EXAMPLE,ROBIN,LEE,JR", "DAQ": "123", "DAR": "D", "DAS": "B", "DAT": "NONE",
            "DBA": "20310415", "DBB": "19850415",
            "DBC": "M", "DBD": "20230415", "DAU": "507", "DAW": "165", "DBH": "Y",
            "DAL": "12 SAMPLE ST", "DAN": "ANYTOWN", "DAO": "CT", "DAP": "061011234",
        },
        version=1,
        iin="636006",
        file_type="AAMVA",
        designator="",
    )  # fmt: skip
    got = values(reading)
    address = got.pop("address")
    assert address.lines == ["12 SAMPLE ST", "ANYTOWN CT 06101-1234"]
    assert got == {
        "document_type": "driver_license", "issuing_country": "USA", "issuing_jurisdiction": "US-CT",
        "family_name": "EXAMPLE", "given_names": "ROBIN LEE", "name_suffix": "JR", "document_number": "123",
        "vehicle_class": "D", "restrictions": "B", "date_of_birth": dt.date(1985, 4, 15), "sex": "M",
        "date_of_issue": dt.date(2023, 4, 15), "date_of_expiry": dt.date(2031, 4, 15), "height": "67 in",
        "weight": "165 lb", "organ_donor": True,
    }  # fmt: skip


def test_street_lines_of_two_addresses_are_not_mixed(read, card):
    got = values(read({**card, "DAL": "9 OTHER RD", "DAM": "APT 3"}))
    assert got["address"].lines[0:2] == ["12 SAMPLE ST", "ANYTOWN PA 17101"]


def test_a_repeated_city_line_is_dropped(read, card):
    got = values(read({**card, "DAH": "ANYTOWN, PA  17101"}))
    assert got["address"].lines == ["12 SAMPLE ST", "ANYTOWN PA 17101"]
    got = values(read({**card, "DAH": "APT 4"}))
    assert got["address"].lines == ["12 SAMPLE ST", "APT 4", "ANYTOWN PA 17101"]


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("171010000  ", "17101"),
        ("17101      ", "17101"),
        ("171011234", "17101-1234"),
        ("17101-1234 ", "17101-1234"),
        ("17101 1234", "17101-1234"),
        ("1710100000", "17101"),
        ("17101     0", "17101"),
        ("171011     ", "17101"),
        ("A1A 1A1    ", "A1A 1A1"),
        ("A1A1A1     ", "A1A 1A1"),
        ("A1A-1A1", "A1A 1A1"),
    ],
)
def test_postal_codes(read, card, raw, want):
    assert values(read({**card, "DAK": raw}))["address"].postal_code == want


def test_a_canadian_card(read, card):
    got = values(
        read(
            {
                **card,
                "DAJ": "ON",
                "DAK": "K1A 0B1",
                "DCG": "CAN",
                "DAU": "170 CM",
                "DBB": "19850415",
                "DCE": "4",
            },
            iin="636012",
        )
    )
    assert got["issuing_jurisdiction"] == "CA-ON"
    assert got["address"].country == "CAN"
    assert got["address"].lines[-1] == "ANYTOWN ON K1A 0B1"
    assert (got["height"], got["weight"]) == ("170 cm", "71-86 kg")
    assert got["date_of_birth"] == dt.date(1985, 4, 15)


def test_flags_and_place_of_birth(read, card):
    got = values(read({**card, "DDK": "1", "DDL": "N", "DCI": "US,OHIO"}))
    assert (got["organ_donor"], got["veteran"], got["place_of_birth"]) == (True, False, "US,OHIO")


def statuses(reading):
    return {check.name: check.status for check in reading.checks}


def test_truncation_flags_are_checks(read, card):
    got = statuses(read({**card, "DDE": "T", "DDF": "N", "DDG": "U"}))
    assert got["pdf417.truncation.family_name"] == "failed"
    assert got["pdf417.truncation.first_name"] == "passed"
    assert got["pdf417.truncation.middle_names"] == "not_performed"


def test_an_address_outside_the_issuers_state(read, card):
    assert statuses(read())["pdf417.issuer_vs_address_region"] == "passed"
    reading = read({**card, "DAJ": "NJ"})
    assert statuses(reading)["pdf417.issuer_vs_address_region"] == "failed"
    assert values(reading)["issuing_jurisdiction"] == "US-PA"


def test_the_issuer_number_gives_way_to_subfile_and_address_together(read, card):
    reading = read({**card, "DAJ": "HI"}, iin="636039", subfile={"ZHA": "1"}, subfile_type="ZH")
    assert reading.fields["issuing_jurisdiction"].value == "US-HI"
    assert reading.fields["issuing_jurisdiction"].confidence < 0.8
    assert statuses(reading)["pdf417.issuer_vs_subfile"] == "failed"


def test_a_subfile_letter_that_only_one_state_has(read, card):
    reading = read({**card, "DAJ": "AA"}, iin="636039", subfile={"ZHA": "1"}, subfile_type="ZH")
    assert reading.fields["issuing_jurisdiction"].value == "US-HI"
    assert reading.fields["issuing_jurisdiction"].confidence < 0.7


def test_an_unknown_issuer_number(read):
    reading = read(iin="123456")
    assert reading.fields["issuing_jurisdiction"].value == "US-PA"
    assert statuses(reading)["pdf417.issuer_known"] == "failed"


def test_a_country_that_contradicts_the_issuer(read, card):
    reading = read({**card, "DCG": "CAN"})
    assert statuses(reading)["pdf417.issuer_vs_country"] == "failed"
    assert reading.fields["issuing_country"].value == "USA"
    assert reading.fields["issuing_country"].confidence < 0.8


def test_the_state_department_has_no_subdivision_code(read):
    got = values(read(iin="636027"))
    assert "issuing_jurisdiction" not in got
    assert got["issuing_country"] == "USA"
