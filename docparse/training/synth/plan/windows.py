"""Drawing windows; the region is the frame between the jambs, mostly as thick as the wall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon

from docparse.training.synth.plan.canvas import Array
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.frame import Frame
from docparse.training.synth.plan.layout import Opening
from docparse.training.synth.plan.style import WindowLook

# Kinds whose frame may be thinner than the wall.
_SLIM = {"frame", "inset", "casement"}


@dataclass(frozen=True)
class _Glazing:
    """An opening as a glazier sees it.

    Attributes:
        frame: Origin on the centre line at one jamb, x to the other jamb, y outward.
        width: Between the jambs, drawing pixels.
        low: Innermost line of the window's frame, y.
        high: Outermost line, y.
    """

    frame: Frame
    width: float
    low: float
    high: float

    @property
    def middle(self) -> float:
        """Half-way between the two lines."""
        return (self.low + self.high) / 2

    @property
    def half(self) -> float:
        """Half the distance between the two lines."""
        return (self.high - self.low) / 2

    def across(self, *levels: float) -> None:
        """Lines from jamb to jamb."""
        for y in levels:
            self.frame.line([(0, y), (self.width, y)])

    def post(self, x: float) -> None:
        """A line from face to face."""
        self.frame.line([(x, self.low), (x, self.high)])


def draw_window(desk: Desk, opening: Opening, outward: Array, scale: float) -> Polygon:
    """Draw one window with its sill.

    Args:
        desk: The page being drawn.
        opening: In drawing pixels.
        outward: (2,) unit vector across the wall, to the outside.
        scale: Drawing pixels per metre.

    Returns:
        The window's region: the frame, from its outermost line to its innermost one, between the jambs.
    """
    look = desk.style.window
    start, end = np.asarray(opening.start, float), np.asarray(opening.end, float)
    width = float(np.hypot(*(end - start)))
    frame = Frame(desk.canvas, start, (end - start) / width, outward, look.line, look.width)
    half = opening.thickness / 2
    low, high = _band(half, look)
    pane = _Glazing(frame, width, low, high)
    frame.closed([(0, -half), (width, -half), (width, half), (0, half)], look.fill, stroked=False)
    _glass(pane, look, scale)
    if look.faces or look.kind in _SLIM:
        pane.across(low, high)
    pane.post(0.0)
    pane.post(width)
    if look.sill:
        ear = float(desk.rng.uniform(0.0, 0.12)) * scale
        frame.rect(-ear, half, width + ear, half * (1 + look.sill) + 0.03 * scale, look.fill)
    return Polygon(frame.at([(0, low), (width, low), (width, high), (0, high)]))


def _band(half: float, look: WindowLook) -> tuple[float, float]:
    """Where in the wall's thickness the frame stands; outside is positive."""
    if look.kind not in _SLIM:
        return -half, half
    depth = 2 * half * look.depth
    return (half - depth, half) if look.outermost else (-half, depth - half)


def _glass(pane: _Glazing, look: WindowLook, scale: float) -> None:
    """What stands between the faces of the frame."""
    frame, width, half = pane.frame, pane.width, pane.half
    if look.kind in {"one", "tinted", "inset"}:
        pane.across(pane.middle)
    elif look.kind == "two":
        pane.across(-half * 0.33, half * 0.33)
    elif look.kind == "three":
        pane.across(-half * 0.5, 0.0, half * 0.5)
    elif look.kind == "face":
        pane.across(half * (0.8 if look.outermost else -0.8))
    elif look.kind == "mullions":
        pane.across(0.0)
        for x in _mullions(pane, look, scale):
            pane.post(x)
    elif look.kind == "frame":
        _framed(pane, look, scale)
    elif look.kind == "casement":
        tip = (0.35 * width, pane.low - 0.35 * width)
        frame.line([(0, pane.low), tip, (0.45 * width, pane.low)])
    elif look.kind == "sliding":
        frame.rect(0, -half * 0.4, width * 0.55, 0)
        frame.rect(width * 0.45, 0, width, half * 0.4)
    elif look.kind == "dashed":
        frame.canvas.dashed(frame.at([(0, 0), (width, 0)]), frame.colour, frame.width)


def _mullions(pane: _Glazing, look: WindowLook, scale: float) -> Array:
    count = max(1, round(pane.width / (look.pane * scale)))
    between: Array = np.linspace(0, pane.width, count + 1)[1:-1]
    return between


def _framed(pane: _Glazing, look: WindowLook, scale: float) -> None:
    """A frame with thick posts at its ends, and mullions between them."""
    frame, width = pane.frame, pane.width
    post = min(0.07 * scale, width / 6)
    frame.rect(0, pane.low, width, pane.high)
    pane.across(pane.middle)
    for x in (0.0, width - post):
        frame.rect(x, pane.low, x + post, pane.high, look.fill)
    for x in _mullions(pane, look, scale):
        frame.rect(x - post / 3, pane.low, x + post / 3, pane.high, look.fill)
