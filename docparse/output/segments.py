"""What ``docparse segment`` writes of a page: JSON with outlines, a label map, a picture with a legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.errors import UsageError
from docparse.output.overlay import draw_mark, scaled
from docparse.regions.regions import Polygon, Regions, SemanticMap
from docparse.regions.segmenter import Segmenter
from docparse.regions.views import PanopticMap, Segment, instances, outlines_of, painted, panoptic

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

VIEWS = ("semantic", "instance", "panoptic")

# Far apart to the eye, also next to each other and on paper; the first is for what is nothing in particular.
_PALETTE: tuple[Colour, ...] = (
    (160, 160, 160), (255, 196, 87), (45, 52, 70), (214, 48, 49), (9, 132, 227), (150, 80, 235),
    (0, 148, 115), (232, 67, 147), (140, 87, 40), (110, 220, 225), (130, 160, 20), (255, 118, 20),
    (50, 60, 170), (120, 20, 60),
)  # fmt: skip
# More names than this on one page cover more than they tell: the colours and the legend remain.
_MOST_NAMES = 40
# Outlines in JSON leave out corners that lie within so many pixels of the line between their neighbours.
_ROUGHNESS = 0.7
_OPACITY = 0.5
_LEGEND_WIDTH = 190
_MIN_WIDTH = 1100


@dataclass(frozen=True)
class PageSegments:
    """One page's view, ready to be written.

    Attributes:
        classes: Names of the model's classes.
        segments: For each: number, class, whether it is a thing, score, area, box, outlines and holes, as
            JSON takes them.
        labels: (H, W) numbers of classes (semantic) or of segments (instance, panoptic; 0 for none).
        colours: For each number in ``labels``, its class; None for none.
    """

    classes: tuple[str, ...]
    segments: tuple[dict[str, Any], ...]
    labels: NDArray[np.integer]
    colours: tuple[int | None, ...]

    def record(self) -> dict[str, Any]:
        """The page as JSON takes it; coordinates are page pixels, origin at the top left."""
        height, width = self.labels.shape
        return {"width": width, "height": height, "segments": list(self.segments)}


def view_page(
    pixels: Pixels,
    model: Segmenter,
    view: str | None = None,
    *,
    threshold: float | None = None,
    scale: float | None = None,
) -> PageSegments:
    """Look at a page with a model, in one of the :data:`VIEWS`.

    Args:
        pixels: (H, W, 3) uint8 RGB.
        model: The model.
        view: ``semantic``, ``instance`` or ``panoptic``; None for the fullest that the model has.
        threshold: For models that find things: their least score; None for the model's own.
        scale: Size at which the model looks, 1 for the page's own; None to let it choose.

    Raises:
        UsageError: ``usage.view`` for a view that the model does not have; ``usage.pixels``.
        EngineError: As the model raises it.
    """
    has = VIEWS if model.task == "semantic" else ("instance",)
    chosen = view or has[-1]
    if chosen not in has:
        raise UsageError(
            "usage.view", f"the model '{model.name}' has no view '{chosen}'; it has: {', '.join(has)}"
        )
    if model.task != "semantic":
        found = model.find(pixels, threshold=threshold, scale=scale)
        return instance_page(found, (pixels.shape[0], pixels.shape[1]))
    page = model.map(pixels, scale=scale, confidence=True)
    if chosen == "semantic":
        return semantic_page(page)
    things = instances(page)
    if chosen == "instance":
        return instance_page(things, page.labels.shape)
    return panoptic_page(panoptic(page, things), page.classes)


def semantic_page(page: SemanticMap) -> PageSegments:
    """A page's classes, one segment for each class that is there; labels are the classes' own numbers."""
    areas = np.bincount(page.labels.ravel(), minlength=len(page.classes))
    segments = []
    for number, name in enumerate(page.classes):
        if areas[number]:
            mask = page.labels == number
            sure = None if page.confidence is None else float(page.confidence[mask].mean())
            part = Segment(number, name, False, sure, int(areas[number]))
            segments.append(_segment(part, *outlines_of(mask), thing=None))
    return PageSegments(page.classes, tuple(segments), page.labels, tuple(range(len(page.classes))))


def instance_page(things: Regions, size: tuple[int, int]) -> PageSegments:
    """A page's things, numbered from 1, the best first; where two overlap, the better one has the pixel.

    Args:
        things: The things.
        size: (height, width) of the page.
    """
    labels = painted(things, size)
    areas = np.bincount(labels.ravel(), minlength=len(things) + 1)
    segments = []
    for index, (name, polygon) in enumerate(zip(things.names, things.polygons, strict=True)):
        part = Segment(index + 1, name, True, float(things.scores[index]), int(areas[index + 1]))
        segments.append(_segment(part, [polygon], [], thing=True))
    return PageSegments(
        things.classes, tuple(segments), labels, (None, *(int(label) for label in things.labels))
    )


def panoptic_page(view: PanopticMap, classes: tuple[str, ...]) -> PageSegments:
    """A page's things and stuff, numbered as in the view."""
    segments = tuple(
        _segment(part, *outlines_of(view.numbers == part.number), thing=part.thing) for part in view.segments
    )
    colours: list[int | None] = [None] * (max((part.number for part in view.segments), default=0) + 1)
    for part in view.segments:
        colours[part.number] = classes.index(part.name)
    return PageSegments(classes, segments, view.numbers, tuple(colours))


def label_png(page: PageSegments) -> bytes:
    """The labels as a PNG file of 8 bits, or of 16 where there are more than 255."""
    deep = int(page.labels.max(initial=0)) > 255
    done, data = cv2.imencode(".png", page.labels.astype(np.uint16 if deep else np.uint8))
    if not done:
        raise OSError("cannot encode the label map")
    return data.tobytes()


def draw_segments(pixels: Pixels, page: PageSegments) -> Pixels:
    """The page with its segments in colour, things outlined and named, and a legend beside it.

    Args:
        pixels: (H, W, 3) uint8 RGB, the page.
        page: What is on it.

    Returns:
        (H', W', 3) uint8 RGB, enlarged when the page is small.
    """
    factor = max(1.0, _MIN_WIDTH / pixels.shape[1])
    canvas = scaled(pixels, factor)
    size = (canvas.shape[1], canvas.shape[0])
    numbers = cv2.resize(page.labels.astype(np.uint16), size, interpolation=cv2.INTER_NEAREST)
    table = np.array([(0, 0, 0) if label is None else colour_of(label) for label in page.colours], np.uint8)
    shown = np.array([label is not None for label in page.colours])[numbers]
    blended = cv2.addWeighted(canvas, 1 - _OPACITY, table[numbers], _OPACITY, 0)
    canvas = np.where(shown[..., None], blended, canvas).astype(np.uint8)
    things = [segment for segment in page.segments if segment["thing"]]
    taken: list[tuple[int, int, int, int]] = []
    for segment in things:
        colour = colour_of(page.classes.index(segment["class"]))
        for points in segment["outlines"]:
            polygon = np.asarray(points, np.float64) * factor
            if len(things) <= _MOST_NAMES:
                draw_mark(canvas, polygon, _name(segment), colour, taken)
            else:
                cv2.polylines(canvas, [np.rint(polygon).astype(np.int32)], True, colour, 2, cv2.LINE_AA)
    return np.hstack([canvas, _legend(page, canvas.shape[0])])


def colour_of(label: int) -> Colour:
    """The colour of a class."""
    return _PALETTE[label % len(_PALETTE)]


def _segment(
    what: Segment, outer: list[Polygon], holes: list[Polygon], *, thing: bool | None
) -> dict[str, Any]:
    corners = np.concatenate(outer) if outer else np.zeros((1, 2), np.float32)
    return {
        "id": what.number,
        "class": what.name,
        "thing": thing,
        "score": None if what.score is None else round(what.score, 4),
        "area_px": what.area,
        "box_px": np.concatenate([corners.min(axis=0), corners.max(axis=0)]).round(1).tolist(),
        "outlines": [_simplified(points) for points in outer],
        "holes": [_simplified(points) for points in holes],
    }


def _simplified(points: Polygon) -> list[list[float]]:
    fewer = cv2.approxPolyDP(points.reshape(-1, 1, 2), _ROUGHNESS, True).reshape(-1, 2)
    kept = fewer if len(fewer) > 2 else points
    return [[round(float(x), 1), round(float(y), 1)] for x, y in kept]


def _name(segment: dict[str, Any]) -> str:
    name = str(segment["class"]).replace("_", " ")
    return name if segment["score"] is None else f"{name} {segment['score']:.0%}"


def _legend(page: PageSegments, height: int) -> Pixels:
    """A strip with the colour, name and count of every class that is on the page."""
    counts = dict.fromkeys(page.classes, 0)
    for segment in page.segments:
        counts[segment["class"]] += 1
    strip = np.full((height, _LEGEND_WIDTH, 3), 255, np.uint8)
    top = 12
    for number, (name, count) in enumerate(counts.items()):
        if not count or top + 18 > height:
            continue
        cv2.rectangle(strip, (12, top), (32, top + 14), colour_of(number), -1)
        text = name.replace("_", " ") + (f" ({count})" if count > 1 else "")
        cv2.putText(strip, text, (40, top + 12), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (20, 20, 20), 1, cv2.LINE_AA)
        top += 24
    return strip
