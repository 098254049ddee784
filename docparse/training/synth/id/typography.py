"""A card's typefaces, sizes and colours, chosen once and kept to over the whole card."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from docparse.training.synth.fonts import FontKind
from docparse.training.synth.id.faces import pick_face
from docparse.training.synth.id.people import chance, pick
from docparse.training.synth.id.sheet import Colour, TextStyle

BLACKS: tuple[Colour, ...] = ((14, 14, 18), (30, 28, 34), (44, 44, 52), (20, 24, 40))
REDS: tuple[Colour, ...] = ((196, 28, 38), (168, 24, 34), (150, 30, 70))
BLUES: tuple[Colour, ...] = ((30, 50, 130), (20, 70, 150), (40, 60, 100), (70, 50, 140))
GREENS: tuple[Colour, ...] = ((20, 96, 60), (24, 84, 90))


@dataclass(frozen=True)
class Typography:
    """Styles at the size of an ordinary value, scaled later.

    Attributes:
        value: Values.
        label: Labels, already at their ratio to values.
        heading: Headings and issuer titles.
        leading: Line height in sizes.
        gap: Space between label and value in sizes.
        indent: Whether lines after a labelled first line start under the value rather than the label.
        colours: Colours of special values by key.
        ranks: Sizes of special values by key.
    """

    value: TextStyle
    label: TextStyle
    heading: TextStyle
    leading: float
    gap: float
    indent: bool
    colours: dict[str, Colour]
    ranks: dict[str, float]

    def value_style(self, key: str, size: float, rank: float) -> TextStyle:
        """Style of one value at a size."""
        colour = self.colours.get(key, self.value.colour)
        return replace(self.value.resized(size * rank * self.ranks.get(key, 1.0)), colour=colour)

    def label_style(self, size: float) -> TextStyle:
        """Style of labels at a size."""
        return self.label.resized(size)


def random_typography(rng: np.random.Generator) -> Typography:
    """Choose a card's typography at size 1."""
    kinds: tuple[FontKind, ...] = (*("sans",) * 8, "serif", "mono", "ocrb")
    kind = pick(rng, kinds)
    value_ink = pick(rng, BLACKS) if chance(rng, 0.85) else pick(rng, (*BLUES, *BLACKS))
    heavy = "bold" if chance(rng, 0.68) else "regular"
    value = TextStyle(
        pick_face(rng, kind, "bold" if heavy == "bold" else "regular"),
        1.0,
        value_ink,
        float(rng.uniform(0.8, 1.08)) if chance(rng, 0.6) else 1.0,
        float(rng.uniform(0, 0.06)) if chance(rng, 0.15) else 0.0,
        float(rng.uniform(0.75, 1.0)),
    )
    label_ink = (
        value_ink if chance(rng, 0.35) else pick(rng, (*BLUES, *REDS, *GREENS, (90, 90, 100), (120, 90, 60)))
    )
    label_kind: FontKind = "sans" if chance(rng, 0.85) else "serif"
    label = TextStyle(
        pick_face(rng, label_kind, "bold" if chance(rng, 0.2) else "regular", slanted=chance(rng, 0.08)),
        1.0 if chance(rng, 0.15) else float(rng.uniform(0.5, 0.8)),
        label_ink,
        float(rng.uniform(0.8, 1.0)),
    )
    if label.size == 1.0 and chance(rng, 0.7):
        label = replace(value, colour=label_ink)
    heading_kind = pick(rng, ("sans", "sans", "serif", "serif", "script"))
    title: FontKind = "sans" if heading_kind == "sans" else "serif" if heading_kind == "serif" else "script"
    heading = TextStyle(pick_face(rng, title, "bold"), 1.0, pick(rng, (*BLUES, *REDS, *GREENS, *BLACKS)))
    colours: dict[str, Colour] = {}
    for key, likely in (("number", 0.3), ("dob", 0.28), ("expiry", 0.12), ("family", 0.06), ("dd", 0.05)):
        if chance(rng, likely):
            colours[key] = pick(rng, (*REDS, *REDS, *BLUES))
    ranks: dict[str, float] = {}
    for key, likely in (
        ("number", 0.55),
        ("dob", 0.35),
        ("expiry", 0.2),
        ("name", 0.25),
        ("address", 0.15),
        ("dd", 0.5),
    ):
        if chance(rng, likely):
            low, high = {"address": (0.8, 1.0), "dd": (0.7, 1.0)}.get(key, (1.05, 1.5))
            ranks[key] = float(rng.uniform(low, high))
    for part in ("family", "given"):
        if "name" in ranks:
            ranks[part] = ranks["name"]
    return Typography(
        value,
        label,
        heading,
        float(rng.uniform(0.98, 1.25)),
        float(rng.uniform(0.15, 0.5)),
        chance(rng, 0.8),
        colours,
        ranks,
    )
