"""Openings made on an edge between two faces: doors, windows and bare passages."""

from __future__ import annotations

from numpy.random import Generator

from docparse.training.synth.plan.graph import Edge, WallSpec
from docparse.training.synth.plan.layout import DoorStyle, Opening, OpeningKind

# Metres: the narrowest front that may be a row of cupboards' doors, and what stands between two of them.
_ROW, _POSTS = 1.0, (0.012, 0.13)
# Share of such fronts that are, and how wide one of their doors is by its style.
_IN_ROWS = 0.45
_UNITS: dict[DoorStyle, tuple[float, float]] = {
    "folding": (0.5, 1.1),
    "double": (0.55, 1.1),
    "swing": (0.38, 0.6),
    "leaf": (0.38, 0.6),
}


def opening_on(
    edge: Edge,
    span: tuple[float, float],
    spec: WallSpec,
    kind: OpeningKind,
    *,
    style: DoorStyle | None = None,
    hinge_at_start: bool = True,
    into: int | None = None,
    cupboard: bool = False,
) -> Opening:
    """An opening in the wall on an edge.

    Args:
        edge: The edge.
        span: Jambs, metres from the edge's start.
        spec: The wall that stands on it.
        kind: ``door``, ``window`` or ``bare``.
        style: Of a door.
        hinge_at_start: Whether a leaf hangs at the jamb nearer to the edge's start.
        into: The face (of the edge's two) the leaf opens into; None means ``edge.face``.
        cupboard: Whether it is a cupboard's door.

    Returns:
        The opening.
    """
    return Opening(
        kind=kind,
        start=edge.at(span[0]),
        end=edge.at(span[1]),
        thickness=spec.thickness,
        exterior=spec.exterior,
        style=style,
        hinge_at_start=hinge_at_start,
        swings_left=into is not None and into != edge.face,
        cupboard=cupboard,
    )


def cupboard_style(width: float, rng: Generator) -> DoorStyle:
    """How a cupboard of that width (metres) opens."""
    if width < 0.75:
        return "swing" if rng.random() < 0.8 else "folding"
    if width < 1.1:
        return str_choice(rng, ("double", "folding", "swing", "sliding"), (0.5, 0.25, 0.15, 0.1))
    return str_choice(rng, ("double", "sliding", "folding"), (0.4, 0.3, 0.3))


def row_of_doors(
    edge: Edge, span: tuple[float, float], spec: WallSpec, into: int, rng: Generator
) -> list[tuple[tuple[float, float], Opening]]:
    """The doors of a built-in wardrobe side by side, with narrow posts between; none where one door will do.

    Args:
        edge: The edge.
        span: The wardrobe's front, metres from the edge's start.
        spec: The wall that stands on it.
        into: The face (of the edge's two) the leaves open into.
        rng: Source of all choices.

    Returns:
        Each door with its own jambs.
    """
    start, width = span[0], span[1] - span[0]
    if width < _ROW or rng.random() >= _IN_ROWS:
        return []
    style = str_choice(rng, ("double", "folding", "swing", "leaf"), (0.45, 0.32, 0.18, 0.05))
    count = max(2, round(width / float(rng.uniform(*_UNITS[style]))))
    post = float(rng.uniform(*_POSTS)) if rng.random() < 0.7 else _POSTS[0]
    unit = (width - (count - 1) * post) / count
    at_start, paired = bool(rng.random() < 0.5), bool(rng.random() < 0.3)
    row = []
    for number in range(count):
        jambs = (start + number * (unit + post), start + number * (unit + post) + unit)
        hinge = at_start != (paired and number % 2 == 1)
        door = opening_on(
            edge, jambs, spec, "door", style=style, hinge_at_start=hinge, into=into, cupboard=True
        )
        row.append((jambs, door))
    return row


def wide_style(rng: Generator) -> DoorStyle:
    """How a door too wide for one leaf opens."""
    return str_choice(rng, ("double", "sliding", "folding"), (0.6, 0.3, 0.1))


def str_choice(rng: Generator, options: tuple[DoorStyle, ...], weights: tuple[float, ...]) -> DoorStyle:
    """One of the options, by weight."""
    return options[int(rng.choice(len(options), p=weights))]
