"""Drawing windows; the region is the frame between the jambs, mostly as thick as the wall."""

from __future__ import annotations

import numpy as np
from shapely.geometry import Polygon

from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.canvas import Array, Canvas
from docparse.training.synth.plan.frame import Frame
from docparse.training.synth.plan.layout import Opening
from docparse.training.synth.plan.style import Style, WindowLook


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
    canvas, style, rng = desk
    look = style.window
    start, end = np.asarray(opening.start, float), np.asarray(opening.end, float)
    width = float(np.hypot(*(end - start)))
    frame = Frame(canvas, start, (end - start) / width, outward, look.line, look.width)
    half = opening.thickness / 2
    whole = [(0, -half), (width, -half), (width, half), (0, half)]
    frame.closed(whole, look.fill, stroked=False)
    low, high = _band(half, look)
    _glass(frame, width, low, high, look, scale)
    if look.faces or (low, high) != (-half, half):
        _across(frame, width, (low, high))
    if (low, high) != (-half, half) and look.faces and look.sill:
        _across(frame, width, (-half, half))
    for x in (0.0, width):
        frame.line([(x, low), (x, high)])
    if look.sill:
        ear = float(rng.uniform(0.0, 0.12)) * scale
        frame.rect(-ear, half, width + ear, half * (1 + look.sill) + 0.03 * scale, look.fill)
    return Polygon(frame.at([(0, low), (width, low), (width, high), (0, high)]))


def _band(half: float, look: WindowLook) -> tuple[float, float]:
    """Where in the wall's thickness the frame stands; outside is positive."""
    if look.kind not in {"frame", "inset", "casement"}:
        return -half, half
    depth = 2 * half * look.depth
    return (half - depth, half) if look.outermost else (-half, depth - half)


def _across(frame: Frame, width: float, levels: tuple[float, ...]) -> None:
    for y in levels:
        frame.line([(0, y), (width, y)])


def _glass(frame: Frame, width: float, low: float, high: float, look: WindowLook, scale: float) -> None:
    """What stands between the faces of the frame."""
    middle, half = (low + high) / 2, (high - low) / 2
    panes = max(1, round(width / (look.pane * scale)))
    posts = np.linspace(0, width, panes + 1)[1:-1]
    if look.kind in {"one", "tinted", "inset"}:
        _across(frame, width, (middle,))
    elif look.kind == "two":
        _across(frame, width, (-half * 0.33, half * 0.33))
    elif look.kind == "three":
        _across(frame, width, (-half * 0.5, 0.0, half * 0.5))
    elif look.kind == "face":
        _across(frame, width, (half * (0.8 if look.outermost else -0.8),))
    elif look.kind == "mullions":
        _across(frame, width, (0.0,))
        for x in posts:
            frame.line([(x, low), (x, high)])
    elif look.kind == "frame":
        _framed(frame, width, (low, high), look, scale, posts)
    elif look.kind == "casement":
        tip = (0.35 * width, low - 0.35 * width)
        frame.line([(0, low), tip, (0.45 * width, low)])
    elif look.kind == "sliding":
        frame.rect(0, -half * 0.4, width * 0.55, 0)
        frame.rect(width * 0.45, 0, width, half * 0.4)
    elif look.kind == "dashed":
        frame.canvas.dashed(frame.at([(0, 0), (width, 0)]), frame.colour, frame.width)


def _framed(
    frame: Frame, width: float, band: tuple[float, float], look: WindowLook, scale: float, posts: Array
) -> None:
    """A frame with thick posts at its ends, and mullions between them."""
    low, high = band
    post = min(0.07 * scale, width / 6)
    frame.rect(0, low, width, high)
    _across(frame, width, ((low + high) / 2,))
    for x in (0.0, width - post):
        frame.rect(x, low, x + post, high, look.fill)
    for x in posts:
        frame.rect(x - post / 3, low, x + post / 3, high, look.fill)
