"""Signatures: written in a script face or as drawn strokes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.training.synth.id.faces import pick_face
from docparse.training.synth.id.people import Person, chance, pick
from docparse.training.synth.id.raster import Mask, ink_bounds, resized
from docparse.training.synth.id.sheet import Box, Colour, Sheet, TextStyle, text_mask

Path = NDArray[np.float64]

# Beginnings of words as pen paths: x in widths, y in heights above the line (negative is up).
_CAPITALS: tuple[tuple[tuple[float, float], ...], ...] = (
    ((0, 0), (0.3, -1), (0.5, -0.3), (0.6, 0), (0.2, -0.4), (0.9, -0.2)),
    ((0.1, -0.9), (0.1, 0), (0.1, -1), (0.7, -0.9), (0.5, -0.5), (0.1, -0.5), (0.9, 0)),
    ((0.9, -0.9), (0.3, -1), (0, -0.5), (0.3, 0), (0.9, -0.2)),
    ((0.8, -0.9), (0.4, -1), (0.3, -0.6), (0.8, -0.3), (0.3, 0.05), (0, -0.2), (0.9, -0.1)),
    ((0.4, -1), (0.4, 0.3), (0.1, 0.5), (0, 0.2), (0.9, -0.3)),
    ((0, 0), (0.1, -1), (0.4, -0.2), (0.7, -1), (0.9, 0)),
    ((0.1, -0.9), (1, -1), (0.5, -0.9), (0.4, 0), (0.7, -0.1)),
    ((0.5, -0.5), (0.1, -0.9), (0.8, -1), (0.6, 0), (0.2, 0.1), (0.1, -0.1), (1, -0.3)),
    ((0, -0.2), (0.4, -0.6), (0.7, -1), (0.4, -0.9), (0.35, 0), (0.8, 0)),
    ((0.2, 0), (0.2, -1), (0.8, -0.6), (0.2, -0.4), (0.8, 0)),
)


def signature_mask(rng: np.random.Generator, person: Person) -> Mask:
    """A signature's coverage, cut to its ink, slanted a little."""
    mask = _scrawled(rng, person) if chance(rng, 0.6) else _lettered(rng, person)
    height, width = mask.shape
    lean, rise = float(rng.normal(0, 0.15)), float(rng.normal(0, 0.06))
    room = abs(lean) * height, abs(rise) * width
    matrix = np.array([[1, -lean, max(0, lean) * height], [-rise, 1, max(0, rise) * width]], np.float32)
    size = int(width + room[0]) + 1, int(height + room[1]) + 1
    mask = np.asarray(cv2.warpAffine(mask, matrix, size), np.uint8)
    x, y, w, h = ink_bounds(mask)
    return mask[y : y + h, x : x + w]


def _lettered(rng: np.random.Generator, person: Person) -> Mask:
    first, last = person.given[0].title(), person.family.title()
    name = pick(
        rng, (f"{first} {last}", f"{first[0]}. {last}", last, f"{first} {last[0]}.", f"{first} {last}")
    )
    return text_mask(
        name,
        TextStyle(
            pick_face(rng, "script", pick(rng, ("regular", "bold"))),
            90.0,
            stretch=float(rng.uniform(0.8, 1.4)),
        ),
    )[0]


def _scrawled(rng: np.random.Generator, person: Person) -> Mask:
    """A pen's path: tall strokes or loops for capitals, a hand's own rhythm between, perhaps a flourish."""
    slant, tall = float(rng.normal(0.25, 0.25)), float(rng.uniform(60, 130))
    stride, wave = float(rng.uniform(14, 44)), float(rng.uniform(6, 42))
    path: list[tuple[float, float]] = []
    x = 0.0
    for word in pick(rng, (person.given[:1], (person.family,), (person.given[0], person.family))):
        capital = _CAPITALS[int(rng.integers(len(_CAPITALS)))]
        wide = tall * float(rng.uniform(0.5, 1.1))
        path += [(x + u * wide - v * tall * slant * 0.3, v * tall) for u, v in capital]
        x += wide * 1.02
        for _ in range(int(rng.integers(2, 3 + len(word)))):
            kind, step = rng.random(), stride * float(rng.uniform(0.6, 1.5))
            up = wave * float(rng.uniform(0.5, 1.4))
            if kind < 0.15:
                up = tall * float(rng.uniform(0.6, 0.95))
            if kind > 0.9:
                path += [(x + step * 0.4, 0), (x + step * 0.2, tall * 0.5), (x - step * 0.2, tall * 0.4)]
            elif kind < 0.4:  # a loop
                path += [(x + step * 0.5, -up * 0.4), (x + step * 0.55, -up), (x + step * 0.2, -up * 0.8)]
            else:
                path += [(x + step * 0.45, -up), (x + step * 0.6, -up * 0.2)]
            path.append((x + step, float(rng.normal(0, 4))))
            x += step
        x += float(rng.uniform(0, 40))
    if chance(rng, 0.35):
        back = float(rng.uniform(-0.05, 0.4))
        path += [
            (x + 30, -wave),
            (x * 0.6, tall * 0.25),
            (x * back, tall * 0.2),
            (x * float(rng.uniform(0.6, 1.2)), tall * 0.1),
        ]
    points = _smoothed(np.array(path) + rng.normal(0, 2, (len(path), 2)))
    points -= points.min(axis=0) - 8
    width, height = (points.max(axis=0) + 8).astype(int)
    mask = np.zeros((height, width), np.uint8)
    cv2.polylines(
        mask, [np.round(points * 16).astype(np.int32)], False, 255, int(rng.integers(2, 6)), cv2.LINE_AA, 4
    )
    return mask


def _smoothed(
    points: Path,
) -> Path:
    """A path through points (Catmull-Rom, five steps a piece)."""
    knots = np.concatenate([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, 5, endpoint=False)[None, :, None]
    p0, p1, p2, p3 = (knots[k : len(knots) - 3 + k, None] for k in range(4))
    path = p1 + t / 2 * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)))
    return np.asarray(path.reshape(-1, 2))


def sign(sheet: Sheet, rng: np.random.Generator, person: Person, box: Box, *, upward: bool = False) -> None:
    """Put the holder's signature into a box, as large as it fits, and record it."""
    mask = signature_mask(rng, person)
    if upward:
        mask = np.ascontiguousarray(np.rot90(mask))
    scale = min(box.width / mask.shape[1], box.height / mask.shape[0])
    size = max(2, int(mask.shape[1] * scale)), max(2, int(mask.shape[0] * scale))
    # Thin strokes fade when they shrink: strengthen them as a printer's sharpening would.
    small = resized(mask, *size).astype(np.float32)
    inked = np.clip(small * max(1.0, 0.8 / max(scale, 0.2)), 0, 255).astype(np.uint8)
    spare = box.width - size[0], box.height - size[1]
    ink: Colour = pick(rng, ((16, 16, 22), (16, 16, 22), (24, 30, 90), (60, 60, 70)))
    at = box.x0 + spare[0] * float(rng.uniform(0.2, 0.8)), box.y0 + spare[1] * float(rng.uniform(0.2, 0.8))
    sheet.record("signature", sheet.stamp(inked, *at, ink, float(rng.uniform(0.6, 1.0))))
