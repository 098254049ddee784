"""Pages without a plan: letters, tables, pictures; a model must find nothing on them."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from shapely.geometry import box

from docparse.training.synth.plan.canvas import Canvas
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.style import tint
from docparse.training.synth.plan.words import SMALL_PRINT


def draw_blank(desk: Desk) -> None:
    """Fill a page with text in columns, a table, or something like a photograph."""
    canvas, _, rng = desk
    kind = rng.random()
    if kind < 0.45:
        _columns(desk)
    elif kind < 0.65:
        _table(desk)
    else:
        _picture(canvas, rng)
        if rng.random() < 0.5:
            _columns(desk)


def _columns(desk: Desk) -> None:
    canvas, style, rng = desk
    height, width = canvas.mask.shape
    sentences = SMALL_PRINT[style.label.language]
    size = float(rng.uniform(5, 9))
    step = size * canvas.unit * 1.6
    columns = int(rng.integers(1, 3))
    margin = 0.07 * width
    reach = (width - 2 * margin) / columns
    for column in range(columns):
        middle = margin + reach * (column + 0.5)
        for y in np.arange(0.08 * height, 0.92 * height, step):
            if rng.random() < 0.12:
                continue
            text = " ".join(sentences[int(index)] for index in rng.integers(len(sentences), size=3))
            fitting = max(1, int(reach * 0.95 / (size * canvas.unit * 0.5)))
            canvas.text(text[:fitting], (middle, float(y)), style.label.font, size, style.label.colour)


def _table(desk: Desk) -> None:
    """Ruled rows and columns: rectangles that are no rooms."""
    canvas, style, rng = desk
    height, width = canvas.mask.shape
    lefts = np.sort(rng.uniform(0.08, 0.92, int(rng.integers(3, 8)))) * width
    tops = np.linspace(0.1, float(rng.uniform(0.4, 0.9)), int(rng.integers(4, 20))) * height
    line = float(rng.uniform(0.6, 3.0))
    for x in lefts:
        canvas.line([(x, tops[0]), (x, tops[-1])], style.ink, line)
    for y in tops:
        canvas.line([(lefts[0], y), (lefts[-1], y)], style.ink, line)
    for left, right in pairwise(lefts):
        for top, low in pairwise(tops):
            text = f"{rng.uniform(0, 900):.2f}"
            if right - left > 40 * canvas.unit:
                canvas.text(text, ((left + right) / 2, (top + low) / 2), style.label.font, 7.0, style.ink)


def _picture(canvas: Canvas, rng: np.random.Generator) -> None:
    """Smooth clouds of colour with a few hard shapes: to a plan reader, a photograph."""
    height, width = canvas.mask.shape
    x0, x1 = np.sort(rng.uniform(0, 1, 2)) * width
    y0, y1 = np.sort(rng.uniform(0, 1, 2)) * height
    x1, y1 = max(x1, x0 + 40), max(y1, y0 + 40)
    left, top, right, low = int(x0), int(y0), min(width, int(x1)), min(height, int(y1))
    coarse = rng.uniform(0, 255, (int(rng.integers(3, 12)), int(rng.integers(3, 12)), 3)).astype(np.float32)
    clouds = cv2.resize(coarse, (right - left, low - top), interpolation=cv2.INTER_CUBIC)
    canvas.image[top:low, left:right] = np.clip(clouds, 0, 255).astype(np.uint8)
    for _ in range(int(rng.integers(2, 14))):
        corner = rng.uniform(0, 1, 2) * (right - left, low - top) + (left, top)
        reach = rng.uniform(0.05, 0.3, 2) * (right - left, low - top)
        far = np.minimum(corner + reach, (right, low))
        canvas.fill(box(float(corner[0]), float(corner[1]), float(far[0]), float(far[1])), tint(rng, 0, 255))
