"""What every annotation tool's export comes down to: pictures, and named shapes on them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qs, unquote, urlparse

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from docparse.errors import UsageError

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Shape:
    """One annotated thing.

    Attributes:
        name: Its class.
        parts: Outlines in picture pixels, each ``(N, 2)`` with N at least 3; a box is one of four corners.
    """

    name: str
    parts: tuple[Points, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in picture pixels."""
        points = np.concatenate(self.parts)
        (left, top), (right, bottom) = points.min(0), points.max(0)
        return float(left), float(top), float(right), float(bottom)


@dataclass(frozen=True)
class Picture:
    """One annotated picture.

    Attributes:
        file: Where it lies.
        width: In pixels, as the annotations count them.
        height: In pixels.
        shapes: In the order they were drawn.
        where: How messages call it: the annotation file and the item in it.
        part: ``train`` or ``val`` where the export says so, else None.
    """

    file: Path
    width: int
    height: int
    shapes: tuple[Shape, ...]
    where: str
    part: str | None = None


def refuse(where: str, what: str) -> NoReturn:
    """Say which item of which file cannot be used, and why, but not what it holds.

    Raises:
        UsageError: ``convert.item``.
    """
    raise UsageError("convert.item", f"{where}: {what}")


def rectangle(left: float, top: float, right: float, bottom: float) -> Points:
    """The corners of a box, clockwise."""
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], float)


def outlines(mask: NDArray[np.uint8]) -> tuple[Points, ...]:
    """Outer outlines of a mask's parts; a part of one or two pixels has none."""
    found, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return tuple(part.reshape(-1, 2).astype(float) for part in found if len(part) >= 3)


def fill_runs(runs: list[int], count: int, where: str) -> NDArray[np.uint8]:
    """Values from run lengths that begin with zeros: ``count`` of them, 0 or 1."""
    if any(run < 0 for run in runs) or sum(runs) != count:
        refuse(where, "the run lengths of a mask do not fill it")
    return np.repeat(np.arange(len(runs)) % 2, runs).astype(np.uint8)


def find_picture(folder: Path, reference: str, where: str) -> Path:
    """The picture an export refers to: by its path under a folder, else by its name, as uploads rename paths.

    Raises:
        UsageError: ``convert.picture_missing``, ``convert.item``.
    """
    url = urlparse(reference)
    path = unquote(parse_qs(url.query).get("d", [url.path])[0])
    name = Path(path).name
    if not name:
        refuse(where, "it names no picture")
    # Label Studio puts eight hexadecimal digits and a dash before the name of an upload.
    candidates = [folder / path.lstrip("/"), folder / name, folder / name.partition("-")[2]]
    root = folder.resolve()
    for candidate in candidates:
        if candidate.is_file() and candidate.resolve().is_relative_to(root):
            return candidate
    raise UsageError("convert.picture_missing", f"{where}: its picture is not in {folder}")


def picture_size(file: Path) -> tuple[int, int]:
    """Width and height as the picture is shown, its own note on orientation heeded.

    Raises:
        UsageError: ``convert.picture_unreadable``.
    """
    try:
        with Image.open(file) as picture:
            turned = picture.getexif().get(0x0112, 1) >= 5
            return picture.size[::-1] if turned else picture.size
    # ultralytics, once loaded, asks for a package of its own where Pillow knows no picture.
    except (OSError, ValueError, ImportError, Image.DecompressionBombError) as error:
        raise UsageError(
            "convert.picture_unreadable", f"a picture cannot be read ({type(error).__name__})"
        ) from error


def number(value: Any, where: str) -> float:
    """A finite number, whatever notation it came in.

    Raises:
        UsageError: ``convert.item``.
    """
    try:
        result = float(value)
    except (TypeError, ValueError):
        refuse(where, "a coordinate is no number")
    if not np.isfinite(result):
        refuse(where, "a coordinate is not finite")
    return result
