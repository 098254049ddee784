"""Backs of cards: barcodes with real payloads, machine-readable zones, stripes and small print."""

from __future__ import annotations

import re
from dataclasses import replace

import cv2
import numpy as np

from docparse.training.synth.id.barcode import aamva_payload, barcode_modules, lay_barcode
from docparse.training.synth.id.card import CORNER, LONG, SHORT, printed_values
from docparse.training.synth.id.carriers import Document
from docparse.training.synth.id.cell import Setting
from docparse.training.synth.id.flow import Flow, Group, print_groups
from docparse.training.synth.id.ground import random_ground
from docparse.training.synth.id.marks import draw_chip, hologram, scatter_marks, stamp_word
from docparse.training.synth.id.people import chance, pick, random_papers, random_person
from docparse.training.synth.id.photo import lay_ghost, random_photo_style
from docparse.training.synth.id.portrait import draw_portrait
from docparse.training.synth.id.sheet import Box, Sheet
from docparse.training.synth.id.typography import random_typography
from docparse.training.synth.id.values import Item, document_items, random_printing
from docparse.training.synth.id.wording import random_wording
from docparse.training.synth.id.zone import print_zone, zone_lines, zone_number

_SMALL_PRINT = (
    "If found, drop in any mailbox. Postmaster: postage guaranteed.",
    "CLASS: D - Any single vehicle under 26,001 lbs except motorcycle",
    "RESTRICTIONS: B - Corrective lenses   ENDORSEMENTS: NONE",
    "Report change of address within 10 days of moving.",
    "This card is the property of the issuing authority and must be returned on request.",
    "A - Tractor trailer  B - Heavy truck  C - Bus  E - Operator  M - Motorcycle",
    "Misuse of this card is punishable by law. Valid without signature.",
    "Medical information: none. Emergency contact on file. Blood type: O+",
    "Under the anatomical gift act, upon my death, I hereby donate any needed organs.",
    "NOT VALID FOR VOTING OR FEDERAL IDENTIFICATION PURPOSES",
    "Inquiries: Department of Licensing, PO Box 1120, Capital City 00000-1120",
    "www.dmv.example/card    Rev. 07/2019    AUDIT 0318820417",
)
_LEAST_ROOM = 60  # pixels; less height holds nothing


def random_back(rng: np.random.Generator) -> Document:
    """Draw a back: a licence's barcode, or an identity card's zone."""
    return _zone_back(rng) if chance(rng, 0.4) else _barcode_back(rng)


def _barcode_back(rng: np.random.Generator) -> Document:
    person, papers = random_person(rng), random_papers(rng)
    sheet = _new_sheet(rng)
    height, width = sheet.height, sheet.width
    top = _stripe(sheet, rng).y1 if chance(rng, 0.3) else 0.0
    modules = barcode_modules(
        aamva_payload(rng, person, papers), "PDF417", ec_level=pick(rng, ("3", "4", "5"))
    )
    wide = width * float(rng.uniform(0.6, 0.93))
    tall = min(height * float(rng.uniform(0.2, 0.4)), (height - top) * 0.6)
    x = (width - wide) * float(rng.uniform(0.1, 0.9))
    low = top > 0 or chance(rng, 0.65)
    y = (
        height * (1 - float(rng.uniform(0.03, 0.12))) - tall
        if low
        else height * float(rng.uniform(0.04, 0.14))
    )
    code = lay_barcode(sheet, rng, modules, Box(x, y, x + wide, y + tall))
    free = Box(0.03 * width, top + 0.02 * height, 0.97 * width, code.y0 - 0.03 * height)
    if not low:
        free = free._replace(y0=code.y1 + 0.04 * height, y1=0.97 * height)
    free = _second_barcode(sheet, rng, papers.discriminator, free)
    if chance(rng, 0.25) and free.height > 0.3 * height:
        ghost_tall = free.height * float(rng.uniform(0.5, 0.9))
        ghost = Box(free.x1 - ghost_tall * 0.78, free.y0, free.x1, free.y0 + ghost_tall)
        lay_ghost(sheet, rng, draw_portrait(rng, person), ghost, random_photo_style(rng))
        free = free._replace(x1=ghost.x0 - 8)
    if chance(rng, 0.9):
        _small_print(sheet, rng, free)
    _over_everything(sheet, rng)
    return Document(sheet.pixels, "back", tuple(sheet.regions), CORNER, {"document_number": papers.number})


def _zone_back(rng: np.random.Generator) -> Document:
    """An identity card's back: a TD1 zone, sometimes a chip, values, another code."""
    person, papers = random_person(rng, foreign=True), random_papers(rng, foreign=True)
    papers = replace(papers, number=zone_number(papers))
    printing = random_printing(rng, foreign=True)
    sheet = _new_sheet(rng)
    height, width = sheet.height, sheet.width
    lines = zone_lines(rng, "TD1", person, papers)
    side, bottom = width * float(rng.uniform(0.03, 0.09)), height * float(rng.uniform(0.93, 0.97))
    zone = Box(side, bottom - height * float(rng.uniform(0.26, 0.38)), width - side, bottom)
    if chance(rng, 0.5):
        pale = np.full((4, 4, 3), 250, np.uint8)
        sheet.lay(pale, Box(0, zone.y0 - 10, width, height), opacity=float(rng.uniform(0.6, 1)))
    drawn = print_zone(sheet, rng, lines, zone)
    free = Box(0.04 * width, 0.05 * height, 0.96 * width, drawn.y0 - 0.05 * height)
    if chance(rng, 0.2):
        free = free._replace(y0=_stripe(sheet, rng).y1 + 12)
    if chance(rng, 0.3):
        chip = Box(free.x0, free.y0, free.x0 + 0.15 * width, min(free.y0 + 0.22 * height, free.y1))
        draw_chip(sheet, rng, chip)
        free = free._replace(x0=chip.x1 + 20)
    free = _second_barcode(sheet, rng, papers.personal_number, free)
    if chance(rng, 0.65) and free.height > _LEAST_ROOM:
        items = document_items(rng, person, papers, printing, licence=False)
        _values(sheet, rng, items, free)
    elif chance(rng, 0.7):
        _small_print(sheet, rng, free)
    _over_everything(sheet, rng)
    values = printed_values(person, papers, printing) | {"mrz": "\n".join(lines)}
    return Document(sheet.pixels, "back", tuple(sheet.regions), CORNER, values)


def _new_sheet(rng: np.random.Generator) -> Sheet:
    if chance(rng, 0.4):  # many backs are nearly white
        plain = np.clip(rng.normal(243, 6, 3), 215, 255).astype(np.uint8)
        return Sheet(np.full((SHORT, LONG, 3), plain, np.uint8))
    return Sheet(random_ground(rng, LONG, SHORT))


def _stripe(sheet: Sheet, rng: np.random.Generator) -> Box:
    """A magnetic stripe near the upper edge."""
    top = float(rng.uniform(0, 0.14)) * sheet.height
    box = Box(0, top, sheet.width, top + sheet.height * float(rng.uniform(0.12, 0.22)))
    level = int(rng.integers(10, 60))
    colour = (level, level, level) if chance(rng, 0.7) else (level + 30, level + 10, level)
    cv2.rectangle(sheet.pixels, (0, int(box.y0)), (sheet.width, int(box.y1)), colour, -1)
    sheet.taken.append(box)
    return box


def _small_print(sheet: Sheet, rng: np.random.Generator, box: Box) -> None:
    """Lines of conditions and codes; other text, line by line."""
    value = random_typography(rng).value
    style = replace(value, size=float(rng.uniform(10, 19)), stretch=1.0, spacing=0.0)
    y = box.y0 + style.size
    while y < box.y1 - 2:
        line = pick(rng, _SMALL_PRINT)
        while style.width(line) > box.width and " " in line:
            line = line.rsplit(" ", 1)[0]
        if style.width(line) <= box.width and chance(rng, 0.85):
            sheet.record("other_text", sheet.text(line, box.x0, y, style).grown(1), line)
        y += style.size * float(rng.uniform(1.15, 1.5))


def _values(sheet: Sheet, rng: np.random.Generator, items: dict[str, list[Item]], box: Box) -> None:
    """Some of the holder's values, as cards with a crowded front print them on the back."""
    groups = ("address", "dates", "person", "more")
    kept = tuple(item for group in groups for item in items[group] if chance(rng, 0.55))
    if not kept:
        return
    flow = Flow(
        (box,),
        tuple(sheet.taken),
        row_gap=0.2,
        group_gap=0.3,
        column_gap=1.0,
        spread=chance(rng, 0.5),
        largest=float(rng.uniform(16, 28)),
    )
    setting = Setting(random_typography(rng), random_wording(rng, foreign=True))
    print_groups(sheet, rng, [Group(kept, int(rng.integers(1, 4)), flexible=True)], flow, setting)


def _second_barcode(sheet: Sheet, rng: np.random.Generator, content: str, free: Box) -> Box:
    """A linear or small square code in the free part; returns what is left free."""
    form = pick(rng, ("Code128", "Code39", "ITF", "Code128", "QRCode", "DataMatrix", "", ""))
    if not form or free.height < _LEAST_ROOM:
        return free
    digits = re.sub(r"[^0-9]", "7", content)
    modules = barcode_modules(digits[: len(digits) // 2 * 2] if form == "ITF" else content[:18], form)
    if form in ("QRCode", "DataMatrix"):
        side = min(free.height, sheet.height * float(rng.uniform(0.16, 0.3))) - 12
        square = Box(free.x0 + 12, free.y0 + 8, free.x0 + 12 + side, free.y0 + 8 + side)
        lay_barcode(sheet, rng, modules, square)
        return free._replace(x0=square.x1 + 20)
    if chance(rng, 0.25) and free.height > 0.3 * sheet.height:
        turned = np.ascontiguousarray(np.rot90(modules))
        x = free.x1 - sheet.width * float(rng.uniform(0.05, 0.1))
        lay_barcode(sheet, rng, turned, Box(x, free.y0 + 8, free.x1 - 8, free.y1 - 8))
        return free._replace(x1=x - 20)
    tall, wide = sheet.height * float(rng.uniform(0.06, 0.13)), free.width * float(rng.uniform(0.35, 0.7))
    x = free.x0 + (free.width - wide) * float(rng.uniform(0, 1))
    strip = Box(x + 10, free.y0 + 8, x + wide - 10, free.y0 + 8 + tall)
    lay_barcode(sheet, rng, modules, strip, white=chance(rng, 0.7))
    return free._replace(y0=strip.y1 + 18)


def _over_everything(sheet: Sheet, rng: np.random.Generator) -> None:
    scatter_marks(sheet, rng, int(rng.integers(0, 3)))
    if chance(rng, 0.15):
        hologram(sheet, rng)
    if chance(rng, 0.08):
        stamp_word(sheet, rng)
