"""The plan kind's own duties: nothing is lost, and times are counted once."""

from __future__ import annotations

import numpy as np
import pytest

from docparse.blueprint import reading
from docparse.blueprint.kind import FloorPlanKind
from docparse.blueprint.reading import PageReading
from docparse.errors import LimitError
from docparse.kind import PageView, ReadOptions
from docparse.pages import Page


class _Silent:
    name = version = "silent"

    def read(self, pixels):
        return []

    def recognise(self, crops):
        return []


def _views(count: int) -> list[PageView]:
    return [PageView(Page(np.full((50, 50, 3), 255, np.uint8), index), _Silent()) for index in range(count)]


def test_a_limit_reached_on_a_later_page_is_told_though_no_plan_was_found(monkeypatch: pytest.MonkeyPatch):
    def read_page(view, options):
        if view.page.index:
            raise LimitError("limit.time", "not done in time")
        return PageReading()

    monkeypatch.setattr(reading, "read_page", read_page)
    extraction = FloorPlanKind().extract(_views(3), ReadOptions())
    assert extraction.record == []
    assert [(error.code, error.page) for error in extraction.errors] == [("limit.time", 1)]


def test_text_read_before_is_not_taken_off_the_plans_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "read_page", lambda view, options: PageReading(regions_ms=0.0))
    views = _views(1)
    views[0].text_ms = 60_000.0
    assert FloorPlanKind().extract(views, ReadOptions()).timings_ms["trace"] >= 0
