from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from docparse.errors import UsageError
from docparse.text import DEFAULT_READER, TextReader, get_reader, reader_names
from docparse.text.guarded import GuardedReader
from docparse.text.rapid import RapidOCRReader
from docparse.text.reader import beside

BLANK = np.full((20, 20, 3), 255, np.uint8)


def test_the_names_are_known() -> None:
    assert reader_names() == ["paddleocr", "rapidocr"]
    assert DEFAULT_READER in reader_names()


@pytest.mark.parametrize("name", reader_names())
def test_a_reader_is_made_without_its_engine(name: str) -> None:
    """Making a reader loads nothing: that is left to the first page."""
    code = (
        "import sys; from docparse.text import get_reader; "
        f"get_reader({name!r}, threads=1); "
        "print(*[m for m in ('cv2', 'onnxruntime', 'PIL', 'rapidocr', 'paddleocr') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_an_unknown_name_says_which_are_known() -> None:
    with pytest.raises(UsageError, match="rapidocr") as caught:
        get_reader("tesseract9000")
    assert caught.value.code == "usage.unknown_engine"


def test_options_reach_the_reader() -> None:
    with pytest.raises(TypeError):
        get_reader("rapidocr", no_such_option=1)


@pytest.mark.parametrize("kind", ["crashing", "memory", "silent", "nonsense", "hanging"])
def test_faulty_engines_follow_the_protocol_and_can_be_registered(
    kind: str, request: pytest.FixtureRequest, install_reader: Callable[[TextReader], str]
) -> None:
    reader = request.getfixturevalue(f"{kind}_reader")
    assert isinstance(reader, TextReader)
    assert get_reader(install_reader(reader)) is reader


def test_faulty_engines_fail_as_they_say(
    crashing_reader: TextReader, memory_reader: TextReader, silent_reader: TextReader
) -> None:
    with pytest.raises(RuntimeError):
        crashing_reader.read(BLANK)
    with pytest.raises(MemoryError):
        memory_reader.read(BLANK)
    assert silent_reader.read(BLANK) == []


def test_the_hanging_engine_is_bounded(hanging_reader: Any) -> None:
    hanging_reader.seconds = 0.05
    start = time.monotonic()
    assert hanging_reader.read(BLANK) == []
    assert time.monotonic() - start < 5


def test_beside_another_thread_an_engine_shares_its_cores_if_it_can() -> None:
    reader = RapidOCRReader(threads=3)
    other = beside(reader)
    assert other is not reader
    assert other is beside(reader)
    assert other.version == reader.version
    assert isinstance(beside(GuardedReader(reader, lambda: None)), GuardedReader)
    alone = RapidOCRReader(threads=1)
    assert beside(alone) is alone


def test_an_engine_that_knows_of_no_threads_is_used_as_it_is(silent_reader: TextReader) -> None:
    assert beside(silent_reader) is silent_reader
