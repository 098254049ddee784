"""What photographs, covers and screens show: landscapes, faces, things, patches of colour."""

from __future__ import annotations

import cv2
import numpy as np

from docparse.training.synth.id.people import random_person
from docparse.training.synth.id.portrait import draw_portrait
from docparse.training.synth.id.scenery import textures
from docparse.training.synth.id.scenery.noise import Generator, Pixels, Size, between, chance, hsv, weighed


def landscape(rng: Generator, size: Size) -> Pixels:
    """Hills before a sky."""
    height, width = size
    sky = hsv(between(rng, 0.52, 0.65), between(rng, 0.1, 0.6), between(rng, 0.6, 1))
    image = textures.tinted(rng, size, sky)
    for level in np.sort(rng.uniform(0.3, 0.9, int(rng.integers(2, 5)))):
        x = np.linspace(0, width, 24)
        y = height * (level + np.cumsum(rng.normal(0, 0.03, 24)))
        land = np.concatenate([np.column_stack([x, y]), [(width, height), (0, height)]])
        tone = hsv(between(rng, 0.05, 0.6), between(rng, 0.1, 0.7), between(rng, 0.1, 0.9))
        cv2.fillPoly(image, [land.astype(np.int32)], tone, cv2.LINE_AA)
    if chance(rng, 0.5):
        sun = (int(rng.integers(0, width)), height // 5)
        cv2.circle(image, sun, height // 14, (255, 245, 200), -1, cv2.LINE_AA)
    return image


def likeness(rng: Generator, size: Size) -> Pixels:
    """Somebody's face, as documents show one too; filling the picture, its sides cut off."""
    face = draw_portrait(rng, random_person(rng)).pixels
    height, width = size
    scale = max(height / face.shape[0], width / face.shape[1])
    whole = (max(width, round(face.shape[1] * scale)), max(height, round(face.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    grown = np.asarray(cv2.resize(face, whole, interpolation=way), np.uint8)
    left, top = (grown.shape[1] - width) // 2, (grown.shape[0] - height) // 3
    return np.ascontiguousarray(grown[top : top + height, left : left + width])


_KINDS = (
    (landscape, 3.0),
    (likeness, 2.0),
    (textures.litter, 1.5),
    (textures.blobs, 1.0),
    (textures.grass, 0.5),
    (textures.marble, 0.5),
    (textures.gradient, 0.5),
)


def picture(rng: Generator, size: Size) -> Pixels:
    """A picture of anything, (height, width, 3)."""
    return weighed(rng, _KINDS)(rng, size)
