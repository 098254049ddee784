"""What is known about a rendered page, as plain data in its own pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.canvas import CLASSES, DOOR, FLOOR, WINDOW, Array
from docparse.training.synth.plan.labels import Label
from docparse.training.synth.plan.layout import Opening, Room
from docparse.training.synth.plan.placed import Shapes

# A passage without a leaf is a door up to this width, metres; wider, two rooms are one space.
BARE_DOOR_WIDTH = 1.8


@dataclass(frozen=True)
class Drawn:
    """What drawing one storey settled.

    Attributes:
        regions: Region of each opening, drawing pixels.
        kinds: How each opening was drawn.
        labels: What was printed in each room.
    """

    regions: list[Polygon]
    kinds: list[str]
    labels: tuple[Label | None, ...]


def opening_class(opening: Opening, scale: float) -> int:
    """The class id of an opening; ``scale`` in its units per metre."""
    if opening.kind == "window":
        return WINDOW
    width = np.hypot(opening.end[0] - opening.start[0], opening.end[1] - opening.start[1]) / scale
    return FLOOR if opening.kind == "bare" and width > BARE_DOOR_WIDTH else DOOR


def plan_truth(plan: Shapes, drawn: Drawn, to_page: Array, name: str | None) -> dict[str, Any]:
    """One storey.

    Args:
        plan: As placed.
        drawn: What drawing it settled.
        to_page: (2, 3) matrix from drawing pixels to page pixels.
        name: The storey's name as printed, or None.
    """
    page = _Page(to_page)
    openings = zip(plan.layout.openings, drawn.regions, drawn.kinds, strict=True)
    return {
        "name": name,
        "metres_per_pixel": 1 / (plan.scale * page.zoom),
        "walls_px": {"outer": page.rings(plan.outer), "inner": page.rings(plan.inner)},
        "openings": [
            {
                "kind": opening.kind,
                "class": CLASSES[opening_class(opening, plan.scale)],
                "drawn": kind,
                "exterior": opening.exterior,
                "polygon_px": page.rings(region)[0],
            }
            for opening, region, kind in openings
        ],
        "rooms": [
            _room_truth(room, label, page, plan.scale)
            for room, label in zip(plan.layout.rooms, drawn.labels, strict=True)
        ],
        "stairs_px": [page.rings(stairs.polygon)[0] for stairs in plan.layout.stairs],
    }


def _room_truth(room: Room, label: Label | None, page: _Page, scale: float) -> dict[str, Any]:
    outlines: Sequence[list[list[float]]] = page.rings(room.polygon) or [[]]
    return {
        "type": room.type,
        "railed": room.railed,
        "polygon_px": outlines[0],
        "holes_px": list(outlines[1:]),
        "area_m2": round(room.polygon.area / scale**2, 3),
        "labels": list(label.lines) if label else [],
        "printed_area": label.area_text if label else None,
        "printed_dimensions": list(label.dimension_texts) if label else [],
    }


@dataclass(frozen=True)
class _Page:
    """Drawing pixels to page pixels."""

    matrix: Array

    @property
    def zoom(self) -> float:
        """Page pixels in a drawing pixel."""
        return float(np.sqrt(abs(np.linalg.det(self.matrix[:, :2]))))

    def rings(self, shape: BaseGeometry) -> list[list[list[float]]]:
        """Outlines of a polygon or a collection, holes after their shells, last point not repeated."""
        (a, b, x), (d, e, y) = self.matrix
        moved = affinity.affine_transform(shape, [a, b, d, e, x, y])
        parts = [part for part in shapely.get_parts(moved) if isinstance(part, Polygon)]
        every = [ring for part in parts for ring in (part.exterior, *part.interiors)]
        return [np.round(np.asarray(ring.coords)[:-1], 2).tolist() for ring in every]
