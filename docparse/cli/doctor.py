"""``docparse doctor``: what is installed and what of it works."""

from __future__ import annotations

import typer


def doctor() -> None:
    """Try engines, weights and document kinds.

    Exit status: 0 when reading IDs works, 1 when it would fail.
    """
    from docparse.doctor import examine  # noqa: PLC0415

    findings = examine()
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        mark = "ok  " if finding.works else "FAIL" if finding.needed else "--  "
        typer.echo(f"{mark} {finding.name:{width}}  {finding.detail}")
    if any(finding.needed and not finding.works for finding in findings):
        raise typer.Exit(1)
