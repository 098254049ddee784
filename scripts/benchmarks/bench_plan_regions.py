"""How well a semantic model sees walls, floor, doors and windows on real plans.

usage: bench_plan_regions.py [--data DIR] [--model plan|FILE.onnx|FILE.pt] [--part test|train|both]
                             [--reader [--leaves]] [--limit N] [--scale S] [--threads N] [--save DIR]
                             [--json FILE] [--check] [-v]

``test``: 53 R3D plans, walls, floor, and doors and windows together. ``train``: the 114 plans with separate
door and window masks; no page is trained on, but settings and checkpoints are chosen here, so these figures
flatter a little. The protocol stands in ``plan_truth.py``. Beside the first part the 4 architects' plans,
which have no masks: their mapped floor (A4 at 300 dpi, 1:100) against the sum of the printed room areas,
indoor rooms and terraces together - small errors can cancel, so look at the pictures, too.

``--reader`` measures what the reader makes of the map: walls at the ink's faces, doors and windows between
jambs, as the opening model judges them. With ``--leaves`` passages that nothing shuts are left out, as they
are in the masks, where the reader takes them for such.

``--limit`` takes an evenly spread sample. ``--save`` writes pictures with the map laid over the page, worst
plans first. ``--scale`` is the size at which the model looks at R3D pages (1: the page's own). With
``--check`` the exit status is 1 when a figure is under its bar.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import plan_truth as truth
from measuring import data_folder, rgb

from docparse.blueprint.carriers import BARE
from docparse.blueprint.closeups import Lens
from docparse.blueprint.drawing import prepare
from docparse.blueprint.openings import find_gaps
from docparse.blueprint.passages import with_bareness
from docparse.blueprint.walls import find_walls
from docparse.geometry.quad import by_centres
from docparse.regions import Segmenter, SemanticMap, segmenter

BARS = {"test": {"wall_iou": 0.70}, "train": {"door_recall": 0.85, "window_recall": 0.80}}
SURFACES, OPENINGS = ("wall", "floor", "opening"), ("door", "window", "opening")
TINTS = {
    "floor": (190, 225, 255),
    "wall": (150, 0, 180),
    "door": (255, 60, 0),
    "window": (0, 170, 0),
    "stairs": (255, 200, 0),
    "title_block": (0, 160, 200),
    "north_arrow": (120, 120, 0),
    "scale_bar": (0, 90, 90),
}
# A pixel of an A4 page at 300 dpi drawn 1:100, in square metres.
PIXEL_M2 = (0.0254 / 300 * 100) ** 2


@dataclass
class Mapper:
    """A segmenter whose maps use the class numbers of ``plan_truth``; it keeps the maps and the time."""

    find: Callable[[npt.NDArray[np.uint8]], Any]
    seconds: list[float] = field(default_factory=list)

    def __call__(self, pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """(H, W) class numbers of (H, W, 3) RGB pixels."""
        start = time.perf_counter()
        found = self.find(pixels)
        self.seconds.append(time.perf_counter() - start)
        numbers = np.zeros(256, np.uint8)
        for own, name in enumerate(found.classes):
            numbers[own] = truth.CLASSES.index(name) if name in truth.CLASSES else 0
        return np.asarray(numbers[found.labels], np.uint8)


def as_read(model: Segmenter, pixels: npt.NDArray[np.uint8], *, leaves: bool) -> SemanticMap:
    """The map with the reader's walls and openings in place of the model's; passages, too, or doors alone."""
    drawing = prepare(pixels, model).buildings()
    walls = find_walls(drawing)
    classes = list(drawing.classes.classes)
    labels = drawing.classes.labels.copy()
    labels[drawing.classes.mask("wall", "door", "window")] = classes.index("floor")
    labels[walls.mask] = classes.index("wall")
    lens = Lens(drawing, walls)
    gaps = find_gaps(drawing, walls, lens).gaps
    for gap in with_bareness(gaps, lens) if leaves else gaps:
        if gap.bare is not None and gap.bare >= BARE:
            continue
        here, part = gap.patch(labels.shape)
        labels[here][part] = classes.index(gap.kind)
    size = pixels.shape[1], pixels.shape[0]
    on_page = cv2.warpPerspective(labels, by_centres(drawing.to_page), size, flags=cv2.INTER_NEAREST)
    return SemanticMap(tuple(classes), np.asarray(on_page, np.uint8))


def overlay(pixels: npt.NDArray[np.uint8], labels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The faded page beside the same with its classes in colour."""
    page = 0.65 * pixels + 0.35 * 255
    tinted = page.copy()
    for name, tint in TINTS.items():
        inside = labels == truth.CLASSES.index(name)
        tinted[inside] = 0.35 * tinted[inside] + 0.65 * np.array(tint)
    return np.hstack([pixels, tinted.astype(np.uint8)])


def measure_part(map_plan: Mapper, data: Path, part: str, limit: int, save: Path | None) -> truth.PlanScore:
    """Measure one part of R3D; the plans with the least walls right are saved first."""
    names = truth.opening_names(data) if part == "train" else truth.plan_names(data, part)
    score = truth.measure(map_plan, data, part, truth.spread(names, limit))
    if save is not None:
        worst = sorted(score.by_plan, key=lambda name: score.by_plan[name]["wall_iou"])[:24]
        for rank, name in enumerate(worst):
            plan = truth.load_plan(data, part, name)
            write(save / f"{part}_{rank:02d}_{name}.png", overlay(plan.pixels, map_plan(plan.pixels)))
    return score


def architects(map_plan: Mapper, data: Path, save: Path | None) -> dict[str, dict[str, float]]:
    """Mapped floor against the printed areas' sum on each architect's plan."""
    printed: dict[str, float] = {}
    folder = data / "plan" / "architect_a4"
    with (folder / "printed_room_areas.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            printed[row["image"]] = printed.get(row["image"], 0.0) + float(row["printed_m2"])
    out = {}
    for name, area in printed.items():
        pixels = rgb(folder / name)
        labels = map_plan(pixels)
        counts = np.bincount(labels.ravel(), minlength=len(truth.CLASSES))
        floor = int(counts[truth.CLASSES.index("floor")] + counts[truth.CLASSES.index("stairs")])
        doors, windows = (
            len(truth.components(labels == truth.CLASSES.index(kind), least=150).sizes)
            for kind in ("door", "window")
        )
        out[name] = {
            "printed_m2": area,
            "floor_m2": floor * PIXEL_M2,
            "doors": float(doors),
            "windows": float(windows),
        }
        if save is not None:
            write(save / f"architect_{name}", overlay(pixels, labels))
    return out


def write(path: Path, pixels: npt.NDArray[np.uint8]) -> None:
    """Write (H, W, 3) RGB pixels."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), pixels[..., ::-1])


def show(part: str, score: truth.PlanScore) -> None:
    """Print a part's figures as small tables."""
    figures, bars = score.figures(), BARS.get(part, {})
    print(f"R3D {part}: {len(score.by_plan)} plans")
    print("  surface    IoU    mean of plans")
    for name in SURFACES:
        bar = f"   bar {bars[f'{name}_iou']:.2f}" if f"{name}_iou" in bars else ""
        print(f"  {name:8} {figures[f'{name}_iou']:.3f}   {figures[f'{name}_iou_mean']:.3f}{bar}")
    print("  at IoU 0.3    number  recall  precision   by boxes: recall  precision")
    for name in OPENINGS:
        if f"{name}_recall" not in figures:
            continue
        bar = f"   bar {bars[f'{name}_recall']:.2f}" if f"{name}_recall" in bars else ""
        print(
            f"  {name:12} {figures[f'{name}_count']:7.0f}  {figures[f'{name}_recall']:.3f}   "
            f"{figures[f'{name}_precision']:.3f}                 {figures[f'{name}_box_recall']:.3f}   "
            f"{figures[f'{name}_box_precision']:.3f}{bar}"
        )


def show_worst(score: truth.PlanScore, count: int = 12) -> None:
    """Print the plans with the least walls right."""
    for name in sorted(score.by_plan, key=lambda name: score.by_plan[name]["wall_iou"])[:count]:
        row = score.by_plan[name]
        parts = (f"{key} {row[key]:.2f}" for key in row if key.endswith(("_iou", "_recall", "_precision")))
        print(f"    {name}: " + ", ".join(part for part in parts if "_box_" not in part))


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--model", default="plan")
    parser.add_argument("--part", choices=("test", "train", "both"), default="both")
    parser.add_argument("--reader", action="store_true")
    parser.add_argument("--leaves", action="store_true")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--scale", type=float)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()

    data, model = data_folder(args.data), segmenter(args.model, threads=args.threads)
    map_plan = Mapper(
        (lambda pixels: as_read(model, pixels, leaves=args.leaves))
        if args.reader
        else (lambda pixels: model.map(pixels, scale=args.scale))
    )
    print(f"model {model.version}" + (", as the reader reads it" if args.reader else ""))
    report: dict[str, Any] = {"model": model.version}
    under = []
    for part in ("test", "train") if args.part == "both" else (args.part,):
        score = measure_part(map_plan, data, part, args.limit, args.save)
        figures = score.figures()
        report[part] = {"figures": figures, "plans": score.by_plan}
        under += [f"{part} {key}" for key, bar in BARS[part].items() if figures[key] < bar]
        show(part, score)
        if args.v:
            show_worst(score)
    print(f"median {1000 * float(np.median(map_plan.seconds)):.0f} ms a plan")
    if args.part != "train":
        plain = Mapper(model.map)
        report["architects"] = architects(plain, data, args.save)
        print("architects' plans: printed m2, mapped floor m2, door and window components")
        for name, row in report["architects"].items():
            off = row["floor_m2"] / row["printed_m2"] - 1
            print(
                f"  {name:12} {row['printed_m2']:7.1f} {row['floor_m2']:7.1f} ({off:+.1%})"
                f"  {row['doors']:3.0f} {row['windows']:3.0f}"
            )
    if args.json:
        args.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    print("under the bar: " + ", ".join(under) if under else "all bars reached")
    return int(bool(under) and args.check)


if __name__ == "__main__":
    sys.exit(main())
