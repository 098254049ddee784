"""Print is read once, in tiles where the page is large, and turned print in the direction it runs."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from docparse.blueprint.drawing import Sheet
from docparse.blueprint.print import read_print
from docparse.text import TextLine


def _box(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)


@dataclass
class FakeView:
    """A page on which words stand; what lies wholly in the pixels shown is read, with a part of it cut."""

    words: dict[str, tuple[int, int, int, int]]
    turned: list[tuple[str, float]] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    has_own_text: bool = False
    shown: list[tuple[int, int]] = field(default_factory=list)
    cuts: list[np.ndarray] = field(default_factory=list)
    aside: set[bool] = field(default_factory=set)

    def read_pixels(self, pixels: np.ndarray, *, aside: bool) -> list[TextLine]:
        """Every word's box is filled with its own grey, by which it is known again."""
        self.aside.add(aside)
        self.shown.append((pixels.shape[1], pixels.shape[0]))
        found = []
        for number, word in enumerate(self.words, start=1):
            rows, columns = np.nonzero(pixels[..., 0] == number)
            if len(rows):
                box = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
                whole = self.words[word]
                # It may be shown smaller than it is, so its shape tells how much of it is there.
                shape, all_of_it = ((b[2] - b[0]) / (b[3] - b[1]) for b in (box, whole))
                share = min(1.0, shape / all_of_it)
                text = word[: max(1, round(share * len(word)))]
                found.append(TextLine(text, _box(*box), 0.9, ()))
        return found

    def recognise(self, cuts: list[np.ndarray], *, aside: bool) -> list[tuple[str, float]]:
        self.aside.add(aside)
        self.cuts += cuts
        return self.turned[: len(cuts)]


def _sheet(width: int, height: int, view: FakeView, scale: float = 1.0) -> Sheet:
    pixels = np.full((height, width, 3), 255, np.uint8)
    for number, (left, top, right, bottom) in enumerate(view.words.values(), start=1):
        pixels[top:bottom, left:right] = number
    return Sheet(pixels[..., 0], np.diag([scale, scale, 1.0]), 1 / scale, pixels)


def test_lines_are_told_in_page_pixels():
    view = FakeView({"KITCHEN": (100, 200, 180, 220)})
    (line,) = read_print(view, _sheet(1600, 1200, view, scale=0.5))
    assert line.text == "KITCHEN"
    assert line.polygon_px == pytest.approx(_box(50, 100, 90, 110))


def test_a_pages_own_text_is_taken_as_it_is():
    own = TextLine("HALL", _box(1, 2, 3, 4), 1.0, ())
    view = FakeView({"KITCHEN": (100, 200, 180, 220)}, lines=[own], has_own_text=True)
    assert read_print(view, _sheet(1600, 1200, view)) == [own]
    assert view.shown == []


def test_a_large_page_is_read_in_tiles_and_no_line_twice():
    # One word lies in the overlap of two tiles, one is cut by the edge of a tile and whole in the next.
    words = {
        "BEDROOM 1": (2300, 500, 2390, 520),
        "LIVING ROOM": (2350, 900, 2560, 925),
        "WC": (100, 60, 130, 80),
    }
    view = FakeView(words)
    found = read_print(view, _sheet(4400, 2000, view))
    assert sorted(line.text for line in found) == sorted(words)
    assert all(max(size) <= 2400 for size in view.shown)
    assert len(view.shown) == 2
    by_text = {line.text: line for line in found}
    assert by_text["LIVING ROOM"].polygon_px == pytest.approx(_box(*words["LIVING ROOM"]), abs=2)


def test_text_is_looked_for_where_there_is_ink_and_paper_round_it():
    view = FakeView({"HALL": (100, 200, 180, 220), "WC": (900, 800, 930, 820)})
    found = read_print(view, _sheet(1600, 1200, view))
    ((width, height),) = view.shown
    assert 830 < width < 900
    assert 620 < height < 690
    assert found[1].polygon_px == pytest.approx(_box(900, 800, 930, 820))


def test_what_the_engine_would_reduce_is_shown_reduced_and_told_where_it_is():
    view = FakeView({"HALL": (400, 800, 640, 860), "WC": (2900, 2000, 3000, 2050)})
    found = read_print(view, _sheet(3200, 2200, view))
    assert max(view.shown[0]) == pytest.approx(2000 * (2600 + 48) / 3200, abs=1)
    assert found[1].polygon_px == pytest.approx(_box(2900, 2000, 3000, 2050), abs=2)


def test_an_empty_tile_is_not_read():
    view = FakeView({"WC": (100, 60, 130, 80)})
    read_print(view, _sheet(4400, 2000, view))
    assert len(view.shown) == 1


def test_print_that_stands_on_end_is_read_again_turned():
    view = FakeView({"TERRACE": (300, 300, 320, 400)}, turned=[("TERRACE", 0.95)])
    (line,) = read_print(view, _sheet(1600, 1200, view))
    assert line.text == "TERRACE"
    # The engine takes such print to run down the page; its box is turned half round.
    assert line.polygon_px == pytest.approx(np.roll(_box(300, 300, 320, 400), 2, axis=0))
    (cut,) = view.cuts
    assert cut.shape[1] > cut.shape[0]


def test_a_turned_reading_that_is_less_sure_changes_nothing():
    view = FakeView({"TERRACE": (300, 300, 320, 400)}, turned=[("IIIIIII", 0.3)])
    (line,) = read_print(view, _sheet(1600, 1200, view))
    assert line.polygon_px == pytest.approx(_box(300, 300, 320, 400))


def test_cores_are_shared_with_the_tracer():
    view = FakeView({"HALL": (100, 200, 130, 290)}, turned=[("HALL", 0.95)])
    read_print(view, _sheet(1600, 1200, view))
    assert view.aside == {True}
    words = {"HALL": (100, 200, 130, 290), "GARAGE": (5000, 200, 5090, 230)}
    large = FakeView(words, turned=[("HALL", 0.95)])
    read_print(large, _sheet(6000, 2400, large))
    assert large.aside == {True}


def crossed(view: FakeView) -> list[str]:
    """The text of a page across which a long thin line is drawn, at a word's end."""
    drawing = _sheet(1600, 1200, view)
    drawing.pixels[100:700, 185:187] = 30
    return [line.text for line in read_print(view, drawing)]


def test_a_number_beside_a_drawn_line_is_read_without_the_line():
    view = FakeView({"BEDROOM": (100, 200, 180, 220)}, turned=[("BEDROOM 1", 0.95)])
    assert crossed(view) == ["BEDROOM 1"]
    (cut,) = view.cuts
    # The line is rubbed out, the word is not.
    assert not (cut[..., 0] == 30).any()
    assert (cut[..., 0] == 1).any()


@pytest.mark.parametrize(
    "reading",
    [("BEDROOM 1", 0.5), ("BATHROOM 1", 0.99), ("BEDROOM 1234", 0.99), ("BEDROOM", 0.99), ("", 0.0)],
    ids=["unsure", "another word", "too much more", "no more", "nothing"],
)
def test_another_reading_of_a_crossed_word_changes_nothing(reading: tuple[str, float]):
    assert crossed(FakeView({"BEDROOM": (100, 200, 180, 220)}, turned=[reading])) == ["BEDROOM"]


def test_words_that_no_line_crosses_and_figures_are_read_once():
    view = FakeView({"HALL": (100, 800, 180, 820), "3.60": (140, 300, 180, 320)}, turned=[("no", 1.0)])
    assert sorted(crossed(view)) == ["3.60", "HALL"]
    assert view.cuts == []
