"""The record of a floor plan: rooms, walls, doors and windows as polygons, scale, areas and checks.

Lengths and areas are null where no scale was found; the polygons in page pixels are there all the same.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Attribute

from docparse.records.check import Check
from docparse.records.field import Point, Polygon, Record

RoomType = Literal[
    "bedroom", "living", "kitchen", "dining", "bathroom", "toilet", "hall", "closet", "storage", "laundry",
    "office", "garage", "balcony", "terrace", "porch", "stairs", "utility", "other",
]  # fmt: skip
ScaleSource = Literal[
    "given", "two_points", "page_ratio", "printed_ratio", "dimension", "room_dimensions", "scale_bar",
    "door_width", "printed_area",
]  # fmt: skip
Standard = Literal["net", "gia", "ansi"]


class ScaleEvidence(Record):
    """One thing on the page, or told by the caller, that says how large the plan is.

    Attributes:
        source: What kind of thing.
        text: As printed or given; empty where nothing is printed.
        metres_per_pixel: What it says by itself.
        relative_uncertainty: Its own, one standard deviation as a share.
        used: Whether it agrees with the others and took part in the result.
        polygon_px: Where it stands on the page, if it does.
    """

    source: ScaleSource
    text: str = ""
    metres_per_pixel: float
    relative_uncertainty: float
    used: bool = True
    polygon_px: Polygon | None = None


class Scale(Record):
    """How large the plan is.

    Attributes:
        metres_per_pixel: Metres in a page pixel; None when nothing on the page tells.
        ratio: The drawing's ratio, 100 for 1:100; None where the resolution or the ratio is not known.
        source: The strongest kind of evidence used, or None.
        confidence: 0 to 1; low where sources contradict each other or only weak ones were found.
        relative_uncertainty: One standard deviation of ``metres_per_pixel`` as a share of it.
        evidence: Everything that was found, used or not.
        detail: One sentence on how it was settled, or why it was not.
    """

    metres_per_pixel: float | None = None
    ratio: float | None = None
    source: ScaleSource | None = None
    confidence: Annotated[float, Attribute(ge=0.0, le=1.0)] = 0.0
    relative_uncertainty: float | None = None
    evidence: list[ScaleEvidence] = Attribute(default_factory=list)
    detail: str = ""


class Room(Record):
    """One room, or one open space with several labels, from wall face to wall face.

    Attributes:
        id: ``r1``, ``r2`` …, unique within its plan.
        name: As printed; None where no label stands in it.
        type: What it is for, by its label, else by what it looks like.
        polygon_px: Its outline in page pixels.
        holes_px: Columns and cores inside it.
        area_m2: Its area without the holes.
        area_sqft: The same in square feet.
        perimeter_m: Length of its outline, holes not counted.
        area_uncertainty_m2: One standard deviation of the area, from the scale's and the outline's own.
        printed_area_m2: The area printed in it.
        printed_dimensions_m: Length and width printed in it, metres.
        labels: All room names printed in it.
        confidence: 0 to 1: how much of it the model sees as floor; less without a label.
    """

    id: str
    name: str | None = None
    type: RoomType = "other"
    polygon_px: Polygon
    holes_px: list[Polygon] = Attribute(default_factory=list)
    area_m2: float | None = None
    area_sqft: float | None = None
    perimeter_m: float | None = None
    area_uncertainty_m2: float | None = None
    printed_area_m2: float | None = None
    printed_dimensions_m: tuple[float, float] | None = None
    labels: list[str] = Attribute(default_factory=list)
    confidence: Annotated[float, Attribute(ge=0.0, le=1.0)] = 0.0


class Wall(Record):
    """A connected run of wall.

    Attributes:
        id: ``w1``, ``w2`` …
        polygon_px: Outer outline.
        holes_px: What its outline goes round: rooms, mostly.
        thickness_m: Mean thickness.
    """

    id: str
    polygon_px: Polygon
    holes_px: list[Polygon] = Attribute(default_factory=list)
    thickness_m: float | None = None


class Opening(Record):
    """A door or a window: the part of a wall between its jambs.

    Attributes:
        id: ``d1`` … for doors, ``n1`` … for windows.
        polygon_px: Its outline in the wall.
        width_m: Clear width along the wall.
        connects: Ids of the two rooms it joins; null is the outside.
        swings_into: Id of the room a leaf opens into, where that could be seen.
        leaf: Whether a leaf hangs in a door; false for a passage that nothing shuts. Null where that is not
            known, and for windows.
        confidence: 0 to 1.
    """

    id: str
    polygon_px: Polygon
    width_m: float | None = None
    connects: tuple[str | None, str | None] = (None, None)
    swings_into: str | None = None
    leaf: bool | None = None
    confidence: Annotated[float, Attribute(ge=0.0, le=1.0)] = 0.0


class TypeArea(Record):
    """All rooms of one type together."""

    m2: float | None
    sqft: float | None
    count: int


class Areas(Record):
    """The plan's areas by measurement standard.

    Attributes:
        rooms_m2: Sum of the rooms, wall face to wall face.
        gross_internal_m2: Inside the perimeter walls' inner face, internal walls included (RICS GIA).
        gross_external_m2: To the outer face of the perimeter walls.
        ansi_finished_sqft: ANSI Z765: to the exterior face, garage and open porches left out, whole square
            feet.
        living_m2: Rooms without garage, balcony, terrace, porch, cellar.
        uncertainty_m2: One standard deviation of each of the above, by its name.
        standard: The standard the caller asked for.
        headline_m2: The area by that standard.
        by_type: Rooms by their type.
    """

    rooms_m2: float | None = None
    rooms_sqft: float | None = None
    gross_internal_m2: float | None = None
    gross_internal_sqft: float | None = None
    gross_external_m2: float | None = None
    gross_external_sqft: float | None = None
    ansi_finished_sqft: int | None = None
    living_m2: float | None = None
    living_sqft: float | None = None
    uncertainty_m2: dict[str, float] = Attribute(default_factory=dict)
    standard: Standard = "gia"
    headline_m2: float | None = None
    headline_sqft: float | None = None
    by_type: dict[RoomType, TypeArea] = Attribute(default_factory=dict)


class PrintedTotal(Record):
    """A total area printed on the page.

    Attributes:
        m2: In square metres.
        text: As printed.
        measures: ``gross_internal``, ``living``, ``rooms``, ``gross_external`` or ``unknown``, by its
            wording.
    """

    m2: float
    text: str
    measures: Literal["gross_internal", "gross_external", "living", "rooms", "unknown"] = "unknown"


class FloorPlan(Record):
    """One storey as drawn.

    Attributes:
        page: Page index, from 0.
        title: What is printed as its title.
        level: ``ground``, ``first``, ``basement`` …, or None.
        north_px: Direction of north on the page as a vector, x right, y down; None when not drawn.
        outline_px: The outer face of the perimeter walls.
        scale: How large it is, and how that is known.
        checks: Printed against computed.
    """

    page: int = 0
    title: str | None = None
    level: str | None = None
    north_px: Point | None = None
    outline_px: list[Polygon] = Attribute(default_factory=list)
    scale: Scale = Attribute(default_factory=Scale)
    rooms: list[Room] = Attribute(default_factory=list)
    walls: list[Wall] = Attribute(default_factory=list)
    doors: list[Opening] = Attribute(default_factory=list)
    windows: list[Opening] = Attribute(default_factory=list)
    areas: Areas = Attribute(default_factory=Areas)
    printed_total: PrintedTotal | None = None
    checks: list[Check] = Attribute(default_factory=list)
