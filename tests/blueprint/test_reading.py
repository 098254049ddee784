"""One page, from pixels to records: what text reading beside tracing may and may not do."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.blueprint import reading
from docparse.blueprint.agreement import Agreement
from docparse.blueprint.openings import Found
from docparse.blueprint.reading import read_page
from docparse.errors import EngineError
from docparse.kind import PageView, ReadOptions
from docparse.pages import Page
from docparse.regions.regions import SemanticMap
from tests.blueprint.drawn import CLASSES, on_paper, two_rooms


class _Broken:
    """A text engine that fails whenever it is asked."""

    name = version = "broken"

    def read(self, pixels):
        raise EngineError("engine.failed", "the text engine failed")

    recognise = read


class _Drawn:
    """A plan model that says the drawn classes, those named taken for outside."""

    name, version, task, classes = "plan", "plan@0", "semantic", CLASSES

    def __init__(self, *without: str) -> None:
        self._out = [CLASSES.index(name) for name in without]

    def map(self, pixels, **options):
        rows = np.linspace(0, 499, pixels.shape[0]).astype(int)
        columns = np.linspace(0, 799, pixels.shape[1]).astype(int)
        labels = two_rooms().classes.labels[np.ix_(rows, columns)]
        labels[np.isin(labels, self._out)] = CLASSES.index("outside")
        return SemanticMap(CLASSES, labels)


def _view(model: _Drawn) -> PageView:
    return PageView(Page(on_paper(two_rooms()), 0), _Broken(), segmenters=lambda name: model)


def test_a_plan_whose_text_cannot_be_read_is_an_error():
    with pytest.raises(EngineError) as caught:
        read_page(_view(_Drawn()), ReadOptions())
    assert caught.value.code == "engine.failed"


@pytest.mark.parametrize("without", [("wall",), ("floor", "door", "window")])
def test_a_page_without_a_plan_does_not_fail_for_its_text(without: tuple[str, ...]):
    found = read_page(_view(_Drawn(*without)), ReadOptions())
    assert found.plans == ()
    assert found.errors == ()


class _Sized:
    """A page traced at a size."""

    def __init__(self, by: float = 1.0, unlikely: int = 0) -> None:
        self.by, self.drawing = by, self
        self.found = Found([], [], [None] * unlikely)

    def resized(self, by: float) -> _Sized:
        return _Sized(by)


@pytest.fixture
def at_best_size(monkeypatch: pytest.MonkeyPatch):
    """The size that is taken, and those that were tried, for what agrees with the print at each size."""

    def size(unlikely: int = 0, **seen: Agreement) -> tuple[float, set[float]]:
        tried: set[float] = set()

        def labelled(traced: _Sized, _labels: object) -> tuple[_Sized, float]:
            tried.add(traced.by)
            return traced, traced.by

        monkeypatch.setattr(reading, "_labelled", labelled)
        monkeypatch.setattr(reading, "_traced", lambda drawing: drawing)
        monkeypatch.setattr(
            reading, "agreement", lambda by, _: seen[{1.0: "first", 1.1: "larger", 0.9: "smaller"}[by]]
        )
        return reading._at_best_size(_Sized(unlikely=unlikely), ())[1], tried

    return size


def test_the_size_at_which_most_rooms_are_as_large_as_printed_is_taken(at_best_size):
    some, more, most = (Agreement(9, fitting, 9 - fitting, 10) for fitting in (6, 7, 9))
    every = {1.0, 1.1, 0.9}
    assert at_best_size(first=some, larger=more, smaller=most) == (0.9, every)
    assert at_best_size(first=some, larger=most, smaller=more) == (1.1, every)
    assert at_best_size(first=some, larger=most, smaller=most) == (1.1, every)
    assert at_best_size(first=more, larger=some, smaller=more) == (1.0, every)


@pytest.mark.parametrize(
    "first", [(9, 9, 0, 10), (9, 8, 0, 10), (3, 2, 1, 4), (9, 6, 3, 30), (9, 3, 6, 10), (0, 0, 0, 10)]
)
def test_a_page_that_agrees_with_its_print_or_says_little_is_traced_once(at_best_size, first):
    assert at_best_size(first=Agreement(*first)) == (1.0, {1.0})


def test_a_page_that_takes_long_is_traced_once(at_best_size):
    assert at_best_size(unlikely=5000, first=Agreement(9, 6, 3, 10)) == (1.0, {1.0})
