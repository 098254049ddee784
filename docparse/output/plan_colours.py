"""The colours that floor plans are drawn in: calm, apart from each other, and fit for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docparse.records import RoomType

Colour = tuple[int, int, int]

ROOMS: dict[RoomType, Colour] = {
    "bedroom": (203, 218, 240),
    "living": (250, 224, 186),
    "kitchen": (247, 203, 172),
    "dining": (248, 233, 176),
    "bathroom": (178, 222, 224),
    "toilet": (196, 232, 216),
    "hall": (232, 229, 221),
    "closet": (222, 209, 230),
    "storage": (217, 207, 194),
    "laundry": (198, 212, 226),
    "office": (216, 226, 188),
    "garage": (206, 208, 212),
    "balcony": (206, 232, 190),
    "terrace": (188, 221, 172),
    "porch": (224, 236, 204),
    "stairs": (240, 214, 208),
    "utility": (212, 214, 190),
    "other": (229, 230, 236),
}

PAPER: Colour = (255, 255, 255)
INK: Colour = (38, 44, 56)
QUIET: Colour = (104, 112, 126)
RULE: Colour = (206, 211, 219)
WALL: Colour = (56, 62, 75)
DOOR: Colour = (205, 108, 34)
DOOR_FILL: Colour = (255, 236, 216)
PASSAGE: Colour = (224, 176, 136)
WINDOW: Colour = (30, 112, 176)
WINDOW_FILL: Colour = (216, 237, 251)
WARNING: Colour = (176, 88, 0)
GOOD: Colour = (30, 122, 74)


# How much a room's colour hides of the page below it.
OPACITY = 0.8


def floor(kind: RoomType) -> Colour:
    """A room's colour as it looks on white paper."""
    red, green, blue = (round(255 - OPACITY * (255 - level)) for level in ROOMS[kind])
    return red, green, blue


def darker(colour: Colour, share: float = 0.58) -> Colour:
    """The colour mixed with black."""
    red, green, blue = colour
    return round(red * share), round(green * share), round(blue * share)
