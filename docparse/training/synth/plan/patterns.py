"""Hatches and textures that fill a polygon: walls, tiled floors, decks, lawns."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np

from docparse.training.synth.plan.canvas import Array, Canvas, Colour, Painter

PatternKind = Literal[
    "diagonal", "cross", "diamond", "brick", "tiles", "boards", "dots", "stipple", "gradient", "wood"
]


def pattern(
    kind: PatternKind,
    spacing: float,
    colour: Colour,
    width: float,
    rng: np.random.Generator,
    *,
    angle: float = 45.0,
) -> Painter:
    """A painter for :meth:`Canvas.clipped`.

    Args:
        kind: Which texture.
        spacing: Between lines or courses, drawing pixels.
        colour: Of the lines.
        width: Of the lines, page pixels.
        rng: For what differs from one filled polygon to the next.
        angle: Of the lines of ``diagonal`` and ``boards``, degrees.

    Returns:
        The painter; it draws over the whole part it is given.
    """
    seed = int(rng.integers(1 << 31))
    spacing = max(spacing, 2.0)

    def paint(part: Canvas, box: tuple[float, float, float, float]) -> None:
        own = np.random.default_rng(seed)
        if kind in {"stipple", "gradient"}:
            _shade(part, kind, colour, own)
        elif kind == "dots":
            _dots(part, spacing, colour)
        elif kind in {"brick", "tiles"}:
            _courses(part, box, spacing, colour, width, staggered=kind == "brick")
        elif kind == "wood":
            _courses(part, box, spacing, colour, width, staggered=True, ratio=float(own.uniform(4, 9)))
        else:
            angles = {"cross": (0.0, 90.0), "diamond": (45.0, 135.0)}.get(kind, (angle,))
            for each in angles:
                part.lines(list(_parallels(part, box, spacing, each)), colour, width)

    return paint


def _parallels(part: Canvas, box: tuple[float, float, float, float], spacing: float, degrees: float) -> Array:
    """Lines across the part, (N, 2, 2), in step with the whole sheet so that neighbours match."""
    height, width = part.mask.shape
    turn = np.radians(degrees)
    along, across = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
    reach = corners @ across
    phase = float(np.dot(box[:2], across)) % spacing
    offsets = np.arange(reach.min() - phase, reach.max() + spacing, spacing)
    middle = corners.mean(0) - np.dot(corners.mean(0), across) * across
    span = np.hypot(width, height) / 2 + 2
    base = middle + offsets[:, None] * across
    return np.stack([base - span * along, base + span * along], axis=1)


def _courses(
    part: Canvas,
    box: tuple[float, float, float, float],
    spacing: float,
    colour: Colour,
    width: float,
    *,
    staggered: bool,
    ratio: float = 2.2,
) -> None:
    """Bricks (every other course shifted) or square tiles."""
    rows, columns = part.mask.shape
    length = spacing * (ratio if staggered else 1.0)
    tops = np.arange(-(box[1] % (2 * spacing)), rows + spacing, spacing)
    paths: list[Array] = [np.array([[0, top], [columns, top]]) for top in tops]
    lefts = np.arange(-(box[0] % length) - length, columns + length, length)
    for index, top in enumerate(tops):
        shift = length / 2 if staggered and index % 2 else 0.0
        paths += [np.array([[left + shift, top], [left + shift, top + spacing]]) for left in lefts]
    part.lines(paths, colour, width)


def _dots(part: Canvas, spacing: float, colour: Colour) -> None:
    rows, columns = part.mask.shape
    radius = max(1, round(spacing / 6))
    grid = np.mgrid[0 : rows : max(3.0, spacing), 0 : columns : max(3.0, spacing)].reshape(2, -1).T
    for y, x in grid:
        cv2.circle(part.image, (round(x), round(y)), radius, colour, -1, cv2.LINE_AA)


def _shade(part: Canvas, kind: str, colour: Colour, rng: np.random.Generator) -> None:
    """Random grain, or a colour that fades across the part."""
    rows, columns = part.mask.shape
    if kind == "stipple":
        speckled = rng.random((rows, columns)) < rng.uniform(0.02, 0.15)
        part.image[speckled] = colour
        return
    turn = rng.uniform(0, 2 * np.pi)
    ramp = np.linspace(0, 1, columns)[None, :] * np.cos(turn) + np.linspace(0, 1, rows)[:, None] * np.sin(
        turn
    )
    weight = ((ramp - ramp.min()) / max(float(np.ptp(ramp)), 1e-9) * rng.uniform(0.3, 1.0))[..., None]
    part.image[:] = (part.image * (1 - weight) + np.array(colour) * weight).astype(np.uint8)
