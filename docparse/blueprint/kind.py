"""The floor plan kind: finds plans on pages, measures them, and hands out records."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docparse.errors import LimitError
from docparse.kind import Extraction, Guess, PageView, ReadOptions
from docparse.records import ErrorItem

if TYPE_CHECKING:
    from docparse.blueprint.reading import PageReading

_STAGE = "floor_plan"


class FloorPlanKind:
    """Floor plans: scans, web pictures and PDF sheets."""

    name = "floor_plan"
    alias = "plan"

    def guess(self, views: Sequence[PageView], options: ReadOptions) -> Guess:
        """Look at each page from afar, and say how like a plan the likeliest one is."""
        del options
        from docparse.blueprint.glance import LIKELY, likeness  # noqa: PLC0415

        best = max((likeness(view) for view in views), default=0.0)
        if best >= LIKELY:
            return Guess(best, "walls that enclose floors")
        return Guess(best, "no walls that enclose floors")

    def extract(self, views: Sequence[PageView], options: ReadOptions) -> Extraction:
        """Read every page's plans; a page without one costs only itself.

        Raises:
            EngineError: ``engine.missing`` when the plan model is not installed or switched off; as the
                engines raise it when no page could be read.
            UsageError: ``usage.scale``.
        """
        from docparse.blueprint.reading import read_page  # noqa: PLC0415
        from docparse.blueprint.scale.given import parse_scale  # noqa: PLC0415

        if options.scale:
            parse_scale(options.scale)  # wrong usage is told before any work is done
        readings: list[PageReading] = []
        errors: list[ErrorItem] = []
        start = time.perf_counter()
        for view in views:
            try:
                readings.append(read_page(view, options))
            except LimitError as error:
                if not readings:
                    raise
                message = f"{error.message}; pages from {view.page.index} on were not read"
                errors.append(ErrorItem(code=error.code, message=message, stage=_STAGE, page=view.page.index))
                break
        plans = [plan for reading in readings for plan in reading.plans]
        warnings = [warning for reading in readings for warning in reading.warnings]
        errors += [error for reading in readings for error in reading.errors]
        regions = sum(reading.regions_ms for reading in readings)
        waited = sum(reading.waited_ms for reading in readings)
        rest = (time.perf_counter() - start) * 1000 - regions - waited
        models = sorted({model for view in views for model in view.region_models})
        return Extraction(
            record=plans,
            errors=errors,
            warnings=warnings,
            models={"regions": "+".join(models)} if models else {},
            timings_ms={"regions": round(regions, 1), "trace": round(rest, 1)},
        )
