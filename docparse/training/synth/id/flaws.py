"""What happens to a document between its printer and a reader: a rough crop, a scanner, a copier, a small file."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.training.synth import degrade
from docparse.training.synth.id.carriers import Document, Pixels, Region
from docparse.training.synth.id.people import chance, pick

SIZES = (448, 640)  # long side of a finished picture, pixels

Matrix = NDArray[np.float64]


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
    image = np.asarray(cv2.resize(image, size, interpolation=method), np.uint8)
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
    small = cv2.resize(
        document.image, (round(width * factor), round(height * factor)), interpolation=cv2.INTER_AREA
    )
    tall, wide = small.shape[:2]
    corners = np.array([(0, 0), (wide, 0), (wide, tall), (0, tall)], np.float64)
    margin = 0.0
    if chance(rng, 0.45):
        margin = float(rng.uniform(0, 0.05))
    elif chance(rng, 0.5):
        margin = -float(rng.uniform(0, 0.015))
    jitter = float(rng.uniform(0, 0.012)) if chance(rng, 0.7) else 0.0
    centre = corners.mean(axis=0)
    angle = np.radians(float(np.clip(rng.normal(0, 0.8), -2, 2))) if chance(rng, 0.5) else 0.0
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    target = (corners - centre) @ turn.T * (1 - 2 * margin) + centre + rng.normal(0, jitter * wide, (4, 2))
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target.astype(np.float32))
    image = _on_ground(rng, small, matrix, document.corner_radius_px * factor)
    scale = np.diag([wide / width, tall / height, 1.0])
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
    ground[:] = pick(
        rng,
        (
            (255, 255, 255),
            (255, 255, 255),
            (246, 246, 246),
            (0, 0, 0),
            (40, 40, 44),
            (128, 120, 112),
            (200, 190, 180),
        ),
    )
    if chance(rng, 0.3):
        ground = degrade.sensor_noise(rng, ground, float(rng.uniform(2, 10)))
    cover = np.zeros((tall, wide), np.uint8)
    r = round(radius) if chance(rng, 0.75) else 0
    cv2.rectangle(cover, (r, 0), (wide - 1 - r, tall - 1), 255, -1)
    cv2.rectangle(cover, (0, r), (wide - 1, tall - 1 - r), 255, -1)
    for x in (r, wide - 1 - r):
        for y in (r, tall - 1 - r):
            cv2.circle(cover, (x, y), r, 255, -1, cv2.LINE_AA)
    cover = cv2.warpPerspective(cover, matrix, (wide, tall), flags=cv2.INTER_LINEAR)
    laid = cv2.warpPerspective(
        card, matrix, (wide, tall), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    if chance(rng, 0.2):
        fall = cv2.GaussianBlur(cover, (0, 0), float(rng.uniform(2, 8)))[..., None].astype(np.float32) / 255
        ground = np.asarray(ground * (1 - 0.5 * fall), np.uint8)
    weight = cover[..., None].astype(np.float32) / 255
    return np.asarray(ground + (laid - ground.astype(np.float32)) * weight, np.uint8)


def _copied(rng: np.random.Generator, image: Pixels) -> Pixels:
    """Colours, sharpness, light and compression of whatever made the file."""
    if chance(rng, 0.5):
        image = degrade.tone(
            image, float(rng.uniform(0.7, 1.5)), float(rng.uniform(0.6, 1.3)), float(rng.normal(0, 0.06))
        )
    if chance(rng, 0.2):
        image = _faded(image, float(rng.uniform(0.2, 0.8)))
    if chance(rng, 0.3):
        image = degrade.tint(rng, image, float(rng.uniform(0.1, 0.6)))
    if chance(rng, 0.2):
        image = degrade.uneven_light(rng, image, float(rng.uniform(0.1, 0.7)))
    if chance(rng, 0.08):
        centre = float(rng.uniform(0, image.shape[1])), float(rng.uniform(0, image.shape[0]))
        image = degrade.glare(rng, image, centre, float(rng.uniform(0.05, 0.25)) * image.shape[1])
    if chance(rng, 0.05):
        image = degrade.shadow(rng, image, float(rng.uniform(0.1, 0.5)))
    softness = rng.random()
    if softness < 0.3:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.3, 1.1))), np.uint8)
    elif softness < 0.36:
        image = degrade.motion_blur(image, float(rng.uniform(1, 4)), float(rng.uniform(0, np.pi)))
    elif softness < 0.55:
        image = _sharpened(image, float(rng.uniform(0.5, 2.0)))
    kind = rng.random()
    if kind < 0.08:
        image = degrade.grey(image)
    elif kind < 0.12:
        image = degrade.tone(
            degrade.grey(image), 1.0, float(rng.uniform(1.4, 2.5)), float(rng.uniform(0, 0.2))
        )
    if chance(rng, 0.35):
        image = degrade.sensor_noise(rng, image, float(rng.uniform(1, 9)))
    if chance(rng, 0.7):
        image = degrade.jpeg(image, int(rng.integers(25, 96)))
    return image


def _faded(image: Pixels, keep: float) -> Pixels:
    """Less saturated, as old prints and cheap cameras have it."""
    flat = degrade.grey(image)
    return np.asarray(cv2.addWeighted(image, keep, flat, 1 - keep, 0), np.uint8)


def _sharpened(image: Pixels, amount: float) -> Pixels:
    """With the bright and dark rims of a scanner's sharpening."""
    soft = cv2.GaussianBlur(image, (0, 0), 1.2)
    return np.asarray(cv2.addWeighted(image, 1 + amount, soft, -amount, 0), np.uint8)
