"""Headers: the issuer's name, what the card is, and bands of colour behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from docparse.training.synth.id.inks import vivid
from docparse.training.synth.id.marks import draw_flag
from docparse.training.synth.id.people import chance, pick, random_person
from docparse.training.synth.id.raster import resized
from docparse.training.synth.id.sheet import Box, Colour, Sheet, TextStyle
from docparse.training.synth.id.signature import signature_mask
from docparse.training.synth.id.typography import BLACKS, BLUES, GREENS, REDS, Typography
from docparse.training.synth.id.wording import word_lists

_COUNTRIES = ("USA", "USA", "CAN", "UTO", "EU", "USA XX")


@dataclass(frozen=True)
class _Words:
    """A text of the header, its style at its size, and the colour of a bar behind it, if any."""

    text: str
    style: TextStyle
    bar: Colour | None = None


def card_title(rng: np.random.Generator, *, licence: bool, foreign: bool) -> str:
    """What a card calls itself."""
    if foreign and chance(rng, 0.7):
        return _word(rng, "foreign_titles")
    return _word(rng, "licences" if licence else "cards")


def _word(rng: np.random.Generator, kind: str) -> str:
    return pick(rng, str(word_lists()[kind]).split(" | "))


def print_header(
    sheet: Sheet, rng: np.random.Generator, box: Box, typography: Typography, title: str
) -> None:
    """Fill the header: issuer, title, country, a note, now and then a band behind all.

    Args:
        sheet: Printed upon; every text is recorded as other text.
        rng: Source of every choice.
        box: The header's place.
        typography: The card's; the issuer's name is set in its heading face.
        title: What the card calls itself.
    """
    light = chance(rng, 0.3) and _band(sheet, rng, box)
    ink: Colour = (250, 250, 250) if light else typography.heading.colour
    other: Colour = ink if light else pick(rng, (*BLACKS, *BLUES, *REDS))
    spacing = float(rng.uniform(0, 0.12)) if chance(rng, 0.3) else 0.0
    heading = replace(typography.heading, colour=ink, spacing=spacing)
    plain = typography.value if chance(rng, 0.75) else typography.label
    plain = replace(plain, size=1.0, colour=other, stretch=1.0, opacity=1.0)
    issuer = _word(rng, "issuers")
    issuer = issuer.upper() if chance(rng, 0.6) else issuer
    header = _Header(sheet, rng, box)
    titled = _Words(title, plain)
    if not light and chance(rng, 0.15):
        titled = _Words(title, replace(plain, colour=(252, 252, 252)), pick(rng, (*BLUES, *REDS, *GREENS)))
    if chance(rng, 0.25):
        header.stack(_Words(issuer, heading), titled)
    else:
        header.put_side_by_side(_Words(issuer, heading), titled)
    header.print_extras(plain)
    if chance(rng, 0.08):
        header.sign_by_official()


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


@dataclass(frozen=True)
class _Header:
    """A header in progress."""

    sheet: Sheet
    rng: np.random.Generator
    box: Box

    def put_side_by_side(self, issuer: _Words, title: _Words) -> None:
        """Issuer on one side, title on the other, the title sometimes on two lines."""
        rng, box = self.rng, self.box
        issuer = self._fitted(issuer, float(rng.uniform(0.38, 0.5)), float(rng.uniform(0.5, 0.95)))
        title = self._fitted(title, float(rng.uniform(0.3, 0.42)), float(rng.uniform(0.3, 0.5)))
        baseline = box.y0 + max(issuer.style.size * 0.85, box.height * float(rng.uniform(0.5, 0.8)))
        first, second = (title, issuer) if chance(rng, 0.2) else (issuer, title)
        left = self._print(first, box.x0 + 4, baseline, shadowed=chance(rng, 0.2))
        top = baseline - title.style.size * 1.1
        if second is title and " " in title.text and top > title.style.size * 0.7 and chance(rng, 0.35):
            anchor, x = ("right", box.x1 - 4) if chance(rng, 0.6) else ("left", box.x0 + box.width * 0.58)
            head, tail = title.text.split(" ", 1)
            self._print(replace(title, text=head), x, top, anchor)
            self._print(replace(title, text=tail), x, baseline, anchor)
            return
        anchor = pick(rng, ("right", "left"))
        x = box.x1 - 4 if anchor == "right" else max(left.x1 + 12, box.x0 + box.width * 0.52)
        self._print(second, x, baseline - float(rng.uniform(0, 0.3)) * box.height, anchor)

    def stack(self, issuer: _Words, title: _Words) -> None:
        """One above the other."""
        rng, box = self.rng, self.box
        issuer = self._fitted(issuer, 0.9, float(rng.uniform(0.4, 0.6)))
        title = self._fitted(title, 0.8, float(rng.uniform(0.25, 0.36)))
        anchor, x = pick(rng, (("middle", box.centre[0]), ("left", box.x0 + 4), ("right", box.x1 - 4)))
        upper, lower = (issuer, title) if chance(rng, 0.65) else (title, issuer)
        baseline = box.y0 + upper.style.size * 0.85
        self._print(upper, x, baseline, anchor)
        self._print(lower, x, baseline + lower.style.size * 1.05, anchor)

    def print_extras(self, plain: TextStyle) -> None:
        """The country, a note, a flag, wherever there is room."""
        rng, sheet, box = self.rng, self.sheet, self.box
        small = plain.resized(box.height * float(rng.uniform(0.16, 0.26)))
        texts = [pick(rng, _COUNTRIES)] if chance(rng, 0.5) else []
        texts += [_word(rng, "notes")] if chance(rng, 0.4) else []
        for text in texts:
            place = sheet.free_place(rng, small.width(text) + 8, small.size + 5, box)
            if place is not None:
                self._print(_Words(text, small), place.x0 + 4, place.y1 - 0.2 * small.size - 2)
        if chance(rng, 0.2):
            tall = box.height * float(rng.uniform(0.3, 0.6))
            place = sheet.free_place(rng, 1.5 * tall, tall, box)
            if place is not None:
                draw_flag(sheet, rng, place)

    def sign_by_official(self) -> None:
        """An official's signature. No region: a reader wants the holder's, and has to tell them apart."""
        rng, box = self.rng, self.box
        wide, tall = box.width * float(rng.uniform(0.14, 0.24)), box.height * float(rng.uniform(0.3, 0.5))
        place = self.sheet.free_place(rng, wide, tall, box)
        if place is not None:
            mask = signature_mask(rng, random_person(rng))
            mask = resized(mask, wide, min(tall, wide * mask.shape[0] / mask.shape[1]))
            self.sheet.stamp(mask, place.x0, place.y0, pick(rng, (*BLACKS, *REDS, *BLUES)))

    def _fitted(self, words: _Words, width: float, height: float) -> _Words:
        """Words as large as they fit in shares of the header."""
        per_size = words.style.resized(40).width(words.text) / 40
        size = min(self.box.height * height, self.box.width * width / max(0.1, per_size))
        return replace(words, style=words.style.resized(size))

    def _print(
        self, words: _Words, x: float, baseline: float, anchor: str = "left", *, shadowed: bool = False
    ) -> Box:
        if shadowed:
            off = words.style.size * 0.05
            grey = replace(words.style, colour=(120, 120, 126))
            self.sheet.text(words.text, x + off, baseline + off, grey, anchor=anchor)
        if words.bar is not None:
            self._lay_bar(words, x, baseline, anchor)
        ink = self.sheet.text(words.text, x, baseline, words.style, anchor=anchor)
        self.sheet.record("other_text", ink.grown(1), words.text)
        return ink

    def _lay_bar(self, words: _Words, x: float, baseline: float, anchor: str) -> None:
        """A bar of colour behind words about to be printed."""
        size, width = words.style.size, words.style.width(words.text)
        left = x - width * {"left": 0.0, "middle": 0.5, "right": 1.0}[anchor]
        reach = size * float(self.rng.uniform(0.2, 1.5))
        bar = Box(left - reach, baseline - 0.95 * size, left + width + reach, baseline + 0.28 * size)
        self.sheet.lay(np.full((4, 4, 3), words.bar, np.uint8), bar)
