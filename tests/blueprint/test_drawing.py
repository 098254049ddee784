"""A page made ready: what the model is shown of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from docparse.blueprint.drawing import Drawing, prepare
from docparse.regions.regions import SemanticMap


@dataclass
class Looker:
    """A model that keeps what it is shown."""

    shown: list[np.ndarray] = field(default_factory=list)

    def map(self, pixels: np.ndarray) -> SemanticMap:
        self.shown.append(pixels)
        return SemanticMap(("outside",), np.zeros(pixels.shape[:2], np.uint8))


def page(pen: int) -> np.ndarray:
    """A page of upright and level lines with a pen of so many pixels."""
    pixels = np.full((1600, 1600, 3), 255, np.uint8)
    for place in range(100, 1500, 100):
        pixels[place : place + pen, 100:1500] = 40
        pixels[100:1500, place : place + pen] = 40
    return pixels


@pytest.mark.parametrize(("pen", "shown"), [(1, 2), (3, 3)])
def test_lines_of_one_pixel_are_shown_thicker_and_others_as_they_are(pen: int, shown: int):
    model = Looker()
    drawing = prepare(page(pen), model)
    (seen,) = model.shown
    assert np.count_nonzero(seen[:, 150, 0] < 128) == 14 * shown
    # What is measured later is the page itself.
    assert np.array_equal(drawing.grey, page(pen)[..., 0])


def test_an_empty_page_is_shown_as_it_is():
    model = Looker()
    empty = np.full((1600, 1600, 3), 255, np.uint8)
    prepare(empty, model)
    assert np.array_equal(model.shown[0], empty)


def test_buildings_are_cut_out_with_paper_round_them_and_lie_where_they_lay():
    labels = np.zeros((900, 1400), np.uint8)
    labels[300:500, 600:1000] = 1
    grey = np.arange(labels.size, dtype=np.uint32).astype(np.uint8).reshape(labels.shape)
    page = Drawing(grey, np.diag([0.5, 0.5, 1.0]), 2.0, SemanticMap(("outside", "floor"), labels))
    part = page.buildings()
    assert part.classes.mask("floor").sum() == 200 * 400
    assert part.grey.shape < grey.shape
    assert min(np.argwhere(part.classes.labels).min(axis=0)) >= 40
    row, column = np.argwhere(part.classes.labels)[0]
    assert part.on_page(np.array([[column, row]])) == pytest.approx(np.array([[300, 150]]))
    assert part.grey[row, column] == grey[300, 600]


def test_a_page_without_any_is_left_as_it_is():
    grey = np.zeros((50, 60), np.uint8)
    page = Drawing(grey, np.eye(3), 1.0, SemanticMap(("outside", "floor"), grey))
    assert page.buildings() is page


@pytest.mark.parametrize(("thick", "factor"), [(10, 1.0), (20, 0.7), (60, 0.5)])
def test_thick_walls_are_traced_with_fewer_pixels_and_lie_where_they_lay(thick: int, factor: float):
    labels = np.zeros((2400, 3200), np.uint8)
    labels[200:2200, 100:3100] = 1
    labels[200 + thick : 2200 - thick, 100 + thick : 3100 - thick] = 2
    grey = np.where(labels == 1, 0, 255).astype(np.uint8)
    classes = SemanticMap(("outside", "wall", "floor"), labels)
    part = Drawing(grey, np.eye(3), 1.0, classes).buildings()
    assert part.factor == pytest.approx(factor, abs=0.02)
    assert part.grey.shape == part.classes.labels.shape
    rows, columns = np.nonzero(part.grey < 128)
    corners = np.array([[columns.min(), rows.min()], [columns.max() + 1, rows.max() + 1]], np.float64)
    assert part.on_page(corners) == pytest.approx(np.array([[100, 200], [3100, 2200]]), abs=1.5)


def test_walls_known_on_the_page_are_walls_of_the_drawing():
    labels = np.zeros((400, 600), np.uint8)
    drawing = Drawing(labels, np.diag([2.0, 2.0, 1.0]), 0.5, SemanticMap(("outside", "wall"), labels))
    known = np.zeros((800, 1200), np.bool_)
    known[100:140, 200:1000] = True
    wall = drawing.with_walls(known).classes.mask("wall")
    expected = np.zeros((400, 600), np.bool_)
    expected[50:70, 100:500] = True
    assert np.array_equal(wall, expected)
    assert not drawing.classes.mask("wall").any()


def test_what_is_seen_as_wall_apart_from_known_walls_is_none():
    labels = np.zeros((400, 600), np.uint8)
    labels[60:300, 100:110] = 1
    labels[360:370, 100:500] = 1
    drawing = Drawing(labels, np.eye(3), 1.0, SemanticMap(("outside", "wall"), labels))
    known = np.zeros((400, 600), np.bool_)
    known[50:70, 100:500] = True
    wall = drawing.with_walls(known).classes.mask("wall")
    assert wall[200, 105]
    assert not wall[350:].any()


def test_what_is_slight_beside_known_walls_is_the_outline_of_something_else():
    # A chimney drawn in outline before a farmhouse was a closet, and the house as much wider.
    labels = np.zeros((400, 600), np.uint8)
    labels[70:200, 100:103] = labels[70:200, 300:312] = 1
    drawing = Drawing(labels, np.eye(3), 1.0, SemanticMap(("outside", "wall"), labels))
    known = np.zeros((400, 600), np.bool_)
    known[50:70, 80:500] = True
    wall = drawing.with_walls(known).classes.mask("wall")
    assert not wall[80:200, 100:103].any()
    assert wall[150, 305]
    assert np.array_equal(wall[50:70], known[50:70])
