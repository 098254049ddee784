"""Outlines with fewer points, and about the same area."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import Polygon

# How often the tolerance is halved before the polygon is left as it is.
_ROUNDS = 6


def simplify(polygon: Polygon, tolerance: float, most_area_change: float = 0.005) -> Polygon:
    """A polygon of some of its own points, which runs within a tolerance of it.

    Douglas and Peucker's lines; the tolerance is halved until the area holds. Curves stay, as few short
    lines.

    Args:
        polygon: A valid polygon; its holes are simplified too and none is lost.
        tolerance: How far the outline may move, in the polygon's own units.
        most_area_change: The most by which the area may change, as a share of it.

    Returns:
        A valid polygon; the polygon itself where no simpler one holds.
    """
    if polygon.is_empty or tolerance <= 0:
        return polygon
    started = _from_corners(polygon)
    for _ in range(_ROUNDS):
        simpler = shapely.simplify(started, tolerance, preserve_topology=True)
        if (
            isinstance(simpler, Polygon)
            and simpler.is_valid
            and len(simpler.interiors) == len(polygon.interiors)
            and abs(simpler.area - polygon.area) <= most_area_change * polygon.area
        ):
            return simpler
        tolerance /= 2
    return polygon


def _from_corners(polygon: Polygon) -> Polygon:
    """The polygon with each ring begun at a corner: where a ring begins, the point always stays."""
    rings = [
        _from_corner(shapely.get_coordinates(ring)[:-1]) for ring in (polygon.exterior, *polygon.interiors)
    ]
    return Polygon(rings[0], rings[1:])


def _from_corner(ring: np.ndarray) -> np.ndarray:
    # The point farthest from any given one is a corner of the hull.
    far = np.linalg.norm(ring - ring.mean(axis=0), axis=1)
    return np.roll(ring, -int(np.argmax(far)), axis=0)
