from __future__ import annotations

import gc
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from docparse.errors import DocparseError, LimitError, PageError, UsageError
from docparse.pages import Limits, LoadedFile, load_pages, media_type_of, read_source

Pixels = NDArray[np.uint8]
Encode = Callable[..., bytes]
MakePdf = Callable[..., bytes]

# The fixtures that hypothesis is given are functions and constant data: they need no reset between examples.
hostile = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def code_of(source: object, **options: object) -> str:
    with pytest.raises(DocparseError) as caught:
        load_pages(source, **options)  # type: ignore[arg-type]
    assert len(caught.value.message) > 20
    return caught.value.code


def test_path_bytes_and_read_source_agree(picture: Pixels, encode: Encode, tmp_path: Path) -> None:
    data = encode(picture, "PNG")
    path = tmp_path / "named wrongly.jpg"
    path.write_bytes(data)
    for source in (path, str(path), data, bytearray(data), read_source(path)):
        file = load_pages(source)
        assert np.array_equal(file.pages[0].pixels, picture)
        assert file.sha256 == hashlib.sha256(data).hexdigest()
        assert file.media_type == "image/png"
        assert file.path == (None if isinstance(source, (bytes, bytearray)) else str(path))


def test_arrays(picture: Pixels) -> None:
    file = load_pages(picture)
    assert (file.media_type, file.path, file.page_count) == (None, None, 1)
    assert np.array_equal(file.pages[0].pixels, picture)
    assert file.pages[0].pixels is not picture
    assert load_pages(picture[::-1]).sha256 != file.sha256
    assert load_pages(picture[..., 0]).pages[0].pixels.shape == picture.shape


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((4, 4), np.float32),
        np.zeros((4, 4), np.uint16),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros(4, np.uint8),
        np.zeros((4, 4, 3, 1), np.uint8),
    ],
)
def test_arrays_of_another_sort(array: NDArray[np.generic]) -> None:
    assert code_of(array) == "usage.pixels"


def test_array_limits() -> None:
    assert code_of(np.zeros((0, 5, 3), np.uint8)) == "page.empty"
    assert code_of(np.zeros((5, 5), np.uint8), limits=Limits(max_pixels=24)) == "page.too_large"


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    assert code_of(tmp_path / "nothing.jpg") == "page.missing"
    assert code_of(file / "below") == "page.missing"
    assert code_of(tmp_path) == "page.not_a_file"
    assert code_of("a\0b.jpg") == "page.unreadable"
    assert code_of(str(tmp_path / ("x" * 5000))) == "page.unreadable"
    assert code_of("") in ("page.missing", "page.not_a_file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert code_of(tmp_path / "pipe.jpg") == "page.not_a_file"


def test_a_file_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, picture: Pixels, encode: Encode
) -> None:
    path = tmp_path / "private.png"
    path.write_bytes(encode(picture, "PNG"))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert code_of(path) == "page.unreadable"


def test_empty_and_foreign_content(tmp_path: Path) -> None:
    path = tmp_path / "letter.jpg"
    path.write_text("This is no picture, whatever its name says. " * 50)
    assert code_of(path) == "page.unsupported"
    path.write_bytes(b"")
    assert code_of(path) == "page.empty"
    assert code_of(b"") == "page.empty"
    assert code_of(b"PK\x03\x04" + bytes(100)) == "page.unsupported"
    assert code_of(b"<svg xmlns='http://www.w3.org/2000/svg'/>") == "page.unsupported"
    assert code_of(b"BMW is a make of cars") == "page.unsupported"


def test_bytes_limit(tmp_path: Path) -> None:
    limits = Limits(max_bytes=100)
    path = tmp_path / "big.jpg"
    path.write_bytes(bytes(101))
    assert code_of(path, limits=limits) == "page.too_large"
    assert code_of(bytes(101), limits=limits) == "page.too_large"
    assert code_of(bytes(100), limits=limits) == "page.unsupported"


def test_usage() -> None:
    assert code_of(12) == "usage.source"
    assert code_of(None) == "usage.source"
    for dpi in (0, -1, 9, 5000, float("nan")):
        assert code_of(b"x", dpi=dpi) == "usage.dpi"


@pytest.mark.parametrize("name", ["max_bytes", "max_pixels", "max_pages", "max_seconds", "max_total_pixels"])
@pytest.mark.parametrize("value", [0, -1, "5", None, True, float("nan")])
def test_limits_are_checked(name: str, value: object) -> None:
    with pytest.raises(UsageError) as caught:
        Limits(**{name: value})  # type: ignore[arg-type]
    assert caught.value.code == "usage.limits"
    assert name in caught.value.message


def test_media_types(picture: Pixels, encode: Encode, make_pdf: MakePdf) -> None:
    assert media_type_of(b"rubbish before it\n" + make_pdf(b"")) == "application/pdf"
    assert media_type_of(b"\0\0\0\x1cftypmif1\0\0\0\0mif1heic") == "image/heic"
    assert media_type_of(b"\0\0\0\x1cftypmif1\0\0\0\0avifmif1") == "image/avif"
    assert media_type_of(b"\0\0\0\x1cftypisom\0\0\0\0isommp42") == "application/octet-stream"
    assert media_type_of(b"") == "application/octet-stream"
    assert media_type_of(encode(picture, "JPEG")[:3]) == "image/jpeg"


def test_messages_tell_no_names(tmp_path: Path) -> None:
    path = tmp_path / "jane_specimen.jpg"
    with pytest.raises(DocparseError) as caught:
        load_pages(path)
    assert "jane" not in caught.value.message


def check_hostile(data: bytes) -> None:
    """Either pages or one of docparse's own errors comes out; anything else fails the test."""
    try:
        file = load_pages(data, dpi=20, limits=Limits(max_seconds=20, max_pixels=200_000))
    except (PageError, LimitError):
        return
    assert isinstance(file, LoadedFile)
    assert all(page.pixels.ndim == 3 for page in file.pages)


HEADS = [
    b"",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"RIFF\x99\0\0\0WEBPVP8 ",
    b"II*\0\x08\0\0\0",
]
HEADS += [b"MM\0*\0\0\0\x08", b"BM\x99\0\0\0\0\0\0\0", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", b"%PDF-1.7\n"]
HEADS += [b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0"]


@hostile
@given(head=st.sampled_from(HEADS), body=st.binary(max_size=400))
def test_random_bytes(head: bytes, body: bytes) -> None:
    check_hostile(head + body)


@pytest.fixture(scope="session")
def good_files(picture: Pixels, encode: Encode, make_pdf: MakePdf) -> dict[str, bytes]:
    files = {fmt: encode(picture, fmt) for fmt in ("PNG", "JPEG", "WEBP", "GIF", "BMP")}
    frames = [Image.fromarray(picture)] * 2
    files["TIFF"] = encode(frames[0], "TIFF", save_all=True, append_images=frames, compression="tiff_lzw")
    files["PDF"] = make_pdf(b"BT /F1 24 Tf 60 120 Td (Rooms) Tj ET 0 0 9 9 re f", b"1 1 9 9 re S")
    return files


@hostile
@given(data=st.data())
def test_random_truncation(good_files: dict[str, bytes], data: st.DataObject) -> None:
    whole = good_files[data.draw(st.sampled_from(sorted(good_files)))]
    check_hostile(whole[: data.draw(st.integers(0, len(whole) - 1))])


@hostile
@given(data=st.data())
def test_random_damage(good_files: dict[str, bytes], data: st.DataObject) -> None:
    whole = bytearray(good_files[data.draw(st.sampled_from(sorted(good_files)))])
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    check_hostile(bytes(whole))


def test_threads(good_files: dict[str, bytes]) -> None:
    with ThreadPoolExecutor(8) as pool:
        files = list(pool.map(lambda data: load_pages(data, dpi=50), [*good_files.values()] * 8))
    assert [file.page_count for file in files] == [1, 1, 1, 1, 1, 3, 2] * 8


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files cannot be counted here")
def test_no_file_stays_open(good_files: dict[str, bytes], tmp_path: Path) -> None:
    paths = []
    for name, data in good_files.items():
        paths += [tmp_path / name, tmp_path / f"{name} cut"]
        paths[-2].write_bytes(data)
        paths[-1].write_bytes(data[: len(data) // 2])
    before = len(list(Path("/proc/self/fd").iterdir()))
    for path in paths * 3:
        check_hostile(path.read_bytes())
        try:
            load_pages(path, dpi=30)
        except DocparseError:
            continue
    gc.collect()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_the_package_is_light_to_import() -> None:
    heavy = ("cv2", "PIL", "pypdfium2", "onnxruntime", "numpy")
    program = f"import sys, docparse.pages; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
