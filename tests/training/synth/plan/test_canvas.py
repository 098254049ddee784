"""Strokes, fills and stencils."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import box

from docparse.training.synth.fonts import font_files
from docparse.training.synth.plan.canvas import WALL, Canvas, dashes, glyphs, trimmed

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def sheet() -> Canvas:
    return Canvas(60, 40, WHITE, 2.0)


@settings(deadline=None)
@given(x=st.floats(5, 20), y=st.floats(5, 15), wide=st.floats(4, 30), tall=st.floats(4, 20))
def test_a_mark_is_as_large_as_its_polygon(x: float, y: float, wide: float, tall: float):
    canvas = Canvas(60, 40, WHITE, 2.0)
    canvas.mark(box(x, y, x + wide, y + tall), WALL)
    rows, columns = np.nonzero(canvas.mask)
    edges = np.array([columns.min(), columns.max() + 1, rows.min(), rows.max() + 1])
    assert np.abs(edges - (x, x + wide, y, y + tall)).max() <= 1.0
    canvas.fill(box(x, y, x + wide, y + tall), BLACK)
    inside = np.zeros_like(canvas.mask, bool)
    inside[int(y) + 2 : int(y + tall) - 1, int(x) + 2 : int(x + wide) - 1] = True
    assert (canvas.image[inside] == 0).all()


def test_marks_are_not_larger_than_their_polygons_on_the_whole():
    rng, excess = np.random.default_rng(0), []
    for _ in range(60):
        canvas = sheet()
        area = affinity.rotate(
            box(20, 12, 20 + rng.uniform(4, 15), 12 + rng.uniform(4, 12)), rng.uniform(0, 90)
        )
        canvas.mark(area, WALL)
        excess.append((np.count_nonzero(canvas.mask) - area.area) / area.length)
    assert abs(np.mean(excess)) < 0.06


def test_trimming_never_loses_the_thinnest_part():
    cross = box(0, 0, 20, 1).union(box(5, 0, 15, 10))
    assert trimmed(cross, 3.0, 1.0).contains(box(1, 0.3, 19, 0.7))
    assert trimmed(box(0, 0, 1, 1), 3.0).equals(box(0, 0, 1, 1))


def test_holes_stay_free():
    canvas = sheet()
    ring = box(5, 5, 50, 35).difference(box(15, 12, 40, 28))
    canvas.fill(ring, BLACK)
    canvas.mark(ring, WALL)
    assert canvas.mask[20, 25] == 0
    assert (canvas.image[20, 25] == 255).all()
    assert canvas.mask[20, 8] == WALL


def test_a_painter_leaves_nothing_beyond_the_polygon():
    canvas = sheet()

    def flood(part: Canvas, _: tuple[float, float, float, float]) -> None:
        part.image[:] = BLACK

    canvas.clipped(box(10, 10, 30, 30), flood)
    assert (canvas.image[20, 20] == 0).all()
    assert (canvas.image[:9] == 255).all()
    assert (canvas.image[:, 32:] == 255).all()


@settings(deadline=None)
@given(dash=st.floats(1, 9), gap=st.floats(1, 9), length=st.floats(10, 50))
def test_dashes_have_their_length_and_keep_their_distance(dash: float, gap: float, length: float):
    strokes = dashes([(0, 0), (length / 2, 0), (length, 0)], dash, gap)
    for stroke in strokes[:-1]:
        assert stroke[-1, 0] - stroke[0, 0] == pytest.approx(dash)
    for first, second in pairwise(strokes):
        assert second[0, 0] - first[-1, 0] == pytest.approx(gap)
    assert strokes[-1][-1, 0] <= length + 1e-9


def test_text_returns_the_box_it_covers():
    canvas = sheet()
    x0, y0, x1, y1 = canvas.text("Hall", (30, 20), font_files("sans")[0], 6, BLACK)
    dark = np.argwhere(canvas.image[..., 0] < 128)
    assert (x0 - 1, y0 - 1) <= (dark[:, 1].min(), dark[:, 0].min())
    assert dark[:, 1].max() <= x1 + 1
    assert dark[:, 0].max() <= y1 + 1


def test_glyphs_fill_their_stencil():
    stencil = glyphs("Hx", font_files("sans")[0], 30)
    rows, columns = np.nonzero(stencil)
    assert max(rows.min(), columns.min()) <= 3
    assert stencil.shape[0] - rows.max() <= 3
    assert stencil.shape[1] - columns.max() <= 3


def test_a_blend_that_hangs_over_the_edge_is_cut_off():
    canvas = sheet()
    canvas.blend(np.full((10, 10), 255, np.uint8), (-5, 35), BLACK)
    assert (canvas.image[35:, :5] == 0).all()
    assert (canvas.image[:35] == 255).all()
    canvas.blend(np.full((10, 10), 255, np.uint8), (500, 500), BLACK)
