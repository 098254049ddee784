"""The chain of pages in a TIFF file, walked without decoding anything.

TIFF 6.0, section 2: the header points at the first image file directory, each directory at the next. BigTIFF
(magic number 43) has the same chain with 8-byte offsets and counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from docparse.errors import PageError

# Reading the chain is cheap, but a hostile file could make it endless in all but name.
MAX_DIRECTORIES = 100_000

_SUBFILE_TYPE = 254  # NewSubfileType; bit 0: a smaller copy of another page, bit 2: a transparency mask
_NOT_A_PAGE = 0b101


@dataclass(frozen=True)
class _Layout:
    """Byte order and field widths of a TIFF file.

    Attributes:
        order: ``little`` or ``big``.
        first: Position of the first directory's offset in the header.
        offset: Bytes of an offset.
        count: Bytes of the entry count of a directory.
        entry: Bytes of an entry.
    """

    order: str
    first: int
    offset: int
    count: int
    entry: int

    def number(self, data: bytes, at: int, width: int) -> int:
        """The whole number of that many bytes, or 0 past the end of the file."""
        piece = data[at : at + width]
        return int.from_bytes(piece, self.order) if len(piece) == width else 0  # type: ignore[arg-type]


def _layout(data: bytes) -> _Layout:
    order = "little" if data[:2] == b"II" else "big"
    if int.from_bytes(data[2:4], order) == 43:  # type: ignore[arg-type]
        return _Layout(order, first=8, offset=8, count=8, entry=20)
    return _Layout(order, first=4, offset=4, count=2, entry=12)


def page_offsets(data: bytes) -> list[int]:
    """Where each page's directory starts, in page order; thumbnails and masks of pages are no pages.

    Raises:
        PageError: ``page.unreadable`` when the file has no directory.
    """
    layout = _layout(data)
    every: dict[int, bool] = {}
    at = layout.number(data, layout.first, layout.offset)
    while at and at < len(data) and at not in every and len(every) < MAX_DIRECTORIES:
        entries = layout.number(data, at, layout.count)
        every[at] = not (_subfile_type(data, layout, at) & _NOT_A_PAGE)
        at = layout.number(data, at + layout.count + entries * layout.entry, layout.offset)
    pages = [offset for offset, is_page in every.items() if is_page]
    if not every:
        raise PageError("page.unreadable", "the TIFF file is damaged or cut off; send another copy")
    return pages or list(every)[:1]


def _subfile_type(data: bytes, layout: _Layout, directory: int) -> int:
    # Entries are sorted by tag, and this is the lowest tag there is: it can only stand first.
    entry = directory + layout.count
    if layout.number(data, entry, 2) != _SUBFILE_TYPE:
        return 0
    return layout.number(data, entry + layout.entry - layout.offset, 4)


def point_at(data: bytes, directory: int) -> BytesIO:
    """The file with its header changed so that the directory at this offset comes first."""
    layout = _layout(data)
    file = BytesIO(data)
    file.seek(layout.first)
    file.write(directory.to_bytes(layout.offset, layout.order))  # type: ignore[arg-type]
    file.seek(0)
    return file
