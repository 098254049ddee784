"""Walls, doors, windows and what else is drawn of a storey, against its geometry."""

from dataclasses import replace
from typing import get_args

import cv2
import numpy as np
import pytest
import shapely

from docparse.training.synth.plan.canvas import DOOR, FLOOR, STAIRS, WALL, WINDOW, Canvas
from docparse.training.synth.plan.chains import draw_chains
from docparse.training.synth.plan.compass import draw_compass
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.doors import draw_door
from docparse.training.synth.plan.flights import draw_stairs
from docparse.training.synth.plan.floors import draw_floors
from docparse.training.synth.plan.furniture import draw_fixtures
from docparse.training.synth.plan.layout import DoorStyle, Fixture, Layout, Opening, Stairs
from docparse.training.synth.plan.placed import Placement, Shapes, place
from docparse.training.synth.plan.style import Style, WallKind, WindowKind
from docparse.training.synth.plan.walls import draw_walls
from docparse.training.synth.plan.windows import draw_window

SCALE = 50.0
UP = np.array([0.0, -1.0])


def desk(style: Style, size: tuple[int, int] = (560, 340), seed: int = 0) -> Desk:
    return Desk(Canvas(*size, style.paper, 2.0), style, np.random.default_rng(seed))


def placed(flat: Layout) -> Shapes:
    return place(flat, Placement(SCALE, 0.0, (30.0, 30.0)))


def raster(shape: shapely.Geometry, like: np.ndarray, inset: float = 1.5) -> np.ndarray:
    """Pixels well within a polygon."""
    canvas = Canvas(like.shape[1], like.shape[0], (0, 0, 0), 1.0)
    canvas.mark(shape.buffer(-inset), 1)
    return canvas.mask.astype(bool)


def ink(canvas: Canvas) -> np.ndarray:
    return np.abs(canvas.image.astype(int) - canvas.paper).max(2) > 40


@pytest.mark.parametrize("kind", get_args(WallKind))
def test_walls_are_marked_whole_and_show_at_their_faces(flat: Layout, plain: Style, kind: WallKind):
    fill = (0, 0, 0) if kind == "solid" else (250, 250, 250)
    look = replace(plain.outer, kind=kind, fill=fill, line=(0, 0, 0), width=1.0)
    board, shapes = desk(replace(plain, outer=look, inner=look)), placed(flat)
    draw_walls(board, shapes)
    for body in (shapes.outer, shapes.inner):
        assert (board.canvas.mask[raster(body, board.canvas.mask)] == WALL).all()
        faces = np.concatenate(
            [np.asarray(part.exterior.segmentize(5).coords) for part in shapely.get_parts(body)]
        )
        seen = cv2.dilate(ink(board.canvas).astype(np.uint8), np.ones((5, 5)))
        assert seen[faces[:, 1].astype(int), faces[:, 0].astype(int)].mean() > 0.97
    marked = board.canvas.mask == WALL
    openings = sum(gap.area for gap in shapes.openings)
    assert marked.sum() == pytest.approx(shapes.outer.area + shapes.inner.area + openings, rel=0.02)


@pytest.mark.parametrize("kind", get_args(DoorStyle))
@pytest.mark.parametrize("left", [True, False])
@pytest.mark.parametrize("at_start", [True, False])
def test_a_door_stays_within_reach_and_opens_to_its_side(
    plain: Style, kind: DoorStyle, left: bool, at_start: bool
):
    board = desk(plain, (300, 300))
    door = Opening("door", (100, 150), (200, 150), 12, False, kind, hinge_at_start=at_start, swings_left=left)
    assert draw_door(board, door, 100.0) == kind
    rows, columns = np.nonzero(ink(board.canvas))
    assert len(rows) > 50
    assert rows.min() > 30
    assert rows.max() < 270
    if kind in {"swing", "leaf", "double", "folding"}:
        # Left of a line that runs to the right is up on the page.
        beyond = rows < 140 if left else rows > 160
        assert beyond.mean() > 0.6
    if kind in {"swing", "leaf"}:
        upright = np.abs(columns - (100 if at_start else 200)) < 4
        assert upright[np.abs(rows - 150) > 40].sum() > 40


def test_a_bare_opening_has_no_leaf(plain: Style):
    board = desk(plain, (300, 300))
    assert draw_door(board, Opening("bare", (100, 150), (200, 150), 12, False), 100.0) == "bare"
    assert not ink(board.canvas).any()


@pytest.mark.parametrize("kind", get_args(WindowKind))
@pytest.mark.parametrize("outermost", [True, False])
def test_a_window_draws_within_its_gap_and_its_region_is_the_frame(
    plain: Style, kind: WindowKind, outermost: bool
):
    look = replace(plain.window, kind=kind, outermost=outermost, depth=0.5)
    board = desk(replace(plain, window=look), (300, 300))
    window = Opening("window", (100, 150), (200, 150), 30, True)
    region = draw_window(board, window, UP, 100.0)
    gap = shapely.box(100, 135, 200, 165)
    assert region.difference(gap).area < 1e-6
    slim = kind in {"frame", "inset", "casement"}
    assert region.area == pytest.approx(gap.area * (0.5 if slim else 1.0))
    if slim:
        assert (region.centroid.y < 150) == outermost
    rows, columns = np.nonzero(ink(board.canvas))
    assert len(rows) > 80
    if kind != "casement":
        assert rows.min() >= 132
        assert rows.max() <= 168
    assert columns.min() >= 97
    assert columns.max() <= 203


def test_floors_cover_rooms_and_balconies(flat: Layout, plain: Style):
    board, shapes = desk(replace(plain, floors="random", terrace="tiles")), placed(flat)
    draw_floors(board, shapes)
    for room in shapes.layout.rooms:
        assert (board.canvas.mask[raster(room.polygon, board.canvas.mask)] == FLOOR).all()


def test_stairs_are_marked_and_have_treads(flat: Layout, plain: Style):
    board, shapes = desk(plain), placed(flat)
    flight = shapes.layout.stairs[0]
    draw_stairs(board, flight, SCALE)
    assert (board.canvas.mask[raster(flight.polygon, board.canvas.mask)] == STAIRS).all()
    middle = int(flight.polygon.centroid.x) + 15
    y0, y1 = int(flight.polygon.bounds[1]), int(flight.polygon.bounds[3])
    treads = np.diff(ink(board.canvas)[y0:y1, middle].astype(int)) == 1
    assert 7 <= treads.sum() <= 18


def test_spiral_stairs_turn_round_their_middle(plain: Style):
    board = desk(plain, (200, 200))
    draw_stairs(board, Stairs(shapely.Point(100, 100).buffer(50), (0.0, 1.0), "spiral"), SCALE)
    assert board.canvas.mask[100, 130] == STAIRS
    ring = [(100 + 35 * np.cos(angle), 100 + 35 * np.sin(angle)) for angle in np.linspace(0, 2 * np.pi, 400)]
    seen = np.array([ink(board.canvas)[int(y), int(x)] for x, y in ring])
    assert 8 <= np.count_nonzero(np.diff(seen.astype(int)) == 1) <= 26


@pytest.mark.parametrize(
    "kind",
    ["toilet", "basin", "bathtub", "shower", "sink", "cooker", "counter", "bed", "sofa", "table", "wardrobe",
     "desk", "fridge"],
)  # fmt: skip
def test_every_piece_stands_where_it_is_put(plain: Style, kind: str):
    style = replace(plain, fitted=2.0, furniture=2.0, faint=(0, 0, 0))
    for seed in range(6):
        board = desk(style, (200, 200), seed)
        draw_fixtures(board, [Fixture(kind, (100, 100), (60, 40), 0.0)])
        rows, columns = np.nonzero(ink(board.canvas))
        assert len(rows) > 60
        assert np.abs(columns - 100).max() < 60
        assert np.abs(rows - 100).max() < 50
        assert not board.canvas.mask.any()


def test_furniture_that_habits_leave_out_is_left_out(plain: Style):
    board = desk(plain)
    draw_fixtures(board, [Fixture("bed", (100, 100), (60, 40)), Fixture("sink", (200, 100), (60, 40))])
    assert not ink(board.canvas).any()


def test_chains_stay_outside_and_say_how_far_they_reach(flat: Layout, plain: Style):
    drawn = 0
    for seed in range(6):
        board = desk(replace(plain, chains=2), seed=seed)
        shapes = place(flat, Placement(30.0, 0.0, (150.0, 90.0)))
        reach = draw_chains(board, shapes)
        x0, y0, x1, y1 = (int(value) for value in shapes.outer.bounds)
        seen = ink(board.canvas)
        assert not seen[y0 + 16 : y1 - 16, x0 + 16 : x1 - 16].any()
        seen[
            max(0, int(y0 - reach - 30)) : int(y1 + reach + 30),
            max(0, int(x0 - reach - 30)) : int(x1 + reach + 30),
        ] = 0
        assert not seen.any()
        drawn += reach > 0
    assert drawn >= 4


def test_north_arrows_of_all_designs_lie_within_their_region(plain: Style):
    for seed in range(40):
        board = desk(plain, (120, 120), seed)
        draw_compass(board, (60, 60), 40)
        assert ink(board.canvas).sum() > 30
        assert ink(board.canvas)[board.canvas.mask > 0].sum() > 0.85 * ink(board.canvas).sum()


def test_marks_of_one_class_do_not_spill_into_another(flat: Layout, plain: Style):
    board, shapes = desk(plain), placed(flat)
    draw_floors(board, shapes)
    draw_walls(board, shapes)
    for gap, opening in zip(shapes.openings, shapes.layout.openings, strict=True):
        board.canvas.mark(gap, WINDOW if opening.kind == "window" else DOOR)
    for gap, opening in zip(shapes.openings, shapes.layout.openings, strict=True):
        wanted = WINDOW if opening.kind == "window" else DOOR
        count = (board.canvas.mask[raster(gap.buffer(6), board.canvas.mask, 0)] == wanted).sum()
        assert count == pytest.approx(gap.area, rel=0.12)
