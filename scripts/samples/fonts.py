"""The typefaces the samples are set in, found by file name in the folders given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import ImageFont

SYSTEM_FONTS = Path("/usr/share/fonts")

# Role -> font file. All are free: Liberation and Dancing Script under the SIL OFL, OCR-B without condition.
FACES = {
    "sans": "LiberationSans-Regular.ttf",
    "bold": "LiberationSans-Bold.ttf",
    "serif": "LiberationSerif-Bold.ttf",
    "ocrb": "OCRB.otf",
    "script": "DancingScript-Bold.otf",
}


class FontBook:
    """Loads the faces once and hands them out by role and size.

    Args:
        folders: Folders to search, subfolders included; the first that holds a file wins.

    Raises:
        FileNotFoundError: When a face is in none of them; the message names the missing files.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._paths: dict[str, Path] = {}
        for role, name in FACES.items():
            found = next((path for folder in folders for path in sorted(folder.rglob(name))), None)
            if found is not None:
                self._paths[role] = found
        missing = [name for role, name in FACES.items() if role not in self._paths]
        if missing:
            raise FileNotFoundError(
                f"fonts not found: {', '.join(missing)}; see the docstring of make_samples.py"
            )
        self.get = cache(self._load)

    def _load(self, role: str, size: int) -> ImageFont.FreeTypeFont:
        # The basic layout engine: Raqm may or may not be there, and would place glyphs otherwise.
        return ImageFont.truetype(str(self._paths[role]), size, layout_engine=ImageFont.Layout.BASIC)
