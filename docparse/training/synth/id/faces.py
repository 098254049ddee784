"""Choosing typefaces: by kind, weight and slant, every family as likely as the next."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from docparse.training.synth.fonts import FontKind, font_files

Weight = Literal["regular", "bold"]

_HEAVY = re.compile(r"bold|black|heavy|semibold|medium", re.IGNORECASE)
_SLANTED = re.compile(r"italic|oblique|boldit|-it\b", re.IGNORECASE)
_SUFFIX = re.compile(
    r"[-_](regular|bold|italic|oblique|light|black|heavy|medium|semibold|book|it)+$", re.IGNORECASE
)


@lru_cache(maxsize=64)
def _families(kind: FontKind, weight: Weight, slanted: bool) -> tuple[tuple[Path, ...], ...]:
    """Files of one weight and slant, sorted into families."""
    found: dict[str, list[Path]] = {}
    for path in font_files(kind):
        heavy, sloping = bool(_HEAVY.search(path.stem)), bool(_SLANTED.search(path.stem))
        if heavy == (weight == "bold") and sloping == slanted:
            found.setdefault(_SUFFIX.sub("", path.stem).lower(), []).append(path)
    return tuple(tuple(paths) for _, paths in sorted(found.items()))


def pick_face(
    rng: np.random.Generator, kind: FontKind = "sans", weight: Weight = "regular", *, slanted: bool = False
) -> Path:
    """A font file of a kind; weight and slant are wishes, the kind is not.

    Raises:
        EngineError: ``engine.fonts-missing`` when no font of the kind is installed.
    """
    families = _families(kind, weight, slanted) or _families(kind, weight, False)
    if not families:
        files = font_files(kind)
        return files[int(rng.integers(len(files)))]
    family = families[int(rng.integers(len(families)))]
    return family[int(rng.integers(len(family)))]
