"""Print that the text engine did not find, read where the field model says a field stands.

Engines pass over single letters and faint print; told where to look, they read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.geometry.quad import bounds, box_corners
from docparse.identity.front.hints import HINTED_FIELDS, Hint
from docparse.identity.front.layout import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from docparse.identity.surface import Surface
    from docparse.text import TextLine

_MIN_SCORE = 0.3
# Share of a region that lines must cover for it to count as read.
_READ = 0.3
# Recognisers want about this much room around a line, as shares of its height, and this many pixels.
_MARGIN = 0.25
_LINE_PX = 48
_MIN_CONFIDENCE = 0.6


def hints_of(surface: Surface) -> list[Hint]:
    """Where the field model sees fields; its classes bear the record's own names."""
    regions = surface.regions
    if regions is None:
        return []
    fields = regions.of(*HINTED_FIELDS)
    return [
        Hint(name, bounds(box.reshape(2, 2)), float(score))
        for name, box, score in zip(fields.names, fields.boxes, fields.scores, strict=True)
        if score >= _MIN_SCORE
    ]


def missed_lines(surface: Surface) -> list[TextLine]:
    """Lines of text in regions where none was read.

    Args:
        surface: An upright surface with its regions; without them there is nothing to look at.

    Raises:
        EngineError: When the text engine failed.
    """
    unread = [hint.box for hint in hints_of(surface) if _covered(hint.box, surface.lines) < _READ]
    if not unread:
        return []
    from docparse.text import TextLine  # noqa: PLC0415

    read = surface.view.recognise([_cut(surface, box) for box in unread])
    return [
        TextLine(text, box_corners(*box), confidence)
        for box, (text, confidence) in zip(unread, read, strict=True)
        if text.strip() and confidence >= _MIN_CONFIDENCE
    ]


def _covered(box: Box, lines: list[TextLine]) -> float:
    """Share of the box that text lines cover, as their boxes add up."""
    area = max(1e-9, (box[2] - box[0]) * (box[3] - box[1]))
    covered = 0.0
    for line in lines:
        width = min(box[2], line.box[2]) - max(box[0], line.box[0])
        height = min(box[3], line.box[3]) - max(box[1], line.box[1])
        covered += max(0.0, width) * max(0.0, height)
    return covered / area


def _cut(surface: Surface, box: Box) -> NDArray[np.uint8]:
    from docparse.pages.transform import enlarge  # noqa: PLC0415

    margin = _MARGIN * (box[3] - box[1])
    height, width = surface.pixels.shape[:2]
    left, top = max(0, int(box[0] - margin)), max(0, int(box[1] - margin))
    right, bottom = min(width, int(box[2] + margin) + 1), min(height, int(box[3] + margin) + 1)
    cut = surface.pixels[top:bottom, left:right]
    return enlarge(cut, max(1.0, _LINE_PX / max(1, cut.shape[0])))
