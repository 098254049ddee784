"""A storey as data: rooms from wall face to wall face, and openings; the walls are what lies between.

Everything is in metres, x to the right, y down, from the outer top-left corner of the storey.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
OpeningKind = Literal["door", "window"]


@dataclass(frozen=True)
class Room:
    """A room as drawn.

    Attributes:
        name: As printed, in capitals or not.
        type: One of the room types of a floor plan's record.
        corners: Its clear outline.
        label_at: Where its name stands; the middle of its box by default.
        outdoor: Whether it lies outside the perimeter walls.
    """

    name: str
    type: str
    corners: tuple[Point, ...]
    label_at: Point | None = None
    outdoor: bool = False

    @property
    def polygon(self) -> Polygon:
        """Its clear outline as a shape."""
        return Polygon(self.corners)

    @property
    def bounds(self) -> Box:
        """Left, top, right, bottom."""
        left, top, right, bottom = self.polygon.bounds
        return left, top, right, bottom

    @property
    def sides(self) -> tuple[float, float]:
        """Width and height of its box."""
        left, top, right, bottom = self.bounds
        return right - left, bottom - top


@dataclass(frozen=True)
class Opening:
    """A door or window: the part of a wall between its jambs.

    Attributes:
        kind: ``door`` or ``window``.
        place: The wall's part, left, top, right, bottom.
        hinge: For a door: the jamb that holds the leaf, 0 for the left or upper one, 1 for the other.
        side: For a door: which way the leaf opens, -1 to the left or up, 1 to the right or down.
    """

    kind: OpeningKind
    place: Box
    hinge: int = 0
    side: int = 1

    @property
    def across(self) -> bool:
        """Whether the wall runs from left to right."""
        left, top, right, bottom = self.place
        return right - left > bottom - top


@dataclass(frozen=True)
class Fixture:
    """Something that stands in a room, such as a ``bath``, facing away from the wall it stands at."""

    kind: str
    place: Box
    facing: str = "down"


@dataclass(frozen=True)
class Storey:
    """One storey.

    Attributes:
        title: As printed below it.
        level: ``ground``, ``first`` …
        size: Width and height over all, outer face to outer face.
        shell: Thickness of the perimeter walls.
        rooms: Its rooms.
        openings: Doors and windows.
        fixtures: Furniture and equipment.
    """

    title: str
    level: str
    size: tuple[float, float]
    shell: float
    rooms: tuple[Room, ...]
    openings: tuple[Opening, ...]
    fixtures: tuple[Fixture, ...] = ()

    @cached_property
    def walls(self) -> BaseGeometry:
        """All walls as one shape, openings left out."""
        clear = [room.polygon for room in self.rooms] + [box(*opening.place) for opening in self.openings]
        return box(0.0, 0.0, *self.size).difference(unary_union(clear))

    @property
    def indoor(self) -> list[Room]:
        """The rooms within the perimeter walls."""
        return [room for room in self.rooms if not room.outdoor]

    @property
    def net(self) -> float:
        """Sum of the indoor rooms, square metres."""
        return sum(float(room.polygon.area) for room in self.indoor)

    @property
    def gross_internal(self) -> float:
        """Inside the perimeter walls' inner face, square metres."""
        return (self.size[0] - 2 * self.shell) * (self.size[1] - 2 * self.shell)

    @property
    def gross_external(self) -> float:
        """To the outer face of the perimeter walls, square metres."""
        return self.size[0] * self.size[1]

    def count(self, kind: OpeningKind) -> int:
        """How many doors or windows there are."""
        return sum(opening.kind == kind for opening in self.openings)


def room(name: str, use: str, place: Box, *, label_at: Point | None = None, outdoor: bool = False) -> Room:
    """A room with four corners."""
    left, top, right, bottom = place
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Room(name, use, corners, label_at, outdoor)


def door(*place: float, hinge: int = 0, side: int = 1) -> Opening:
    """A door; see :class:`Opening`."""
    left, top, right, bottom = place
    return Opening("door", (left, top, right, bottom), hinge, side)


def window(*place: float) -> Opening:
    """A window in a wall's part: left, top, right, bottom."""
    left, top, right, bottom = place
    return Opening("window", (left, top, right, bottom))


def in_inches(storey: Storey) -> Storey:
    """A storey given in inches, in metres."""
    inch = 0.0254

    def scaled(place: Box) -> Box:
        left, top, right, bottom = place
        return left * inch, top * inch, right * inch, bottom * inch

    rooms = tuple(
        Room(
            each.name,
            each.type,
            tuple((x * inch, y * inch) for x, y in each.corners),
            each.label_at and (each.label_at[0] * inch, each.label_at[1] * inch),
            each.outdoor,
        )
        for each in storey.rooms
    )
    openings = tuple(Opening(o.kind, scaled(o.place), o.hinge, o.side) for o in storey.openings)
    fixtures = tuple(Fixture(f.kind, scaled(f.place), f.facing) for f in storey.fixtures)
    size = (storey.size[0] * inch, storey.size[1] * inch)
    return Storey(storey.title, storey.level, size, storey.shell * inch, rooms, openings, fixtures)
