"""Segmenters on ONNX Runtime: no torch, numpy and cv2 for all that is not the network."""

from __future__ import annotations

import ast
import hashlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from docparse.errors import EngineError, UsageError
from docparse.regions import tiles
from docparse.regions.decode import Found, decode
from docparse.regions.letterbox import Letterbox, at_scale, fit
from docparse.regions.masks import outlines
from docparse.regions.regions import Pixels, Regions, SemanticMap
from docparse.regions.registry import ModelInfo, read_weights
from docparse.regions.semantic import labels_against, labels_from_map, labels_on_page
from docparse.regions.session import start_session

Outputs = list[NDArray[Any]]

_DEFAULT_SIZE = 640
# Pages of one size go through the network together; more at once only need more memory.
_BATCH = 4
# Windows share a quarter of their side: what an edge cuts is whole in the neighbour.
_OVERLAP = 4
# What a network is given for each of a pixel's values.
_SHARES = np.arange(256, dtype=np.float32) / 255


@dataclass(frozen=True)
class _Network:
    """A loaded network and what it says about itself."""

    session: Any
    input_name: str
    fixed: tuple[int, int] | None  # (width, height) of the input, or None where the page may choose
    batched: bool
    stride: int
    digest: str
    info: ModelInfo


class OnnxSegmenter:
    """Runs one ``.onnx`` model; the network is loaded when first needed, and kept.

    Args:
        info: The model.
        threads: Threads for the network; None for one per physical core.
    """

    def __init__(self, info: ModelInfo, threads: int | None = None) -> None:
        self.name = info.name
        self._info = info
        self._threads = threads
        self._network: _Network | None = None
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        """``name@`` and the first eight digits of the file's sha256."""
        return f"{self.name}@{(self._info.sha256 or self._load().digest)[:8]}"

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, in the network's order."""
        return self._info.classes or self._load().info.classes

    @property
    def task(self) -> str:
        """``detect``, ``segment`` or ``semantic``."""
        return self._info.task or self._load().info.task

    def find(self, pixels: Pixels, *, threshold: float | None = None, scale: float | None = None) -> Regions:
        """Find single things on a page; see :meth:`docparse.regions.Segmenter.find`."""
        return self.find_all([pixels], threshold=threshold, scale=scale)[0]

    def find_all(
        self, pages: Sequence[Pixels], *, threshold: float | None = None, scale: float | None = None
    ) -> list[Regions]:
        """Find single things on several pages."""
        self._check_task(semantic=False)
        return [
            self._regions(outputs, box, places, threshold)
            for outputs, box, places in self._looks(pages, scale)
        ]

    def map(
        self,
        pixels: Pixels,
        *,
        scale: float | None = None,
        confidence: bool = False,
        ground: str | None = None,
    ) -> SemanticMap:
        """Give every pixel of a page a class; see :meth:`docparse.regions.Segmenter.map`."""
        return self.map_all([pixels], scale=scale, confidence=confidence, ground=ground)[0]

    def map_all(
        self,
        pages: Sequence[Pixels],
        *,
        scale: float | None = None,
        confidence: bool = False,
        ground: str | None = None,
    ) -> list[SemanticMap]:
        """Give every pixel of several pages a class."""
        self._check_task(semantic=True)
        against = None if ground is None else self.classes.index(ground)
        return [
            self._semantic_map(outputs, box, places, confidence, against)
            for outputs, box, places in self._looks(pages, scale)
        ]

    def _check_task(self, *, semantic: bool) -> None:
        if (self.task == "semantic") != semantic:
            wanted = "maps pages: call map" if self.task == "semantic" else "finds things: call find"
            raise UsageError("usage.task", f"the model '{self.name}' {wanted}")

    def _looks(
        self, pages: Sequence[Pixels], scale: float | None
    ) -> Iterator[tuple[list[Outputs], Letterbox, list[tiles.Window]]]:
        """What the network says of every page: outputs for each window, the letterbox, the windows."""
        network = self._load()
        waiting: list[tuple[list[Pixels], Letterbox, list[tiles.Window]]] = []
        for pixels in pages:
            prepared = _prepare(pixels, network, scale)
            if waiting and (
                waiting[0][0][0].shape != prepared[0][0].shape
                or sum(len(canvases) for canvases, _, _ in waiting) >= _BATCH
            ):
                yield from _run(network, waiting)
                waiting = []
            waiting.append(prepared)
        yield from _run(network, waiting)

    def _regions(
        self, outputs: list[Outputs], box: Letterbox, places: list[tiles.Window], threshold: float | None
    ) -> Regions:
        info = self._load().info
        least = info.threshold if threshold is None else threshold
        found = tiles.merge(
            [
                _found(output, place, len(self.classes), least, info.overlap)
                for output, place in zip(outputs, places, strict=True)
            ],
            places,
        )
        boxes = box.to_page(found.boxes.reshape(-1, 2, 2)).reshape(-1, 4)
        if found.outlines is None:
            polygons = tuple(boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 4, 2))
        else:
            polygons = tuple(box.to_page(points) for points in found.outlines)
        regions = Regions(self.classes, found.labels, found.scores, boxes, polygons)
        return regions.select((boxes[:, 2:] > boxes[:, :2]).all(axis=1))  # others lie in the padding

    def _semantic_map(
        self,
        outputs: list[Outputs],
        box: Letterbox,
        places: list[tiles.Window],
        confidence: bool,
        against: int | None,
    ) -> SemanticMap:
        parts = [output[0] for output in outputs]
        if parts[0].ndim == 2:
            canvas = parts[0] if len(parts) == 1 else tiles.lay(parts, places, box.canvas)
            return SemanticMap(self.classes, labels_from_map(canvas, box))
        logits = tiles.blend(parts, places, box.canvas)
        if against is None:
            labels, sure = labels_on_page(logits, box, confidence=confidence)
        else:
            labels, sure = labels_against(logits, box, against, confidence=confidence)
        return SemanticMap(self.classes, labels, sure)

    def _load(self) -> _Network:
        with self._lock:
            if self._network is None:
                self._network = _start(self._info, self._threads)
            return self._network


def _prepare(
    pixels: Pixels, network: _Network, scale: float | None
) -> tuple[list[Pixels], Letterbox, list[tiles.Window]]:
    """The page as the network wants it, in one or several windows of equal size."""
    if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8 or not pixels.size:
        raise UsageError("usage.pixels", "a page is an array of (H, W, 3) uint8 RGB values")
    page = (pixels.shape[1], pixels.shape[0])
    size = network.fixed or (network.info.size, network.info.size)
    fitting = min(size[0] / page[0], size[1] / page[1])
    wanted = scale or max(fitting, network.info.least_scale)
    if wanted <= fitting and not scale:
        box = fit(page, size, stride=None if network.fixed else network.stride)
    else:
        box = at_scale(page, wanted, network.fixed, stride=network.stride)
    canvas = box.apply(pixels)
    overlap = min(size) // _OVERLAP
    tile = size if network.fixed else tiles.even_tile(box.canvas, size, overlap, network.stride)
    places = tiles.windows(box.canvas, tile, overlap, network.stride)
    return [canvas[at.top : at.bottom, at.left : at.right] for at in places], box, places


def _run(
    network: _Network, waiting: Sequence[tuple[list[Pixels], Letterbox, list[tiles.Window]]]
) -> Iterator[tuple[list[Outputs], Letterbox, list[tiles.Window]]]:
    canvases = [canvas for pages, _, _ in waiting for canvas in pages]
    size = _BATCH if network.batched else 1
    outputs: list[Outputs] = []
    for start in range(0, len(canvases), size):
        batch = _input(canvases[start : start + size])
        try:
            results = network.session.run(None, {network.input_name: batch})
        except Exception as error:
            raise EngineError(
                "engine.failed", f"the model '{network.info.name}' failed ({type(error).__name__})"
            ) from error
        outputs.extend([result[number] for result in results] for number in range(len(batch)))
    done = iter(outputs)
    for pages, box, places in waiting:
        yield [next(done) for _ in pages], box, places


def _input(canvases: Sequence[Pixels]) -> NDArray[np.float32]:
    """Canvases of one size as (N, 3, H, W) float32, 0 to 1."""
    height, width = canvases[0].shape[:2]
    batch = np.empty((len(canvases), 3, height, width), np.float32)
    for canvas, planes in zip(canvases, batch, strict=True):
        for channel, plane in zip(cv2.split(canvas), planes, strict=True):
            cv2.LUT(channel, _SHARES, dst=plane)
    return batch


def _found(output: Outputs, place: tiles.Window, classes: int, threshold: float, overlap: float) -> Found:
    found, coefficients = decode(output[0], classes, threshold, overlap)
    size = (place.right - place.left, place.bottom - place.top)
    if len(output) > 1:
        shapes = outlines(output[1], coefficients, found.boxes, size)
        found = found.select([number for number, shape in enumerate(shapes) if shape is not None])
        found = replace(found, outlines=tuple(shape for shape in shapes if shape is not None))
    return found.moved(place.left, place.top)


def _start(info: ModelInfo, threads: int | None) -> _Network:
    data = read_weights(info)
    session = start_session(data, f"the model '{info.name}'", threads or 0)
    told = session.get_modelmeta().custom_metadata_map
    first = session.get_inputs()[0]
    batch, _, height, width = first.shape
    fixed = (width, height) if isinstance(width, int) and isinstance(height, int) else None
    return _Network(
        session=session,
        input_name=first.name,
        fixed=fixed,
        batched=not isinstance(batch, int),
        stride=int(told.get("stride", 32)),
        digest=hashlib.sha256(data).hexdigest(),
        info=_completed(info, told),
    )


def _completed(info: ModelInfo, told: dict[str, str]) -> ModelInfo:
    """The model with what its registration leaves open taken from the file's own metadata."""
    try:
        names = cast("dict[int, str]", ast.literal_eval(told.get("names", "{}")))
        classes = info.classes or tuple(names[number] for number in sorted(names))
        size = info.size or max(ast.literal_eval(told.get("imgsz", f"[{_DEFAULT_SIZE}]")))
    except (ValueError, SyntaxError, TypeError):
        classes, size = info.classes, info.size or _DEFAULT_SIZE
    task = info.task or told.get("task", "")
    if not classes or not task:
        raise EngineError(
            "regions.metadata",
            f"the model '{info.name}' tells neither task nor classes; export it with ultralytics or docparse",
        )
    return replace(info, classes=classes, size=size, task=task)


def read_info(info: ModelInfo) -> ModelInfo:
    """A model with task, classes and input size as its file tells them.

    Raises:
        EngineError: As :meth:`OnnxSegmenter.find` does.
    """
    return _start(info, 1).info
