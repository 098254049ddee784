"""The doctor tries what is installed, and says what is broken without breaking."""

from importlib import metadata
from types import SimpleNamespace

import pytest

from docparse import doctor


def by_name() -> dict[str, doctor.Finding]:
    return {finding.name: finding for finding in doctor.examine()}


def test_everything_needed_works_here():
    findings = by_name()
    assert {name for name, finding in findings.items() if finding.needed and not finding.works} == set()
    assert "rapidocr@" in findings["text: rapidocr"].detail
    assert "id_document" in findings["document kinds"].detail
    assert all(f"{name}@" in findings["regions: models"].detail for name in ("card", "id-fields", "plan"))


@pytest.mark.parametrize(
    "error", [ImportError("gone"), RuntimeError("broken"), AttributeError("old"), KeyError()]
)
@pytest.mark.parametrize(
    ("check", "name"),
    [
        ("_rapidocr", "text: rapidocr"),
        ("_mrz_weights", "mrz: line reader"),
        ("_region_models", "regions: models"),
        ("_zxing", "barcodes: zxing-cpp"),
        ("_pdfium", "pdf: pypdfium2"),
        ("_kinds", "document kinds"),
    ],
)
def test_what_is_broken_is_found(monkeypatch: pytest.MonkeyPatch, check: str, name: str, error: Exception):
    def fail() -> str:
        raise error

    for other in ("_rapidocr", "_mrz_weights", "_region_models", "_zxing", "_pdfium", "_kinds"):
        monkeypatch.setattr(doctor, other, fail if other == check else lambda: "fine")
    broken = [finding for finding in doctor.examine() if finding.needed and not finding.works]
    assert [finding.name for finding in broken] == [name]
    assert type(error).__name__ in broken[0].detail


def test_an_engine_that_reads_nothing_is_broken(monkeypatch: pytest.MonkeyPatch, silent_reader: object):
    monkeypatch.setattr("docparse.text.get_reader", lambda _name: silent_reader)
    with pytest.raises(RuntimeError, match="does not read a plain line"):
        doctor._rapidocr()


def test_a_folder_of_weights_that_does_not_exist_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DOCPARSE_WEIGHTS", "mistyped")
    finding = by_name()["regions: models"]
    assert not finding.works
    assert "there is no such folder" in finding.detail


def test_no_region_models(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("docparse.regions.registry.known_models", dict)
    with pytest.raises(RuntimeError, match="none is registered"):
        doctor._region_models()


def test_no_kinds(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("docparse.extractor.find_kinds", list)
    with pytest.raises(RuntimeError, match="none is installed"):
        doctor._kinds()


@pytest.mark.parametrize(
    ("builds", "works", "words"),
    [
        ({"opencv-python-headless": "4.10"}, True, "opencv-python-headless 4.10"),
        ({"opencv-python-headless": "4.10", "opencv-contrib-python": "4.10"}, True, "opencv-contrib-python"),
        ({"opencv-python-headless": "4.11", "opencv-python": "4.10"}, False, "install one version"),
        ({}, False, "pip install opencv-python-headless"),
    ],
)
def test_builds_of_opencv(monkeypatch: pytest.MonkeyPatch, builds: dict, works: bool, words: str):
    installed = [
        SimpleNamespace(metadata={"Name": name}, version=version) for name, version in builds.items()
    ]
    monkeypatch.setattr(metadata, "distributions", lambda: installed)
    finding = doctor._opencv()
    assert finding.works is works
    assert words in finding.detail
