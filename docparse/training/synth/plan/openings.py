"""Openings made on an edge between two faces: doors, windows and bare passages."""

from __future__ import annotations

from numpy.random import Generator

from docparse.training.synth.plan.graph import Edge, WallSpec
from docparse.training.synth.plan.layout import DoorStyle, Opening, OpeningKind


def opening_on(
    edge: Edge,
    span: tuple[float, float],
    spec: WallSpec,
    kind: OpeningKind,
    *,
    style: DoorStyle | None = None,
    hinge_at_start: bool = True,
    into: int | None = None,
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
    )


def cupboard_style(width: float, rng: Generator) -> DoorStyle:
    """How a cupboard of that width (metres) opens."""
    if width < 0.75:
        return "swing" if rng.random() < 0.8 else "folding"
    if width < 1.1:
        return str_choice(rng, ("double", "folding", "swing", "sliding"), (0.5, 0.25, 0.15, 0.1))
    return str_choice(rng, ("double", "sliding", "folding"), (0.4, 0.3, 0.3))


def wide_style(rng: Generator) -> DoorStyle:
    """How a door too wide for one leaf opens."""
    return str_choice(rng, ("double", "sliding", "folding"), (0.6, 0.3, 0.1))


def str_choice(rng: Generator, options: tuple[DoorStyle, ...], weights: tuple[float, ...]) -> DoorStyle:
    """One of the options, by weight."""
    return options[int(rng.choice(len(options), p=weights))]
