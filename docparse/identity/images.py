"""Where the portrait and the signature are: by the field model, or without it by texture and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.identity.portrait import find_portrait, find_signature
from docparse.records import Images, Polygon

if TYPE_CHECKING:
    from docparse.identity.reading import SourceReading
    from docparse.identity.surface import Surface

_MIN_SCORE = 0.4


def find_images(surface: Surface, face: SourceReading) -> Images:
    """The portrait's and the signature's places on the page.

    Args:
        surface: The side of the document, upright.
        face: What was read from its print; a signature is known by the holder's name.
    """
    portrait, signature = _region(surface, "portrait"), _region(surface, "signature")
    if portrait is None:
        portrait = find_portrait(surface.pixels, surface.lines)
    if signature is None:
        names = [
            str(face.fields[name].value) for name in ("family_name", "given_names") if name in face.fields
        ]
        signature = find_signature(surface.lines, names)
    page = surface.view.page.index
    return Images(
        portrait_page=page if portrait else None,
        portrait_px=surface.polygon_on_page(portrait) if portrait else None,
        signature_page=page if signature else None,
        signature_px=surface.polygon_on_page(signature) if signature else None,
    )


def _region(surface: Surface, name: str) -> Polygon | None:
    """The surest region of that name, as corners on the surface."""
    if surface.regions is None:
        return None
    found = surface.regions.of(name)  # the surest comes first
    if not len(found) or found.scores[0] < _MIN_SCORE:
        return None
    left, top, right, bottom = (float(value) for value in found.boxes[0])
    return [(left, top), (right, top), (right, bottom), (left, bottom)]
