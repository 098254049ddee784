"""``docparse segment`` with a model of the caller's own, named by a folder of weights."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from docparse.cli.app import app

Writer = Callable[..., Path]

# The networks made by hand that the tests of the regions use, too.
_SPEC = importlib.util.spec_from_file_location(
    "onnx_files", Path(__file__).resolve().parents[1] / "regions" / "conftest.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
_FILES = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_FILES)
colour_model, fixed_model = _FILES.colour_model, _FILES.fixed_model


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Red with a blue square, 90 x 60."""
    pixels = np.zeros((60, 90, 3), np.uint8)
    pixels[..., 2] = 220  # cv2 writes blue first
    pixels[16:48, 24:64] = (220, 0, 0)
    path = tmp_path / "plan.png"
    cv2.imwrite(str(path), pixels)
    return path


def run(*arguments: object) -> object:
    return CliRunner().invoke(app, ["segment", *map(str, arguments)])


def test_a_page_as_json(colour_model: Writer, page: Path):
    done = run(page, "--model", colour_model(), "--view", "semantic")
    assert done.exit_code == 0
    record = json.loads(done.stdout)
    assert record["model"].startswith("colours@")
    assert record["classes"] == ["r", "g", "b"]
    (seen,) = record["pages"]
    assert (seen["page"], seen["width"], seen["height"]) == (0, 90, 60)
    assert [segment["class"] for segment in seen["segments"]] == ["r", "b"]
    square = seen["segments"][1]
    assert np.allclose(square["box_px"], [24, 16, 64, 48], atol=5)
    assert sum(segment["area_px"] for segment in seen["segments"]) == 90 * 60


@pytest.mark.parametrize("view", [None, "panoptic", "instance", "semantic"])
def test_files_are_written(colour_model: Writer, page: Path, tmp_path: Path, view: str | None):
    out = tmp_path / "out"
    chosen = ["--view", view] if view else []
    done = run(page, "--model", colour_model(), "--out", out, "--overlay", *chosen)
    assert (done.exit_code, done.stdout) == (0, "")
    names = {path.name for path in out.iterdir()}
    assert names == {"plan.png.segments.json", "plan.png.labels.png", "plan.png.overlay.jpg"}
    record = json.loads((out / "plan.png.segments.json").read_text())
    labels = cv2.imread(str(out / "plan.png.labels.png"), cv2.IMREAD_UNCHANGED)
    assert labels.shape == (60, 90)
    for segment in record["pages"][0]["segments"]:
        assert np.count_nonzero(labels == segment["id"]) == segment["area_px"]
    assert cv2.imread(str(out / "plan.png.overlay.jpg")).shape[1] > 1100


def test_several_inputs_one_to_a_line(colour_model: Writer, page: Path, tmp_path: Path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    other = tmp_path / "other.png"
    other.write_bytes(page.read_bytes())
    done = run(page, broken, other, "--model", colour_model())
    assert done.exit_code == 1, "one could not be read"
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == [str(page), str(other)]
    assert "page.unsupported" in done.stderr or "page.unreadable" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--view", "nonsense"],
        ["--overlay"],
        ["--model", "nonsense"],
        ["--threshold", "2"],
        ["--scale", "0"],
    ],
)
def test_wrong_usage(page: Path, arguments: list[str]):
    assert run(page, *arguments).exit_code == 2


def test_a_view_that_the_model_does_not_have(fixed_model: Writer, page: Path):
    path = fixed_model(np.zeros((1, 6), np.float32))
    assert run(page, "--model", path, "--view", "semantic").exit_code == 2
    done = run(page, "--model", path, "--view", "instance")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["pages"][0]["segments"] == []


def test_no_pages(tmp_path: Path):
    (tmp_path / "none").mkdir()
    assert run(tmp_path / "none").exit_code == 2


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from docparse.cli import main\nsys.argv = ['docparse', 'segment', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('cv2', 'numpy', 'onnxruntime', 'PIL') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--view" in done.stdout
    assert done.stderr.strip() == "[]"
