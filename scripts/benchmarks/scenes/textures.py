"""Table tops, drawn by formula: wood, cloth, stone, printed paper, clutter, leather, plain.

Every texture is a square (SIDE, SIDE, 3) float32 array, 0 to 1, RGB. It stands for about ``SPAN`` widths of
a card.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

Texture = npt.NDArray[np.float32]
Font = ImageFont.ImageFont | ImageFont.FreeTypeFont
SIDE = 1400
SPAN = 3.0
TEXT = (
    "the delivery was moved to the next working day and all parts were counted twice before they left the "
    "yard please keep this sheet with the order until both sides have signed it water meter reading garden "
    "path copper pipes second floor weekly menu lentils rye bread apples rain in the north later dry"
)
WORDS = TEXT.split()


def clouds(rng: np.random.Generator, cells: tuple[int, int], octaves: int = 4, fall: float = 0.5) -> Texture:
    """Smooth noise between 0 and 1; ``cells`` are the coarsest lumps down and across."""
    total = np.zeros((SIDE, SIDE), np.float32)
    weight, high, wide = 1.0, *cells
    for _ in range(octaves):
        grid = rng.random((min(high, SIDE) + 1, min(wide, SIDE) + 1)).astype(np.float32)
        total += weight * cv2.resize(grid, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
        weight, high, wide = weight * fall, high * 2, wide * 2
    low, top = float(total.min()), float(total.max())
    return np.asarray((total - low) / max(top - low, 1e-6), np.float32)


def blend(mix: Texture, first: npt.ArrayLike, second: npt.ArrayLike) -> Texture:
    """From one colour to another, by an (H, W) share."""
    a, b = np.asarray(first, np.float32), np.asarray(second, np.float32)
    return np.asarray(a + (b - a) * mix[..., None], np.float32)


def colour(
    rng: np.random.Generator, dark: float = 0.1, light: float = 0.95, strength: float = 0.5
) -> Texture:
    """Any colour between two lightnesses, at most that saturated."""
    hue, value = rng.uniform(0, 360), rng.uniform(dark, light)
    pixel = np.array([[[hue, rng.uniform(0, strength), value]]], np.float32)
    return np.asarray(cv2.cvtColor(pixel, cv2.COLOR_HSV2RGB)[0, 0], np.float32)


def wood(rng: np.random.Generator) -> Texture:
    """Boards with grain, knots and dark joints."""
    bend = clouds(rng, (2, 5), 3) * rng.uniform(0.1, 0.5)
    grain = clouds(rng, (4, 260), 3)
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    rings = 0.5 + 0.5 * np.sin((x * rng.uniform(20, 60) + bend * 40 + 0.4 * y) * 2)
    base = np.array([rng.uniform(0.35, 0.8)] * 3) * np.array(
        [1, rng.uniform(0.68, 0.85), rng.uniform(0.42, 0.68)]
    )
    mix = np.asarray(0.45 * rings + 0.55 * grain, np.float32)
    picture = blend(mix, base * rng.uniform(0.5, 0.8), np.clip(base * 1.15, 0, 1))
    for edge in np.arange(rng.uniform(0, 0.2), 1, rng.uniform(0.15, 0.5)):
        joint = np.abs(x - edge) < rng.uniform(0.0008, 0.003)
        picture[joint] *= rng.uniform(0.3, 0.7)
    return picture


def cloth(rng: np.random.Generator) -> Texture:
    """A weave, plain, striped or checked, with soft folds."""
    step = rng.uniform(4, 12)
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    over = np.sin(2 * np.pi * x / step) * np.sin(2 * np.pi * y / step)
    threads = 0.5 + 0.3 * over + 0.2 * (clouds(rng, (350, 350), 1) - 0.5)
    picture = blend(np.asarray(threads, np.float32), colour(rng, 0.1, 0.8), colour(rng, 0.2, 0.95))
    if rng.random() < 0.6:
        band, second = rng.uniform(60, 300), colour(rng)
        stripes = (x % band < band * rng.uniform(0.1, 0.5)).astype(np.float32)
        if rng.random() < 0.5:
            stripes = (stripes + (y % band < band * 0.3)) / 2
        picture = picture * (1 - 0.6 * stripes[..., None]) + second * 0.6 * stripes[..., None]
    folds = 1 + rng.uniform(0.05, 0.25) * (clouds(rng, (2, 4), 2) - 0.5)
    return np.asarray(np.clip(picture * folds[..., None], 0, 1), np.float32)


def stone(rng: np.random.Generator) -> Texture:
    """Marble veins or granite specks."""
    turbulence = clouds(rng, (4, 4), 6, 0.6)
    light = colour(rng, 0.3, 0.95, 0.15)
    if rng.random() < 0.5:
        y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
        veins = np.abs(np.sin((x + y * rng.uniform(-1, 1)) * rng.uniform(4, 14) + turbulence * 9))
        return blend(np.asarray(veins ** rng.uniform(0.15, 0.5), np.float32), light * 0.45, light)
    specks = clouds(rng, (160, 160), 3, 0.9)
    picture = blend(turbulence, light * 0.8, light)
    for level, tone in ((0.68, colour(rng, 0.05, 0.4, 0.2)), (0.28, colour(rng, 0.6, 1, 0.2))):
        spots = specks > level if level > 0.5 else specks < level
        picture[spots] = tone
    return picture


def leather(rng: np.random.Generator) -> Texture:
    """Cells with dark seams between them."""
    seeds = np.full((SIDE, SIDE), 255, np.uint8)
    count = int(rng.integers(3000, 14000))
    seeds[rng.integers(0, SIDE, count), rng.integers(0, SIDE, count)] = 0
    far = cv2.distanceTransform(seeds, cv2.DIST_L2, 5)
    bumps = np.clip(far / np.percentile(far, 99), 0, 1)
    tone = colour(rng, 0.1, 0.7, 0.7)
    shaded = 1.1 - 0.5 * bumps + 0.2 * (clouds(rng, (3, 3), 3) - 0.5)
    return np.asarray(np.clip(tone * shaded[..., None], 0, 1), np.float32)


def plain(rng: np.random.Generator) -> Texture:
    """Laminate, metal or paint of one colour, hardly any structure."""
    picture = blend(clouds(rng, (2, 2), 3), colour(rng, 0.1, 1.0, 0.4), colour(rng, 0.1, 1.0, 0.4))
    picture = 0.8 * picture.mean(axis=(0, 1)) + 0.2 * picture
    brushed = clouds(rng, (350, 3), 1) - 0.5
    return np.asarray(np.clip(picture + rng.uniform(0, 0.08) * brushed[..., None], 0, 1), np.float32)


def sheet(rng: np.random.Generator, width: int, height: int) -> npt.NDArray[np.uint8]:
    """A (height, width, 3) printed sheet: running text in one or two columns, headings, rules, a table."""
    paper = tuple(int(v) for v in rng.integers(235, 256, 3))
    picture = Image.new("RGB", (width, height), paper)
    pen = ImageDraw.Draw(picture)
    ink = tuple(int(v) for v in rng.integers(0, 90, 3))
    size = int(rng.integers(max(9, width // 70), max(11, width // 36)))
    font, big = ImageFont.load_default(size), ImageFont.load_default(size * 2)
    margin, columns = int(width * rng.uniform(0.05, 0.12)), int(rng.integers(1, 3))
    column = (width - margin * (columns + 1)) // columns
    for k in range(columns):
        left, y = margin + k * (column + margin), margin
        while y < height - margin:
            what = rng.random()
            if what < 0.07:
                pen.text((left, y), " ".join(rng.choice(WORDS, 2)).title(), ink, big)
                y += size * 3
            elif what < 0.1:
                pen.line([(left, y), (left + column, y)], ink, 1)
                y += size
            elif what < 0.13 and y + size * 8 < height - margin:
                y = _table(rng, pen, (left, y, column), size, ink)
            else:
                pen.text((left, y), _line(rng, font, column), ink, font)
                y += int(size * 1.4) if what < 0.9 else size * 3
    return np.asarray(picture)


def _line(rng: np.random.Generator, font: Font, width: int) -> str:
    words: list[str] = []
    while font.getlength(" ".join(words)) < width:
        words.append(str(rng.choice(WORDS)))
    return " ".join(words[:-1])


def _table(
    rng: np.random.Generator,
    pen: ImageDraw.ImageDraw,
    place: tuple[int, int, int],
    size: int,
    ink: tuple[int, ...],
) -> int:
    left, top, width = place
    rows, columns = int(rng.integers(3, 6)), int(rng.integers(2, 5))
    font, step = ImageFont.load_default(max(8, size - 2)), int(size * 1.6)
    for row in range(rows):
        for k in range(columns):
            x = left + k * width // columns
            pen.rectangle((x, top + row * step, x + width // columns, top + (row + 1) * step), outline=ink)
            pen.text((x + 4, top + row * step + 2), f"{rng.integers(1, 9999)}", ink, font)
    return top + (rows + 1) * step


def paper(rng: np.random.Generator) -> Texture:
    """Printed sheets over each other, filling the table."""
    picture = plain(rng)
    for _ in range(int(rng.integers(2, 6))):
        page = sheet(rng, int(rng.integers(700, 1300)), int(rng.integers(900, 1300)))
        _lay(picture, page, rng)
    return picture


def clutter(rng: np.random.Generator) -> Texture:
    """Pens, coins, notes, keys, a phone, a cup and cables on some other table."""
    picture = (wood, cloth, stone, leather, plain)[int(rng.integers(5))](rng)
    things = (_note, _pen, _coins, _phone, _cup, _cable, _book)
    for k in rng.integers(0, len(things), int(rng.integers(4, 12))):
        things[int(k)](picture, rng)
    return picture


def _lay(
    picture: Texture, flat: npt.NDArray[np.uint8], rng: np.random.Generator, turn: float | None = None
) -> None:
    """Lay a flat thing down at a random place and turn, with a soft shadow."""
    high, wide = flat.shape[:2]
    angle = rng.uniform(0, 360) if turn is None else turn
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    matrix[:, 2] += rng.uniform(0, SIDE, 2) - (wide / 2, high / 2)
    cover = cv2.warpAffine(np.ones((high, wide), np.float32), matrix, (SIDE, SIDE))
    shadow = cv2.GaussianBlur(np.roll(cover, (4, 5), (0, 1)), (0, 0), 6)
    picture *= (1 - 0.35 * shadow)[..., None]
    drawn = cv2.warpAffine(flat.astype(np.float32) / 255, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR)
    picture *= (1 - cover)[..., None]
    picture += drawn


def _stamp(picture: Texture, mask: npt.NDArray[np.uint8], tone: Texture, rng: np.random.Generator) -> None:
    """Colour a drawn (H, W) mask, 0 to 255, and give it a shadow."""
    x, y, wide, high = cv2.boundingRect(mask)
    part = np.s_[max(0, y - 20) : y + high + 25, max(0, x - 20) : x + wide + 25]
    drawn = mask[part].astype(np.float32) / 255
    shadow = cv2.GaussianBlur(np.roll(drawn, (5, 6), (0, 1)), (0, 0), 5)
    cover = cv2.GaussianBlur(drawn, (0, 0), 0.8)[..., None]
    gloss = cv2.resize(rng.uniform(0.88, 1.12, (6, 6)).astype(np.float32), drawn.shape[::-1])[..., None]
    below = picture[part] * (1 - 0.4 * shadow)[..., None]
    picture[part] = below * (1 - cover) + np.clip(tone * gloss, 0, 1) * cover


def _note(picture: Texture, rng: np.random.Generator) -> None:
    side = int(rng.integers(150, 420))
    note = np.empty((side, side, 3), np.float32)
    note[:] = 255 * colour(rng, 0.8, 1.0, 0.6)
    for k in range(int(rng.integers(0, 6))):
        y = int(side * (0.2 + 0.13 * k))
        x = np.linspace(0.1, rng.uniform(0.5, 0.9), 60) * side
        wave = y + side * 0.025 * np.sin(np.cumsum(rng.uniform(0.2, 1.4, 60)))
        cv2.polylines(note, [np.stack([x, wave], 1).astype(np.int32)], False, (40, 40, 90), 2, cv2.LINE_AA)
    _lay(picture, note.astype(np.uint8), rng)


def _pen(picture: Texture, rng: np.random.Generator) -> None:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    start, angle = rng.uniform(0, SIDE, 2), rng.uniform(0, 2 * np.pi)
    end = start + rng.uniform(450, 800) * np.array([np.cos(angle), np.sin(angle)])
    cv2.line(mask, _xy(start), _xy(end), 255, int(rng.integers(20, 45)), cv2.LINE_AA)
    _stamp(picture, mask, colour(rng, 0.05, 0.9, 0.9), rng)


def _coins(picture: Texture, rng: np.random.Generator) -> None:
    for _ in range(int(rng.integers(1, 6))):
        mask = np.zeros((SIDE, SIDE), np.uint8)
        middle, radius = _xy(rng.uniform(0, SIDE, 2)), int(rng.integers(40, 75))
        cv2.circle(mask, middle, radius, 255, -1, cv2.LINE_AA)
        cv2.circle(mask, middle, int(radius * 0.85), 190, 3, cv2.LINE_AA)
        _stamp(picture, mask, np.array(rng.choice([(0.75, 0.6, 0.3), (0.7, 0.7, 0.72)]), np.float32), rng)


def _phone(picture: Texture, rng: np.random.Generator) -> None:
    flat = np.full((int(rng.integers(750, 900)), int(rng.integers(360, 440)), 3), 18, np.uint8)
    if rng.random() < 0.4:
        flat[30:-30, 15:-15] = (255 * colour(rng, 0.3, 0.95)).astype(np.uint8)
    _lay(picture, flat, rng)


def _cup(picture: Texture, rng: np.random.Generator) -> None:
    middle, radius, tone = _xy(rng.uniform(0, SIDE, 2)), int(rng.integers(190, 270)), colour(rng, 0.5, 1.0)
    for part, hue in ((1.0, tone), (0.88, np.array((0.22, 0.12, 0.06), np.float32))):
        mask = np.zeros((SIDE, SIDE), np.uint8)
        cv2.circle(mask, middle, int(radius * part), 255, -1, cv2.LINE_AA)
        _stamp(picture, mask, hue, rng)


def _cable(picture: Texture, rng: np.random.Generator) -> None:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    steps = np.cumsum(rng.normal(0, 0.25, 90)) + rng.uniform(0, 6)
    way = rng.uniform(0, SIDE, 2) + np.cumsum(22 * np.stack([np.cos(steps), np.sin(steps)], 1), axis=0)
    cv2.polylines(mask, [way.astype(np.int32)], False, 255, int(rng.integers(8, 18)), cv2.LINE_AA)
    _stamp(picture, mask, colour(rng, 0.02, 0.95, 0.3), rng)


def _book(picture: Texture, rng: np.random.Generator) -> None:
    flat = np.empty((int(rng.integers(700, 1000)), int(rng.integers(480, 720)), 3), np.uint8)
    flat[:] = (255 * colour(rng, 0.1, 0.9, 0.8)).astype(np.uint8)
    tone = tuple(int(v) for v in 255 * colour(rng, 0.7, 1.0))
    title = str(rng.choice(WORDS)).title()
    cv2.putText(flat, title, (40, 180), cv2.FONT_HERSHEY_TRIPLEX, 2.2, tone, 4, cv2.LINE_AA)
    cv2.rectangle(flat, (30, 230), (flat.shape[1] - 30, 245), tone, -1)
    _lay(picture, flat, rng)


def _xy(point: npt.NDArray[np.float64]) -> tuple[int, int]:
    return int(point[0]), int(point[1])


TEXTURES: dict[str, Callable[[np.random.Generator], Texture]] = {
    "wood": wood,
    "cloth": cloth,
    "stone": stone,
    "leather": leather,
    "plain": plain,
    "paper": paper,
    "clutter": clutter,
}
