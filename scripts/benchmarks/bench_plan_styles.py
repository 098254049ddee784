"""The same plans drawn in other styles: how many rooms are read as on the original.

usage: bench_plan_styles.py [--data DIR] [--part test|train] [--limit N] [--save DIR] [STYLE...]

R3D's pages are nearly all black walls on white. Here their masks tell where walls and floors are, which are
filled anew: floors with colours and tones, walls with pale ones, the page as a blueprint, on dark paper, in
faint ink, in shadow. A room counts as read when one of the redrawn page's rooms is it from an IoU of 0.8 with
the original's reading; F1 is of these. Pale walls are drawn a pixel thicker than the original's, which alone
costs some of the smallest rooms.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from measuring import data_folder
from numpy.typing import NDArray
from plan_truth import Plan, load_plan, plan_names
from shapely.geometry import Polygon

from docparse import Extractor

Pixels = NDArray[np.uint8]
SAME = 0.8
# Ink of walls is darker than this; what is filled reaches so many pixels beyond their mask.
DARK, BEYOND = 150, 1


def filled(plan: Plan, colour: tuple[int, int, int]) -> Pixels:
    """Floors filled with a colour, as print does it: what is drawn on them stays dark."""
    page = plan.pixels.astype(np.float32)
    page[plan.floor] *= np.array(colour, np.float32) / 255
    return np.asarray(page, np.uint8)


def coloured(plan: Plan, least: int) -> Pixels:
    """Every room filled with a colour of its own, no channel of it darker than that."""
    rng = np.random.default_rng(0)
    page = plan.pixels.astype(np.float32)
    count, rooms = cv2.connectedComponents(plan.floor.astype(np.uint8), connectivity=4)
    colours = np.vstack([[255, 255, 255], rng.integers(least, 256, (count - 1, 3))])
    return np.asarray(page * colours[rooms] / 255, np.uint8)


def pale(plan: Plan, tone: int) -> Pixels:
    """Walls filled with a tone."""
    dark = (plan.wall & (plan.pixels.max(axis=2) < DARK)).astype(np.uint8)
    wall = (cv2.dilate(dark, np.ones((2 * BEYOND + 1,) * 2, np.uint8)) > 0) & ~plan.floor
    page = plan.pixels.copy()
    page[wall] = 255
    soft = cv2.GaussianBlur(wall.astype(np.float32), (3, 3), 0.6)[..., None]
    return np.asarray(np.minimum(page, 255 - (255 - tone) * soft), np.uint8)


def toned(plan: Plan, ink: tuple[int, int, int], paper: tuple[int, int, int]) -> Pixels:
    """The whole page in other inks on another paper."""
    share = plan.pixels.astype(np.float32) / 255
    return np.asarray((np.array(ink) + share * (np.array(paper) - np.array(ink))).clip(0, 255), np.uint8)


def shaded(plan: Plan) -> Pixels:
    """Half in the dark on one side."""
    shadow = np.linspace(0.5, 1.0, plan.pixels.shape[1])[None, :, None]
    return np.asarray(plan.pixels * shadow, np.uint8)


STYLES: dict[str, Callable[[Plan], Pixels]] = {
    "floors beige": lambda plan: filled(plan, (240, 220, 190)),
    "floors wood": lambda plan: filled(plan, (180, 140, 90)),
    "floors dark": lambda plan: filled(plan, (110, 110, 110)),
    "rooms pastel": lambda plan: coloured(plan, 150),
    "rooms strong": lambda plan: coloured(plan, 60),
    "walls 110": lambda plan: pale(plan, 110),
    "walls 140": lambda plan: pale(plan, 140),
    "walls 170": lambda plan: pale(plan, 170),
    "walls 200": lambda plan: pale(plan, 200),
    "blueprint": lambda plan: toned(plan, (235, 240, 250), (30, 60, 140)),
    "dark paper": lambda plan: toned(plan, (5, 5, 5), (90, 90, 90)),
    "faint ink": lambda plan: toned(plan, (190, 190, 190), (255, 255, 255)),
    "in shadow": shaded,
}


def rooms_of(extractor: Extractor, page: Pixels) -> list[Polygon]:
    """What is read as rooms."""
    result = extractor.extract(page, kind="plan")
    return [Polygon(room.polygon_px).buffer(0) for plan in result.floor_plans for room in plan.rooms]


def alike(rooms: list[Polygon], wanted: list[Polygon]) -> int:
    """How many of the wanted rooms there are."""
    return sum(
        any(room.intersection(one).area >= SAME * room.union(one).area for room in rooms) for one in wanted
    )


def main() -> None:
    """Print every style's figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("styles", nargs="*", metavar="STYLE", help=", ".join(STYLES))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--part", choices=("test", "train"), default="train")
    parser.add_argument("--limit", type=int, default=10)
    parser.add_argument("--save", type=Path, help="folder for the redrawn pages")
    args = parser.parse_args()
    if unknown := set(args.styles) - set(STYLES):
        parser.error(f"no style {', '.join(sorted(unknown))}; known: {', '.join(STYLES)}")
    if args.limit < 1:
        parser.error("--limit takes at least 1")
    data, extractor = data_folder(args.data), Extractor()
    names = plan_names(data, args.part)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name in names[:: max(1, len(names) // args.limit)][: args.limit]:
        plan = load_plan(data, args.part, name)
        wanted = rooms_of(extractor, plan.pixels)
        for style in args.styles or STYLES:
            page = STYLES[style](plan)
            if args.save:
                args.save.mkdir(parents=True, exist_ok=True)
                cv2.imwrite(str(args.save / f"{name} {style}.png"), page[..., ::-1])
            rooms = rooms_of(extractor, page)
            for place, value in enumerate((alike(rooms, wanted), len(wanted), len(rooms))):
                counts[style][place] += value
        print(f"{name}: {len(wanted)} rooms", flush=True)
    for style, (same, wanted_count, found) in counts.items():
        score = 2 * same / max(wanted_count + found, 1)
        print(f"{style:14} {same:3} of {wanted_count}, {found} found: F1 {score:.3f}")


if __name__ == "__main__":
    main()
