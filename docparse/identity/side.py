"""One side of an ID document: its barcode, its MRZ, its printed face."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docparse.identity.orient import laid_along, stood_by_text
from docparse.identity.reading import SourceReading
from docparse.identity.reconcile import KEY_FIELDS
from docparse.records import ErrorItem, Images

if TYPE_CHECKING:
    from docparse.identity.surface import Surface
    from docparse.text import TextLine

# At least this much evidence makes a page an ID document.
KNOWN_ENOUGH = 0.5

# How much each thing found on a face speaks for an ID document.
_FACE_EVIDENCE = {
    "document_type": 0.35,
    "issuing_jurisdiction": 0.2,
    "date_of_birth": 0.25,
    "date_of_expiry": 0.2,
    "document_number": 0.15,
    "family_name": 0.1,
    "sex": 0.1,
    "height": 0.1,
    "eye_color": 0.1,
}


@dataclass
class SideReading:
    """What one side gave.

    Attributes:
        readings: One for each source found.
        warnings: Sources that are there but could not be read whole.
        images: Portrait and signature places.
        lines: The text lines of the side turned upright.
        timings_ms: Time by stage.
        page: Index of the page it lies on.
        is_back: Whether the caller said that this is a card's back.
    """

    readings: list[SourceReading] = field(default_factory=list)
    warnings: list[ErrorItem] = field(default_factory=list)
    images: Images = field(default_factory=Images)
    lines: list[TextLine] = field(default_factory=list)
    timings_ms: dict[str, float] = field(default_factory=dict)
    page: int = 0
    is_back: bool = False

    @property
    def machine_readable(self) -> bool:
        """Whether a barcode or an MRZ was read."""
        return any(reading.barcode or reading.mrz for reading in self.readings)

    @property
    def evidence(self) -> float:
        """0 to 1: how much what was read looks like an ID document."""
        if self.machine_readable:
            return 1.0
        fields = {name for reading in self.readings for name in reading.fields}
        return min(0.99, sum(weight for name, weight in _FACE_EVIDENCE.items() if name in fields))


def read_side(
    surface: Surface, as_of: dt.date, barcode: SourceReading | None = None, *, is_back: bool = False
) -> SideReading:
    """Read the MRZ and the face of one surface, beside the barcode that was read on it.

    Args:
        surface: One side of a document.
        as_of: The day that two-digit years are judged from.
        barcode: What its barcode says.
        is_back: Whether the caller said that this is a card's back: then no portrait is looked for.

    Raises:
        EngineError: When an engine failed.
    """
    side = SideReading(readings=[barcode] if barcode else [], page=surface.view.page.index, is_back=is_back)
    with timed(side.timings_ms, "regions"):
        surface = laid_along(surface)
    lines = surface.lines  # read ahead of the stages, so that no stage is charged for it
    with timed(side.timings_ms, "mrz"):
        turns = _add_mrz(side, surface, lines, as_of)
    surface = stood_by_text(surface) if turns is None else surface.turned(turns)
    side.lines = surface.lines
    with timed(side.timings_ms, "fields"):
        _add_face(side, surface, as_of)
    return side


@contextmanager
def timed(timings_ms: dict[str, float], stage: str) -> Iterator[None]:
    """Add the time spent inside to a stage's."""
    start = time.perf_counter()
    try:
        yield
    finally:
        timings_ms[stage] = timings_ms.get(stage, 0.0) + (time.perf_counter() - start) * 1000


# Beside a barcode or an MRZ, print with fewer key fields than this is not taken for the holder's data.
_FACE_KEYS = 3


def _add_mrz(side: SideReading, surface: Surface, lines: Sequence[TextLine], as_of: dt.date) -> int | None:
    """Add the MRZ; quarters the surface must be turned to stand upright, or None where there is no MRZ."""
    from docparse.identity.mrz.read import read_mrz, zone_turn  # noqa: PLC0415

    view = surface.view
    reading = read_mrz(surface.pixels, lines, view.reader, page=view.page.index, as_of=as_of)
    if reading is None:
        return None
    side.readings.append(surface.reading_on_page(reading))
    return -zone_turn(reading) // 90


def _add_face(side: SideReading, surface: Surface, as_of: dt.date) -> None:
    from docparse.identity.front import read_face  # noqa: PLC0415
    from docparse.identity.images import find_images  # noqa: PLC0415
    from docparse.identity.missed import hints_of, missed_lines  # noqa: PLC0415

    lines = [line for line in surface.lines if "<<" not in line.text]  # the MRZ is no print for people
    face = read_face([*lines, *missed_lines(surface)], as_of=as_of, hints=hints_of(surface))
    reading = surface.reading_on_page(face.to_reading(surface.view.page.index))
    keys = sum(name in reading.fields for name in KEY_FIELDS)
    if not reading.fields or (side.machine_readable and keys < _FACE_KEYS):
        return  # the small print of a back is no face
    side.readings.append(reading)
    if side.evidence >= KNOWN_ENOUGH and not side.is_back:
        side.images = find_images(surface, reading)
