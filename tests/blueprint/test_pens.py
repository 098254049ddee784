from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.blueprint.pens import drawn_walls, walls_of
from docparse.kind import PageView
from docparse.pages import Page
from docparse.pages.page import LayerText, VectorPath

DPI = 150.0
HEAVY, USUAL, FINE = 3.0, 1.5, 0.5


def path(points, width: float, *, closed: bool = False) -> VectorPath:
    return VectorPath(np.array(points, float), closed, False, width)


def box(left: float, top: float, right: float, bottom: float, width: float) -> VectorPath:
    return path([(left, top), (right, top), (right, bottom), (left, bottom)], width, closed=True)


def page(*paths: VectorPath, text: tuple[LayerText, ...] = ()) -> Page:
    pixels = np.full((800, 1000, 3), 255, np.uint8)
    return Page(pixels, 0, DPI, (480.0, 384.0), text, paths, 0.0)


def house(pen: float) -> list[VectorPath]:
    """Outer walls 20 px thick round a room, and a partition 12 px thick that meets them."""
    return [
        box(100, 100, 900, 700, pen),
        path([(120, 120), (494, 120), (494, 680), (120, 680)], pen, closed=True),
        path([(506, 120), (880, 120), (880, 680), (506, 680)], pen, closed=True),
    ]


def hatching(pen: float) -> list[VectorPath]:
    return [path([(150, y), (450, y)], pen) for y in range(150, 650, 10)]


def test_walls_are_what_lies_between_the_heavy_pens_lines():
    found = drawn_walls(page(*house(HEAVY), *hatching(FINE)))
    assert found is not None
    assert found.pen == HEAVY
    assert found.mask[110, 300]
    assert found.mask[400, 500]
    assert not found.mask[400, 300]
    assert not found.mask[400, 700]
    assert not found.mask[50, 300]


def test_corners_and_junctions_are_walls_too():
    found = drawn_walls(page(*house(HEAVY), *hatching(FINE)))
    assert found is not None
    for x, y in ((110, 110), (890, 110), (110, 690), (890, 690), (500, 110), (500, 690)):
        assert found.mask[y, x], (x, y)


def test_faces_are_in_the_middle_of_their_lines():
    found = drawn_walls(page(*house(HEAVY), *hatching(FINE)))
    assert found is not None
    column = np.flatnonzero(found.mask[:, 300])
    top = column[column < 400]
    assert top.min() == pytest.approx(100, abs=1)
    assert len(top) == pytest.approx(20, abs=1)


def test_walls_are_filled_and_what_their_lines_cover_beyond_is_blank():
    sheet = page(*house(HEAVY), *hatching(FINE))
    sheet.pixels[95:125, 100:900] = 90
    found = drawn_walls(sheet)
    assert found is not None
    pixels = found.filled(sheet.pixels)
    assert (pixels[110, 300] == 0).all()
    assert (pixels[98, 300] == 255).all()
    assert (sheet.pixels[110, 300] == 90).all()


def test_a_heavier_pen_that_draws_no_walls_is_left_out():
    match_line = [path([(50, 400 + step), (950, 400 + step)], 8.0) for step in (0,)]
    sheet = page(*match_line, *house(HEAVY), *hatching(FINE))
    found = drawn_walls(sheet)
    assert found is not None
    assert found.pen == HEAVY
    assert found.heavier[400, 700]
    assert not found.mask[400, 700]
    sheet.pixels[396:405, 50:950] = 0
    assert (found.filled(sheet.pixels)[400, 700] == 255).all()


def test_a_lighter_pen_draws_walls_as_well_when_its_lines_face_each_other_as_walls_do():
    shed = [box(300, 300, 700, 500, USUAL), box(315, 315, 685, 485, USUAL)]
    found = drawn_walls(page(*house(HEAVY), *shed, *hatching(FINE), *hatching(FINE)))
    assert found is not None
    assert found.mask[307, 600]


def test_a_frame_round_a_number_is_no_wall():
    frame = box(600, 400, 660, 416, HEAVY)
    places = np.array([(620.0, 402.0), (640.0, 402.0), (640.0, 414.0), (620.0, 414.0)])
    number = LayerText("104", places)
    without = drawn_walls(page(*house(HEAVY), frame, *hatching(FINE)))
    found = drawn_walls(page(*house(HEAVY), frame, *hatching(FINE), text=(number,)))
    assert without is not None
    assert found is not None
    assert without.mask[408, 610]
    assert not found.mask[400:416, 600:660].any()


def test_a_frame_deeper_than_walls_are_thick_is_known_by_the_letters_it_hugs_and_is_blanked():
    # Between the frame of a closet's number and the closet's wall there was a strip as thick as a wall.
    frame = box(520, 620, 590, 660, HEAVY)
    places = np.array([(530.0, 624.0), (580.0, 624.0), (580.0, 656.0), (530.0, 656.0)])
    slim = [
        box(100, 100, 900, 700, HEAVY),
        path([(110, 110), (494, 110), (494, 690), (110, 690)], HEAVY, closed=True),
        path([(504, 110), (890, 110), (890, 690), (504, 690)], HEAVY, closed=True),
    ]
    sheet = page(*slim, frame, *hatching(FINE), text=(LayerText("134A", places),))
    sheet.pixels[659:661, 520:590] = 0
    without = drawn_walls(page(*slim, frame, *hatching(FINE)))
    found = drawn_walls(sheet)
    assert found is not None
    assert without is not None
    assert without.mask[665:685, 530:580].any()
    assert not found.mask[612:688, 515:600].any()
    assert (found.filled(sheet.pixels)[655:665, 530:580] == 255).all()


def test_large_letters_make_no_wider_walls():
    lines = [path([(150, y), (450, y)], HEAVY) for y in (300, 368)]
    places = np.array([(600.0, 300.0), (700.0, 300.0), (700.0, 346.0), (600.0, 346.0)])
    found = drawn_walls(page(*house(HEAVY), *lines, *hatching(FINE), text=(LayerText("HALL", places),)))
    assert found is not None
    assert not found.mask[310:360, 200:400].any()


def toned(points, tone: int, pixels: np.ndarray) -> VectorPath:
    """A shape filled with grey, on the page, too."""
    corners = np.array(points, np.int32)
    cv2.fillPoly(pixels, [corners], (tone, tone, tone))
    return VectorPath(corners.astype(float), True, True, 0.0)


@pytest.mark.parametrize(
    ("shape", "tone", "wall"),
    [
        ([(300, 120), (320, 120), (320, 400), (300, 400)], 160, True),
        ([(300, 120), (320, 120), (320, 400), (300, 400)], 235, False),
        ([(200, 200), (220, 200), (220, 400), (200, 400)], 160, False),
        ([(300, 120), (305, 120), (305, 400), (300, 400)], 160, False),
        ([(120, 120), (420, 120), (420, 500), (120, 500)], 160, False),
        ([(300, 120), (330, 120), (315, 400)], 160, False),
    ],
    ids=["goes on from a wall", "pale", "on its own", "a leaf", "a floor", "an arrow head"],
)
def test_walls_filled_with_grey_are_walls_too(shape: list[tuple[int, int]], tone: int, wall: bool):
    sheet = page()
    paths = (*house(HEAVY), *hatching(FINE), toned(shape, tone, sheet.pixels))
    found = drawn_walls(replace(sheet, vector_paths=paths))
    assert found is not None
    middle = np.array(shape).mean(axis=0).astype(int)
    assert bool(found.mask[middle[1], middle[0]]) is wall
    assert found.mask[400, 500]


def test_hatching_over_white_is_no_grey():
    sheet = page()
    shape = toned([(300, 120), (320, 120), (320, 400), (300, 400)], 255, sheet.pixels)
    sheet.pixels[120:400:4, 300:320] = 160
    found = drawn_walls(replace(sheet, vector_paths=(*house(HEAVY), *hatching(FINE), shape)))
    assert found is not None
    assert not found.mask[200:390, 302:318].any()


def test_with_one_pen_for_all_nothing_tells_walls():
    assert drawn_walls(page(*house(HEAVY), *hatching(HEAVY))) is None


def test_frames_far_apart_are_no_walls():
    frames = [box(20, 20, 980, 780, HEAVY), box(120, 120, 880, 680, HEAVY)]
    assert drawn_walls(page(*frames, *hatching(FINE))) is None


def test_a_page_without_paths_has_no_pens():
    assert drawn_walls(page()) is None
    assert drawn_walls(page(*[path([(0, 0), (50, 0)], 0.0)])) is None


def test_a_bar_scale_far_from_the_building_is_no_wall():
    small = [
        path([(x / 2 + 20, y / 2 + 20) for x, y in one.points_px], HEAVY, closed=True) for one in house(HEAVY)
    ]
    bars = [box(600 + 30 * step, 700, 615 + 30 * step, 708, HEAVY) for step in range(6)]
    found = drawn_walls(page(*small, *bars, *hatching(FINE)))
    assert found is not None
    assert found.mask[75, 200]
    assert not found.mask[650:].any()


def test_where_a_wide_pen_draws_solid_walls_thinner_frames_are_none():
    walls = [path([(100, 100), (900, 100), (900, 700), (100, 700), (100, 100)], 20.0)]
    frames = [box(x, 94, x + 80, 106, HEAVY) for x in range(150, 850, 100)]
    assert drawn_walls(page(*walls, *frames, *hatching(FINE))) is None


def test_where_walls_are_filled_thinner_frames_are_none():
    frames = [box(x, 94, x + 80, 106, HEAVY) for x in range(150, 850, 100)]
    sheet = page(*frames, *hatching(FINE))
    sheet.pixels[90:110, 100:900] = 0
    sheet.pixels[90:700, 100:120] = 0
    assert drawn_walls(sheet) is None


def test_lines_far_beyond_the_paper_do_no_harm():
    stray = path([(-1e12, 50), (1e12, 60)], HEAVY)
    found = drawn_walls(page(*house(HEAVY), stray, *[one for _ in range(10) for one in hatching(FINE)]))
    assert found is None or not found.mask[400, 300]


def test_the_part_with_walls_is_looked_at_with_paper_round_it_and_found_once():
    view = PageView(page(*house(HEAVY), *hatching(FINE)), object())  # type: ignore[arg-type]
    found = walls_of(view)
    assert found is not None
    assert walls_of(view) is found
    rows, columns = found.part()
    assert rows.start < 100 < 700 < rows.stop
    assert columns.start < 100 < 900 < columns.stop


PLACES, SIDES = st.integers(-50, 1050), st.integers(0, 300)


@given(st.lists(st.tuples(PLACES, PLACES, SIDES, SIDES, st.sampled_from((FINE, USUAL, HEAVY))), max_size=25))
@settings(max_examples=40, deadline=None)
def test_whatever_is_drawn_walls_are_of_the_page_or_none(boxes: list[tuple[int, int, int, int, float]]):
    found = drawn_walls(page(*[box(x, y, x + wide, y + tall, pen) for x, y, wide, tall, pen in boxes]))
    assert found is None or found.mask.shape == (800, 1000)


def test_a_single_small_outline_has_no_holes():
    """Of nothing but lines, the lines themselves were once taken for a hole."""
    strip = box(400, 400, 430, 404, HEAVY)
    found = drawn_walls(page(strip, *[path([(0, y), (30, y)], FINE) for y in (600, 620)]))
    assert found is None or found.mask.sum() < 200
