"""Settling the habits of a page at random, in the shares in which they occur."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from docparse.training.synth.fonts import font_files
from docparse.training.synth.plan.canvas import Colour
from docparse.training.synth.plan.patterns import PatternKind
from docparse.training.synth.plan.style import (
    WHITE,
    ArcKind,
    DoorLook,
    FloorKind,
    GapKind,
    LabelLook,
    Look,
    Style,
    WallKind,
    WallLook,
    WindowKind,
    WindowLook,
    grey,
    pick,
    tint,
)


def random_style(rng: np.random.Generator, family: Look | None = None) -> Style:
    """Settle the habits of one page; ``family`` settles theirs, which is random otherwise."""
    look: Look = pick(rng, _LOOKS) if family is None else family
    ink = grey(rng, 0, 70)
    faint = grey(rng, 60, 190) if rng.random() < 0.6 else ink
    outer, inner = _walls(rng, look, ink)
    fonts = _faces(rng)
    return Style(
        look=look,
        paper=WHITE if rng.random() < (0.93 if look == "agent" else 0.82) else tint(rng, 225, 255),
        ink=ink,
        faint=faint,
        thin=float(rng.uniform(0.4, 0.9 if look == "agent" else 1.2)),
        outer=outer,
        inner=inner,
        door=(door := _doors(rng, ink, faint, look)),
        window=_windows(rng, ink, look),
        label=_labels(rng, look, fonts),
        floors=pick(rng, _FLOORS[look]),
        palette=tuple(tint(rng, 170, 255) for _ in range(9)),
        terrace=_terrace(rng),
        tiled=_tiled(rng, look),
        boarded=("boards" if rng.random() < 0.5 else "wood")
        if rng.random() < {"brochure": 0.3, "working": 0.3}.get(look, 0.05)
        else None,
        fitted=0.0 if rng.random() < 0.05 else float(rng.uniform(0.75, 1.0)),
        furniture=_loose(rng, look),
        arrows=bool(rng.random() < {"agent": 0.65, "survey": 0.3}.get(look, 0.1)),
        chains=int(rng.integers(1, 4))
        if rng.random() < {"working": 0.7, "architect": 0.75, "survey": 0.3, "agent": 0.02}.get(look, 0.08)
        else 0,
        breasts=0.0 if rng.random() < 0.4 else float(rng.uniform(0.1, 0.6)),
        party=float(rng.uniform(0.1, 0.7)) if rng.random() < 0.35 else 0.0,
        headroom=0.0 if rng.random() < 0.75 else float(rng.uniform(0.1, 0.5)),
        body=_body(rng, look),
        worktop=grey(rng, 120, 230) if rng.random() < 0.2 else None,
        deck=_deck(rng),
        called_out=bool(rng.random() < (0.22 if look == "agent" else 0.05)),
        cupboard=_cupboards(rng, door, ink),
    )


_LOOKS: dict[Look, float] = {
    "agent": 0.56, "brochure": 0.12, "architect": 0.16, "survey": 0.06, "working": 0.1,
}  # fmt: skip


def _loose(rng: np.random.Generator, look: Look) -> float:
    shown = {"agent": 0.25, "brochure": 0.8}.get(look, 0.5)
    return float(rng.uniform(0.4, 1.0)) if rng.random() < shown else 0.0


def _body(rng: np.random.Generator, look: Look) -> Colour | None:
    if look == "brochure" and rng.random() < 0.4:
        return tint(rng, 170, 250)
    kind = rng.random()
    return WHITE if kind < 0.6 else grey(rng, 180, 245) if kind < 0.75 else None


def _terrace(rng: np.random.Generator) -> PatternKind | None:
    if rng.random() < 0.3:
        return None
    return pick(rng, _TERRACES)


def _tiled(rng: np.random.Generator, look: Look) -> PatternKind | None:
    if rng.random() >= {"brochure": 0.35, "working": 0.3}.get(look, 0.1):
        return None
    return pick(rng, {"tiles": 0.4, "stipple": 0.4, "diamond": 0.2}) if look == "working" else "tiles"


def _deck(rng: np.random.Generator) -> Colour | None:
    kind = rng.random()
    if kind < 0.55:
        return None
    return grey(rng, 140, 235) if kind < 0.85 else tint(rng, 150, 235)


def _faces(rng: np.random.Generator) -> tuple[Path, ...]:
    """Faces to choose from: upright sans serif mostly."""
    fonts = font_files("any") if rng.random() < 0.25 else font_files("sans")
    if rng.random() < 0.08:
        return fonts
    slanted = ("Italic", "Oblique")
    upright = tuple(path for path in fonts if not any(word in path.name for word in slanted))
    # Agents like bold capitals: half of the pages take bold faces only.
    weighty = tuple(path for path in upright if "Bold" in path.name)
    return weighty if weighty and rng.random() < 0.4 else upright or fonts


_FLOORS: dict[Look, dict[FloorKind, float]] = {
    "agent": {"none": 0.88, "tint": 0.04, "type": 0.05, "random": 0.03},
    "brochure": {"none": 0.1, "tint": 0.25, "type": 0.45, "random": 0.2},
    "architect": {"none": 0.85, "tint": 0.1, "type": 0.05, "random": 0.0},
    "survey": {"none": 0.7, "tint": 0.2, "type": 0.1, "random": 0.0},
    "working": {"none": 0.85, "tint": 0.1, "type": 0.05, "random": 0.0},
}
_TERRACES: dict[PatternKind, float] = {
    "tiles": 3,
    "diamond": 3,
    "cross": 1,
    "boards": 2,
    "brick": 1,
    "gradient": 1,
    "dots": 1,
    "diagonal": 2,
}


def _walls(rng: np.random.Generator, look: Look, ink: Colour) -> tuple[WallLook, WallLook]:
    kinds: dict[Look, dict[WallKind, float]] = {
        "agent": {"solid": 0.9, "outlined": 0.05, "hollow": 0.03, "hatched": 0.02},
        "brochure": {"solid": 0.55, "outlined": 0.3, "hollow": 0.05, "hatched": 0.1},
        "architect": {"solid": 0.45, "outlined": 0.1, "hollow": 0.15, "hatched": 0.22, "cavity": 0.08},
        "survey": {"solid": 0.3, "outlined": 0.15, "hollow": 0.3, "hatched": 0.25},
        "working": {
            "solid": 0.1, "outlined": 0.14, "hollow": 0.36, "hatched": 0.18, "cavity": 0.05, "layered": 0.17,
        },
    }  # fmt: skip
    kind: WallKind = pick(rng, kinds[look])
    if rng.random() < 0.8:
        fill = grey(rng, 0, 60)
    elif rng.random() < 0.75:
        fill = grey(rng, 60, 150)
    else:
        fill = tint(rng, 0, 150)
    thick_pens = look != "working"
    outer = _wall(rng, kind, fill, ink, thick_pens=thick_pens)
    same = rng.random() < (0.85 if kind in {"solid", "outlined"} and look != "working" else 0.4)
    inners: dict[WallKind, float] = {"solid": 0.6, "outlined": 0.15, "hollow": 0.25}
    if look == "working":
        inners = {"solid": 0.1, "outlined": 0.25, "hollow": 0.5, "layered": 0.15}
    inner = outer if same else _wall(rng, pick(rng, inners), fill, ink, thick_pens=thick_pens)
    return outer, inner


def _wall(
    rng: np.random.Generator, kind: WallKind, fill: Colour, ink: Colour, *, thick_pens: bool
) -> WallLook:
    hatches: dict[PatternKind, float] = {
        "diagonal": 5, "diamond": 1.5, "brick": 1, "stipple": 0.7, "cross": 0.5, "dots": 0.3,
    }  # fmt: skip
    body: Colour = fill
    if kind == "outlined":
        body = grey(rng, 110, 215) if rng.random() < 0.7 else tint(rng, 90, 220)
    elif kind in {"hollow", "hatched", "cavity", "layered"}:
        body = WHITE if rng.random() < 0.75 else grey(rng, 200, 250)
    return WallLook(
        kind=kind,
        fill=body,
        line=ink if kind != "solid" else fill,
        width=float(rng.uniform(0.8, 1.8)) if thick_pens else float(rng.uniform(0.4, 1.2)),
        hatch=pick(rng, hatches),
        spacing=float(rng.uniform(2.5, 7.0)),
        angle=float(rng.choice([45.0, 135.0, 30.0, 60.0])),
    )


def _doors(rng: np.random.Generator, ink: Colour, faint: Colour, look: Look) -> DoorLook:
    line = ink if rng.random() < 0.5 else faint
    width = float(rng.uniform(0.5, 1.4))
    angles = {90.0: 0.75, 60.0: 0.06, 45.0: 0.09, 30.0: 0.05, 75.0: 0.05}
    arcs: dict[ArcKind, float] = {"full": 0.88, "none": 0.05, "dashed": 0.07}
    if look == "working":
        angles |= {60.0: 0.25, 45.0: 0.25}
        arcs |= {"none": 0.3}
    # A thick leaf that stands half open, and no arc, is a habit of its own.
    bold = rng.random() < 0.12
    gaps: dict[GapKind, float] = {
        "paper": 0.5,
        "jambs": 0.15,
        "threshold": 0.17,
        "dashed": 0.08,
        "single": 0.1,
    }
    if look == "agent":
        gaps = {"paper": 0.68, "jambs": 0.08, "threshold": 0.1, "dashed": 0.05, "single": 0.09}
    return DoorLook(
        leaf="thick" if bold else pick(rng, {"line": 0.55, "slab": 0.4, "thick": 0.05}),
        arc=pick(rng, {"none": 0.7, "full": 0.3} if bold else arcs),
        chord=bool(rng.random() < 0.05),
        angle=float(rng.choice([30.0, 45.0, 60.0])) if bold else pick(rng, angles),
        gap=pick(rng, gaps),
        line=line,
        width=width,
        arc_width=width * float(rng.uniform(0.4, 1.0)),
        filled=tint(rng, 215, 250) if rng.random() < 0.05 else None,
    )


def _cupboards(rng: np.random.Generator, door: DoorLook, ink: Colour) -> DoorLook:
    """As the rooms' doors, or with leaves that stand ajar, often in bold, arcs fine or left out."""
    if rng.random() < 0.35:
        return door
    return replace(
        door,
        leaf=pick(rng, {"thick": 0.45, "line": 0.4, "slab": 0.15}),
        arc=pick(rng, {"full": 0.7, "none": 0.3}),
        angle=float(rng.uniform(15.0, 70.0)),
        line=ink if rng.random() < 0.7 else door.line,
        arc_width=door.width * float(rng.uniform(0.3, 0.8)),
    )


def _windows(rng: np.random.Generator, ink: Colour, look: Look) -> WindowLook:
    kinds: dict[WindowKind, float] = {
        "one": 0.4 if look == "agent" else 0.14, "two": 0.13, "three": 0.07, "box": 0.14, "mullions": 0.08,
        "frame": 0.09, "inset": 0.09, "face": 0.05, "casement": 0.03, "sliding": 0.05, "dashed": 0.01,
        "tinted": 0.03,
    }  # fmt: skip
    kind: WindowKind = pick(rng, kinds)
    return WindowLook(
        kind=kind,
        line=ink if rng.random() < 0.62 else grey(rng, 80, 185),
        width=float(rng.uniform(0.5, 1.2)),
        sill=0.0 if rng.random() < 0.85 else float(rng.uniform(0.1, 0.5)),
        fill=tint(rng, 190, 250) if kind == "tinted" else WHITE,
        pane=float(rng.uniform(0.4, 1.1)),
        faces=kind in {"box", "dashed"} or bool(rng.random() < 0.88),
        depth=float(rng.uniform(0.3, 0.75)),
        outermost=bool(rng.random() < 0.7),
    )


def _labels(rng: np.random.Generator, look: Look, fonts: tuple[Path, ...]) -> LabelLook:
    font = fonts[int(rng.integers(len(fonts)))]
    british = look == "agent" or rng.random() < 0.3
    options: tuple[tuple[str, ...], ...] = (
        ("metric", "imperial"),
        ("imperial", "metric"),
        ("imperial", "metric"),
        ("area",),
        ("metric",),
        ("area", "metric"),
        ("imperial",),
        ("area_ft",),
        (),
    )
    share = [4, 3, 2, 1, 1, 0.3, 1, 0.3, 0.6] if british else [0.7, 0.3, 0.2, 5, 1, 1, 0.3, 0.3, 1.5]
    chosen = int(rng.choice(len(options), p=np.array(share) / sum(share)))
    colour = grey(rng, 0, 90) if rng.random() < 0.88 else tint(rng, 0, 160)
    languages = {"fr": 3, "de": 2, "es": 2, "it": 1.5, "pl": 1, "nl": 1, "pt": 1, "en": 2, "us": 2}
    return LabelLook(
        font=font,
        detail_font=font if rng.random() < 0.75 else fonts[int(rng.integers(len(fonts)))],
        size=float(rng.uniform(7.0, 15.0)),
        detail=float(rng.uniform(0.75, 1.0)),
        colour=colour,
        case=pick(rng, {"upper": 0.45, "title": 0.5, "lower": 0.05}),
        language="en" if british else pick(rng, languages),
        lines=options[chosen],
        boxed=bool(rng.random() < 0.12),
        skipped=0.0 if rng.random() < 0.7 else float(rng.uniform(0.1, 0.6)),
    )
