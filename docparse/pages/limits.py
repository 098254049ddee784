"""How much a file may ask for before docparse refuses it."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field, fields

from docparse.errors import LimitError, UsageError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits on one input. All of them can be raised or lowered by the caller.

    Attributes:
        max_bytes: Size of the file. A larger one is refused before it is read (``page.too_large``).
        max_pixels: Pixels of one page, checked in the file's header before anything is decoded
            (``page.too_large``). A PDF page has no pixels of its own: it is drawn at a lower dpi instead.
        max_pages: Pages read from one file; the first ones are kept, the rest reported (``page.too_many``).
        max_seconds: Time for reading all pages of one file (``limit.time``); pages read by then are kept. The
            clock is looked at between pages and while a PDF page is drawn; decoding one picture, and PDFium's
            parsing of one page, are not interrupted. Read PDFs from strangers in a worker process with a
            memory limit of its own.
        max_total_pixels: Pixels of all pages of one file together, three bytes of memory each
            (``limit.pixels``); pages read by then are kept.

    Raises:
        UsageError: ``usage.limits`` when a limit is not a number above zero.
    """

    max_bytes: int = 100 * MEBIBYTE
    max_pixels: int = 100_000_000
    max_pages: int = 200
    max_seconds: float = 120.0
    max_total_pixels: int = 1_000_000_000

    def __post_init__(self) -> None:
        for limit in fields(self):
            value = getattr(self, limit.name)
            whole = limit.name != "max_seconds"
            if not _is_positive(value, whole=whole):
                kind = "whole number" if whole else "number"
                raise UsageError("usage.limits", f"{limit.name} must be a {kind} above zero")


def _is_positive(value: object, *, whole: bool) -> bool:
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        return False
    return value > 0 and not math.isnan(value)


@dataclass(frozen=True)
class Deadline:
    """The moment by which a file has to be read.

    Attributes:
        seconds: Time allowed, counted from the making of this object.
    """

    seconds: float
    _start: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Seconds left; 0 when the time is up."""
        return max(0.0, self._start + self.seconds - time.monotonic())

    def passed(self) -> bool:
        """Whether the time is up."""
        return self.left() <= 0

    def error(self, page: int) -> LimitError:
        """The error that says the time ran out at this page."""
        return LimitError(
            "limit.time",
            f"reading the file took longer than {self.seconds:g} seconds; raise max_seconds or lower the dpi",
            page=page,
        )
