"""Turns a holder and papers into what a card prints: items with their class, lines and rank."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from docparse.training.synth.id.people import Papers, Person, chance, pick

DATE_FORMATS = ("%m/%d/%Y", "%m/%d/%Y", "%m/%d/%Y", "%m-%d-%Y", "%m-%d-%Y", "%m/%d/%y")
FOREIGN_DATE_FORMATS = (
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%d %b %Y",
    "%d-%m-%Y",
    "%d.%m.%y",
    "%d %m %Y",
    "%d %b / %b %y",
)


_NATIONALITIES = (
    "UTOPIAN",
    "UNITED STATES OF AMERICA",
    "BRITISH CITIZEN",
    "FRANÇAISE",
    "DEUTSCH",
    "POLSKIE",
    "SVENSK",
)


@dataclass(frozen=True)
class Item:
    """One value to print.

    Attributes:
        key: What it is, the key of its label in the wording.
        label: Region class.
        lines: One or more lines as printed.
        line_keys: Label key of each line where lines have their own labels (family name, given names).
        rank: Size against ordinary values.
    """

    key: str
    label: str
    lines: tuple[str, ...]
    line_keys: tuple[str, ...] = ()
    rank: float = 1.0


@dataclass(frozen=True)
class Printing:
    """Habits of one issuer that decide how values are written."""

    date_format: str
    name_style: str
    height_style: int
    long_eyes: bool


def random_printing(rng: np.random.Generator, *, foreign: bool) -> Printing:
    """Choose an issuer's habits."""
    return Printing(
        pick(rng, FOREIGN_DATE_FORMATS if foreign or chance(rng, 0.08) else DATE_FORMATS),
        pick(
            rng,
            (
                "family_given",
                "family_given",
                "family_given",
                "given_family",
                "comma",
                "three",
                "one_line",
                "apart",
            ),
        ),
        int(rng.integers(5)) if not foreign else 5,
        chance(rng, 0.1),
    )


def print_date(day: dt.date, printing: Printing) -> str:
    """A date as this issuer writes it."""
    return day.strftime(printing.date_format).upper()


def name_items(person: Person, printing: Printing) -> list[Item]:
    """The holder's name as one item of one to three lines, or as two items."""
    given = " ".join(person.given)
    family = f"{person.family} {person.suffix}".strip()
    style = printing.name_style
    if style == "apart":
        return [Item("family", "name", (family,), ("family",)), Item("given", "name", (given,), ("given",))]
    if style == "comma":
        return [Item("name", "name", (f"{family},", given))]
    if style == "one_line":
        return [Item("name", "name", (f"{person.family}, {given} {person.suffix}".strip(),))]
    if style == "three" and len(person.given) > 1:
        return [
            Item(
                "name", "name", (family, person.given[0], " ".join(person.given[1:])), ("family", "given", "")
            )
        ]
    if style == "given_family":
        return [Item("name", "name", (given, family), ("given", "family"))]
    return [Item("name", "name", (family, given), ("family", "given"))]


def print_height(height_cm: int, style: int) -> str:
    """A height in one of six writings, the last metric."""
    feet, inches = divmod(round(height_cm / 2.54), 12)
    return (
        f"{feet}'-{inches:02d}\"",
        f"{feet}-{inches:02d}",
        f"{feet}'{inches:02d}\"",
        f"{feet * 12 + inches} in",
        f"{feet}' {inches}\"",
        f"{height_cm} cm",
    )[style]


def document_items(
    rng: np.random.Generator, person: Person, papers: Papers, printing: Printing, *, licence: bool
) -> dict[str, list[Item]]:
    """All a front may print, by group.

    Groups are ``number``, ``name``, ``address``, ``dates``, ``person``, ``licence`` and ``more``; all but
    number, name and dates may be empty.
    """
    metric = printing.height_style == 5
    weight = (
        f"{round(person.weight_lb * 0.4536)} kg"
        if metric
        else f"{person.weight_lb}{pick(rng, ('', ' lb', ' lbs', ' LB'))}"
    )
    words = {"M": "MALE", "F": "FEMALE", "X": "X"}[person.sex]
    sex = (
        words
        if chance(rng, 0.04)
        else f"{person.sex}/{person.sex}"
        if metric and chance(rng, 0.08)
        else person.sex
    )
    body = [
        Item("sex", "sex", (sex,)),
        Item("height", "other_text", (print_height(person.height_cm, printing.height_style),)),
        Item("weight", "other_text", (weight,)),
        Item("eyes", "other_text", (person.eyes,)),
        Item("hair", "other_text", (person.hair,)),
    ]
    kept = [body[0], *(item for item in body[1:] if chance(rng, 0.3 if metric else 0.8))]
    dates = [
        Item("dob", "date_of_birth", (print_date(person.birth, printing),)),
        Item("expiry", "date_of_expiry", (print_date(papers.expires, printing),)),
        Item("issue", "date_of_issue", (print_date(papers.issued, printing),)),
    ]
    if chance(rng, 0.06):
        dates.pop()
    driving = [
        Item("class", "other_text", (papers.vehicle_class,)),
        Item("end", "other_text", (papers.endorsements,)),
        Item("rest", "other_text", (papers.restrictions,)),
    ]
    more = (
        [Item("dd", "other_text", (papers.discriminator,), rank=0.75)]
        if chance(rng, 0.75) and not metric
        else []
    )
    if metric or not licence:
        extra = [
            Item("nationality", "other_text", (pick(rng, (papers.country, *_NATIONALITIES)),)),
            Item("birthplace", "other_text", (papers.place_of_birth,)),
            Item("personal", "other_text", (papers.personal_number,)),
            Item("authority", "other_text", (papers.city,)),
            Item(
                "category",
                "other_text",
                (pick(rng, ("PERMANENT RESIDENT", "WORK", "EU/EEA", "FAMILY MEMBER", "C", "B2")),),
            ),
        ]
        more += [item for item in extra if chance(rng, 0.6 if metric else 0.2)]
    return {
        "number": [Item("number", "document_number", (papers.number,))],
        "name": name_items(person, printing),
        "address": [Item("address", "address", papers.address)] if not metric or chance(rng, 0.5) else [],
        "dates": dates,
        "person": kept,
        "licence": driving if licence else [],
        "more": more,
    }


def in_mixed_case(items: dict[str, list[Item]]) -> dict[str, list[Item]]:
    """Names and addresses with small letters."""
    return {
        key: [replace(item, lines=tuple(line.title() for line in item.lines)) for item in values]
        if key in ("name", "address")
        else values
        for key, values in items.items()
    }
