"""A picture in the making: the frame, the camera above the table, the light, the documents laid so far."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from docparse.geometry.quad import Points
from docparse.training.synth.id.carriers import Document, DocumentKind
from docparse.training.synth.id.scenery import textures
from docparse.training.synth.id.scenery.camera import Camera
from docparse.training.synth.id.scenery.layers import Light, Place, Sprite, face_corners, lay, opaque
from docparse.training.synth.id.scenery.lettering import Paper, font
from docparse.training.synth.id.scenery.noise import (
    Generator,
    Pixels,
    between,
    chance,
    colour,
    hsv,
    near,
    octaves,
    pick,
)

CARD_MM = 85.6
PAGE_MM = 125.0


@dataclass
class Draft:
    """A picture in the making.

    Attributes:
        canvas: (H, W, 3) RGB, drawn into.
        camera: How the table is seen.
        light: Where shadows fall.
        found: Kind and (4, 2) frame corners of every document laid.
        handheld: Whether a camera took it (blur, glare, shadows) and not a scanner.
    """

    canvas: Pixels
    camera: Camera
    light: Light
    found: list[tuple[DocumentKind, Points]] = field(default_factory=list)
    handheld: bool = True


def size_mm(document: Document) -> tuple[float, float]:
    """Width and height in print: cards by their longer side, passport pages by theirs."""
    height, width = document.image.shape[:2]
    longer = PAGE_MM if document.kind == "passport_page" else CARD_MM
    scale = longer / max(width, height)
    return width * scale, height * scale


def random_light(rng: Generator) -> Light:
    """A lamp or a window anywhere, hard or soft."""
    angle = between(rng, 0, 2 * np.pi)
    darkness = between(rng, 0.1, 0.65) if chance(rng, 0.85) else 0.0
    return Light((float(np.cos(angle)), float(np.sin(angle))), between(rng, 0.4, 3.0), darkness)


def put_document(
    rng: Generator, draft: Draft, document: Document, place: Place, *, flat: bool = False
) -> None:
    """Lay a document on the table with what belongs to it, and note where its corners land.

    Args:
        rng: Where all chance comes from.
        draft: Drawn into.
        document: What to lay.
        place: Where.
        flat: Printed on or pressed flat: no thickness, no shadow, nothing with it.
    """
    passport = document.kind == "passport_page"
    thickness = 0.0 if flat else between(rng, 0.3, 3.0) if passport else between(rng, 0.4, 1.4)
    edge = near(rng, (215, 215, 215), 40) if chance(rng, 0.7) else near(rng, (90, 90, 90), 60)
    image = opaque(document.image, document.corner_radius_px)
    sprite = Sprite(image, size_mm(document), thickness, edge)
    light = None if flat else draft.light
    holder = rng.random()
    # What lies round a document must not hide those laid before it.
    first = not draft.found
    if first and passport and holder < 0.55:
        sprite = _opened(rng, draft, sprite, place, light)
    elif first and not flat and not passport and holder < 0.05:
        place = _wallet(rng, draft, sprite, place)
    lay(draft.canvas, sprite, place, draft.camera, light)
    draft.found.append((document.kind, face_corners(sprite, place, draft.camera)))
    if not flat and 0.05 <= holder < 0.12 and not passport:
        lay(draft.canvas, _sleeve(rng, sprite.size_mm), place, draft.camera, None)


def shifted(place: Place, right: float, down: float) -> Place:
    """A place moved by millimetres along the thing's own axes."""
    c, s = np.cos(place.angle), np.sin(place.angle)
    return Place(place.x + c * right - s * down, place.y + s * right + c * down, place.angle, place.height)


def _opened(rng: Generator, draft: Draft, page: Sprite, place: Place, light: Light | None) -> Sprite:
    """Lay the cover and the opposite page of an open passport; return the page with its fold in shade."""
    width, height = page.size_mm
    above = chance(rng, 0.75)
    right, down = (0.0, -height) if above else (-width, 0.0)
    spread = (width, 2 * height) if above else (2 * width, height)
    rim = between(rng, 0.5, 4)
    cover = textures.tinted(rng, (60, 60), hsv(rng.random(), between(rng, 0.2, 0.9), between(rng, 0.1, 0.5)))
    sprite = Sprite(opaque(cover, 2), (spread[0] + rim, spread[1] + rim), page.thickness_mm)
    lay(draft.canvas, sprite, shifted(place, right / 2, down / 2), draft.camera, light)
    other = _opposite_page(rng, page.image.shape[:2])
    shade = between(rng, 0.4, 0.95)
    facing = Sprite(_folded(other, above, True, shade), page.size_mm, page.thickness_mm, page.edge)
    lay(draft.canvas, facing, shifted(place, right, down), draft.camera, None)
    return Sprite(_folded(page.image, above, False, shade), page.size_mm, page.thickness_mm, page.edge)


def _folded(image: Pixels, above: bool, facing: bool, shade: float) -> Pixels:
    """Darken towards the fold, which lies at the top or the left, or opposite on the facing page."""
    length = image.shape[0] if above else image.shape[1]
    fall = np.exp(-np.arange(length, dtype=np.float32) / (0.04 * length))
    light = 1 - (1 - shade) * (fall[::-1] if facing else fall)
    light = np.broadcast_to(light[:, None] if above else light[None], image.shape[:2]).astype(np.float32)
    ones = np.ones_like(light)
    return np.asarray(cv2.multiply(image, cv2.merge([light, light, light, ones]), dtype=cv2.CV_8U), np.uint8)


def _opposite_page(rng: Generator, size: tuple[int, ...]) -> Pixels:
    """A visa page, a page of notes or a blank one, with stamps by chance."""
    height, width = size[0] // 2, size[1] // 2
    base = hsv(rng.random(), between(rng, 0.02, 0.3), between(rng, 0.75, 1))
    ground = textures.tinted(rng, (height, width), base)
    if chance(rng, 0.6):
        waves = np.sin(octaves(rng, (height, width), 120, 2) * between(rng, 60, 200)) > between(rng, 0.3, 0.8)
        ground[waves] = near(rng, base, 35)
    sheet = Paper(ground)
    if chance(rng, 0.6):
        body = int(rng.integers(9, 16))
        box = (width * 0.1, height * 0.1, width * 0.9, height * between(rng, 0.2, 0.9))
        sheet.paragraph(rng, box, body, near(rng, (60, 60, 80), 40), font(rng, body))
    image = sheet.pixels()
    for _ in range(int(rng.integers(0, 4))):
        centre = (int(rng.integers(0, width)), int(rng.integers(0, height)))
        size_px = (int(rng.integers(30, 90)), int(rng.integers(20, 60)))
        ink = colour(rng)
        if chance(rng, 0.5):
            cv2.ellipse(image, centre, size_px, int(rng.integers(0, 180)), 0, 360, ink, 2, cv2.LINE_AA)
        else:
            box_points = cv2.boxPoints((centre, size_px, float(rng.integers(0, 180))))
            cv2.polylines(image, [box_points.astype(np.int32)], True, ink, 2, cv2.LINE_AA)
    return opaque(np.asarray(cv2.resize(image, size[1::-1]), np.uint8))


def _wallet(rng: Generator, draft: Draft, sprite: Sprite, place: Place) -> Place:
    """Lay an open wallet under a card; return the card's place on it."""
    width, height = sprite.size_mm
    maker = pick(rng, (textures.leather, textures.cloth, textures.plain))
    size = (width + between(rng, 8, 40), height + between(rng, 12, 60))
    under = Sprite(opaque(maker(rng, (240, 360)), 12), size, between(rng, 1, 6), (60.0, 45.0, 35.0))
    off = shifted(place, between(rng, -3, 3), between(rng, -5, 5))
    lay(draft.canvas, under, off, draft.camera, draft.light)
    return Place(place.x, place.y, place.angle, under.thickness_mm)


def _sleeve(rng: Generator, size: tuple[float, float]) -> Sprite:
    """A transparent sleeve: a haze, brighter rims, streaks of light."""
    image = np.zeros((240, 360, 4), np.uint8)
    image[..., :3] = near(rng, (235, 238, 242), 15)
    streaks = np.clip(octaves(rng, (240, 360), 120, 2) - between(rng, 0.5, 0.7), 0, 1)
    image[..., 3] = np.clip(between(rng, 8, 40) + between(rng, 0, 400) * streaks, 0, 170).astype(np.uint8)
    cv2.rectangle(image, (2, 2), (357, 237), (245, 245, 250, int(rng.integers(60, 200))), 2)
    return Sprite(image, (size[0] + between(rng, 3, 12), size[1] + between(rng, 3, 12)))
