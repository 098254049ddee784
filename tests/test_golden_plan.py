"""Nothing in what is read from the sample plans changes unseen.

``pytest --update-golden`` writes the golden files anew; look at the difference before you commit it. They
hold what a user would notice: places are left out and numbers rounded, as machines differ in both a little.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from docparse import Extractor
from docparse.records import DocumentResult, FloorPlan

ROOT = Path(__file__).resolve().parent.parent
SAMPLES, GOLDEN = ROOT / "samples" / "plan", ROOT / "tests" / "golden" / "plan"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json")
# Rooms' and totals' square metres may differ between machines by so much, relative and absolute.
REL, ABS = 0.01, 0.06


@pytest.mark.ocr
@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_what_is_read_is_as_it_was(extractor: Extractor, file: Path, request: pytest.FixtureRequest):
    now = noticed(extractor.extract(file))
    golden = GOLDEN / f"{file.stem}.json"
    if request.config.getoption("--update-golden"):
        text = json.dumps(now, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        golden.write_text(text, encoding="utf-8")
        return
    assert golden.is_file(), "run: pytest --update-golden"
    was = json.loads(golden.read_text(encoding="utf-8"))
    assert without_areas(now) == without_areas(was)
    assert list(areas_of(now)) == pytest.approx(list(areas_of(was)), rel=REL, abs=ABS)


def test_no_golden_file_without_a_sample():
    assert {path.stem for path in GOLDEN.glob("*.json")} == {file.stem for file in FILES}


def noticed(result: DocumentResult) -> dict[str, Any]:
    """What a user would notice of a result."""
    return {
        "status": result.status,
        "kind": result.kind,
        "errors": [item.code for item in result.errors],
        "warnings": [item.code for item in result.warnings],
        "plans": [noticed_of(plan) for plan in result.floor_plans],
    }


def noticed_of(plan: FloorPlan) -> dict[str, Any]:
    """What a user would notice of one plan; rooms by name and size."""
    rooms = sorted(
        ([room.name or "", room.type, round(room.area_m2 or 0, 2)] for room in plan.rooms),
        key=lambda row: (row[0], row[1], -row[2]),
    )
    return {
        "level": plan.level,
        "rooms": rooms,
        "doors": len(plan.doors),
        "windows": len(plan.windows),
        "ratio": plan.scale.ratio and round(plan.scale.ratio),
        "evidence": sorted({item.source for item in plan.scale.evidence if item.used}),
        "totals": [
            round(plan.areas.rooms_m2 or 0, 2),
            round(plan.areas.gross_internal_m2 or 0, 2),
            round(plan.areas.gross_external_m2 or 0, 2),
        ],
        "checks": sorted([check.name, check.status] for check in plan.checks),
    }


def without_areas(whole: dict[str, Any]) -> dict[str, Any]:
    plans = [{**plan, "rooms": [row[:2] for row in plan["rooms"]], "totals": None} for plan in whole["plans"]]
    return {**whole, "plans": plans}


def areas_of(whole: dict[str, Any]) -> list[float]:
    return [area for plan in whole["plans"] for area in [*(row[2] for row in plan["rooms"]), *plan["totals"]]]
