"""From a path, bytes or an array to pages, with limits on what a file may ask for."""

from __future__ import annotations

import hashlib
import stat
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.errors import DocparseError, LimitError, PageError, UsageError
from docparse.pages.limits import Deadline, Limits
from docparse.pages.page import Page
from docparse.pages.reader import FileReader, Settings, check_pixels
from docparse.pages.sniff import UNKNOWN, media_type_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_DPI, MAX_DPI = 10.0, 2400.0

PDF = "application/pdf"


@dataclass(frozen=True)
class SourceFile:
    """A file's bytes and what they are, before anything is decoded.

    Attributes:
        data: The bytes.
        sha256: Their digest, in hexadecimal.
        media_type: Told from the content; ``application/octet-stream`` for what docparse cannot read.
        path: The path as the caller gave it, or None for bytes.
    """

    data: bytes
    sha256: str
    media_type: str
    path: str | None = None


@dataclass(frozen=True)
class LoadedFile:
    """The pages of one input, and what could not be read of it.

    Attributes:
        pages: The pages that could be read, in order; ``Page.index`` is the place in the file.
        media_type: Told from the content; None for an array.
        sha256: Digest of the file's bytes, or of an array's pixels.
        path: The path as the caller gave it, or None for bytes and arrays.
        page_count: Pages in the file, those that were not read included.
        errors: One for each page that was lost, or for pages beyond a limit; empty when all are here.
        warnings: Things worth knowing that cost no page, e.g. ``page.dpi_lowered``.
    """

    pages: tuple[Page, ...]
    media_type: str | None
    sha256: str
    path: str | None
    page_count: int
    errors: tuple[DocparseError, ...] = ()
    warnings: tuple[DocparseError, ...] = ()


def read_source(source: str | Path | bytes, *, limits: Limits | None = None) -> SourceFile:
    """Read a file's bytes and tell what they are; nothing is decoded.

    Args:
        source: A path, or the file's bytes.
        limits: Limits on the input; the defaults of :class:`Limits` otherwise.

    Raises:
        PageError: ``page.missing``, ``page.not_a_file``, ``page.empty``, ``page.too_large`` or
            ``page.unreadable``.
        UsageError: ``usage.source`` for anything that is neither path nor bytes.
    """
    limits = limits or Limits()
    path = None
    if isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
        _check_bytes(len(data), limits)
    elif isinstance(source, (str, Path)):
        path = str(source)
        data = _bytes_at(Path(source), limits)
    else:
        raise UsageError("usage.source", "a source is a path, the bytes of a file, or an array of pixels")
    if not data:
        raise PageError("page.empty", "the file is empty (zero bytes); send it again")
    return SourceFile(data, hashlib.sha256(data).hexdigest(), media_type_of(data), path)


def load_pages(
    source: str | Path | bytes | SourceFile | NDArray[np.uint8],
    *,
    limits: Limits | None = None,
    dpi: float = 300,
    password: str | None = None,
    vector_paths: bool = True,
) -> LoadedFile:
    """Read every page of a picture file, a PDF or an array.

    A page that cannot be read costs only itself: the others are returned, and ``errors`` says which one is
    missing and why. Only a file of which no page can be read raises.

    Args:
        source: A path, the bytes of a file, what :func:`read_source` returned, or pixels as a uint8 array:
            (H, W, 3) RGB or (H, W) grey.
        limits: Limits on the input; the defaults of :class:`Limits` otherwise.
        dpi: Resolution that PDF pages are drawn at, 10 to 2400; pictures keep their own pixels.
        password: Opens an encrypted PDF.
        vector_paths: Whether the drawing of a PDF page is kept as ``Page.vector_paths``.

    Raises:
        PageError: ``page.missing``, ``page.not_a_file``, ``page.empty``, ``page.too_large``,
            ``page.unsupported``, ``page.encrypted`` or ``page.unreadable``.
        LimitError: ``limit.time`` when the time is up before the first page is read.
        UsageError: ``usage.source``, ``usage.pixels`` or ``usage.dpi``.
    """
    limits = limits or Limits()
    if not MIN_DPI <= dpi <= MAX_DPI:
        raise UsageError("usage.dpi", f"dpi must be between {MIN_DPI:g} and {MAX_DPI:g}")
    settings = Settings(limits, Deadline(limits.max_seconds), float(dpi), password, vector_paths)
    if hasattr(source, "__array_interface__"):
        return _from_array(source, limits)
    file = source if isinstance(source, SourceFile) else read_source(source, limits=limits)
    with closing(_open(file, settings)) as reader:
        return _collect(reader, file, settings)


def _check_bytes(size: int, limits: Limits) -> None:
    if size > limits.max_bytes:
        raise PageError(
            "page.too_large",
            f"the file is {size:,} bytes, over {limits.max_bytes:,}; send a smaller one or raise max_bytes",
        )


def _bytes_at(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PageError("page.not_a_file", "the path is not a file; name a picture or a PDF")
        _check_bytes(status.st_size, limits)
        with path.open("rb") as file:
            # One byte more than allowed, in case the file grows meanwhile.
            data = file.read(limits.max_bytes + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PageError("page.missing", "there is no file at that path; check its spelling") from error
    except PermissionError as error:
        raise PageError("page.unreadable", "the file may not be read; check its permissions") from error
    except (OSError, ValueError) as error:
        # A name that is too long, a zero byte in it, a disk that fails.
        raise PageError(
            "page.unreadable", "the file cannot be opened; check the path and the disk"
        ) from error
    _check_bytes(len(data), limits)
    return data


def _open(file: SourceFile, settings: Settings) -> FileReader:
    if file.media_type == UNKNOWN:
        raise PageError(
            "page.unsupported",
            "the content is neither a PDF nor a picture docparse reads, whatever the file's name says; "
            "send a JPEG, PNG, WebP, BMP, GIF, TIFF, HEIC, AVIF or PDF",
        )
    if file.media_type == PDF:
        from docparse.pages.pdf import open_pdf  # noqa: PLC0415 - PDFium is loaded when first needed

        return open_pdf(file.data, file.path, settings)
    from docparse.pages.images import PictureReader, TiffReader  # noqa: PLC0415 - as is Pillow

    make = TiffReader if file.media_type == "image/tiff" else PictureReader
    return make(file.data, file.media_type, settings)


def _collect(reader: FileReader, file: SourceFile, settings: Settings) -> LoadedFile:
    pages: list[Page] = []
    errors: list[DocparseError] = []
    total = 0
    for index in range(reader.page_count):
        stop = _reason_to_stop(index, total, reader.page_count, settings)
        if stop:
            errors.append(stop)
            break
        try:
            page = reader.page(index)
        except DocparseError as error:
            errors.append(error)
            continue
        pages.append(page)
        total += page.width * page.height
    if not pages:
        raise errors[0] if errors else PageError("page.empty", "the file has no page; send another one")
    return LoadedFile(
        pages=tuple(pages),
        media_type=file.media_type,
        sha256=file.sha256,
        path=file.path,
        page_count=reader.page_count,
        errors=tuple(errors),
        warnings=tuple(reader.warnings),
    )


def _reason_to_stop(index: int, total_pixels: int, count: int, settings: Settings) -> DocparseError | None:
    limits = settings.limits
    if index >= limits.max_pages:
        message = (
            f"the file has {count} pages, of which the first {limits.max_pages} were read; "
            "split it, or raise max_pages"
        )
        return PageError("page.too_many", message, page=index)
    if settings.deadline.passed():
        return settings.deadline.error(index)
    if total_pixels >= limits.max_total_pixels:
        message = (
            f"the pages together have more than {limits.max_total_pixels:,} pixels; the rest was not read; "
            "split the file, lower the dpi, or raise max_total_pixels"
        )
        return LimitError("limit.pixels", message, page=index)
    return None


def _from_array(source: Any, limits: Limits) -> LoadedFile:
    import numpy as np  # noqa: PLC0415

    array = np.asarray(source)
    is_picture = array.ndim == 2 or (array.ndim == 3 and array.shape[2] == 3)
    if array.dtype != np.uint8 or not is_picture:
        raise UsageError("usage.pixels", "an array of pixels is uint8, (H, W, 3) RGB or (H, W) grey")
    check_pixels(array.shape[1], array.shape[0], limits, None)
    # A copy: what the caller does with the array later must not change the page.
    pixels = np.repeat(array[..., np.newaxis], 3, axis=2) if array.ndim == 2 else np.array(array, order="C")
    digest = hashlib.sha256(pixels.data).hexdigest()
    page = Page(pixels, image_share=1.0)
    return LoadedFile((page,), media_type=None, sha256=digest, path=None, page_count=1)
