"""Card grounds: colour gradients, scenery and security printing, all under the text."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.training.synth.id.carriers import Pixels
from docparse.training.synth.id.faces import pick_face
from docparse.training.synth.id.inks import fixed, gradient, ink_lines, pastel, screen, vivid
from docparse.training.synth.id.landscape import SCENERIES, Layer
from docparse.training.synth.id.people import chance, pick
from docparse.training.synth.id.sheet import TextStyle, text_mask


def random_ground(rng: np.random.Generator, width: int, height: int) -> Pixels:
    """A card's ground, from nearly plain to richly printed."""
    stops = [pastel(rng) for _ in range(int(rng.integers(2, 5)))]
    if chance(rng, 0.25):
        stops[int(rng.integers(len(stops)))] = pastel(rng, 130, 235, 0.35)
    if chance(rng, 0.15):
        stops = [(250, 250, 248), (236, 238, 242)]
    pixels = gradient(width, height, stops, float(rng.uniform(0, 2 * np.pi)))
    for _ in range(int(rng.choice([0, 1, 2, 3], p=[0.15, 0.4, 0.3, 0.15]))):
        pick(rng, SCENERIES)(rng, pixels)
    for _ in range(int(rng.choice([0, 1, 2, 3], p=[0.15, 0.35, 0.35, 0.15]))):
        pick(rng, _PRINTS)(rng, pixels)
    noise = rng.standard_normal((height // 2, width // 2), np.float32) * float(rng.uniform(0, 5))
    pixels[:] = np.clip(pixels + cv2.resize(noise, (width, height))[..., None], 0, 255)
    return pixels


def _guilloche(rng: np.random.Generator, pixels: Pixels) -> None:
    """Bands of interwoven waves."""
    height, width = pixels.shape[:2]
    x = np.linspace(-5, width + 5, 160)
    lines = []
    for _ in range(int(rng.integers(1, 4))):
        middle, swing = rng.uniform(0, height), rng.uniform(0.05, 0.3) * height
        waves, more = rng.uniform(0.5, 4, 2) * 2 * np.pi / width
        count, drift = int(rng.integers(8, 30)), float(rng.uniform(0.02, 0.3))
        for k in range(count):
            y = (
                middle
                + swing * np.sin(waves * x + k * drift) * np.cos(more * x - k * drift / 2)
                + k * rng.uniform(0, 1)
            )
            lines.append(fixed(np.stack([x, y], 1)))
    ink_lines(pixels, lines, vivid(rng), float(rng.uniform(0.15, 0.55)))


def _line_screen(rng: np.random.Generator, pixels: Pixels) -> None:
    """Fine parallel lines over the whole card, straight or wavy."""
    height, width = pixels.shape[:2]
    x = np.linspace(-height, width + height, 90)
    swing, waves, slope = rng.uniform(0, 14), rng.uniform(1, 8) * 2 * np.pi / width, rng.uniform(-0.8, 0.8)
    pitch = float(rng.uniform(5, 16))
    lines = [
        fixed(np.stack([x, y0 + slope * (x - width / 2) + swing * np.sin(waves * x)], 1))
        for y0 in np.arange(-height * 0.5, height * 1.5, pitch)
    ]
    ink_lines(pixels, lines, vivid(rng), float(rng.uniform(0.1, 0.4)))


def rosette_lines(rng: np.random.Generator, x: float, y: float, radius: float) -> list[NDArray[np.int32]]:
    """A spirograph's turns around a point."""
    turn = np.linspace(0, 2 * np.pi, 140)
    petals, depth, rings = int(rng.integers(4, 24)), float(rng.uniform(0.1, 0.5)), int(rng.integers(4, 16))
    lines = []
    for k in range(rings):
        reach = radius * (0.2 + 0.8 * (k + 1) / rings) * (1 + depth * np.sin(petals * turn + k * 0.4))
        lines.append(fixed(np.stack([x + reach * np.cos(turn), y + reach * np.sin(turn)], 1)))
    return lines


def _rosettes(rng: np.random.Generator, pixels: Pixels) -> None:
    height, width = pixels.shape[:2]
    for _ in range(int(rng.integers(1, 4))):
        where = rng.uniform(0, width), rng.uniform(0, height)
        lines = rosette_lines(rng, *where, radius=float(rng.uniform(0.1, 0.5)) * height)
        ink_lines(pixels, lines, vivid(rng), float(rng.uniform(0.15, 0.5)))


def _rays(rng: np.random.Generator, pixels: Pixels) -> None:
    height, width = pixels.shape[:2]
    x, y = rng.uniform(0, width), rng.uniform(0, height)
    turns = np.linspace(0, 2 * np.pi, int(rng.integers(30, 140)), endpoint=False)
    far = np.stack([x + 2000 * np.cos(turns), y + 2000 * np.sin(turns)], 1)
    lines = [fixed(np.array([(x, y), end])) for end in far]
    ink_lines(pixels, lines, vivid(rng), float(rng.uniform(0.1, 0.35)), int(rng.integers(1, 4)))


def _dots(rng: np.random.Generator, pixels: Pixels) -> None:
    """A screen of dots or a repeated short word."""
    height, width = pixels.shape[:2]
    pitch = int(rng.integers(7, 18))
    tile = np.zeros((pitch, pitch), np.uint8)
    cv2.circle(tile, (pitch // 2, pitch // 2), int(rng.integers(1, 3)), 255, -1, cv2.LINE_AA)
    cover = np.tile(tile, (height // pitch + 1, width // pitch + 1))[:height, :width]
    fade = np.linspace(float(rng.uniform(0, 1)), float(rng.uniform(0, 1)), width)[None, :, None]
    screen(pixels, cover, vivid(rng), fade * float(rng.uniform(0.2, 0.5)))


def _microtext(rng: np.random.Generator, pixels: Pixels) -> None:
    height, width = pixels.shape[:2]
    word = pick(
        rng, ("IDENTITY ", "SPECIMEN ", "LICENSE ", "SECURE DOCUMENT ", "UTOPIA ", "STATE ", "VALID ")
    )
    style = TextStyle(pick_face(rng, "sans"), float(rng.uniform(7, 16)))
    mask, _, _ = text_mask(word * 4, style)
    row = np.pad(mask, ((0, int(style.size * rng.uniform(0.3, 3))), (0, 6)))
    cover = np.tile(row, (height // row.shape[0] + 1, width // row.shape[1] + 1))[:height, :width]
    screen(pixels, cover, vivid(rng), float(rng.uniform(0.1, 0.4)))


_PRINTS: tuple[Layer, ...] = (_guilloche, _guilloche, _line_screen, _rosettes, _rays, _dots, _microtext)
