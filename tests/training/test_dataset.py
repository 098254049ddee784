"""``data.yaml``: read with clear refusals, and written so that it can be read again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from docparse.errors import UsageError
from docparse.training.dataset import Dataset, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("train", "val"):
        (tmp_path / "images" / part).mkdir(parents=True)
    return tmp_path


def describe(folder: Path, text: str) -> Path:
    file = folder / "data.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_folder_and_its_file_are_the_same_set(folder: Path):
    file = describe(folder, "train: images/train\nval: images/val\nnames: {0: front, 1: back}\n")
    assert load(folder) == load(file) == Dataset(folder, "images/train", "images/val", ("front", "back"))


def test_what_is_written_is_read_again_from_anywhere(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    (folder / "masks").mkdir()
    described = Dataset(folder, "images/train", "images/val", ("Ä", "b"), masks="masks")
    assert load(described.write(tmp_path_factory.mktemp("other") / "data.yaml")) == described


def test_a_set_that_was_moved_is_found_beside_its_file(folder: Path):
    describe(folder, "path: /nowhere/at/all\ntrain: images/train\nval: images/val\nnames: [a]\n")
    assert load(folder).root == folder


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("names: [a]\ntrain: images/train\n", "training.data_invalid", "val"),
        ("- just\n- a list\n", "training.data_invalid", "mapping"),
        ("a: [1\n", "training.data_invalid", "YAML"),
        ("train: images/train\nval: images/other\nnames: [a]\n", "training.data_missing", "other"),
        ("train: images/train\nval: images/val\nnames: [a, a]\n", "training.data_invalid", "twice"),
        ("train: images/train\nval: images/val\nnames: {1: a}\n", "training.data_invalid", "from 0"),
        ("train: images/train\nval: images/val\nnames: [1, 2]\n", "training.data_invalid", "words"),
        ("train: [images/train]\nval: images/val\nnames: [a]\n", "training.data_invalid", "one folder"),
        (
            "train: images/train\nval: images/val\nnames: [a]\ndownload: 'print(1)'\n",
            "training.data_invalid",
            "download",
        ),
    ],
)
def test_a_broken_description_is_refused_with_its_reason(folder: Path, text: str, code: str, word: str):
    file = describe(folder, text)
    with pytest.raises(UsageError, match=word) as caught:
        load(file)
    assert caught.value.code == code
    assert str(file) in caught.value.message


def test_a_missing_description_is_named(tmp_path: Path, picture: Callable[..., Path]):
    with pytest.raises(UsageError) as caught:
        load(tmp_path)
    assert caught.value.code == "training.data_missing"
