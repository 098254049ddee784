"""Small things on a desk: pens, coins, keys, rulers, clips, cups, cables, scraps; and the choice of all.

Flat ones are sprites; those that stand up (:func:`draw_cup`) or wind about (:func:`draw_cable`) draw
themselves.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.geometry.quad import map_points
from docparse.training.synth.id.scenery import drawings, impostors, papers, textures
from docparse.training.synth.id.scenery.camera import Camera
from docparse.training.synth.id.scenery.layers import Light, Place, Sprite, lay
from docparse.training.synth.id.scenery.noise import (
    Generator,
    Pixels,
    Size,
    between,
    chance,
    colour,
    hsv,
    near,
    octaves,
    pick,
    weighed,
)

SpriteMaker = Callable[[Generator], Sprite]

PAPERS: tuple[tuple[SpriteMaker, float], ...] = (
    (papers.text_page, 3.0),
    (papers.form, 2.0),
    (papers.receipt, 1.0),
    (papers.sticky_note, 1.0),
    (papers.notebook, 1.0),
    (papers.envelope, 1.0),
    (papers.chart, 0.7),
    (papers.magazine, 1.0),
    (papers.life_story, 0.7),
    (drawings.plan_sheet, 2.5),
    (drawings.schematic, 0.7),
)
CARD_LIKE: tuple[tuple[SpriteMaker, float], ...] = (
    (impostors.blank_card, 1.2),
    (impostors.bank_card, 2.0),
    (impostors.visiting_card, 1.5),
    (impostors.playing_card, 1.0),
    (impostors.photograph, 1.0),
    (impostors.passport_photos, 0.6),
    (impostors.book, 1.0),
    (impostors.phone, 0.8),
    (impostors.monitor, 0.5),
    (papers.sticky_note, 0.5),
    (papers.envelope, 0.4),
)


def any_of(rng: Generator, makers: tuple[tuple[SpriteMaker, float], ...]) -> Sprite:
    """Make one of several things by their weights."""
    return weighed(rng, makers)(rng)


def pen(rng: Generator) -> Sprite:
    """A pen or a pencil, round in its shading."""
    length, width = between(rng, 120, 175), between(rng, 7, 12)
    image = _lengthwise(rng, (36, 480))
    cap, tip = int(rng.integers(100, 220)), int(rng.integers(16, 60))
    image[:, :cap, :3] = np.clip(image[:, :cap, :3] * np.array(near(rng, (0.8, 0.8, 0.8), 0.3)), 0, 255)
    image[:, 480 - tip :, :3] = near(rng, (190, 180, 150), 50)
    taper = np.abs(np.arange(36)[:, None] - 17.5) > 17.5 * np.clip((480 - np.arange(480)) / tip, 0.12, 1)
    image[..., 3][taper] = 0
    return Sprite(image, (length, width), between(rng, 3, 7), near(rng, (60, 60, 60), 40))


def ruler(rng: Generator) -> Sprite:
    """A ruler with ticks."""
    image = np.dstack([textures.tinted(rng, (70, 620), colour(rng)), np.full((70, 620), 255, np.uint8)])
    for mm in range(0, 200):
        length = 24 if mm % 10 == 0 else 16 if mm % 5 == 0 else 10
        cv2.line(image, (8 + 3 * mm, 0), (8 + 3 * mm, length), (25, 25, 25, 255), 1)
    return Sprite(image, (207.0, 28.0), between(rng, 1, 3))


def coin(rng: Generator) -> Sprite:
    """A coin with a rim and some relief."""
    side = 96
    base = hsv(pick(rng, (0.12, 0.07, 0.15)), between(rng, 0.02, 0.5), between(rng, 0.5, 0.9))
    relief = octaves(rng, (side, side), 20, 3, 0.7)
    emboss = cv2.Sobel(relief, cv2.CV_32F, 1, 1, ksize=3)
    rgb = np.clip(np.asarray(base) * (1 + 1.2 * emboss[..., None]), 0, 255).astype(np.uint8)
    mask = np.zeros((side, side), np.uint8)
    cv2.circle(mask, (side // 2, side // 2), side // 2 - 1, 255, -1, cv2.LINE_AA)
    cv2.circle(rgb, (side // 2, side // 2), side // 2 - 4, near(rng, base, 60), 3, cv2.LINE_AA)
    diameter = between(rng, 16, 27)
    return Sprite(np.dstack([rgb, mask]), (diameter, diameter), 2.0, near(rng, base, 30))


def key(rng: Generator) -> Sprite:
    """A door key with bow and bits, now and then on a ring."""
    image = np.zeros((130, 300, 4), np.uint8)
    tone = (*hsv(pick(rng, (0.12, 0.6)), between(rng, 0.02, 0.4), between(rng, 0.5, 0.9)), 255)
    cv2.circle(image, (60, 65), 52, tone, -1, cv2.LINE_AA)
    cv2.circle(image, (36, 65), 14, (0, 0, 0, 0), -1, cv2.LINE_AA)
    cv2.rectangle(image, (100, 52), (290, 80), tone, -1)
    for x in range(150, 288, 14):
        cv2.rectangle(image, (x, 80), (x + 8, 80 + int(rng.integers(2, 16))), tone, -1)
    if chance(rng, 0.5):
        cv2.circle(image, (34, 65), 32, (150, 150, 155, 255), 5, cv2.LINE_AA)
    return Sprite(image, (58.0, 25.0), 2.2, near(rng, tone[:3], 40))


def clip(rng: Generator) -> Sprite:
    """A paper clip."""
    image = np.zeros((60, 200, 4), np.uint8)
    tone = (*colour(rng), 255)
    path = [
        (30, 12),
        (170, 12),
        (188, 30),
        (170, 48),
        (20, 48),
        (8, 36),
        (20, 24),
        (150, 24),
        (156, 30),
        (150, 37),
        (50, 37),
    ]
    cv2.polylines(image, [np.array(path, np.int32)], False, tone, 6, cv2.LINE_AA)
    return Sprite(image, (32.0, 9.6), 0.8, (90.0, 90.0, 90.0))


def scrap(rng: Generator) -> Sprite:
    """A leaf, a cloth or a torn piece: any ragged shape of any surface."""
    turns = np.linspace(0, 2 * np.pi, int(rng.integers(5, 24)), endpoint=False)
    radius = 95 * (1 - between(rng, 0.05, 0.6) * rng.random(len(turns)))
    mask = np.zeros((200, 200), np.uint8)
    shape = 100 + np.column_stack([np.cos(turns), np.sin(turns)]) * radius[:, None]
    cv2.fillPoly(mask, [shape.astype(np.int32)], 255, cv2.LINE_AA)
    maker = pick(rng, (textures.plain, textures.cloth, textures.blobs, textures.litter, textures.granite))
    size = between(rng, 20, 140)
    return Sprite(
        np.dstack([maker(rng, (200, 200)), mask]), (size, size * between(rng, 0.4, 1)), between(rng, 0, 6)
    )


def _lengthwise(rng: Generator, size: Size) -> Pixels:
    """An opaque rod along x: one colour, lit along its middle."""
    across = np.abs(np.linspace(-1, 1, size[0]) + between(rng, -0.3, 0.3))[:, None, None]
    light = 0.45 + 0.75 * np.sqrt(np.clip(1 - across**2, 0, 1))
    rgb = np.clip(np.asarray(colour(rng)) * light, 0, 255)
    return np.dstack([np.broadcast_to(rgb, (*size, 3)), np.full(size, 255)]).astype(np.uint8)


SMALL: tuple[tuple[SpriteMaker, float], ...] = (
    (pen, 3.0),
    (coin, 2.0),
    (key, 1.5),
    (clip, 1.0),
    (ruler, 0.7),
    (scrap, 1.5),
)


def draw_cup(rng: Generator, canvas: Pixels, camera: Camera, place: Place) -> None:
    """A cup or a glass that stands on the table, seen in true perspective; or a plate when it is low."""
    low, radius, height = (22.0, 35.0, 85.0) if chance(rng, 0.7) else (40.0, 90.0, 18.0)
    radius *= between(rng, 0.8, 1.25)
    turns = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    circle = np.column_stack([np.cos(turns), np.sin(turns)])

    def ring(r: float, z: float) -> NDArray[np.int32]:
        points = map_points(circle * r + (place.x, place.y), camera.plane(z))
        return np.asarray(np.clip(points, -4000, 4000) * 16, np.int32)

    base = colour(rng)
    side = np.asarray(cv2.convexHull(np.concatenate([ring(low, 0), ring(radius, height)])), np.int32)
    _fill(canvas, side, near(rng, base, 20))
    _fill(canvas, ring(radius, height), near(rng, base, 60))
    inside = pick(rng, (hsv(0.07, 0.7, 0.2), hsv(0.08, 0.5, 0.5), near(rng, base, 30)))
    _fill(canvas, ring(radius * 0.92, height), near(rng, base, 40))
    _fill(canvas, ring(radius * between(rng, 0.7, 0.9), height * 0.8), inside)


def _fill(canvas: Pixels, points: NDArray[np.int32], tone: tuple[float, float, float]) -> None:
    cv2.fillPoly(canvas, [points.reshape(-1, 1, 2)], tone, cv2.LINE_AA, 4)


def draw_cable(rng: Generator, canvas: Pixels, camera: Camera, place: Place) -> None:
    """A cable winding over the table."""
    turns = np.cumsum(rng.normal(0, 0.25, 80)) + place.angle
    steps = np.column_stack([np.cos(turns), np.sin(turns)]) * 6
    path = np.cumsum(steps, axis=0) + np.array([place.x, place.y])
    points = np.clip(map_points(path, camera.plane(1.5)), -4000, 4000).astype(np.int32)
    width = max(1, int(between(rng, 2, 5) / camera.mm_per_px((place.x, place.y))))
    tone = near(rng, pick(rng, ((25, 25, 28), (235, 235, 235), colour(rng))), 10)
    cv2.polylines(canvas, [points + width // 3], False, near(rng, (40, 40, 40), 10), width, cv2.LINE_AA)
    cv2.polylines(canvas, [points], False, tone, width, cv2.LINE_AA)


def strew(
    rng: Generator, canvas: Pixels, camera: Camera, light: Light, count: int, *, flat_only: bool = False
) -> None:
    """Put things anywhere in the frame, sheets of paper below and small things above."""
    papers = int(rng.binomial(count, 0.4))
    for index in range(count):
        place = random_place(rng, canvas, camera)
        if index < papers:
            lay(canvas, any_of(rng, PAPERS), place, camera, light)
        elif chance(rng, 0.3):
            lay(canvas, any_of(rng, CARD_LIKE), place, camera, light)
        elif flat_only or chance(rng, 0.75):
            lay(canvas, any_of(rng, SMALL), place, camera, light)
        else:
            pick(rng, (draw_cup, draw_cable))(rng, canvas, camera, place)


def spread_papers(rng: Generator, canvas: Pixels, camera: Camera, light: Light, count: int) -> None:
    """Cover the frame with so many sheets of paper, one over another, as on a desk at work."""
    for _ in range(count):
        lay(canvas, any_of(rng, PAPERS), random_place(rng, canvas, camera), camera, light)


def random_place(rng: Generator, canvas: Pixels, camera: Camera) -> Place:
    """A place on the table that the camera sees, at any turn."""
    spot = camera.table([rng.uniform((-0.1, -0.1), (1.1, 1.1)) * canvas.shape[1::-1]])[0]
    return Place(float(spot[0]), float(spot[1]), between(rng, 0, 2 * np.pi))
