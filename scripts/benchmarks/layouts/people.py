"""Fictional holders: names, addresses, dates, descriptions and numbers, all drawn from one seed."""

from __future__ import annotations

import calendar
import datetime as dt
import random
import string
from dataclasses import dataclass

from layouts.places import PLACES

SURNAMES = """ABERNATHY ALVAREZ-ORTIZ ANDERSEN BAKER BALASUBRAMANIAN BEAUCHAMP BLACKWOOD BOYD CARMICHAEL
CASTELLANOS CHEN CHURCHILL CORTEZ D'AMICO D'ANGELO DAVENPORT DE_LA_CRUZ DEL_TORO DUBOIS EASTMAN ELLINGSON FAIRCHILD
FITZGERALD FOX GALLAGHER GARCIA_LOPEZ GREENE GUTIERREZ HALL HARTLEY-BROWN HENDERSON HOLLOWAY HUYNH IVERSON JAMES
JOHNSTON KAMAKA KELLER KIM KOWALCZYK LAFLEUR LEE LINDQUIST LOPEZ MACDONALD MARSH MCALLISTER MCDOWELL MONTGOMERY
MOORE NAKAMURA NGUYEN NORTH NOVAK O'BRIEN O'CONNOR OKAFOR OLSEN ORTIZ PAGE PARK PATEL PEREZ-SANTIAGO PRICE QUINN
RAMIREZ REYES RICHTER ROSE RUTHERFORD SAINT_CLAIR SALAZAR SANDOVAL SCHWARZENBACH SHORT SILVA SMITH-JONES SNYDER
ST_JOHN STONE SULLIVAN SWEENEY TANAKA THISTLEWOOD TRAN TREMBLAY UNDERWOOD VAN_BUREN VAN_DER_BERG VASQUEZ VILLANUEVA
WALKER WASHINGTON WEST WHITE WILLIAMS WOODS WU XIONG YAMADA YOUNG ZAPATA ZIMMERMAN""".split()
SPECIMEN_SURNAMES = "SAMPLE PUBLIC CARDHOLDER DOE CITIZEN MOTORIST SPECIMEN DRIVER LICENSE".split()
MALE = """AARON ALAN ANTHONY BENJAMIN BRIAN CARLOS CHRISTOPHER DALE DANIEL DMITRI EDWARD ELIJAH FRANK GABRIEL
GEORGE HAROLD HIROSHI IAN JACK JAMAL JEAN-PAUL JOHN JOSE JUAN_CARLOS KEVIN LEE LIAM LUIS MARK MARQUIS MATTHEW NATHAN
OLIVER PATRICK PETER QUENTIN RAYMOND ROBERT SAMUEL STEPHEN THADDEUS THOMAS TY VICTOR WALTER WILLIAM ZACHARY""".split()
FEMALE = """ALEXANDRIA AMELIA ANGELA ANNE-MARIE BETTY BRENDA CAROLINE CHARLOTTE CONSUELO DAISY DOLORES ELAINE
ELIZABETH EVE FAITH FLORENCE GRACE HANNAH HEATHER IMA IRIS JANE JANICE JENNIFER JO KATHERINE KEISHA LAKSHMI LINDA LY
MAGDALENA MARGARET MARIA MARY_ANN MEGAN MELISSA NANCY OLIVIA PENELOPE QUIANA ROSA RUTH SAMANTHA SUSAN TERESA UMA
VIOLET WENDY YOLANDA ZOE""".split()
SUFFIXES = ("JR", "SR", "II", "III", "IV")
STREETS = """MAPLE OAK ELM WASHINGTON JEFFERSON LAKE_VIEW PINE_RIDGE MARTIN_LUTHER_KING CEDAR_HOLLOW OLD_MILL MAIN
RIVERSIDE SUNSET HIGHLAND CHURCH COLLEGE STATE GEORGIA COUNTY_LINE PLEASANT_VALLEY ORCHARD BIRCH SAINT_ANDREWS FRANKLIN
CHERRY_BLOSSOM PRESIDENTIAL 1ST 12TH 42ND 103RD MEADOWLARK WHISPERING_PINES""".split()
KINDS = "ST AVE RD DR LN BLVD CT WAY PL TER HWY CIR STREET AVENUE DRIVE ROAD PKWY".split()
COUNTIES = "GREENE MADISON CLARK LINCOLN WAYNE ORANGE HAMILTON POLK".split()

EYES = {"BRO": "BROWN", "BLU": "BLUE", "GRN": "GREEN", "HAZ": "HAZEL", "GRY": "GRAY", "BLK": "BLACK"}
HAIR = {"BRO": "BROWN", "BLN": "BLOND", "BLK": "BLACK", "RED": "RED", "GRY": "GRAY", "BAL": "BALD"}
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


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


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def number(pattern: str, last: str, rng: random.Random) -> str:
    """A number after a pattern: ``#`` digit, ``@`` letter, ``&`` initial and ``%`` first five letters of the surname."""
    kinds = {
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
        digit, letter = lambda: rng.choice(string.digits), lambda: rng.choice(letters)
        return f"{low}{digit()}{letter()} {digit()}{letter()}{digit()}"
    zone = f"{rng.randint(int(low), int(high)):03d}{rng.randint(1, 99):02d}"
    return f"{zone}-{rng.randint(1, 9998):04d}" if extended else zone


def _street(code: str, rng: random.Random) -> tuple[str, str]:
    house = str(rng.choice((rng.randint(1, 99), rng.randint(100, 9999), rng.randint(10000, 24999))))
    if code == "US-PR":
        urban = rng.choice(("URB LAS LOMAS", "COND EL MIRADOR", "BO GUAVATE", "EXT VILLA RICA"))
        return f"{house} CALLE {rng.choice(('4', 'LUNA', 'SAN JOSE', 'FLAMBOYAN'))}", urban
    name = _spaced(rng.choice(STREETS))
    head = rng.choice(("", "", "", "N ", "S ", "NW ", "EAST "))
    street = f"{house} {head}{name} {rng.choice(KINDS)}"
    if rng.random() < 0.05:
        street = f"PO BOX {rng.randint(10, 9999)}"
    unit = ""
    if rng.random() < 0.25:
        unit = rng.choice(("APT {}", "UNIT {}", "# {}", "APT {}B", "STE {}", "LOT {}")).format(rng.randint(1, 480))
    return street, unit


def person(code: str, pattern: str, years: tuple[int, int], zip4: float, rng: random.Random) -> Person:
    """A holder of a card of the jurisdiction, issued within the years given."""
    last = _spaced(rng.choice(SPECIMEN_SURNAMES if rng.random() < 0.08 else SURNAMES))
    sex = rng.choice("MMMMMFFFFFFX" if years[1] > 2018 else "MF")
    pool = FEMALE if sex == "F" or (sex == "X" and rng.random() < 0.5) else MALE
    first = _spaced(rng.choice(pool))
    chance = rng.random()
    middle = "" if chance < 0.2 else rng.choice(pool + SURNAMES[:20]) if chance < 0.85 else rng.choice("ABCDEJKLMRST")
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
        middle=_spaced(middle) if _spaced(middle) != first else "",
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
