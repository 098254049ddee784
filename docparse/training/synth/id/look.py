"""How a drawn face looks: colours, hair, clothes, chosen to go with a holder."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from docparse.training.synth.id.people import Person, chance, pick
from docparse.training.synth.id.sheet import Colour

# From light to dark.
_SKINS = (
    (246, 219, 200), (236, 200, 176), (224, 184, 155), (205, 160, 125),
    (178, 130, 96), (141, 96, 68), (104, 70, 50), (78, 52, 40),
)  # fmt: skip
# First and last but one of the skins that go with names; a name says little about a face.
_SKINS_OF = {
    "nordic": (0, 3), "english": (0, 8), "german": (0, 3), "french": (0, 8), "eastern": (0, 3),
    "spanish": (1, 6), "asian": (1, 4), "south": (2, 7), "african": (5, 8),
}  # fmt: skip
_HAIRS = (
    (24, 20, 20),
    (44, 30, 24),
    (74, 48, 32),
    (112, 72, 42),
    (150, 108, 64),
    (196, 160, 102),
    (140, 60, 34),
)
_BACKDROPS = (
    (52, 168, 190), (70, 150, 200), (96, 178, 214), (40, 130, 170), (200, 214, 226), (240, 241, 243),
    (228, 230, 232), (206, 206, 208), (250, 250, 250), (172, 196, 214), (160, 168, 176), (196, 224, 232),
    (126, 200, 180), (224, 214, 200),
)  # fmt: skip
CLOTHES = (
    (30, 32, 44), (50, 54, 66), (236, 236, 238), (150, 28, 36), (196, 60, 70), (34, 60, 112),
    (90, 120, 160), (60, 86, 64), (120, 100, 82), (20, 20, 22), (170, 150, 180), (210, 190, 150),
    (90, 40, 90), (40, 110, 120),
)  # fmt: skip
_STYLES_SHORT = ("short", "short", "short", "parted", "bald", "receding", "curly", "crew")
_STYLES_LONG = ("long", "long", "long", "bob", "bun", "curly", "afro", "fringe", "scarf", "parted")


@dataclass(frozen=True)
class Look:
    """What a face is drawn from; every later variety comes from the generator."""

    skin: Colour
    hair: Colour
    style: str
    clothes: Colour
    backdrop: Colour
    old: bool
    glasses: bool
    beard: str
    lips: float


def random_look(rng: np.random.Generator, person: Person) -> Look:
    """Choose a look that goes with a holder."""
    low, high = _SKINS_OF[person.culture]
    old = person.age > 58
    dark = person.culture in ("asian", "south", "african") or chance(rng, 0.3)
    hair = pick(rng, _HAIRS[:2]) if dark else pick(rng, _HAIRS)
    if old and chance(rng, 0.7):
        level = int(rng.integers(140, 235))
        hair = (level, level, level)
    masculine = person.sex == "M" or (person.sex == "X" and chance(rng, 0.5))
    return Look(
        skin=varied(rng, _SKINS[int(rng.integers(low, high))], 10),
        hair=hair,
        style=pick(rng, _STYLES_SHORT if masculine else _STYLES_LONG),
        clothes=varied(rng, pick(rng, CLOTHES), 18),
        backdrop=varied(rng, pick(rng, _BACKDROPS), 14),
        old=old,
        glasses=chance(rng, 0.2),
        beard=pick(rng, ("", "", "", "full", "stubble", "moustache", "goatee")) if masculine else "",
        lips=float(rng.uniform(0.2, 0.5) if masculine else rng.uniform(0.4, 1.0)),
    )


def varied(rng: np.random.Generator, colour: Colour, by: float) -> Colour:
    """A colour near another."""
    change = rng.normal(0, by) + rng.normal(0, by / 3, 3)
    red, green, blue = np.clip(np.array(colour) + change, 0, 255).astype(int)
    return int(red), int(green), int(blue)


def shade(colour: Colour, factor: float) -> Colour:
    """A colour made darker (factor under 1) or lighter (over 1)."""
    red, green, blue = (min(255, round(channel * factor)) for channel in colour)
    return red, green, blue
