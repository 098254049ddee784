"""Surfaces that documents lie on, grown from noise: wood, cloth, leather, stone, metal, paint, grass.

Every function takes a generator and a size (height, width) and returns (height, width, 3) RGB.
"""

from __future__ import annotations

import cv2
import numpy as np

from docparse.training.synth.id.scenery.noise import (
    Field,
    Generator,
    Pixels,
    Size,
    between,
    cells,
    chance,
    colour,
    grain,
    grid,
    hsv,
    near,
    octaves,
    paint,
    pick,
    shade,
    spread,
)


def wood(rng: Generator, size: Size) -> Pixels:
    """Grain with rings, in one board or many."""
    angle = pick(rng, (0.0, np.pi / 2, between(rng, 0, np.pi)))
    x, y = grid(size, angle)
    drift = octaves(rng, size, between(rng, 120, 300), 3)
    pitch = between(rng, 8, 40)
    board, seam = _boards(rng, x, y) if chance(rng, 0.55) else (np.zeros(size, np.float32), None)
    rings = np.sin((y + 60 * drift * between(rng, 0.5, 2) + 97 * board) * np.float32(2 * np.pi / pitch))
    fibre = cv2.warpAffine(
        octaves(rng, (size[0] * 3 // 2, size[1] * 3 // 2), 6, 2, 0.7, stretch=30),
        cv2.getRotationMatrix2D((size[1] * 0.75, size[0] * 0.75), -np.degrees(angle), 1.0),
        (size[1], size[0]),
        borderMode=cv2.BORDER_REFLECT,
    )
    contrast = between(rng, 0.05, 0.35)
    field = 0.5 + contrast * 0.5 * rings + (fibre - 0.5) * between(rng, 0.2, 0.6) + (board - 0.5) * 0.5
    hue, depth = between(rng, 0.04, 0.12), between(rng, 0.15, 1.0)
    strength = between(rng, 0.15, 0.7)
    dark = hsv(hue - 0.01, strength + 0.1, depth * between(rng, 0.4, 0.8))
    image = paint(np.asarray(field, np.float32), [dark, hsv(hue, strength, depth)])
    return image if seam is None else shade(image, seam)


def _boards(rng: Generator, x: Field, y: Field) -> tuple[Field, Field]:
    """A number of 0 to 1 for every board, and the dark seams between boards."""
    width, length = between(rng, 30, 140), between(rng, 150, 900)
    row = np.floor(y / width)
    along = x + row * length * 0.37
    number = np.sin(row * 12.9898 + np.floor(along / length) * 78.233) * 43758.547
    gap = between(rng, 0.6, 2.0)
    near_seam = np.minimum(np.mod(y, width), np.mod(along, length))
    seam = np.where(near_seam < gap, np.float32(between(rng, 0.3, 0.8)), np.float32(1))
    return np.asarray(number - np.floor(number), np.float32), np.asarray(seam, np.float32)


def cloth(rng: Generator, size: Size) -> Pixels:
    """A weave, plain or in checks, with slubs and soft folds."""
    x, y = grid(size, between(rng, 0, np.pi))
    pitch = between(rng, 2.5, 9)
    over, under = np.sin(x * (np.pi / pitch)), np.sin(y * (np.pi / pitch))
    weave = 0.5 + 0.5 * over * under if chance(rng, 0.5) else 0.5 + 0.25 * (over + under)
    slubs = (
        octaves(rng, size, 4, 2, 0.8, stretch=12) + octaves(rng, (size[1], size[0]), 4, 2, 0.8, stretch=12).T
    )
    field = 0.5 + (weave - 0.5) * between(rng, 0.1, 0.6) + (slubs - 1) * between(rng, 0.1, 0.4)
    base = colour(rng)
    image = paint(np.asarray(field, np.float32), [near(rng, base, 60), base, near(rng, base, 60)])
    if chance(rng, 0.35):
        image = _checks(rng, image, x, y)
    folds = octaves(rng, size, between(rng, 150, 400), 2)
    return shade(image, 1 + (folds - 0.5) * np.float32(between(rng, 0, 0.6)))


def _checks(rng: Generator, image: Pixels, x: Field, y: Field) -> Pixels:
    period = between(rng, 30, 160)
    for axis in (x, y):
        phase = np.mod(axis, period) / period
        for _ in range(int(rng.integers(1, 3))):
            start, width = rng.random(), between(rng, 0.05, 0.4)
            band = (np.mod(phase - start, 1.0) < width).astype(np.float32) * np.float32(
                between(rng, 0.2, 0.6)
            )
            tone = np.array(colour(rng), np.float32)
            image = (image + band[..., None] * (tone - image)).astype(np.uint8)
    return image


def leather(rng: Generator, size: Size) -> Pixels:
    """Pebbled skin: small cells with dark creases."""
    distance, labels = cells(rng, size, between(rng, 5, 16))
    pores = spread(np.asarray(cv2.GaussianBlur(distance, (0, 0), 1.0), np.float32))
    tone = np.asarray(np.mod(labels * 0.618, 1.0), np.float32)
    wear = octaves(rng, size, between(rng, 80, 250), 3)
    base = np.array(
        hsv(pick(rng, (0.03, 0.06, 0.08, 0.6, 0.99, 0.35)), between(rng, 0, 0.8), between(rng, 0.08, 0.75))
    )
    field = 1.15 - between(rng, 0.2, 0.8) * pores + 0.1 * tone + (wear - 0.5) * between(rng, 0.1, 0.5)
    return shade(np.broadcast_to(base, (*size, 3)).astype(np.uint8), np.asarray(field, np.float32))


def marble(rng: Generator, size: Size) -> Pixels:
    """Veins winding through a pale or dark stone."""
    x, y = grid(size, between(rng, 0, np.pi))
    turmoil = octaves(rng, size, between(rng, 120, 350), 6, between(rng, 0.45, 0.62))
    veins = 1 - np.abs(
        np.sin((x + 0.3 * y) * np.float32(between(rng, 0.004, 0.02)) + turmoil * between(rng, 6, 18))
    )
    sharp = np.asarray(np.power(veins, np.float32(between(rng, 2, 9))), np.float32)
    base = hsv(rng.random(), between(rng, 0, 0.15), pick(rng, (0.95, 0.85, 0.25, 0.12)))
    return paint(sharp * between(rng, 0.4, 1) + 0.15 * turmoil, [base, near(rng, base, 50), colour(rng, 0.4)])


def granite(rng: Generator, size: Size) -> Pixels:
    """Speckles of several colours at several sizes."""
    base = colour(rng, 0.4)
    image = paint(
        octaves(rng, size, between(rng, 20, 90), 4, 0.7), [near(rng, base, 40), near(rng, base, 40)]
    )
    for _ in range(int(rng.integers(2, 5))):
        specks = octaves(rng, size, between(rng, 2, 9), 2) > between(rng, 0.62, 0.85)
        image[specks] = near(rng, base, 110)
    return image


def terrazzo(rng: Generator, size: Size) -> Pixels:
    """Chips of stone in cement, or cobbles when they are large."""
    spacing = between(rng, 10, 60)
    _, labels = cells(rng, size, spacing)
    count = int(labels.max()) + 1
    base = colour(rng, 0.5)
    tones = np.array([near(rng, base, 70) for _ in range(12)])[rng.integers(0, 12, count)]
    image = tones.astype(np.uint8)[labels]
    edge = np.asarray(
        cv2.morphologyEx(labels.astype(np.float32), cv2.MORPH_GRADIENT, np.ones((3, 3))) > 0, np.uint8
    )
    wide = cv2.dilate(edge, np.ones((int(rng.integers(1, 6)),) * 2, np.uint8)) > 0
    image[wide] = near(rng, base, 90)
    return shade(image, 0.85 + 0.3 * octaves(rng, size, 8, 3, 0.7))


def carpet(rng: Generator, size: Size) -> Pixels:
    """Tufts with or without rows."""
    tufts = cv2.GaussianBlur(grain(rng, size), (0, 0), between(rng, 0.6, 2.2))
    base = colour(rng)
    image = paint(spread(np.asarray(tufts, np.float32)), [near(rng, base, 80), base, near(rng, base, 80)])
    _, y = grid(size, between(rng, 0, np.pi))
    rows = np.sin(y * np.float32(2 * np.pi / between(rng, 6, 30)))
    wear = octaves(rng, size, 200, 2)
    return shade(image, np.asarray(1 + rows * between(rng, 0, 0.25) + (wear - 0.5) * 0.3, np.float32))


def concrete(rng: Generator, size: Size) -> Pixels:
    """Blotches, pits, and now and then a crack."""
    blotches = octaves(rng, size, between(rng, 100, 300), 6, between(rng, 0.45, 0.7))
    base = hsv(between(rng, 0.05, 0.65), between(rng, 0, 0.15), between(rng, 0.3, 0.9))
    image = paint(blotches, [near(rng, base, 60), base, near(rng, base, 40)])
    pits = octaves(rng, size, 5, 1) > between(rng, 0.86, 0.95)
    image[pits] = near(rng, base, 60)
    if chance(rng, 0.4):
        path = np.cumsum(rng.normal(0, 14, (40, 2)) + rng.normal(0, 12, 2), axis=0) + np.array(size[::-1]) / 2
        cv2.polylines(image, [path.astype(np.int32)], False, near(rng, (40, 40, 40), 30), 1, cv2.LINE_AA)
    return image


def metal(rng: Generator, size: Size) -> Pixels:
    """Brushed metal with broad reflections."""
    strokes = octaves(rng, size, 3, 2, 0.8, stretch=between(rng, 60, 200))
    gleam = octaves(rng, size, between(rng, 200, 500), 1)
    base = hsv(between(rng, 0.05, 0.65), between(rng, 0, 0.18), between(rng, 0.4, 0.9))
    field = 0.5 + (strokes - 0.5) * between(rng, 0.1, 0.5) + (gleam - 0.5) * between(rng, 0.2, 0.9)
    image = paint(field, [near(rng, base, 90), base, (245, 245, 245)])
    return (
        np.ascontiguousarray(image.transpose(1, 0, 2)) if size[0] == size[1] and chance(rng, 0.5) else image
    )


def plain(rng: Generator, size: Size) -> Pixels:
    """Paint, plastic or paper: one colour and hardly anything else."""
    return tinted(rng, size, pick(rng, (colour(rng), (250, 250, 248), (14, 14, 16), colour(rng, 0.3))))


def tinted(rng: Generator, size: Size, base: tuple[float, float, float]) -> Pixels:
    """A nearly even surface of a wanted colour."""
    stipple = octaves(rng, size, between(rng, 3, 10), 2, 0.8) - 0.5
    cloud = octaves(rng, size, between(rng, 150, 400), 2) - 0.5
    light = 1 + stipple * between(rng, 0, 0.12) + cloud * between(rng, 0, 0.2)
    return shade(
        np.broadcast_to(np.asarray(base), (*size, 3)).astype(np.uint8), np.asarray(light, np.float32)
    )


def gradient(rng: Generator, size: Size) -> Pixels:
    """Two to four colours running into one another, straight or round."""
    x, y = grid(size, between(rng, 0, 2 * np.pi))
    if chance(rng, 0.4):
        x = np.hypot(x - between(rng, 0, size[1]), y - between(rng, 0, size[0])).astype(np.float32)
    return paint(spread(x), [colour(rng) for _ in range(int(rng.integers(2, 5)))])


def blobs(rng: Generator, size: Size) -> Pixels:
    """Something out of focus: soft patches of any colour."""
    parts = [octaves(rng, size, between(rng, 60, 300), int(rng.integers(1, 4))) for _ in range(3)]
    low, high = between(rng, 0, 120), between(rng, 140, 255)
    merged = np.asarray(cv2.merge(parts) * (high - low) + low, np.float32)
    grey = cv2.merge([merged.mean(axis=2)] * 3)
    return np.asarray(cv2.addWeighted(merged, 0.6, grey, 0.4, 0), np.float32).astype(np.uint8)


def litter(rng: Generator, size: Size) -> Pixels:
    """Overlapping shapes of all sizes and colours, as photographs of anything have."""
    image = np.full((*size, 3), colour(rng), np.uint8)
    tones = [colour(rng) for _ in range(int(rng.integers(3, 12)))]
    largest = between(rng, 40, 250)
    for radius in np.sort(largest * rng.random(160) ** 3 + 3)[::-1]:
        centre = rng.uniform((0, 0), size[::-1])
        tone = near(rng, pick(rng, tones), 30)
        if chance(rng, 0.4):
            cv2.circle(image, centre.astype(int).tolist(), int(radius), tone, -1, cv2.LINE_AA)
        else:
            turn = rng.random() * 2 * np.pi + np.sort(rng.uniform(0, 2 * np.pi, int(rng.integers(3, 6))))
            shape = centre + radius * np.column_stack([np.cos(turn), np.sin(turn)])
            cv2.fillPoly(image, [shape.astype(np.int32)], tone, cv2.LINE_AA)
    return shade(image, 0.75 + 0.5 * octaves(rng, size, 60, 5, 0.7))


def grass(rng: Generator, size: Size) -> Pixels:
    """Blades, straw or gravel-like fur."""
    hue = pick(rng, (between(rng, 0.2, 0.36), between(rng, 0.08, 0.15), rng.random()))
    image = paint(octaves(rng, size, 30, 4, 0.8), [hsv(hue, 0.7, 0.1), hsv(hue, 0.6, 0.4)])
    count = int(rng.integers(500, 1500))
    start = rng.uniform((0, 0), size[::-1], (count, 2))
    end = start + rng.normal(0, between(rng, 5, 18), (count, 2)) + rng.normal(0, 8, 2)
    tones = [
        hsv(hue + rng.normal(0, 0.03), between(rng, 0.3, 0.8), between(rng, 0.2, 0.95)) for _ in range(8)
    ]
    lines = np.stack([start, end], axis=1).astype(np.int32)
    for tone, some in zip(tones, np.array_split(lines, len(tones)), strict=True):
        cv2.polylines(image, list(some), False, tone, 1, cv2.LINE_AA)
    return image
