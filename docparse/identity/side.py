"""One page as a side of an ID document: its barcode, its MRZ, its printed face."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from docparse.errors import DocparseError
from docparse.identity.reading import SourceReading
from docparse.identity.reconcile import KEY_FIELDS
from docparse.kind import PageView
from docparse.records import ErrorItem, Images, Polygon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    """What one page gave.

    Attributes:
        readings: One for each source found.
        warnings: Sources that are there but could not be read whole.
        images: Portrait and signature places.
        lines: The text lines of the page turned upright.
        timings_ms: Time by stage.
    """

    readings: list[SourceReading] = field(default_factory=list)
    warnings: list[ErrorItem] = field(default_factory=list)
    images: Images = field(default_factory=Images)
    lines: list[TextLine] = field(default_factory=list)
    timings_ms: dict[str, float] = field(default_factory=dict)

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


def read_side(view: PageView, as_of: dt.date) -> SideReading:
    """Read the barcode, the MRZ and the face of one page.

    Raises:
        EngineError: When the text engine failed.
    """
    side = SideReading()
    with _timed(side, "barcode"):
        _add_barcode(side, view)
    if side.machine_readable and (view.side == "back" or _fills(side, view)):
        return side  # the rest of a back repeats the barcode or is small print
    lines = view.lines  # read ahead of the stages, so that no stage is charged for it
    with _timed(side, "mrz"):
        turns = _add_mrz(side, view, as_of)
    if turns is None:
        upright = _stood_up(view)
    else:
        upright = _turned(view, turns) if turns % 4 else _Upright(view.page.pixels, lines)
    side.lines = upright.lines
    with _timed(side, "fields"):
        _add_face(side, view, upright, as_of)
    return side


@dataclass(frozen=True)
class _Upright:
    """The page turned so that its writing runs left to right.

    Attributes:
        pixels: The turned pixels.
        lines: Their text lines.
        turns: Quarters clockwise they were turned by.
    """

    pixels: NDArray[np.uint8]
    lines: list[TextLine]
    turns: int = 0

    def to_page(self, polygon: Polygon) -> Polygon:
        """A polygon of the turned picture, on the page."""
        if not self.turns:
            return polygon
        from docparse.pages.transform import rotate_points  # noqa: PLC0415

        height, width = self.pixels.shape[:2]
        points = rotate_points(polygon, -self.turns, (width, height))
        return [(round(float(x), 1), round(float(y), 1)) for x, y in points]

    def reading_to_page(self, reading: SourceReading) -> SourceReading:
        """A reading of the turned picture, with its places on the page."""
        if not self.turns:
            return reading
        fields = {
            name: value.model_copy(update={"polygon_px": value.polygon_px and self.to_page(value.polygon_px)})
            for name, value in reading.fields.items()
        }
        return replace(reading, fields=fields)


@contextmanager
def _timed(side: SideReading, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        side.timings_ms[stage] = (time.perf_counter() - start) * 1000


def _add_barcode(side: SideReading, view: PageView) -> None:
    from docparse.identity import aamva  # noqa: PLC0415 - engines and tables load when a page is read
    from docparse.identity.barcode import scan_barcodes  # noqa: PLC0415

    page = view.page
    scan = scan_barcodes(page.pixels, thorough=view.side == "back")
    problem: DocparseError | None = None
    for barcode in scan.readings:
        try:
            document = aamva.parse(barcode.data)
        except DocparseError as error:
            problem = error if barcode.format.endswith("PDF417") else problem
            continue
        reading = aamva.read_aamva(document, barcode.polygon_px.tolist(), page.index)
        side.readings.append(reading)
        side.warnings += [
            _item(code, "the barcode's data is not in order", page.index) for code in document.warnings
        ]
        return
    if problem:
        side.warnings.append(_item(problem.code, problem.message, page.index))
    elif scan.unread is not None:
        message = "a PDF417 barcode is there but could not be read; take a sharper picture of it"
        side.warnings.append(_item("barcode.unreadable", message, page.index))


# Beside a barcode or an MRZ, print with fewer key fields than this is not taken for the holder's data.
_FACE_KEYS = 3

# A barcode that covers more of the picture than this leaves no room for a card's front beside it.
_BACK_SHARE = 0.15


def _fills(side: SideReading, view: PageView) -> bool:
    barcode = next((reading.barcode for reading in side.readings if reading.barcode), None)
    if barcode is None or not barcode.polygon_px:
        return False
    xs, ys = [x for x, _ in barcode.polygon_px], [y for _, y in barcode.polygon_px]
    area = (max(xs) - min(xs)) * (max(ys) - min(ys))
    return area > _BACK_SHARE * view.page.width * view.page.height


def _add_mrz(side: SideReading, view: PageView, as_of: dt.date) -> int | None:
    """Add the MRZ; quarters the page must be turned to stand upright, or None where there is no MRZ."""
    from docparse.identity.mrz.read import read_mrz, zone_turn  # noqa: PLC0415

    reading = read_mrz(view.page.pixels, view.lines, view.reader, page=view.page.index, as_of=as_of)
    if reading is None:
        return None
    side.readings.append(reading)
    return -zone_turn(reading) // 90


# Mean confidence of lines that stand on their head is below this; of upright lines, even blurred ones, above.
_UNSURE = 0.8


def _stood_up(view: PageView) -> _Upright:
    """The page turned so that its lines read best: engines read to the right and downwards only."""
    long = [line for line in view.lines if len(line.text) >= 4]
    sideways = sum((line.box[3] - line.box[1]) > 1.5 * (line.box[2] - line.box[0]) for line in long)
    on_side = sideways >= 3 and sideways > 0.6 * len(long)
    upright = _turned(view, 3) if on_side else _Upright(view.page.pixels, view.lines)
    if len(upright.lines) >= 5 and _confidence(upright.lines) < _UNSURE:
        other = _turned(view, (upright.turns + 2) % 4)
        if _confidence(other.lines) > _confidence(upright.lines) + 0.05:
            return other
    return upright


def _turned(view: PageView, turns: int) -> _Upright:
    from docparse.pages.transform import rotate_quarter  # noqa: PLC0415

    pixels = rotate_quarter(view.page.pixels, turns)
    return _Upright(pixels, view.read_pixels(pixels), turns % 4)


def _confidence(lines: Sequence[TextLine]) -> float:
    """Mean confidence over characters."""
    total = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / total if total else 0.0


def _add_face(side: SideReading, view: PageView, upright: _Upright, as_of: dt.date) -> None:
    from docparse.identity.front import read_face  # noqa: PLC0415
    from docparse.identity.portrait import find_portrait, find_signature  # noqa: PLC0415

    page = view.page.index
    lines = [line for line in upright.lines if "<<" not in line.text]  # the MRZ is no print for people
    face = read_face(lines, as_of=as_of)
    reading = upright.reading_to_page(face.to_reading(page))
    keys = sum(name in reading.fields for name in KEY_FIELDS)
    if not reading.fields or (side.machine_readable and keys < _FACE_KEYS):
        return  # the small print of a back is no face
    side.readings.append(reading)
    if side.evidence < KNOWN_ENOUGH or view.side == "back":
        return
    portrait = find_portrait(upright.pixels, upright.lines)
    names = [
        str(reading.fields[name].value) for name in ("family_name", "given_names") if name in reading.fields
    ]
    signature = find_signature(upright.lines, names)
    side.images = Images(
        portrait_page=page if portrait else None,
        portrait_px=upright.to_page(portrait) if portrait else None,
        signature_page=page if signature else None,
        signature_px=upright.to_page(signature) if signature else None,
    )


def _item(code: str, message: str, page: int) -> ErrorItem:
    return ErrorItem(code=code, message=message, stage="id_document", page=page)
