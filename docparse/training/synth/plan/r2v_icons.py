"""Icons of Raster-to-Vector files as fixtures and stairs."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry import Polygon, box

from docparse.training.synth.plan.layout import Fixture, Opening, Room, Stairs, opening_polygon
from docparse.training.synth.plan.r2v_rows import Row

_KINDS = {
    ("bathtub", 1): "bathtub",
    ("toilet", 1): "toilet",
    ("washing_basin", 1): "basin",
    ("washing_basin", 2): "sink",
    ("washing_basin", 3): "basin",
    ("washing_basin", 4): "basin",
    ("cooking_counter", 1): "counter",
    ("cooking_counter", 2): "counter",
    ("special", 2): "fridge",
}
# Metres: plausible sides; what is smaller or larger is a slip of the file.
_SIDES = (0.25, 3.2)


def icon_fixtures(
    rows: Sequence[Row], rooms: Sequence[Room], openings: Sequence[Opening]
) -> tuple[tuple[Fixture, ...], tuple[Stairs, ...]]:
    """Fixtures and stairs of a file, trimmed to the room they stand in.

    Args:
        rows: All rows.
        rooms: The rooms.
        openings: Openings; what stands in one is left out.

    Returns:
        Fixtures, their backs to the nearest wall, and stairs.
    """
    tree = shapely.STRtree([room.polygon for room in rooms])
    gaps = shapely.union_all([opening_polygon(opening) for opening in openings])
    fixtures, stairs = [], []
    for row in rows:
        kind = "stairs" if row.category == "stairs" else _KINDS.get((row.category, row.kind))
        if kind is None:
            continue
        icon = box(row.x0, row.y0, row.x1, row.y1)
        within = tree.query(icon.centroid, predicate="within")
        if not len(within):
            continue
        room = rooms[int(within[0])].polygon
        x0, y0, x1, y1 = icon.intersection(room).bounds
        icon = box(x0, y0, x1, y1)
        if min(x1 - x0, y1 - y0) < _SIDES[0] or max(x1 - x0, y1 - y0) > _SIDES[1]:
            continue
        if not room.buffer(1e-6).covers(icon) or icon.distance(gaps) < 0.02:
            continue
        if kind == "stairs":
            direction = (1.0, 0.0) if x1 - x0 > y1 - y0 else (0.0, 1.0)
            stairs.append(Stairs(icon, direction))
        else:
            fixtures.append(_fixture(kind, (x0, y0, x1, y1), room))
    return tuple(fixtures), tuple(stairs)


def _fixture(kind: str, bounds: tuple[float, float, float, float], room: Polygon) -> Fixture:
    """A fixture in a box, its back to the side of the box that is nearest to a wall."""
    x0, y0, x1, y1 = bounds
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    # Angle of the back: at 0 it is at the top, then clockwise on the page.
    sides = {0.0: (cx, y0), 90.0: (x1, cy), 180.0: (cx, y1), 270.0: (x0, cy)}
    upright = (0.0, 180.0)
    if kind in ("toilet", "counter", "fridge"):
        # A toilet is deeper than wide, a counter wider than deep: that leaves two ways round.
        tall = y1 - y0 > x1 - x0
        along_y = tall if kind == "toilet" else not tall
        sides = {angle: point for angle, point in sides.items() if (angle in upright) == along_y}
    edge = room.exterior
    angle = min(sides, key=lambda turn: edge.distance(shapely.Point(sides[turn])))
    size = (x1 - x0, y1 - y0) if angle in upright else (y1 - y0, x1 - x0)
    return Fixture(kind, (cx, cy), size, angle)
