"""The sample plans, read by the shipped model and text engine, against their truth."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from shapely.geometry import Polygon

from docparse import Extractor
from docparse.errors import UsageError
from docparse.pages.transform import rotate_points

SAMPLES = Path(__file__).parents[2] / "samples" / "plan"
pytestmark = pytest.mark.ocr


@cache
def _extractor():
    return Extractor()


@cache
def _read(name: str, kind: str = "plan", scale: str | None = None):
    return _extractor().extract(SAMPLES / name, kind=kind, scale=scale)


def _truth(name: str):
    return json.loads((SAMPLES / name).with_suffix(".json").read_text(encoding="utf-8"))


def _rooms(truth):
    plans = truth["floor_plans"]
    return [room for plan in plans for room in plan["rooms"]]


@pytest.mark.parametrize("name", ["flat_metric.png", "house_imperial.pdf", "flat_scanned.jpg"])
def test_rooms_are_found_by_name_with_their_areas(name):
    result = _read(name)
    found = {room.name: room for plan in result.floor_plans for room in plan.rooms if room.name}
    wanted = [room for room in _rooms(_truth(name)) if room["type"] not in ("balcony", "terrace")]
    close = [
        room
        for room in wanted
        if room["name"] in found and abs(found[room["name"]].area_m2 / room["area_m2"] - 1) <= 0.03
    ]
    # One room of a plan may be cut in two where a corridor narrows.
    assert len(close) >= 0.8 * len(wanted)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_sheet_that_was_fed_in_turned_reads_as_it_does_upright(quarters: int, tmp_path: Path):
    file = tmp_path / "turned.png"
    with Image.open(SAMPLES / "flat_metric.png") as picture:
        size = picture.size
        picture.rotate(-90 * quarters, expand=True).save(file)
    (upright,) = _read("flat_metric.png").floor_plans
    (turned,) = _extractor().extract(file, kind="plan").floor_plans
    # Rooms are counted from the top of the page as it is.
    there = {room.name: room for room in turned.rooms}
    assert sorted(there) == sorted(room.name for room in upright.rooms)
    for room in upright.rooms:
        assert there[room.name].area_m2 == pytest.approx(room.area_m2, rel=0.005)
        middle = Polygon(rotate_points(room.polygon_px, quarters, size)).centroid
        assert Polygon(there[room.name].polygon_px).centroid.distance(middle) < 3


def test_a_plan_is_told_from_an_id_document_and_the_reverse():
    assert _read("flat_metric.png", "auto").kind == "floor_plan"
    card = _extractor().extract(SAMPLES.parent / "id" / "licence_worded_front.jpg")
    assert card.kind == "id_document"


def test_the_scale_says_how_it_was_found():
    scale = _read("flat_metric.png").floor_plans[0].scale
    assert scale.ratio == 50
    assert {item.source for item in scale.evidence if item.used} >= {"printed_ratio", "dimension"}


def test_a_given_scale_is_taken():
    scale = _read("flat_scanned.jpg", scale="0.01 m/px").floor_plans[0].scale
    assert scale.metres_per_pixel == pytest.approx(0.01)
    assert scale.source == "given"


def test_a_scale_that_is_none_is_wrong_usage():
    with pytest.raises(UsageError, match="1:100") as error:
        _extractor().extract(SAMPLES / "flat_metric.png", kind="plan", scale="big")
    assert error.value.code == "usage.scale"


def test_a_standard_that_is_none_is_wrong_usage():
    with pytest.raises(UsageError, match="net, gia, ansi") as error:
        _extractor().extract(SAMPLES / "flat_metric.png", kind="plan", standard="nia")
    assert error.value.code == "usage.standard"


def test_the_standard_chooses_the_headline():
    areas = (
        _extractor().extract(SAMPLES / "flat_metric.png", kind="plan", standard="net").floor_plans[0].areas
    )
    assert areas.headline_m2 == areas.rooms_m2


def test_without_region_models_the_result_says_what_is_missing():
    result = Extractor(regions=False).extract(SAMPLES / "flat_metric.png", kind="plan")
    assert result.status == "failed"
    assert [item.code for item in result.errors] == ["engine.missing"]
