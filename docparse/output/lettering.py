"""Type for pictures: a face of the system's if there is one, else Pillow's own, which lacks most accents."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import ImageFont

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# By file name; Pillow looks in the system's folders. All have Latin letters with accents, × and ².
_REGULAR = ("LiberationSans-Regular.ttf", "Arial.ttf", "arial.ttf", "Helvetica.ttc", "DejaVuSans.ttf")
_BOLD = ("LiberationSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf", "DejaVuSans-Bold.ttf")

# What Pillow's face has instead of what it lacks.
_PLAIN = str.maketrans({
    "²": "2", "×": "x", "–": "-", "—": "-", "′": "'", "″": '"', "‘": "'", "’": "'", "“": '"', "”": '"',
    "ß": "ss", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ł": "l", "Ł": "L",
})  # fmt: skip


class Lettering:
    """Faces at any size, and text in letters that they have.

    Args:
        system: Whether the system's faces may be used; without, Pillow's own.
    """

    def __init__(self, *, system: bool = True) -> None:
        self._names = {False: _found(_REGULAR), True: _found(_BOLD)} if system else {False: None, True: None}

    def font(self, size: int, *, bold: bool = False) -> FreeTypeFont:
        """The face at a size in pixels, at least 6."""
        return _loaded(self._names[bold] or self._names[False], max(6, size))

    def shown(self, text: str) -> str:
        """The text on one line, in letters that the face has, control characters left out."""
        text = " ".join("".join(char for char in text if char.isprintable() or char.isspace()).split())
        if self._names[False] is None:
            text = _bases(unicodedata.normalize("NFKD", text.translate(_PLAIN)))
            text = "".join(char if " " <= char <= "~" or char in "·±°" else "?" for char in text)
        return text

    def width(self, text: str, size: int, *, bold: bool = False) -> float:
        """How wide a text is at a size."""
        return float(self.font(size, bold=bold).getlength(text))


def _bases(text: str) -> str:
    return "".join(char for char in text if not unicodedata.combining(char))


@lru_cache(maxsize=8)
def _found(names: tuple[str, ...]) -> str | None:
    for name in names:
        try:
            ImageFont.truetype(name, 12)
        except OSError:
            continue
        return name
    return None


@lru_cache(maxsize=256)
def _loaded(name: str | None, size: int) -> FreeTypeFont:
    if name is not None:
        # The basic layout: the same places for letters whether or not Raqm is installed.
        return ImageFont.truetype(name, size, layout_engine=ImageFont.Layout.BASIC)
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise OSError("Pillow was built without FreeType; install a wheel of it")
    return font
