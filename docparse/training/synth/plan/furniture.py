"""Drawing furniture, sanitary ware and kitchens: plain outlines seen from above, in several variants each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from docparse.training.synth.plan.canvas import Colour
from docparse.training.synth.plan.desk import Desk
from docparse.training.synth.plan.frame import Frame, upright
from docparse.training.synth.plan.layout import Fixture

# Within a piece's own frame x runs along its back and y from the back to the front, both from its centre.
_Drawing = Callable[[Frame, float, float, Colour | None, int], None]

FITTED = {"toilet", "basin", "bathtub", "shower", "sink", "cooker", "counter", "fridge"}


def draw_fixtures(desk: Desk, fixtures: Sequence[Fixture]) -> None:
    """Draw the pieces that the page's habits keep; all pieces of a kind look alike.

    Args:
        desk: The page being drawn.
        fixtures: In drawing pixels.
    """
    canvas, style, rng = desk
    variants = {kind: int(rng.integers(1 << 16)) for kind in sorted(_DRAWINGS)}
    # Work tops first: sinks and cookers stand on them.
    for piece in sorted(fixtures, key=lambda piece: piece.kind != "counter"):
        drawing = _DRAWINGS.get(piece.kind)
        if drawing is None:
            continue
        kept = style.fitted if piece.kind in FITTED else style.furniture
        if rng.random() >= kept:
            continue
        frame = upright(canvas, piece.centre, piece.angle, style.faint, style.thin)
        width, depth = piece.size
        fill = style.worktop if piece.kind == "counter" and style.worktop else style.body
        drawing(frame, width / 2, depth / 2, fill, variants[piece.kind])


def _toilet(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    tank = d * (0.3 if variant % 3 else 0.0)
    if tank:
        frame.rect(-w, -d, w, -d + 2 * tank, fill, radius=w * 0.15 if variant % 2 else 0.0)
    bowl = w * 0.8
    middle = -d + 2 * tank + (2 * d - 2 * tank) / 2
    frame.ellipse(0, middle, bowl, d - tank, fill)
    if variant % 5 < 3:
        frame.ellipse(0, middle + d * 0.08, bowl * 0.65, (d - tank) * 0.65)


def _basin(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    if variant % 3 == 0:
        frame.ellipse(0, 0, w, d, fill)
        frame.ellipse(0, d * 0.1, w * 0.72, d * 0.65)
    elif variant % 3 == 1:
        frame.rect(-w, -d, w, d, fill)
        frame.ellipse(0, d * 0.1, w * 0.7, d * 0.65)
    else:
        frame.rect(-w, -d, w, d, fill, radius=d * 0.8)
        frame.rect(-w * 0.7, -d * 0.5, w * 0.7, d * 0.75, radius=d * 0.6)
    frame.line([(0, -d * 0.85), (0, -d * 0.3)])


def _bathtub(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    if w < d:
        turned = Frame(frame.canvas, frame.origin, frame.across, -frame.along, frame.colour, frame.width)
        _bathtub(turned, d, w, fill, variant)
        return
    frame.rect(-w, -d, w, d, fill)
    rim = d * 0.18
    radius = (d - rim) * (1.0 if variant % 2 else 0.4)
    frame.rect(-w + rim, -d + rim, w - rim, d - rim, radius=radius)
    frame.ellipse(w - rim - d * 0.4, 0, d * 0.09, d * 0.09)
    if variant % 3 == 0:
        frame.rect(-w, -d * 0.25, -w + rim, d * 0.25)


def _shower(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    frame.rect(-w, -d, w, d, fill)
    if variant % 4 == 0:
        frame.line([(-w, -d), (w, d)])
        frame.line([(w, -d), (-w, d)])
        frame.ellipse(0, 0, w * 0.1, w * 0.1, fill)
    elif variant % 4 == 1:
        for x in np.linspace(-w, w, 5):
            frame.line([(x, d), (-w, -d)])
    elif variant % 4 == 2:
        frame.rect(-w * 0.85, -d * 0.85, w * 0.85, d * 0.85, radius=w * 0.2)
        frame.ellipse(0, 0, w * 0.12, w * 0.12)
    else:
        frame.line([(-w, d), (w, -d)])
        frame.ellipse(-w * 0.6, -d * 0.6, w * 0.15, w * 0.15)


def _sink(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    frame.rect(-w, -d, w, d, fill, radius=d * 0.15 if variant % 2 else 0.0)
    if variant % 3 == 2:
        for left, right in ((-0.9, -0.05), (0.05, 0.9)):
            frame.rect(left * w, -d * 0.7, right * w, d * 0.8, radius=d * 0.2)
    else:
        split = 0.05 * w
        frame.rect(-0.9 * w, -d * 0.75, split, d * 0.8, radius=d * 0.25)
        for y in np.linspace(-0.6, 0.7, 5):
            frame.line([(split + 0.12 * w, y * d), (0.9 * w, y * d)])
    frame.line([(0, -d), (0, -d * 0.35)])


def _cooker(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    frame.rect(-w, -d, w, d, fill)
    solid = frame.colour if variant % 7 == 0 else None
    radius = min(w, d)
    for index, (x, y) in enumerate(((-0.45, -0.45), (0.45, -0.45), (-0.45, 0.45), (0.45, 0.45))):
        size = radius * (0.3 if (index + variant) % 2 else 0.22)
        frame.ellipse(x * w, y * d, size, size, solid)
        if variant % 3 == 0:
            frame.ellipse(x * w, y * d, size * 0.5, size * 0.5)
        elif variant % 3 == 1:
            frame.line([(x * w - size, y * d), (x * w + size, y * d)])
            frame.line([(x * w, y * d - size), (x * w, y * d + size)])


def _counter(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    frame.rect(-w, -d, w, d, fill)
    if variant % 4 == 0:
        for x in np.linspace(-w, w, max(2, round(w / d)) + 1)[1:-1]:
            frame.line([(x, -d), (x, d)])


def _bed(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    frame.rect(-w, -d, w, d, fill, radius=w * 0.06 if variant % 2 else 0.0)
    double = 2 * w > 1.1 * d
    sides = ((-0.9, -0.08), (0.08, 0.9)) if double else ((-0.75, 0.75),)
    for left, right in sides:
        frame.rect(left * w, -d * 0.92, right * w, -d * 0.6, radius=w * 0.08)
    if variant % 3 == 0:
        frame.line([(-w, -d * 0.4), (w, -d * 0.4)])
        frame.line([(-w, -d * 0.4), (-w * 0.2, d * 0.1), (w, d * 0.1)])
    elif variant % 3 == 1:
        frame.line([(-w, -d * 0.5), (w, -d * 0.5)])
        frame.line([(w * 0.2, -d * 0.5), (w, -d * 0.1)])
    if variant % 5 == 0:
        for side in (-1, 1):
            frame.rect(side * w * 1.05, -d, side * w * 1.45, -d * 0.65)


def _sofa(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    frame.rect(-w, -d, w, d, fill, radius=d * 0.25 if variant % 2 else 0.0)
    arm = min(0.35 * d, 0.2 * w)
    frame.rect(-w + arm, -d + 0.5 * d, w - arm, d * 0.95, radius=d * 0.1)
    seats = max(1, round((w - arm) / d))
    for x in np.linspace(-w + arm, w - arm, seats + 1)[1:-1]:
        frame.line([(x, -d * 0.5), (x, d * 0.95)])


def _table(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    seat = 0.3 * min(w, d) if variant % 4 else 0.0
    if variant % 3 == 0 and w < 1.5 * d:
        radius = min(w, d) - seat
        for angle in np.linspace(0, 2 * np.pi, 5)[:-1] + 0.4:
            if seat:
                x, y = np.cos(angle) * (radius + seat * 0.4), np.sin(angle) * (radius + seat * 0.4)
                frame.ellipse(x, y, seat * 0.8, seat * 0.8, fill)
        frame.ellipse(0, 0, radius, radius, fill)
        return
    if seat:
        for x in np.linspace(-w, w, max(1, round(w / (2.2 * seat))) + 2)[1:-1]:
            for y in (-d, d - 2 * seat):
                frame.rect(x - 0.7 * seat, y, x + 0.7 * seat, y + 2 * seat, fill, radius=seat * 0.3)
    frame.rect(-w, -d + seat, w, d - seat, fill, radius=d * 0.15 if variant % 2 else 0.0)


def _wardrobe(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    frame.rect(-w, -d, w, d, fill)
    style = variant % 4
    if style == 0:
        frame.line([(-w, -d), (w, d)])
        frame.line([(w, -d), (-w, d)])
    elif style == 1:
        frame.line([(-w * 0.97, 0), (w * 0.97, 0)])
        for x in np.arange(-w * 0.9, w * 0.9, max(d * 0.3, 2.0)):
            lean = d * 0.15 * (1 if round(x) % 2 else -1)
            frame.line([(x - lean, -d * 0.75), (x + lean, d * 0.75)])
    elif style == 2:
        frame.canvas.dashed(frame.at([(-w, 0), (w, 0)]), frame.colour, frame.width)
    else:
        for x in np.linspace(-w, w, max(2, round(w / d)) + 1)[1:-1]:
            frame.line([(x, -d), (x, d)])


def _desk(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    frame.rect(-w, -d, w, d, fill)
    seat = min(w, d) * 0.6
    frame.ellipse(0, d + seat * 0.2, seat, seat, fill)
    if variant % 2:
        frame.rect(-w * 0.3, -d * 0.8, w * 0.3, -d * 0.3)


def _fridge(frame: Frame, w: float, d: float, fill: Colour | None, variant: int) -> None:
    frame.rect(-w, -d, w, d, fill)
    if variant % 3 == 0:
        frame.line([(-w, -d), (w, d)])
        frame.line([(w, -d), (-w, d)])
    elif variant % 3 == 1:
        frame.line([(-w, d * 0.75), (w, d * 0.75)])
    else:
        for x, y in ((-1, 0), (0.0, -1)):
            frame.line([(x * w * 0.5, y * d * 0.5), (-x * w * 0.5, -y * d * 0.5)])


_DRAWINGS: dict[str, _Drawing] = {
    "toilet": _toilet,
    "basin": _basin,
    "bathtub": _bathtub,
    "shower": _shower,
    "sink": _sink,
    "cooker": _cooker,
    "counter": _counter,
    "bed": _bed,
    "sofa": _sofa,
    "table": _table,
    "wardrobe": _wardrobe,
    "desk": _desk,
    "fridge": _fridge,
}
