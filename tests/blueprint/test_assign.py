"""Labels are given to rooms, and loose ground without any is left out."""

from __future__ import annotations

from shapely.geometry import Polygon, box

from docparse.blueprint.assign import with_labels
from docparse.blueprint.carriers import Label, PlanShape, RoomShape


def _label(name: str, x: float, y: float) -> Label:
    corners = ((x - 20, y - 8), (x + 20, y - 8), (x + 20, y + 8), (x - 20, y + 8))
    return Label(name, None, (x, y), corners, None, None, name)


def _plan(*rooms: RoomShape) -> PlanShape:
    return PlanShape(rooms, Polygon(), (), box(0, 0, 200, 100), 10.0)


def test_a_label_belongs_to_the_room_it_stands_in_and_a_rooms_labels_run_down_the_page():
    plan = _plan(RoomShape(box(0, 0, 90, 100)), RoomShape(box(100, 0, 200, 100)))
    left, right = with_labels(
        plan, [_label("DINING", 45, 70), _label("KITCHEN", 45, 30), _label("HALL", 150, 50)]
    ).rooms
    assert [label.name for label in left.labels] == ["KITCHEN", "DINING"]
    assert [label.name for label in right.labels] == ["HALL"]


def test_a_label_whose_middle_lies_in_a_wall_belongs_to_the_room_it_mostly_covers():
    (room,) = with_labels(_plan(RoomShape(box(0, 0, 90, 100))), [_label("BATH", 92, 50)]).rooms
    assert [label.name for label in room.labels] == ["BATH"]
    (room,) = with_labels(_plan(RoomShape(box(0, 0, 90, 100))), [_label("BATH", 109, 50)]).rooms
    assert room.labels == ()


def test_loose_ground_counts_only_with_a_word_in_it():
    loose = RoomShape(box(210, 0, 300, 100), kind="outdoor", loose=True)
    bounded = RoomShape(box(0, 110, 200, 160), kind="outdoor")
    room = RoomShape(box(0, 0, 200, 100))
    assert with_labels(_plan(room, loose, bounded), []).rooms == (room, bounded)
    named = with_labels(_plan(room, loose), [_label("TERRACE", 250, 50)]).rooms
    assert [len(found.labels) for found in named] == [0, 1]
