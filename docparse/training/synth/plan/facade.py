"""Openings in outer walls: the way in, windows, french doors onto balconies, garage doors."""

from __future__ import annotations

import math

from numpy.random import Generator

from docparse.training.synth.plan.draft import Draft
from docparse.training.synth.plan.graph import OUTSIDE, Edge
from docparse.training.synth.plan.layout import DoorStyle
from docparse.training.synth.plan.openings import opening_on, wide_style

_JAMB = 0.05
_LEAF: DoorStyle = "swing"
_LIVED_IN = frozenset({"living", "bedroom", "dining", "kitchen", "office", "other"})
# Chance of a window where none is needed.
_CHANCE = {
    "bathroom": 0.55,
    "toilet": 0.4,
    "hall": 0.2,
    "stairs": 0.35,
    "laundry": 0.5,
    "utility": 0.4,
    "garage": 0.25,
}

Span = tuple[float, float]


def add_entrance(draft: Draft, rng: Generator) -> bool:
    """A front door, and now and then a back door; False when no outer wall has room for one."""
    places = [
        (edge, stretch)
        for edge in draft.outer_edges()
        if edge.other == OUTSIDE or draft.cells[edge.other].type == "porch"
        for stretch in draft.free(edge)
        if stretch[1] - stretch[0] > 0.85 + 2 * _JAMB and not draft.outside(edge.face)
    ]
    if not places:
        return False
    liking = {"hall": 0.0, "living": 1.5, "kitchen": 2.2, "stairs": 2.5, "utility": 2.5}

    def badness(place: tuple[Edge, Span]) -> float:
        return liking.get(draft.cells[place[0].face].type, 4.0) + float(rng.uniform(0, 1))

    order = sorted(places, key=badness)
    count = 1 + (len(draft.cells) > 5 and rng.random() < 0.25)
    for edge, stretch in order[:count]:
        if draft.openings.get(edge):
            continue
        room = stretch[1] - stretch[0] - 2 * _JAMB
        wide = room > 1.4 and rng.random() < 0.12
        width = min(room, float(rng.uniform(1.2, 1.7) if wide else rng.uniform(0.8, 0.98)))
        start = stretch[0] + _JAMB + (room - width) * float(rng.uniform(0, 1))
        _add(draft, edge, (start, start + width), rng, "double" if wide else "swing")
    return True


def add_windows(draft: Draft, rng: Generator) -> None:
    """Windows, french doors and garage doors, by room; some sides of the building stay blind."""
    glazing = float(rng.uniform(0.5, 1.2))
    blind = _blind_sides(draft, rng)
    lit: set[int] = set()
    later: list[Edge] = []
    for edge in draft.outer_edges():
        cell = draft.inner_face(edge)
        name, room = draft.cells[cell].type, draft.cells[cell].room
        beyond = edge.other if cell == edge.face else edge.face
        if name == "garage" and beyond == OUTSIDE and room not in lit:
            if _garage_door(draft, edge, rng):
                lit.add(room)
        elif beyond != OUTSIDE:
            _onto_balcony(draft, edge, name, rng)
        elif _side(edge) in blind:
            later.append(edge)
        elif name in _LIVED_IN or rng.random() < _CHANCE.get(name, 0.03):
            lit |= {room} if _glaze(draft, edge, name, glazing, rng) else set()
    # What would stay dark gets a window in a blind side, mostly.
    for edge in sorted(later, key=lambda e: -e.length):
        dark = draft.cells[edge.face]
        if dark.type in _LIVED_IN and dark.room not in lit and rng.random() < 0.7:
            lit |= {dark.room} if _glaze(draft, edge, dark.type, glazing, rng) else set()


def _side(edge: Edge) -> int:
    """Which of eight sides of the building an outer edge faces."""
    return round(math.atan2(edge.direction[1], edge.direction[0]) / (math.pi / 4)) % 8


def _blind_sides(draft: Draft, rng: Generator) -> set[int]:
    """Sides without windows, as towards the neighbours; never the longest side."""
    lengths: dict[int, float] = {}
    for edge in draft.outer_edges():
        lengths[_side(edge)] = lengths.get(_side(edge), 0.0) + edge.length
    style = rng.random()
    if style < 0.25 or not lengths:
        return set()
    kept = max(lengths, key=lambda side: lengths[side] * float(rng.uniform(0.3, 1)))
    if style < 0.6:
        # Between neighbours: light from the front, or from the front and the back.
        lit = {kept, (kept + 4) % 8} if rng.random() < 0.7 else {kept}
        return {side for side in lengths if all(min((side - k) % 8, (k - side) % 8) > 1 for k in lit)}
    return {side for side in lengths if side != kept and rng.random() < 0.45}


def _glaze(draft: Draft, edge: Edge, name: str, glazing: float, rng: Generator) -> bool:
    """Windows in every clear stretch of an edge; True when there is one."""
    made = False
    for low, high in draft.free(edge):
        room = high - low - 2 * _JAMB
        if room < 0.4:
            continue
        if name in ("living", "dining", "kitchen") and room > 1.3 and rng.random() < 0.08:
            width = min(room, float(rng.uniform(1.2, 2.4)))
            start = low + _JAMB + (room - width) / 2
            _add(draft, edge, (start, start + width), rng, wide_style(rng))
            made = True
            continue
        for start, end in _panes(room, name, glazing, rng):
            _add(draft, edge, (low + _JAMB + start, low + _JAMB + end), rng)
            made = True
    return made


def _panes(room: float, name: str, glazing: float, rng: Generator) -> list[Span]:
    """Windows on so many metres of clear wall: one, a pair, a row with short piers, or glass all along."""
    if name not in _LIVED_IN:
        width = min(room, float(rng.uniform(0.4, 0.95)))
        start = (room - width) * float(rng.uniform(0.2, 0.8))
        return [(start, start + width)]
    if room < 1.5 or rng.random() < 0.08:
        width = room * float(rng.uniform(0.7, 1.0))
        return [((room - width) / 2, (room + width) / 2)]
    style = rng.random()
    if style < 0.22 and room > 1.8:
        return _row(room, float(rng.uniform(0.7, 1.3)), float(rng.uniform(0.2, 0.55)))
    count = 1 if room < 2.8 else int(rng.integers(1, 3)) if room < 6 else int(rng.integers(2, 4))
    widest = max(room / count - 0.35, 0.4)
    width = min(widest, float(rng.uniform(0.8, 1.9)) * glazing)
    width = min(max(width, 0.45), widest)
    shift = float(rng.uniform(-0.5, 0.5)) if count == 1 and rng.random() < 0.4 else 0.0
    spans = []
    for k in range(count):
        centre = room * (k + 0.5) / count + shift * (room - width)
        spans.append((centre - width / 2, centre + width / 2))
    return [span for span in spans if span[0] >= -1e-9 and span[1] <= room + 1e-9]


def _row(room: float, width: float, pier: float) -> list[Span]:
    count = max(int((room + pier) / (width + pier)), 1)
    used = count * width + (count - 1) * pier
    if used > room:
        width, used = room, room
    start = (room - used) / 2
    return [(start + k * (width + pier), start + k * (width + pier) + width) for k in range(count)]


def _onto_balcony(draft: Draft, edge: Edge, name: str, rng: Generator) -> None:
    """A door onto a balcony, terrace or porch, often with a window beside it."""
    if name in ("closet", "garage", "toilet") or draft.openings.get(edge):
        return
    for low, high in draft.free(edge):
        room = high - low - 2 * _JAMB
        if room < 0.62:
            continue
        if room < 1.25 or rng.random() < 0.35:
            width, style = min(room, float(rng.uniform(0.7, 0.95))), _LEAF
        else:
            width, style = min(room, float(rng.uniform(1.2, 3.0))), wide_style(rng)
        start = low + _JAMB + (room - width) * float(rng.uniform(0, 1))
        _add(draft, edge, (start, start + width), rng, style)
        for a, b in ((low + _JAMB, start - 0.25), (start + width + 0.25, high - _JAMB)):
            if b - a > 0.5 and rng.random() < 0.5:
                pane = min(b - a, float(rng.uniform(0.5, 1.8)))
                _add(draft, edge, ((a + b - pane) / 2, (a + b + pane) / 2), rng)


def _garage_door(draft: Draft, edge: Edge, rng: Generator) -> bool:
    stretches = draft.free(edge)
    low, high = max(stretches, key=lambda s: s[1] - s[0], default=(0.0, 0.0))
    room = high - low - 2 * _JAMB
    if room < 2.0:
        return False
    width = min(room, float(rng.uniform(4.4, 5.0)) if room > 4.6 else float(rng.uniform(2.2, 2.6)))
    start = low + _JAMB + (room - width) / 2
    _add(draft, edge, (start, start + width), rng, "garage")
    return True


def _add(draft: Draft, edge: Edge, span: Span, rng: Generator, style: DoorStyle | None = None) -> None:
    """A door of some style, or a window when there is none."""
    into = draft.inner_face(edge)
    if style != "swing" and rng.random() < 0.3:
        into = edge.other if into == edge.face else edge.face
    opening = opening_on(
        edge,
        span,
        draft.specs[edge],
        "door" if style else "window",
        style=style,
        hinge_at_start=bool(rng.random() < 0.5),
        into=into,
    )
    draft.openings[edge].append((span, opening))
