import math
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from docparse.output import plan_colours as colours
from docparse.output.lettering import Lettering
from docparse.output.overlay import draw_overlay
from docparse.output.plan_overlay import (
    MAX_SIDE,
    MIN_SIDE,
    draw_plan,
    fill,
    main_direction,
    main_outline,
)
from docparse.pages import Page
from docparse.records import DocumentResult, FloorPlan, Room, Source

from .plans import rectangle, room, two_rooms


def white(width: int = 1200, height: int = 900) -> np.ndarray:
    return np.full((height, width, 3), 255, np.uint8)


def at(picture: np.ndarray, x: float, y: float, size: tuple[int, int] = (1200, 900)) -> tuple[int, ...]:
    """The colour where a page's pixel has come to stand."""
    longest = max(size)
    factor = min(max(1.0, MIN_SIDE / longest), MAX_SIDE / longest)
    margin = round(0.035 * max(round(size[0] * factor), round(size[1] * factor)))
    return tuple(int(level) for level in picture[round(y * factor) + margin, round(x * factor) + margin])


def near(one: tuple[int, ...], two: tuple[int, ...], within: int = 14) -> bool:
    return max(abs(a - b) for a, b in zip(one, two, strict=True)) <= within


def test_everything_stands_where_it_was_found():
    page = white()
    picture = draw_plan(page, [two_rooms()])
    assert near(at(picture, 160, 640), colours.floor("living"))
    assert near(at(picture, 720, 640), colours.floor("bedroom"))
    assert near(at(picture, 115, 400), colours.WALL, 30)
    assert near(at(picture, 686, 320), colours.DOOR_FILL)
    assert near(at(picture, 310, 108), colours.WINDOW_FILL)
    assert at(picture, 1150, 850) == (255, 255, 255)
    assert page.min() == 255, "the page itself stays as it is"


@pytest.mark.parametrize(
    "size", [(1200, 900), (300, 200), (9000, 4000), (1, 1), (20_000, 20), (20, 20_000), (2000, 2000)]
)
def test_sizes_stay_within_bounds(size: tuple[int, int]):
    picture = draw_plan(white(*size), [two_rooms()])
    assert picture.dtype == np.uint8
    assert picture.shape[2] == 3
    assert MIN_SIDE / 2 <= picture.shape[1] <= 1.08 * MAX_SIDE
    assert picture.shape[0] <= 1.08 * MAX_SIDE + 1500
    if size == (9000, 4000):
        assert near(at(picture, 160, 640, size), colours.floor("living"))


def inked(picture: np.ndarray, box: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = box
    return bool(picture[top:bottom, left:right].min() < 100)


def test_names_and_areas_stand_in_their_rooms():
    def middle_of(plan: FloorPlan) -> np.ndarray:
        picture = draw_plan(white(), [plan])
        # The middle half of the living room, in the picture.
        return picture[round(52 + 250 * 1.25) : round(52 + 550 * 1.25), round(52 + 200 * 1.25) : 52 + 700]

    named = middle_of(two_rooms(walls=[], doors=[]))
    assert named.min() < 80
    nameless = two_rooms(walls=[], doors=[], rooms=[two_rooms().rooms[1]])
    assert middle_of(nameless).min() > 150


def test_a_label_keeps_off_the_walls_of_a_crooked_room():
    corners = [(100, 100), (1000, 100), (1000, 260), (260, 260), (260, 800), (100, 800)]
    plan = FloorPlan(rooms=[room(1, "HALL", "hall", corners)])
    picture = draw_plan(white(), [plan])
    dark = picture[: round(900 * 1.25) + 104].max(axis=2) < 80
    rows, columns = np.nonzero(dark)
    assert len(rows)
    x, y = (columns - 52) / 1.25, (rows - 52) / 1.25
    inside = ((y < 260) & (y > 100) & (x > 100) & (x < 1000)) | ((x < 260) & (x > 100) & (y < 800))
    assert inside.all()


def test_tiny_rooms_are_named_beside_them_without_covering_each_other():
    rooms = [
        room(k, f"Cupboard {k}", "closet", rectangle(400 + 40 * k, 400, 430 + 40 * k, 430)) for k in range(6)
    ]
    picture = draw_plan(white(), [FloorPlan(rooms=rooms)])
    outside = picture[: 52 + round(380 * 1.25)], picture[52 + round(450 * 1.25) : 52 + 1100]
    assert any(part.min() < 80 for part in outside)


def test_without_a_scale_there_are_no_figures_but_a_reason():
    with_scale = draw_plan(white(), [two_rooms()])
    without = draw_plan(white(), [two_rooms(metric=False)])
    warned = (np.abs(without.astype(int) - colours.WARNING).max(axis=2) < 12).sum()
    assert warned > 200
    above = slice(0, 52 + round(100 * 1.25) - 4)
    assert inked(with_scale, (52, 0, 1500, above.stop)), "the overall width"
    assert not inked(without, (52, 0, 1500, above.stop))


@pytest.mark.parametrize("plans", [[], [FloorPlan()], [FloorPlan(), FloorPlan(level="first")]])
def test_nothing_found_is_said(plans: list[FloorPlan]):
    picture = draw_plan(white(), plans)
    assert picture.shape[0] > 900 * 1.25 + 104
    assert picture[round(900 * 1.25) + 104 :].min() < 100


def test_several_plans_get_their_names():
    one, two = two_rooms(rooms=[]), two_rooms(level="first", rooms=[])
    below = (52 + 500, 52 + round(705 * 1.25), 52 + 1000, 52 + round(760 * 1.25))
    assert inked(draw_plan(white(), [one, two]), below)
    assert not inked(draw_plan(white(), [one]), below)


@pytest.mark.parametrize(
    "polygon", [[], [(5.0, 5.0)], [(0.0, 0.0), (9.0, 9.0)], rectangle(-900, -900, 9e4, 9e4)]
)
def test_odd_polygons_do_no_harm(polygon: list[tuple[float, float]]):
    plan = FloorPlan(
        rooms=[Room(id="r1", name="HALL", type="hall", polygon_px=polygon)],
        outline_px=[polygon],
        scale=two_rooms().scale,
    )
    assert draw_plan(white(), [plan, plan]).shape[2] == 3


def test_many_small_rooms_are_drawn():
    corners = [(20 + 50 * (k % 20), 20 + 50 * (k // 20)) for k in range(200)]
    rooms = [room(k, f"R {k}", "office", rectangle(x, y, x + 40, y + 40)) for k, (x, y) in enumerate(corners)]
    picture = draw_plan(white(), [FloorPlan(rooms=rooms)])
    assert near(at(picture, 24, 24), colours.floor("office"))


@pytest.mark.parametrize("degrees", [-30, -2, 0, 3, 44])
def test_main_direction_of_a_turned_rectangle(degrees: float):
    turn = math.radians(degrees)
    matrix = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    corners = np.array(rectangle(0, 0, 300, 100)) @ matrix
    assert math.degrees(main_direction([corners])) == pytest.approx(degrees, abs=1e-6)


def test_spurs_and_crumbs_are_no_building():
    house = [(0, 0), (1000, 0), (1000, 299), (1300, 299), (1300, 301), (1000, 301), (1000, 800), (0, 800)]
    rings = [np.array(house, float), np.array(rectangle(2000, 0, 2020, 10)), np.zeros((0, 2))]
    (kept,) = main_outline(rings)
    assert kept.min(axis=0) == pytest.approx((0, 0), abs=1e-6)
    assert kept.max(axis=0) == pytest.approx((1000, 800), abs=1e-6)


def test_fill_leaves_holes_free():
    canvas = white(100, 100)
    fill(canvas, [np.array(rectangle(10, 10, 90, 90)), np.array(rectangle(40, 40, 60, 60))], (0, 0, 0), 1.0)
    assert canvas[20, 20].tolist() == [0, 0, 0]
    assert canvas[50, 50].tolist() == [255, 255, 255]
    assert canvas[5, 5].tolist() == [255, 255, 255]


def test_without_the_systems_faces():
    lettering = Lettering(system=False)
    assert lettering.shown("Séjour 12,5 m² – 3 × 4\n\x1b") == "Sejour 12,5 m2 - 3 x 4"
    assert lettering.shown("浴室") == "??"
    picture = draw_plan(white(), [two_rooms()], lettering=lettering)
    assert near(at(picture, 160, 640), colours.floor("living"))


def test_text_of_several_lines_becomes_one():
    assert Lettering().shown(" A\n B\t C ") == "A B C"


def test_overlay_draws_the_plans_of_its_page(make_result: Callable[..., DocumentResult]):
    result = DocumentResult(
        source=Source(path="a.png"), kind="floor_plan", status="ok", floor_plans=[two_rooms(page=1)]
    )
    picture = draw_overlay(Page(white(), index=1), result)
    assert near(at(picture, 160, 640), colours.floor("living"))
    other = draw_overlay(Page(white(), index=0), result)
    assert other.shape == (900, 1200, 3)
    assert other.min() == 255


def test_the_pages_print_shows_through_palely():
    page = white()
    cv2.putText(page, "PRINT", (200, 820), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 5)
    picture = draw_plan(page, [])
    part = picture[52 + 960 : 52 + 1040, 52 + 220 : 52 + 520]
    assert 120 < part.min() < 200


def test_open_passages_are_told_from_doors():
    plan = two_rooms()
    bare = [door.model_copy(update={"leaf": False}) for door in plan.doors]
    shut, open_ = draw_plan(white(), [plan]), draw_plan(white(), [plan.model_copy(update={"doors": bare})])
    assert not np.array_equal(shut, open_)
    x, y = 686, 320
    assert near(at(open_, x, y), colours.DOOR_FILL)
