"""One front from one seed: picture, truth and traits."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from layouts.card import Card, UnfitError
from layouts.faces import Faces
from layouts.free import free_style
from layouts.marks import CHANCES, MARKS
from layouts.people import Person, person
from layouts.scenery import photographed
from layouts.style import Style, address_lines, load_styles, worded

STYLES: tuple[Style, ...] = tuple(
    style
    for name in ("east", "west", "canada")
    for style in load_styles(Path(__file__).parent / f"styles_{name}.txt")
)
# Smallest sizes, in pixels of the file, at which a person still reads the print without doubt.
LEAST_VALUE, LEAST_LABEL = 11.0, 8.0
WIDTHS = ((300, 400), (400, 560), (400, 560), (560, 760), (560, 760), (760, 1000))


@dataclass
class Front:
    """A drawn front. ``truth`` has only what is printed."""

    name: str
    style: str
    pixels: Any
    truth: dict[str, Any]
    traits: dict[str, str]


def _truth(who: Person, style: Style, printed: set[str]) -> dict[str, Any]:
    given = {"given": f"{who.first} {who.middle}".strip(), "first": who.first}
    truth: dict[str, Any] = {
        "document_number": who.number if "number" in printed else None,
        "family_name": who.last if "last" in printed else None,
        "given_names": next((given[k] for k in given if k in printed), None),
        "name_suffix": who.suffix if "suffix" in printed else None,
        "date_of_birth": who.birth.isoformat() if "birth" in printed else None,
        "date_of_issue": who.issue.isoformat() if "issue" in printed else None,
        "date_of_expiry": who.expiry.isoformat() if "expiry" in printed else None,
        "sex": who.sex if "sex" in printed else None,
        "address": address_lines(who, style) if "addr" in printed else None,
        "jurisdiction": style.code,
    }
    return {key: value for key, value in truth.items() if value}


def _traits(style: Style, width: int) -> dict[str, str]:
    rows = "\n".join(block.rows for block in style.blocks)
    last, given = (re.search(rf"\{{{name}\}}", rows) for name in ("last", "given"))
    assert last is not None
    assert given is not None
    first = "last" if last.start() < given.start() else "first"
    parted = re.search(
        r"[|\n]|\\n", rows[min(last.start(), given.start()) : max(last.start(), given.start())]
    )
    comma = ", one line" if not parted else " on top"
    name_cell = re.search(r"([^|\n{]*)\{(?:last|given)\}", rows)
    name_label = re.sub(r"[!~*^><@\d ]", "", name_cell.group(1)) if name_cell else ""
    numbered = bool(re.search(r"4[dD]", rows))
    return {
        "labels": style.labels,
        "wording": "numbered" if numbered else "worded",
        "name order": f"{first} name first{comma}",
        "name label": "none"
        if not name_cell or not name_cell.group(1).strip(" !~*^><")
        else ("word" if name_label else "digit"),
        "date": style.date,
        "width": "300-399"
        if width < 400
        else "400-559"
        if width < 560
        else "560-759"
        if width < 760
        else "760-1000",
        "portrait": "vertical card" if style.vertical else "left" if style.portrait[0] < 50 else "right",
        "kind": "free" if style.note == "free" else style.code[:2],
    }


def _styled(style: Style, rng: random.Random) -> Style:
    if style.note == "free" or rng.random() < 0.6:
        return style
    # The same layout with other surroundings: every jurisdiction's cards come in several series.
    return replace(
        style,
        size=style.size * rng.uniform(0.93, 1.03),
        label_scale=style.label_scale * rng.uniform(0.95, 1.15),
    )


def _doubtful(who: Person, style: Style) -> bool:
    """Whether nobody could tell where the given names end: "MARIA ROSA GARCIA LOPEZ" on one line."""
    rows = "\n".join(block.rows for block in style.blocks)
    particles = ("DE ", "DEL ", "VAN ", "SAINT ", "ST ")
    return "{given} {last}" in rows and " " in who.last and not who.last.startswith(particles)


def _drawn(style: Style, faces: Faces, rng: random.Random) -> tuple[Card, Person]:
    who = person(style.code, rng.choice(style.numbers), style.years, style.zip4, rng)
    if _doubtful(who, style):
        raise UnfitError
    card = Card(style, faces, rng, worded(who, style, rng))
    card.headers()
    card.photo()
    for block in style.blocks:
        card.block(block)
    _no_overlap(card)
    for name in [
        *style.marks,
        *(n for n, chance in CHANCES.items() if rng.random() < chance and n not in style.marks),
    ]:
        MARKS[name](card)
    return card, who


def _no_overlap(card: Card) -> None:
    boxes = card.taken
    for i, a in enumerate(boxes):
        if a[2] > card.size[0] or a[3] > card.size[1]:
            raise UnfitError
        for b in boxes[:i]:
            if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 4:
                raise UnfitError


def front(seed: int, faces: Faces, only: str | None = None, free_share: float = 0.25) -> Front:
    """The front of a seed.

    Args:
        seed: Decides everything.
        faces: The fonts.
        only: ``US-NY``, ``free``, or None for any style.
        free_share: Share of layouts composed at random when any style may come.
    """
    rng = random.Random(f"front {seed}")
    fitting = [s for s in STYLES if s.code == only]
    free = only == "free" or (only is None and rng.random() < free_share)
    if not free and not fitting and only is not None:
        raise ValueError(f"no style {only}")
    base = None if free else rng.choice(fitting or STYLES)
    for _ in range(400):
        style = _styled(base or free_style(rng), rng)
        try:
            card, who = _drawn(style, faces, rng)
        except UnfitError:
            continue
        long = 1000 if not style.vertical else 631
        least = max(LEAST_VALUE / card.smallest_value, LEAST_LABEL / card.smallest_label) * long
        wanted = rng.randint(*rng.choice(WIDTHS)) * long / 1000
        width = round(min(1000, max(wanted, least)))
        pixels, traits = photographed(card.picture, width, rng)
        style_name = (
            "free"
            if free
            else f"{style.code}#{[s.code for s in STYLES[: STYLES.index(base)]].count(style.code)}"
        )
        truth = _truth(who, style, card.printed)
        return Front(
            f"{seed:05d}_{style_name.replace('#', '_')}",
            style_name,
            pixels,
            truth,
            {**_traits(style, width), **traits},
        )
    raise RuntimeError(f"seed {seed}: nothing fits the style")
