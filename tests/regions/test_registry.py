from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from docparse.errors import EngineError, UsageError
from docparse.regions import Regions, SemanticMap, installed_segmenter, segmenter
from docparse.regions.onnx import read_info
from docparse.regions.registry import WEIGHTS, ModelInfo, known_models, locate, read_weights, register

Writer = Callable[..., Path]
PAGE = np.zeros((8, 8, 3), np.uint8)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the caller's own weights."""
    made = tmp_path / "weights"
    made.mkdir()
    monkeypatch.setenv("DOCPARSE_WEIGHTS", str(made))
    return made


def test_registered_models_are_found_by_name(colour_model: Writer, folder: Path):
    told = read_info(ModelInfo("colours", colour_model()))
    assert (told.task, told.classes, told.size) == ("semantic", ("r", "g", "b"), 64)
    entered = register(told, folder)
    assert entered.path == folder / "colours.onnx"
    assert entered.card == folder / "colours.md"
    assert known_models(folder) == {"colours": entered}
    model = segmenter("colours")
    assert model is segmenter("colours"), "made once"
    assert model.version == f"colours@{entered.sha256[:8]}"
    assert (model.name, model.task, model.classes) == ("colours", "semantic", ("r", "g", "b"))
    assert isinstance(model.map(PAGE), SemanticMap)


def test_a_folder_to_register_in_is_made(colour_model: Writer, tmp_path: Path):
    folder = tmp_path / "weights" / "mine"
    entered = register(read_info(ModelInfo("colours", colour_model())), folder)
    assert known_models(folder) == {"colours": entered}
    assert entered.path.is_file()


def test_what_a_registered_model_is_can_be_told_without_loading_it(colour_model: Writer, folder: Path):
    register(read_info(ModelInfo("colours", colour_model())), folder)
    (folder / "colours.onnx").unlink()
    model = segmenter("colours")
    assert model.classes == ("r", "g", "b")
    assert model.version.startswith("colours@")
    with pytest.raises(EngineError) as error:
        model.map(PAGE)
    assert error.value.code == "regions.weights_missing"


def test_a_folder_of_weights_that_does_not_exist_is_no_folder_without_models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # It was passed over, and docparse's own models used as if they were the caller's.
    monkeypatch.setenv("DOCPARSE_WEIGHTS", str(tmp_path / "mistyped"))
    for find in (segmenter, installed_segmenter):
        with pytest.raises(UsageError) as error:
            find("card")
        assert error.value.code == "usage.weights"
        assert "mistyped" in error.value.message


def test_damaged_weights_are_refused(colour_model: Writer, folder: Path):
    entered = register(read_info(ModelInfo("colours", colour_model())), folder)
    data = bytearray(entered.path.read_bytes())
    data[len(data) // 2] ^= 1
    entered.path.write_bytes(bytes(data))
    with pytest.raises(EngineError) as error:
        segmenter("colours").map(PAGE)
    assert error.value.code == "regions.weights_damaged"
    with pytest.raises(EngineError):
        read_weights(entered)


def test_registering_again_replaces_and_keeps_the_others(colour_model: Writer, folder: Path):
    told = read_info(ModelInfo("one", colour_model()))
    register(told, folder)
    second = register(ModelInfo("two", told.path, task="semantic", classes=told.classes, size=32), folder)
    other = colour_model(size=96, name="newer")
    changed = register(read_info(ModelInfo("one", other)), folder)
    assert known_models(folder) == {"one": changed, "two": second}
    assert changed.size == 96
    assert segmenter("one").version.endswith(changed.sha256[:8])
    assert list(json.loads((folder / "registry.json").read_text())) == ["one", "two"]


def test_registering_in_place(colour_model: Writer):
    path = colour_model()
    register(read_info(ModelInfo(path.stem, path)), path.parent)
    assert known_models(path.parent)[path.stem].path == path


@pytest.mark.parametrize("bad", [{"task": "classify"}, {"classes": ()}])
def test_models_nobody_could_use_are_not_registered(colour_model: Writer, folder: Path, bad: dict):
    fields = {"task": "semantic", "classes": ("a",), **bad}
    with pytest.raises(UsageError) as error:
        register(ModelInfo("m", colour_model(), **fields), folder)
    assert error.value.code == "usage.model"
    assert known_models(folder) == {}


def test_a_file_in_the_callers_folder_needs_no_registry(fixed_model: Writer, folder: Path):
    rows = np.array([[0, 0, 8, 8, 0.9, 1]], np.float32)
    (folder / "card.onnx").write_bytes(fixed_model(rows).read_bytes())
    found = segmenter("card").find(PAGE)
    assert isinstance(found, Regions)
    assert found.names == ("b",)
    assert segmenter("card").version.startswith("card@")


def test_a_file_named_by_its_path(colour_model: Writer):
    path = colour_model()
    assert segmenter(path) is segmenter(str(path))
    assert segmenter(path).classes == ("r", "g", "b")


@pytest.mark.parametrize("name", ["nonsense", "nonsense.onnx", "../card", ""])
def test_no_such_model(name: str):
    with pytest.raises(UsageError) as error:
        locate(name)
    assert error.value.code == "usage.model"


@pytest.mark.parametrize("text", ["[]", "{", '{"a": {}}', '{"a": {"file": "a", "classes": [], "x": 1}}'])
def test_a_broken_registry_is_told(folder: Path, text: str):
    (folder / "registry.json").write_text(text)
    with pytest.raises(EngineError) as error:
        locate("a")
    assert error.value.code == "regions.registry"


def test_every_shipped_model_is_whole_and_has_its_card():
    for info in known_models().values():
        assert len(read_weights(info)) < 40_000_000
        assert info.path.parent == WEIGHTS
        assert info.card.is_file()
        told = read_info(info)
        plain = read_info(ModelInfo(info.name, info.path))
        assert (told.task, told.classes) == (plain.task, plain.classes), "as the file itself says"
    assert sum(file.stat().st_size for file in WEIGHTS.glob("*.onnx")) <= 40_000_000
