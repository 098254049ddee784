"""The direction most of a plan's edges run in."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from shapely import get_parts
from shapely.geometry.base import BaseGeometry


def main_angle(shapes: Iterable[BaseGeometry]) -> float:
    """Angle in radians, within a quarter of a turn round 0, of the direction most edge length runs in.

    Edges at right angles count as one direction. 0 where there is no edge.
    """
    edges = [_edges(shape) for shape in shapes]
    steps = np.concatenate([edge for edge in edges if len(edge)] or [np.zeros((0, 2))])
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    if lengths.sum() == 0:
        return 0.0
    quarter = np.arctan2(steps[:, 1], steps[:, 0]) % (math.pi / 2)
    bins = np.floor(quarter / (math.pi / 180)).astype(int)
    weight = np.bincount(bins, weights=lengths, minlength=90)
    # Directions near a bin's edge share two bins.
    best = int(np.argmax(weight + np.roll(weight, 1)))
    centre = best * math.pi / 180
    away = (quarter - centre + math.pi / 4) % (math.pi / 2) - math.pi / 4
    near = np.abs(away) <= 1.5 * math.pi / 180
    angle = centre + float(np.average(away[near], weights=lengths[near]))
    return (angle + math.pi / 4) % (math.pi / 2) - math.pi / 4


def _edges(shape: BaseGeometry) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """(N, 2) steps along a polygon's rings."""
    rings = [
        ring
        for part in get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    steps = [np.diff(np.asarray(ring.coords)[:, :2], axis=0) for ring in rings]
    return np.concatenate(steps) if steps else np.zeros((0, 2))
