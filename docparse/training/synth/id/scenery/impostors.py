"""Things shaped like documents that are none: bank, playing and visiting cards, photographs, books, screens.

Every maker takes a generator and returns a :class:`Sprite`; none of them is ever labelled.
"""

from __future__ import annotations

import cv2
import numpy as np

from docparse.training.synth.id.scenery import textures
from docparse.training.synth.id.scenery.layers import Sprite, opaque
from docparse.training.synth.id.scenery.lettering import Paper, font, word, words
from docparse.training.synth.id.scenery.noise import (
    Generator,
    Pixels,
    Size,
    between,
    chance,
    colour,
    hsv,
    near,
    pick,
)
from docparse.training.synth.id.scenery.patterns import surface
from docparse.training.synth.id.scenery.pictures import likeness, picture

CARD_MM = (85.6, 54.0)
_CARD_PX: Size = (378, 600)
_CARD_RADIUS = 22.0


def _card(
    image: Pixels, thickness: float = 0.76, edge: tuple[float, float, float] = (215, 215, 215)
) -> Sprite:
    size = CARD_MM if image.shape[1] > image.shape[0] else CARD_MM[::-1]
    return Sprite(opaque(image, _CARD_RADIUS), size, thickness, edge)


def _card_ground(rng: Generator, size: Size) -> Pixels:
    way = pick(
        rng,
        (textures.gradient, textures.plain, textures.blobs, textures.litter, textures.marble, textures.metal),
    )
    return way(rng, size)


def blank_card(rng: Generator) -> Sprite:
    """A card with nothing on it, or a hole, a stripe or one mark."""
    image = textures.gradient(rng, _CARD_PX) if chance(rng, 0.3) else textures.plain(rng, _CARD_PX)
    kind = rng.random()
    if kind < 0.15:
        cv2.rectangle(image, (270, 22), (330, 42), (20, 20, 20), -1)
    elif kind < 0.3:
        cv2.circle(image, (300, 189), int(rng.integers(30, 120)), colour(rng), -1, cv2.LINE_AA)
    elif kind < 0.4:
        cv2.rectangle(image, (0, 40), (600, int(rng.integers(60, 160))), colour(rng), -1)
    return _card(image)


def bank_card(rng: Generator) -> Sprite:
    """A payment or loyalty card: chip, long number, a name, a mark of circles."""
    upright = chance(rng, 0.12)
    size = _CARD_PX[::-1] if upright else _CARD_PX
    height, width = size
    ground = _card_ground(rng, size)
    dark = float(ground.mean()) < 130
    ink = (235.0, 235.0, 235.0) if dark else (30.0, 30.0, 35.0)
    sheet = Paper(ground)
    sheet.text((width * 0.06, height * 0.06), word(rng).upper(), font(rng, int(rng.integers(26, 50))), ink)
    if chance(rng, 0.8):
        x, y = width * 0.09, height * between(rng, 0.28, 0.4)
        sheet.box((x, y, x + 80, y + 62), hsv(0.13, between(rng, 0.05, 0.5), 0.85), (110.0, 100.0, 70.0), 2)
        for step in (20, 40):
            sheet.line([(x, y + step), (x + 80, y + step)], (110.0, 100.0, 70.0))
    if chance(rng, 0.8):
        groups = "  ".join(f"{int(group):04d}" for group in rng.integers(0, 10000, 3 if upright else 4))
        face = font(rng, int(min(44, width * 0.068)), pick(rng, ("mono", "sans")))
        sheet.text((width * 0.08, height * 0.58), groups, face, ink)
    small = font(rng, 22)
    if chance(rng, 0.7):
        sheet.text((width * 0.08, height * 0.85), words(rng, 2).upper()[:22], small, ink)
        sheet.text(
            (width * 0.5, height * 0.75),
            f"{int(rng.integers(1, 13)):02d}/{int(rng.integers(25, 35))}",
            small,
            ink,
        )
    image = sheet.pixels()
    for shift in (0, 46) if chance(rng, 0.8) else ():
        cv2.circle(image, (width - 120 + shift, height - 62), 36, colour(rng), -1, cv2.LINE_AA)
    return _card(image)


def visiting_card(rng: Generator) -> Sprite:
    """A company's card: a name, a few lines, a mark."""
    ground = textures.plain(rng, _CARD_PX) if chance(rng, 0.8) else _card_ground(rng, _CARD_PX)
    ink = (240.0, 240.0, 240.0) if float(ground.mean()) < 130 else (35.0, 35.0, 40.0)
    sheet = Paper(ground)
    x = between(rng, 40, 250)
    sheet.text(
        (x, between(rng, 40, 140)), words(rng, 2)[:16].title(), font(rng, int(rng.integers(28, 52))), ink
    )
    body = int(rng.integers(14, 24))
    sheet.paragraph(rng, (x, between(rng, 170, 260), x + 280, 360), body, ink, font(rng, body))
    image = sheet.pixels()
    if chance(rng, 0.6):
        spot = (int(rng.integers(60, 540)), int(rng.integers(60, 300)))
        cv2.circle(image, spot, int(rng.integers(20, 60)), colour(rng), pick(rng, (-1, 4)), cv2.LINE_AA)
    return Sprite(opaque(image), (85.0, 55.0), 0.3, (225.0, 225.0, 225.0))


def playing_card(rng: Generator) -> Sprite:
    """Pips in rows, or a patterned back."""
    image = np.full((440, 315, 3), near(rng, (248, 247, 242), 7), np.uint8)
    if chance(rng, 0.25):
        image[18:-18, 18:-18] = surface(rng, (404, 279))
        return Sprite(opaque(image, 18), (63.0, 88.0), 0.3, (220.0, 220.0, 220.0))
    ink = pick(rng, ((200.0, 20.0, 30.0), (20.0, 20.0, 24.0)))
    columns, rows = int(rng.integers(1, 4)), int(rng.integers(1, 5))
    for column in range(columns):
        for row in range(rows):
            x = int(315 * (column + 1) / (columns + 1))
            y = int(60 + 320 * (row + 0.5) / rows)
            _pip(image, (x, y), int(rng.integers(18, 21)), ink)
    sheet = Paper(image)
    sheet.text((10, 6), pick(rng, tuple("A23456789JQK")), font(rng, 40, "serif"), ink)
    return Sprite(opaque(sheet.pixels(), 18), (63.0, 88.0), 0.3, (220.0, 220.0, 220.0))


def _pip(image: Pixels, centre: tuple[int, int], r: int, ink: tuple[float, float, float]) -> None:
    x, y = centre
    diamond = np.array([(x, y - r), (x + r * 3 // 4, y), (x, y + r), (x - r * 3 // 4, y)], np.int32)
    cv2.fillPoly(image, [diamond], ink, cv2.LINE_AA)
    if ink[0] < 100:
        for dx in (-r // 2, r // 2):
            cv2.circle(image, (x + dx, y + r // 4), r // 2, ink, -1, cv2.LINE_AA)


def photograph(rng: Generator) -> Sprite:
    """A print with or without a white border."""
    size = (400, 600) if chance(rng, 0.6) else (600, 400)
    image = picture(rng, size)
    if chance(rng, 0.6):
        rim = int(rng.integers(10, 40))
        framed = cv2.copyMakeBorder(
            image[rim:-rim, rim:-rim], rim, rim, rim, rim, cv2.BORDER_CONSTANT, value=(246, 246, 244)
        )
        image = np.asarray(framed, np.uint8)
    scale = pick(rng, (0.25, 0.25, 0.15, 0.36))
    return Sprite(opaque(image), (size[1] * scale, size[0] * scale), 0.2, (235.0, 235.0, 235.0))


def passport_photos(rng: Generator) -> Sprite:
    """One small portrait on white, or a strip or sheet of the same four times over."""
    rows, columns = pick(rng, ((1, 1), (2, 2), (1, 4), (2, 3)))
    face, rim = likeness(rng, (180, 140)), int(rng.integers(0, 12))
    framed = cv2.copyMakeBorder(face, rim, rim, rim, rim, cv2.BORDER_CONSTANT, value=(250, 250, 250))
    image = np.ascontiguousarray(np.tile(np.asarray(framed, np.uint8), (rows, columns, 1)))
    return Sprite(opaque(image), (image.shape[1] * 0.25, image.shape[0] * 0.25), 0.2, (240.0, 240.0, 240.0))


def book(rng: Generator) -> Sprite:
    """A thick or thin book, notebook or box with something printed on it."""
    size = (600, int(rng.integers(380, 480)))
    ground = picture(rng, size) if chance(rng, 0.4) else surface(rng, size)
    sheet = Paper(ground)
    ink = (245.0, 245.0, 240.0) if float(ground.mean()) < 140 else (25.0, 25.0, 30.0)
    if chance(rng, 0.85):
        sheet.text(
            (size[1] * 0.1, size[0] * between(rng, 0.08, 0.3)),
            words(rng, 2),
            font(rng, int(rng.integers(30, 70))),
            ink,
        )
        sheet.text((size[1] * 0.1, size[0] * 0.85), words(rng, 2).title(), font(rng, 26), ink)
    height = between(rng, 120, 240)
    edge = near(rng, (225, 220, 205), 25)
    return Sprite(
        opaque(sheet.pixels(), pick(rng, (0, 0, 14))),
        (height * size[1] / 600, height),
        between(rng, 2, 25),
        edge,
    )


def phone(rng: Generator) -> Sprite:
    """A telephone: black glass, icons, or a page of text."""
    size = (640, 310)
    image = np.full((*size, 3), near(rng, (18, 18, 20), 14), np.uint8)
    body = rng.random()
    if body < 0.7:
        screen = _screen(rng, (610, 290))
        mask = opaque(screen, 30)[..., 3:] > 127
        image[15:625, 10:300] = np.where(mask, screen, image[15:625, 10:300])
    elif body < 0.85:
        image[:] = _card_ground(rng, size)
        for y in (50, 105):
            cv2.circle(image, (60, y), 24, (20, 20, 22), -1, cv2.LINE_AA)
    return Sprite(opaque(image, 45), (73.0, 150.0), between(rng, 6, 10), near(rng, (60, 60, 64), 40))


def monitor(rng: Generator) -> Sprite:
    """A tablet or a laptop's screen in its dark or silver frame."""
    size = (420, 640)
    image = np.full((*size, 3), pick(rng, ((16, 16, 18), (190, 190, 194), (240, 240, 240))), np.uint8)
    rim = int(rng.integers(12, 40))
    image[rim:-rim, rim:-rim] = _screen(rng, (size[0] - 2 * rim, size[1] - 2 * rim))
    width = between(rng, 200, 330)
    return Sprite(
        opaque(image, pick(rng, (0, 16, 26))), (width, width * size[0] / size[1]), between(rng, 5, 16)
    )


def _screen(rng: Generator, size: Size) -> Pixels:
    """What a screen shows: an off one's gleam, icons, a text, or a program's panels."""
    height, width = size
    kind = rng.random()
    if kind < 0.2:
        return textures.tinted(rng, size, near(rng, (22, 22, 26), 16))
    ground = (
        picture(rng, size)
        if kind < 0.55
        else textures.tinted(rng, size, pick(rng, ((250, 250, 250), (30, 32, 36))))
    )
    sheet = Paper(ground)
    if kind < 0.55:
        step = min(size) // 4
        for y in range(step // 2, height - step, step + step // 3):
            for x in range(step // 5, width - step // 2, step):
                sheet.box((x, y, x + step * 0.62, y + step * 0.62), colour(rng), None)
    else:
        ink = (30.0, 30.0, 35.0) if float(ground.mean()) > 140 else (225.0, 225.0, 225.0)
        sheet.box((0, 0, width, height * 0.07), colour(rng, 0.6), None)
        split = width * between(rng, 0.0, 0.35)
        sheet.box((0, height * 0.07, split, height), colour(rng, 0.3), None)
        body = int(rng.integers(10, 18))
        sheet.paragraph(
            rng, (split + 10, height * 0.1, width - 10, height * 0.98), body, ink, font(rng, body)
        )
    return sheet.pixels()
