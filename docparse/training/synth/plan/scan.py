"""What happens to a drawing between the draughtsman and the file: paper, scanner, fax, compression."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from docparse.training.synth.plan.canvas import Array
from docparse.training.synth.plan.style import pick


@dataclass(frozen=True)
class Scan:
    """How a page was digitised.

    Attributes:
        turn: Skew in degrees.
        native: Long side of the file, pixels; where that is less than the page's, it is blown up.
        kind: ``clean``, ``jpeg``, ``scan``, ``fax`` or ``palette``.
        quality: JPEG quality of the file.
        negative: Whether dark and light are exchanged, as on blueprints.
    """

    turn: float
    native: int
    kind: str
    quality: int
    negative: bool = False


def random_scan(rng: np.random.Generator, *, vector: bool = False) -> Scan:
    """Decide how a page was digitised; ``vector`` for one that is drawn from vectors at any size."""
    if vector:
        return Scan(turn=0.0, native=4096, kind="clean", quality=95)
    kind = pick(rng, {"jpeg": 0.64, "clean": 0.12, "palette": 0.09, "scan": 0.1, "fax": 0.05})
    turn = 0.0
    if kind in {"scan", "fax"}:
        turn = float(rng.normal(0, 1.2))
    elif rng.random() < 0.04:
        turn = float(rng.uniform(-15, 15))
    native = int(rng.integers(420, 720) if rng.random() < 0.55 else rng.integers(600, 2400))
    return Scan(
        turn=turn,
        native=native,
        kind=kind,
        quality=int(rng.integers(40, 96)),
        negative=bool(rng.random() < 0.015),
    )


def digitise(image: Array, size: tuple[int, int], scan: Scan, rng: np.random.Generator) -> Array:
    """Turn the finished drawing into the picture handed out.

    Args:
        image: (H, W, 3) uint8 drawing, already skewed.
        size: Width and height wanted.
        scan: How it is digitised.
        rng: Source of chance.

    Returns:
        (H, W, 3) uint8.
    """
    if scan.negative:
        image = 255 - image
    factor = min(scan.native / max(image.shape[:2]), 1.0)
    native = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    if scan.kind == "scan":
        native = _scanned(native, rng)
    elif scan.kind == "fax":
        native = _faxed(native, rng)
    elif scan.kind == "palette":
        native = _palette(native, rng)
    if scan.kind in {"jpeg", "scan"}:
        native = _jpeg(native, scan.quality)
    if native.shape[1] > size[0]:
        picture = cv2.resize(native, size, interpolation=cv2.INTER_AREA)
    else:
        way = [cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_LANCZOS4][int(rng.integers(3))]
        picture = cv2.resize(native, size, interpolation=way)
    if rng.random() < 0.25:
        picture = _jpeg(picture, int(rng.integers(50, 95)))
    return picture


def _scanned(image: Array, rng: np.random.Generator) -> Array:
    """Uneven light, paper grain, a little blur and faded ink."""
    height, width = image.shape[:2]
    if rng.random() < 0.7:
        image = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.3, 0.9)))
    coarse = rng.uniform(0.85, 1.0, (4, 4)).astype(np.float32)
    light = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    noise = rng.standard_normal((height, width), dtype=np.float32) * float(rng.uniform(2, 9))
    black = float(rng.uniform(0, 45))
    lifted = black + image.astype(np.float32) * ((255 - black) / 255)
    return np.clip(lifted * light[..., None] + noise[..., None], 0, 255).astype(np.uint8)


def _faxed(image: Array, rng: np.random.Generator) -> Array:
    """Two tones only, with specks."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.int16)
    grey += rng.integers(-30, 31, grey.shape, dtype=np.int16)
    black = grey < int(rng.integers(150, 228))
    black ^= rng.random(grey.shape) < float(rng.uniform(0, 0.002))
    return np.repeat(np.where(black, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


def _palette(image: Array, rng: np.random.Generator) -> Array:
    """Few levels per channel, as in GIF files."""
    levels = int(rng.choice([4, 6, 8, 16]))
    step = 255 / (levels - 1)
    return (np.round(image / step) * step).astype(np.uint8)


def _jpeg(image: Array, quality: int) -> Array:
    _, packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR))
