"""Floor plans as a table for a person at a terminal: rooms, totals, scale and how it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from docparse.output.cells import confidence, plain, result_title, shown
from docparse.output.plan_wording import (
    SQFT_PER_M2,
    checks_text,
    evidence_text,
    heading,
    metric_length,
    scale_text,
    totals,
)

if TYPE_CHECKING:
    from docparse.records import Check, DocumentResult, FloorPlan, Room

_CHECK_STYLE = {"passed": "green", "failed": "red", "not_performed": "dim"}
_CHECK_WORD = {"passed": "agrees", "failed": "differs", "not_performed": ""}


def plan_table(result: DocumentResult) -> Table:
    """A table of every plan's rooms, totals and scale, then errors and warnings.

    Args:
        result: A result with floor plans.
    """
    table = Table(title=result_title(result), title_justify="left", expand=False, pad_edge=False)
    table.caption_justify, table.caption_style = "left", ""
    table.add_column("room", overflow="fold", min_width=16)
    table.add_column("type", style="cyan", no_wrap=True)
    table.add_column("m²", justify="right", no_wrap=True)
    table.add_column("sq ft", justify="right", no_wrap=True)
    table.add_column("printed", overflow="fold")
    table.add_column("check", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    for number, plan in enumerate(result.floor_plans, 1):
        _add_plan(table, plan, number)
    notes = [_notes(plan, number) for number, plan in enumerate(result.floor_plans, 1)]
    for items, style in ((result.errors, "red"), (result.warnings, "yellow")):
        notes += [Text.assemble((item.code, style), f"  {shown(item.message)}\n") for item in items]
    table.caption = Text("").join(notes)
    table.caption.rstrip()
    return table


def _add_plan(table: Table, plan: FloorPlan, number: int) -> None:
    name = plain(heading(plan, number))
    name.stylize("bold")
    table.add_row(name, f"page {plan.page + 1}", "", "", "", "", "")
    checks = {check.name: check for check in plan.checks}
    for room in plan.rooms:
        table.add_row(*_room_cells(room, checks))
    if not plan.rooms:
        table.add_row(Text("no closed room was found", style="yellow"), "", "", "", "", "", "")
    table.add_section()
    for title, m2 in totals(plan):
        table.add_row(title, "", _metric(m2), _imperial(m2), "", "", "")
    if plan.printed_total is not None:
        printed = plan.printed_total
        wording = printed.measures.replace("_", " ")
        table.add_row("printed total", wording, "", "", _metric(printed.m2), "", "")
    table.add_section()


def _room_cells(room: Room, checks: dict[str, Check]) -> tuple[str | Text, ...]:
    name = plain(room.name) if room.name else Text(room.id, style="dim")
    found = [check for key, check in checks.items() if key.split(".")[1:] == [room.id]]
    # The worst of a room's checks stands for all.
    check = min(found, key=lambda item: list(_CHECK_WORD).index(item.status) != 1, default=None)
    word = Text(_CHECK_WORD[check.status], style=_CHECK_STYLE[check.status]) if check else ""
    return (
        name,
        room.type,
        _metric(room.area_m2),
        _imperial(room.area_m2),
        _printed(room),
        word,
        confidence(room.confidence),
    )


def _printed(room: Room) -> str:
    """What the page itself says of a room's size."""
    if room.printed_area_m2 is not None:
        return _metric(room.printed_area_m2)
    if room.printed_dimensions_m is not None:
        wide, tall = room.printed_dimensions_m
        return f"{wide:.2f} x {metric_length(tall)}"
    return ""


def _notes(plan: FloorPlan, number: int) -> Text:
    """A plan's scale and how it was found, and which checks failed: sentences, too long for cells."""
    scale = plan.scale
    notes = Text.assemble((shown(heading(plan, number)), "bold"), "\n")
    if scale.metres_per_pixel is None:
        notes.append(f"  scale not known. {shown(scale.detail)}".rstrip() + "\n", style="yellow")
    else:
        notes.append(f"  scale {scale_text(scale)}, ")
        notes.append_text(confidence(scale.confidence)).append(" sure\n")
        evidence = evidence_text(scale)
        if evidence:
            notes.append(f"  found by {evidence}\n")
    summary = checks_text(plan)
    failed = [check for check in plan.checks if check.status == "failed"]
    if summary:
        notes.append(f"  {summary}\n", style="red" if failed else "green")
    for check in failed:
        detail = f"{check.name}: {check.detail}" if check.detail else check.name
        notes.append(f"    {shown(detail)}\n", style="red")
    return notes


def _metric(m2: float | None) -> str:
    return "" if m2 is None else f"{m2:.2f}"


def _imperial(m2: float | None) -> str:
    return "" if m2 is None else f"{m2 * SQFT_PER_M2:,.0f}"
