"""Every sample is read right, and nothing in its whole result changes unseen.

``pytest --update-golden`` writes the golden files anew; look at the difference before you commit it.
"""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from docparse import Extractor
from docparse.records import DocumentResult

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"
NAMES = sorted(path.stem for path in (ROOT / "samples" / "id").glob("*.jpg"))
AS_OF = dt.date(2026, 1, 1)
PAIRS = {"licence_numbered": "driver_license", "identity_card": "id_card"}


@pytest.fixture(scope="module")
def read(extractor: Extractor, samples: Path) -> Any:
    """Read a sample once, whichever test asks first."""
    done: dict[str, DocumentResult] = {}

    def once(name: str) -> DocumentResult:
        if name not in done:
            done[name] = extractor.extract(samples / f"{name}.jpg", as_of=AS_OF)
        return done[name]

    return once


def truth_of(name: str) -> dict[str, Any]:
    text = (ROOT / "samples" / "id" / f"{name}.json").read_text(encoding="utf-8")
    truth: dict[str, Any] = json.loads(text)
    return truth


def plain(value: Any) -> str:
    """Letters and digits in capitals."""
    return re.sub(r"[^A-Z0-9]", "", str(value).upper())


def same(name: str, read_value: Any, true_value: Any) -> bool:
    if name == "address":
        return plain("".join(read_value["lines"])) == plain("".join(true_value["lines"])) and all(
            read_value[part] == true_value[part] for part in ("city", "region", "postal_code", "country")
        )
    if name in {"height", "weight"}:
        return size_of(read_value) == size_of(true_value)
    if name in {
        "eye_color",
        "hair_color",
        "vehicle_class",
        "restrictions",
        "endorsements",
        "document_number",
    }:
        return plain(read_value) == plain(true_value)
    return bool(read_value == true_value)


def size_of(text: str) -> float:
    """Inches or pounds of ``5'-04"``, ``064 IN``, ``64 in``, ``168 cm``, ``135 lb``."""
    feet = re.fullmatch(r"(\d)'-?(\d\d?)\"?", text)
    if feet:
        return int(feet[1]) * 12 + int(feet[2])
    number = float(re.search(r"\d+", text)[0])
    return round(number / 2.54) if text.lower().endswith("cm") else number


@pytest.mark.ocr
@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_read_right(read: Any, name: str):
    result, truth = read(name), truth_of(name)
    if truth == {"kind": "unknown"}:
        assert (result.kind, result.status) == ("unknown", "failed")
        assert [item.code for item in result.errors] == ["kind.unknown"]
        return
    assert (result.kind, result.status, result.errors) == ("id_document", "ok", [])
    document = json.loads(result.id_document.model_dump_json())
    for source in ("mrz", "barcode"):
        told = truth.pop(source, None)
        assert (document[source] is None) == (told is None)
        for key in told or {}:
            assert without_fill(document[source][key]) == told[key]
    wrong = {
        key: (document[key] and document[key]["value"], value)
        for key, value in truth.items()
        if not (value == "NONE" and not document[key])  # a barcode's filler for "no data"
        and (not document[key] or not same(key, document[key]["value"], value))
    }
    assert wrong == {}


def without_fill(value: Any) -> Any:
    """A barcode's elements without the blanks that fill fixed lengths."""
    if isinstance(value, dict):
        return {key: without_fill(inner) for key, inner in value.items()}
    return value.rstrip() if isinstance(value, str) else value


@pytest.mark.ocr
@pytest.mark.parametrize("name", [name for name in NAMES if "landscape" not in name])
def test_nothing_is_read_that_is_not_there(read: Any, name: str):
    truth, document = truth_of(name), read(name).id_document
    allowed = {*truth, "mrz", "barcode", "checks", "images", "quality", *DERIVED}
    found = {key for key in type(document).model_fields if getattr(document, key) is not None}
    assert found <= allowed


# Known from other values of the same side.
DERIVED = {"issuing_country", "issuing_jurisdiction", "organ_donor", "veteran"}


@pytest.mark.ocr
@pytest.mark.parametrize("name", NAMES)
def test_the_whole_result_is_as_it_was(read: Any, name: str, request: pytest.FixtureRequest):
    check(normalised(read(name)), GOLDEN / f"{name}.json", request)


@pytest.mark.ocr
@pytest.mark.parametrize("pair", sorted(PAIRS))
def test_two_sides_agree(extractor: Extractor, samples: Path, pair: str, request: pytest.FixtureRequest):
    result = extractor.extract(samples / f"{pair}_front.jpg", back=samples / f"{pair}_back.jpg", as_of=AS_OF)
    assert result.status == "ok"
    document = result.id_document
    assert document.document_type.value == PAIRS[pair]
    assert [check.name for check in document.checks if check.status == "failed"] == []
    compared = [c.name for c in document.checks if "_vs_" in c.name and c.status == "passed"]
    assert {name.split(".")[1] for name in compared} >= {"family_name", "given_names", "date_of_birth"}
    check(normalised(result), GOLDEN / f"{pair}_both_sides.json", request)


def test_no_golden_file_without_a_sample():
    expected = {*NAMES, *(f"{pair}_both_sides" for pair in PAIRS)}
    assert {path.stem for path in GOLDEN.glob("*.json")} == expected


def check(now: dict[str, Any], file: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        text = json.dumps(now, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        file.write_text(text, encoding="utf-8")
        return
    assert file.is_file(), "run: pytest --update-golden"
    assert now == json.loads(file.read_text(encoding="utf-8"))


def normalised(result: DocumentResult) -> dict[str, Any]:
    """The result as JSON without what differs between machines, runs and releases."""
    whole: dict[str, Any] = json.loads(result.model_dump_json())
    whole["source"]["path"] = Path(whole["source"]["path"]).name
    whole["models"] = sorted(whole["models"])
    whole["timings_ms"] = sorted(name for name in whole["timings_ms"] if name in _STAGES)
    document = whole["id_document"]
    if document:
        document["quality"] = {"cut_off": document["quality"]["cut_off"]}
    rough: dict[str, Any] = _without_places(whole)
    return rough


_STAGES = {"pages", "regions", "text", "total"}


def _without_places(value: Any) -> Any:
    """Without confidences, and of polygons only whether they are there: machines differ in both a little."""
    if isinstance(value, list):
        return [_without_places(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    return {
        key: inner is not None if key.endswith("_px") else _without_places(inner)
        for key, inner in value.items()
        if key != "confidence"
    }
