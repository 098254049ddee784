"""Fonts found by kind."""

from pathlib import Path

import pytest

from docparse.errors import EngineError
from docparse.training.synth import fonts


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any font."""
    monkeypatch.setattr(fonts, "SYSTEM_FOLDERS", ())
    monkeypatch.delenv(fonts.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    fonts._table.cache_clear()
    yield tmp_path
    fonts._table.cache_clear()


def test_none_found_is_said_with_a_code_and_the_packages(nowhere: Path):
    with pytest.raises(EngineError) as caught:
        fonts.font_files("sans")
    assert caught.value.code == "engine.fonts-missing"
    for package in ("fonts-liberation2", "fonts-dancingscript", "fonts-ocr-b", fonts.VARIABLE):
        assert package in caught.value.message


def test_folders_are_searched_through_and_sorted_into_kinds(nowhere: Path, monkeypatch: pytest.MonkeyPatch):
    names = ("LiberationSans-Bold.ttf", "LiberationSerif-Regular.ttf", "DancingScript-Bold.otf", "OCRB.otf")
    for name in (*names, "Wingdings.ttf", "Lato-Hairline.ttf", "LiberationSans.txt"):
        (nowhere / "deep").mkdir(exist_ok=True)
        (nowhere / "deep" / name).touch()
    monkeypatch.setenv(fonts.VARIABLE, str(nowhere))
    found = {
        kind: [path.name for path in fonts.font_files(kind)] for kind in ("sans", "serif", "script", "ocrb")
    }
    assert [found[kind] for kind in ("sans", "serif", "script", "ocrb")] == [[name] for name in names]
    assert [path.name for path in fonts.font_files("any")] == list(names[:2])


def test_a_folder_given_wins_over_the_variable(nowhere: Path, monkeypatch: pytest.MonkeyPatch):
    for place in ("given", "named"):
        (nowhere / place).mkdir()
        (nowhere / place / "Lato-Bold.ttf").touch()
    monkeypatch.setenv(fonts.VARIABLE, str(nowhere / "named"))
    assert fonts.font_files("sans", [nowhere / "given"]) == (nowhere / "given" / "Lato-Bold.ttf",)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="gothic"):
        fonts.font_files("gothic")  # type: ignore[arg-type]
