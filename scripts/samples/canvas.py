"""A card to draw on: card units outside, twice as many pixels inside, so that edges come out smooth."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from samples.fonts import FontBook

Colour = tuple[int, int, int]
Point = tuple[float, float]

SCALE = 2
CORNER = 34  # radius of a card's corners, in card units


def gradient(size: tuple[int, int], stops: Sequence[Colour], *, angle: float = 90.0) -> Image.Image:
    """Blend colours evenly along a direction; 90 degrees runs from top to bottom."""
    width, height = size
    x, y = np.meshgrid(np.linspace(-0.5, 0.5, width), np.linspace(-0.5, 0.5, height))
    turn = math.radians(angle)
    along = x * math.cos(turn) + y * math.sin(turn)
    along = (along - along.min()) / (along.max() - along.min())
    at = np.linspace(0, 1, len(stops))
    channels = [np.interp(along, at, [stop[k] for stop in stops]) for k in range(3)]
    return Image.fromarray(np.stack(channels, axis=-1).round().astype(np.uint8))


@dataclass(frozen=True)
class Style:
    """How a text is set: face and size in card units."""

    face: str
    size: int
    colour: Colour
    spacing: float = 0.0


class Canvas:
    """A picture in card units.

    Args:
        background: Picture of the card's ground; its size is that of the card times :data:`SCALE`.
        fonts: The faces.
    """

    def __init__(self, background: Image.Image, fonts: FontBook) -> None:
        self.image = background.convert("RGB")
        self.fonts = fonts

    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def text(self, at: Point, text: str, style: Style, *, anchor: str = "ls") -> float:
        """Set one line with its baseline at a point and return where it ends, in card units."""
        font = self.fonts.get(style.face, style.size * SCALE)
        x, y = at[0] * SCALE, at[1] * SCALE
        if not style.spacing:
            self._draw().text((x, y), text, font=font, fill=style.colour, anchor=anchor)
            return (x + font.getlength(text)) / SCALE
        step = style.spacing * SCALE
        if anchor[0] != "l":
            width = sum(font.getlength(char) + step for char in text) - step
            x -= width if anchor[0] == "r" else width / 2
        for char in text:
            self._draw().text((x, y), char, font=font, fill=style.colour, anchor="l" + anchor[1])
            x += font.getlength(char) + step
        return (x - step) / SCALE

    def run(self, at: Point, parts: Iterable[tuple[str, Style]], *, gap: float = 7.0) -> float:
        """Set texts of several styles one after another on one baseline."""
        x, y = at
        for text, style in parts:
            x = self.text((x, y), text, style) + gap
        return x - gap

    def box(
        self,
        corners: tuple[float, float, float, float],
        colour: Colour,
        *,
        radius: float = 0,
        alpha: float = 1.0,
    ) -> None:
        """Fill a rectangle (left, top, right, bottom)."""
        mask = Image.new("L", self.image.size)
        scaled = [c * SCALE for c in corners]
        ImageDraw.Draw(mask).rounded_rectangle(scaled, radius * SCALE, fill=round(255 * alpha))
        self.image.paste(colour, mask=mask)

    def lines(
        self, strokes: Iterable[Sequence[Point]], colour: Colour, *, width: int = 1, alpha: float = 1.0
    ) -> None:
        """Draw polylines; width in pixels of the large picture."""
        mask = Image.new("L", self.image.size)
        draw = ImageDraw.Draw(mask)
        for stroke in strokes:
            draw.line([(x * SCALE, y * SCALE) for x, y in stroke], fill=255, width=width, joint="curve")
        self.image.paste(colour, mask=mask.point(lambda level: round(level * alpha)))

    def polygon(
        self, points: Sequence[Point], colour: Colour, *, alpha: float = 1.0, blur: float = 0
    ) -> None:
        """Fill a polygon, softly if blur (card units) is given."""
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon([(x * SCALE, y * SCALE) for x, y in points], fill=round(255 * alpha))
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE))
        self.image.paste(colour, mask=mask)

    def picture(
        self,
        picture: Image.Image,
        corners: tuple[float, float, float, float],
        *,
        fade: float = 1.0,
        feather: float = 0,
    ) -> None:
        """Paste a picture; fade lets the ground through, feather (card units) softens its edges."""
        left, top, right, bottom = (round(c * SCALE) for c in corners)
        size = (right - left, bottom - top)
        mask = Image.new("L", size, 0 if feather else round(255 * fade))
        if feather:
            inset = feather * SCALE
            ImageDraw.Draw(mask).rounded_rectangle(
                (inset, inset, size[0] - inset, size[1] - inset), inset, fill=round(255 * fade)
            )
            mask = mask.filter(ImageFilter.GaussianBlur(inset / 2))
        self.image.paste(picture.convert("RGB").resize(size, Image.Resampling.LANCZOS), (left, top), mask)

    def signature(self, corners: tuple[float, float, float, float], name: str, colour: Colour) -> None:
        """Write a name in script, slanted, with a flourish under it, within a rectangle."""
        left, top, right, bottom = corners
        font = self.fonts.get("script", 96)
        ink = Image.new("L", (round(font.getlength(name)) + 120, 190))
        draw = ImageDraw.Draw(ink)
        draw.text((60, 120), name, font=font, fill=255, anchor="ls")
        reach = ink.width - 70
        tail = [(t * reach + 30, 148 - 16 * math.sin(5.2 * t) - 8 * t) for t in np.linspace(0.1, 1, 60)]
        draw.line(tail, fill=255, width=4, joint="curve")
        ink = ink.transform(ink.size, Image.Transform.AFFINE, (1, 0.18, -24, 0.05, 1, -0.025 * ink.width))
        box = ink.getbbox() or (0, 0, *ink.size)
        ink = ink.crop(box)
        ratio = min((right - left) * SCALE / ink.width, (bottom - top) * SCALE / ink.height)
        ink = ink.resize((round(ink.width * ratio), round(ink.height * ratio)), Image.Resampling.LANCZOS)
        x = round((left + right) / 2 * SCALE - ink.width / 2)
        y = round((top + bottom) / 2 * SCALE - ink.height / 2)
        mask = Image.new("L", self.image.size)
        mask.paste(ink, (x, y))
        self.image.paste(colour, mask=mask)

    def finished(self, *, round_corners: bool = True) -> Image.Image:
        """The picture in card units, its corners cut round on white as a scan shows them."""
        picture = self.image
        if round_corners:
            picture = Image.composite(picture, Image.new("RGB", picture.size, (255, 255, 255)), self.mask())
        return picture.resize((picture.width // SCALE, picture.height // SCALE), Image.Resampling.LANCZOS)

    def mask(self) -> Image.Image:
        """White where the card is, in large pixels."""
        mask = Image.new("L", self.image.size)
        width, height = self.image.size
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, width - 1, height - 1), CORNER * SCALE, fill=255)
        return mask


def waves(
    size: Point, *, rows: int, amplitude: float, length: float, drift: float = 0.35, top: float = 0
) -> list[list[Point]]:
    """Guilloche of waves: each row a sum of two sines whose phase drifts from row to row."""
    width, height = size
    xs = np.linspace(-10, width + 10, 180)
    out = []
    for row in range(rows):
        base = top + (height - top) * (row + 0.5) / rows
        phase = row * drift
        ys = base + amplitude * (np.sin(xs / length + phase) + 0.5 * np.sin(xs / length * 2.3 - phase * 1.7))
        out.append(list(zip(xs.tolist(), ys.tolist(), strict=True)))
    return out


def rosette(centre: Point, radius: float, *, petals: int, rings: int) -> list[list[Point]]:
    """Guilloche rosette: rings of petals, each turned a little against the last."""
    turn = np.linspace(0, 2 * math.pi, 40 * petals + 1)
    out = []
    for ring in range(rings):
        share = (ring + 1) / rings
        reach = radius * share * (1 + 0.18 * np.sin(petals * turn + ring * 0.5))
        xs, ys = centre[0] + reach * np.cos(turn), centre[1] + reach * np.sin(turn)
        out.append(list(zip(xs.tolist(), ys.tolist(), strict=True)))
    return out


def smooth(points: Sequence[Point], *, steps: int = 14) -> list[Point]:
    """Closed Catmull-Rom curve through points, as a polygon."""
    p = np.asarray(points, dtype=float)
    before, after, beyond = np.roll(p, 1, axis=0), np.roll(p, -1, axis=0), np.roll(p, -2, axis=0)
    t = np.linspace(0, 1, steps, endpoint=False)[:, None, None]
    curve: NDArray[np.float64] = 0.5 * (
        2 * p
        + (after - before) * t
        + (2 * before - 5 * p + 4 * after - beyond) * t**2
        + (3 * p - before - 3 * after + beyond) * t**3
    )
    flat = curve.transpose(1, 0, 2).reshape(-1, 2)
    return [(float(x), float(y)) for x, y in flat]


def tint(picture: Image.Image, dark: Colour, light: Colour) -> Image.Image:
    """A picture in one ink, as ghost portraits are printed."""
    grey = np.asarray(picture.convert("L"), dtype=float)[..., None] / 255
    mixed = np.asarray(dark) * (1 - grey) + np.asarray(light) * grey
    return Image.fromarray(mixed.round().astype(np.uint8))


def darkest(first: Image.Image, second: Image.Image) -> Image.Image:
    """Multiply two pictures, as ink over ink."""
    return ImageChops.multiply(first, second)
