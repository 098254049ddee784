"""Documents in a picture: which, where, and their four corners to a fraction of a pixel.

The network's mask tells where the sides are to about a pixel of its own input. The picture knows better:
along each side the step from the desk to the card is looked for within a narrow band, and taken where enough
of the side agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.errors import UsageError
from docparse.geometry.lines import line_through
from docparse.geometry.outline import fit_quad, long_side_first, quad_of_lines
from docparse.geometry.quad import bounds, polygon_area
from docparse.regions.edges import find_edge
from docparse.regions.regions import Pixels, Polygon, Regions, SemanticMap
from docparse.regions.segmenter import Segmenter
from docparse.regions.views import instances

Corners = NDArray[np.float32]

# Documents are found in a picture of so many pixels, and looked at again from nearer at the model's own size.
_FIRST_LOOK = 320
# So many places of the first look are looked at from nearer, the largest first.
_MOST_PLACES = 8
# The nearer look shows so much around it, as a share of its own size; up to so many looks, as long as the
# document turns out to be so many times as large as it was thought.
_MARGIN = 0.25
_LOOKS = 3
_GROWN = 1.1
# What is seen from nearer is the same when it covers so much of what was seen before.
_SAME = 0.7
# Of a document's outline and the quadrilateral through it, the smaller share of their union that is both.
_LEAST_FIT = 0.8
# Two documents whose quadrilaterals share more than this of their union are one.
_SAME_PLACE = 0.5
_NO_DOCUMENT = "outside"
# Mean probability of the pixels of a document that is one.
_LEAST_SURE = 0.6
_LEAST_SIDE = 16.0
_MOST_OBLONG = 4.0
# Sides are refined in a picture in which the document is about so long, and within this share of its size.
_WORK_LENGTH = 800.0
_BAND = 0.02
_LEAST_SUPPORT = 0.4


@dataclass(frozen=True)
class _Sight:
    """Something that may be a document: the model's kind and score, and an (N, 2) outline in page pixels."""

    kind: str
    score: float
    outline: Polygon


@dataclass(frozen=True)
class CardRegion:
    """A document in a picture.

    Attributes:
        kind: The model's class: ``front``, ``back`` or ``passport_page``.
        corners: (4, 2) float32 page pixels, clockwise, so that the first two span the upper one of the longer
            pair of sides: top left, top right, bottom right and bottom left of a document that lies about
            upright. Which corner is the top left of the print, the text tells. A corner that is covered or
            beyond the picture is where the sides meet.
        score: The model's, 0 to 1.
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
        threshold: Documents must score more than this; None for the model's own threshold.

    Raises:
        UsageError: ``usage.task`` or ``usage.pixels``.
        EngineError: As the segmenter raises it.
    """
    first = _largest(_seen(pixels, segmenter, threshold, _FIRST_LOOK))
    nearer = (_look_nearer(sight, pixels, segmenter, threshold) for sight in first)
    cards = [card for card in map(_card, nearer) if card is not None]
    distinct = _distinct(sorted(cards, key=lambda card: -card.score))
    return tuple(refine(card, pixels) for card in distinct)


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


def _seen(
    pixels: Pixels, segmenter: Segmenter, threshold: float | None, side: int | None = None
) -> list[_Sight]:
    """What a model takes for documents, by the means it has.

    A semantic one may be shown the picture with a given longer ``side``.
    """
    if segmenter.task != "semantic":
        found = segmenter.find(pixels, threshold=threshold)
    else:
        if _NO_DOCUMENT not in segmenter.classes:
            raise UsageError(
                "usage.task", f"the model '{segmenter.name}' does not tell documents from what is none"
            )
        scale = side / max(pixels.shape[:2]) if side else None
        page = segmenter.map(pixels, scale=scale, confidence=True, ground=_NO_DOCUMENT)
        found = _documents(page)
        found = found.select(found.scores > (_LEAST_SURE if threshold is None else threshold))
    return [
        _Sight(name, float(score), polygon)
        for name, score, polygon in zip(found.names, found.scores, found.polygons, strict=True)
    ]


def _largest(sights: list[_Sight]) -> list[_Sight]:
    """Those large enough to be looked at, largest first, and few enough to be looked at all."""
    large = [sight for sight in sights if np.ptp(sight.outline, axis=0).min() >= _LEAST_SIDE]
    return sorted(large, key=lambda sight: -polygon_area(sight.outline))[:_MOST_PLACES]


def _look_nearer(sight: _Sight, pixels: Pixels, segmenter: Segmenter, threshold: float | None) -> _Sight:
    """The document as seen from nearer, once more for as long as it shows more of itself."""
    for _ in range(_LOOKS):
        left, top, right, bottom = bounds(sight.outline)
        size = max(right - left, bottom - top)
        part = _crop((left, top, right, bottom), _MARGIN * size, pixels.shape)
        if part is None:
            break
        view = np.ascontiguousarray(pixels[part[1] : part[3], part[0] : part[2]])
        origin = np.array(part[:2], np.float32)
        again = [replace(seen, outline=seen.outline + origin) for seen in _seen(view, segmenter, threshold)]
        same = [seen for seen in again if _share(sight.outline, seen.outline) > _SAME]
        if not same:
            break
        before, sight = sight, max(same, key=lambda seen: polygon_area(seen.outline))
        if polygon_area(sight.outline) < _GROWN * polygon_area(before.outline):
            break
    return sight


def _share(outline: Polygon, other: Polygon) -> float:
    """Of an outline's hull, the share within another's."""
    hull = cv2.convexHull(outline.reshape(-1, 1, 2))
    both, _ = cv2.intersectConvexConvex(hull, cv2.convexHull(other.reshape(-1, 1, 2)))
    area = cv2.contourArea(hull)
    return float(both / area) if area > 0 else 0.0


def _documents(page: SemanticMap) -> Regions:
    """The connected pieces of a map that are some document; of each, the kind most of its pixels have."""
    covered = SemanticMap(
        (_NO_DOCUMENT, "document"), (~page.mask(_NO_DOCUMENT)).astype(np.uint8), page.confidence
    )
    pieces = instances(covered, stuff=(_NO_DOCUMENT,))
    kinds = [
        np.bincount(page.labels[_within(polygon, page.labels.shape)], minlength=len(page.classes))
        for polygon in pieces.polygons
    ]
    inside = [number for number, name in enumerate(page.classes) if name != _NO_DOCUMENT]
    labels = np.array([inside[int(np.argmax(counts[inside]))] for counts in kinds], np.int64)
    return Regions(page.classes, labels, pieces.scores, pieces.boxes, pieces.polygons)


def _within(polygon: NDArray[np.float32], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    mask = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [np.rint(polygon).astype(np.int32)], 1)
    return mask.astype(np.bool_)


def _distinct(cards: Sequence[CardRegion]) -> list[CardRegion]:
    """One card for each place, best first: the model may take one document for a front and for a back."""
    kept: list[CardRegion] = []
    for card in cards:
        if all(_agreement(card.corners, better.corners) < _SAME_PLACE for better in kept):
            kept.append(card)
    return kept


def _card(sight: _Sight) -> CardRegion | None:
    """The document with that outline; None when the outline is not that of a flat card."""
    corners = fit_quad(sight.outline)
    if corners is None:
        return None
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    if sides.min() < _LEAST_SIDE or sides.max() > _MOST_OBLONG * sides.min():
        return None
    if _agreement(sight.outline, corners) < _LEAST_FIT:
        return None
    return CardRegion(sight.kind, long_side_first(corners).astype(np.float32), sight.score)


def _agreement(outline: NDArray[np.float32], corners: NDArray[np.floating]) -> float:
    """Intersection over union of an outline's hull and a quadrilateral."""
    hull = cv2.convexHull(outline.reshape(-1, 1, 2)).reshape(-1, 2)
    both, _ = cv2.intersectConvexConvex(hull, corners.astype(np.float32))
    union = polygon_area(hull) + polygon_area(corners) - both
    return float(both / union) if union > 0 else 0.0


def _crop(
    box: tuple[float, float, float, float], margin: float, shape: tuple[int, ...]
) -> tuple[int, int, int, int] | None:
    """Whole pixels of a picture that hold a box with a margin; None when it lies beyond the picture."""
    left, top = max(int(box[0] - margin), 0), max(int(box[1] - margin), 0)
    right, bottom = min(int(box[2] + margin) + 1, shape[1]), min(int(box[3] + margin) + 1, shape[0])
    return (left, top, right, bottom) if right > left and bottom > top else None
