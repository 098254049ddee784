"""Hand-made cards: text lines placed by hand, read without any text engine."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from docparse.identity.front import FaceReading, read_face
from docparse.identity.front.layout import FrameLine, to_frame
from docparse.identity.front.pieces import Cut, cut_lines
from docparse.identity.front.values import DateOrder
from docparse.text import TextLine

AS_OF = dt.date(2025, 6, 1)

# (text, left, top, width, height); width and height may be left out.
Print = tuple[Any, ...]
CardMaker = Callable[..., list[TextLine]]
FaceReader = Callable[..., FaceReading]

HEIGHT = 20.0
# Width of a character in line heights, as on the cards' sans-serif prints.
CHARACTER = 0.55


def _line(text: str, left: float, top: float, width: float, height: float, confidence: float) -> TextLine:
    corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    return TextLine(text, np.array(corners, dtype=np.float64), confidence)


def make_card(
    prints: Sequence[Print], *, confidence: float = 0.97, turn: float = 0.0, scale: float = 1.0
) -> list[TextLine]:
    """Text lines from prints; ``turn`` degrees clockwise about the origin, then scaled."""
    angle = math.radians(turn)
    matrix = scale * np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    lines = []
    for text, left, top, *size in prints:
        height = size[1] if len(size) > 1 else HEIGHT
        width = size[0] if size else CHARACTER * height * max(1, len(text))
        line = _line(text, left, top, width, height, confidence)
        lines.append(TextLine(text, line.polygon_px @ matrix, confidence))
    return lines


@pytest.fixture(scope="session")
def as_of() -> dt.date:
    """The day all hand-made cards are read on."""
    return AS_OF


@pytest.fixture(scope="session")
def card() -> CardMaker:
    """A function that makes text lines from ``(text, left, top[, width, height])``."""
    return make_card


@pytest.fixture(scope="session")
def face() -> FaceReader:
    """A function that reads the face of a card given as prints."""

    def read(prints: Sequence[Print], **options: Any) -> FaceReading:
        return read_face(make_card(prints, **options), as_of=AS_OF)

    return read


@pytest.fixture(scope="session")
def read(face: FaceReader) -> Callable[..., dict[str, Any]]:
    """A function that reads a card given as prints and returns field name to value."""

    def values_of(prints: Sequence[Print], **options: Any) -> dict[str, Any]:
        return {name: found.value for name, found in face(prints, **options).found.items()}

    return values_of


@pytest.fixture(scope="session")
def frame() -> Callable[..., list[FrameLine]]:
    """A function that puts prints into the upright frame."""

    def framed(prints: Sequence[Print], **options: Any) -> list[FrameLine]:
        return to_frame(make_card(prints, **options))

    return framed


@pytest.fixture(scope="session")
def cut(frame: Callable[..., list[FrameLine]]) -> Callable[..., Cut]:
    """A function that cuts prints, or the texts of single lines, into labels and pieces."""

    def cut_prints(*prints: Print | str, scheme: str = "AAMVA", order: DateOrder = "MDY") -> Cut:
        placed = [
            one if isinstance(one, tuple) else (one, 100.0, 100.0 + 40.0 * number)
            for number, one in enumerate(prints)
        ]
        return cut_lines(frame(placed), scheme=scheme, order=order, as_of=AS_OF)

    return cut_prints


@pytest.fixture(scope="session")
def numbered() -> list[Print]:
    """A card that prints every field's number, laid out as AAMVA's card design standard does."""
    return [
        ("VERMONT", 40, 20, 260, 44),
        ("DRIVER LICENSE", 560, 26, 300, 34),
        ("4d DLN 48213976", 330, 90),
        ("1 HOLLOWAY", 330, 130),
        ("2 MARGUERITE ANNE", 330, 155),
        ("8 1420 ALDER CREEK RD", 330, 185),
        ("MONTPELIER, VT 05602-1188", 348, 207),
        ("3 DOB 03/14/1987", 330, 240),
        ("4a ISS 02/27/2025", 330, 270),
        ("4b EXP 03/14/2029", 600, 270),
        ("15 SEX F", 330, 300),
        ("16 HGT 5'-06\"", 470, 300),
        ("17 WGT 138 lb", 640, 300),
        ("18 EYES GRN", 330, 330),
        ("19 HAIR BRO", 520, 330),
        ("9 CLASS D", 330, 360),
        ("9a END NONE", 470, 360),
        ("12 REST B", 640, 360),
        ("5 DD 0412873950VT227", 330, 390),
        ("DONOR", 700, 430),
    ]


@pytest.fixture(scope="session")
def worded() -> list[Print]:
    """A card with words for labels and no numbers, names without labels."""
    return [
        ("OREGON", 300, 20, 220, 44),
        ("IDENTIFICATION CARD", 560, 30, 300, 26),
        ("ID NO 7704512", 330, 90),
        ("TRELAWNEY", 330, 130),
        ("JASPER QUINN", 330, 155),
        ("77 HARBOR LN APT 4", 330, 185),
        ("SALEM, OR 97301", 330, 207),
        ("DOB 07-21-1990", 330, 250),
        ("ISSUED 08-02-2021", 330, 280),
        ("EXPIRES 07-21-2029", 600, 280),
        ("SEX M", 330, 310),
        ("HEIGHT 6-01", 450, 310),
        ("WEIGHT 190", 620, 310),
        ("EYES BLU", 330, 340),
    ]
