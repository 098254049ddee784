"""A sheet to print on: pixels, the regions printed so far, and where ink already lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from PIL import Image, ImageDraw

from docparse.training.synth.fonts import load_font
from docparse.training.synth.id.carriers import Pixels, Region, box_polygon
from docparse.training.synth.id.raster import Mask, resized

Colour = tuple[int, int, int]

_TRIES = 12  # places looked at before giving up


class Box(NamedTuple):
    """An upright rectangle in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Top to bottom."""
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def grown(self, by: float) -> Box:
        """The box with a margin on every side; a negative one shrinks it."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around all."""
    return Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )


@dataclass(frozen=True)
class TextStyle:
    """How a text is set.

    Attributes:
        face: Font file.
        size: Pixels per em.
        colour: RGB.
        stretch: Width factor; condensed faces are imitated by less than 1.
        spacing: Extra pixels between letters.
        opacity: 0 to 1.
    """

    face: Path
    size: float
    colour: Colour = (20, 20, 26)
    stretch: float = 1.0
    spacing: float = 0.0
    opacity: float = 1.0

    def resized(self, factor: float) -> TextStyle:
        """The same at another size."""
        return replace(self, size=self.size * factor, spacing=self.spacing * factor)

    def width(self, text: str) -> float:
        """Advance of a text in pixels."""
        font = load_font(self.face, max(4, round(self.size)))
        return float(font.getlength(text)) * self.stretch + self.spacing * max(0, len(text) - 1)


def text_mask(text: str, style: TextStyle) -> tuple[Mask, float, float]:
    """A text's coverage, cut to its ink.

    Returns:
        Coverage (h, w), empty when nothing prints, and where its top-left lies from the text's origin.
    """
    font = load_font(style.face, max(4, round(style.size)))
    left, top, right, bottom = font.getbbox(text, anchor="ls")
    extra = style.spacing / style.stretch * max(0, len(text) - 1)
    picture = Image.new("L", (max(1, int(right - left + extra) + 4), max(1, int(bottom - top) + 2)))
    draw = ImageDraw.Draw(picture)
    origin = (1 - left, 1 - top)
    if style.spacing:
        x = float(origin[0])
        for char in text:
            draw.text((x, origin[1]), char, font=font, fill=255, anchor="ls")
            x += font.getlength(char) + style.spacing / style.stretch
    else:
        draw.text(origin, text, font=font, fill=255, anchor="ls")
    mask = np.asarray(picture)
    if style.stretch != 1.0:
        method = cv2.INTER_AREA if style.stretch < 1 else cv2.INTER_LINEAR
        mask = resized(mask, mask.shape[1] * style.stretch, mask.shape[0], method)
    inked = mask > 60
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    if not len(rows):
        return np.zeros((0, 0), np.uint8), 0.0, 0.0
    cut = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return cut, columns[0] - origin[0] * style.stretch, float(rows[0] - origin[1])


class Sheet:
    """A picture in progress.

    Args:
        pixels: (H, W, 3) RGB ground; drawn upon in place.

    Attributes:
        regions: Regions recorded so far.
        taken: Boxes of what is printed, for finding free places.
    """

    def __init__(self, pixels: Pixels) -> None:
        self.pixels = pixels
        self.regions: list[Region] = []
        self.taken: list[Box] = []

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.pixels.shape[0])

    def stamp(self, mask: Mask, x: float, y: float, colour: Colour, opacity: float = 1.0) -> Box:
        """Ink in one colour through a mask laid with its top-left at a point; what sticks out is cut."""
        left, top = round(x), round(y)
        box = Box(left, top, left + mask.shape[1], top + mask.shape[0])
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(self.width, left + mask.shape[1]), min(self.height, top + mask.shape[0])
        if x0 >= x1 or y0 >= y1:
            return box
        weight = mask[y0 - top : y1 - top, x0 - left : x1 - left, None].astype(np.float32) * (opacity / 255)
        under = self.pixels[y0:y1, x0:x1]
        under[:] = under + (np.array(colour, np.float32) - under) * weight + 0.5
        return box

    def lay(self, picture: Pixels, box: Box, mask: Mask | None = None, opacity: float = 1.0) -> None:
        """Resize a picture (and its mask) into a box and blend it in; what sticks out is cut."""
        size = (max(1, round(box.width)), max(1, round(box.height)))
        picture = resized(picture, *size)
        cover = np.full(size[::-1], 255, np.uint8) if mask is None else resized(mask, *size, cv2.INTER_LINEAR)
        left, top = round(box.x0), round(box.y0)
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(self.width, left + size[0]), min(self.height, top + size[1])
        if x0 >= x1 or y0 >= y1:
            return
        part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        weight = cover[part][..., None].astype(np.float32) * (opacity / 255)
        under = self.pixels[y0:y1, x0:x1]
        under[:] = under + (picture[part] - under.astype(np.float32)) * weight + 0.5

    def text(self, text: str, x: float, baseline: float, style: TextStyle, *, anchor: str = "left") -> Box:
        """Print one line and return the box of its ink (empty at the point where nothing prints).

        Args:
            text: What to print.
            x: Where the line starts, ends or has its middle, by ``anchor``.
            baseline: Its baseline.
            style: How.
            anchor: ``left``, ``middle`` or ``right``.
        """
        mask, dx, dy = text_mask(text, style)
        if not mask.size:
            return Box(x, baseline, x, baseline)
        if anchor != "left":
            x -= style.width(text) / (2 if anchor == "middle" else 1)
        return self.stamp(mask, x + dx, baseline + dy, style.colour, style.opacity)

    def vertical_text(self, text: str, x: float, y: float, style: TextStyle, *, upward: bool = True) -> Box:
        """Print one line turned by 90 degrees, the top-left of its ink at a point; returns the ink's box."""
        mask, _, _ = text_mask(text, style)
        turned = np.ascontiguousarray(np.rot90(mask, 1 if upward else 3))
        return self.stamp(turned, x, y, style.colour, style.opacity)

    def record(self, label: str, box: Box, text: str | None = None) -> None:
        """Note a region that is upright on the sheet, cut to it."""
        inside = Box(max(0, box.x0), max(0, box.y0), min(self.width, box.x1), min(self.height, box.y1))
        self.taken.append(inside)
        if inside.width >= 2 and inside.height >= 2:
            self.regions.append(Region(label, box_polygon(*inside), text))

    def free_place(
        self, rng: np.random.Generator, width: float, height: float, within: Box | None = None
    ) -> Box | None:
        """A random place for something of a size where nothing lies yet.

        Args:
            rng: Source of the places tried.
            width: Pixels across.
            height: Pixels down.
            within: Where to look; the whole sheet when None.

        Returns:
            The place, noted as taken, or None when a few tries found none.
        """
        area = within or Box(0, 0, self.width, self.height).grown(-5)
        for _ in range(_TRIES):
            x = area.x0 + float(rng.random()) * (area.width - width)
            y = area.y0 + float(rng.random()) * (area.height - height)
            box = Box(x, y, x + width, y + height)
            if self.is_free(box):
                self.taken.append(box)
                return box
        return None

    def is_free(self, box: Box) -> bool:
        """Whether the box lies on the sheet and nothing printed so far meets it."""
        on_sheet = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= self.width and box.y1 <= self.height
        return on_sheet and not any(box.meets(other) for other in self.taken)
