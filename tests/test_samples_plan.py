"""The sample plans are whole: their truth is consistent, and stands where the drawing is."""

import json
from pathlib import Path
from typing import Any, get_args

import cv2
import numpy as np
import pytest
from shapely.geometry import Point, Polygon

from docparse.pages import Page, load_pages
from docparse.records import RoomType

FOLDER = Path(__file__).resolve().parent.parent / "samples" / "plan"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
SIZE_OF = {"flat_metric": 88.92, "house_imperial": 32 * 24 * 0.3048**2, "flat_scanned": 10.15 * 8.11}


def truth_of(file: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    return truth


PLANS = [(file, number) for file in FILES for number in range(len(truth_of(file)["floor_plans"]))]
each_plan = pytest.mark.parametrize(
    ("file", "number"), PLANS, ids=[f"{file.stem}-{number}" for file, number in PLANS]
)


@pytest.fixture(scope="module")
def pages() -> dict[str, tuple[Page, ...]]:
    return {file.stem: load_pages(file, dpi=300).pages for file in FILES}


def test_there_are_plans_each_with_its_truth():
    assert [file.name for file in FILES] == ["flat_metric.png", "flat_scanned.jpg", "house_imperial.pdf"]
    assert {path.stem for path in FOLDER.glob("*.json")} == {file.stem for file in FILES}
    assert all(file.stat().st_size < 400_000 for file in FILES)


@each_plan
def test_areas_and_outlines_agree(file: Path, number: int):
    plan = truth_of(file)["floor_plans"][number]
    for room in plan["rooms"]:
        outline = Polygon(room["polygon_px"])
        assert outline.is_valid
        assert outline.area * plan["metres_per_pixel"] ** 2 == pytest.approx(room["area_m2"], rel=0.002)
        assert room["type"] in get_args(RoomType)


@each_plan
def test_the_sums_are_those_of_the_rooms(file: Path, number: int):
    plan = truth_of(file)["floor_plans"][number]
    areas = plan["areas"]
    indoor = sum(room["area_m2"] for room in plan["rooms"] if room["type"] != "balcony")
    assert areas["rooms_m2"] == pytest.approx(indoor, abs=0.01)
    assert areas["rooms_m2"] < areas["gross_internal_m2"] < areas["gross_external_m2"]
    assert areas["gross_external_m2"] == pytest.approx(SIZE_OF[file.stem], abs=0.01)
    if "printed_total_m2" in plan:
        assert plan["printed_total_m2"] == pytest.approx(areas["gross_internal_m2"], abs=0.05)


@each_plan
def test_rooms_keep_off_each_other(file: Path, number: int):
    rooms = [Polygon(room["polygon_px"]) for room in truth_of(file)["floor_plans"][number]["rooms"]]
    for k, room in enumerate(rooms):
        assert all(room.distance(other) > 1 for other in rooms[:k])


@each_plan
def test_truth_stands_where_the_drawing_is(pages: dict[str, tuple[Page, ...]], file: Path, number: int):
    """A little inside of a room it is light, a little outside dark, but for fixtures, openings and arcs."""
    plan = truth_of(file)["floor_plans"][number]
    page = pages[file.stem][plan["page"]]
    grey = cv2.cvtColor(page.pixels, cv2.COLOR_RGB2GRAY)
    away = 0.05 / plan["metres_per_pixel"]
    for room in plan["rooms"]:
        if room["type"] == "balcony":
            continue
        outline = Polygon(room["polygon_px"])
        dark_in, dark_out = (
            np.mean(levels(grey, outline.buffer(by, join_style="mitre")) < 170) for by in (-away, away)
        )
        assert dark_in < 0.2, room["name"]
        assert dark_out > 0.45, room["name"]


def levels(grey: np.ndarray, shape: Polygon) -> np.ndarray:
    ring = shape.exterior
    points = [ring.interpolate(share, normalized=True) for share in np.linspace(0, 1, 400)]
    return np.array([grey[int(p.y), int(p.x)] for p in points])


def test_the_pdf_is_drawn_from_paths_and_text(pages: dict[str, tuple[Page, ...]]):
    truth = truth_of(FOLDER / "house_imperial.pdf")
    for page, plan in zip(pages["house_imperial"], truth["floor_plans"], strict=True):
        assert page.image_share == 0
        assert len(page.vector_paths) > 50
        for room in plan["rooms"]:
            outline = Polygon(room["polygon_px"])
            inside = [
                run.text for run in page.text_layer if outline.covers(Point(*run.polygon_px.mean(axis=0)))
            ]
            assert room["name"] in " ".join(inside)


def test_what_the_files_tell_of_their_resolution(pages: dict[str, tuple[Page, ...]]):
    assert pages["flat_metric"][0].dpi == pytest.approx(150, abs=0.1)
    assert pages["flat_scanned"][0].dpi is None
    assert [page.size_pt for page in pages["house_imperial"]] == [pytest.approx((792, 612), abs=0.1)] * 2
