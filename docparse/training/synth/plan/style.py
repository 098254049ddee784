"""The drawing habits of one page, what a draughtsman settles before the first line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np

from docparse.training.synth.plan.canvas import Colour
from docparse.training.synth.plan.patterns import PatternKind

Look = Literal["agent", "brochure", "architect", "survey", "working"]
WallKind = Literal["solid", "outlined", "hollow", "hatched", "cavity", "layered"]
FloorKind = Literal["none", "tint", "type", "random"]
LeafKind = Literal["line", "slab", "thick"]
ArcKind = Literal["none", "full", "dashed"]
GapKind = Literal["paper", "jambs", "threshold", "dashed", "single"]
WindowKind = Literal[
    "one",
    "two",
    "three",
    "box",
    "mullions",
    "frame",
    "inset",
    "face",
    "casement",
    "sliding",
    "dashed",
    "tinted",
]

_Key = TypeVar("_Key")

WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True)
class WallLook:
    """How a class of walls is drawn.

    Attributes:
        kind: Filled, filled and outlined, empty between two lines, hatched, two leaves with a cavity, or
            boards along both faces.
        fill: Colour of the body.
        line: Colour of its faces and of the hatch.
        width: Of the face lines, page pixels.
        hatch: Texture of a hatched wall.
        spacing: Of that texture, page pixels.
        angle: Of its lines, degrees.
    """

    kind: WallKind
    fill: Colour
    line: Colour
    width: float
    hatch: PatternKind
    spacing: float
    angle: float


@dataclass(frozen=True)
class DoorLook:
    """How doors are drawn.

    Attributes:
        leaf: A line, a thin white slab with an outline, or a thick stroke.
        arc: Whether the swing is drawn, and dashed or not.
        chord: Whether the swing is a straight line instead of an arc.
        angle: How far leaves stand open, degrees.
        gap: What lies between the jambs.
        line: Colour of leaf and arc.
        width: Of the leaf, page pixels; the arc is as wide or thinner.
        arc_width: Of the arc, page pixels.
        filled: Colour the swept sector is filled with, or None.
    """

    leaf: LeafKind
    arc: ArcKind
    chord: bool
    angle: float
    gap: GapKind
    line: Colour
    width: float
    arc_width: float
    filled: Colour | None


@dataclass(frozen=True)
class WindowLook:
    """How windows are drawn.

    Attributes:
        kind: The drawing between the jambs.
        line: Colour of its lines.
        width: Page pixels.
        sill: How far a sill stands out, as a share of the wall's thickness; 0 for none.
        fill: Colour of the glass band.
        pane: Distance between mullions, metres.
        faces: Whether the wall's faces run on over the opening.
        depth: Share of the wall's thickness that the frame takes up (``inset``, ``frame``, ``casement``).
        outermost: Whether such a frame stands in the outer face rather than in the inner one.
    """

    kind: WindowKind
    line: Colour
    width: float
    sill: float
    fill: Colour
    pane: float
    faces: bool
    depth: float
    outermost: bool


@dataclass(frozen=True)
class LabelLook:
    """How rooms are named.

    Attributes:
        font: Of the names.
        detail_font: Of areas and dimensions.
        size: Of the names, page pixels per em.
        detail: Size of the lines below as a share of that.
        colour: Of the ink.
        case: ``upper``, ``title`` or ``lower``.
        language: Key of the word tables.
        lines: What stands below the name, in order: ``metric``, ``imperial``, ``area``, ``area_ft``.
        boxed: Whether labels stand on a patch of paper.
        skipped: Probability that a room goes without a name.
    """

    font: Path
    detail_font: Path
    size: float
    detail: float
    colour: Colour
    case: str
    language: str
    lines: tuple[str, ...]
    boxed: bool
    skipped: float


@dataclass(frozen=True)
class Style:
    """All habits of one page.

    Attributes:
        look: The family of habits; ``working`` drawings are built from, with fine pens, axes and notes.
        paper: Colour of the sheet.
        ink: Colour of ordinary lines.
        faint: Colour of furniture and textures.
        thin: Ordinary line width, page pixels.
        outer: Outer walls.
        inner: Inner walls.
        door: Doors.
        cupboard: Doors of cupboards.
        window: Windows.
        label: Labels.
        floors: Fill of the rooms: none, one tint, one per type of room, or one per room at random.
        palette: Colours for those.
        terrace: Texture of balconies and terraces, or None.
        tiled: Texture of bathrooms and kitchens, or None.
        boarded: Texture of living rooms and bedrooms, or None.
        fitted: Share of sanitary ware and kitchens drawn.
        furniture: Share of loose furniture drawn.
        arrows: Whether triangles mark where rooms were measured.
        chains: How many dimension chains stand outside on each side, at most.
        breasts: Chance for a room to have a chimney breast.
        party: Chance for a blind side of the house to be thickened outwards.
        headroom: Chance for a room to carry a dashed line.
        body: Colour furniture is filled with, or None.
        worktop: Colour of kitchen worktops, or None.
        deck: Colour of balconies and terraces when rooms have none, or None.
        called_out: Whether small rooms are named outside, with a line that leads in.
    """

    look: Look
    paper: Colour
    ink: Colour
    faint: Colour
    thin: float
    outer: WallLook
    inner: WallLook
    door: DoorLook
    cupboard: DoorLook
    window: WindowLook
    label: LabelLook
    floors: FloorKind
    palette: tuple[Colour, ...]
    terrace: PatternKind | None
    tiled: PatternKind | None
    boarded: PatternKind | None
    fitted: float
    furniture: float
    arrows: bool
    chains: int
    breasts: float
    party: float
    headroom: float
    body: Colour | None
    worktop: Colour | None
    deck: Colour | None
    called_out: bool


def pick(rng: np.random.Generator, weights: Mapping[_Key, float]) -> _Key:
    """One key of a table of weights."""
    keys = list(weights)
    share = np.array([weights[key] for key in keys], float)
    return keys[int(rng.choice(len(keys), p=share / share.sum()))]


def grey(rng: np.random.Generator, low: int, high: int) -> Colour:
    """A grey between two levels."""
    level = int(rng.integers(low, high))
    return (level, level, level)


def tint(rng: np.random.Generator, low: int, high: int) -> Colour:
    """A colour whose channels lie between two levels."""
    red, green, blue = rng.integers(low, high, 3)
    return (int(red), int(green), int(blue))
