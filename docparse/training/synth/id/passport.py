"""Data pages of passports, visas and TD2 cards: a photograph, values, and a machine-readable zone below."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from docparse.training.synth.id.card import printed_values
from docparse.training.synth.id.carriers import Document
from docparse.training.synth.id.cell import Setting
from docparse.training.synth.id.flow import Flow, Group, join_names, print_groups
from docparse.training.synth.id.ground import random_ground
from docparse.training.synth.id.header import print_header
from docparse.training.synth.id.marks import hologram, scatter_marks, stamp_word
from docparse.training.synth.id.people import Papers, Person, chance, pick, random_papers, random_person
from docparse.training.synth.id.photo import lay_ghost, lay_portrait, random_photo_style
from docparse.training.synth.id.portrait import draw_portrait
from docparse.training.synth.id.sheet import Box, Sheet
from docparse.training.synth.id.signature import sign
from docparse.training.synth.id.typography import random_typography
from docparse.training.synth.id.values import Item, document_items, random_printing
from docparse.training.synth.id.wording import random_wording
from docparse.training.synth.id.zone import print_zone, zone_lines, zone_number

_CARD_CORNER = 30.0
# Form of the zone to the page's size in pixels: 125 x 88, 105 x 74 and 120 x 80 mm.
_SIZES = {"TD3": (1000, 704), "TD2": (940, 662), "MRV-A": (960, 640), "MRV-B": (940, 662)}
_TITLES = {
    "TD3": (
        "PASSPORT",
        "PASSPORT / PASSEPORT",
        "PASSEPORT",
        "REISEPASS",
        "PASAPORTE",
        "PASSAPORTO",
        "PASZPORT",
    ),
    "TD2": ("IDENTITY CARD", "CARTE D'IDENTITÉ", "PERSONALAUSWEIS", "RESIDENCE PERMIT", "TITRE DE SÉJOUR"),
    "MRV-A": ("VISA", "VISUM", "VISADO", "ENTRY VISA"),
    "MRV-B": ("VISA", "VISUM", "VISADO"),
}


def random_passport_page(rng: np.random.Generator) -> Document:
    """Draw a page with a zone of two lines."""
    form = str(rng.choice(list(_SIZES), p=[0.68, 0.14, 0.12, 0.06]))
    width, height = _SIZES[form]
    person, papers = random_person(rng, foreign=True), random_papers(rng, foreign=True)
    papers = replace(papers, number=zone_number(papers))
    printing, typography = random_printing(rng, foreign=True), random_typography(rng)
    sheet = Sheet(random_ground(rng, width, height))
    side = width * float(rng.uniform(0.025, 0.07))
    lines = zone_lines(rng, form, person, papers)
    zone_top = _print_zone(sheet, rng, lines, side)
    top = height * float(rng.uniform(0.08, 0.16))
    header = Box(side, height * 0.015, width - side, top)
    print_header(sheet, rng, header, typography, pick(rng, _TITLES[form]))
    text, keep_clear = _pictures(sheet, rng, person, Box(side, top, width - side, zone_top - 16))
    items = document_items(rng, person, papers, printing, licence=False)
    flow = Flow(
        (text,),
        tuple(keep_clear),
        row_gap=float(rng.uniform(0.1, 0.4)),
        group_gap=float(rng.uniform(0.1, 0.5)),
        column_gap=float(rng.uniform(0.8, 1.6)),
        spread=chance(rng, 0.7),
        largest=float(rng.uniform(20, 34)),
    )
    setting = Setting(typography, random_wording(rng, foreign=True))
    print_groups(sheet, rng, _page_groups(rng, items, papers, form), flow, setting)
    join_names(sheet)
    scatter_marks(sheet, rng, int(rng.integers(0, 3)))
    if chance(rng, 0.35):
        hologram(sheet, rng)
    if chance(rng, 0.15):
        stamp_word(sheet, rng)
    values = printed_values(person, papers, printing) | {"mrz": "\n".join(lines)}
    radius = 0.0 if form != "TD2" else _CARD_CORNER
    return Document(sheet.pixels, "passport_page", tuple(sheet.regions), radius, values)


def _print_zone(sheet: Sheet, rng: np.random.Generator, lines: list[str], side: float) -> float:
    """Print the zone at the foot, often on a pale field; returns its upper edge."""
    tall = sheet.height * float(rng.uniform(0.11, 0.17))
    bottom = sheet.height * float(rng.uniform(0.93, 0.97))
    zone = Box(side, bottom - tall, sheet.width - side, bottom)
    if chance(rng, 0.6):
        pale = np.full((4, 4, 3), np.clip(rng.normal(246, 6), 0, 255), np.uint8)
        field = Box(0, zone.y0 - 14, sheet.width, sheet.height)
        sheet.lay(pale, field, opacity=float(rng.uniform(0.5, 1)))
    return print_zone(sheet, rng, lines, zone).y0


def _pictures(sheet: Sheet, rng: np.random.Generator, person: Person, area: Box) -> tuple[Box, list[Box]]:
    """Portrait, ghost and signature in the page's middle part.

    Returns:
        The part left for values, and what to keep clear of there.
    """
    tall = area.height * float(rng.uniform(0.6, 0.9))
    y = area.y0 + float(rng.uniform(4, 24))
    wide = tall * float(rng.uniform(0.7, 0.82))
    picture = Box(area.x0, y, area.x0 + wide, min(y + tall, area.y1))
    photo, portrait = random_photo_style(rng), draw_portrait(rng, person)
    lay_portrait(sheet, rng, portrait, picture, photo)
    text = Box(picture.x1 + sheet.width * float(rng.uniform(0.015, 0.04)), area.y0 + 6, area.x1, area.y1)
    keep_clear = []
    if chance(rng, 0.4):
        ghost_tall = sheet.height * float(rng.uniform(0.14, 0.28))
        bottom = text.y1 - text.height * float(rng.uniform(0, 0.4))
        ghost = Box(text.x1 - ghost_tall * 0.78, bottom - ghost_tall, text.x1, bottom)
        lay_ghost(sheet, rng, portrait, ghost, photo)
        keep_clear.append(ghost.grown(4))
    if chance(rng, 0.65):
        signature = _signature_place(rng, picture, text)
        sign(sheet, rng, person, signature)
        keep_clear.append(signature.grown(2))
    return text, keep_clear


def _signature_place(rng: np.random.Generator, picture: Box, text: Box) -> Box:
    below = Box(picture.x0, picture.y1 + 4, picture.x1, text.y1)
    if below.height > 34 and chance(rng, 0.6):
        return below
    tall = text.height * float(rng.uniform(0.12, 0.2))
    x0 = text.x0 + text.width * float(rng.uniform(0, 0.5))
    return Box(x0, text.y1 - tall, x0 + text.width * 0.45, text.y1)


def _page_groups(
    rng: np.random.Generator, items: dict[str, list[Item]], papers: Papers, form: str
) -> list[Group]:
    """Rows of a data page: type, country and number; names; nationality; birth; issue and expiry."""
    code = "P" if form == "TD3" else pick(rng, ("ID", "V", "C", "A"))
    kind = Item("type", "other_text", (code,))
    country = Item("code", "other_text", (papers.country,))
    first = [item for item in (kind, country) if chance(rng, 0.8)] + items["number"]
    nation = next(
        (item for item in items["more"] if item.key == "nationality"),
        Item("nationality", "other_text", (papers.country,)),
    )
    sex = [item for item in items["person"] if item.key == "sex"]
    measures = [item for item in items["person"] if item.key != "sex" and chance(rng, 0.3)]
    dates = {item.key: item for item in items["dates"]}
    birth = [dates["dob"], *sex, *(item for item in items["more"] if item.key == "birthplace")]
    rest = [dates[key] for key in ("issue", "expiry") if key in dates]
    rest += [item for item in items["more"] if item.key in ("authority", "personal")]
    if chance(rng, 0.3):
        birth, rest = [dates["dob"], *rest], [*sex, *birth[2:]]
    name = Group(tuple(items["name"]), 1)
    per_row = int(rng.integers(1, 4))
    groups = [
        Group(tuple(first), 3),
        name,
        Group((nation, *measures), 2, flexible=True),
        Group(tuple(birth), per_row, flexible=True),
        Group(tuple(rest), int(rng.integers(1, 3)), flexible=True),
    ]
    if chance(rng, 0.2):
        groups = [name, groups[0], *groups[2:]]
    if items["address"] and chance(rng, 0.15):
        groups.append(Group(tuple(items["address"]), 1))
    return [group for group in groups if group.items]
