"""Pictures around documents: a card lying askew on a desk, and a landscape that is no document at all."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from samples.canvas import SCALE, Canvas, Colour, gradient, smooth
from samples.fonts import FontBook
from samples.ornaments import ridges

PHOTO = (1440, 1080)
LANDSCAPE = (1200, 800)
Pixels = NDArray[np.float64]


def wood(size: tuple[int, int], *, seed: int) -> Pixels:
    """A desk of planks: long grain, darker joints; (H, W, 3), 0-255."""
    width, height = size
    rng = np.random.default_rng(seed)
    grain = np.zeros((height, width))
    for rows, columns, weight in ((height // 3, 6, 0.5), (height // 8, 12, 0.8), (height // 40, 4, 0.9)):
        noise = rng.normal(0, 1, (rows, columns)).astype(np.float32)
        grain += weight * cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
    plank = 216
    tone = np.repeat(rng.normal(0, 0.8, math.ceil(height / plank)), plank)[:height]
    grain += tone[:, None]
    base = np.array([134.0, 94.0, 62.0]) + grain[..., None] * np.array([9.0, 8.0, 6.5])
    for joint in range(plank, height, plank):
        base[joint - 2 : joint + 2] *= 0.62
    desk: Pixels = np.clip(base, 0, 255)
    return desk


def tilted_corners(
    size: tuple[int, int], frame: tuple[int, int], *, turn: float, tilt: float, lean: float, reach: float
) -> Pixels:
    """Corners of a card seen by a pinhole camera.

    Args:
        size: The card's size; only its shape counts.
        frame: The picture's size in pixels.
        turn: Rotation in the card's own plane, degrees.
        tilt: Rotation about the horizontal axis, degrees.
        lean: Rotation about the vertical axis, degrees.
        reach: Share of the frame's width that the card spans.

    Returns:
        (4, 2): top left, top right, bottom right, bottom left, in pixels of the frame.
    """
    half = np.array([1.0, size[1] / size[0]])
    flat = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], dtype=float)
    flat[:, :2] *= half
    z, x, y = (math.radians(angle) for angle in (turn, tilt, lean))
    rotation_z = np.array([[math.cos(z), -math.sin(z), 0], [math.sin(z), math.cos(z), 0], [0, 0, 1]])
    rotation_x = np.array([[1, 0, 0], [0, math.cos(x), -math.sin(x)], [0, math.sin(x), math.cos(x)]])
    rotation_y = np.array([[math.cos(y), 0, math.sin(y)], [0, 1, 0], [-math.sin(y), 0, math.cos(y)]])
    turned = flat @ (rotation_y @ rotation_x @ rotation_z).T
    distance = 4.2
    seen = turned[:, :2] / (distance + turned[:, 2:])
    low, high = seen.min(axis=0), seen.max(axis=0)
    scale = frame[0] * reach / (high[0] - low[0])
    corners: Pixels = (seen - (low + high) / 2) * scale + np.array(frame) / 2
    return corners


def _warp(source: NDArray[np.uint8], corners: Pixels, frame: tuple[int, int]) -> Pixels:
    height, width = source.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    return np.asarray(cv2.warpPerspective(source, matrix, frame, flags=cv2.INTER_AREA), dtype=float)


def photographed(canvas: Canvas, *, seed: int) -> Image.Image:
    """Lay a card on a desk and photograph it: perspective, shadow, uneven light, a little blur and grain."""
    corners = tilted_corners(canvas.image.size, PHOTO, turn=-6, tilt=-15, lean=9, reach=0.94)
    # Shrunk by area first: the warp itself does not low-pass, and small print would alias.
    card = np.asarray(canvas.image.resize((1500, 945), Image.Resampling.LANCZOS))
    mask = np.asarray(canvas.mask().resize((1500, 945), Image.Resampling.LANCZOS))
    over = _warp(card, corners, PHOTO)
    share = _warp(mask, corners, PHOTO)[..., None] / 255
    picture = wood(PHOTO, seed=seed)
    shadow = np.roll(share, (16, 12), axis=(0, 1))
    picture *= 1 - 0.55 * cv2.GaussianBlur(shadow, (0, 0), 14)[..., None]
    picture = picture * (1 - share) + over * share
    x, y = np.meshgrid(np.linspace(-1, 1, PHOTO[0]), np.linspace(-1, 1, PHOTO[1]))
    light = 1.02 - 0.16 * (0.8 * x + 0.5 * y) - 0.05 * (x**2 + y**2)
    picture = picture * light[..., None] * np.array([1.02, 1.0, 0.95])
    picture = cv2.GaussianBlur(picture, (0, 0), 0.8)
    picture += np.random.default_rng(seed).normal(0, 1.6, picture.shape[:2])[..., None]
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))


def landscape(fonts: FontBook, *, seed: int) -> Image.Image:
    """Mountains behind a lake at evening; there is nothing to read in it."""
    width, height = LANDSCAPE
    sky = gradient(
        (width * SCALE, height * SCALE), [(70, 112, 168), (150, 178, 206), (246, 206, 168), (250, 226, 190)]
    )
    canvas = Canvas(sky, fonts)
    sun = [(860 + 58 * math.cos(t), 330 + 58 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 60)]
    canvas.polygon(sun, (255, 236, 190), blur=40, alpha=0.9)
    canvas.polygon(sun, (255, 244, 214), blur=2)
    for x, y, w in ((240, 150, 170), (520, 96, 120), (980, 176, 140)):
        cloud = smooth([(x - w, y), (x - w * 0.4, y - 22), (x + w * 0.3, y - 26), (x + w, y), (x, y + 16)])
        canvas.polygon(cloud, (255, 246, 236), alpha=0.6, blur=7)
    layers: list[tuple[float, float, Colour, float]] = [
        (540, 300, (142, 150, 182), 0.9),
        (540, 210, (104, 122, 154), 0.8),
        (545, 120, (70, 98, 112), 0.7),
        (550, 60, (48, 78, 74), 0.8),
    ]
    for k, (base, tall, colour, rough) in enumerate(layers):
        canvas.polygon(ridges(float(width), base, tall, seed=seed + k, rough=rough), colour)
        haze = [
            (0.0, base - tall * 0.3),
            (float(width), base - tall * 0.3),
            (float(width), base),
            (0.0, base),
        ]
        canvas.polygon(haze, (236, 214, 206), alpha=0.4 - 0.08 * k, blur=tall * 0.18)
    water = np.asarray(canvas.image)[: 550 * SCALE][::-1][: (height - 550) * SCALE]
    lake = np.asarray(water, dtype=float) * 0.82 + np.array([10.0, 18.0, 30.0])
    rows = np.arange(lake.shape[0])
    shift = (3 + rows / 60) * np.sin(rows / (4 + rows / 60))
    columns = np.clip(np.arange(lake.shape[1])[None, :] + shift[:, None].astype(int), 0, lake.shape[1] - 1)
    rippled = lake[rows[:, None], columns]
    canvas.image.paste(Image.fromarray(np.clip(rippled, 0, 255).astype(np.uint8)), (0, 550 * SCALE))
    canvas.polygon([(0, 800), (0, 700), (260, 726), (560, 770), (1200, 752), (1200, 800)], (34, 52, 40))
    rng = np.random.default_rng(seed)
    for x in sorted(rng.uniform(0, 400, 14).tolist() + rng.uniform(980, 1200, 7).tolist()):
        _fir(canvas, x, 790 - abs(x - 600) * 0.12, float(rng.uniform(90, 190)))
    return canvas.finished(round_corners=False)


def _fir(canvas: Canvas, x: float, foot: float, tall: float) -> None:
    canvas.box((x - 4, foot - 14, x + 4, foot + 4), (44, 34, 28))
    for k in range(5):
        top, wide = foot - tall + k * tall * 0.17, tall * (0.08 + 0.055 * k)
        canvas.polygon(
            [(x, top), (x + wide, top + tall * 0.3), (x - wide, top + tall * 0.3)],
            (22 + 3 * k, 46 + 3 * k, 36 + 2 * k),
        )
