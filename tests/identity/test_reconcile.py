"""Joining the face, the barcode and the MRZ."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.identity.reading import SourceReading
from docparse.identity.reconcile import KEY_FIELDS, agree, reconcile
from docparse.records import Address, Field

SOURCES = ("front", "mrz", "pdf417")


def field(value: Any, source: str, confidence: float = 0.9) -> Field[Any]:
    return Field[Any](value=value, text=str(value), confidence=confidence, source=source)  # type: ignore[arg-type]


def reading(source: str, confidence: float = 0.9, **values: Any) -> SourceReading:
    return SourceReading(fields={name: field(value, source, confidence) for name, value in values.items()})


def statuses(readings: list[SourceReading]) -> dict[str, str]:
    _, checks = reconcile(readings)
    assert len({check.name for check in checks}) == len(checks)
    return {check.name: check.status for check in checks}


def test_nothing_read() -> None:
    assert reconcile([]) == ({}, [])
    assert reconcile([SourceReading()]) == ({}, [])


def test_one_source_is_taken_as_it_is_without_checks() -> None:
    fields, checks = reconcile([reading("front", family_name="HOLLOWAY", sex="F")])
    assert {name: (f.value, f.confidence) for name, f in fields.items()} == {
        "family_name": ("HOLLOWAY", 0.9),
        "sex": ("F", 0.9),
    }
    assert checks == []


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_agreement_raises_confidence(a: float, b: float) -> None:
    both = [reading("front", a, document_number="A1"), reading("pdf417", b, document_number="A1")]
    fields, checks = reconcile(both)
    assert fields["document_number"].confidence > max(a, b) - 0.001
    assert fields["document_number"].confidence <= 0.999
    assert [(check.name, check.status) for check in checks] == [("front_vs_pdf417.document_number", "passed")]


@given(st.floats(0, 1), st.floats(0, 1))
def test_disagreement_lowers_confidence_and_leaves_a_failed_check(a: float, b: float) -> None:
    both = [reading("front", a, document_number="A1"), reading("pdf417", b, document_number="A2")]
    fields, checks = reconcile(both)
    assert fields["document_number"].value == "A2"
    assert fields["document_number"].confidence <= min(b, 0.5) + 0.0005
    assert [(check.name, check.status) for check in checks] == [("front_vs_pdf417.document_number", "failed")]


def test_a_disputed_value_that_a_third_source_supports_is_worth_more() -> None:
    readings = [
        reading("front", document_number="A1"),
        reading("pdf417", document_number="A2"),
        reading("mrz", document_number="A2"),
    ]
    fields, _ = reconcile(readings)
    assert fields["document_number"].value == "A2"
    assert fields["document_number"].confidence == pytest.approx(0.72)  # 0.9 read, 0.8 left in dispute
    assert statuses(readings) == {
        "front_vs_mrz.document_number": "failed",
        "front_vs_pdf417.document_number": "failed",
        "mrz_vs_pdf417.document_number": "passed",
    }


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "family_name": st.sampled_from(["HOLLOWAY", "HOLLO", "SAMPLE"]),
        "document_number": st.sampled_from(["A1", "A-1", "B2"]),
        "date_of_birth": st.sampled_from([dt.date(1987, 3, 14), dt.date(1990, 1, 1)]),
        "height": st.sampled_from(["66 in", "168 cm", "tall"]),
    },
)


@given(st.lists(VALUES, min_size=3, max_size=3))
def test_the_order_of_the_readings_does_not_matter(values: list[dict[str, Any]]) -> None:
    readings = [reading(source, **one) for source, one in zip(SOURCES, values, strict=True)]
    outcomes = [reconcile(list(order)) for order in permutations(readings)]
    assert all(fields == outcomes[0][0] for fields, _ in outcomes)
    by_name = [sorted(checks, key=lambda check: check.name) for _, checks in outcomes]
    assert all(checks == by_name[0] for checks in by_name)


@given(st.lists(VALUES, min_size=3, max_size=3))
def test_no_field_is_dropped(values: list[dict[str, Any]]) -> None:
    readings = [reading(source, **one) for source, one in zip(SOURCES, values, strict=True)]
    fields, checks = reconcile(readings)
    assert set(fields) == {name for one in values for name in one}
    assert all(fields[name].value in [one.get(name) for one in values] for name in fields)
    assert all(0 <= found.confidence <= 1 for found in fields.values())
    assert len({check.name for check in checks}) == len(checks)


def test_two_sides_of_one_source_give_the_surer_value() -> None:
    fields, checks = reconcile([reading("front", 0.6, sex="M"), reading("front", 0.9, sex="F")])
    assert fields["sex"].value == "F"
    assert checks == []


def test_print_spells_names_in_full_where_the_mrz_cuts_them() -> None:
    fields, _ = reconcile(
        [reading("mrz", given_names="ELODIE ROS"), reading("front", given_names="ÉLODIE ROSE")]
    )
    assert fields["given_names"].value == "ÉLODIE ROSE"


def test_machine_readable_sources_come_before_print() -> None:
    fields, _ = reconcile([reading("front", sex="M"), reading("mrz", sex="F")])
    assert fields["sex"].value == "F"
    fields, _ = reconcile([reading("mrz", sex="M"), reading("pdf417", sex="F")])
    assert fields["sex"].value == "F"


@pytest.mark.parametrize("name", KEY_FIELDS)
def test_a_key_field_only_one_source_gave_is_a_check_not_performed(name: str) -> None:
    value = dt.date(1990, 1, 1) if name.startswith("date") else "SAMPLE"
    readings = [reading("pdf417", **{name: value}), reading("front", sex="F")]
    found = {check.name: check for check in reconcile(readings)[1]}
    check = found[f"front_vs_pdf417.{name}"]
    assert check.status == "not_performed"
    assert "front" in check.detail


def test_other_fields_only_one_source_gave_need_no_check() -> None:
    assert statuses([reading("pdf417", sex="F"), reading("front", eye_color="BRO")]) == {}


def test_a_key_field_no_source_gave_is_no_check() -> None:
    assert statuses([reading("pdf417", sex="F"), reading("front", sex="F")]) == {
        "front_vs_pdf417.sex": "passed"
    }


def test_values_that_cannot_be_compared_say_so() -> None:
    assert statuses([reading("pdf417", height="tall"), reading("front", height="66 in")]) == {
        "front_vs_pdf417.height": "not_performed"
    }


def test_checks_hold_no_values() -> None:
    _, checks = reconcile([reading("front", family_name="HOLLOWAY"), reading("mrz", family_name="SAMPLE")])
    assert not any("HOLLOWAY" in check.detail or "SAMPLE" in check.detail for check in checks)


# --- agree -------------------------------------------------------------------------------------------------

ADDRESS = Address(lines=["1420 ALDER CREEK RD", "MONTPELIER, VT 05602-1188"], postal_code="05602-1188")


@pytest.mark.parametrize(
    ("name", "a", "b"),
    [
        ("family_name", "WOLFESCHLEGELSTEINHAUSEN", "WOLFESCHLEGELSTE"),
        ("given_names", "MARGUERITE ANNE", "MARGUERITE AN"),
        ("given_names", "MARGUERITE ANNE", "MARGUERITE"),
        ("given_names", "MARGUERITE ANNE", "MARGUERITE A"),
        ("given_names", "MARGUERITE A.", "MARGUERITE ANNE"),
        ("family_name", "O'NEIL-SMITH", "ONEIL SMITH"),
        ("document_number", "H123-4567-8901-23", "H1234567890123"),
        ("height", "66 in", "67 in"),
        ("height", "66 in", "168 cm"),
        ("weight", "138 lb", "63 kg"),
        ("restrictions", "A,B", "BA"),
        ("endorsements", "NONE", ""),
        ("date_of_birth", dt.date(1987, 3, 14), dt.date(1987, 3, 14)),
        ("organ_donor", True, True),
        (
            "address",
            ADDRESS,
            Address(lines=["1420 ALDER CREEK ROAD", "MONTPELIER VT 05602"], postal_code="05602"),
        ),
    ],
)
def test_values_that_mean_the_same(name: str, a: Any, b: Any) -> None:
    assert agree(name, a, b) is True
    assert agree(name, b, a) is True


@pytest.mark.parametrize(
    ("name", "a", "b"),
    [
        ("family_name", "HOLLOWAY", "HALLOWAY"),
        ("given_names", "MARGUERITE ANNE", "MARGUERITE BETH"),
        ("given_names", "MARGUERITE A", "MARGUERITE B"),
        ("family_name", "HOLLOWAY", ""),
        ("document_number", "12345678", "12345679"),
        ("document_number", "12345678", "1234567"),
        ("height", "66 in", "68 in"),
        ("weight", "138 lb", "150 lb"),
        ("restrictions", "A", "B"),
        ("restrictions", "A", "NONE"),
        ("date_of_birth", dt.date(1987, 3, 14), dt.date(1987, 4, 13)),
        ("sex", "M", "F"),
        ("organ_donor", True, False),
        ("address", ADDRESS, Address(lines=ADDRESS.lines, postal_code="05601")),
        ("address", ADDRESS, Address(lines=["77 HARBOR LN", "SALEM, OR 05602"], postal_code="05602")),
    ],
)
def test_values_that_differ(name: str, a: Any, b: Any) -> None:
    assert agree(name, a, b) is False
    assert agree(name, b, a) is False


def test_values_without_letters_of_the_latin_alphabet_still_differ() -> None:
    assert agree("place_of_birth", "МОСКВА", "КИЕВ") is not True


def test_print_with_accents_agrees_with_the_mrz_without() -> None:
    assert agree("family_name", "MÜLLER", "MUELLER") is True
    assert agree("given_names", "ÉLODIE", "ELODIE") is True


def test_an_address_without_lines_cannot_be_compared() -> None:
    assert agree("address", ADDRESS, Address()) is None


TEXT_FIELDS = ["family_name", "given_names", "document_number", "restrictions", "sex", "height", "weight"]
TEXT = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="ABC .-", max_size=12),
    st.sampled_from(["66 in", "168 cm", "63 kg"]),
)


@given(st.sampled_from(TEXT_FIELDS), TEXT, TEXT)
def test_agreement_is_symmetric(name: str, a: str, b: str) -> None:
    assert agree(name, a, b) == agree(name, b, a)


@given(st.sampled_from(TEXT_FIELDS), TEXT)
def test_a_value_agrees_with_itself_unless_it_cannot_be_compared(name: str, value: str) -> None:
    assert agree(name, value, value) is not False


LINES = st.lists(st.text(alphabet="ABC 123,", max_size=12), max_size=3)


@given(LINES, LINES)
def test_agreement_of_addresses_is_symmetric(a: list[str], b: list[str]) -> None:
    one, other = Address(lines=a), Address(lines=b)
    assert agree("address", one, other) == agree("address", other, one)
    assert agree("address", one, one) is not False
