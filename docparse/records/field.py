"""One value read from a document: what it is, what was printed, where, and how sure docparse is."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Attribute

ValueT = TypeVar("ValueT")

Point = tuple[float, float]
Polygon = list[Point]
"""Corners in page pixels, origin top-left, x right, y down."""

FieldSource = Literal["front", "pdf417", "mrz"]


class Record(BaseModel):
    """Base of every record: immutable, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Field(Record, Generic[ValueT]):
    """A value with its origin.

    Attributes:
        value: The normalised value (a date, an upper-case name, ``M``/``F``/``X`` …).
        text: The characters as they were read, before normalisation.
        confidence: 0 to 1.
        source: ``front`` (printed face), ``pdf417`` (AAMVA barcode) or ``mrz``.
        page: Page index, from 0.
        polygon_px: Where it stands on that page, in page pixels; None where only the whole barcode is known.
    """

    value: ValueT
    text: str
    confidence: Annotated[float, Attribute(ge=0.0, le=1.0)]
    source: FieldSource
    page: int = 0
    polygon_px: Polygon | None = None


class Address(Record):
    """A postal address as printed.

    Attributes:
        lines: The printed lines, street first, the city line last.
        city: City or post town.
        region: State, province or territory, as its postal abbreviation where known.
        postal_code: ZIP or postal code as printed, ``12345`` or ``12345-6789`` for the US.
        country: ISO 3166-1 alpha-3.
    """

    lines: list[str] = Attribute(default_factory=list)
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None


Sex = Literal["M", "F", "X"]

TextField = Field[str]
DateField = Field[dt.date]
SexField = Field[Sex]
AddressField = Field[Address]
FlagField = Field[bool]
