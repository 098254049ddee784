"""What the cards share: grounds, emblems, the mark that says SAMPLE, barcodes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PIL import Image

from samples.canvas import SCALE, Canvas, Colour, Point, Style, gradient, rosette, waves
from samples.fonts import FontBook

CARD = (1000, 630)
MARK = "FICTIONAL SAMPLE - NOT A GOVERNMENT DOCUMENT"


def card(
    fonts: FontBook, stops: Sequence[Colour], *, angle: float = 60, size: tuple[int, int] = CARD
) -> Canvas:
    """A blank card with a ground of blended colours."""
    return Canvas(gradient((size[0] * SCALE, size[1] * SCALE), stops, angle=angle), fonts)


def guilloche(canvas: Canvas, inks: Sequence[Colour], *, top: float, seed: int, alpha: float = 0.35) -> None:
    """Fine waves over the ground, one set for each ink, and a large rosette."""
    size = (canvas.image.width / SCALE, canvas.image.height / SCALE)
    rng = np.random.default_rng(seed)
    for ink in inks:
        length = float(rng.uniform(70, 130))
        strokes = waves(
            size,
            rows=34,
            amplitude=float(rng.uniform(9, 18)),
            length=length,
            drift=float(rng.uniform(0.2, 0.5)),
            top=top,
        )
        canvas.lines(strokes, ink, width=1, alpha=alpha)
    centre = (size[0] * float(rng.uniform(0.52, 0.66)), size[1] * 0.6)
    canvas.lines(rosette(centre, 190, petals=12, rings=22), inks[0], width=1, alpha=alpha * 0.8)


def ridges(width: float, base: float, height: float, *, seed: int, rough: float = 1.0) -> list[Point]:
    """Outline of hills: a sum of sines on a base line, closed below."""
    rng = np.random.default_rng(seed)
    xs = np.linspace(0, width, 240)
    ys = np.zeros_like(xs)
    for octave in range(1, 6):
        ys += np.sin(xs / width * octave * 5.1 + rng.uniform(0, 6.3)) * rough ** (octave - 1) / octave
    ys = base - height * (ys - ys.min()) / (ys.max() - ys.min())
    return [(width, base), (0.0, base), *zip(xs.tolist(), ys.tolist(), strict=True)]


def seal(canvas: Canvas, centre: Point, radius: float, ink: Colour, *, alpha: float = 1.0) -> None:
    """An emblem of no state: rings, a beaded edge, a star over two hills."""
    turn = np.linspace(0, 2 * math.pi, 90)

    def ring(reach: float) -> list[Point]:
        xs, ys = centre[0] + reach * np.cos(turn), centre[1] + reach * np.sin(turn)
        return list(zip(xs.tolist(), ys.tolist(), strict=True))

    canvas.lines([ring(radius), ring(radius * 0.9), ring(radius * 0.68)], ink, width=3, alpha=alpha)
    for bead in np.linspace(0, 2 * math.pi, 28, endpoint=False):
        x, y = centre[0] + radius * 0.79 * math.cos(bead), centre[1] + radius * 0.79 * math.sin(bead)
        canvas.polygon(star((x, y), radius * 0.06, points=4), ink, alpha=alpha)
    canvas.polygon(star((centre[0], centre[1] - radius * 0.2), radius * 0.3), ink, alpha=alpha)
    hills = [
        (-0.56, 0.34),
        (-0.22, 0.02),
        (0.02, 0.24),
        (0.24, 0.06),
        (0.56, 0.34),
        (0.3, 0.58),
        (-0.3, 0.58),
    ]
    canvas.polygon(
        [(centre[0] + x * radius, centre[1] + y * radius) for x, y in hills], ink, alpha=alpha * 0.8
    )


def star(centre: Point, radius: float, *, points: int = 5) -> list[Point]:
    """A star standing on two points."""
    out = []
    for k in range(2 * points):
        reach = radius if k % 2 == 0 else radius * 0.42
        turn = math.pi * k / points - math.pi / 2
        out.append((centre[0] + reach * math.cos(turn), centre[1] + reach * math.sin(turn)))
    return out


def heart(centre: Point, radius: float) -> list[Point]:
    """The outline of a donor's heart."""
    turn = np.linspace(0, 2 * math.pi, 60)
    xs = centre[0] + radius * np.sin(turn) ** 3
    ys = centre[1] - radius / 16 * (
        13 * np.cos(turn) - 5 * np.cos(2 * turn) - 2 * np.cos(3 * turn) - np.cos(4 * turn)
    )
    return list(zip(xs.tolist(), ys.tolist(), strict=True))


def sample_badge(canvas: Canvas, at: Point, colour: Colour) -> None:
    """A round-ended badge that says SAMPLE; ``at`` is its top left corner."""
    x, y = at
    canvas.box((x, y, x + 122, y + 32), colour, radius=16)
    canvas.text((x + 61, y + 23), "SAMPLE", Style("bold", 20, (255, 255, 255), spacing=3), anchor="ms")


def footer(canvas: Canvas, colour: Colour, *, centre: float | None = None) -> None:
    """The line that says what the card is not."""
    x = canvas.image.width / SCALE / 2 if centre is None else centre
    y = canvas.image.height / SCALE - 14
    canvas.text((x, y), MARK, Style("sans", 13, colour, spacing=1.6), anchor="ms")


def barcode(
    canvas: Canvas, text: str, form: str, corners: tuple[float, float, float, float], *, rows: int = 0
) -> None:
    """Print a barcode as large as whole modules allow, centred in a rectangle on a white field."""
    import zxingcpp  # noqa: PLC0415 - only the backs need it

    options = {"rows": rows, "ec_level": "5"} if rows else {}
    code = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(form), **options)
    small = Image.fromarray(np.array(code.to_image(1, add_quiet_zones=False)))
    left, top, right, bottom = corners
    width, height = (right - left) * SCALE, (bottom - top) * SCALE
    if rows:
        # Rows of PDF417 come three modules high; AAMVA cards print them higher, which scanners like.
        module = int(min(width / small.width, height / (small.height * 4 / 3)))
        size = (small.width * module, small.height * module * 4 // 3)
    else:
        module = int(width / small.width)
        size = (small.width * module, int(height))
    large = small.resize(size, Image.Resampling.NEAREST).convert("RGB")
    # On whole card units, so that bars stay sharp in the finished picture.
    x = round((left + right) / 2 - size[0] / 2 / SCALE) * SCALE
    y = round((top + bottom) / 2 - size[1] / 2 / SCALE) * SCALE
    canvas.box(
        ((x / SCALE) - 14, (y / SCALE) - 10, (x + size[0]) / SCALE + 14, (y + size[1]) / SCALE + 10),
        (255, 255, 255),
    )
    canvas.image.paste(large, (x, y))
