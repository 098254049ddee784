"""Kinds of pictures: documents on a table, in a hand, on a scanner, copied on a sheet; and none at all."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from shapely.geometry import Polygon

from docparse.geometry.quad import Points, map_points
from docparse.training.synth import degrade
from docparse.training.synth.id.carriers import Document
from docparse.training.synth.id.scenery import clutter, drawings, hands, textures
from docparse.training.synth.id.scenery.camera import random_camera
from docparse.training.synth.id.scenery.drafts import Draft, put_document, random_light, size_mm
from docparse.training.synth.id.scenery.layers import Light, Place, Sprite, cover, lay, opaque
from docparse.training.synth.id.scenery.lettering import Paper, font
from docparse.training.synth.id.scenery.noise import Generator, Pixels, Size, between, chance, near, pick
from docparse.training.synth.id.scenery.patterns import surface
from docparse.training.synth.id.scenery.pictures import picture

DocumentMaker = Callable[[Generator], Document]
Composition = Callable[[Generator, DocumentMaker, int], Draft]

_SHAPES = (3 / 4, 4 / 3, 9 / 16, 16 / 9, 2 / 3, 3 / 2, 1.0)
_STEEPEST = np.radians(50)
_NO_LIGHT = Light((0.0, 0.0), 0.0, 0.0)
# Share of tables that are covered with papers: white cards on white sheets are the hardest to outline.
_ON_PAPERS = 0.3


def frame_size(rng: Generator, longer: int) -> Size:
    """(height, width) of a common picture format with a wanted longer side."""
    aspect = pick(rng, _SHAPES)
    return (longer, round(longer * aspect)) if aspect < 1 else (round(longer / aspect), longer)


def random_tilt(rng: Generator) -> float:
    """An angle in radians: often nearly from above, up to 50 degrees."""
    return between(rng, 0, 0.15) if chance(rng, 0.3) else between(rng, 0.1, _STEEPEST)


def random_spin(rng: Generator) -> float:
    """A turn in the plane, in radians: upright, on its side, upside down, or any."""
    if chance(rng, 0.45):
        return float(rng.normal(0, 0.12))
    if chance(rng, 0.4):
        return float(pick(rng, (0.5, 1.0, 1.5)) * np.pi + rng.normal(0, 0.08))
    return between(rng, 0, 2 * np.pi)


def arrange(rng: Generator, sizes: list[tuple[float, float]], *, apart: bool = False) -> list[Place]:
    """Places for one to four things about the origin: a row, a column or a square, a little untidy.

    Args:
        rng: Where all chance comes from.
        sizes: Width and height of each, millimetres.
        apart: Never one over another's edge.
    """
    tidy = apart or chance(rng, 0.6)
    reach = np.array(sizes).max(axis=0) if tidy else np.full(2, max(np.hypot(*size) for size in sizes) * 0.97)
    gap = between(rng, 1, 30) if apart or not tidy or chance(rng, 0.9) else between(rng, -7, 0)
    columns = 1 if len(sizes) == 1 else pick(rng, (1, 2)) if len(sizes) == 2 else 2
    turn = random_spin(rng)
    c, s = np.cos(turn), np.sin(turn)
    rows = -(-len(sizes) // columns)
    places = []
    for index in range(len(sizes)):
        row, column = divmod(index, columns)
        spot = np.array([column - (columns - 1) / 2, row - (rows - 1) / 2]) * (reach + gap)
        spot = spot + rng.uniform(-1, 1, 2) * max(gap, 0) / 3
        own = rng.normal(0, 0.02) + np.pi * chance(rng, 0.15) if tidy else between(rng, 0, 2 * np.pi)
        places.append(Place(c * spot[0] - s * spot[1], s * spot[0] + c * spot[1], turn + own))
    return places


def _extent(places: list[Place], sizes: list[tuple[float, float]]) -> Points:
    return np.concatenate([place.corners(size) for place, size in zip(places, sizes, strict=True)])


def _some(rng: Generator, document: DocumentMaker) -> list[Document]:
    """One to four documents, passports first: an opened one would lie over what was laid before."""
    documents = [document(rng) for _ in range(pick(rng, (1, 2, 3, 4), (0.72, 0.17, 0.06, 0.05)))]
    return sorted(documents, key=lambda each: each.kind != "passport_page")


def on_table(rng: Generator, document: DocumentMaker, longer: int) -> Draft:
    """One to four documents on a surface, among other things."""
    documents = _some(rng, document)
    sizes = [size_mm(each) for each in documents]
    places = arrange(rng, sizes)
    smallest = 0.65 if len(sizes) > 1 else 0.2 if chance(rng, 0.35) else 0.5
    share = between(rng, smallest, 1.04)
    overhang = 0.12 if chance(rng, 0.08) else 0.0
    size = frame_size(rng, longer)
    camera = random_camera(rng, size, _extent(places, sizes), share, random_tilt(rng), overhang=overhang)
    draft = Draft(np.empty((*size, 3), np.uint8), camera, random_light(rng))
    like = documents[0].image if chance(rng, 0.12) else None
    _ground(rng, draft, like)
    if chance(rng, _ON_PAPERS):
        clutter.spread_papers(rng, draft.canvas, camera, draft.light, int(rng.integers(2, 8)))
    elif chance(rng, 0.5):
        clutter.strew(rng, draft.canvas, camera, draft.light, int(rng.integers(1, 5)), flat_only=True)
    for each, place in zip(documents, places, strict=True):
        put_document(rng, draft, each, place)
    if chance(rng, 0.35):
        _things_on_top(rng, draft, places, sizes)
    if chance(rng, 0.12):
        hands.edge_fingers(rng, draft.canvas, draft.found[-1][1], hands.skin(rng))
    return draft


def _ground(rng: Generator, draft: Draft, like: Pixels | None = None) -> None:
    """Cover the frame with a surface or two; ``like`` is a picture whose colours it is to have."""
    height, width = draft.canvas.shape[:2]
    middle = draft.camera.table([[width / 2, height / 2]])[0]
    density = between(rng, 0.6, 1.3) / draft.camera.mm_per_px(middle)
    side = 560
    if like is None:
        texture = surface(rng, (side, side))
    else:
        rim = np.concatenate([like[:8].reshape(-1, 3), like[-8:].reshape(-1, 3)]).mean(axis=0)
        texture = textures.tinted(rng, (side, side), near(rng, rim, 14))
        if chance(rng, 0.5):
            faint = surface(rng, (side, side))
            texture = np.asarray(cv2.addWeighted(texture, 0.93, faint, 0.07, -3.0), np.uint8)
    cover(draft.canvas, texture, draft.camera, density)
    if like is None and chance(rng, 0.18):
        _second_ground(rng, draft.canvas)


def _second_ground(rng: Generator, canvas: Pixels) -> None:
    """Another surface beyond a straight edge, with a shadow along it."""
    height, width = canvas.shape[:2]
    angle = between(rng, 0, 2 * np.pi)
    along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    start = rng.uniform((0, 0), (width, height))
    far = 2.0 * max(height, width)
    shape = [
        start - along * far,
        start + along * far,
        start + (along + across) * far,
        start + (across - along) * far,
    ]
    mask = np.zeros((height, width), np.uint8)
    cv2.fillConvexPoly(mask, np.array(shape).astype(np.int32), 255, cv2.LINE_AA)
    soft = cv2.GaussianBlur(mask, (0, 0), between(rng, 1, 12)) if chance(rng, 0.6) else mask
    keep = 255 - cv2.convertScaleAbs(soft, alpha=between(rng, 0.1, 0.5))
    canvas[:] = cv2.multiply(canvas, cv2.merge([keep] * 3), scale=1 / 255)
    other = surface(rng, (height, width))
    if chance(rng, 0.5):
        other = degrade.defocus(other, between(rng, 1, 5))
    cv2.copyTo(other, cv2.threshold(mask, 127, 255, cv2.THRESH_BINARY)[1], canvas)


def _things_on_top(
    rng: Generator, draft: Draft, places: list[Place], sizes: list[tuple[float, float]]
) -> None:
    """Cups and cables beside the documents; pens, coins and keys over at most a tenth of any."""
    shapes = [Polygon(place.corners(size)) for place, size in zip(places, sizes, strict=True)]
    for _ in range(int(rng.integers(1, 4))):
        spot = clutter.random_place(rng, draft.canvas, draft.camera)
        if chance(rng, 0.25):
            if all(shape.distance(Polygon(spot.corners((1, 1)))) > 130 for shape in shapes):
                pick(rng, (clutter.draw_cup, clutter.draw_cable))(rng, draft.canvas, draft.camera, spot)
            continue
        thing = clutter.any_of(rng, clutter.SMALL)
        outline = Polygon(spot.corners(thing.size_mm))
        if all(shape.intersection(outline).area < 0.1 * shape.area for shape in shapes):
            lay(draft.canvas, thing, spot, draft.camera, draft.light)


def in_hand(rng: Generator, document: DocumentMaker, longer: int) -> Draft:
    """One document held before anything, thumbs and fingers over its edges."""
    held = document(rng)
    sizes = [size_mm(held)]
    place = Place(0.0, 0.0, random_spin(rng))
    size = frame_size(rng, longer)
    camera = random_camera(rng, size, _extent([place], sizes), between(rng, 0.3, 0.95), random_tilt(rng))
    canvas = surface(rng, size) if chance(rng, 0.5) else picture(rng, size)
    if chance(rng, 0.8):
        canvas = degrade.defocus(canvas, between(rng, 1, 9) * longer / 640)
    draft = Draft(canvas, camera, random_light(rng))
    tone = hands.skin(rng)
    corners = map_points(place.corners(sizes[0]), camera.plane())
    if chance(rng, 0.6):
        hands.palm(rng, draft.canvas, corners, tone)
    put_document(rng, draft, held, place)
    hidden = hands.edge_fingers(rng, draft.canvas, draft.found[0][1], tone)
    if chance(rng, 0.4):
        hands.edge_fingers(rng, draft.canvas, draft.found[0][1], tone, 0.15 - hidden, arm=False)
    return draft


def edge_to_edge(rng: Generator, document: DocumentMaker, longer: int) -> Draft:
    """A document cropped to its own edges, as scans and specimens are."""
    drawn = document(rng)
    width_mm, height_mm = size_mm(drawn)
    quarter = pick(rng, (0, 1, 2, 3), (0.7, 0.1, 0.1, 0.1))
    exact = chance(rng, 0.5)
    place = Place(0.0, 0.0, quarter * np.pi / 2 + (0.0 if exact else float(rng.normal(0, 0.008))))
    aspect = width_mm / height_mm if quarter % 2 == 0 else height_mm / width_mm
    size = (round(longer / aspect), longer) if aspect > 1 else (longer, round(longer * aspect))
    share = 1.0 if exact else between(rng, 0.8, 1.02)
    camera = random_camera(
        rng, size, place.corners((width_mm, height_mm)), share, 0.0 if exact else between(rng, 0, 0.03)
    )
    draft = Draft(np.empty((*size, 3), np.uint8), camera, _NO_LIGHT, handheld=False)
    ground = pick(
        rng, ((255.0, 255.0, 255.0), (255.0, 255.0, 255.0), (0.0, 0.0, 0.0), near(rng, (200, 200, 200), 50))
    )
    draft.canvas[:] = ground
    put_document(rng, draft, drawn, place, flat=True)
    return draft


def on_scanner(rng: Generator, document: DocumentMaker, longer: int) -> Draft:
    """One to four documents on the white, grey or black bed of a scanner."""
    documents = _some(rng, document)
    sizes = [size_mm(each) for each in documents]
    places = arrange(rng, sizes, apart=True)
    size = frame_size(rng, longer)
    camera = random_camera(rng, size, _extent(places, sizes), between(rng, 0.35, 0.98), 0.0)
    bed = pick(
        rng, (near(rng, (250, 250, 250), 5), near(rng, (12, 12, 12), 10), near(rng, (190, 190, 190), 50))
    )
    canvas = textures.tinted(rng, size, bed) if chance(rng, 0.5) else np.full((*size, 3), bed, np.uint8)
    draft = Draft(canvas, camera, random_light(rng) if chance(rng, 0.6) else _NO_LIGHT, handheld=False)
    for each, place in zip(documents, places, strict=True):
        put_document(rng, draft, each, place)
    return draft


def copied_on_sheet(rng: Generator, document: DocumentMaker, longer: int) -> Draft:
    """A white sheet with one to three documents copied on it, scanned or photographed."""
    documents = [document(rng) for _ in range(pick(rng, (1, 2, 3), (0.35, 0.5, 0.15)))]
    if chance(rng, 0.4):
        documents = [_without_colour(each) for each in documents]
    sizes = [size_mm(each) for each in documents]
    places = _stacked(rng, sizes)
    handheld = chance(rng, 0.5)
    page = (max(210.0, 30 + max(size[0] for size in sizes)), 297.0)
    extent = Place(0, 0, random_spin(rng) if handheld else 0.0).corners(page)
    size = frame_size(rng, longer) if handheld else (longer, round(longer * page[0] / page[1]))
    share = between(rng, 0.85, 1.6) if handheld else 1.0
    camera = random_camera(rng, size, extent, share, random_tilt(rng) if handheld else 0.0)
    draft = Draft(np.full((*size, 3), 250, np.uint8), camera, random_light(rng), handheld=handheld)
    if handheld:
        _ground(rng, draft)
    turn = float(np.arctan2(*(extent[1] - extent[0])[::-1]))
    lay(draft.canvas, Sprite(opaque(_copy_paper(rng)), page), Place(0, 0, turn), camera, draft.light)
    c, s = np.cos(turn), np.sin(turn)
    for each, place in zip(documents, places, strict=True):
        spot = Place(c * place.x - s * place.y, s * place.x + c * place.y, place.angle + turn)
        put_document(rng, draft, each, spot, flat=True)
    return draft


def _stacked(rng: Generator, sizes: list[tuple[float, float]]) -> list[Place]:
    """One under another in the middle of an A4 sheet."""
    gap = between(rng, 3, 30)
    total = sum(height for _, height in sizes) + gap * (len(sizes) - 1)
    top = between(rng, -130, max(-129.0, 130 - total))
    if total > 270:
        top = -total / 2
    places, lean = [], float(rng.normal(0, 0.02))
    for _, height in sizes:
        places.append(Place(between(rng, -25, 25), top + height / 2, lean + float(rng.normal(0, 0.01))))
        top += height + gap
    return places


def _copy_paper(rng: Generator) -> Pixels:
    """Copying paper, plain or with a few lines of text at its head."""
    sheet = Paper(textures.tinted(rng, (720, 509), near(rng, (248, 248, 247), 7)))
    if chance(rng, 0.3):
        body = int(rng.integers(9, 14))
        sheet.paragraph(
            rng, (50, 30, 460, int(rng.integers(50, 700))), body, (50.0, 50.0, 55.0), font(rng, body)
        )
    return sheet.pixels()


def _without_colour(document: Document) -> Document:
    grey = degrade.tone(degrade.grey(document.image), 1.0, 1.3, 0.05)
    return Document(grey, document.kind, document.regions, document.corner_radius_px, document.values)


def without_documents(rng: Generator, _document: DocumentMaker, longer: int) -> Draft:
    """Pictures of anything but documents: desks, papers, drawings, screens, cards of other kinds."""
    size = frame_size(rng, longer)
    kind = rng.random()
    if kind < 0.55:
        thing = drawings.measured_plan(rng) if chance(rng, 0.4) else clutter.any_of(rng, clutter.PAPERS)
        width, height = thing.size_mm
        if chance(rng, 0.5):
            size = (
                (longer, round(longer * width / height))
                if height > width
                else (round(longer * height / width), longer)
            )
        share, tilt = between(rng, 0.9, 1.2), 0.0 if chance(rng, 0.6) else random_tilt(rng)
    elif kind < 0.8:
        thing = clutter.any_of(rng, clutter.CARD_LIKE)
        share, tilt = between(rng, 0.2, 1.05), random_tilt(rng)
    else:
        thing, share, tilt = None, 0.3, random_tilt(rng)
    extent = (85.6, 54.0) if thing is None else thing.size_mm
    place = Place(0, 0, 0.0 if tilt == 0 else random_spin(rng))
    camera = random_camera(rng, size, place.corners(extent), share, tilt)
    draft = Draft(np.empty((*size, 3), np.uint8), camera, random_light(rng), handheld=tilt > 0)
    _ground(rng, draft)
    if thing is None or chance(rng, 0.3):
        clutter.strew(rng, draft.canvas, camera, draft.light, int(rng.integers(0, 8)))
    if thing is not None:
        lay(draft.canvas, thing, place, camera, draft.light if tilt else None)
        if tilt and chance(rng, 0.1):
            corners = map_points(place.corners(extent), camera.plane())
            hands.edge_fingers(rng, draft.canvas, corners, hands.skin(rng))
    return draft


COMPOSITIONS: tuple[tuple[Composition, float], ...] = (
    (on_table, 0.46),
    (in_hand, 0.08),
    (edge_to_edge, 0.08),
    (on_scanner, 0.06),
    (copied_on_sheet, 0.06),
    (without_documents, 0.26),
)
