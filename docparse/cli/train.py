"""``docparse train``: train a region model, or fine-tune one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from docparse.cli.training import EXIT_CUT, told


def train(
    data: Annotated[
        Path,
        typer.Option(
            help="Annotated pictures: a YOLO set (data.yaml or its folder), COCO .json, Label Studio .json, "
            "or CVAT .xml ('CVAT for images 1.1')."
        ),
    ],
    out: Annotated[Path, typer.Option(help="Folder for checkpoints, results.csv and a converted data set.")],
    model: Annotated[
        str,
        typer.Option(
            help="What to train: card (documents in a picture), id-fields (regions of a card), plan (floor "
            "plans), or an architecture's .yaml, such as yolo26s-seg.yaml."
        ),
    ],
    pictures: Annotated[
        Path | None, typer.Option(help="Folder of the pictures of a .json or .xml. Default: beside it.")
    ] = None,
    hold_back: Annotated[
        float,
        typer.Option(help="Share of the pictures of a .json or .xml that is held back.", min=0.01, max=0.99),
    ] = 0.2,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="Weights to start from: card, id-fields or plan as shipped, an exported .onnx, or a .pt. "
            "Default: from nothing.",
        ),
    ] = None,
    epochs: Annotated[
        int | None, typer.Option(help="Times through the pictures. Default: the model's.", min=1)
    ] = None,
    imgsz: Annotated[
        int | None,
        typer.Option(
            help="Long side of the network's input, a multiple of 32. Default: the model's.", min=32
        ),
    ] = None,
    batch: Annotated[
        int | None, typer.Option(help="Pictures for one step. Default: the model's.", min=1)
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the training in --out after a cut.")
    ] = False,
    device: Annotated[
        str, typer.Option(help="auto (a GPU when there is one), cpu, or a GPU's number.")
    ] = "auto",
    workers: Annotated[int, typer.Option(help="Processes that prepare pictures.", min=0)] = 1,
    cache: Annotated[
        bool, typer.Option("--cache", help="Keep decoded pictures in memory: faster, about 1 MB for each.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Of everything random.")] = 0,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A setting of ultralytics' own. Can be repeated."),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Let ultralytics talk.")] = False,
) -> None:
    """Train a region model, or fine-tune one on your own pictures.

    Needs the extra: pip install 'docparse[train]'. Runs on a processor; a GPU makes it faster.

    \b
    1. Annotate. 20 pictures help, 200 do well. Use the model's class names:
         card       front, back, passport_page                                   (polygons)
         id-fields  portrait, ghost_portrait, signature, barcode, mrz, name, document_number, date_of_birth,
                    date_of_expiry, date_of_issue, sex, address, other_text       (boxes)
         plan       floor, wall, door, window, stairs, title_block, north_arrow, scale_bar  (polygons;
                    what nothing covers is outside)
    2. Train. A fifth of the pictures is held back and judged after every epoch:
         docparse train --model id-fields --from id-fields --data export.json --out runs/mine
    3. Compare with the model you began with, on the pictures held back:
         docparse evaluate id-fields --data runs/mine/data.yaml
         docparse evaluate runs/mine/weights/best.pt --data runs/mine/data.yaml
    4. Export; put the folder in DOCPARSE_WEIGHTS to have it used in place of the shipped model:
         docparse export runs/mine/weights/best.pt --out mine/id-fields.onnx

    After a cut (Ctrl-C, power): the same command with --resume.

    Exit status: 0 trained, 1 failed, 2 wrong usage, 130 cut.
    """  # noqa: D301 - \b keeps the lines apart
    from docparse.training import train as training  # noqa: PLC0415

    with told():
        try:
            trained = training.train(
                data,
                model,
                out,
                pictures=pictures,
                hold_back=hold_back,
                start_from=start,
                epochs=epochs,
                imgsz=imgsz,
                batch=batch,
                resume=resume,
                device=device,
                workers=workers,
                cache=cache,
                seed=seed,
                settings=_settings(set_ or []),
                quiet=not verbose,
                on_progress=lambda progress: typer.echo(str(progress), err=True),
            )
        except KeyboardInterrupt:
            typer.echo("docparse: cut; go on with --resume", err=True)
            raise typer.Exit(EXIT_CUT) from None
    typer.echo(str(trained.best))


def _settings(items: list[str]) -> dict[str, Any]:
    import yaml  # noqa: PLC0415

    settings = {}
    for item in items:
        key, equals, value = item.partition("=")
        if not equals or not key:
            raise typer.BadParameter(f"--set {item}: KEY=VALUE is wanted.")
        settings[key] = yaml.safe_load(value)
    return settings
