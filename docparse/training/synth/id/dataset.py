"""Writing sets of documents (fields) and scenes (cards) in YOLO form, the same for any number of workers."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Literal, get_args

import cv2
import numpy as np
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from docparse.errors import UsageError
from docparse.training.synth.fonts import FontKind, font_files
from docparse.training.synth.id.carriers import DOCUMENT_KINDS, FIELD_CLASSES, Document, Pixels, Polygon
from docparse.training.synth.id.document import random_document
from docparse.training.synth.id.flaws import scanned

Task = Literal["fields", "card"]

_CHUNK = 16
_JPEG_QUALITY = 92
_SMALLEST = 3.0  # pixels; a box thinner than this teaches nothing
_LEAST_INSIDE = 0.6  # share of a region that has to be in the picture


def field_document(seed: int, index: int) -> Document:
    """Document ``index`` of the field set of a seed, as scanned.

    Args:
        seed: Of the set.
        index: Of the document.

    Returns:
        The document with its flaws; 448 to 640 pixels on its long side.
    """
    rng = np.random.default_rng([seed, index])
    return scanned(rng, random_document(rng))


def write_id_dataset(
    out: Path, count: int, seed: int, task: Task, jobs: int = 1, *, validation: float = 0.05
) -> None:
    """Write a training set: pictures, labels, and truth as JSON.

    Args:
        out: Folder; ``images``, ``labels`` and ``truth`` hold ``train`` and ``val``, beside ``data.yaml``.
        count: Pictures.
        seed: Of everything.
        task: ``fields``: rectified documents with a box round each value; ``card``: scenes with an outline
            round each document.
        jobs: Worker processes.
        validation: Share of the pictures that goes to ``val``: the first ones.

    Raises:
        UsageError: ``usage.count`` for a count or jobs below 1, ``usage.task`` for another task.
        EngineError: ``engine.fonts-missing``.
    """
    if task not in get_args(Task):
        raise UsageError("usage.task", "the task is 'fields' or 'card'")
    if count < 1 or jobs < 1:
        raise UsageError("usage.count", "count and jobs must be at least 1")
    kinds: tuple[FontKind, ...] = ("sans", "serif", "mono", "script", "ocrb")
    for kind in kinds:
        font_files(kind)
    held_back = max(1, round(count * validation)) if count > 1 else 0
    for what in ("images", "labels", "truth"):
        for part in ("train", "val"):
            (out / what / part).mkdir(parents=True, exist_ok=True)
    names = FIELD_CLASSES if task == "fields" else DOCUMENT_KINDS
    listed = "".join(f"  {index}: {name}\n" for index, name in enumerate(names))
    description = f"path: {out.resolve()}\ntrain: images/train\nval: images/val\nnames:\n{listed}"
    (out / "data.yaml").write_text(description, encoding="utf-8")
    chunks = [range(start, min(start + _CHUNK, count)) for start in range(0, count, _CHUNK)]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        bar = progress.add_task(task, total=count)
        if jobs == 1:
            for chunk in chunks:
                _write_chunk(out, chunk, seed, task, held_back)
                progress.advance(bar, len(chunk))
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(jobs, mp_context=context, initializer=_one_thread) as pool:
            running: dict[Future[None], int] = {
                pool.submit(_write_chunk, out, chunk, seed, task, held_back): len(chunk) for chunk in chunks
            }
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    future.result()
                    progress.advance(bar, running.pop(future))


def _one_thread() -> None:
    cv2.setNumThreads(1)


def _write_chunk(out: Path, indices: range, seed: int, task: Task, held_back: int) -> None:
    for index in indices:
        part, stem = ("val" if index < held_back else "train"), f"{index:06d}"
        image, labels, truth = (_fields if task == "fields" else _card)(seed, index)
        picture = cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
        quality = [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY]
        cv2.imwrite(str(out / "images" / part / f"{stem}.jpg"), picture, quality)
        lines = "".join(f"{line}\n" for line in labels)
        (out / "labels" / part / f"{stem}.txt").write_text(lines, encoding="utf-8")
        text = json.dumps(truth, ensure_ascii=False)
        (out / "truth" / part / f"{stem}.json").write_text(text, encoding="utf-8")


_Sample = tuple[Pixels, list[str], dict[str, object]]


def _fields(seed: int, index: int) -> _Sample:
    document = field_document(seed, index)
    height, width = document.image.shape[:2]
    truth: dict[str, object] = {
        "kind": document.kind,
        "values": document.values,
        "regions": [
            {"label": region.label, "polygon_px": np.round(region.polygon, 2).tolist(), "text": region.text}
            for region in document.regions
        ],
    }
    return document.image, list(_box_lines(document, width, height)), truth


def _box_lines(document: Document, width: int, height: int) -> Iterator[str]:
    for region in document.regions:
        low, high = region.polygon.min(axis=0), region.polygon.max(axis=0)
        inner_low = np.clip(low, 0, (width, height))
        inner_high = np.clip(high, 0, (width, height))
        size = inner_high - inner_low
        if size.min() < _SMALLEST or size.prod() < _LEAST_INSIDE * (high - low).prod():
            continue
        x, y = (inner_low + inner_high) / 2 / (width, height)
        w, h = size / (width, height)
        yield f"{FIELD_CLASSES.index(region.label)} {x:.6f} {y:.6f} {w:.6f} {h:.6f}"


def _card(seed: int, index: int) -> _Sample:
    from docparse.training.synth.id.scene import random_scene  # noqa: PLC0415 - scenes cost their textures

    scene = random_scene(np.random.default_rng([seed, index]))
    height, width = scene.image.shape[:2]
    labels, truth = [], []
    for document in scene.documents:
        kind = DOCUMENT_KINDS.index(document.kind)
        labels.append(f"{kind} {_outline(document.visible, width, height)}")
        corners = np.round(document.corners, 2).tolist()
        truth.append(
            {
                "kind": document.kind,
                "corners_px": corners,
                "visible_px": np.round(document.visible, 2).tolist(),
            }
        )
    return scene.image, labels, {"documents": truth}


def _outline(polygon: Polygon, width: int, height: int) -> str:
    """A polygon as YOLO writes it: x y x y … in shares of the picture."""
    shares = np.clip(polygon / (width, height), 0, 1)
    return " ".join(f"{value:.6f}" for value in shares.ravel())
