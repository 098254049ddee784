"""Read plans that tell no scale, close no room, or are no plans; print status, codes, rooms and seconds.

usage: bench_plan_hostile.py [--seconds 30] [--folder DIR] [--only NAME]

Every input is drawn here. Ends with 1 when one raised, took longer than ``--seconds``, or came out
otherwise than a reader should: a plan without a scale is ``partial`` with ``plan.no_scale`` and rooms without
areas, or, where the width of its doors hints at one, warned of; a page that is no plan ``failed``; a room
more or less than drawn is told, too.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from measuring import ROOT, rgb
from plan_drawn import Grid, Pixels, draw_grid, text_page

from docparse import Extractor
from docparse.records import DocumentResult

PX_PER_M = 60
GIVEN = f"{PX_PER_M} px/m"


@dataclass(frozen=True)
class Case:
    """An input and what should come of it.

    Attributes:
        draw: Makes the page.
        status: Statuses that are right.
        codes: Codes of which one must be among the errors and warnings; empty where none need be.
        rooms: How many rooms there are; None where any number is right.
        scale: What the caller says.
    """

    draw: Callable[[], Pixels]
    status: tuple[str, ...]
    codes: tuple[str, ...] = ()
    rooms: int | None = None
    scale: str | None = None


def _crossed() -> Pixels:
    """A few thick lines that close nothing."""
    page = np.full((1000, 1400, 3), 255, np.uint8)
    for start, end in (((200, 200), (1200, 200)), ((200, 200), (200, 800)), ((600, 400), (600, 800))):
        cv2.line(page, start, end, (0, 0, 0), 14)
    return page


NOTHING = ("kind.nothing_found", "kind.unknown")
CASES: dict[str, Case] = {
    "no_scale": Case(lambda: draw_grid(Grid(), openings=False), ("partial",), ("plan.no_scale",), 6),
    "no_scale_but_names": Case(
        lambda: draw_grid(Grid(), openings=False, names=True), ("partial",), ("plan.no_scale",), 6
    ),
    "no_scale_but_doors": Case(
        lambda: draw_grid(Grid(), names=True), ("ok", "partial"), ("plan.no_scale", "plan.scale_uncertain"), 6
    ),
    "no_closed_room": Case(_crossed, ("failed", "partial"), (*NOTHING, "plan.no_rooms", "plan.no_scale")),
    "walls_begun": Case(
        lambda: draw_grid(Grid(), begun=True),
        ("failed", "partial"),
        (*NOTHING, "plan.no_rooms", "plan.no_scale"),
    ),
    "page_of_text": Case(text_page, ("failed",), NOTHING),
    "photo": Case(lambda: rgb(ROOT / "samples" / "id" / "landscape.jpg"), ("failed",), NOTHING),
    "white": Case(lambda: np.full((1200, 1600, 3), 255, np.uint8), ("failed",), NOTHING),
    "black": Case(lambda: np.zeros((1200, 1600, 3), np.uint8), ("failed",), NOTHING),
    "noise": Case(
        lambda: np.random.default_rng(3).integers(0, 256, (900, 1200, 3), np.uint8), ("failed", "partial"), ()
    ),
    "strip_20000_wide": Case(
        lambda: draw_grid(Grid(columns=78, rows=1, room=(4.0, 3.0))), ("ok", "partial"), (), 78, GIVEN
    ),
    "strip_20000_by_30": Case(lambda: np.full((30, 20_000, 3), 255, np.uint8), ("failed",), NOTHING),
    "one_room": Case(lambda: draw_grid(Grid(1, 1)), ("ok",), (), 1, GIVEN),
    "two_hundred_rooms": Case(
        lambda: draw_grid(Grid(20, 10, room=(3.0, 3.0)), names=True), ("ok",), (), 200, GIVEN
    ),
}  # fmt: skip


def judge(case: Case, result: DocumentResult, seconds: float, limit: float) -> list[str]:
    """What is wrong with a result."""
    codes = {item.code for item in (*result.errors, *result.warnings)}
    rooms = [room for plan in result.floor_plans for room in plan.rooms]
    wrong = []
    if seconds > limit:
        wrong.append(f"took longer than {limit:g} s")
    if result.status not in case.status:
        wrong.append(f"status is not {' or '.join(case.status)}")
    elif case.codes and not codes & set(case.codes):
        wrong.append(f"no code of {', '.join(case.codes)}")
    if case.rooms is not None and len(rooms) != case.rooms:
        wrong.append(f"{len(rooms)} rooms, {case.rooms} are drawn")
    if "plan.no_scale" in codes and any(room.area_m2 is not None for room in rooms):
        wrong.append("areas without a scale")
    return wrong


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30.0, help="the longest an input may take")
    parser.add_argument("--folder", type=Path, help="keep the inputs there")
    parser.add_argument("--only", help="one input's name")
    args = parser.parse_args()
    extractor = Extractor()
    extractor.warm_up()
    bad = 0
    cases = {name: case for name, case in CASES.items() if args.only in (None, name)}
    print(f"{'input':22} {'pixels':>12} {'status':8} {'rooms':>5} {'seconds':>7}  codes; what is wrong")
    for name, case in cases.items():
        page = case.draw()
        if args.folder:
            args.folder.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(args.folder / f"{name}.png"), page[..., ::-1])
        start = time.perf_counter()
        try:
            result = extractor.extract(page, kind="plan", scale=case.scale)
        except Exception as error:  # noqa: BLE001 - what must not happen is counted
            print(f"{name:22} raised {type(error).__name__}")
            bad += 1
            continue
        spent = time.perf_counter() - start
        wrong = judge(case, result, spent, args.seconds)
        bad += bool(wrong)
        rooms = sum(len(plan.rooms) for plan in result.floor_plans)
        size = f"{page.shape[1]} x {page.shape[0]}"
        codes = ", ".join(item.code for item in (*result.errors, *result.warnings)) or "-"
        told = f"{codes}; {', '.join(wrong) or 'right'}"
        print(f"{name:22} {size:>12} {result.status:8} {rooms:5} {spent:7.2f}  {told}")
    print(f"{len(cases)} inputs, {bad} not as they should be")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
