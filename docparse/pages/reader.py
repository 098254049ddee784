"""What every file reader of this room offers, and the errors they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from docparse.errors import DocparseError, PageError

if TYPE_CHECKING:
    from docparse.pages.limits import Deadline, Limits
    from docparse.pages.page import Page


@dataclass(frozen=True)
class Settings:
    """What the caller asked for, passed to every reader.

    Attributes:
        limits: Size limits.
        deadline: When reading has to end.
        dpi: Resolution that pages without pixels of their own are drawn at.
        password: Opens an encrypted PDF.
        vector_paths: Whether a PDF's drawing is kept.
    """

    limits: Limits
    deadline: Deadline
    dpi: float
    password: str | None = None
    vector_paths: bool = True


class FileReader(Protocol):
    """An opened file. Pages may be asked for in any order; each call decodes anew.

    Attributes:
        page_count: Pages in the file.
        warnings: Things worth knowing about pages read so far that did not cost a page.
    """

    page_count: int
    warnings: list[DocparseError]

    def page(self, index: int) -> Page:
        """Decode one page.

        Raises:
            PageError: ``page.unreadable`` or ``page.too_large``.
            LimitError: ``limit.time``.
        """
        ...

    def close(self) -> None:
        """Free what the reader holds; it cannot be used afterwards."""
        ...


def too_large(width: int, height: int, limits: Limits, page: int | None) -> PageError:
    """The error for a page of more pixels than the caller allows."""
    return PageError(
        "page.too_large",
        f"the page is {width} x {height} pixels, more than {limits.max_pixels:,} pixels; "
        "scale it down, or raise max_pixels",
        page=page,
    )


def out_of_memory(page: int | None) -> PageError:
    """The error for a page that does not fit in memory."""
    return PageError("page.too_large", "there is not enough memory for the page; scale it down", page=page)


def check_pixels(width: int, height: int, limits: Limits, page: int | None) -> None:
    """Refuse a page of too many pixels, from its size alone.

    Raises:
        PageError: ``page.too_large``; ``page.empty`` when a side is zero.
    """
    if width <= 0 or height <= 0:
        raise PageError("page.empty", "the picture has no pixels; send another file", page=page)
    if width * height > limits.max_pixels:
        raise too_large(width, height, limits, page)
