"""Plans of a building model (IFC 2x3): each storey's spaces, walls, doors and windows, seen from above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from step_file import Entity, Ref, StepFile

Matrix = NDArray[np.float64]
# A plan is cut at about a metre above the floor.
_CUT = 1.0


@dataclass(frozen=True)
class Space:
    """A room of the model: its number and name, its stated area and its footprint, metres."""

    number: str
    name: str
    area: float | None
    footprint: BaseGeometry


@dataclass(frozen=True)
class Gap:
    """An opening in a wall: ``door``, ``window`` or ``opening``, and its footprint."""

    kind: str
    footprint: BaseGeometry


@dataclass
class StoreyPlan:
    """What a storey's plan shows; walls without their openings."""

    name: str
    elevation: float
    spaces: list[Space] = field(default_factory=list)
    walls: BaseGeometry = field(default_factory=Polygon)
    gaps: list[Gap] = field(default_factory=list)

    def open_parts(self, least: float = 0.5) -> list[Polygon]:
        """What lies between the walls and is no space, as the well of a stair, from so many m2 on."""
        # Walls that only touch at a corner are one ring, too.
        joined = self.walls.buffer(0.01, join_style="mitre")
        filled = unary_union([Polygon(part.exterior) for part in _parts(joined)])
        solid = [self.walls, *(gap.footprint for gap in self.gaps), *(s.footprint for s in self.spaces)]
        # Slivers between a space and its walls fall away.
        free = filled.difference(unary_union(solid).buffer(0.02, join_style="mitre"))
        return [part.buffer(0.02, join_style="mitre") for part in _parts(free) if part.area >= least]


def storeys_of(path: Path) -> list[StoreyPlan]:
    """The storeys of a model that have spaces and walls, from below."""
    model = _Model(StepFile(path))
    plans = [plan for plan in model.storeys() if plan.spaces and not plan.walls.is_empty]
    return sorted(plans, key=lambda plan: plan.elevation)


class _Model:
    def __init__(self, step: StepFile) -> None:
        self.step = step

    def storeys(self) -> Iterator[StoreyPlan]:
        areas = self._areas()
        inside: dict[int, list[Entity]] = {}
        for relation in self.step.of_type("IFCRELAGGREGATES"):
            inside[relation.args[4].number] = [self.step[ref] for ref in relation.args[5]]
        for storey in self.step.of_type("IFCBUILDINGSTOREY"):
            plan = StoreyPlan(storey.args[2], float(storey.args[9] or 0.0))
            for entity in inside.get(storey.number, []):
                if entity.type == "IFCSPACE":
                    footprint = self._footprint(entity)
                    name = str(entity.args[7] or "")
                    plan.spaces.append(Space(str(entity.args[2]), name, areas.get(entity.number), footprint))
            self._add_structure(plan)
            yield plan

    def _areas(self) -> dict[int, float]:
        """Stated areas by the number of the space."""
        areas = {}
        for relation in self.step.of_type("IFCRELDEFINESBYPROPERTIES"):
            definition = self.step[relation.args[5]]
            if definition.type != "IFCELEMENTQUANTITY":
                continue
            for quantity in (self.step[ref] for ref in definition.args[5]):
                if quantity.type == "IFCQUANTITYAREA":
                    areas.update({ref.number: float(quantity.args[3]) for ref in relation.args[4]})
        return areas

    def _add_structure(self, plan: StoreyPlan) -> None:
        """Walls and openings that a cut above this storey's floor goes through, or windows above it."""
        walls, filled = [], {}
        for relation in self.step.of_type("IFCRELFILLSELEMENT"):
            filled[relation.args[4].number] = self.step[relation.args[5]].type
        for entity in self.step.of_type("IFCWALLSTANDARDCASE", "IFCWALL"):
            points = self._points(entity)
            if self._is_cut(points, plan.elevation):
                walls.append(self._footprint(entity))
        kinds = {"IFCDOOR": "door", "IFCWINDOW": "window"}
        for entity in self.step.of_type("IFCOPENINGELEMENT"):
            points = self._points(entity)
            if len(points) and plan.elevation - 0.2 < points[:, 2].min() < plan.elevation + 2.0:
                hull = MultiPoint(points[:, :2]).convex_hull
                kind = kinds.get(filled.get(entity.number, ""), "opening")
                # Windows are drawn wherever their sill is, a hole in a wall only where the cut meets it.
                if isinstance(hull, Polygon) and (kind != "opening" or self._is_cut(points, plan.elevation)):
                    plan.gaps.append(Gap(kind, hull))
        plan.walls = unary_union([wall for wall in walls if not wall.is_empty])
        # What lies in no wall is in a roof or a floor.
        plan.gaps = [gap for gap in plan.gaps if _is_within(gap.footprint, plan.walls)]

    @staticmethod
    def _is_cut(points: Matrix, elevation: float) -> bool:
        if not len(points):
            return False
        low, high = points[:, 2].min(), points[:, 2].max()
        return bool(low < elevation + _CUT < high)

    def _footprint(self, entity: Entity) -> BaseGeometry:
        """The body of a product as seen from above, metres."""
        shapes = []
        for item in self._body(entity):
            matrix = self._placement(entity.args[5])
            if item.type == "IFCEXTRUDEDAREASOLID":
                profile, solid = self._profile(self.step[item.args[0]]), self._axis(item.args[1])
                ring = np.column_stack([profile, np.zeros(len(profile)), np.ones(len(profile))])
                shapes.append(Polygon((ring @ (matrix @ solid).T)[:, :2]).buffer(0))
            elif item.type == "IFCFACEBASEDSURFACEMODEL":
                shapes += self._floor_faces(item, matrix)
        footprint = unary_union(shapes)
        if footprint.area < 1e-6:
            # A body drawn from its side, as stairs are, has no floor of its own: what it covers stands in.
            hull = MultiPoint(self._points(entity)[:, :2]).convex_hull
            return hull if isinstance(hull, Polygon) else Polygon()
        return footprint

    def _floor_faces(self, item: Entity, matrix: Matrix) -> list[BaseGeometry]:
        """The lowest level faces of a surface model."""
        rings = [self._moved(ring, matrix) for ring in self._faces(item)]
        if not rings:
            return []
        lowest = min(float(ring[:, 2].min()) for ring in rings)
        level = [ring for ring in rings if float(np.abs(ring[:, 2] - lowest).max()) < 1e-3]
        return [Polygon(ring[:, :2]).buffer(0) for ring in level]

    def _faces(self, item: Entity) -> Iterator[Matrix]:
        for group in item.args[0]:
            for face in (self.step[ref] for ref in self.step[group].args[0]):
                for bound in (self.step[ref] for ref in face.args[0]):
                    if bound.type == "IFCFACEOUTERBOUND":
                        yield self._coordinates(self.step[bound.args[0]].args[0])

    def _points(self, entity: Entity) -> Matrix:
        """All corners of a product's solids, (N, 3) in metres."""
        every = [np.zeros((0, 3))]
        for item in self._body(entity):
            matrix = self._placement(entity.args[5])
            if item.type == "IFCEXTRUDEDAREASOLID":
                profile, solid = self._profile(self.step[item.args[0]]), self._axis(item.args[1])
                ring = np.column_stack([profile, np.zeros(len(profile))])
                way = np.array(self.step[item.args[2]].args[0]) * float(item.args[3])
                every.append(self._moved(np.vstack([ring, ring + way]), matrix @ solid))
            elif item.type == "IFCFACEBASEDSURFACEMODEL":
                every += [self._moved(ring, matrix) for ring in self._faces(item)]
        return np.vstack(every)

    def _body(self, entity: Entity) -> Iterator[Entity]:
        if entity.args[6] is None:
            return
        for representation in (self.step[ref] for ref in self.step[entity.args[6]].args[2]):
            if representation.args[1] == "Body":
                for item in (self.step[ref] for ref in representation.args[3]):
                    # What is clipped off are ends and tops: the plan takes the whole.
                    while item.type in ("IFCBOOLEANCLIPPINGRESULT", "IFCBOOLEANRESULT"):
                        item = self.step[item.args[1]]  # noqa: PLW2901
                    yield item

    def _profile(self, profile: Entity) -> Matrix:
        """Corners of a profile, (N, 2)."""
        if profile.type == "IFCRECTANGLEPROFILEDEF":
            wide, tall = float(profile.args[3]) / 2, float(profile.args[4]) / 2
            corners = np.array([[-wide, -tall], [wide, -tall], [wide, tall], [-wide, tall]])
            return np.asarray(self._in_plane(corners, self.step[profile.args[2]]))
        points = self._curve(self.step[profile.args[2]])
        return points[:-1] if np.allclose(points[0], points[-1]) else points

    def _curve(self, curve: Entity) -> Matrix:
        """Points along a curve, (N, 2); arcs as short straight pieces."""
        if curve.type == "IFCPOLYLINE":
            return self._coordinates(curve.args[0])[:, :2]
        if curve.type == "IFCCOMPOSITECURVE":
            pieces = []
            for segment in (self.step[ref] for ref in curve.args[0]):
                piece = self._curve(self.step[segment.args[2]])
                pieces.append(piece if segment.args[1] == "T" else piece[::-1])
            return np.vstack(pieces)
        if curve.type == "IFCTRIMMEDCURVE":
            circle = self.step[curve.args[0]]
            start, end = (_parameter(trim) for trim in curve.args[1:3])
            if curve.args[3] == "T":
                end += 360.0 if end <= start else 0.0
            else:
                start += 360.0 if start <= end else 0.0
            angles = np.radians(np.linspace(start, end, 13))
            points = float(circle.args[1]) * np.column_stack([np.cos(angles), np.sin(angles)])
            return self._in_plane(points, self.step[circle.args[0]])
        raise ValueError(f"a curve of type {curve.type} is not known here")

    def _in_plane(self, points: Matrix, axis: Entity) -> Matrix:
        x = self._direction(axis.args[1], (1.0, 0.0))[:2]
        turn = np.array([[x[0], -x[1]], [x[1], x[0]]])
        return np.asarray(points @ turn.T + self._coordinates([axis.args[0]])[0, :2])

    def _axis(self, ref: Ref) -> Matrix:
        """An IfcAxis2Placement3D as a matrix."""
        axis = self.step[ref]
        z = self._direction(axis.args[1], (0.0, 0.0, 1.0))
        x = self._direction(axis.args[2], (1.0, 0.0, 0.0))
        x = x - z * (x @ z)
        x /= np.linalg.norm(x)
        matrix = np.eye(4)
        matrix[:3, :3] = np.column_stack([x, np.cross(z, x), z])
        matrix[:3, 3] = self._coordinates([axis.args[0]])[0]
        return matrix

    def _placement(self, ref: Ref | None) -> Matrix:
        if ref is None:
            return np.eye(4)
        local = self.step[ref]
        return np.asarray(self._placement(local.args[0]) @ self._axis(local.args[1]))

    def _direction(self, ref: Ref | None, default: Sequence[float]) -> Matrix:
        given = np.array(self.step[ref].args[0] if ref is not None else default, float)
        return np.asarray(given / np.linalg.norm(given))

    def _coordinates(self, refs: Sequence[Any]) -> Matrix:
        points = [self.step[ref].args[0] for ref in refs]
        return np.array([[*point, 0.0][:3] for point in points], float)

    @staticmethod
    def _moved(points: Matrix, matrix: Matrix) -> Matrix:
        return np.asarray((np.column_stack([points, np.ones(len(points))]) @ matrix.T)[:, :3])


def _parts(shape: BaseGeometry) -> list[Polygon]:
    return [
        part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon) and not part.is_empty
    ]


def _is_within(shape: BaseGeometry, walls: BaseGeometry) -> bool:
    return bool(shape.intersection(walls).area > 0.5 * shape.area)


def _parameter(trim: Sequence[Any]) -> float:
    """The angle in a trim, degrees; it may be given as a point, too."""
    return next(float(item[0]) for item in trim if isinstance(item, list))
