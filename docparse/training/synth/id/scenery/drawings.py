"""Line drawings that must not be taken for documents: floor plans and schematics on a sheet."""

from __future__ import annotations

import cv2
import numpy as np

from docparse.training.synth.id.scenery import textures
from docparse.training.synth.id.scenery.layers import Sprite, opaque
from docparse.training.synth.id.scenery.lettering import Paper, font, word
from docparse.training.synth.id.scenery.noise import Generator, Pixels, between, chance, colour, hsv, pick
from docparse.training.synth.plan.page import render_page
from docparse.training.synth.plan.procedural import random_layout

Box = tuple[int, int, int, int]


def plan_sheet(rng: Generator) -> Sprite:
    """A floor plan: rooms divided at random, walls, doors, dimension lines, labels, a title block."""
    width_mm, height_mm = pick(rng, ((297.0, 210.0), (210.0, 297.0), (200.0, 200.0), (420.0, 297.0)))
    scale = 720 / max(width_mm, height_mm)
    height, width = int(height_mm * scale), int(width_mm * scale)
    ground = hsv(0.6, 0.0, between(rng, 0.9, 1)) if chance(rng, 0.85) else hsv(0.6, 0.8, 0.4)
    ink = hsv(0.6, between(rng, 0, 0.3), between(rng, 0, 0.3)) if sum(ground) > 380 else (235.0, 240.0, 250.0)
    image = textures.tinted(rng, (height, width), ground)
    margin = int(min(height, width) * between(rng, 0.04, 0.2))
    outer = (margin, margin, width - margin, height - int(margin * between(rng, 1, 2)))
    rooms = _divide(rng, outer, int(min(width, height) * between(rng, 0.12, 0.3)))
    _draw_rooms(rng, image, rooms, ink)
    if chance(rng, 0.6):
        _dimensions(rng, image, outer, ink)
    sheet = Paper(image)
    face = font(rng, int(rng.integers(9, 17)))
    for x0, y0, x1, y1 in rooms:
        if chance(rng, 0.7):
            label = word(rng).capitalize()
            if chance(rng, 0.6):
                label += f"\n{rng.uniform(2, 40):.1f} m²"
            sheet.text(((x0 + x1) / 2 - 24, (y0 + y1) / 2 - 10), label, face, ink)
    if chance(rng, 0.5):
        sheet.box((width * 0.7, height * 0.9, width * 0.98, height * 0.98), None, ink)
        sheet.text((width * 0.71, height * 0.91), f"{word(rng)} 1:{pick(rng, (50, 100, 200))}", face, ink)
    return Sprite(opaque(sheet.pixels()), (width_mm, height_mm))


def measured_plan(rng: Generator) -> Sprite:
    """A plan as the plan model learns from: slower to draw and richer than :func:`plan_sheet`."""
    image = render_page(rng, [random_layout(rng)], 640).image
    height, width = image.shape[:2]
    return Sprite(opaque(image), (width * 0.45, height * 0.45))


def _divide(rng: Generator, box: Box, smallest: int) -> list[Box]:
    """Split a box by walls until rooms are small enough; a few are left large."""
    x0, y0, x1, y1 = box
    wide, high = x1 - x0, y1 - y0
    if max(wide, high) < 2 * smallest or (max(wide, high) < 4 * smallest and chance(rng, 0.15)):
        return [box]
    if wide > high:
        cut = int(rng.integers(x0 + smallest, max(x0 + smallest + 1, x1 - smallest)))
        parts = ((x0, y0, cut, y1), (cut, y0, x1, y1))
    else:
        cut = int(rng.integers(y0 + smallest, max(y0 + smallest + 1, y1 - smallest)))
        parts = ((x0, y0, x1, cut), (x0, cut, x1, y1))
    return [room for part in parts for room in _divide(rng, part, smallest)]


def _draw_rooms(rng: Generator, image: Pixels, rooms: list[Box], ink: tuple[float, float, float]) -> None:
    wall = int(rng.integers(2, 11))
    hollow = chance(rng, 0.25)
    filled = chance(rng, 0.35)
    ground = image[0, 0].tolist()
    for x0, y0, x1, y1 in rooms:
        if filled:
            cv2.rectangle(image, (x0, y0), (x1, y1), hsv(rng.random(), between(rng, 0.05, 0.4), 0.95), -1)
        cv2.rectangle(image, (x0, y0), (x1, y1), ink, wall)
    if hollow and wall > 4:
        for x0, y0, x1, y1 in rooms:
            cv2.rectangle(image, (x0, y0), (x1, y1), ground, wall - 3)
    for x0, y0, x1, y1 in rooms:
        if min(x1 - x0, y1 - y0) > 30:
            _opening(rng, image, (x0, y0, x1, y1), wall, ink)
            _furniture(rng, image, (x0, y0, x1, y1), ink)


def _opening(rng: Generator, image: Pixels, room: Box, wall: int, ink: tuple[float, float, float]) -> None:
    """A door with its arc, or a window, in the upper or the left wall."""
    x0, y0, x1, y1 = room
    ground = image[0, 0].tolist()
    across = chance(rng, 0.5)
    along = x1 - x0 if across else y1 - y0
    length = min(int(rng.integers(18, 40)), along // 2)
    start = int(rng.integers(6, max(7, along - length - 6)))
    a = (x0 + start, y0) if across else (x0, y0 + start)
    b = (a[0] + length, a[1]) if across else (a[0], a[1] + length)
    cv2.line(image, a, b, ground, wall + 2)
    if chance(rng, 0.4):
        cv2.line(image, a, b, ink, 1)
        return
    leaf = (a[0], a[1] + length) if across else (a[0] + length, a[1])
    cv2.line(image, a, leaf, ink, 1, cv2.LINE_AA)
    cv2.ellipse(image, a, (length, length), 0, 0, 90, ink, 1, cv2.LINE_AA)


def _furniture(rng: Generator, image: Pixels, room: Box, ink: tuple[float, float, float]) -> None:
    x0, y0, x1, y1 = room
    for _ in range(int(rng.integers(0, 4))):
        w, h = (int(v) for v in rng.integers(8, max(9, min(x1 - x0, y1 - y0) // 2), 2))
        x, y = int(rng.integers(x0, max(x0 + 1, x1 - w))), int(rng.integers(y0, max(y0 + 1, y1 - h)))
        if chance(rng, 0.3):
            cv2.ellipse(image, (x + w // 2, y + h // 2), (w // 2, h // 2), 0, 0, 360, ink, 1, cv2.LINE_AA)
        else:
            cv2.rectangle(image, (x, y), (x + w, y + h), ink, 1)
            if chance(rng, 0.4):
                cv2.line(image, (x, y), (x + w, y + h), ink, 1, cv2.LINE_AA)


def _dimensions(rng: Generator, image: Pixels, outer: Box, ink: tuple[float, float, float]) -> None:
    x0, y0, x1, y1 = outer
    away = int(rng.integers(6, 20))
    cv2.line(image, (x0, y0 - away), (x1, y0 - away), ink, 1)
    cv2.line(image, (x0 - away, y0), (x0 - away, y1), ink, 1)
    for x in np.sort(rng.integers(x0, x1, 5)).tolist():
        cv2.line(image, (x - 3, y0 - away + 3), (x + 3, y0 - away - 3), ink, 1, cv2.LINE_AA)
        size = f"{rng.uniform(0.5, 9):.2f}"
        cv2.putText(image, size, (x + 4, y0 - away - 3), cv2.FONT_HERSHEY_SIMPLEX, 0.3, ink, 1, cv2.LINE_AA)


def schematic(rng: Generator) -> Sprite:
    """A circuit-like or map-like drawing: polylines, boxes and circles over a sheet."""
    image = textures.tinted(rng, (500, 700), hsv(rng.random(), between(rng, 0, 0.15), between(rng, 0.85, 1)))
    for _ in range(int(rng.integers(10, 60))):
        ink = colour(rng) if chance(rng, 0.3) else (40.0, 40.0, 45.0)
        start = rng.uniform((0, 0), (700, 500))
        kind = rng.random()
        if kind < 0.5:
            steps = rng.normal(0, 80, (int(rng.integers(2, 6)), 2))
            steps[np.arange(len(steps)), rng.integers(0, 2, len(steps))] = 0
            path = np.cumsum(np.vstack([start, steps]), axis=0).astype(np.int32)
            cv2.polylines(image, [path], False, ink, int(rng.integers(1, 5)), cv2.LINE_AA)
        elif kind < 0.8:
            end = start + rng.uniform(10, 120, 2)
            cv2.rectangle(
                image, start.astype(int).tolist(), end.astype(int).tolist(), ink, int(rng.integers(1, 3))
            )
        else:
            cv2.circle(image, start.astype(int).tolist(), int(rng.integers(3, 60)), ink, 1, cv2.LINE_AA)
    return Sprite(opaque(image), (297.0, 210.0))
