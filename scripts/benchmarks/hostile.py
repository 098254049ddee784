"""Inputs that are broken, hostile or no document at all, made from nothing; each small as a file."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "id"

_CARD = (
    "DAQT1234567\nDCSEXAMPLE\nDACROBIN\nDADLEE\nDBB04151985\nDBA04152031\nDBD04152023\nDBC2\nDAU067 IN\n"
    "DAG12 SAMPLE ST\nDAIANYTOWN\nDAJPA\nDAK171010000  \nDCAC\nDCF0001234567\nDCGUSA\r"
)
PAYLOAD = f"@\n\x1e\rANSI 636025080001DL0031{len(_CARD) + 2:04}DL{_CARD}"
CUTS = (1, 5, 9, 15, 21, 27, 31, 33, 40, 60, 100, 152)


def make_all(folder: Path) -> list[Path]:
    """Write every input into a folder: the paths, in order of name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in _inputs():
        (folder / name).write_bytes(data)
    return sorted(folder.iterdir())


def _inputs() -> Iterator[tuple[str, bytes]]:
    photo = (SAMPLES / "passport_page.jpg").read_bytes()
    scan = _saved(Image.new("RGB", (600, 400), (90, 120, 200)), "PDF")
    for name, make in _MADE.items():
        yield name, make()
    yield "jpeg_cut_early.jpg", photo[:300]
    yield "jpeg_cut_late.jpg", photo[: len(photo) // 2]
    yield "pdf_cut_early.pdf", scan[:60]
    yield "pdf_cut_late.pdf", scan[: len(scan) // 2]
    yield "no_document.jpg", (SAMPLES / "landscape.jpg").read_bytes()
    for cut in CUTS:
        yield f"aamva_cut_{cut:03}.png", pdf417(PAYLOAD[:cut])


def _saved(picture: Image.Image, form: str) -> bytes:
    file = io.BytesIO()
    picture.save(file, form)
    return file.getvalue()


def pdf417(content: str | bytes, kind: str = "PDF417") -> bytes:
    """A card's back with nothing on it but a barcode of this content, as PNG."""
    made = zxingcpp.create_barcode(content, getattr(zxingcpp.BarcodeFormat, kind))
    mark = Image.fromarray(np.array(made.to_image(scale=3))).convert("RGB")
    page = Image.new("RGB", (max(1000, mark.width + 100), max(630, mark.height + 100)), (235, 235, 235))
    page.paste(mark, ((page.width - mark.width) // 2, page.height - mark.height - 40))
    return _saved(page, "PNG")


def bomb() -> bytes:
    """A whole PNG of 30,000 by 30,000 pixels in about a hundred kilobytes."""
    side = 30_000
    packer = zlib.compressobj(9)
    rows = bytes((side // 8 + 1) * 1000)
    pressed = b"".join(packer.compress(rows) for _ in range(side // 1000)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", pressed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    )
    return out + end % (len(objects) + 1, table, len(objects) + 1, trailer, len(out))


def _pdf_without_page() -> bytes:
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


def _encrypted_pdf() -> bytes:
    """No password opens it: the keys in it fit none (ISO 32000-1, 7.6.3)."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>"
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<%s> <%s>]"
    keys = lock % (b"5a" * 32, b"a5" * 32, b"01" * 16, b"01" * 16)
    return _pdf(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page], keys
    )


def _animation() -> bytes:
    frames = [Image.new("RGB", (320, 200), colour) for colour in ("white", "navy", "olive")]
    for frame, word in zip(frames, ("ONE", "TWO", "THREE"), strict=True):
        ImageDraw.Draw(frame).text((100, 80), word, fill="gray")
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


def _plain(width: int, height: int, colour: str = "white") -> Callable[[], bytes]:
    return lambda: _saved(Image.new("RGB", (width, height), colour), "PNG")


def _noise(height: int, width: int) -> NDArray[np.uint8]:
    return np.random.default_rng(7).integers(0, 256, (height, width, 3), np.uint8)


_RANDOM = bytes(np.random.default_rng(5).integers(0, 256, 180, np.uint8))

_MADE: dict[str, Callable[[], bytes]] = {
    "zero_bytes.jpg": lambda: b"",
    "text.jpg": lambda: b"Dear reader, this is a letter and no picture.\n" * 50,
    "random_bytes.png": lambda: _RANDOM * 20,
    "bomb.png": bomb,
    "pdf_encrypted.pdf": _encrypted_pdf,
    "pdf_no_page.pdf": _pdf_without_page,
    "pdf_header_only.pdf": lambda: b"%PDF-1.7\n",
    "animated.gif": _animation,
    "one_pixel.png": _plain(1, 1),
    "white.png": _plain(1000, 630),
    "black.png": _plain(1000, 630, "black"),
    "noise.png": lambda: _saved(Image.fromarray(_noise(400, 640)), "PNG"),
    "strip_across.png": _plain(20_000, 20, "gray"),
    "strip_upright.png": _plain(20, 20_000, "gray"),
    "strip_noise.png": lambda: _saved(Image.fromarray(_noise(20, 20_000)), "PNG"),
    "pdf417_random_bytes.png": lambda: pdf417(_RANDOM),
    "pdf417_text.png": lambda: pdf417("Lot 4711, keep dry, this side up"),
    "aamva_random_fields.png": lambda: pdf417(PAYLOAD[:33].encode() + _RANDOM),
    "aamva_control_characters.png": lambda: pdf417(PAYLOAD.replace("EXAMPLE", "\x1b[31mX\x00[/x]")),
    "qr_only.png": lambda: pdf417("https://example.org/", "QRCode"),
}
