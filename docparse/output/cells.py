"""What the tables for a terminal share: their title, and text that cannot steer the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from docparse.records import DocumentResult

_STATUS_STYLE = {"ok": "bold green", "partial": "bold yellow", "failed": "bold red"}


def result_title(result: DocumentResult) -> Text:
    """The input's path, its kind, how it went and how long it took."""
    return Text.assemble(
        (shown(result.source.path or "input"), "bold"),
        "  ",
        (shown(result.kind), "cyan"),
        "  ",
        (result.status, _STATUS_STYLE[result.status]),
        f"  {result.timings_ms.get('total', 0):.0f} ms",
    )


def shown(text: str) -> str:
    """The text without what would steer a terminal; line feeds stay."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def plain(text: str) -> Text:
    """The text as a cell. As a string, rich would take brackets in it for markup."""
    return Text(shown(text))


def confidence(value: float) -> Text:
    """A confidence in per cent, coloured."""
    style = "green" if value >= 0.9 else "yellow" if value >= 0.6 else "red"
    return Text(f"{value:.0%}", style=style)
