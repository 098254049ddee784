"""A building model drawn as plans, read back, and compared room by room with the model's own geometry.

usage: bench_duplex.py [--data DIR] [--ifc FILE] [--tolerance 0.02] [--save DIR] [--json FILE] [--check]

Each storey of the model (IFC 2x3) is drawn at 1:100 and 300 dpi from its walls, doors and windows, with the
spaces' names, the ratio and overall dimensions printed. It is read twice: with the scale given, and with
none. A space's true area is that of its footprint, from wall face to wall face; the model's own quantities
reach into the walls. Spaces with no wall between them are compared by their sum, as is what is read as one.
With ``--check`` the exit status is 1 when a space is lost or further off than the tolerance.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from ifc_plan import Gap, StoreyPlan, storeys_of
from measuring import data_folder
from numpy.typing import NDArray
from plan_reading import Truth, asked, match_rooms, mean_error, save_figures, show_matches, tell_scale, within
from shapely.affinity import affine_transform, translate
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse import Extractor
from docparse.output.overlay import write_overlay

Pixels = NDArray[np.uint8]
RATIO, DPI = 100, 300
PIXELS_PER_METRE = DPI / 0.0254 / RATIO
MARGIN = 320
_FINER = 4  # drawn so many times larger, then reduced: edges fall between pixels as they do on a scan
INK = (0, 0, 0)


@dataclass(frozen=True)
class Drawn:
    """A storey on paper: where its metres are in pixels, and the page."""

    storey: StoreyPlan
    low: tuple[float, float]
    high: tuple[float, float]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, pixels."""
        wide, tall = (b - a for a, b in zip(self.low, self.high, strict=True))
        return tuple(round(side * PIXELS_PER_METRE) + 2 * MARGIN for side in (wide, tall))  # type: ignore[return-value]

    def on_page(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in the model's metres, y up, as one in page pixels, y down."""
        k = PIXELS_PER_METRE
        return affine_transform(shape, [k, 0, 0, -k, MARGIN - self.low[0] * k, MARGIN + self.high[1] * k])

    def truths(self) -> list[Truth]:
        """The spaces on the page, and what is open to the storey below: no line is drawn round that."""
        truths = [
            Truth(f"{space.number} {space.name}", float(space.footprint.area), self.on_page(space.footprint))
            for space in self.storey.spaces
        ]
        return truths + [
            Truth("(open)", float(part.area), self.on_page(part)) for part in self.storey.open_parts()
        ]


def drawn(storey: StoreyPlan) -> Drawn:
    """Lay a storey out on a page of its size."""
    left, bottom, right, top = storey.walls.bounds
    return Drawn(storey, (left, bottom), (right, top))


def draw(plan: Drawn) -> Pixels:
    """The page, (H, W, 3)."""
    wide, tall = plan.size
    page = np.full((tall * _FINER, wide * _FINER), 255, np.uint8)
    _fill(page, plan.on_page(plan.storey.walls), 0)
    for gap in plan.storey.gaps:
        _draw_gap(page, plan, gap)
    page = cv2.resize(page, (wide, tall), interpolation=cv2.INTER_AREA)
    picture = np.repeat(page[..., None], 3, axis=2)
    _letter(picture, plan)
    return picture


def _fill(page: Pixels, shape: BaseGeometry, level: int) -> None:
    # OpenCV fills the pixels under the rings, too: half a pixel less all round, and areas come out exact.
    half = 0.5 / _FINER
    exact = translate(shape.buffer(-half, join_style="mitre"), -half, -half)
    for part in getattr(exact, "geoms", [exact]):
        if isinstance(part, Polygon) and not part.is_empty:
            rings = [part.exterior, *part.interiors]
            cv2.fillPoly(page, [_points(ring.coords) for ring in rings], (level,))


def _points(coordinates: Iterable[Any]) -> NDArray[np.int32]:
    return np.rint(np.array([point[:2] for point in coordinates]) * _FINER).astype(np.int32)


def _draw_gap(page: Pixels, plan: Drawn, gap: Gap) -> None:
    """A clear gap; for a window its frame and pane, for a door its leaf and swing."""
    shape = plan.on_page(gap.footprint)
    _fill(page, shape, 255)
    x0, y0, x1, y1 = shape.bounds
    across = x1 - x0 > y1 - y0
    thin = round(1.5 * _FINER)
    if gap.kind == "window":
        cv2.polylines(page, [_points(shape.exterior.coords)], True, (0,), thin)
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        middle = [(x0, y), (x1, y)] if across else [(x, y0), (x, y1)]
        cv2.polylines(page, [_points(middle)], False, (0,), thin)
    elif gap.kind == "door":
        wide = (x1 - x0 if across else y1 - y0) * _FINER
        hinge = tuple(int(v) for v in _points([(x0, y0) if across else (x1, y0)])[0])
        leaf = (hinge[0], round(hinge[1] - wide)) if across else (round(hinge[0] + wide), hinge[1])
        radius = round(wide)
        cv2.ellipse(page, hinge, (radius, radius), 0, *((270, 360) if across else (0, 90)), (0,), thin)
        cv2.line(page, hinge, leaf, (0,), 2 * thin)


def _letter(page: Pixels, plan: Drawn) -> None:
    face = cv2.FONT_HERSHEY_SIMPLEX
    for space in plan.storey.spaces:
        at = plan.on_page(space.footprint).representative_point()
        (wide, tall), _ = cv2.getTextSize(space.name, face, 0.8, 2)
        place = round(at.x - wide / 2), round(at.y + tall / 2)
        cv2.putText(page, space.name, place, face, 0.8, INK, 2, cv2.LINE_AA)
    left, right, bottom = MARGIN, page.shape[1] - MARGIN, page.shape[0] - MARGIN
    for x in (left, right):
        cv2.line(page, (x, MARGIN - 250), (x, MARGIN - 190), INK, 2)
    cv2.line(page, (left, MARGIN - 220), (right, MARGIN - 220), INK, 2)
    text = f"{plan.high[0] - plan.low[0]:.2f} m"
    cv2.putText(page, text, ((left + right) // 2 - 60, MARGIN - 235), face, 1.0, INK, 2, cv2.LINE_AA)
    note = f"{plan.storey.name}, Scale 1:{RATIO}"
    cv2.putText(page, note, (left, bottom + 150), face, 1.4, INK, 3, cv2.LINE_AA)


def main() -> None:
    """Draw, read, compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--ifc", type=Path, help="another model")
    parser.add_argument("--tolerance", type=float, default=0.02)
    parser.add_argument("--save", type=Path, help="write pages and overlays there")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    path = args.ifc or data_folder(args.data) / "plan" / "ifc" / "Ifc2x3_Duplex_Architecture.ifc"
    extractor = Extractor()
    figures: dict[str, dict[str, float]] = {}
    short = spaces = 0
    for storey in storeys_of(path):
        plan = drawn(storey)
        page = draw(plan)
        if args.save:
            args.save.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(args.save / f"{storey.name}.png"), page[..., ::-1])
        for scale in (f"1:{RATIO}", None):
            result, pages = extractor.extract_with_pages(page, kind="plan", scale=scale, dpi=DPI)
            matches = match_rooms(plan.truths(), result.floor_plans)
            good, all_of_them = within(matches, args.tolerance), asked(matches)
            how = "scale given" if scale else "scale found"
            told = tell_scale(result.floor_plans[0]) if result.floor_plans else "no plan"
            print(f"{storey.name}, {how}: {good} of {all_of_them} spaces within {args.tolerance:.0%}; {told}")
            show_matches(matches)
            short, spaces = short + all_of_them - good, spaces + all_of_them
            figures[f"{storey.name}, {how}"] = {
                "within": good, "spaces": all_of_them, "mean_error": mean_error(matches)
            }  # fmt: skip
            if args.save and scale is None and pages:
                write_overlay(pages[0], result, args.save / f"{storey.name}.overlay.jpg")
    figures["all"] = {"share": (spaces - short) / spaces if spaces else 0.0}
    save_figures(args.json, figures)
    print("all spaces within the tolerance" if not short else f"{short} spaces lost or too far off")
    sys.exit(1 if short and args.check else 0)


if __name__ == "__main__":
    main()
