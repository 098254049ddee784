"""Which way up a surface stands: engines read to the right and downwards only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docparse.identity.surface import Surface
    from docparse.regions import Regions
    from docparse.text import TextLine

FIELD_MODEL = "id-fields"

# Summed scores of the regions found: an upright card has well more of them than the same card turned.
_ENOUGH = 3.0
_CLEARLY = 1.25
# Mean confidence of lines that stand on their head is below this; of upright lines, even blurred ones, above.
_UNSURE = 0.8


def stood_by_regions(surface: Surface) -> Surface:
    """The surface turned so that the field model finds most on it, with the regions it found.

    Where there is no model, or it is not sure, the surface as it is and without regions.
    """
    model = surface.view.region_model(FIELD_MODEL)
    if model is None:
        return surface
    turned = [surface.turned(quarters) for quarters in range(4)]
    found = model.find_all([each.pixels for each in turned])
    weights = [_weight(regions) for regions in found]
    order = sorted(range(4), key=weights.__getitem__, reverse=True)
    best, second = weights[order[0]], weights[order[1]]
    if best < _ENOUGH or best < _CLEARLY * second:
        return surface
    turned[order[0]].regions = found[order[0]]
    return turned[order[0]]


def _weight(regions: Regions) -> float:
    return float(regions.scores.sum())


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
