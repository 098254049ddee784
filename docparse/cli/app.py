"""The ``docparse`` command."""

from __future__ import annotations

from typing import Annotated

import typer

from docparse import __version__
from docparse.cli.doctor import doctor
from docparse.cli.evaluate import evaluate
from docparse.cli.export import export
from docparse.cli.extract import extract
from docparse.cli.schema import schema
from docparse.cli.segment import segment
from docparse.cli.synth import synth
from docparse.cli.train import train

app = typer.Typer(
    name="docparse",
    help="Reads ID documents and floor plans into validated records, each value with place and confidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(extract)
app.command()(segment)
app.command()(schema)
app.command()(doctor)
app.add_typer(synth, name="synth")
app.command()(train)
app.command()(evaluate)
app.command()(export)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"docparse {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line."""
    app()
