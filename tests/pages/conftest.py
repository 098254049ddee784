from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

# The 32 bytes that pad passwords: ISO 32000-1, 7.6.3.3, algorithm 2.
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@pytest.fixture(scope="session")
def picture() -> NDArray[np.uint8]:
    """A 60 x 40 picture in which each corner has a colour of its own: red, green, blue, black."""
    pixels = np.full((40, 60, 3), 255, dtype=np.uint8)
    pixels[:12, :16] = (255, 0, 0)
    pixels[:12, -16:] = (0, 255, 0)
    pixels[-12:, -16:] = (0, 0, 255)
    pixels[-12:, :16] = (0, 0, 0)
    return pixels


@pytest.fixture(scope="session")
def encode() -> Callable[..., bytes]:
    """Write an array or a Pillow picture in a file format, with Pillow's own options."""

    def write(image: NDArray[np.uint8] | Image.Image, fmt: str, **options: object) -> bytes:
        buffer = io.BytesIO()
        made = image if isinstance(image, Image.Image) else Image.fromarray(image)
        made.save(buffer, fmt, **options)
        return buffer.getvalue()

    return write


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def _file(objects: list[bytes], trailer: bytes = b"") -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """Write a PDF with one page for each content stream; Helvetica is /F1, the optional form is /X1."""

    def write(
        *contents: bytes,
        page: bytes = b"/MediaBox [0 0 300 200]",
        form: tuple[bytes, bytes] = (b"", b""),
        password: str | None = None,
    ) -> bytes:
        first = 5
        kids = b" ".join(b"%d 0 R" % (first + 2 * i) for i in range(len(contents)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            _stream(form[0], b"/Type /XObject /Subtype /Form /BBox [-999 -999 999 999] " + form[1]),
        ]
        key, trailer = _encryption(password)
        for i, content in enumerate(contents):
            number = first + 2 * i + 1
            salt = struct.pack("<I", number)[:3] + b"\0\0"
            stored = _rc4(hashlib.md5(key + salt).digest()[:10], content) if key else content
            resources = b"/Resources << /Font << /F1 3 0 R >> /XObject << /X1 4 0 R >> >>"
            objects.append(
                b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R %s >>" % (page, number, resources)
            )
            objects.append(_stream(stored))
        return _file(objects, trailer)

    return write


def _encryption(password: str | None) -> tuple[bytes, bytes]:
    """Key and trailer entries of 40-bit RC4, ISO 32000-1, 7.6.3, revision 2."""
    if password is None:
        return b"", b""
    padded = (password.encode() + _PAD)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    identity = b"0123456789abcdef"
    key = hashlib.md5(padded + owner + struct.pack("<i", -4) + identity).digest()[:5]
    user = _rc4(key, _PAD)
    entries = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<%s> <%s>]"
    words = (owner.hex(), user.hex(), identity.hex(), identity.hex())
    return key, entries % tuple(word.encode() for word in words)
