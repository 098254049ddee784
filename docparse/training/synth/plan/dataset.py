"""Writing a set of plan pages to disk, the same whatever the number of workers."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import cv2
import numpy as np
from numpy.typing import NDArray
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from docparse.errors import UsageError
from docparse.training.synth.fonts import font_files
from docparse.training.synth.plan.canvas import CLASSES, WALL
from docparse.training.synth.plan.habits import random_style
from docparse.training.synth.plan.layout import Layout
from docparse.training.synth.plan.page import PlanPage, render_page
from docparse.training.synth.plan.procedural import random_layout
from docparse.training.synth.plan.r2v import LayoutReadError, layout_files, read_layout
from docparse.training.synth.plan.style import Look

_CHUNK = 16
# How many storeys a page shows, and how often.
_STOREYS = {0: 0.03, 1: 0.77, 2: 0.15, 3: 0.05}
_JPEG_QUALITY = 95
# Share of the storeys that come from vector files, when there are any.
_FROM_FILES = 0.5


@dataclass(frozen=True)
class _Target:
    """What every worker must know.

    Attributes:
        out: Folder of the set.
        seed: Of the set.
        files: Vector layouts.
        size: Long side of the pages, pixels.
        held_back: Pages that go to ``val``.
        look: Family of habits, None for any.
        crop: Side of the window that is kept of a page, pixels; 0 for the whole page.
    """

    out: Path
    seed: int
    files: tuple[Path, ...]
    size: int
    held_back: int
    look: Look | None
    crop: int


def plan_page(
    seed: int, index: int, files: tuple[Path, ...], size: int, look: Look | None = None
) -> PlanPage:
    """Render page ``index`` of a set.

    Args:
        seed: Of the set.
        index: Of the page.
        files: Vector layouts to draw from; procedural layouts alone when there are none.
        size: Long side, pixels.
        look: Family of habits, None for any.

    Returns:
        The page.
    """
    rng = np.random.default_rng([seed, index])
    count = int(rng.choice(list(_STOREYS), p=list(_STOREYS.values())))
    layouts = [_layout(rng, files) for _ in range(count)]
    return render_page(rng, layouts, size, random_style(rng, look) if look else None)


def write_plan_dataset(
    out: Path,
    count: int,
    seed: int,
    layouts: Path | None = None,
    *,
    size: int = 640,
    jobs: int = 1,
    validation: float = 0.03,
    look: Look | None = None,
    crop: int = 0,
) -> None:
    """Write a data set for semantic segmentation: pictures, masks, and truth as JSON.

    Args:
        out: Folder; ``images``, ``masks`` and ``truth`` hold ``train`` and ``val``, beside ``data.yaml``.
        count: Pages.
        seed: Of everything.
        layouts: Folder of vector layouts, searched through; None draws on procedural ones alone.
        size: Long side of the pages, pixels.
        jobs: Worker processes.
        validation: Share of the pages that goes to ``val``: the first ones.
        look: Family of habits all pages are drawn by; None for any.
        crop: Keep of every page only a window of so many pixels, at a place where a wall is, and write no
            truth but the mask; 0 keeps whole pages.

    Raises:
        UsageError: ``usage.count`` for a count below 1, ``usage.look`` for a family of habits that is none,
            ``usage.layouts`` for a folder without layouts.
        EngineError: ``engine.fonts-missing``.
    """
    if count < 1 or jobs < 1 or size < 64:
        raise UsageError("usage.count", "count and jobs must be at least 1 and size at least 64")
    if look is not None and look not in get_args(Look):
        raise UsageError("usage.look", f"look must be one of {', '.join(get_args(Look))}, not {look!r}")
    files = tuple(layout_files(layouts)) if layouts is not None else ()
    if layouts is not None and not files:
        raise UsageError("usage.layouts", "the folder given holds no layouts (*.txt)")
    font_files("any")
    held_back = max(1, round(count * validation)) if count > 1 else 0
    for kind in ("images", "masks", "truth"):
        for part in ("train", "val"):
            (out / kind / part).mkdir(parents=True, exist_ok=True)
    _write_description(out)
    target = _Target(out, seed, files, size, held_back, look, crop)
    chunks = [range(start, min(start + _CHUNK, count)) for start in range(0, count, _CHUNK)]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("plans", total=count)
        if jobs == 1:
            for chunk in chunks:
                _write_pages(target, chunk)
                progress.advance(task, len(chunk))
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, mp_context=context, initializer=_one_thread) as pool:
            running = {pool.submit(_write_pages, target, chunk): len(chunk) for chunk in chunks}
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    future.result()
                    progress.advance(task, running.pop(future))


def _one_thread() -> None:
    cv2.setNumThreads(1)


def _write_description(out: Path) -> None:
    names = "".join(f"  {index}: {name}\n" for index, name in enumerate(CLASSES))
    text = f"path: {out.resolve()}\ntrain: images/train\nval: images/val\nmasks_dir: masks\nnames:\n{names}"
    (out / "data.yaml").write_text(text, encoding="utf-8")


def _write_pages(target: _Target, indices: range) -> None:
    for index in indices:
        page = plan_page(target.seed, index, target.files, target.size, target.look)
        part, stem = ("val" if index < target.held_back else "train"), f"{index:06d}"
        image, mask = page.image, page.mask
        if target.crop:
            here = _window(mask, target.crop, np.random.default_rng([target.seed, index, target.crop]))
            image, mask = image[here], mask[here]
        picture = cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
        quality = [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY]
        cv2.imwrite(str(target.out / "images" / part / f"{stem}.jpg"), picture, quality)
        cv2.imwrite(str(target.out / "masks" / part / f"{stem}.png"), mask)
        if target.crop:
            continue
        text = json.dumps(page.truth, ensure_ascii=False)
        (target.out / "truth" / part / f"{stem}.json").write_text(text, encoding="utf-8")


def _window(mask: NDArray[np.uint8], side: int, rng: np.random.Generator) -> tuple[slice, slice]:
    """Rows and columns of a window about some wall, or about the middle of a page without any."""
    walls = np.argwhere(mask == WALL)
    about = walls[int(rng.integers(len(walls)))] if len(walls) else np.array(mask.shape) // 2
    first = np.clip(
        about - rng.integers(side // 6, side - side // 6, 2), 0, np.maximum(np.array(mask.shape) - side, 0)
    )
    return slice(int(first[0]), int(first[0]) + side), slice(int(first[1]), int(first[1]) + side)


def _layout(rng: np.random.Generator, files: tuple[Path, ...]) -> Layout:
    """A layout from the files or from scratch; files that cannot be read are passed over."""
    while files and rng.random() < _FROM_FILES:
        try:
            return read_layout(files[int(rng.integers(len(files)))], rng)
        except LayoutReadError:
            continue
    return random_layout(rng)
