from __future__ import annotations

import struct
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin

from docparse.errors import PageError
from docparse.pages import Limits, load_pages
from docparse.pages.tiff import page_offsets

Encode = Callable[..., bytes]


@pytest.fixture
def three_pages(encode: Encode) -> bytes:
    frames = [Image.new("L", (20 + i, 10), 50 * i) for i in range(3)]
    return encode(frames[0], "TIFF", save_all=True, append_images=frames[1:])


def test_all_pages_are_read_in_order(three_pages: bytes) -> None:
    file = load_pages(three_pages)
    assert [(page.index, page.width, int(page.pixels[0, 0, 0])) for page in file.pages] == [
        (0, 20, 0),
        (1, 21, 50),
        (2, 22, 100),
    ]
    assert file.page_count == 3


@pytest.mark.parametrize("damage", ["size", "data"])
def test_a_broken_page_costs_only_itself(three_pages: bytes, damage: str) -> None:
    second = page_offsets(three_pages)[1]
    tag = {"size": 257, "data": 273}[damage]  # ImageLength, StripOffsets
    entry = three_pages.index(struct.pack("<H", tag), second + 2)
    value = {"size": 0, "data": len(three_pages) + 999}[damage]
    changed = three_pages[: entry + 2] + struct.pack("<HII", 4, 1, value) + three_pages[entry + 12 :]
    file = load_pages(changed)
    assert [page.index for page in file.pages] == [0, 2]
    assert file.page_count == 3
    assert [error.page for error in file.errors] == [1]
    assert file.errors[0].code in ("page.unreadable", "page.empty")


def test_a_page_too_large_costs_only_itself(encode: Encode) -> None:
    frames = [Image.new("L", size) for size in ((10, 10), (50, 50), (12, 12))]
    data = encode(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    file = load_pages(data, limits=Limits(max_pixels=200))
    assert [page.width for page in file.pages] == [10, 12]
    assert [(error.code, error.page) for error in file.errors] == [("page.too_large", 1)]


def test_pages_beyond_the_limit(three_pages: bytes) -> None:
    file = load_pages(three_pages, limits=Limits(max_pages=2))
    assert len(file.pages) == 2
    assert [(error.code, error.page) for error in file.errors] == [("page.too_many", 2)]


def test_thumbnails_are_no_pages(encode: Encode) -> None:
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[254] = 1
    frames = [Image.new("L", (40, 40)), Image.new("L", (10, 10))]
    frames[1].encoderinfo = {"tiffinfo": info}  # type: ignore[attr-defined]
    file = load_pages(encode(frames[0], "TIFF", save_all=True, append_images=frames[1:]))
    assert [page.width for page in file.pages] == [40]
    assert file.page_count == 1


def test_big_tiff(encode: Encode) -> None:
    frames = [Image.new("L", (8, 8)), Image.new("L", (9, 9))]
    data = encode(frames[0], "TIFF", save_all=True, append_images=frames[1:], big_tiff=True)
    assert data[2] == 43
    assert [page.width for page in load_pages(data).pages] == [8, 9]


def test_a_chain_that_bites_its_tail_ends(three_pages: bytes) -> None:
    first, _, last = page_offsets(three_pages)
    entries = struct.unpack_from("<H", three_pages, last)[0]
    at = last + 2 + 12 * entries
    looped = three_pages[:at] + struct.pack("<I", first) + three_pages[at + 4 :]
    assert load_pages(looped).page_count == 3


def test_no_directory() -> None:
    for data in (b"II*\0", b"II*\0\0\0\0\0", b"MM\0*\xff\xff\xff\xff", b"II+\0\x08\0\0\0"):
        with pytest.raises(PageError) as caught:
            load_pages(data)
        assert caught.value.code == "page.unreadable"


def test_compressions(encode: Encode) -> None:
    bits = Image.fromarray(np.arange(64 * 64).reshape(64, 64) % 7 == 0).convert("1")
    expected = np.asarray(bits.convert("RGB"))
    for compression in ("group3", "group4", "packbits", "tiff_lzw", "tiff_adobe_deflate"):
        data = encode(bits, "TIFF", compression=compression)
        assert np.array_equal(load_pages(data).pages[0].pixels, expected)
