"""Sets of pages on disk."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from docparse.errors import UsageError
from docparse.training.synth.plan.canvas import CLASSES
from docparse.training.synth.plan.dataset import plan_page, write_plan_dataset


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "data.yaml")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_any_number_of_workers_writes_the_same_files(tmp_path: Path):
    write_plan_dataset(tmp_path / "one", 3, 11, size=160, jobs=1, validation=0.4)
    write_plan_dataset(tmp_path / "two", 3, 11, size=160, jobs=2, validation=0.4)
    one = contents(tmp_path / "one")
    assert one == contents(tmp_path / "two")
    assert len(one) == 9


def test_the_folder_is_laid_out_as_trainers_expect(tmp_path: Path):
    write_plan_dataset(tmp_path, 3, 5, size=160, validation=0.4)
    for part, count in (("val", 1), ("train", 2)):
        stems = [path.stem for path in sorted((tmp_path / "images" / part).iterdir())]
        assert len(stems) == count
        for stem in stems:
            image = cv2.imread(str(tmp_path / "images" / part / f"{stem}.jpg"))
            mask = cv2.imread(str(tmp_path / "masks" / part / f"{stem}.png"), cv2.IMREAD_UNCHANGED)
            assert mask.dtype == np.uint8
            assert mask.shape == image.shape[:2]
            assert mask.max() < len(CLASSES)
            truth = json.loads((tmp_path / "truth" / part / f"{stem}.json").read_text(encoding="utf-8"))
            assert truth["size"] == list(mask.shape[::-1])
    text = (tmp_path / "data.yaml").read_text(encoding="utf-8")
    assert "masks_dir: masks" in text
    assert "  3: door\n" in text


def test_pages_of_a_seed_do_not_depend_on_the_count():
    first, again = plan_page(3, 1, (), 160), plan_page(3, 1, (), 160)
    assert (first.image == again.image).all()
    assert not np.array_equal(first.image, plan_page(3, 2, (), 160).image)


def test_a_folder_without_layouts_is_refused(tmp_path: Path):
    with pytest.raises(UsageError) as caught:
        write_plan_dataset(tmp_path / "out", 1, 0, tmp_path)
    assert caught.value.code == "usage.layouts"


@pytest.mark.parametrize("wrong", [{"count": 0}, {"jobs": 0}, {"size": 8}])
def test_numbers_that_make_no_set_are_refused(tmp_path: Path, wrong: dict[str, int]):
    asked = {"count": 1, "jobs": 1, "size": 160} | wrong
    with pytest.raises(UsageError) as caught:
        write_plan_dataset(tmp_path, asked.pop("count"), 0, **asked)
    assert caught.value.code == "usage.count"


def test_windows_of_pages_have_walls_in_them_and_no_other_truth(tmp_path: Path):
    write_plan_dataset(tmp_path, 6, 8, size=400, validation=0.2, look="working", crop=160)
    masks = [cv2.imread(str(path), cv2.IMREAD_UNCHANGED) for path in tmp_path.glob("masks/*/*.png")]
    assert len(masks) == 6
    assert all(max(mask.shape) <= 160 for mask in masks)
    assert sum((mask == CLASSES.index("wall")).any() for mask in masks) >= 4
    assert not list(tmp_path.glob("truth/*/*"))


def test_a_familys_habits_can_be_asked_for():
    pages = [plan_page(4, number, (), 160, "working") for number in range(4)]
    assert {page.truth["style"]["look"] for page in pages} == {"working"}


def test_a_family_of_habits_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(UsageError, match="agent, brochure, architect, survey, working") as refused:
        write_plan_dataset(tmp_path, 1, 1, size=160, look="cubist")
    assert refused.value.code == "usage.look"
