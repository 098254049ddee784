"""Room polygons: what walls leave free of each face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.joints import union
from docparse.training.synth.plan.layout import Point, Room

# Slivers smaller than this (square metres) between walls are no rooms.
_SLIVER = 0.05


@dataclass(frozen=True)
class RoomPlan:
    """A room as the faces it takes up.

    Attributes:
        faces: Indices of faces.
        type: Room type.
        railed: Whether it is outside, behind a railing.
    """

    faces: tuple[int, ...]
    type: str
    railed: bool = False


def room_polygons(
    rings: Sequence[Sequence[Point]], plans: Sequence[RoomPlan], walls: BaseGeometry
) -> tuple[Room, ...]:
    """Rooms, wall face to wall face.

    Args:
        rings: Ring of each face.
        plans: The rooms; each face is in one at most.
        walls: Full bodies of all walls.

    Returns:
        One room per plan; more where walls cut it apart; none where they leave nothing of it.
    """
    if not plans:
        return ()
    whole = [union([Polygon(rings[face]) for face in plan.faces]) for plan in plans]
    rooms = []
    for plan, free in zip(plans, shapely.difference(whole, walls), strict=True):
        rooms += [
            Room(piece, plan.type, plan.railed)
            for piece in shapely.get_parts(free)
            if isinstance(piece, Polygon) and piece.area > _SLIVER
        ]
    return tuple(rooms)
