"""Printing over a whole ground: colours, lines, areas and screens at a strength."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.training.synth.id.carriers import Pixels
from docparse.training.synth.id.raster import Mask
from docparse.training.synth.id.sheet import Colour

Lines = Sequence[NDArray[np.int32]]
_SHIFT = 4  # cv2 reads coordinates as sixteenths of a pixel


def pastel(rng: np.random.Generator, low: int = 218, high: int = 254, strength: float = 0.14) -> Colour:
    """A light colour, seldom a strong one."""
    level, amount = float(rng.uniform(low, high)), float(rng.beta(1.2, 3)) * strength * 2
    tint = np.clip(level * (1 - amount * rng.random(3)), 0, 255)
    red, green, blue = (int(v) for v in tint)
    return red, green, blue


def vivid(rng: np.random.Generator) -> Colour:
    """A colour of middle lightness and some strength."""
    hsv = np.array([[[rng.integers(0, 180), rng.integers(60, 200), rng.integers(110, 230)]]], np.uint8)
    red, green, blue = (int(v) for v in cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0])
    return red, green, blue


def gradient(width: int, height: int, stops: Sequence[Colour], angle: float) -> Pixels:
    """Blend colours evenly along a direction in radians."""
    x, y = np.linspace(-0.5, 0.5, width), np.linspace(-0.5, 0.5, height)
    reach = (abs(np.cos(angle)) + abs(np.sin(angle))) / 2
    along = (x[None, :] * np.cos(angle) + y[:, None] * np.sin(angle)) / (2 * reach) + 0.5
    steps = np.linspace(0, 1, 256)
    table = np.stack(
        [np.interp(steps, np.linspace(0, 1, len(stops)), [s[k] for s in stops]) for k in range(3)], 1
    )
    return np.asarray(table.astype(np.uint8)[(along * 255).astype(np.uint8)], np.uint8)


def ink_lines(pixels: Pixels, lines: Lines, colour: Colour, alpha: float, thickness: int = 1) -> None:
    """Draw many polylines (sixteenths of a pixel) over a picture, all at one strength."""
    layer = pixels.copy()
    cv2.polylines(layer, list(lines), False, colour, thickness, cv2.LINE_AA, _SHIFT)
    cv2.addWeighted(layer, alpha, pixels, 1 - alpha, 0, dst=pixels)


def ink_area(pixels: Pixels, outline: NDArray[np.float64], colour: Colour, alpha: float) -> None:
    """Fill an outline (pixels) at a strength."""
    layer = pixels.copy()
    cv2.fillPoly(layer, [np.round(outline * 16).astype(np.int32)], colour, cv2.LINE_AA, _SHIFT)
    cv2.addWeighted(layer, alpha, pixels, 1 - alpha, 0, dst=pixels)


def fixed(path: NDArray[np.float64]) -> NDArray[np.int32]:
    """A path of pixels in sixteenths."""
    return np.round(path * 16).astype(np.int32)


def screen(pixels: Pixels, cover: Mask, colour: Colour, alpha: NDArray[np.float64] | float) -> None:
    """Ink through a coverage of the whole picture, at a strength that may vary over it."""
    weight = (cover[..., None] * (alpha / 255)).astype(np.float32)
    pixels[:] = pixels + (np.array(colour, np.float32) - pixels) * weight
