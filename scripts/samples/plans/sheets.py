"""The three samples: a flat as a picture, a house as a vector PDF, an agent's plan as a scan; with truths."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from PIL import Image

from samples.fonts import FontBook
from samples.plans.draw import Placing, draw_chain, draw_labels, draw_north, draw_structure
from samples.plans.houses import AGENT, FLAT, HOUSE_FIRST, HOUSE_SECOND
from samples.plans.measures import SQFT_PER_M2, agent_feet, feet_inches, metres
from samples.plans.model import Point, Room, Storey
from samples.plans.sheet import MM_PER_INCH, Lettering, PdfSheet, PictureSheet, Sheet, pdf_file

Place = Callable[[Point], Point]

_A4 = (297.0, 210.0)
_LETTER = (279.4, 215.9)
_FLAT_DPI, _FLAT_RATIO = 150, 50
_PDF_DPI, _HOUSE_RATIO = 300, 48
_SCAN_DPI, _SCAN_RATIO = 144, 62
_SKEW_DEGREES = 2.0
_SCAN_SEED = 41


def _truth(storey: Storey, page: int, ratio: float, mm_per_pixel: float, place: Place) -> dict[str, Any]:
    """What a storey's drawing shows, by the names of a floor plan's record; places in page pixels."""
    rooms = [
        {
            "name": room.name,
            "type": room.type,
            "area_m2": round(room.polygon.area, 4),
            "polygon_px": [[round(v, 2) for v in place(corner)] for corner in room.corners],
        }
        for room in storey.rooms
    ]
    return {
        "page": page,
        "title": storey.title,
        "level": storey.level,
        "metres_per_pixel": round(mm_per_pixel * ratio / 1000, 8),
        "rooms": rooms,
        "areas": {
            "rooms_m2": round(storey.net, 4),
            "gross_internal_m2": round(storey.gross_internal, 4),
            "gross_external_m2": round(storey.gross_external, 4),
        },
        "doors": storey.count("door"),
        "windows": storey.count("window"),
    }


def _title(sheet: Sheet, at: Point, title: str, below: str, size: float = 5.0) -> None:
    sheet.text(at, title, Lettering(size, "bold"))
    sheet.text((at[0], at[1] + size * 1.3), below, Lettering(size * 0.6))


def flat_picture(fonts: FontBook) -> tuple[bytes, dict[str, Any]]:
    """A flat at 1:50 on A4, 150 dpi: areas in the rooms, dimension chains in metres, a north arrow."""
    sheet = PictureSheet(_A4, _FLAT_DPI, fonts)
    placing = Placing(_FLAT_RATIO, (30.0, 32.0))
    draw_structure(sheet, FLAT, placing)
    draw_labels(
        sheet, FLAT, placing, lambda room: [room.name, f"{room.polygon.area:.2f} m\N{SUPERSCRIPT TWO}"], 3.2
    )
    wide, tall = FLAT.size
    draw_chain(sheet, placing, [0, 0.30, 3.90, 4.02, 7.02, 7.22, 11.10, wide], 8.0, metres)
    draw_chain(sheet, placing, [0, wide], 16.0, metres)
    draw_chain(sheet, placing, [0, 0.30, 3.90, 4.02, 5.32, 5.44, 7.50, tall], 8.0, metres, upright=True)
    draw_chain(sheet, placing, [0, tall], 16.0, metres, upright=True)
    draw_north(sheet, (275.0, 178.0), 7.0)
    _title(sheet, (148.0, 196.0), FLAT.title, "Scale 1:50 at A4")
    pixels_per_mm = _FLAT_DPI / MM_PER_INCH

    def place(corner: Point) -> Point:
        x, y = placing.point(corner)
        return x * pixels_per_mm, y * pixels_per_mm

    # Sixteen greys: small, and no edge looks different.
    picture = sheet.finished().quantize(16)
    file = io.BytesIO()
    picture.convert("L").save(file, "PNG", dpi=(_FLAT_DPI, _FLAT_DPI), optimize=True)
    truth = _truth(FLAT, 0, _FLAT_RATIO, 1 / pixels_per_mm, place)
    return file.getvalue(), _document([truth], ratio=_FLAT_RATIO, dpi=_FLAT_DPI)


def house_pdf(fonts: FontBook) -> tuple[bytes, dict[str, Any]]:
    """A house at 1/4" = 1'-0", a letter page for each storey, as vector paths and text."""
    placing = Placing(_HOUSE_RATIO, (44.0, 34.0))
    sheets, truths = [], []
    pixels_per_mm = _PDF_DPI / MM_PER_INCH

    def place(corner: Point) -> Point:
        x, y = placing.point(corner)
        return x * pixels_per_mm, y * pixels_per_mm

    def lines(room: Room) -> list[str]:
        return [room.name, " x ".join(feet_inches(side) for side in room.sides)]

    for page, storey in enumerate((HOUSE_FIRST, HOUSE_SECOND)):
        sheet = PdfSheet(_LETTER, fonts)
        draw_structure(sheet, storey, placing, wall_grey=150)
        draw_labels(sheet, storey, placing, lambda r: [r.name] if r.type == "hall" else lines(r), 3.0)
        wide, tall = storey.size
        inner = [(186 + 2.5) * 0.0254, (162 + 2.5) * 0.0254]
        draw_chain(sheet, placing, [0, inner[0], wide], 8.0, feet_inches)
        draw_chain(sheet, placing, [0, wide], 16.0, feet_inches)
        draw_chain(sheet, placing, [0, inner[1], tall], 8.0, feet_inches, upright=True)
        draw_chain(sheet, placing, [0, tall], 16.0, feet_inches, upright=True)
        draw_north(sheet, (262.0, 40.0), 7.0)
        _title(sheet, (139.7, 198.0), storey.title, 'SCALE: 1/4" = 1\'-0"')
        sheets.append(sheet)
        truths.append(_truth(storey, page, _HOUSE_RATIO, 1 / pixels_per_mm, place))
    return pdf_file(sheets), _document(truths, ratio=_HOUSE_RATIO, dpi=_PDF_DPI)


def agent_scan(fonts: FontBook) -> tuple[bytes, dict[str, Any]]:
    """An agent's plan, scanned askew: thick walls, room sizes in metres and feet, no resolution told."""
    paper = (250.0, 196.0)
    sheet = PictureSheet(paper, _SCAN_DPI, fonts)
    placing = Placing(_SCAN_RATIO, (43.0, 26.0))
    draw_structure(sheet, AGENT, placing)

    def lines(room: Room) -> list[str]:
        if room.type == "hall":
            return [room.name]
        wide, tall = room.sides
        return [
            room.name,
            f"{wide:.2f} x {tall:.2f}m",
            f"{agent_feet(wide)} x {agent_feet(tall)}",
        ]

    draw_labels(sheet, AGENT, placing, lines, 3.6)
    area = AGENT.gross_internal
    sheet.text((125.0, 14.0), AGENT.title, Lettering(5.0, "bold"))
    total = f"Approx. gross internal area {area:.1f} sq m / {area * SQFT_PER_M2:.0f} sq ft"
    sheet.text((125.0, 172.0), total, Lettering(4.2))
    note = "For identification only. Drawn for no real property; not to scale."
    sheet.text((125.0, 181.0), note, Lettering(2.8))
    pixels = np.asarray(sheet.finished().convert("RGB"), dtype=np.float32)
    picture, matrix = _scanned(pixels)
    pixels_per_mm = _SCAN_DPI / MM_PER_INCH

    def place(corner: Point) -> Point:
        x, y = placing.point(corner)
        u, v = matrix @ np.array([x * pixels_per_mm, y * pixels_per_mm, 1.0])
        return float(u), float(v)

    file = io.BytesIO()
    picture.save(file, "JPEG", quality=72, optimize=True)
    truth = _truth(AGENT, 0, _SCAN_RATIO, 1 / pixels_per_mm, place)
    truth["printed_total_m2"] = round(area, 1)
    return file.getvalue(), _document([truth])


def _scanned(pixels: np.ndarray) -> tuple[Image.Image, np.ndarray]:
    """Turn a page a little, light it from one side, add grain; the picture and the turn's 2 x 3 matrix."""
    height, width = pixels.shape[:2]
    turn = math.radians(_SKEW_DEGREES)
    cosine, sine = math.cos(turn), math.sin(turn)
    # About the middle, clockwise; pixel centres lie half a pixel off their indices.
    x, y = width / 2, height / 2
    matrix = np.array([[cosine, -sine, x - cosine * x + sine * y], [sine, cosine, y - sine * x - cosine * y]])
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    indexed = (np.linalg.inv(half) @ np.vstack([matrix, [0, 0, 1]]) @ half)[:2]
    turned = cv2.warpAffine(
        pixels, indexed, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    rng = np.random.default_rng(_SCAN_SEED)
    u, v = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    light = 0.93 - 0.07 * u - 0.04 * v - 0.05 * (u**2 + v**2)
    paper = cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 9) * 12
    soft = cv2.GaussianBlur(turned, (0, 0), 0.7)
    lit = (24 + soft * 0.9) * light[..., None] * np.array([1.0, 0.99, 0.955]) + paper[..., None]
    lit += rng.normal(0, 2.2, (height, width))[..., None]
    return Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8)), matrix


def _document(plans: list[dict[str, Any]], **more: float) -> dict[str, Any]:
    return {"kind": "floor_plan", **more, "floor_plans": plans}


PLANS: dict[str, Callable[[FontBook], tuple[bytes, dict[str, Any]]]] = {
    "flat_metric.png": flat_picture,
    "house_imperial.pdf": house_pdf,
    "flat_scanned.jpg": agent_scan,
}
"""File name -> its drawing: the file's bytes and its truth."""
