"""The record of an ID document: driver's licence, ID card, passport, visa, residence permit."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field as Attribute

from docparse.records.check import Check
from docparse.records.field import (
    AddressField,
    DateField,
    Field,
    FlagField,
    Polygon,
    Record,
    SexField,
    TextField,
)

DocumentType = Literal[
    "driver_license", "id_card", "passport", "passport_card", "visa", "residence_permit", "unknown"
]
MrzFormat = Literal["TD1", "TD2", "TD3", "MRVA", "MRVB", "FRENCH_ID"]


class MrzRepair(Record):
    """One character the reader changed because only then the check digits hold.

    Attributes:
        line: Line index, from 0.
        position: Character index in the line, from 0.
        read: What the text engine read (may be empty when a character was inserted).
        repaired: What stands there now (may be empty when a character was dropped).
        reason: ``check_digit`` or ``alphabet`` (a letter where ICAO 9303 allows only digits, or the reverse).
    """

    line: int
    position: int
    read: str
    repaired: str
    reason: Literal["check_digit", "alphabet", "length"]


class Mrz(Record):
    """The machine-readable zone (ICAO Doc 9303 parts 3 to 7).

    Attributes:
        format: Which layout.
        lines: The lines after repair.
        checks: Check digit name (``document_number``, ``date_of_birth``, ``date_of_expiry``,
            ``personal_number``, ``composite``) to whether it holds.
        repairs: What was changed to get there.
        page: Page index.
        polygon_px: The zone on the page.
    """

    format: MrzFormat
    lines: list[str]
    checks: dict[str, bool]
    repairs: list[MrzRepair] = Attribute(default_factory=list)
    page: int = 0
    polygon_px: Polygon | None = None


class Barcode(Record):
    """The AAMVA data of a PDF417 barcode, raw.

    Attributes:
        aamva_version: Version number in the header, 0 to 99; None when the header does not tell.
        issuer_id: Issuer identification number (IIN), six digits.
        elements: Element id to raw text, for the DL or ID subfile.
        subfiles: Jurisdiction subfiles (``ZC`` …), each element id to raw text.
        page: Page index.
        polygon_px: The barcode on the page.
    """

    aamva_version: int | None = None
    issuer_id: str | None = None
    elements: dict[str, str] = Attribute(default_factory=dict)
    subfiles: dict[str, dict[str, str]] = Attribute(default_factory=dict)
    page: int = 0
    polygon_px: Polygon | None = None


class Images(Record):
    """Where the portrait and the signature are, in page pixels."""

    portrait_page: int | None = None
    portrait_px: Polygon | None = None
    signature_page: int | None = None
    signature_px: Polygon | None = None


class Quality(Record):
    """How good the picture is.

    Attributes:
        sharpness: 0 (blurred) to 1 (crisp).
        glare: Share of the document that is blown out, 0 to 1.
        resolution_px: Pixels across the document's longer side.
        cut_off: Edges of the picture that printed text runs into.
    """

    sharpness: Annotated[float, Attribute(ge=0.0, le=1.0)]
    glare: Annotated[float, Attribute(ge=0.0, le=1.0)]
    resolution_px: int
    cut_off: list[Literal["top", "right", "bottom", "left"]] = Attribute(default_factory=list)


class VisitorRecord(Record):
    """The least a visitor desk needs; nothing else leaves the document.

    Attributes:
        family_name: Family name as printed, or None.
        given_names: Given names as printed, or None.
        date_of_birth: None when the caller asked for the age only.
        age: Whole years on the day asked for, or None without a birth date.
        number_last_four: Last four letters and digits of the document number; None when it has no more than
            four, for these would be all of it.
        portrait_page: Page of the portrait.
        portrait_px: Portrait polygon in page pixels.
    """

    family_name: str | None = None
    given_names: str | None = None
    date_of_birth: dt.date | None = None
    age: int | None = None
    number_last_four: str | None = None
    portrait_page: int | None = None
    portrait_px: Polygon | None = None


class IDDocument(Record):
    """A read ID document. Every field is None, or a value with its place, source and confidence."""

    document_type: Field[DocumentType] | None = None
    issuing_country: TextField | None = None
    issuing_jurisdiction: TextField | None = None
    document_number: TextField | None = None
    family_name: TextField | None = None
    given_names: TextField | None = None
    name_suffix: TextField | None = None
    date_of_birth: DateField | None = None
    date_of_issue: DateField | None = None
    date_of_expiry: DateField | None = None
    sex: SexField | None = None
    address: AddressField | None = None
    height: TextField | None = None
    weight: TextField | None = None
    eye_color: TextField | None = None
    hair_color: TextField | None = None
    vehicle_class: TextField | None = None
    restrictions: TextField | None = None
    endorsements: TextField | None = None
    document_discriminator: TextField | None = None
    nationality: TextField | None = None
    place_of_birth: TextField | None = None
    personal_number: TextField | None = None
    organ_donor: FlagField | None = None
    veteran: FlagField | None = None
    mrz: Mrz | None = None
    barcode: Barcode | None = None
    checks: list[Check] = Attribute(default_factory=list)
    images: Images = Attribute(default_factory=Images)
    quality: Quality | None = None

    def age_on(self, day: dt.date) -> int | None:
        """Whole years between birth and ``day``; None without a birth date, or with one after ``day``.

        A person born on 29 February turns a year older on 1 March in other years.
        """
        if self.date_of_birth is None or self.date_of_birth.value > day:
            return None
        born = self.date_of_birth.value
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def expired_on(self, day: dt.date) -> bool | None:
        """Whether the document is past its last valid day on ``day``; None without an expiry date."""
        return None if self.date_of_expiry is None else self.date_of_expiry.value < day

    def visitor(self, *, on: dt.date | None = None, age_only: bool = False) -> VisitorRecord:
        """The minimal record for a visitor desk.

        Args:
            on: The day the age is counted for; today by default.
            age_only: Leave the birth date out and give the age alone.
        """
        day = on or dt.date.today()
        number = self.document_number.value if self.document_number else None
        born = self.date_of_birth.value if self.date_of_birth else None
        return VisitorRecord(
            family_name=self.family_name.value if self.family_name else None,
            given_names=self.given_names.value if self.given_names else None,
            date_of_birth=None if age_only else born,
            age=self.age_on(day),
            number_last_four=_last_four(number) if number else None,
            portrait_page=self.images.portrait_page,
            portrait_px=self.images.portrait_px,
        )


def _last_four(number: str) -> str | None:
    characters = [c for c in number if c.isalnum()]
    return "".join(characters[-4:]) if len(characters) > 4 else None
