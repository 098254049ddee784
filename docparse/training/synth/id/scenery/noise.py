"""Noise and colour from which surfaces are made: octaves, cells, ramps, palettes."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

Pixels = NDArray[np.uint8]
Field = NDArray[np.float32]
Size = tuple[int, int]
Generator = np.random.Generator

T = TypeVar("T")
T_number = TypeVar("T_number", np.uint8, np.float32)


def chance(rng: Generator, probability: float) -> bool:
    """True with this probability."""
    return bool(rng.random() < probability)


def pick(rng: Generator, choices: Sequence[T], weights: Sequence[float] | None = None) -> T:
    """One of the choices, each equally likely unless weighed."""
    if weights is None:
        return choices[int(rng.integers(len(choices)))]
    steps = np.cumsum(weights)
    return choices[int(np.searchsorted(steps, rng.random() * steps[-1], side="right"))]


def weighed(rng: Generator, table: Sequence[tuple[T, float]]) -> T:
    """One of the things of a table, by the weights beside them."""
    return pick(rng, [thing for thing, _ in table], [weight for _, weight in table])


def between(rng: Generator, low: float, high: float) -> float:
    """A number of the range, evenly spread."""
    return float(rng.uniform(low, high))


def octaves(
    rng: Generator, size: Size, cell: float, levels: int = 4, decay: float = 0.5, *, stretch: float = 1.0
) -> Field:
    """Smooth noise with ever finer detail.

    Args:
        rng: Where all chance comes from.
        size: (height, width).
        cell: Size of the coarsest lumps, pixels.
        levels: How often it is halved for finer detail.
        decay: Strength of each level in terms of the one before.
        stretch: How much longer lumps are along x than along y.

    Returns:
        (height, width) of float32 that spans 0 to 1.
    """
    height, width = size
    total = np.zeros(size, np.float32)
    strength = 1.0
    for level in range(levels):
        step = max(1.0, cell / 2**level)
        rows = min(height, int(height / step) + 3)
        columns = min(width, int(width / max(1.0, step * stretch)) + 3)
        grid = rng.random((rows, columns), dtype=np.float32)
        way = cv2.INTER_CUBIC if step > 3 else cv2.INTER_LINEAR
        total += strength * cv2.resize(grid, (width, height), interpolation=way)
        strength *= decay
    return spread(total)


def spread(field: Field) -> Field:
    """Stretch values so that they span 0 to 1."""
    low, high, _, _ = cv2.minMaxLoc(field)
    scale = 1.0 / max(high - low, 1e-6)
    return np.asarray(cv2.addWeighted(field, scale, field, 0.0, -low * scale), np.float32)


def soften(image: NDArray[T_number], sigma: float) -> NDArray[T_number]:
    """Gaussian blur; a wide one is made on a smaller picture, where it is quick and looks the same."""
    step = int(sigma / 2.5)
    if step < 2:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), image.dtype)
    height, width = image.shape[:2]
    small = cv2.resize(image, (width // step + 1, height // step + 1), interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small, (0, 0), sigma / step)
    return np.asarray(cv2.resize(blurred, (width, height), interpolation=cv2.INTER_LINEAR), image.dtype)


def grain(rng: Generator, size: Size) -> Field:
    """Noise without any smoothness, (height, width) in 0 to 1."""
    return rng.random(size, dtype=np.float32)


def cells(rng: Generator, size: Size, spacing: float) -> tuple[Field, NDArray[np.int32]]:
    """Random seeds and, for every pixel, how far the nearest one is and which it is.

    Returns:
        Distances in pixels and numbers of the seeds, both (height, width); numbers start at 1.
    """
    height, width = size
    count = max(2, int(height * width / spacing**2))
    empty = np.full(size, 255, np.uint8)
    empty[rng.integers(0, height, count), rng.integers(0, width, count)] = 0
    distance, labels = cv2.distanceTransformWithLabels(empty, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_CCOMP)
    return np.asarray(distance, np.float32), np.asarray(labels, np.int32)


def grid(size: Size, angle: float = 0.0) -> tuple[Field, Field]:
    """Coordinates (x, y) of every pixel, turned by an angle in radians; each (height, width)."""
    y, x = np.meshgrid(
        np.arange(size[0], dtype=np.float32), np.arange(size[1], dtype=np.float32), indexing="ij", copy=True
    )
    if angle:
        c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        return c * x + s * y, c * y - s * x
    return x, y


def paint(field: Field, colours: ArrayLike) -> Pixels:
    """Colour values of 0 to 1 by a ramp through two or more RGB colours."""
    stops = np.asarray(colours, np.float32)
    places = np.linspace(0, len(stops) - 1, 256)
    ramp = np.stack([np.interp(places, np.arange(len(stops)), stops[:, i]) for i in range(3)], axis=-1)
    table = np.clip(ramp, 0, 255).astype(np.uint8)
    index = cv2.convertScaleAbs(np.maximum(field, np.float32(0)), alpha=255.0)
    return np.asarray(cv2.LUT(cv2.merge([index, index, index]), table[:, None, :]), np.uint8)


def shade(image: Pixels, light: Field) -> Pixels:
    """Multiply a picture by a (height, width) field of brightness, 1 leaving it as it is."""
    factor = cv2.merge([light, light, light])
    return np.asarray(cv2.multiply(image, factor, dtype=cv2.CV_8U), np.uint8)


def hsv(hue: float, saturation: float, value: float) -> tuple[float, float, float]:
    """An RGB colour of 0 to 255 from hue, saturation and value of 0 to 1."""
    red, green, blue = colorsys.hsv_to_rgb(hue % 1.0, min(max(saturation, 0), 1), min(max(value, 0), 1))
    return red * 255, green * 255, blue * 255


def colour(rng: Generator, saturation: float = 1.0) -> tuple[float, float, float]:
    """A random colour; most are muted, as most things are."""
    return hsv(rng.random(), saturation * rng.random() ** 1.7, 0.08 + 0.92 * rng.random() ** 0.8)


def near(rng: Generator, base: ArrayLike, amount: float) -> tuple[float, float, float]:
    """A colour within some amount of another, lighter or darker more than another hue."""
    moved = np.asarray(base, float) + rng.uniform(-amount, amount) + rng.uniform(-amount, amount, 3) / 4
    red, green, blue = np.clip(moved, 0, 255)
    return float(red), float(green), float(blue)
