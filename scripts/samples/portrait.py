"""Portraits drawn from curves: backdrop, shoulders, head, hair, features, soft light from the left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from samples.canvas import Colour, Point, gradient, smooth
from samples.people import Look

WIDTH, HEIGHT = 1000, 1280  # drawn size; handed out at half
LIFT = 56  # how far the body is drawn up towards the chin
BACKDROP: tuple[Colour, Colour] = ((226, 233, 240), (196, 208, 220))


def outline(text: str) -> list[Point]:
    """An outline from its points, written ``x,y x,y …``: outlines are data, and this keeps them on a line."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]


def shade(colour: Colour, factor: float) -> Colour:
    """A colour made darker (factor under 1) or lighter (over 1)."""
    red, green, blue = (min(255, round(channel * factor)) for channel in colour)
    return red, green, blue


def _mirror(points: Sequence[Point]) -> list[Point]:
    """A half outline (x from the middle line, in thousandths) closed with its mirror image around x = 500."""
    right = [(500 + x, y) for x, y in points]
    left = [(500 - x, y) for x, y in reversed(points) if x]
    return right + left


HEAD = smooth(_mirror(outline("0,250 120,272 196,370 208,520 196,640 160,760 96,842 0,868")))
NECK: list[Point] = outline("402,740 598,740 606,960 660,1040 340,1040 394,960")
SHOULDERS = smooth(
    outline(
        "500,985 610,985 720,1035 880,1095 960,1200 985,1420 "
        "500,1460 15,1420 40,1200 120,1095 280,1035 390,985"
    )
)
NECKLINE = smooth(outline("400,968 600,968 590,1040 500,1105 410,1040"))


class _Painter:
    """The picture in progress and the few strokes everything is made of."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.image = gradient((WIDTH, HEIGHT), BACKDROP, angle=70)

    def fill(
        self,
        points: Sequence[Point],
        colour: Colour,
        *,
        alpha: float = 1.0,
        blur: float = 0,
        within: Image.Image | None = None,
    ) -> None:
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon(list(points), fill=round(255 * alpha))
        self._lay(mask, colour, blur, within)

    def oval(
        self,
        centre: Point,
        radii: Point,
        colour: Colour,
        *,
        alpha: float = 1.0,
        blur: float = 0,
        within: Image.Image | None = None,
    ) -> None:
        (x, y), (rx, ry) = centre, radii
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).ellipse((x - rx, y - ry, x + rx, y + ry), fill=round(255 * alpha))
        self._lay(mask, colour, blur, within)

    def stroke(
        self, points: Sequence[Point], colour: Colour, *, width: int, alpha: float = 1.0, blur: float = 0
    ) -> None:
        mask = Image.new("L", self.image.size)
        draw = ImageDraw.Draw(mask)
        draw.line(list(points), fill=round(255 * alpha), width=width, joint="curve")
        for x, y in (points[0], points[-1]):
            draw.ellipse(
                (x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=round(255 * alpha)
            )
        self._lay(mask, colour, blur, None)

    def _lay(self, mask: Image.Image, colour: Colour, blur: float, within: Image.Image | None) -> None:
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur))
        if within is not None:
            mask = ImageChops.multiply(mask, within)
        self.image.paste(colour, mask=mask)


def _shape(points: Sequence[Point]) -> Image.Image:
    mask = Image.new("L", (WIDTH, HEIGHT))
    ImageDraw.Draw(mask).polygon(list(points), fill=255)
    return mask


def _arc(centre: Point, radii: Point, start: float, end: float) -> list[Point]:
    turn = np.radians(np.linspace(start, end, 40))
    xs, ys = centre[0] + radii[0] * np.cos(turn), centre[1] + radii[1] * np.sin(turn)
    return list(zip(xs.tolist(), ys.tolist(), strict=True))


def _hair_behind(paint: _Painter) -> None:
    hair, dark = paint.look.hair, shade(paint.look.hair, 0.72)
    if paint.look.style == "long":
        back = _mirror(outline("0,190 170,215 262,360 276,560 292,780 310,960 250,1060 90,1000 0,960"))
        paint.fill(smooth(back), dark)
        for x in (232, 252, 272, 728, 748, 768):
            lean = 18 if x > 500 else -18
            paint.stroke(
                [(x, 430), (x + lean, 700), (x + lean * 0.7, 980)], hair, width=14, alpha=0.5, blur=5
            )
    elif paint.look.style == "bob":
        paint.fill(
            smooth(_mirror(outline("0,190 180,220 272,380 284,600 262,760 150,800 0,800"))),
            dark,
        )
    elif paint.look.style == "bun":
        paint.oval((500, 190), (120, 104), dark)
        paint.oval((486, 176), (86, 66), hair, alpha=0.8, blur=16)
        paint.fill(smooth(_mirror(outline("0,212 150,236 228,350 238,500 220,600 0,600"))), dark)
    elif paint.look.style == "curly":
        turns = np.radians(np.arange(-212, 33, 14))
        for k, turn in enumerate(turns):
            reach = 250 + 16 * (k % 3)
            paint.oval(
                (500 + reach * np.cos(turn), 500 + (reach + 20) * np.sin(turn)),
                (88, 88),
                shade(dark, 0.92 + 0.06 * (k % 3)),
            )
        paint.oval((500, 420), (260, 230), dark)


def _hair_front(paint: _Painter) -> None:
    hair, light = paint.look.hair, shade(paint.look.hair, 1.35)
    caps: dict[str, list[Point]] = {
        "short": outline(
            "292,520 278,420 300,300 390,216 520,196 640,226 712,320 "
            "722,420 708,520 690,430 660,366 560,330 450,340 360,356 318,420"
        ),
        "long": outline(
            "282,600 272,430 320,270 430,200 560,196 680,264 730,420 "
            "720,600 696,470 640,370 560,306 470,350 360,420 312,500"
        ),
        "bob": outline(
            "278,620 270,430 320,270 430,200 570,200 690,270 "
            "732,430 722,620 690,440 620,388 500,380 380,388 310,440"
        ),
        "bun": outline(
            "290,520 280,420 320,290 420,226 580,226 680,290 "
            "720,420 710,520 680,410 600,330 500,306 400,330 320,410"
        ),
        "curly": outline(
            "284,540 272,420 320,280 430,214 570,214 680,280 728,420 "
            "716,540 688,440 630,386 560,360 470,366 390,380 318,440"
        ),
    }
    cap = smooth(caps[paint.look.style])
    shape = _shape(cap)
    paint.fill(
        [(x, y + 16) for x, y in cap], shade(paint.look.skin, 0.6), alpha=0.35, blur=14, within=_shape(HEAD)
    )
    paint.fill(cap, hair)
    paint.oval((430, 262), (150, 40), light, alpha=0.55, blur=22, within=shape)
    paint.oval((690, 420), (70, 180), shade(hair, 0.6), alpha=0.5, blur=30, within=shape)
    for k in range(9):
        x = 330 + 42 * k
        paint.stroke([(500 + (x - 500) * 0.45, 214), (x, 330)], light, width=3, alpha=0.22, blur=2)
    if paint.look.style == "curly":
        for k, turn in enumerate(np.radians(np.arange(-168, -8, 16))):
            centre = (500 + 214 * np.cos(turn), 424 + 186 * np.sin(turn))
            paint.oval(centre, (44, 40), shade(hair, 0.9 + 0.22 * (k % 2)))


def _lifted(points: Sequence[Point]) -> list[Point]:
    return [(x, y - LIFT) for x, y in points]


def _body(paint: _Painter) -> None:
    skin, shirt = paint.look.skin, paint.look.shirt
    shoulders, neckline, neck = _lifted(SHOULDERS), _lifted(NECKLINE), _lifted(NECK)
    body = _shape(shoulders)
    paint.fill([(x + 14, y + 18) for x, y in shoulders], (120, 130, 142), alpha=0.35, blur=26)
    paint.fill(shoulders, shirt)
    paint.oval((250, 1120), (190, 90), shade(shirt, 1.35), alpha=0.6, blur=50, within=body)
    paint.oval((860, 1250), (200, 190), shade(shirt, 0.55), alpha=0.7, blur=60, within=body)
    paint.fill(neckline, shade(skin, 0.86))
    paint.fill(
        neck, shade(skin, 0.88), within=_shape(_lifted([*NECK[:3], (606, 1000), (394, 1000), *NECK[5:]]))
    )
    paint.fill(
        outline("400,800 600,800 606,900 500,950 394,900"),
        shade(skin, 0.52),
        alpha=0.6,
        blur=26,
        within=_shape(neck),
    )
    collar = _lifted(outline("388,962 410,1046 500,1118 590,1046 612,962"))
    paint.stroke(collar, shade(shirt, 0.7), width=16)
    paint.stroke([(x, y + 8) for x, y in collar], shade(shirt, 1.25), width=5, alpha=0.6)


def _head(paint: _Painter) -> None:
    skin = paint.look.skin
    for x, turn in ((296, 1), (704, -1)):
        paint.oval((x, 560), (30, 66), shade(skin, 0.9))
        paint.oval((x + 6 * turn, 566), (14, 40), shade(skin, 0.68), alpha=0.7, blur=6)
    head = _shape(HEAD)
    paint.fill(HEAD, skin)
    paint.oval((690, 620), (110, 330), shade(skin, 0.66), alpha=0.55, blur=55, within=head)
    paint.oval((500, 880), (210, 70), shade(skin, 0.66), alpha=0.5, blur=40, within=head)
    paint.oval((425, 400), (120, 70), shade(skin, 1.16), alpha=0.7, blur=45, within=head)
    paint.oval((380, 640), (60, 56), shade(skin, 1.12), alpha=0.6, blur=30, within=head)
    for x in (372, 628):
        paint.oval((x, 668), (58, 42), (206, 96, 84), alpha=0.2, blur=26, within=head)
    if paint.look.beard:
        jaw = _mirror(outline("0,745 70,735 120,700 170,640 202,600 196,660 164,768 100,850 0,876"))
        paint.fill(smooth(jaw), paint.look.hair, alpha=0.82, blur=9, within=head)


def _eye(paint: _Painter, x: float, side: int) -> None:
    skin, iris = paint.look.skin, paint.look.iris
    paint.oval((x, 548), (60, 34), shade(skin, 0.72), alpha=0.45, blur=14)
    white = smooth([(x - 48, 556), (x - 20, 535), (x + 12, 533), (x + 48, 554), (x + 18, 573), (x - 20, 573)])
    lids = _shape(white)
    paint.fill(white, (246, 243, 240))
    paint.oval((x, 553), (22, 23), shade(iris, 0.75), within=lids)
    paint.oval((x, 554), (17, 18), iris, within=lids)
    paint.oval((x, 553), (9, 9), (18, 16, 18))
    paint.oval((x - 7, 546), (5, 5), (255, 255, 255), alpha=0.95)
    paint.stroke([(x - 50, 555), (x - 22, 535), (x + 12, 532), (x + 50, 552)], (40, 28, 26), width=7)
    paint.stroke([(x - 44, 528), (x - 8, 512), (x + 40, 524)], shade(skin, 0.62), width=4, alpha=0.6, blur=2)
    brow = [
        (x - 56 * side, 498),
        (x - 10 * side, 474),
        (x + 34 * side, 476),
        (x + 64 * side, 500),
        (x + 30 * side, 489),
        (x - 12 * side, 489),
    ]
    paint.fill(smooth(brow), shade(paint.look.hair, 0.7), alpha=0.85, blur=3)


def _features(paint: _Painter) -> None:
    skin = paint.look.skin
    _eye(paint, 414, -1)
    _eye(paint, 586, 1)
    paint.fill(
        smooth([(512, 520), (530, 620), (556, 672), (520, 690)]), shade(skin, 0.62), alpha=0.45, blur=12
    )
    paint.oval((494, 610), (13, 70), shade(skin, 1.22), alpha=0.6, blur=12)
    paint.oval((500, 664), (34, 24), shade(skin, 1.08), alpha=0.5, blur=12)
    for x in (474, 526):
        paint.oval((x, 682), (13, 7), shade(skin, 0.42), alpha=0.75, blur=3)
    paint.stroke(_arc((452, 668), (14, 20), 80, 200), shade(skin, 0.6), width=5, alpha=0.6, blur=3)
    paint.stroke(_arc((548, 668), (14, 20), -20, 100), shade(skin, 0.55), width=5, alpha=0.7, blur=3)
    lip = (196, 104, 100) if paint.look.style != "short" else shade(skin, 0.76)
    lip = (
        round((lip[0] + skin[0] * 0.8) / 2),
        round((lip[1] + skin[1] * 0.6) / 2),
        round((lip[2] + skin[2] * 0.6) / 2),
    )
    paint.fill(smooth(outline("424,766 470,748 500,754 530,748 576,766 500,774")), shade(lip, 0.86))
    paint.fill(smooth(outline("430,768 500,776 570,768 536,798 500,804 464,798")), lip)
    paint.oval((490, 787), (30, 7), shade(lip, 1.25), alpha=0.6, blur=5)
    paint.stroke(outline("420,764 462,771 500,775 538,771 580,764"), shade(lip, 0.52), width=4, blur=1)
    paint.oval((500, 818), (44, 8), shade(skin, 0.62), alpha=0.5, blur=8)


def _glasses(paint: _Painter) -> None:
    frame = (44, 42, 48)
    for x in (408, 592):
        paint.oval((x, 560), (76, 62), (255, 255, 255), alpha=0.12)
        paint.stroke(_arc((x, 560), (78, 64), 0, 361), frame, width=8)
    paint.stroke(_arc((500, 552), (18, 14), 180, 360), frame, width=8)
    paint.stroke([(330, 545), (296, 532)], frame, width=8)
    paint.stroke([(670, 545), (704, 532)], frame, width=8)


def draw_portrait(look: Look) -> Image.Image:
    """Draw a person's portrait, 500 x 640 pixels."""
    paint = _Painter(look)
    steps: list[Callable[[_Painter], None]] = [_hair_behind, _body, _head, _features, _hair_front]
    if look.glasses:
        steps.append(_glasses)
    for step in steps:
        step(paint)
    if look.style == "long":
        for side in (-1, 1):
            lock = [
                (500 + side * x, y)
                for x, y in (
                    (196, 430),
                    (262, 420),
                    (300, 700),
                    (312, 960),
                    (236, 1080),
                    (196, 980),
                    (214, 700),
                )
            ]
            paint.fill(smooth(lock), shade(look.hair, 0.9 if side > 0 else 1.05))
            paint.stroke(
                [(500 + side * 250, 480), (500 + side * 268, 720), (500 + side * 252, 1000)],
                shade(look.hair, 1.35),
                width=10,
                alpha=0.4,
                blur=6,
            )
    grain = np.random.default_rng(7).normal(0, 1.6, (HEIGHT, WIDTH, 1))
    toned = np.clip(np.asarray(paint.image, dtype=float) + grain, 0, 255).astype(np.uint8)
    picture = Image.fromarray(toned)
    if look.style not in ("bun", "curly"):  # there is room above all other heads
        picture = picture.crop((66, 124, WIDTH - 66, 124 + round((WIDTH - 132) * HEIGHT / WIDTH)))
    return picture.resize((WIDTH // 2, HEIGHT // 2), Image.Resampling.LANCZOS)
