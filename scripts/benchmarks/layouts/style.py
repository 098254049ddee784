"""What makes one jurisdiction's front: a description as data, and the wording of a holder after it."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from layouts.people import EYES, HAIR, MONTHS, Person


@dataclass(frozen=True)
class Header:
    """A line of the heading: text, place of its left (l), middle (m) or right (r) in percent, size, face."""

    text: str
    x: float
    y: float
    size: float
    face: str = "bold"
    anchor: str = "l"
    color: tuple[int, int, int] = (20, 40, 110)


@dataclass(frozen=True)
class Block:
    """Rows of cells in a box given in percent of the card.

    A row is a line of cells parted by ``|``. A cell is ``[flags][@percent ]label{field}…``: everything before
    the first brace is its label. Flags: ``!`` large and bold, ``~`` small, ``*`` red, ``^`` label above,
    ``>`` label before, ``<`` labels in a column of their own. ``@`` places the cell in percent of the block.
    """

    box: tuple[float, float, float, float]
    rows: str


@dataclass(frozen=True)
class Style:
    """One front's conventions. Sizes are in thousandths of the card's longer side."""

    code: str
    headers: tuple[Header, ...]
    numbers: tuple[str, ...]
    blocks: tuple[Block, ...]
    portrait: tuple[float, float, float, float]
    date: str = "MM/DD/YYYY"
    labels: str = "inline"
    face: str = "sans"
    size: float = 30
    label_scale: float = 0.74
    label_face: str = "sans"
    label_color: tuple[int, int, int] = (40, 50, 90)
    label_column: float = 22
    height: str = "F'-II\""
    weight: str = "P lb"
    colors: str = "short"
    city: str = "C, R Z"
    lines: int = 2
    zip4: float = 0.3
    years: tuple[int, int] = (2004, 2025)
    marks: tuple[str, ...] = ("signature", "ghost")
    paper: tuple[int, int, int] = (214, 228, 240)
    vertical: bool = False
    note: str = ""


def _converted(text: str, like: Any) -> Any:
    """The text of a setting as the type of a value like it."""
    if isinstance(like, tuple):
        parts = text.split()
        return tuple(parts) if like and isinstance(like[0], str) else tuple(int(p) for p in parts)
    return float(text) if isinstance(like, int | float) else text


def _style(section: str) -> Style:
    """One section of a styles file: ``[CODE]``, headers, settings, blocks with indented rows."""
    first, *lines = section.splitlines()
    settings: dict[str, Any] = {}
    headers: list[Header] = []
    blocks: list[tuple[str, list[str]]] = []
    defaults = {item.name: item.default for item in fields(Style)} | {"portrait": (0, 0, 0, 0)}
    for line in lines:
        key, _, rest = line.strip().partition(" ")
        if line.startswith("  "):
            blocks[-1][1].append(line.strip())
        elif key == "header":
            x, y, size, face, anchor, red, green, blue, text = rest.split(" ", 8)
            color = (int(red), int(green), int(blue))
            headers.append(Header(text, float(x), float(y), float(size), face, anchor, color))
        elif key == "block":
            blocks.append((rest, []))
        elif key == "numbers":
            settings[key] = tuple(rest.split(" ; "))
        else:
            settings[key] = _converted(rest, defaults[key])
    built = []
    for box, rows in blocks:
        left, top, right, bottom = map(float, box.split())
        built.append(Block((left, top, right, bottom), "\n".join(rows)))
    return Style(first.strip("[]"), tuple(headers), blocks=tuple(built), **settings)


def load_styles(path: Path) -> list[Style]:
    """The styles of a file: sections parted by empty lines."""
    return [_style(section) for section in path.read_text(encoding="utf-8").strip().split("\n\n")]


def date_text(day: dt.date, pattern: str) -> str:
    """The day after a pattern of YYYY, YY, MMM, MM and DD."""
    parts = {
        "YYYY": f"{day.year}",
        "YY": f"{day.year % 100:02d}",
        "MMM": MONTHS[day.month - 1],
        "MM": f"{day.month:02d}",
        "DD": f"{day.day:02d}",
    }
    return re.sub("YYYY|YY|MMM|MM|DD", lambda m: parts[m.group()], pattern)


def address_lines(who: Person, style: Style) -> list[str]:
    """The printed lines of the address."""
    parts = {"C": who.city, "R": who.region, "Z": who.postcode}
    tail = re.sub(r"\b[CRZ]\b", lambda m: parts[m.group()], style.city)
    if style.code == "US-PR":
        return [who.unit, who.street, tail]
    if style.lines == 3 and who.unit:
        return [who.street, who.unit, tail]
    return [f"{who.street} {who.unit}".strip(), tail]


def worded(who: Person, style: Style, rng: random.Random) -> dict[str, str]:
    """Every field a cell may name, worded as the style prints it; empty when the card has none of it."""
    height = style.height.replace("F", str(who.inches // 12)).replace("II", f"{who.inches % 12:02d}")
    height = height.replace("CM", str(round(who.inches * 2.54)))
    weight = style.weight.replace("P", str(who.pounds)).replace("KG", str(round(who.pounds * 0.4536)))
    tables = {"short": ({}, {}), "brn": ({"BRO": "BRN"}, {"BRO": "BRN"}), "word": (EYES, HAIR)}
    eyes, hair = tables[style.colors]

    def day(value: dt.date | None) -> str:
        return date_text(value, style.date) if value else ""

    revision = dt.date(
        min(who.issue.year - 1, rng.randint(2005, 2022)), rng.randint(1, 12), rng.randint(1, 28)
    )
    digits = "".join(rng.choice("0123456789") for _ in range(20))
    return {
        "number": who.number,
        "last": who.last,
        "first": who.first,
        "middle": who.middle,
        "given": f"{who.first} {who.middle}".strip(),
        "suffix": who.suffix,
        "birth": day(who.birth),
        "issue": day(who.issue),
        "expiry": day(who.expiry),
        "sex": who.sex,
        "height": height,
        "weight": weight,
        "eyes": eyes.get(who.eyes, who.eyes),
        "hair": hair.get(who.hair, who.hair),
        "addr": "\n".join(address_lines(who, style)),
        "class": rng.choice(
            ("D", "C", "D", "E", "CM", "A", "5") if style.code[:2] == "US" else ("5", "G", "5")
        ),
        "end": rng.choice(("NONE", "NONE", "M", "H", "---")),
        "rest": rng.choice(("NONE", "NONE", "B", "A", "CORR LENS", "---")),
        "dd": rng.choice((digits[:20], digits[:10], f"{digits[:8]}{rng.choice('ABCDK')}{digits[9:13]}")),
        "audit": digits[4:12],
        "county": rng.choice(("GREENE", "MADISON", "CLARK", "POLK", "WAYNE"))
        + " "
        + f"{rng.randint(1, 99):02d}",
        "u21": day(who.under(21)),
        "u18": day(who.under(18)),
        "rev": date_text(revision, "MM/DD/YYYY"),
        "dups": f"{rng.choice((0, 0, 1, 2)):02d}",
        "donor": rng.choice(("ORGAN DONOR", "DONOR", "")),
        "veteran": rng.choice(("VETERAN", "", "", "")),
        "soundex": f"{who.last[0]}{digits[:3]}",
        "birth_small": date_text(who.birth, rng.choice(("MM/DD/YY", "MMDDYY", "MM/YYYY"))),
        "first_dd": date_text(who.issue, "MM/DD/YYYY")
        + digits[:5]
        + "/"
        + "BBFD/"
        + f"{who.expiry.year % 100:02d}",
    }
