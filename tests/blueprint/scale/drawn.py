"""Plans and dimension lines drawn for the tests, with their truth."""

from __future__ import annotations

import cv2
import numpy as np
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from docparse.blueprint.carriers import DimensionText, Label, Length, OpeningShape, PlanShape, RoomShape

HEIGHT = 20  # of the texts, pixels


def paper(width=1000, height=800):
    return np.zeros((height, width), np.uint8)


def length(metres, text="", *, given_unit=True, step=0.01):
    return Length(metres, step, text or f"{metres:.2f}", given_unit)


def dimension_text(metres, at, *, turn=0.0, given_unit=True, width=60):
    """A text of 60 x 20 pixels whose reading direction is turned by degrees, clockwise on the page."""
    angle = np.radians(turn)
    along, down = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    corners = [
        np.array(at) + side * along * width / 2 + rise * down * HEIGHT / 2
        for side, rise in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    return DimensionText(
        length(metres, given_unit=given_unit), tuple(at), tuple((float(x), float(y)) for x, y in corners)
    )


def tick(canvas, x, y, turn=0.0):
    """An oblique stroke through a point of a line that runs in a direction."""
    angle = np.radians(turn + 45)
    step = 8 * np.array([np.cos(angle), -np.sin(angle)])
    start, end = np.array([x, y]) - step, np.array([x, y]) + step
    cv2.line(
        canvas, tuple(np.rint(start).astype(int).tolist()), tuple(np.rint(end).astype(int).tolist()), 1, 1
    )


def chain(canvas, start, stops, y, *, mark="tick", over=6, thickness=1):
    """A horizontal dimension line with a mark at its start and after every stop; returns their places."""
    places = [start, *stops]
    cv2.line(canvas, (places[0] - over, y), (places[-1] + over, y), 1, thickness)
    for x in places:
        if mark == "tick":
            tick(canvas, x, y)
        elif mark == "dot":
            cv2.circle(canvas, (x, y), 4, 1, -1)
        else:
            cv2.line(canvas, (x, y - 14), (x, y + 14), 1, 1)
    return places


def room(left, top, right, bottom, *labels, kind="room"):
    return RoomShape(box(left, top, right, bottom), tuple(labels), kind)


def label(name=None, kind=None, *, dimensions=None, area=None, at=(0.0, 0.0)):
    x, y = at
    return Label(
        name, kind, at, ((x, y), (x + 40, y), (x + 40, y + 20), (x, y + 20)), area, dimensions, name or ""
    )


def plan_of(rooms, outline, thickness=10.0, openings=()):
    """A plan whose walls are all of the outline that is no room."""
    outside = outline if isinstance(outline, Polygon) else box(*outline)
    indoor = unary_union([shape.polygon for shape in rooms])
    return PlanShape(tuple(rooms), outside.difference(indoor), tuple(openings), outside, thickness)


def door(width, at=(0.0, 0.0)):
    x, y = at
    return OpeningShape("door", box(x, y, x + width, y + 10), (x, y + 5), (x + width, y + 5), 10.0)
