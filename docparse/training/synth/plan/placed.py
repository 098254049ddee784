"""A layout put on the sheet: every shape that is filled, cut or traced, in drawing pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from docparse.training.synth.plan.canvas import Array
from docparse.training.synth.plan.layout import (
    Fixture,
    Layout,
    Opening,
    Point,
    Room,
    Stairs,
    Wall,
    full_walls,
    opening_polygon,
    wall_area,
)

# Grid that overlays are rounded to, metres: it makes them proof against slivers.
_GRID = 1e-5


@dataclass(frozen=True)
class Placement:
    """From a layout's metres to drawing pixels: turned about the origin, scaled, then moved.

    Attributes:
        scale: Drawing pixels per metre.
        turn: Degrees, clockwise on the page.
        offset: Drawing pixels.
    """

    scale: float
    turn: float = 0.0
    offset: Point = (0.0, 0.0)

    @property
    def matrix(self) -> Array:
        """The (2, 3) affine matrix."""
        angle = np.radians(self.turn)
        cos, sin = np.cos(angle) * self.scale, np.sin(angle) * self.scale
        return np.array([[cos, -sin, self.offset[0]], [sin, cos, self.offset[1]]])

    def point(self, point: Point) -> Point:
        """One point."""
        x, y = self.matrix @ (*point, 1.0)
        return (float(x), float(y))

    def shape(self, shape: BaseGeometry) -> BaseGeometry:
        """A polygon or a collection."""
        (a, b, x), (d, e, y) = self.matrix
        return affinity.affine_transform(shape, [a, b, d, e, x, y])


@dataclass(frozen=True)
class Shapes:
    """One storey on the sheet; everything in drawing pixels.

    Attributes:
        scale: Drawing pixels per metre.
        layout: The layout itself, moved.
        outer: Body of the outer walls, openings cut out.
        inner: Body of the inner walls, openings cut out.
        openings: One polygon for each of the layout's openings.
    """

    scale: float
    layout: Layout
    outer: BaseGeometry
    inner: BaseGeometry
    openings: tuple[Polygon, ...]

    @property
    def thinnest(self) -> float:
        """Thickness of the thinnest wall, drawing pixels."""
        return min((wall.thickness for wall in self.layout.walls), default=np.inf)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 of walls and rooms together."""
        everything = [self.outer, self.inner, *(room.polygon for room in self.layout.rooms)]
        x0, y0, x1, y1 = shapely.total_bounds(everything)
        return (float(x0), float(y0), float(x1), float(y1))


def with_thickness(layout: Layout, outer: float, inner: float) -> Layout:
    """The layout with its walls made thicker or thinner; rooms give way or follow.

    Args:
        layout: In metres.
        outer: Factor for outer walls.
        inner: Factor for inner walls.
    """

    def factor(exterior: bool) -> float:
        return outer if exterior else inner

    walls = tuple(replace(wall, thickness=wall.thickness * factor(wall.exterior)) for wall in layout.walls)
    openings = tuple(
        replace(each, thickness=each.thickness * factor(each.exterior)) for each in layout.openings
    )
    changed = replace(layout, walls=walls, openings=openings)
    thinned = max(
        [
            (1 - factor(wall.exterior)) * wall.thickness / 2
            for wall in layout.walls
            if factor(wall.exterior) < 1
        ],
        default=0.0,
    )
    bodies = full_walls(changed)
    rooms = []
    for room in layout.rooms:
        grown = (
            room.polygon.buffer(thinned, join_style="mitre") if thinned and not room.railed else room.polygon
        )
        rooms.append(replace(room, polygon=largest(shapely.difference(grown, bodies, grid_size=_GRID))))
    return replace(changed, rooms=tuple(room for room in rooms if not room.polygon.is_empty))


def place(layout: Layout, placement: Placement) -> Shapes:
    """Put a layout on the sheet."""
    # Joints are found in metres: after the move, distances would no longer mean what they must.
    walls = wall_area(layout)
    outside = full_walls(replace(layout, walls=tuple(wall for wall in layout.walls if wall.exterior)))
    return Shapes(
        scale=placement.scale,
        layout=_moved(layout, placement),
        outer=placement.shape(polygonal(shapely.intersection(walls, outside, grid_size=_GRID))),
        inner=placement.shape(polygonal(shapely.difference(walls, outside, grid_size=_GRID))),
        openings=tuple(Polygon(placement.shape(opening_polygon(each))) for each in layout.openings),
    )


def largest(shape: BaseGeometry) -> Polygon:
    """The largest polygon of a collection; an empty one when there is none."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
    return max(parts, key=lambda part: part.area, default=Polygon())


def polygonal(shape: BaseGeometry) -> MultiPolygon:
    """What of a shape has an area; overlays leave points and lines behind where edges just touch."""
    return MultiPolygon(
        [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area > 0]
    )


def _moved(layout: Layout, to: Placement) -> Layout:
    def wall(each: Wall) -> Wall:
        return replace(
            each, path=tuple(to.point(point) for point in each.path), thickness=each.thickness * to.scale
        )

    def opening(each: Opening) -> Opening:
        thickness = each.thickness * to.scale
        return replace(each, start=to.point(each.start), end=to.point(each.end), thickness=thickness)

    def fixture(each: Fixture) -> Fixture:
        width, depth = each.size
        size = (width * to.scale, depth * to.scale)
        return replace(each, centre=to.point(each.centre), size=size, angle=each.angle + to.turn)

    def flight(each: Stairs) -> Stairs:
        turned = Placement(1.0, to.turn).point(each.direction)
        return replace(each, polygon=Polygon(to.shape(each.polygon)), direction=turned)

    def room(each: Room) -> Room:
        return replace(each, polygon=Polygon(to.shape(each.polygon)))

    return Layout(
        walls=tuple(wall(each) for each in layout.walls),
        openings=tuple(opening(each) for each in layout.openings),
        rooms=tuple(room(each) for each in layout.rooms),
        fixtures=tuple(fixture(each) for each in layout.fixtures),
        stairs=tuple(flight(each) for each in layout.stairs),
        name=layout.name,
    )
