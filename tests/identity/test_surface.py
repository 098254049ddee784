"""Surfaces: the way from a flat card back to the page it was photographed on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.geometry.quad import homography, map_points
from docparse.identity.reading import SourceReading
from docparse.identity.surface import Surface
from docparse.kind import PageView
from docparse.pages import Page
from docparse.pages.transform import rotate_quarter
from docparse.records import Field
from docparse.text import TextReader


def marked(height: int = 60, width: int = 100) -> np.ndarray:
    """Pixels that tell where they are: red is the column, green the row."""
    rows, columns = np.mgrid[:height, :width]
    return np.stack([columns, rows, np.zeros_like(rows)], axis=-1).astype(np.uint8)


@pytest.fixture
def view(silent_reader: TextReader) -> PageView:
    return PageView(Page(marked(), index=2), silent_reader)


def pixel_at(surface: Surface, point: np.ndarray) -> np.ndarray:
    return surface.pixels[int(point[1]), int(point[0])]


@pytest.mark.parametrize("quarters", [-1, 0, 1, 2, 3, 4, 5])
def test_a_turned_surface_leads_back_to_the_same_pixel(view: PageView, quarters: int) -> None:
    surface = Surface.of_page(view).turned(quarters)
    assert np.array_equal(surface.pixels, rotate_quarter(view.page.pixels, quarters))
    height, width = surface.pixels.shape[:2]
    for x, y in [(0, 0), (width - 1, 0), (3, height - 1), (width // 2, height // 3)]:
        (on_page,) = surface.polygon_on_page([(x + 0.5, y + 0.5)])
        column, row, _ = pixel_at(surface, np.array([x, y]))
        assert on_page == (column + 0.5, row + 0.5)


@given(first=st.integers(-4, 4), second=st.integers(-4, 4))
def test_turns_add_up(first: int, second: int) -> None:
    view = PageView(Page(marked()), reader=None)  # type: ignore[arg-type]
    twice = Surface.of_page(view).turned(first).turned(second)
    once = Surface.of_page(view).turned(first + second)
    assert np.array_equal(twice.pixels, once.pixels)
    corners = [(0.0, 0.0), (7.0, 11.0)]
    assert twice.polygon_on_page(corners) == once.polygon_on_page(corners)


def test_points_go_to_the_page_and_back(view: PageView) -> None:
    quad = [(12, 8), (80, 15), (75, 50), (9, 44)]
    to_page = homography([(0, 0), (200, 0), (200, 120), (0, 120)], quad)
    surface = Surface(view, np.zeros((120, 200, 3), np.uint8), to_page).turned(1)
    points = np.array([(3.0, 5.0), (60.0, 100.0)])
    assert np.allclose(surface.from_page(map_points(points, surface.to_page)), points)


def test_a_reading_of_a_surface_has_its_places_on_the_page(view: PageView) -> None:
    to_page = np.array([[2.0, 0, 10], [0, 2, 20], [0, 0, 1]])
    surface = Surface(view, np.zeros((10, 20, 3), np.uint8), to_page)
    field = Field[str](
        value="F", text="F", confidence=0.9, source="front", page=2, polygon_px=[(1, 1), (2, 3)]
    )
    placeless = field.model_copy(update={"polygon_px": None})
    moved = surface.reading_on_page(SourceReading(fields={"sex": field, "weight": placeless}))
    assert moved.fields["sex"].polygon_px == [(12, 22), (14, 26)]
    assert moved.fields["weight"].polygon_px is None
    assert field.polygon_px == [(1, 1), (2, 3)]
