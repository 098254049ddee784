"""Marks beside the fields: signature, second portrait, star, donor heart, stamp, officials, revision."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageDraw

from layouts.card import PIXELS, Card
from layouts.scenery import portrait

# Printed remarks keep this far from text beside them, in drawn pixels: they must not read as part of it.
ASIDE = 70 * PIXELS
OFFICIALS = (
    "Roberta Lindgren\nSecretary of State",
    "Marcus T. Bell\nGovernor",
    "A. J. Whitcomb\nDirector",
    "Lena Ortiz\nCommissioner",
)
SLOGANS = ("The Great Outdoors", "Land of Lakes", "Heart of It All", "Where the Road Begins")


def signature(card: Card) -> None:
    """The holder's name in script, under the portrait where there is room."""
    words = card.words
    name = f"{words['first'].title()} {words['last'].title()}"
    font = card.font("script", 36)
    width, height = font.getlength(name), 42 * PIXELS
    x, _, _, y = (v / 100 * card.size[i % 2] for i, v in enumerate(card.style.portrait))
    place = card.free_place(width, height, (x, y + 14))
    if place:
        card.text((place[0], place[1] + 34 * PIXELS), name, font, (24, 30, 70))


def ghost(card: Card) -> None:
    """A pale small portrait, often with the birth date in small print under it."""
    width, height = round(96 * PIXELS), round(122 * PIXELS)
    dated = card.rng.random() < 0.6
    place = card.free_place(width, height + 24 * PIXELS)
    if not place:
        return
    x, y = round(place[0]), round(place[1])
    card.picture.paste(portrait(width, height, card.rng, pale=True), (x, y))
    card.taken.append((x, y, x + width, y + height))
    if dated:
        font = card.font("sans", 17)
        card.text((x, y + height + 19 * PIXELS), card.words["birth_small"], font, (70, 74, 84))


def star(card: Card) -> None:
    """The gold disc with a star of a REAL ID card."""
    side = 46 * PIXELS
    place = card.free_place(side, side)
    if not place:
        return
    x, y = place
    card.draw.ellipse((x, y, x + side, y + side), fill=(206, 168, 60))
    card.draw.regular_polygon((x + side / 2, y + side / 2, side * 0.2), 5, rotation=36, fill=(250, 246, 230))
    card.taken.append((x, y, x + side, y + side))


def donor(card: Card) -> None:
    """A red heart with DONOR beside it."""
    font = card.font("bold", 20)
    place = card.free_place(110 * PIXELS, 26 * PIXELS, aside=ASIDE)
    if not place:
        return
    x, y = place
    r = 7 * PIXELS
    card.draw.ellipse((x, y, x + 2 * r, y + 2 * r), fill=(200, 30, 50))
    card.draw.ellipse((x + 1.6 * r, y, x + 3.6 * r, y + 2 * r), fill=(200, 30, 50))
    card.draw.polygon(
        [(x + 0.2 * r, y + 1.5 * r), (x + 3.4 * r, y + 1.5 * r), (x + 1.8 * r, y + 3.4 * r)],
        fill=(200, 30, 50),
    )
    card.taken.append((x, y, x + 3.6 * r, y + 3.4 * r))
    card.text((x + 4.4 * r, y + 2.6 * r), "DONOR", font, (150, 24, 40))


def _line(card: Card, text: str, role: str, size: float) -> None:
    font = card.font(role, size)
    lines = text.split("\n")
    place = card.free_place(
        max(font.getlength(line) for line in lines), size * 1.25 * PIXELS * len(lines), aside=ASIDE
    )
    for index, line in enumerate(lines if place else ()):
        assert place is not None
        card.text((place[0], place[1] + (index * 1.2 + 0.95) * size * PIXELS), line, font, (60, 66, 90))


def revision(card: Card) -> None:
    """The date of the card's design."""
    _line(card, "REV " + card.words["rev"], "sans", 17)


def official(card: Card) -> None:
    """An officer's name and office."""
    _line(card, card.rng.choice(OFFICIALS), "sans", 18)


def slogan(card: Card) -> None:
    """The jurisdiction's slogan."""
    _line(card, card.rng.choice(SLOGANS), "script", 26)


def audit(card: Card) -> None:
    """An inventory number at the card's edge."""
    _line(card, card.words["dd"][:14], "sans", 17)


def stamp(card: Card) -> None:
    """SAMPLE, VOID or SPECIMEN, slanting, in a free place."""
    word = card.rng.choice(("SAMPLE", "VOID", "SPECIMEN"))
    font = card.font("bold", 30)
    width, height = round(font.getlength(word)) + 12, round(36 * PIXELS)
    layer = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(layer).text((6, height - 10), word, font=font, fill=(200, 40, 50, 190), anchor="ls")
    layer = layer.rotate(card.rng.choice((0, 8, 12)), expand=True)
    place = card.free_place(*layer.size, aside=ASIDE)
    if place:
        x, y = round(place[0]), round(place[1])
        card.picture.paste(layer, (x, y), layer)
        card.taken.append((x, y, x + layer.width, y + layer.height))


MARKS: dict[str, Callable[[Card], None]] = {
    "signature": signature,
    "ghost": ghost,
    "star": star,
    "donor": donor,
    "revision": revision,
    "official": official,
    "slogan": slogan,
    "audit": audit,
    "stamp": stamp,
}
# Marks any style may carry besides its own, each with its chance.
CHANCES = {
    "star": 0.35,
    "donor": 0.3,
    "revision": 0.3,
    "official": 0.2,
    "slogan": 0.15,
    "audit": 0.25,
    "stamp": 0.12,
}
