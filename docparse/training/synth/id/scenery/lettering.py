"""Invented words and lines of them, for papers that are no documents."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from docparse.errors import EngineError
from docparse.training.synth.fonts import FontKind, font_files, load_font
from docparse.training.synth.id.scenery.noise import Generator, Pixels, pick

Colour = tuple[float, float, float]

_STARTS = (
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "st",
    "tr",
    "pl",
    "sch",
    "k",
    "",
)
_MIDDLES = ("a", "e", "i", "o", "u", "ä", "é", "ou", "ie", "ai", "ö", "ü", "ea")
# Different lines of text kept for each face.
_LINES = 16
_ENDS = ("", "", "n", "r", "s", "t", "l", "m", "ng", "nd", "ck", "st", "ns")


def font(rng: Generator, size: int, kind: FontKind = "any") -> Any:
    """A font of a kind at a size in pixels; Pillow's own where no such font is installed."""
    try:
        return load_font(pick(rng, font_files(kind)), size)
    except EngineError:
        return ImageFont.load_default(size)


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[str, ...]:
    """Words of no language, always the same: pages draw from them instead of spelling each word anew."""
    rng = np.random.default_rng(0)
    spelled = []
    for _ in range(600):
        syllables = int(rng.integers(1, 4))
        spelled.append(
            "".join(pick(rng, _STARTS) + pick(rng, _MIDDLES) + pick(rng, _ENDS) for _ in range(syllables))
        )
    return (*spelled, *(str(10 ** int(n % 5) + int(n)) for n in rng.integers(0, 9000, 80)))


def word(rng: Generator) -> str:
    """A word of no language, now and then a number."""
    return pick(rng, _vocabulary())


def words(rng: Generator, count: int) -> str:
    """Words in a row, the first with a capital."""
    known = _vocabulary()
    return " ".join(known[index] for index in rng.integers(0, len(known), count)).capitalize()


@lru_cache(maxsize=4096)
def _printed_line(face: Any, number: int) -> Image.Image:
    """A line of words as a mask, drawn once: pages of text would spend their time on setting type."""
    rng = np.random.default_rng(number)
    text = words(rng, 18)
    _, top, right, bottom = face.getbbox(text)
    mask = Image.new("L", (max(1, int(right)), max(1, int(bottom - top) + 1)))
    ImageDraw.Draw(mask).text((0, -top), text, font=face, fill=255)
    return mask


class Paper:
    """A blank page that can be written and drawn on, in pixels.

    Attributes:
        size: (height, width).
        draw: Pillow's pen.
    """

    def __init__(self, ground: Pixels) -> None:
        self._page = Image.fromarray(ground)
        self.size = ground.shape[:2]
        self.draw = ImageDraw.Draw(self._page)

    def pixels(self) -> Pixels:
        """What has been drawn so far, (H, W, 3)."""
        return np.asarray(self._page, np.uint8).copy()

    def put(self, picture: Pixels, x: float, y: float) -> None:
        """Paste a picture with its top-left corner at a point."""
        self._page.paste(Image.fromarray(picture), (int(x), int(y)))

    def text(self, xy: tuple[float, float], text: str, face: Any, ink: Colour) -> None:
        """Write one line or, with line feeds, several."""
        self.draw.text(xy, text, font=face, fill=_rgb(ink))

    def line(self, points: list[tuple[float, float]], ink: Colour, width: int = 1) -> None:
        """A line through points."""
        self.draw.line(points, fill=_rgb(ink), width=width)

    def box(
        self, box: tuple[float, float, float, float], fill: Colour | None, ink: Colour | None, width: int = 1
    ) -> None:
        """A rectangle from left, top, right, bottom; nothing where the box is empty."""
        if box[2] > box[0] and box[3] > box[1]:
            self.draw.rectangle(
                box, None if fill is None else _rgb(fill), None if ink is None else _rgb(ink), width
            )

    def paragraph(
        self, rng: Generator, box: tuple[float, float, float, float], size: int, ink: Colour, face: Any
    ) -> None:
        """Fill a box with lines of invented text."""
        left, top, right, bottom = (int(edge) for edge in box)
        step = size * 1.35
        lines = max(0, int((bottom - top) / step))
        numbers, starts, widths = rng.integers(0, _LINES, lines), rng.random(lines), rng.random(lines)
        for row in range(lines):
            mask = _printed_line(face, int(numbers[row]))
            short = widths[row] < 0.12 or row == lines - 1
            width = min(mask.width, int((right - left) * (widths[row] if short else 1)))
            start = int(starts[row] * (mask.width - width)) if not short else 0
            if width > 0:
                part = mask.crop((start, 0, start + width, mask.height))
                self._page.paste(_rgb(ink), (left, int(top + row * step)), part)


def _rgb(colour: Colour) -> tuple[int, int, int]:
    red, green, blue = (int(min(max(part, 0), 255)) for part in colour)
    return red, green, blue
