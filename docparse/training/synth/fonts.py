"""Typefaces for rendered pages, found by file name and sorted into kinds.

Folders are searched in this order and everything found is used: those given, those in the variable
``DOCPARSE_FONTS`` (separated like ``PATH``), ``build/fonts`` of the working directory, the system's folders.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from PIL import ImageFont

from docparse.errors import EngineError

FontKind = Literal["sans", "serif", "mono", "script", "ocrb", "any"]

VARIABLE = "DOCPARSE_FONTS"
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.fonts"),
    Path("~/.local/share/fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts/Supplemental"),
    Path("C:/Windows/Fonts"),
)
PACKAGES = "fonts-liberation2 fonts-dancingscript fonts-ocr-b"

# Family (start of the file's name, lower case) -> kind. Only families with accented Latin letters:
# any other file is passed over, because symbol and foreign faces would print empty boxes.
_FAMILIES: tuple[tuple[str, FontKind], ...] = (
    ("liberationsans", "sans"),
    ("liberationserif", "serif"),
    ("liberationmono", "mono"),
    ("dejavusansmono", "mono"),
    ("dejavusans", "sans"),
    ("dejavuserif", "serif"),
    ("roboto", "sans"),
    ("opensans", "sans"),
    ("lato", "sans"),
    ("notosans-", "sans"),
    ("notoserif-", "serif"),
    ("ubuntu-", "sans"),
    ("freesans", "sans"),
    ("freeserif", "serif"),
    ("freemono", "mono"),
    ("arial", "sans"),
    ("verdana", "sans"),
    ("tahoma", "sans"),
    ("times", "serif"),
    ("georgia", "serif"),
    ("cour", "mono"),
    ("dancingscript", "script"),
    ("caveat", "script"),
    ("ocrb", "ocrb"),
)
# Strokes thinner than a pixel at label sizes, and OCR-B's outline and sharp variants.
_PASSED_OVER = ("hairline", "thin", "extralight", "ocrbe.", "ocrbf.", "ocrbs.", "ocrbx.", "dejavumath")


def font_files(kind: FontKind = "any", folders: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The font files of one kind.

    Args:
        kind: ``sans``, ``serif``, ``mono``, ``script``, ``ocrb``, or ``any`` (all of the first three).
        folders: Searched before the usual places.

    Returns:
        Paths sorted by file name, each name once, so that a seed picks the same face wherever the files lie.

    Raises:
        EngineError: ``engine.fonts-missing`` when there is none; the message names Debian packages.
    """
    if kind not in get_args(FontKind):
        raise ValueError(f"unknown kind of font: {kind!r}")
    table = _table(tuple(folders), os.environ.get(VARIABLE, ""), Path.cwd())
    wanted = ("sans", "serif", "mono") if kind == "any" else (kind,)
    found = sorted((path for name in wanted for path in table.get(name, ())), key=lambda path: path.name)
    if not found:
        raise EngineError(
            "engine.fonts-missing",
            f"no font of kind '{kind}' found; install {PACKAGES} or name a folder in {VARIABLE}",
        )
    return tuple(found)


@lru_cache(maxsize=1024)
def load_font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """Open a font at one size, once.

    Args:
        path: Font file.
        size: Pixels per em.

    Returns:
        The font, laid out by Pillow itself: Raqm may be absent, and would place glyphs otherwise.
    """
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8)
def _table(folders: tuple[Path, ...], variable: str, here: Path) -> dict[str, tuple[Path, ...]]:
    """All usable files by kind; the arguments are all that the answer depends on."""
    places = [*folders, *(Path(part) for part in variable.split(os.pathsep) if part)]
    places += [here / "build" / "fonts", *SYSTEM_FOLDERS]
    by_name: dict[str, Path] = {}
    for place in places:
        for path in sorted(place.expanduser().rglob("*")) if place.expanduser().is_dir() else ():
            if path.suffix.lower() in {".ttf", ".otf"}:
                by_name.setdefault(path.name.lower(), path)
    table: dict[str, list[Path]] = {}
    for name, path in by_name.items():
        kind = next((kind for start, kind in _FAMILIES if name.startswith(start)), None)
        if kind is not None and not any(part in name for part in _PASSED_OVER):
            table.setdefault(kind, []).append(path)
    return {kind: tuple(paths) for kind, paths in table.items()}
