"""Papers that are no documents: text pages, forms, receipts, notes, envelopes, plans, charts, magazines.

Every maker takes a generator and returns a :class:`Sprite`; none of them is ever labelled.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from docparse.training.synth.id.scenery import textures
from docparse.training.synth.id.scenery.layers import Sprite, opaque
from docparse.training.synth.id.scenery.lettering import Colour, Paper, font, word, words
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
from docparse.training.synth.id.scenery.pictures import likeness, picture

A4 = (210.0, 297.0)
LETTER = (216.0, 279.0)


def _paper(rng: Generator, size: Size, tinted: float = 0.2) -> Pixels:
    white = hsv(between(rng, 0.05, 0.2), between(rng, 0, 0.08), between(rng, 0.88, 1.0))
    base = hsv(rng.random(), between(rng, 0.1, 0.5), between(rng, 0.75, 1)) if chance(rng, tinted) else white
    return textures.tinted(rng, size, base)


def _ink(rng: Generator) -> Colour:
    return hsv(between(rng, 0.55, 0.7), between(rng, 0, 0.6), between(rng, 0, 0.35))


def _picture(rng: Generator, height: float, width: float) -> Pixels:
    return picture(rng, (max(8, int(height)), max(8, int(width))))


def _sprite(image: Pixels, size_mm: tuple[float, float]) -> Sprite:
    return Sprite(opaque(image), size_mm)


def _format(rng: Generator) -> tuple[tuple[float, float], Size]:
    """A page format in millimetres and pixels, upright mostly."""
    width, height = pick(rng, (A4, A4, LETTER, (148.0, 210.0)))
    if chance(rng, 0.2):
        width, height = height, width
    scale = 720 / max(width, height)
    return (width, height), (int(height * scale), int(width * scale))


def text_page(rng: Generator) -> Sprite:
    """A letter or a report: heading, paragraphs in one to three columns, pictures, tables."""
    size_mm, size = _format(rng)
    sheet, ink = Paper(_paper(rng, size, 0.1)), _ink(rng)
    height, width = size
    margin, body = width * between(rng, 0.06, 0.15), int(rng.integers(9, 17))
    face, heading = font(rng, body), font(rng, int(body * between(rng, 1.4, 3)))
    y = margin
    if chance(rng, 0.8):
        sheet.text(
            (margin, y),
            words(rng, int(rng.integers(1, 5))),
            heading,
            colour(rng) if chance(rng, 0.3) else ink,
        )
        y += body * 4
    columns = pick(rng, (1, 1, 1, 2, 3))
    step = (width - 2 * margin) / columns
    for column in range(columns):
        top, left = y, margin + column * step
        right = left + step - (body if columns > 1 else 0)
        while top < height - margin - 3 * body:
            bottom = min(top + body * between(rng, 4, 18), height - margin)
            box = (left, top, right, bottom)
            kind = rng.random()
            if kind < 0.8:
                sheet.paragraph(rng, box, body, ink, face)
            elif kind < 0.9:
                sheet.put(_picture(rng, bottom - top, right - left), left, top)
            else:
                _table(rng, sheet, box, ink, face)
            top = bottom + body * between(rng, 1, 3)
    return _sprite(sheet.pixels(), size_mm)


def life_story(rng: Generator) -> Sprite:
    """An application or a profile: a portrait in a corner, a name, lines of dates and text beside it."""
    size_mm, size = _format(rng)
    sheet, ink = Paper(_paper(rng, size, 0.1)), _ink(rng)
    height, width = size
    if chance(rng, 0.4):
        sheet.box((0, 0, width * between(rng, 0.25, 0.4), height), colour(rng, 0.5), None)
    tall = height * between(rng, 0.12, 0.24)
    x, y = width * pick(rng, (0.05, 0.7)), height * between(rng, 0.03, 0.1)
    sheet.put(likeness(rng, (int(tall), int(tall * 0.78))), x, y)
    left = width * (0.45 if x < width / 2 else 0.06)
    sheet.text((left, y), words(rng, 2).title(), font(rng, int(rng.integers(20, 40))), ink)
    body = int(rng.integers(9, 15))
    top = y + tall + body
    while top < height * 0.9:
        bottom = top + body * between(rng, 4, 14)
        sheet.text((width * 0.06, top), word(rng), font(rng, body), ink)
        box = (width * 0.3, top, width * 0.94, min(bottom, height * 0.96))
        sheet.paragraph(rng, box, body, ink, font(rng, body))
        top = bottom + body
    return _sprite(sheet.pixels(), size_mm)


def _table(
    rng: Generator, sheet: Paper, box: tuple[float, float, float, float], ink: Colour, face: object
) -> None:
    left, top, right, bottom = box
    rows, columns = max(1, int((bottom - top) / between(rng, 16, 34))), int(rng.integers(2, 6))
    high, wide = (bottom - top) / rows, (right - left) / columns
    shaded = colour(rng, 0.3) if chance(rng, 0.5) else None
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * wide, top + row * high
            sheet.box((x, y, x + wide, y + high), shaded if row == 0 else None, ink)
            if chance(rng, 0.75):
                sheet.text((x + 3, y + 2), word(rng)[: int(wide / 7)], face, ink)


def form(rng: Generator) -> Sprite:
    """A form: labelled boxes, lines to fill in, ticks, a table."""
    size_mm, size = _format(rng)
    sheet, ink = Paper(_paper(rng, size)), _ink(rng)
    height, width = size
    face = font(rng, int(rng.integers(9, 15)))
    filled = font(rng, int(rng.integers(12, 20)), pick(rng, ("script", "mono", "any")))
    pen = hsv(0.63, 0.8, between(rng, 0.1, 0.7))
    margin = width * 0.07
    sheet.box((margin, margin, width - margin, margin + 34), colour(rng, 0.6), None)
    sheet.text(
        (margin + 8, margin + 6), words(rng, 3), font(rng, 20), (255, 255, 255) if chance(rng, 0.5) else ink
    )
    y = margin + 50
    while y < height - margin - 60:
        high = between(rng, 24, 60)
        if chance(rng, 0.12):
            _table(rng, sheet, (margin, y, width - margin, y + 2 * high), ink, face)
            y += high
        else:
            cuts = np.sort(rng.uniform(0.15, 0.85, int(rng.integers(0, 4))))
            edges = margin + (width - 2 * margin) * np.concatenate([[0], cuts, [1]])
            for x0, x1 in pairwise(edges.tolist()):
                sheet.box((x0, y, x1 - 4, y + high - 4), None, ink)
                sheet.text((x0 + 3, y + 1), word(rng), face, ink)
                sheet.text((x0 + 8, y + high / 2 - 4), word(rng), filled, pen)
        y += high + between(rng, 0, 10)
    return _sprite(sheet.pixels(), size_mm)


def receipt(rng: Generator) -> Sprite:
    """A narrow strip of prices."""
    width_mm, height_mm = between(rng, 55, 82), between(rng, 90, 240)
    scale = 640 / height_mm
    size = (640, int(width_mm * scale))
    sheet, ink = Paper(_paper(rng, size, 0.05)), hsv(0.6, 0.1, between(rng, 0.05, 0.5))
    body = int(max(8, size[1] * between(rng, 0.045, 0.07)))
    face = font(rng, body, "mono")
    sheet.text((size[1] * 0.25, 10), word(rng).upper(), font(rng, body * 2), ink)
    y = 16.0 + body * 3
    while y < size[0] - 3 * body:
        if chance(rng, 0.08):
            sheet.line([(8, y), (size[1] - 8, y)], ink)
        sheet.text((8, y), words(rng, 2)[:18], face, ink)
        sheet.text((size[1] * 0.76, y), f"{rng.uniform(0, 90):.2f}", face, ink)
        y += body * 1.4
    return _sprite(sheet.pixels(), (width_mm, height_mm))


def sticky_note(rng: Generator) -> Sprite:
    """A bright square with a few words by hand."""
    side = int(rng.integers(150, 300))
    base = hsv(
        pick(rng, (0.15, 0.17, 0.92, 0.35, 0.55, 0.08)), between(rng, 0.25, 0.6), between(rng, 0.85, 1)
    )
    sheet = Paper(textures.tinted(rng, (side, side), base))
    if chance(rng, 0.8):
        size = int(rng.integers(side // 12, side // 5))
        face, ink = font(rng, size, "script"), _ink(rng)
        sheet.paragraph(
            rng, (side * 0.08, side * 0.1, side * 0.95, side * between(rng, 0.4, 0.95)), size, ink, face
        )
    return Sprite(opaque(sheet.pixels()), (76.0, 76.0), between(rng, 0, 4), near(rng, base, 30))


def notebook(rng: Generator) -> Sprite:
    """A ruled or squared page, written on or not."""
    size_mm, size = _format(rng)
    ground = _paper(rng, size)
    pitch = int(rng.integers(14, 30))
    line = hsv(between(rng, 0.5, 0.65), between(rng, 0.1, 0.5), 0.8)
    ground[pitch::pitch] = line
    if chance(rng, 0.5):
        ground[:, pitch::pitch] = line
    sheet = Paper(ground)
    if chance(rng, 0.6):
        face = font(rng, int(pitch * 0.95), "script")
        box = (size[1] * 0.1, float(pitch), size[1] * 0.95, size[0] * between(rng, 0.2, 1))
        sheet.paragraph(rng, box, int(pitch / 1.35), _ink(rng), face)
    return _sprite(sheet.pixels(), size_mm)


def envelope(rng: Generator) -> Sprite:
    """A long or a small envelope with address, stamp, window or flap."""
    width_mm, height_mm = pick(rng, ((220.0, 110.0), (162.0, 114.0), (241.0, 105.0)))
    size = (int(height_mm * 3), int(width_mm * 3))
    height, width = size
    base = hsv(between(rng, 0.06, 0.15), between(rng, 0, 0.45), between(rng, 0.7, 1))
    sheet, ink = Paper(textures.tinted(rng, size, base)), _ink(rng)
    if chance(rng, 0.3):
        edge, tip = near(rng, base, 50), (width / 2, height * between(rng, 0.4, 0.7))
        sheet.line([(0, 0), tip, (width, 0)], edge, 2)
    else:
        if chance(rng, 0.4):
            window = (width * 0.1, height * 0.45, width * 0.5, height * 0.8)
            sheet.box(window, near(rng, (235, 235, 240), 15), near(rng, base, 40))
        body = int(rng.integers(13, 26))
        box = (width * 0.12, height * 0.5, width * between(rng, 0.4, 0.6), height * 0.8)
        sheet.paragraph(rng, box, body, ink, font(rng, body, pick(rng, ("any", "script"))))
        if chance(rng, 0.6):
            stamp = _picture(rng, height * 0.24, height * 0.2)
            sheet.put(stamp, width * 0.88, height * 0.06)
    return Sprite(opaque(sheet.pixels()), (width_mm, height_mm), between(rng, 0, 1.5), near(rng, base, 30))


def chart(rng: Generator) -> Sprite:
    """A page with a graph or bars."""
    size_mm, size = _format(rng)
    height, width = size
    sheet, ink = Paper(_paper(rng, size, 0.1)), _ink(rng)
    face = font(rng, int(rng.integers(10, 18)))
    left, top, right, bottom = width * 0.12, height * 0.15, width * 0.9, height * between(rng, 0.5, 0.85)
    sheet.text((left, top / 2), words(rng, 4), face, ink)
    sheet.line([(left, top), (left, bottom), (right, bottom)], ink, 2)
    for _ in range(int(rng.integers(1, 5))):
        tone, count = colour(rng), int(rng.integers(4, 20))
        x = np.linspace(left, right, count)
        y = top + (bottom - top) * np.clip(np.cumsum(rng.normal(0, 0.15, count)) + rng.random(), 0, 1)
        if chance(rng, 0.6):
            sheet.line([(float(a), float(b)) for a, b in zip(x, y, strict=True)], tone, 2)
        else:
            for a, b in zip(x, y, strict=True):
                sheet.box((a, b, a + (right - left) / count * 0.6, bottom), tone, ink)
    sheet.paragraph(rng, (left, bottom + 20, right, height * 0.95), 12, ink, font(rng, 12))
    return _sprite(sheet.pixels(), size_mm)


def magazine(rng: Generator) -> Sprite:
    """A page of pictures, coloured panels and headlines."""
    size_mm, size = _format(rng)
    height, width = size
    sheet = Paper(textures.tinted(rng, size, colour(rng, 0.7)))
    for _ in range(int(rng.integers(2, 8))):
        x, y = between(rng, 0, 0.8) * width, between(rng, 0, 0.85) * height
        right = min(width, x + between(rng, 0.15, 0.8) * width)
        bottom = min(height, y + between(rng, 0.06, 0.5) * height)
        kind = rng.random()
        if kind < 0.45:
            sheet.put(_picture(rng, bottom - y, right - x), x, y)
        elif kind < 0.6:
            sheet.box((x, y, right, bottom), colour(rng), None)
        elif kind < 0.85:
            body = int(rng.integers(9, 16))
            sheet.paragraph(rng, (x, y, right, bottom), body, colour(rng, 0.5), font(rng, body))
        else:
            sheet.text((x, y), words(rng, 3), font(rng, int(rng.integers(24, 70))), colour(rng))
    return _sprite(sheet.pixels(), size_mm)
