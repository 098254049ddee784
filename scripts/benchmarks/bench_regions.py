"""Time the region models beside their networks alone, and compare them with ultralytics on the same weights.

usage: bench_regions.py [MODEL...] [--threads 2] [--runs 20] [--pages FOLDER]
                        [--reference PYTHON [--checkpoints FOLDER]]

MODEL is a registered name or an .onnx file; all registered models by default. Times are medians for one page,
in milliseconds: the whole call, ONNX Runtime's own session.run within it, and the rest as a share of that.
Each model is timed on what docparse hands it: `card` on a picture read down to 512 pixels, `id-fields` on a
card laid flat at 300 dpi, `plan` on an A4 sheet at 300 dpi. Beside that, all are timed on a small picture and
on an A4 sheet.

With --reference, another interpreter that has ultralytics runs the same weights on the same pages, and the
largest differences are printed: the checkpoint NAME.pt where --checkpoints has one, else the .onnx file by
ultralytics' own steps before and after the network. Without --pages, pages are drawn.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from measuring import rgb

from docparse.regions import Regions, SemanticMap
from docparse.regions.onnx import OnnxSegmenter
from docparse.regions.registry import known_models, locate

# (width, height): an A4 sheet at 300 dpi, a card (ISO/IEC 7810 ID-1) at 300 dpi, a photograph read down.
A4, ID_1, READ_DOWN, SMALL = (2480, 3508), (1012, 638), (512, 384), (600, 420)
HANDED = {"card": READ_DOWN, "id-fields": ID_1, "plan": A4}
LIMIT = 0.15
# Run by the other interpreter: what ultralytics makes of the pages, as .npz files.
REFERENCE = """
import sys, json, cv2, numpy as np
from ultralytics import YOLO
job = json.loads(sys.argv[1])
model = YOLO(job["checkpoint"], task=job["task"])
for number, path in enumerate(job["pages"]):
    result = model.predict(cv2.imread(path), imgsz=job["size"], conf=job["threshold"], iou=job["overlap"],
                           rect=True, verbose=False, device="cpu")[0]
    if result.semantic_mask is not None:
        kept = {"labels": result.semantic_mask.data.cpu().numpy()}
    else:
        kept = {"boxes": result.boxes.xyxy.cpu().numpy(), "scores": result.boxes.conf.cpu().numpy(),
                "classes": result.boxes.cls.cpu().numpy()}
        if result.masks is not None:
            kept["masks"] = result.masks.data.cpu().numpy().astype(np.uint8)
    np.savez_compressed(f"{job['out']}/{number}.npz", **kept)
"""


class Stopwatch:
    """A session that counts the seconds spent in it."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.seconds = 0.0

    def run(self, *arguments: Any) -> Any:
        """Run the session."""
        start = time.perf_counter()
        result = self._session.run(*arguments)
        self.seconds += time.perf_counter() - start
        return result


def drawn_page(width: int, height: int, seed: int = 0) -> Any:
    """White paper with rooms, bars and blocks of grey: neither empty nor noise."""
    rng = np.random.default_rng(seed)
    page = np.full((height, width, 3), 255, np.uint8)
    unit = max(width, height) // 60
    for _ in range(14):
        x0, y0 = (int(rng.integers(unit, side - 12 * unit)) for side in (width, height))
        x1, y1 = x0 + int(rng.integers(5, 12)) * unit, y0 + int(rng.integers(5, 12)) * unit
        cv2.rectangle(page, (x0, y0), (x1, y1), rng.integers(0, 90, 3).tolist(), max(unit // 3, 1))
    return page


def look(model: OnnxSegmenter, page: Any) -> Regions | SemanticMap:
    """One call, whatever the model's task."""
    return model.map(page) if model.task == "semantic" else model.find(page)


def measure(model: OnnxSegmenter, page: Any, runs: int) -> tuple[float, float, float]:
    """Medians of the whole call, the session and the rest, in milliseconds."""
    network = model._load()
    watch = Stopwatch(network.session)
    model._network = dataclasses.replace(network, session=watch)
    look(model, page)
    whole, inside = [], []
    for _ in range(runs):
        watch.seconds = 0.0
        start = time.perf_counter()
        look(model, page)
        whole.append(1000 * (time.perf_counter() - start))
        inside.append(1000 * watch.seconds)
    model._network = network
    rest = [a - b for a, b in zip(whole, inside, strict=True)]
    return statistics.median(whole), statistics.median(inside), statistics.median(rest)


def times(model: OnnxSegmenter, runs: int) -> bool:
    """Print the times; whether the overhead is within the limit on the pages that the model is handed."""
    good = True
    handed = HANDED.get(model.name)
    for width, height in sorted({SMALL, A4} | ({handed} if handed else set())):
        whole, session, rest = measure(model, drawn_page(width, height), runs)
        counts = handed in (None, (width, height))
        good &= rest <= LIMIT * session or not counts
        print(
            f"{model.version:22} {width:4} x {height:4}  {whole:7.1f} {session:7.1f}  {rest / session:6.1%}"
            f"{'' if counts else '  (not handed such pages)'}"
        )
    return good


def compare(model: OnnxSegmenter, checkpoint: Path, python: str, pages: list[Path]) -> None:
    """Print the largest differences to ultralytics on these pages."""
    info = model._load().info
    with tempfile.TemporaryDirectory() as folder:
        job = {
            "checkpoint": str(checkpoint), "task": model.task, "out": folder,
            "pages": [str(path) for path in pages], "size": info.size,
            "threshold": info.threshold, "overlap": info.overlap,
        }  # fmt: skip
        subprocess.run([python, "-c", REFERENCE, json.dumps(job)], check=True, stdout=subprocess.DEVNULL)
        theirs = [dict(np.load(Path(folder) / f"{number}.npz")) for number in range(len(pages))]
    ours = [look(model, rgb(path)) for path in pages]
    if model.task == "semantic":
        shares = [
            float(np.mean(one.labels == other["labels"]))
            for one, other in zip(ours, theirs, strict=True)
            if isinstance(one, SemanticMap)
        ]
        print(f"{model.version:22} same class: mean {np.mean(shares):.4%}, worst page {min(shares):.4%}")
        return
    box, score, lost, found = 0.0, 0.0, 0, 0
    for one, other in zip(ours, theirs, strict=True):
        if not isinstance(one, Regions):
            continue
        found += len(one)
        lost += abs(len(one) - len(other["boxes"]))
        for index in range(min(len(one), len(other["boxes"]))):
            apart = np.abs(other["boxes"] - one.boxes[index]).max(axis=1)
            apart += 1e6 * (other["classes"] != one.labels[index])
            nearest = int(apart.argmin())
            if apart[nearest] > 5:
                lost += 1
                continue
            box = max(box, float(apart[nearest]))
            score = max(score, abs(float(other["scores"][nearest] - one.scores[index])))
    print(f"{model.version:22} {found} finds: boxes {box:.4f} px, scores {score:.1e} apart, {lost} unlike")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("models", nargs="*", metavar="MODEL")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--reference", metavar="PYTHON")
    parser.add_argument("--checkpoints", type=Path)
    args = parser.parse_args()
    names = args.models or sorted(known_models())
    models = [OnnxSegmenter(locate(name), threads=args.threads) for name in names]
    if not models:
        raise SystemExit("no model is registered; name one")
    print(f"{'model':22} {'page':11}  {'whole':>7} {'session':>7}  {'rest':>6}")
    good = [times(model, args.runs) for model in models]
    if args.reference:
        with tempfile.TemporaryDirectory() as folder:
            pages = pictures(args.pages, Path(folder))
            for model in models:
                checkpoint = (args.checkpoints or Path()) / f"{model.name}.pt"
                weights = checkpoint if checkpoint.is_file() else model._load().info.path
                compare(model, weights, args.reference, pages)
    if not all(good):
        print(f"more than {LIMIT:.0%} beside the network")
        sys.exit(1)


def pictures(folder: Path | None, drawn: Path) -> list[Path]:
    """The pages to compare on: the folder's pictures, else drawn ones."""
    if folder is not None:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in (".jpg", ".png"))
    paths = []
    for number, (width, height) in enumerate(((600, 420), (420, 600), (800, 800), (1200, 850))):
        paths.append(drawn / f"{number}.png")
        cv2.imwrite(str(paths[-1]), drawn_page(width, height, number))
    return paths


if __name__ == "__main__":
    main()
