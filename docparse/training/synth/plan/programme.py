"""What each room is for: by its size, its windows and what it opens to."""

from __future__ import annotations

from numpy.random import Generator

from docparse.training.synth.plan.draft import Draft
from docparse.training.synth.plan.partition import SPARE

# Square metres.
_CUPBOARD, _CLOAKROOM, _BATH, _BED = 1.3, 2.4, 8.0, 6.0


def settle(draft: Draft, rng: Generator) -> None:
    """Join spare ends and touching corridors to rooms, then give every room a type."""
    _join_spares(draft)
    _join_halls(draft, rng)
    rooms = [room for room in draft.rooms() if not draft.type(room)]
    lit = {draft.cells[draft.inner_face(edge)].room for edge in draft.outer_edges() if edge.length > 1.0}
    rooms.sort(key=draft.area)
    if len(rooms) > 3 and not any(cell.type == "hall" for cell in draft.cells):
        hall = _crossroads(draft, rooms, rng)
        if hall is not None:
            draft.set_type(hall, "hall")
            rooms.remove(hall)
    _small_rooms(draft, rooms, lit, rng)
    _large_rooms(draft, rooms, lit, rng)


def _join_spares(draft: Draft) -> None:
    for room in [room for room in draft.rooms() if draft.type(room) == SPARE]:
        lengths: dict[int, float] = {}
        for pair, edges in draft.shared().items():
            other = pair[1] if pair[0] == room else pair[0]
            if room in pair and draft.type(other) not in (SPARE, "closet"):
                lengths[other] = max(edge.length for edge in edges)
        # Given to the room it opens to most widely, the corridor it came from only if there is no other.
        best = max(lengths, key=lambda r: (draft.type(r) != "hall", lengths[r]), default=None)
        if best is None:
            draft.set_type(room, "storage")
        else:
            draft.merge(room, into=best)


def _join_halls(draft: Draft, rng: Generator) -> None:
    for edges in [edges for _, edges in sorted(draft.shared().items())]:
        rooms = sorted({draft.cells[edges[0].face].room, draft.cells[edges[0].other].room})
        halls = len(rooms) == 2 and all(draft.type(room) == "hall" for room in rooms)
        if halls and max(edge.length for edge in edges) > 0.9 and rng.random() < 0.85:
            draft.merge(rooms[1], into=rooms[0])


def _crossroads(draft: Draft, rooms: list[int], rng: Generator) -> int | None:
    """The modest room with the most neighbours, to serve as a hall."""
    if rng.random() < 0.25:
        return None
    neighbours = dict.fromkeys(rooms, 0)
    for (a, b), edges in draft.shared().items():
        if max(edge.length for edge in edges) > 0.9:
            for room in (a, b):
                if room in neighbours:
                    neighbours[room] += 1
    modest = [room for room in rooms if 2.0 < draft.area(room) < 11.0]
    return max(modest, key=lambda room: neighbours[room] - 0.15 * draft.area(room), default=None)


def _small_rooms(draft: Draft, rooms: list[int], lit: set[int], rng: Generator) -> None:
    """Cupboards, cloakrooms and bathrooms; takes what it settles out of ``rooms`` (smallest first)."""
    baths = 1 + len(rooms) // 5 - sum(cell.type in ("bathroom", "toilet") for cell in draft.cells)
    for room in list(rooms):
        area = draft.area(room)
        if len(rooms) <= 1 or (area > _BATH and not (baths > 0 and len(rooms) > 3)) or area > 2 * _BATH:
            break
        if area < _CUPBOARD:
            name = "closet"
        elif area < _CLOAKROOM:
            name = (
                "toilet"
                if baths > 0 or rng.random() < 0.4
                else _pick(rng, "closet", "storage", "utility", "laundry")
            )
            baths -= name == "toilet" and rng.random() < 0.4
        elif baths > 0 and not (room in lit and rng.random() < 0.3 and len(rooms) > 4):
            name = "bathroom"
            baths -= 1
        elif room not in lit:
            name = _pick(rng, "storage", "laundry", "utility", "bathroom", "closet", "hall")
        elif area < _BED:
            name = _pick(rng, "bathroom", "office", "laundry", "kitchen", "utility", "other")
        else:
            continue
        draft.set_type(room, name)
        rooms.remove(room)


def _large_rooms(draft: Draft, rooms: list[int], lit: set[int], rng: Generator) -> None:
    """Living room, kitchen, bedrooms and the rest; rooms without windows get what can do without."""
    total = len(rooms)
    rooms = sorted(rooms, key=draft.area, reverse=True)
    if not rooms:
        return
    lounge = next((room for room in rooms if room in lit), rooms[0])
    draft.set_type(lounge, "living")
    rooms.remove(lounge)
    has_kitchen = any(cell.type == "kitchen" for cell in draft.cells)
    if rooms and not has_kitchen and rng.random() < (0.75 if total > 2 else 0.3):
        beside = [room for room in rooms if _touch(draft, room, lounge)] or rooms
        kitchen = min(beside, key=lambda room: abs(draft.area(room) - 11.0))
        draft.set_type(kitchen, "kitchen")
        rooms.remove(kitchen)
    for k, room in enumerate(rooms):
        if room not in lit and draft.area(room) < 14:
            name = _pick(rng, "storage", "bathroom", "hall", "utility", "office", "other")
        elif total > 5 and k == 0 and rng.random() < 0.5:
            name = "dining"
        elif total > 4 and rng.random() < 0.15:
            name = _pick(rng, "office", "dining", "living", "other", "utility")
        else:
            name = "bedroom"
        draft.set_type(room, name)


def _touch(draft: Draft, a: int, b: int) -> bool:
    edges = draft.shared().get((min(a, b), max(a, b)), [])
    return any(edge.length > 1.0 for edge in edges)


def _pick(rng: Generator, *names: str) -> str:
    return names[int(rng.integers(len(names)))]
