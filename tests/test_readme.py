"""The README's commands and code run as they stand there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [code for named, code in fenced if named == language]


COMMANDS = [
    line
    for block in blocks("")
    for line in block.splitlines()
    if line.startswith("docparse ") and "|" not in line
]


def test_there_is_something_to_test() -> None:
    assert len(COMMANDS) >= 5
    assert blocks("python")


@pytest.mark.ocr
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command(command: str, tmp_path: Path) -> None:
    words = [
        str(tmp_path) if word.startswith("runs/") else word for word in shlex.split(command, comments=True)
    ]
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr
    # The samples hold a landscape: a folder with a picture that is no document ends with 1.
    assert done.returncode == (1 if command.split()[2:3] == ["samples/id"] else 0), done.stderr


@pytest.mark.ocr
def test_the_code() -> None:
    for code in blocks("python"):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "1987-03-14" in done.stdout
