"""Hair, beards, scarves and glasses of drawn faces."""

from __future__ import annotations

import numpy as np

from docparse.training.synth.id.look import CLOTHES, shade, varied
from docparse.training.synth.id.painter import Painter, Points, curve, mirrored
from docparse.training.synth.id.people import chance, pick
from docparse.training.synth.id.raster import without


def hair_behind(rng: np.random.Generator, paint: Painter) -> None:
    """What of the hair is seen behind head and shoulders."""
    style, dark, tall = paint.look.style, shade(paint.look.hair, 0.72), paint.length
    if style in ("long", "fringe"):
        reach = float(rng.uniform(1.5, 2.6))
        wide = float(rng.uniform(1.15, 1.45))
        outline = [
            (0, -tall * 1.15),
            (0.8, -tall),
            (wide, -0.2),
            (wide * 1.05, reach * 0.6),
            (0.8, reach),
            (0, reach * 0.9),
        ]
        paint.fill(mirrored(outline), dark, body=True)
    elif style == "bob":
        outline = [
            (0, -tall * 1.14),
            (0.85, -tall * 0.9),
            (1.28, 0),
            (1.2, tall * 0.8),
            (0.7, tall * 0.95),
            (0, tall * 0.9),
        ]
        paint.fill(mirrored(outline), dark, body=True)
    elif style == "bun":
        paint.fill(paint.oval(float(rng.normal(0, 0.2)), -tall * 1.15, 0.45, 0.4), dark, body=True)
    elif style in ("afro", "curly"):
        wide = 1.6 if style == "afro" else 1.25
        for turn in np.linspace(0.85 * np.pi, 2.15 * np.pi, 15):
            x, y = wide * np.cos(turn) * 0.9, -0.25 + tall * wide * 0.75 * np.sin(turn)
            paint.fill(paint.oval(x, y, 0.34, 0.34), shade(dark, float(rng.uniform(0.8, 1.1))), body=True)
        paint.fill(paint.oval(0, -0.35, wide * 0.95, tall * wide * 0.72), dark, body=True)


def facial_hair(rng: np.random.Generator, paint: Painter, head: Points) -> None:
    """Beard, stubble or moustache, if any."""
    kind, tall, yaw = paint.look.beard, paint.length, paint.yaw
    if not kind:
        return
    within = paint.mask(head)
    alpha = 0.25 if kind == "stubble" else float(rng.uniform(0.7, 0.95))
    hair = shade(paint.look.hair, 0.8)
    if kind in ("full", "stubble"):
        band = mirrored([(0, 0.96), (0.4, 0.9), (0.8, 0.45), (1.05, 0.1), (1.1, tall), (0, tall * 1.1)])
        paint.fill(band, hair, alpha, 0.06, within)
    if kind == "goatee":
        paint.fill(paint.oval(yaw, tall * 0.82, 0.3, 0.24), hair, alpha, 0.05, within)
    paint.fill(mirrored([(0, 0.58), (0.32, 0.66), (0.36, 0.78), (0, 0.68)]), hair, alpha, 0.03, within)


def hair_front(rng: np.random.Generator, paint: Painter, head: Points) -> None:
    """Hair over the forehead, a bald head's sides and shine, or a scarf."""
    style, hair, tall = paint.look.style, paint.look.hair, paint.length
    if style == "scarf":
        _scarf(rng, paint)
        return
    if style == "bald":
        if chance(rng, 0.5):
            sides = [(1.08, -0.5), (1.1, 0.1), (0.96, 0.15), (0.92, -0.45)]
            for way in (-1, 1):
                paint.fill([(x * way, y) for x, y in sides], hair, 0.8, 0.05, body=True)
        paint.fill(paint.oval(-0.2, -tall * 0.85, 0.4, 0.2), (255, 255, 255), 0.35, 0.15, paint.mask(head))
        return
    line = -tall * {"receding": 0.88, "fringe": 0.3, "crew": 0.72}.get(style, float(rng.uniform(0.55, 0.72)))
    top = tall * (1.06 if style == "crew" else float(rng.uniform(1.08, 1.25)))
    low = 0.0 if style in ("long", "bob", "fringe") else -0.5
    side = float(rng.uniform(low, low + 0.5))
    part = float(rng.uniform(-0.6, 0.6)) if style in ("parted", "long") else 0.0
    crown = [(-1.06, side), (-1.1, -0.5), (-0.85, -top * 0.85), (0, -top), (0.85, -top * 0.85), (1.1, -0.5)]
    lean = part * 0.2
    hairline = [
        (0.9, line * 0.45),
        (0.55 + lean, line * 0.98),
        (part, line * 1.12),
        (lean - 0.55, line * 0.98),
    ]
    outline = curve([*crown, (1.06, side), *hairline, (-0.9, line * 0.45)])
    cover = paint.mask(outline)
    paint.fill(
        outline + np.array([0, 0.07], np.float32), shade(paint.look.skin, 0.6), 0.4, 0.07, paint.mask(head)
    )
    paint.blend(cover, hair, body=True)
    paint.fill(
        paint.oval(float(rng.uniform(-0.5, 0.5)), -top * 0.82, 0.5, 0.14), shade(hair, 1.6), 0.45, 0.1, cover
    )
    for _ in range(int(rng.integers(5, 14))):
        x = float(rng.uniform(-1, 1))
        strand = [(x * 0.4 + part * 0.5, -top), (x * 0.9, -top * 0.7), (x * 1.06, line * 0.6)]
        paint.stroke(strand, shade(hair, float(rng.uniform(0.6, 1.6))), 0.025, 0.25, 0.015)


def _scarf(rng: np.random.Generator, paint: Painter) -> None:
    tall = paint.length
    colour = varied(rng, pick(rng, CLOTHES), 25)
    outer = mirrored(
        [(0, -tall * 1.22), (0.8, -tall * 1.08), (1.25, -0.3), (1.3, 0.9), (1.6, 2.1), (0.8, 2.7), (0, 2.8)]
    )
    inner = paint.mask(
        mirrored([(0, -tall * 0.8), (0.6, -tall * 0.62), (0.86, 0), (0.7, tall * 0.72), (0, tall * 1.0)])
    )
    cover = without(paint.mask(outer), inner)
    paint.blend(cover, colour, body=True)
    for x in (-0.9, -0.5, 0.6, 1.0):
        paint.stroke(
            [(x, tall * 0.7), (x * 0.8, tall * 1.2), (x * 1.1, 2.6)], shade(colour, 0.65), 0.07, 0.4, 0.06
        )


def glasses(rng: np.random.Generator, paint: Painter) -> None:
    """Round or square glasses."""
    colour = pick(rng, ((20, 20, 22), (70, 50, 40), (120, 120, 126), (40, 40, 60)))
    thick, rx, ry = (
        float(rng.uniform(0.03, 0.08)),
        float(rng.uniform(0.3, 0.36)),
        float(rng.uniform(0.2, 0.3)),
    )
    round_ = chance(rng, 0.5)
    for side in (-1, 1):
        x = 0.42 * side + paint.yaw
        rim = paint.oval(x, 0, rx, ry) if round_ else np.array(
            [(x - rx, -ry), (x + rx, -ry), (x + rx * 0.9, ry), (x - rx * 0.9, ry)], np.float32
        )  # fmt: skip
        paint.fill(rim, (255, 255, 255), float(rng.uniform(0.0, 0.2)))
        paint.stroke([*map(tuple, rim.tolist()), tuple(rim[0].tolist())], colour, thick)
        paint.stroke([(x + rx * side, -0.06), (1.02 * side, -0.08)], colour, thick)
    paint.stroke([(paint.yaw - 0.12, -0.04), (paint.yaw, -0.08), (paint.yaw + 0.12, -0.04)], colour, thick)
