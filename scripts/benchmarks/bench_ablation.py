"""What the region models do for reading ID documents: accuracy with and without them, flat and photographed.

usage: bench_ablation.py [--data DIR] [--score score.py] [--each N] [--seed S] [--work DIR] [--workers N]
                         [--only flat|photographed] [--json FILE] [--check]

The shared fronts and travel documents are read flat, as they are, and photographed on tables (see
``bench_card.py``; pictures in ``--work`` are shared with it), each with docparse as it is and with
``--no-regions``. Fronts: mean field accuracy of score.py, cards with all five key fields right, fields at
their place (flat only, where boxes are drawn). Travel documents: number, birth and expiry exact. Pictures
left out of the photographs are left out of the flat travel documents, too. With ``--check`` the exit status
is 1 when regions make any flat figure worse or photographed fronts stay more than 5 points under flat ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench_card import BARS, photographs
from measuring import ROOT, data_folder
from scenes.placing import cards
from scoring import Scored, score

WITHOUT = ("--no-regions",)


@dataclass(frozen=True)
class Set:
    """Pictures, flat or photographed, and how score.py is asked about them."""

    name: str
    form: str
    pictures: Path
    truth: Path


def travel_truth(data: Path, work: Path, photos: dict[str, dict[str, Any]]) -> tuple[Path, Path]:
    """Truth files for the travel documents that can be photographed: flat, and photographed."""
    rows = json.loads((data / "id" / "mrz_images" / "truth.json").read_text(encoding="utf-8"))
    known = {card.name for card in cards(data) if card.source == "mrz_images"}
    by_name = {row["image"]: row for row in rows if row["image"] in known}
    shown = [{**by_name[p["card"]], "image": name} for name, p in photos.items() if p["card"] in by_name]
    paths = work / "mrz_flat.json", work / "mrz_photos.json"
    for path, truth in zip(paths, (list(by_name.values()), shown), strict=True):
        path.write_text(json.dumps(truth), encoding="utf-8")
    return paths


def sets(data: Path, work: Path, photos: dict[str, dict[str, Any]], only: str | None) -> list[Set]:
    """The sets to read."""
    fronts, travel = data / "id" / "us_fronts", data / "id" / "mrz_images"
    flat, shown = travel_truth(data, work, photos)
    every = [
        Set("us_fronts", "flat", fronts, fronts / "truth.json"),
        Set("us_fronts", "photographed", work / "photos", fronts / "truth.json"),
        Set("mrz", "flat", travel, flat),
        Set("mrz", "photographed", work / "photos", shown),
    ]
    return [one for one in every if only in (None, one.form)]


def row(one: Set, label: str, read: Scored) -> dict[str, Any]:
    """One row of the table."""
    five = read.counts.get("five keys all right")
    return {
        "set": one.name,
        "form": one.form,
        "regions": label,
        "accuracy": read.figure,
        "five_keys": five[0] / five[1] if five else None,
        "place_rate": read.place_rate,
        "seconds": read.seconds,
    }


def share(value: float | None) -> str:
    """Three digits, or a dash."""
    return "–" if value is None else f"{value:.3f}"


def show(rows: list[dict[str, Any]]) -> None:
    """Print the rows as a Markdown table."""
    print("| set | pictures | regions | accuracy | five keys | at their place | s a file |")
    print("|---|---|---|---|---|---|---|")
    for r in rows:
        print(
            f"| {r['set']} | {r['form']} | {r['regions']} | {share(r['accuracy'])} | {share(r['five_keys'])} "
            f"| {share(r['place_rate'])} | {r['seconds']:.2f} |"
        )


def failures(rows: list[dict[str, Any]]) -> list[str]:
    """What regions made worse, and photographs that are read too badly."""
    figure = {(r["set"], r["form"], r["regions"]): r["accuracy"] for r in rows}
    out = []
    for name in ("us_fronts", "mrz"):
        with_, without = (figure.get((name, "flat", label)) for label in ("with", "without"))
        if with_ is not None and without is not None and with_ < without:
            out.append(f"{name}: regions make flat pictures worse")
    flat, shown = (figure.get(("us_fronts", form, "with")) for form in ("flat", "photographed"))
    if flat is not None and shown is not None and shown < flat - BARS["fall"]:
        out.append("us_fronts: photographs more than 5 points under flat pictures")
    return out


def main() -> int:
    """Read everything twice and print; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--score", type=Path)
    parser.add_argument("--each", type=int, default=4, help="photographs of each document")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--long-side", type=int, default=1600)
    parser.add_argument("--work", type=Path, default=ROOT / "runs" / "bench_card")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", choices=("flat", "photographed"))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    data = data_folder(args.data)
    script = args.score or data.parent / "score.py"
    photos, _ = photographs(args, data)
    rows = []
    for one in sets(data, args.work, photos, args.only):
        for label, options in (("with", ()), ("without", WITHOUT)):
            out = args.work / f"ablation_{one.name}_{one.form}_{label}"
            read = score(one.name, script, one.pictures, one.truth, out, options)
            rows.append(row(one, label, read))
    show(rows)
    worse = failures(rows)
    if args.json:
        args.json.write_text(json.dumps({"rows": rows, "failures": worse}, indent=1), encoding="utf-8")
    print("; ".join(worse) if worse else "regions make nothing flat worse")
    return int(bool(worse) and args.check)


if __name__ == "__main__":
    sys.exit(main())
