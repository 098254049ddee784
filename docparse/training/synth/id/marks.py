"""Small marks on cards: stars, hearts, seals, flags, chips; stamps, holes and holograms over all."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.training.synth.id.faces import pick_face
from docparse.training.synth.id.ground import rosette_lines
from docparse.training.synth.id.inks import vivid
from docparse.training.synth.id.landscape import blob
from docparse.training.synth.id.people import chance, pick
from docparse.training.synth.id.raster import Mask, resized, without
from docparse.training.synth.id.sheet import Box, Colour, Sheet, TextStyle, text_mask

SIDE = 96  # marks are drawn at this size and laid down at any


def _polygon(points: NDArray[np.float64]) -> Mask:
    cover = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillPoly(cover, [np.round(points * SIDE * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return cover


def star_outline(points: int = 5, inner: float = 0.4, radius: float = 0.48) -> NDArray[np.float64]:
    """A star's corners in the unit square; ``inner`` is the notches' share of the radius."""
    turn = np.arange(2 * points) * np.pi / points - np.pi / 2
    reach = np.where(np.arange(2 * points) % 2 == 0, radius, radius * inner)
    return np.stack([0.5 + reach * np.cos(turn), 0.5 + reach * np.sin(turn)], 1)


def _heart() -> NDArray[np.float64]:
    t = np.linspace(0, 2 * np.pi, 40)
    x = 16 * np.sin(t) ** 3
    y = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return np.stack([0.5 + x / 36, 0.46 - y / 36], 1)


def _disc(radius: float = 0.48) -> Mask:
    cover = np.zeros((SIDE, SIDE), np.uint8)
    cv2.circle(cover, (SIDE // 2, SIDE // 2), int(radius * SIDE), 255, -1, cv2.LINE_AA)
    return cover


_Mark = Callable[[np.random.Generator], tuple[Mask, Colour]]


def _star_in_circle(rng: np.random.Generator) -> tuple[Mask, Colour]:
    colour = pick(rng, ((214, 168, 30), (20, 20, 20), (190, 150, 60)))
    return without(_disc(), _polygon(star_outline(radius=0.36))), colour


def _plain_star(rng: np.random.Generator) -> tuple[Mask, Colour]:
    return _polygon(star_outline(int(rng.integers(5, 9)), float(rng.uniform(0.35, 0.7)))), pick(
        rng, ((214, 168, 30), (200, 40, 50), vivid(rng))
    )


def _donor_heart(rng: np.random.Generator) -> tuple[Mask, Colour]:
    return _polygon(_heart()), pick(rng, ((206, 30, 46), (206, 30, 46), (180, 40, 60), (20, 20, 20)))


def _seal(rng: np.random.Generator) -> tuple[Mask, Colour]:
    cover = np.zeros((SIDE, SIDE), np.uint8)
    cv2.polylines(cover, rosette_lines(rng, SIDE / 2, SIDE / 2, SIDE * 0.3), True, 255, 1, cv2.LINE_AA, 4)
    for radius in (0.47, 0.42, 0.3):
        cv2.circle(cover, (SIDE // 2, SIDE // 2), int(radius * SIDE), 255, 1, cv2.LINE_AA)
    if chance(rng, 0.5):
        cover = np.maximum(cover, _polygon(star_outline(radius=0.2)))
    return cover, vivid(rng)


def _territory(rng: np.random.Generator) -> tuple[Mask, Colour]:
    return _polygon(np.clip(blob(rng, 0.5, 0.5, 0.32), 0.02, 0.98)), vivid(rng)


def _bird(rng: np.random.Generator) -> tuple[Mask, Colour]:
    wing = float(rng.uniform(0.1, 0.35))
    points = [
        (0.02, 0.4 - wing),
        (0.4, 0.42),
        (0.5, 0.3),
        (0.6, 0.42),
        (0.98, 0.4 - wing),
        (0.64, 0.62),
        (0.5, 0.9),
        (0.36, 0.62),
    ]
    return _polygon(np.array(points)), vivid(rng)


def _wheelchair(rng: np.random.Generator) -> tuple[Mask, Colour]:
    """A square pictogram."""
    cover = np.full((SIDE, SIDE), 255, np.uint8)
    cv2.circle(cover, (SIDE // 2, SIDE // 4), SIDE // 9, 0, -1, cv2.LINE_AA)
    cv2.ellipse(
        cover, (SIDE // 2, int(SIDE * 0.65)), (SIDE // 4, SIDE // 4), 0, -60, 200, 0, SIDE // 12, cv2.LINE_AA
    )
    return cover, pick(rng, ((30, 60, 160), (20, 20, 20)))


_MARKS: tuple[_Mark, ...] = (
    *(_star_in_circle,) * 3,
    _plain_star,
    *(_donor_heart,) * 3,
    *(_seal,) * 3,
    *(_territory,) * 2,
    _bird,
    _wheelchair,
)


def scatter_marks(sheet: Sheet, rng: np.random.Generator, count: int) -> None:
    """Lay marks into free places; those that find none are left out."""
    for _ in range(count):
        side = float(rng.uniform(0.05, 0.17)) * min(sheet.width, sheet.height)
        box = sheet.free_place(rng, side, side)
        if box is not None:
            cover, colour = pick(rng, _MARKS)(rng)
            sheet.stamp(resized(cover, side, side), box.x0, box.y0, colour, float(rng.uniform(0.5, 1.0)))


def draw_flag(sheet: Sheet, rng: np.random.Generator, box: Box) -> None:
    """A small invented flag of stripes, sometimes with a canton or a cross."""
    x0, y0, x1, y1 = (int(v) for v in box)
    upright, bands = chance(rng, 0.4), int(pick(rng, (2, 3, 3, 5, 7)))
    for k in range(bands):
        colour = vivid(rng) if k % 2 == 0 or chance(rng, 0.4) else (250, 250, 250)
        low, high = k / bands, (k + 1) / bands
        if upright:
            corners = (x0 + int((x1 - x0) * low), y0), (x0 + int((x1 - x0) * high), y1)
        else:
            corners = (x0, y0 + int((y1 - y0) * low)), (x1, y0 + int((y1 - y0) * high))
        cv2.rectangle(sheet.pixels, *corners, colour, -1)
    if chance(rng, 0.4):
        cv2.rectangle(sheet.pixels, (x0, y0), (x0 + (x1 - x0) * 2 // 5, y0 + (y1 - y0) // 2), vivid(rng), -1)


def draw_chip(sheet: Sheet, rng: np.random.Generator, box: Box) -> None:
    """A contact chip: gold or silver plate with its fields."""
    plate = pick(rng, ((216, 186, 110), (206, 206, 210), (196, 164, 92)))
    dark = tuple(int(c * 0.6) for c in plate)
    x0, y0, x1, y1 = (int(v) for v in box)
    cv2.rectangle(sheet.pixels, (x0, y0), (x1, y1), plate, -1)
    for share in (0.33, 0.67):
        y, x = int(y0 + (y1 - y0) * share), int(x0 + (x1 - x0) * share)
        cv2.line(sheet.pixels, (x0, y), (x1, y), dark, 1, cv2.LINE_AA)
        cv2.line(sheet.pixels, (x, y0), (x, y1), dark, 1, cv2.LINE_AA)
    cv2.rectangle(
        sheet.pixels,
        (x0 + (x1 - x0) // 3, y0 + (y1 - y0) // 3),
        (x0 + (x1 - x0) * 2 // 3, y0 + (y1 - y0) * 2 // 3),
        plate,
        -1,
    )
    cv2.rectangle(sheet.pixels, (x0, y0), (x1, y1), dark, 1, cv2.LINE_AA)


def stamp_word(sheet: Sheet, rng: np.random.Generator) -> None:
    """SAMPLE or the like across the card: solid, faint or in outline."""
    word = pick(rng, ("SAMPLE", "SPECIMEN", "VOID", "SAMPLE", "COPY", "NOT VALID"))
    size = float(rng.uniform(0.1, 0.34)) * sheet.height
    mask, _, _ = text_mask(word, TextStyle(pick_face(rng, "sans", "bold"), size))
    side = int(np.hypot(*mask.shape)) + 4
    canvas = np.zeros((side, side), np.uint8)
    top, left = (side - mask.shape[0]) // 2, (side - mask.shape[1]) // 2
    canvas[top : top + mask.shape[0], left : left + mask.shape[1]] = mask
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), float(rng.normal(20, 15)), 1.0)
    canvas = np.asarray(cv2.warpAffine(canvas, turn, (side, side)), np.uint8)
    strength = float(rng.uniform(0.12, 0.5))
    if chance(rng, 0.4):
        edge = cv2.morphologyEx(canvas, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
        canvas = np.asarray(edge, np.uint8)
        strength = float(rng.uniform(0.5, 0.9))
    at = rng.uniform(0.25, 0.75) * sheet.width - side / 2, rng.uniform(0.35, 0.7) * sheet.height - side / 2
    sheet.stamp(
        canvas,
        *at,
        pick(rng, ((200, 30, 40), (30, 30, 34), (120, 120, 126), (40, 60, 140), (110, 160, 210))),
        strength,
    )


def punch_holes(sheet: Sheet, rng: np.random.Generator) -> None:
    """Holes of a cancelled card, showing something plain underneath."""
    under = pick(rng, ((250, 250, 250), (30, 30, 30), (120, 120, 120)))
    for _ in range(int(rng.integers(1, 4))):
        at = int(rng.uniform(0.05, 0.95) * sheet.width), int(rng.uniform(0.05, 0.95) * sheet.height)
        cv2.circle(sheet.pixels, at, int(rng.uniform(0.015, 0.04) * sheet.height), under, -1, cv2.LINE_AA)


def hologram(sheet: Sheet, rng: np.random.Generator) -> None:
    """A shimmering overlay above text and portrait, faint enough to read through."""
    height, width = sheet.pixels.shape[:2]
    cover = np.zeros((height, width), np.uint8)
    for _ in range(int(rng.integers(1, 4))):
        at = rng.uniform(0, width), rng.uniform(0, height)
        lines = rosette_lines(rng, *at, radius=float(rng.uniform(0.08, 0.3)) * height)
        cv2.polylines(cover, lines, True, 255, int(rng.integers(1, 4)), cv2.LINE_AA, 4)
    if chance(rng, 0.5):
        mask, _, _ = text_mask(
            pick(rng, ("VALID ", "SECURE ", "STATE ")) * 3,
            TextStyle(pick_face(rng, "sans", "bold"), height * 0.06),
        )
        y, x = int(rng.uniform(0, height - mask.shape[0])), int(rng.uniform(0, max(1, width - mask.shape[1])))
        part = cover[y : y + mask.shape[0], x : x + mask.shape[1]]
        np.maximum(part, mask[: part.shape[0], : part.shape[1]], out=part)
    hue = (np.linspace(0, float(rng.uniform(90, 360)), width) % 180).astype(np.uint8)
    hsv = np.stack([hue, np.full(width, 110, np.uint8), np.full(width, 250, np.uint8)], 1)[None]
    shimmer = np.broadcast_to(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB), sheet.pixels.shape)
    weight = cover[..., None].astype(np.float32) * (float(rng.uniform(0.12, 0.45)) / 255)
    sheet.pixels[:] = sheet.pixels + (shimmer - sheet.pixels.astype(np.float32)) * weight
