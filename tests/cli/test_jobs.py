"""``--jobs`` and ``--format``: other ways to run, the same results."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docparse.cli.app import app

SAMPLES = Path(__file__).parents[2] / "samples" / "id"
NAMES = ["passport_page.jpg", "licence_worded_front.jpg", "landscape.jpg", "licence_numbered_back.jpg"]


def read(out: Path, *options: str) -> dict[str, dict]:
    done = CliRunner().invoke(
        app, ["extract", *(str(SAMPLES / n) for n in NAMES), "--out", str(out), *options]
    )
    assert done.exit_code == 1, "a landscape is no document"
    results = {name: json.loads((out / f"{name}.json").read_text(encoding="utf-8")) for name in NAMES}
    for result in results.values():
        del result["timings_ms"]
    return results


@pytest.mark.ocr
def test_many_jobs_read_what_one_reads(tmp_path: Path) -> None:
    assert read(tmp_path / "two", "--jobs", "3", "--format", "json") == read(tmp_path / "one")


def test_an_unknown_format_is_wrong_usage() -> None:
    done = CliRunner().invoke(app, ["extract", str(SAMPLES / NAMES[0]), "--format", "xls"])
    assert done.exit_code == 2
    assert "known formats are: json" in " ".join(done.output.split()).replace("│ ", "")
