"""What lies around the text: paper, portrait, and what a camera or scanner does to the picture."""

from __future__ import annotations

import math
import random
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw

Pixels = Any
Color = tuple[int, int, int]


def paper(width: int, height: int, base: Color, rng: random.Random) -> Image.Image:
    """A pale gradient under fine wavy lines."""
    other = tuple(min(255, max(190, c + rng.randint(-24, 24))) for c in base)
    angle = rng.uniform(0, math.tau)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    along = (xs / width * math.cos(angle) + ys / height * math.sin(angle)) * 0.5 + 0.5
    ramp = np.clip(along, 0, 1)[..., None]
    pixels = (np.array(base) * (1 - ramp) + np.array(other) * ramp).astype(np.uint8)
    shade = tuple(int(np.mean((base[i], other[i]))) - rng.randint(8, 24) for i in range(3))
    pitch, swing = rng.randint(9, 22), rng.uniform(4, 26)
    steps = np.arange(0, width + 8, 8)
    waves = rng.choice((1, 1, 2)) if rng.random() < 0.85 else 0
    for wave in range(waves):
        period, phase = rng.uniform(90, 420), rng.uniform(0, math.tau)
        for start in range(-40, height + 40, pitch):
            line = start + swing * np.sin(steps / period * math.tau + phase + wave + start / 90)
            cv2.polylines(
                pixels, [np.stack([steps, line], -1).astype(np.int32)], False, shade, 1, cv2.LINE_AA
            )
    return Image.fromarray(pixels)


def portrait(width: int, height: int, rng: random.Random, pale: bool = False) -> Image.Image:
    """A plain drawn head and shoulders; pale for the small second one."""
    ground = rng.choice(((200, 214, 226), (170, 196, 222), (232, 232, 232), (188, 200, 206)))
    skin = rng.choice(((236, 202, 176), (206, 160, 124), (150, 104, 76), (98, 66, 48)))
    hair = rng.choice(((40, 30, 24), (96, 64, 36), (190, 156, 90), (120, 120, 122), (20, 20, 22)))
    coat = rng.choice(((60, 70, 110), (120, 40, 46), (50, 90, 70), (70, 70, 74), (160, 150, 130)))
    picture = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(picture)

    def oval(x: float, y: float, rx: float, ry: float, fill: Color) -> None:
        box = ((x - rx) * width, (y - ry) * height, (x + rx) * width, (y + ry) * height)
        draw.ellipse(box, fill=fill)

    oval(0.5, 1.05, 0.46, 0.28, coat)
    draw.rectangle((0.41 * width, 0.62 * height, 0.59 * width, 0.82 * height), fill=skin)
    oval(0.5, 0.4, 0.27, 0.28, hair)
    oval(0.5, 0.46, 0.22, 0.26, skin)
    for x in (0.42, 0.58):
        oval(x, 0.43, 0.03, 0.014, (250, 250, 250))
        oval(x, 0.43, 0.012, 0.014, (40, 40, 50))
    oval(0.5, 0.6, 0.07, 0.012, (170, 90, 90))
    if not pale:
        return picture
    grey = picture.convert("L").convert("RGB")
    return Image.blend(grey, Image.new("RGB", grey.size, (222, 228, 232)), 0.55)


def photographed(card: Image.Image, width: int, rng: random.Random) -> tuple[Pixels, dict[str, str]]:
    """The card as a file: scaled to a width, a little turned, blurred, noisy and compressed.

    Returns:
        RGB pixels, and what was done to them.
    """
    pixels = np.asarray(card)
    scale = width / pixels.shape[1]
    size = (width, round(pixels.shape[0] * scale))
    pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    turn = rng.uniform(-2, 2) if rng.random() < 0.3 else 0.0
    margin = round(width * rng.choice((0, 0, 0, 0.02, 0.05))) + round(abs(turn) / 57 * width / 2)
    if margin:
        around = rng.choice(((255, 255, 255), (236, 236, 232), (120, 104, 90), (40, 44, 50)))
        pixels = cv2.copyMakeBorder(pixels, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=around)
        middle = (pixels.shape[1] / 2, pixels.shape[0] / 2)
        matrix = cv2.getRotationMatrix2D(middle, turn, 1.0)
        pixels = cv2.warpAffine(
            pixels, matrix, pixels.shape[1::-1], flags=cv2.INTER_CUBIC, borderValue=around
        )
    blur = rng.uniform(0, 0.4 if width < 480 else 0.75)
    if blur > 0.25:
        pixels = cv2.GaussianBlur(pixels, (0, 0), blur)
    noise = rng.uniform(0, 3 if width < 480 else 5)
    grain = np.random.default_rng(rng.randrange(2**31)).normal(0, noise, pixels.shape)
    pixels = np.clip(pixels + grain, 0, 255).astype(np.uint8)
    quality = rng.randint(75 if width < 480 else 50, 92)
    done, buffer = cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise RuntimeError("JPEG encoding failed")
    decoded = cv2.imdecode(buffer, cv2.IMREAD_COLOR)
    assert decoded is not None  # it was encoded just now
    pixels = np.ascontiguousarray(decoded[..., ::-1])
    traits = {
        "turned": "no" if not turn else "up to 1" if abs(turn) <= 1 else "1 to 2",
        "jpeg": "50-64" if quality < 65 else "65-79" if quality < 80 else "80-92",
        "blur": "sharp" if blur <= 0.25 else "soft",
    }
    return pixels, traits
