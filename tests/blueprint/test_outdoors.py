"""Ground outside in which a terrace's name stands is a room; frames and plots are not, nor open corners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from docparse.blueprint.carriers import Label
from docparse.blueprint.openings import Gap
from docparse.blueprint.outdoors import with_ground, without_nameless
from docparse.blueprint.rooms import Spaces, split_rooms
from docparse.blueprint.walls import find_walls
from tests.blueprint.drawn import CLASSES, two_rooms

# Below the house; its lower walls end at row 400.
LEFT, TOP, RIGHT, BOTTOM = 280, 402, 660, 484
AT = (550.0, 450.0)
Grey = np.ndarray
DOORS = [
    Gap(np.array(corners, float), 0.9, 0.0)
    for corners in (
        [[400, 180], [400, 260], [410, 260], [410, 180]],
        [[500, 380], [580, 380], [580, 400], [500, 400]],
        [[200, 100], [300, 100], [300, 120], [200, 120]],
    )
]


def lined(grey: Grey) -> None:
    cv2.rectangle(grey, (LEFT, TOP - 4), (RIGHT, BOTTOM), 90, 1)


def toned(grey: Grey) -> None:
    grey[TOP : BOTTOM + 1, LEFT : RIGHT + 1] = 225


def dotted(grey: Grey) -> None:
    grey[TOP : BOTTOM + 1 : 4, LEFT : RIGHT + 1 : 4] = 0


def hatched(grey: Grey) -> None:
    part = grey[TOP : BOTTOM + 1, LEFT : RIGHT + 1]
    for start in range(-100, 400, 12):
        cv2.line(part, (start, 0), (start + 100, 100), 60, 1)
        cv2.line(part, (start + 100, 0), (start, 100), 60, 1)


def label(
    at: tuple[float, float] = AT,
    name: str = "Terrace",
    kind: str = "terrace",
    size: tuple[float, float] = (60.0, 16.0),
) -> Label:
    (x, y), (wide, high) = at, (size[0] / 2, size[1] / 2)
    return Label(
        name,
        kind,
        at,
        ((x - wide, y - high), (x + wide, y - high), (x + wide, y + high), (x - wide, y + high)),
    )


def spaces(draw: Callable[[Grey], None] | None, *labels: Label) -> tuple[Spaces, Spaces]:
    """The house's before and after."""
    drawing = two_rooms()
    if draw is not None:
        draw(drawing.grey)
    walls = find_walls(drawing)
    before = split_rooms(drawing, walls, DOORS)
    # A line goes round it and a door leads to it: that is known without its name.
    assert bool(before.outdoor) == (draw is lined)
    return before, with_ground(before, drawing, walls, labels)


@pytest.mark.parametrize("draw", [toned, dotted, hatched])
def test_ground_that_is_set_off_from_the_paper_is_a_terrace(draw: Callable[[Grey], None]):
    before, after = spaces(draw, label())
    (number,) = after.outdoor
    rows, columns = np.nonzero(after.numbers == number)
    assert (columns.min(), columns.max()) == pytest.approx((LEFT, RIGHT), abs=8)
    assert (rows.min(), rows.max()) == pytest.approx((TOP, BOTTOM), abs=8)
    assert len(rows) == pytest.approx((RIGHT - LEFT) * (BOTTOM - TOP), rel=0.1)
    assert np.array_equal(after.numbers[after.numbers != number], before.numbers[after.numbers != number])


def test_what_is_known_already_is_left_alone():
    before, after = spaces(lined, label())
    assert np.array_equal(after.numbers, before.numbers)


def seen_as_floor(draw: Callable[[Grey], None] | None) -> Spaces:
    """The house with ground below it that the model takes for floor and no line goes round."""
    drawing = two_rooms()
    drawing.classes.labels[TOP : BOTTOM + 1, LEFT : RIGHT + 1] = CLASSES.index("floor")
    if draw is not None:
        draw(drawing.grey)
    walls = find_walls(drawing)
    before = split_rooms(drawing, walls, DOORS)
    assert len(before.outdoor) == len(before.loose) == 1
    return with_ground(before, drawing, walls, [])


def test_ground_that_only_the_model_sees_is_proved_by_its_tone():
    assert not seen_as_floor(toned).loose
    assert seen_as_floor(None).loose


def noisy(grey: Grey) -> None:
    grey[:] = np.clip(grey + np.random.default_rng(5).normal(0, 8, grey.shape), 0, 255)


def unevenly_lit(grey: Grey) -> None:
    light = np.linspace(1.0, 0.84, grey.shape[0])[:, None]
    grey[:] = np.clip(grey * light, 0, 255)


def test_a_space_of_which_a_cut_left_nothing_is_not_proved():
    drawing = two_rooms()
    toned(drawing.grey)
    walls = find_walls(drawing)
    before = split_rooms(drawing, walls, DOORS)
    gone = frozenset({int(before.numbers.max()) + 3})
    after = with_ground(replace(before, outdoor=gone, loose=gone), drawing, walls, [])
    assert after.loose == gone


@pytest.mark.parametrize("draw", [noisy, unevenly_lit])
def test_neither_noise_nor_shadow_is_a_tone(draw: Callable[[Grey], None]):
    assert seen_as_floor(draw).loose
    before, after = spaces(draw, label())
    assert np.array_equal(after.numbers, before.numbers)


def test_paper_shut_in_beside_toned_ground_is_none_of_it():
    def with_wall(grey: Grey) -> None:
        toned(grey)
        grey[TOP - 2 : BOTTOM + 10, LEFT - 90 : LEFT - 86] = 0
        grey[BOTTOM + 6 : BOTTOM + 10, LEFT - 90 : LEFT + 10] = 0
        grey[BOTTOM : BOTTOM + 10, LEFT : LEFT + 4] = 0

    _, after = spaces(with_wall, label())
    (number,) = after.outdoor
    assert np.nonzero(after.numbers == number)[1].min() == pytest.approx(LEFT, abs=8)


def test_a_corner_between_walls_that_is_far_open_needs_a_name():
    # The right room without its right wall: the model sees its floor, walls go three quarters round.
    drawing = two_rooms()
    drawing.grey[110:390, 680:] = 255
    labels = drawing.classes.labels
    labels[110:390, 680:] = CLASSES.index("outside")
    walls = find_walls(drawing)
    before = split_rooms(drawing, walls, DOORS)
    (number,) = before.loose
    assert number not in before.outdoor
    room = label(at=(550.0, 250.0), name="Bedroom", kind="bedroom")
    elsewhere = label(at=(200.0, 250.0), name="Kitchen", kind="kitchen")
    named = without_nameless(before, drawing, [room, elsewhere])
    assert np.array_equal(named.numbers, before.numbers)
    assert not named.loose
    after = without_nameless(before, drawing, [elsewhere])
    assert not (after.numbers == number).any()
    assert not after.footprint[250, 550]
    assert after.footprint[250, 200]
    # A name of which a corner reaches into it is enough; where no text was read, names tell nothing.
    reaching = label(at=(700.0, 250.0), name="Bedroom", kind="bedroom", size=(80.0, 16.0))
    assert (without_nameless(before, drawing, [reaching, elsewhere]).numbers == number).any()
    unread = without_nameless(before, drawing, [])
    assert np.array_equal(unread.numbers, before.numbers)
    assert not unread.loose


@pytest.mark.parametrize(
    "labels",
    [(), (label(name="Bedroom", kind="bedroom"),), (label(at=(150.0, 450.0)),), (label(at=(250.0, 250.0)),)],
    ids=["no name", "a room's name", "on paper", "in a room"],
)
def test_without_its_name_in_it_ground_is_none(labels: tuple[Label, ...]):
    before, after = spaces(toned, *labels)
    assert np.array_equal(after.numbers, before.numbers)


def test_a_labels_frame_is_no_ground():
    before, after = spaces(toned, label(size=(370.0, 40.0)))
    assert np.array_equal(after.numbers, before.numbers)


def test_ground_apart_from_the_building_is_none():
    def apart(grey: Grey) -> None:
        grey[450:498, LEFT : RIGHT + 1] = 225

    before, after = spaces(apart, label(at=(550.0, 475.0)))
    assert np.array_equal(after.numbers, before.numbers)


def test_ground_all_round_the_building_is_the_plot():
    def plot(grey: Grey) -> None:
        grey[(grey == 255) & (np.indices(grey.shape)[0] > 20)] = 225
        grey[:, :20] = grey[:, -20:] = grey[-20:] = 255
        for left, top, right, bottom in ((120, 120, 400, 380), (410, 120, 680, 380)):
            grey[top:bottom, left:right] = 255

    before, after = spaces(plot, label())
    assert np.array_equal(after.numbers, before.numbers)
