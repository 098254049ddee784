"""Architects' vector sheets: printed sizes against what is read.

usage: bench_plan_pdf.py [--data DIR] [--dpi 300] [--only farmhouse|hospital|kegonsa] [--overlays DIR]
                         [--json FILE] [--check]

*Farmhouse*: 32' x 16' is printed, between the outer faces of the frame, which are drawn as fine lines within
the walls; the outer faces of the walls are drawn two inches farther out. The outline, which is of the walls
(ANSI Z765), must be the latter within 0.5 %; how far it is from what is printed is told beside.
*Hospital*: nine areas are printed in square feet; each stands in a region that is read, areas of one region
are added, and every region must be within 5 %.
*Kegonsa*: two sheets without printed areas: rooms found and those of their printed names that stand in one.

With ``--check`` the exit status is 1 when the first two are missed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from measuring import data_folder, plain
from plan_reading import (
    Match,
    Truth,
    asked,
    match_rooms,
    mean_error,
    save_figures,
    show_matches,
    tell_scale,
    within,
)
from shapely.geometry import Point, Polygon

from docparse import Extractor
from docparse.output.overlay import write_overlay
from docparse.pages import Page
from docparse.records import DocumentResult

FOOT, SQUARE_FOOT = 0.3048, 0.3048**2
FARMHOUSE_FRAME = (32 * FOOT, 16 * FOOT)
# From the file's own lines: sheathing and siding are two inches thick.
FARMHOUSE = (32 * FOOT + FOOT / 3, 16 * FOOT + FOOT / 3)
FARMHOUSE_TOLERANCE, HOSPITAL_TOLERANCE = 0.005, 0.05
NAMES = {
    "Lake_Kegonsa_A-101.pdf": ("KITCHEN", "LAKE PATIO", "LIVING ROOM", "BASEMENT", "KITCHEN - PANTRY"),
    "Lake_Kegonsa_A-102.pdf": (
        "BATH - MASTER", "BEDROOM - EAST", "BEDROOM - WEST", "BATH - UPSTAIRS", "UPSTAIRS FOYER", "MASTER",
        "CLOSET - WALK-IN", "DEN STORAGE", "DEN",
    ),
}  # fmt: skip

Reader = Callable[[str], tuple[DocumentResult, tuple[Page, ...]]]


def farmhouse(read: Reader) -> dict[str, Any]:
    """Width and depth of the house over all, metres."""
    result, _ = read("american_farmhouse_first_floor.pdf")
    tell(result)
    best: dict[str, Any] = {"sides_m": None, "off": None, "reached": False}
    for plan in result.floor_plans:
        if plan.scale.metres_per_pixel is None or not plan.outline_px:
            continue
        main = max((Polygon(ring) for ring in plan.outline_px if len(ring) > 2), key=lambda ring: ring.area)
        _, sides, _ = cv2.minAreaRect(np.array(main.exterior.coords, np.float32))
        wide, deep = sorted((side * plan.scale.metres_per_pixel for side in sides), reverse=True)
        off = max(abs(wide / FARMHOUSE[0] - 1), abs(deep / FARMHOUSE[1] - 1))
        frame = max(abs(wide / FARMHOUSE_FRAME[0] - 1), abs(deep / FARMHOUSE_FRAME[1] - 1))
        drawn = " x ".join(f"{side:.3f}" for side in FARMHOUSE)
        print(
            f"    outside {wide:.3f} x {deep:.3f} m, drawn {drawn}: off {off:.2%}; from the frame {frame:.2%}"
        )
        if best["off"] is None or off < best["off"]:
            reached = off <= FARMHOUSE_TOLERANCE
            best = {"sides_m": [wide, deep], "off": off, "off_frame": frame, "reached": reached}
    return best


def hospital(read: Reader) -> dict[str, Any]:
    """Printed areas, each where it stands, against the regions they stand in."""
    result, pages = read("sample-finish-plan.pdf")
    tell(result, rooms=False)
    matches: list[Match] = []
    for page in pages:
        truths = []
        for run in page.text_layer:
            printed = re.fullmatch(r"([\d,]+)\s*SF", run.text.strip())
            if printed:
                area = float(printed[1].replace(",", "")) * SQUARE_FOOT
                truths.append(Truth(run.text, area, Point(*run.polygon_px.mean(axis=0))))
        matches += match_rooms(truths, result.floor_plans, page.index)
    show_matches(matches)
    good = within(matches, HOSPITAL_TOLERANCE)
    print(f"    {good} of {asked(matches)} printed areas within {HOSPITAL_TOLERANCE:.0%}")
    return {
        "within": good,
        "printed": asked(matches),
        "mean_error": mean_error(matches),
        "reached": good == 9,
    }


def kegonsa(read: Reader) -> dict[str, Any]:
    """Names that are found in a room."""
    figures: dict[str, Any] = {}
    for file, names in NAMES.items():
        result, _ = read(file)
        tell(result)
        rooms = [room for plan in result.floor_plans for room in plan.rooms]
        have = {plain(label) for room in rooms for label in (*room.labels, room.name or "")}
        missing = [name for name in names if plain(name) not in have]
        print(
            f"    {len(names) - len(missing)} of {len(names)} names; missing: {', '.join(missing) or 'none'}"
        )
        figures[file] = {"rooms": len(rooms), "named": len(names) - len(missing), "names": len(names)}
    return figures


def tell(result: DocumentResult, *, rooms: bool = True) -> None:
    """Print what was read of a sheet."""
    codes = ", ".join(item.code for item in (*result.errors, *result.warnings)) or "no codes"
    seconds = result.timings_ms["total"] / 1000
    print(f"  {result.status}, {len(result.floor_plans)} plans, {seconds:.1f} s, {codes}")
    for plan in result.floor_plans:
        title = plan.title or plan.level or "no title"
        print(f"    page {plan.page + 1}, {title}: {tell_scale(plan)}; {len(plan.rooms)} rooms")
        for room in plan.rooms if rooms else ():
            area = "no area" if room.area_m2 is None else f"{room.area_m2:7.2f} m2"
            print(f"      {room.id:5} {area}  {room.type:9} {' | '.join(room.labels) or '-'}")


SETS: dict[str, Callable[[Reader], dict[str, Any]]] = {
    "farmhouse": farmhouse,
    "hospital": hospital,
    "kegonsa": kegonsa,
}


def main() -> None:
    """Read the sheets and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--dpi", type=float, default=300)
    parser.add_argument("--only", choices=tuple(SETS))
    parser.add_argument("--overlays", type=Path, help="write a picture of every page there")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    folder, extractor = data_folder(args.data) / "plan" / "pdf", Extractor()

    def read(name: str) -> tuple[DocumentResult, tuple[Page, ...]]:
        result, pages = extractor.extract_with_pages(folder / name, kind="plan", dpi=args.dpi)
        for page in pages if args.overlays else ():
            write_overlay(page, result, args.overlays / f"{name}.{page.index + 1}.overlay.jpg")
        return result, pages

    figures = {}
    for name in [args.only] if args.only else list(SETS):
        print(name)
        figures[name] = SETS[name](read)
    save_figures(args.json, figures)
    missed = [name for name, figure in figures.items() if figure.get("reached") is False]
    print("missed: " + ", ".join(missed) if missed else "all that must be shown is shown")
    sys.exit(1 if missed and args.check else 0)


if __name__ == "__main__":
    main()
