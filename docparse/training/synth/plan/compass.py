"""North arrows, a dozen designs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from docparse.training.synth.plan.canvas import NORTH_ARROW, Colour, arc
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.frame import Frame, upright

_Drawing = Callable[[Frame, float], None]


def draw_compass(desk: Desk, centre: tuple[float, float], radius: float) -> None:
    """Draw one north arrow in a circle, turned at random, and mark the circle.

    Args:
        desk: The page being drawn.
        centre: Drawing pixels.
        radius: Drawing pixels.
    """
    canvas, style, rng = desk
    degrees = float(rng.uniform(-180, 180)) if rng.random() < 0.8 else 0.0
    colour: Colour = style.ink
    frame = upright(canvas, centre, degrees, colour, float(rng.uniform(0.5, 1.3)))
    reach = radius * 0.72
    _DESIGNS[int(rng.integers(len(_DESIGNS)))](frame, reach)
    if rng.random() < 0.8:
        letter = frame.at([(0.0, -radius * 0.88)])[0]
        size = radius * float(rng.uniform(0.3, 0.5)) / canvas.unit
        canvas.text("N", (letter[0], letter[1]), style.label.font, max(5.0, size), colour)
        if rng.random() < 0.25:
            for word, x, y in (("E", 0.88, 0.0), ("S", 0.0, 0.88), ("W", -0.88, 0.0)):
                at = frame.at([(x * radius, y * radius)])[0]
                canvas.text(word, (at[0], at[1]), style.label.font, max(5.0, size * 0.8), colour)
    canvas.mark(arc(centre, radius, 0.0, 2 * np.pi), NORTH_ARROW)


def _needle(frame: Frame, r: float) -> None:
    frame.line([(0, r), (0, -r)])
    frame.closed([(-0.2 * r, -0.5 * r), (0, -r), (0.2 * r, -0.5 * r)], frame.colour)


def _half_needle(frame: Frame, r: float) -> None:
    frame.closed([(0, -r), (0.4 * r, r), (0, 0.6 * r)], frame.colour)
    frame.closed([(0, -r), (-0.4 * r, r), (0, 0.6 * r)])


def _circled(frame: Frame, r: float) -> None:
    frame.ellipse(0, 0, 0.75 * r, 0.75 * r)
    frame.closed([(0, -r), (0.25 * r, 0.5 * r), (0, 0.3 * r), (-0.25 * r, 0.5 * r)], frame.colour)


def _disc(frame: Frame, r: float) -> None:
    frame.ellipse(0, 0, r, r, frame.colour)
    frame.closed(
        [(0, -0.8 * r), (0.3 * r, 0.5 * r), (0, 0.25 * r), (-0.3 * r, 0.5 * r)],
        frame.canvas.paper,
        stroked=False,
    )


def _rose(frame: Frame, r: float) -> None:
    for index in range(4):
        turn = index * np.pi / 2
        tip = (r * np.sin(turn), -r * np.cos(turn))
        for side, fill in ((0.25, frame.colour), (-0.25, None)):
            corner = (np.sin(turn + np.sign(side) * np.pi / 4), -np.cos(turn + np.sign(side) * np.pi / 4))
            frame.closed([(0, 0), tip, (corner[0] * r * 0.25, corner[1] * r * 0.25)], fill)


def _double_rose(frame: Frame, r: float) -> None:
    turned = np.array(
        [frame.along * 0.7071 + frame.across * 0.7071, frame.across * 0.7071 - frame.along * 0.7071]
    )
    _rose(Frame(frame.canvas, frame.origin, turned[0], turned[1], frame.colour, frame.width), r * 0.65)
    _rose(frame, r)
    frame.ellipse(0, 0, 0.5 * r, 0.5 * r)


def _crosshair(frame: Frame, r: float) -> None:
    frame.ellipse(0, 0, 0.6 * r, 0.6 * r)
    frame.line([(-r, 0), (r, 0)])
    frame.line([(0, r), (0, -r)])
    frame.closed([(-0.2 * r, -0.55 * r), (0, -r), (0.2 * r, -0.55 * r)], frame.colour)


def _block(frame: Frame, r: float) -> None:
    frame.closed(
        np.array([(0, -1), (0.6, -0.2), (0.25, -0.2), (0.25, 1), (-0.25, 1), (-0.25, -0.2), (-0.6, -0.2)])
        * r,
        frame.colour,
    )


def _triangle(frame: Frame, r: float) -> None:
    frame.closed([(0, -r), (0.6 * r, 0.6 * r), (-0.6 * r, 0.6 * r)], frame.colour)


def _kite(frame: Frame, r: float) -> None:
    for side, fill in ((1, frame.colour), (-1, frame.canvas.paper)):
        frame.closed([(0, -r), (side * 0.35 * r, 0), (0, r)], fill)
    frame.line([(-0.7 * r, 0), (0.7 * r, 0)])


def _dial(frame: Frame, r: float) -> None:
    frame.ellipse(0, 0, r, r)
    frame.ellipse(0, 0, 0.85 * r, 0.85 * r)
    for angle in np.linspace(0, 2 * np.pi, 16, endpoint=False):
        direction = np.array([np.sin(angle), -np.cos(angle)])
        frame.line([direction * 0.85 * r, direction * r])
    _rose(frame, 0.7 * r)


def _plain(frame: Frame, r: float) -> None:
    frame.line([(0, r), (0, -r)])
    frame.line([(-0.25 * r, -0.6 * r), (0, -r), (0.25 * r, -0.6 * r)])
    frame.line([(-0.4 * r, 0.2 * r), (0.4 * r, 0.2 * r)])


_DESIGNS: tuple[_Drawing, ...] = (
    _needle, _half_needle, _circled, _disc, _rose, _double_rose, _crosshair, _block, _triangle, _kite, _dial,
    _plain,
)  # fmt: skip
