"""Laying the holder's photograph on a card: in colour, engraved in grey, and again as a small ghost."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from docparse.training.synth.id.carriers import Pixels
from docparse.training.synth.id.marks import star_outline
from docparse.training.synth.id.people import chance, pick
from docparse.training.synth.id.portrait import Portrait
from docparse.training.synth.id.raster import Mask, ink_bounds, masked
from docparse.training.synth.id.sheet import Box, Sheet


@dataclass(frozen=True)
class PhotoStyle:
    """How an issuer prints its photographs.

    Attributes:
        engraved: Grey, burnt by laser into the card.
        cut_out: The person alone, the card's ground showing around.
        feather: Softness of the picture's edge as a share of its width; 0 is a hard edge.
        opacity: Strength of the print.
    """

    engraved: bool
    cut_out: bool
    feather: float
    opacity: float


def random_photo_style(rng: np.random.Generator) -> PhotoStyle:
    """Choose an issuer's way of printing photographs."""
    engraved = chance(rng, 0.28)
    return PhotoStyle(
        engraved,
        chance(rng, 0.45 if engraved else 0.06),
        float(rng.uniform(0.02, 0.08)) if chance(rng, 0.3 if engraved else 0.06) else 0.0,
        float(rng.uniform(0.85, 1.0)),
    )


def grey(picture: Pixels) -> Pixels:
    """The same in grey, three channels."""
    return np.asarray(cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB), np.uint8)


def crop_to_shape(portrait: Portrait, box: Box) -> Portrait:
    """Cut a portrait around its middle to a box's proportions."""
    height, width = portrait.silhouette.shape
    shape = box.width / box.height
    wide, tall = (width, int(width / shape)) if width / height < shape else (int(height * shape), height)
    left, top = (width - wide) // 2, (height - tall) // 3
    part = (slice(top, top + tall), slice(left, left + wide))
    return Portrait(portrait.pixels[part], portrait.silhouette[part])


def lay_portrait(
    sheet: Sheet, rng: np.random.Generator, portrait: Portrait, box: Box, style: PhotoStyle
) -> None:
    """Lay the main photograph and record it."""
    cut = crop_to_shape(portrait, box)
    pixels = grey(cut.pixels) if style.engraved else cut.pixels
    cover = cut.silhouette.copy() if style.cut_out else np.full(cut.silhouette.shape, 255, np.uint8)
    if style.feather:
        cover = masked(cover, _feathered(cover.shape, style.feather))
    if chance(rng, 0.12) and not style.cut_out and not style.feather:
        frame = np.full((8, 8, 3), pick(rng, (255, 255, 255, 40, 120)), np.uint8)
        sheet.lay(frame, box.grown(float(rng.uniform(1, 5))))
    sheet.lay(pixels, box, cover, style.opacity)
    sheet.record("portrait", _seen(cover, box))


def lay_ghost(
    sheet: Sheet, rng: np.random.Generator, portrait: Portrait, box: Box, style: PhotoStyle
) -> None:
    """Lay the small second picture: faint, often of one colour, sometimes in a shape, and record it."""
    cut = crop_to_shape(portrait, box)
    pixels = cut.pixels
    if style.engraved or chance(rng, 0.6):
        pixels = grey(pixels)
        if chance(rng, 0.5):
            pixels = _tinted(pixels, rng)
    cover = cut.silhouette if style.cut_out else _ghost_shape(rng, cut.silhouette)
    sheet.lay(pixels, box, cover, float(rng.uniform(0.25, 0.95)))
    sheet.record("ghost_portrait", _seen(cover, box))


def _ghost_shape(rng: np.random.Generator, silhouette: Mask) -> Mask:
    """A ghost's coverage: the person, an oval, a star, a rectangle with soft edges or a plain one."""
    height, width = silhouette.shape[:2]
    shape, cover = rng.random(), np.zeros((height, width), np.uint8)
    if shape < 0.25:
        return silhouette
    if shape < 0.37:
        middle, axes = (width // 2, height // 2), (width // 2 - 2, height // 2 - 2)
        cv2.ellipse(cover, middle, axes, 0, 0, 360, 255, -1, cv2.LINE_AA)
        return cover
    if shape < 0.42:
        outline = star_outline(5, 0.62, 0.5) * (width, height)
        cv2.fillPoly(cover, [np.round(outline).astype(np.int32)], 255, cv2.LINE_AA)
        return cover
    return (
        _feathered((height, width), float(rng.uniform(0.04, 0.12))) if shape < 0.65 else cover + np.uint8(255)
    )


def _tinted(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    ink = rng.uniform(10, 150, 3)
    level = pixels[..., :1].astype(np.float32) / 255
    return np.asarray(ink + (255 - ink) * level, np.uint8)


def _feathered(shape: tuple[int, ...], share: float) -> Mask:
    height, width = shape[:2]
    edge = max(2, int(share * width))
    cover = np.zeros((height, width), np.uint8)
    cover[edge:-edge, edge:-edge] = 255
    return np.asarray(cv2.blur(cover, (2 * edge + 1, 2 * edge + 1), borderType=cv2.BORDER_CONSTANT), np.uint8)


def _seen(cover: Mask, box: Box) -> Box:
    """The part of a box where a picture is not transparent."""
    x, y, w, h = ink_bounds(cover, 90)
    across, down = box.width / cover.shape[1], box.height / cover.shape[0]
    return Box(box.x0 + x * across, box.y0 + y * down, box.x0 + (x + w) * across, box.y0 + (y + h) * down)
