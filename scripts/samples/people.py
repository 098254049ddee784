"""The fictional people and their documents, as data. No one here exists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Look:
    """How a portrait is drawn; colours are RGB."""

    skin: tuple[int, int, int]
    hair: tuple[int, int, int]
    style: Literal["long", "short", "bun", "bob", "curly"]
    shirt: tuple[int, int, int]
    iris: tuple[int, int, int]
    glasses: bool = False
    beard: bool = False


@dataclass(frozen=True)
class Holder:
    """A fictional person. Names in capitals, as printed."""

    family: str
    given: str
    sex: Literal["F", "M", "X"]
    birth: dt.date
    look: Look


@dataclass(frozen=True)
class Licence:
    """A driver's licence; ``region`` is the state's or province's postal abbreviation."""

    holder: Holder
    number: str
    issued: dt.date
    expires: dt.date
    street: str
    city: str
    region: str
    postal_code: str
    country: str
    vehicle_class: str
    restrictions: str
    endorsements: str
    discriminator: str
    height_in: int = 0
    height_cm: int = 0
    weight_lb: int = 0
    eyes: str = ""
    hair: str = ""
    donor: bool = False
    veteran: bool = False
    issuer_id: str = ""

    @property
    def feet(self) -> str:
        """Height as a US card prints it."""
        return f"{self.height_in // 12}'-{self.height_in % 12:02d}\""

    @property
    def weight(self) -> str:
        """Weight as a US card prints it; in capitals, for a small l looks like a capital I."""
        return f"{self.weight_lb} LB"

    @property
    def city_line(self) -> str:
        """Last line of the address."""
        return f"{self.city}, {self.region} {self.postal_code}"


@dataclass(frozen=True)
class TravelDocument:
    """A passport or identity card; ``state`` is the issuer's ISO 3166-1 alpha-3 code."""

    holder: Holder
    state: str
    number: str
    expires: dt.date
    issued: dt.date
    place_of_birth: str = ""
    personal_number: str = ""


MARGUERITE = Holder(
    "HOLLOWAY",
    "MARGUERITE ANNE",
    "F",
    dt.date(1987, 3, 14),
    Look((238, 200, 172), (112, 66, 36), "long", (46, 92, 84), (78, 120, 84)),
)
TOBIAS = Holder(
    "ADEYEMI",
    "TOBIAS RAYMOND",
    "M",
    dt.date(1994, 7, 22),
    Look((132, 88, 62), (34, 26, 22), "short", (150, 62, 52), (66, 42, 28), beard=True),
)
THEODORE = Holder(
    "LINDGREN",
    "THEODORE JAMES",
    "M",
    dt.date(1979, 11, 2),
    Look((240, 208, 184), (188, 150, 92), "short", (60, 74, 116), (84, 122, 158), glasses=True),
)
ELOISE = Holder(
    "TREMBLAY-WICKS",
    "ELOISE",
    "F",
    dt.date(1990, 8, 14),
    Look((226, 182, 148), (52, 36, 30), "bun", (122, 58, 98), (86, 58, 36)),
)
HAZEL = Holder(
    "PARATENE",
    "HAZEL MIRIAMA",
    "F",
    dt.date(1991, 9, 6),
    Look((196, 144, 108), (38, 28, 26), "curly", (52, 66, 82), (74, 48, 30)),
)
LUCIEN = Holder(
    "WEIDERT",
    "LUCIEN MARC",
    "M",
    dt.date(1968, 1, 29),
    Look((232, 194, 168), (150, 148, 146), "short", (74, 78, 86), (92, 108, 120), glasses=True),
)

VERMONT_FRONT = Licence(
    MARGUERITE,
    number="48213976",
    issued=dt.date(2025, 2, 27),
    expires=dt.date(2029, 3, 14),
    street="1420 ALDER CREEK RD",
    city="MONTPELIER",
    region="VT",
    postal_code="05602-1188",
    country="USA",
    vehicle_class="D",
    restrictions="B",
    endorsements="NONE",
    discriminator="0412873950VT227",
    height_in=66,
    weight_lb=138,
    eyes="GRN",
    hair="BRO",
    donor=True,
    issuer_id="636024",
)
VERMONT_PHOTO = Licence(
    TOBIAS,
    number="71905548",
    issued=dt.date(2024, 8, 5),
    expires=dt.date(2028, 7, 22),
    street="67 QUARRY HILL LN APT 3",
    city="BRATTLEBORO",
    region="VT",
    postal_code="05301-2276",
    country="USA",
    vehicle_class="D",
    restrictions="NONE",
    endorsements="M",
    discriminator="0538261774VT805",
    height_in=71,
    weight_lb=176,
    eyes="BRO",
    hair="BLK",
    donor=True,
    issuer_id="636024",
)
NEBRASKA_FRONT = Licence(
    THEODORE,
    number="H20581347",
    issued=dt.date(2023, 10, 19),
    expires=dt.date(2028, 11, 2),
    street="3308 PRAIRIE VIEW AVE",
    city="KEARNEY",
    region="NE",
    postal_code="68847",
    country="USA",
    vehicle_class="O",
    restrictions="NONE",
    endorsements="M",
    discriminator="10192358077313",
    height_in=73,
    weight_lb=192,
    eyes="BLU",
    hair="BLN",
    veteran=True,
)
ONTARIO_FRONT = Licence(
    ELOISE,
    number="T7261-30549-05814",
    issued=dt.date(2023, 8, 30),
    expires=dt.date(2028, 8, 14),
    street="58 MAPLE HOLLOW CRES",
    city="SUDBURY",
    region="ON",
    postal_code="P3E 4K2",
    country="CAN",
    vehicle_class="G",
    restrictions="X",
    endorsements="",
    discriminator="DK4092817",
    height_cm=168,
)
PASSPORT = TravelDocument(
    HAZEL,
    state="NZL",
    number="LK482913",
    issued=dt.date(2022, 5, 17),
    expires=dt.date(2032, 5, 17),
    place_of_birth="NAPIER",
)
IDENTITY_CARD = TravelDocument(
    LUCIEN,
    state="LUX",
    number="H4T90K2P7",
    issued=dt.date(2024, 4, 11),
    expires=dt.date(2034, 4, 10),
    place_of_birth="ECHTERNACH",
    personal_number="1968012904417",
)
