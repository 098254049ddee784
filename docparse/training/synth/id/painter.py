"""A painter of faces: soft outlines, ovals and strokes in the head's own units."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.training.synth.id.look import Look
from docparse.training.synth.id.raster import Mask, blurred, masked, resized
from docparse.training.synth.id.sheet import Colour

Points = NDArray[np.float32]

WIDTH, HEIGHT = 256, 320


def curve(points: Sequence[tuple[float, float]]) -> Points:
    """A closed smooth outline through points (Catmull-Rom, six steps a piece)."""
    knots = np.array(points, np.float32)
    before, after, later = np.roll(knots, 1, 0), np.roll(knots, -1, 0), np.roll(knots, -2, 0)
    t = np.linspace(0, 1, 6, endpoint=False, dtype=np.float32)[None, :, None]
    p0, p1, p2, p3 = (a[:, None] for a in (before, knots, after, later))
    path = p1 + t / 2 * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)))
    return np.asarray(path.reshape(-1, 2), np.float32)


def mirrored(right_half: Sequence[tuple[float, float]]) -> Points:
    """A smooth outline from its right half, given from the top down as (distance from the middle, height)."""
    left = [(-x, y) for x, y in reversed(right_half) if x]
    return curve([*right_half, *left])


class Painter:
    """Draws in face units: the head's middle is (0, 0), its half width 1, y down; its pose gives pixels."""

    def __init__(self, rng: np.random.Generator, look: Look) -> None:
        self.look = look
        self.half_width = float(rng.uniform(0.2, 0.29)) * WIDTH
        self.length = float(rng.uniform(1.28, 1.45))  # the head's half height in half widths
        tilt = np.radians(rng.normal(0, 2.5))
        turn = np.array([[np.cos(tilt), -np.sin(tilt)], [np.sin(tilt), np.cos(tilt)]])
        self.matrix = (turn * self.half_width).astype(np.float32)
        self.origin = np.array([WIDTH / 2 + rng.normal(0, 5), HEIGHT * rng.uniform(0.43, 0.52)], np.float32)
        self.yaw = float(rng.normal(0, 0.07))
        self.pixels = _backdrop(rng, look.backdrop)
        self.person = np.zeros((HEIGHT, WIDTH), np.uint8)

    def place(self, points: Points | Sequence[tuple[float, float]]) -> Points:
        """Face units to pixels."""
        return np.asarray(np.asarray(points, np.float32) @ self.matrix.T + self.origin, np.float32)

    def mask(self, points: Points | Sequence[tuple[float, float]], blur: float = 0.0) -> Mask:
        """Coverage of an outline, softened by a blur in face units."""
        cover = np.zeros((HEIGHT, WIDTH), np.uint8)
        cv2.fillPoly(cover, [np.round(self.place(points) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        return _softened(cover, blur * self.half_width)

    def blend(self, cover: Mask, colour: Colour, alpha: float = 1.0, *, body: bool = False) -> None:
        """Paint one colour through a coverage; ``body`` adds it to the silhouette."""
        x, y, w, h = cv2.boundingRect(cover)
        if not w:
            return
        part = (slice(y, y + h), slice(x, x + w))
        weight = cover[part][..., None].astype(np.float32) * (alpha / 255)
        under = self.pixels[part]
        under += (np.array(colour, np.float32) - under) * weight
        if body:
            np.maximum(self.person[part], cover[part], out=self.person[part])

    def fill(
        self,
        points: Points | Sequence[tuple[float, float]],
        colour: Colour,
        alpha: float = 1.0,
        blur: float = 0.0,
        within: Mask | None = None,
        *,
        body: bool = False,
    ) -> None:
        """Paint an outline, optionally only where another mask is."""
        cover = self.mask(points, blur)
        if within is not None:
            cover = masked(cover, within)
        self.blend(cover, colour, alpha, body=body)

    def oval(self, x: float, y: float, rx: float, ry: float) -> Points:
        """An ellipse's outline in face units."""
        turn = np.linspace(0, 2 * np.pi, 28, endpoint=False, dtype=np.float32)
        return np.stack([x + rx * np.cos(turn), y + ry * np.sin(turn)], axis=1)

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        colour: Colour,
        width: float,
        alpha: float = 1.0,
        blur: float = 0,
    ) -> None:
        """Paint a line; width in face units."""
        cover = np.zeros((HEIGHT, WIDTH), np.uint8)
        path = np.round(self.place(points) * 16).astype(np.int32)
        cv2.polylines(cover, [path], False, 255, max(1, round(width * self.half_width)), cv2.LINE_AA, 4)
        self.blend(_softened(cover, blur * self.half_width), colour, alpha)


def _softened(cover: Mask, sigma: float) -> Mask:
    if sigma < 0.4:
        return cover
    if sigma < 5:
        return blurred(cover, sigma)
    # Wide blurs on a quarter of the size look the same and cost a sixteenth.
    small = blurred(resized(cover, WIDTH / 4, HEIGHT / 4), sigma / 4)
    return resized(small, WIDTH, HEIGHT, cv2.INTER_LINEAR)


def _backdrop(rng: np.random.Generator, colour: Colour) -> NDArray[np.float32]:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    slope = rng.normal(0, 0.09, 2)
    light = 1 + slope[0] * (x / WIDTH - 0.5) + slope[1] * (y / HEIGHT - 0.5)
    return np.asarray(np.array(colour, np.float32) * light[..., None], np.float32)
