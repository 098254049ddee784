"""``docparse evaluate``: how well a region model does on annotated pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from docparse.cli.training import told


def evaluate(
    weights: Annotated[
        str,
        typer.Argument(
            help="card, id-fields or plan as shipped, an exported .onnx, or a .pt.", metavar="WEIGHTS"
        ),
    ],
    data: Annotated[Path, typer.Option(help="A YOLO set: data.yaml or its folder.")],
    split: Annotated[str, typer.Option(help="Part of the set: val (held back) or train.")] = "val",
    imgsz: Annotated[
        int | None, typer.Option(help="Long side of the network's input. Default: as trained.", min=32)
    ] = None,
    batch: Annotated[int, typer.Option(help="Pictures at a time.", min=1)] = 8,
    device: Annotated[str, typer.Option(help="cpu, or a GPU's number.")] = "cpu",
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Let ultralytics talk.")] = False,
) -> None:
    """Measure a region model: precision, recall and average precision, or IoU, class by class.

    Needs the extra: pip install 'docparse[train]'.

    \b
    Examples:
      docparse evaluate id-fields --data photos/data.yaml
      docparse evaluate runs/mine/weights/best.pt --data photos/data.yaml --json

    Exit status: 0 measured, 1 failed, 2 wrong usage.
    """  # noqa: D301 - \b keeps the lines apart
    from docparse.training import evaluate as evaluation  # noqa: PLC0415

    with told():
        report = evaluation.evaluate(
            weights, data, split=split, imgsz=imgsz, batch=batch, device=device, quiet=not verbose
        )
    typer.echo(json.dumps(report.to_dict(), indent=2) if as_json else report.table())
