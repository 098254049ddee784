"""Scenery on card grounds: hills, towns, territories, leaves, rainbows, buildings, also engraved."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.training.synth.id.carriers import Pixels
from docparse.training.synth.id.inks import fixed, ink_area, ink_lines, screen, vivid
from docparse.training.synth.id.people import chance, pick
from docparse.training.synth.id.raster import blurred


def _ridges(rng: np.random.Generator, pixels: Pixels) -> None:
    """Hills or mountains in haze."""
    height, width = pixels.shape[:2]
    x = np.linspace(0, width, int(rng.integers(12, 60)))
    base, colour = rng.uniform(0.35, 0.8) * height, vivid(rng)
    for k in range(int(rng.integers(1, 4))):
        y = base + k * 0.09 * height + np.cumsum(rng.normal(0, 0.03 * height, len(x)))
        outline = np.concatenate([np.stack([x, y], 1), [(width, height), (0, height)]])
        ink_area(pixels, outline, colour, float(rng.uniform(0.08, 0.35)))


def _skyline(rng: np.random.Generator, pixels: Pixels) -> None:
    """Roofs, columns and a dome."""
    height, width = pixels.shape[:2]
    base, colour, alpha = rng.uniform(0.5, 1.0) * height, vivid(rng), float(rng.uniform(0.1, 0.35))
    layer = pixels.copy()
    x = float(rng.uniform(-50, width * 0.4))
    for _ in range(int(rng.integers(4, 18))):
        wide, tall = rng.uniform(0.03, 0.1) * width, rng.uniform(0.08, 0.5) * height
        cv2.rectangle(layer, (int(x), int(base - tall)), (int(x + wide), int(base)), colour, -1)
        if chance(rng, 0.3):
            cv2.ellipse(
                layer,
                (int(x + wide / 2), int(base - tall)),
                (int(wide / 2), int(wide * 0.6)),
                0,
                180,
                360,
                colour,
                -1,
                cv2.LINE_AA,
            )
        x += wide * rng.uniform(0.9, 1.5)
    cv2.addWeighted(layer, alpha, pixels, 1 - alpha, 0, dst=pixels)


def blob(
    rng: np.random.Generator, x: float, y: float, radius: float, rough: float = 0.25
) -> NDArray[np.float64]:
    """An irregular closed outline, like a territory on a map."""
    count = int(rng.integers(10, 40))
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    reach = radius * np.clip(1 + rng.normal(0, rough, count), 0.35, 1.7)
    stretch = rng.uniform(0.6, 1.4)
    return np.stack([x + stretch * reach * np.cos(turn), y + reach * np.sin(turn)], 1)


def _territory(rng: np.random.Generator, pixels: Pixels) -> None:
    height, width = pixels.shape[:2]
    outline = blob(rng, rng.uniform(0, width), rng.uniform(0, height), rng.uniform(0.15, 0.5) * height)
    if chance(rng, 0.4):
        ink_lines(pixels, [fixed(np.concatenate([outline, outline[:1]]))], vivid(rng), 0.5, 2)
    else:
        ink_area(pixels, outline, vivid(rng), float(rng.uniform(0.08, 0.35)))


def _foliage(rng: np.random.Generator, pixels: Pixels) -> None:
    """Leaves and petals scattered from a point."""
    height, width = pixels.shape[:2]
    layer, alpha = pixels.copy(), float(rng.uniform(0.1, 0.35))
    x, y, spread = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(0.1, 0.4) * height
    colour = vivid(rng)
    for _ in range(int(rng.integers(8, 40))):
        at = int(x + rng.normal(0, spread)), int(y + rng.normal(0, spread))
        axes = int(rng.uniform(0.02, 0.09) * height), int(rng.uniform(0.01, 0.04) * height)
        cv2.ellipse(layer, at, axes, float(rng.uniform(0, 180)), 0, 360, colour, -1, cv2.LINE_AA)
    cv2.addWeighted(layer, alpha, pixels, 1 - alpha, 0, dst=pixels)


def _clouds(rng: np.random.Generator, pixels: Pixels) -> None:
    """Soft blotches of two colours, like a photograph out of focus."""
    height, width = pixels.shape[:2]
    rows = int(rng.integers(3, 14))
    coarse = rng.random((rows, rows * 3 // 2), np.float32)
    weight = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)[..., None] * float(
        rng.uniform(0.15, 0.5)
    )
    pixels[:] = np.clip(pixels + (np.array(vivid(rng), np.float32) - pixels) * np.clip(weight, 0, 1), 0, 255)


def _rainbow(rng: np.random.Generator, pixels: Pixels) -> None:
    height, width = pixels.shape[:2]
    centre = int(rng.uniform(-0.3, 1.3) * width), int(rng.uniform(0.6, 1.6) * height)
    layer, alpha = pixels.copy(), float(rng.uniform(0.15, 0.6))
    radius, band = rng.uniform(0.5, 1.2) * height, rng.uniform(0.02, 0.06) * height
    for k, hue in enumerate(range(0, 160, 22)):
        red, green, blue = (
            int(v) for v in cv2.cvtColor(np.array([[[hue, 190, 240]]], np.uint8), cv2.COLOR_HSV2RGB)[0, 0]
        )
        cv2.circle(
            layer,
            centre,
            max(1, int(radius - k * band)),
            (red, green, blue),
            max(1, int(band) + 1),
            cv2.LINE_AA,
        )
    cv2.addWeighted(layer, alpha, pixels, 1 - alpha, 0, dst=pixels)


def _portico(rng: np.random.Generator, pixels: Pixels) -> None:
    """A public building: steps, columns, gable and dome."""
    height, width = pixels.shape[:2]
    layer, colour = pixels.copy(), vivid(rng)
    wide, tall = rng.uniform(0.25, 0.6) * width, rng.uniform(0.3, 0.6) * height
    x, y = rng.uniform(0.1, 0.9) * width - wide / 2, rng.uniform(0.6, 1.0) * height
    line = int(rng.integers(1, 3))
    for k in range(int(rng.integers(4, 9))):
        left = x + wide * (0.08 + 0.11 * k)
        cv2.rectangle(
            layer, (int(left), int(y - tall * 0.5)), (int(left + wide * 0.04), int(y)), colour, line
        )
    gable = np.array(
        [(x, y - tall * 0.5), (x + wide / 2, y - tall * 0.72), (x + wide, y - tall * 0.5)], np.int32
    )
    cv2.polylines(layer, [gable], True, colour, line, cv2.LINE_AA)
    cv2.ellipse(
        layer,
        (int(x + wide / 2), int(y - tall * 0.68)),
        (int(wide * 0.17), int(tall * 0.32)),
        0,
        180,
        360,
        colour,
        -1,
        cv2.LINE_AA,
    )
    alpha = float(rng.uniform(0.15, 0.5))
    cv2.addWeighted(layer, alpha, pixels, 1 - alpha, 0, dst=pixels)


def _engraving(rng: np.random.Generator, pixels: Pixels) -> None:
    """A picture cut from fine lines, as banknotes have it: shapes shaded by the lines' thickness."""
    height, width = pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    scene = np.full((height, width, 3), 255, np.uint8)
    for _ in range(int(rng.integers(1, 4))):
        pick(rng, (_ridges, _skyline, _portico, _foliage, _territory))(rng, scene)
    shade = (
        blurred(np.asarray(cv2.cvtColor(scene, cv2.COLOR_RGB2GRAY), np.uint8), 1.5).astype(np.float32) / 255
    )
    angle, pitch = float(rng.uniform(0, np.pi)), float(rng.uniform(4, 9))
    wave = float(rng.uniform(0, 3)) * np.sin(x / float(rng.uniform(15, 80)))
    phase = (x * np.cos(angle) + y * np.sin(angle) + wave) * np.float32(2 * np.pi / pitch)
    cover = np.clip((np.cos(phase) * 0.5 + 0.5 - shade * 1.1 + 0.35) * 4, 0, 1) * (shade < 0.99)
    screen(pixels, (cover * 255).astype(np.uint8), vivid(rng), float(rng.uniform(0.25, 0.7)))


Layer = Callable[[np.random.Generator, Pixels], None]
SCENERIES: tuple[Layer, ...] = (
    _ridges,
    _skyline,
    _territory,
    _foliage,
    _clouds,
    _rainbow,
    _portico,
    *(_engraving,) * 2,
)
