"""Small pictures are read enlarged: engines cut their lines from the picture as it is given to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docparse.text.line import TextLine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from docparse.text.reader import TextReader

# Below this many pixels on the shorter side, a card's smallest print is under ten pixels high.
SMALL_SIDE_PX = 300
FACTOR = 2
# A strip longer than this is no card, and enlarged it would be longer than pictures can be.
LONG_SIDE_PX = 4000


def read_lines(reader: TextReader, pixels: NDArray[np.uint8]) -> list[TextLine]:
    """Read the lines of an (H, W, 3) RGB picture, enlarging it first when it is small.

    Polygons come back in the pixels of the picture as given.

    Raises:
        EngineError: See :meth:`TextReader.read`.
    """
    if min(pixels.shape[:2]) >= SMALL_SIDE_PX:
        return reader.read(pixels)
    if max(pixels.shape[:2]) > LONG_SIDE_PX:
        return reader.read(pixels)
    from docparse.pages.transform import enlarge  # noqa: PLC0415 - cv2 is loaded on first use

    return [_shrunk(line) for line in reader.read(enlarge(pixels, FACTOR))]


def _shrunk(line: TextLine) -> TextLine:
    words = tuple(replace(word, polygon_px=word.polygon_px / FACTOR) for word in line.words)
    return replace(line, polygon_px=line.polygon_px / FACTOR, words=words)
