"""Time a plan against bare RapidOCR on the same page, and measure the memory that a large sheet needs.

usage: bench_plan_speed.py [--runs 3] [--no-sheet] [--plan FILE]

The page is a sample plan enlarged to A4 at 300 dpi. Both readers are kept warm in one process and take turns.
The sheet is A0 at 300 dpi, 9933 x 14043 pixels, covered with copies of the plan, read by a fresh process; its
peak memory is the system's own count.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
from measuring import ROOT, rgb, run_process
from plan_drawn import Pixels, tiled

A4, A0 = (3508, 2480), (14043, 9933)
# More pixels than docparse takes unasked.
SHEET = """
import sys
from docparse import Extractor
from docparse.pages import Limits
limits = Limits(max_pixels=200_000_000, max_seconds=600)
result = Extractor(limits=limits).extract(sys.argv[1], kind="plan", dpi=300)
rooms = sum(len(plan.rooms) for plan in result.floor_plans)
open(sys.argv[2], "w").write(f"{result.status}, {len(result.floor_plans)} plans, {rooms} rooms")
"""


def sheet_memory(plan: Pixels) -> None:
    """Print seconds and peak memory of reading an A0 sheet; run it while this process is small."""
    with tempfile.TemporaryDirectory() as folder:
        picture, told = Path(folder) / "a0.png", Path(folder) / "result.txt"
        # In a process of its own: a fork inherits what its parent holds, and the count starts there.
        made = (
            "import sys, cv2; sys.path.insert(0, sys.argv[1]); from plan_drawn import tiled\n"
            f"plan = cv2.imread(sys.argv[2]); sheet = tiled(plan, {A0}, 2 * {A4[0]} / plan.shape[1])\n"
            "cv2.imwrite(sys.argv[3], sheet)"
        )
        source = Path(folder) / "plan.png"
        cv2.imwrite(str(source), plan[..., ::-1])
        here = str(Path(__file__).parent)
        run_process([sys.executable, "-c", made, here, str(source), str(picture)])
        seconds, memory = run_process([sys.executable, "-c", SHEET, str(picture), str(told)])
        result = told.read_text(encoding="utf-8")
    print(f"A0 at 300 dpi ({A0[0]} x {A0[1]})  {seconds:6.1f} s {memory:6.0f} MB peak; {result}")


def side_by_side(page: Pixels, runs: int) -> None:
    """Print the ratio of the two and the time each takes."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - after the child processes

    from docparse import Extractor  # noqa: PLC0415

    logging.disable(logging.WARNING)
    bare, extractor = RapidOCR(), Extractor()
    calls: dict[str, Callable[[], object]] = {
        "bare RapidOCR": lambda: bare(page),
        "docparse": lambda: extractor.extract(page, kind="plan", dpi=300),
    }
    spent: dict[str, list[float]] = {name: [] for name in calls}
    for run in range(runs + 1):
        # Whoever is second finds the caches warm: take turns at it. The first round loads models.
        for name in sorted(calls, reverse=bool(run % 2)):
            start = time.perf_counter()
            calls[name]()
            if run:
                spent[name].append(time.perf_counter() - start)
    for name, seconds in spent.items():
        print(f"{name:14} {statistics.median(seconds):7.2f} s a page, A4 at 300 dpi")
    pairs = zip(spent["docparse"], spent["bare RapidOCR"], strict=True)
    ratios = [ours / theirs for ours, theirs in pairs]
    print(f"ratio          {statistics.median(ratios):7.2f} (runs {min(ratios):.2f} to {max(ratios):.2f})")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-sheet", action="store_true")
    parser.add_argument("--plan", type=Path, default=ROOT / "samples" / "plan" / "flat_metric.png")
    args = parser.parse_args()
    plan = rgb(args.plan)
    if not args.no_sheet:
        sheet_memory(plan)
    side_by_side(tiled(plan, A4, A4[0] / plan.shape[1]), args.runs)


if __name__ == "__main__":
    main()
