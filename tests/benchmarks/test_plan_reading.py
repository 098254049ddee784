from __future__ import annotations

import math

import pytest
from plan_drawn import Grid, draw_grid, text_page, tiled
from plan_reading import Truth, asked, match_rooms, mean_error, within
from shapely.geometry import Point, box

from docparse.records import FloorPlan, Room

LEFT = Room(id="r1", polygon_px=[(0, 0), (100, 0), (100, 50), (0, 50)], area_m2=10.0)
RIGHT = Room(id="r2", polygon_px=[(110, 0), (200, 0), (200, 50), (110, 50)], area_m2=9.0)
PLANS = [FloorPlan(rooms=[LEFT, RIGHT])]


def test_truths_go_to_the_region_they_lie_in() -> None:
    truths = [
        Truth("a", 4.0, box(0, 0, 50, 50)),
        Truth("b", 6.5, box(52, 0, 100, 50)),
        Truth("c", 9.0, Point(150, 20)),
    ]
    matches = match_rooms(truths, PLANS)
    assert [(m.names, m.true, m.read) for m in matches] == [(("a", "b"), 10.5, 10.0), (("c",), 9.0, 9.0)]
    assert matches[0].error == pytest.approx(-0.5 / 10.5)
    assert (within(matches, 0.02), asked(matches)) == (1, 3)
    assert mean_error(matches) == pytest.approx(0.25 / 10.5)


def test_a_truth_that_is_not_covered_by_half_is_lost() -> None:
    matches = match_rooms([Truth("a", 5.0, box(60, 0, 145, 50)), Truth("b", 5.0, Point(105, 5))], PLANS)
    assert [(m.names, m.read, m.error) for m in matches] == [(("a",), None, None), (("b",), None, None)]
    assert within(matches, 1.0) == 0
    assert math.isnan(mean_error(matches))


def test_no_plan_and_other_pages() -> None:
    truth = [Truth("a", 5.0, Point(10, 10))]
    assert match_rooms(truth, [])[0].read is None
    assert match_rooms(truth, PLANS, page=1)[0].read is None


def test_holes_are_not_covered() -> None:
    room = LEFT.model_copy(update={"holes_px": [[(40, 20), (60, 20), (60, 40), (40, 40)]]})
    assert match_rooms([Truth("a", 1.0, Point(50, 30))], [FloorPlan(rooms=[room])])[0].read is None


def test_drawn_rooms_have_the_size_they_are_said_to_have() -> None:
    grid = Grid(columns=3, rows=2, room=(4.0, 3.5), scale=50)
    page = draw_grid(grid, openings=False)
    for column in range(3):
        for row in range(2):
            (x0, y0), (x1, y1) = grid.corner(column, row), grid.far(column, row)
            assert (x1 - x0 + 1, y1 - y0 + 1) == (200, 175)
            assert page[y0 : y1 + 1, x0 : x1 + 1].min() == 255
            assert page[y0 - 1, x0 : x1 + 1].max() == 0
            assert page[y0 : y1 + 1, x1 + 1].max() == 0


def test_doors_open_the_walls() -> None:
    grid = Grid(columns=2, rows=1)
    closed, opened = draw_grid(grid, openings=False), draw_grid(grid)
    wall = slice(grid.far(0, 0)[0] + 1, grid.corner(1, 0)[0])
    assert closed[grid.corner(0, 0)[1] : grid.far(0, 0)[1], wall].max() == 0
    assert opened[grid.corner(0, 0)[1] : grid.far(0, 0)[1], wall].max() == 255


def test_sheets_are_covered_with_copies() -> None:
    page = draw_grid(Grid(columns=1, rows=1))
    sheet = tiled(page, (2 * page.shape[1] + 10, page.shape[0] + 5), 1.0)
    assert sheet.shape == (page.shape[0] + 5, 2 * page.shape[1] + 10, 3)
    assert (sheet[: page.shape[0], : page.shape[1]] == page).all()
    assert (sheet[: page.shape[0], page.shape[1] : 2 * page.shape[1]] == page).all()
    assert text_page().min() < 100
