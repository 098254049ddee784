"""Pictures with documents in them, or none, and where the documents' corners are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon, box

from docparse.geometry.quad import Points
from docparse.training.synth import degrade
from docparse.training.synth.id.carriers import DocumentKind
from docparse.training.synth.id.document import random_document
from docparse.training.synth.id.scenery.camera import Lens
from docparse.training.synth.id.scenery.compositions import COMPOSITIONS, DocumentMaker
from docparse.training.synth.id.scenery.drafts import Draft
from docparse.training.synth.id.scenery.noise import Generator, Pixels, between, chance, weighed

__all__ = ["LONG_SIDES", "PlacedDocument", "Scene", "random_scene"]

# Least and greatest longer side of a scene, pixels.
LONG_SIDES = (416, 640)
# A document of which less than this share lies in the frame is too little to tell.
_LEAST_SHARE = 0.25
# Points along each edge where the lens bends it.
_EDGE_POINTS = 4


@dataclass(frozen=True)
class PlacedDocument:
    """One document in a scene.

    Attributes:
        kind: Which side it is.
        corners: (4, 2) pixels of its own top-left, top-right, bottom-right, bottom-left; rounded corners as
            if they were sharp. Some may lie outside the frame.
        visible: (M, 2) pixels, its outline cut off at the frame. Fingers, pens and other documents over it do
            not cut it: a reader wants the corners behind them.
    """

    kind: DocumentKind
    corners: NDArray[np.float32]
    visible: NDArray[np.float32]


@dataclass(frozen=True)
class Scene:
    """A picture and the documents in it.

    Attributes:
        image: (H, W, 3) RGB.
        documents: In the order they were laid; none where the picture shows none.
    """

    image: Pixels
    documents: tuple[PlacedDocument, ...]


def random_scene(
    rng: Generator, document: DocumentMaker = random_document, long_side: int | None = None
) -> Scene:
    """Draw one scene, every choice taken from ``rng``.

    Args:
        rng: Where all chance comes from.
        document: Makes one document; called once for each that is laid.
        long_side: Longer side of the picture in pixels; anything within :data:`LONG_SIDES` when None.
    """
    longer = int(rng.integers(LONG_SIDES[0], LONG_SIDES[1] + 1)) if long_side is None else long_side
    draft = weighed(rng, COMPOSITIONS)(rng, document, longer)
    size = (draft.canvas.shape[0], draft.canvas.shape[1])
    bent = draft.handheld and chance(rng, 0.35)
    lens = Lens(between(rng, -0.03, 0.05) if bent else 0.0, size)
    image = _taken(rng, lens.bend(draft.canvas), draft, lens)
    placed = (_placed(kind, corners, lens) for kind, corners in draft.found)
    return Scene(image, tuple(each for each in placed if each is not None))


def _placed(kind: DocumentKind, corners: Points, lens: Lens) -> PlacedDocument | None:
    """The label of one document, or None when too little of it is in the frame."""
    outline = corners
    if lens.strength:
        steps = np.linspace(0, 1, _EDGE_POINTS, endpoint=False)[:, None]
        edges = zip(corners, np.roll(corners, -1, axis=0), strict=True)
        outline = np.concatenate([start + (end - start) * steps for start, end in edges])
    whole = Polygon(lens.bend_points(outline))
    inside = whole.intersection(box(0, 0, lens.size[1], lens.size[0]))
    if isinstance(inside, MultiPolygon):
        inside = max(inside.geoms, key=lambda part: part.area)
    if not isinstance(inside, Polygon) or inside.area < _LEAST_SHARE * whole.area:
        return None
    visible = np.array(inside.exterior.coords[:-1], np.float32)
    return PlacedDocument(kind, np.asarray(lens.bend_points(corners), np.float32), visible)


def _taken(rng: Generator, image: Pixels, draft: Draft, lens: Lens) -> Pixels:
    """What light, camera and file do to the picture."""
    unit = max(image.shape[:2]) / 640
    image = _lit(rng, image, draft, lens) if draft.handheld else _scanned(rng, image)
    if draft.handheld:
        if chance(rng, 0.35):
            image = degrade.defocus(image, between(rng, 0.5, 3.2) * unit)
        if chance(rng, 0.18):
            image = degrade.motion_blur(image, between(rng, 2, 14) * unit, between(rng, 0, np.pi))
    if chance(rng, 0.2):
        image = degrade.low_resolution(image, between(rng, 0.35, 0.9))
    if chance(rng, 0.5):
        image = degrade.sensor_noise(
            rng, image, between(rng, 1, 8) if chance(rng, 0.8) else between(rng, 8, 16)
        )
    if chance(rng, 0.5):
        image = degrade.jpeg(image, int(rng.integers(18, 95)))
    return image


def _lit(rng: Generator, image: Pixels, draft: Draft, lens: Lens) -> Pixels:
    if chance(rng, 0.6):
        image = degrade.uneven_light(rng, image, between(rng, 0.1, 1))
    if chance(rng, 0.25):
        image = degrade.shadow(rng, image, between(rng, 0.1, 0.6))
    if chance(rng, 0.5):
        image = degrade.tint(rng, image, between(rng, 0.1, 1))
    if draft.found and chance(rng, 0.3):
        corners = lens.bend_points(draft.found[int(rng.integers(len(draft.found)))][1])
        weights = rng.dirichlet(np.ones(4))
        x, y = weights @ corners
        reach = float(np.ptp(corners, axis=0).max()) * between(rng, 0.04, 0.3)
        image = degrade.glare(rng, image, (float(x), float(y)), reach)
    if chance(rng, 0.5):
        image = degrade.tone(
            image, between(rng, 0.6, 1.7), between(rng, 0.6, 1.25), between(rng, -0.12, 0.12)
        )
    return image


def _scanned(rng: Generator, image: Pixels) -> Pixels:
    if chance(rng, 0.15):
        image = degrade.grey(image)
    if chance(rng, 0.25):
        image = degrade.tone(image, between(rng, 0.7, 1.4), between(rng, 0.8, 1.6), between(rng, -0.05, 0.1))
    if chance(rng, 0.12):
        image = degrade.specks(rng, image, between(rng, 0.0002, 0.004))
    return image
