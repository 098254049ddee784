"""What happens to a document between printer and reader: a rough crop, a scanner, a copier, a small file."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.training.synth import degrade
from docparse.training.synth.id.carriers import Document, Pixels, Region
from docparse.training.synth.id.people import chance, pick
from docparse.training.synth.id.raster import Mask, blurred, resized

SIZES = (448, 640)  # long side of a finished picture, pixels

Matrix = NDArray[np.float64]

# What a card lay on: white of a page most often, a scanner's black lid, a desk.
_GROUNDS = (
    *((255, 255, 255),) * 2,
    (246, 246, 246),
    (0, 0, 0),
    (40, 40, 44),
    (128, 120, 112),
    (200, 190, 180),
)


def scanned(rng: np.random.Generator, document: Document) -> Document:
    """A document as it reaches the field model: rectified all but exactly, with the flaws of print and scan.

    Returns:
        The picture, 448 to 640 pixels on its long side, regions moved along with it.
    """
    native = int(np.clip(rng.normal(520, 130), 240, 700))
    cropped = _cropped(rng, document, native)
    image = _copied(rng, cropped.image)
    long_side = int(np.clip(native, *SIZES)) if chance(rng, 0.7) else int(rng.integers(*SIZES))
    factor = long_side / max(image.shape[:2])
    size = round(image.shape[1] * factor), round(image.shape[0] * factor)
    method = cv2.INTER_AREA if factor < 1 else pick(rng, (cv2.INTER_LINEAR, cv2.INTER_CUBIC))
    image = resized(image, *size, method)
    scale = np.diag([size[0] / cropped.image.shape[1], size[1] / cropped.image.shape[0], 1.0])
    return replace(
        cropped,
        image=image,
        regions=moved(cropped.regions, scale),
        corner_radius_px=cropped.corner_radius_px * factor,
    )


def moved(regions: tuple[Region, ...], matrix: Matrix) -> tuple[Region, ...]:
    """Regions under a perspective."""
    return tuple(
        replace(region, polygon=cv2.perspectiveTransform(region.polygon[None].astype(np.float32), matrix)[0])
        for region in regions
    )


def _cropped(rng: np.random.Generator, document: Document, long_side: int) -> Document:
    """Cut out by corners that are nearly right, at a scale; ground shows where they are too wide."""
    height, width = document.image.shape[:2]
    factor = long_side / max(height, width)
    small = resized(document.image, width * factor, height * factor)
    tall, wide = small.shape[:2]
    corners = np.array([(0, 0), (wide, 0), (wide, tall), (0, tall)], np.float64)
    margin = 0.0
    if chance(rng, 0.08):  # a page's crop, not a card's
        margin = float(rng.uniform(0.05, 0.14))
    elif chance(rng, 0.42):
        margin = float(rng.uniform(0, 0.05))
    elif chance(rng, 0.5):
        margin = -float(rng.uniform(0, 0.015))
    jitter = float(rng.uniform(0, 0.012)) if chance(rng, 0.7) else 0.0
    centre = corners.mean(axis=0)
    angle = np.radians(float(np.clip(rng.normal(0, 0.8), -2, 2))) if chance(rng, 0.5) else 0.0
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    target = (corners - centre) @ turn.T * (1 - 2 * margin) + centre + rng.normal(0, jitter * wide, (4, 2))
    found = cv2.getPerspectiveTransform(corners.astype(np.float32), target.astype(np.float32))
    matrix = np.asarray(found, np.float64)
    image = _on_ground(rng, small, matrix, document.corner_radius_px * factor)
    scale = np.asarray(np.diag([wide / width, tall / height, 1.0]), np.float64)
    return replace(
        document,
        image=image,
        regions=moved(document.regions, matrix @ scale),
        corner_radius_px=document.corner_radius_px * factor,
    )


def _on_ground(rng: np.random.Generator, card: Pixels, matrix: Matrix, radius: float) -> Pixels:
    """Warp a card onto what lay under it, its corners round, now and then with a shadow at its edge."""
    tall, wide = card.shape[:2]
    ground = np.empty_like(card)
    ground[:] = pick(rng, _GROUNDS)
    if chance(rng, 0.3):
        ground = degrade.sensor_noise(rng, ground, float(rng.uniform(2, 10)))
    outline = _rounded(wide, tall, round(radius) if chance(rng, 0.75) else 0)
    cover = np.asarray(cv2.warpPerspective(outline, matrix, (wide, tall)), np.uint8)
    laid = cv2.warpPerspective(card, matrix, (wide, tall), borderMode=cv2.BORDER_REPLICATE)
    if chance(rng, 0.2):
        fall = blurred(cover, float(rng.uniform(2, 8)))[..., None].astype(np.float32) / 255
        ground = np.asarray(ground * (1 - 0.5 * fall), np.uint8)
    weight = cover[..., None].astype(np.float32) / 255
    return np.asarray(ground + (laid - ground.astype(np.float32)) * weight, np.uint8)


def _rounded(width: int, height: int, radius: int) -> Mask:
    """Coverage of a rectangle with round corners."""
    cover = np.zeros((height, width), np.uint8)
    cv2.rectangle(cover, (radius, 0), (width - 1 - radius, height - 1), 255, -1)
    cv2.rectangle(cover, (0, radius), (width - 1, height - 1 - radius), 255, -1)
    for x in (radius, width - 1 - radius):
        for y in (radius, height - 1 - radius):
            cv2.circle(cover, (x, y), radius, 255, -1, cv2.LINE_AA)
    return cover


def _copied(rng: np.random.Generator, image: Pixels) -> Pixels:
    """Light, colours, sharpness and compression of whatever made the file."""
    if chance(rng, 0.3):  # an issuer's own picture, only made small
        return degrade.jpeg(image, int(rng.integers(55, 96)))
    image = _focused(rng, _coloured(rng, _lit(rng, image)))
    if chance(rng, 0.4):
        image = degrade.sensor_noise(rng, image, float(rng.uniform(1, 9)))
    return degrade.jpeg(image, int(rng.integers(25, 96))) if chance(rng, 0.7) else image


def _lit(rng: np.random.Generator, image: Pixels) -> Pixels:
    if chance(rng, 0.5):
        gamma, contrast = float(rng.uniform(0.7, 1.5)), float(rng.uniform(0.6, 1.3))
        image = degrade.tone(image, gamma, contrast, float(rng.normal(0, 0.06)))
    if chance(rng, 0.2):
        image = degrade.uneven_light(rng, image, float(rng.uniform(0.1, 0.7)))
    if chance(rng, 0.06):
        centre = float(rng.uniform(0, image.shape[1])), float(rng.uniform(0, image.shape[0]))
        image = degrade.glare(rng, image, centre, float(rng.uniform(0.03, 0.12)) * image.shape[1])
    return degrade.shadow(rng, image, float(rng.uniform(0.1, 0.5))) if chance(rng, 0.05) else image


def _coloured(rng: np.random.Generator, image: Pixels) -> Pixels:
    if chance(rng, 0.2):
        image = _faded(image, float(rng.uniform(0.2, 0.8)))
    if chance(rng, 0.3):
        image = degrade.tint(rng, image, float(rng.uniform(0.05, 0.4)))
    kind = rng.random()
    if kind < 0.08:
        return degrade.grey(image)
    if kind < 0.12:  # a photocopy
        contrast, brightness = float(rng.uniform(1.4, 2.5)), float(rng.uniform(0, 0.2))
        return degrade.tone(degrade.grey(image), 1.0, contrast, brightness)
    return image


def _focused(rng: np.random.Generator, image: Pixels) -> Pixels:
    kind = rng.random()
    if kind < 0.3:
        return blurred(image, float(rng.uniform(0.3, 1.1)))
    if kind < 0.36:
        return degrade.motion_blur(image, float(rng.uniform(1, 4)), float(rng.uniform(0, np.pi)))
    if kind < 0.55:
        return _sharpened(image, float(rng.uniform(0.5, 2.0)))
    return image


def _faded(image: Pixels, keep: float) -> Pixels:
    """Less saturated, as old prints and cheap cameras have it."""
    flat = degrade.grey(image)
    return np.asarray(cv2.addWeighted(image, keep, flat, 1 - keep, 0), np.uint8)


def _sharpened(image: Pixels, amount: float) -> Pixels:
    """With the bright and dark rims of a scanner's sharpening."""
    soft = cv2.GaussianBlur(image, (0, 0), 1.2)
    return np.asarray(cv2.addWeighted(image, 1 + amount, soft, -amount, 0), np.uint8)
