"""Which way up a surface stands: engines read to the right and downwards only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.text.standing import on_side, perhaps_on_head, surer

if TYPE_CHECKING:
    from docparse.identity.surface import Surface

# Summed scores of the regions found: writing that runs to the right has well more of them than writing that
# runs up or down. Writing on its head has about as many: that is left to the text.
_ENOUGH = 3.0
_CLEARLY = 1.5


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
    upright = surface.turned(3) if on_side(surface.lines) else surface
    if perhaps_on_head(upright.lines):
        other = upright.turned(2)
        if surer(other.lines, upright.lines):
            return other
    return upright
