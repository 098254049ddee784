"""Layouts that no jurisdiction has: every convention drawn at random."""

from __future__ import annotations

import random

from layouts.places import PLACES
from layouts.style import Block, Header, Style

# Labels: AAMVA-numbered, worded short, worded long.
WORDS = {
    "number": (
        ("4d DLN", "4d DL#", "4d LIC NO", "4d NO."),
        ("DL", "NO.", "DLN", "LIC#", "ID"),
        ("LICENSE NUMBER", "LICENSE NO.", "CUSTOMER ID", "ID NUMBER", "DRIVER LICENSE NO."),
    ),
    "birth": (
        ("3 DOB", "3 BIRTH DATE"),
        ("DOB", "D.O.B.", "BORN"),
        ("DATE OF BIRTH", "BIRTH DATE", "BIRTHDATE"),
    ),
    "issue": (
        ("4a ISS", "4a ISSUED"),
        ("ISS", "ISS DATE"),
        ("ISSUED", "DATE ISSUED", "ISSUE DATE", "ISSUED ON"),
    ),
    "expiry": (
        ("4b EXP", "4b EXPIRES"),
        ("EXP", "EXP DATE"),
        ("EXPIRES", "EXPIRATION DATE", "EXPIRES ON", "VALID UNTIL"),
    ),
    "sex": (("15 SEX",), ("SEX",), ("SEX", "GENDER")),
    "height": (("16 HGT", "16 HT"), ("HT", "HGT"), ("HEIGHT",)),
    "weight": (("17 WGT", "17 WT"), ("WT", "WGT"), ("WEIGHT",)),
    "eyes": (("18 EYES",), ("EYES", "EYE"), ("EYE COLOR", "EYES")),
    "hair": (("19 HAIR",), ("HAIR",), ("HAIR", "HAIR COLOR")),
    "class": (("9 CLASS", "9 CL"), ("CL", "CLASS"), ("CLASS",)),
    "end": (("9a END",), ("END", "E"), ("ENDORSEMENTS",)),
    "rest": (("12 REST", "12 RESTR"), ("RESTR", "R"), ("RESTRICTIONS",)),
    "last": (("1",), ("LN", ""), ("LAST NAME", "SURNAME", "FAMILY NAME")),
    "given": (("2",), ("FN", ""), ("FIRST NAME", "GIVEN NAMES")),
    "name": (("1,2", ""), ("NAME", ""), ("NAME", "FULL NAME", "")),
    "addr": (("8",), ("", "ADDR", ""), ("ADDRESS", "RESIDENCE", "")),
}
DATES = (
    "MM/DD/YYYY",
    "MM/DD/YYYY",
    "MM-DD-YYYY",
    "MM-DD-YY",
    "MM/DD/YY",
    "YYYY/MM/DD",
    "YYYY-MM-DD",
    "DD MMM YYYY",
    "MMM DD YYYY",
    "DD-MMM-YYYY",
    "MM.DD.YYYY",
    "MM DD YYYY",
)
NUMBERS = (
    "#########",
    "########",
    "#######",
    "@#######",
    "@########",
    "###-##-####",
    "@###-####-####",
    "### ### ###",
    "## ### ###",
    "@@######@",
    "@###-###-##-###-0",
    "@@@######",
    "@#### ##### #####",
    "############",
    "###@@####",
    "######-###",
    "@ ### ### ### ###",
)
TITLES = (
    "DRIVER LICENSE",
    "DRIVER'S LICENSE",
    "OPERATOR LICENSE",
    "IDENTIFICATION CARD",
    "COMMERCIAL DRIVER LICENSE",
    "LEARNER PERMIT",
    "PROVISIONAL LICENSE",
)
LETTERS = "^><"
KIND = ("numbered", "short", "worded")


def _names(label: dict[str, str], flag: str, rng: random.Random) -> list[str]:
    order = rng.choice(("last over first", "last over first", "first over last", "comma", "plain"))
    if order == "comma":
        return [f"{flag}{label['name']}{{last}}, {{given}} {{suffix}}"]
    if order == "plain":
        return [f"{flag}{label['name']}{{given}} {{last}} {{suffix}}"]
    tail = rng.random() < 0.5
    last = f"{flag}{label['last']}{{last}}{' {suffix}' if tail else ''}"
    given = f"{flag}{label['given']}{{given}}{'' if tail else ' {suffix}'}"
    return [last, given] if order.startswith("last") else [given, last]


def _pairs(fields: list[str], columns: int, label: dict[str, str], flag: str) -> list[str]:
    rows = []
    for start in range(0, len(fields), columns):
        part = fields[start : start + columns]
        step = 100 // columns
        cells = [f"{flag}@{i * step} {label[name]}{{{name}}}" for i, name in enumerate(part)]
        rows.append(" | ".join(cells))
    return rows


def _rows(position: str, rng: random.Random, vertical: bool) -> str:
    flag = {"above": "^", "inline": ">", "left": "<"}[position]
    wording = rng.randrange(3)
    mark = rng.choice(("", "", ":", "."[wording > 0 :]))
    label = {name: rng.choice(kinds[wording]) for name, kinds in WORDS.items()}
    label = {
        k: v + mark if v and not v.endswith((".", "#")) and not v.isdigit() else v for k, v in label.items()
    }
    dates = ["birth", "issue", "expiry"]
    rng.shuffle(dates)
    columns = 1 if position == "left" else 2
    body = [
        "sex",
        "height",
        "weight",
        "eyes",
        *rng.sample(["hair", "class", "end", "rest"], rng.randint(1, 3)),
    ]
    rng.shuffle(body)
    big = rng.choice(("", "!", ""))
    number = [f"{big}{flag}{label['number']}{{number}}"]
    if rng.random() < 0.5 and columns == 2 and "class" not in body:
        number = [f"{flag}{label['number']}{{number}} | {flag}@70 {label['class']}{{class}}"]
    groups = [
        number,
        [*_names(label, flag, rng), f"{flag}{label['addr']}{{addr}}"],
        _pairs(dates, columns if not vertical else rng.choice((1, 2)), label, flag),
        _pairs(
            body,
            rng.choice((2, 3)) if wording < 2 and not vertical else 2,
            label,
            ">" if position == "left" else flag,
        ),
    ]
    if rng.random() < 0.6:
        rng.shuffle(groups)
    rows = [row for group in groups for row in group]
    if rng.random() < 0.3:
        rows.append(rng.choice(("UNDER 21 UNTIL {u21}", "~DD {dd}", "~5 DD {dd}", "{donor}")))
    return "\n".join(rows)


def free_style(rng: random.Random) -> Style:
    """A style whose every trait is drawn by chance."""
    code = rng.choice([code for code in PLACES if code.startswith("US-") and code != "US-PR"])
    position = rng.choice(("inline", "inline", "above", "left"))
    vertical = rng.random() < 0.12
    title = rng.choice(TITLES)
    name = PLACES[code][0]
    name = rng.choice((name.upper(), name.upper(), name, f"STATE OF {name.upper()}"))
    if code == "US-DC":
        name = "DISTRICT OF COLUMBIA"
    dark = (rng.randint(0, 150), rng.randint(10, 70), rng.randint(20, 120))
    size = min(52.0, 620 / len(name) / 0.62) if not vertical else min(44.0, 560 / len(name) / 0.7)
    side = rng.choice(("left", "left", "right"))
    if vertical:
        headers = (Header(name, 50, 2, size, "bold", "m", dark), Header(title, 50, 7.5, 26, "bold", "m"))
        portrait, box = (4, 13, 44, 38), (5.0, 45.0, 96.0, 98.0)
    else:
        face = rng.choice(("bold", "serif"))
        headers = (Header(name, 3, 2, size, face, "l", dark), Header(title, 3, 11, 27, "bold", "l"))
        portrait = (3, 19, 32, 76) if side == "left" else (68, 19, 97, 76)
        box = (35.0, 17.0, 98.0, 97.0) if side == "left" else (3.0, 17.0, 65.0, 97.0)
    return Style(
        code,
        headers,
        (rng.choice(NUMBERS),),
        (Block(box, _rows(position, rng, vertical)),),
        portrait,
        date=rng.choice(DATES),
        labels=position,
        size=rng.choice((25, 27, 29)),
        label_scale=rng.choice((0.66, 0.74, 0.85, 1.0)),
        label_face=rng.choice(("sans", "bold", "narrow")),
        label_color=rng.choice(((40, 50, 90), (150, 30, 40), (30, 30, 36), (90, 90, 96))),
        label_column=36,
        height=rng.choice(("F'-II\"", "F'II\"", "F-II", "F' II\"", "F ft II in")),
        weight=rng.choice(("P lb", "P", "P lbs", "PLB")),
        colors=rng.choice(("short", "brn", "word")),
        city=rng.choice(("C, R Z", "C R Z", "C, R, Z")),
        lines=rng.choice((2, 2, 3)),
        years=(1999, 2025),
        vertical=vertical,
        paper=tuple(rng.randint(204, 246) for _ in range(3)),  # type: ignore[arg-type]
        note="free",
    )
