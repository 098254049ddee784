"""What is PaddleOCR's own; most of it needs no PaddleOCR."""

from __future__ import annotations

import json
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.errors import EngineError
from docparse.text import paddle, paddle_models
from docparse.text.paddle import PaddleOCRReader
from docparse.text.paddle_models import DET_MODEL, REC_MODEL, bundled_folder, bundled_models

BLANK = np.full((40, 40, 3), 255, np.uint8)
FILES = ("inference.onnx", "inference.yml")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(paddle_models, "_temporary", None)
    # Reading the characters out of the weights takes a good part of a second; one test does it for real.
    monkeypatch.setattr(paddle_models, "_characters", lambda _model: ["A", "é", "𠀀"])
    return tmp_path


def test_every_installed_cv2_has_one_version() -> None:
    """Each build of OpenCV installs into one ``cv2`` folder: of two versions, half would be overwritten."""
    versions = {
        dist.name: dist.version
        for dist in metadata.distributions()
        if (dist.name or "").lower().startswith("opencv-")
    }
    assert len(set(versions.values())) == 1, versions


class TestModelFolders:
    def test_folders_hold_what_paddleocr_wants(self, cache: Path) -> None:
        folder = bundled_models()
        assert folder.parent == cache / "docparse"
        for model in (DET_MODEL, REC_MODEL):
            assert all((folder / model / file).is_file() for file in FILES)
            recipe = json.loads((folder / model / "inference.yml").read_text(encoding="utf-8"))
            assert recipe["Global"]["model_name"] == model

    def test_characters_stand_as_themselves(self, cache: Path) -> None:
        text = (bundled_models() / REC_MODEL / "inference.yml").read_text(encoding="utf-8")
        assert "𠀀" in text
        assert "\\u" not in text

    def test_they_are_made_once(self, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        first = bundled_models()
        monkeypatch.setattr(paddle_models, "_fill", lambda *_: pytest.fail("made again"))
        assert bundled_models() == first
        assert [path.name for path in first.parent.iterdir()] == [first.name]

    def test_a_broken_folder_is_made_anew(self, cache: Path) -> None:
        folder = bundled_models()
        (folder / DET_MODEL / "inference.yml").unlink()
        assert bundled_models() == folder
        assert (folder / DET_MODEL / "inference.yml").is_file()

    def test_another_process_may_be_first(self, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fill = paddle_models._fill

        def fill_both(folder: Path, source: Path) -> None:
            fill(folder, source)
            rival = folder.parent / target.name
            rival.mkdir()
            fill(rival, source)

        target = bundled_models()
        for path in sorted(target.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        target.rmdir()
        monkeypatch.setattr(paddle_models, "_fill", fill_both)
        assert bundled_models() == target
        assert [path.name for path in target.parent.iterdir()] == [target.name]

    def test_files_are_copied_where_links_are_not_to_be_had(
        self, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_links(*_args: Any, **_options: Any) -> None:
            raise OSError("a privilege is not held")

        monkeypatch.setattr(Path, "symlink_to", no_links)
        model = bundled_models() / REC_MODEL / "inference.onnx"
        assert not model.is_symlink()
        assert model.stat().st_size > 1_000_000

    def test_without_a_cache_a_temporary_folder_serves(
        self, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (cache / "docparse").write_text("a file stands in the way")
        monkeypatch.setenv("TMPDIR", str(cache))
        monkeypatch.setattr("tempfile.tempdir", None)
        removed: list[Path] = []
        monkeypatch.setattr("atexit.register", lambda _call, folder, **_options: removed.append(folder))
        folder = bundled_models()
        assert folder.parent == cache
        assert bundled_models() == folder
        assert removed == [folder]

    def test_a_relative_cache_folder_is_passed_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", "relative")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        assert paddle_models._cache_root() == tmp_path / ".cache" / "docparse"

    def test_other_models_are_left_to_paddleocr(self, cache: Path) -> None:
        assert bundled_folder("PP-OCRv6_medium_rec") is None
        assert PaddleOCRReader(engine="paddle")._folder(DET_MODEL) is None
        assert not (cache / "docparse").exists()

    def test_without_rapidocr_the_weights_are_missing(
        self, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(paddle_models, "find_spec", lambda _name: None)
        with pytest.raises(EngineError, match="rapidocr") as caught:
            bundled_models()
        assert caught.value.code == "engine.missing"

    @pytest.mark.ocr
    def test_the_weights_name_their_characters(self) -> None:
        model = paddle_models._weights_folder() / paddle_models._BUNDLED[REC_MODEL]
        characters = paddle_models._characters(model)
        assert {"A", "0", "<", "É"} <= set(characters)
        assert all(len(character) >= 1 for character in characters)


class TestErrors:
    def test_a_missing_engine_says_how_to_get_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(paddle, "find_spec", lambda _name: None)
        for call in (lambda: PaddleOCRReader().read(BLANK), lambda: PaddleOCRReader().recognise([BLANK])):
            with pytest.raises(EngineError, match=r"docparse\[paddle\]") as caught:
                call()
            assert caught.value.code == "engine.missing"

    def test_an_engine_that_does_not_load_is_not_called_missing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(paddle, "find_spec", lambda _name: object())
        monkeypatch.setitem(sys.modules, "paddleocr", None)
        with pytest.raises(EngineError, match="libGL") as caught:
            PaddleOCRReader().read(BLANK)
        assert caught.value.code == "engine.failed"

    def test_an_engine_error_becomes_one_of_ours_without_page_text(self) -> None:
        class Broken:
            def predict(self, *_args: Any, **_options: Any) -> Any:
                raise ValueError("JANE SPECIMEN 123456789")

        reader = PaddleOCRReader(threads=1)
        reader._pipeline = reader._recogniser = Broken()
        for call in (lambda: reader.read(BLANK), lambda: reader.recognise([BLANK])):
            with pytest.raises(EngineError) as caught:
                call()
            assert caught.value.code == "engine.failed"
            assert "SPECIMEN" not in str(caught.value)


def result(text: str, polygon: list[list[float]], tokens: list[str], boxes: list[Any]) -> dict[str, Any]:
    return {
        "rec_texts": [text],
        "rec_scores": [0.9],
        "rec_polys": [np.array(polygon)],
        "text_word": [tokens],
        "text_word_region": [boxes],
    }


def box(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


class TestLines:
    def test_tokens_are_joined_into_words(self) -> None:
        tokens = ["DOB", " ", "08", "/", "31", "  ", "M"]
        boxes = [box(10 * n, 0, 10 * n + 10, 20) for n in range(7)]
        (line,) = paddle._lines(result("DOB 08/31  M", [[0, 0], [70, 0], [70, 20], [0, 20]], tokens, boxes))
        assert [word.text for word in line.words] == ["DOB", "08/31", "M"]
        assert line.words[1].polygon_px.tolist() == [[20, 0], [50, 0], [50, 20], [20, 20]]

    def test_words_of_a_slanted_line_follow_it(self) -> None:
        tokens, boxes = ["A", " ", "B"], [box(0, 0, 40, 30), box(40, 0, 60, 30), box(60, 0, 100, 30)]
        (line,) = paddle._lines(result("A B", [[0, 0], [100, 10], [100, 30], [0, 20]], tokens, boxes))
        assert line.words[1].polygon_px.tolist() == [[60, 6], [100, 10], [100, 30], [60, 26]]

    def test_a_line_that_runs_down_starts_at_its_own_top_left(self) -> None:
        tokens, boxes = ["A", " ", "B"], [box(0, 0, 20, 40), box(0, 40, 20, 60), box(0, 60, 20, 100)]
        (line,) = paddle._lines(result("A B", [[0, 0], [20, 0], [20, 100], [0, 100]], tokens, boxes))
        assert line.polygon_px.tolist() == [[20, 0], [20, 100], [0, 100], [0, 0]]
        assert line.words[1].polygon_px.tolist() == [[20, 60], [20, 100], [0, 100], [0, 60]]

    def test_tokens_that_do_not_fit_their_boxes_give_no_words(self) -> None:
        (line,) = paddle._lines(
            result("A B", [[0, 0], [9, 0], [9, 5], [0, 5]], ["A", "B"], [box(0, 0, 9, 5)])
        )
        assert line.words == ()

    def test_blank_lines_and_empty_results(self) -> None:
        assert paddle._lines(result(" ", [[0, 0], [9, 0], [9, 5], [0, 5]], [], [])) == []
        assert paddle._lines({"rec_texts": [], "rec_scores": [], "rec_polys": []}) == []

    def test_a_line_of_no_length_is_no_division_by_zero(self) -> None:
        (line,) = paddle._lines(result("A", [[5, 5]] * 4, ["A"], [box(5, 5, 5, 5)]))
        assert np.isfinite(line.words[0].polygon_px).all()

    @given(st.lists(st.text(alphabet="AB1/- ", min_size=1, max_size=4), max_size=12))
    def test_joining_loses_no_sign(self, tokens: list[str]) -> None:
        words = paddle._words(tokens, [(n / 12, (n + 1) / 12) for n in range(len(tokens))])
        joined = "".join(text for text, _, _ in words)
        assert joined.replace(" ", "") == "".join(tokens).replace(" ", "")
        assert all(left < right for _, left, right in words)
