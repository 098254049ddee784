"""From masks to shapes: rooms, walls and openings as polygons on the page that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.blueprint.carriers import OpeningShape, PlanShape, RoomShape
from docparse.blueprint.drawing import Drawing, Mask
from docparse.blueprint.openings import Gap
from docparse.blueprint.rooms import FLOORS, Numbers, Spaces
from docparse.blueprint.walls import Walls
from docparse.geometry.raster import trace
from docparse.geometry.shared import clip_apart
from docparse.geometry.square import square_up

# Buildings whose outer faces are nearer than this many wall thicknesses are one plan.
_NEAR = 1.5
# What lies within so many wall thicknesses of a building is its own.
_BESIDE = 2.5
# A plan's largest room has at least so many squares of its wall's thickness; less is a key or a detail.
_LEAST_PLAN = 60.0
# How far cleaning may move an edge, in pixels of the drawing, and what share of a room's area it may change.
_MOVE = 2.5
_MOST_CHANGE = 0.004
# Pixels of the drawing between what nearly touches, at most.
_TOUCHING = 0.001


@dataclass(frozen=True)
class _Traced:
    """A traced space.

    Attributes:
        polygon: Its outline on the drawing.
        outdoor: Whether it lies outside the walls.
        loose: Whether it does so without a line round it.
        floor: Share of it that the model sees as floor.
    """

    polygon: Polygon
    outdoor: bool
    loose: bool
    floor: float


def may_hold_plan(spaces: Spaces, walls: Walls) -> bool:
    """Whether any room is large enough for a plan: then :func:`trace_plans` is worth its time."""
    sizes = np.bincount(spaces.numbers.ravel())[1:]
    return bool((sizes >= _LEAST_PLAN * max(walls.thickness, 2.0) ** 2).any())


def trace_plans(drawing: Drawing, walls: Walls, spaces: Spaces, gaps: Sequence[Gap]) -> list[PlanShape]:
    """The plans of a page, in reading order, without labels; places in page pixels."""
    thickness = max(walls.thickness, 2.0)
    turns = walls.turns
    rooms = _rooms(spaces, drawing.classes.mask(*FLOORS), turns)
    footprints = _buildings(spaces, thickness, turns)
    reach = _BESIDE * thickness
    room_owners = [_nearest(room.polygon, footprints, reach) for room in rooms]
    gap_owners = [_nearest(shapely.Point(gap.corners.mean(axis=0)), footprints, reach) for gap in gaps]
    plans = []
    for number, footprint in enumerate(footprints):
        own = [room for room, owner in zip(rooms, room_owners, strict=True) if owner == number]
        inside = [room.polygon for room in own if not room.outdoor]
        if not inside or max(room.area for room in inside) < _LEAST_PLAN * thickness**2:
            continue
        openings = [gap for gap, owner in zip(gaps, gap_owners, strict=True) if owner == number]
        plans.append(_plan(drawing, footprint, own, openings, walls))
    return sorted(plans, key=_reading_order)


def _nearest(place: BaseGeometry, footprints: Sequence[BaseGeometry], reach: float) -> int | None:
    """The building a place belongs to, by its number; None where none is within reach."""
    distances = [float(footprint.distance(place)) for footprint in footprints]
    best = int(np.argmin(distances)) if distances else -1
    return best if best >= 0 and distances[best] <= reach else None


def _rooms(spaces: Spaces, floor: Mask, turns: Sequence[float]) -> list[_Traced]:
    numbers = spaces.numbers
    found = []
    for number, (rows, columns) in _places(numbers).items():
        own = numbers[rows, columns] == number
        largest = max(trace(own), key=lambda piece: piece.area)
        moved = affinity.translate(largest, columns.start, rows.start)
        seen = float(floor[rows, columns][own].mean())
        found.append(_Traced(moved, number in spaces.outdoor, number in spaces.loose, seen))
    cleaned = clip_apart([_cleaned(room.polygon, turns) for room in found])
    return [
        replace(room, polygon=polygon)
        for polygon, room in zip(cleaned, found, strict=True)
        if polygon is not None and not polygon.is_empty
    ]


def _places(numbers: Numbers) -> dict[int, tuple[slice, slice]]:
    """The box of every number that there is."""
    rows, columns = np.nonzero(numbers)
    which = numbers[rows, columns]
    low = np.full((int(numbers.max(initial=0)) + 1, 2), max(numbers.shape))
    high = np.zeros_like(low)
    for axis, places in enumerate((rows, columns)):
        np.minimum.at(low[:, axis], which, places)
        np.maximum.at(high[:, axis], which, places + 1)
    return {
        number: (slice(int(top), int(bottom)), slice(int(left), int(right)))
        for number, ((top, left), (bottom, right)) in enumerate(zip(low, high, strict=True))
        if bottom > top
    }


def _cleaned(polygon: Polygon, turns: Sequence[float]) -> Polygon:
    """An outline without its pixels' steps, its edges on the directions of the walls."""
    return square_up(polygon, turns, tolerance=_MOVE, most_area_change=_MOST_CHANGE)


def _buildings(spaces: Spaces, thickness: float, turns: Sequence[float]) -> list[BaseGeometry]:
    """Outer outlines of the buildings drawn, courts as holes."""
    reach = max(1, round(_NEAR * thickness / 2))
    joined = cv2.dilate(spaces.footprint.astype(np.uint8), np.ones((2 * reach + 1,) * 2, np.uint8))
    count, groups = cv2.connectedComponents(joined, connectivity=4)
    outlines = []
    for group in range(1, count):
        pieces = trace(spaces.footprint & (groups == group))
        if pieces:
            outlines.append(shapely.union_all([_cleaned(piece, turns) for piece in pieces]))
    return outlines


def _plan(
    drawing: Drawing, footprint: BaseGeometry, rooms: Sequence[_Traced], gaps: Sequence[Gap], walls: Walls
) -> PlanShape:
    indoor = shapely.union_all([room.polygon for room in rooms if not room.outdoor])
    outline = shapely.union_all([footprint, indoor])
    openings = []
    taken: BaseGeometry = indoor
    for gap in gaps:
        shape = Polygon(gap.corners).intersection(outline).difference(taken)
        polygon = _largest(shape)
        if polygon is not None:
            openings.append((gap, polygon))
            taken = taken.union(polygon)
    solid = outline.difference(taken)
    outside = [
        replace(room, polygon=kept)
        for room in rooms
        if room.outdoor and (kept := _largest(room.polygon.difference(outline))) is not None
    ]
    place = _Placing(drawing)
    return PlanShape(
        rooms=tuple(
            RoomShape(
                place(room.polygon),
                kind="outdoor" if room.outdoor else "room",
                loose=room.loose,
                confidence=round(room.floor, 3),
            )
            for room in [*(room for room in rooms if not room.outdoor), *outside]
        ),
        walls=place(solid),
        openings=tuple(
            OpeningShape(
                kind=gap.kind,
                polygon=place(polygon),
                start=place.point(gap.ends[0]),
                end=place.point(gap.ends[1]),
                thickness=gap.depth / drawing.factor,
                confidence=round(gap.likely, 3),
                swings=place.point(gap.swings) if gap.swings else None,
                bare=gap.bare,
            )
            for gap, polygon in openings
        ),
        outline=place(outline),
        wall_thickness=walls.thickness / drawing.factor,
    )


class _Placing:
    """Takes shapes of the drawing to the page."""

    def __init__(self, drawing: Drawing) -> None:
        (a, b, x), (d, e, y) = drawing.to_page[:2]
        self._matrix = [a, b, d, e, x, y]

    def __call__(self, shape: BaseGeometry) -> BaseGeometry:
        moved = affinity.affine_transform(shape, self._matrix)
        if moved.is_valid:
            return moved
        # Rounding has laid a corner across an edge that it nearly touched: first it is made to touch.
        snapped = shapely.set_precision(shape, _TOUCHING)
        if isinstance(shape, Polygon):
            snapped = _largest(snapped) or shape
        return affinity.affine_transform(snapped, self._matrix)

    def point(self, xy: Iterable[float]) -> tuple[float, float]:
        x, y = xy
        a, b, d, e, left, top = self._matrix
        return float(a * x + b * y + left), float(d * x + e * y + top)


def _largest(shape: BaseGeometry) -> Polygon | None:
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area > 1.0]
    return max(parts, key=lambda part: part.area, default=None)


def _reading_order(plan: PlanShape) -> tuple[float, float]:
    """Plans side by side from the left, rows of plans from the top."""
    left, top, _, bottom = plan.outline.bounds
    return round(top / max(bottom - top, 1.0)), left
