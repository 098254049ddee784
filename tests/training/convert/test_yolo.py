"""YOLO's layout: what is written is what was annotated, and can be read again."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from docparse.errors import UsageError
from docparse.training.convert.annotated import Picture, Shape, picture_size, rectangle
from docparse.training.convert.yolo import read, write
from docparse.training.dataset import load

CLASSES = ("outside", "wall", "door")


def annotated(
    file: Path, *shapes: Shape, part: str | None = None, size: tuple[int, int] = (200, 100)
) -> Picture:
    return Picture(file, *size, shapes, "here", part)


@pytest.fixture
def door_in_wall() -> tuple[Shape, Shape]:
    return Shape("door", (rectangle(50, 40, 70, 50),)), Shape("wall", (rectangle(20, 40, 180, 50),))


def write_two(picture: Callable[..., Path], out: Path, task: str, *shapes: Shape) -> Path:
    pictures = [annotated(picture("a.png"), *shapes, part="train"), annotated(picture("b.png"), part="val")]
    write(pictures, out, task, CLASSES, share=0.2, seed=0)
    return out


def test_boxes(picture: Callable[..., Path], tmp_path: Path, door_in_wall: tuple[Shape, Shape]):
    out = write_two(picture, tmp_path / "set", "detect", *door_in_wall)
    lines = (out / "labels/train/000000.txt").read_text().splitlines()
    assert lines == ["2 0.300000 0.450000 0.100000 0.100000", "1 0.500000 0.450000 0.800000 0.100000"]
    assert (out / "labels/val/000001.txt").read_text() == ""
    assert (out / "images/val/000001.png").is_file()
    assert load(out).names == CLASSES


def test_polygons_are_kept_inside_the_picture(picture: Callable[..., Path], tmp_path: Path):
    out = write_two(picture, tmp_path / "set", "segment", Shape("wall", (rectangle(-20, 10, 100, 120),)))
    words = (out / "labels/train/000000.txt").read_text().split()
    assert [float(word) for word in words] == [1, 0, 0.1, 0.5, 0.1, 0.5, 1, 0, 1]


def test_parts_of_one_thing_become_one_outline_of_the_same_pixels(
    picture: Callable[..., Path], tmp_path: Path
):
    parts = (rectangle(10, 10, 40, 40), rectangle(60, 20, 90, 50), rectangle(20, 70, 50, 90))
    out = write_two(picture, tmp_path / "set", "segment", Shape("wall", parts))
    values = np.array((out / "labels/train/000000.txt").read_text().split()[1:], float)
    outline = np.round(values.reshape(-1, 2) * (200, 100)).astype(np.int32)
    joined, wanted = np.zeros((100, 200), np.uint8), np.zeros((100, 200), np.uint8)
    cv2.fillPoly(joined, [outline], 1)
    cv2.fillPoly(wanted, [part.astype(np.int32) for part in parts], 1)
    assert (wanted & ~joined).sum() == 0
    assert (joined & ~wanted).sum() < 80  # the bridges are a pixel wide


def test_masks_have_small_things_on_top(
    picture: Callable[..., Path], tmp_path: Path, door_in_wall: tuple[Shape, Shape]
):
    out = write_two(picture, tmp_path / "set", "semantic", *door_in_wall)
    mask = cv2.imread(str(out / "masks/train/000000.png"), cv2.IMREAD_UNCHANGED)
    assert (mask.shape, mask[45, 60], mask[45, 30], mask[10, 10]) == ((100, 200), 2, 1, 0)
    assert load(out).masks == "masks"


def test_what_is_written_is_read_again(
    picture: Callable[..., Path], tmp_path: Path, door_in_wall: tuple[Shape, Shape]
):
    for task in ("detect", "segment"):
        out = write_two(picture, tmp_path / task, task, *door_in_wall)
        first, second = read(load(out))
        assert (first.part, second.part, second.shapes) == ("train", "val", ())
        for shape, wanted in zip(first.shapes, door_in_wall, strict=True):
            assert shape.name == wanted.name
            assert shape.box == pytest.approx(wanted.box, abs=1e-3)


def test_a_share_is_held_back_and_the_seed_chooses_it(picture: Callable[..., Path], tmp_path: Path):
    pictures = [annotated(picture(f"{index}.png")) for index in range(10)]
    held = []
    for seed in (0, 0, 1, 2):
        out = tmp_path / f"set-{len(held)}"
        write(pictures, out, "detect", CLASSES, share=0.3, seed=seed)
        held.append(sorted(file.name for file in (out / "images/val").iterdir()))
        assert len(held[-1]) == 3
        assert len(list((out / "images/train").iterdir())) == 7
    assert held[0] == held[1]
    assert len({tuple(names) for names in held}) > 1


def test_a_photo_is_as_large_as_it_is_shown(tmp_path: Path):
    file = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20)).save(file, exif=exif)
    assert picture_size(file) == (20, 40)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("7 .5 .5 .1 .1", "class"),
        ("x .5 .5 .1 .1", "class"),
        ("0 .5 .5 .1", "neither"),
        ("0 .5 .5 .1 y", "number"),
    ],
)
def test_a_broken_line_is_named(picture: Callable[..., Path], tmp_path: Path, line: str, word: str):
    out = write_two(picture, tmp_path / "set", "detect")
    (out / "labels/train/000000.txt").write_text(f"0 .5 .5 .1 .1\n{line}\n")
    with pytest.raises(UsageError, match=word) as caught:
        read(load(out))
    assert "000000.txt, line 2" in caught.value.message


def test_refusals(picture: Callable[..., Path], tmp_path: Path):
    file = picture("a.png")
    strange = annotated(file, Shape("roof", (rectangle(0, 0, 5, 5),)))
    cases = [
        ([annotated(file)], "convert.too_few"),
        ([strange, strange], "convert.classes"),
        ([annotated(file, size=(100, 200))] * 2, "convert.item"),
    ]
    for pictures, code in cases:
        with pytest.raises(UsageError) as caught:
            write(pictures, tmp_path / "set", "detect", CLASSES, share=0.2, seed=0)
        assert caught.value.code == code
    (tmp_path / "broken.png").write_bytes(b"no picture")
    with pytest.raises(UsageError) as caught:
        picture_size(tmp_path / "broken.png")
    assert caught.value.code == "convert.picture_unreadable"


def test_a_broken_picture_is_refused_where_another_package_wants_to_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """ultralytics replaces Pillow's open, and then asks for a HEIF package that need not be there."""

    def wants_more(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'pi_heif'")

    monkeypatch.setattr("PIL.Image.open", wants_more)
    with pytest.raises(UsageError) as caught:
        picture_size(tmp_path / "broken.png")
    assert caught.value.code == "convert.picture_unreadable"
