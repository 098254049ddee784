"""A layout while it is being made up: cells, their rooms, the walls between them and the openings so far."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from docparse.training.synth.plan.graph import OUTSIDE, Corners, Edge, WallSpec, edges_of, noded, signed_area
from docparse.training.synth.plan.layout import Opening, Point
from docparse.training.synth.plan.plane import Ring

# Rooms one goes through only to get to what is in them.
LEAVES = frozenset({"bathroom", "toilet", "closet", "storage", "laundry", "utility"})
# Places outside the building, behind a railing.
RAILED = frozenset({"balcony", "terrace", "porch"})
# Middles so near each other, in metres, are of one side.
_SAME = 0.01


@dataclass
class Cell:
    """One piece of floor.

    Attributes:
        ring: Its corners, righted, on the walls' centre lines.
        type: Room type; empty until the programme gives one.
        parent: Index of the cell it was cut from and opens into, if any.
        room: Room it belongs to; cells of one room have no wall between them.
        bevels: Middles of sides that cut off a corner for a door.
    """

    ring: Ring
    type: str = ""
    parent: int | None = None
    room: int = -1
    bevels: list[Point] = field(default_factory=list)


@dataclass
class Draft:
    """Cells and all that is derived from them.

    Attributes:
        cells: Pieces of floor; ``room`` numbers are set by ``number_rooms``.
        edges: Edges between cells, set by ``meet``.
        specs: Walls by edge.
        openings: Openings by edge, each with its jambs in metres from the edge's start.
        corners: What walls leave clear of each edge; set once ``specs`` are.
    """

    cells: list[Cell]
    edges: list[Edge] = field(default_factory=list)
    specs: dict[Edge, WallSpec] = field(default_factory=dict)
    openings: dict[Edge, list[tuple[tuple[float, float], Opening]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    corners: Corners | None = None

    def meet(self) -> None:
        """Give cells that touch common corners, number rooms that have no number, and find the edges."""
        for cell, ring in zip(self.cells, noded([cell.ring for cell in self.cells]), strict=True):
            cell.ring = ring
        for index, cell in enumerate(self.cells):
            if cell.room < 0:
                cell.room = index
        self.edges = edges_of([cell.ring for cell in self.cells])

    def outside(self, index: int) -> bool:
        """Whether a cell, or what is beyond an edge, is not inside the building."""
        return index == OUTSIDE or self.cells[index].type in RAILED

    def rooms(self) -> dict[int, list[int]]:
        """Cells by room."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, cell in enumerate(self.cells):
            found[cell.room].append(index)
        return dict(found)

    def area(self, room: int) -> float:
        """Of a room between its walls' centre lines, square metres."""
        return sum(signed_area(cell.ring) for cell in self.cells if cell.room == room)

    def type(self, room: int) -> str:
        """Type of a room."""
        return next(cell.type for cell in self.cells if cell.room == room)

    def set_type(self, room: int, name: str) -> None:
        """Give a room its type."""
        for cell in self.cells:
            if cell.room == room:
                cell.type = name

    def merge(self, room: int, into: int) -> None:
        """Make one room part of another."""
        name = self.type(into)
        for cell in self.cells:
            if cell.room == room:
                cell.room, cell.type = into, name

    def shared(self) -> dict[tuple[int, int], list[Edge]]:
        """Edges between each two rooms inside the building, lower room number first."""
        found: dict[tuple[int, int], list[Edge]] = defaultdict(list)
        for edge in self.edges:
            if self.outside(edge.face) or self.outside(edge.other):
                continue
            a, b = self.cells[edge.face].room, self.cells[edge.other].room
            if a != b:
                found[min(a, b), max(a, b)].append(edge)
        return dict(found)

    def bevelled(self, edge: Edge) -> bool:
        """Whether an edge cuts off a corner for a door."""
        middle = edge.at(edge.length / 2)
        faces = [face for face in (edge.face, edge.other) if face != OUTSIDE]
        return any(math.dist(middle, at) < _SAME for face in faces for at in self.cells[face].bevels)

    def outer_edges(self) -> list[Edge]:
        """Edges between a cell inside the building and what is outside, balconies included."""
        return [edge for edge in self.edges if self.outside(edge.face) != self.outside(edge.other)]

    def inner_face(self, edge: Edge) -> int:
        """Of an outer edge's two cells the one inside the building."""
        return edge.other if self.outside(edge.face) else edge.face

    def free(self, edge: Edge) -> list[tuple[float, float]]:
        """Stretches of an edge that neither other walls nor openings take, metres from its start."""
        if self.corners is None or edge not in self.specs:
            return []
        low, high = self.corners.clear(edge)
        stretches = []
        for (start, end), _ in sorted(self.openings.get(edge, []), key=lambda item: item[0]):
            stretches.append((low, start))
            low = end
        stretches.append((low, high))
        return [(a, b) for a, b in stretches if b - a > 0.01]
