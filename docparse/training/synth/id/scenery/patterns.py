"""Made surfaces: tiles, bricks, checks, stripes, ruled paper, keyboards, knitted and printed patterns.

Every function takes a generator and a size (height, width) and returns (height, width, 3) RGB.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from docparse.training.synth.id.scenery import textures
from docparse.training.synth.id.scenery.noise import (
    Field,
    Generator,
    Pixels,
    Size,
    between,
    chance,
    colour,
    grid,
    hsv,
    near,
    octaves,
    paint,
    pick,
    shade,
    weighed,
)


def tiles(rng: Generator, size: Size) -> Pixels:
    """Square or long tiles with joints, each a little different."""
    angle = pick(rng, (0.0, np.pi / 4, between(rng, 0, np.pi)))
    x, y = grid(size, angle)
    height = between(rng, 25, 180)
    width = height * pick(rng, (1.0, 1.0, 2.0, 3.0))
    joint, offset = between(rng, 1, 7), pick(rng, (0.0, 0.0, 0.5))
    base = colour(rng)
    surface = pick(rng, (textures.plain, textures.marble, textures.concrete, textures.granite))(rng, size)
    return _masonry(rng, surface, (x, y), (width, height, joint, offset), near(rng, base, 90))


def bricks(rng: Generator, size: Size) -> Pixels:
    """A wall or pavement of bricks."""
    height = between(rng, 14, 60)
    base = hsv(between(rng, 0.0, 0.1), between(rng, 0.2, 0.7), between(rng, 0.3, 0.8))
    surface = paint(octaves(rng, size, 40, 5, 0.8), [near(rng, base, 50), near(rng, base, 50)])
    xy = grid(size, pick(rng, (0.0, between(rng, 0, np.pi))))
    mortar = hsv(0.1, between(rng, 0, 0.2), between(rng, 0.2, 0.9))
    bond = (height * between(rng, 1.8, 4), height, between(rng, 1.5, 6), 0.5)
    return _masonry(rng, surface, xy, bond, mortar)


def _masonry(
    rng: Generator,
    surface: Pixels,
    xy: tuple[Field, Field],
    bond: tuple[float, float, float, float],
    mortar: tuple[float, float, float],
) -> Pixels:
    """Cut a surface into stones; ``bond`` is their width and height, the joint, and the shift of each row."""
    width, height, joint, offset = bond
    row = np.floor(xy[1] / height)
    along = xy[0] + row * width * offset
    number = np.sin(row * 12.9898 + np.floor(along / width) * 78.233) * 43758.547
    light = 1 + (number - np.floor(number) - 0.5) * between(rng, 0, 0.5)
    image = shade(surface, np.asarray(light, np.float32))
    in_joint = (np.mod(xy[1], height) < joint) | (np.mod(along, width) < joint)
    image[in_joint] = mortar
    return image


def checkered(rng: Generator, size: Size) -> Pixels:
    """Squares or diamonds in two colours."""
    x, y = grid(size, pick(rng, (0.0, np.pi / 4, between(rng, 0, np.pi))))
    pitch = between(rng, 6, 90)
    odd = np.mod(np.floor(x / pitch) + np.floor(y / (pitch * pick(rng, (1.0, 1.0, 1.7)))), 2).astype(
        np.float32
    )
    image = paint(np.asarray(odd, np.float32), [colour(rng), colour(rng)])
    return shade(image, 0.85 + 0.3 * octaves(rng, size, between(rng, 10, 200), 3))


def stripes(rng: Generator, size: Size) -> Pixels:
    """Parallel or wavy bands."""
    x, y = grid(size, between(rng, 0, np.pi))
    wave = between(rng, 0, 20) * np.sin(y * np.float32(between(rng, 0.005, 0.05)))
    phase = np.mod((x + wave) / between(rng, 8, 120), 1.0)
    image = paint(np.asarray(phase > between(rng, 0.3, 0.7), np.float32), [colour(rng), colour(rng)])
    return shade(image, 0.85 + 0.3 * octaves(rng, size, 6, 3, 0.8, stretch=pick(rng, (1.0, 8.0))))


def dots(rng: Generator, size: Size) -> Pixels:
    """Dots, rings or little crosses in rows."""
    pitch = int(rng.integers(10, 70))
    stamp = np.zeros((pitch, pitch), np.uint8)
    centre, radius = (pitch // 2, pitch // 2), max(1, int(pitch * between(rng, 0.1, 0.45)))
    way = int(rng.integers(3))
    if way == 0:
        cv2.circle(stamp, centre, radius, 255, -1, cv2.LINE_AA)
    elif way == 1:
        cv2.circle(stamp, centre, radius, 255, max(1, pitch // 12), cv2.LINE_AA)
    else:
        cv2.drawMarker(stamp, centre, 255, cv2.MARKER_CROSS, radius * 2, max(1, pitch // 14), cv2.LINE_AA)
    times = (size[0] // pitch + 1, size[1] // pitch + 1)
    field = np.asarray(np.tile(stamp, times)[: size[0], : size[1]], np.float32) / np.float32(255)
    return shade(paint(field, [colour(rng), colour(rng)]), 0.85 + 0.3 * octaves(rng, size, 100, 4))


def ruled(rng: Generator, size: Size) -> Pixels:
    """Ruled or squared paper."""
    x, y = grid(size, pick(rng, (0.0, between(rng, -0.3, 0.3), np.pi / 2)))
    image = textures.tinted(
        rng, size, hsv(between(rng, 0.1, 0.2), between(rng, 0, 0.25), between(rng, 0.8, 1))
    )
    ink = np.array(hsv(between(rng, 0.5, 0.7), between(rng, 0, 0.7), between(rng, 0.3, 0.8)), np.float32)
    pitch, width = between(rng, 10, 40), between(rng, 0.8, 2)
    lines = np.mod(y, pitch) < width
    if chance(rng, 0.5):
        lines |= np.mod(x, pitch) < width
    image[lines] = (image[lines] * 0.4 + ink * 0.6).astype(np.uint8)
    return image


def keyboard(rng: Generator, size: Size) -> Pixels:
    """Rows of keys with marks on them."""
    pitch = int(rng.integers(26, 70))
    dark = chance(rng, 0.7)
    body = hsv(0.6, 0.05, between(rng, 0.05, 0.3) if dark else between(rng, 0.6, 0.9))
    key = hsv(0.6, 0.05, between(rng, 0.08, 0.25) if dark else between(rng, 0.75, 1.0))
    mark = (210, 210, 210) if dark else (60, 60, 60)
    image = np.full((*size, 3), body, np.uint8)
    gap = max(2, pitch // 9)
    for row, y in enumerate(range(0, size[0], pitch)):
        x = -int(pitch * ((row * 0.37) % 1))
        while x < size[1]:
            width = pitch * (1 if chance(rng, 0.85) else int(rng.integers(2, 6)))
            cv2.rectangle(image, (x + gap, y + gap), (x + width - gap, y + pitch - gap), key, -1, cv2.LINE_AA)
            cv2.rectangle(
                image, (x + gap, y + gap), (x + width - gap, y + pitch - gap), near(rng, key, 25), 1
            )
            letter, spot = chr(int(rng.integers(48, 91))), (x + pitch // 4, y + pitch // 2)
            cv2.putText(image, letter, spot, cv2.FONT_HERSHEY_SIMPLEX, pitch / 90, mark, 1, cv2.LINE_AA)
            x += width
    return image


def wallpaper(rng: Generator, size: Size) -> Pixels:
    """One small drawing repeated, plain or mirrored: tablecloths, wrapping paper, mats."""
    half = int(rng.integers(20, 80))
    stamp = textures.litter(rng, (half, half)) if chance(rng, 0.5) else textures.blobs(rng, (half, half))
    if chance(rng, 0.6):
        stamp = np.concatenate([stamp, stamp[:, ::-1]], axis=1)
        stamp = np.concatenate([stamp, stamp[::-1]], axis=0)
    times = (size[0] // stamp.shape[0] + 1, size[1] // stamp.shape[1] + 1, 1)
    image = np.ascontiguousarray(np.tile(stamp, times)[: size[0], : size[1]])
    return shade(image, 0.8 + 0.4 * octaves(rng, size, 6, 2, 0.8))


SURFACES: tuple[tuple[Callable[[Generator, Size], Pixels], float], ...] = (
    (textures.wood, 5.0),
    (textures.cloth, 3.0),
    (textures.leather, 1.5),
    (textures.marble, 1.5),
    (textures.granite, 1.5),
    (textures.terrazzo, 1.0),
    (textures.carpet, 1.5),
    (textures.concrete, 1.5),
    (textures.metal, 1.0),
    (textures.plain, 5.0),
    (textures.gradient, 1.0),
    (textures.blobs, 1.5),
    (textures.litter, 1.5),
    (textures.grass, 1.0),
    (tiles, 1.5),
    (bricks, 0.7),
    (checkered, 0.8),
    (stripes, 0.8),
    (dots, 0.6),
    (ruled, 0.8),
    (keyboard, 0.7),
    (wallpaper, 1.0),
)


def surface(rng: Generator, size: Size) -> Pixels:
    """Any of all surfaces, desk-like ones more often."""
    return weighed(rng, SURFACES)(rng, size)
