"""Fonts by role, several to a role where more are installed: cards are not all set in one face."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from PIL import ImageFont

# Role -> files of like character; the first is needed, the others are used where they are found.
ROLES = {
    "sans": (
        "LiberationSans-Regular.ttf",
        "Roboto-Medium.ttf",
        "OpenSans-Semibold.ttf",
        "Lato-Medium.ttf",
        "DejaVuSansCondensed.ttf",
    ),
    "bold": (
        "LiberationSans-Bold.ttf",
        "Roboto-Bold.ttf",
        "OpenSans-Bold.ttf",
        "Lato-Bold.ttf",
        "DejaVuSansCondensed-Bold.ttf",
    ),
    "narrow": ("LiberationSans-Regular.ttf", "LiberationSansNarrow-Bold.ttf", "RobotoCondensed-Regular.ttf"),
    "serif": ("LiberationSerif-Bold.ttf",),
    "mono": ("LiberationSans-Bold.ttf", "LiberationMono-Bold.ttf"),
    "script": ("DancingScript-Bold.otf",),
}


class Faces:
    """Finds the fonts in the folders given and picks one of a role for a card.

    Raises:
        FileNotFoundError: When the first file of a role is in none of the folders.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        files = {path.name: path for folder in reversed(folders) for path in folder.rglob("*.[to]tf")}
        self._paths = {role: [files[n] for n in names if n in files] for role, names in ROLES.items()}
        missing = [names[0] for role, names in ROLES.items() if names[0] not in files]
        if missing:
            raise FileNotFoundError(f"fonts not found: {', '.join(missing)}; see scripts/make_samples.py")
        self._load = cache(self._loaded)

    @staticmethod
    def _loaded(path: Path, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)

    def pick(self, rng: random.Random) -> dict[str, Path]:
        """One file for each role."""
        return {role: rng.choice(paths) for role, paths in self._paths.items()}

    def font(self, path: Path, size: float) -> ImageFont.FreeTypeFont:
        """The font at a size in pixels."""
        return self._load(path, max(6, round(size)))
