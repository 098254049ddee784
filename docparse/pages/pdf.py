"""PDF files by PDFium: pixels, text layer and drawing; by Poppler, if it is there, where PDFium fails."""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from docparse.errors import DocparseError, PageError
from docparse.pages.page import LayerText, Page, VectorPath
from docparse.pages.reader import Settings, out_of_memory

if TYPE_CHECKING:
    from docparse.pages.page import Pixels
    from docparse.pages.pdf_space import PageSpace
    from docparse.pages.poppler import PopplerReader
    from docparse.pages.reader import FileReader

# PDFium is not thread-safe, not even for different documents: every call is made under this lock.
_pdfium_lock = threading.RLock()

# No side longer than this, whatever the dpi: OpenCV's warps address pixels with signed 16-bit numbers.
MAX_SIDE = 32_000

_WHITE = 0xFFFFFFFF


def open_pdf(data: bytes, path: str | None, settings: Settings) -> FileReader:
    """Open a PDF with PDFium or, when PDFium cannot and Poppler is installed, with Poppler.

    Args:
        data: The file.
        path: Where the same bytes lie on disk, or None.
        settings: Limits, deadline, dpi and password.

    Raises:
        PageError: ``page.encrypted``, ``page.empty`` or ``page.unreadable``.
    """
    try:
        return PdfReader(data, path, settings)
    except PageError as error:
        if error.code != "page.unreadable":
            raise
        second = _second_renderer(data, path, settings)
        if second is None:
            raise
        return second


class PdfReader:
    """A PDF opened with PDFium.

    Args:
        data: The file.
        path: Where the same bytes lie on disk, or None.
        settings: Limits, deadline, dpi and password.

    Raises:
        PageError: ``page.encrypted``, ``page.empty`` or ``page.unreadable``.
    """

    def __init__(self, data: bytes, path: str | None, settings: Settings) -> None:
        self.warnings: list[DocparseError] = []
        self._data = data
        self._path = path
        self._settings = settings
        self._second: PopplerReader | None = None
        with _pdfium_lock:
            self._document = _open_document(data, settings.password)
            self.page_count = len(self._document)
            _start_forms(self._document)

    def page(self, index: int) -> Page:
        """Draw one page and read its text layer and paths.

        Raises:
            PageError: ``page.unreadable`` or ``page.too_large``.
            LimitError: ``limit.time``.
        """
        try:
            with _pdfium_lock:
                return self._page(index)
        except DocparseError as error:
            if error.code != "page.unreadable":
                raise
            if self._second is None:
                self._second = _second_renderer(self._data, self._path, self._settings)
            if self._second is None:
                raise
            page = self._second.page(index)
            self.warnings.append(self._second.warnings[-1])
            return page

    def close(self) -> None:
        """Close the document."""
        with _pdfium_lock:
            self._document.close()
        if self._second is not None:
            self._second.close()

    def _page(self, index: int) -> Page:
        import pypdfium2 as pdfium  # noqa: PLC0415

        try:
            handle = self._document[index]
        except (pdfium.PdfiumError, IndexError) as error:
            raise _bad_page(index) from error
        try:
            return self._read(handle, index)
        except pdfium.PdfiumError as error:
            raise _bad_page(index) from error
        except MemoryError as error:
            raise out_of_memory(index) from error
        finally:
            handle.close()

    def _read(self, handle: Any, index: int) -> Page:
        from docparse.pages.pdf_space import page_space  # noqa: PLC0415

        settings = self._settings
        width_pt, height_pt = handle.get_size()
        dpi = dpi_within(width_pt, height_pt, settings.dpi, settings.limits.max_pixels)
        if dpi < settings.dpi:
            self._warn("page.dpi_lowered", f"the page is so large that it was drawn at {dpi:.0f} dpi", index)
        width, height = (max(1, round(side * dpi / 72.0)) for side in (width_pt, height_pt))
        pixels = _draw(handle, width, height, index, settings)
        space = page_space(handle, width, height)
        text, paths, share = self._content(handle, space, index)
        return Page(pixels, index, dpi, (width_pt, height_pt), text, paths, share)

    def _content(
        self, handle: Any, space: PageSpace, index: int
    ) -> tuple[tuple[LayerText, ...], tuple[VectorPath, ...], float]:
        from docparse.pages.pdf_objects import drawing_of  # noqa: PLC0415
        from docparse.pages.pdf_text import text_runs  # noqa: PLC0415

        text = text_runs(handle, space)
        if text is None:
            self._warn(
                "page.text_unusable", "the text layer has no readable characters and is left out", index
            )
        settings = self._settings
        drawing = drawing_of(handle, space, settings.deadline, with_paths=settings.vector_paths)
        if not drawing.complete:
            self._warn("page.paths_dropped", "the drawing is too large; its vector paths are left out", index)
        return text or (), drawing.paths, drawing.image_share

    def _warn(self, code: str, message: str, index: int) -> None:
        self.warnings.append(PageError(code, message, page=index))


def dpi_within(width_pt: float, height_pt: float, dpi: float, max_pixels: int) -> float:
    """The highest resolution, ``dpi`` at most, at which a page keeps within the pixel limits.

    Args:
        width_pt: Page width in points of 1/72 inch.
        height_pt: Page height in points.
        dpi: The resolution wished for.
        max_pixels: Most pixels the page may have.
    """
    longest = max(width_pt, height_pt, 1e-6)
    most = MAX_SIDE * 72.0 / longest
    area = max(width_pt * height_pt, 1e-6)
    # One pixel less on each side: rounding to whole pixels must not cross the limit.
    most = min(most, 72.0 * math.sqrt(max_pixels / area) * (1.0 - 1.0 / math.sqrt(max_pixels + 1)))
    return min(dpi, most)


def _open_document(data: bytes, password: str | None) -> Any:
    """Open the document; ``data`` must outlive it."""
    import pypdfium2 as pdfium  # noqa: PLC0415
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    # Opened by hand: pypdfium2's own way takes a document without pages for one that failed to open.
    handle = pdfium_c.FPDF_LoadMemDocument64(data, len(data), password.encode() if password else None)
    if handle:
        if pdfium_c.FPDF_GetPageCount(handle) >= 1:
            return pdfium.PdfDocument(handle)
        pdfium_c.FPDF_CloseDocument(handle)
        raise PageError("page.empty", "the PDF has no page; send another file")
    if pdfium_c.FPDF_GetLastError() in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        wrong = "the password does not open it" if password else "it needs a password"
        raise PageError("page.encrypted", f"the PDF is encrypted and {wrong}; pass the right password")
    raise PageError(
        "page.unreadable", "the PDF is damaged or cut off and cannot be opened; send another copy"
    )


def _start_forms(document: Any) -> None:
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        document.init_forms()  # so that filled-in form fields are drawn; does nothing without a form
    except (pdfium.PdfiumError, RuntimeError):
        return  # a broken form costs its fields, not the page


def _bad_page(index: int) -> PageError:
    return PageError(
        "page.unreadable", "the page is damaged and cannot be drawn; send another copy", page=index
    )


def _second_renderer(data: bytes, path: str | None, settings: Settings) -> PopplerReader | None:
    from docparse.pages.poppler import open_with_poppler  # noqa: PLC0415

    return open_with_poppler(data, path, settings)


def _draw(handle: Any, width: int, height: int, index: int, settings: Settings) -> Pixels:
    """Draw a page as (height, width, 3) RGB, giving up when the time is."""
    import pypdfium2 as pdfium  # noqa: PLC0415
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    bitmap = pdfium.PdfBitmap.new_native(width, height, pdfium_c.FPDFBitmap_BGR, rev_byteorder=True)
    try:
        pdfium_c.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        flags = pdfium_c.FPDF_ANNOT | pdfium_c.FPDF_REVERSE_BYTE_ORDER
        arguments = (bitmap, handle, 0, 0, width, height, 0, flags)
        deadline = settings.deadline
        # PDFium asks every now and then whether to pause; a page that draws for ever is stopped there.
        pause = pdfium_c.IFSDK_PAUSE(version=1)
        asks = dict(pdfium_c.IFSDK_PAUSE._fields_)["NeedToPauseNow"]
        pause.NeedToPauseNow = asks(lambda _pause: int(deadline.passed()))
        status = pdfium_c.FPDF_RenderPageBitmap_Start(*arguments, pause)
        pdfium_c.FPDF_RenderPage_Close(handle)
        if status == pdfium_c.FPDF_RENDER_TOBECONTINUED:
            raise deadline.error(index)
        if status != pdfium_c.FPDF_RENDER_DONE:
            raise _bad_page(index)
        if handle.formenv:
            pdfium_c.FPDF_FFLDraw(handle.formenv, *arguments)
        return np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        bitmap.close()
