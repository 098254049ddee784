"""Doors and passages between rooms: every room can be reached, mostly from a hall."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.random import Generator
from shapely.geometry import Point as ShapelyPoint
from shapely.geometry import Polygon

from docparse.training.synth.plan.draft import LEAVES, Draft
from docparse.training.synth.plan.graph import Edge
from docparse.training.synth.plan.layout import DoorStyle, OpeningKind
from docparse.training.synth.plan.openings import cupboard_style, opening_on, row_of_doors, wide_style
from docparse.training.synth.plan.plane import across, moved

# Metres: the narrowest clear wall for a door, and for a cupboard's door.
_DOOR, _CUPBOARD = 0.66, 0.4
_JAMB = 0.03
# Share of cupboards whose doors take all of their front.
_ALL_FRONT = 0.4
_SOCIAL = frozenset({"living", "dining", "kitchen", "hall"})


@dataclass(frozen=True)
class _Link:
    """Two rooms and the widest clear stretch of wall between them."""

    rooms: tuple[int, int]
    edge: Edge
    stretch: tuple[float, float]
    cost: float

    @property
    def width(self) -> float:
        return self.stretch[1] - self.stretch[0]


def connect(draft: Draft, rng: Generator) -> bool:
    """Give rooms their doors.

    Args:
        draft: With walls; gets the openings.
        rng: Source of all choices.

    Returns:
        Whether every room inside the building can be reached from every other.
    """
    links = sorted(_links(draft, rng), key=lambda link: link.cost)
    group = {room: room for room in draft.rooms() if not draft.outside(draft.rooms()[room][0])}
    doors = dict.fromkeys(group, 0)

    def root(room: int) -> int:
        while group[room] != room:
            room = group[room]
        return room

    # First as architects would have it, each bath and cupboard with one door; then whatever is needed.
    for strict in (True, False):
        for link in links:
            a, b = link.rooms
            if root(a) == root(b) or (strict and not _proper(draft, link, doors)):
                continue
            _open(draft, link, rng)
            group[root(a)] = root(b)
            doors[a] += 1
            doors[b] += 1
    opened = {link.edge for link in links if draft.openings.get(link.edge)}
    for link in links:
        if link.edge not in opened and _welcome(draft, link, rng):
            _open(draft, link, rng)
    return len({root(room) for room in group}) == 1


def _links(draft: Draft, rng: Generator) -> list[_Link]:
    parents = {
        (min(pair), max(pair))
        for cell in draft.cells
        if cell.parent is not None
        for pair in [(cell.room, draft.cells[cell.parent].room)]
    }
    links = []
    for rooms, edges in draft.shared().items():
        narrowest = _CUPBOARD if "closet" in map(draft.type, rooms) else _DOOR
        stretches = [(stretch, edge) for edge in edges for stretch in draft.free(edge)]
        if not stretches:
            continue
        bevelled = [(stretch, edge) for stretch, edge in stretches if draft.bevelled(edge)]
        stretch, edge = max(bevelled or stretches, key=lambda item: item[0][1] - item[0][0])
        if stretch[1] - stretch[0] >= narrowest + 2 * _JAMB:
            cost = -1.0 if rooms in parents else _cost(draft, rooms) + rng.uniform(0, 0.5)
            links.append(_Link(rooms, edge, stretch, cost))
    return links


def _cost(draft: Draft, rooms: tuple[int, int]) -> float:
    types = {draft.type(room) for room in rooms}
    if len(types) == 1:
        return 4.0 if types & LEAVES else 2.0 if "bedroom" in types else 0.6
    if "garage" in types:
        return 1.5 if types & {"hall", "utility", "kitchen", "laundry"} else 4.0
    if "hall" in types:
        return 0.1
    if types <= _SOCIAL | {"stairs", "office"}:
        return 0.6
    if types & LEAVES:
        return 1.2 if types & {"bedroom"} else 1.0 if types & {"living", "dining"} else 1.6
    return 1.1 if types & _SOCIAL else 2.5


def _proper(draft: Draft, link: _Link, doors: dict[int, int]) -> bool:
    return all(draft.type(room) not in LEAVES or doors[room] == 0 for room in link.rooms) and link.cost < 3.0


def _welcome(draft: Draft, link: _Link, rng: Generator) -> bool:
    """Whether a door that is not needed is made all the same."""
    types = {draft.type(room) for room in link.rooms}
    if types <= _SOCIAL:
        return bool(rng.random() < 0.3)
    if types & LEAVES or "garage" in types:
        return bool(rng.random() < 0.04)
    return bool(rng.random() < (0.12 if types & _SOCIAL else 0.04))


def _open(draft: Draft, link: _Link, rng: Generator) -> None:
    types = {draft.type(room) for room in link.rooms}
    kind, style, width = _what(types, link.width - 2 * _JAMB, rng)
    low, high = link.stretch[0] + _JAMB, link.stretch[1] - _JAMB - width
    start = _position(low, high, rng)
    span = (start, start + width)
    # A leaf mostly hangs at the jamb next to the nearer corner, so that it opens against a wall.
    nearer_start = start - low < high - start
    hung = (nearer_start == (rng.random() < 0.85), _into(draft, link.edge, rng))
    if "closet" in types:
        row = row_of_doors(link.edge, span, draft.specs[link.edge], hung[1], rng)
        if row:
            draft.openings[link.edge] += row
            return
    if style == "swing":
        hung = _free_swing(draft, link.edge, span, hung)
    opening = opening_on(
        link.edge,
        span,
        draft.specs[link.edge],
        kind,
        style=style,
        hinge_at_start=hung[0],
        into=hung[1],
        cupboard="closet" in types,
    )
    draft.openings[link.edge].append((span, opening))


def _free_swing(
    draft: Draft, edge: Edge, span: tuple[float, float], hung: tuple[bool, int]
) -> tuple[bool, int]:
    """How a leaf hangs (at the start jamb, into which cell): otherwise than wished if it would hit a wall."""
    at_start, into = hung
    beyond = edge.other if into == edge.face else edge.face
    for first, cell in (hung, (not at_start, into), (at_start, beyond), (not at_start, beyond)):
        inward = across(edge.direction)
        reach = span[1] - span[0] + draft.specs[edge].thickness
        tip = moved(edge.at(span[0 if first else 1]), inward, reach if cell == edge.face else -reach)
        if Polygon(draft.cells[cell].ring).contains(ShapelyPoint(tip)):
            return first, cell
    return hung


def _what(types: set[str], room: float, rng: Generator) -> tuple[OpeningKind, DoorStyle | None, float]:
    """Kind, style and width of an opening between rooms of these types, on so many metres of clear wall."""
    single = min(room, float(rng.uniform(0.66, 0.92)))
    if "closet" in types:
        # Many cupboards are all front: doors from side wall to side wall.
        width = min(room, 4.0 if rng.random() < _ALL_FRONT else float(rng.uniform(0.45, 2.2)))
        return "door", cupboard_style(width, rng), width
    if types <= _SOCIAL and room > 1.1:
        style = rng.random()
        if style < 0.22:
            return "bare", None, min(room, float(rng.uniform(0.8, 3.2)))
        if style < 0.42:
            return "door", wide_style(rng), min(room, float(rng.uniform(1.1, 1.9)))
    if types <= _SOCIAL | {"stairs", "other"} and rng.random() < 0.2:
        return "bare", None, single
    if rng.random() < 0.05:
        return "door", "sliding" if rng.random() < 0.7 else "folding", single
    if types & {"bathroom", "toilet", "storage"}:
        single = min(single, float(rng.uniform(0.58, 0.85)))
    return "door", "swing", single


def _position(low: float, high: float, rng: Generator) -> float:
    """Where an opening starts between the lowest and highest possible place: mostly next to a corner."""
    slack = max(high - low, 0.0)
    if rng.random() < 0.65:
        nook = min(slack, float(rng.uniform(0.0, 0.25)))
        return low + nook if rng.random() < 0.5 else low + slack - nook
    return low + slack * float(rng.uniform(0, 1))


def _into(draft: Draft, edge: Edge, rng: Generator) -> int:
    """The cell a leaf opens into: out of cupboards, into rooms rather than halls, not always."""
    types = [draft.cells[face].type for face in (edge.face, edge.other)]
    if "closet" in types:
        return edge.other if types[0] == "closet" else edge.face
    if (types[0] == "hall") != (types[1] == "hall"):
        room, hall = (edge.other, edge.face) if types[0] == "hall" else (edge.face, edge.other)
        return room if rng.random() < 0.88 else hall
    return edge.face if rng.random() < 0.5 else edge.other
