"""What the verbs of the training room share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

EXIT_FAILED, EXIT_USAGE, EXIT_CUT = 1, 2, 130


@contextmanager
def told() -> Iterator[None]:
    """Tell errors on purpose in one line, with their code, and leave: 2 for wrong usage, 1 for the rest."""
    from docparse.errors import DocparseError, UsageError  # noqa: PLC0415 - --help must stay light

    try:
        yield
    except DocparseError as error:
        typer.echo(f"docparse: {error.message} [{error.code}]", err=True)
        raise typer.Exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_FAILED) from None
