"""Where a document is suspected, the place laid flat and shown to the model once more.

Of a card on printed paper the model may see a corner only. Upright, in its usual size and with a rim of table
round it, the same card is an easy picture: what it covers is told apart from the rim, or it is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.geometry.outline import long_side_first
from docparse.geometry.quad import box_corners, by_centres, homography, quad_size
from docparse.regions.regions import Floats, Pixels, SemanticMap
from docparse.regions.segmenter import Segmenter

Points = NDArray[np.float64]

# The longer side of what the model is shown, and the rim of it that lies round the document.
_SIDE, _RIM = 256, 0.2
# A document's height against its width, as it is shown.
_FLATTEST = 0.5
# Pixels between inside and rim that count for neither.
_BETWEEN = 4


@dataclass(frozen=True)
class FlatLook:
    """What the model makes of a place laid flat.

    Attributes:
        inside: How likely the pixels inside are a document's, on the average.
        outside: The same of the rim round it.
    """

    inside: float
    outside: float


def look_flat(picture: Pixels, places: Sequence[Points], segmenter: Segmenter, ground: str) -> list[FlatLook]:
    """Show places of a picture to a model, each laid flat.

    Args:
        picture: (H, W, 3) uint8 RGB.
        places: (4, 2) corners of each, clockwise, in the picture's pixels.
        segmenter: A semantic model.
        ground: Its class for what is no document.

    Raises:
        EngineError: As the segmenter raises it.
    """
    views = [_laid_flat(picture, corners) for corners in places]
    maps = segmenter.map_all([pixels for pixels, _ in views], scale=1.0, confidence=True, ground=ground)
    return [_told_apart(document(page, ground), box) for page, (_, box) in zip(maps, views, strict=True)]


def document(page: SemanticMap, ground: str) -> Floats:
    """(H, W) how likely each pixel is some document's, of a map with confidence."""
    assert page.confidence is not None
    return np.asarray(np.where(page.mask(ground), 1 - page.confidence, page.confidence), np.float32)


def _laid_flat(picture: Pixels, corners: Points) -> tuple[Pixels, tuple[int, int, int, int]]:
    """The place with its rim, and the box (left, top, right, bottom) of the place in it."""
    upright = long_side_first(corners)
    width, height = quad_size(upright)
    rim = round(_RIM * _SIDE)
    shown = _SIDE - 2 * rim, round((_SIDE - 2 * rim) * float(np.clip(height / width, _FLATTEST, 1.0)))
    box = rim, rim, rim + shown[0], rim + shown[1]
    matrix = by_centres(homography(upright, box_corners(*box)))
    size = shown[0] + 2 * rim, shown[1] + 2 * rim
    view = cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(view, np.uint8), box


def _told_apart(likely: Floats, box: tuple[int, int, int, int]) -> FlatLook:
    left, top, right, bottom = box
    rim = np.ones(likely.shape, np.bool_)
    rim[top - _BETWEEN : bottom + _BETWEEN, left - _BETWEEN : right + _BETWEEN] = False
    return FlatLook(float(likely[top:bottom, left:right].mean()), float(likely[rim].mean()))
