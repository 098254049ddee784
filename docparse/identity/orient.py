"""Which way up a surface stands: engines read to the right and downwards only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docparse.identity.surface import Surface
    from docparse.text import TextLine

# Summed scores of the regions found: writing that runs to the right has well more of them than writing that
# runs up or down. Writing on its head has about as many: that is left to the text.
_ENOUGH = 3.0
_CLEARLY = 1.5
# Mean confidence of lines that stand on their head is below this; of upright lines, even blurred ones, above.
_UNSURE = 0.8


def laid_along(surface: Surface) -> Surface:
    """The surface turned so that its writing runs to the right, perhaps on its head.

    Seen by the field model, which is quicker than reading; where there is no model, or it is not sure, the
    surface as it is.
    """
    sideways = surface.turned(1)
    if surface.regions is None or sideways.regions is None:
        return surface
    as_is, turned = float(surface.regions.scores.sum()), float(sideways.regions.scores.sum())
    return sideways if turned >= max(_ENOUGH, _CLEARLY * as_is) else surface


def stood_by_text(surface: Surface) -> Surface:
    """The surface turned so that its lines read best."""
    long = [line for line in surface.lines if len(line.text) >= 4]
    sideways = sum((line.box[3] - line.box[1]) > 1.5 * (line.box[2] - line.box[0]) for line in long)
    on_side = sideways >= 3 and sideways > 0.6 * len(long)
    upright = surface.turned(3) if on_side else surface
    if len(upright.lines) >= 5 and _confidence(upright.lines) < _UNSURE:
        other = upright.turned(2)
        if _confidence(other.lines) > _confidence(upright.lines) + 0.05:
            return other
    return upright


def _confidence(lines: Sequence[TextLine]) -> float:
    """Mean confidence over characters."""
    total = sum(len(line.text) for line in lines)
    return sum(line.confidence * len(line.text) for line in lines) / total if total else 0.0
