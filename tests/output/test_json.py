import json
from collections.abc import Callable
from pathlib import Path

import pytest

from docparse.output.json import to_json, write_json
from docparse.records import DocumentResult


def test_text_reads_back(make_result: Callable[..., DocumentResult]):
    result = make_result()
    text = to_json(result)
    assert text.endswith("}\n")
    assert DocumentResult.model_validate_json(text) == result
    assert "ÉXAMPLE" in text, "letters stand as they are"


def test_written_whole_into_a_new_folder(make_result: Callable[..., DocumentResult], tmp_path: Path):
    path = tmp_path / "new" / "deep" / "a.jpg.json"
    write_json(make_result(), path)
    assert [entry.name for entry in path.parent.iterdir()] == ["a.jpg.json"]
    assert json.loads(path.read_text(encoding="utf-8"))["kind"] == "id_document"


def test_an_older_result_is_replaced(
    make_result: Callable[..., DocumentResult], failed_result: DocumentResult, tmp_path: Path
):
    path = tmp_path / "a.json"
    write_json(make_result(), path)
    write_json(failed_result, path)
    assert json.loads(path.read_text(encoding="utf-8"))["status"] == "failed"


@pytest.mark.parametrize("error", [OSError(28, "disk full"), KeyboardInterrupt(), MemoryError()])
def test_a_write_that_fails_leaves_nothing_behind(
    make_result: Callable[..., DocumentResult],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
):
    path = tmp_path / "a.json"
    path.write_text("older", encoding="utf-8")

    def fail(_result: DocumentResult) -> str:
        raise error

    monkeypatch.setattr("docparse.output.json.to_json", fail)
    with pytest.raises(type(error)):
        write_json(make_result(), path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]
    assert path.read_text(encoding="utf-8") == "older"


def test_a_name_as_long_as_names_can_be(make_result: Callable[..., DocumentResult], tmp_path: Path):
    path = tmp_path / ("l" * 250 + ".json")
    write_json(make_result(), path)
    assert path.is_file()
