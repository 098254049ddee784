"""The text layer of a born-digital page as text lines: nothing to recognise, confidence 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.text.line import TextLine

if TYPE_CHECKING:
    from docparse.pages import Page


def lines_of_layer(page: Page) -> list[TextLine]:
    """The page's own text runs as text lines."""
    return [TextLine(run.text, run.polygon_px, 1.0) for run in page.text_layer if run.text.strip()]
