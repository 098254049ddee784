"""Nothing an engine throws or returns gets past the guard unchecked."""

import math

import numpy as np
import pytest

from docparse.errors import EngineError, LimitError
from docparse.text import TextLine, TextReader
from docparse.text.guarded import GuardedReader
from docparse.text.line import Word

BOX = np.array([[10.0, 10.0], [90.0, 10.0], [90.0, 30.0], [10.0, 30.0]])
PIXELS = np.zeros((40, 100, 3), np.uint8)


class ListReader:
    name = "list"
    version = "list@1"

    def __init__(self, lines: list[TextLine]) -> None:
        self.lines = lines

    def read(self, pixels: np.ndarray) -> list[TextLine]:
        return self.lines

    def recognise(self, crops: list) -> list[tuple[str, float]]:
        return [(line.text, line.confidence) for line in self.lines]


def guarded(*lines: TextLine) -> GuardedReader:
    return GuardedReader(ListReader(list(lines)), lambda: None)


def test_good_lines_pass_as_they_are():
    line = TextLine("ÉLAN 名前", BOX, 0.5, (Word("ÉLAN", BOX, 0.25),))
    (read,) = guarded(line).read(PIXELS)
    assert (read.text, read.confidence, read.words[0].text, read.words[0].confidence) == (
        "ÉLAN 名前",
        0.5,
        "ÉLAN",
        0.25,
    )
    assert np.array_equal(read.polygon_px, BOX)
    reader = guarded(line)
    assert isinstance(reader, TextReader)
    assert (reader.name, reader.version) == ("list", "list@1")


def test_nonsense_is_put_in_order(nonsense_reader: TextReader):
    lines = GuardedReader(nonsense_reader, lambda: None).read(PIXELS)
    assert [(line.text, line.confidence, line.box) for line in lines] == [
        ("SAMPLE", 0.0, (0.0, 0.0, 100.0, 40.0))
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("A\nB\tC", "A B C"), ("A\x00B\ud800C\u202eD", "ABCD"), ("\u00a0A\u3000B", " A B"), ("\x07", None)],
)
def test_characters_that_do_not_print(text: str, kept: str | None):
    assert [line.text for line in guarded(TextLine(text, BOX, 1.0)).read(PIXELS)] == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("score", "kept"), [(math.nan, 0.0), (7.5, 1.0), (-1, 0.0), (math.inf, 1.0), (0.3, 0.3)]
)
def test_confidences(score: float, kept: float):
    assert guarded(TextLine("A", BOX, score)).read(PIXELS)[0].confidence == kept
    assert guarded(TextLine("A", BOX, score)).recognise([PIXELS]) == [("A", kept)]


@pytest.mark.parametrize(
    "place", [np.zeros((4, 2)), np.full((4, 2), np.nan), BOX + 500, BOX[:3], np.zeros((0, 2))]
)
def test_lines_and_words_without_a_place_are_left_out(place: np.ndarray):
    assert guarded(TextLine("A", place, 1.0)).read(PIXELS) == []
    (line,) = guarded(TextLine("A", BOX, 1.0, (Word("A", place, 1.0),))).read(PIXELS)
    assert line.words == ()


def test_an_answer_for_each_crop():
    assert guarded().recognise([PIXELS, PIXELS]) == [("", 0.0)] * 2
    lines = [TextLine("A", BOX, 1.0)] * 3
    assert guarded(*lines).recognise([PIXELS]) == [("A", 1.0)]


@pytest.mark.parametrize("use", ["read", "recognise"])
def test_a_crash_becomes_an_error_without_its_words(crashing_reader: TextReader, use: str):
    reader = GuardedReader(crashing_reader, lambda: None)
    with pytest.raises(EngineError, match=r"^the text engine crashing failed \(RuntimeError\)$") as caught:
        getattr(reader, use)(PIXELS if use == "read" else [PIXELS])
    assert caught.value.code == "engine.failed"


def test_lack_of_memory_stays_what_it_is(memory_reader: TextReader):
    with pytest.raises(MemoryError):
        GuardedReader(memory_reader, lambda: None).read(PIXELS)


def test_no_more_when_there_must_be_no_more(silent_reader: TextReader):
    def stop() -> None:
        raise LimitError("limit.time", "time is up")

    reader = GuardedReader(silent_reader, stop)
    for use in (lambda: reader.read(PIXELS), lambda: reader.recognise([PIXELS])):
        with pytest.raises(LimitError):
            use()
    assert silent_reader.calls == 0
