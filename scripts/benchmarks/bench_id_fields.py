"""How well field regions are found on the licence fronts: by the bare model, and by the finished reader.

usage: bench_id_fields.py [--data DIR] [--model id-fields|FILE.onnx|FILE.pt] [--threads N] [--threshold T]
                          [--reader] [--score score.py] [--work DIR] [--save SHEET.jpg] [--json FILE]
                          [--check] [-v]

25 of the 26 shared fronts have hand-drawn boxes of five classes: name, number, birth, sex, address. They
take the printed label in or leave it out as they please, and one name box may hold two lines that the model
marks one by one. So two rules are reported:

*IoU 0.5*: a find is right when it meets a box of its class with IoU >= 0.5, each box once (a second find on
it is false). *Lax* is the rule of score.py: IoU >= 0.5, or 80 % of the find inside the box; further finds
that satisfy it on the same box count neither way.

AP50 is the area under the precision-recall curve (precision made monotonous, all points). Recall and
precision are those of finds over ``--threshold``. Every figure is given for the pictures as they are and for
the pictures cut to the card's outline (``scenes/outlines.json``), which is what the reader's card finder
would give at best. ``--reader`` adds the finished reader's share of fields at their place, by score.py; with
``--check`` the exit status is 1 when that is under 90 %.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from measuring import ROOT, data_folder, rgb
from plan_truth import box_ious
from scenes.placing import Card, cards
from scoring import score

Boxes = npt.NDArray[np.float64]
CLASSES = ("name", "document_number", "date_of_birth", "sex", "address")
BAR = 0.90
IOU, INSIDE = 0.5, 0.8
FAINT = 0.001


@dataclass(frozen=True)
class Page:
    """One front and the five classes' boxes on it, drawn and found; (N, 4) x0 y0 x1 y1 px."""

    name: str
    pixels: npt.NDArray[np.uint8]
    drawn: dict[str, Boxes]
    found: dict[str, Boxes]
    scores: dict[str, npt.NDArray[np.float64]]


def drawn_boxes(path: Path, width: int, height: int) -> dict[str, Boxes]:
    """The hand-drawn boxes of a YOLO label file in px, by class."""
    rows = [[float(v) for v in line.split()] for line in path.read_text().splitlines() if line.strip()]
    table = np.array(rows).reshape(-1, 5)
    middle, half = table[:, 1:3] * (width, height), table[:, 3:5] * (width, height) / 2
    boxes = np.hstack([middle - half, middle + half])
    return {name: boxes[table[:, 0] == k] for k, name in enumerate(CLASSES)}


def satisfied(found: Boxes, drawn: Boxes, *, lax: bool) -> npt.NDArray[np.float64]:
    """(N, M) table: the IoU where a find is right for a drawn box, else 0."""
    ious = box_ious(found, drawn)
    good = ious >= IOU
    if lax:
        low = np.maximum(found[:, None, :2], drawn[None, :, :2])
        high = np.minimum(found[:, None, 2:], drawn[None, :, 2:])
        inter = np.prod(np.clip(high - low, 0, None), axis=2)
        size = np.prod(found[:, 2:] - found[:, :2], axis=1)[:, None]
        good |= (inter >= INSIDE * size) & (inter > 0)
    return np.asarray(np.where(good, np.maximum(ious, 1e-6), 0.0))


def verdicts(
    pages: Sequence[tuple[Boxes, npt.NDArray[np.float64], Boxes]], *, lax: bool
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64], int]:
    """Scores of all finds, best first, whether each is right (1), false (0) or passed over (-1); boxes drawn.

    Args:
        pages: finds, their scores and the drawn boxes of each page.
        lax: which rule.
    """
    scores, right, asked = [], [], 0
    for found, score_of, drawn in pages:
        asked += len(drawn)
        table, taken = satisfied(found, drawn, lax=lax), np.zeros(len(drawn), np.bool_)
        for k in np.argsort(-score_of, kind="stable"):
            open_boxes = np.where(taken, 0.0, table[k])
            scores.append(float(score_of[k]))
            if len(drawn) and open_boxes.max() > 0:
                taken[int(open_boxes.argmax())] = True
                right.append(1)
            else:
                right.append(-1 if lax and (table[k] > 0).any() else 0)
    order = np.argsort(-np.array(scores), kind="stable")
    return np.array(scores)[order], np.array(right, np.int64)[order], asked


def average_precision(right: npt.NDArray[np.int64], asked: int) -> float:
    """Area under the precision-recall curve of verdicts ordered by falling score."""
    counted = right[right >= 0]
    if not asked or not len(counted):
        return 0.0
    hits = np.cumsum(counted)
    precision = hits / np.arange(1, len(counted) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return float((best * counted).sum() / asked)


def class_figures(pages: Sequence[Page], name: str, threshold: float) -> dict[str, float]:
    """AP50, recall and precision of one class by both rules."""
    triples = [(page.found[name], page.scores[name], page.drawn[name]) for page in pages]
    out: dict[str, float] = {}
    for rule, lax in (("strict", False), ("lax", True)):
        scores, right, asked = verdicts(triples, lax=lax)
        kept = right[scores > threshold]
        hits, counted = int((kept == 1).sum()), int((kept >= 0).sum())
        out[f"{rule}_ap50"] = average_precision(right, asked)
        out[f"{rule}_recall"] = hits / max(1, asked)
        out[f"{rule}_precision"] = hits / counted if counted else 1.0
        out["drawn"] = float(asked)
    return out


def read_pages(find: Callable[[Any], Any], data: Path, *, cut: bool) -> list[Page]:
    """Run the model over the fronts, as they are or cut to the card."""
    pages = []
    for card in (card for card in cards(data) if card.source == "us_fronts"):
        label = card.path.parent / "boxes" / f"{card.path.stem}.txt"
        if not label.exists():
            continue
        pixels = rgb(card.path)
        drawn = drawn_boxes(label, pixels.shape[1], pixels.shape[0])
        if cut:
            pixels, drawn = cut_to_card(card, drawn)
        regions = find(pixels)
        chosen = {name: regions.of(name) for name in CLASSES}
        pages.append(
            Page(
                card.name,
                pixels,
                drawn,
                {name: np.asarray(part.boxes, np.float64).reshape(-1, 4) for name, part in chosen.items()},
                {name: np.asarray(part.scores, np.float64) for name, part in chosen.items()},
            )
        )
    return pages


def cut_to_card(card: Card, drawn: dict[str, Boxes]) -> tuple[npt.NDArray[np.uint8], dict[str, Boxes]]:
    """The card without its margins, and its boxes on it."""
    left, top = card.margins[:2]
    return card.pixels(), {name: boxes - (left, top, left, top) for name, boxes in drawn.items()}


def contact_sheet(pages: Sequence[Page], threshold: float, path: Path) -> None:
    """All fronts with drawn boxes in green and finds over the threshold in red."""
    tiles = []
    for page in pages:
        picture = np.ascontiguousarray(page.pixels[..., ::-1])
        scale = 440 / picture.shape[1]
        picture = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale), np.uint8)
        for boxes, tint in ((page.drawn, (0, 170, 0)), (page.found, (0, 0, 255))):
            for name, rows in boxes.items():
                keep = page.scores[name] > threshold if boxes is page.found else slice(None)
                for x0, y0, x1, y1 in np.rint(rows[keep] * scale).astype(int):
                    cv2.rectangle(picture, (int(x0), int(y0)), (int(x1), int(y1)), tint, 2)
                    if boxes is page.found:
                        cv2.putText(picture, name[:4], (int(x0), int(y0) - 2), 0, 0.4, tint, 1, cv2.LINE_AA)
        tile = np.full((340, 450, 3), 255, np.uint8)
        tile[: min(340, picture.shape[0]), :440] = picture[:340]
        tiles.append(tile)
    tiles += [np.full((340, 450, 3), 255, np.uint8)] * (-len(tiles) % 5)
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), np.vstack([np.hstack(tiles[k : k + 5]) for k in range(0, len(tiles), 5)]))


def measured(pages: Sequence[Page], threshold: float) -> dict[str, dict[str, float]]:
    """Figures of every class, and their mean."""
    out = {name: class_figures(pages, name, threshold) for name in CLASSES}
    out["mean"] = {key: float(np.mean([row[key] for row in out.values()])) for key in out["name"]}
    return out


def show(title: str, figures: dict[str, dict[str, float]]) -> None:
    """Print one table."""
    print(title)
    print("                   drawn   IoU 0.5:  AP50  recall  precision   lax:  AP50  recall  precision")
    for name, row in figures.items():
        rules = (
            "  ".join(f"{row[f'{rule}_{key}']:.3f}" for key in ("ap50", "recall", "precision"))
            for rule in ("strict", "lax")
        )
        print(f"  {name:16} {row['drawn']:5.0f}            " + "             ".join(rules))


def show_missed(pages: Sequence[Page], threshold: float) -> None:
    """Print the boxes that no find met, by the lax rule."""
    for page in pages:
        for name in CLASSES:
            keep = page.scores[name] > threshold
            table = satisfied(page.found[name][keep], page.drawn[name], lax=True)
            missed = int((~(table > 0).any(axis=0)).sum()) if len(page.drawn[name]) else 0
            if missed:
                print(f"    missed: {page.name} {name} ({missed})")


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--model", default="id-fields")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--threshold", type=float, default=0.25)
    parser.add_argument("--reader", action="store_true")
    parser.add_argument("--score", type=Path)
    parser.add_argument("--work", type=Path, default=ROOT / "runs" / "bench_id_fields")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()

    from docparse.regions import segmenter  # noqa: PLC0415 - --help stays light

    data, model = data_folder(args.data), segmenter(args.model, threads=args.threads)
    print(f"model {model.version}, recall and precision at {args.threshold}")
    report: dict[str, Any] = {"model": model.version, "threshold": args.threshold}
    for key, cut in (("as they are", False), ("cut to the card", True)):
        pages = read_pages(lambda pixels: model.find(pixels, threshold=FAINT), data, cut=cut)
        report[key] = measured(pages, args.threshold)
        show(f"fronts {key}", report[key])
        if args.v:
            show_missed(pages, args.threshold)
        if args.save and cut:
            contact_sheet(pages, args.threshold, args.save)
    rate = None
    if args.reader:
        folder = data / "id" / "us_fronts"
        script = args.score or data.parent / "score.py"
        read = score("us_fronts", script, folder, folder / "truth.json", args.work)
        rate = read.place_rate or 0.0
        report["reader"] = {"accuracy": read.figure, "place_rate": rate, "places": read.places}
        places = ", ".join(f"{name} {right}/{asked}" for name, (right, asked) in read.places.items())
        print(f"finished reader: {rate:.1%} of the fields at their place ({places}), bar {BAR:.0%}")
    if args.json:
        args.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return int(bool(args.check and rate is not None and rate < BAR))


if __name__ == "__main__":
    sys.exit(main())
