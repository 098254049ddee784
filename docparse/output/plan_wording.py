"""How lengths, areas and scales of floor plans are put into words, for pictures and tables alike."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docparse.records import FloorPlan, Scale

SQFT_PER_M2 = 10.7639104
_INCHES_PER_METRE = 1 / 0.0254

_SOURCES = {
    "given": "given by the caller",
    "two_points": "measured between two points",
    "page_ratio": "ratio and page size",
    "printed_ratio": "printed ratio",
    "dimension": "dimension line",
    "room_dimensions": "room dimensions",
    "scale_bar": "scale bar",
    "door_width": "usual door width",
    "printed_area": "printed area",
}
_PLURALS = {
    "printed_ratio": "printed ratios",
    "dimension": "dimension lines",
    "room_dimensions": "pairs of room dimensions",
    "scale_bar": "scale bars",
    "door_width": "usual door widths",
    "printed_area": "printed areas",
}


def metric_area(m2: float | None) -> str:
    """``12.96 m²``, or nothing."""
    return "" if m2 is None else f"{m2:.2f} m²"


def imperial_area(m2: float | None) -> str:
    """``139 sq ft``, or nothing."""
    if m2 is None:
        return ""
    sqft = m2 * SQFT_PER_M2
    return f"{sqft:.1f} sq ft" if sqft < 20 else f"{sqft:,.0f} sq ft"


def feet_inches(metres: float) -> str:
    """``12'-6"``, to the nearest inch."""
    feet, inches = divmod(round(metres * _INCHES_PER_METRE), 12)
    return f"{feet}'-{inches}\""


def metric_length(metres: float) -> str:
    """``11.40 m``."""
    return f"{metres:.2f} m"


def ratio_text(ratio: float | None) -> str:
    """``1:100``, or nothing."""
    if ratio is None:
        return ""
    return f"1:{ratio:.0f}" if abs(ratio - round(ratio)) < 0.005 * ratio else f"1:{ratio:.1f}"


def scale_text(scale: Scale) -> str:
    """``1:50, 8.47 mm per pixel, ±0.4 %``."""
    if scale.metres_per_pixel is None:
        return "not known"
    parts = [ratio_text(scale.ratio), f"{scale.metres_per_pixel * 1000:.3g} mm per pixel"]
    if scale.relative_uncertainty is not None:
        parts.append(f"±{100 * scale.relative_uncertainty:.2g} %")
    return ", ".join(part for part in parts if part)


def source_text(source: str, count: int = 1) -> str:
    """``printed ratio``, ``14 dimension lines``."""
    if count == 1:
        return _SOURCES.get(source, source.replace("_", " "))
    return f"{count} {_PLURALS.get(source, _SOURCES.get(source, source.replace('_', ' ')))}"


def evidence_text(scale: Scale) -> str:
    """``printed ratio, 14 dimension lines; 1 other disagrees``, the strongest kind first; or nothing."""
    used = Counter(item.source for item in scale.evidence if item.used)
    left_out = sum(not item.used for item in scale.evidence)
    order = sorted(used, key=lambda source: source != scale.source)
    text = ", ".join(source_text(source, used[source]) for source in order)
    if left_out:
        rest = f"{left_out} other{'s' if left_out > 1 else ''} left out"
        text = f"{text}; {rest}" if text else rest
    return text


def totals(plan: FloorPlan) -> list[tuple[str, float | None]]:
    """The plan's areas by standard: what is summed, square metres; those that are known."""
    areas = plan.areas
    finished = areas.ansi_finished_sqft
    rows = [
        ("Rooms, net", areas.rooms_m2),
        ("Living", areas.living_m2),
        ("Gross internal (RICS)", areas.gross_internal_m2),
        ("Gross external", areas.gross_external_m2),
        ("Finished (ANSI Z765)", None if finished is None else finished / SQFT_PER_M2),
    ]
    return [row for row in rows if row[1] is not None]


def checks_text(plan: FloorPlan) -> str:
    """``8 of 9 checks against print passed``, or nothing.

    Where printed areas set the scale, none is passed by what agrees: what does not is told alone.
    """
    done = [check for check in plan.checks if check.status != "not_performed"]
    passed = sum(check.status == "passed" for check in done)
    if plan.scale.source == "printed_area":
        return (
            f"{len(done) - passed} of {len(plan.checks)} printed areas disagree with the others"
            if done
            else ""
        )
    return f"{passed} of {len(done)} checks against print passed" if done else ""


def heading(plan: FloorPlan, number: int) -> str:
    """The plan's title or level, else its number."""
    level = plan.level.replace("_", " ").capitalize() if plan.level else ""
    if plan.title and level and level.lower() not in plan.title.lower():
        return f"{plan.title} ({level.lower()})"
    return plan.title or level or f"Plan {number}"
