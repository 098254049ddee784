"""COCO: boxes, polygons and run-length masks."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from docparse.errors import UsageError
from docparse.training.convert.coco import decode_mask, read

FILE = Path("coco.json")


def content(**annotation: object) -> dict[str, object]:
    return {
        "images": [{"id": 7, "file_name": "sub/a.png", "width": 200, "height": 100}],
        "categories": [{"id": 3, "name": "front"}],
        "annotations": [{"image_id": 7, "category_id": 3, **annotation}],
    }


@pytest.fixture
def images(picture: Callable[..., Path]) -> Path:
    return picture("sub/a.png").parent.parent


def test_a_box_becomes_four_corners(images: Path):
    (found,) = read(FILE, content(bbox=[10, 20, 30, 40]), images)
    assert (found.width, found.height) == (200, 100)
    assert found.file == images / "sub" / "a.png"
    (shape,) = found.shapes
    assert (shape.name, shape.box) == ("front", (10, 20, 40, 60))


def test_a_polygon_of_two_parts_is_one_thing(images: Path):
    parts = [[0, 0, 10, 0, 10, 10], [20, 20, 30, 20, 30, 30]]
    (shape,) = read(FILE, content(segmentation=parts, bbox=[0, 0, 30, 30]), images)[0].shapes
    assert len(shape.parts) == 2
    assert shape.box == (0, 0, 30, 30)


def test_a_picture_without_annotations_is_kept(images: Path):
    given_ = content(bbox=[0, 0, 1, 1])
    given_["annotations"] = []
    assert read(FILE, given_, images)[0].shapes == ()


def test_a_run_length_mask_becomes_its_outline(images: Path):
    # Three rows of 0, then columns of the rectangle x 2..4, y 1..2 in a picture of 100 rows.
    runs = [2 * 100 + 1, 2, 98, 2, 98, 2, 100 - 3 + 195 * 100]
    (shape,) = read(FILE, content(segmentation={"size": [100, 200], "counts": runs}), images)[0].shapes
    assert shape.box == (2, 1, 4, 2)


def encoded(runs: list[int]) -> str:
    """COCO's text of run lengths, written from its description."""
    text = ""
    for index, run in enumerate(runs):
        value = run - (runs[index - 2] if index > 2 else 0)
        more = True
        while more:
            bits = value & 31
            value >>= 5
            more = value != (-1 if bits & 16 else 0)
            text += chr(48 + (bits | (32 if more else 0)))
    return text


@given(arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40)), elements=st.integers(0, 1)))
def test_masks_come_back_from_both_notations(mask: np.ndarray):
    flat = mask.T.ravel()
    edges = np.flatnonzero(np.diff(flat)) + 1
    runs = np.diff([0, *edges, len(flat)]).tolist()
    runs = [0, *runs] if flat[0] else runs
    size = list(mask.shape)
    for counts in (runs, encoded(runs)):
        assert np.array_equal(decode_mask({"size": size, "counts": counts}, "here"), mask)


def test_text_that_pycocotools_wrote():
    mask = np.zeros((9, 7), np.uint8)
    mask[2:6, 1:4] = 1
    mask[8, 6] = 1
    assert np.array_equal(decode_mask({"size": [9, 7], "counts": ";45000h0M"}, "here"), mask)


@pytest.mark.parametrize(
    ("annotation", "word"),
    [
        ({"image_id": 8}, "image_id"),
        ({"category_id": 8}, "category_id"),
        ({}, "neither"),
        ({"bbox": [1, 2, 3, "x"]}, "no number"),
        ({"bbox": [1, 2, 3, float("nan")]}, "not finite"),
        ({"segmentation": [[1, 2, 3, 4]]}, "three"),
        ({"segmentation": {"size": [10, 10], "counts": [5]}}, "fill"),
        ({"segmentation": {"size": [10, 10], "counts": "~~"}}, "character"),
        ({"segmentation": {"size": [10, 10], "counts": "P"}}, "middle"),
        ({"segmentation": {"size": 10, "counts": [5]}}, "size"),
    ],
)
def test_a_broken_annotation_is_named_by_its_place(images: Path, annotation: dict[str, object], word: str):
    with pytest.raises(UsageError, match=word) as caught:
        read(FILE, content(**annotation), images)
    assert caught.value.code == "convert.item"
    assert "coco.json, annotations[0]" in caught.value.message


def test_a_missing_picture_is_named_by_its_place_not_its_name(tmp_path: Path):
    with pytest.raises(UsageError) as caught:
        read(FILE, content(bbox=[0, 0, 1, 1]), tmp_path)
    assert caught.value.code == "convert.picture_missing"
    assert "images[0]" in caught.value.message
    assert "a.png" not in caught.value.message


def test_a_picture_outside_its_folder_is_not_followed(images: Path, tmp_path: Path):
    (tmp_path / "secret.png").write_bytes(b"x")
    given_ = content(bbox=[0, 0, 1, 1])
    given_["images"] = [{"id": 7, "file_name": "../secret.png", "width": 200, "height": 100}]
    with pytest.raises(UsageError) as caught:
        read(FILE, given_, images)
    assert caught.value.code == "convert.picture_missing"
