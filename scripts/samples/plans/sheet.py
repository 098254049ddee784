"""Paper to draw on, in millimetres from its top-left corner: as a picture, or as a PDF page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import cv2
import numpy as np
from PIL import Image, ImageDraw
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from samples.fonts import FontBook

Point = tuple[float, float]
Face = Literal["sans", "bold"]

MM_PER_INCH = 25.4
_SUPERSAMPLING = 3
_CAPITAL = 0.72  # height of a capital letter as a share of the type size
_WHITE, _BLACK = 255, 0


@dataclass(frozen=True)
class Lettering:
    """How a line is set: size of type in millimetres, face, turned anticlockwise by a quarter or not."""

    size: float
    face: Face = "sans"
    upright: bool = False


class Sheet(Protocol):
    """What a plan is drawn on. Grey levels run from 0, black, to 255, white."""

    def fill(self, shape: BaseGeometry, grey: int = _BLACK) -> None:
        """Fill a shape; its holes stay free."""

    def line(self, points: Sequence[Point], width: float, grey: int = _BLACK) -> None:
        """Draw a polyline."""

    def text(self, centre: Point, text: str, lettering: Lettering) -> None:
        """Set a line of text, its capitals centred on a point."""


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """The polygons a shape is made of."""
    parts = getattr(shape, "geoms", [shape])
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]


def arc(centre: Point, radius: float, start: float, end: float, steps: int = 24) -> list[Point]:
    """Points on a circle, angles in degrees, clockwise from the right as y runs down."""
    angles = (math.radians(start + (end - start) * k / steps) for k in range(steps + 1))
    return [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]


class PictureSheet:
    """Paper as grey pixels, drawn larger and reduced so that edges come out smooth.

    Args:
        size: Width and height, millimetres.
        dpi: Of the finished picture.
        fonts: The faces.
    """

    def __init__(self, size: tuple[float, float], dpi: float, fonts: FontBook) -> None:
        self.pixels = (round(size[0] * dpi / MM_PER_INCH), round(size[1] * dpi / MM_PER_INCH))
        large = (self.pixels[0] * _SUPERSAMPLING, self.pixels[1] * _SUPERSAMPLING)
        self._per_mm = dpi / MM_PER_INCH * _SUPERSAMPLING
        self._image = Image.new("L", large, _WHITE)
        self._draw = ImageDraw.Draw(self._image)
        self._fonts = fonts

    def fill(self, shape: BaseGeometry, grey: int = _BLACK) -> None:
        """Fill a shape; its holes stay free."""
        large = affinity.scale(shape, self._per_mm, self._per_mm, origin=(0, 0))
        mask = np.zeros(self._image.size[::-1], np.uint8)
        # OpenCV fills the pixels under the rings, too: half a pixel less, and areas come out exact.
        for polygon in polygons_of(large.buffer(-0.5, join_style="mitre")):
            rings = [np.array(ring.coords) - 0.5 for ring in (polygon.exterior, *polygon.interiors)]
            cv2.fillPoly(mask, [np.rint(ring).astype(np.int32) for ring in rings], (255,))
        self._image.paste(grey, mask=Image.fromarray(mask))

    def line(self, points: Sequence[Point], width: float, grey: int = _BLACK) -> None:
        """Draw a polyline."""
        wide = max(1, round(width * self._per_mm))
        self._draw.line(self._scaled(points), fill=grey, width=wide, joint="curve")

    def text(self, centre: Point, text: str, lettering: Lettering) -> None:
        """Set a line of text, its capitals centred on a point."""
        font = self._fonts.get(lettering.face, max(1, round(lettering.size * self._per_mm)))
        x, y = centre[0] * self._per_mm, centre[1] * self._per_mm
        down = lettering.size * _CAPITAL / 2 * self._per_mm
        if not lettering.upright:
            self._draw.text((x, y + down), text, font=font, fill=_BLACK, anchor="ms")
            return
        wide = math.ceil(font.getlength(text)) + 4
        strip = Image.new("L", (wide, round(4 * down) + 4))
        ImageDraw.Draw(strip).text((wide / 2, 3 * down), text, font=font, fill=255, anchor="ms")
        turned = strip.rotate(90, expand=True)
        self._image.paste(_BLACK, (round(x - 2 * down), round(y - wide / 2)), turned)

    def finished(self) -> Image.Image:
        """The picture at its own size."""
        return self._image.resize(self.pixels, Image.Resampling.BOX)

    def _scaled(self, points: Iterable[Sequence[float]]) -> list[Point]:
        return [(p[0] * self._per_mm, p[1] * self._per_mm) for p in points]


class PdfSheet:
    """A PDF page, as the operators of its content stream (ISO 32000-1, 8 and 9).

    Args:
        size: Width and height, millimetres.
        fonts: Faces of the same widths as Helvetica (Liberation Sans), to centre text by.
    """

    def __init__(self, size: tuple[float, float], fonts: FontBook) -> None:
        self.size_pt = (self._points(size[0]), self._points(size[1]))
        self._fonts = fonts
        self._operators: list[str] = []

    @property
    def content(self) -> bytes:
        """The page's content stream."""
        return "\n".join(self._operators).encode("cp1252") + b"\n"

    def fill(self, shape: BaseGeometry, grey: int = _BLACK) -> None:
        """Fill a shape; its holes stay free."""
        self._operators.append(f"{grey / 255:.3g} g")
        for polygon in polygons_of(shape):
            turned = orient(polygon)
            rings = [turned.exterior, *turned.interiors]
            self._operators.append("\n".join(self._path(ring.coords[:-1]) + " h" for ring in rings) + "\nf*")

    def line(self, points: Sequence[Point], width: float, grey: int = _BLACK) -> None:
        """Draw a polyline."""
        state = f"{self._points(width):.3f} w {grey / 255:.3g} G"
        self._operators.append(f"{state} {self._path(points)} S")

    def text(self, centre: Point, text: str, lettering: Lettering) -> None:
        """Set a line of text, its capitals centred on a point."""
        size = self._points(lettering.size)
        # Measured at a thousand units an em, the units of the font's own table of widths.
        half = self._fonts.get(lettering.face, 1000).getlength(text) / 1000 * size / 2
        x, y = self._place(centre)
        down = size * _CAPITAL / 2
        name = "F2" if lettering.face == "bold" else "F1"
        matrix = (
            f"0 1 -1 0 {x + down:.2f} {y - half:.2f}"
            if lettering.upright
            else f"1 0 0 1 {x - half:.2f} {y - down:.2f}"
        )
        shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self._operators.append(f"0 g BT /{name} {size:.2f} Tf {matrix} Tm ({shown}) Tj ET")

    def _path(self, points: Iterable[Sequence[float]]) -> str:
        places = [self._place((p[0], p[1])) for p in points]
        return " ".join(f"{x:.2f} {y:.2f} {'l' if k else 'm'}" for k, (x, y) in enumerate(places))

    def _place(self, point: Point) -> Point:
        return self._points(point[0]), self.size_pt[1] - self._points(point[1])

    @staticmethod
    def _points(millimetres: float) -> float:
        return millimetres / MM_PER_INCH * 72.0


def pdf_file(sheets: Sequence[PdfSheet]) -> bytes:
    """A PDF file of these pages, with the base fonts Helvetica and Helvetica-Bold, uncompressed."""
    kids = " ".join(f"{5 + 2 * k} 0 R" for k in range(len(sheets)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
    ]
    for k, sheet in enumerate(sheets):
        box = f"[0 0 {sheet.size_pt[0]:.2f} {sheet.size_pt[1]:.2f}]"
        resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        page = f"/Type /Page /Parent 2 0 R /MediaBox {box} /Resources {resources} /Contents {6 + 2 * k} 0 R"
        objects.append(f"<< {page} >>".encode())
        stream = sheet.content
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(stream), stream))
    return _assembled(objects)


def _assembled(objects: Sequence[bytes]) -> bytes:
    """Header, objects, cross-reference table and trailer (ISO 32000-1, 7.5)."""
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + end
