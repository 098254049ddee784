"""``docparse synth``: rendered pages to train on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, cast

import typer

from docparse.errors import DocparseError

synth = typer.Typer(
    help="Render training pages with exact truth.", no_args_is_help=True, rich_markup_mode=None
)

_Out = Annotated[Path, typer.Option("--out", help="Folder to write the data set to.", file_okay=False)]
_Count = Annotated[int, typer.Option("--count", min=1, help="Number of pages.")]
_Seed = Annotated[int, typer.Option("--seed", min=0, help="Same seed, same pages.")]
_Jobs = Annotated[int, typer.Option("--jobs", min=1, help="Worker processes.")]


@synth.command("plan")
def synth_plan(
    out: _Out,
    count: _Count = 1000,
    seed: _Seed = 0,
    layouts: Annotated[
        Path | None,
        typer.Option(
            help="Folder of vector layouts; made from scratch without.", exists=True, file_okay=False
        ),
    ] = None,
    size: Annotated[int, typer.Option(min=64, help="Long side of the pages, pixels.")] = 640,
    look: Annotated[
        str | None,
        typer.Option(
            help="Draw all by the habits of 'agent', 'brochure', 'architect', 'survey' or 'working'."
        ),
    ] = None,
    crop: Annotated[
        int, typer.Option(min=0, help="Keep a window of so many pixels of every page; 0 for all of it.")
    ] = 0,
    jobs: _Jobs = 1,
) -> None:
    """Render floor plans with semantic masks."""
    from docparse.training.synth.plan.dataset import write_plan_dataset  # noqa: PLC0415

    try:
        write_plan_dataset(out, count, seed, layouts, size=size, jobs=jobs, look=cast("Any", look), crop=crop)
    except DocparseError as error:
        _leave(error)


@synth.command("id")
def synth_id(
    out: _Out,
    count: _Count = 1000,
    seed: _Seed = 0,
    task: Annotated[str, typer.Option(help="'card' for scenes, 'fields' for rectified cards.")] = "card",
    jobs: _Jobs = 1,
) -> None:
    """Render fictional ID documents."""
    from docparse.training.synth.id.dataset import write_id_dataset  # noqa: PLC0415

    try:
        # An unknown task is refused there, with a code.
        write_id_dataset(out, count, seed, cast("Any", task), jobs)
    except DocparseError as error:
        _leave(error)


def _leave(error: DocparseError) -> None:
    typer.echo(f"{error.code}: {error.message}", err=True)
    raise typer.Exit(2)
