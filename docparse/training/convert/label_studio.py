"""Label Studio's JSON export: rectangles and polygons."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from docparse.training.convert.annotated import (
    Picture,
    Points,
    Shape,
    find_picture,
    number,
    picture_size,
    rectangle,
    refuse,
)

_KINDS = ("rectanglelabels", "polygonlabels")


def read(file: Path, content: list[dict[str, Any]], pictures: Path) -> list[Picture]:
    """Pictures of a Label Studio export; of several annotations of one task the first that was not cancelled.

    Args:
        file: The file, for messages.
        content: What it holds: the tasks.
        pictures: Folder the pictures lie in.

    Raises:
        UsageError: ``convert.item``, ``convert.picture_missing``.
    """
    found = []
    for index, task in enumerate(content):
        where = f"{file}, task {index}"
        annotations = [one for one in task.get("annotations") or [] if not one.get("was_cancelled")]
        if not annotations:
            continue  # a task nobody has worked on yet
        results = [one for one in annotations[0].get("result") or [] if one.get("type") != "choices"]
        path = find_picture(pictures, _reference(task, where), where)
        width, height = _size(results, where) if results else picture_size(path)
        shapes = tuple(_shape(one, width, height, where) for one in results)
        found.append(Picture(path, width, height, shapes, where))
    return found


def _size(results: list[dict[str, Any]], where: str) -> tuple[int, int]:
    sizes = {(one.get("original_width"), one.get("original_height")) for one in results}
    if len(sizes) > 1:
        refuse(where, "its regions do not agree on the picture's size")
    width, height = (int(number(side, where)) for side in sizes.pop())
    return width, height


def _reference(task: dict[str, Any], where: str) -> str:
    data = task.get("data") or {}
    references = [value for value in (data.get("image"), *data.values()) if isinstance(value, str)]
    return references[0] if references else refuse(where, "it names no picture")


def _shape(result: dict[str, Any], width: int, height: int, where: str) -> Shape:
    kind, value = result.get("type"), result.get("value") or {}
    if kind not in _KINDS:
        refuse(where, "a region is neither a rectangle nor a polygon; export brush strokes as polygons")
    labels = value.get(kind)
    if not isinstance(labels, list) or len(labels) != 1:
        refuse(where, "a region has not exactly one label")
    # Label Studio counts in hundredths of the picture's sides.
    unit = np.array([width, height]) / 100
    if kind == "rectanglelabels":
        points = _rectangle(value, unit, where)
    else:
        pairs = value.get("points") or []
        if len(pairs) < 3 or any(len(pair) != 2 for pair in pairs):
            refuse(where, "a polygon has fewer than three points")
        points = np.array([[number(x, where), number(y, where)] for x, y in pairs]) * unit
    return Shape(str(labels[0]), (points,))


def _rectangle(value: dict[str, Any], unit: Points, where: str) -> Points:
    """Corners of a rectangle, turned clockwise about its first corner by ``rotation`` degrees."""
    left, top, wide, high = (number(value.get(key), where) for key in ("x", "y", "width", "height"))
    corners = rectangle(left, top, left + wide, top + high) * unit
    angle = math.radians(number(value.get("rotation") or 0, where))
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    return np.asarray((corners - corners[0]) @ turn + corners[0])
