"""Annotated pictures from other tools, as a YOLO set: ``convert`` recognises what it is given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from docparse.errors import UsageError
from docparse.training import dataset as datasets
from docparse.training.convert import coco, cvat, label_studio, yolo
from docparse.training.convert.annotated import Picture
from docparse.training.dataset import Dataset

__all__ = ["convert"]


def convert(
    data: Path,
    out: Path,
    task: str,
    *,
    classes: tuple[str, ...] = (),
    pictures: Path | None = None,
    share: float = 0.2,
    seed: int = 0,
) -> Dataset:
    """Make annotated pictures a YOLO set, unless they are one already.

    Args:
        data: A YOLO set (its ``data.yaml`` or folder), a COCO or Label Studio ``.json``, or a CVAT ``.xml``
            ("CVAT for images 1.1").
        out: Folder for the set, if one has to be written.
        task: ``detect``, ``segment`` or ``semantic``: what the set is for.
        classes: The model's classes in order; by default those of the data, in alphabetical order.
        pictures: Folder the pictures lie in; by default beside ``data``, in ``images`` if there is one.
        share: Share of the pictures to hold back, where the data do not say.
        seed: Chooses which.

    Returns:
        The set: ``data`` itself where it is YOLO with these classes in this order.

    Raises:
        UsageError: ``convert.*`` or ``training.data_*``, naming the file and the item but nothing personal.
    """
    if data.is_dir() or data.suffix.lower() in (".yaml", ".yml"):
        found = datasets.load(data)
        if not classes or found.names == classes or (found.masks and task == "semantic"):
            return found
        return yolo.write(yolo.read(found), out, task, classes, share=share, seed=seed)
    read = _read(data, pictures or _beside(data))
    names = classes or tuple(sorted({shape.name for picture in read for shape in picture.shapes}))
    return yolo.write(read, out, task, names, share=share, seed=seed)


def _beside(data: Path) -> Path:
    return data.parent / "images" if (data.parent / "images").is_dir() else data.parent


def _read(data: Path, pictures: Path) -> list[Picture]:
    try:
        text = data.read_bytes()
    except OSError as error:
        raise UsageError("training.data_missing", f"{data} cannot be read ({error.strerror})") from error
    if data.suffix.lower() == ".xml":
        return _read_xml(data, text, pictures)
    try:
        content = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", None)
        place = f", line {line}" if line else ""
        raise UsageError("convert.unreadable", f"{data}{place}: this is no JSON") from error
    try:
        return _read_json(data, content, pictures)
    except (AttributeError, KeyError, TypeError) as error:
        raise UsageError(
            "convert.unreadable", f"{data} is not built as its format says ({type(error).__name__})"
        ) from error


def _read_xml(data: Path, text: bytes, pictures: Path) -> list[Picture]:
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise UsageError("convert.unreadable", f"{data}, line {error.position[0]}: this is no XML") from error
    if root.tag != "annotations":
        raise UsageError("convert.unknown_format", f"{data} is no CVAT file: its root is not 'annotations'")
    return cvat.read(data, root, pictures)


def _read_json(data: Path, content: Any, pictures: Path) -> list[Picture]:
    if isinstance(content, dict) and isinstance(content.get("images"), list):
        if isinstance(content.get("annotations"), list):
            return coco.read(data, content, pictures)
    elif isinstance(content, list) and all(isinstance(one, dict) and "data" in one for one in content):
        return label_studio.read(data, content, pictures)
    raise UsageError("convert.unknown_format", f"{data} is neither COCO nor a Label Studio export")
