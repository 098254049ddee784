"""A local frame on the sheet, in which an opening or a piece of furniture is drawn as if it stood upright."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from docparse.training.synth.plan.canvas import Array, Canvas, Colour, arc


@dataclass(frozen=True)
class Frame:
    """Axes on the sheet: x along ``along``, y along ``across``, both unit vectors, from ``origin``.

    Attributes:
        canvas: What is drawn on.
        origin: (2,) drawing pixels.
        along: (2,) unit vector.
        across: (2,) unit vector.
        colour: Of the lines.
        width: Of the lines, page pixels.
    """

    canvas: Canvas
    origin: Array
    along: Array
    across: Array
    colour: Colour
    width: float

    def at(self, points: ArrayLike) -> Array:
        """Local (N, 2) points on the sheet."""
        local = np.asarray(points, float)
        moved: Array = self.origin + local[..., :1] * self.along + local[..., 1:] * self.across
        return moved

    def line(self, points: ArrayLike, width: float | None = None) -> None:
        """An open path."""
        self.canvas.line(self.at(points), self.colour, self.width if width is None else width)

    def closed(self, points: ArrayLike, fill: Colour | None = None, *, stroked: bool = True) -> None:
        """A closed path, filled or not."""
        path = self.at(points)
        if fill is not None:
            self.canvas.fill(path, fill)
        if stroked:
            self.canvas.outline(path, self.colour, self.width)

    def rect(
        self, x0: float, y0: float, x1: float, y1: float, fill: Colour | None = None, *, radius: float = 0.0
    ) -> None:
        """A rectangle, its corners rounded or not."""
        radius = min(radius, abs(x1 - x0) / 2, abs(y1 - y0) / 2)
        if radius <= 0:
            self.closed([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill)
            return
        quarter = np.pi / 2
        corners = [
            arc((x1 - radius, y0 + radius), radius, -quarter, quarter),
            arc((x1 - radius, y1 - radius), radius, 0.0, quarter),
            arc((x0 + radius, y1 - radius), radius, quarter, quarter),
            arc((x0 + radius, y0 + radius), radius, 2 * quarter, quarter),
        ]
        self.closed(np.concatenate(corners), fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: Colour | None = None) -> None:
        """An ellipse about (x, y)."""
        self.closed(arc((x, y), rx, 0.0, 2 * np.pi, ry), fill)

    def arc(self, x: float, y: float, radius: float, start: float, sweep: float) -> None:
        """Part of a circle; angles in degrees from the x axis towards the y axis."""
        self.line(arc((x, y), radius, np.radians(start), np.radians(sweep)))


def upright(canvas: Canvas, centre: ArrayLike, degrees: float, colour: Colour, width: float) -> Frame:
    """A frame about a centre, turned clockwise on the page."""
    turn = np.radians(degrees)
    along = np.array([np.cos(turn), np.sin(turn)])
    return Frame(canvas, np.asarray(centre, float), along, np.array([-along[1], along[0]]), colour, width)
