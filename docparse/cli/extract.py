"""``docparse extract``: read documents into JSON, tables and overlay pictures."""

from __future__ import annotations

import math
import sys
from collections import deque
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from concurrent.futures import Future

    from docparse.extractor import Extractor
    from docparse.records import DocumentResult

EXIT_OK, EXIT_INCOMPLETE, EXIT_USAGE = 0, 1, 2

# A folder of results is not taken for one of inputs.
_OVERLAY = ".overlay.jpg"
# What docparse itself writes beside results is no input when their folder is read.
_WRITTEN = (_OVERLAY, ".labels.png")

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".gif", ".pdf")


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Pictures, PDFs or folders (walked).", metavar="PATH...", readable=False),
    ],
    back: Annotated[
        Path | None, typer.Option(help="The other side of the one card given as PATH.", readable=False)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder for one <file name>.json for each input. Default: JSON to stdout, of several inputs "
            "one to a line (JSON Lines)."
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option(help="Document kind: auto, id, plan, or an installed plug-in's name.")
    ] = "auto",
    overlay: Annotated[
        bool, typer.Option("--overlay", help="Also write pictures with boxes and names (needs --out).")
    ] = False,
    table: Annotated[
        bool | None,
        typer.Option(
            help="Show a readable table. Default: on a terminal; with --no-table stdout carries only JSON."
        ),
    ] = None,
    dpi: Annotated[
        float,
        typer.Option(
            help="Resolution PDF pages are drawn at; a scan's, where its file does not tell.",
            min=10,
            max=2400,
        ),
    ] = 300,
    password: Annotated[
        str | None, typer.Option(help="Password of an encrypted PDF.", show_default=False)
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(help="Day (YYYY-MM-DD) that two-digit years, and expiry in the table, are judged on."),
    ] = None,
    scale: Annotated[
        str | None,
        typer.Option(
            help="A plan's scale: 1:100, 1/4\" = 1'-0\", 0.0085 m/px, or two points in page pixels and their "
            "distance, '120,80 620,80 = 4.20 m'. Default: what the page tells.",
            show_default=False,
        ),
    ] = None,
    standard: Annotated[
        str,
        typer.Option(
            help="A plan's headline area: net (rooms), gia (RICS gross internal), ansi (ANSI Z765 finished)."
        ),
    ] = "gia",
    output_format: Annotated[
        str, typer.Option("--format", help="Formats of the results, comma-separated. Known: json.")
    ] = "json",
    jobs: Annotated[int, typer.Option(help="Inputs read at the same time.", min=1, max=64)] = 1,
    text_engine: Annotated[str, typer.Option(help="Text engine: rapidocr or paddleocr.")] = "rapidocr",
    threads: Annotated[
        int | None, typer.Option(help="Threads for the engines. Default: all cores.", min=1)
    ] = None,
    regions: Annotated[
        bool,
        typer.Option(
            help="Region models: cards in photos, fields on them, walls on plans (plans need them)."
        ),
    ] = True,
    max_pages: Annotated[int, typer.Option(help="Pages read from one file.", min=1)] = 200,
    max_seconds: Annotated[float, typer.Option(help="Seconds for one input.", min=0.1)] = 120.0,
    max_megapixels: Annotated[float, typer.Option(help="Megapixels of one page.", min=0.01)] = 100.0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no table.")] = False,
) -> None:
    """Read documents: scan or photo in, validated record out.

    A file is one document: the pages of a PDF are a card's sides, or sheets of plans. A folder's files are
    read one by one.

    \b
    Examples:
      docparse extract licence.jpg
      docparse extract front.jpg --back back.jpg --out results --overlay
      docparse extract scans/ --out results
      docparse extract plan.pdf --kind plan --overlay --out results
      docparse extract sketch.png --kind plan --scale "120,80 620,80 = 4.20 m"

    Exit status: 0 all ok, 1 at least one input partial or failed, 2 wrong usage.
    """  # noqa: D301 - \b keeps the lines apart
    from docparse.errors import DocparseError, UsageError  # noqa: PLC0415 - --help must stay light
    from docparse.extractor import Extractor  # noqa: PLC0415
    from docparse.pages import Limits  # noqa: PLC0415

    day = _day(as_of)
    files = find_files(paths)
    if not files:
        raise typer.BadParameter("there is nothing to read: no pictures or PDFs in what PATH names.")
    if back is not None and len(files) != 1:
        raise typer.BadParameter("--back goes with exactly one PATH, the front of the same card.")
    if output_format.strip().lower() != "json":
        raise typer.BadParameter(f"--format {output_format}: known formats are: json.")
    if overlay and out is None:
        raise typer.BadParameter("--overlay needs --out, the folder to write the pictures to.")
    if not math.isfinite(max_megapixels):
        raise typer.BadParameter("--max-megapixels takes a number.")
    _make_folder(out)
    try:
        limits = Limits(
            max_pages=max_pages, max_seconds=max_seconds, max_pixels=round(max_megapixels * 1_000_000)
        )
        extractor = Extractor(text_engine=text_engine, threads=threads, limits=limits, regions=regions)
        options = {"kind": kind, "dpi": dpi, "password": password, "as_of": day, "scale": scale, "back": back}
        options["standard"] = standard
        show_table = not quiet and (sys.stdout.isatty() if table is None else table)
        readings = _readings(extractor, files, options, jobs)
        complete = _run(readings, files, out, day, overlay=overlay, show_table=show_table, quiet=quiet)
    except UsageError as error:
        typer.echo(f"docparse: {error.message} [{error.code}]", err=True)
        raise typer.Exit(EXIT_USAGE) from None
    except OSError as error:
        typer.echo(f"docparse: cannot write to standard output ({error.strerror})", err=True)
        raise typer.Exit(EXIT_INCOMPLETE) from None
    except DocparseError as error:  # not an input's fault, which is in its result: an engine or a plug-in
        typer.echo(f"docparse: {error.message} [{error.code}]; docparse doctor tells more", err=True)
        raise typer.Exit(EXIT_INCOMPLETE) from None
    raise typer.Exit(EXIT_OK if complete else EXIT_INCOMPLETE)


def _make_folder(out: Path | None) -> None:
    try:
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(
            f"--out: {out} is no folder and cannot be made one ({error.strerror})."
        ) from None


def _day(text: str | None) -> Any:
    import datetime as dt  # noqa: PLC0415

    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter("--as-of takes a day as YYYY-MM-DD.") from None


def find_files(paths: list[Path]) -> list[Path]:
    """The files to read: those named, and every picture and PDF in folders, in order of name."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if _is_input(p))
            if not inside:
                typer.echo(f"docparse: no pictures or PDFs in the folder {path}", err=True)
            files += inside
        else:
            files.append(path)
    return files


def _is_input(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and not path.name.endswith(_WRITTEN) and path.is_file()


def _readings(
    extractor: Extractor, files: list[Path], options: dict[str, Any], jobs: int
) -> Iterator[tuple[DocumentResult, Any]]:
    """Every file's result and pages, in order; at most ``jobs`` files are read at a time."""
    if jobs == 1:
        yield from (extractor.extract_with_pages(file, **options) for file in files)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    with ThreadPoolExecutor(jobs) as pool:
        waiting: deque[Future[tuple[DocumentResult, Any]]] = deque()
        for file in files:
            if len(waiting) == jobs:  # no further ahead: pages are large
                yield waiting.popleft().result()
            waiting.append(pool.submit(extractor.extract_with_pages, file, **options))
        while waiting:
            yield waiting.popleft().result()


def _run(
    readings: Iterator[tuple[DocumentResult, Any]],
    files: list[Path],
    out: Path | None,
    as_of: Any,
    *,
    overlay: bool,
    show_table: bool,
    quiet: bool,
) -> bool:
    """Read every file; whether all were read whole."""
    names = output_names(files)
    complete = True
    for number, (file, (result, pages)) in enumerate(zip(files, readings, strict=True), 1):
        complete &= result.status == "ok"
        try:
            _deliver(result, names[file], out, to_stdout=not show_table, by_line=len(files) > 1)
            if overlay and out is not None:
                _write_overlays(result, pages, names[file], out)
        except OSError as error:
            if out is None:
                raise  # standard output is gone
            complete = False
            typer.echo(f"[{number}/{len(files)}] not written: {file} ({error.strerror})", err=True)
            continue
        if show_table:
            _print_table(result, as_of)
        if not quiet and not show_table and out is not None:
            _report(result, f"[{number}/{len(files)}] {result.status:8}{file}")
    return complete


def _report(result: DocumentResult, line: str) -> None:
    """One line for an input, and one for each reason why it was not read whole."""
    typer.echo(line, err=True)
    for item in result.errors:
        typer.echo(f"      {item.code}: {item.message}", err=True)


def output_names(files: list[Path]) -> dict[Path, str]:
    """A name for each file's outputs: the file's own, with its folder's in front where two would be the same.

    Names that differ in capitals only count as the same, as they do on some file systems.
    """
    taken: dict[str, Path] = {}
    names: dict[Path, str] = {}
    for file in files:
        name = next(name for name in _names(file) if taken.get(name.casefold(), file) == file)
        taken[name.casefold()] = file
        names[file] = name
    return names


def _names(file: Path) -> Iterator[str]:
    """Names for a file's outputs, the best first, without end."""
    name, parent = file.name, file.absolute().parent
    yield name
    while parent.name:
        name, parent = f"{parent.name}__{name}", parent.parent
        yield name
    for number in count(2):
        yield f"{number}__{name}"


def _deliver(result: DocumentResult, name: str, out: Path | None, *, to_stdout: bool, by_line: bool) -> None:
    from docparse.output.json import to_json, to_json_line, write_json  # noqa: PLC0415

    if out is not None:
        write_json(result, out / f"{name}.json")
    elif to_stdout:
        # As bytes: JSON is UTF-8, whatever the terminal's own encoding.
        text = to_json_line(result) if by_line else to_json(result)
        typer.echo(text.encode(), nl=False)


def _print_table(result: DocumentResult, as_of: Any) -> None:
    import datetime as dt  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415

    from docparse.output.table import result_table  # noqa: PLC0415

    console = Console()
    console.print(result_table(result, as_of or dt.date.today()))
    console.print()


def _write_overlays(result: DocumentResult, pages: Any, name: str, out: Path) -> None:
    from docparse.output.overlay import write_overlay  # noqa: PLC0415

    for page in pages:
        suffix = f".page{page.index}" if len(pages) > 1 else ""
        write_overlay(page, result, out / f"{name}{suffix}{_OVERLAY}")
