"""What every drawing function needs: the sheet, the habits of the page, and chance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from docparse.training.synth.plan.canvas import Canvas
from docparse.training.synth.plan.style import Style


class Desk(NamedTuple):
    """One page being drawn.

    Attributes:
        canvas: Drawn on.
        style: Habits of the page.
        rng: Source of all chance.
    """

    canvas: Canvas
    style: Style
    rng: np.random.Generator
