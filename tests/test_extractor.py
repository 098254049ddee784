"""The extractor: inputs, sides, statuses, faults of engines and kinds, limits."""

import dataclasses
import datetime as dt
import hashlib
import io
import logging
import re
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image
from pydantic import BaseModel

import docparse.extractor as module
from docparse import Extractor
from docparse.errors import EngineError, LimitError, UsageError
from docparse.kind import Extraction, Guess
from docparse.pages import Limits
from docparse.records import Check, DocumentResult, ErrorItem, IDDocument
from docparse.text import TextLine, TextReader

SECRET = "JANE SPECIMEN 123456789"


def fields_of(result: DocumentResult) -> dict:
    assert result.id_document is not None
    return result.id_document.model_dump(exclude={"quality"})


def codes(result: DocumentResult) -> list[str]:
    return [item.code for item in result.errors]


def pixels_of(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as opened:
        return np.asarray(opened.convert("RGB"))


@pytest.fixture
def silent(silent_reader: TextReader) -> Extractor:
    """An extractor that finds no text: barcodes alone are read."""
    return Extractor(reader=silent_reader)


@pytest.fixture
def page() -> np.ndarray:
    return np.full((400, 640, 3), 255, np.uint8)


# Wrong calls


def test_unknown_kind(silent: Extractor, page: np.ndarray):
    with pytest.raises(UsageError, match=r"known: auto, id, plan$") as caught:
        silent.extract(page, kind="nonsense")
    assert caught.value.code == "usage.unknown_kind"


def test_unknown_engine():
    with pytest.raises(UsageError, match="paddleocr, rapidocr") as caught:
        Extractor(text_engine="nonsense")
    assert caught.value.code == "usage.unknown_engine"


def test_wrong_dpi_and_source(silent: Extractor, page: np.ndarray):
    for call, code in (
        (lambda: silent.extract(page, dpi=1), "usage.dpi"),
        (lambda: silent.extract(page, dpi=float("nan")), "usage.dpi"),
        (lambda: silent.extract(17), "usage.source"),
        (lambda: silent.extract(page.astype(float)), "usage.pixels"),
        (lambda: silent.extract(page, back=17), "usage.source"),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.code == code


# Inputs


def test_path_bytes_and_array_give_the_same(silent: Extractor, barcode_card: bytes, tmp_path: Path):
    path = tmp_path / "back.png"
    path.write_bytes(barcode_card)
    results = [silent.extract(given) for given in (path, str(path), barcode_card, pixels_of(barcode_card))]
    assert [result.status for result in results] == ["ok"] * 4
    assert all(fields_of(result) == fields_of(results[0]) for result in results)
    digest = hashlib.sha256(barcode_card).hexdigest()
    assert [result.source.path for result in results] == [str(path), str(path), None, None]
    assert [result.source.media_type for result in results] == ["image/png"] * 3 + [None]
    assert all(result.source.sha256 == digest for result in results[:3])
    assert len(results[3].source.sha256) == 64
    assert all(result.source.pages == 1 for result in results)


def test_kinds_by_name_alias_and_auto(silent: Extractor, barcode_card: bytes):
    results = [silent.extract(barcode_card, kind=kind) for kind in ("auto", "id", "id_document")]
    assert {result.kind for result in results} == {"id_document"}
    assert all(fields_of(result) == fields_of(results[0]) for result in results)


def test_timings_and_models(extractor: Extractor, samples: Path):
    result = extractor.extract(samples / "licence_numbered_front.jpg")
    assert {"pages", "regions", "text", "total"} <= set(result.timings_ms)
    assert result.models["text"] == extractor.reader.version
    assert re.fullmatch(r"card@[0-9a-f]{8}\+id-fields@[0-9a-f]{8}", result.models["regions"])
    assert result.timings_ms["total"] >= result.timings_ms["text"] > 0
    assert all(spent >= 0 for spent in result.timings_ms.values())


def test_region_models_can_be_switched_off(extractor: Extractor, samples: Path):
    plain = Extractor(reader=extractor.reader, regions=False).extract(samples / "licence_worded_front.jpg")
    assert plain.status == "ok"
    assert set(plain.models) == {"text"}


def test_no_text_engine_is_named_where_none_was_used(silent: Extractor, barcode_card: bytes):
    result = silent.extract(barcode_card)
    assert result.models == {}
    assert result.timings_ms["text"] == 0


def test_as_of_decides_the_century(extractor: Extractor, samples: Path):
    back = samples / "identity_card_back.jpg"  # its zone has two-digit years: 680129
    born = [
        extractor.extract(back, as_of=dt.date(year, 1, 1)).id_document.date_of_birth.value.year
        for year in (2026, 2070)
    ]
    assert born == [1968, 2068]


@pytest.mark.parametrize(
    ("name", "data", "code", "media_type"),
    [
        ("cut.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "page.unreadable", "image/png"),
        ("cut.pdf", b"%PDF-1.7\n", "page.unreadable", "application/pdf"),
        ("text.jpg", b"only text", "page.unsupported", "application/octet-stream"),
    ],
)
def test_source_is_told_even_when_decoding_fails(
    silent: Extractor, tmp_path: Path, name: str, data: bytes, code: str, media_type: str
):
    path = tmp_path / name
    path.write_bytes(data)
    for given in (path, data):
        result = silent.extract(given)
        assert result.status == "failed"
        assert result.kind == "unknown"
        assert codes(result) == [code]
        assert result.errors[0].stage == "pages"
        assert result.source.sha256 == hashlib.sha256(data).hexdigest()
        assert result.source.media_type == media_type
        assert result.source.pages == 0


def test_a_file_that_is_not_there(silent: Extractor, tmp_path: Path):
    result = silent.extract(tmp_path / "none.jpg")
    assert codes(result) == ["page.missing"]
    assert result.source.path == str(tmp_path / "none.jpg")
    assert result.source.sha256 is None


def test_a_path_that_is_no_utf8_can_be_written(silent: Extractor):
    result = silent.extract("caf\udce9.jpg")
    assert codes(result) == ["page.missing"]
    assert result.source.path == "caf\\udce9.jpg"
    assert DocumentResult.model_validate_json(result.model_dump_json()) == result


def test_an_unforeseen_error_in_decoding(
    silent: Extractor, barcode_card: bytes, monkeypatch: pytest.MonkeyPatch
):
    def load_pages(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr(module, "load_pages", load_pages)
    result = silent.extract(barcode_card)
    assert codes(result) == ["page.unreadable"]
    assert SECRET not in result.model_dump_json()
    assert result.source.media_type == "image/png"


# Two sides


def test_front_and_back(extractor: Extractor, samples: Path):
    front, back = samples / "licence_numbered_front.jpg", samples / "licence_numbered_back.jpg"
    result, pages = extractor.extract_with_pages(front, back=back)
    assert result.status == "ok"
    assert [page.index for page in pages] == [0, 1]
    document = result.id_document
    assert document.barcode.page == 1
    assert document.images.portrait_page == 0
    assert {getattr(document, name).source for name in IDDocument.model_fields if name in _READ} >= {"pdf417"}
    assert any(
        check.name.startswith("front_vs_pdf417") and check.status == "passed" for check in document.checks
    )
    assert result.source.path == str(front)
    assert result.source.pages == 1


_READ = {"document_number", "family_name", "date_of_birth", "date_of_expiry"}


def test_pages_of_the_back_are_numbered_on(silent: Extractor, barcode_card: bytes, page: np.ndarray):
    file = io.BytesIO()
    white = Image.fromarray(page)
    white.save(file, "TIFF", save_all=True, append_images=[white])
    result, pages = silent.extract_with_pages(file.getvalue(), back=barcode_card)
    assert [page.index for page in pages] == [0, 1, 2]
    assert result.id_document.barcode.page == 2
    assert result.source.pages == 2
    assert result.source.media_type == "image/tiff"


def test_a_back_that_cannot_be_read_costs_only_itself(silent: Extractor, barcode_card: bytes):
    result = silent.extract(barcode_card, back=b"no picture")
    assert result.status == "partial"
    assert codes(result) == ["page.unsupported"]
    assert result.errors[0].message.startswith("back: ")
    assert result.id_document.document_number.value == "T1234567"
    assert result.source.media_type == "image/png"


def test_a_front_that_cannot_be_read_costs_only_itself(silent: Extractor, barcode_card: bytes):
    result = silent.extract(b"no picture", back=barcode_card)
    assert result.status == "partial"
    assert codes(result) == ["page.unsupported"]
    assert result.errors[0].message.startswith("front: ")
    assert result.id_document.document_number.value == "T1234567"
    assert result.source.sha256 == hashlib.sha256(b"no picture").hexdigest()


def test_two_sides_that_cannot_be_read(silent: Extractor):
    result = silent.extract(b"", back=b"no picture")
    assert result.status == "failed"
    assert codes(result) == ["page.empty", "page.unsupported"]


def test_the_same_picture_as_both_sides(silent: Extractor, barcode_card: bytes):
    once, twice = silent.extract(barcode_card), silent.extract(barcode_card, back=barcode_card)
    assert twice.status == "ok"
    values = [
        {name: value["value"] for name, value in fields_of(result).items() if _is_field(value)}
        for result in (once, twice)
    ]
    assert values[0] == values[1]


def _is_field(value: object) -> bool:
    return isinstance(value, dict) and "value" in value


# Statuses


def test_a_page_without_a_document(silent: Extractor, page: np.ndarray):
    result = silent.extract(page)
    assert (result.status, result.kind, codes(result)) == ("failed", "unknown", ["kind.unknown"])
    assert result.id_document is None
    assert "no AAMVA barcode" in result.errors[0].message


def test_a_page_without_the_document_asked_for(silent: Extractor, page: np.ndarray):
    result = silent.extract(page, kind="id")
    assert (result.status, result.kind) == ("failed", "unknown")
    assert codes(result)[0] == "kind.nothing_found"
    assert result.id_document is None


def test_a_document_without_its_key_fields(silent: Extractor, hostile: ModuleType):
    result = silent.extract(hostile.pdf417(hostile.PAYLOAD[:60]))
    assert (result.status, result.kind, codes(result)) == ("partial", "id_document", ["id.fields_missing"])
    assert "date_of_birth" in result.errors[0].message
    assert "EXAMPLE" not in result.errors[0].message


def test_a_lost_page_makes_it_partial(silent: Extractor, barcode_card: bytes):
    file = io.BytesIO()
    with Image.open(io.BytesIO(barcode_card)) as picture:
        picture.convert("RGB").save(file, "TIFF", save_all=True, append_images=[picture.copy()] * 2)
    silent.limits = Limits(max_pages=1)
    result = silent.extract(file.getvalue())
    assert (result.status, codes(result)) == ("partial", ["page.too_many"])
    assert result.source.pages == 3
    assert result.id_document is not None


# Engines at fault


@pytest.mark.parametrize("kind", ["auto", "id"])
def test_a_crashing_engine(
    crashing_reader: TextReader, page: np.ndarray, kind: str, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    result = Extractor(reader=crashing_reader).extract(page, kind=kind)
    assert (result.status, codes(result)) == ("failed", ["engine.failed"])
    assert "RuntimeError" in result.errors[0].message
    for written in (result.model_dump_json(), caplog.text):
        assert not any(word in written for word in SECRET.split())


def test_an_engine_without_memory(memory_reader: TextReader, page: np.ndarray):
    result = Extractor(reader=memory_reader).extract(page)
    assert (result.status, codes(result)) == ("failed", ["limit.memory"])
    assert result.source.pages == 1


def test_a_nonsense_engine(nonsense_reader: TextReader, page: np.ndarray):
    for kind in ("auto", "id"):
        result = Extractor(reader=nonsense_reader).extract(page, kind=kind)
        assert result.status == "failed"
        assert set(codes(result)) <= {"kind.unknown", "kind.nothing_found", "id.fields_missing"}
        assert DocumentResult.model_validate_json(result.model_dump_json()) == result


def test_an_engine_that_crashes_beside_a_barcode(crashing_reader: TextReader, samples: Path):
    result = Extractor(reader=crashing_reader).extract(samples / "licence_numbered_back.jpg")
    assert result.status == "ok", "a barcode needs no text"


def test_an_engine_is_asked_no_more_when_time_is_up(page: np.ndarray, silent_reader: TextReader):
    class SlowReader(type(silent_reader)):
        def fail(self) -> list[TextLine]:
            time.sleep(0.12)
            return []

    reader = SlowReader()
    file = io.BytesIO()
    white = Image.fromarray(page)
    white.save(file, "TIFF", save_all=True, append_images=[white] * 20)
    limited = Extractor(reader=reader, limits=Limits(max_seconds=0.3))
    result = limited.extract(file.getvalue())
    assert (result.status, codes(result)) == ("failed", ["limit.time"])
    assert reader.calls < 8


def test_time_is_up_before_anything_is_read(silent_reader: TextReader, barcode_card: bytes):
    result = Extractor(reader=silent_reader, limits=Limits(max_seconds=1e-9)).extract(barcode_card)
    assert (result.status, codes(result)) == ("failed", ["limit.time"])


def test_limits_on_bytes_and_pixels(silent_reader: TextReader, barcode_card: bytes):
    for limits in (Limits(max_bytes=100), Limits(max_pixels=100)):
        result = Extractor(reader=silent_reader, limits=limits).extract(barcode_card)
        assert (result.status, codes(result)) == ("failed", ["page.too_large"])


# Plug-in kinds


class Badge(BaseModel):
    holder: str
    issued: dt.date


class BadgeKind:
    name = "badge"
    alias = "bdg"

    def __init__(self, step: Callable[[], Extraction], confidence: float = 0.9) -> None:
        self.step, self.confidence = step, confidence

    def guess(self, views: Sequence, options: object) -> Guess:
        return Guess(self.confidence, "it has a clip")

    def extract(self, views: Sequence, options: object) -> Extraction:
        return self.step()


@pytest.fixture
def with_kinds(
    monkeypatch: pytest.MonkeyPatch, silent_reader: TextReader
) -> Callable[[list[object]], Extractor]:
    def make(kinds: list[object]) -> Extractor:
        monkeypatch.setattr(module, "find_kinds", lambda: kinds)
        return Extractor(reader=silent_reader)

    return make


BADGE = Badge(holder="ROBIN", issued=dt.date(2026, 1, 2))


@pytest.mark.parametrize("record", [BADGE, {"holder": "ROBIN"}, [BADGE, BADGE], "a word", []])
def test_a_plug_in_record(with_kinds: Callable, page: np.ndarray, record: object):
    result = with_kinds([BadgeKind(lambda: Extraction(record, models={"clip": "clip@1"}))]).extract(page)
    assert (result.status, result.kind) == ("ok", "badge")
    assert result.record == record
    assert result.id_document is None
    assert result.floor_plans == []
    assert result.models["clip"] == "clip@1"
    again = DocumentResult.model_validate_json(result.model_dump_json())
    assert again.kind == "badge"
    assert '"issued":"2026-01-02"' in result.model_dump_json() or record is not BADGE


def test_the_surest_kind_wins(with_kinds: Callable, page: np.ndarray):
    kinds = [BadgeKind(lambda: Extraction("unsure"), 0.6), BadgeKind(lambda: Extraction("sure"), 0.8)]
    kinds[1].name = "other"
    assert with_kinds(kinds).extract(page).record == "sure"
    assert with_kinds(kinds).extract(page, kind="badge").record == "unsure"


def test_a_kind_that_is_unsure_is_not_taken(with_kinds: Callable, page: np.ndarray):
    result = with_kinds([BadgeKind(lambda: Extraction("x"), 0.49)]).extract(page)
    assert codes(result) == ["kind.unknown"]
    assert "it has a clip" in result.errors[0].message


def test_no_kind_is_installed(with_kinds: Callable, page: np.ndarray):
    assert "no document kind is installed" in with_kinds([]).extract(page).errors[0].message


def _raising(error: Exception) -> Callable[[], Extraction]:
    def step() -> Extraction:
        raise error

    return step


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (_raising(ValueError(SECRET)), "kind.failed"),
        (_raising(UsageError("usage.factor", SECRET)), "kind.failed"),
        (_raising(EngineError("engine.missing", "install the clip reader")), "engine.missing"),
        (_raising(LimitError("limit.time", "too slow")), "limit.time"),
        (_raising(MemoryError()), "limit.memory"),
        (lambda: None, "kind.failed"),
        (lambda: Extraction(None), "kind.nothing_found"),
        (lambda: Extraction(object()), "kind.failed"),
        (lambda: Extraction({"bad": "\ud800"}), "kind.failed"),
        (lambda: Extraction(IDDocument(checks=[Check(name="\ud800", status="passed")])), "kind.failed"),
    ],
)
@pytest.mark.parametrize("kind", ["auto", "bdg"])
def test_a_plug_in_at_fault(
    with_kinds: Callable,
    page: np.ndarray,
    step: Callable,
    code: str,
    kind: str,
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level(logging.DEBUG)
    result = with_kinds([BadgeKind(step)]).extract(page, kind=kind)
    assert result.status == "failed"
    assert code in codes(result)
    assert result.record is None
    for written in (result.model_dump_json(), caplog.text):
        assert SECRET not in written


def test_errors_of_a_plug_in_make_it_partial(with_kinds: Callable, page: np.ndarray):
    error = ErrorItem(code="badge.torn", message="half of it is missing", stage="badge", page=0)
    result = with_kinds([BadgeKind(lambda: Extraction(BADGE, errors=[error], warnings=[error]))]).extract(
        page
    )
    assert (result.status, codes(result)) == ("partial", ["badge.torn"])
    assert result.warnings == [error]


def test_entry_points_give_the_kinds(monkeypatch: pytest.MonkeyPatch):
    assert [kind.name for kind in module.find_kinds()] == ["floor_plan", "id_document"]
    entry = module.metadata.EntryPoint("broken", "docparse.none:Kind", module.KIND_GROUP)
    monkeypatch.setattr(module.metadata, "entry_points", lambda **_group: [entry])
    with pytest.raises(EngineError, match="'broken'") as caught:
        Extractor()
    assert caught.value.code == "engine.kind"


# Threads


def test_two_threads_share_an_extractor(extractor: Extractor, samples: Path):
    names = ["licence_numbered_front.jpg", "licence_worded_front.jpg"]
    alone = {name: fields_of(extractor.extract(samples / name)) for name in names}
    found: dict[str, dict] = {}
    threads = [
        threading.Thread(
            target=lambda name=name: found.update({name: fields_of(extractor.extract(samples / name))})
        )
        for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert found == alone


def test_warm_up_asks_the_engine(silent_reader: TextReader):
    Extractor(reader=silent_reader).warm_up()
    assert silent_reader.calls == 1


def test_a_result_is_not_the_pages(silent: Extractor, barcode_card: bytes):
    result, pages = silent.extract_with_pages(barcode_card)
    assert dataclasses.is_dataclass(pages[0])
    assert result.id_document.barcode.polygon_px
    height, width = pages[0].pixels.shape[:2]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in result.id_document.barcode.polygon_px)


# PDFs


def test_a_pdf_of_the_picture(silent: Extractor, barcode_card: bytes):
    file = io.BytesIO()
    Image.fromarray(pixels_of(barcode_card)).save(file, "PDF", resolution=150)
    result, pages = silent.extract_with_pages(file.getvalue(), dpi=150)
    assert (result.status, result.source.media_type) == ("ok", "application/pdf")
    values = [
        {name: value["value"] for name, value in fields_of(read).items() if _is_field(value)}
        for read in (result, silent.extract(barcode_card))
    ]
    assert values[0] == values[1]
    assert pages[0].width == pytest.approx(pixels_of(barcode_card).shape[1], abs=2)
