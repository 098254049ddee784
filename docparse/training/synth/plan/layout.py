"""A floor plan before it is drawn: walls, openings, rooms and fittings in metres."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.joints import wall_bodies

Point = tuple[float, float]

OpeningKind = Literal["door", "window", "bare"]
DoorStyle = Literal["swing", "double", "sliding", "folding", "leaf", "garage"]


@dataclass(frozen=True)
class Wall:
    """One wall, straight, angled or round (a round wall is a path of short pieces).

    Attributes:
        path: Centre line, two points or more, metres, x right and y down.
        thickness: Face to face, metres.
        exterior: Whether it stands between inside and outside.
    """

    path: tuple[Point, ...]
    thickness: float
    exterior: bool


@dataclass(frozen=True)
class Opening:
    """A gap in a wall; its region is the wall's own thickness between the two jambs.

    Attributes:
        kind: ``door``, ``window``, or ``bare`` (a passage without a leaf).
        start: First jamb on the wall's centre line, metres.
        end: Second jamb on the wall's centre line, metres.
        thickness: Of the wall it sits in, metres.
        exterior: Whether that wall is an outer one.
        style: How a door opens; None leaves it to whoever draws.
        hinge_at_start: Whether a leaf hangs at ``start``.
        swings_left: Whether a leaf opens to the left of start → end (as seen on a page whose y runs down).
        cupboard: Whether it is a cupboard's door.
    """

    kind: OpeningKind
    start: Point
    end: Point
    thickness: float
    exterior: bool
    style: DoorStyle | None = None
    hinge_at_start: bool = True
    swings_left: bool = True
    cupboard: bool = False


@dataclass(frozen=True)
class Room:
    """One room.

    Attributes:
        polygon: Its floor, wall face to wall face, metres.
        type: One of the contract's room types (``bedroom``, ``bathroom``, ``balcony`` ...).
        railed: Whether it is bounded by a railing instead of walls (balcony, terrace, porch).
    """

    polygon: Polygon
    type: str
    railed: bool = False


@dataclass(frozen=True)
class Fixture:
    """A piece of furniture, sanitary ware or kitchen, as a rectangle that may be turned.

    Attributes:
        kind: ``toilet``, ``basin``, ``bathtub``, ``shower``, ``sink``, ``cooker``, ``counter``, ``bed``,
            ``sofa``, ``table``, ``wardrobe``, ``desk`` or ``fridge``.
        centre: Metres.
        size: Width and depth before turning, metres.
        angle: Degrees, clockwise on the page; at 0 its back is at the top.
    """

    kind: str
    centre: Point
    size: tuple[float, float]
    angle: float = 0.0


@dataclass(frozen=True)
class Stairs:
    """A flight of stairs.

    Attributes:
        polygon: What it covers, metres.
        direction: Unit vector of the climb.
        style: ``straight``, or ``spiral`` around the polygon's centre.
    """

    polygon: Polygon
    direction: Point
    style: Literal["straight", "spiral"] = "straight"


@dataclass(frozen=True)
class Layout:
    """One storey of one dwelling, metres, x right and y down."""

    walls: tuple[Wall, ...]
    openings: tuple[Opening, ...]
    rooms: tuple[Room, ...]
    fixtures: tuple[Fixture, ...] = ()
    stairs: tuple[Stairs, ...] = ()
    name: str = field(default="")


# Openings are cut this much (metres) beyond a wall's faces, so that rounding leaves no film standing.
_CUT = 1e-6


def opening_polygon(opening: Opening) -> Polygon:
    """The region of an opening: the wall's thickness between the two jambs, metres."""
    return _gap(opening, opening.thickness)


def wall_area(layout: Layout) -> BaseGeometry:
    """What the walls cover once the openings are cut out of them, metres; corners are full."""
    cuts = [_gap(opening, opening.thickness + 2 * _CUT) for opening in layout.openings]
    return shapely.difference(full_walls(layout), shapely.union_all(cuts))


def full_walls(layout: Layout) -> BaseGeometry:
    """What the walls would cover without any opening, metres."""
    return wall_bodies((wall.path, wall.thickness) for wall in layout.walls)


def footprint(layout: Layout) -> BaseGeometry:
    """What the storey covers to the outer faces of its walls; without balconies and terraces."""
    rooms = [room.polygon for room in layout.rooms if not room.railed]
    covered = shapely.union_all([full_walls(layout), *rooms])
    # Rooms end exactly where walls begin: closing by a hair removes the seams that rounding leaves.
    return covered.buffer(_CUT, join_style="mitre").buffer(-_CUT, join_style="mitre")


def _gap(opening: Opening, thickness: float) -> Polygon:
    (x0, y0), (x1, y1) = opening.start, opening.end
    reach = thickness / 2 / math.hypot(x1 - x0, y1 - y0)
    sx, sy = (y0 - y1) * reach, (x1 - x0) * reach
    return Polygon([(x0 + sx, y0 + sy), (x1 + sx, y1 + sy), (x1 - sx, y1 - sy), (x0 - sx, y0 - sy)])
