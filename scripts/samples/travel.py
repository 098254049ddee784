"""A passport's data page and a two-sided identity card: invented designs, right machine-readable zones."""

from __future__ import annotations

import datetime as dt

from PIL import ImageDraw

from docparse.identity.mrz.build import build_td1, build_td3
from samples.canvas import SCALE, Canvas, Colour, Style, tint
from samples.fonts import FontBook
from samples.ornaments import card, footer, guilloche, ridges, sample_badge, seal, star
from samples.people import TravelDocument
from samples.portrait import draw_portrait

PAGE = (1000, 704)  # 125 x 88 mm, as ICAO Doc 9303-4 asks
INK: Colour = (24, 26, 32)
RED: Colour = (168, 28, 38)

# OCR-B stands at ten characters an inch (ICAO Doc 9303-3, 4.2.1): 2.54 mm, in card units of each document.
PITCH_TD3 = 2.54 * PAGE[0] / 125
PITCH_TD1 = 2.54 * 1000 / 85.6


def passport_zone(document: TravelDocument) -> list[str]:
    """Both lines of a passport's zone."""
    holder = document.holder
    return build_td3(
        family_name=holder.family,
        given_names=holder.given,
        issuing_country=document.state,
        document_number=document.number,
        nationality=document.state,
        date_of_birth=holder.birth,
        sex=holder.sex,
        date_of_expiry=document.expires,
    )


def card_zone(document: TravelDocument) -> list[str]:
    """The three lines of an identity card's zone."""
    holder = document.holder
    return build_td1(
        family_name=holder.family,
        given_names=holder.given,
        issuing_country=document.state,
        document_number=document.number,
        nationality=document.state,
        date_of_birth=holder.birth,
        sex=holder.sex,
        date_of_expiry=document.expires,
        document_code="ID",
    )


def _zone(canvas: Canvas, lines: list[str], *, left: float, top: float, pitch: float, leading: float) -> None:
    # The face's own advance is 0.6 em or so: the size follows from the pitch.
    probe = canvas.fonts.get("ocrb", 1000).getlength("M") / 1000
    size = round(pitch * SCALE / probe)
    font = canvas.fonts.get("ocrb", size)
    draw = ImageDraw.Draw(canvas.image)
    for row, line in enumerate(lines):
        for column, char in enumerate(line):
            at = ((left + column * pitch) * SCALE, (top + row * leading) * SCALE)
            draw.text(at, char, font=font, fill=(16, 16, 20), anchor="ls")


def _day(day: dt.date) -> str:
    return day.strftime("%d %b %Y").upper()


def passport_page(document: TravelDocument, fonts: FontBook) -> Canvas:
    """A passport's data page: portrait left, visual zone in two languages, TD3 zone below."""
    teal, sand = (16, 74, 92), (244, 240, 226)
    canvas = card(fonts, [(224, 238, 240), sand, (232, 226, 240)], angle=35, size=PAGE)
    guilloche(canvas, [(130, 184, 192), (196, 172, 140)], top=70, seed=71, alpha=0.42)
    canvas.polygon(ridges(1000.0, 560, 120, seed=61, rough=0.8), (134, 180, 190), alpha=0.32)
    canvas.polygon(ridges(1000.0, 560, 70, seed=66, rough=0.8), (96, 150, 164), alpha=0.26)
    seal(canvas, (60, 52), 36, teal)
    canvas.text((112, 48), "NEW ZEALAND", Style("serif", 34, teal, spacing=3))
    canvas.text((112, 76), "AOTEAROA", Style("sans", 20, teal, spacing=2))
    canvas.text((958, 44), "PASSPORT", Style("bold", 27, teal, spacing=3), anchor="rs")
    canvas.text((958, 74), "URUWHENUA", Style("sans", 19, teal, spacing=3), anchor="rs")
    sample_badge(canvas, (560, 36), RED)

    portrait = draw_portrait(document.holder.look)
    canvas.picture(portrait, (44, 110, 300, 438))
    canvas.signature((52, 448, 292, 530), "Hazel M. Paratene", (24, 30, 90))
    canvas.picture(tint(portrait, (30, 96, 112), (234, 242, 240)), (814, 362, 954, 542), fade=0.5, feather=14)
    label, value = Style("sans", 15, (30, 88, 104)), Style("bold", 24, INK)
    holder = document.holder
    cells = [
        (330, 118, "Type / Momo", "P"),
        (480, 118, "Code / Waehere", document.state),
        (690, 118, "Passport No. / Uruwhenua", document.number),
        (330, 180, "Surname / Ingoa whānau", holder.family),
        (330, 242, "Given names / Ingoa", holder.given),
        (330, 304, "Nationality / Iwi", "NEW ZEALAND"),
        (330, 366, "Date of birth / Rā whānau", _day(holder.birth)),
        (600, 366, "Sex / Ira", holder.sex),
        (330, 428, "Date of issue / Rā tuku", _day(document.issued)),
        (600, 428, "Place of birth / Wāhi", document.place_of_birth),
        (330, 490, "Date of expiry / Rā mutunga", _day(document.expires)),
        (600, 490, "Authority / Mana", "WELLINGTON"),
    ]
    for x, top, name, text in cells:
        canvas.text((x, top), name, label)
        canvas.text((x, top + 29), text, value)
    canvas.box((0, 560, 1000, 704), (250, 250, 246), alpha=0.86)
    _zone(canvas, passport_zone(document), left=53, top=614, pitch=PITCH_TD3, leading=46)
    footer(canvas, (58, 96, 106))
    return canvas


def identity_front(document: TravelDocument, fonts: FontBook) -> Canvas:
    """An identity card's face in a European manner: portrait left, labels in two languages."""
    blue, rose = (30, 62, 122), (184, 74, 92)
    canvas = card(fonts, [(226, 236, 248), (246, 236, 240), (230, 240, 236)], angle=20)
    guilloche(canvas, [(150, 178, 218), (224, 166, 180)], top=90, seed=81, alpha=0.42)
    seal(canvas, (690, 350), 150, (150, 170, 210), alpha=0.3)
    canvas.box((0, 0, 1000, 84), blue)
    canvas.box((0, 84, 1000, 90), rose)
    canvas.polygon(star((62, 42), 26), (250, 216, 110))
    canvas.text((108, 42), "GRAND-DUCHÉ DE LUXEMBOURG", Style("bold", 27, (255, 255, 255), spacing=1))
    canvas.text((108, 70), "CARTE D'IDENTITÉ / IDENTITY CARD", Style("sans", 20, (214, 226, 248), spacing=1))
    sample_badge(canvas, (846, 26), RED)

    portrait = draw_portrait(document.holder.look)
    canvas.picture(portrait, (40, 120, 312, 468))
    canvas.signature((48, 482, 304, 572), "L. Weidert", (24, 30, 90))
    canvas.picture(
        tint(portrait, (60, 82, 140), (240, 240, 246)), (838, 318, 958, 456), fade=0.55, feather=14
    )
    label, value = Style("sans", 16, blue), Style("bold", 26, INK)
    holder = document.holder
    day = "%d.%m.%Y"
    cells = [
        (344, 134, "Nom / Surname", holder.family),
        (344, 202, "Prénoms / Given names", holder.given),
        (344, 270, "Sexe / Sex", holder.sex),
        (490, 270, "Nationalité / Nationality", document.state),
        (726, 270, "Date de naissance / Date of birth", holder.birth.strftime(day)),
        (344, 338, "Lieu de naissance / Place of birth", document.place_of_birth),
        (344, 406, "No du document / Document No.", document.number),
        (344, 474, "Date de délivrance / Date of issue", document.issued.strftime(day)),
        (620, 474, "Date d'expiration / Date of expiry", document.expires.strftime(day)),
        (344, 542, "No personnel / Personal No.", document.personal_number),
    ]
    for x, top, name, text in cells:
        canvas.text((x, top), name, label)
        canvas.text((x, top + 30), text, value)
    footer(canvas, (70, 82, 116))
    return canvas


def identity_back(document: TravelDocument, fonts: FontBook) -> Canvas:
    """An identity card's back: issuer, a chip's outline, TD1 zone."""
    blue = (30, 62, 122)
    canvas = card(fonts, [(232, 240, 246), (246, 238, 242)], angle=20)
    guilloche(canvas, [(150, 178, 218), (224, 166, 180)], top=0, seed=82, alpha=0.38)
    sample_badge(canvas, (838, 40), RED)
    canvas.box((52, 96, 192, 206), (216, 186, 110), radius=16)
    contacts = [
        [(52, 132), (98, 132)],
        [(52, 170), (98, 170)],
        [(146, 132), (192, 132)],
        [(146, 170), (192, 170)],
    ]
    contacts += [[(98, 96), (98, 206)], [(146, 96), (146, 206)], [(98, 151), (146, 151)]]
    canvas.lines([[(float(x), float(y)) for x, y in line] for line in contacts], (128, 100, 46), width=4)
    seal(canvas, (880, 236), 84, blue, alpha=0.55)
    label, value = Style("sans", 16, blue), Style("bold", 22, INK)
    cells = [
        (240, 108, "Autorité / Authority", "SERVICE DES DOCUMENTS, ECHTERNACH"),
        (240, 176, "Taille / Height", "1,78 m"),
        (420, 176, "Couleur des yeux / Eye colour", "GRIS / GREY"),
    ]
    for x, top, name, text in cells:
        canvas.text((x, top), name, label)
        canvas.text((x, top + 29), text, value)
    note = "Cette carte est un spécimen inventé. This card is an invented specimen."
    canvas.text((52, 318), note, Style("sans", 18, (70, 82, 116)))
    canvas.box((0, 366, 1000, 630), (250, 250, 248), alpha=0.88)
    _zone(canvas, card_zone(document), left=55, top=440, pitch=PITCH_TD1, leading=60)
    footer(canvas, (70, 82, 116))
    return canvas
