"""Sheets that were scanned on their side or on their head are stood upright, by their text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docparse.blueprint.print import read_print
from docparse.text.standing import on_side, perhaps_on_head, surer, unsure

if TYPE_CHECKING:
    from docparse.blueprint.drawing import Sheet
    from docparse.kind import PageView
    from docparse.text import TextLine


def stood_upright(
    view: PageView, sheet: Sheet, lines: Sequence[TextLine]
) -> tuple[Sheet, list[TextLine]] | None:
    """The sheet turned so that most of its text runs to the right, and its lines as they then read.

    Args:
        view: The page.
        sheet: The page as it was read.
        lines: Its lines, in page pixels.

    Returns:
        None for a sheet that stands upright, or whose text is the file's own and needs no reading.

    Raises:
        EngineError: As the text engine raises it.
        LimitError: ``limit.time``.
    """
    if view.has_own_text:
        return None
    stood, on_head = (sheet, list(lines)), perhaps_on_head(lines)
    if on_side(lines):
        stood = _turned(view, sheet, 1 if _run_up(lines) else 3)
        on_head = unsure(stood[1])
    if on_head:
        other = _turned(view, stood[0], 2)
        stood = other if surer(other[1], stood[1]) else stood
    return None if stood[0] is sheet or surer(lines, stood[1]) else stood


def _turned(view: PageView, sheet: Sheet, quarters: int) -> tuple[Sheet, list[TextLine]]:
    turned = sheet.turned(quarters)
    return turned, read_print(view, turned)


def _run_up(lines: Sequence[TextLine]) -> bool:
    """Whether lines on their side run up the page rather than down, most of them by characters."""
    climb = 0.0
    for line in lines:
        across, down = line.polygon_px[1] - line.polygon_px[0]
        climb -= len(line.text) * down / max(math.hypot(across, down), 1.0)
    return climb > 0
