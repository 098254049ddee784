"""Fictional holders and their documents' values: who is on a card, before it is decided how it is printed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, TypeVar

import numpy as np

Sex = Literal["M", "F", "X"]
T = TypeVar("T")

_STREET_KINDS = ["ST", "AVE", "RD", "LN", "DR", "BLVD", "CT", "WAY", "PL", "TER", "HWY", "CIR"]
_EYES = ["BRO", "BLU", "GRN", "HAZ", "BLK", "GRY"]
_HAIR = ["BRO", "BLK", "BLN", "RED", "GRY", "WHI", "SDY", "BAL"]


@dataclass(frozen=True)
class Person:
    """A fictional holder, names in capitals.

    Attributes:
        culture: Group of names drawn from; also hints at the portrait.
        family: Family name or names.
        given: Given names, first to last.
        suffix: JR, II …, or empty.
        sex: ``M``, ``F`` or ``X``.
        birth: Date of birth.
        height_cm: Height.
        weight_lb: Weight.
        eyes: Three-letter eye colour.
        hair: Three-letter hair colour.
    """

    culture: str
    family: str
    given: tuple[str, ...]
    suffix: str
    sex: Sex
    birth: dt.date
    height_cm: int
    weight_lb: int
    eyes: str
    hair: str

    @property
    def age(self) -> int:
        """Years, near enough for a portrait."""
        return 2024 - self.birth.year


@dataclass(frozen=True)
class Papers:
    """What a document says beside its holder.

    Attributes:
        number: Document number as printed.
        issued: Date of issue.
        expires: Date of expiry.
        address: One to three lines.
        city: City, also the place of birth's source.
        region: Two-letter state, for AAMVA data.
        postal_code: Five digits, for AAMVA data.
        country: Issuer's code as an MRZ prints it.
        vehicle_class: Licence class.
        restrictions: Codes or NONE.
        endorsements: Codes or NONE.
        discriminator: Document discriminator.
        place_of_birth: City.
        personal_number: Another number some countries print.
    """

    number: str
    issued: dt.date
    expires: dt.date
    address: tuple[str, ...]
    city: str
    region: str
    postal_code: str
    country: str
    vehicle_class: str
    restrictions: str
    endorsements: str
    discriminator: str
    place_of_birth: str
    personal_number: str


def pick(rng: np.random.Generator, options: Sequence[T]) -> T:
    """One of several things, each as likely."""
    return options[int(rng.integers(len(options)))]


def chance(rng: np.random.Generator, probability: float) -> bool:
    """True with a probability."""
    return bool(rng.random() < probability)


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, dict[str, tuple[str, ...]]], dict[str, tuple[str, ...]]]:
    data = json.loads(resources.files(__package__).joinpath("names.json").read_text("utf-8"))
    cultures = {
        culture: {part: tuple(names.split(" | ")) for part, names in parts.items()}
        for culture, parts in data.pop("cultures").items()
    }
    return cultures, {what: tuple(names.split(" | ")) for what, names in data.items()}


def random_person(rng: np.random.Generator, *, foreign: bool = False) -> Person:
    """Invent a holder.

    Args:
        rng: Source of every choice.
        foreign: Names of all cultures alike; otherwise mostly English ones.
    """
    cultures, _ = _names()
    culture = "english" if not foreign and chance(rng, 0.6) else pick(rng, sorted(cultures))
    parts = cultures[culture]
    sex: Sex = "X" if chance(rng, 0.03) else ("M" if chance(rng, 0.5) else "F")
    first_names = parts["male" if sex == "M" else "female" if sex == "F" else pick(rng, ("male", "female"))]
    given = [pick(rng, first_names) for _ in range(int(rng.choice([1, 2, 3], p=[0.4, 0.52, 0.08])))]
    if len(given) > 1 and chance(rng, 0.25):
        given[-1] = given[-1][0]
    family = pick(rng, parts["family"])
    if chance(rng, 0.35 if culture == "spanish" else 0.05):
        family += pick(rng, (" ", "-")) + pick(rng, parts["family"])
    birth = dt.date(1940, 1, 1) + dt.timedelta(days=int(rng.integers(0, 25000)))
    tall = 176 if sex == "M" else 164
    return Person(
        culture,
        family,
        tuple(given),
        pick(rng, ("JR", "SR", "II", "III", "IV")) if chance(rng, 0.05) else "",
        sex,
        birth,
        int(np.clip(rng.normal(tall, 8), 140, 210)),
        int(np.clip(rng.normal(185 if sex == "M" else 150, 28), 90, 320)),
        pick(rng, _EYES),
        pick(rng, _HAIR),
    )


def random_papers(rng: np.random.Generator, *, foreign: bool = False) -> Papers:
    """Invent a document's values; addresses and numbers of a US kind unless ``foreign``."""
    issued = dt.date(2008, 1, 1) + dt.timedelta(days=int(rng.integers(0, 6200)))
    years = int(pick(rng, (4, 5, 6, 8, 10)))
    expires = dt.date(issued.year + years, issued.month, min(issued.day, 28))
    _, lists = _names()
    region, postal = pick(rng, lists["states"]), f"{int(rng.integers(1000, 99999)):05d}"
    city = pick(rng, lists["foreign_cities" if foreign else "cities"])
    address = _foreign_address(rng, city) if foreign else _us_address(rng, city, region, postal)
    codes = "".join(sorted({pick(rng, "ABCDEFGJ") for _ in range(2)}))
    return Papers(
        random_number(rng),
        issued,
        expires,
        address,
        city,
        region,
        postal,
        pick(rng, lists["countries"]) if foreign else "USA",
        pick(
            rng,
            ("A", "B", "C", "D", "E", "M", "DM", "R", "CM", "OPERATOR")
            if not foreign
            else ("B", "AM/B1/B", "B BE", "A2 B"),
        ),
        pick(rng, ("NONE", "NONE", "NONE", codes, "B", "CORR LENSES")),
        pick(rng, ("NONE", "NONE", "NONE", "M", "HNP", "T")),
        _coded(rng, int(rng.integers(8, 24))),
        pick(rng, lists["foreign_cities" if foreign else "cities"]),
        _coded(rng, int(rng.integers(8, 12))),
    )


def _digits(rng: np.random.Generator, count: int) -> str:
    return "".join(str(int(d)) for d in rng.integers(0, 10, count))


def _coded(rng: np.random.Generator, length: int) -> str:
    letters = chance(rng, 0.5)
    return "".join(
        pick(rng, "ABCDEFGHJKLMNPRSTUVWXYZ") if letters and chance(rng, 0.2) else _digits(rng, 1)
        for _ in range(length)
    )


# "#" stands for a digit, "@" for a letter.
_NUMBER_SHAPES = (
    "#######", "########", "#########", "#########", "##########", "############", "@#######", "@########",
    "@#######", "@@######", "@@#######", "@###-####-####", "@###-###-##-###-#", "###-##-####", "##-###-####",
    "@##-##-####", "@-###-###-###-###", "### ### ###", "## ### ###", "@@@######", "@@@@@#@###@@",
    "#####@@###", "@ ### ### ### ###", "@#### ##### #####", "##@@#####", "@@ #######", "@####", "##@@@####",
    "@############", "####-##-####", "@@########", "##@######", "@######",
)  # fmt: skip


def random_number(rng: np.random.Generator) -> str:
    """A document number of one of many shapes; sometimes the placeholder of a specimen."""
    shape = pick(rng, _NUMBER_SHAPES)
    number = "".join(
        _digits(rng, 1) if c == "#" else pick(rng, "ABCDEFGHJKLMNPRSTUVWXYZ") if c == "@" else c
        for c in shape
    )
    placeholder = rng.random()
    if placeholder < 0.05:
        return "".join("0" if c.isdigit() else c for c in number)
    if placeholder < 0.1:
        run = iter("1234567890123456789")
        return "".join(next(run) if c.isdigit() else c for c in number)
    return number


def _us_address(rng: np.random.Generator, city: str, region: str, postal: str) -> tuple[str, ...]:
    _, lists = _names()
    house = int(pick(rng, (int(rng.integers(1, 100)), int(rng.integers(100, 10000)), 123)))
    side = pick(rng, ("N ", "S ", "E ", "W ", "NORTH ", "WEST ")) if chance(rng, 0.15) else ""
    kind = pick(rng, _STREET_KINDS) if chance(rng, 0.75) else pick(rng, ("STREET", "AVENUE", "DRIVE", "ROAD"))
    street = f"{house} {side}{pick(rng, lists['streets'])} {kind}"
    unit = f"{pick(rng, ('APT', 'UNIT', '#', 'STE', 'APT.', 'ROOM'))} {int(rng.integers(1, 999))}"
    full_code = postal + (f"-{_digits(rng, 4)}" if chance(rng, 0.35) else "")
    last = f"{city}{pick(rng, (', ', ' ', ', '))}{region}{pick(rng, (' ', '  '))}{full_code}"
    style = rng.random()
    if style < 0.68:
        return street, last
    if style < 0.82:
        return street, unit, last
    if style < 0.94:
        return f"{street}{pick(rng, (' ', ', '))}{unit}", last
    return (f"{street} {last}",)


def _foreign_address(rng: np.random.Generator, city: str) -> tuple[str, ...]:
    _, lists = _names()
    name, house = pick(rng, lists["foreign_streets"]), int(rng.integers(1, 240))
    street = f"{house} {name}" if chance(rng, 0.4) else f"{name} {house}"
    code = pick(rng, (_digits(rng, 5), _digits(rng, 4), f"{_digits(rng, 3)} {_digits(rng, 2)}"))
    town = f"{code} {city}" if chance(rng, 0.8) else city
    style = rng.random()
    if style < 0.25:
        return (f"{town}, {street}" if chance(rng, 0.5) else f"{street}, {town}",)
    if style < 0.9:
        return street, town
    return street, town, pick(rng, ("UTOPIA", "NORDLAND", "WESTMARK"))
