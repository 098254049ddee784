"""``docparse synth``."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from docparse.cli.app import app
from docparse.errors import EngineError
from docparse.training.synth.fonts import font_files


def no_fonts() -> bool:
    try:
        font_files("sans")
    except EngineError:
        return True
    return False


@pytest.mark.skipif(no_fonts(), reason="no fonts to draw text with")
def test_plans_are_written(tmp_path: Path):
    done = CliRunner().invoke(app, ["synth", "plan", "--out", str(tmp_path), "--count", "1", "--size", "160"])
    assert done.exit_code == 0, done.output
    assert [path.name for path in (tmp_path / "images" / "train").iterdir()] == ["000000.jpg"]
    assert (tmp_path / "data.yaml").is_file()


def test_an_empty_folder_of_layouts_is_wrong_usage_with_a_code(tmp_path: Path):
    (tmp_path / "none").mkdir()
    arguments = ["synth", "plan", "--out", str(tmp_path / "out"), "--layouts", str(tmp_path / "none")]
    done = CliRunner().invoke(app, [*arguments, "--count", "1"])
    assert done.exit_code == 2
    assert "usage.layouts" in done.output


def test_an_unknown_task_is_wrong_usage(tmp_path: Path):
    done = CliRunner().invoke(
        app, ["synth", "id", "--out", str(tmp_path), "--count", "1", "--task", "stamps"]
    )
    assert done.exit_code == 2
