"""What cameras, scanners and files do to a picture, without moving anything in it.

Every function takes (H, W, 3) RGB of uint8 and returns a new picture of the same shape; all chance comes
from ``rng``.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Field = NDArray[np.float32]


def defocus(image: Pixels, radius: float) -> Pixels:
    """Blur by a disc of a radius in pixels, as a lens out of focus does."""
    if radius < 0.3:
        return image.copy()
    reach = int(np.ceil(radius))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    # The disc's rim fades over a pixel, so that radii between whole numbers differ.
    disc = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1).astype(np.float32)
    return np.asarray(cv2.filter2D(image, -1, disc / disc.sum()), np.uint8)


def motion_blur(image: Pixels, length: float, angle: float) -> Pixels:
    """Blur along a line of a length in pixels at an angle in radians, centred so that nothing moves."""
    if length < 1:
        return image.copy()
    reach = int(np.ceil(length / 2))
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    steps = np.linspace(-length / 2, length / 2, 4 * reach + 1)
    for x, y in np.column_stack([np.cos(angle) * steps, np.sin(angle) * steps]) + reach:
        column, row = int(x), int(y)
        right, down = x - column, y - row
        for r, c, weight in (
            (row, column, (1 - right) * (1 - down)),
            (row, column + 1, right * (1 - down)),
            (row + 1, column, (1 - right) * down),
            (row + 1, column + 1, right * down),
        ):
            if weight > 0:
                kernel[r, c] += weight
    return np.asarray(cv2.filter2D(image, -1, kernel / kernel.sum()), np.uint8)


def sensor_noise(rng: np.random.Generator, image: Pixels, strength: float) -> Pixels:
    """Grain as small sensors have it: fine in brightness, coarse in colour.

    Args:
        rng: Where all chance comes from.
        image: The picture.
        strength: Standard deviation of the brightness, of 255.
    """
    height, width = image.shape[:2]
    fine = rng.standard_normal((height, width), dtype=np.float32) * np.float32(strength)
    coarse = rng.standard_normal((height // 3 + 1, width // 3 + 1, 3), dtype=np.float32) * np.float32(
        strength
    )
    noise = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    noise = cv2.add(noise, cv2.merge([fine, fine, fine]))
    return np.asarray(cv2.add(image, noise, dtype=cv2.CV_8U), np.uint8)


def specks(rng: np.random.Generator, image: Pixels, share: float) -> Pixels:
    """Dust, dead pixels, fax noise: black or white points on a share of all pixels."""
    result = image.copy()
    count = int(share * image.shape[0] * image.shape[1])
    rows, columns = rng.integers(0, image.shape[0], count), rng.integers(0, image.shape[1], count)
    result[rows, columns] = rng.choice(np.array([0, 255], np.uint8), (count, 1))
    return result


def jpeg(image: Pixels, quality: int) -> Pixels:
    """Compress and open again."""
    _, data = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
    return np.ascontiguousarray(np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR))[..., ::-1], np.uint8)


def low_resolution(image: Pixels, factor: float) -> Pixels:
    """Lose detail by shrinking to a factor of the size and growing back."""
    height, width = image.shape[:2]
    small = (max(2, round(width * factor)), max(2, round(height * factor)))
    shrunk = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(shrunk, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def relight(image: Pixels, light: Field) -> Pixels:
    """Multiply by a (H, W) or (H, W, 3) field of brightness, 1 leaving the picture as it is."""
    factor = light if light.ndim == 3 else cv2.merge([light, light, light])
    return np.asarray(cv2.multiply(image, factor, dtype=cv2.CV_8U), np.uint8)


def uneven_light(rng: np.random.Generator, image: Pixels, strength: float) -> Pixels:
    """Brighter to one side and, by chance, darker in the corners; ``strength`` 1 is very uneven."""
    height, width = image.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    x = np.linspace(-1, 1, width, dtype=np.float32) * np.float32(np.cos(angle))
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None] * np.float32(np.sin(angle))
    light = 1 + np.float32(strength * rng.uniform(0.1, 0.5)) * (x + y)
    if rng.random() < 0.5:
        light *= 1 - np.float32(strength * rng.uniform(0, 0.3)) * (x * x + y * y)
    return relight(image, np.asarray(np.clip(light, 0.1, 2.0), np.float32))


def tint(rng: np.random.Generator, image: Pixels, strength: float) -> Pixels:
    """A cast of colour, warmer or cooler mostly; ``strength`` 1 is a coloured lamp."""
    warmth, green = rng.normal(0, 0.25 * strength), rng.normal(0, 0.08 * strength)
    gains = np.clip(np.array([1 + warmth, 1 + green, 1 - warmth]), 0.3, 1.8)
    table = np.clip(np.arange(256)[:, None] * gains, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(image, table[:, None, :]), np.uint8)


def tone(image: Pixels, gamma: float = 1.0, contrast: float = 1.0, brightness: float = 0.0) -> Pixels:
    """Gamma, then contrast about the middle, then brightness in units of the full range."""
    values = np.linspace(0, 1, 256) ** gamma
    values = (values - 0.5) * contrast + 0.5 + brightness
    return np.asarray(cv2.LUT(image, np.clip(np.rint(values * 255), 0, 255).astype(np.uint8)), np.uint8)


def grey(image: Pixels) -> Pixels:
    """Without colours."""
    flat = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.merge([flat, flat, flat]), np.uint8)


def shadow(rng: np.random.Generator, image: Pixels, darkness: float) -> Pixels:
    """The soft-edged shadow of something outside the picture, a hand or a phone, falling into it."""
    height, width = image.shape[:2]
    small = (max(8, width // 8), max(8, height // 8))
    mask = np.zeros(small[::-1], np.uint8)
    centre = np.array([rng.uniform(-0.1, 1.1) * small[0], rng.uniform(-0.1, 1.1) * small[1]])
    turns = np.sort(rng.uniform(0, 2 * np.pi, int(rng.integers(3, 9))))
    radius = rng.uniform(0.25, 0.8) * max(small)
    shape = centre + radius * np.column_stack([np.cos(turns), np.sin(turns)])
    cv2.fillPoly(mask, [shape.astype(np.int32)], (255,))
    mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.4, 6)), np.uint8)
    large = cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR)
    return relight(image, np.asarray(1 - large.astype(np.float32) * np.float32(darkness / 255), np.float32))


def glare(rng: np.random.Generator, image: Pixels, centre: tuple[float, float], radius: float) -> Pixels:
    """A lamp or a window mirrored in a glossy face: a burnt-out patch that fades.

    Args:
        rng: Where all chance comes from.
        image: The picture.
        centre: x and y, pixels.
        radius: Of the patch, pixels.
    """
    height, width = image.shape[:2]
    step = 4
    spot = np.zeros((height // step + 1, width // step + 1), np.uint8)
    middle = (int(centre[0] / step), int(centre[1] / step))
    reach = max(1.0, radius / step)
    angle, slim = float(rng.uniform(0, 180)), float(rng.uniform(0.2, 1))
    if rng.random() < 0.7:
        axes = (int(reach) + 1, int(reach * slim) + 1)
        cv2.ellipse(spot, middle, axes, angle, 0, 360, (255,), -1)
    else:
        box = cv2.boxPoints((middle, (2 * reach, 2 * reach * slim), angle))
        cv2.fillPoly(spot, [box.astype(np.int32)], (255,))
    soft = cv2.GaussianBlur(spot, (0, 0), max(0.6, reach * rng.uniform(0.1, 0.7)))
    large = cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)
    added = cv2.convertScaleAbs(large, alpha=float(rng.uniform(0.3, 1.2)))
    return np.asarray(cv2.add(image, cv2.merge([added, added, added])), np.uint8)
