"""Label Studio's JSON: rectangles, turned ones, polygons."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docparse.errors import UsageError
from docparse.training.convert.label_studio import read

FILE = Path("export.json")


@pytest.fixture
def images(picture: Callable[..., Path]) -> Path:
    return picture("a.png").parent


def region(kind: str = "rectanglelabels", **value: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "original_width": 200,
        "original_height": 100,
        "value": {kind: ["portrait"], **value},
    }


def task(
    *results: dict[str, Any], image: str = "/data/upload/1/0a1b2c3d-a.png", **more: Any
) -> dict[str, Any]:
    return {"id": 5, "data": {"image": image}, "annotations": [{"result": list(results)}], **more}


def test_a_rectangle_is_in_hundredths_of_the_picture(images: Path):
    (found,) = read(FILE, [task(region(x=10, y=20, width=30, height=40))], images)
    (shape,) = found.shapes
    assert shape.name == "portrait"
    assert shape.box == pytest.approx((20, 20, 80, 60))
    assert found.file == images / "a.png"


def test_a_turned_rectangle_turns_about_its_first_corner(images: Path):
    (found,) = read(FILE, [task(region(x=50, y=20, width=10, height=20, rotation=90))], images)
    # 20 by 20 pixels at (100, 20), turned clockwise: it now lies left of that corner.
    assert found.shapes[0].box == pytest.approx((80, 20, 100, 40))


def test_a_polygon(images: Path):
    (found,) = read(FILE, [task(region("polygonlabels", points=[[0, 0], [50, 0], [50, 50]]))], images)
    assert found.shapes[0].parts[0].tolist() == [[0, 0], [100, 0], [100, 50]]


@pytest.mark.parametrize("reference", ["a.png", "/data/local-files/?d=a.png", "http://host/x/a.png?token=1"])
def test_pictures_are_found_however_they_were_uploaded(images: Path, reference: str):
    (found,) = read(FILE, [task(region(x=0, y=0, width=1, height=1), image=reference)], images)
    assert found.file == images / "a.png"


def test_open_and_cancelled_work_is_left_out_and_empty_pictures_are_kept(images: Path):
    cancelled = {"id": 6, "data": {"image": "a.png"}, "annotations": [{"was_cancelled": True, "result": []}]}
    untouched = {"id": 7, "data": {"image": "a.png"}, "annotations": []}
    (found,) = read(FILE, [cancelled, untouched, task()], images)
    assert (found.width, found.height, found.shapes) == (200, 100, ())


@pytest.mark.parametrize(
    ("result", "word"),
    [
        (region("brushlabels", rle=[1]), "brush"),
        (region(x=1, y=1, width="wide", height=1), "no number"),
        (region("polygonlabels", points=[[0, 0], [1, 1]]), "three"),
        ({**region(x=1, y=1, width=1, height=1), "original_width": 300}, "agree"),
        ({**region(x=1, y=1, width=1, height=1), "value": {"x": 1}}, "one label"),
    ],
)
def test_a_region_that_cannot_be_used_is_named_by_its_task(images: Path, result: dict[str, Any], word: str):
    good = region(x=0, y=0, width=1, height=1)
    with pytest.raises(UsageError, match=word) as caught:
        read(FILE, [task(good), task(good, result)], images)
    assert caught.value.code == "convert.item"
    assert "export.json, task 1" in caught.value.message
