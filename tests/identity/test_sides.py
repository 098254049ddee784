import datetime as dt
from typing import Any

from docparse.identity.reading import SourceReading
from docparse.identity.side import SideReading
from docparse.identity.sides import sort_sides
from docparse.records import Field


def side(**values: Any) -> SideReading:
    fields = {
        name: Field[Any](value=value, text=str(value), confidence=0.9, source="front")
        for name, value in values.items()
    }
    return SideReading(readings=[SourceReading(fields=fields)] if fields else [])


HOLLOWAY = {"family_name": "HOLLOWAY", "given_names": "ANNE", "date_of_birth": dt.date(1987, 3, 14)}
LINDGREN = {"family_name": "LINDGREN", "given_names": "THEODORE", "date_of_birth": dt.date(1979, 11, 2)}


def test_two_sides_of_one_card_belong_together() -> None:
    sides = sort_sides([side(**HOLLOWAY), side(**HOLLOWAY, document_number="A1")])
    assert (sides.own, sides.foreign, sides.silent) == ((0, 1), {}, ())


def test_two_people_are_never_joined() -> None:
    sides = sort_sides([side(**HOLLOWAY), side(**LINDGREN), side(**HOLLOWAY)])
    assert sides.own == (0, 2)
    assert sides.foreign == {1: ("family_name", "given_names", "date_of_birth")}


def test_one_misread_field_does_not_part_a_card() -> None:
    misread = {**HOLLOWAY, "date_of_birth": dt.date(1987, 3, 11)}
    assert sort_sides([side(**HOLLOWAY), side(**misread)]).foreign == {}


def test_a_page_with_nothing_to_compare_belongs_to_the_document() -> None:
    sides = sort_sides([side(), side(**HOLLOWAY), side(vehicle_class="D")])
    assert sides.own == (0, 1, 2)
    assert sides.silent == (0,)


def test_no_pages() -> None:
    assert sort_sides([]).own == ()
