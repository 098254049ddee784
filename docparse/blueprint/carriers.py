"""What the steps of reading a plan hand to each other. All places are in pixels of the page as handed in.

Shapes are shapely polygons while they are worked on; records get plain lists at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from docparse.records.floor_plan import RoomType, ScaleSource

Point = tuple[float, float]


# What is at least so likely bare has no leaf.
BARE = 0.5


@dataclass(frozen=True)
class Length:
    """A length as printed.

    Attributes:
        metres: Its value.
        step_m: The smallest step the notation shows: 0.01 for ``3.67``, 0.0254 for ``12'6"``.
        text: As printed.
        given_unit: Whether a unit is printed, or the notation (``1 435``, ``14,60``) only suggests it.
    """

    metres: float
    step_m: float
    text: str
    given_unit: bool = True


@dataclass(frozen=True)
class Area:
    """An area as printed.

    Attributes:
        m2: Its value.
        step_m2: The smallest step the notation shows.
        text: As printed.
    """

    m2: float
    step_m2: float
    text: str


@dataclass(frozen=True)
class Label:
    """What is printed in one room: its name and, below or beside it, its area and dimensions.

    Attributes:
        name: The room's name as printed, or None when only figures stand there.
        type: What the name means, or None.
        at: Where it stands: the centre of its lines.
        polygon_px: (N, 2) box round its lines.
        area: The area printed with it.
        dimensions: Length and width printed with it, in the order printed.
        text: All of its lines.
    """

    name: str | None
    type: RoomType | None
    at: Point
    polygon_px: tuple[Point, ...]
    area: Area | None = None
    dimensions: tuple[Length, Length] | None = None
    text: str = ""


@dataclass(frozen=True)
class DimensionText:
    """A single length that stands at a dimension line.

    Attributes:
        length: As printed.
        at: Its centre.
        polygon_px: Its four corners, clockwise from the text's own top left.
    """

    length: Length
    at: Point
    polygon_px: tuple[Point, ...]


@dataclass(frozen=True)
class Total:
    """A total area printed on the page; see :class:`docparse.records.PrintedTotal`."""

    area: Area
    measures: str
    at: Point
    level: str | None = None


@dataclass(frozen=True)
class RatioNote:
    """A printed ratio such as ``1:100``, ``1/4" = 1'-0"``, ``échelle 1/100``.

    Attributes:
        ratio: 100 for 1:100.
        text: As printed.
        at: Its centre.
        at_paper_size: ``A4`` … when the note says at which paper size it holds (``1:100 @ A3``).
    """

    ratio: float
    text: str
    at: Point
    polygon_px: tuple[Point, ...] = ()
    at_paper_size: str | None = None


@dataclass(frozen=True)
class LevelName:
    """A storey's name as printed: ``First Floor``, ``REZ-DE-CHAUSSEE``.

    Attributes:
        level: ``basement``, ``lower_ground``, ``ground``, ``first``, ``second`` …, ``attic``, ``mezzanine``.
        text: As printed.
        at: Its centre.
    """

    level: str
    text: str
    at: Point


@dataclass(frozen=True)
class PageText:
    """Everything that a page's text says about its plans."""

    labels: tuple[Label, ...] = ()
    dimensions: tuple[DimensionText, ...] = ()
    totals: tuple[Total, ...] = ()
    ratios: tuple[RatioNote, ...] = ()
    levels: tuple[LevelName, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoomShape:
    """A traced room.

    Attributes:
        polygon: Its outline, holes included, valid.
        labels: The labels that stand in it.
        kind: ``room``, ``outdoor`` (terrace, balcony: no walls all round), ``stairs`` or ``column``.
        loose: Whether it is outdoors and no line goes round it, so that only a label proves it.
        confidence: 0 to 1: share of it that the model sees as floor.
    """

    polygon: Polygon
    labels: tuple[Label, ...] = ()
    kind: str = "room"
    loose: bool = False
    confidence: float = 1.0


@dataclass(frozen=True)
class OpeningShape:
    """A door or window in a wall.

    Attributes:
        kind: ``door`` or ``window``.
        polygon: The wall's part between the jambs.
        start: Middle of one jamb.
        end: Middle of the other.
        thickness: Of the wall there, pixels.
        confidence: 0 to 1.
        swings: A point inside the leaf's wedge, or None.
        bare: How likely nothing shuts a door's place, 0 to 1, or None.
    """

    kind: str
    polygon: Polygon
    start: Point
    end: Point
    thickness: float
    confidence: float = 1.0
    swings: Point | None = None
    bare: float | None = None

    @property
    def leaf(self) -> bool | None:
        """Whether a leaf hangs in it; None where that is not known."""
        return None if self.bare is None else self.bare < BARE

    @property
    def width(self) -> float:
        """Clear width along the wall, pixels."""
        return float(((self.end[0] - self.start[0]) ** 2 + (self.end[1] - self.start[1]) ** 2) ** 0.5)


@dataclass(frozen=True)
class PlanShape:
    """One storey as traced, before anything is known of its size.

    Attributes:
        rooms: Its rooms; they do not overlap each other or the walls.
        walls: All its walls as one shape.
        openings: Doors and windows.
        outline: The outer face of the perimeter walls, filled; outdoor rooms lie outside of it.
        wall_thickness: Median thickness of its walls, pixels.
    """

    rooms: tuple[RoomShape, ...]
    walls: BaseGeometry
    openings: tuple[OpeningShape, ...]
    outline: BaseGeometry
    wall_thickness: float


@dataclass(frozen=True)
class Measured:
    """One piece of evidence for the scale; see :class:`docparse.records.ScaleEvidence`."""

    source: ScaleSource
    metres_per_pixel: float
    relative_uncertainty: float
    text: str = ""
    polygon_px: tuple[Point, ...] = field(default=())
