"""``docparse schema``: the JSON Schemas of the records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def schema(
    name: Annotated[
        str, typer.Argument(help="Which record: document_result, id_document or visitor.")
    ] = "document_result",
    out: Annotated[Path | None, typer.Option(help="Write every schema into this folder instead.")] = None,
) -> None:
    """Print a record's JSON Schema, or write all of them into a folder."""
    from docparse.output.schema import schema_names, schema_text, write_schemas  # noqa: PLC0415

    if out is not None:
        try:
            paths = write_schemas(out)
        except OSError as error:
            raise typer.BadParameter(f"--out: cannot write into {out} ({error.strerror}).") from None
        for path in paths:
            typer.echo(str(path), err=True)
        return
    if name not in schema_names():
        raise typer.BadParameter(f"no record '{name}'; known: {', '.join(schema_names())}")
    typer.echo(schema_text(name), nl=False)
