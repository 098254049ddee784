from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable

import numpy as np
import pillow_heif
import pytest
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin, features

from docparse.errors import PageError
from docparse.pages import Limits, load_pages
from docparse.pages.pixels import eight_bits

Pixels = NDArray[np.uint8]
Encode = Callable[..., bytes]

RED, GREEN, BLUE, BLACK = (255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 0, 0)


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(PageError) as caught:
        load_pages(data, limits=limits)
    return caught.value.code


def corners_of(pixels: Pixels) -> list[tuple[int, int, int]]:
    """Colours of the four corners, clockwise from the top left, each channel to the nearer of 0 and 255."""
    ends = (pixels[3, 3], pixels[3, -4], pixels[-4, -4], pixels[-4, 3])
    return [tuple(int(channel > 127) * 255 for channel in colour) for colour in ends]


def heic(picture: Pixels, **options: object) -> bytes:
    buffer = io.BytesIO()
    pillow_heif.from_pillow(Image.fromarray(picture)).save(buffer, **options)
    return buffer.getvalue()


def png_of(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("fmt", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("BMP", "image/bmp"),
        ("TIFF", "image/tiff"),
        ("GIF", "image/gif"),
        pytest.param(
            "AVIF",
            "image/avif",
            marks=pytest.mark.skipif(not features.check("avif"), reason="this Pillow has no AVIF"),
        ),
    ],
)
def test_every_format(picture: Pixels, encode: Encode, fmt: str, media_type: str) -> None:
    file = load_pages(encode(picture, fmt))
    page = file.pages[0]
    assert file.media_type == media_type
    assert page.pixels.shape == picture.shape
    assert page.pixels.dtype == np.uint8
    assert corners_of(page.pixels) == [RED, GREEN, BLUE, BLACK]
    assert (page.index, file.page_count, file.errors, file.warnings) == (0, 1, (), ())
    assert page.image_share == 1


def test_heic(picture: Pixels) -> None:
    file = load_pages(heic(picture, quality=95))
    assert file.media_type == "image/heic"
    assert corners_of(file.pages[0].pixels) == [RED, GREEN, BLUE, BLACK]


def test_heic_is_measured_before_it_is_decoded(picture: Pixels) -> None:
    assert code_of(heic(picture), Limits(max_pixels=100)) == "page.too_large"


# EXIF 2.3, tag 0x0112: for each orientation, the shown corners of a picture stored with the corners above.
ORIENTATIONS = {
    1: [RED, GREEN, BLUE, BLACK],
    2: [GREEN, RED, BLACK, BLUE],
    3: [BLUE, BLACK, RED, GREEN],
    4: [BLACK, BLUE, GREEN, RED],
    5: [RED, BLACK, BLUE, GREEN],
    6: [BLACK, RED, GREEN, BLUE],
    7: [BLUE, GREEN, RED, BLACK],
    8: [GREEN, BLUE, BLACK, RED],
}


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_orientation_tag(picture: Pixels, encode: Encode, fmt: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixels = load_pages(encode(picture, fmt, exif=exif)).pages[0].pixels
    assert pixels.shape == ((40, 60, 3) if orientation < 5 else (60, 40, 3))
    assert corners_of(pixels) == ORIENTATIONS[orientation]


def test_heic_orientation(picture: Pixels) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    pixels = load_pages(heic(picture, quality=95, exif=exif.tobytes())).pages[0].pixels
    assert corners_of(pixels) == ORIENTATIONS[6]


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_unknown_orientation_is_ignored(picture: Pixels, encode: Encode, value: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = value
    assert load_pages(encode(picture, "PNG", exif=exif)).pages[0].pixels.shape == (40, 60, 3)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_alpha_lies_on_white(encode: Encode, mode: str) -> None:
    image = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 5, 10))
    pixels = load_pages(encode(image.convert(mode), "PNG")).pages[0].pixels
    assert pixels[5, 8].tolist() == [255, 255, 255]
    assert pixels[5, 1].tolist() == [0, 0, 0]


def test_half_transparent_black_is_grey(encode: Encode) -> None:
    pixels = load_pages(encode(Image.new("RGBA", (4, 4), (0, 0, 0, 128)), "PNG")).pages[0].pixels
    assert pixels[0, 0].tolist() == [127, 127, 127]


def test_transparent_colours_and_palettes(encode: Encode) -> None:
    palette = Image.new("P", (4, 4), 1)
    palette.putpalette([0, 0, 0, 200, 10, 20])
    assert load_pages(encode(palette, "PNG")).pages[0].pixels[0, 0].tolist() == [200, 10, 20]
    clear = load_pages(encode(palette, "PNG", transparency=b"\xff\x00")).pages[0].pixels
    assert clear[0, 0].tolist() == [255, 255, 255]
    keyed = encode(Image.new("RGB", (4, 4), (1, 2, 3)), "PNG", transparency=(1, 2, 3))
    assert load_pages(keyed).pages[0].pixels[0, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize("fmt", ["PNG", "TIFF", "BMP"])
def test_one_bit(encode: Encode, fmt: str) -> None:
    image = Image.new("1", (16, 8), 1)
    image.paste(0, (0, 0, 8, 8))
    pixels = load_pages(encode(image, fmt)).pages[0].pixels
    assert (pixels[4, 2].tolist(), pixels[4, 12].tolist()) == ([0] * 3, [255] * 3)


@pytest.mark.parametrize("fmt", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_grey(encode: Encode, fmt: str) -> None:
    pixels = load_pages(encode(Image.new("L", (16, 16), 90), fmt)).pages[0].pixels
    assert pixels.shape == (16, 16, 3)
    assert abs(pixels.astype(int) - 90).max() <= 2


@pytest.mark.parametrize("fmt", ["JPEG", "TIFF"])
def test_cmyk(encode: Encode, fmt: str) -> None:
    # A JPEG's four inks are stored inverted, as Adobe's programs do; white must stay white.
    image = Image.new("CMYK", (16, 16), (0, 0, 0, 0))
    image.paste((0, 255, 255, 0), (0, 0, 8, 16))
    pixels = load_pages(encode(image, fmt)).pages[0].pixels
    assert corners_of(pixels)[:2] == [RED, (255, 255, 255)]


@pytest.mark.parametrize("fmt", ["PNG", "TIFF"])
def test_sixteen_bit_grey(encode: Encode, fmt: str) -> None:
    ramp = np.linspace(0, 65535, 64).astype(np.uint16).reshape(8, 8)
    pixels = load_pages(encode(Image.fromarray(ramp), fmt)).pages[0].pixels
    assert np.array_equal(pixels[..., 0].ravel(), np.rint(ramp.ravel() / 257))


def test_sixteen_bit_colour() -> None:
    row = b"\0" + struct.pack(">HHH", 65535, 32768, 0) * 4
    pixels = load_pages(png_of(4, 2, 16, 2, row * 2)).pages[0].pixels
    assert np.abs(pixels[0, 0].astype(int) - [255, 128, 0]).max() <= 1


def test_sixteen_bit_white_is_zero(encode: Encode) -> None:
    ramp = np.array([[0, 65535]], dtype=np.uint16)
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[262] = 0
    data = encode(Image.fromarray(ramp), "TIFF", tiffinfo=info)
    # Pillow writes tag 262 itself; turn it to "white is zero" in place: short, one value.
    data = data.replace(struct.pack("<HHIH", 262, 3, 1, 1), struct.pack("<HHIH", 262, 3, 1, 0))
    assert load_pages(data).pages[0].pixels[0, :, 0].tolist() == [255, 0]


@pytest.mark.parametrize("full", [1.0, 255.0, 5000.0])
def test_floats(encode: Encode, full: float) -> None:
    ramp = np.array([[0.0, full / 2, full]], dtype=np.float32)
    pixels = load_pages(encode(Image.fromarray(ramp), "TIFF")).pages[0].pixels
    assert np.abs(pixels[0, :, 0].astype(int) - [0, 128, 255]).max() <= 1


def test_depths() -> None:
    assert eight_bits(np.array([0, 4095])).tolist() == [0, 255]
    assert eight_bits(np.array([0, 200])).tolist() == [0, 200]
    assert eight_bits(np.array([-5, 2**31 - 1])).tolist() == [0, 255]
    assert eight_bits(np.array([np.nan, np.inf, 1.0])).tolist() == [0, 0, 255]
    assert eight_bits(np.array([7000.0, 7000.0])).tolist() == [255, 255]
    assert eight_bits(np.array([-2.0, -1.0])).tolist() == [0, 0]


def test_animation_gives_its_first_frame(encode: Encode) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    for fmt in ("GIF", "WEBP", "PNG"):
        file = load_pages(encode(frames[0], fmt, save_all=True, append_images=frames[1:]))
        assert file.page_count == 1
        assert corners_of(file.pages[0].pixels)[0] == RED


def test_one_pixel(encode: Encode) -> None:
    for fmt in ("PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF"):
        assert load_pages(encode(Image.new("RGB", (1, 1)), fmt)).pages[0].pixels.shape == (1, 1, 3)


@pytest.mark.parametrize(
    ("written", "expected"),
    [((300, 300), 300), ((72, 72), None), ((96, 96), None), ((1, 1), None), ((30000, 30000), None)],
)
@pytest.mark.parametrize("fmt", ["PNG", "JPEG", "TIFF"])
def test_dpi_is_kept_when_a_scanner_could_have_it(
    picture: Pixels, encode: Encode, fmt: str, written: tuple[int, int], expected: float | None
) -> None:
    page = load_pages(encode(picture, fmt, dpi=written)).pages[0]
    assert page.dpi == expected
    assert page.size_pt == ((60 / 300 * 72, 40 / 300 * 72) if expected else None)


def test_facsimile_pixels_are_made_square(encode: Encode) -> None:
    page = load_pages(encode(Image.new("1", (204, 98), 1), "TIFF", dpi=(204, 98))).pages[0]
    assert page.pixels.shape == (204, 204, 3)
    assert page.dpi == 204


def test_bomb_is_refused_by_its_header() -> None:
    rows = zlib.compressobj()
    packed = b"".join(rows.compress(bytes(90_001)) for _ in range(100)) + rows.flush()
    bomb = png_of(30_000, 30_000, 8, 2, b"")
    bomb = bomb.replace(zlib.compress(b""), packed)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert code_of(bomb) == "page.too_large"


@pytest.mark.parametrize("size", [(9_600, 9_600), (13_000, 13_000), (20_000, 20_000)])
def test_pillows_own_bomb_limit_never_shows(size: tuple[int, int]) -> None:
    width, height = size
    data = png_of(width, height, 1, 0, bytes(height * (1 + (width + 7) // 8)))
    before = Image.MAX_IMAGE_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert code_of(data, Limits(max_pixels=1_000_000)) == "page.too_large"
    assert before == Image.MAX_IMAGE_PIXELS


def test_the_caller_may_allow_more_than_pillow_does(monkeypatch: pytest.MonkeyPatch, encode: Encode) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    data = encode(Image.new("L", (60, 60)), "PNG")
    assert load_pages(data).pages[0].pixels.shape == (60, 60, 3)
    assert code_of(data, Limits(max_pixels=3599)) == "page.too_large"
    assert load_pages(data, limits=Limits(max_pixels=3600)).page_count == 1


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF"])
def test_cut_off_pictures(encode: Encode, fmt: str) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    data = encode(noise, fmt)
    with pytest.raises(PageError) as caught:
        load_pages(data[: len(data) * 2 // 3])
    assert caught.value.code == "page.unreadable"
    assert "cut off" in caught.value.message


def test_broken_exif_costs_nothing(picture: Pixels, encode: Encode) -> None:
    data = encode(picture, "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xee" * 40)
    assert load_pages(data).pages[0].pixels.shape == picture.shape
