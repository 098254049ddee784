"""Jurisdiction, country and document type from the words on the face."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from docparse.identity.front.issuer import find_country, find_document_type, find_issuer

Reader = Callable[..., dict[str, Any]]


def face_of(read: Reader, heading: str, *lines: str) -> dict[str, Any]:
    prints = [(heading, 40, 20, 22 * len(heading), 44)]
    return read(prints + [(text, 40, 90 + 40 * i) for i, text in enumerate(lines)])


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("WEST VIRGINIA", "US-WV"),
        ("VIRGINIA", "US-VA"),
        ("COMMONWEALTH OF VIRGINIA", "US-VA"),
        ("U.S. VIRGIN ISLANDS", "US-VI"),
        ("ARKANSAS", "US-AR"),
        ("KANSAS", "US-KS"),
        ("WASHINGTON", "US-WA"),
        ("WASHINGTON, D.C.", "US-DC"),
        ("NEW MEXICO", "US-NM"),
        ("MISSOURI DRIVER LICENSE", "US-MO"),
        ("CALIFORNIA USA DRIVER LICENSE", "US-CA"),
        ("Québec", "CA-QC"),
        ("NOUVEAU-BRUNSWICK", "CA-NB"),
        ("USA PA", "US-PA"),
    ],
)
def test_the_heading_names_the_issuer(read: Reader, heading: str, code: str) -> None:
    found = face_of(read, heading)
    assert found["issuing_jurisdiction"] == code
    assert found["issuing_country"] == ("CAN" if code.startswith("CA-") else "USA")


@pytest.mark.parametrize(
    ("heading", "code"), [("lennessce", "US-TN"), ("Tennessce", "US-TN"), ("pennsylvarnia", "US-PA")]
)
def test_a_misread_fancy_heading(read: Reader, heading: str, code: str) -> None:
    assert face_of(read, heading)["issuing_jurisdiction"] == code


def test_district_of_columbia_with_washington_dc_in_the_address(read: Reader) -> None:
    found = face_of(read, "DISTRICT OF COLUMBIA", "HOLLOWAY", "JANE", "4 ELM ST NW", "WASHINGTON, DC 20001")
    assert found["issuing_jurisdiction"] == "US-DC"


def test_the_heading_outvotes_a_state_in_a_street_name(read: Reader) -> None:
    found = face_of(read, "OREGON", "4 KANSAS CITY RD", "ARKANSAS CITY, KS 67005")
    assert found["issuing_jurisdiction"] == "US-OR"


def test_without_a_heading_the_address_votes(read: Reader) -> None:
    found = face_of(read, "DRIVER LICENSE", "JANE", "4 VIRGINIA AVE", "SALEM, OR 97301")
    assert found["issuing_jurisdiction"] == "US-OR"


@pytest.mark.parametrize("lines", [("HOLLOWAY", "JANE"), ("ID",), ("ON",), ("DL",)])
def test_nothing_names_an_issuer(read: Reader, lines: tuple[str, ...]) -> None:
    assert "issuing_jurisdiction" not in face_of(read, *lines)


def test_no_lines_no_issuer() -> None:
    assert find_issuer([]) is None
    assert find_country([]) is None
    assert find_document_type([]) is None


@pytest.mark.parametrize(
    ("line", "country"),
    [("NEW ZEALAND", "NZL"), ("MEXICO", "MEX"), ("CANADA / KANADA", "CAN"), ("BELGIË", "BEL")],
)
def test_a_country_on_the_face(read: Reader, line: str, country: str) -> None:
    assert face_of(read, line)["issuing_country"] == country


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("DRIVER LICENSE",), "driver_license"),
        (("DRIVER'S LICENCE",), "driver_license"),
        (("OPERATOR'S LICENSE",), "driver_license"),
        (("DRIVER", "LICENSE"), "driver_license"),
        (("ENHANCED DRIVER LICENSE",), "driver_license"),
        (("PERMIS DE CONDUIRE",), "driver_license"),
        (("IDENTIFICATION CARD",), "id_card"),
        (("IDENTIFICATION", "CARD"), "id_card"),
        (("NON-DRIVER IDENTIFICATION CARD",), "id_card"),
        (("NOT A DRIVER LICENSE", "IDENTIFICATION CARD"), "id_card"),
        (("NOT FOR FEDERAL IDENTIFICATION", "DRIVER LICENSE"), "driver_license"),
        (("CARTE NATIONALE D'IDENTITÉ",), "id_card"),
        (("PASSPORT CARD",), "passport_card"),
        (("PASSPORT",), "passport"),
        (("VISA",), "visa"),
        (("PERMANENT RESIDENT CARD",), "residence_permit"),
        (("RESIDENCE PERMIT",), "residence_permit"),
    ],
)
def test_document_types(read: Reader, lines: tuple[str, ...], kind: str) -> None:
    prints = [(text, 40, 20 + 25 * i) for i, text in enumerate(lines)]
    assert read(prints)["document_type"] == kind


@pytest.mark.parametrize(
    "line",
    [
        "NOT FOR FEDERAL IDENTIFICATION",
        "HOLLOWAY",
        pytest.param("VISALIA, CA 93277"),
    ],
)
def test_no_document_type(read: Reader, line: str) -> None:
    assert "document_type" not in read([(line, 40, 20)])


def test_halves_of_a_heading_far_apart_do_not_join(read: Reader) -> None:
    assert "document_type" not in read([("DRIVER", 40, 20), ("LICENSE", 40, 400)])
