"""The second PDF renderer: Poppler's pdftoppm, by pdf2image, for files that PDFium cannot open or draw."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np

from docparse.errors import DocparseError, PageError
from docparse.pages.images import quiet
from docparse.pages.page import Page
from docparse.pages.reader import Settings, check_pixels, out_of_memory

if TYPE_CHECKING:
    from collections.abc import Mapping

_PROGRAMS = ("pdftoppm", "pdfinfo")
_SIZE = re.compile(r"([\d.]+) x ([\d.]+) pts")


def open_with_poppler(data: bytes, path: str | None, settings: Settings) -> PopplerReader | None:
    """Open a PDF with Poppler; None when Poppler is not installed or cannot open it either.

    Args:
        data: The file.
        path: Where the same bytes lie on disk, or None.
        settings: Limits, deadline, dpi and password.
    """
    if not all(shutil.which(program) for program in _PROGRAMS):
        return None
    if settings.password is not None:
        return None  # Poppler takes passwords on its command line, where every user of the machine sees them
    try:
        return PopplerReader(data, path, settings)
    except PageError:
        return None


class PopplerReader:
    """A PDF drawn by Poppler: pixels only, no text layer and no paths.

    Args:
        data: The file.
        path: Where the same bytes lie on disk, or None; bytes are then kept in memory, never on disk.
        settings: Limits, deadline and dpi.

    Raises:
        PageError: ``page.unreadable``.
    """

    def __init__(self, data: bytes, path: str | None, settings: Settings) -> None:
        self._settings = settings
        self._memory: int | None = None
        self._path = path if path is not None else self._in_memory(data)
        try:
            self.page_count = int(self._info(1)["Pages"])
        except (PageError, KeyError, ValueError) as error:
            self.close()
            raise PageError("page.unreadable", "the PDF cannot be opened; send another copy") from error
        self.warnings: list[DocparseError] = []

    def page(self, index: int) -> Page:
        """Draw one page.

        Raises:
            PageError: ``page.unreadable`` or ``page.too_large``.
            LimitError: ``limit.time``.
        """
        from docparse.pages.pdf import dpi_within  # noqa: PLC0415

        width_pt, height_pt = self._size(index)
        limits = self._settings.limits
        dpi = dpi_within(width_pt, height_pt, self._settings.dpi, limits.max_pixels)
        check_pixels(round(width_pt * dpi / 72), round(height_pt * dpi / 72), limits, index)
        pixels = self._draw(index, dpi)
        height, width = pixels.shape[:2]
        message = "PDFium could not read the page; Poppler drew it, without its text layer"
        self.warnings.append(PageError("page.second_renderer", message, page=index))
        return Page(pixels, index, dpi, (width * 72 / dpi, height * 72 / dpi), image_share=1.0)

    def close(self) -> None:
        """Free the memory the file is kept in."""
        if self._memory is not None:
            os.close(self._memory)
            self._memory = None

    def _in_memory(self, data: bytes) -> str:
        if not hasattr(os, "memfd_create"):
            raise PageError("page.unreadable", "the PDF is damaged; give it as a path to try Poppler on it")
        self._memory = os.memfd_create("docparse")
        with os.fdopen(os.dup(self._memory), "wb") as file:
            file.write(data)
        return f"/proc/{os.getpid()}/fd/{self._memory}"

    def _info(self, page: int) -> Mapping[str, Any]:
        import pdf2image  # noqa: PLC0415

        timeout = max(1, int(self._settings.deadline.left()))
        try:
            info: Mapping[str, Any] = pdf2image.pdfinfo_from_path(
                self._path, first_page=page, last_page=page, timeout=timeout
            )
        except Exception as error:  # whatever goes wrong, the page cannot be had this way
            raise _bad_page(page - 1) from error
        return info

    def _size(self, index: int) -> tuple[float, float]:
        number = index + 1
        for key, value in self._info(number).items():
            found = _SIZE.search(str(value))
            if found and key.split() in (["Page", str(number), "size"], ["Page", "size"]):
                return float(found[1]), float(found[2])
        raise _bad_page(index)

    def _draw(self, index: int, dpi: float) -> np.ndarray[Any, np.dtype[np.uint8]]:
        import pdf2image  # noqa: PLC0415
        from pdf2image.exceptions import PDFPopplerTimeoutError  # noqa: PLC0415

        left = self._settings.deadline.left()
        try:
            with quiet(self._settings.limits.max_pixels):
                drawn = pdf2image.convert_from_path(
                    self._path,
                    dpi=dpi,  # type: ignore[arg-type]  # handed to pdftoppm -r, which takes fractions
                    first_page=index + 1,
                    last_page=index + 1,
                    use_cropbox=True,
                    timeout=max(1, int(left)),
                )
                return np.array(drawn[0].convert("RGB"), dtype=np.uint8)
        except PDFPopplerTimeoutError as error:
            raise self._settings.deadline.error(index) from error
        except MemoryError as error:
            raise out_of_memory(index) from error
        except Exception as error:
            raise _bad_page(index) from error


def _bad_page(index: int) -> PageError:
    return PageError(
        "page.unreadable", "the page is damaged and cannot be drawn; send another copy", page=index
    )
