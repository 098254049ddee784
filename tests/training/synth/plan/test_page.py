"""Whole pages."""

import json
from dataclasses import replace

import cv2
import numpy as np
import pytest

from docparse.training.synth.plan.canvas import CLASSES, Array
from docparse.training.synth.plan.layout import Layout
from docparse.training.synth.plan.page import PlanPage, render_page
from docparse.training.synth.plan.scan import Scan, digitise
from docparse.training.synth.plan.style import Style


def page(seed: int, layouts: list[Layout], size: int = 320, style: Style | None = None) -> PlanPage:
    return render_page(np.random.default_rng([seed]), layouts, size, style)


def within(polygon: list[list[float]], like: Array, inset: float) -> Array:
    stencil = np.zeros(like.shape, np.uint8)
    cv2.fillPoly(stencil, [np.round((np.array(polygon) - 0.5) * 16).astype(np.int32)], 1, cv2.LINE_8, 4)
    return cv2.erode(stencil, np.ones((3, 3)), iterations=round(inset)).astype(bool)


def _share(found: Array, wanted: str) -> float:
    """How much of a region is what it must be; north arrows may lie on top, and the page may cut it off."""
    return float(np.isin(found, [wanted, "north_arrow"]).mean()) if found.size else 1.0


@pytest.mark.parametrize("seed", range(3))
def test_the_same_seed_gives_the_same_page(flat: Layout, seed: int):
    first, second = page(seed, [flat]), page(seed, [flat])
    assert (first.image == second.image).all()
    assert (first.mask == second.mask).all()
    assert first.truth == second.truth
    assert not np.array_equal(first.image, page(seed + 100, [flat]).image)


@pytest.mark.parametrize("seed", range(25))
def test_mask_and_truth_agree_whatever_the_habits_and_the_skew(flat: Layout, seed: int):
    drawn = page(seed, [flat], 400)
    (plan,) = drawn.truth["plans"]
    names = np.array(CLASSES)
    for opening in plan["openings"]:
        inner = within(opening["polygon_px"], drawn.mask, 1)
        found = names[drawn.mask[inner]]
        assert _share(found, opening["class"]) > 0.9
    for wall in plan["walls_px"]["inner"]:
        found = names[drawn.mask[within(wall, drawn.mask, 1)]]
        # Of a wall of two or three pixels that runs askew, one in five lies on its rim.
        thin = not within(wall, drawn.mask, 2).any()
        assert _share(found, "wall") > (0.75 if thin else 0.97)
    for room in plan["rooms"][1:]:
        found = names[drawn.mask[within(room["polygon_px"], drawn.mask, 2)]]
        assert _share(found, "floor") > 0.97


@pytest.mark.parametrize("seed", range(8))
def test_scale_and_areas_are_those_of_the_layout(flat: Layout, plain: Style, seed: int):
    (plan,) = page(seed, [flat], 400, plain).truth["plans"]
    for room in plan["rooms"]:
        x, y = np.array(room["polygon_px"]).T
        area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2 * plan["metres_per_pixel"] ** 2
        assert area == pytest.approx(room["area_m2"], rel=0.01)


def test_walls_are_dark_and_rooms_are_pale_on_a_plain_page(flat: Layout, plain: Style):
    for seed in range(6):
        drawn = page(seed, [flat], 500, plain)
        if drawn.truth["style"]["scan"] in {"scan", "fax"}:
            continue
        wall = cv2.erode((drawn.mask == CLASSES.index("wall")).astype(np.uint8), np.ones((3, 3))).astype(bool)
        grey = drawn.image.mean(2)
        assert grey[wall].mean() < 90
        assert grey[drawn.mask == CLASSES.index("floor")].mean() > 200


def test_several_storeys_are_apart_and_of_one_scale(flat: Layout, plain: Style):
    drawn = page(3, [flat, flat], 500, plain)
    first, second = drawn.truth["plans"]
    assert first["metres_per_pixel"] == pytest.approx(second["metres_per_pixel"])
    boxes = []
    for plan in (first, second):
        points = np.concatenate([np.array(ring) for ring in plan["walls_px"]["outer"]])
        boxes.append((points.min(0), points.max(0)))
    (low_a, high_a), (low_b, high_b) = boxes
    assert (high_a < low_b).any() or (high_b < low_a).any()


@pytest.mark.parametrize("seed", range(6))
def test_a_page_without_a_plan_has_no_building_in_it(seed: int):
    drawn = page(seed, [])
    building = [CLASSES.index(name) for name in ("floor", "wall", "door", "window", "stairs")]
    assert not np.isin(drawn.mask, building).any()
    assert drawn.truth["plans"] == []
    assert drawn.image.std() > 3


@pytest.mark.parametrize("size", [256, 640, 1100])
def test_the_long_side_is_what_was_asked_for(flat: Layout, size: int):
    drawn = page(1, [flat], size)
    assert max(drawn.image.shape[:2]) == size
    assert drawn.image.shape[:2] == drawn.mask.shape
    assert drawn.truth["size"] == list(drawn.mask.shape[::-1])
    assert drawn.image.dtype == drawn.mask.dtype == np.uint8


def test_truth_can_be_written_as_json(flat: Layout):
    truth = page(4, [flat]).truth
    assert json.loads(json.dumps(truth)) == truth


def test_printed_texts_are_in_the_truth(flat: Layout, plain: Style):
    label = replace(plain.label, skipped=0.0, language="fr", case="upper", lines=("area",), size=7.0)
    (plan,) = page(2, [flat], 640, replace(plain, label=label)).truth["plans"]
    living = plan["rooms"][0]
    assert living["labels"][0] == living["labels"][0].upper()
    figure = living["printed_area"].replace(",", ".").split()[0]
    assert float(figure) == pytest.approx(living["area_m2"], abs=0.06)


@pytest.mark.parametrize("kind", ["clean", "jpeg", "scan", "fax", "palette"])
@pytest.mark.parametrize("native", [200, 900])
def test_digitising_keeps_the_size_and_the_place(kind: str, native: int):
    drawing = np.full((800, 600, 3), 255, np.uint8)
    drawing[200:400, 100:300] = 0
    picture = digitise(drawing, (300, 400), Scan(0.0, native, kind, 70), np.random.default_rng(1))
    assert picture.shape == (400, 300, 3)
    dark = np.argwhere(cv2.medianBlur(picture, 5)[..., 0] < 128)
    assert np.abs(dark.min(0) - (100, 50)).max() <= 3
    assert np.abs(dark.max(0) - (199, 149)).max() <= 3
    if kind == "fax" and native > 400:
        assert len(np.unique(picture)) > 1
