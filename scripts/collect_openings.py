"""Collect close-ups of gaps from rendered plans, for ``train_openings.py`` to learn from.

usage: collect_openings.py PAGES OUT [--part train|val] [--first N] [--limit N] [--hard] [--only rows|askew]

PAGES is a set made by ``docparse synth plan``. Every page goes through the reader's own first steps (region
model, walls, gaps), so that the close-ups have the faults that real ones have. A gap's target is how well it
agrees with a door or window of the page's truth. One ``.npz`` for each page is written; pages that have one
already are left out, so that a run that was cut goes on. With ``--hard`` the gaps that are no opening are
those that the model at hand finds likeliest, not any. With ``--only rows`` pages are read on which doors of
one wall stand side by side, as those of wardrobes do; with ``--only askew`` those that have doors askew to
most others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from shapely import STRtree, affinity
from shapely.geometry import Polygon

from docparse.blueprint.closeups import Lens
from docparse.blueprint.drawing import PLAN_MODEL, Drawing, prepare
from docparse.blueprint.leaves import find_leaves
from docparse.blueprint.openings import judged, possible_gaps
from docparse.blueprint.walls import find_walls
from docparse.regions import Segmenter, segmenter

# What a gap may agree with; passages that nothing shuts are doors, too.
KINDS = ("door", "window", "bare")
# Of a page's gaps that are no opening, so many are kept that meet one, and so many others.
NEAR, FAR = 45, 55
_MEETS, _ABOUT = 0.02, 0.3
# Doors of a row are about as wide as each other, and no further apart than this share of their width.
_AS_WIDE, _APART = 0.1, 0.3
# Radians.
_ASKEW = 0.3


def main() -> int:
    """Collect; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", default="train")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--limit", type=int, default=1_000_000)
    parser.add_argument("--hard", action="store_true")
    parser.add_argument("--only", choices=("rows", "askew"))
    args = parser.parse_args()
    cv2.setNumThreads(1)
    model = segmenter(PLAN_MODEL, threads=1)
    args.out.mkdir(parents=True, exist_ok=True)
    truths = sorted((args.pages / "truth" / args.part).glob("*.json"))[args.first :][: args.limit]
    if args.only:
        has = has_rows if args.only == "rows" else has_askew
        truths = [path for path in truths if has(json.loads(path.read_text(encoding="utf-8")))]
    for number, truth in enumerate(truths):
        path = args.out / f"{args.part}_{truth.stem}.npz"
        if not path.exists():
            close_ups, targets = of_page(args.pages, args.part, truth.stem, model, hard=args.hard)
            np.savez_compressed(path, close_ups=close_ups, targets=targets)
        if number % 50 == 0:
            print(f"{number} of {len(truths)} pages", flush=True)
    return 0


def has_rows(truth: dict[str, Any]) -> bool:
    """Whether doors of a page stand side by side along one line."""
    for doors in _doors(truth):
        centres, widths = [door.mean(axis=0) for door in doors], [_longest(door) for door in doors]
        for (a, one), (b, other) in combinations(zip(centres, widths, strict=True), 2):
            width = np.linalg.norm(one)
            alike = min(np.linalg.norm(one - other), np.linalg.norm(one + other)) < _AS_WIDE * width
            off = b - a - np.sign((b - a) @ one) * one
            if alike and np.linalg.norm(off) < _APART * width:
                return True
    return False


def has_askew(truth: dict[str, Any]) -> bool:
    """Whether a few doors of a plan run askew to most."""
    for doors in _doors(truth):
        turns = np.array([np.arctan2(*_longest(door)) for door in doors])
        # Directions a quarter turn apart are one.
        off = np.abs(np.angle(np.exp(4j * (turns[:, None] - turns)))) / 4
        shares = (off > _ASKEW).mean(axis=1)
        if ((shares > 0.5) & (shares < 1)).any():
            return True
    return False


def _doors(truth: dict[str, Any]) -> Iterator[list[npt.NDArray[np.float64]]]:
    """(N, 2) corners of the doors of each plan."""
    for plan in truth["plans"]:
        yield [np.array(one["polygon_px"]) for one in plan["openings"] if one["class"] == "door"]


def _longest(polygon: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """(2,) the longest side of an (N, 2) polygon."""
    sides = np.roll(polygon, -1, axis=0) - polygon
    longest: npt.NDArray[np.float64] = sides[np.linalg.norm(sides, axis=1).argmax()]
    return longest


def of_page(
    pages: Path, part: str, name: str, model: Segmenter, *, hard: bool
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """(N, 5, 64, 64) close-ups of a page's gaps, and (N, 3) their agreement with one of each kind."""
    picture = next((pages / "images" / part).glob(f"{name}.*"))
    pixels = cv2.cvtColor(cv2.imread(str(picture), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    drawing = prepare(np.asarray(pixels, np.uint8), model).buildings()
    walls = find_walls(drawing)
    gaps, _ = possible_gaps(drawing, walls, find_leaves(walls))
    truth = json.loads((pages / "truth" / part / f"{name}.json").read_text(encoding="utf-8"))
    targets = agreement([Polygon(gap) for gap in gaps], openings_of(truth, drawing))
    close_ups = Lens(drawing, walls).close_ups(gaps)
    rng = np.random.default_rng(int("".join(filter(str.isdigit, name)) or 0))
    order = np.argsort(-judged(close_ups).max(axis=1)) if hard else rng.permutation(len(gaps))
    chosen = choose(targets, order)
    return close_ups[chosen], targets[chosen]


def openings_of(truth: dict[str, object], drawing: Drawing) -> dict[str, list[Polygon]]:
    """The page's doors, windows and bare passages on the drawing."""
    (a, b, x), (d, e, y), _ = np.linalg.inv(drawing.to_page).tolist()
    found: dict[str, list[Polygon]] = {kind: [] for kind in KINDS}
    for plan in truth["plans"]:  # type: ignore[attr-defined]
        for opening in plan["openings"]:
            for kind in {opening["class"], opening["kind"]} & found.keys():
                shape = affinity.affine_transform(Polygon(opening["polygon_px"]), [a, b, d, e, x, y])
                found[kind].append(shape.buffer(0))
    return found


def agreement(gaps: list[Polygon], openings: dict[str, list[Polygon]]) -> npt.NDArray[np.float32]:
    """(N, 3) intersection over union of each gap and that of each kind which it agrees with best."""
    table = np.zeros((len(gaps), len(KINDS)), np.float32)
    for column, kind in enumerate(KINDS):
        if not openings[kind]:
            continue
        tree = STRtree(openings[kind])
        for row, gap in enumerate(gaps):
            for index in tree.query(gap):
                other = openings[kind][index]
                both = gap.intersection(other).area
                share = both / max(gap.area + other.area - both, 1e-6)
                table[row, column] = max(table[row, column], share)
    return table


def choose(targets: npt.NDArray[np.float32], order: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Every gap that is about an opening; of those that only meet one and of the others an order's first."""
    best = targets.max(axis=1, initial=0.0)[order]
    near, far = (best > _MEETS) & (best < _ABOUT), best <= _MEETS
    parts = [order[best >= _ABOUT], order[near][:NEAR], order[far][:FAR]]
    return np.sort(np.concatenate(parts))


if __name__ == "__main__":
    sys.exit(main())
