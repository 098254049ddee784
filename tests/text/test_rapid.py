from __future__ import annotations

import sys
from typing import Any

import cv2
import numpy as np
import pytest

from docparse.errors import EngineError
from docparse.text.rapid import RapidOCRReader

BLANK = np.full((40, 40, 3), 255, np.uint8)


class Broken:
    """An engine whose error quotes what it read."""

    def __call__(self, *_args: Any) -> Any:
        raise ValueError("JANE SPECIMEN 123456789")

    recognize_txt = __call__


@pytest.fixture
def broken() -> RapidOCRReader:
    reader = RapidOCRReader(threads=1)
    reader._engine = Broken()
    return reader


def test_an_engine_error_becomes_one_of_ours_without_page_text(broken: RapidOCRReader) -> None:
    for call in (lambda: broken.read(BLANK), lambda: broken.recognise([BLANK])):
        with pytest.raises(EngineError) as caught:
            call()
        assert caught.value.code == "engine.failed"
        assert "SPECIMEN" not in str(caught.value)
        assert "ValueError" in str(caught.value)


def test_a_missing_engine_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(EngineError, match="pip install") as caught:
        RapidOCRReader().read(BLANK)
    assert caught.value.code == "engine.missing"


def test_beside_another_thread_it_reads_the_same_and_waits_without_spinning() -> None:
    reader = RapidOCRReader(threads=2)
    picture = np.full((90, 400, 3), 255, np.uint8)
    cv2.putText(picture, "KITCHEN 12.5", (20, 60), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    other = reader.beside()
    assert [line.text for line in other.read(picture)] == [line.text for line in reader.read(picture)]
    assert other.recognise([picture])[0][0].startswith("KITCHEN")
    for part in (other._engine.text_det, other._engine.text_rec):
        options = part.session.session.get_session_options()
        assert options.get_session_config_entry("session.intra_op.allow_spinning") == "0"
        assert options.intra_op_num_threads == 2


def test_an_engine_that_takes_no_sessions_reads_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from rapidocr.inference_engine.base import InferSession

    reader = RapidOCRReader(threads=2).beside()
    started = []

    def other_release(*_args: Any) -> Any:
        started.append(True)
        raise AttributeError("get_model_url")

    with monkeypatch.context() as patched:
        patched.setattr(InferSession, "get_model_url", other_release)
        engine = reader._load()
    assert started
    assert engine.cfg.Det.get("session") is None
    assert reader.read(BLANK) == []
