import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.identity.aamva import parse
from docparse.identity.barcode import find_barcodes, looks_like_pdf417, scan_barcodes

PAYLOAD = (
    "@\n\x1e\rANSI 636025080001DL00310180DL"
    "DAQT1234567\nDCSEXAMPLE\nDACROBIN\nDADLEE\nDBB04151985\nDBA04152031\nDBD04152023\nDBC2\n"
    "DAU067 IN\nDAYGRN\nDAG12 SAMPLE ST\nDAIANYTOWN\nDAJPA\nDAK171010000  \nDCAC\nDCF0001234567\nDCGUSA\r"
)


def symbol(content: str | bytes = PAYLOAD, scale: int = 3, kind: str = "PDF417") -> np.ndarray:
    made = zxingcpp.create_barcode(content, getattr(zxingcpp.BarcodeFormat, kind))
    return np.array(made.to_image(scale=scale))


def card(
    mark: np.ndarray | None, angle: float = 0.0, blur: float = 0.0, noise: float = 0.0, contrast: float = 1.0
) -> np.ndarray:
    """A card's back: text, a symbol, turned by an angle on a grey ground."""
    width, height = 1000, 630
    page = np.full((height, width), 235, np.uint8)
    for row in range(5):
        place = (40, 60 + 40 * row)
        cv2.putText(page, "CLASS C VEHICLES UP TO 26000 LB", place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, 60, 2)
    if mark is not None:
        top, left = 590 - mark.shape[0], (width - mark.shape[1]) // 2
        page[top : top + mark.shape[0], left : left + mark.shape[1]] = mark
    side = int(np.hypot(width, height)) if angle else 0
    if angle:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
        matrix[:, 2] += [(side - width) / 2, (side - height) / 2]
        page = cv2.warpAffine(page, matrix, (side, side), borderValue=120)
    if blur:
        page = cv2.GaussianBlur(page, (0, 0), blur)
    grain = np.random.default_rng(1).normal(0, noise, page.shape) if noise else 0.0
    page = np.clip(128 + (page.astype(float) - 128) * contrast + grain, 0, 255).astype(np.uint8)
    return np.repeat(page[:, :, None], 3, axis=2)


def test_control_characters_survive():
    (reading,) = find_barcodes(card(symbol()))
    assert reading.text == PAYLOAD
    assert reading.data == PAYLOAD.encode()
    assert reading.format == "PDF417"
    assert parse(reading.text).elements["DAQ"] == "T1234567"


def test_place_and_orientation():
    mark = symbol()
    (reading,) = find_barcodes(card(mark))
    top, left = 590 - mark.shape[0], (1000 - mark.shape[1]) // 2
    corners = np.array(
        [[left, top], [left + mark.shape[1], top], [left + mark.shape[1], 590], [left, 590]], dtype=float
    )
    assert np.abs(reading.polygon_px - corners).max() < 25
    assert abs(reading.orientation) < 3


@pytest.mark.parametrize("angle", [4, 11, 20, 33, 45, 90, 135, 180, 270, 350])
def test_turned(angle):
    (reading,) = find_barcodes(card(symbol(), angle=angle))
    assert reading.text == PAYLOAD
    wanted = (angle + 180) % 360 - 180
    assert abs((reading.orientation - wanted + 180) % 360 - 180) < 6


@pytest.mark.parametrize(("blur", "noise", "contrast"), [(1.0, 4, 1.0), (1.2, 6, 0.6), (0.0, 12, 0.5)])
def test_blurred_noisy_and_faint(blur, noise, contrast):
    readings = find_barcodes(card(symbol(), angle=7, blur=blur, noise=noise, contrast=contrast))
    assert [reading.text for reading in readings] == [PAYLOAD]


def test_small():
    small = cv2.resize(card(symbol()), None, fx=0.55, fy=0.55, interpolation=cv2.INTER_AREA)
    assert [reading.text for reading in find_barcodes(small, thorough=True)] == [PAYLOAD]


def test_grey_pixels_and_latin_1():
    payload = PAYLOAD.replace("EXAMPLE", "PEÑA").encode("latin-1")
    (reading,) = find_barcodes(card(symbol(payload))[:, :, 0])
    assert "DCSPEÑA\n" in reading.text
    assert reading.data == payload


@pytest.mark.parametrize("kind", ["QRCode", "DataMatrix", "Aztec", "Code128", "Code39"])
def test_other_symbologies(kind):
    (reading,) = find_barcodes(card(symbol("DOC12345", 4, kind)))
    assert (reading.text, reading.format) == ("DOC12345", kind)


def test_two_barcodes_each_once():
    page = card(symbol())
    code = symbol("12345678", 2, "Code128")
    page[300 : 300 + code.shape[0], 40 : 40 + code.shape[1]] = code[:, :, None]
    readings = find_barcodes(page, thorough=True)
    assert sorted(reading.format for reading in readings) == ["Code128", "PDF417"]


def test_a_card_without_barcode():
    scan = scan_barcodes(card(None), thorough=True)
    assert scan.readings == ()
    assert scan.unread is None


def test_a_barcode_that_cannot_be_read_is_seen():
    mark = symbol().copy()
    rng = np.random.default_rng(3)
    width = mark.shape[1]
    for column in range(60, width - 60, 3):  # every codeword damaged, the look kept
        mark[:, column : column + 3] = np.roll(mark[:, column : column + 3], int(rng.integers(9, 60)), axis=0)
    page = card(mark)
    scan = scan_barcodes(page)
    assert scan.readings == ()
    assert scan.unread is not None
    x, y = scan.unread.center
    assert abs(x - 500) < 40
    assert abs(y - (590 - mark.shape[0] / 2)) < 40


@pytest.mark.parametrize("angle", [0, 17, 60, 90])
def test_the_look_of_a_barcode_and_its_angle(angle):
    region = looks_like_pdf417(card(symbol(), angle=angle))
    assert region is not None
    off = (region.angle - angle) % 180
    assert min(off, 180 - off) < 4


def test_text_does_not_look_like_a_barcode():
    assert looks_like_pdf417(card(None)) is None


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 500, 3), (500, 2, 3), (30, 30, 3), (0, 0, 3)])
def test_tiny_pages(shape):
    assert find_barcodes(np.zeros(shape, np.uint8), thorough=True) == []


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), height=st.integers(8, 120), width=st.integers(8, 120))
def test_noise_gives_nothing_and_no_error(seed, height, width):
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    assert all(reading.format != "PDF417" for reading in find_barcodes(pixels))
