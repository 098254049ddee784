"""The text engines that are installed, each started once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docparse.text import TextReader, get_reader


@pytest.fixture(scope="session")
def start_reader() -> Callable[[str], TextReader]:
    """A function that gives the engine of that name, or skips the test where it is not installed."""
    started: dict[str, TextReader] = {}

    def start(name: str) -> TextReader:
        if name == "paddleocr":
            pytest.importorskip("paddleocr", reason="the extra docparse[paddle] is not installed")
        if name not in started:
            started[name] = get_reader(name, threads=2)
        return started[name]

    return start
