"""Find and read barcodes on a page, with zxing-cpp.

Text is asked for as ``TextMode.Plain``: the default mode rewrites the control characters that part an AAMVA
payload into elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docparse.errors import EngineError
from docparse.identity.aamva.parser import decode
from docparse.identity.barcode_region import BarcodeRegion, looks_like_pdf417, opencv

__all__ = [
    "BarcodeReading",
    "BarcodeRegion",
    "BarcodeScan",
    "find_barcodes",
    "looks_like_pdf417",
    "scan_barcodes",
]

Pixels = NDArray[np.uint8]

_STACKED = ("PDF417", "MicroPDF417")
_OTHERS = ("QRCode", "DataMatrix", "Aztec", "Code128", "Code39", "Code93", "ITF", "Codabar")
_SHORT_LINEAR = frozenset({"ITF", "Codabar", "Code39", "Code93"})
_MIN_LINEAR_TEXT = 4
"""Shorter ones are patterns in the background more often than barcodes."""
_FAST_SIDE = 1600
"""Longest side for the quick search of the symbologies besides PDF417."""
_MAX_SIDE = 4000
_REGION_BUDGET_PX = 24e6
_PAGE_BUDGET_PX = 60e6
"""Pixels looked at in all retries together; about three milliseconds for each million."""
_REGION_SCALES = (1.0, 2.0, 1.5, 3.0, 0.5, 0.75)
_PAGE_SCALES = (2.0, 0.5, 1.5, 1.0, 3.0)
_PAGE_ANGLES = (-5.0, 5.0, -10.0, 10.0, -15.0, 15.0, -20.0, 20.0, -26.0, 26.0, -32.0, 32.0, -38.0, 38.0, 45.0)
_FILTERS = ("plain", "unsharp", "clahe", "threshold")


@dataclass(frozen=True)
class BarcodeReading:
    """One barcode that was read.

    Attributes:
        text: Its content as text, control characters kept. AAMVA data: UTF-8 where the bytes are that, else
            Latin-1; other content by the barcode's own character set.
        data: Its content as bytes.
        format: Symbology, e.g. ``PDF417``, ``QRCode``.
        polygon_px: Its corners in page pixels, (4, 2), from its own top left, clockwise.
        orientation: Degrees by which it is turned, clockwise.
    """

    text: str
    data: bytes
    format: str
    polygon_px: NDArray[np.float64]
    orientation: float


@dataclass(frozen=True)
class BarcodeScan:
    """What a page's barcodes gave.

    Attributes:
        readings: The barcodes read, each once.
        unread: A region that looks like a PDF417 symbol and could not be read, or None.
    """

    readings: tuple[BarcodeReading, ...]
    unread: BarcodeRegion | None = None


def find_barcodes(pixels: Pixels, *, thorough: bool = False) -> list[BarcodeReading]:
    """The barcodes on a page; see :func:`scan_barcodes`."""
    return list(scan_barcodes(pixels, thorough=thorough).readings)


def scan_barcodes(pixels: Pixels, *, thorough: bool = False) -> BarcodeScan:
    """Read the barcodes on a page, and say whether one was seen that cannot be read.

    The quick search costs about ten milliseconds on a card of 700 by 450 pixels. Only a region that looks
    like a PDF417 symbol, or ``thorough``, brings the retries: other scales, turned upright, sharpened,
    evened out, binarised.

    Args:
        pixels: (H, W, 3) RGB or (H, W) grey, uint8.
        thorough: Retry on the whole page, too, when there is no PDF417 symbol yet.

    Raises:
        EngineError: ``engine.missing`` without zxing-cpp.
    """
    if pixels.size == 0:
        return BarcodeScan(())
    grey = _grey(pixels)
    readings = _first_pass(grey, thorough=thorough)
    if any(reading.format.endswith("PDF417") for reading in readings):
        return BarcodeScan(_distinct(readings))
    region = looks_like_pdf417(grey)
    if region is not None:
        readings += _retry(_region_views(grey, region), _REGION_BUDGET_PX)
    stacked = any(reading.format.endswith("PDF417") for reading in readings)
    if thorough and not stacked:
        readings += _retry(_page_views(grey), _PAGE_BUDGET_PX)
        stacked = any(reading.format.endswith("PDF417") for reading in readings)
    if region is not None and not stacked and _covers_another(region, readings):
        region = None
    return BarcodeScan(_distinct(readings), None if stacked else region)


def _grey(pixels: Pixels) -> Pixels:
    if pixels.ndim == 2:
        return np.ascontiguousarray(pixels)
    cv2 = opencv()

    grey: Pixels = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return grey


@cache
def _formats(names: tuple[str, ...]) -> Any:
    """The engine's formats of these names, as far as its version knows them."""
    known = _engine().BarcodeFormat
    return tuple(getattr(known, name) for name in names if hasattr(known, name))


@cache
def _engine() -> Any:
    try:
        import zxingcpp  # noqa: PLC0415 - compiled, and not needed to import the package
    except ImportError as error:
        raise EngineError("engine.missing", "Reading barcodes needs the package zxing-cpp.") from error
    return zxingcpp


def _first_pass(grey: Pixels, *, thorough: bool) -> list[BarcodeReading]:
    """PDF417 as the engine does it best; the others in one go, with less effort unless thorough."""
    readings = _read(grey, _STACKED if thorough else _STACKED[:1], np.eye(3))
    if thorough:
        return readings + _read(grey, _OTHERS, np.eye(3))
    shrink = min(1.0, _FAST_SIDE / max(grey.shape))
    small, matrix = _view(grey, (grey.shape[1] / 2, grey.shape[0] / 2), grey.shape[::-1], 0.0, shrink)
    return readings + _read(small, _OTHERS, matrix, try_invert=False, try_downscale=False)


def _read(
    view: Pixels, names: tuple[str, ...], matrix: NDArray[np.float64], **effort: bool
) -> list[BarcodeReading]:
    """Read one view of the page.

    Args:
        view: Grey pixels.
        names: Symbologies.
        matrix: From page to view, (3, 3).
        effort: The engine's options.
    """
    engine = _engine()
    back: NDArray[np.float64] = np.linalg.inv(matrix).astype(np.float64)
    turn = float(np.degrees(np.arctan2(back[1, 0], back[0, 0])))
    found = engine.read_barcodes(view, formats=_formats(names), text_mode=engine.TextMode.Plain, **effort)
    return [_reading(item, back, turn) for item in found if item.valid and _is_plausible(item)]


def _is_plausible(item: Any) -> bool:
    return item.format.name not in _SHORT_LINEAR or len(item.bytes) >= _MIN_LINEAR_TEXT


def _reading(item: Any, back: NDArray[np.float64], turn: float) -> BarcodeReading:
    place = item.position
    corners = np.array(
        [[p.x, p.y, 1.0] for p in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)]
    )
    data = bytes(item.bytes)
    return BarcodeReading(
        text=_text(item, data),
        data=data,
        format=item.format.name,
        polygon_px=(corners @ back.T)[:, :2],
        orientation=(float(item.orientation) + turn + 180.0) % 360.0 - 180.0,
    )


def _text(item: Any, data: bytes) -> str:
    """The content as text.

    The engine follows character set switches (ECI) and guesses where there are none. AAMVA cards have none,
    and a guess can turn an accented letter into a character of another script: their bytes are read plainly.
    """
    if b"ANSI" in data[:64] or b"AAMVA" in data[:64]:
        return decode(data)
    return str(item.text) or decode(data)


def _distinct(readings: list[BarcodeReading]) -> tuple[BarcodeReading, ...]:
    """Each barcode once: the same content at the same place is one."""
    kept: list[BarcodeReading] = []
    for reading in readings:
        middle = reading.polygon_px.mean(axis=0)
        reach = max(float(np.ptp(reading.polygon_px, axis=0).max()) / 2, 8.0)
        if not any(
            other.data == reading.data and np.linalg.norm(other.polygon_px.mean(axis=0) - middle) < reach
            for other in kept
        ):
            kept.append(reading)
    return tuple(kept)


def _covers_another(region: BarcodeRegion, readings: list[BarcodeReading]) -> bool:
    """Whether the region is a barcode of another symbology, which was read."""
    low, high = region.polygon_px.min(axis=0), region.polygon_px.max(axis=0)
    return any(bool(np.all((low <= m) & (m <= high))) for m in (r.polygon_px.mean(axis=0) for r in readings))


def _retry(views: Iterator[tuple[Pixels, NDArray[np.float64]]], budget: float) -> list[BarcodeReading]:
    """Read views until one gives a stacked barcode or the budget of pixels is spent."""
    spent = 0.0
    for view, matrix in views:
        spent += view.size
        if spent > budget:
            break
        if readings := _read(view, _STACKED, matrix):
            return readings
    return []


def _region_views(grey: Pixels, region: BarcodeRegion) -> Iterator[tuple[Pixels, NDArray[np.float64]]]:
    """The region turned upright with a margin, at several scales, each as it is and filtered."""
    margin = 0.12 * max(region.length, region.height)
    size = (region.length + 2 * margin, region.height + 2 * margin)
    for name in _FILTERS:
        for scale in _REGION_SCALES:
            if max(size) * scale <= _MAX_SIDE:
                view, matrix = _view(grey, region.center, size, region.angle, scale)
                yield _filtered(view, name), matrix


def _page_views(grey: Pixels) -> Iterator[tuple[Pixels, NDArray[np.float64]]]:
    """The whole page turned (the engine itself tries 90°), at other scales, filtered."""
    height, width = grey.shape
    middle = (width / 2, height / 2)
    steps = [(0.0, scale, "plain") for scale in _PAGE_SCALES[:3]]
    steps += [(angle, 1.0, "plain") for angle in _PAGE_ANGLES]
    steps += [(0.0, scale, name) for name in _FILTERS[1:] for scale in _PAGE_SCALES]
    steps += [(0.0, _PAGE_SCALES[-1], "plain")]
    for angle, scale, name in steps:
        if max(width, height) * scale > _MAX_SIDE:
            continue
        turn = np.radians(angle)
        size = (
            width * abs(np.cos(turn)) + height * abs(np.sin(turn)),
            width * abs(np.sin(turn)) + height * abs(np.cos(turn)),
        )
        view, matrix = _view(grey, middle, size if angle else (width, height), angle, scale)
        yield _filtered(view, name), matrix


def _view(
    grey: Pixels, middle: tuple[float, float], size: tuple[float, ...], angle: float, scale: float
) -> tuple[Pixels, NDArray[np.float64]]:
    """A turned, scaled cut-out.

    Args:
        grey: The page.
        middle: Page point that becomes the cut-out's middle.
        size: Width and height of the cut-out in page pixels.
        angle: Degrees by which the content is turned clockwise on the page; the view shows it upright.
        scale: View pixels for each page pixel.

    Returns:
        The view, and the (3, 3) matrix from page to view.
    """
    cv2 = opencv()

    if angle == 0.0 and scale == 1.0 and tuple(size) == grey.shape[::-1]:
        return grey, np.eye(3)
    width, height = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D(middle, angle, scale)
    matrix[:2, 2] += np.array([width / 2, height / 2]) - np.array(middle)
    source = grey
    if scale < 1.0:  # the warp samples points, so what is between them is averaged before
        source = cv2.GaussianBlur(grey, (0, 0), 0.4 / scale)
    flags = cv2.INTER_CUBIC if scale > 1.0 else cv2.INTER_LINEAR
    view: Pixels = cv2.warpAffine(
        source, matrix[:2], (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    return view, matrix


def _filtered(view: Pixels, name: str) -> Pixels:
    """The view sharpened, evened out or binarised, by the filter's name."""
    cv2 = opencv()

    if name == "plain":
        return view
    result: Pixels
    if name == "unsharp":
        soft = cv2.GaussianBlur(view, (0, 0), 2.0)
        result = cv2.addWeighted(view, 2.5, soft, -1.5, 0)
    elif name == "clahe":
        result = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(view)
    else:
        window = max(15, min(view.shape) // 8) | 1
        result = cv2.adaptiveThreshold(
            view, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, window, 5
        )
    return result
