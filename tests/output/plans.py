"""Hand-made floor plans for tests of what is drawn and printed of them."""

from __future__ import annotations

from docparse.records import (
    Areas,
    Check,
    FloorPlan,
    Opening,
    PrintedTotal,
    Room,
    Scale,
    ScaleEvidence,
    Wall,
)

Corners = list[tuple[float, float]]
PER_PIXEL = 0.01


def rectangle(left: float, top: float, right: float, bottom: float) -> Corners:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def room(number: int, name: str | None, kind: str, corners: Corners, *, metric: bool = True) -> Room:
    xs, ys = zip(*corners, strict=True)
    area = (max(xs) - min(xs)) * (max(ys) - min(ys)) * PER_PIXEL**2 if metric else None
    return Room(
        id=f"r{number}",
        name=name,
        type=kind,
        polygon_px=corners,
        area_m2=area,
        area_sqft=area and area * 10.7639104,
        confidence=0.93,
    )


def evidence(source: str, *, used: bool = True) -> ScaleEvidence:
    return ScaleEvidence(
        source=source, text="3.67", metres_per_pixel=PER_PIXEL, relative_uncertainty=0.01, used=used
    )


SCALE = Scale(
    metres_per_pixel=PER_PIXEL,
    ratio=50,
    source="printed_ratio",
    confidence=0.97,
    relative_uncertainty=0.004,
    evidence=[
        evidence("dimension"),
        evidence("printed_ratio"),
        evidence("dimension"),
        evidence("dimension", used=False),
    ],
)


def two_rooms(*, metric: bool = True, **more: object) -> FloorPlan:
    """A plan of 10 m by 6 m on a page of 1,200 by 900 pixels: two rooms side by side, a door, a window."""
    rooms = [
        room(1, "LIVING [b]ROOM", "living", rectangle(130, 130, 680, 670), metric=metric),
        room(2, None, "bedroom", rectangle(700, 130, 1070, 670), metric=metric),
    ]
    wall = Wall(
        id="w1",
        polygon_px=rectangle(100, 100, 1100, 700),
        holes_px=[rectangle(130, 130, 680, 670), rectangle(700, 130, 1070, 670)],
    )
    given: dict[str, object] = {
        "level": "ground",
        "outline_px": [rectangle(100, 100, 1100, 700)],
        "rooms": rooms,
        "walls": [wall],
        "doors": [Opening(id="d1", polygon_px=rectangle(680, 300, 700, 390))],
        "windows": [Opening(id="n1", polygon_px=rectangle(300, 100, 420, 130))],
        "scale": SCALE if metric else Scale(detail="nothing on the page tells its size"),
    }
    if metric:
        given["areas"] = Areas(
            rooms_m2=49.68, gross_internal_m2=50.76, gross_external_m2=60.0, ansi_finished_sqft=646
        )
        given["checks"] = [
            Check(name="room_area.r1", status="failed", detail="printed 31.00, computed 29.70"),
            Check(name="room_area.r2", status="passed"),
            Check(name="total_area", status="not_performed"),
        ]
        given["printed_total"] = PrintedTotal(m2=50.8, text="50.8 sq m", measures="gross_internal")
    return FloorPlan(**(given | more))
