"""Drawn faces with the look of photographs: soft shading, light from a side, grain; no two alike."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.training.synth.id.carriers import Pixels
from docparse.training.synth.id.hair import facial_hair, glasses, hair_behind, hair_front
from docparse.training.synth.id.look import CLOTHES, random_look, shade, varied
from docparse.training.synth.id.painter import HEIGHT, WIDTH, Painter, Points, curve, mirrored
from docparse.training.synth.id.people import Person, chance, pick
from docparse.training.synth.id.raster import Mask


@dataclass(frozen=True)
class Portrait:
    """A photograph and its silhouette: (H, W, 3) RGB and (H, W) coverage of the person."""

    pixels: Pixels
    silhouette: Mask


def draw_portrait(rng: np.random.Generator, person: Person) -> Portrait:
    """Draw a holder's photograph in colour, 256 x 320."""
    look = random_look(rng, person)
    paint = Painter(rng, look)
    jaw, cheek = float(rng.uniform(0.5, 0.74)), float(rng.uniform(0.9, 0.98))
    length = paint.length
    head = mirrored(
        [(0, -length), (0.55, -length * 0.9), (0.93, -length * 0.5), (1, 0), (cheek, 0.42 * length),
         (jaw, 0.8 * length), (0.26, 0.99 * length), (0, length)]
    )  # fmt: skip
    hair_behind(rng, paint)
    _body(rng, paint)
    _head(rng, paint, head)
    _features(rng, paint)
    facial_hair(rng, paint, head)
    hair_front(rng, paint, head)
    if look.glasses:
        glasses(rng, paint)
    return Portrait(_developed(rng, paint.pixels), paint.person)


def _body(rng: np.random.Generator, paint: Painter) -> None:
    look, tall = paint.look, paint.length
    wide, drop = float(rng.uniform(2.0, 2.7)), float(rng.uniform(0.42, 0.7))
    top = tall + drop * 0.45
    outline = [(0, top), (0.55, top), (1.2, top + 0.35), (wide, top + 0.8), (wide * 1.1, 5.5), (0, 5.5)]
    torso = paint.mask(mirrored(outline))
    paint.blend(torso, look.clothes, body=True)
    paint.fill(paint.oval(-1.3, top + 1.0, 0.9, 0.5), shade(look.clothes, 1.3), 0.4, 0.25, torso)
    paint.fill(paint.oval(1.6, top + 1.4, 0.9, 1.0), shade(look.clothes, 0.55), 0.5, 0.3, torso)
    neck = [(0.5, tall * 0.6), (0.52, top + 0.1), (0.66, top + 0.25), (0, top + float(rng.uniform(0.4, 1.0)))]
    collar = paint.mask(mirrored([(0, tall * 0.55), *neck]))
    paint.blend(collar, shade(look.skin, 0.85), body=True)
    paint.fill(paint.oval(0, tall * 0.95, 0.62, 0.35), shade(look.skin, 0.5), 0.55, 0.16, collar)
    kind = rng.random()
    if kind < 0.35:  # an open shirt's collar
        for side in (-1, 1):
            leaf = [
                (0.5 * side, top - 0.05),
                (0.72 * side, top + 0.25),
                (0.3 * side, top + 0.75),
                (0.05 * side, top + 0.5),
            ]
            paint.fill(leaf, shade(look.clothes, 1.25 if sum(look.clothes) < 500 else 0.88))
    elif kind < 0.5:  # jacket, shirt and tie
        paint.fill([(-0.5, top), (0.5, top), (0.1, top + 2), (-0.1, top + 2)], (235, 236, 240))
        tie = varied(rng, pick(rng, CLOTHES), 20)
        paint.fill([(-0.12, top + 0.2), (0.12, top + 0.2), (0.18, 5), (-0.18, 5)], tie)


def _head(rng: np.random.Generator, paint: Painter, head: Points) -> None:
    skin, tall = paint.look.skin, paint.length
    for side in (-1, 1):
        paint.fill(paint.oval(1.02 * side - paint.yaw, 0.05, 0.14, 0.3), shade(skin, 0.85), body=True)
    within = paint.mask(head)
    paint.blend(within, skin, body=True)
    light = -1 if chance(rng, 0.5) else 1
    paint.fill(
        paint.oval(0.95 * light, 0.2, 0.55, tall),
        shade(skin, 0.62),
        float(rng.uniform(0.2, 0.7)),
        0.28,
        within,
    )
    paint.fill(paint.oval(0, tall, 1, 0.3), shade(skin, 0.62), 0.5, 0.18, within)
    paint.fill(paint.oval(-0.3 * light, -0.62 * tall, 0.6, 0.3), shade(skin, 1.15), 0.6, 0.2, within)
    for side in (-1, 1):
        paint.fill(paint.oval(0.55 * side, 0.42, 0.3, 0.2), shade(skin, 1.12), 0.4, 0.14, within)
        paint.fill(
            paint.oval(0.6 * side, 0.5, 0.3, 0.22),
            (206, 96, 84),
            float(rng.uniform(0.05, 0.25)),
            0.16,
            within,
        )
    if paint.look.old:
        for side in (-1, 1):
            fold = [(0.3 * side, 0.35), (0.45 * side, 0.6), (0.42 * side, 0.75)]
            paint.stroke(fold, shade(skin, 0.62), 0.05, 0.5, 0.03)
            paint.stroke(
                [(0.2 * side, 0.2), (0.4 * side, 0.25), (0.55 * side, 0.16)],
                shade(skin, 0.6),
                0.04,
                0.5,
                0.03,
            )
        for row in range(2):
            paint.stroke([(-0.45, -0.66 - 0.14 * row), (0, -0.7 - 0.14 * row), (0.45, -0.66 - 0.14 * row)],
                         shade(skin, 0.7), 0.03, 0.4, 0.02)  # fmt: skip


def _features(rng: np.random.Generator, paint: Painter) -> None:
    look, yaw = paint.look, paint.yaw
    skin = look.skin
    apart, open_ = float(rng.uniform(0.37, 0.45)), float(rng.uniform(0.07, 0.13))
    iris = pick(rng, ((70, 46, 30), (50, 34, 26), (96, 128, 150), (90, 120, 80), (110, 84, 50)))
    brow, lift = float(rng.uniform(0.03, 0.09)), float(rng.uniform(0.2, 0.28))
    for side in (-1, 1):
        x, y = apart * side + yaw, -0.05
        paint.fill(paint.oval(x, y, 0.28, 0.17), shade(skin, 0.66), 0.5, 0.08)
        lids = paint.mask(
            curve([(x - 0.19, y + 0.02), (x, y - open_), (x + 0.19, y + 0.02), (x, y + open_ * 0.8)])
        )
        paint.blend(lids, (238, 234, 230))
        paint.fill(paint.oval(x, y, 0.095, 0.1), iris, within=lids)
        paint.fill(paint.oval(x, y, 0.045, 0.045), (14, 12, 14), within=lids)
        paint.fill(paint.oval(x - 0.03, y - 0.04, 0.02, 0.02), (255, 255, 255))
        paint.stroke(
            [(x - 0.2, y + 0.02), (x - 0.08, y - open_), (x + 0.08, y - open_), (x + 0.2, y + 0.02)],
            (40, 28, 26),
            0.035,
            0.8,
        )
        high = y - lift
        arch = [
            (x - 0.24 * side, high + 0.02),
            (x + 0.02 * side, high - 0.07),
            (x + 0.28 * side, high + 0.04),
        ]
        paint.fill(curve([*arch, (x, high - 0.05 + brow)]), shade(look.hair, 0.7), 0.85, 0.02)
    tip = float(rng.uniform(0.42, 0.54))
    wide = float(rng.uniform(0.16, 0.27))
    paint.stroke(
        [(yaw + 0.1, 0.0), (yaw + 0.13, tip * 0.6), (yaw + wide * 0.8, tip)],
        shade(skin, 0.6),
        0.09,
        0.4,
        0.06,
    )
    paint.fill(paint.oval(yaw - 0.03, tip * 0.6, 0.06, 0.26), shade(skin, 1.2), 0.5, 0.06)
    for side in (-1, 1):
        paint.fill(paint.oval(yaw + wide * 0.5 * side, tip + 0.05, 0.06, 0.03), shade(skin, 0.38), 0.8, 0.015)
        wing = [(1.0, tip - 0.06), (1.08, tip), (0.8, tip + 0.06)]
        paint.stroke([(yaw + wide * side * x, y) for x, y in wing], shade(skin, 0.55), 0.03, 0.6, 0.02)
    _mouth(rng, paint)


def _mouth(rng: np.random.Generator, paint: Painter) -> None:
    skin, yaw = paint.look.skin, paint.yaw
    y, wide, smile = (
        float(rng.uniform(0.74, 0.84)),
        float(rng.uniform(0.28, 0.4)),
        float(rng.uniform(-0.01, 0.08)),
    )
    mix = paint.look.lips
    lip = tuple(round(s * 0.78 * (1 - mix) + c * mix) for s, c in zip(skin, (184, 76, 80), strict=True))
    lip_colour = (lip[0], lip[1], lip[2])
    full = float(rng.uniform(0.07, 0.14))
    outline = [(yaw - wide, y - smile), (yaw - 0.08, y - full), (yaw, y - full * 0.8), (yaw + 0.08, y - full),
               (yaw + wide, y - smile), (yaw + 0.12, y + full), (yaw - 0.12, y + full)]  # fmt: skip
    paint.fill(curve(outline), lip_colour, 0.9, 0.012)
    if chance(rng, 0.3) and smile > 0.03:
        teeth = [
            (yaw - wide * 0.8, y - smile * 0.5),
            (yaw, y - 0.03),
            (yaw + wide * 0.8, y - smile * 0.5),
            (yaw, y + full * 0.55),
        ]
        paint.fill(curve(teeth), (244, 242, 236))
    else:
        paint.stroke(
            [(yaw - wide, y - smile), (yaw, y), (yaw + wide, y - smile)], shade(lip_colour, 0.5), 0.03, 0.8
        )
    paint.stroke(
        [(yaw - 0.15, y + full + 0.08), (yaw + 0.15, y + full + 0.08)], shade(skin, 0.7), 0.06, 0.4, 0.05
    )


def _developed(rng: np.random.Generator, pixels: NDArray[np.float32]) -> Pixels:
    """Light over the whole picture, tone curve, a lens's softness, grain."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    slope = rng.normal(0, 0.1, 2)
    light = 1 + slope[0] * (x / WIDTH - 0.5) + slope[1] * (y / HEIGHT - 0.5)
    tone = np.clip(pixels * light[..., None] / 255, 0, 1) ** float(rng.uniform(0.75, 1.3))
    tint = 1 + rng.normal(0, 0.025, 3)
    picture = cv2.GaussianBlur((tone * tint * 255).astype(np.float32), (0, 0), float(rng.uniform(0.6, 1.5)))
    grain = rng.standard_normal((HEIGHT // 2, WIDTH // 2), np.float32) * float(rng.uniform(2, 8))
    picture += cv2.resize(grain, (WIDTH, HEIGHT))[..., None]
    return np.asarray(np.clip(picture, 0, 255), np.uint8)
