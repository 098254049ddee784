"""Sex, height, weight, colours, class and codes by label or shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., dict[str, Any]]

STATE = ("VERMONT", 40, 20, 260, 44)
NAMES = ("sex", "height", "weight", "eye_color", "hair_color")


def attributes(read: Reader, *prints: Any) -> dict[str, Any]:
    placed = [one if isinstance(one, tuple) else (one, 330, 300 + 30 * i) for i, one in enumerate(prints)]
    found = read([STATE, *placed])
    return {name: found[name] for name in NAMES if name in found}


def test_values_below_a_row_of_labels_read_as_one_line(read: Reader) -> None:
    found = attributes(read, ("15 SEX 16 HGT 17 WGT", 330, 300, 230, 16), ("M 6-04 200", 330, 318, 200, 20))
    assert found == {"sex": "M", "height": "76 in", "weight": "200 lb"}


def test_values_below_a_row_of_labels_read_one_by_one(read: Reader) -> None:
    found = attributes(
        read,
        ("15 SEX", 330, 300, 60, 16),
        ("16 HGT", 410, 300, 60, 16),
        ("17 WGT", 490, 300, 60, 16),
        ("M", 330, 318),
        ("6-04", 410, 318),
        ("200", 490, 318),
    )
    assert found == {"sex": "M", "height": "76 in", "weight": "200 lb"}


def test_colours_below_their_own_labels(read: Reader) -> None:
    found = attributes(
        read, ("EYES", 330, 300, 50, 16), ("HAIR", 410, 300, 50, 16), ("BRO", 330, 318), ("BLK", 410, 318)
    )
    assert found == {"eye_color": "BRO", "hair_color": "BLK"}


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("F 5-02 BLU", {"sex": "F", "height": "62 in", "eye_color": "BLU"}),
        ("M 5'-11\" 180 lb", {"sex": "M", "height": "71 in", "weight": "180 lb"}),
        ("X 5-02 GRN", {"sex": "X", "height": "62 in", "eye_color": "GRN"}),
        ("SEXF", {"sex": "F"}),
        ("F", {"sex": "F"}),
    ],
)
def test_a_row_without_labels(read: Reader, row: str, values: dict[str, str]) -> None:
    assert attributes(read, row) == values


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("SEX M", {"sex": "M"}),
        ("15SEXM", {"sex": "M"}),
        ("GENDER: FEMALE", {"sex": "F"}),
        ("HGT 507", {"height": "67 in"}),
        ("HGT 5'-07\"", {"height": "67 in"}),
        ("HEIGHT/TAILLE 170 cm", {"height": "170 cm"}),
        ("WGT 138", {"weight": "138 lb"}),
        ("WEIGHT 63 kg", {"weight": "63 kg"}),
        ("EYES HAZEL", {"eye_color": "HAZ"}),
        ("HAIR BROWN", {"hair_color": "BRO"}),
    ],
)
def test_values_behind_their_labels(read: Reader, line: str, values: dict[str, str]) -> None:
    assert attributes(read, line) == values


@pytest.mark.parametrize("line", ["HAZEL MARIE", "F HOLLOWAY", "1420 ALDER CREEK RD", "DOB 03/14/1987"])
def test_names_streets_and_dates_hold_no_attributes(read: Reader, line: str) -> None:
    assert attributes(read, line) == {}


@pytest.mark.parametrize("line", ["03 MAR 2030", "14-DIC-1987", "03 MAR / MARS 20"])
def test_a_months_name_is_no_eye_colour(read: Reader, line: str) -> None:
    assert "eye_color" not in attributes(read, line)


def test_codes(read: Reader) -> None:
    found = read([STATE, ("9 CLASS D", 330, 300), ("9a END NONE", 470, 300), ("12 REST A,B", 640, 300)])
    assert (found["vehicle_class"], found["endorsements"], found["restrictions"]) == ("D", "NONE", "A,B")


def test_codes_below_their_labels(read: Reader) -> None:
    prints = [("CLASS", 330, 300, 60, 16), ("REST", 430, 300, 60, 16), ("D", 330, 318), ("B", 430, 318)]
    found = read([STATE, *prints])
    assert (found["vehicle_class"], found["restrictions"]) == ("D", "B")


def test_the_discriminator_keeps_its_blanks_and_slashes(read: Reader) -> None:
    found = read([STATE, ("5 DD 0412873950 VT 227/3", 330, 300)])
    assert found["document_discriminator"] == "0412873950 VT 227/3"
