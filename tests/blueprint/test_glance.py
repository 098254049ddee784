"""A look from afar tells plans from photos, barcodes, boxes and frames."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.blueprint.glance import enclosed_share, likeness, may_be_plan
from docparse.kind import PageView
from docparse.pages import Page
from docparse.regions.regions import SemanticMap

from .drawn import CLASSES, on_paper, two_rooms


class Counting:
    """A plan model that says the drawn classes, and counts how often it is asked."""

    name, version, task, classes = "plan", "plan@0", "semantic", CLASSES

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def map(self, pixels: np.ndarray, **options: object) -> SemanticMap:
        self.asked.append((pixels.shape[1], pixels.shape[0]))
        rows = np.linspace(0, 499, pixels.shape[0]).astype(int)
        columns = np.linspace(0, 799, pixels.shape[1]).astype(int)
        return SemanticMap(CLASSES, two_rooms().classes.labels[np.ix_(rows, columns)])


def _view(pixels: np.ndarray, model: Counting | None) -> PageView:
    return PageView(Page(pixels, 0), object(), segmenters=lambda name: model)  # type: ignore[arg-type]


def test_a_plan_is_one_and_looked_at_once_from_afar():
    model = Counting()
    view = _view(on_paper(two_rooms()), model)
    assert likeness(view) > 0.9
    assert likeness(view) > 0.9
    assert model.asked == [(640, 400)]


def test_a_photo_is_told_without_the_model():
    model = Counting()
    noise = np.random.default_rng(0).normal(128, 60, (500, 800, 3)).clip(0, 255).astype(np.uint8)
    assert likeness(_view(noise, model)) == 0.0
    assert model.asked == []


def test_a_barcode_is_told_without_the_model():
    model = Counting()
    page = np.full((500, 800, 3), 255, np.uint8)
    bars = np.random.default_rng(1).random(400) < 0.5
    page[150:350, 200:600][:, bars] = 0
    assert likeness(_view(page, model)) == 0.0
    assert model.asked == []


def test_without_a_model_nothing_is_a_plan():
    assert likeness(_view(on_paper(two_rooms()), None)) == 0.0


@pytest.mark.parametrize(
    ("without", "least", "most"),
    [((), 0.9, 1.0), (("door", "window"), 0.5, 0.6), (("wall",), 0.0, 0.0), (("floor",), 0.0, 0.4)],
)
def test_what_makes_a_plan(without: tuple[str, ...], least: float, most: float):
    labels = two_rooms().classes.labels.copy()
    for name in without:
        # Openings become wall, all else outside.
        other = "wall" if name in ("door", "window") else "outside"
        labels[labels == CLASSES.index(name)] = CLASSES.index(other)
    assert least <= enclosed_share(SemanticMap(CLASSES, labels)) <= most


def test_floors_that_are_open_to_the_outside_are_no_rooms():
    labels = two_rooms().classes.labels.copy()
    labels[300:, :][labels[300:, :] == CLASSES.index("wall")] = CLASSES.index("outside")
    assert enclosed_share(SemanticMap(CLASSES, labels)) < 0.5


def test_what_nobody_looked_at_is_taken_for_what_it_is_said_to_be():
    assert may_be_plan(_view(on_paper(two_rooms()), None))


def test_what_was_looked_at_is_what_it_looked_like():
    view = _view(on_paper(two_rooms()), None)
    likeness(view)
    assert not may_be_plan(view)
