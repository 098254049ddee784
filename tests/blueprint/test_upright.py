"""Sheets are stood upright by their text, and no other is touched."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from docparse.blueprint.drawing import Sheet
from docparse.blueprint.upright import stood_upright
from docparse.geometry.quad import map_points
from docparse.pages.transform import rotate_points, rotate_quarter
from docparse.text import TextLine

WIDTH, HEIGHT = 900, 600
WORDS = {
    "KITCHEN": (100, 100),
    "LIVING ROOM": (400, 120),
    "BEDROOM 1": (120, 400),
    "BEDROOM 2": (500, 420),
    "HALL": (600, 200),
}


@dataclass
class Page:
    """A page with words on it, and an engine that reads words on their head badly, as engines do.

    Attributes:
        quarters: How many quarters clockwise the page was turned before it came in.
    """

    quarters: int
    has_own_text: bool = False
    read: list[int] = field(default_factory=list)

    def sheet(self) -> Sheet:
        pixels = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
        pixels[0, 0] = 1  # by which the engine knows how it stands
        pixels = rotate_quarter(pixels, self.quarters)
        return Sheet(pixels[..., 0], np.eye(3), 1.0, pixels)

    def read_pixels(self, pixels: np.ndarray, *, aside: bool) -> list[TextLine]:
        quarters = next(q for q in range(4) if rotate_quarter(pixels, -q)[0, 0, 0] == 1)
        self.read.append(quarters)
        return lines(quarters)

    def recognise(self, cuts: list[np.ndarray], *, aside: bool) -> list[tuple[str, float]]:
        return [("", 0.0)] * len(cuts)


def lines(quarters: int) -> list[TextLine]:
    """What is read on the page turned so: the first edge along the writing, as far as the engine knows."""
    sure = 0.7 if quarters == 2 else 0.98
    found = []
    for word, (x, y) in WORDS.items():
        box = np.array([[x, y], [x + 120, y], [x + 120, y + 20], [x, y + 20]], np.float64)
        box = rotate_points(box, quarters, (WIDTH, HEIGHT))
        found.append(TextLine(word, np.roll(box, 2, axis=0) if quarters == 2 else box, sure))
    return found


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_sheet_is_stood_upright_and_read_so(quarters: int):
    page = Page(quarters)
    stood = stood_upright(page, page.sheet(), lines(quarters))
    assert stood is not None
    sheet, found = stood
    assert page.read == [0]
    assert sheet.pixels.shape == (HEIGHT, WIDTH, 3)
    assert sheet.pixels[0, 0, 0] == sheet.grey[0, 0] == 1
    size = (WIDTH, HEIGHT)
    for line, there in zip(found, lines(0), strict=True):
        assert line.polygon_px == pytest.approx(rotate_points(there.polygon_px, quarters, size))
    corner = map_points([(0.0, 0.0)], sheet.to_page)
    assert corner == pytest.approx(rotate_points([(0.0, 0.0)], quarters, size))


def test_few_words_whose_direction_was_mistaken_end_upright_all_the_same():
    page = Page(1)
    reversed_edges = [
        TextLine(line.text, np.roll(line.polygon_px, 2, axis=0), line.confidence) for line in lines(1)
    ]
    stood = stood_upright(page, page.sheet(), reversed_edges[:4])
    assert page.read == [2, 0]
    assert stood is not None
    assert stood[0].pixels[0, 0, 0] == 1


def test_lines_that_read_worse_turned_are_kept(monkeypatch: pytest.MonkeyPatch):
    page = Page(1)
    monkeypatch.setattr(page, "read_pixels", lambda pixels, aside: [], raising=False)
    assert stood_upright(page, page.sheet(), lines(1)) is None


def test_an_upright_sheet_is_left_alone():
    page = Page(0)
    assert stood_upright(page, page.sheet(), lines(0)) is None
    assert page.read == []


def test_bad_print_that_reads_no_better_turned_round_is_left_alone():
    page = Page(0)
    blurred = [TextLine(line.text, line.polygon_px, 0.68) for line in lines(0)]
    assert stood_upright(page, page.sheet(), blurred) is None
    assert page.read == [2]


def test_a_files_own_text_needs_no_turning():
    page = Page(1, has_own_text=True)
    assert stood_upright(page, page.sheet(), lines(1)) is None
