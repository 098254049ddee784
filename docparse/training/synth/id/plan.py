"""Where things stand on a front: portrait, header, panes for text, signature, ghost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from docparse.training.synth.id.people import chance
from docparse.training.synth.id.sheet import Box


@dataclass(frozen=True)
class FrontPlan:
    """Boxes of a front in pixels.

    Attributes:
        width: The card's width.
        height: The card's height.
        header: Issuer's title and headings.
        portrait: The photograph.
        panes: For values, in the order they are filled.
        signature: None when unsigned.
        upright_signature: Written upward along a side of the portrait.
        ghost: The second picture, or None.
        repeat: A place for the birth date printed again, or None.
    """

    width: int
    height: int
    header: Box
    portrait: Box
    panes: tuple[Box, ...]
    signature: Box | None
    upright_signature: bool
    ghost: Box | None
    repeat: Box | None


def mirrored(box: Box, width: float) -> Box:
    """A box seen from the other side of a card."""
    return Box(width - box.x1, box.y0, width - box.x0, box.y1)


def landscape_plan(rng: np.random.Generator, width: int, height: int) -> FrontPlan:
    """A card lying on its long side."""
    margin = width * float(rng.uniform(0.015, 0.06))
    top = height * float(rng.uniform(0.11, 0.27))
    bottom = height * (1 - float(rng.uniform(0.02, 0.07)))
    large = chance(rng, 0.12)
    tall = height * float(rng.uniform(0.62, 0.72) if large else rng.uniform(0.42, 0.64))
    wide = tall * float(rng.uniform(0.7, 0.88))
    under_header = top + (bottom - top - tall) * float(rng.uniform(0, 0.35))
    y0 = max(
        height * 0.04, under_header - (height * float(rng.uniform(0.04, 0.14)) if chance(rng, 0.15) else 0)
    )
    portrait = Box(margin, y0, margin + wide, min(y0 + tall, bottom))
    text_left = portrait.x1 + width * float(rng.uniform(0.012, 0.035))
    main = Box(text_left, top + height * 0.01, width - margin, bottom)
    signature, upright = None, False
    below = Box(
        portrait.x0, portrait.y1 + 3, portrait.x1 + width * float(rng.uniform(0, 0.08)), height * 0.985
    )
    where = rng.random()
    strip = None
    if where < 0.5 and below.height > 0.09 * height:
        signature = Box(below.x0, below.y0, below.x1, min(below.y1, below.y0 + 0.22 * height))
    elif where < 0.6:
        strip = height * float(rng.uniform(0.12, 0.2))
        signature = Box(
            portrait.x0 if chance(rng, 0.5) else text_left,
            bottom - strip,
            text_left + main.width * 0.55,
            bottom,
        )
    elif where < 0.68:
        signature = Box(
            portrait.x0, portrait.y1 - 0.12 * height, portrait.x1 + 0.06 * width, portrait.y1 + 0.05 * height
        )
    elif where < 0.76:
        upright = True
        x = portrait.x1 - 0.03 * width
        signature = Box(x, portrait.y0 + 0.2 * tall, x + 0.08 * width, portrait.y1)
    elif where < 0.9:
        strip = height * float(rng.uniform(0.12, 0.18))
        signature = Box(
            text_left + main.width * float(rng.uniform(0, 0.4)), bottom - strip, width - margin, bottom
        )
    if strip is not None:
        main = main._replace(y1=bottom - strip - 3)
    panes = [main]
    if chance(rng, 0.15) and below.height > 0.16 * height and (signature is None or strip is not None):
        panes.append(below._replace(y1=main.y1, x1=portrait.x1) if strip is None else Box(0, 0, 0, 0))
        panes = [pane for pane in panes if pane.height > 0.1 * height]
    panes = [*_split(rng, main), *panes[1:]]
    ghost = _ghost(rng, main, height)
    repeat = None
    if chance(rng, 0.3):
        w, h = width * float(rng.uniform(0.16, 0.24)), height * float(rng.uniform(0.06, 0.1))
        x1, y1 = (
            width - margin - width * float(rng.uniform(0, 0.08)),
            bottom - height * float(rng.uniform(0, 0.05)),
        )
        repeat = Box(x1 - w, y1 - h, x1, y1)
        if ghost is not None and repeat.meets(ghost):
            repeat = (
                Box(ghost.x0 - w - 5, y1 - h, ghost.x0 - 5, y1)
                if ghost.x0 - w - 5 > text_left + 0.2 * width
                else None
            )
    header = Box(margin, height * 0.02, width - margin, top - 2)
    if portrait.y0 < top - 5:
        header = header._replace(x0=text_left)
    plan = FrontPlan(width, height, header, portrait, tuple(panes), signature, upright, ghost, repeat)
    return _other_side(plan) if chance(rng, 0.17) else plan


def _ghost(rng: np.random.Generator, main: Box, height: float) -> Box | None:
    if not chance(rng, 0.72):
        return None
    tall = height * float(rng.uniform(0.16, 0.4))
    wide = tall * float(rng.uniform(0.68, 0.9))
    x1 = main.x1 - (main.width - wide) * float(np.abs(rng.normal(0, 0.12)))
    y1 = main.y1 - (main.height - tall) * float(min(0.8, np.abs(rng.normal(0, 0.3))))
    return Box(x1 - wide, y1 - tall, x1, y1)


def _split(rng: np.random.Generator, main: Box) -> list[Box]:
    """The main pane as it is, or with a strip on top, in two columns, or both."""
    panes: list[Box] = []
    rest = main
    if chance(rng, 0.3):
        cut = main.y0 + main.height * float(rng.uniform(0.14, 0.3))
        panes.append(main._replace(y1=cut))
        rest = main._replace(y0=cut)
    if chance(rng, 0.45):
        middle = rest.x0 + rest.width * float(rng.uniform(0.42, 0.64))
        foot = rest.y1 - rest.height * float(rng.uniform(0.15, 0.4)) if chance(rng, 0.35) else rest.y1
        columns = [rest._replace(x1=middle - 6, y1=foot), rest._replace(x0=middle, y1=foot)]
        panes += columns if chance(rng, 0.75) else columns[::-1]
        if foot < rest.y1:
            panes.append(rest._replace(y0=foot))
    else:
        panes.append(rest)
    return panes


def _other_side(plan: FrontPlan) -> FrontPlan:
    def flip(box: Box | None) -> Box | None:
        return mirrored(box, plan.width) if box is not None else None

    return FrontPlan(
        plan.width,
        plan.height,
        mirrored(plan.header, plan.width),
        mirrored(plan.portrait, plan.width),
        tuple(mirrored(pane, plan.width) for pane in plan.panes),
        flip(plan.signature),
        plan.upright_signature,
        flip(plan.ghost),
        flip(plan.repeat),
    )


def upright_plan(rng: np.random.Generator, width: int, height: int) -> FrontPlan:
    """A card standing on its short side, as under-21 licences do."""
    margin = width * float(rng.uniform(0.03, 0.07))
    top = height * float(rng.uniform(0.1, 0.18))
    bottom = height * (1 - float(rng.uniform(0.02, 0.05)))
    wide = width * float(rng.uniform(0.4, 0.58))
    tall = wide * float(rng.uniform(1.15, 1.4))
    portrait = Box(margin, top + 4, margin + wide, top + 4 + tall)
    signed = chance(rng, 0.8)
    sign_height = height * float(rng.uniform(0.06, 0.1))
    signature = (
        Box(margin, portrait.y1 + 3, portrait.x1 + 0.1 * width, portrait.y1 + sign_height) if signed else None
    )
    low = signature.y1 if signature else portrait.y1
    if chance(rng, 0.3) and signature:
        signature = Box(margin, bottom - sign_height, margin + 0.7 * width, bottom)
        low = portrait.y1
    beside = Box(portrait.x1 + 0.03 * width, top + 4, width - margin, low)
    under = Box(margin, low + 4, width - margin, signature.y0 if signature and signature.y0 > low else bottom)
    ghost = None
    if chance(rng, 0.65):
        ghost_tall = height * float(rng.uniform(0.1, 0.2))
        ghost_wide = ghost_tall * float(rng.uniform(0.7, 0.9))
        x1, y1 = width - margin, under.y1 - under.height * float(rng.uniform(0, 0.5))
        ghost = Box(
            x1 - ghost_wide, max(under.y0, y1 - ghost_tall), x1, max(under.y0, y1 - ghost_tall) + ghost_tall
        )
    header = Box(margin, height * 0.015, width - margin, top)
    plan = FrontPlan(width, height, header, portrait, (beside, under), signature, False, ghost, None)
    return _other_side(plan) if chance(rng, 0.25) else plan
