"""Documents in a picture: which, where, and their four corners to a fraction of a pixel.

The network tells how likely each pixel is a document's; the picture has lines where its sides may be. The
four lines on which both agree are the document. Then the picture knows better still: along each side the step
from the desk to the card is looked for within a narrow band, and taken where enough of the side agrees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.errors import UsageError
from docparse.geometry.lines import line_through
from docparse.geometry.outline import fit_quad, long_side_first, quad_of_lines
from docparse.geometry.quad import bounds, box_corners, polygon_area, quad_size
from docparse.geometry.strokes import straight_lines
from docparse.regions.edges import find_edge
from docparse.regions.flat_look import document, look_flat
from docparse.regions.quads import LEAST_LOGIT, MOST_LOGIT, Quad, best_quads, log_odds
from docparse.regions.regions import Floats, Pixels, Regions
from docparse.regions.segmenter import Segmenter

Corners = NDArray[np.float32]
Lines = NDArray[np.float64]
Labels = NDArray[np.uint8]

# Documents are looked for in a picture of so many pixels along its longer side.
_WORK_SIDE = 512
# The model looks at it whole in these sizes: what it misses in one it often sees in the other.
_LOOKS = (320, 448)
# So many lines of the picture, and of the map of what is likely, may be a document's sides.
_LINES, _MAP_LINES = 30, 10
_MOST_LOOKED_AT = 12
_NO_DOCUMENT = "outside"
# What a model that outlines documents thinks of the pixels it has not outlined.
_UNLIKELY = 0.01
# Of a document, so much of the inside is likely at a first look, and so much of it may be another's as well.
_LEAST_INSIDE, _MOST_SHARED = 0.04, 0.25
# A document's score must be more, and its evidence agree so well.
_LEAST_SURE, _LEAST_AGREED = 0.25, 0.6
# With more than this inside and such agreement, no second look is needed; else so many shapes get one.
_SURE, _CLEAR, _RIVALS = 0.8, 0.85, 6
# What the second look adds for the inside, and takes away for a rim that looks like a document as well: a
# part of one is seen to go on. A document's merit is more than the last.
_FLAT, _RIM_COSTS, _LEAST_MERIT = 0.25, 0.75, 0.65
# A document fills the picture when so much of the picture is likely its, and so much of the edges' pixels, to
# this share of the longer side deep. The fullest photographs of tilted cards reach 0.3 at the edges.
_FULL, _FULL_EDGE, _EDGE = 0.55, 0.45, 0.025
# A place is what is connected and at least faintly likely. It is looked at where so much of the picture in it
# is likelier than that.
_LEAST_FAINT, _LEAST_LIKELY, _LEAST_SHARE = 0.12, 0.3, 0.002
# Round a document that is found so much of its size goes with it.
_RIM = 0.05
_LEAST_SIDE = 16.0
# Sides are refined in a picture in which the document is about so long, and within this share of its size.
_WORK_LENGTH = 800.0
_BAND = 0.02
_LEAST_SUPPORT = 0.4


@dataclass(frozen=True)
class CardRegion:
    """A document in a picture.

    Attributes:
        kind: The model's class: ``front``, ``back`` or ``passport_page``.
        corners: (4, 2) float32 page pixels, clockwise, so that the first two span the upper one of the longer
            pair of sides: top left, top right, bottom right and bottom left of a document that lies about
            upright. Which corner is the top left of the print, the text tells. A corner that is covered or
            beyond the picture is where the sides meet.
        score: The model's, 0 to 1: how likely its pixels are a document's.
    """

    kind: str
    corners: Corners
    score: float


def find_cards(
    pixels: Pixels, segmenter: Segmenter, *, threshold: float | None = None
) -> tuple[CardRegion, ...]:
    """Find the documents in a picture, best score first.

    Args:
        pixels: (H, W, 3) uint8 RGB.
        segmenter: A model that outlines documents (``segment``) or classes pixels (``semantic``, the class
            ``outside`` being none), such as ``segmenter("card")``.
        threshold: Documents must score more than this; None for the default.

    Raises:
        UsageError: ``usage.task`` or ``usage.pixels``.
        EngineError: As the segmenter raises it.
    """
    scale = min(1.0, _WORK_SIDE / max(pixels.shape[:2]))
    size = (max(round(pixels.shape[1] * scale), 1), max(round(pixels.shape[0] * scale), 1))
    work = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    likely, kinds = _likely(work, segmenter)
    least = _LEAST_SURE if threshold is None else threshold
    if _fills(likely) and likely.mean() > least:
        whole = long_side_first(box_corners(0, 0, *pixels.shape[1::-1])).astype(np.float32)
        return (CardRegion(_kind(kinds.ravel(), segmenter), whole, float(likely.mean())),)
    places = _places(likely)
    if not places:
        return ()
    lines = _lines(work, likely)
    gain = np.array(pixels.shape[1::-1]) / size
    cards: list[CardRegion] = []
    taken: list[Corners] = []
    for _ in range(_MOST_LOOKED_AT):
        if not places:
            break
        here = likely.copy()
        here[np.any(places[1:], axis=0)] = _UNLIKELY
        quads = best_quads(here, work, np.vstack([lines, _outline_sides(here)]), _RIVALS)
        found = _chosen([quad for quad in quads if _is_new(quad, taken)], work, segmenter)
        if found is None or found.score <= least:
            likely[places[0]] = _UNLIKELY
            places = places[1:]
            continue
        kind = _kind(kinds[_filled(found.corners, likely.shape)], segmenter)
        corners = long_side_first(found.corners * gain).astype(np.float32)
        cards.append(CardRegion(kind, corners, found.score))
        taken.append(found.corners.astype(np.float32))
        likely = _without(likely, found.corners)
        places = _places(likely)
    cards.sort(key=lambda card: -card.score)
    return tuple(refine(card, pixels) for card in cards)


def refine(card: CardRegion, pixels: Pixels) -> CardRegion:
    """The same document with its sides moved to the edges the picture has beside them.

    Args:
        card: A document, its corners within a fiftieth of its size.
        pixels: (H, W, 3) uint8 RGB, the picture.
    """
    corners = card.corners.astype(np.float64)
    size = float(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1).max())
    around = _crop(bounds(corners), 3 * _BAND * size, pixels.shape)
    if around is None:
        return card
    left, top, right, bottom = around
    scale = min(1.0, _WORK_LENGTH / size)
    part = pixels[top:bottom, left:right]
    work = (max(round(part.shape[1] * scale), 1), max(round(part.shape[0] * scale), 1))
    picture = cv2.resize(part, work, interpolation=cv2.INTER_AREA) if scale < 1 else part
    gain = np.array([work[0] / part.shape[1], work[1] / part.shape[0]])
    inside = (corners - [left, top]) * gain
    band = max(_BAND * size * scale, 3.0)
    sides = []
    for number in range(4):
        start, end = inside[number], inside[(number + 1) % 4]
        edge = find_edge(np.asarray(picture, np.uint8), start, end, band)
        sides.append(
            edge.line if edge is not None and edge.support > _LEAST_SUPPORT else line_through(start, end)
        )
    better = quad_of_lines(sides)
    if better is None or np.linalg.norm(better - inside, axis=1).max() > 4 * band:
        return card
    return replace(card, corners=(better / gain + [left, top]).astype(np.float32))


def _likely(work: Pixels, segmenter: Segmenter) -> tuple[Floats, Labels]:
    """(h, w) how likely each pixel is a document's, and the model's class where it is."""
    if segmenter.task != "semantic":
        return _likely_by_outlines(segmenter.find(work), work.shape[:2])
    if _NO_DOCUMENT not in segmenter.classes:
        raise UsageError(
            "usage.task", f"the model '{segmenter.name}' does not tell documents from what is none"
        )
    seen: list[Floats] = []
    for side in _LOOKS:
        scale = side / max(work.shape[:2])
        look = segmenter.map(work, scale=scale, confidence=True, ground=_NO_DOCUMENT)
        seen.append(log_odds(document(look, _NO_DOCUMENT)))
        likely = np.asarray(1 / (1 + np.exp(-np.mean(seen, axis=0))), np.float32)
        if _fills(likely):
            break
    return likely, look.labels


def _fills(likely: Floats) -> bool:
    """Whether a document goes to the picture's edges, as a scan of nothing else does."""
    sure = likely > 0.5
    depth = max(round(_EDGE * max(likely.shape)), 1)
    edge = np.concatenate(
        [sure[:depth].ravel(), sure[-depth:].ravel(), sure[:, :depth].ravel(), sure[:, -depth:].ravel()]
    )
    return float(edge.mean()) > _FULL_EDGE and float(sure.mean()) > _FULL


def _likely_by_outlines(found: Regions, shape: tuple[int, ...]) -> tuple[Floats, Labels]:
    """The same of a model that outlines documents."""
    likely = np.full(shape, _UNLIKELY, np.float32)
    labels = np.zeros(shape, np.uint8)
    for number in np.argsort(found.scores):
        inside = _filled(found.polygons[number], likely.shape)
        likely[inside], labels[inside] = found.scores[number], found.labels[number]
    return likely, labels


def _places(likely: Floats) -> list[NDArray[np.bool_]]:
    """(h, w) True on each connected piece that is worth a look, the one with most that is likely first."""
    count, numbers = cv2.connectedComponents((likely > _LEAST_FAINT).astype(np.uint8))
    strong = np.bincount(numbers[likely > _LEAST_LIKELY], minlength=count)
    order = np.argsort(-strong, kind="stable")
    return [numbers == number for number in order if strong[number] > _LEAST_SHARE * likely.size]


def _lines(work: Pixels, likely: Floats) -> Lines:
    """Where a document's sides may lie: lines of the picture, of the map, and the picture's own edges."""
    height, width = likely.shape
    odds = (log_odds(likely) - LEAST_LOGIT) / (MOST_LOGIT - LEAST_LOGIT)
    # The map is smooth: its lines are as plain in a quarter of its pixels.
    half = cv2.resize(odds, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    of_map = straight_lines((255 * half).astype(np.uint8), _MAP_LINES) * [1, 1, 2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    frame = _sides(corners)
    return np.vstack(
        [
            straight_lines(cv2.cvtColor(work, cv2.COLOR_RGB2GRAY), _LINES),
            of_map,
            frame,
        ]
    )


def _outline_sides(likely: Floats) -> Lines:
    """The sides of the shape that the map alone shows; none where it shows none."""
    outlines, _ = cv2.findContours((likely > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    corners = fit_quad(max(outlines, key=cv2.contourArea).reshape(-1, 2) + 0.5) if outlines else None
    if corners is None:
        return np.zeros((0, 3))
    return _sides(corners)


def _sides(corners: NDArray[np.float64]) -> Lines:
    """(4, 3) the lines through (4, 2) corners."""
    return np.array([line_through(corners[k], corners[(k + 1) % 4]) for k in range(4)])


@dataclass(frozen=True)
class _Shape:
    """A document's (4, 2) corners, and how likely it is one."""

    corners: NDArray[np.float64]
    score: float


def _chosen(quads: list[Quad], work: Pixels, segmenter: Segmenter) -> _Shape | None:
    """The shape that is a document; None where none is.

    Where the evidence leaves room for doubt, the model is shown the best of them laid flat.
    """
    if not quads:
        return None
    best = quads[0]
    if (best.inside > _SURE and best.score > _CLEAR) or segmenter.task != "semantic":
        return _Shape(best.corners, best.inside) if best.score > _LEAST_AGREED else None
    looks = look_flat(work, [quad.corners for quad in quads], segmenter, _NO_DOCUMENT)
    merits = [
        quad.score + _FLAT * look.inside - _RIM_COSTS * look.outside
        for quad, look in zip(quads, looks, strict=True)
    ]
    top = int(np.argmax(merits))
    if merits[top] <= _LEAST_MERIT:
        return None
    return _Shape(quads[top].corners, (quads[top].inside + looks[top].inside) / 2)


def _is_new(quad: Quad, taken: list[Corners]) -> bool:
    """Whether a shape is large enough, and lies elsewhere than the documents that were found."""
    corners = quad.corners.astype(np.float32)
    if min(quad_size(corners)) <= _LEAST_SIDE or quad.inside <= _LEAST_INSIDE:
        return False
    shared = [cv2.intersectConvexConvex(corners, other)[0] for other in taken]
    return max(shared, default=0.0) <= _MOST_SHARED * polygon_area(corners)


def _kind(labels: Labels, segmenter: Segmenter) -> str:
    """The kind of document that most of the pixels have."""
    counts = np.bincount(labels, minlength=len(segmenter.classes))
    kinds = [number for number, name in enumerate(segmenter.classes) if name != _NO_DOCUMENT]
    return segmenter.classes[kinds[int(np.argmax(counts[kinds]))]]


def _without(likely: Floats, corners: NDArray[np.float64]) -> Floats:
    """What is likely besides a document that was found."""
    centre = corners.mean(axis=0)
    left = likely.copy()
    left[_filled(centre + (1 + 2 * _RIM) * (corners - centre), likely.shape)] = _UNLIKELY
    return left


def _filled(polygon: NDArray[np.floating], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    mask = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [np.rint(polygon).astype(np.int32)], 1)
    return mask.astype(np.bool_)


def _crop(
    box: tuple[float, float, float, float], margin: float, shape: tuple[int, ...]
) -> tuple[int, int, int, int] | None:
    """Whole pixels of a picture that hold a box with a margin; None when it lies beyond the picture."""
    left, top = max(int(box[0] - margin), 0), max(int(box[1] - margin), 0)
    right, bottom = min(int(box[2] + margin) + 1, shape[1]), min(int(box[3] + margin) + 1, shape[0])
    return (left, top, right, bottom) if right > left and bottom > top else None
