"""Doors and passages: does a leaf hang there, or does nothing shut it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from docparse.blueprint.closeups import Lens
from docparse.blueprint.openings import Gap
from docparse.regions.small import SmallNetwork

WEIGHTS_FILE = "passages.onnx"
passage_model = SmallNetwork(WEIGHTS_FILE, "the passage model")


def with_bareness(gaps: Sequence[Gap], lens: Lens) -> list[Gap]:
    """The gaps, the doors among them with how likely nothing shuts them.

    Where a leaf was found as it is drawn one hangs; elsewhere a network looks, at the gap and at it turned
    about.

    Raises:
        EngineError: ``engine.missing`` or ``engine.failed``.
    """
    asked = [number for number, gap in enumerate(gaps) if gap.kind == "door" and not gap.has_leaf]
    told = [replace(gap, bare=0.0) if gap.kind == "door" else gap for gap in gaps]
    if not asked:
        return told
    seen = lens.close_ups([gaps[number].corners for number in asked])
    looks = [passage_model(np.ascontiguousarray(look, np.float32)) for look in (seen, seen[..., ::-1, ::-1])]
    for number, chance in zip(asked, np.mean(looks, axis=0), strict=True):
        told[number] = replace(gaps[number], bare=float(chance[0]))
    return told
