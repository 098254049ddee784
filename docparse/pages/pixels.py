"""From any Pillow picture to upright 8-bit RGB, whatever its mode, alpha, depth or orientation tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

    from docparse.pages.page import Pixels

# Depths that devices really have. A 12-bit scan stored in 16 bits would be near black if scaled as 16 bits.
_DEPTHS = (8, 10, 12, 14, 16, 24, 31)
_ALPHA_MODES = {"RGBA", "LA", "PA", "RGBa", "La"}

# Resolutions a scanner or printer may have. 72 and 96 are what programs write when they know nothing.
MIN_DPI, MAX_DPI = 60.0, 2400.0
_PLACEHOLDER_DPI = (72.0, 96.0)
# Facsimile files have different resolutions across and down (ITU-T T.4: 204 x 98 dpi).
_MAX_DPI_RATIO = 4.0


def pixels_of(image: Image.Image, *, inverted: bool = False) -> Pixels:
    """The picture as (H, W, 3) uint8 RGB, upright by its orientation tag, alpha laid on white.

    Args:
        image: A loaded picture of any mode.
        inverted: Whether high values mean black in a picture of more than 8 bits.
    """
    upright = _upright(image)
    if upright.mode.startswith("I") or upright.mode == "F":
        grey = eight_bits(np.asarray(upright))
        grey = 255 - grey if inverted else grey
        return np.repeat(grey[..., np.newaxis], 3, axis=2)
    rgb = _on_white(upright)
    return np.array(rgb, dtype=np.uint8)


def eight_bits(values: NDArray[np.generic]) -> Pixels:
    """Scale grey values of any depth to 0..255.

    Whole numbers are scaled by the smallest usual depth (8, 10, 12, 14, 16 … bits) that holds the brightest;
    floats by 1 or by 255 if that holds the brightest, else from darkest to brightest. Values below 0, and
    those that are no numbers, become black.
    """
    if values.dtype.kind == "f":
        return _eight_bits_of_floats(values.astype(np.float32))
    brightest = int(values.max(initial=0))
    full = next(2**depth - 1 for depth in _DEPTHS if brightest < 2**depth or depth == _DEPTHS[-1])
    scaled = np.clip(values, 0, full).astype(np.float32) * np.float32(255.0 / full)
    return np.asarray(np.rint(scaled), dtype=np.uint8)


def _eight_bits_of_floats(values: NDArray[np.float32]) -> Pixels:
    finite = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    darkest, brightest = 0.0, float(finite.max(initial=0.0))
    full = next((full for full in (1.0, 255.0) if brightest <= full), None)
    if full is None:
        lowest = float(finite.min())
        darkest, full = (lowest if lowest < brightest else 0.0), brightest
    scaled = (np.clip(finite, darkest, full) - darkest) * (255.0 / (full - darkest))
    return np.asarray(np.rint(scaled), dtype=np.uint8)


def _upright(image: Image.Image) -> Image.Image:
    from PIL import ImageOps  # noqa: PLC0415 - Pillow is loaded when the first picture is

    try:
        turned = ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 - a broken tag says nothing about which way is up
        return image
    return turned if turned is not None else image


def _on_white(image: Image.Image) -> Image.Image:
    from PIL import Image  # noqa: PLC0415

    if image.mode in _ALPHA_MODES or "transparency" in image.info:
        rgba = image.convert("RGBA")
        white = Image.new("RGB", rgba.size, "white")
        white.paste(rgba, mask=rgba.getchannel("A"))
        return white
    if image.mode == "LAB":
        return image.getchannel("L").convert("RGB")  # lightness alone: enough to read by, no profile needed
    return image if image.mode == "RGB" else image.convert("RGB")


def plausible_dpi(image: Image.Image) -> tuple[float, float] | None:
    """The (across, down) resolution in the picture's metadata, or None where no scanner would have it."""
    try:
        across, down = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    if not all(MIN_DPI <= value <= MAX_DPI for value in (across, down)):
        return None
    if max(across, down) > _MAX_DPI_RATIO * min(across, down):
        return None
    if any(abs(across - guess) < 1.5 and abs(down - guess) < 1.5 for guess in _PLACEHOLDER_DPI):
        return None
    return round(across, 1), round(down, 1)  # PNG keeps dots per metre: 299.9994 dpi means 300


def with_square_pixels(image: Image.Image, dpi: tuple[float, float]) -> Image.Image:
    """Stretch the coarser axis of a picture whose pixels are not square, as facsimile files have them."""
    from PIL import Image  # noqa: PLC0415

    finest = max(dpi)
    width, height = (max(1, round(side * finest / own)) for side, own in zip(image.size, dpi, strict=True))
    source = image.convert("L") if image.mode == "1" else image
    stretched = source.resize((width, height), Image.Resampling.BICUBIC)
    stretched.info = dict(image.info)
    return stretched
