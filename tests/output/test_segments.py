from __future__ import annotations

import json

import cv2
import numpy as np
import pytest

from docparse.errors import UsageError
from docparse.output.segments import (
    colour_of,
    draw_segments,
    instance_page,
    label_png,
    panoptic_page,
    semantic_page,
    view_page,
)
from docparse.regions import Regions, SemanticMap
from docparse.regions.views import instances, panoptic

CLASSES = ("outside", "floor", "wall", "door")


@pytest.fixture
def page() -> SemanticMap:
    labels = np.zeros((120, 160), np.uint8)
    labels[20:100, 20:140] = 2
    labels[26:94, 26:134] = 1
    labels[20:26, 60:90] = 3
    sure = np.full(labels.shape, 0.75, np.float32)
    return SemanticMap(CLASSES, labels, sure)


def test_semantic(page: SemanticMap):
    seen = semantic_page(page)
    assert seen.labels is page.labels
    by_class = {segment["class"]: segment for segment in seen.segments}
    assert list(by_class) == list(CLASSES)
    for number, name in enumerate(CLASSES):
        assert by_class[name]["area_px"] == np.count_nonzero(page.labels == number)
        assert by_class[name]["score"] == 0.75
        assert by_class[name]["thing"] is None
    assert by_class["outside"]["holes"], "the building stands in it"
    assert by_class["wall"]["box_px"] == [20, 20, 140, 100]
    corners = sorted(map(tuple, by_class["door"]["outlines"][0]))
    assert corners == [(60, 20), (60, 26), (90, 20), (90, 26)]


def test_panoptic(page: SemanticMap):
    view = panoptic(page, instances(page))
    seen = panoptic_page(view, CLASSES)
    assert [segment["class"] for segment in seen.segments] == ["door", "outside", "floor", "wall"]
    for segment in seen.segments:
        own = page.labels[seen.labels == segment["id"]]
        assert len(own) == segment["area_px"]
        assert set(own.tolist()) == {CLASSES.index(segment["class"])}
        assert seen.colours[segment["id"]] == CLASSES.index(segment["class"])


def test_instances_of_which_the_better_has_the_pixel():
    square = np.array([[10, 10], [50, 10], [50, 50], [10, 50]], np.float32)
    things = Regions(
        ("a", "b"),
        np.array([1, 0]),
        np.array([0.9, 0.4], np.float32),
        np.array([[10, 10, 50, 50], [30, 10, 70, 50]], np.float32),
        (square, square + np.array([20, 0], np.float32)),
    )
    seen = instance_page(things, (80, 100))
    assert [(s["id"], s["class"], s["score"], s["area_px"]) for s in seen.segments] == [
        (1, "b", 0.9, 1600),
        (2, "a", 0.4, 800),
    ]
    assert np.count_nonzero(seen.labels == 1) == 1600
    assert np.count_nonzero(seen.labels == 2) == 800
    assert seen.labels[60, 60] == 0


def test_the_record_is_json(page: SemanticMap):
    for seen in (semantic_page(page), panoptic_page(panoptic(page, instances(page)), CLASSES)):
        record = json.loads(json.dumps(seen.record()))
        assert (record["width"], record["height"]) == (160, 120)
        assert len(record["segments"]) == 4


@pytest.mark.parametrize(("most", "depth"), [(3, np.uint8), (300, np.uint16)])
def test_label_maps_come_back(page: SemanticMap, most: int, depth: type):
    seen = semantic_page(page)
    labels = seen.labels.astype(np.int32)
    labels[0, 0] = most
    png = label_png(type(seen)(seen.classes, seen.segments, labels, seen.colours))
    back = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    assert back.dtype == depth
    assert np.array_equal(back, labels)


def test_the_picture_has_the_colours_and_a_legend(page: SemanticMap):
    white = np.full((120, 160, 3), 255, np.uint8)
    seen = semantic_page(page)
    drawn = draw_segments(white, seen)
    assert drawn.shape[0] == round(120 * 1100 / 160)
    assert drawn.shape[1] > 1100, "the legend stands beside the page"
    inside = drawn[400, 550].astype(int)
    assert np.abs(inside - (np.array(colour_of(1)) + 255) / 2).max() <= 1
    legend = drawn[:, 1100:].reshape(-1, 3)
    for number in range(4):
        assert (legend == colour_of(number)).all(axis=1).any(), CLASSES[number]
    assert (white == 255).all()


def test_pixels_of_nothing_stay_as_they_are():
    page = np.full((120, 160, 3), 77, np.uint8)
    drawn = draw_segments(page, instance_page(Regions.none(("a",)), (120, 160)))
    assert (drawn[:, :1100] == 77).all()


def test_many_things_are_drawn_without_names():
    count = 60
    boxes = np.array(
        [[10 * (n % 12), 10 * (n // 12), 10 * (n % 12) + 7, 10 * (n // 12) + 7] for n in range(count)]
    )
    polygons = tuple(np.array([[a, b], [c, b], [c, d], [a, d]], np.float32) for a, b, c, d in boxes)
    things = Regions(
        ("a",), np.zeros(count, np.int64), np.ones(count, np.float32), boxes.astype(np.float32), polygons
    )
    drawn = draw_segments(np.full((120, 160, 3), 255, np.uint8), instance_page(things, (120, 160)))
    assert not (drawn[:, :1100] == 0).all(axis=2).any()


def test_colours_of_neighbours_differ():
    colours = np.array([colour_of(number) for number in range(14)], float)
    apart = np.linalg.norm(colours[:, None] - colours, axis=2) + 999 * np.eye(14)
    assert apart.min() > 60


class Finder:
    name, version, task, classes = "finder", "finder@0", "detect", ("a",)

    def find(self, pixels: np.ndarray, **_options: object) -> Regions:
        return Regions.none(self.classes)


def test_views_that_a_model_does_not_have():
    white = np.full((20, 20, 3), 255, np.uint8)
    assert view_page(white, Finder()).segments == ()
    for view in ("semantic", "panoptic", "nonsense"):
        with pytest.raises(UsageError) as error:
            view_page(white, Finder(), view)
        assert error.value.code == "usage.view"
