"""``docparse segment``: regions of pages as outlines, label maps and pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from docparse.cli.extract import EXIT_INCOMPLETE, EXIT_OK, EXIT_USAGE, find_files, output_names

if TYPE_CHECKING:
    from docparse.output.segments import PageSegments
    from docparse.pages import LoadedFile
    from docparse.regions import Segmenter


def segment(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Pictures, PDFs or folders (walked).", metavar="PATH...", readable=False),
    ],
    model: Annotated[
        str, typer.Option(help="Model: plan, card, id-fields, or an .onnx or .pt file.")
    ] = "plan",
    view: Annotated[
        str | None,
        typer.Option(
            help="semantic (a class for every pixel), instance (single things) or panoptic (both). "
            "Default: the fullest that the model has.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder for <file name>.segments.json and a label map <file name>.labels.png for each page. "
            "Default: JSON to stdout, of several inputs one to a line."
        ),
    ] = None,
    overlay: Annotated[
        bool, typer.Option("--overlay", help="Also write pictures with colours and a legend (needs --out).")
    ] = False,
    threshold: Annotated[
        float | None,
        typer.Option(help="Least score of a thing, 0 to 1. Default: the model's own.", min=0, max=1),
    ] = None,
    scale: Annotated[
        float | None,
        typer.Option(
            help="Size at which the model looks, 1 for the page's own pixels. Default: the page fitted into "
            "the model's input.",
            min=0.01,
            max=16,
        ),
    ] = None,
    dpi: Annotated[float, typer.Option(help="Resolution PDF pages are drawn at.", min=10, max=2400)] = 150,
    threads: Annotated[
        int | None, typer.Option(help="Threads for the network. Default: all cores.", min=1)
    ] = None,
) -> None:
    """Show what a region model sees on pages.

    \b
    Examples:
      docparse segment plan.png --view panoptic --overlay --out regions
      docparse segment photo.jpg --model card --overlay --out regions

    Exit status: 0 all ok, 1 at least one page could not be read, 2 wrong usage.
    """  # noqa: D301 - \b keeps the lines apart
    from docparse.errors import DocparseError, UsageError  # noqa: PLC0415 - --help must stay light
    from docparse.output.segments import VIEWS  # noqa: PLC0415
    from docparse.regions import segmenter  # noqa: PLC0415

    if view is not None and view not in VIEWS:
        raise typer.BadParameter(f"--view {view}: known views are: {', '.join(VIEWS)}.")
    if overlay and out is None:
        raise typer.BadParameter("--overlay needs --out, the folder to write the pictures to.")
    files = find_files(paths)
    if not files:
        raise typer.BadParameter("there is nothing to read: no pictures or PDFs in what PATH names.")
    complete = True
    try:
        network = segmenter(model, threads=threads)
        options = {"view": view, "threshold": threshold, "scale": scale}
        for file, name in output_names(files).items():
            complete &= _segment_file(file, name, network, options, dpi, out, overlay, by_line=len(files) > 1)
    except DocparseError as error:  # not an input's fault: the model
        typer.echo(f"docparse: {error.message} [{error.code}]", err=True)
        raise typer.Exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_INCOMPLETE) from None
    except OSError as error:
        typer.echo(f"docparse: cannot write ({error.strerror})", err=True)
        raise typer.Exit(EXIT_INCOMPLETE) from None
    raise typer.Exit(EXIT_OK if complete else EXIT_INCOMPLETE)


def _segment_file(
    file: Path,
    name: str,
    network: Segmenter,
    options: dict[str, Any],
    dpi: float,
    out: Path | None,
    overlay: bool,
    *,
    by_line: bool,
) -> bool:
    """Look at every page of a file and write what is there; whether all pages could be read."""
    from docparse.errors import LimitError, PageError  # noqa: PLC0415
    from docparse.output.segments import view_page  # noqa: PLC0415
    from docparse.pages import load_pages  # noqa: PLC0415

    try:
        loaded = load_pages(file, dpi=dpi, vector_paths=False)
    except (PageError, LimitError) as error:
        typer.echo(f"docparse: {file}: {error.message} [{error.code}]", err=True)
        return False
    for lost in loaded.errors:
        typer.echo(f"docparse: {file}: {lost.message} [{lost.code}]", err=True)
    pages = [view_page(page.pixels, network, **options) for page in loaded.pages]
    record = {
        "source": str(file),
        "model": network.version,
        "classes": list(network.classes),
        "pages": [
            {"page": page.index, **seen.record()} for page, seen in zip(loaded.pages, pages, strict=True)
        ],
    }
    if out is None:
        text = json.dumps(record) if by_line else json.dumps(record, indent=1)
        typer.echo(text.encode() + b"\n", nl=False)
    else:
        _write(loaded, pages, record, out, name, overlay)
    return not loaded.errors


def _write(
    loaded: LoadedFile, pages: list[PageSegments], record: dict[str, Any], out: Path, name: str, overlay: bool
) -> None:
    import cv2  # noqa: PLC0415 - --help must stay light

    from docparse.output.segments import draw_segments, label_png  # noqa: PLC0415

    out.mkdir(parents=True, exist_ok=True)
    (out / f"{name}.segments.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    for page, seen in zip(loaded.pages, pages, strict=True):
        number = f".page{page.index}" if len(pages) > 1 else ""
        (out / f"{name}{number}.labels.png").write_bytes(label_png(seen))
        if overlay:
            picture = cv2.cvtColor(draw_segments(page.pixels, seen), cv2.COLOR_RGB2BGR)
            done, data = cv2.imencode(".jpg", picture)
            if not done:
                raise OSError("cannot encode the overlay")
            (out / f"{name}{number}.overlay.jpg").write_bytes(data.tobytes())
