"""Picture files: JPEG, PNG, WebP, BMP, GIF, TIFF of many pages, HEIC and AVIF."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docparse.errors import DocparseError, PageError
from docparse.pages.page import Page
from docparse.pages.pixels import pixels_of, plausible_dpi, with_square_pixels
from docparse.pages.reader import Settings, check_pixels, out_of_memory
from docparse.pages.tiff import page_offsets, point_at

if TYPE_CHECKING:
    from PIL import Image

# Only the decoder that the content calls for is ever tried: fewer decoders within reach of a hostile file.
# A JPEG of a phone may be an MPO, several pictures in one; its first is read.
_DECODERS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/webp": ("WEBP",),
    "image/bmp": ("BMP",),
    "image/gif": ("GIF",),
    "image/tiff": ("TIFF",),
    "image/avif": ("AVIF",),
}
MEDIA_TYPES = (*_DECODERS, "image/heic")

_CUT_OFF = ("truncated", "unexpected end", "end of file", "premature", "not enough data", "no more data")

# Turned on for a moment, `warnings.catch_warnings` changes the whole process: one thread at a time.
_quiet_lock = threading.RLock()


@contextmanager
def quiet(max_pixels: int) -> Iterator[None]:
    """Keep Pillow's warnings in, and let it open what the caller's own limit allows."""
    from PIL import Image  # noqa: PLC0415

    with _quiet_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before = Image.MAX_IMAGE_PIXELS
        if before is not None:
            Image.MAX_IMAGE_PIXELS = max(before, max_pixels)
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = before


class PictureReader:
    """A picture file of one page. Of an animation, the first frame is read.

    Args:
        data: The file.
        media_type: One of :data:`MEDIA_TYPES`, as told from the content.
        settings: Limits and deadline.
    """

    page_count = 1

    def __init__(self, data: bytes, media_type: str, settings: Settings) -> None:
        self.warnings: list[DocparseError] = []
        self._data = data
        self._settings = settings
        self._open = open_heif if media_type == "image/heic" else _opener(_DECODERS[media_type])

    def page(self, index: int) -> Page:
        """Decode the picture.

        Raises:
            PageError: ``page.unreadable``, ``page.too_large`` or ``page.empty``.
        """
        return decode(BytesIO(self._data), self._open, index, self._settings)

    def close(self) -> None:
        """Free the file's bytes."""
        self._data = b""


class TiffReader:
    """A TIFF file of one or many pages; a broken page does not touch the others.

    Args:
        data: The file.
        media_type: ``image/tiff``.
        settings: Limits and deadline.

    Raises:
        PageError: ``page.unreadable`` when not even the first page can be found.
    """

    def __init__(self, data: bytes, media_type: str, settings: Settings) -> None:
        self.warnings: list[DocparseError] = []
        self._offsets = page_offsets(data)
        self._data = data
        self._settings = settings
        self._open = _opener(_DECODERS[media_type])
        self.page_count = len(self._offsets)

    def page(self, index: int) -> Page:
        """Decode one page.

        Raises:
            PageError: ``page.unreadable``, ``page.too_large`` or ``page.empty``.
        """
        file = point_at(self._data, self._offsets[index])
        return decode(file, self._open, index, self._settings)

    def close(self) -> None:
        """Free the file's bytes."""
        self._data = b""


Opener = Callable[[BytesIO, Settings, int], "Image.Image"]


def _opener(decoders: tuple[str, ...]) -> Opener:
    def open_picture(file: BytesIO, _settings: Settings, _index: int) -> Image.Image:
        from PIL import Image  # noqa: PLC0415

        return Image.open(file, formats=decoders)

    return open_picture


def open_heif(file: BytesIO, settings: Settings, index: int) -> Image.Image:
    """Open the main picture of a HEIC file; its size is checked before it is decoded.

    Raises:
        PageError: ``page.unsupported`` when pillow-heif is not installed, ``page.too_large``.
    """
    try:
        import pillow_heif  # noqa: PLC0415
    except ImportError as error:
        raise PageError(
            "page.unsupported", "reading HEIC needs pillow-heif; run: pip install pillow-heif", page=index
        ) from error
    heif: Any = pillow_heif.open_heif(file, convert_hdr_to_8bit=True)
    width, height = heif.size
    check_pixels(width, height, settings.limits, index)
    picture: Image.Image = heif.to_pillow()
    return picture


def decode(file: BytesIO, opener: Opener, index: int, settings: Settings) -> Page:
    """Decode one picture: size check from the header, then pixels.

    Raises:
        PageError: ``page.unreadable``, ``page.too_large`` or ``page.empty``.
    """
    from PIL import Image  # noqa: PLC0415

    try:
        with quiet(settings.limits.max_pixels), opener(file, settings, index) as image:
            return _page_of(image, index, settings)
    except DocparseError:
        raise
    except Image.DecompressionBombError as error:
        raise _bomb(settings, index) from error
    except MemoryError as error:
        raise out_of_memory(index) from error
    except Exception as error:  # decoders throw whatever they like at broken files
        raise _unreadable(error, index) from error


def _page_of(image: Image.Image, index: int, settings: Settings) -> Page:
    check_pixels(*image.size, settings.limits, index)
    axes_dpi = plausible_dpi(image)
    # Pillow turns 8-bit "white is zero" (TIFF 6.0, tag 262) around itself, but not deeper pictures.
    inverted = getattr(image, "tag_v2", {}).get(262) == 0
    image.load()
    upright = image
    dpi = None
    if axes_dpi:
        dpi = max(axes_dpi)
        if dpi > 1.02 * min(axes_dpi):
            stretched = [round(side * dpi / own) for side, own in zip(image.size, axes_dpi, strict=True)]
            check_pixels(stretched[0], stretched[1], settings.limits, index)
            upright = with_square_pixels(image, axes_dpi)
    pixels = pixels_of(upright, inverted=inverted)
    height, width = pixels.shape[:2]
    size_pt = (width / dpi * 72.0, height / dpi * 72.0) if dpi else None
    return Page(pixels, index=index, dpi=dpi, size_pt=size_pt, image_share=1.0)


def _bomb(settings: Settings, index: int) -> PageError:
    return PageError(
        "page.too_large",
        f"the picture has more than {settings.limits.max_pixels:,} pixels; scale it down or raise max_pixels",
        page=index,
    )


def _unreadable(error: Exception, index: int) -> PageError:
    words = str(error).lower()
    if any(word in words for word in _CUT_OFF):
        message = "the picture is cut off: the file ends before it does; send the whole file"
    else:
        message = "the picture is damaged or cut off and cannot be decoded; send another copy"
    return PageError("page.unreadable", message, page=index)
