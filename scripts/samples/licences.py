"""Driver's licences: three faces and one back, in invented designs."""

from __future__ import annotations

import datetime as dt

from samples.aamva import licence_payload
from samples.canvas import Canvas, Colour, Style, tint
from samples.fonts import FontBook
from samples.ornaments import CARD, barcode, card, footer, guilloche, heart, ridges, sample_badge, seal, star
from samples.people import Licence
from samples.portrait import draw_portrait

INK: Colour = (24, 26, 32)
RED: Colour = (168, 28, 38)


def _us_date(day: dt.date) -> str:
    return day.strftime("%m/%d/%Y")


def _signed(licence: Licence) -> str:
    return f"{licence.holder.given.split()[0].title()} {licence.holder.family.title()}"


def numbered_front(licence: Licence, state: str, fonts: FontBook) -> Canvas:
    """A US face with the standard's numbered labels (AAMVA 2020, table A.1), portrait left, ghost right."""
    green, leaf = (24, 74, 62), (70, 128, 104)
    canvas = card(fonts, [(246, 242, 222), (222, 237, 222), (208, 228, 232)])
    guilloche(canvas, [(120, 172, 150), (168, 158, 200)], top=96, seed=11)
    width = float(CARD[0])
    canvas.polygon(ridges(width, 630, 150, seed=4, rough=0.8), (150, 188, 168), alpha=0.4)
    canvas.polygon(ridges(width, 630, 92, seed=9, rough=0.8), (112, 162, 142), alpha=0.35)
    canvas.box((0, 0, width, 92), green)
    canvas.polygon([(x, y - 538) for x, y in ridges(width, 630, 50, seed=21, rough=0.9)], leaf, alpha=0.35)
    canvas.box((0, 92, width, 97), (214, 176, 84))
    canvas.text((36, 64), state.upper(), Style("serif", 52, (255, 255, 255), spacing=5))
    canvas.text((964, 46), "DRIVER LICENSE", Style("bold", 28, (255, 255, 255), spacing=2), anchor="rs")
    canvas.text((842, 78), "USA", Style("bold", 20, (236, 214, 150), spacing=3), anchor="rs")
    sample_badge(canvas, (854, 56), RED)

    portrait = draw_portrait(licence.holder.look)
    canvas.box((34, 122, 292, 452), green)
    canvas.picture(portrait, (37, 125, 289, 449))
    canvas.signature((40, 466, 286, 556), _signed(licence), (22, 32, 84))
    canvas.picture(tint(portrait, (46, 96, 84), (232, 240, 230)), (800, 372, 960, 578), fade=0.62, feather=14)
    canvas.polygon(star((938, 142), 22), (198, 154, 52))
    _numbered_fields(canvas, licence)
    if licence.donor:
        canvas.polygon(heart((634, 549), 16), RED)
        canvas.text((660, 556), "DONOR", Style("bold", 21, RED))
    footer(canvas, (52, 84, 74), centre=500)
    return canvas


def _numbered_fields(canvas: Canvas, licence: Licence) -> None:
    label, value = Style("sans", 18, (30, 76, 64)), Style("bold", 26, INK)
    strong, small = Style("bold", 30, RED), Style("bold", 23, INK)
    holder = licence.holder
    rows = [
        ((318, 144), [("4d DLN", label), (licence.number, Style("bold", 30, (20, 44, 112)))]),
        ((620, 144), [("9 CLASS", label), (licence.vehicle_class, value)]),
        ((318, 184), [("3 DOB", label), (_us_date(holder.birth), strong)]),
        ((620, 184), [("4b EXP", label), (_us_date(licence.expires), strong)]),
        ((318, 236), [("1", label), (holder.family, value)]),
        ((318, 270), [("2", label), (holder.given, value)]),
        ((318, 308), [("8", label), (licence.street, value)]),
        ((334, 342), [(licence.city_line, value)]),
        ((318, 392), [("4a ISS", label), (_us_date(licence.issued), small)]),
        ((318, 430), [("15 SEX", label), (holder.sex, small)]),
        ((448, 430), [("16 HGT", label), (licence.feet, small)]),
        ((620, 430), [("17 WGT", label), (licence.weight, small)]),
        ((448, 468), [("18 EYES", label), (licence.eyes, small)]),
        ((620, 468), [("19 HAIR", label), (licence.hair, small)]),
        ((318, 514), [("9a END", label), (licence.endorsements, small)]),
        ((502, 514), [("12 REST", label), (licence.restrictions, small)]),
        ((318, 556), [("5 DD", label), (licence.discriminator, Style("bold", 21, INK))]),
    ]
    for at, parts in rows:
        canvas.run(at, parts, gap=9)


def numbered_back(licence: Licence, fonts: FontBook) -> Canvas:
    """The back of a US card: PDF417 with the holder's data, inventory barcode, what the codes mean."""
    canvas = card(fonts, [(240, 244, 236), (224, 234, 230)])
    guilloche(canvas, [(160, 196, 180), (190, 184, 212)], top=0, seed=12, alpha=0.3)
    barcode(canvas, "VT0412873950", "Code128", (48, 40, 420, 92))
    canvas.text((48, 120), "INVENTORY 0412873950", Style("sans", 15, INK))
    sample_badge(canvas, (838, 40), RED)
    seal(canvas, (770, 70), 44, (60, 112, 94))
    head, text = Style("bold", 17, (24, 74, 62)), Style("sans", 17, INK)
    notes = [
        ("CLASS", "D  Any single vehicle under 26,001 pounds"),
        ("RESTRICTIONS", "B  Corrective lenses"),
        ("ENDORSEMENTS", "NONE"),
    ]
    for row, (name, meaning) in enumerate(notes):
        canvas.text((48, 158 + 28 * row), name, head)
        canvas.text((230, 158 + 28 * row), meaning, text)
    barcode(canvas, licence_payload(licence), "PDF417", (40, 240, 960, 556), rows=23)
    canvas.text(
        (500, 590),
        "Vermont office of motor vehicles. Carry this card while driving; report a new address in 30 days.",
        Style("sans", 15, INK),
        anchor="ms",
    )
    footer(canvas, (52, 84, 74))
    return canvas


def worded_front(licence: Licence, state: str, fonts: FontBook) -> Canvas:
    """A US face with worded labels, no label on the name, first name first, portrait right."""
    plum, amber = (70, 38, 92), (206, 132, 44)
    canvas = card(fonts, [(252, 240, 214), (250, 228, 200), (236, 222, 240)], angle=80)
    guilloche(canvas, [(222, 178, 128), (186, 160, 206)], top=110, seed=31, alpha=0.42)
    canvas.polygon(ridges(1000.0, 630, 70, seed=17, rough=0.5), (218, 178, 116), alpha=0.45)
    canvas.box((0, 0, 1000, 104), plum)
    canvas.polygon([(x, y - 526) for x, y in ridges(1000.0, 630, 60, seed=8, rough=0.5)], amber, alpha=0.55)
    seal(canvas, (66, 52), 40, (250, 222, 166))
    canvas.text((126, 58), state.upper(), Style("bold", 46, (255, 250, 238), spacing=8))
    canvas.text((128, 88), "DRIVER LICENSE", Style("bold", 22, (255, 224, 168), spacing=4))
    sample_badge(canvas, (840, 36), RED)

    portrait = draw_portrait(licence.holder.look)
    canvas.box((696, 130, 966, 474), plum, radius=10)
    canvas.picture(portrait, (701, 135, 961, 469))
    canvas.signature((704, 482, 958, 570), _signed(licence), (30, 26, 66))
    canvas.picture(
        tint(portrait, (112, 78, 130), (246, 236, 232)), (560, 396, 672, 540), fade=0.5, feather=12
    )
    _worded_fields(canvas, licence, plum)
    if licence.veteran:
        canvas.box((562, 556, 674, 584), plum, radius=6)
        canvas.text((618, 577), "VETERAN", Style("bold", 18, (255, 244, 220)), anchor="ms")
    footer(canvas, (110, 72, 60))
    return canvas


def _worded_fields(canvas: Canvas, licence: Licence, ink: Colour) -> None:
    label, value = Style("bold", 16, ink), Style("bold", 25, INK)
    holder = licence.holder
    canvas.run((40, 152), [("LIC NO", label), (licence.number, Style("bold", 31, RED))], gap=12)
    canvas.run(
        (430, 152),
        [("CLASS", Style("bold", 24, ink)), (licence.vehicle_class, Style("bold", 28, INK))],
        gap=7,
    )
    canvas.text((40, 206), f"{holder.given} {holder.family}", Style("bold", 29, INK))
    canvas.text((40, 242), licence.street, value)
    canvas.text((40, 274), licence.city_line, value)
    columns = [40, 235, 430]
    stacked = [
        (
            336,
            [
                ("DOB", _us_date(holder.birth)),
                ("EXP", _us_date(licence.expires)),
                ("ISS", _us_date(licence.issued)),
            ],
        ),
        (406, [("SEX", holder.sex), ("HT", licence.feet), ("WT", licence.weight)]),
        (476, [("EYES", licence.eyes), ("HAIR", licence.hair)]),
        (546, [("ENDORSEMENTS", licence.endorsements), ("RESTRICTIONS", licence.restrictions)]),
    ]
    for baseline, cells in stacked:
        for x, (name, text) in zip(columns, cells, strict=False):
            canvas.text((x, baseline - 26), name, label)
            canvas.text((x, baseline), text, value)
    canvas.run((40, 590), [("DD", label), (licence.discriminator, Style("bold", 19, INK))], gap=10)


def bilingual_front(licence: Licence, fonts: FontBook) -> Canvas:
    """A Canadian face in English and French with dates as year, month, day."""
    lake, mist = (22, 66, 110), (214, 230, 240)
    canvas = card(fonts, [(232, 242, 248), (240, 240, 230), (222, 234, 246)], angle=30)
    guilloche(canvas, [(142, 182, 210), (206, 170, 176)], top=96, seed=52, alpha=0.4)
    canvas.box((0, 0, 1000, 100), mist)
    canvas.polygon(
        [(x, y - 530) for x, y in ridges(1000.0, 630, 62, seed=41, rough=0.7)], (120, 170, 200), alpha=0.5
    )
    canvas.box((0, 100, 1000, 105), RED)
    canvas.text((40, 62), "Ontario", Style("serif", 54, lake))
    canvas.text((42, 90), "CANADA", Style("bold", 20, RED, spacing=2))
    canvas.text((960, 44), "DRIVER'S LICENCE", Style("bold", 27, lake, spacing=1), anchor="rs")
    canvas.text((960, 76), "PERMIS DE CONDUIRE", Style("bold", 23, lake, spacing=1), anchor="rs")
    sample_badge(canvas, (440, 34), RED)

    portrait = draw_portrait(licence.holder.look)
    canvas.box((36, 132, 300, 470), (255, 255, 255), radius=6)
    canvas.picture(portrait, (41, 137, 295, 465))
    canvas.signature((46, 482, 292, 568), _signed(licence), (24, 30, 90))
    canvas.picture(
        tint(portrait, (60, 96, 140), (236, 242, 246)), (816, 388, 960, 574), fade=0.55, feather=14
    )
    _bilingual_fields(canvas, licence, lake)
    footer(canvas, (62, 86, 112), centre=560)
    return canvas


def _bilingual_fields(canvas: Canvas, licence: Licence, ink: Colour) -> None:
    label, value = Style("sans", 16, ink), Style("bold", 26, INK)
    holder = licence.holder
    day = "%Y/%m/%d"
    canvas.text((324, 140), "1,2 NAME/NOM", label)
    canvas.text((324, 170), f"{holder.family},", value)
    canvas.text((324, 202), holder.given, value)
    canvas.text((324, 232), "8 ADDRESS/ADRESSE", label)
    canvas.text((324, 262), licence.street, value)
    canvas.text((324, 294), licence.city_line, value)
    canvas.text((324, 328), "4d NUMBER/NUMÉRO", label)
    canvas.text((324, 360), licence.number, Style("bold", 30, RED))
    stacked = [
        (424, 324, "4a ISS/DÉL", licence.issued.strftime(day)),
        (424, 532, "4b EXP/EXP", licence.expires.strftime(day)),
        (488, 324, "3 DOB/DDN", holder.birth.strftime(day)),
        (488, 532, "5 DD/RÉF", licence.discriminator),
        (360, 680, "12 REST/COND", licence.restrictions),
        (552, 324, "15 SEX/SEXE", holder.sex),
        (552, 448, "16 HGT/HAUT", f"{licence.height_cm} cm"),
        (552, 592, "9 CLASS/CATÉG", licence.vehicle_class),
    ]
    for baseline, x, name, text in stacked:
        canvas.text((x, baseline - 27), name, label)
        canvas.text((x, baseline), text, value)
