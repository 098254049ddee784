"""What the floor plan benchmarks share: rooms as shapes, truth matched to what was read, figures told."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from docparse.records import FloorPlan, Room


@dataclass(frozen=True)
class Truth:
    """A room or a printed area whose size is known.

    Attributes:
        name: What it is called here.
        area: Square metres.
        shape: Where it is in page pixels: its outline, or a point in it.
    """

    name: str
    area: float
    shape: BaseGeometry


@dataclass(frozen=True)
class Match:
    """Truths that fall in one region that was read, compared by their sum.

    Attributes:
        names: Of the truths.
        true: Their areas together, square metres.
        read: The region's area; None where no region was found, or it has no area.
    """

    names: tuple[str, ...]
    true: float
    read: float | None

    @property
    def error(self) -> float | None:
        """(read - true) / true."""
        return None if self.read is None else (self.read - self.true) / self.true


def outline(room: Room) -> BaseGeometry:
    """A room that was read, as a valid shape with its holes, in page pixels."""
    if len(room.polygon_px) < 3:
        return Polygon()
    shape: BaseGeometry = Polygon(room.polygon_px, [hole for hole in room.holes_px if len(hole) >= 3]).buffer(
        0
    )
    return shape


def match_rooms(truths: Sequence[Truth], plans: Iterable[FloorPlan], page: int = 0) -> list[Match]:
    """Compare truths with the rooms of a page's plans.

    A truth belongs to the region that covers most of it, at least half; several truths of one region, as in
    an open kitchen, are compared by their sum; a truth of no region is a match without a reading.
    """
    rooms = [(room, outline(room)) for plan in plans if plan.page == page for room in plan.rooms]
    together: dict[int, list[Truth]] = {}
    lost: list[Truth] = []
    for truth in truths:
        shares = [_share(truth.shape, shape) for _, shape in rooms]
        best = int(np.argmax(shares)) if shares else -1
        if best < 0 or shares[best] < 0.5:
            lost.append(truth)
        else:
            together.setdefault(best, []).append(truth)
    found = [
        Match(tuple(t.name for t in group), sum(t.area for t in group), rooms[index][0].area_m2)
        for index, group in together.items()
    ]
    return found + [Match((truth.name,), truth.area, None) for truth in lost]


def _share(truth: BaseGeometry, shape: BaseGeometry) -> float:
    """The share of a truth that a shape covers; for a point, 1 or 0."""
    if isinstance(truth, Point):
        return float(shape.covers(truth))
    return float(shape.intersection(truth).area / truth.area) if truth.area else 0.0


def within(matches: Sequence[Match], tolerance: float) -> int:
    """How many truths are in matches no further off than a share."""
    return sum(len(m.names) for m in matches if m.error is not None and abs(m.error) <= tolerance)


def asked(matches: Sequence[Match]) -> int:
    """How many truths there are."""
    return sum(len(match.names) for match in matches)


def mean_error(matches: Sequence[Match]) -> float:
    """Mean absolute error of the matches that have a reading; nan when none has."""
    errors = [abs(match.error) for match in matches if match.error is not None]
    return float(np.mean(errors)) if errors else math.nan


def show_matches(matches: Sequence[Match]) -> None:
    """Print a line a match, the worst first."""
    for match in sorted(matches, key=lambda m: -abs(m.error) if m.error is not None else -math.inf):
        read = "nothing" if match.read is None else f"{match.read:8.2f} m2"
        error = "" if match.error is None else f"{match.error:+8.2%}"
        print(f"    {' + '.join(match.names):44.44} {match.true:8.2f} m2  {read:>11} {error}")


def tell_scale(plan: FloorPlan) -> str:
    """A plan's scale in a few words."""
    scale = plan.scale
    if scale.metres_per_pixel is None:
        return f"no scale ({scale.detail})"
    ratio = f"1:{scale.ratio:.1f}" if scale.ratio else "ratio unknown"
    pixel = f"{1000 * scale.metres_per_pixel:.4f} mm a pixel"
    return f"{ratio}, {pixel}, by {scale.source}, {scale.confidence:.0%} sure"


def save_figures(path: Path | None, figures: dict[str, Any]) -> None:
    """Write figures as JSON where a path is given."""
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(figures, indent=1), encoding="utf-8")
