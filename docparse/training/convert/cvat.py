"""CVAT's XML for images, version 1.1: boxes, polygons and masks."""

from __future__ import annotations

import math
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

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


def read(file: Path, root: ElementTree.Element, pictures: Path) -> list[Picture]:
    """Pictures of a CVAT file.

    Args:
        file: The file, for messages.
        root: Its root, ``annotations``.
        pictures: Folder the pictures lie in.

    Raises:
        UsageError: ``convert.item``, ``convert.picture_missing``.
    """
    if root.find("track") is not None:
        refuse(str(file), "it is an export of a video; export as 'CVAT for images 1.1'")
    found = []
    for index, image in enumerate(root.iter("image")):
        where = f"{file}, image {image.get('id', index)}"
        width, height = (int(number(image.get(side), where)) for side in ("width", "height"))
        shapes = tuple(shape for element in image if (shape := _shape(element, where)))
        path = find_picture(pictures, image.get("name", ""), where)
        found.append(Picture(path, width, height, shapes, where))
    return found


def _shape(element: ElementTree.Element, where: str) -> Shape | None:
    label = element.get("label", "")
    if element.tag == "box":
        return Shape(label, (_box(element, where),))
    if element.tag == "polygon":
        return Shape(label, (_polygon(element, where),))
    if element.tag == "mask":
        parts = _mask(element, where)
        return Shape(label, parts) if parts else None
    if element.tag == "tag":
        return None  # of the whole picture
    return refuse(where, f"a '{element.tag}' is no region; known: box, polygon, mask")


def _box(element: ElementTree.Element, where: str) -> Points:
    """Corners of a box, turned clockwise about its centre by ``rotation`` degrees."""
    left, top, right, bottom = (number(element.get(key), where) for key in ("xtl", "ytl", "xbr", "ybr"))
    corners = rectangle(left, top, right, bottom)
    angle = math.radians(number(element.get("rotation") or 0, where))
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    centre = corners.mean(0)
    return np.asarray((corners - centre) @ turn + centre)


def _polygon(element: ElementTree.Element, where: str) -> Points:
    pairs = [pair.split(",") for pair in element.get("points", "").split(";")]
    if len(pairs) < 3 or any(len(pair) != 2 for pair in pairs):
        refuse(where, "a polygon has fewer than three x,y pairs")
    return np.array([[number(x, where), number(y, where)] for x, y in pairs])


def _mask(element: ElementTree.Element, where: str) -> tuple[Points, ...]:
    left, top, width, height = (
        int(number(element.get(key), where)) for key in ("left", "top", "width", "height")
    )
    runs = [int(number(run, where)) for run in element.get("rle", "").split(",")]
    mask = fill_runs(runs, width * height, where).reshape(height, width)
    return tuple(part + np.array([left, top]) for part in outlines(mask))
