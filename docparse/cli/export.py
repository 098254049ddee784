"""``docparse export``: a checkpoint becomes the ONNX file that docparse reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docparse.cli.training import told


def export(
    weights: Annotated[Path, typer.Argument(help="A .pt of a training.", metavar="WEIGHTS")],
    out: Annotated[Path, typer.Option(help="The .onnx file to write.")],
    imgsz: Annotated[
        int | None, typer.Option(help="Long side pages are fitted to. Default: as trained.", min=32)
    ] = None,
    description: Annotated[str, typer.Option(help="What it was trained on, for the file's metadata.")] = "",
) -> None:
    """Write a checkpoint as ONNX, and compare the two on noise and on drawn pages.

    The file keeps everything that training needs: `docparse train --from FILE.onnx` starts from it.
    Needs the extra: pip install 'docparse[train]'.

    \b
    Example:
      docparse export runs/mine/weights/best.pt --out mine/id-fields.onnx
      DOCPARSE_WEIGHTS=mine docparse extract licence.jpg

    Exit status: 0 written, 1 failed or the two disagree, 2 wrong usage.
    """  # noqa: D301 - \b keeps the lines apart
    from docparse.training import export as exporting  # noqa: PLC0415

    with told():
        done = exporting.export(weights, out, imgsz=imgsz, description=description)
    typer.echo(
        f"{done.path}  {done.size / 1e6:.1f} MB  sha256 {done.sha256[:16]}  "
        f"largest difference to the network {done.difference:.1e} of the largest output"
    )
