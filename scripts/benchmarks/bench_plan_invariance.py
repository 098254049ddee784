"""One plan at several sizes, turned, mirrored and askew: does every room keep its area?

usage: bench_plan_invariance.py [--plan FILE] [--tolerance 0.02] [--given] [--json FILE] [--save DIR]

The plan is a sample whose rooms are known (default: ``samples/plan/flat_metric.png``). Each variant is read
anew; its rooms are found by the places of the true ones, carried through the same change, and compared with
the rooms of the plan as it is. With ``--given`` every variant is read with its scale given, else only those
whose print cannot be read any more (mirrored) or whose resolution is no longer that of the page. Ends with 1
when a room is lost or further off than the tolerance.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from measuring import ROOT, rgb
from numpy.typing import NDArray
from plan_reading import Match, Truth, match_rooms, save_figures, tell_scale
from shapely.affinity import affine_transform
from shapely.geometry import Polygon

from docparse import Extractor


@dataclass(frozen=True)
class Variant:
    """A page made from the plan.

    Attributes:
        name: What was done to it.
        matrix: (2, 3), from the plan's pixels to this page's.
        readable: Whether its print can still be read.
    """

    name: str
    matrix: NDArray[np.float64]
    size: tuple[int, int]
    readable: bool = True

    @property
    def factor(self) -> float:
        """How much longer lengths are than on the plan."""
        return math.sqrt(abs(float(np.linalg.det(self.matrix[:, :2]))))

    def draw(self, plan: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The page."""
        # Shrunk by area first: the warp itself does not low-pass.
        source, matrix = plan, self.matrix.copy()
        if self.factor < 1:
            source = cv2.resize(plan, None, fx=self.factor, fy=self.factor, interpolation=cv2.INTER_AREA)
            matrix[:, :2] /= self.factor
        # Pixel centres lie half a pixel off their indices.
        half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
        indexed = (np.linalg.inv(half) @ np.vstack([matrix, [0, 0, 1]]) @ half)[:2]
        white = (255, 255, 255)
        page = cv2.warpAffine(source, indexed, self.size, flags=cv2.INTER_CUBIC, borderValue=white)
        return np.asarray(page, np.uint8)


def variants(width: int, height: int) -> Iterator[Variant]:
    """Every change of a page of this size."""
    for factor in (0.5, 1.0, 2.0):
        matrix = np.array([[factor, 0, 0], [0, factor, 0]], float)
        yield Variant(f"{factor:g} x", matrix, (round(width * factor), round(height * factor)))
    yield Variant("turned 90", np.array([[0, -1, height], [1, 0, 0]], float), (height, width))
    yield Variant("turned 180", np.array([[-1, 0, width], [0, -1, height]], float), (width, height))
    yield Variant("mirrored", np.array([[-1, 0, width], [0, 1, 0]], float), (width, height), readable=False)
    for degrees in (2.0, -2.0):
        cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        x, y = width / 2, height / 2
        shift = [x - cosine * x + sine * y, y - sine * x - cosine * y]
        matrix = np.array([[cosine, -sine, shift[0]], [sine, cosine, shift[1]]])
        yield Variant(f"askew {degrees:+g}", matrix, (width, height))


def truths_in(said: dict[str, Any], variant: Variant) -> list[Truth]:
    """The rooms where they stand on a variant's page."""
    (a, b, x), (c, d, y) = variant.matrix
    return [
        Truth(
            room["name"], room["area_m2"], affine_transform(Polygon(room["polygon_px"]), [a, b, c, d, x, y])
        )
        for room in said["rooms"]
    ]


def by_name(matches: list[Match]) -> dict[str, float | None]:
    """Area read for each truth; rooms read as one share theirs as they do in truth."""
    return {name: match.read for match in matches for name in (" + ".join(match.names),)}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plan", type=Path, default=ROOT / "samples" / "plan" / "flat_metric.png")
    parser.add_argument("--tolerance", type=float, default=0.02)
    parser.add_argument("--given", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--save", type=Path, help="write the pages there")
    args = parser.parse_args()
    said = json.loads(args.plan.with_suffix(".json").read_text(encoding="utf-8"))["floor_plans"][0]
    plan, extractor = rgb(args.plan), Extractor()
    figures: dict[str, dict[str, float | None]] = {}
    for variant in variants(plan.shape[1], plan.shape[0]):
        page = variant.draw(plan)
        if args.save:
            args.save.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(args.save / f"{variant.name.replace(' ', '_')}.png"), page[..., ::-1])
        told = args.given or not variant.readable
        scale = f"{said['metres_per_pixel'] / variant.factor:.8f} m/px" if told else None
        # The array tells no resolution: what the caller knows of it is part of the change.
        result = extractor.extract(page, kind="plan", scale=scale, dpi=150 * variant.factor)
        matches = match_rooms(truths_in(said, variant), result.floor_plans)
        figures[variant.name] = by_name(matches)
        shown = tell_scale(result.floor_plans[0]) if result.floor_plans else "no plan"
        print(f"{variant.name:12} {result.status:8} {len(matches)} of {len(said['rooms'])} rooms; {shown}")
    bad = _compare(figures, args.tolerance)
    save_figures(args.json, figures)
    sys.exit(1 if bad else 0)


def _compare(figures: dict[str, dict[str, float | None]], tolerance: float) -> int:
    """Print every room of every variant against the plan as it is; how many are lost or too far off."""
    plain = figures["1 x"]
    bad = 0
    print(f"\n{'room':28} {'1 x':>8}  " + " ".join(f"{name:>10}" for name in figures if name != "1 x"))
    for room, area in plain.items():
        cells = []
        for name, read in figures.items():
            if name == "1 x":
                continue
            value = read.get(room)
            if area is None or value is None:
                cells.append("lost")
                bad += 1
                continue
            off = value / area - 1
            bad += abs(off) > tolerance
            cells.append(f"{off:+.2%}" + ("!" if abs(off) > tolerance else ""))
        print(
            f"{room:28.28} {'lost' if area is None else f'{area:8.2f}':>8}  "
            + " ".join(f"{c:>10}" for c in cells)
        )
    print(f"{bad} rooms lost or off by more than {tolerance:.0%}")
    return bad


if __name__ == "__main__":
    main()
