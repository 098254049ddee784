"""One random document of any kind."""

from __future__ import annotations

import numpy as np

from docparse.training.synth.id.back import random_back
from docparse.training.synth.id.card import random_front
from docparse.training.synth.id.carriers import (
    DOCUMENT_KINDS,
    FIELD_CLASSES,
    Document,
    DocumentKind,
    Polygon,
    Region,
    box_polygon,
)
from docparse.training.synth.id.passport import random_passport_page

__all__ = [
    "DOCUMENT_KINDS",
    "FIELD_CLASSES",
    "Document",
    "DocumentKind",
    "Polygon",
    "Region",
    "box_polygon",
    "random_document",
]

_DRAW = {"front": random_front, "back": random_back, "passport_page": random_passport_page}
_SHARES = (0.66, 0.17, 0.17)  # of front, back, passport page


def random_document(rng: np.random.Generator, kind: DocumentKind | None = None) -> Document:
    """Draw one document, every choice taken from ``rng``.

    Args:
        rng: Source of every choice.
        kind: What to draw; any kind, fronts most often, when None.

    Returns:
        A flat document without flaws of print or scan: about 900 pixels wide, 1,000 for a passport page.

    Raises:
        EngineError: ``engine.fonts-missing`` when fonts are not installed.
    """
    if kind is None:
        kind = DOCUMENT_KINDS[int(rng.choice(len(DOCUMENT_KINDS), p=_SHARES))]
    return _DRAW[kind](rng)
