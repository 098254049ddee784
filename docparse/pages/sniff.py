"""What a file is, told from its first bytes. File names are never asked: they lie."""

from __future__ import annotations

UNKNOWN = "application/octet-stream"

# A PDF may have rubbish before its header: ISO 32000-1, annex H, implementation note 13, allows 1024 bytes.
PDF_HEADER_WITHIN = 1024

# (offset, bytes) that must all match -> media type.
_SIGNATURES: tuple[tuple[tuple[tuple[int, bytes], ...], str], ...] = (
    (((0, b"\xff\xd8\xff"),), "image/jpeg"),
    (((0, b"\x89PNG\r\n\x1a\n"),), "image/png"),
    (((0, b"GIF87a"),), "image/gif"),
    (((0, b"GIF89a"),), "image/gif"),
    (((0, b"RIFF"), (8, b"WEBP")), "image/webp"),
    (((0, b"II*\x00"),), "image/tiff"),
    (((0, b"MM\x00*"),), "image/tiff"),
    (((0, b"II+\x00"),), "image/tiff"),  # BigTIFF
    (((0, b"MM\x00+"),), "image/tiff"),
    # Bytes 6 to 9 of a bitmap's header are reserved and zero: two letters alone would match plain text.
    (((0, b"BM"), (6, b"\x00\x00\x00\x00")), "image/bmp"),
)

# Brands of the ISO base media file format (ISO/IEC 23008-12 for HEIF, the AV1 image format for AVIF).
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def media_type_of(data: bytes) -> str:
    """The IANA media type of a file's content; ``application/octet-stream`` for what docparse cannot read.

    Args:
        data: The file, or at least its first 1024 bytes.
    """
    for parts, media_type in _SIGNATURES:
        if all(data[offset : offset + len(mark)] == mark for offset, mark in parts):
            return media_type
    if data[4:8] == b"ftyp":
        return _iso_media_type(data)
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        return "application/pdf"
    return UNKNOWN


def _iso_media_type(data: bytes) -> str:
    box_end = min(int.from_bytes(data[:4], "big"), 256)
    # The major brand, four bytes of version, then the compatible brands.
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, box_end, 4))}
    if brands & _AVIF_BRANDS:
        return "image/avif"
    return "image/heic" if brands & _HEIF_BRANDS else UNKNOWN
