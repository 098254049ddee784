"""What kinds share about a page: its text is read once, whoever asks."""

import numpy as np
import pytest

from docparse.errors import EngineError
from docparse.kind import PageView, ReadOptions
from docparse.pages import LayerText, Page
from docparse.text import TextLine, TextReader

BOX = np.array([[10.0, 10.0], [90.0, 10.0], [90.0, 30.0], [10.0, 30.0]])
WHITE = np.full((400, 600, 3), 255, np.uint8)


@pytest.fixture
def one_line(silent_reader: TextReader) -> TextReader:
    silent_reader.fail = lambda: [TextLine("SCANNED", BOX, 0.9)]
    return silent_reader


def test_a_page_is_read_once(one_line: TextReader):
    view = PageView(Page(WHITE), one_line)
    assert one_line.calls == 0, "not before somebody asks"
    assert [line.text for line in view.lines] == ["SCANNED"]
    assert view.lines is view.lines
    assert one_line.calls == 1
    assert view.text_ms > 0


@pytest.mark.parametrize(("image_share", "text"), [(0.0, "PRINTED"), (0.49, "PRINTED"), (0.9, "SCANNED")])
def test_a_pages_own_text_is_taken_unless_it_is_a_scan(one_line: TextReader, image_share: float, text: str):
    page = Page(WHITE, text_layer=(LayerText("PRINTED", BOX),), image_share=image_share)
    assert [line.text for line in PageView(page, one_line).lines] == [text]


def test_time_counts_even_when_the_engine_fails(silent_reader: TextReader):
    def fail() -> list[TextLine]:
        raise EngineError("engine.failed", "broken")

    silent_reader.fail = fail
    view = PageView(Page(WHITE), silent_reader)
    with pytest.raises(EngineError):
        _ = view.lines
    assert view.text_ms > 0


def test_views_share_nothing(one_line: TextReader):
    first, second = PageView(Page(WHITE), one_line), PageView(Page(WHITE), one_line)
    first.memo["a"] = 1
    assert second.memo == {}


def test_options_default_to_today():
    options = ReadOptions()
    assert options.as_of is not None
    assert (options.scale, options.dpi) == (None, None)
