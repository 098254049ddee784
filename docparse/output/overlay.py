"""Pictures with what was found drawn on them: a document's fields, or a plan's rooms with their areas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from docparse.records import Field

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from docparse.pages import Page
    from docparse.records import DocumentResult, IDDocument, Polygon

_MIN_WIDTH = 1100
# Neither an enlarged strip nor a JPEG file may have longer sides than this.
_MAX_SIDE = 32_000
_COLOURS = {"front": (31, 119, 180), "pdf417": (44, 160, 44), "mrz": (148, 60, 189), "image": (230, 126, 20)}
_SHORT = {
    "document_number": "number", "family_name": "family name", "given_names": "given names",
    "date_of_birth": "birth", "date_of_issue": "issue", "date_of_expiry": "expiry",
    "document_discriminator": "discriminator", "issuing_jurisdiction": "issuer", "document_type": "type",
    "vehicle_class": "class", "eye_color": "eyes", "hair_color": "hair", "place_of_birth": "birthplace",
}  # fmt: skip


def draw_overlay(page: Page, result: DocumentResult) -> NDArray[np.uint8]:
    """The page with every field's polygon and name drawn on it, or the floor plans it shows.

    Args:
        page: The page; its ``index`` selects what is drawn.
        result: The result the page belongs to.

    Returns:
        (H, W, 3) uint8 RGB, enlarged when the page is small so that the names can be read, made smaller when
        one side has more pixels than a JPEG file may. For floor plans see
        :func:`docparse.output.plan_overlay.draw_plan`.
    """
    plans = [plan for plan in result.floor_plans if plan.page == page.index]
    if plans:
        from docparse.output.plan_overlay import draw_plan  # noqa: PLC0415 - cards need no Pillow

        return draw_plan(page.pixels, plans)
    factor = min(max(1.0, _MIN_WIDTH / page.width), _MAX_SIDE / max(page.width, page.height))
    canvas = scaled(page.pixels, factor)
    if not result.id_document:
        return canvas
    marks = [
        (name, colour, np.asarray(px) * factor) for name, colour, px in _marks(result.id_document, page.index)
    ]  # A name never covers a field's own print.
    taken = [_box(polygon) for name, _, polygon in marks if name not in ("portrait", "barcode")]
    for name, colour, polygon in marks:
        draw_mark(canvas, polygon, name, colour, taken)
    return canvas


def scaled(pixels: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    """A copy of the pixels, ``factor`` times as large."""
    height, width = pixels.shape[:2]
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    if size == (width, height):
        return np.array(pixels, np.uint8, order="C")
    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    return np.ascontiguousarray(cv2.resize(pixels, size, interpolation=how), np.uint8)


def write_overlay(page: Page, result: DocumentResult, path: Path) -> None:
    """Draw the overlay and write it as JPEG or PNG, by the path's suffix; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    done, data = cv2.imencode(path.suffix, cv2.cvtColor(draw_overlay(page, result), cv2.COLOR_RGB2BGR))
    if not done:
        raise OSError(f"cannot encode {path.suffix}")
    path.touch(mode=0o600)  # a card's picture is nobody else's business
    path.write_bytes(data.tobytes())


def _marks(document: IDDocument, page: int) -> list[tuple[str, tuple[int, int, int], Polygon]]:
    marks: list[tuple[str, tuple[int, int, int], Polygon]] = []
    whole: dict[str, Polygon] = {}
    images = document.images
    for name, on, polygon in (
        ("portrait", images.portrait_page, images.portrait_px),
        ("signature", images.signature_page, images.signature_px),
    ):
        if polygon and on == page:
            marks.append((name, _COLOURS["image"], polygon))
    if document.barcode and document.barcode.polygon_px and document.barcode.page == page:
        whole["barcode"] = document.barcode.polygon_px
        marks.append(("barcode", _COLOURS["pdf417"], document.barcode.polygon_px))
    for name in type(document).model_fields:
        field = getattr(document, name)
        if (
            not isinstance(field, Field)
            or field.page != page
            or not field.polygon_px
            or name == "issuing_country"
        ):
            continue
        if field.polygon_px in whole.values():
            continue  # every field of a barcode has the barcode's own place
        marks.append((_label(name, field), _COLOURS[field.source], field.polygon_px))
    return marks


def _label(name: str, field: Field[Any]) -> str:
    return f"{_SHORT.get(name, name.replace('_', ' '))} {field.confidence:.0%}"


def _box(polygon: NDArray[np.float64]) -> tuple[int, int, int, int]:
    """Left, top, width, height."""
    (left, top), (right, bottom) = polygon.min(axis=0), polygon.max(axis=0)
    return int(left), int(top), int(right - left), int(bottom - top)


def draw_mark(
    canvas: NDArray[np.uint8],
    polygon: NDArray[np.float64],
    name: str,
    colour: tuple[int, int, int],
    taken: list[tuple[int, int, int, int]],
) -> None:
    """Outline a polygon and put its name beside it, where no name is yet.

    Args:
        canvas: (H, W, 3) uint8 RGB, drawn on.
        polygon: (N, 2) in the canvas's pixels.
        name: What is written.
        colour: Of the outline and the name's ground.
        taken: Boxes (left, top, width, height) that names keep off; the name's own is added.
    """
    points = np.rint(polygon).astype(np.int32)
    cv2.polylines(canvas, [points], True, colour, 2, cv2.LINE_AA)
    font, size = cv2.FONT_HERSHEY_SIMPLEX, 0.45
    (width, height), base = cv2.getTextSize(name, font, size, 1)
    left, top = _free_place(points, width + 6, height + base + 4, canvas.shape, taken)
    taken.append((left, top, width + 6, height + base + 4))
    cv2.rectangle(canvas, (left, top), (left + width + 6, top + height + base + 4), colour, -1)
    cv2.putText(canvas, name, (left + 3, top + height + 2), font, size, (255, 255, 255), 1, cv2.LINE_AA)


def _free_place(
    points: NDArray[np.int32],
    width: int,
    height: int,
    shape: tuple[int, ...],
    taken: list[tuple[int, int, int, int]],
) -> tuple[int, int]:
    """Where the name covers nothing: right of the box, above, below or left of it; else above it."""
    x0, y0 = (int(v) for v in points.min(axis=0))
    x1, y1 = (int(v) for v in points.max(axis=0))
    middle = (y0 + y1 - height) // 2
    wanted = [
        (x0, y0 - height),
        (x1 + 3, middle),
        (x0, y1 + 1),
        (x1 - width, y0 - height),
        (x1 - width, y1 + 1),
        (x0 - width - 3, middle),
    ]
    places = [(max(0, min(x, shape[1] - width)), max(0, min(y, shape[0] - height))) for x, y in wanted]
    for left, top in places:
        covers = (
            left < a + w and a < left + width and top < b + h and b < top + height for a, b, w, h in taken
        )
        if not any(covers):
            return left, top
    return places[0]
