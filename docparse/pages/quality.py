"""How good a picture is to read from: sharpness, glare and resolution, in a few milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from docparse.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from docparse.pages.page import Pixels

# Larger pictures are measured at this size: what is blurred there cannot be read at full size either.
_MEASURE_SIDE = 900
_GLARE_SIDE = 450

# Blurring a picture that is blurred already changes little: the share of local change that survives a blur
# over so many pixels tells how blurred it was (Crété, Dolmière, Ladret, Nicolas: The Blur Effect, 2007).
_BLUR_WINDOW = 9
# That share in crisp and in unreadable pictures, which become sharpness 1 and 0.
_CRISP, _BLURRED = 0.25, 0.65
# Change between neighbours that noise and compression make by themselves, in grey levels.
_NOISE = 3.0
# Fewer changing pixels than this share, and there is nothing to judge sharpness by.
_MIN_DETAIL = 0.002

# All three channels at least this bright: the sensor was at its end.
_BLOWN_OUT = 250
# Smallest and largest spot that count, as shares of the picture; what is larger is paper.
_MIN_SPOT, _MAX_SPOT = 0.002, 0.4
# A reflection fades into its surroundings, while paper ends at ink or at its edge, or goes on nearly as
# bright. Of the pixels just outside a spot this share must be bright without being blown out; further out,
# the picture must be darker by so many grey levels.
_NEAR_PX, _FAR_PX = 3, 12
_HALO_BRIGHT = 200
_HALO_SHARE = 0.6
_FADE = 6.0
# A reflection is one blob; the paper between lines of text fills less than this share of its own outline.
_MIN_SOLIDITY = 0.6
# A spot along more than this share of the picture's rim is the background.
_RIM_SHARE = 0.35


@dataclass(frozen=True)
class PageQuality:
    """How good a picture is.

    Attributes:
        sharpness: 0 (blurred) to 1 (crisp); 0 for a picture with nothing in it.
        glare: Share of the picture that reflections have blown out, 0 to 1; white paper does not count.
        resolution_px: Pixels along the longer side.
    """

    sharpness: float
    glare: float
    resolution_px: int


def measure(pixels: Pixels, box: tuple[float, float, float, float] | None = None) -> PageQuality:
    """Measure a picture or a part of it.

    Args:
        pixels: (H, W, 3) or (H, W) uint8.
        box: The part, as (left, top, right, bottom) in page pixels; all of it by default.

    Raises:
        UsageError: ``usage.box`` when the box holds no pixel of the picture.
    """
    part = _cut(pixels, box)
    height, width = part.shape[:2]
    return PageQuality(
        sharpness=_sharpness(_shrink(part, _MEASURE_SIDE)),
        glare=_glare(_shrink(part, _GLARE_SIDE)),
        resolution_px=max(height, width),
    )


def _cut(pixels: Pixels, box: tuple[float, float, float, float] | None) -> Pixels:
    height, width = pixels.shape[:2]
    left, top, right, bottom = box or (0, 0, width, height)
    part = pixels[max(0, int(top)) : max(0, round(bottom)), max(0, int(left)) : max(0, round(right))]
    if part.size == 0:
        raise UsageError("usage.box", "the box holds no pixel of the picture")
    return part


def _shrink(pixels: Pixels, side: int) -> Pixels:
    import cv2  # noqa: PLC0415 - loaded when first needed

    height, width = pixels.shape[:2]
    factor = side / max(height, width)
    if factor >= 1:
        return pixels
    target = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(pixels, target, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _sharpness(pixels: Pixels) -> float:
    import cv2  # noqa: PLC0415

    grey = pixels
    if pixels.ndim == 3:
        grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    shares = []
    for axis, window in ((1, (_BLUR_WINDOW, 1)), (0, (1, _BLUR_WINDOW))):
        blurred = np.asarray(cv2.blur(grey, window), dtype=np.uint8)
        share = _surviving(_changes(grey, axis), _changes(blurred, axis))
        if share is not None:
            shares.append(share)
    if not shares:
        return 0.0
    return float(np.clip((_BLURRED - max(shares)) / (_BLURRED - _CRISP), 0.0, 1.0))


def _changes(grey: Pixels, axis: int) -> Pixels:
    import cv2  # noqa: PLC0415

    if grey.shape[axis] < 2:
        return np.zeros((0, 0), dtype=np.uint8)
    pair = (grey[:, 1:], grey[:, :-1]) if axis == 1 else (grey[1:], grey[:-1])
    return np.asarray(cv2.absdiff(*pair), dtype=np.uint8)


def _surviving(before: Pixels, after: Pixels) -> float | None:
    import cv2  # noqa: PLC0415

    if before.size == 0:
        return None
    _, strong = cv2.threshold(before, _NOISE, 255, cv2.THRESH_TOZERO)
    if cv2.countNonZero(strong) < max(1.0, _MIN_DETAIL * before.size):
        return None
    # The smaller of the two, where there was change at all: `strong` is zero elsewhere.
    return float(cv2.sumElems(cv2.min(strong, after))[0] / cv2.sumElems(strong)[0])


def _glare(pixels: Pixels) -> float:
    import cv2  # noqa: PLC0415

    darkest = pixels
    if pixels.ndim == 3:
        red, green, blue = cv2.split(pixels)
        darkest = np.asarray(cv2.min(cv2.min(red, green), blue), dtype=np.uint8)
    _, blown = cv2.threshold(darkest, _BLOWN_OUT - 1, 255, cv2.THRESH_BINARY)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(blown, connectivity=4)
    areas = np.asarray(stats)[:, cv2.CC_STAT_AREA]
    smallest, largest = max(4.0, _MIN_SPOT * darkest.size), _MAX_SPOT * darkest.size
    spots = [label for label in range(1, count) if smallest <= areas[label] <= largest]
    reflected = [label for label in spots if _is_reflection(darkest, np.asarray(labels) == label)]
    return float(areas[reflected].sum() / darkest.size) if reflected else 0.0


def _is_reflection(darkest: Pixels, spot: NDArray[np.bool_]) -> bool:
    rim = np.concatenate([spot[0], spot[-1], spot[:, 0], spot[:, -1]])
    if rim.mean() > _RIM_SHARE:
        return False
    blob = _convex(spot)
    if np.count_nonzero(spot) < _MIN_SOLIDITY * np.count_nonzero(blob):
        return False
    return _fades(darkest, spot) or _fades(darkest, blob)


def _fades(darkest: Pixels, spot: NDArray[np.bool_]) -> bool:
    """Whether the picture is bright round a spot, and darker further out."""
    near_area, far_area = _grown(spot, _NEAR_PX), _grown(spot, _FAR_PX)
    near, far = darkest[near_area & ~spot], darkest[far_area & ~near_area]
    if near.size == 0 or far.size == 0:
        return False
    bright = np.mean((near >= _HALO_BRIGHT) & (near < 255))
    return bool(bright >= _HALO_SHARE and far.mean() <= near.mean() - _FADE)


def _convex(spot: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The spot's convex outline, filled: ink that shows through a reflection belongs to it."""
    import cv2  # noqa: PLC0415

    filled = np.zeros(spot.shape, dtype=np.uint8)
    outline = cv2.convexHull(cv2.findNonZero(spot.astype(np.uint8)))
    cv2.fillConvexPoly(filled, outline, (1,))
    return filled > 0


def _grown(spot: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    import cv2  # noqa: PLC0415

    return np.asarray(cv2.dilate(spot.astype(np.uint8), np.ones((2 * by + 1, 2 * by + 1), np.uint8))) > 0
