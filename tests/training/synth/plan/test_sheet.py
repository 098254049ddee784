"""What stands around plans, and where it still fits."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from docparse.training.synth.plan.canvas import CLASSES, SCALE_BAR, TITLE_BLOCK, Canvas
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.layout import Layout
from docparse.training.synth.plan.marks import draw_marks, draw_watermark
from docparse.training.synth.plan.measures import draw_grid, draw_scale_bar
from docparse.training.synth.plan.placed import Placement, place
from docparse.training.synth.plan.sheet import draw_sheet
from docparse.training.synth.plan.space import Space
from docparse.training.synth.plan.style import Style
from docparse.training.synth.plan.surroundings import draw_surroundings


def desk(style: Style, seed: int, size: tuple[int, int] = (700, 900)) -> Desk:
    return Desk(Canvas(*size, style.paper, 2.0), style, np.random.default_rng(seed))


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(5, 60), st.floats(5, 60)), max_size=12), st.integers(0, 99))
def test_nothing_is_placed_on_anything_else_or_off_the_page(sizes: list[tuple[float, float]], seed: int):
    space, rng = Space(200, 150), np.random.default_rng(seed)
    areas = [area for wide, tall in sizes if (area := space.anywhere(wide, tall, rng)) is not None]
    for index, area in enumerate(areas):
        assert box(0, 0, 200, 150).covers(box(*area))
        assert all(box(*area).intersection(box(*other)).area == 0 for other in areas[:index])


def test_a_spot_asked_for_comes_first_if_it_is_free():
    space = Space(100, 100)
    assert space.place(20, 20, [(90, 90), (10, 10)]) == (10, 10, 30, 30)
    assert space.place(20, 20, [(15, 15)]) is None


def test_marks_surroundings_watermarks_and_grids_have_no_class(flat: Layout, plain: Style):
    changed = 0
    for seed in range(30):
        board = desk(replace(plain, look="architect"), seed)
        shapes = place(flat, Placement(40, 0, (150, 300)))
        draw_surroundings(board, shapes)
        draw_marks(board, shapes)
        draw_grid(board, shapes)
        draw_watermark(board)
        assert not board.canvas.mask.any()
        changed += (board.canvas.image != 255).any()
    assert changed == 30


def test_a_scale_bar_is_as_long_as_it_says(plain: Style):
    for seed in range(8):
        board = desk(plain, seed)
        draw_scale_bar(board, (100, 400), 50.0)
        dark = np.argwhere(board.canvas.image[..., 0] < 100)
        marked = np.argwhere(board.canvas.mask == SCALE_BAR)
        assert (marked.min(0) <= dark.min(0) + 1).all()
        assert (marked.max(0) >= dark.max(0) - 2).all()
        bar = board.canvas.image[400:404].min((0, 2)) < 120
        assert 90 < np.flatnonzero(bar).max() - np.flatnonzero(bar).min() < 510


def test_printed_totals_scales_and_title_blocks_are_reported(flat: Layout, plain: Style):
    seen = {"total": 0, "scale": 0, "block": 0, "names": 0}
    for seed in range(30):
        board = desk(replace(plain, look="architect"), seed)
        shapes = place(flat, Placement(40, 0, (150, 300)))
        space = Space(700, 900, [shapes.bounds])
        sheet = draw_sheet(board, [shapes], space)
        assert len(sheet.floor_names) == 1
        if sheet.total_text is not None:
            assert any(figure in sheet.total_text for figure in ("35", "36", "38"))
        seen["total"] += sheet.total_text is not None
        seen["scale"] += sheet.scale_text is not None
        seen["block"] += (board.canvas.mask == TITLE_BLOCK).any()
        seen["names"] += sheet.floor_names[0] is not None
        assert set(np.unique(board.canvas.mask)) <= {0, *range(TITLE_BLOCK, len(CLASSES))}
    assert all(count >= 8 for count in seen.values()), seen
