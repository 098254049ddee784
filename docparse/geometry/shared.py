"""Neighbouring polygons made to share borders instead of ground."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

# Two shapes that share less than this, in square units, only touch: rounding, no overlap.
_ROUNDING = 1e-9


def clip_apart(polygons: Sequence[Polygon], least_width: float = 0.5) -> list[Polygon | None]:
    """Polygons that overlap no longer: the larger of two leaves the shared ground to the smaller.

    The smaller one would lose the greater share of its area. A polygon inside another becomes a hole in it.

    Args:
        polygons: Valid polygons.
        least_width: What is left of a polygon beside its largest part is dropped; all of it is dropped when
            it is nowhere wider than this.

    Returns:
        One polygon for each handed in, in the same order; None where nothing is left.
    """
    if not polygons:
        return []
    order = sorted(range(len(polygons)), key=lambda number: (polygons[number].area, number))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    near: list[list[int]] = [[] for _ in polygons]
    for one, other in shapely.STRtree(list(polygons)).query(list(polygons), predicate="intersects").T:
        if rank[other] < rank[one]:
            near[one].append(int(other))
    result: list[Polygon | None] = [None] * len(polygons)
    for number in order:
        left = polygons[number]
        taken = [part for other in near[number] if (part := result[other]) is not None]
        if any(shapely.area(shapely.intersection(left, part)) > _ROUNDING for part in taken):
            left = shapely.difference(left, shapely.union_all(taken))
        result[number] = _largest(left, least_width)
    return result


def _largest(shape: BaseGeometry, least_width: float) -> Polygon | None:
    """The largest part of what is left, or None when it is but a sliver."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and not part.is_empty]
    largest = max(parts, key=lambda part: part.area, default=None)
    if largest is None or shapely.buffer(largest, -least_width / 2).is_empty:
        return None
    return largest
