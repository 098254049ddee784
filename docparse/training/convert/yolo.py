"""YOLO's own layout: read, for sets whose classes must be put in order, and written, for all others."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.errors import UsageError
from docparse.training.convert.annotated import (
    Picture,
    Points,
    Shape,
    number,
    picture_size,
    rectangle,
    refuse,
)
from docparse.training.dataset import Dataset

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")


def read(data: Dataset) -> list[Picture]:
    """Pictures of a YOLO set with text labels, boxes or polygons.

    Raises:
        UsageError: ``convert.item``: a label file's line cannot be used.
    """
    found = []
    for part in ("train", "val"):
        folder = data.root / getattr(data, part)
        for file in sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES):
            width, height = picture_size(file)
            labels = _label_file(file)
            lines = labels.read_text(encoding="utf-8").splitlines() if labels.is_file() else []
            shapes = [
                _shape(line.split(), (width, height), data.names, f"{labels}, line {index}")
                for index, line in enumerate(lines, 1)
                if line.strip()
            ]
            found.append(Picture(file, width, height, tuple(shapes), str(labels), part))
    return found


def _label_file(picture: Path) -> Path:
    """The label file of a picture: the last ``images`` in its path becomes ``labels``."""
    parts = list(picture.parts)
    if "images" in parts:
        place = len(parts) - 1 - parts[::-1].index("images")
        parts[place] = "labels"
    return Path(*parts).with_suffix(".txt")


def _shape(words: list[str], size: tuple[int, int], names: Sequence[str], where: str) -> Shape:
    if not words[0].isdecimal() or int(words[0]) >= len(names):
        refuse(where, "its class is none of data.yaml's names")
    values = np.array([number(word, where) for word in words[1:]])
    if len(values) == 4:
        x, y, wide, high = values
        points = rectangle(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    elif len(values) >= 6 and len(values) % 2 == 0:
        points = values.reshape(-1, 2)
    else:
        refuse(where, "it holds neither a box of four numbers nor at least three points")
    return Shape(names[int(words[0])], (points * size,))


def write(
    pictures: Sequence[Picture], out: Path, task: str, classes: tuple[str, ...], *, share: float, seed: int
) -> Dataset:
    """Write pictures as a YOLO set.

    Args:
        pictures: At least two, so that one can be held back.
        out: Folder for it.
        task: ``detect`` writes boxes, ``segment`` polygons, ``semantic`` a mask for each picture.
        classes: Names in the order of their ids. What nothing covers is class 0 of a semantic set.
        share: Share of the pictures to hold back, where they do not say themselves.
        seed: Chooses which.

    Raises:
        UsageError: ``convert.too_few``, ``convert.classes``, ``convert.item``,
            ``convert.picture_unreadable``.
    """
    if len(pictures) < 2:
        raise UsageError("convert.too_few", "at least two annotated pictures are needed, one to hold back")
    known = {shape.name for picture in pictures for shape in picture.shapes}
    if not known <= set(classes):
        strange = ", ".join(sorted(known - set(classes)))
        raise UsageError(
            "convert.classes", f"unknown classes: {strange}; the model has: {', '.join(classes)}"
        )
    for index, (picture, part) in enumerate(zip(pictures, _parts(pictures, share, seed), strict=True)):
        if picture_size(picture.file) != (picture.width, picture.height):
            refuse(picture.where, "the picture's size is not the one that was annotated")
        _copy(picture.file, out / "images" / part, f"{index:06d}")
        if task == "semantic":
            _write_mask(_mask(picture, classes), out / "masks" / part / f"{index:06d}.png")
        else:
            _write_labels(picture, out / "labels" / part / f"{index:06d}.txt", task, classes)
    masks = "masks" if task == "semantic" else None
    data = Dataset(root=out, train="images/train", val="images/val", names=classes, masks=masks)
    data.write(out / "data.yaml")
    return data


def _parts(pictures: Sequence[Picture], share: float, seed: int) -> list[str]:
    """The part of each picture; a share of those that do not say is held back, at least one."""
    free = [index for index, picture in enumerate(pictures) if picture.part is None]
    count = max(1, round(share * len(free))) if free else 0
    held = set(np.random.default_rng(seed).permutation(free)[:count].tolist())
    return ["val" if i in held else picture.part or "train" for i, picture in enumerate(pictures)]


def _copy(picture: Path, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(picture, folder / f"{name}{picture.suffix.lower()}")


def _write_mask(mask: NDArray[np.uint8], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(cv2.imencode(".png", mask)[1].tobytes())


def _write_labels(picture: Picture, file: Path, task: str, classes: tuple[str, ...]) -> None:
    size = np.array([picture.width, picture.height], float)
    lines = [_line(shape, classes.index(shape.name), size, task) for shape in picture.shapes]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _line(shape: Shape, class_id: int, size: Points, task: str) -> str:
    if task == "segment":
        values = np.clip(_joined(shape.parts) / size, 0, 1).ravel()
    else:
        left, top, right, bottom = np.clip(shape.box / np.tile(size, 2), 0, 1)
        values = np.array([(left + right) / 2, (top + bottom) / 2, right - left, bottom - top])
    return " ".join([str(class_id), *(f"{value:.6f}" for value in values)])


def _joined(parts: tuple[Points, ...]) -> Points:
    """One outline of several, joined where they come closest: YOLO has one outline for a thing."""
    joined = parts[0]
    for part in parts[1:]:
        apart = np.linalg.norm(joined[:, None] - part[None], axis=2)
        here, there = np.unravel_index(apart.argmin(), apart.shape)
        round_trip = np.roll(part, -there, axis=0)
        joined = np.concatenate(
            [joined[: here + 1], round_trip, round_trip[:1], joined[here:]]  # there, around it, and back
        )
    return joined


def _mask(picture: Picture, classes: tuple[str, ...]) -> NDArray[np.uint8]:
    """Class ids of all pixels, large shapes below small ones: a door lies in its wall."""
    mask = np.zeros((picture.height, picture.width), np.uint8)
    areas = [
        sum(cv2.contourArea(part.astype(np.float32)) for part in shape.parts) for shape in picture.shapes
    ]
    for index in np.argsort(areas, kind="stable")[::-1]:
        shape = picture.shapes[index]
        parts = [np.round(part).astype(np.int32) for part in shape.parts]
        cv2.fillPoly(mask, parts, classes.index(shape.name))
    return mask
