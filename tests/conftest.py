"""Fixtures for all tests: drawn pictures, broken text engines, a network that is off."""

from __future__ import annotations

import importlib.util
import math
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from docparse import Extractor
from docparse.text import TextLine, TextReader
from docparse.text import reader as registry

Pixels = NDArray[np.uint8]

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew from what is read now"
    )


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample pictures of ID documents."""
    return ROOT / "samples" / "id"


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """One extractor with the real text engine, loaded once for all tests."""
    return Extractor()


@pytest.fixture(scope="session")
def hostile() -> ModuleType:
    """The makers of broken and hostile inputs that the benchmark uses, too."""
    path = ROOT / "scripts" / "benchmarks" / "hostile.py"
    spec = importlib.util.spec_from_file_location("hostile_inputs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def hostile_folder(hostile: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every broken and hostile input."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile.make_all(folder)
    return folder


@pytest.fixture(scope="session")
def barcode_card(hostile: ModuleType) -> bytes:
    """A card's back as PNG with a whole AAMVA barcode: read in no time, without the text engine."""
    made: bytes = hostile.pdf417(hostile.PAYLOAD)
    return made


class FaultyReader:
    """A text engine that breaks in one way; the others build on it. It counts how often it was asked."""

    name = "faulty"
    version = "faulty@1"

    def __init__(self) -> None:
        self.calls = 0

    def fail(self) -> list[TextLine]:
        raise NotImplementedError

    def read(self, pixels: Pixels) -> list[TextLine]:
        self.calls += 1
        return self.fail()

    def recognise(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        self.calls += 1
        return [(line.text, line.confidence) for line in self.fail()][: len(crops)]


class CrashingReader(FaultyReader):
    """Throws an error that no one foresaw, with text from the page in its message."""

    SECRET = "JANE SPECIMEN 123456789"
    name = "crashing"

    def fail(self) -> list[TextLine]:
        raise RuntimeError(f"cannot decode '{self.SECRET}'")


class HangingReader(FaultyReader):
    """Does not come back until it is released (at the test's end) or ``seconds`` are over."""

    name = "hanging"

    def __init__(self, seconds: float = 60.0) -> None:
        super().__init__()
        self.seconds = seconds
        self.released = threading.Event()

    def fail(self) -> list[TextLine]:
        self.released.wait(self.seconds)
        return []


class MemoryReader(FaultyReader):
    """Runs out of memory."""

    name = "memory"

    def fail(self) -> list[TextLine]:
        raise MemoryError


class SilentReader(FaultyReader):
    """Finds no text at all."""

    name = "silent"

    def fail(self) -> list[TextLine]:
        return []


class NonsenseReader(FaultyReader):
    """Returns what no engine should: no text, confidences that are none, places off the page."""

    name = "nonsense"

    def fail(self) -> list[TextLine]:
        off = np.array([[-50.0, -40.0], [9e6, -40.0], [9e6, 9e6], [-50.0, 9e6]])
        point = np.zeros((4, 2))
        nowhere = np.full((4, 2), np.nan)
        return [
            TextLine("", off, 0.9),
            TextLine("SAMPLE", off, math.nan),
            TextLine("SAMPLE", point, 7.5),
            TextLine("\x00\ud800 \u202e", nowhere, -1.0),
        ]


@pytest.fixture
def crashing_reader() -> TextReader:
    return CrashingReader()


@pytest.fixture
def hanging_reader() -> Iterator[HangingReader]:
    reader = HangingReader()
    yield reader
    reader.released.set()


@pytest.fixture
def memory_reader() -> TextReader:
    return MemoryReader()


@pytest.fixture
def silent_reader() -> TextReader:
    return SilentReader()


@pytest.fixture
def nonsense_reader() -> TextReader:
    return NonsenseReader()


@pytest.fixture
def install_reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[TextReader], str]:
    """A function that registers a reader under its own name, so that ``get_reader(name)`` returns it."""

    def install(reader: TextReader) -> str:
        module = ModuleType(f"docparse_reader_{reader.name}")
        module.make = lambda **_options: reader  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(registry._READERS, reader.name, f"{module.__name__}:make")
        return reader.name

    return install


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to reach another machine, or to look one up, fails the test."""

    def refuse(*_args: object, **_options: object) -> NoReturn:
        pytest.fail("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="session")
def draw_text() -> Callable[..., Pixels]:
    """A function that draws lines of black text on a white RGB page: ``draw_text(["A LINE"], width=700)``."""

    def draw(lines: Sequence[str], width: int = 700, line_height: int = 70) -> Pixels:
        page = np.full((line_height * (len(lines) + 1), width, 3), 255, np.uint8)
        for number, line in enumerate(lines, start=1):
            place = (30, line_height * number)
            cv2.putText(page, line, place, cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2, cv2.LINE_AA)
        return page

    return draw
