import datetime as dt
import io

import pytest
from rich.console import Console

from docparse.output.plan_wording import (
    evidence_text,
    feet_inches,
    heading,
    imperial_area,
    metric_area,
    ratio_text,
    scale_text,
)
from docparse.output.table import result_table
from docparse.records import Check, DocumentResult, ErrorItem, FloorPlan, Scale, Source

from .plans import SCALE, two_rooms


def shown(plans: list[FloorPlan], width: int = 160, **more: object) -> str:
    given = {"source": Source(path="[/in]/a.png", pages=1), "kind": "floor_plan", "status": "ok"}
    result = DocumentResult(**(given | {"floor_plans": plans} | more))
    file = io.StringIO()
    Console(file=file, width=width).print(result_table(result, dt.date(2026, 1, 1)))
    return file.getvalue()


def test_it_shows_rooms_totals_and_scale():
    text = shown([two_rooms()])
    for part in (
        "[/in]/a.png",
        "Ground",
        "LIVING [b]ROOM",
        "29.70",
        "320",
        "bedroom",
        "differs",
        "agrees",
        "Gross internal (RICS)",
        "50.76",
        "646",
        "50.80",
        "1:50, 10 mm per pixel, ±0.4 %",
        "97%",
        "printed ratio, 2 dimension lines; 1 other left out",
        "1 of 2 checks against print passed",
        "room_area.r1: printed 31.00, computed 29.70",
    ):
        assert part in text, part
    assert "\x1b" not in text


def test_without_a_scale():
    text = shown(
        [two_rooms(metric=False)],
        status="partial",
        errors=[ErrorItem(code="plan.no_scale", message="no scale was found", stage="floor_plan")],
    )
    assert "scale not known. nothing on the page tells its size" in text
    assert "plan.no_scale" in text
    assert "None" not in text


def test_nothing_found():
    text = shown([FloorPlan(), FloorPlan(level="first")])
    assert text.count("no closed room was found") == 2
    assert "Plan 1" in text
    assert "First" in text


def test_areas_that_set_the_scale_are_not_said_to_fail_their_checks():
    """Seven of eight areas agreed and set the scale; the picture said that none of its checks was passed."""
    scale = SCALE.model_copy(update={"source": "printed_area"})
    checks = [
        Check(name=f"room_area.r{number}", status=status, detail="printed 31.00, computed 29.70")
        for number, status in enumerate(("failed", "not_performed", "not_performed"), 1)
    ]
    assert "1 of 3 printed areas disagree with the others" in shown([two_rooms(scale=scale, checks=checks)])
    assert "disagree" not in shown([two_rooms(scale=scale, checks=checks[1:])])


def test_a_narrow_terminal():
    assert "29.70" in shown([two_rooms()], width=80)


def test_a_room_of_two_checks_shows_the_worse():
    plan = two_rooms()
    checks = [plan.checks[1].model_copy(update={"name": "room_dimensions.r1"}), *plan.checks]
    text = shown([plan.model_copy(update={"checks": checks})])
    assert [line.count("differs") for line in text.splitlines() if "LIVING" in line] == [1]


@pytest.mark.parametrize(
    ("metres", "text"), [(0.0, "0'-0\""), (3.81, "12'-6\""), (3.6575, "12'-0\""), (9.7536, "32'-0\"")]
)
def test_feet_and_inches(metres: float, text: str):
    assert feet_inches(metres) == text


@pytest.mark.parametrize(
    ("m2", "metric", "imperial"),
    [
        (None, "", ""),
        (1.0, "1.00 m²", "10.8 sq ft"),
        (12.96, "12.96 m²", "140 sq ft"),
        (200, "200.00 m²", "2,153 sq ft"),
    ],
)
def test_areas(m2: float | None, metric: str, imperial: str):
    assert (metric_area(m2), imperial_area(m2)) == (metric, imperial)


@pytest.mark.parametrize(("ratio", "text"), [(None, ""), (100.0, "1:100"), (100.2, "1:100"), (2.5, "1:2.5")])
def test_ratios(ratio: float | None, text: str):
    assert ratio_text(ratio) == text


def test_scale_in_words():
    assert scale_text(Scale()) == "not known"
    assert scale_text(SCALE.model_copy(update={"ratio": None})) == "10 mm per pixel, ±0.4 %"
    assert evidence_text(Scale()) == ""


@pytest.mark.parametrize(
    ("title", "level", "text"),
    [
        (None, None, "Plan 3"),
        (None, "lower_ground", "Lower ground"),
        ("First Floor Plan", "first", "First Floor Plan"),
        ("Flat 7", "third", "Flat 7 (third)"),
    ],
)
def test_headings(title: str | None, level: str | None, text: str):
    assert heading(FloorPlan(title=title, level=level), 3) == text
