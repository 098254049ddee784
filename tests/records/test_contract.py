"""The names and shapes other programs rely on."""

import datetime as dt
import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from docparse import records
from docparse.output.schema import schema_names, schema_text
from docparse.records import (
    Address,
    Barcode,
    Check,
    DateField,
    DocumentResult,
    ErrorItem,
    Field,
    FlagField,
    IDDocument,
    Images,
    Mrz,
    MrzRepair,
    Quality,
    SexField,
    Source,
    TextField,
)

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"

FIELDS = [
    "document_type",
    "issuing_country",
    "issuing_jurisdiction",
    "document_number",
    "family_name",
    "given_names",
    "name_suffix",
    "date_of_birth",
    "date_of_issue",
    "date_of_expiry",
    "sex",
    "address",
    "height",
    "weight",
    "eye_color",
    "hair_color",
    "vehicle_class",
    "restrictions",
    "endorsements",
    "document_discriminator",
    "nationality",
    "place_of_birth",
    "personal_number",
    "organ_donor",
    "veteran",
]
BOX = [(1.0, 2.0), (30.0, 2.0), (30.0, 12.0), (1.0, 12.0)]
ERROR = ErrorItem(code="page.unreadable", message="it is broken", stage="pages", page=0)


def text(value: str, **more: object) -> TextField:
    return TextField(value=value, text=value, confidence=0.9, source="front", **more)


def full_document() -> IDDocument:
    values = {
        name: text(name.upper(), polygon_px=BOX)
        for name in FIELDS
        if name
        not in {
            "document_type",
            "date_of_birth",
            "date_of_issue",
            "date_of_expiry",
            "sex",
            "address",
            "organ_donor",
            "veteran",
        }
    }
    for name, day in (("birth", (1996, 2, 29)), ("issue", (2020, 3, 1)), ("expiry", (2030, 3, 1))):
        values[f"date_of_{name}"] = DateField(
            value=dt.date(*day), text="as printed", confidence=1.0, source="mrz"
        )
    kind = {"value": "driver_license", "text": "DRIVER LICENSE", "confidence": 0.5, "source": "front"}
    address = Address(
        lines=["1 ÉLM ST", "TOWN"], city="TOWN", region="PA", postal_code="17101", country="USA"
    )
    return IDDocument(
        **values,
        document_type=kind,
        sex=SexField(value="X", text="X", confidence=1.0, source="pdf417"),
        address=Field[Address](value=address, text="1 ÉLM ST TOWN", confidence=0.7, source="front"),
        organ_donor=FlagField(value=True, text="DONOR", confidence=0.7, source="front"),
        veteran=FlagField(value=False, text="", confidence=0.7, source="pdf417"),
        mrz=Mrz(
            format="TD3",
            lines=["P<", "1"],
            checks={"composite": True},
            repairs=[MrzRepair(line=0, position=1, read="O", repaired="0", reason="check_digit")],
        ),
        barcode=Barcode(aamva_version=10, issuer_id="636025", elements={"DAQ": "1"}, polygon_px=BOX),
        checks=[Check(name="front_vs_pdf417.date_of_birth", status="passed", detail="")],
        images=Images(portrait_page=0, portrait_px=BOX),
        quality=Quality(sharpness=1.0, glare=0.0, resolution_px=1000, cut_off=["top"]),
    )


def full_result(**changes: object) -> DocumentResult:
    source = Source(path="a.jpg", sha256="0" * 64, media_type="image/jpeg", pages=1)
    given = {"source": source, "kind": "id_document", "status": "ok", "id_document": full_document()}
    return DocumentResult(**(given | changes))


def test_every_public_name_is_there():
    assert sorted(records.__all__) == records.__all__
    assert all(hasattr(records, name) for name in records.__all__)


def test_names_of_a_result():
    dumped = json.loads(full_result().model_dump_json())
    assert set(dumped) == {
        "schema_version",
        "source",
        "kind",
        "status",
        "errors",
        "warnings",
        "id_document",
        "floor_plans",
        "record",
        "timings_ms",
        "models",
    }
    assert dumped["schema_version"] == "1.0"
    assert dumped["floor_plans"] == []
    assert dumped["record"] is None
    assert set(dumped["source"]) == {"path", "sha256", "media_type", "pages"}


def test_names_of_an_error():
    assert set(ERROR.model_dump()) == {"code", "message", "stage", "page"}


def test_names_of_an_id_document():
    assert set(FIELDS) <= set(IDDocument.model_fields)
    assert {"mrz", "barcode", "checks", "images", "quality"} == set(IDDocument.model_fields) - set(FIELDS)


def test_names_of_a_field():
    dumped = json.loads(full_document().model_dump_json())
    keys = {"value", "text", "confidence", "source", "page", "polygon_px"}
    assert all(set(dumped[name]) == keys for name in FIELDS)
    assert dumped["date_of_birth"]["value"] == "1996-02-29"
    assert set(dumped["address"]["value"]) == {"lines", "city", "region", "postal_code", "country"}
    assert {"format", "lines", "checks"} <= set(dumped["mrz"])
    assert {"aamva_version", "issuer_id", "elements"} <= set(dumped["barcode"])
    assert set(dumped["checks"][0]) == {"name", "status", "detail"}


def test_an_empty_document_has_every_field_as_null():
    dumped = json.loads(IDDocument().model_dump_json())
    assert all(dumped[name] is None for name in [*FIELDS, "mrz", "barcode"])


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan"), float("inf")])
def test_confidence_is_between_0_and_1(confidence: float):
    with pytest.raises(ValidationError):
        TextField(value="A", text="A", confidence=confidence, source="front")


@pytest.mark.parametrize(
    ("model", "bad"),
    [
        (TextField, {"value": "A", "text": "A", "confidence": 1, "source": "guess"}),
        (SexField, {"value": "Z", "text": "Z", "confidence": 1, "source": "front"}),
        (Check, {"name": "a", "status": "maybe"}),
        (Mrz, {"format": "TD9", "lines": [], "checks": {}}),
        (IDDocument, {"last_name": None}),
        (Quality, {"sharpness": 2, "glare": 0, "resolution_px": 1}),
    ],
)
def test_what_the_contract_does_not_know_is_refused(model: type, bad: dict):
    with pytest.raises(ValidationError):
        model(**bad)


def test_ok_never_carries_errors():
    with pytest.raises(ValidationError, match="cannot have status 'ok'"):
        full_result(errors=[ERROR])


@pytest.mark.parametrize("status", ["partial", "failed"])
def test_what_is_not_ok_says_why(status: str):
    with pytest.raises(ValidationError, match="must say why"):
        full_result(status=status)
    assert full_result(status=status, errors=[ERROR]).errors == [ERROR]


def test_there_are_three_statuses():
    with pytest.raises(ValidationError):
        full_result(status="success", errors=[ERROR])


def test_warnings_leave_a_result_ok():
    assert full_result(warnings=[ERROR]).status == "ok"


def test_a_round_trip_through_json_loses_nothing():
    result = full_result(status="partial", errors=[ERROR], timings_ms={"total": 1.5}, models={"text": "a@1"})
    assert DocumentResult.model_validate_json(result.model_dump_json()) == result


def test_records_do_not_change():
    result = full_result()
    for record, name in (
        (result, "status"),
        (result.source, "path"),
        (result.id_document, "sex"),
        (result.id_document.sex, "value"),
        (result.id_document.address.value, "city"),
        (result.id_document.visitor(), "age"),
    ):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(record, name, None)


@pytest.mark.parametrize("name", schema_names())
def test_schema_files_are_up_to_date(name: str):
    file = SCHEMAS / f"{name}.schema.json"
    assert file.is_file(), "run: make schemas"
    assert file.read_text(encoding="utf-8") == schema_text(name), "run: make schemas"


def test_no_schema_file_without_a_record():
    assert {path.name for path in SCHEMAS.iterdir()} == {f"{name}.schema.json" for name in schema_names()}
