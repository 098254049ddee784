"""Fictional holders: names, addresses, dates, descriptions and numbers, all drawn from one seed."""

from __future__ import annotations

import calendar
import datetime as dt
import json
import random
import string
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from layouts.places import PLACES

_NAMES: dict[str, list[str]] = {
    key: text.split(", ")
    for key, text in json.loads((Path(__file__).parent / "names.json").read_text(encoding="utf-8")).items()
}
SURNAMES, SPECIMEN_SURNAMES = _NAMES["surnames"], _NAMES["specimen_surnames"]
MALE, FEMALE = _NAMES["male"], _NAMES["female"]
STREETS, KINDS = _NAMES["streets"], _NAMES["street_kinds"]
SUFFIXES = ("JR", "SR", "II", "III", "IV")

EYES = {"BRO": "BROWN", "BLU": "BLUE", "GRN": "GREEN", "HAZ": "HAZEL", "GRY": "GRAY", "BLK": "BLACK"}
HAIR = {"BRO": "BROWN", "BLN": "BLOND", "BLK": "BLACK", "RED": "RED", "GRY": "GRAY", "BAL": "BALD"}
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True)
class Person:
    """Who the card is about, before anything is worded."""

    last: str
    first: str
    middle: str
    suffix: str
    birth: dt.date
    issue: dt.date
    expiry: dt.date
    sex: str
    inches: int
    pounds: int
    eyes: str
    hair: str
    number: str
    street: str
    unit: str
    city: str
    region: str
    postcode: str

    def under(self, age: int) -> dt.date | None:
        """The birthday on which the holder is of age, when that comes after the issue."""
        day = _shifted(self.birth, age)
        return day if day > self.issue else None


def _shifted(day: dt.date, years: int) -> dt.date:
    year = day.year + years
    return dt.date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def number(pattern: str, last: str, rng: random.Random) -> str:
    """A number after a pattern.

    ``#`` is a digit, ``@`` a letter, ``&`` the initial and ``%`` the first five letters of the surname; the
    rest stands as it is.
    """
    kinds: dict[str, Callable[[], str]] = {
        "#": lambda: rng.choice(string.digits),
        "@": lambda: rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ"),
        "&": lambda: last[0],
        "%": lambda: "".join(c for c in last if c.isalpha())[:5].ljust(5, "X"),
    }
    return "".join(kinds[c]() if c in kinds else c for c in pattern)


def _postcode(code: str, extended: bool, rng: random.Random) -> str:
    _, low, high, _ = PLACES[code]
    if code.startswith("CA-"):
        letters = "ABCEGHJKLMNPRSTVWXYZ"
        tail = [rng.choice(kind) for kind in (string.digits, letters, string.digits, letters, string.digits)]
        return "{}{}{} {}{}{}".format(low, *tail)
    zone = f"{rng.randint(int(low), int(high)):03d}{rng.randint(1, 99):02d}"
    return f"{zone}-{rng.randint(1, 9998):04d}" if extended else zone


def _street(code: str, rng: random.Random) -> tuple[str, str]:
    house = str(rng.choice((rng.randint(1, 99), rng.randint(100, 9999), rng.randint(10000, 24999))))
    if code == "US-PR":
        urban = rng.choice(("URB LAS LOMAS", "COND EL MIRADOR", "BO GUAVATE", "EXT VILLA RICA"))
        return f"{house} CALLE {rng.choice(('4', 'LUNA', 'SAN JOSE', 'FLAMBOYAN'))}", urban
    name = rng.choice(STREETS)
    head = rng.choice(("", "", "", "N ", "S ", "NW ", "EAST "))
    street = f"{house} {head}{name} {rng.choice(KINDS)}"
    if rng.random() < 0.05:
        street = f"PO BOX {rng.randint(10, 9999)}"
    unit = ""
    if rng.random() < 0.25:
        unit = rng.choice(("APT {}", "UNIT {}", "# {}", "APT {}B", "STE {}", "LOT {}")).format(
            rng.randint(1, 480)
        )
    return street, unit


def person(code: str, pattern: str, years: tuple[int, int], zip4: float, rng: random.Random) -> Person:
    """A holder of a card of the jurisdiction, issued within the years given."""
    last = rng.choice(SPECIMEN_SURNAMES if rng.random() < 0.08 else SURNAMES)
    sex = rng.choice("MMMMMFFFFFFX" if years[1] > 2018 else "MF")
    pool = FEMALE if sex == "F" or (sex == "X" and rng.random() < 0.5) else MALE
    first = rng.choice(pool)
    chance = rng.random()
    middle = (
        ""
        if chance < 0.2
        else rng.choice(pool + SURNAMES[:20])
        if chance < 0.85
        else rng.choice("ABCDEJKLMRST")
    )
    issue = dt.date(rng.randint(*years), rng.randint(1, 12), rng.randint(1, 28))
    young = rng.random() < 0.15
    days = rng.randint(16 * 366, 20 * 365) if young else rng.randint(21 * 366, 84 * 365)
    birth = issue - dt.timedelta(days=days)
    term = rng.choice((4, 5, 5, 6, 8, 8))
    # Most cards run out on a birthday, some to the day after so many years of issue.
    expiry = _shifted(birth, issue.year - birth.year + term) if rng.random() < 0.75 else _shifted(issue, term)
    street, unit = _street(code, rng)
    return Person(
        last=last,
        first=first,
        middle=middle if middle != first else "",
        suffix=rng.choice(SUFFIXES) if sex == "M" and rng.random() < 0.15 else "",
        birth=birth,
        issue=issue,
        expiry=expiry,
        sex=sex,
        inches=rng.randint(58, 77),
        pounds=rng.randint(95, 290),
        eyes=rng.choice(tuple(EYES)),
        hair=rng.choice(tuple(HAIR)),
        number=number(pattern, last, rng),
        street=street,
        unit=unit,
        city=rng.choice(PLACES[code][3]),
        region=code[3:],
        postcode=_postcode(code, rng.random() < zip4, rng),
    )
