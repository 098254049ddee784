"""The direction most of a plan's edges run in."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from shapely import get_parts
from shapely.geometry.base import BaseGeometry

from docparse.geometry.axes import main_axes


def main_angle(shapes: Iterable[BaseGeometry]) -> float:
    """Angle in radians, within half a quarter of a turn round 0, of the direction most edge length runs in.

    Edges at right angles count as one direction. 0 where there is no edge.
    """
    segments = [segment for shape in shapes for segment in _edges(shape)]
    return main_axes(np.vstack(segments))[0] if segments else 0.0


def _edges(shape: BaseGeometry) -> list[NDArray[np.float64]]:
    """(N, 4) x0, y0, x1, y1 along each of a shape's rings."""
    rings = [
        np.asarray(ring.coords)[:, :2]
        for part in get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    return [np.hstack([ring[:-1], ring[1:]]) for ring in rings if len(ring) > 1]
