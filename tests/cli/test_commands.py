"""Help, version, ``schema``, ``doctor``; and that the light commands stay light."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import docparse
from docparse.cli.app import app
from docparse.doctor import Finding
from docparse.output.schema import schema_names, schema_text

HEAVY = ("cv2", "onnxruntime", "PIL", "numpy", "rapidocr", "zxingcpp", "pypdfium2", "shapely")
HELP = "from docparse.cli import main\nsys.argv = ['docparse', {}]\ntry: main()\nexcept SystemExit: pass"


@pytest.mark.parametrize(
    "code",
    ["import docparse", "import docparse.cli", HELP.format("'--help'"), HELP.format("'extract', '--help'")],
)
def test_light_commands_load_nothing_heavy(code: str):
    check = f"import sys\n{code}\nprint([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_reading_a_picture_of_a_barcode_loads_no_text_engine(barcode_card: bytes, tmp_path: Path):
    (tmp_path / "card.png").write_bytes(barcode_card)
    code = (
        "import sys; from docparse import Extractor\n"
        "assert Extractor().extract('card.png').status == 'ok'\n"
        "print([m for m in ('rapidocr', 'onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "[]"


def test_help_shows_examples_and_exit_statuses():
    for arguments in (["--help"], ["extract", "--help"]):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0
    words = " ".join(done.output.split())
    assert "Examples:" in words
    assert "docparse extract front.jpg --back back.jpg" in words
    assert "Exit status: 0 all ok, 1 at least one input partial or failed, 2 wrong usage." in words


def test_no_command_shows_the_help():
    done = CliRunner().invoke(app, [])
    assert done.exit_code == 2
    assert "extract" in done.output


def test_version():
    done = CliRunner().invoke(app, ["--version"])
    assert (done.exit_code, done.stdout) == (0, f"docparse {docparse.__version__}\n")


def test_schema_is_printed():
    done = CliRunner().invoke(app, ["schema"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["title"] == "DocumentResult"
    assert CliRunner().invoke(app, ["schema", "visitor"]).stdout == schema_text("visitor")


def test_schemas_are_written(tmp_path: Path):
    done = CliRunner().invoke(app, ["schema", "--out", str(tmp_path / "s")])
    assert (done.exit_code, done.stdout) == (0, "")
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "s").iterdir()}
    assert written == {f"{name}.schema.json": schema_text(name) for name in schema_names()}


def test_no_such_schema():
    done = CliRunner().invoke(app, ["schema", "nonsense"])
    assert done.exit_code == 2
    assert all(name in done.stderr for name in schema_names())


def test_doctor_is_well_here():
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 0
    for name in ("text: rapidocr", "mrz: line reader", "barcodes", "pdf", "cv2", "document kinds"):
        assert name in done.stdout
    assert "FAIL" not in done.stdout


def test_doctor_finds_what_is_missing(monkeypatch: pytest.MonkeyPatch):
    findings = [
        Finding("a", True, True, "1"),
        Finding("b", False, True, "gone"),
        Finding("c", False, False, ""),
    ]
    monkeypatch.setattr("docparse.doctor.examine", lambda: findings)
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 1
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["ok", "FAIL", "--"]
