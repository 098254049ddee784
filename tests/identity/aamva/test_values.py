import datetime as dt

import pytest

from docparse.identity.aamva.dates import read_date
from docparse.identity.aamva.measures import (
    read_eye_color,
    read_hair_color,
    read_height,
    read_sex,
    read_weight,
)
from docparse.identity.aamva.names import read_names


@pytest.mark.parametrize("order", ["mdy", "ymd"])
@pytest.mark.parametrize(
    "raw", ["12312027", "20271231", "2027-12-31", "12/31/2027", "20271231M", "12-31-2027 ", "20271231 00:00"]
)
def test_dates_are_told_by_what_is_possible(raw, order):
    day, certainty = read_date(raw, order)
    assert day == dt.date(2027, 12, 31)
    assert certainty >= 0.97


@pytest.mark.parametrize("raw", ["31122027", "20273112"])
def test_day_and_month_swapped_is_a_guess(raw):
    day, certainty = read_date(raw, "mdy")
    assert day == dt.date(2027, 12, 31)
    assert certainty < 0.7


@pytest.mark.parametrize(
    "raw", ["", "NONE", "00000000", "99999999", "1231202", "02302020", "unavl", "123120271"]
)
def test_what_is_no_date(raw):
    assert read_date(raw, "mdy") is None


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("507", "67 in"),
        ("511", "71 in"),
        ("5'07\"", "67 in"),
        ("5'-7\"", None),
        ("5-07", "67 in"),
        ("5 07", "67 in"),
        ("067 IN", "67 in"),
        ("67 in", "67 in"),
        (" 65 IN", "65 in"),
        ('67"', "67 in"),
        ("170 CM", "170 cm"),
        ("170cm", "170 cm"),
        ("170", "170 cm"),
        ("067", "67 in"),
        ("67", "67 in"),
        ("507 IN", "67 in"),
        ("5FT07IN", "67 in"),
        ("000", None),
        ("000 IN", None),
        ("NONE", None),
        ("", None),
        ("512", None),
        ("999", None),
    ],
)
def test_heights(raw, want):
    found = read_height({"DAU": raw})
    if raw == "512":  # no height in feet and inches, nor in one unit
        assert found is None
    else:
        assert (found.value if found else None) == want


def test_height_in_centimetres_of_version_1():
    assert read_height({"DAU": "", "DAV": "170"}).value == "170 cm"


@pytest.mark.parametrize(
    ("elements", "country", "want"),
    [
        ({"DAW": "165"}, "USA", "165 lb"),
        ({"DAW": "0165"}, "USA", None),
        ({"DAW": "075 KG"}, "CAN", "75 kg"),
        ({"DAX": "075"}, "CAN", "75 kg"),
        ({"DAW": "165 LB"}, "USA", "165 lb"),
        ({"DAW": "000"}, "USA", None),
        ({"DCE": "3"}, "USA", "131-160 lb"),
        ({"DCE": "9"}, "USA", "321+ lb"),
        ({"DCE": "0"}, "CAN", "0-31 kg"),
        ({"DAW": "165", "DCE": "9"}, "USA", "165 lb"),
        ({"DAW": "", "DCE": ""}, "USA", None),
    ],
)
def test_weights(elements, country, want):
    found = read_weight(elements, country)
    assert (found.value if found else None) == want


@pytest.mark.parametrize(
    ("raw", "want"),
    [("1", "M"), ("2", "F"), ("9", "X"), ("M", "M"), ("f", "F"), ("X", "X"), ("0", None), ("", None)],
)
def test_sex(raw, want):
    found = read_sex({"DBC": raw})
    assert (found.value if found else None) == want


@pytest.mark.parametrize(
    ("raw", "want"), [("BRO", "BRO"), ("BRN", "BRO"), ("BROWN", "BRO"), ("HZL", "HAZ"), ("BR ", "BRO")]
)
def test_eye_colors(raw, want):
    assert read_eye_color({"DAY": raw}).value == want


def test_other_colors():
    assert read_hair_color({"DAZ": "BALD"}).value == "BAL"
    assert read_eye_color({"DAY": "VIO"}).certainty < 1
    assert read_eye_color({"DAY": "BLU/BLE"}).value == "BLU"


def names(elements, order="last_first"):
    found = read_names(elements, order)
    return tuple(part.value if part else None for part in (found.family, found.given, found.suffix))


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("EXAMPLE,ROBIN,LEE", ("EXAMPLE", "ROBIN LEE", None)),
        ("EXAMPLE,ROBIN,LEE,", ("EXAMPLE", "ROBIN LEE", None)),
        ("EXAMPLE,ROBIN, ,", ("EXAMPLE", "ROBIN", None)),
        ("EXAMPLE, ROBIN LEE", ("EXAMPLE", "ROBIN LEE", None)),
        ("EXAMPLE,ROBIN,,JR", ("EXAMPLE", "ROBIN", "JR")),
        ("EXAMPLE,ROBIN,LEE,III", ("EXAMPLE", "ROBIN LEE", "III")),
        ("EXAMPLE JR,ROBIN,LEE", ("EXAMPLE", "ROBIN LEE", "JR")),
        ("EXAMPLE,JR,ROBIN", ("EXAMPLE", "ROBIN", "JR")),
        ("EXAMPLE,ROBIN LEE JR.", ("EXAMPLE", "ROBIN LEE", "JR")),
        ("EXAMPLE,ROBIN,V", ("EXAMPLE", "ROBIN V", None)),
        ("EXAMPLE$ROBIN$LEE$", ("EXAMPLE", "ROBIN LEE", None)),
        ("Example,Robin", ("EXAMPLE", "ROBIN", None)),
        ("EXAMPLE ROBIN LEE", ("EXAMPLE", "ROBIN LEE", None)),
        ("DE LA CRUZ ROBIN", ("DE LA CRUZ", "ROBIN", None)),
        ("EXAMPLE", ("EXAMPLE", None, None)),
        ("NONE", (None, None, None)),
    ],
)
def test_full_names_family_name_first(raw, want):
    assert names({"DAA": raw}) == want


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("ROBIN L EXAMPLE", ("EXAMPLE", "ROBIN L", None)),
        ("ROBIN VAN DER EXAMPLE", ("VAN DER EXAMPLE", "ROBIN", None)),
        ("ROBIN EXAMPLE JR", ("EXAMPLE", "ROBIN", "JR")),
        ("EXAMPLE,ROBIN,LEE", ("EXAMPLE", "ROBIN LEE", None)),
    ],
)
def test_full_names_first_name_first(raw, want):
    assert names({"DAA": raw}, "first_last") == want


@pytest.mark.parametrize(
    ("elements", "want"),
    [
        ({"DCS": "EXAMPLE", "DCT": "ROBIN,LEE"}, ("EXAMPLE", "ROBIN LEE", None)),
        ({"DCS": "EXAMPLE,   ", "DCT": "ROBIN LEE"}, ("EXAMPLE", "ROBIN LEE", None)),
        (
            {"DCS": "EXAMPLE", "DAC": "ROBIN", "DAD": "LEE", "DCT": "ROBIN LEE"},
            ("EXAMPLE", "ROBIN LEE", None),
        ),
        ({"DCS": "EXAMPLE", "DAC": "ROBIN", "DCT": "ROBIN LEE"}, ("EXAMPLE", "ROBIN LEE", None)),
        ({"DCS": "EXAMPLE", "DAC": "ROBIN L", "DAD": "L"}, ("EXAMPLE", "ROBIN L", None)),
        ({"DCS": "EXAMPLE JR", "DAC": "ROBIN", "DCU": ""}, ("EXAMPLE", "ROBIN", "JR")),
        ({"DCS": "EXAMPLE", "DAC": "ROBIN", "DCU": "PH.D."}, ("EXAMPLE", "ROBIN", "PH.D.")),
        ({"DAB": "EXAMPLE", "DAC": "ROBIN", "DAE": "SR"}, ("EXAMPLE", "ROBIN", "SR")),
        ({"DCS": "O'EXAMPLE-TEST", "DAC": "unavl"}, ("O'EXAMPLE-TEST", None, None)),
        ({"DCS": "EXAMPLE", "DAC": "ROBIN", "DAD": "V"}, ("EXAMPLE", "ROBIN V", None)),
    ],
)
def test_parted_names(elements, want):
    assert names(elements) == want


def test_a_name_without_marks_is_less_certain():
    assert read_names({"DAA": "EXAMPLE ROBIN"}, "last_first").family.certainty < 0.9
    assert read_names({"DAA": "EXAMPLE,ROBIN"}, "last_first").family.certainty == 1
