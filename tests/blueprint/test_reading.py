"""One page, from pixels to records: what text reading beside tracing may and may not do."""

from __future__ import annotations

import numpy as np
import pytest

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
    reading = read_page(_view(_Drawn(*without)), ReadOptions())
    assert reading.plans == ()
    assert reading.errors == ()
