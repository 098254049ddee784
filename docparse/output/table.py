"""Results as a table for a person at a terminal: a document's fields, or a plan's rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from docparse.output.cells import confidence, plain, result_title
from docparse.output.plan_table import plan_table
from docparse.records import Address, Field

if TYPE_CHECKING:
    import datetime as dt

    from docparse.records import DocumentResult, IDDocument


def result_table(result: DocumentResult, today: dt.date) -> Table:
    """A table of what was read and where, then the checks that failed, errors and warnings.

    Args:
        result: The result.
        today: The day expiry is judged on; floor plans have none.
    """
    if result.floor_plans:
        return plan_table(result)
    table = Table(title=result_title(result), title_justify="left", expand=False, pad_edge=False)
    table.add_column("field", style="cyan", no_wrap=True)
    table.add_column("value", overflow="fold", min_width=20)
    table.add_column("sure", justify="right")
    table.add_column("from", no_wrap=True)
    table.add_column("page: x,y w x h", overflow="ellipsis", style="dim")
    if result.id_document:
        _add_id(table, result.id_document, today)
    for item in [*result.errors, *result.warnings]:
        style = "red" if item in result.errors else "yellow"
        table.add_row(Text(item.code, style=style), plain(item.message), "", plain(item.stage), "")
    return table


def _add_id(table: Table, document: IDDocument, today: dt.date) -> None:
    for name in type(document).model_fields:
        field = getattr(document, name)
        if isinstance(field, Field):
            table.add_row(
                name, plain(_value(field.value)), confidence(field.confidence), field.source, _place(field)
            )
    if document.images.portrait_px:
        table.add_row(
            "portrait", "found", "", "", _box(document.images.portrait_page, document.images.portrait_px)
        )
    if document.mrz:
        held = sum(document.mrz.checks.values())
        note = f"{document.mrz.format}, {held} of {len(document.mrz.checks)} check digits hold"
        if document.mrz.repairs:
            note += f", {len(document.mrz.repairs)} characters repaired"
        table.add_row("mrz", note, "", "mrz", "")
    if document.barcode:
        table.add_row("barcode", f"AAMVA version {document.barcode.aamva_version}", "", "pdf417", "")
    _add_checks(table, document)
    if document.expired_on(today):
        table.add_row("expired", Text(f"yes (judged on {today.isoformat()})", style="yellow"), "", "", "")


def _add_checks(table: Table, document: IDDocument) -> None:
    counts = dict.fromkeys(("passed", "failed", "not_performed"), 0)
    for check in document.checks:
        counts[check.status] += 1
    summary = f"{counts['passed']} passed, {counts['failed']} failed, {counts['not_performed']} not performed"
    table.add_row("checks", Text(summary, style="red" if counts["failed"] else "green"), "", "", "")
    for check in document.checks:
        if check.status == "failed":
            table.add_row(Text("  differs", style="red"), plain(check.name), "", "", "")


def _value(value: Any) -> str:
    if isinstance(value, Address):
        return "\n".join(value.lines)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _place(field: Field[Any]) -> str:
    return _box(field.page, field.polygon_px)


def _box(page: int | None, polygon: Any) -> str:
    if not polygon:
        return f"{page}"
    xs, ys = [p[0] for p in polygon], [p[1] for p in polygon]
    return f"{page}: {min(xs):.0f},{min(ys):.0f} {max(xs) - min(xs):.0f}x{max(ys) - min(ys):.0f}"
