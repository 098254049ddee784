"""Headers: the issuer's name, what the card is, and bands of colour behind them."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from docparse.training.synth.id.inks import vivid
from docparse.training.synth.id.marks import draw_flag
from docparse.training.synth.id.people import chance, pick, random_person
from docparse.training.synth.id.raster import resized
from docparse.training.synth.id.sheet import Box, Colour, Sheet, TextStyle
from docparse.training.synth.id.signature import signature_mask
from docparse.training.synth.id.typography import BLACKS, BLUES, REDS, Typography

# Invented issuers and plain words; no state's or country's own title.
_ISSUERS = (
    "New Avalon", "Westmark", "Nordland", "Evergreen", "Lakeland", "Carolindia", "Montara", "Franklin", "Jefferson",
    "Columbiana", "Utopia", "Ruritania", "Sylvania", "Pacifica", "Superior", "Absaroka", "Lincoln", "Deseret", "Sequoyah",
    "Winnemac", "Calisota", "Fairmont", "Great Plains", "North Haven", "Prairie", "Cascadia", "Westphalia", "Kinakuta",
    "Arcadia", "Vespugia", "Freedonia", "Grand Fenwick", "Tierra Nueva", "Île-de-Mer", "Küstenland", "Costaverde",
)  # fmt: skip
_LICENCES = (
    "DRIVER LICENSE", "DRIVER LICENSE", "DRIVER'S LICENSE", "Driver License", "OPERATOR LICENSE", "COMMERCIAL DRIVER LICENSE",
    "ENHANCED DRIVER LICENSE", "PROVISIONAL LICENSE", "LEARNER PERMIT", "DRIVER'S LICENCE", "DRIVING LICENCE", "LICENSE",
)  # fmt: skip
_CARDS = (
    "IDENTIFICATION CARD", "IDENTIFICATION CARD", "IDENTITY CARD", "ID CARD", "NON-DRIVER ID", "RESIDENCE PERMIT",
    "PERMANENT RESIDENT CARD", "Identification Card", "NATIONAL IDENTITY CARD", "RESIDENT CARD", "CITIZEN CARD",
)  # fmt: skip
_FOREIGN = (
    "PERMIS DE CONDUIRE", "FÜHRERSCHEIN", "CARTE NATIONALE D'IDENTITÉ", "PERSONALAUSWEIS", "CARTA D'IDENTITÀ",
    "DOCUMENTO NACIONAL", "IDENTITEITSKAART", "DOWÓD OSOBISTY", "TITRE DE SÉJOUR", "AUFENTHALTSTITEL", "PATENTE DI GUIDA",
    "PERMISO DE CONDUCCIÓN", "IDENTITETSKORT", "OBČANSKÝ PRŮKAZ", "CARTEIRA DE IDENTIDADE", "PERMISO DE RESIDENCIA",
)  # fmt: skip
_NOTES = (
    "NOT FOR FEDERAL IDENTIFICATION", "LIMITED-TERM", "NOT FOR REAL ID PURPOSES", "Federal Limits Apply", "UNDER 21",
    "The Sunshine Coast", "Office of Motor Vehicles", "DEPARTMENT OF PUBLIC SAFETY", "Secretary of State", "REPUBLIC OF",
    "Commissioner of Motor Vehicles", "MINISTRY OF THE INTERIOR", "www.dmv.example", "State of", "CLASS D", "REGULAR",
)  # fmt: skip


def card_title(rng: np.random.Generator, *, licence: bool, foreign: bool) -> str:
    """What a card calls itself."""
    if foreign and chance(rng, 0.7):
        return pick(rng, _FOREIGN)
    return pick(rng, _LICENCES if licence else _CARDS)


def issuer_name(rng: np.random.Generator) -> str:
    """An invented issuer, in capitals or not."""
    name = pick(rng, _ISSUERS)
    return name.upper() if chance(rng, 0.6) else name


def print_header(
    sheet: Sheet, rng: np.random.Generator, box: Box, typography: Typography, title: str
) -> None:
    """Fill the header: issuer, title, country, a note, now and then a band behind all."""
    heading, light = typography.heading, False
    if chance(rng, 0.3):
        light = _band(sheet, rng, box)
    ink: Colour = (250, 250, 250) if light else heading.colour
    other: Colour = ink if light else pick(rng, (*BLACKS, *BLUES, *REDS))
    style = replace(heading, colour=ink, spacing=float(rng.uniform(0, 0.12)) if chance(rng, 0.3) else 0.0)
    sans = replace(typography.value, colour=other, stretch=1.0, opacity=1.0)
    if chance(rng, 0.25):
        sans = replace(typography.label, size=1.0, colour=other)
    issuer = issuer_name(rng)
    if chance(rng, 0.25):
        _stacked(sheet, rng, box, issuer, title, style, sans)
    else:
        _side_by_side(sheet, rng, box, issuer, title, style, sans)
    _extras(sheet, rng, box, sans)
    if chance(rng, 0.08):
        _official(sheet, rng, box)


def _print(
    sheet: Sheet,
    text: str,
    x: float,
    baseline: float,
    style: TextStyle,
    anchor: str = "left",
    shadow: float = 0.0,
) -> Box:
    if shadow:
        sheet.text(text, x + shadow, baseline + shadow, replace(style, colour=(120, 120, 126)), anchor=anchor)
    ink = sheet.text(text, x, baseline, style, anchor=anchor)
    sheet.record("other_text", ink.grown(1), text)
    return ink


def _fitted(text: str, style: TextStyle, width: float, largest: float) -> TextStyle:
    return style.resized(
        min(
            largest,
            width / max(0.1, style.width(text) if style.size > 4 else style.resized(40).width(text) / 40),
        )
    )


def _side_by_side(
    sheet: Sheet,
    rng: np.random.Generator,
    box: Box,
    issuer: str,
    title: str,
    style: TextStyle,
    sans: TextStyle,
) -> None:
    first = _fitted(
        issuer, style, box.width * float(rng.uniform(0.38, 0.5)), box.height * float(rng.uniform(0.5, 0.95))
    )
    second = _fitted(
        title, sans, box.width * float(rng.uniform(0.3, 0.42)), box.height * float(rng.uniform(0.3, 0.5))
    )
    baseline = box.y0 + max(first.size * 0.85, box.height * float(rng.uniform(0.5, 0.8)))
    swap = chance(rng, 0.2)
    shadow = first.size * 0.05 if chance(rng, 0.2) else 0.0
    left = _print(
        sheet, title if swap else issuer, box.x0 + 4, baseline, second if swap else first, shadow=shadow
    )
    words = issuer if swap else title
    right = first if swap else second
    if not swap and " " in title and chance(rng, 0.35):
        head, tail = title.split(" ", 1)
        top = baseline - second.size * 1.1
        if top - second.size * 0.7 > 0:
            anchor, x = ("right", box.x1 - 4) if chance(rng, 0.6) else ("left", box.x0 + box.width * 0.58)
            _print(sheet, head, x, top, second, anchor)
            _print(sheet, tail, x, baseline, second, anchor)
            return
    anchor = pick(rng, ("right", "left"))
    x = box.x1 - 4 if anchor == "right" else max(left.x1 + 12, box.x0 + box.width * 0.52)
    _print(sheet, words, x, baseline - float(rng.uniform(0, 0.3)) * box.height, right, anchor)


def _stacked(
    sheet: Sheet,
    rng: np.random.Generator,
    box: Box,
    issuer: str,
    title: str,
    style: TextStyle,
    sans: TextStyle,
) -> None:
    first = _fitted(issuer, style, box.width * 0.9, box.height * float(rng.uniform(0.4, 0.6)))
    second = _fitted(title, sans, box.width * 0.8, box.height * float(rng.uniform(0.25, 0.36)))
    anchor, x = pick(rng, (("middle", box.centre[0]), ("left", box.x0 + 4), ("right", box.x1 - 4)))
    issuer_first = chance(rng, 0.65)
    upper, lower = (first, second) if issuer_first else (second, first)
    baseline = box.y0 + upper.size * 0.85
    _print(sheet, issuer if issuer_first else title, x, baseline, upper, anchor)
    _print(sheet, title if issuer_first else issuer, x, baseline + lower.size * 1.05, lower, anchor)


def _band(sheet: Sheet, rng: np.random.Generator, box: Box) -> bool:
    """A coloured strip behind the header; True when it is dark enough for white letters."""
    colour = vivid(rng)
    dark = sum(colour) < 420
    y1 = int(box.y1 - box.height * float(rng.uniform(0, 0.25)))
    layer = sheet.pixels.copy()
    cv2.rectangle(layer, (0, 0), (sheet.width, y1), colour, -1)
    alpha = float(rng.uniform(0.85, 1.0) if dark else rng.uniform(0.3, 0.8))
    cv2.addWeighted(layer, alpha, sheet.pixels, 1 - alpha, 0, dst=sheet.pixels)
    return dark


def _extras(sheet: Sheet, rng: np.random.Generator, box: Box, sans: TextStyle) -> None:
    """The country, a note, a flag, wherever there is room."""
    small = sans.resized(box.height * float(rng.uniform(0.16, 0.26)))
    words = []
    if chance(rng, 0.5):
        words.append(pick(rng, ("USA", "USA", "CAN", "UTO", "EU", "USA XX")))
    if chance(rng, 0.4):
        words.append(pick(rng, _NOTES))
    for word in words:
        for _ in range(10):
            width = small.width(word) + 4
            x = float(rng.uniform(box.x0, max(box.x0 + 1, box.x1 - width)))
            baseline = float(rng.uniform(box.y0 + small.size, max(box.y0 + small.size + 1, box.y1)))
            if sheet.is_free(Box(x - 3, baseline - small.size, x + width, baseline + 4)):
                _print(sheet, word, x, baseline, small)
                break
    if chance(rng, 0.2):
        tall = box.height * float(rng.uniform(0.3, 0.6))
        for _ in range(10):
            x = float(rng.uniform(box.x0, max(box.x0 + 1, box.x1 - 1.6 * tall)))
            flag = Box(x, box.y0 + 3, x + 1.5 * tall, box.y0 + 3 + tall)
            if sheet.is_free(flag):
                draw_flag(sheet, rng, flag)
                sheet.taken.append(flag)
                break


def _official(sheet: Sheet, rng: np.random.Generator, box: Box) -> None:
    """An official's signature over a name. No region: a reader wants the holder's, and has to tell them apart."""
    wide, tall = box.width * float(rng.uniform(0.14, 0.24)), box.height * float(rng.uniform(0.3, 0.5))
    for _ in range(12):
        x, y = float(rng.uniform(box.x0, box.x1 - wide)), float(rng.uniform(box.y0, box.y1 - tall))
        place = Box(x, y, x + wide, y + tall)
        if sheet.is_free(place):
            mask = signature_mask(rng, random_person(rng))
            size = int(wide), max(2, min(int(tall), int(wide * mask.shape[0] / mask.shape[1])))
            sheet.stamp(
                resized(mask, *size),
                x,
                y,
                pick(rng, (*BLACKS, *REDS, *BLUES)),
            )
            sheet.taken.append(place)
            return
