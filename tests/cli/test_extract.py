"""``docparse extract``: exit statuses, outputs, streams."""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import docparse.cli.extract as module
import docparse.output.json
from docparse.cli.app import app
from docparse.errors import EngineError
from docparse.extractor import Extractor
from docparse.records import DocumentResult
from docparse.text import TextReader

Run = Callable[..., Any]


@pytest.fixture
def run(silent_reader: TextReader, install_reader: Callable) -> Run:
    """Run ``docparse extract`` with a text engine that finds nothing: barcodes alone are read."""
    engine = install_reader(silent_reader)

    def invoke(*arguments: object) -> Any:
        given = ["extract", *map(str, arguments), "--text-engine", engine]
        done = CliRunner().invoke(app, given)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert "Traceback" not in done.output
        return done

    return invoke


@pytest.fixture
def card(tmp_path: Path, barcode_card: bytes) -> Path:
    path = tmp_path / "card.png"
    path.write_bytes(barcode_card)
    return path


@pytest.fixture
def blank(tmp_path: Path, hostile_folder: Path) -> Path:
    path = tmp_path / "blank.png"
    path.write_bytes((hostile_folder / "white.png").read_bytes())
    return path


def results_in(text: str) -> list[DocumentResult]:
    """JSON values one after another, as a JSON stream reader takes them."""
    decoder, at, found = json.JSONDecoder(), 0, []
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        found.append(DocumentResult.model_validate(value))
        at += len(text[at:]) - len(text[at:].lstrip())
    return found


# Exit statuses


def test_all_ok_is_0(run: Run, card: Path):
    assert run(card).exit_code == 0


def test_partial_and_failed_are_1(run: Run, card: Path, blank: Path, tmp_path: Path, hostile: object):
    cut = tmp_path / "cut.png"
    cut.write_bytes(hostile.pdf417(hostile.PAYLOAD[:60]))
    done = run(cut)
    assert done.exit_code == 1
    assert [result.status for result in results_in(done.stdout)] == ["partial"]
    done = run(card, blank, tmp_path / "none.jpg")
    assert done.exit_code == 1
    assert [result.status for result in results_in(done.stdout)] == ["ok", "failed", "failed"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "PATH"),
        (["CARD", "--kind", "nonsense"], "no document kind 'nonsense'; known: auto, id"),
        (["CARD", "CARD", "--back", "CARD"], "exactly one PATH"),
        (["CARD", "--overlay"], "--overlay needs --out"),
        (["CARD", "--as-of", "31.12.2020"], "--as-of takes a day as YYYY-MM-DD"),
        (["CARD", "--as-of", "2021-02-29"], "--as-of takes a day as YYYY-MM-DD"),
        (["CARD", "--dpi", "0"], "dpi"),
        (["CARD", "--dpi", "nan"], "dpi"),
        (["CARD", "--max-seconds", "nan"], "max"),
        (["CARD", "--max-megapixels", "inf"], "--max-megapixels"),
        (["CARD", "--max-pages", "0"], "max-pages"),
        (["CARD", "--nonsense"], "nonsense"),
        (["CARD", "--out", "CARD"], "is no folder and cannot be made one"),
        (["CARD", "--out", "CARD/below"], "is no folder and cannot be made one"),
    ],
)
def test_wrong_usage_is_2(run: Run, card: Path, arguments: list[str], words: str):
    done = run(*(argument.replace("CARD", str(card)) for argument in arguments))
    assert done.exit_code == 2
    assert words in " ".join(done.stderr.replace("│", " ").split())
    assert done.stdout == ""


def test_an_unknown_text_engine_is_2(card: Path):
    done = CliRunner().invoke(app, ["extract", str(card), "--text-engine", "nonsense"])
    assert done.exit_code == 2
    assert "known: paddleocr, rapidocr" in done.stderr


def test_a_broken_plug_in_is_told_in_one_line(run: Run, card: Path, monkeypatch: pytest.MonkeyPatch):
    def broken() -> None:
        raise EngineError("engine.kind", "the document kind 'badge' cannot be loaded")

    monkeypatch.setattr("docparse.extractor.find_kinds", broken)
    done = run(card)
    assert done.exit_code == 1
    assert "'badge' cannot be loaded [engine.kind]" in done.stderr


# Outputs


def test_json_alone_goes_to_stdout(run: Run, card: Path, blank: Path):
    done = run(card, blank)
    assert [result.source.path for result in results_in(done.stdout)] == [str(card), str(blank)]
    assert done.stdout.isascii() or "EXAMPLE" in done.stdout
    assert done.stderr == ""


def test_names_of_the_files(run: Run, card: Path, tmp_path: Path):
    out = tmp_path / "new" / "out"
    done = run(card, "--out", out)
    assert done.exit_code == 0
    assert [path.name for path in out.iterdir()] == ["card.png.json"]
    (result,) = results_in((out / "card.png.json").read_text(encoding="utf-8"))
    assert result.id_document.family_name.value == "EXAMPLE"
    assert done.stdout == ""
    assert "[1/1] ok" in done.stderr


def test_quiet(run: Run, card: Path, tmp_path: Path):
    done = run(card, "--out", tmp_path / "out", "--quiet")
    assert (done.exit_code, done.output) == (0, "")
    assert (tmp_path / "out" / "card.png.json").is_file()


def test_folders_are_walked_and_names_never_clash(run: Run, card: Path, tmp_path: Path):
    data = card.read_bytes()
    places = ["a.png", "x/a.png", "y/a.png", "y/x/a.png", "y/A.PNG", "z/b.png"]
    folder = tmp_path / "in"
    for place in places:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(data)
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")
    (folder / "a.png.overlay.jpg").write_bytes(b"a result of an earlier run")
    (folder / "a.png.labels.png").write_bytes(b"a label map of docparse segment")
    out = tmp_path / "out"
    done = run(folder, "--out", out)
    assert done.exit_code == 0
    written = sorted(path.name for path in out.iterdir())
    assert len(written) == len({name.casefold() for name in written}) == len(places)
    paths = {results_in(path.read_text(encoding="utf-8"))[0].source.path for path in out.iterdir()}
    assert paths == {str(folder / place) for place in places}
    assert {"a.png.json", "b.png.json", "x__a.png.json"} <= set(written)


def test_names_of_files_given_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    files = [Path("sub/a.jpg"), Path("a.jpg"), Path("sub/../a.jpg"), Path("/a.jpg"), Path("sub/a.jpg")]
    names = module.output_names(files)
    assert names[Path("sub/a.jpg")] == "a.jpg"
    assert len({name.casefold() for name in names.values()}) == 4


def test_an_empty_folder(run: Run, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    done = run(tmp_path / "empty")
    assert done.exit_code == 2, "a mistyped folder must not look like success"
    assert "no pictures or PDFs in the folder" in done.stderr


def test_a_bad_file_never_stops_the_batch(run: Run, hostile_folder: Path, card: Path, tmp_path: Path):
    out = tmp_path / "out"
    done = run(hostile_folder, card, "--out", out, "--overlay", "--table")
    assert done.exit_code == 1
    results = {path.name: results_in(path.read_text(encoding="utf-8"))[0] for path in out.glob("*.json")}
    inputs = {path.name for path in hostile_folder.iterdir()}
    assert set(results) == {f"{name}.json" for name in inputs | {"card.png"}}
    assert results["card.png.json"].status == "ok"
    for name, result in results.items():
        assert result.status == "ok" or result.errors, name
        assert all("." in item.code for item in result.errors)


def test_long_and_odd_names(run: Run, card: Path, tmp_path: Path):
    data = card.read_bytes()
    names = ["ñandú 名前 'x'.png", "[bold]markup[red].png", "l" * 240 + ".png", "too" + "l" * 248 + ".png"]
    if sys.platform == "linux":
        names.append(os.fsdecode(b"caf\xe9.png"))
    folder = tmp_path / "in"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(data)
    out = tmp_path / "out"
    done = run(folder, "--out", out)
    written = {path.name for path in out.iterdir()}
    assert written == {f"{name}.json" for name in names if len(name) < 250}
    assert done.exit_code == 1, "one name is too long to add .json to it"
    assert "not written: " in done.stderr
    assert run(folder, "--table").exit_code == 0
    assert len(results_in(run(folder).stdout)) == len(names)


def test_a_result_that_cannot_be_written(
    run: Run, card: Path, blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write = docparse.output.json.write_json

    def full(result: DocumentResult, path: Path) -> None:
        if path.name == "card.png.json":
            raise OSError(28, "No space left on device")
        write(result, path)

    monkeypatch.setattr(docparse.output.json, "write_json", full)
    out = tmp_path / "out"
    done = run(card, blank, "--out", out)
    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert [path.name for path in out.iterdir()] == ["blank.png.json"]


# Options


def test_two_sides(run: Run, card: Path, blank: Path, tmp_path: Path):
    done = run(blank, "--back", card, "--out", tmp_path / "out", "--overlay")
    assert done.exit_code == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == [
        "blank.png.json",
        "blank.png.page0.overlay.jpg",
        "blank.png.page1.overlay.jpg",
    ]


def test_a_back_that_is_not_there(run: Run, card: Path, tmp_path: Path):
    done = run(card, "--back", tmp_path / "none.png")
    assert done.exit_code == 1
    (result,) = results_in(done.stdout)
    assert result.status == "partial"
    assert [item.code for item in result.errors] == ["page.missing"]


def test_a_table_instead_of_json(run: Run, card: Path):
    done = run(card, "--table", "--as-of", "2031-04-15")
    assert done.exit_code == 0
    assert "EXAMPLE" in done.stdout
    assert "expired" not in done.stdout
    assert "expired" in run(card, "--table", "--as-of", "2031-04-16").stdout
    assert "{" not in done.stdout


def test_as_of_reaches_the_reader(run: Run, card: Path, monkeypatch: pytest.MonkeyPatch):
    given = {}
    real = Extractor.extract_with_pages

    def note(self: Extractor, source: Path, **options: object) -> object:
        given.update(options)
        return real(self, source, **options)

    monkeypatch.setattr(Extractor, "extract_with_pages", note)
    run(card, "--as-of", "2020-01-31", "--dpi", "200", "--scale", "1:100", "--password", "x")
    assert given["as_of"] == dt.date(2020, 1, 31)
    assert (given["dpi"], given["scale"], given["password"]) == (200, "1:100", "x")


# The real thing


def test_the_command_itself(samples: Path, tmp_path: Path):
    """A fresh process, the real engine, a terminal that is not UTF-8."""
    command = [sys.executable, "-m", "docparse", "extract", str(samples / "licence_numbered_front.jpg")]
    command += ["--back", str(samples / "licence_numbered_back.jpg")]
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONWARNINGS": "default"}
    done = subprocess.run(command, capture_output=True, env=env, cwd=tmp_path, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    (result,) = results_in(done.stdout.decode("utf-8"))
    truth = json.loads((samples / "licence_numbered_front.json").read_text(encoding="utf-8"))
    assert result.id_document.document_number.value == truth["document_number"]
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []


def test_help_keeps_its_examples_on_lines_of_their_own() -> None:
    done = CliRunner().invoke(app, ["extract", "--help"])
    assert "\\b" not in done.output
    assert "\n    docparse extract licence.jpg\n" in done.output


@pytest.mark.parametrize("kind", ["id", "plan", "auto"])
def test_a_mistyped_folder_of_weights_stops_the_run(
    run: Run, card: Path, kind: str, monkeypatch: pytest.MonkeyPatch
):
    # Cards were read with docparse's own weights, and plans failed without a word why.
    monkeypatch.setenv("DOCPARSE_WEIGHTS", "mistyped")
    done = run(card, "--kind", kind)
    assert done.exit_code == 2
    assert "usage.weights" in done.output
