"""COCO's JSON: boxes, polygons and run-length masks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docparse.training.convert.annotated import (
    Picture,
    Points,
    Shape,
    fill_runs,
    find_picture,
    number,
    outlines,
    rectangle,
    refuse,
)


def read(file: Path, content: dict[str, Any], pictures: Path) -> list[Picture]:
    """Pictures of a COCO file.

    Args:
        file: The file, for messages.
        content: What it holds: ``images``, ``annotations``, ``categories``.
        pictures: Folder the pictures lie in.

    Raises:
        UsageError: ``convert.item``, ``convert.picture_missing``.
    """
    names = {entry.get("id"): str(entry.get("name")) for entry in content.get("categories", [])}
    entries = {entry.get("id"): entry for entry in content["images"]}
    shapes: dict[Any, list[Shape]] = {key: [] for key in entries}
    for index, annotation in enumerate(content["annotations"]):
        where = f"{file}, annotations[{index}]"
        if annotation.get("image_id") not in entries:
            refuse(where, "its image_id is none of the images")
        if annotation.get("category_id") not in names:
            refuse(where, "its category_id is none of the categories")
        parts = _parts(annotation, where)
        if parts:
            name = names[annotation["category_id"]]
            shapes[annotation["image_id"]].append(Shape(name, parts))
    found = []
    for index, (key, entry) in enumerate(entries.items()):
        where = f"{file}, images[{index}]"
        width, height = (int(number(entry.get(side), where)) for side in ("width", "height"))
        path = find_picture(pictures, str(entry.get("file_name", "")), where)
        found.append(Picture(path, width, height, tuple(shapes[key]), where))
    return found


def _parts(annotation: dict[str, Any], where: str) -> tuple[Points, ...]:
    outline = annotation.get("segmentation")
    if isinstance(outline, dict):
        return outlines(decode_mask(outline, where))
    if outline:
        return tuple(_polygon(flat, where) for flat in outline)
    box = annotation.get("bbox")
    if not isinstance(box, list) or len(box) != 4:
        refuse(where, "it has neither a segmentation nor a bbox of four numbers")
    left, top, width, height = (number(value, where) for value in box)
    return (rectangle(left, top, left + width, top + height),)


def _polygon(flat: Any, where: str) -> Points:
    if not isinstance(flat, list) or len(flat) < 6 or len(flat) % 2:
        refuse(where, "a polygon is a list of at least three x, y pairs")
    return np.array([number(value, where) for value in flat]).reshape(-1, 2)


def decode_mask(mask: dict[str, Any], where: str) -> NDArray[np.uint8]:
    """A run-length mask as an array ``(H, W)`` of 0 and 1.

    Args:
        mask: ``size`` as ``[height, width]`` and ``counts``: a list of run lengths down the columns, or the
            same as COCO's text.
        where: For messages.

    Raises:
        UsageError: ``convert.item``.
    """
    size, counts = mask.get("size"), mask.get("counts")
    if not isinstance(size, list) or len(size) != 2 or not all(isinstance(side, int) for side in size):
        refuse(where, "a mask's size is [height, width]")
    if isinstance(counts, str):
        counts = _numbers(counts, where)
    if not isinstance(counts, list) or not all(isinstance(run, int) for run in counts):
        refuse(where, "a mask's counts are whole numbers or COCO's text")
    return fill_runs(counts, size[0] * size[1], where).reshape(size[::-1]).T.copy()


def _numbers(text: str, where: str) -> list[int]:
    """Run lengths from COCO's text.

    Each character holds five bits, lowest first, and whether more follow; the highest bit of the last is the
    sign. From the third on, a number is the difference to the one two before.
    """
    runs: list[int] = []
    value = shift = 0
    for character in text:
        code = ord(character) - 48
        if not 0 <= code < 64:
            refuse(where, "a mask's counts hold a character that COCO's text does not have")
        value |= (code & 31) << shift
        shift += 5
        if code & 32:
            continue
        if code & 16:
            value -= 1 << shift
        runs.append(value + (runs[-2] if len(runs) > 2 else 0))
        value = shift = 0
    if shift:
        refuse(where, "a mask's counts end in the middle of a number")
    return runs
