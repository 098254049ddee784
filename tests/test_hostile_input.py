"""Broken, hostile and empty inputs: each gives a result with a clear code, quickly, and never a traceback."""

import json
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docparse import Extractor
from docparse.records import DocumentResult

MOST_SECONDS = 20.0

CODES = {
    "animated.gif": "kind.unknown",
    "black.png": "kind.unknown",
    "bomb.png": "page.too_large",
    "jpeg_cut_early.jpg": "page.unreadable",
    "jpeg_cut_late.jpg": "page.unreadable",
    "no_document.jpg": "kind.unknown",
    "noise.png": "kind.unknown",
    "one_pixel.png": "kind.unknown",
    "pdf417_random_bytes.png": "kind.unknown",
    "pdf417_text.png": "kind.unknown",
    "pdf_cut_early.pdf": "page.unreadable",
    "pdf_cut_late.pdf": "page.unreadable",
    "pdf_encrypted.pdf": "page.encrypted",
    "pdf_header_only.pdf": "page.unreadable",
    "pdf_no_page.pdf": "page.empty",
    "qr_only.png": "kind.unknown",
    "random_bytes.png": "page.unsupported",
    "strip_across.png": "kind.unknown",
    "strip_noise.png": "kind.unknown",
    "strip_upright.png": "kind.unknown",
    "text.jpg": "page.unsupported",
    "white.png": "kind.unknown",
    "zero_bytes.jpg": "page.empty",
}


def read(extractor: Extractor, source: Path | bytes) -> DocumentResult:
    start = time.perf_counter()
    result = extractor.extract(source)
    assert time.perf_counter() - start < MOST_SECONDS
    assert DocumentResult.model_validate_json(result.model_dump_json()) == result
    for item in (*result.errors, *result.warnings):
        assert "Traceback" not in item.message
        assert item.stage
        assert item.message
    return result


@pytest.mark.parametrize("name", sorted(CODES))
def test_what_is_no_document(extractor: Extractor, hostile_folder: Path, name: str):
    result = read(extractor, hostile_folder / name)
    assert (result.status, result.kind) == ("failed", "unknown")
    assert [item.code for item in result.errors] == [CODES[name]]
    if result.errors[0].code != "page.empty" or "pdf" in name:
        assert result.source.sha256
        assert result.source.media_type


def test_a_bomb_is_small_as_a_file_and_never_decoded(hostile_folder: Path, extractor: Extractor):
    bomb = hostile_folder / "bomb.png"
    assert bomb.stat().st_size < 500_000
    start = time.perf_counter()
    extractor.extract(bomb)
    assert time.perf_counter() - start < 5.0


def test_a_barcode_cut_anywhere(extractor: Extractor, hostile_folder: Path):
    files = sorted(hostile_folder.glob("aamva_cut_*.png"))
    assert len(files) > 5
    for file in files:
        result = read(extractor, file)
        assert result.status != "ok" or result.warnings, file.name
        assert result.errors or result.warnings, file.name


@pytest.mark.parametrize("name", ["aamva_random_fields.png", "aamva_control_characters.png"])
def test_a_barcode_with_rubbish_in_it(extractor: Extractor, hostile_folder: Path, name: str):
    result = read(extractor, hostile_folder / name)
    assert result.kind == "id_document"
    assert "barcode.undefined_characters" in {item.code for item in result.warnings}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_barcode_content(hostile: ModuleType, silent_reader: object, data: st.DataObject):
    content = data.draw(st.binary(min_size=1, max_size=300))
    if data.draw(st.booleans()):
        cut = data.draw(st.integers(1, len(hostile.PAYLOAD)))
        content = hostile.PAYLOAD[:cut].encode() + content
    result = read(Extractor(reader=silent_reader), hostile.pdf417(content))
    assert result.status == "ok" or result.errors


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_files_with_bytes_changed(
    hostile_folder: Path, barcode_card: bytes, silent_reader: object, data: st.DataObject
):
    """Bytes overwritten anywhere in a file of each sort."""
    whole = data.draw(st.sampled_from([barcode_card, *_sorts(hostile_folder)]))
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    result = read(Extractor(reader=silent_reader), bytes(broken))
    assert result.status == "ok" or result.errors


def _sorts(folder: Path) -> list[bytes]:
    names = ("animated.gif", "pdf_no_page.pdf", "pdf_encrypted.pdf")
    return [(folder / name).read_bytes() for name in names]


def test_the_command_over_all_of_them(hostile_folder: Path, tmp_path: Path):
    """A fresh process with its own engine."""
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "docparse",
        "extract",
        str(hostile_folder),
        "--out",
        str(out),
        "--overlay",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "Warning" not in done.stderr
    inputs = sorted(path.name for path in hostile_folder.iterdir())
    assert sum(line.startswith("[") for line in done.stderr.splitlines()) == len(inputs)
    for name in inputs:
        result = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
        codes = [item["code"] for item in result["errors"]]
        assert result["status"] == "ok" or codes
        assert name not in CODES or codes == [CODES[name]]
